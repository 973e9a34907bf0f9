"""Projects of a test's own: the kit's fields and words, and the templates that the test writes."""

from __future__ import annotations

import shutil
from pathlib import Path

from macros.library import ROOT

GOOD = """\
---
title: Made for a test
use_when: A test is run.
stage: other
channel: email
subject:
  - "About {{ job_title }}, {{ your_name }}"
  - "A word from {{ your_name }}"
example:
  job_title: data analyst
  your_name: Amara Okafor
---
Dear {{ interviewer_name }},

Thank you for your time{% if company %} at {{ company }}{% endif %}.

{{ sign_off }},
{{ your_name }}
{% if your_phone %}
{{ your_phone }}
{% endif %}
"""
PHONE = """\
---
title: A call
use_when: They asked you to ring.
stage: other
channel: phone
example:
  your_name: Amara Okafor
---
Hello, this is {{ your_name }}.
"""


def project(folder: Path, **templates: str) -> Path:
    """Write a project whose templates are those given, by slug; `_` stands for a hyphen."""
    shutil.copytree(ROOT / "templates", folder / "templates", ignore=shutil.ignore_patterns("*.md"))
    for name, text in templates.items():
        (folder / "templates" / "en" / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")
    return folder


def copied(folder: Path) -> Path:
    """Copy the kit's own content."""
    shutil.copytree(ROOT / "templates", folder / "templates")
    return folder


def changed(text: str, old: str, new: str) -> str:
    """Put `new` in the one place of `old`."""
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    return text.replace(old, new)
