"""Every row of the fact list stands somewhere on the site, with its sources; cases/facts.yml says what the rows are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from tables import CASES

from macros.library import Library
from macros.template import read_source

ROOT = Path(__file__).resolve().parent.parent
ROWS = range(1, 123)
KINDS = {"PAGE", "CALL", "TL", "TPL", "FN", "RULE", "STAT"}
READ = {"PAGE", "CALL", "RULE", "STAT", "FN", "TL"}  # all but what a message alone can do
MOST_WORDS = 10


@dataclass(frozen=True)
class Fact:
    """One row: what kinds it is of, the sources that say it, and what it says."""

    kinds: set[str]
    sources: set[str]
    says: str


@dataclass(frozen=True)
class Carrier:
    """A page, message, phase or claim, the rows that it says it carries, and the sources that it names."""

    what: str
    name: str
    rows: set[int]
    cited: set[str]


def read_facts() -> dict[int, Fact]:
    rows: dict[int, str] = yaml.safe_load((CASES / "facts.yml").read_text(encoding="utf-8"))
    facts = {}
    for row, text in rows.items():
        head, says = text.split(" - ", 1)
        kinds, *sources = head.split()
        facts[row] = Fact({*kinds.split("+")}, {*sources}, says)
    return facts


FACTS = read_facts()


def rows_of(entry: Mapping[str, Any]) -> set[int]:
    return {*map(int, entry.get("covers", ()))}


def noted(entry: Mapping[str, Any]) -> set[str]:
    """The sources of the notes of a phase."""
    return {source for note in entry.get("notes", ()) for source in note["sources"]}


def read_carriers(library: Library) -> Iterator[Carrier]:
    shared = library.shared
    for path in sorted((ROOT / "docs").rglob("*.md")):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        cited = {one for call in re.findall(r"cite\((.*?)\)", text) for one in re.findall(r"\w+", call)}
        yield Carrier("page", name, rows_of(read_source(path, name).head.data), cited)
    for template in library.templates.values():
        yield Carrier("message", template.path, {*map(int, template.covers)}, {*template.sources})
    for phase in shared.timeline["phases"]:
        named = {item["source"] for item in phase["ranges"]} | noted(phase)
        yield Carrier("phase", phase["id"], rows_of(phase), named)
    after = shared.timeline["after"]
    yield Carrier("phase", "after", rows_of(after), {*after["sources"]} | noted(after))
    for name, source in shared.sources.items():
        yield Carrier("source", name, rows_of(source), {name})
    for name, claim in shared.claims.items():
        yield Carrier("claim", name, rows_of(claim), {*claim["says"], *claim["traces_to"]})


@pytest.fixture(scope="module")
def carriers(library: Library) -> list[Carrier]:
    return [*read_carriers(library)]


def carried(carriers: list[Carrier], *kinds: str) -> set[int]:
    return {row for carrier in carriers if not kinds or carrier.what in kinds for row in carrier.rows}


def of_kind(kind: str) -> set[int]:
    return {row for row, fact in FACTS.items() if kind in fact.kinds}


def test_the_list_of_facts_is_whole(library: Library) -> None:
    assert [*FACTS] == [*ROWS]
    for row, fact in FACTS.items():
        assert fact.kinds <= KINDS, row
        assert fact.sources, row
        assert fact.sources <= library.shared.sources.keys(), row
        assert 0 < len(fact.says.split()) <= MOST_WORDS, row


def test_every_row_is_carried(carriers: list[Carrier]) -> None:
    assert {*ROWS} - carried(carriers) == set()


def test_only_rows_that_exist_are_named(carriers: list[Carrier]) -> None:
    assert {carrier.name: carrier.rows - {*ROWS} for carrier in carriers if carrier.rows - {*ROWS}} == {}


def test_what_is_to_be_read_does_not_stand_in_a_message_alone(carriers: list[Carrier]) -> None:
    """Nor does a rule: a check of drafts can only remind of what a page says."""
    read = {row for kind in READ for row in of_kind(kind)}
    assert read - carried(carriers, "page", "phase", "source", "claim") == set()


def test_what_is_a_message_or_a_claim_is_carried_by_one(carriers: list[Carrier]) -> None:
    assert of_kind("TPL") - carried(carriers, "message") == set()
    assert of_kind("STAT") - carried(carriers, "claim") == set()


def test_the_phases_carry_the_waits_that_they_choose_among(carriers: list[Carrier]) -> None:
    assert of_kind("TL") - carried(carriers, "phase") == set()


def test_every_row_stands_where_all_its_sources_are_named(carriers: list[Carrier]) -> None:
    read = [carrier for carrier in carriers if carrier.what != "message"]
    without = [
        row
        for row, fact in FACTS.items()
        if not any(row in carrier.rows and fact.sources <= carrier.cited for carrier in read)
    ]
    assert without == []


def test_whatever_carries_a_row_names_one_of_its_sources(carriers: list[Carrier]) -> None:
    strays = {
        f"{carrier.name}: {row}"
        for carrier in carriers
        for row in carrier.rows & {*ROWS}
        if FACTS[row].sources.isdisjoint(carrier.cited)
    }
    assert strays == set()
