"""Calendar files: what two parsers read in them, and the same bytes from both languages."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from calendar_readers import READERS, Reader
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from tables import CASES, table

from macros.business_days import DatesRefused
from macros.ics import Event, TextRefused, ics, make_event
from macros.library import Library

STAMP = datetime(2026, 11, 20, 18, 30, 5, tzinfo=UTC)
ODD = 'A; b, c\\d: "e"\\n\nline two\n\n  three 👩‍👩‍👧 é שלום 日本語 $& $1 {url}'
EVENT = Event(
    "check-in",
    date(2026, 11, 20),
    date(2026, 12, 31),
    "Check in, once: “now”",
    ODD,
    "https://example.org/templates/check-in/",
)
WRITE = """async (text) => {
  const { readDate } = await import('/assets/afterword/dates.js')
  const { ics } = await import('/assets/afterword/ics.js')
  return JSON.stringify(JSON.parse(text).map(([events, stamp]) => {
    const read = (event) => ({ ...event, interview: readDate(event.interview), day: readDate(event.day) })
    try {
      return ics(events.map(read), new Date(stamp))
    } catch (error) {
      return error.message
    }
  }))
}"""
MAKE = """async (text) => {
  const { readDate } = await import('/assets/afterword/dates.js')
  const { iso } = await import('/assets/afterword/days.js')
  const { makeEvent } = await import('/assets/afterword/ics.js')
  return JSON.stringify(JSON.parse(text).map(([phase, interview, day, facts, words]) => {
    const event = makeEvent(phase, readDate(interview), readDate(day), facts, words)
    return { ...event, interview: iso(event.interview), day: iso(event.day) }
  }))
}"""


def written_in_page(page: Page, *calls: tuple[list[Event], datetime]) -> list[str]:
    """What the page writes for each call; JSON carries what the browser's own way would lose."""
    given = [[[asdict(event) for event in events], int(stamp.timestamp() * 1000)] for events, stamp in calls]
    written: list[str] = json.loads(page.evaluate(WRITE, json.dumps(given, default=str)))
    return written


@pytest.mark.parametrize("read", READERS)
def test_every_reader_finds_what_was_put_in(read: Reader) -> None:
    (entry,) = read(ics([EVENT], STAMP))

    assert (entry.summary, entry.description, entry.url) == (EVENT.summary, ODD, EVENT.url)
    assert (entry.start, entry.end) == (date(2026, 12, 31), date(2027, 1, 1))
    assert type(entry.start) is date
    assert (entry.stamp, entry.transparent) == (STAMP, "TRANSPARENT")
    assert (entry.alarm, entry.alarm_says) == (timedelta(hours=9), EVENT.summary)


@pytest.mark.parametrize("read", READERS)
def test_a_second_file_updates_the_first(read: Reader) -> None:
    later = replace(EVENT, day=date(2026, 12, 3), summary="Changed", url="https://example.org/x/")

    (first,) = read(ics([EVENT], STAMP))
    (second,) = read(ics([later], STAMP + timedelta(minutes=1)))

    assert first.uid == second.uid
    assert first.sequence + 1 == second.sequence
    assert second.stamp > first.stamp


@pytest.mark.parametrize("read", READERS)
def test_each_phase_and_interview_is_an_event_of_its_own(read: Reader) -> None:
    events = [EVENT, replace(EVENT, phase="final"), replace(EVENT, interview=date(2026, 11, 19))]

    entries = read(ics(events, STAMP))

    assert len({entry.uid for entry in entries}) == len(entries) == 3


def test_the_golden_calendar_is_written_to_the_byte(page: Page) -> None:
    golden = (CASES / "golden.ics").read_bytes()
    events = [Event(**{**event, **days(event)}) for event in table("golden_ics")]
    page.goto("404.html")

    assert ics(events, STAMP) == golden
    assert [text.encode() for text in written_in_page(page, (events, STAMP))] == [golden]


def days(event: dict[str, str]) -> dict[str, date]:
    return {name: date.fromisoformat(event[name]) for name in ("interview", "day")}


