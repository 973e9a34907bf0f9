"""How hard a page is to read: its prose, its sentences, and their Flesch-Kincaid grade."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyphen
from built_pages import Element

# Cards, tables, code and lists of sources are no prose; a citation is no word.
LEFT_OUT = {"afterword", "afterword-sources", "afterword-register", "afterword-rests", "afterword-cite"}
LEFT_OUT |= {"afterword-foot", "headerlink"}
NO_PROSE = {"table", "pre", "code", "script", "style", "button", "nav", "form"}
BLOCKS = {"article", "blockquote", "dd", "details", "div", "dl", "dt", "li", "ol", "p", "section", "summary", "ul"}
BLOCKS |= {"h1", "h2", "h3", "h4"}
# Parts of a link or list item that the style sheet puts on lines of their own.
LINES = {"situations", "afterword-index", "afterword-course", "afterword-answers"}
# Where a word may be broken is where a syllable ends; neither dictionary breaks them all, so the larger count is taken.
DICTIONARIES = [pyphen.Pyphen(lang=language, left=1, right=1) for language in ("en_GB", "en_US")]


def blocks(article: Element) -> list[str]:
    """The texts of an article that stand on lines of their own: headings, paragraphs, list items."""
    pieces = "".join(_pieces(article, lines=False))
    return [text for block in pieces.split("\n") if (text := " ".join(block.split()))]


def sentences(block: str) -> list[list[str]]:
    """The words of each sentence; a heading or list item ends one too."""
    parts = re.split(r"(?<=[.?!])[”\")]*\s+", block)
    return [words for part in parts if (words := re.findall(r"[^\W_]+(?:['’.-][^\W_]+)*", part))]


def grade(article: Element) -> float:
    """The Flesch-Kincaid grade: school years of somebody who reads it with ease."""
    every = [sentence for block in blocks(article) for sentence in sentences(block)]
    words = [word for sentence in every for word in sentence]
    syllables = sum(1 + max(len(known.positions(word)) for known in DICTIONARIES) for word in words)
    return 0.39 * len(words) / len(every) + 11.8 * syllables / len(words) - 15.59


def _pieces(element: Element, lines: bool) -> Iterator[str]:
    classes = set(element.attributes.get("class", "").split())
    if element.tag in NO_PROSE or classes & LEFT_OUT:
        return
    lines = lines or bool(classes & LINES)
    alone = element.tag in BLOCKS or (lines and element.tag in {"strong", "span", "a"})
    yield "\n" if alone else ""
    for child in element.children:
        if isinstance(child, str):
            yield child.replace("\n", " ")
        else:
            yield "\n" if child.tag == "br" else "".join(_pieces(child, lines))
    yield "\n" if alone else ""
