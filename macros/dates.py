"""Dates as messages and forms write them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

PARTS = {"weekday", "day", "month", "year"}
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
    return re.sub(r"\{([a-z]+)\}", lambda part: parts[part[1]], names["format"])
