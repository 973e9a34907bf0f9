"""Public holidays: what the files say, for which countries and years, and where the site has them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import holidays
import pytest
from jsonschema import Draft202012Validator

from macros.business_days import WEEKDAYS, make_calendar
from macros.holidays_data import country_data, this_year, write_holidays
from macros.library import ROOT, Library
from macros.problems import ContentProblems

FOLDER = Path("assets") / "holidays"
DAY = {
    "type": "array",
    "prefixItems": [{"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"}, {"type": "string", "minLength": 1}],
    "minItems": 2,
    "items": False,
}
FILE = {
    "type": "object",
    "required": ["schema", "country", "name", "weekend", "years", "holidays", "regions"],
    "additionalProperties": False,
    "properties": {
        "schema": {"const": 1},
        "country": {"type": "string", "pattern": "^[A-Z]{2}$"},
        "name": {"type": "string"},
        "weekend": {"type": "array", "items": {"enum": [*WEEKDAYS]}, "minItems": 1, "maxItems": 6},
        "years": {"type": "array", "items": {"type": "integer"}, "minItems": 3, "maxItems": 3},
        "holidays": {"type": "array", "items": DAY, "minItems": 10},
        "regions": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["name", "add", "remove"],
                "additionalProperties": False,
                "properties": {
                    "name": {"type": "string", "minLength": 1},
                    "add": {"type": "array", "items": DAY},
                    "remove": {"type": "array", "items": DAY},
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory, library: Library) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("made") / "deep" / "holidays"
    write_holidays(library.shared.countries, folder, 2026)
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in folder.iterdir()}


def test_each_country_has_a_file_of_three_years(files: dict[str, Any], library: Library) -> None:
    assert len(library.shared.countries) >= 20
    assert files.keys() == {"index", *library.shared.countries}
    for code in library.shared.countries:
        assert [*Draft202012Validator(FILE).iter_errors(files[code])] == []
        assert (files[code]["country"], files[code]["years"]) == (code, [2026, 2027, 2028])


def test_the_index_lists_every_country_and_region_by_name(files: dict[str, Any], library: Library) -> None:
    listed = files["index"]["countries"]

    assert [entry["name"] for entry in listed] == sorted(entry["name"] for entry in library.shared.countries.values())
    for entry in listed:
        own = files[entry["country"]]
        assert entry == {
            "country": own["country"],
            "name": own["name"],
            "years": own["years"],
            "regions": {region: data["name"] for region, data in own["regions"].items()},
        }


def test_country_and_region_together_give_the_days_of_the_package(files: dict[str, Any], library: Library) -> None:
    """In the country, and in each of its regions, put together as the page and the command do it."""
    regions = 0
    for code in library.shared.countries:
        for region in [None, *files[code]["regions"]]:
            found = make_calendar((), files[code], region).holidays
            assert found == {*holidays.country_holidays(code, subdiv=region, years=[2026, 2027, 2028])}, (code, region)
            regions += region is not None
    assert regions > 300


@pytest.mark.parametrize(
    ("code", "region", "day", "off"),
    [
        ("US", None, date(2026, 11, 26), True),
        ("US", None, date(2026, 11, 27), False),
        ("US", "CA", date(2026, 11, 27), True),
        ("US", "CA", date(2026, 10, 12), False),
        ("US", None, date(2026, 7, 3), True),  # in lieu of Saturday the fourth
        ("GB", "SCT", date(2027, 3, 29), False),
        ("GB", "ENG", date(2027, 3, 29), True),
        ("DE", "BY", date(2026, 1, 6), True),
        ("DE", "BE", date(2026, 1, 6), False),
        ("JP", None, date(2026, 5, 6), True),
    ],
)
def test_days_that_people_know(code: str, region: str | None, day: date, off: bool, files: dict[str, Any]) -> None:
    assert (day in make_calendar((), files[code], region).holidays) is off


@pytest.mark.parametrize(
    ("code", "region", "name"),
    [("US", "CA", "California"), ("AT", "2", "Kärnten"), ("NZ", "AUK", "Auckland"), ("FR", "971", "Guadeloupe")],
)
def test_a_region_has_a_name_for_people(code: str, region: str, name: str, files: dict[str, Any]) -> None:
    assert files[code]["regions"][region]["name"] == name


def test_the_weekend_is_the_countrys(files: dict[str, Any]) -> None:
    assert make_calendar(None, files["EG"]).weekend == make_calendar(None, files["IL"]).weekend == {4, 5}
    assert make_calendar(None, files["US"]).weekend == make_calendar(None, files["AE"], None).weekend == {5, 6}
    assert make_calendar(["sun"], files["EG"]).weekend == {6}


def test_holidays_have_english_names_where_there_are_any(files: dict[str, Any]) -> None:
    for code in ("DE", "FR", "JP", "AE"):
        assert "New Year's Day" in dict(files[code]["holidays"])["2026-01-01"]
    assert dict(files["GB"]["holidays"])["2026-12-25"] == "Christmas Day"


def test_a_year_that_the_package_knows_nothing_of_is_not_promised() -> None:
    data = country_data("US", {"name": "United States"}, 2099)

    assert data["years"] == [2099, 2100]
    assert {iso[:4] for iso, _ in data["holidays"]} == {"2099", "2100"}


def test_a_country_without_data_is_named() -> None:
    with pytest.raises(ContentProblems, match=r"^templates/holidays.yml: no holidays of XX are known; take it out$"):
        country_data("XX", {"name": "Nowhere"}, 2026)


@pytest.mark.parametrize(("epoch", "year"), [("1750000000", 2025), ("1767225599", 2025), ("1767225600", 2026)])
def test_the_year_of_a_build_is_that_of_its_epoch(epoch: str, year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)

    assert this_year() == year


def test_without_an_epoch_it_is_the_year_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)

    assert this_year() == date.today().year


def test_the_built_site_has_the_files_of_this_year(built_site: Path, library: Library) -> None:
    index = json.loads((built_site / FOLDER / "index.json").read_text(encoding="utf-8"))

    assert {entry["country"] for entry in index["countries"]} == {*library.shared.countries}
    for entry in index["countries"]:
        path = built_site / FOLDER / f"{entry['country']}.json"
        assert json.loads(path.read_text(encoding="utf-8"))["years"] == entry["years"]
        assert entry["years"] == [this_year() + number for number in range(3)]
        assert path.stat().st_size < 40_000


def test_the_files_are_the_same_whenever_and_however_they_are_written(tmp_path: Path) -> None:
    written = []
    for number in "12":
        site = tmp_path / number
        site.mkdir()
        (site / "index.html").touch()
        environment = {**os.environ, "SOURCE_DATE_EPOCH": "1750000000", "PYTHONHASHSEED": number}
        command = [sys.executable, "-m", "scripts.publish", str(site)]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
        written.append({path.name: path.read_bytes() for path in (site / FOLDER).iterdir()})

    assert written[0] == written[1]
    assert json.loads(written[0]["US.json"])["years"] == [2025, 2026, 2027]
