"""The dates command as somebody uses it: what it prints, what it writes, and what it says when something is wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
import pytest
from calendar_readers import READERS
from plans import planned
from test_export import Command, Ended, started

from macros.commands.dates import dates
from macros.commands.problems import run
from macros.details import holes
from macros.library import Library
from macros.message import txt
from macros.site_settings import LOCAL

FRIDAY = ("--interview", "2026-11-20", "--today", "2026-11-23")
EPOCH = "SOURCE_DATE_EPOCH"
PROMISED = (*FRIDAY, "--promised", "2026-12-01")


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command with its own way to end, in this process."""
    monkeypatch.delenv("SITE_URL", raising=False)

    def call(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["dates", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            run(dates, "python -m scripts.dates")
        code = ended.value.code or 0
        assert isinstance(code, int)
        return Ended(code, *capsys.readouterr())

    return call


def steps_of(ended: Ended) -> dict[str, dict[str, Any]]:
    assert (ended.code, ended.err) == (0, "")
    return {step["phase"]: step for step in json.loads(ended.out)}


def test_it_starts_as_a_module_and_as_a_file_from_anywhere(tmp_path: Path) -> None:
    as_module = started("-m", "scripts.dates", *PROMISED)
    as_file = started(str(Path("scripts/dates.py").resolve()), *PROMISED, folder=tmp_path)

    assert as_module == as_file
    assert (as_module.code, as_module.err) == (0, "")


def test_json_has_each_phase_with_its_days_its_reason_and_its_sources(command: Command, library: Library) -> None:
    ended = command(*PROMISED, "--json")

    steps = steps_of(ended)
    assert [*steps] == ["thank-you", "check-in", "final"]
    assert all([*step] == ["phase", "date", "earliest", "latest", "why", "sources"] for step in steps.values())
    assert steps["check-in"]["date"] == "2026-12-03"
    assert (steps["check-in"]["earliest"], steps["check-in"]["latest"]) == ("2026-12-02", "2026-12-03")
    assert steps["check-in"]["sources"] == ["S2"]
    assert steps["final"]["latest"] is None
    case = {"interview": "2026-11-20", "promised": "2026-12-01"}
    assert [*steps.values()] == planned(case, library)


def test_people_read_weekday_date_distance_reason_sources_and_message(command: Command) -> None:
    ended = command(*PROMISED)

    assert (ended.code, ended.err) == (0, "")
    blocks = ended.out.split("\n\n")
    assert len(blocks) == 4
    assert blocks[0].startswith("Thank them: Saturday 21 November 2026 (2 days ago)\n")
    assert blocks[0].endswith("\n  Message: thank-you-late")
    assert blocks[1].splitlines() == [
        "Check in, once: Thursday 3 December 2026 (in 10 days)",
        "  Not before Wednesday 2 December 2026, not after Thursday 3 December 2026.",
        "  Why: 2 business days after Tuesday 1 December, the day they named.",
        "  Sources: S2",
        "  Message: check-in-after-date",
    ]
    assert "  Not before Thursday 10 December 2026. Optional." in blocks[2]
    assert "Monday 23 November 2026" in blocks[3]
    assert "2 messages after the thank-you are the most" in blocks[3]


def test_the_cap_is_told_where_no_day_was_named(command: Command) -> None:
    check_in = command(*FRIDAY).out.split("\n\n")[1]

    assert "Best before 10 business days have passed, if they named no day." in check_in


def test_without_today_it_counts_from_the_day_it_is(command: Command) -> None:
    before = date.today()

    ended = command("--interview", before)

    assert ended.out.startswith(f"Thank them: {before + timedelta(days=1):%A} ")
    assert f"({'tomorrow' if date.today() == before else 'today'})" in ended.out.splitlines()[0]


def test_the_holidays_of_a_region_count(command: Command) -> None:
    """Thanksgiving, in California the day after it too, and in Scotland Saint Andrew's Day."""
    days = {
        place: steps_of(command(*FRIDAY, "--json", "--holidays", place))["check-in"]["date"]
        for place in ("none", "US", "US-CA", "us-ca", " US-CA ", "GB-SCT")
    }

    assert days == {
        "none": "2026-12-01",
        "US": "2026-12-02",
        "US-CA": "2026-12-03",
        "us-ca": "2026-12-03",
        " US-CA ": "2026-12-03",
        "GB-SCT": "2026-12-02",
    }


def test_another_weekend_counts_otherwise(command: Command) -> None:
    days = {
        weekend: steps_of(command(*FRIDAY, "--json", "--weekend", weekend))["check-in"]["date"]
        for weekend in ("sat,sun", "fri,sat", " Sat , FRI", "none", "sun")
    }

    assert days == {
        "sat,sun": "2026-12-01",
        "fri,sat": "2026-11-30",
        " Sat , FRI": "2026-11-30",
        "none": "2026-11-27",
        "sun": "2026-11-28",
    }
    thursday = ("--interview", "2026-11-17", "--promised", "2026-11-19", "--json", "--weekend")
    assert steps_of(command(*thursday[:-1], "--holidays", "EG"))["check-in"]["earliest"] == "2026-11-22"
    windows = [steps_of(command(*thursday, weekend))["check-in"] for weekend in ("fri,sat", "sat,sun")]
    assert [(step["earliest"], step["date"]) for step in windows] == [
        ("2026-11-22", "2026-11-23"),
        ("2026-11-20", "2026-11-23"),
    ]


def test_only_the_phases_that_are_named_are_told(command: Command) -> None:
    assert [*steps_of(command(*FRIDAY, "--json", "--phase", "final", "--phase", "check-in"))] == ["check-in", "final"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("--interview", "2026-02-31"),
            "--interview '2026-02-31' is no day of the calendar; write it as year-month-day",
        ),
        (("--interview", "20.11.2026"), "--interview '20.11.2026' is no day of the calendar"),
        (("--interview", ""), "--interview '' is no day of the calendar"),
        ((*FRIDAY, "--promised", "2026-13-01"), "--promised '2026-13-01' is no day of the calendar"),
        ((*FRIDAY, "--promised", ""), "--promised '' is no day of the calendar"),
        (("--interview", "2026-11-20", "--today", "now"), "--today 'now' is no day of the calendar"),
        ((*FRIDAY, "--promised", "2026-11-19"), "Thursday 19 November 2026, is before the interview on Friday 20 Nov"),
        ((*FRIDAY, "--holidays", "UK"), "--holidays: unknown country 'UK'; did you mean GB (United Kingdom)?"),
        ((*FRIDAY, "--holidays", "Germny"), "--holidays: unknown country 'Germny'; did you mean DE (Germany)?"),
        ((*FRIDAY, "--holidays", "Q"), "--holidays: unknown country 'Q'; known are: AE, AR, "),
        ((*FRIDAY, "--holidays", ""), "--holidays: unknown country ''; known are: AE, AR, "),
        (
            (*FRIDAY, "--holidays", "US-Californa"),
            "unknown region of United States 'Californa'; did you mean CA (Calif",
        ),
        ((*FRIDAY, "--holidays", "DE-XX"), "--holidays: unknown region of Germany 'XX'; known are: BB, BE, "),
        ((*FRIDAY, "--holidays", "IE-L"), "--holidays 'IE-L': Ireland has no regions here; write IE"),
        (
            ("--interview", "2031-02-03", "--holidays", "US-CA"),
            "California, United States: the holidays of 2031 are not",
        ),
        (("--interview", "2020-02-03", "--holidays", "FR"), "France: the holidays of 2020 are not known here"),
        ((*FRIDAY, "--weekend", "fry,sat"), "--weekend: unknown day 'fry'; did you mean 'fri'?"),
        ((*FRIDAY, "--weekend", ""), "--weekend: unknown day ''; known are: mon, tue, "),
        ((*FRIDAY, "--weekend", "mon,tue,wed,thu,fri,sat,sun"), "A weekend of seven days leaves no business day"),
        (("--interview", "9999-12-31"), "That is past the year 9999"),
        ((*FRIDAY, "--site-url", "example.org"), "example.org"),
    ],
)
def test_wrong_input_is_told_in_one_line(arguments: tuple[str, ...], told: str, command: Command) -> None:
    ended = command(*arguments)

    assert (ended.code, ended.out) == (2, "")
    (line,) = ended.errors
    assert told in line


