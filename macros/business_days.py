"""Business days: neither weekend nor public holiday. docs/assets/afterword/business-days.js gives the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from .dates import read_date

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKEND = ("sat", "sun")

# Every refusal, by its key in the locale's `date_errors`, with the facts that its text may name.
DATE_REFUSALS = {
    "promised_before": {"promised", "interview"},
    "sent_before": {"sent", "interview"},
    "no_holidays": {"place", "year"},
    "weekend": set[str](),
    "beyond": set[str](),
}


class DatesRefused(ValueError):
    """No day can be given: `key` names the text in the locale's `date_errors`, `facts` what it tells."""

    def __init__(self, key: str, **facts: str | int | date) -> None:
        super().__init__(key)
        self.key = key
        self.facts: Mapping[str, str | int | date] = facts


@dataclass(frozen=True)
class Calendar:
    """The days that are no business days; `weekend` counts from 0, Monday.

    `years` are those that `holidays` is complete for, None where no holidays were chosen; `place` is whose they are.
    """

    place: str = ""
    weekend: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[date] = frozenset()
    years: frozenset[int] | None = None

    def has_off(self, day: date) -> bool:
        """Whether `day` is no business day; raises DatesRefused for a year that the holidays are not known of."""
        if self.years is not None and day.year not in self.years:
            raise DatesRefused("no_holidays", place=self.place, year=day.year)
        return day.weekday() in self.weekend or day in self.holidays


def make_calendar(
    weekend: Iterable[str] | None = None, country: Mapping[str, Any] | None = None, region: str | None = None
) -> Calendar:
    """Put together a weekend, of the names in WEEKDAYS, and a country's holiday file, as the site has it.

    Without `weekend` it is the country's, or that of most places; `region` is a key of the country's `regions`. Raises
    DatesRefused for a weekend that leaves no day of the week.
    """
    if weekend is None:
        weekend = WEEKEND if country is None else country["weekend"]
    numbers = frozenset(WEEKDAYS.index(name) for name in weekend)
    if len(numbers) == len(WEEKDAYS):
        raise DatesRefused("weekend")
    if country is None:
        return Calendar(weekend=numbers)
    days = {iso for iso, _ in country["holidays"]}
    place = country["name"]
    if region is not None:
        own = country["regions"][region]
        days = days - {iso for iso, _ in own["remove"]} | {iso for iso, _ in own["add"]}
        place = f"{own['name']}, {place}"
    return Calendar(place, numbers, frozenset(map(read_date, days)), frozenset(country["years"]))


def add_days(day: date, count: int) -> date:
    """The calendar day `count` days after `day`; raises DatesRefused past the year 9999."""
    try:
        return day + timedelta(days=count)
    except OverflowError:
        raise DatesRefused("beyond") from None


def business_day_from(day: date, calendar: Calendar) -> date:
    """Give `day` itself where it is a business day, else the next one."""
    while calendar.has_off(day):
        day = add_days(day, 1)
    return day


def nth_business_day(day: date, count: int, calendar: Calendar) -> date:
    """The business day number `count` (from 1) after `day`, which is never counted itself."""
    for _ in range(count):
        day = business_day_from(add_days(day, 1), calendar)
    return day
