"""Afterword for mkdocs-macros: with `host`, the one module that knows how MkDocs builds, and no logic."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from markupsafe import escape
from mkdocs.exceptions import PluginError
from mkdocs.utils import get_relative_url

from . import checker, configurator, lending, overview, planner
from .brand import Brand, read_brand
from .check_rules import rule_sources
from .citations import page_problems, source_problems
from .frames import refuse_taken_names
from .host import configure, module
from .layers import stands_alone
from .library import Library, load_library
from .links import is_page, page_url
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
    brand: Brand
    lent: bool  # to a site that lays its own templates over the kit's
    cited: set[str] = field(default_factory=set)


def define_env(env: Any) -> None:
    """Register the macros. Called by mkdocs-macros at each build, with its plugin."""
    build = env.afterword = _read(env)
    library, brand = build.library, build.brand
    configure(env.conf, library, brand, build.lent)

    @cache
    def pages() -> dict[str, str]:
        return {file.src_uri: file.url for file in env.variables["files"].documentation_pages()}

    def link(address: str) -> str:
        """To a file, or to a page of the kit, here or on the site that the brand names; empty where there is none."""
        url = page_url(address, pages()) if is_page(address) else address
        if url is None:
            return f"{brand.site}{address}" if brand.site else ""
        return str(get_relative_url(url, env.page.url))

    def _refuse_without_frames(part: str) -> None:
        if build.lent:
            raise ValueError(f"this site has no frames; the {part} stands on a copy of the kit's own site")

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_template(slug: str, heading: int = 2) -> str:
        """The fillable card of one template; `heading` is the level of its title."""
        if heading not in range(1, 7):
            raise ValueError(f"heading={heading!r} is no level of a heading; take a number from 1 to 6")
        template, asked = overview.find_template(library, slug), _asked_on(env.page.meta)
        if slug in asked:
            raise ValueError(f"the card {slug!r} stands twice on this page; keep one, and link to it from elsewhere")
        above = tuple(chain.from_iterable(asked.values())) if asked else None
        asked[slug] = [field.name for field in (*library.fields_of(template), *library.labels_of(template))]
        due, home = planner.due_facts(library, template, link), f"templates/{slug}/"
        logo = link(brand.logo) if brand.logo else ""
        draft = checker.draft_facts(library, template, link)
        compared = overview.cite_html(library, rule_sources(library.shared.checks, "duplicate"), link)
        card = card_html(
            library, template, link(f"{home}{slug}"), above, heading, due, link(home), brand, logo, compared, draft
        )
        if page_url(home, {env.page.file.src_uri: ""}) is None:
            return card
        texts = library.shared.texts
        env.page.meta[_FRAME] = slug
        # Themes write it into an attribute as it is.
        env.page.meta.setdefault("description", escape(template.use_when))
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
    def afterword_check() -> str:
        """The draft check for a message of the visitor's own."""
        if env.page.url == "check/":
            env.page.meta[_FRAME] = "check"
        return checker.check_html(library, link)

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_configurator() -> str:
        """The choices for a frame on another site, on a site that has frames."""
        _refuse_without_frames("configurator")
        env.page.meta |= {"afterword_style": configurator.STYLE, "afterword_script": module(configurator.SCRIPT)}
        accent = brand.accent or configurator.ACCENT
        return configurator.configurator_html(library, str(get_relative_url(".", env.page.url)), accent)

    @env.macro  # type: ignore[untyped-decorator]
    def afterword_snippet(kind: str, system: str) -> str:
        """The code that such a site pastes, which the configurator on the page changes."""
        _refuse_without_frames("code for other sites")
        return configurator.snippet_html(library, kind, system, env.conf["site_url"])

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
    if env.afterword.lent:
        return
    source = Path(env.page.file.abs_src_path).read_text(encoding="utf-8-sig")
    problems = page_problems(source, env.afterword.library)
    if told := [f"docs/{env.page.file.src_uri}:{line}: {what}" for line, what in problems]:
        raise PluginError("\n".join(told))


def on_post_build(env: Any) -> None:
    """Write what the site holds beside its pages. Called by mkdocs-macros when the pages are written."""
    build: _Build = env.afterword
    root, folder = Path(env.project_dir), Path(env.conf["site_dir"])
    lending.write_assets(build.brand, Path(env.conf["docs_dir"]), folder)
    if build.lent:
        return _told(lambda: lending.write_lent(build.library, folder))
    if problems := source_problems(build.library, build.cited, root):
        raise PluginError("\n".join(problems))
    _told(lambda: publish(build.library, root, folder, env.conf["site_url"], build.brand))


def _read(env: Any) -> _Build:
    root, conf = Path(env.project_dir), env.conf
    branded = conf["extra"].get("afterword")
    brand = _told(lambda: read_brand(branded, Path(conf["config_file_path"]), Path(conf["docs_dir"])))
    build = _Build(_told(lambda: load_library(root)), brand, lent=not stands_alone(root))
    if not build.lent:
        _told(lambda: refuse_taken_names(build.library))
    return build


def _told(read: Callable[[], _T]) -> _T:
    """End the build with the list of problems in content, and no traceback."""
    try:
        return read()
    except ContentProblems as error:
        told = "1 problem" if len(error.problems) == 1 else f"{len(error.problems)} problems"
        raise PluginError(f"{told}:\n{error}") from None


def _asked_on(meta: MutableMapping[str, Any]) -> dict[str, list[str]]:
    """The fields that each card above on the page asks for: none is asked twice a page (WCAG 2.2, 3.3.7)."""
    asked: dict[str, list[str]] = meta.setdefault(_ASKED, {})
    return asked
