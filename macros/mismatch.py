"""A name, company or job title that is not the one given; docs/assets/afterword/mismatch.js gives the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .draft import MASK, Draft, Span, Word, compiled, flowing, values_of, words
from .likeness import common_words, is_common

Found = Iterator[tuple[Span, str]]


def near(one: str, other: str, most: int = 2) -> bool:
    """One to `most` letters added, left out, changed or swapped with the next; short words are near nothing."""
    longest = max(len(one), len(other))
    if one == other or min(len(one), len(other)) < 4 or abs(len(one) - len(other)) > most:
        return False
    if one[0] != other[0] and one[-1] != other[-1]:
        return False
    return _distance(one, other, most) <= (1 if longest < 7 else most)


def _distance(one: str, other: str, most: int) -> int:
    """The edits between two words (optimal string alignment); any number above `most` where they are many."""
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    one, other = one[start:], other[start:]
    if abs(len(one) - len(other)) > most or len(one) > 40:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        rows = (before, row, [i])
        for j, mark in enumerate(other, 1):
            cost = min(row[j] + 1, rows[2][j - 1] + 1, row[j - 1] + (letter != mark))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == mark:
                cost = min(cost, rows[0][j - 2] + 1)
            rows[2].append(cost)
        before, row = row, rows[2]
    return row[-1]


def mismatches(rule: Mapping[str, Any], draft: Draft, rules: Mapping[str, Any], values: Mapping[str, str]) -> Found:
    """The findings of a draft; nothing where no detail was given."""
    details, titles = rules["details"], set(rules["words"]["titles"].split(" "))
    people = [_words(value) for value in values_of(values, details["people"])]
    known = {word.low for value in values_of(values, values) for word in _words(value)} | titles
    common = common_words(rules)
    greetings = set(rules["words"]["greetings"].split(" "))
    names = [word for word in words(draft.text, draft.greeting) if word.low not in greetings]
    if people and names:
        yield from _greeting(rule, names, people, known, titles, rules["same_titles"])
    rest = words(draft.text, draft.subject or (0, 0)) + words(draft.text, (draft.greeting[1], draft.body[1]))
    strange = [word for word in rest if word.capital and word.low not in known and not is_common(word.low, common)]
    writers = [_words(value) for value in values_of(values, details["writer"])]
    companies = [_words(value) for value in values_of(values, details["company"])]
    targets = {word.low for value in [*people, *writers] for word in value} - titles
    targets |= {value[0].low for value in companies if not is_common(value[0].low, common)}
    for word in strange:
        if any(near(word.low, target) and not _inflected(word.low, target) for target in targets):
            yield (word.start, word.end), rule["level"]
    for value in companies:
        yield from ((span, rule["level"]) for span in _variants(rest, value, 2) if len(value) > 1)
    for value in map(_words, values_of(values, details["role"])):
        yield from ((span, rule["level"]) for span in _variants(rest, value, 1))
    if companies:
        yield from _elsewhere(rule, draft, rest, known, titles)


def _words(value: str) -> list[Word]:
    return words(value, (0, len(value)))


def _greeting(
    rule: Mapping[str, Any],
    names: Sequence[Word],
    people: Sequence[Sequence[Word]],
    known: set[str],
    titles: set[str],
    same: Mapping[str, str],
) -> Found:
    """A near miss or another title is an error; another name altogether is a warning."""
    theirs = {word.low for person in people for word in person} - titles
    bare = [word for word in names if word.low not in titles]
    for word in bare:
        if word.low not in known and any(near(word.low, other) for other in theirs):
            yield (word.start, word.end), rule["level"]
            return
    if bare and not any(word.low in known for word in bare):
        yield (bare[0].start, bare[-1].end), "warn"
    given = {same.get(word.low, word.low) for person in people for word in person if word.low in titles}
    for word in names:
        if (
            word.low in titles
            and given
            and same.get(word.low, word.low) not in given
            and any(other.low in theirs for other in bare)
        ):
            yield (word.start, word.end), rule["level"]


def _inflected(one: str, other: str) -> bool:
    """A plural or another ending of the same word."""
    short, long = sorted((one, other), key=len)
    return long in {f"{short}s", f"{short}es"}


def _variants(here: Sequence[Word], value: Sequence[Word], most: int) -> Iterator[Span]:
    """Where `value` stands with one word a letter or two off; another ending of the last word is no slip."""
    for place in range(len(here) - len(value) + 1):
        window = here[place : place + len(value)]
        off = [n for n, (one, other) in enumerate(zip(window, value, strict=True)) if one.low != other.low]
        if len(off) != 1:
            continue
        one, other = window[off[0]].low, value[off[0]].low
        ending = off[0] == len(value) - 1 and (one[:-2] == other[: len(one) - 2] or _inflected(one, other))
        if near(one, other, most) and not ending:
            yield window[0].start, window[-1].end


def _elsewhere(rule: Mapping[str, Any], draft: Draft, rest: Sequence[Word], known: set[str], titles: set[str]) -> Found:
    """Another company where this position is spoken of."""
    prose = compiled(rule["unless"]).sub(lambda part: MASK * len(part[0]), flowing(f"\n{draft.text}\n"))
    starts = [word.start for word in rest]
    for find in rule["finds"]:
        for match in compiled(find["pattern"]).finditer(prose):
            number = bisect_left(starts, match.end())
            number += number < len(rest) and rest[number].low == "the"
            name = _name(rest, number) if number < len(rest) and rest[number].start < match.end() + 5 else []
            if name and not any(word.low in known for word in name) and name[0].low not in titles:
                yield (name[0].start, name[-1].end), "warn"


def _name(rest: Sequence[Word], number: int) -> list[Word]:
    """The words with a capital from `number` on, at most six, with a space or a mark between them."""
    name: list[Word] = []
    for word in rest[number : number + 6]:
        if not word.capital or (name and word.start - name[-1].end > 3):
            break
        name.append(word)
    return name
