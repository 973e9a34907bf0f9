"""Everything under `templates/`, read once and judged together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from .fields import Field
from .problems import ContentProblems
from .shared import Shared, load_shared
from .template import Template, make_template, read_source
from .template_rules import template_problems

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Library:
    """The templates of one locale, in the order of the stages, and what they share."""

    shared: Shared
    templates: Mapping[str, Template]

    def fields_of(self, template: Template) -> list[Field]:
        """The fields of `template` in the order of the form."""
        return [field for name, field in self.shared.fields.items() if name in template.fields]

    def missing(self, template: Template, values: Mapping[str, str], subject: int) -> list[Field]:
        """The required fields that have neither value nor default; `subject` counts from 0."""
        required = template.required(subject)
        return [f for f in self.fields_of(template) if f.name in required and not (values.get(f.name) or f.default)]


def load_library(root: Path = ROOT, locale: str = "en") -> Library:
    """Read the folder `templates` in `root`; raises ContentProblems with every problem of every file."""
    folder = root / "templates"
    shared = load_shared(folder, locale)
    templates: list[Template] = []
    problems: list[str] = []
    for path in sorted((folder / locale).glob("*.md")):
        try:
            source = read_source(path, path.relative_to(root).as_posix())
        except ContentProblems as error:
            problems += error.problems
            continue
        found = template_problems(source, folder / "schema" / "template.json", shared)
        problems += found
        templates += [] if found else [make_template(source, shared.derived)]
    if problems:
        raise ContentProblems(problems)
    stages = list(shared.texts["stages"])
    # The plain message of a stage bears the stage's name, and comes before its variants.
    templates.sort(key=lambda made: (stages.index(made.stage), made.slug != made.stage, made.slug))
    return Library(shared, {template.slug: template for template in templates})
