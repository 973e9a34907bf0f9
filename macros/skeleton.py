"""The two files that a new template begins with."""

from __future__ import annotations

import json

from .library import Library

_SUBJECTS = """subject:
  - "About the {{ job_title }} position, {{ your_name }}"
  - "A word on the {{ job_title }} position, from {{ your_name }}"
"""
_PERSONAL = "I keep thinking about {{ memorable_detail }}.\n\n"
_TEMPLATE = """---
title: {quoted}
use_when: Say in one sentence when this is the right message.
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
_PAGE = """---
title: {quoted}
description: Say in one sentence, of 50 to 160 characters, what a visitor finds on the page {slug}.
hide: [navigation, toc]
---

# {title}

{{{{ afterword_template("{slug}") }}}}
"""


def skeleton(library: Library, slug: str, title: str, stage: str, channel: str) -> dict[str, str]:
    """The text of a correct template and of its page, by their paths in the project."""
    examples = {name: _quoted(field.example) for name, field in library.shared.fields.items()}
    facts = {"slug": slug, "title": title, "quoted": _quoted(title), "stage": stage, "channel": channel}
    email, thanks = channel == "email", stage == "thank-you"
    parts = {
        "subjects": _SUBJECTS if email else "",
        "address": f"  interviewer_email: {examples['interviewer_email']}\n" if email else "",
        "detail": f"  memorable_detail: {examples['memorable_detail']}\n" if thanks else "",
        "personal": _PERSONAL if thanks else "",
    }
    return {
        f"templates/{library.shared.texts['language']}/{slug}.md": _TEMPLATE.format(**examples | facts | parts),
        f"docs/templates/{slug}.md": _PAGE.format(**facts),
    }


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
