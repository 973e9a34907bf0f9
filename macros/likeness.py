"""What is a draft's own, beyond the words of any message; docs/assets/afterword/likeness.js gives the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from .draft import MASK, Draft, Span, compiled, flowing, words

_ENDINGS = ("s", "d", "ed", "ing", "ly", "es", "er")


def common_words(rules: Mapping[str, Any]) -> frozenset[str]:
    """The words of `checks.yml` that could stand in any message."""
    return _listed(rules["words"]["common"])


def is_common(word: str, common: frozenset[str]) -> bool:
    """A listed word, also with a plain ending; a number and a single letter."""
    if len(word) < 2 or word in common or not word.strip("0123456789"):
        return True
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(stem in common or f"{stem}e" in common for stem in stems)


def specific_words(draft: Draft, rule: Mapping[str, Any], rules: Mapping[str, Any], known: Iterable[str]) -> set[str]:
    """What the draft says of its own, outside sentences about the writer and the `known` values."""
    here: set[str] = set()
    for start, end in _sentences(draft.text, draft.said):
        sentence = flowing(f"\n{draft.bare[start:end]}\n")
        if any(compiled(find["pattern"]).search(sentence) for find in rule["finds"]):
            continue
        bare = compiled(rule["unless"]).sub(lambda part: MASK * len(part[0]), sentence)
        spoken = words(bare, (0, len(bare)))
        here |= {w.low for w in spoken if w.start == 1 or draft.text[start + w.start - 1] == bare[w.start]}
    common = common_words(rules)
    told = [*known, draft.text[slice(*draft.subject)] if draft.subject else ""]
    taken = {word.low for value in told for word in words(value, (0, len(value)))}
    return {word for word in here - taken if not is_common(word, common)}


def own_words(draft: Draft, rules: Mapping[str, Any]) -> set[str]:
    """Every word of what is said that is no common one."""
    common = common_words(rules)
    return {word.low for word in words(draft.text, draft.said) if not is_common(word.low, common)}


def alike(one: set[str], other: set[str]) -> float:
    """How much of what two drafts say of their own is the same, from 0 to 1."""
    return len(one & other) / len(one | other) if one | other else 1.0


def _sentences(text: str, span: Span) -> Iterable[Span]:
    for sentence in compiled("[^.!?\n \ue003][^.!?\n]{0,9999}").finditer(text, *span):
        yield sentence.span()


@cache
def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split(" "))
