"""What a command is told of business days: holidays and the weekend."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Any

from ..business_days import WEEKDAYS, Calendar, make_calendar
from ..holidays_data import country_data
from ..problems import nearest
from .problems import Problems

NONE = "none"


def chosen_calendar(
    holidays: str, weekend: str | None, countries: Mapping[str, Mapping[str, Any]], year: int
) -> Calendar:
    """The calendar of `--holidays` and `--weekend`, whose holidays are known for `year` and the two after it.

    Raises Problems for what is unknown, with the near match, and DatesRefused for a weekend of seven days.
    """
    days = None if weekend is None else _weekend(weekend)
    if holidays.strip().lower() == NONE:
        return make_calendar(days)
    country, _, region = holidays.strip().partition("-")
    code = _found(
        "country", country, {key: [entry["name"], *entry.get("also", ())] for key, entry in countries.items()}
    )
    data = country_data(code, countries[code], year)
    if not region:
        return make_calendar(days, data)
    if not data["regions"]:
        raise Problems([f"--holidays {holidays!r}: {data['name']} has no regions here; write {code}"])
    names = {key: [own["name"]] for key, own in data["regions"].items()}
    return make_calendar(days, data, _found(f"region of {data['name']}", region, names))


def _weekend(text: str) -> list[str]:
    names = [name.strip().lower() for name in text.split(",")] if text.strip().lower() != NONE else []
    if unknown := [name for name in names if name not in WEEKDAYS]:
        raise Problems(f"--weekend: unknown day {name!r}; {nearest(name, WEEKDAYS)}" for name in unknown)
    return names


def _found(kind: str, given: str, known: Mapping[str, Iterable[str]]) -> str:
    """The code that `given` is, in any case of letters; raises Problems that names the nearest code or name."""
    codes = {code.lower(): code for code in known}
    if given.lower() in codes:
        return codes[given.lower()]
    names = {name.lower(): code for code, other in known.items() for name in (*other, code)}
    close = get_close_matches(given.lower(), names, n=1)
    if not close:
        raise Problems([f"--holidays: unknown {kind} {given!r}; known are: {', '.join(known)}"])
    code = names[close[0]]
    raise Problems([f"--holidays: unknown {kind} {given!r}; did you mean {code} ({next(iter(known[code]))})?"])