@pytest.mark.parametrize("arguments", [(), ("--interview",), (*FRIDAY, "--phase", "first"), (*FRIDAY, "--nothing")])
def test_a_wrong_way_to_call_it_is_told(arguments: tuple[str, ...], command: Command) -> None:
    ended = command(*arguments)

    assert (ended.code, ended.out) == (2, "")
    assert re.search("^(Usage|Error): ", ended.err)
    assert "Traceback" not in ended.err


def test_an_argument_that_is_no_utf_8_is_refused_by_name() -> None:
    ended = started("-m", "scripts.dates", "--interview", b"2026\xff".decode("utf-8", "surrogateescape"))

    assert ended.code == 2
    assert ended.errors == [
        r"--interview '2026\udcff' is no day of the calendar; write it as year-month-day, such as 2026-11-20"
    ]


def test_every_option_explains_itself_and_help_has_examples_that_run(command: Command) -> None:
    ended = command("--help")

    assert ended.code == 0
    assert all(getattr(parameter, "help", "") for parameter in dates.params if isinstance(parameter, click.Option))
    examples = [line.split() for line in ended.out.split("Examples:")[1].splitlines() if "python -m" in line]
    assert len(examples) >= 3
    for _, _, name, *arguments in examples:
        assert name == "scripts.dates"
        assert command(*(arguments[: arguments.index("--ics")] if "--ics" in arguments else arguments)).code == 0


