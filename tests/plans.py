"""Plans to make: those of the table, many more by chance, and a second way to reckon them that shares no code."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from macros.business_days import WEEKDAYS, DatesRefused, make_calendar
from macros.dates import read_date
from macros.library import Library
from macros.steps import as_json, refusal
from macros.timeline import Asked, plan

MANY = 2_500
PHASES = ("thank-you", "check-in", "final")
# Days on which midnight does not exist in São Paulo, Beirut or Cairo, and the edges of months, years and leap years.
EDGES = [
    *("2017-10-15", "2018-11-04", "2026-03-29", "2026-04-24", "2027-03-28", "2027-04-30", "2026-10-25", "2026-12-31"),
    *("2024-02-28", "2024-02-29", "2025-02-28", "2027-01-01", "2028-02-29", "1999-12-31", "2100-02-28", "0001-01-01"),
]
WEEKENDS = [["sat", "sun"], ["sat", "sun"], ["fri", "sat"], ["sun"], [], ["thu", "fri"], [*WEEKDAYS[1:]]]


def asked_of(case: Mapping[str, Any]) -> Asked:
    sent = {phase: read_date(day) if day else None for phase, day in case.get("sent", {}).items()}
    promised = case.get("promised")
    return Asked(read_date(case["interview"]), read_date(promised) if promised else None, sent)


def planned(case: Mapping[str, Any], library: Library) -> list[dict[str, Any]] | str:
    """What Python makes of a case: each step as the command prints it, or why there is none."""
    texts = library.shared.texts
    try:
        calendar = make_calendar(case.get("weekend"), case.get("country"), case.get("region"))
        return [as_json(step, texts) for step in plan(asked_of(case), library.shared.timeline, calendar)]
    except DatesRefused as error:
        return refusal(error, texts)


def chance_cases() -> list[dict[str, Any]]:
    """The same cases at each run."""
    chance = random.Random(20261120)
    return [_chance_case(chance) for _ in range(MANY)]


def _chance_case(chance: random.Random) -> dict[str, Any]:
    day = date(2017, 1, 1) + timedelta(days=chance.randrange(365 * 14))
    if chance.random() < 0.3:
        day = max(read_date(chance.choice(EDGES)), date(1, 1, 10)) - timedelta(days=chance.randrange(-3, 8))
    case: dict[str, Any] = {"interview": str(day), "weekend": chance.choice(WEEKENDS)}
    if chance.random() < 0.3:
        del case["weekend"]
    if chance.random() < 0.5:
        case["promised"] = str(day + timedelta(days=chance.choice([0, 0, 1, 2, 7, *range(-1, 45)])))
    if chance.random() < 0.3:
        phases = chance.sample(PHASES, chance.randrange(1, 4))
        case["sent"] = {phase: _sent(chance, day) for phase in sorted(phases, key=PHASES.index)}
    if chance.random() < 0.6:
        case |= {"country": _country(chance, day), "region": chance.choice([None, "R"])}
    return case


def _sent(chance: random.Random, day: date) -> str | None:
    return str(day + timedelta(days=chance.randrange(-1, 40))) if chance.random() < 0.7 else None


def _country(chance: random.Random, day: date) -> dict[str, Any]:
    """Holidays near the interview, single and in long runs; the list may end too soon."""
    days = {day + timedelta(days=chance.randrange(60)) for _ in range(chance.randrange(8))}
    run = day + timedelta(days=chance.randrange(40))
    days |= {run + timedelta(days=number) for number in range(chance.choice([0, 0, 9, 15]))}
    holidays = [[str(off), "A feast"] for off in sorted(days)]
    return {
        "name": "Utopia",
        "weekend": chance.choice([["sat", "sun"], ["fri", "sat"]]),
        "years": [day.year, day.year + 1][: chance.choice([1, 2, 2, 2])],
        "holidays": holidays,
        "regions": {
            "R": {"name": "Midland", "add": [[str(day + timedelta(days=9)), "Its own"]], "remove": holidays[:2]}
        },
    }


def working_days(case: Mapping[str, Any]) -> Iterator[date]:
    """Every business day from the interview on, found by looking at each day, as far as the holidays are known."""
    country, region = case.get("country"), case.get("region")
    off = {iso for iso, _ in country["holidays"]} if country else set()
    if country and region:
        own = country["regions"][region]
        added = {iso for iso, _ in own["add"]}
        off = off - {iso for iso, _ in own["remove"]} | added
    weekend = case.get("weekend", country["weekend"] if country else ["sat", "sun"])
    for number in range(180):
        day = read_date(case["interview"]) + timedelta(days=number)
        if country and day.year not in country["years"]:
            return
        if f"{day:%a}".lower() not in weekend and str(day) not in off:
            yield day
