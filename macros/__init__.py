"""Afterword for mkdocs-macros: the one module that knows MkDocs, and no logic."""

from __future__ import annotations

from collections.abc import MutableMapping
from itertools import chain
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from .blank import write_blanks
from .library import Library, load_library
from .overview import cite_html, course_html, find_template, index_markdown, sources_html, timeline_html
from .page import card_html
from .problems import ContentProblems

_ASKED = "afterword_asked"


def define_env(env: Any) -> None:
    """Register the macros. Called by mkdocs-macros at each build, with its plugin."""
    library = _library(env)

    def link(address: str) -> str:
        return str(get_relative_url(address, env.page.url))

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_template(slug: str, heading: int = 2) -> str:
        """The fillable card of one template; `heading` is the level of its title."""
        template, asked = find_template(library, slug), _asked_on(env.page.meta)
        if slug in asked:
            raise ValueError(f"the card {slug!r} stands twice on this page; keep one, and link to it from elsewhere")
        above = tuple(chain.from_iterable(asked.values())) if asked else None
        asked[slug] = [field.name for field in library.fields_of(template)]
        return card_html(library, template, link(f"templates/{slug}/{slug}"), above, heading)

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_index() -> str:
        """All templates by stage."""
        return index_markdown(library, link)

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_timeline() -> str:
        """The timeline, as picture and as table."""
        return f"{course_html(library)}\n\n{timeline_html(library, link)}"

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_timeline_picture() -> str:
        """The timeline as a list that is also the picture."""
        return course_html(library)

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_sources() -> str:
        """The list of sources."""
        return sources_html(library)

    @env.macro  # type: ignore[untyped-decorator]
    def cite(*ids: str) -> str:
        """Links to sources by their ids."""
        return str(cite_html(library, ids, link))


def on_post_build(env: Any) -> None:
    """Write what the site holds beside its pages. Called by mkdocs-macros when the pages are written."""
    write_blanks(_library(env), Path(env.conf["site_dir"]) / "templates")


def _library(env: Any) -> Library:
    try:
        return load_library(Path(env.project_dir))
    except ContentProblems as error:
        raise PluginError(f"{len(error.problems)} problems in templates/:\n{error}") from None


def _asked_on(meta: MutableMapping[str, Any]) -> dict[str, list[str]]:
    """The fields that each card above on the page asks for: none is asked twice a page (WCAG 2.2, 3.3.7)."""
    asked: dict[str, list[str]] = meta.setdefault(_ASKED, {})
    return asked
