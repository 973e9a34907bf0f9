"""The parts of pages that show many things at once: all messages, the timeline, the sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from .library import Library
from .page import literal, one_line
from .problems import nearest

Link = Callable[[str], str]  # from an address below the site's root to one relative to the page


def index_markdown(library: Library, link: Link) -> str:
    """All templates under a heading for each stage."""
    texts = library.shared.texts
    parts = []
    for stage, group in groupby(library.templates.values(), key=lambda template: template.stage):
        cards = [(link(f"templates/{t.slug}/"), t, texts["channels"][t.channel]) for t in group]
        parts.append(f"## {literal(texts['stages'][stage])}\n\n{one_line('index', cards=cards)}")
    return "\n\n".join(parts)


def course_html(library: Library) -> str:
    """The timeline as a list that is also the picture."""
    timeline, words = library.shared.timeline, library.shared.texts["timeline"]
    steps = [(phase["title"], counted(phase["when"], phase["waits"])) for phase in timeline["phases"]]
    steps.append((timeline["after"]["title"], timeline["after"]["when"]))
    return one_line("course", steps=steps, label=words["picture"])


def timeline_html(library: Library, link: Link) -> str:
    """The table Phase, When, Objective, Action, with what each source says about when."""
    phases = [
        SimpleNamespace(
            **phase | {"when": counted(phase["when"], phase["waits"]), "cap": counted(phase["cap"], phase["waits"])},
            messages=[(link(f"templates/{slug}/"), find_template(library, slug).title) for slug in phase["templates"]],
            says=[(cite_html(library, [item["source"]], link), item["says"]) for item in phase["ranges"]],
        )
        for phase in library.shared.timeline["phases"]
    ]
    return one_line("timeline", phases=phases, words=SimpleNamespace(**library.shared.texts["timeline"]))


def sources_html(library: Library) -> str:
    """Every source in full, each with the anchor that citations point at."""
    return one_line("sources", sources=library.shared.sources)


def cite_html(library: Library, ids: Iterable[str], link: Link) -> Markup:
    """Links to sources; raises ValueError for an id that `sources.yml` does not have."""
    sources = library.shared.sources
    for name in ids:
        if name not in sources:
            raise ValueError(f"unknown source {name!r}; {nearest(name, sources)}")
    label = library.shared.texts["sources"]["cited"]
    cited = [(name, link(f"sources/#{name.lower()}"), literal(f"{label}{sources[name]['cite']}")) for name in ids]
    return Markup(one_line("cite", cited=cited))


def find_template(library: Library, slug: str) -> Any:
    """The template called `slug`; raises ValueError, with the near match, for an unknown one."""
    if slug not in library.templates:
        raise ValueError(f"unknown template {slug!r}; {nearest(slug, library.templates)}")
    return library.templates[slug]


def counted(text: str, numbers: Mapping[str, str]) -> str:
    """Put the numbers that `text` names in braces into it."""
    return re.sub(r"\{([a-z_]+)\}", lambda part: numbers[part[1]], text)
