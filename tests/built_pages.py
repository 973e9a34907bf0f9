"""Built pages as trees of elements, read with the standard library's parser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Element:
    """One element; `children` are elements and texts in the order of the page."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: Element | None) -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | str] = []

    def __iter__(self) -> Iterator[Element]:
        """Go through this element and all below it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Element):
                yield from child

    def all(self, tag: str = "", **attributes: str) -> list[Element]:
        """Find the elements below with this tag and these attributes, `_` for `-`."""
        wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self
            if element is not self and tag in ("", element.tag) and wanted.items() <= element.attributes.items()
        ]

    def the(self, tag: str = "", **attributes: str) -> Element:
        """Find the one element below with this tag and these attributes."""
        (element,) = self.all(tag, **attributes)
        return element

    def around(self, tag: str) -> Element:
        """Find the nearest element above with this tag."""
        assert self.parent, f"no {tag} around"
        return self.parent if self.parent.tag == tag else self.parent.around(tag)

    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = self.open = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs}, self.open)
        self.open.children.append(element)
        if tag not in VOID:
            self.open = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.children.append(Element(tag, {name: value or "" for name, value in attrs}, self.open))

    def handle_endtag(self, tag: str) -> None:
        element: Element | None = self.open
        while element and element.tag != tag:
            element = element.parent
        if element and element.parent:
            self.open = element.parent

    def handle_data(self, data: str) -> None:
        self.open.children.append(data)


def read_html(text: str) -> Element:
    builder = _Builder()
    builder.feed(text)
    builder.close()
    return builder.root


@cache
def read_page(path: Path) -> Element:
    return read_html(path.read_text(encoding="utf-8"))


def read_pages(site: Path) -> dict[str, Element]:
    """Read every page of a built site but its frames, by its address below the site's root."""
    return {address: page for address, page in _read_all(site).items() if not address.startswith("embed/")}


def read_frames(site: Path) -> dict[str, Element]:
    """Read every frame, by its address below the site's root."""
    return {address: page for address, page in _read_all(site).items() if address.startswith("embed/")}


def _read_all(site: Path) -> dict[str, Element]:
    files = sorted(site.rglob("*.html"))
    return {path.relative_to(site).as_posix().removesuffix("index.html"): read_page(path) for path in files}
