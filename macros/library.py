"""Everything under `templates/`, read once and judged together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .fields import Field
from .hidden import hidden_problems, read_hidden, without
from .layers import ROOT as ROOT
from .layers import Layer, layers_of
from .problems import ContentProblems
from .shared import Shared, load_shared
from .template import Template, make_template, read_source
from .template_rules import template_problems

PERSON = "person"


@dataclass(frozen=True)
class Library:
    """The templates of one locale, in the order of the stages, and what they share."""

    shared: Shared
    templates: Mapping[str, Template]

    def fields_of(self, template: Template) -> list[Field]:
        """The fields of `template` in the order of the form."""
        return [field for name, field in self.shared.fields.items() if name in template.fields]

    def labels_of(self, template: Template) -> list[Field]:
        """The fields that tell the people of a panel apart and stand in no message."""
        return [field for field in self.shared.fields.values() if field.group == PERSON and template.each_person]

    @property
    def person_fields(self) -> list[str]:
        """The fields, in the order of the form, that each person of a panel has alone."""
        several = [template for template in self.templates.values() if template.each_person]
        own = {name for template in several for name in (*template.each_person, *template.to)}
        return [name for name, field in self.shared.fields.items() if name in own or field.group == PERSON]

    @property
    def person_names(self) -> list[str]:
        """Those of them that name the person: the first of every `each_person`."""
        named = {template.each_person[0] for template in self.templates.values() if template.each_person}
        return [name for name in self.shared.fields if name in named]

    def missing(self, template: Template, values: Mapping[str, str], subject: int) -> list[Field]:
        """The required fields that have neither value nor default; `subject` counts from 0."""
        required = template.required(subject)
        return [f for f in self.fields_of(template) if f.name in required and not (values.get(f.name) or f.default)]


def load_library(root: Path = ROOT, locale: str = "en") -> Library:
    """Read the `templates` of `root`, which may lie over the kit's; raises ContentProblems with all that is wrong."""
    layers = layers_of(root)
    shared = load_shared(layers, locale)
    files = _files(layers, locale)
    hidden = read_hidden(layers)
    own = [slug for slug, (layer, _) in files.items() if layer != layers[0]]
    problems = [*hidden_problems(hidden, files, own, shared.timeline)]
    templates: list[Template] = []
    for layer, path in files.values():
        try:
            source = read_source(path, f"{layer.name}/{path.relative_to(layer.folder).as_posix()}")
        except ContentProblems as error:
            problems += error.problems
            continue
        found = template_problems(source, layers[0].folder / "schema" / "template.json", shared)
        problems += found
        templates += [] if found else [make_template(source, shared.derived)]
    if problems:
        raise ContentProblems(problems)
    stages = list(shared.texts["stages"])
    # The plain message of a stage bears the stage's name, and comes before its variants.
    templates.sort(key=lambda made: (stages.index(made.stage), made.slug != made.stage, made.slug))
    shown = {template.slug: template for template in templates if template.slug not in hidden.data}
    return Library(without(shared, hidden.data), shown)


def _files(layers: tuple[Layer, ...], locale: str) -> dict[str, tuple[Layer, Path]]:
    """The template files by slug, each with the uppermost layer that has it."""
    return {path.stem: (layer, path) for layer in layers for path in sorted((layer.folder / locale).glob("*.md"))}
