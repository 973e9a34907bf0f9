"""Claims and their sources: what a page may cite, and where a figure stands without a citation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from .library import Library
from .problems import nearest
from .yaml_source import read_yaml_file

_FIGURE = re.compile(r"[0-9](\s|&nbsp;)*%|\bper ?cent\b", re.IGNORECASE)
_CITED = re.compile(r"\{\{-?\s*cite\((.*?)\)", re.DOTALL)
_ITEM = re.compile(r"\s*([-*+|]|[0-9]+\.|#)\s?")
_ID = re.compile(r"\"([^\"]*)\"|'([^']*)'")


def page_problems(markdown: str, library: Library) -> Iterator[tuple[int, str]]:
    """What a page's source cites that is not there, and each percentage that stands in a block without `cite`.

    A block is a paragraph, list item or table row; each problem comes with its line, from 1.
    """
    known = [*library.shared.sources, *library.shared.claims]
    for line, block in _blocks(markdown):
        calls = [*_CITED.finditer(block)]
        if not calls and (figure := _FIGURE.search(block)):
            at = line + block[: figure.start()].count("\n")
            yield at, "a percentage without its source; add cite(), or take it out"
        for call in calls:
            for name in (double or single for double, single in _ID.findall(call[1])):
                if name not in known:
                    at = line + block[: call.start()].count("\n")
                    yield at, f"unknown source {name!r}; {nearest(name, known)}"


def source_problems(library: Library, cited: Iterable[str], root: Path) -> list[str]:
    """Each source of the project at `root` that nothing cites, with its line; `cited` are those of the pages."""
    names = uncited_sources(library, cited)
    file = read_yaml_file(root / "templates" / "sources.yml", "templates/sources.yml") if names else None
    return [file.problem(("sources", name), f"nothing cites {name}; cite it, or take it out") for name in names if file]


def uncited_sources(library: Library, cited: Iterable[str]) -> list[str]:
    """The sources that no page, template, phase or claim rests on."""
    shared = library.shared
    used = set(cited) | {name for template in library.templates.values() for name in template.sources}
    used |= set(named_sources(shared.timeline))
    used |= {name for claim in shared.claims.values() for name in (*claim["says"], *claim["traces_to"])}
    return [name for name in shared.sources if name not in used]


def named_sources(timeline: Mapping[str, Any]) -> Iterator[str]:
    """Every source id in the timeline's data."""
    for phase in timeline["phases"]:
        yield from (item["source"] for item in phase["ranges"])
    yield from timeline["after"]["sources"]
    for entry in (*timeline["phases"], timeline["after"]):
        yield from (source for note in entry.get("notes", ()) for source in note["sources"])


def _blocks(markdown: str) -> Iterator[tuple[int, str]]:
    """Paragraphs, list items and table rows, each with the line where it begins."""
    start, block = 1, list[str]()
    for number, line in enumerate((*markdown.split("\n"), ""), start=1):
        if block and (not line.strip() or _ITEM.match(line)):
            yield start, "\n".join(block)
            block = []
        if line.strip():
            start = start if block else number
            block.append(line)
