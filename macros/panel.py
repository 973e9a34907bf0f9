"""Several people, one message each: whose details are whose, the names of the files, and how alike two messages are.

`docs/assets/afterword/panel.js` gives the same names and the same likeness.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from .template import Template

_MOST_OCTETS = 200 - len(".eml")
# Scripts that put no space between words: there each character counts as one.
_UNSPACED = "\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORDS = re.compile(f"[{_UNSPACED}]|[^ \\n\u3000-\u303f{_UNSPACED}]+")
_MARKS = ".,;:!?\"'()[]{}\u2018\u2019\u201c\u201d\u2013\u2014\u2026"


@dataclass(frozen=True)
class Letter:
    """One message to write: `stem` is the name of its files without the ending, `whom` the person, if it is for one."""

    template: Template
    details: Mapping[str, str]
    stem: str
    whom: str = ""


def letters(
    templates: Iterable[Template],
    details: Mapping[str, str],
    people: Sequence[Mapping[str, str]],
    own: Iterable[str],
) -> Iterator[Letter]:
    """A message for each of the `people` where a template has `each_person`, and one message of every other template.

    `own` names the fields that each person has alone: for them the shared `details` never stand in.
    """
    shared = {name: value for name, value in details.items() if name not in {*own}}
    for template in templates:
        if not (people and template.each_person):
            yield Letter(template, details, template.slug)
            continue
        names = [person.get(template.each_person[0], "") for person in people]
        for person, name, stem in zip(people, names, stems(template.slug, names), strict=True):
            yield Letter(template, {**shared, **person}, stem, name)


def stems(slug: str, names: Iterable[str]) -> list[str]:
    """Name a file for each person, `<slug>-<name>` without its ending, safe on every system.

    Each has small letters, digits and hyphens of any script, at most 200 octets with `.eml`, and differs from the
    others in NFKC case folding. A name without any letter gives its place, from 1.
    """
    taken: list[str] = []
    for place, name in enumerate(names, 1):
        letters_only = "".join(mark if unicodedata.category(mark)[0] in "LMN" else " " for mark in fold(name))
        whole = f"{slug}-{'-'.join(letters_only.split(' ')) if letters_only.strip(' ') else place}"
        taken.append(next(stem for stem in _candidates(re.sub("-+", "-", whole)) if stem not in taken))
    return taken


def fold(text: str) -> str:
    """Let go of case, width and ligatures: at least as much as NFKC case folding, by what both languages have."""
    small = "".join(mark.lower() for mark in unicodedata.normalize("NFKC", text))
    # One character at a time: a sigma at the end of a word has a small letter of its own.
    return unicodedata.normalize("NFKC", "".join(mark.lower() for mark in small.upper()))


def likeness(one: str, other: str) -> int:
    """How alike two texts are, from 0 to 100: twice the words that they share, in parts of all their words (Dice).

    A word that stands twice in both counts twice; case and the marks around a word do not count.
    """
    first, second = Counter(_words(one)), Counter(_words(other))
    total = first.total() + second.total()
    return (400 * (first & second).total() + total) // (2 * total) if total else 0


def same_details(people: Sequence[Mapping[str, str]], fields: Iterable[str]) -> list[tuple[int, int, str]]:
    """Where two people have the same words in a field: the place of the first, that of the later one, and the field."""
    found: list[tuple[int, int, str]] = []
    for field in fields:
        first: dict[str, int] = {}
        for place, person in enumerate(people):
            words = re.sub("[ \n]+", " ", fold(person.get(field, "")))
            if words and first.setdefault(words, place) != place:
                found.append((first[words], place, field))
    return found


def _candidates(stem: str) -> Iterator[str]:
    yield _cut(stem, _MOST_OCTETS)
    for number in count(2):
        ending = f"-{number}"
        yield _cut(stem, _MOST_OCTETS - len(ending)) + ending


def _cut(stem: str, most: int) -> str:
    return stem.encode()[:most].decode(errors="ignore").strip("-")


def _words(text: str) -> Iterator[str]:
    return filter(None, (word.strip(_MARKS) for word in _WORDS.findall(fold(text))))
