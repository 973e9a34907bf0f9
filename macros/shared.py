"""What the templates of one locale share: fields, texts, sources and the timeline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .business_days import DATE_REFUSALS
from .dates import DAYS, PARTS
from .details import REFUSALS, TRIMMED, DetailRefused, days_in_words, in_words, read_detail
from .fields import Field, make_field
from .problems import ContentProblems, nearest
from .schema import load_schema, schema_problems
from .steps import REASONS
from .yaml_source import Where, YamlSource, read_yaml_file


@dataclass(frozen=True)
class Shared:
    """`texts` are the locale's words; `fields` stand in the order of the form; `timeline` has the phases in order.

    `derived` are the fields that nobody types, computed from one of `fields`.
    `claims` is the register of figures and anecdotes, `channels` what each channel allows, `navigator` what fits when,
    and `countries` those whose holidays can be chosen.
    """

    texts: Mapping[str, Any]
    fields: Mapping[str, Field]
    derived: Mapping[str, Field]
    sources: Mapping[str, Mapping[str, Any]]
    claims: Mapping[str, Mapping[str, Any]]
    timeline: Mapping[str, Any]
    channels: Mapping[str, Any]
    navigator: Mapping[str, Any]
    countries: Mapping[str, Any]

    @property
    def slots(self) -> Mapping[str, Field]:
        """Whatever a message may name: the fields and the derived ones."""
        return {**self.fields, **self.derived}

    def words(self, details: Mapping[str, str], sent_on: date) -> dict[str, str]:
        """The details as a message sent on `sent_on` shows them, derived fields among them."""
        days = days_in_words(details, self.derived, self.texts, sent_on)
        return in_words(details, self.fields, self.texts["dates"]) | days


def load_shared(folder: Path, locale: str) -> Shared:
    """Read the data files in the `templates` folder; raises ContentProblems with every problem of all of them."""
    files = _read_files(folder, locale)
    data = {schema: source.data for schema, source in files.items()}
    every = {name: make_field(name, entry) for name, entry in data["fields"].items()}
    fields = {name: field for name, field in every.items() if field.type != "day"}
    sources = data["sources"]
    problems = [*_text_problems(files["locale"])]
    for file in ("timeline", "sources"):
        problems += _citation_problems(files[file], sources["sources"])
    problems += _wait_problems(files["timeline"])
    problems += _navigator_problems(files["navigator"], [phase["id"] for phase in data["timeline"]["phases"]])
    if not problems:
        problems += _field_problems(files["fields"], every, data["locale"]["errors"])
    if problems:
        raise ContentProblems(problems)
    return Shared(
        data["locale"],
        fields,
        {name: field for name, field in every.items() if field.type == "day"},
        sources["sources"],
        sources["claims"],
        data["timeline"],
        data["channels"],
        data["navigator"],
        data["holidays"],
    )


def _read_files(folder: Path, locale: str) -> dict[str, YamlSource]:
    """Read each file and judge it by the schema of its name."""
    names = {
        "fields": "fields.yml",
        "sources": "sources.yml",
        "timeline": "timeline.yml",
        "channels": "channels.yml",
        "navigator": "navigator.yml",
        "holidays": "holidays.yml",
        "locale": f"{locale}/locale.yml",
    }
    files: dict[str, YamlSource] = {}
    problems: list[str] = []
    for schema, name in names.items():
        try:
            files[schema] = read_yaml_file(folder / name, f"templates/{name}")
            problems += schema_problems(files[schema], load_schema(folder / "schema" / f"{schema}.json"))
        except ContentProblems as error:
            problems += error.problems
    if problems:
        raise ContentProblems(problems)
    return files


def _text_problems(source: YamlSource) -> Iterator[str]:
    """A text that is missing, or that names in braces what nobody fills in."""
    tables: dict[str, Mapping[str, set[str]]] = {"errors": REFUSALS, "dates": {"format": PARTS}, "days": DAYS}
    tables |= {"why": REASONS, "date_errors": DATE_REFUSALS}
    for table, key, facts in ((table, key, keys[key]) for table, keys in tables.items() for key in keys):
        if key not in source.data[table]:
            yield source.problem((table,), f"{table} lacks {key!r}; add it")
        for name in re.findall(r"\{([a-z]+)\}", source.data[table].get(key, "")):
            if name not in facts:
                yield source.problem((table, key), f"{{{name}}} is not filled in here; {nearest(name, sorted(facts))}")


def _field_problems(source: YamlSource, fields: Mapping[str, Field], errors: Mapping[str, str]) -> Iterator[str]:
    for name, field in fields.items():
        if (field.type == "choice") != bool(field.choices):
            yield source.problem((name,), f"{name} must have choices exactly when its type is choice")
        if "\n" in field.placeholder:
            yield source.problem((name, "placeholder"), "a placeholder is one line; mend the line breaks")
        origin = fields.get(field.of)
        if (field.type == "day") != bool(origin and origin.type == "date"):
            yield source.problem((name,), f"{name} must have `of`, a date field, exactly when its type is day")
        for place, choice in enumerate(field.choices):
            if choice.strip(TRIMMED) != choice or "\n" in choice:
                yield source.problem((name, "choices", place), "a choice is one line, without space around it")
        try:
            if field.type != "day":
                read_detail(field, field.example, errors)
        except DetailRefused as error:
            yield source.problem((name, "example"), str(error))


def _citation_problems(source: YamlSource, known: Mapping[str, Any]) -> Iterator[str]:
    """Judge every id below `source`, `sources`, `says` and `traces_to`."""
    for where in source.lines:
        listed = where[-2:-1] in {("sources",), ("says",), ("traces_to",)} and isinstance(where[-1], int)
        if where[-1:] == ("source",) or listed:
            cited = _at(source.data, where)
            if cited not in known:
                yield source.problem(where, f"unknown source {cited!r}; {nearest(cited, known)}")


def _wait_problems(source: YamlSource) -> Iterator[str]:
    """A text of a phase that names in braces a wait which the phase does not have."""
    for where in source.lines:
        text = _at(source.data, where)
        if where[:1] == ("phases",) and isinstance(text, str):
            waits = source.data["phases"][where[1]]["waits"]
            for name in re.findall(r"\{([a-z_]+)\}", text):
                if name not in waits:
                    yield source.problem(where, f"unknown wait {{{name}}}; {nearest(name, waits)}")


def _navigator_problems(source: YamlSource, phases: list[str]) -> Iterator[str]:
    """Each answer leads to one place, and has one day."""
    for number, situation in enumerate(source.data["situations"]):
        for place, answer in enumerate(situation["answers"]):
            where = ("situations", number, "answers", place)
            for one, other in (("template", "page"), ("phase", "when")):
                if (one in answer) == (other in answer):
                    yield source.problem(where, f"an answer has either {one} or {other}; give one of them")
            if answer.get("phase", phases[0]) not in phases:
                name = answer["phase"]
                yield source.problem((*where, "phase"), f"unknown phase {name!r}; {nearest(name, phases)}")


def _at(data: Any, where: Where) -> Any:
    for step in where:
        data = data[step]
    return data
