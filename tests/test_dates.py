"""Dates: ISO in forms and files, words in messages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tables import table

from macros.dates import print_date, read_date
from macros.library import Library


def words_of(iso: str, library: Library) -> str | None:
    try:
        return print_date(read_date(iso), library.shared.texts["dates"])
    except ValueError:
        return None


def test_every_case_of_the_table_is_judged_as_it_says(library: Library) -> None:
    cases = table("dates")

    assert len(cases) > 50
    assert [words_of(case["iso"], library) for case in cases] == [case["words"] for case in cases]


def test_every_day_of_a_leap_year_has_its_own_words(library: Library) -> None:
    """Python's own table of English names, which no code of ours uses, is the judge."""
    days = [date(2028, 1, 1) + timedelta(days=number) for number in range(366)]

    written = [print_date(day, library.shared.texts["dates"]) for day in days]

    assert written == [f"{day:%A} {day.day} {day:%B}" for day in days]


def test_another_language_writes_dates_its_own_way() -> None:
    names = {
        "format": "{weekday}, den {day}. {month} {year}",
        "weekdays": ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        "months": ["Januar", "Februar", "März", *["…"] * 9],
    }

    assert print_date(date(2026, 3, 1), names) == "Sonntag, den 1. März 2026"


@pytest.mark.parametrize("day", [date.min, date(2024, 2, 29), date.max])
def test_what_a_form_holds_is_read_back(day: date) -> None:
    assert read_date(day.isoformat()) == day