# Calendar files


CAREERS = "https://careers.example.edu/"
KIT = "https://kit.example/after/"


@pytest.mark.parametrize(
    ("config", "setting", "options", "address"),
    [
        (f"site_url: {CAREERS}\n", "", (), CAREERS),
        (f"site_url: {CAREERS.rstrip('/')}\nextra: {{ afterword: {{ site: {KIT} }} }}\n", "", (), CAREERS),
        (f"extra: {{ afterword: {{ site: {KIT} }} }}\n", "", (), KIT),
        (f"site_url: ''\nextra: {{ afterword: {{ site: {KIT} }} }}\n", "", (), KIT),
        (f"site_url: {CAREERS}\n", KIT, (), KIT),
        (f"site_url: {CAREERS}\n", "https://n.example/", ("--site-url", KIT), KIT),
        (f'site_url: !ENV [NOT_SAID, "{CAREERS}"]\nx: !!python/name:material.x\n', "", (), CAREERS),
        ("site_name: N\n", "", (), LOCAL),
        ("", "", (), LOCAL),
    ],
)
def test_the_calendar_leads_to_the_address_that_the_site_says(
    config: str,
    setting: str,
    options: tuple[str, ...],
    address: str,
    command: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    monkeypatch.setenv("SITE_URL", setting)

    ended = command(*FRIDAY, "--root", tmp_path, "--ics", tmp_path / "x.ics", *options)

    assert (ended.code, ended.err) == (0, "")
    (first, *_) = READERS[0]((tmp_path / "x.ics").read_bytes())
    assert first.url == f"{address}templates/thank-you-late/"


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("site_url: careers.example.edu\n", "mkdocs.yml: site_url 'careers.example.edu' is no address of a site"),
        ("extra: { afterword: { site: x } }\n", "mkdocs.yml: extra.afterword.site 'x' is no address of a site"),
        ("- a\n", "mkdocs.yml:1: the file must be a mapping"),
        ("a: [\n", "mkdocs.yml: "),
    ],
)
def test_an_address_that_cannot_be_read_is_told(config: str, told: str, command: Command, tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")

    ended = command(*FRIDAY, "--root", tmp_path, "--ics", tmp_path / "x.ics")

    assert ended.code == 2
    assert ended.err.startswith(f"Error: {told}")
    assert command(*FRIDAY, "--root", tmp_path).code == 0


def test_nothing_that_mkdocs_yml_names_is_run(command: Command, tmp_path: Path) -> None:
    made = tmp_path / "made"
    (tmp_path / "mkdocs.yml").write_text(f"x: !!python/object/apply:os.mkdir ['{made}']\n", encoding="utf-8")

    assert command(*FRIDAY, "--root", tmp_path, "--ics", tmp_path / "x.ics").code == 0
    assert not made.exists()


def test_the_calendar_file_has_every_phase_with_its_message(command: Command, library: Library, tmp_path: Path) -> None:
    path = tmp_path / "follow-up.ics"
    address = "https://example.org/kit/"

    ended = command(*PROMISED, "--ics", path, "--site-url", address)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out.endswith(f"\n{path}\n")
    known = {"interview_date": "2026-11-20", "promised_date": "2026-12-01"}
    slugs = ["thank-you-late", "check-in-after-date", "final-message"]
    for read in READERS:
        entries = read(path.read_bytes())
        assert [entry.start for entry in entries] == [date(2026, 11, 21), date(2026, 12, 3), date(2026, 12, 10)]
        assert [entry.url for entry in entries] == [f"{address}templates/{slug}/" for slug in slugs]
        for entry, slug in zip(entries, slugs, strict=True):
            template = library.templates[slug]
            assert entry.summary.endswith(template.title)
            assert entry.url in entry.description
            words = library.shared.words(known, max(entry.start, date(2026, 11, 23)))
            expected = txt(template, words, holes=holes(library.shared.slots.values()))
            assert entry.description.endswith(expected.rstrip("\n"))
            assert not re.search(r"\[[^]]*(phone|LinkedIn)", entry.description)
        assert "2 business days after Tuesday 1 December" in entries[1].description


def test_one_phase_can_have_a_file_of_its_own(command: Command, tmp_path: Path) -> None:
    every, one = tmp_path / "every.ics", tmp_path / "one.ics"
    command(*FRIDAY, "--ics", every)

    ended = command(*FRIDAY, "--ics", one, "--phase", "check-in", "--json")

    assert (ended.code, ended.err) == (0, f"{one}\n")
    assert [step["phase"] for step in json.loads(ended.out)] == ["check-in"]
    for read in READERS:
        (entry,) = read(one.read_bytes())
        assert entry.uid == read(every.read_bytes())[1].uid


def test_an_epoch_that_is_no_number_is_told() -> None:
    ended = started("-m", "scripts.dates", *FRIDAY, "--holidays", "US", "--ics", "x.ics", setting={EPOCH: "soon"})

    assert ended.code == 2
    assert ended.errors == ["SOURCE_DATE_EPOCH is 'soon'; give whole seconds since 1970, or leave it out"]


def test_a_folder_that_is_not_there_is_named(command: Command, tmp_path: Path) -> None:
    ended = command(*FRIDAY, "--ics", tmp_path / "none" / "a.ics")

    assert ended.code == 1
    assert ended.errors == [f"{tmp_path / 'none'} is no folder; make it first"]


def test_the_stamp_is_that_of_the_epoch(tmp_path: Path) -> None:
    for number in "12":
        arguments = ("-m", "scripts.dates", *FRIDAY, "--ics", str(tmp_path / number))
        assert started(*arguments, setting={EPOCH: "1795199405"}).code == 0

    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()
    assert b"DTSTAMP:20261120T183005Z\r\n" in (tmp_path / "1").read_bytes()


def test_a_file_that_is_there_stays_unless_forced(command: Command, tmp_path: Path) -> None:
    path = tmp_path / "follow-up.ics"
    path.write_text("mine", encoding="utf-8")

    ended = command(*FRIDAY, "--ics", path)

    assert (ended.code, ended.out) == (1, "")
    assert ended.errors == [f"{path} is already there; nothing was written; --force replaces"]
    assert path.read_text(encoding="utf-8") == "mine"
    assert command(*FRIDAY, "--ics", path, "--force").code == 0
    assert path.read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")
    assert [*tmp_path.iterdir()] == [path]


def test_a_link_is_replaced_and_never_followed(command: Command, tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link.ics"
    link.symlink_to(target)

    assert command(*FRIDAY, "--ics", link).code == 1
    assert not target.exists()
    assert command(*FRIDAY, "--ics", link, "--force").code == 0
    assert not target.exists()
    assert not link.is_symlink()


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_place_that_takes_no_file_is_told(force: tuple[str, ...], command: Command, tmp_path: Path) -> None:
    folder = command(*FRIDAY, "--ics", tmp_path, *force)
    missing = command(*FRIDAY, "--ics", tmp_path / "no" / "where.ics", *force)

    assert folder.errors == [f"{tmp_path} is a folder; name a file"]
    assert (folder.code, missing.code) == (1, 1)
    assert "is no folder; make it first" in missing.errors[0]
    assert [*tmp_path.iterdir()] == []


def test_wrong_input_writes_nothing(command: Command, tmp_path: Path) -> None:
    command("--interview", "2026-11-20", "--promised", "2026-11-01", "--ics", tmp_path / "a.ics")

    assert [*tmp_path.iterdir()] == []


def test_a_full_stream_gives_no_traceback() -> None:
    shell = '"$0" -m scripts.dates --interview 2026-11-20 >/dev/full'
    process = subprocess.run(["sh", "-c", shell, sys.executable], capture_output=True, encoding="utf-8", timeout=60)

    assert process.returncode == 1
    assert "Traceback" not in process.stderr
