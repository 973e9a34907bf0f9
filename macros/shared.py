"""What the templates of one locale share: fields, texts, sources and the timeline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .details import TRIMMED, DetailRefused, read_detail
from .fields import Field, make_field
from .problems import ContentProblems, nearest
from .schema import load_schema, schema_problems
from .yaml_source import Where, YamlSource, read_yaml_file


@dataclass(frozen=True)
class Shared:
    """`texts` are the locale's words; `fields` stand in the order of the form; `timeline` has the phases in order."""

    texts: Mapping[str, Any]
    fields: Mapping[str, Field]
    sources: Mapping[str, Mapping[str, str]]
    timeline: Mapping[str, Any]


def load_shared(folder: Path, locale: str) -> Shared:
    """Read the data files in the `templates` folder; raises ContentProblems with every problem of all of them."""
    names = {
        "fields": "fields.yml",
        "sources": "sources.yml",
        "timeline": "timeline.yml",
        "locale": f"{locale}/locale.yml",
    }
    files: dict[str, YamlSource] = {}
    problems: list[str] = []
    for schema, name in names.items():
        try:
            files[schema] = read_yaml_file(folder / name, f"templates/{name}")
        except ContentProblems as error:
            problems += error.problems
        else:
            problems += schema_problems(files[schema], load_schema(folder / "schema" / f"{schema}.json"))
    if problems:
        raise ContentProblems(problems)
    data = {schema: source.data for schema, source in files.items()}
    fields = {name: make_field(name, entry) for name, entry in data["fields"].items()}
    problems += _field_problems(files["fields"], fields, data["locale"]["errors"])
    problems += _citation_problems(files["timeline"], data["sources"])
    if problems:
        raise ContentProblems(problems)
    return Shared(data["locale"], fields, data["sources"], data["timeline"])


def _field_problems(source: YamlSource, fields: Mapping[str, Field], errors: Mapping[str, str]) -> Iterator[str]:
    for name, field in fields.items():
        if (field.type == "choice") != bool(field.choices):
            yield source.problem((name,), f"{name} must have choices exactly when its type is choice")
        if "\n" in field.placeholder:
            yield source.problem((name, "placeholder"), "a placeholder is one line; mend the line breaks")
        for place, choice in enumerate(field.choices):
            if choice.strip(TRIMMED) != choice or "\n" in choice:
                yield source.problem((name, "choices", place), "a choice is one line, without space around it")
        try:
            read_detail(field, field.example, errors)
        except DetailRefused as error:
            yield source.problem((name, "example"), str(error))


def _citation_problems(source: YamlSource, known: Mapping[str, Any]) -> Iterator[str]:
    for where, line in source.lines.items():
        if where and where[-1] == "source":
            cited = _at(source.data, where)
            if cited not in known:
                yield f"{source.name}:{line}: unknown source {cited!r}; {nearest(cited, known)}"


def _at(data: Any, where: Where) -> Any:
    for step in where:
        data = data[step]
    return data
