"""The details that a command is given: a YAML file, `--set` and days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ..dates import read_date
from ..details import read_details
from ..library import Library
from ..problems import nearest
from ..template import Template
from ..yaml_source import YamlSource, read_yaml_file
from .people import PEOPLE, ownerless, read_people
from .problems import Problems


@dataclass(frozen=True)
class Given:
    """The details that all messages share, and those of each person of a panel."""

    details: dict[str, str]
    people: tuple[dict[str, str], ...]


def given(library: Library, file: Path | None, settings: Sequence[str], templates: Iterable[Template]) -> Given:
    """Read and judge the values file and the settings `NAME=VALUE`, which are stronger, for these messages.

    Raises Problems with every unknown name, wrong type and refused value.
    """
    source = read_yaml_file(file, str(file)) if file else YamlSource("", {}, {})
    if not isinstance(source.data, dict):
        raise Problems([source.problem((), "write one detail a line, as `name: value`")])
    people, wrong = read_people(library, source)
    own = library.person_fields if people else ()
    alone = ownerless(library, source, templates) if people else ()
    if problems := [*_file_problems(library, source), *alone, *wrong, *_setting_problems(library, settings, own)]:
        raise Problems(problems)
    shared = {name: value for name, value in source.data.items() if name != PEOPLE}
    stronger = dict(setting.split("=", 1) for setting in settings)
    fields, errors = library.shared.fields, library.shared.texts["errors"]
    details, refused = read_details({**shared, **stronger}, fields, errors)
    if refused:
        raise Problems(f"--set {what}" if name in stronger else source.problem((name,), what) for name, what in refused)
    return Given(details, tuple(people))


def chosen_day(option: str, text: str) -> date:
    """Read a date; raises Problems, which names `option`, for what is no day of the calendar."""
    try:
        return read_date(text.strip())
    except ValueError:
        told = f"{option} {text!r} is no day of the calendar; write it as year-month-day, such as 2026-11-20"
        raise Problems([told]) from None


def _file_problems(library: Library, source: YamlSource) -> Iterator[str]:
    fields = library.shared.fields
    for name, value in source.data.items():
        if name == PEOPLE:
            continue
        if name not in fields:
            yield source.problem((name,), _unknown(library, name))
        elif not isinstance(value, str):
            kind = "a list" if isinstance(value, list) else "a mapping"
            yield source.problem((name,), f"{name} is {kind}; write one text")


def _setting_problems(library: Library, settings: Iterable[str], own: Iterable[str]) -> Iterator[str]:
    """`own` names the fields that the people of the file have each for themselves."""
    for setting in settings:
        name, equals, _ = setting.partition("=")
        if not equals:
            yield f"--set {setting!r} lacks its value; write --set name=value"
        elif name not in library.shared.fields:
            yield f"--set: {_unknown(library, name)}"
        elif name in own:
            yield f"--set: {name} differs from person to person; write it in the file, with each of them"


def _unknown(library: Library, name: str) -> str:
    if name in library.shared.derived:
        origin = library.shared.derived[name].of
        return f"{name} is computed from {origin}; give {origin} and take it out"
    return f"unknown field {name!r}; {nearest(name, library.shared.fields)}"
