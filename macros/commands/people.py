"""The people of a values file: below `people:` one mapping of details a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..check_rules import rule_sources
from ..details import read_details
from ..library import Library
from ..panel import same_details
from ..problems import nearest
from ..template import Template
from ..yaml_source import YamlSource

PEOPLE = "people"
_LIST = "write a list, each person as `- {name}: …` with their other details below it"


def read_people(library: Library, source: YamlSource) -> tuple[list[dict[str, str]], list[str]]:
    """Read and judge each person of a values file: their details, and a line for everything that is wrong."""
    given = source.data.get(PEOPLE, [])
    if given and not library.person_names:
        return [], [source.problem((PEOPLE,), "no template here is written to several people; take people out")]
    if not isinstance(given, list):
        how = _LIST.format(name=library.person_names[0])
        return [], [source.problem((PEOPLE,), f"people is {_kind(given)}; {how}")]
    people: list[dict[str, str]] = []
    problems: list[str] = []
    for place, person in enumerate(given):
        if wrong := [*_person_problems(library, source, place, person)]:
            problems += wrong
            continue
        details, refused = read_details(person, library.shared.fields, library.shared.texts["errors"])
        problems += [source.problem((PEOPLE, place, name), what) for name, what in refused]
        if not {*library.person_names} & {*details, *(name for name, _ in refused)}:
            names = " or ".join(library.person_names)
            problems.append(source.problem((PEOPLE, place), f"a person without a name; add {names}"))
        people.append(details)
    return people, problems


def ownerless(library: Library, source: YamlSource, templates: Iterable[Template]) -> Iterator[str]:
    """A line for each detail beside the people that each of them has alone, and that no message to others takes."""
    taken = {name for template in templates if not template.each_person for name in (*template.fields, *template.to)}
    for name in source.data:
        if name in library.person_fields and name not in taken:
            yield source.problem((name,), f"{name} stands beside people; move it to one of them")


def equal_words(library: Library, templates: Sequence[Template], people: Sequence[Mapping[str, str]]) -> Iterator[str]:
    """A warning, with rule and source, for each two people to whom one of the `templates` would say the same words."""
    texts = library.shared.texts["people"]
    source = library.shared.texts["sources"]["cited"] + ", ".join(rule_sources(library.shared.checks, "duplicate"))
    said = {name for template in templates for name in template.each_person[1:]}
    for one, other, name in same_details(people, [field for field in library.shared.fields if field in said]):
        names = {"one": _name(library, people[one]), "other": _name(library, people[other])}
        same = texts["same"].format(label=library.shared.fields[name].label, **names)
        yield f"duplicate: {same} {texts['why']} {source}"


def _name(library: Library, person: Mapping[str, str]) -> str:
    return next(person[name] for name in library.person_names if name in person)


def _person_problems(library: Library, source: YamlSource, place: int, person: Any) -> Iterator[str]:
    if not isinstance(person, dict):
        how = _LIST.format(name=library.person_names[0])
        who = f"person {place + 1}" if person == "" else "a person"
        yield source.problem((PEOPLE, place), f"{who} is {_kind(person)}; {how}")
        return
    for name, value in person.items():
        where = (PEOPLE, place, name)
        if name not in library.shared.fields:
            yield source.problem(where, f"unknown field {name!r}; {nearest(name, library.person_fields)}")
        elif name not in library.person_fields:
            yield source.problem(where, f"{name} is the same for everybody; write it above, outside of people")
        elif not isinstance(value, str):
            yield source.problem(where, f"{name} is {_kind(value)}; write one text")


def _kind(value: Any) -> str:
    if isinstance(value, str):
        return "one text" if value else "empty"
    return "a list" if isinstance(value, list) else "a mapping"
