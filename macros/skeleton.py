"""The two files that a new template begins with."""

from __future__ import annotations

from .library import Library

_SUBJECT = """subject:
  - "About the {{{{ job_title }}}} position, {{{{ your_name }}}}"
"""
_TEMPLATE = """---
title: {title}
use_when: Say in one sentence when this is the right message.
avoid_when: Say in one sentence when it is not.
stage: {stage}
channel: {channel}
{subject}example:
  your_name: {your_name}
  job_title: {job_title}
  company: {company}
  interviewer_name: {interviewer_name}
---
Dear {{{{ interviewer_name }}}},

Thank you for talking with me about the {{{{ job_title }}}} position at {{{{ company }}}}.

Say here what this message is for, in two or three sentences.

{{{{ sign_off }}}},
{{{{ your_name }}}}
"""
_PAGE = """---
title: {title}
description: Say in one sentence what a visitor finds here.
hide: [navigation, toc]
---

# {title}

{{{{ afterword_template("{slug}") }}}}
"""


def skeleton(library: Library, slug: str, title: str, stage: str, channel: str) -> dict[str, str]:
    """The text of a correct template and of its page, by their paths in the project."""
    examples = {name: field.example for name, field in library.shared.fields.items()}
    subject = _SUBJECT.format() if channel == "email" else ""
    facts = {"slug": slug, "title": title, "stage": stage, "channel": channel, "subject": subject}
    return {
        f"templates/{library.shared.texts['language']}/{slug}.md": _TEMPLATE.format(**examples | facts),
        f"docs/templates/{slug}.md": _PAGE.format(**facts),
    }
