"""Dates as messages and forms write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

PARTS = {"weekday", "day", "month", "year"}
# The locale's table `days`, each text with what it may name.
DAYS = {
    "full": PARTS,
    "today": set[str](),
    "yesterday": set[str](),
    "tomorrow": set[str](),
    "weekday": {"weekday"},
    "date": {"date"},
    "ahead": {"count"},
    "ago": {"count"},
}
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def read_date(text: str) -> date:
    """Read an ISO 8601 calendar date, `YYYY-MM-DD` and no other form; raises ValueError for anything else."""
    match = _ISO.fullmatch(text)
    if not match:
        raise ValueError("not of the form YYYY-MM-DD")
    return date(*map(int, match.groups()))


def print_date(day: date, names: Mapping[str, Any]) -> str:
    """Write a date in words from the locale's `dates` table: its `format`, `weekdays` (from Monday) and `months`."""
    parts = {
        "weekday": names["weekdays"][day.weekday()],
        "day": str(day.day),
        "month": names["months"][day.month - 1],
        "year": str(day.year),
    }
    return filled(names["format"], parts)


def relative_day(day: date, today: date, texts: Mapping[str, Any]) -> str:
    """Name a day as a message sent on `today` does: "today", "yesterday", "on Tuesday", "on Tuesday 10 November".

    The weekday alone stands for the last six days. `texts` are the locale's, with the tables `dates` and `days`.
    """
    key = {0: "today", 1: "yesterday"}.get((today - day).days)
    if key:
        return str(texts["days"][key])
    names = texts["dates"]
    recent = 1 < (today - day).days <= 6
    words = {"weekday": names["weekdays"][day.weekday()], "date": print_date(day, names)}
    return filled(texts["days"]["weekday" if recent else "date"], words)


def days_away(day: date, today: date, words: Mapping[str, str]) -> str:
    """How far `day` is from `today`: "tomorrow", "in 3 days", "3 days ago"; `words` are the locale's `days`."""
    count = (day - today).days
    key = {-1: "yesterday", 0: "today", 1: "tomorrow"}.get(count) or ("ahead" if count > 0 else "ago")
    return filled(words[key], {"count": str(abs(count))})


def filled(text: str, words: Mapping[str, str]) -> str:
    """Put `words` where `text` names them in braces."""
    return re.sub(r"\{([a-z]+)\}", lambda part: words[part[1]], text)
