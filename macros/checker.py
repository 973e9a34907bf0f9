"""What a page needs to check drafts: in a card, and on a page for any draft."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from .library import Library
from .overview import Link
from .page import field_facts, one_line
from .template import Template

# What is looked for by name in a draft of the visitor's own, if it was typed on another page.
_COMPARED = ("your_name", "interviewer_name", "coordinator_name", "job_title", "company", "memorable_detail")
_WORDS = ("held_one", "held_other", "mend_one", "mend_other", "count_one", "count_other", "restarted")


def rules_path(library: Library) -> str:
    """Where a site has the rules of the library's language, below its root."""
    return f"assets/checks/{library.shared.texts['language']}.json"


def rules_json(library: Library) -> str:
    """The rules as the check in a page takes them."""
    return json.dumps(library.shared.checks, ensure_ascii=False, separators=(",", ":"))


def draft_facts(library: Library, template: Template, link: Link) -> dict[str, Any]:
    """What a card needs to check its message."""
    texts = library.shared.texts["draft"]
    words = {key: texts[key] for key in _WORDS}
    return {"stage": template.stage, "channel": template.channel, "words": words, **_shared(library, link)}


def check_html(library: Library, link: Link, level: int = 2) -> str:
    """The form for a draft, and the place of what is found, as one line of HTML; `level` is that of its heading."""
    shared = library.shared
    texts = shared.texts["draft"]
    words = {key: texts[key] for key in ("count_one", "count_other", "none", "empty", "failed", "compared")}
    plain = {key: shared.texts[key] for key in ("language", "dates", "days", "errors")}
    facts = {"words": words, **_shared(library, link), **plain, **field_facts(shared, _COMPARED, ())}
    facts["people"] = library.person_fields
    return one_line(
        "check",
        level=level,
        words=SimpleNamespace(**texts),
        card=SimpleNamespace(**shared.texts["card"]),
        stages=shared.texts["stages"].items(),
        facts=facts,
    )


def _shared(library: Library, link: Link) -> dict[str, Any]:
    texts = library.shared.texts["draft"]
    return {
        "levels": {level: texts[level] for level in ("error", "warn", "note")},
        "show": texts["show"],
        "more": texts["more"],
        "sources": link("sources/"),
        "rules": link(rules_path(library)),
    }
