"""The files that a new template begins with, and the schemas that editors judge a site's own files by."""

from __future__ import annotations

import json
from typing import Any

from .layers import ROOT
from .library import Library

_SUBJECTS = """subject:
  - "About the {{ job_title }} position, {{ your_name }}"
  - "A word on the {{ job_title }} position, from {{ your_name }}"
"""
_PERSONAL = "I keep thinking about {{ memorable_detail }}.\n\n"
_MODELINE = "# yaml-language-server: $schema={schemas}/template.json\n"
_TEMPLATE = """---
{modeline}title: {quoted}
use_when: Say in one sentence when {slug} is the right message.
avoid_when: Say in one sentence when it is not.
stage: {stage}
channel: {channel}
{subjects}example:
  your_name: {your_name}
  job_title: {job_title}
  company: {company}
  interviewer_name: {interviewer_name}
{address}{detail}---
Dear {{{{ interviewer_name }}}},

Thank you for talking with me about the {{{{ job_title }}}} position at {{{{ company }}}}.

{personal}Say here what this message is for, in two or three sentences.

{{{{ sign_off }}}},
{{{{ your_name }}}}
"""
SCHEMAS = ".schema"  # in the `templates` of a site; a folder `schema` is that of a whole kit
_JUDGED = ("template", "fields", "locale", "sources", "hidden")
_PAGE = """---
title: {quoted}
hide: [navigation, toc]
---

# {title}

{{{{ afterword_template("{slug}") }}}}
"""


def skeleton(
    library: Library, slug: str, title: str, stage: str, channel: str, schemas: str = "../schema"
) -> dict[str, str]:
    """The text of a correct template and of its page, by their paths in the project; `schemas` is for editors."""
    examples = {name: _quoted(field.example) for name, field in library.shared.fields.items()}
    facts = {"slug": slug, "title": title, "quoted": _quoted(title), "stage": stage, "channel": channel}
    email, thanks = channel == "email", stage == "thank-you"
    parts = {
        "subjects": _SUBJECTS if email else "",
        "address": f"  interviewer_email: {examples['interviewer_email']}\n" if email else "",
        "detail": f"  memorable_detail: {examples['memorable_detail']}\n" if thanks else "",
        "personal": _PERSONAL if thanks else "",
        "modeline": _MODELINE.format(schemas=schemas),
    }
    return {
        f"templates/{library.shared.texts['language']}/{slug}.md": _TEMPLATE.format(**examples | facts | parts),
        f"docs/templates/{slug}.md": _PAGE.format(**facts),
    }


def editor_schemas() -> dict[str, str]:
    """The schemas for what a site lays over the kit's, by path: what the kit has need not be there again."""
    texts = {}
    for name in _JUDGED:
        schema = json.loads((ROOT / "templates" / "schema" / f"{name}.json").read_text(encoding="utf-8"))
        judged = schema if name == "template" else _relaxed(schema)
        texts[f"templates/{SCHEMAS}/{name}.json"] = json.dumps(judged, ensure_ascii=False, indent=2) + "\n"
    return texts


def _relaxed(schema: Any) -> Any:
    """The schema without what it requires."""
    if isinstance(schema, dict):
        return {key: _relaxed(value) for key, value in schema.items() if key != "required"}
    return [_relaxed(value) for value in schema] if isinstance(schema, list) else schema


def with_modeline(template: str, schemas: str) -> str:
    """The text of a template whose front matter begins with its schema, for editors."""
    first, rest = template.split("\n", 1)
    return f"{first}\n{_MODELINE.format(schemas=schemas)}{rest}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
