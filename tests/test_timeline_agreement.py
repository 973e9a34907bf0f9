"""The page reckons every plan as the command does, wherever the visitor is."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from conftest import ContextOpener
from plans import MANY, chance_cases, planned
from playwright.sync_api import Page
from tables import table

from macros.dates import read_date
from macros.library import Library
from macros.timeline import handwritten_by

Reckoned = tuple[dict[str, Any], list[dict[str, Any]] | str]

# Midnight does not exist on a day in spring in the middle three; the last is fourteen hours ahead of UTC.
ZONES = ["UTC", "America/Sao_Paulo", "Asia/Beirut", "Africa/Cairo", "Pacific/Kiritimati"]
PLANS = """async (text) => {
  const { readDate } = await import('/assets/afterword/dates.js')
  const { makeCalendar } = await import('/assets/afterword/business-days.js')
  const { plan } = await import('/assets/afterword/timeline.js')
  const { iso } = await import('/assets/afterword/days.js')
  const { refusal, why } = await import('/assets/afterword/steps.js')
  const [cases, timeline, texts] = JSON.parse(text)
  const day = (iso) => (iso ? readDate(iso) : null)
  return JSON.stringify(cases.map((given) => {
    const sent = Object.entries(given.sent ?? {}).map(([phase, iso]) => [phase, day(iso)])
    const asked = { interview: day(given.interview), promised: day(given.promised), sent: Object.fromEntries(sent) }
    try {
      const calendar = makeCalendar(given.weekend ?? null, given.country, given.region)
      return plan(asked, timeline, calendar).map((step) => {
        const days = { date: iso(step.day), earliest: iso(step.earliest), latest: step.latest && iso(step.latest) }
        const said = { why: why(step, texts), keys: step.reasons.map(([key]) => key), sources: step.sources }
        return { phase: step.phase, ...days, ...said }
      })
    } catch (error) {
      if (!error.key) throw error
      return { refused: error.key, says: refusal(error, texts) }
    }
  }))
}"""
WORDS = """async (text) => {
  const { readDate } = await import('/assets/afterword/dates.js')
  const { daysAway, relativeDay } = await import('/assets/afterword/days.js')
  const [cases, texts] = JSON.parse(text)
  return JSON.stringify(cases.map(({ day, today }) => ({
    day,
    today,
    on: relativeDay(readDate(day), readDate(today), texts),
    away: daysAway(readDate(day), readDate(today), texts.days),
  })))
}"""
STATES = """async (text) => {
  const { readDate } = await import('/assets/afterword/dates.js')
  const { iso } = await import('/assets/afterword/days.js')
  const { makeCalendar } = await import('/assets/afterword/business-days.js')
  const { handwrittenBy, plan } = await import('/assets/afterword/timeline.js')
  const { messageFor, state } = await import('/assets/afterword/steps.js')
  const [interview, sent, days, timeline] = JSON.parse(text)
  const when = Object.fromEntries(Object.entries(sent).map(([phase, day]) => [phase, readDate(day)]))
  const steps = plan({ interview: readDate(interview), sent: when }, timeline, makeCalendar())
  const seen = days.map((day) => steps.map((step) => [state(step, readDate(day)), messageFor(step, readDate(day))]))
  return JSON.stringify([seen, iso(handwrittenBy(readDate(interview), timeline))])
}"""
TODAY = """async (instants) => {
  const { iso, today } = await import('/assets/afterword/days.js')
  return instants.map((instant) => iso(today(new Date(instant))))
}"""


@pytest.fixture(scope="module")
def reckoned(library: Library) -> list[Reckoned]:
    """Every plan, with what Python makes of it."""
    return [(case, planned(case, library)) for case in [*table("dates_plan"), *chance_cases()]]


def in_page(page: Page, script: str, *arguments: Any) -> Any:
    return json.loads(page.evaluate(script, json.dumps(arguments)))


def opened(open_context: ContextOpener, zone: str) -> Page:
    """A page for a visitor in `zone`."""
    page = open_context(timezone_id=zone).new_page()
    page.goto("404.html")
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
    return page


def test_the_table_of_plans_judges_the_page(page: Page, library: Library) -> None:
    cases = table("dates_plan")
    page.goto("404.html")

    made = in_page(page, PLANS, cases, library.shared.timeline, library.shared.texts)

    for case, found in zip(cases, made, strict=True):
        if "refused" in case:
            assert found["refused"] == case["refused"], case["about"]
        else:
            assert [{**step, "why": step["keys"], "keys": 0} for step in found] == [
                {**step, "keys": 0} for step in case["steps"]
            ], case["about"]


@pytest.mark.parametrize("zone", ZONES)
def test_many_plans_are_the_same_in_both_languages_and_every_zone(
    zone: str, open_context: ContextOpener, library: Library, reckoned: list[Reckoned]
) -> None:
    """Day by day and word by word."""
    cases = [case for case, _ in reckoned]
    page = opened(open_context, zone)

    made = in_page(page, PLANS, cases, library.shared.timeline, library.shared.texts)

    assert len(made) == len(cases) > MANY >= 2000
    for (case, expected), found in zip(reckoned, made, strict=True):
        said = (
            found["says"] if isinstance(found, dict) else [{k: v for k, v in s.items() if k != "keys"} for s in found]
        )
        assert said == expected, case


@pytest.mark.parametrize("zone", ZONES)
def test_the_table_of_relative_days_judges_the_page(zone: str, open_context: ContextOpener, library: Library) -> None:
    cases = table("relative_days")

    assert in_page(opened(open_context, zone), WORDS, cases, library.shared.texts) == cases


def test_the_page_knows_where_a_step_stands_and_what_to_send(page: Page, library: Library) -> None:
    page.goto("404.html")
    days = [
        "2026-11-19",
        "2026-11-20",
        "2026-11-22",
        "2026-11-23",
        "2026-11-27",
        "2026-12-04",
        "2026-12-05",
        "2027-01-01",
    ]
    timeline = library.shared.timeline

    alone, handwritten = in_page(page, STATES, "2026-11-20", {}, days, timeline)
    after, _ = in_page(page, STATES, "2026-11-20", {"check-in": "2026-12-01"}, days[-1:], timeline)

    states = [[state for state, _ in seen] for seen in alone]
    assert [seen[0] for seen in states] == ["early", "open", "open", *["late"] * 5]
    assert [seen[1] for seen in states] == [*["early"] * 4, "open", "open", "late", "late"]
    assert [seen[2] for seen in states] == [*["early"] * 7, "open"]
    assert [seen[0][1] for seen in alone] == [*["thank-you"] * 3, *["thank-you-late"] * 5]
    assert after == [[["over", "thank-you"], ["sent", "check-in"], ["open", "final-message"]]]
    assert handwritten == str(handwritten_by(read_date("2026-11-20"), timeline))


@pytest.mark.parametrize("zone", ZONES)
def test_today_is_the_day_where_the_visitor_is(zone: str, open_context: ContextOpener) -> None:
    """Every hour around the days on which clocks change."""
    changes = ["2018-11-04", "2026-03-29", "2026-04-24", "2026-10-25", "2026-12-31"]
    starts = [datetime.fromisoformat(day).replace(tzinfo=UTC) - timedelta(hours=30) for day in changes]
    instants = [start + timedelta(minutes=30 * half) for start in starts for half in range(120)]

    shown = opened(open_context, zone).evaluate(TODAY, [int(instant.timestamp() * 1000) for instant in instants])

    assert shown == [str(instant.astimezone(ZoneInfo(zone)).date()) for instant in instants]
