"""Messages of the kit that a site leaves out: the list in `templates/hidden.yml`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from typing import Any

from .layers import Layer
from .problems import ContentProblems, nearest
from .schema import load_schema, schema_problems
from .shared import Shared
from .yaml_source import YamlSource, read_yaml_file

_FILE = "hidden.yml"


def read_hidden(layers: tuple[Layer, ...]) -> YamlSource:
    """The slugs that the uppermost layer hides, as a list; raises ContentProblems for a file that is no such list."""
    path, name = layers[-1].folder / _FILE, f"{layers[-1].name}/{_FILE}"
    if not path.exists():
        return YamlSource(name, [], {(): 1})
    source = read_yaml_file(path, name)
    if source.data == {}:  # nothing but comments
        source = replace(source, data=[])
    if problems := schema_problems(source, load_schema(layers[0].folder / "schema" / "hidden.json")):
        raise ContentProblems(problems)
    return source


def hidden_problems(
    source: YamlSource, known: Collection[str], own: Collection[str], timeline: Mapping[str, Any]
) -> Iterator[str]:
    """Judge what is hidden: `known` are all slugs, `own` those whose file the site wrote itself."""
    needed = {*_needed(timeline)}
    for place, slug in enumerate(source.data):
        if slug not in known:
            yield source.problem((place,), f"unknown template {slug!r}; {nearest(slug, known)}")
        elif slug in own:
            yield source.problem((place,), f"{slug!r} is a template of your own; take its file away instead")
        elif slug in needed:
            yield source.problem((place,), f"the timeline sends {slug!r}; replace it by a file of its name")


def without(shared: Shared, hidden: Collection[str]) -> Shared:
    """Take hidden templates out of the answers and the timeline's lists; a question without answers goes too."""
    if not hidden:
        return shared
    phases = [
        phase | {"templates": [slug for slug in phase["templates"] if slug not in hidden]}
        for phase in shared.timeline["phases"]
    ]
    asked = [
        situation | {"answers": [answer for answer in situation["answers"] if answer.get("template") not in hidden]}
        for situation in shared.navigator["situations"]
    ]
    return replace(
        shared,
        timeline={**shared.timeline, "phases": phases},
        navigator={**shared.navigator, "situations": [situation for situation in asked if situation["answers"]]},
    )


def _needed(timeline: Mapping[str, Any]) -> Iterator[str]:
    for phase in timeline["phases"]:
        yield from (reason["template"] for reason in phase["reasons"].values())
        yield from [phase["late"]] if "late" in phase else []
