"""The front matter of the site's own pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .problems import ContentProblems
from .template import read_source


@dataclass(frozen=True)
class Page:
    """A page of the site; `url` is relative to the site's root, `covers` are rows of the fact list."""

    path: Path
    url: str
    title: str
    description: str
    covers: tuple[str, ...]


def read_pages(docs: Path) -> list[Page]:
    """Every page below `docs` but those of single messages, in the order of their addresses.

    Raises ContentProblems for front matter that is no YAML mapping or lacks title or description.
    """
    paths = (path for path in sorted(docs.rglob("*.md")) if path.parent != docs / "templates" or path.stem == "index")
    return sorted((_page(path, docs) for path in paths), key=lambda page: page.url)


def _page(path: Path, docs: Path) -> Page:
    place = path.relative_to(docs)
    head = read_source(path, f"docs/{place.as_posix()}").head
    lacking = [key for key in ("title", "description") if key not in head.data]
    if lacking:
        raise ContentProblems([head.problem((), f"the page lacks {', '.join(lacking)}; add it to the front matter")])
    folder = place.parent if place.stem == "index" else place.with_suffix("")
    url = "" if folder == Path() else f"{folder.as_posix()}/"
    return Page(path, url, head.data["title"], head.data["description"], tuple(head.data.get("covers", ())))
