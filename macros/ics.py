"""Calendar files that every calendar reads (RFC 5545); docs/assets/afterword/ics.js writes the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from .business_days import add_days
from .dates import filled

_MOST_OCTETS = 75
_ALARM = "PT9H"  # nine in the morning, counted from the midnight on which the day begins


class TextRefused(ValueError):
    """A text holds a character that no calendar file may have."""


@dataclass(frozen=True)
class Event:
    """One whole day in a calendar. `url` is the message's address, `description` has LF line ends."""

    phase: str
    interview: date
    day: date
    summary: str
    description: str
    url: str


def ics(events: Iterable[Event], stamp: datetime) -> bytes:
    """A calendar of `events`; `stamp`, with its time zone, is when it was written.

    A calendar knows an event by its phase and interview, so a file of a later minute updates the one before it.
    Raises TextRefused for control characters and lone surrogates.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Afterword//Afterword//EN", "CALSCALE:GREGORIAN"]
    for event in events:
        lines += _event(event, stamp.astimezone(UTC))
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"]).encode()


def make_event(phase: str, interview: date, day: date, facts: Mapping[str, str], words: Mapping[str, str]) -> Event:
    """The event for one phase in `words`, the locale's `ics`.

    `facts` are its `why`, the message's name (`message`), `url` and `text`, and `company`, or empty.
    """
    summary = filled(words["summary_at" if facts["company"] else "summary"], facts)
    return Event(phase, interview, day, summary, filled(words["description"], facts), facts["url"])


def _event(event: Event, stamp: datetime) -> Iterator[str]:
    written = f"{stamp:%Y%m%dT%H%M%SZ}"
    summary = _text(event.summary)
    yield "BEGIN:VEVENT"
    yield f"UID:{event.phase}-{event.interview}@afterword"
    yield f"DTSTAMP:{written}"
    yield f"LAST-MODIFIED:{written}"
    # Calendars pass over an update whose number is not higher.
    yield f"SEQUENCE:{int(stamp.timestamp()) // 60}"
    yield f"DTSTART;VALUE=DATE:{_day(event.day)}"
    yield f"DTEND;VALUE=DATE:{_day(add_days(event.day, 1))}"
    yield f"SUMMARY:{summary}"
    yield f"DESCRIPTION:{_text(event.description)}"
    yield f"URL:{_checked(event.url)}"
    yield "TRANSP:TRANSPARENT"
    yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"TRIGGER:{_ALARM}", f"DESCRIPTION:{summary}", "END:VALARM")
    yield "END:VEVENT"


def _day(day: date) -> str:
    return day.isoformat().replace("-", "")


def _text(value: str) -> str:
    """TEXT as RFC 5545, 3.3.11, escapes it."""
    return re.sub(r"([\\;,])", r"\\\1", _checked(value)).replace("\n", "\\n")


def _checked(value: str) -> str:
    if bad := re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", value):
        raise TextRefused(f"U+{ord(bad[0]):04X} cannot stand in a calendar file")
    return value


def _folded(line: str) -> str:
    """Lines of at most 75 octets, broken between code points only; a space begins each but the first."""
    rows, room = [""], _MOST_OCTETS
    for mark in line:
        size = len(mark.encode())
        if size > room:
            rows.append(" ")
            room = _MOST_OCTETS - 1
        rows[-1] += mark
        room -= size
    return "\r\n".join(rows)
