"""The library in machine-readable form: templates.json, with a schema version of its own."""

from __future__ import annotations

from typing import Any

from .details import holes
from .fields import Field
from .library import Library
from .message import subject_text
from .page import body_html, line_html
from .parts import to_text
from .template import Template

SCHEMA_VERSION = 1


def catalogue(library: Library, site_url: str) -> dict[str, Any]:
    """Everything that a program needs to list, show and fill the messages.

    `templates/schema/catalogue.json` is its schema; `site_url` ends in a slash.
    """
    texts = library.shared.texts
    return {
        "$schema": f"{site_url}templates.schema.json",
        "schema_version": SCHEMA_VERSION,
        "language": texts["language"],
        "licence": "https://creativecommons.org/licenses/by/4.0/",
        "stages": texts["stages"],
        "channels": texts["channels"],
        "fields": [_field(field) for field in library.shared.fields.values()],
        "derived": [_derived(field) for field in library.shared.derived.values()],
        "templates": [_template(library, template, site_url) for template in library.templates.values()],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "hint": field.hint,
        "type": field.type,
        "choices": field.choices,
        "placeholder": field.hole,
        "example": field.example,
        "autocomplete": field.autocomplete,
        "max_length": field.max_length,
    }


def _derived(field: Field) -> dict[str, Any]:
    return {"name": field.name, "of": field.of, "placeholder": field.hole, "example": field.example}


def _template(library: Library, template: Template, site_url: str) -> dict[str, Any]:
    shared = library.shared
    blank = holes(shared.slots.values())
    return {
        "slug": template.slug,
        "url": f"{site_url}templates/{template.slug}/",
        "title": template.title,
        "use_when": template.use_when,
        "avoid_when": template.avoid_when,
        "stage": template.stage,
        "channel": template.channel,
        "reply": template.reply,
        "to": template.to,
        "required": [field.name for field in library.missing(template, {}, 0)],
        "optional": [f.name for f in library.fields_of(template) if f not in library.missing(template, {}, 0)],
        "each_person": template.each_person,
        "subjects": [
            {"text": subject_text(template, blank, number), "html": line_html(subject, shared.slots)}
            for number, subject in enumerate(template.subjects)
        ],
        "body": {"text": to_text(template.body, blank), "html": body_html(template.body, shared.slots)},
        "example": template.example,
        "sources": template.sources,
    }
