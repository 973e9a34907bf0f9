"""Public holidays by country and region, from the `holidays` package, as small files for the site and as data here."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from holidays import country_holidays

from .business_days import WEEKEND
from .problems import ContentProblems

SCHEMA_VERSION = 1
_YEARS = 3

Days = dict[str, str]  # the holiday's name, by its ISO date


def this_year() -> int:
    """The year of the build: that of SOURCE_DATE_EPOCH (seconds, UTC) where it is set, else the year it is here."""
    built = source_date()
    return built.year if built else date.today().year


def source_date() -> datetime | None:
    """The time that SOURCE_DATE_EPOCH (seconds, UTC) gives to builds; raises ContentProblems where it is no time."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        told = f"SOURCE_DATE_EPOCH is {epoch!r}; give whole seconds since 1970, or leave it out"
        raise ContentProblems([told]) from None


def country_data(code: str, country: Mapping[str, Any], first_year: int) -> dict[str, Any]:
    """The holidays of one country in `first_year` and the two years after it, as `<code>.json` has them.

    `country` is its entry in `holidays.yml`. `years` lacks a year of which the package knows nothing. A region has what
    it adds to the country's own days, and what it leaves out. Raises ContentProblems for a country that the package
    does not have.
    """
    asked = range(first_year, first_year + _YEARS)
    try:
        known = country_holidays(code)
    except NotImplementedError:
        raise ContentProblems([f"templates/holidays.yml: no holidays of {code} are known; take it out"]) from None
    days = _days(code, None, asked)
    years = [year for year in asked if any(iso.startswith(f"{year:04}-") for iso in days)]
    names = known.get_subdivision_aliases()
    return {
        "schema": SCHEMA_VERSION,
        "country": code,
        "name": country["name"],
        "weekend": country.get("weekend", WEEKEND),
        "years": years,
        "holidays": [*days.items()],
        "regions": {region: _region(code, region, names.get(region, []), days, years) for region in known.subdivisions},
    }


def write_holidays(countries: Mapping[str, Mapping[str, Any]], folder: Path, first_year: int) -> None:
    """Write `<code>.json` for each country, and `index.json` that lists them; what is there is replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for code, country in countries.items():
        data = country_data(code, country, first_year)
        _write(folder / f"{code}.json", data)
        regions = {region: own["name"] for region, own in data["regions"].items()}
        listed.append({"country": code, "name": country["name"], "years": data["years"], "regions": regions})
    listed.sort(key=lambda entry: str(entry["name"]))
    _write(folder / "index.json", {"schema": SCHEMA_VERSION, "countries": listed})


def _region(code: str, region: str, names: list[str], country: Days, years: Iterable[int]) -> dict[str, Any]:
    """What differs from the whole country. The package puts short codes among a region's names."""
    own = _days(code, region, years)
    return {
        "name": next((name for name in names if len(name) > 3), [*names, region][0]),
        "add": [[iso, name] for iso, name in own.items() if iso not in country],
        "remove": [[iso, name] for iso, name in country.items() if iso not in own],
    }


def _days(code: str, region: str | None, years: Iterable[int]) -> Days:
    """Holidays in order, days in lieu among them, with English names where the package has those."""
    languages = country_holidays(code).supported_languages
    english = next((language for language in (f"en_{code}", "en_US") if language in languages), None)
    found = country_holidays(code, subdiv=region, years=years, language=english)
    return {str(day): name for day, name in sorted(found.items())}


def _write(path: Path, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_text(f"{text}\n", encoding="utf-8", newline="\n")
