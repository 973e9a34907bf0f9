"""A draft in its parts: subject, greeting, what is said, and the end; docs/assets/afterword/draft.js gives the same.

Every text here has as many code points as the draft has with LF line ends, so that an offset means the same in all.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from .details import TRIMMED

EMOJI, ASTRAL, MASK = "\ue000", "\ue001", "\ue002"
SUBJECT = "subject:"
WORDS = re.compile("[^\n -/:-@\\[-`{-~\u0085\ue000\ue002]+")
_ALIKE = {"'": "\u2018\u2019\u02bc\u00b4`", '"': "\u201c\u201d\u201e", "-": "\u2010\u2011\u2012\u2013\u2014"}
_ALIKE |= {" ": TRIMMED.replace("\n", "").replace(" ", "") + "\u0085\u2028\u2029", ASTRAL: EMOJI + MASK}
_FOLDED = str.maketrans({mark: plain for plain, marks in _ALIKE.items() for mark in marks})
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_ADDRESS = re.compile("(?:https?://|www\\.)[^ \n]{1,2000}|[^ \n<>()@]{1,80}@[^ \n<>()@]{1,200}")
_LONE_END = re.compile("[^\n]\n(?=[^\n])")
Span = tuple[int, int]


class Word(NamedTuple):
    """One word: as it is written, and in lower case (NFC)."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        return self.text[0] != self.text[0].lower()


@dataclass(frozen=True)
class Draft:
    """`text` is folded; `bare` hides addresses, `masked` names too, and `filled` every given value.

    Without a greeting `greeting` is empty, at the start of the body; `said` stands between it and the sign-off.
    """

    text: str
    bare: str
    masked: str
    filled: str
    subject: Span | None
    body: Span
    greeting: Span
    said: Span

    def part(self, name: str) -> Span:
        return {"subject": self.subject or (0, 0), "greeting": self.greeting, "body": self.body}.get(
            name, (0, len(self.text))
        )


def fold(text: str) -> str:
    """Give quotes, dashes and blanks one form each, and every character beyond the basic plane a stand-in."""
    folded = text.translate(_FOLDED)
    return _ASTRAL.sub(lambda mark: EMOJI if "\U0001f000" <= mark[0] <= "\U0001faff" else ASTRAL, folded)


def with_lf(text: str) -> str:
    return re.sub("\r\n?", "\n", text)


def lower(text: str) -> str:
    """ASCII alone: other letters change their number of characters in some languages."""
    return re.sub("[A-Z]+", lambda part: part[0].lower(), text)


def flowing(text: str) -> str:
    """Lower case, and a space for a line end inside a paragraph: a phrase may stand on two lines."""
    return _LONE_END.sub(lambda end: f"{end[0][0]} ", lower(text))


def words(text: str, span: Span) -> list[Word]:
    return [
        Word(part[0], unicodedata.normalize("NFC", part[0]).lower(), part.start(), part.end())
        for part in WORDS.finditer(text, *span)
    ]


def values_of(values: Mapping[str, str], names: Iterable[str]) -> list[str]:
    """The given values of the details `names`, folded."""
    return [fold(with_lf(values[name])) for name in names if values.get(name)]


def read_draft(draft: str, rules: Mapping[str, Any], values: Mapping[str, str]) -> Draft:
    """Read a message in its `.txt` form."""
    text = fold(with_lf(draft))
    low = lower(text)
    subject = _subject(low)
    end = len(text.rstrip("\n "))
    start = min(_skip(text, subject[1] if subject else 0), end)
    greeted = compiled(rules["shapes"]["greeting"]).match(low, start, end)
    greeting = (start, greeted.end() if greeted else start)
    sign_off = _sign_off(low, greeting[1], end, compiled(rules["shapes"]["sign_off"]))
    bare = _ADDRESS.sub(_mask, text)
    return Draft(
        text=text,
        bare=bare,
        masked=_hidden(bare, values_of(values, rules["details"]["names"])),
        filled=_hidden(text, values_of(values, values)),
        subject=subject,
        body=(start, end),
        greeting=greeting,
        said=(greeting[1], sign_off),
    )


def _subject(low: str) -> Span | None:
    """What stands after `Subject:` on the first line that is not empty."""
    head = _skip(low, 0)
    if not low.startswith(SUBJECT, head):
        return None
    line = low[head:].partition("\n")[0].rstrip(" ")
    start = min(_skip(low, head + len(SUBJECT)), head + len(line))
    return start, head + len(line)


def _sign_off(low: str, start: int, end: int, shape: re.Pattern[str]) -> int:
    """Where what is said ends: before the last line that looks like a sign-off, if there is one."""
    ends = [match.start() for match in shape.finditer(f"{low[:end]}\n", start)]
    return max(start, len(low[: ends[-1]].rstrip("\n "))) if ends else end


def _skip(text: str, place: int) -> int:
    while place < len(text) and text[place] in "\n ":
        place += 1
    return place


def _mask(part: re.Match[str]) -> str:
    return MASK * len(part[0])


def _hidden(text: str, values: Iterable[str]) -> str:
    """Hide each value wherever it stands, the longest first."""
    for value in sorted({value for value in values if len(value) > 1}, key=lambda value: (-len(value), value)):
        text = text.replace(value, MASK * len(value))
    return text


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