def test_a_stamp_is_told_in_utc_and_no_events_make_an_empty_calendar() -> None:
    west = STAMP.astimezone(timezone(timedelta(hours=-8)))

    assert ics([EVENT], west) == ics([EVENT], STAMP)
    assert ics([], STAMP).count(b"\r\n") == 5


@pytest.mark.parametrize("mark", ["a", "é", "日", "👩", "\u0301"])
def test_lines_break_at_75_octets_and_never_inside_a_letter(mark: str) -> None:
    content = ics([replace(EVENT, description="".join([mark] * 400))], STAMP)

    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) > 75 - len(mark.encode())
    assert all(len(line) <= 75 for line in lines)
    assert b"".join(line.removeprefix(b" ") for line in lines).decode().count(mark) >= 400
    for line in lines:
        line.decode()


REFUSED = ["\x00", "\t", "\x0b", "\r", "\x7f", "\x85", "\u2028", "\u2029", "\ud800", "\udfff"]


@pytest.mark.parametrize("place", ["summary", "description", "url"])
def test_characters_that_no_calendar_may_have_are_refused_alike(place: str, page: Page) -> None:
    page.goto("404.html")
    events = [[Event(**{**vars(EVENT), place: f"a{mark}b"})] for mark in REFUSED]

    in_page = written_in_page(page, *((event, STAMP) for event in events))

    for event, mark, said in zip(events, REFUSED, in_page, strict=True):
        with pytest.raises(TextRefused, match=rf"^U\+{ord(mark):04X} cannot stand in a calendar file$"):
            ics(event, STAMP)
        assert said == f"U+{ord(mark):04X}"


def test_a_calendar_of_one_day_too_many_is_refused(page: Page) -> None:
    page.goto("404.html")
    last = [replace(EVENT, day=date.max)]

    with pytest.raises(DatesRefused, match="beyond"):
        ics(last, STAMP)
    assert written_in_page(page, (last, STAMP)) == ["beyond"]


MARKS = st.characters(exclude_categories=["Cn", "Cs", "Cc", "Zl", "Zp"]) | st.sampled_from(
    [*"\n;,\\: {}$&\"'n", "👩‍👧"]
)
TEXTS = st.lists(MARKS, max_size=120).map("".join)
EVENTS = st.builds(
    Event,
    st.sampled_from(["thank-you", "check-in", "final"]),
    st.dates(max_value=date(9999, 12, 30)),
    st.dates(max_value=date(9999, 12, 30)),
    TEXTS,
    TEXTS,
    st.just("https://example.org/é/"),
)


def test_any_text_is_written_alike_and_read_back(page: Page) -> None:
    page.goto("404.html")

    @settings(max_examples=30, derandomize=True, deadline=None)
    @given(st.lists(EVENTS, min_size=10, max_size=20), st.datetimes(datetime(1971, 1, 1), datetime(2099, 1, 1)))
    def agree(events: list[Event], at: datetime) -> None:
        stamp = at.replace(microsecond=0, tzinfo=UTC)
        content = ics(events, stamp)
        assert [text.encode() for text in written_in_page(page, (events, stamp))] == [content]
        for read in READERS:
            assert [(entry.summary, entry.description, entry.start) for entry in read(content)] == [
                (event.summary, event.description, event.day) for event in events
            ]

    agree()


def test_an_event_is_made_of_its_facts_alike(page: Page, library: Library) -> None:
    words = library.shared.texts["ics"]
    facts = {
        "why": "W {url} $&",
        "message": "M",
        "url": "https://example.org/",
        "text": ODD,
        "company": "",
    }
    page.goto("404.html")
    calls = [
        (EVENT.phase, EVENT.interview, EVENT.day, {**facts, "company": name}, words) for name in ("", "Fjord & Co")
    ]

    made = [make_event(*call) for call in calls]

    assert [event.summary for event in made] == ["M", "M (Fjord & Co)"]
    assert all(event.description.startswith("W {url} $&\n\n") for event in made)
    assert all(event.description.endswith(f"https://example.org/\n\n{ODD}") for event in made)
    in_page = json.loads(page.evaluate(MAKE, json.dumps(calls, default=str)))
    assert in_page == json.loads(json.dumps([asdict(event) for event in made], default=str))
