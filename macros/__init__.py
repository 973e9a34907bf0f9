"""Afterword for mkdocs-macros: the one module that knows MkDocs, and no logic."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from . import overview, planner
from .citations import page_problems, source_problems
from .library import Library, load_library
from .page import card_html, terms_html
from .problems import ContentProblems
from .publish import publish

_ASKED = "afterword_asked"
_FRAME = "afterword_frame"  # what other sites may frame in place of the page; docs/.overrides/main.html tells them
_T = TypeVar("_T")


@dataclass
class _Build:
    """What one build has read and seen; mkdocs-macros hands its plugin from hook to hook, and this rides on it."""

    library: Library
    cited: set[str] = field(default_factory=set)


def define_env(env: Any) -> None:
    """Register the macros. Called by mkdocs-macros at each build, with its plugin."""
    build = env.afterword = _Build(_told(lambda: load_library(Path(env.project_dir))))
    library = build.library

    def link(address: str) -> str:
        return str(get_relative_url(address, env.page.url))

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_template(slug: str, heading: int = 2) -> str:
        """The fillable card of one template; `heading` is the level of its title."""
        template, asked = overview.find_template(library, slug), _asked_on(env.page.meta)
        if slug in asked:
            raise ValueError(f"the card {slug!r} stands twice on this page; keep one, and link to it from elsewhere")
        above = tuple(chain.from_iterable(asked.values())) if asked else None
        asked[slug] = [field.name for field in library.fields_of(template)]
        due = planner.due_facts(library, template, link)
        card = card_html(library, template, link(f"templates/{slug}/{slug}"), above, heading, due)
        if env.page.url != f"templates/{slug}/":
            return card
        texts = library.shared.texts
        env.page.meta[_FRAME] = slug
        env.page.meta["tags"] = [texts["stages"][template.stage], texts["channels"][template.channel]]
        return "\n\n".join([card, overview.rests_html(library, template, link), terms_html(library, template)])

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_index() -> str:
        """All templates by stage."""
        return overview.index_markdown(library, link)

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_navigator() -> str:
        """What happened, and the message and day that fit."""
        return f"{planner.days_html(library, link)}\n\n{overview.navigator_markdown(library, link)}"

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_timeline() -> str:
        """The visitor's own timeline, and the table of the usual one."""
        if env.page.url == "timeline/":
            env.page.meta[_FRAME] = "timeline"
        return f"{planner.planner_html(library, link)}\n\n{overview.timeline_html(library, link)}"

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_timeline_picture() -> str:
        """The timeline as a list that is also the picture."""
        return overview.course_html(library)

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_sources() -> str:
        """The articles."""
        return overview.sources_html(library)

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_surveys() -> str:
        """The surveys."""
        return overview.surveys_html(library)

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_claims() -> str:
        """The claims register."""
        return overview.claims_html(library, link)

    @env.macro  # type: ignore[untyped-decorator]
    def cite(*ids: str) -> str:
        """Links to sources and claims by their ids."""
        build.cited.update(ids)
        return str(overview.cite_html(library, ids, link))


def on_pre_page_macros(env: Any) -> None:
    """Refuse unknown sources and percentages without one. Called by mkdocs-macros before each page's macros."""
    source = Path(env.page.file.abs_src_path).read_text(encoding="utf-8-sig")
    problems = page_problems(source, env.afterword.library)
    if told := [f"docs/{env.page.file.src_uri}:{line}: {what}" for line, what in problems]:
        raise PluginError("\n".join(told))


def on_post_build(env: Any) -> None:
    """Write what the site holds beside its pages. Called by mkdocs-macros when the pages are written."""
    build: _Build = env.afterword
    root, folder = Path(env.project_dir), Path(env.conf["site_dir"])
    if problems := source_problems(build.library, build.cited, root):
        raise PluginError("\n".join(problems))
    _told(lambda: publish(build.library, root, folder, env.conf["site_url"]))


def _told(read: Callable[[], _T]) -> _T:
    """End the build with the list of problems in content, and no traceback."""
    try:
        return read()
    except ContentProblems as error:
        raise PluginError(f"{len(error.problems)} problems:\n{error}") from None


def _asked_on(meta: MutableMapping[str, Any]) -> dict[str, list[str]]:
    """The fields that each card above on the page asks for: none is asked twice a page (WCAG 2.2, 3.3.7)."""
    asked: dict[str, list[str]] = meta.setdefault(_ASKED, {})
    return asked
