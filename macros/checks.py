"""What a draft should not be sent with; docs/assets/afterword/checks.js gives the same.

The rules are those of `templates/checks.yml`, as `check_rules` makes them ready.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any

from .draft import MASK, Draft, Span, compiled, flowing, read_draft, values_of, words
from .likeness import alike, common_words, own_words, specific_words
from .mismatch import mismatches

Rule = Mapping[str, Any]
Found = Iterator[tuple[Span, str]]
# How much of two messages may be the same words before a shared detail counts.
MOST_ALIKE = 0.7
LEVELS = ("error", "warn", "note")


@dataclass(frozen=True)
class Finding:
    """Offsets count code points of the text with LF line ends; what is missing is an empty span where it would be."""

    rule: str
    level: str
    start: int
    end: int


@dataclass(frozen=True)
class Asked:
    """A draft and what is known of it; `stage` is empty where nobody said."""

    draft: Draft
    rules: Mapping[str, Any]
    stage: str
    channel: str
    values: Mapping[str, str]


def check(
    draft: str,
    rules: Mapping[str, Any],
    *,
    stage: str = "",
    channel: str = "email",
    values: Mapping[str, str] | None = None,
) -> list[Finding]:
    """Judge a draft in its `.txt` form. `values` are details in words; without a `stage` the general rules judge."""
    given = values or {}
    asked = Asked(read_draft(draft, rules, given), rules, stage, channel, given)
    found = {
        rule["id"]: _apart(rule["id"], JUDGES[rule["judge"]](rule, asked))
        for rule in rules["rules"]
        if _applies(rule, stage, channel) and asked.draft.text.strip("\n ")
    }
    return sorted(_yielding(found, asked), key=lambda finding: (finding.start, finding.end))


def duplicates(drafts: Sequence[str], rules: Mapping[str, Any], names: Sequence[str] = ()) -> list[list[Finding]]:
    """For each draft, a finding over what it says if it says the same as another of `drafts`, to another person.

    Drafts with the same one of `names`, where those are given, are one message in several files, and not compared.
    """
    read = [read_draft(draft, rules, {}) for draft in drafts]
    told = [({word.low for word in words(draft.text, draft.said)}, own_words(draft, rules)) for draft in read]
    pairs = [(i, j) for i, j in combinations(range(len(read)), 2) if not names or names[i] != names[j]]
    alike = {place for pair in pairs if _same(*(told[i] for i in pair)) for place in pair}
    levels = [rule["level"] for rule in rules["rules"] if rule["judge"] == "duplicate"]
    return [
        [Finding("duplicate", level, *draft.said) for level in levels if place in alike]
        for place, draft in enumerate(read)
    ]


def _same(one: tuple[set[str], set[str]], other: tuple[set[str], set[str]]) -> bool:
    """Most words are the same, and one of the two has next to nothing of its own."""
    (said, own), (also, others) = one, other
    return min(len(own - others), len(others - own)) < 2 and bool(said) and alike(said, also) >= MOST_ALIKE


def _applies(rule: Rule, stage: str, channel: str) -> bool:
    if stage in rule["not_at"] or (rule["stages"] and stage not in rule["stages"]):
        return False
    return not rule["channels"] or channel in rule["channels"]


def _yielding(found: Mapping[str, list[Finding]], asked: Asked) -> Iterator[Finding]:
    """Leave out what another rule says better in one of the same sentences; what is missing stays."""
    breaks = [match.end() for match in compiled("[.!?][ \n]|\n\n").finditer(asked.draft.text)]
    for rule in asked.rules["rules"]:
        others = [finding for other in rule["yields_to"] for finding in found.get(other, ())]
        told = {bisect(breaks, finding.start) for finding in others}
        for finding in found.get(rule["id"], ()):
            sentences = range(bisect(breaks, finding.start), bisect(breaks, finding.end - 1) + 1)
            if finding.start == finding.end or told.isdisjoint(sentences):
                yield finding


def _apart(rule: str, found: Found) -> list[Finding]:
    """Of findings that overlap keep the graver, else the first."""
    kept: list[Finding] = []
    for (start, end), level in sorted(found, key=lambda one: (one[0][0], LEVELS.index(one[1]), -one[0][1])):
        if kept and start < kept[-1].end:
            if LEVELS.index(level) >= LEVELS.index(kept[-1].level):
                continue
            kept.pop()
        kept.append(Finding(rule, level, start, end))
    return kept


def _patterns(rule: Rule, asked: Asked) -> Found:
    """Whatever the patterns of the rule find in its part of the draft."""
    start, end = asked.draft.part(rule["part"])
    yield from _finds(rule, _seen(rule, asked.draft)[start:end], start)


def _seen(rule: Rule, draft: Draft) -> str:
    """What the rule looks at: names and addresses are hidden, or what it says."""
    return {"values": draft.filled, "nothing": draft.text}.get(rule["hides"], draft.masked)


def _finds(rule: Rule, text: str, offset: int) -> Found:
    padded = f"\n{text}\n"
    prose = flowing(padded)
    if rule["unless"]:
        prose = compiled(rule["unless"]).sub(lambda part: MASK * len(part[0]), prose)
    for find in rule["finds"]:
        for match in compiled(find["pattern"]).finditer(prose if find["phrase"] else padded):
            found = match[0][find["phrase"] :]
            start = match.end() - len(found.lstrip("\n ")) - 1 + offset
            yield (start, start + len(found.strip("\n "))), find["level"]


def _missing(rule: Rule, asked: Asked) -> Found:
    """Nothing of what the rule looks for, neither one of its details nor one of its patterns."""
    start, end = asked.draft.part(rule["part"])
    text = asked.draft.text[start:end]
    given = values_of(asked.values, rule["details"])
    if not any(value in text for value in given) and next(_finds(rule, text, 0), None) is None:
        yield _place(rule, asked.draft), rule["level"]


def _place(rule: Rule, draft: Draft) -> Span:
    """The empty span where the missing thing could stand: after the greeting, after what is said, at the end."""
    place = {"opening": draft.greeting, "end": draft.body}.get(rule["at"], draft.said)[1]
    return place, place


def _most(rule: Rule, asked: Asked) -> Found:
    """More of something than the rule allows: the span is what is too much."""
    start, end = asked.draft.part(rule["part"])
    text = _seen(rule, asked.draft)
    for limit in rule["most"]:
        if limit["channels"] and asked.channel not in limit["channels"]:
            continue
        found = [match.span() for match in compiled(limit["counts"]).finditer(text[start:end])]
        if len(found) > limit["most"]:
            first = found[limit["most"]][0] + start
            yield (first + (asked.draft.text[first] in "\n "), found[-1][1] + start), limit["level"]


def _no_name(rule: Rule, asked: Asked) -> Found:
    draft = asked.draft
    titles, fillers = set(asked.rules["words"]["titles"].split(" ")), set(rule["words"])
    greeted = [word.low for word in words(draft.text, draft.greeting)]
    titled = any(one in titles and other not in titles for one, other in pairwise(greeted))
    if not titled and fillers.issuperset(greeted):
        yield draft.greeting, rule["level"]


def _no_detail(rule: Rule, asked: Asked) -> Found:
    """Nothing that could not stand in a message about any interview: neither a given detail nor two other words."""
    draft, common = asked.draft, common_words(asked.rules)
    details = asked.rules["details"]
    here = {word.low for word in words(draft.text, draft.said)}
    given = values_of(asked.values, details["talk"])
    told = {word.low for value in given for word in words(value, (0, len(value)))}
    if not (told - common) & here and not any(value in draft.text for value in given):
        known = [name for name in asked.values if name not in details["talk"]]
        if len(specific_words(draft, rule, asked.rules, values_of(asked.values, known))) < 2:
            yield _place(rule, draft), rule["level"]


def _no_role(rule: Rule, asked: Asked) -> Found:
    """A title was given, and none of its main words stands in the draft."""
    titles = _main_words(asked, asked.rules["details"]["role"])
    start = (asked.draft.subject or asked.draft.body)[0]
    if titles and not titles & {word.low for word in words(asked.draft.text, (start, asked.draft.body[1]))}:
        yield _place(rule, asked.draft), rule["level"]


def _subject(rule: Rule, asked: Asked) -> Found:
    """It lacks what was given of the writer's name and the title; where nothing was, it says nothing of its own."""
    span = asked.draft.subject or (0, 0)
    if next(_finds(rule, asked.draft.text[slice(*span)], 0), None):
        return
    here = {word.low for word in words(asked.draft.text, span)}
    names = [_main_words(asked, asked.rules["details"][name]) for name in ("role", "writer")]
    wanted = [name for name in names if name]
    if any(not name & here for name in wanted) or (not wanted and here <= common_words(asked.rules)):
        yield span, rule["level"]


def _main_words(asked: Asked, names: Iterable[str]) -> set[str]:
    """The words of the given details that are no small words, with their plain plurals."""
    given = values_of(asked.values, names)
    main = {word.low for value in given for word in words(value, (0, len(value))) if len(word.low) > 2}
    return main | {f"{word}s" for word in main} | {word[:-1] for word in main if word.endswith("s")}


def _mismatch(rule: Rule, asked: Asked) -> Found:
    return mismatches(rule, asked.draft, asked.rules, asked.values)


def _of_several(rule: Rule, asked: Asked) -> Found:
    """Only `duplicates` can know."""
    return iter(())


JUDGES: Mapping[str, Callable[[Rule, Asked], Found]] = {
    "patterns": _patterns,
    "missing": _missing,
    "most": _most,
    "no-name": _no_name,
    "no-detail": _no_detail,
    "no-role": _no_role,
    "subject": _subject,
    "mismatch": _mismatch,
    "duplicate": _of_several,
}
