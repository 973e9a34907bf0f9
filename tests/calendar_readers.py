"""What two independent parsers read in a calendar file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import icalendar
import vobject


@dataclass(frozen=True)
class Entry:
    """One event as a calendar keeps it; `alarm` is counted from the start of the day."""

    uid: str
    start: date
    end: date
    summary: str
    description: str
    url: str
    stamp: datetime
    sequence: int
    transparent: str
    alarm: timedelta
    alarm_says: str


Reader = Callable[[bytes], list[Entry]]


def by_icalendar(content: bytes) -> list[Entry]:
    calendar = icalendar.Calendar.from_ical(content)
    assert isinstance(calendar, icalendar.Calendar)
    assert calendar.errors == []
    return [_by_icalendar(event) for event in calendar.walk("VEVENT")]


def _by_icalendar(event: icalendar.Component) -> Entry:
    (alarm,) = event.walk("VALARM")
    assert event.errors == alarm.errors == []
    assert alarm["ACTION"] == "DISPLAY"
    return Entry(
        str(event["UID"]),
        event.decoded("DTSTART"),
        event.decoded("DTEND"),
        str(event["SUMMARY"]),
        str(event["DESCRIPTION"]),
        str(event["URL"]),
        event.decoded("DTSTAMP"),
        event.decoded("SEQUENCE"),
        str(event["TRANSP"]),
        alarm.decoded("TRIGGER"),
        str(alarm["DESCRIPTION"]),
    )


def by_vobject(content: bytes) -> list[Entry]:
    (calendar,) = vobject.readComponents(content.decode())
    calendar.validate(raiseException=True)
    return [
        Entry(
            event.uid.value,
            event.dtstart.value,
            event.dtend.value,
            event.summary.value,
            event.description.value,
            event.url.value,
            event.dtstamp.value,
            int(event.sequence.value),
            event.transp.value,
            event.valarm.trigger.value,
            event.valarm.description.value,
        )
        for event in calendar.vevent_list
    ]


READERS: list[Reader] = [by_icalendar, by_vobject]
