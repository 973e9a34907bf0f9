"""How the pages read: plain enough for everyone, in short paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_pages import Element, read_html, read_pages
from reading import blocks, grade, sentences

HIGHEST_GRADE = 8
MOST_WORDS = 80  # in a paragraph or list item
SAMPLE = """<article><h1>When to write<a class="headerlink">¶</a></h1>
<p>Wait a day. Then write <em>to them</em>.<span class="afterword-cite"><a>S0</a></span></p>
<ul><li>One</li><li>Two “three.” Four</li></ul>
<div class="afterword"><p>A card</p></div><table><tr><td>A cell</td></tr></table>
<p>So <code>x</code>: yes?</p></article>"""


@pytest.fixture(scope="module")
def articles(built_site: Path) -> dict[str, Element]:
    pages = read_pages(built_site)
    return {address: page.the("article") for address, page in pages.items() if address != "404.html"}


def test_only_prose_is_counted_and_each_heading_and_item_by_itself() -> None:
    texts = blocks(read_html(SAMPLE).the("article"))

    assert texts == ["When to write", "Wait a day. Then write to them.", "One", "Two “three.” Four", "So : yes?"]
    assert [len(sentences(text)) for text in texts] == [1, 2, 1, 2, 1]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("The cat sat on the mat. It was fat.", -3, 2),
        ("Send a short note within a day of the interview, and name one thing that you talked about.", 5, 9),
        ("Organisational communication necessitates considerable deliberation regarding terminology.", 25, 45),
    ],
)
def test_the_grade_rises_with_long_words_and_sentences(text: str, low: float, high: float) -> None:
    assert low <= grade(read_html(f"<article><p>{text}</p></article>")) <= high


def test_every_page_can_be_read_at_school(articles: dict[str, Element]) -> None:
    grades = {address: round(grade(article), 1) for address, article in articles.items()}

    assert len(grades) > 50
    assert {address: found for address, found in grades.items() if found > HIGHEST_GRADE} == {}


def test_paragraphs_are_short(articles: dict[str, Element]) -> None:
    long = [
        f"{address}: {text[:50]}"
        for address, article in articles.items()
        for text in blocks(article)
        if len(text.split()) > MOST_WORDS
    ]
    assert long == []
