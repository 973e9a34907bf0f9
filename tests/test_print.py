"""The pages on paper: what Chromium prints as PDF, on A4 and on Letter, read by an independent parser."""

from __future__ import annotations

import io
import re
import unicodedata
from itertools import pairwise

import pytest
from cards import Card, fill, open_card
from conftest import ContextOpener
from playwright.sync_api import Page, expect
from pypdf import PdfReader
from test_site import SCENARIOS, SITE_URL

from macros.library import Library, load_library

SLUGS = list(load_library().templates)
NOTES = [slug for slug, template in load_library().templates.items() if template.channel == "note"]
PAPERS = ["A4", "Letter"]
MILLIMETRES = 25.4 / 72  # in a point
CARD = (105, 148)  # A6, in millimetres
OTHERS = [
    *("", "what-happened/", "scenarios/", "timeline/", "templates/", "sources/", "tags/"),
    *("guide/", "guide/when/", "guide/anatomy/", "guide/tone-and-mistakes/"),
]
STILL = "window.print = () => {}"  # what the dialogue would print is printed by the test


def printed(page: Page, paper: str | None = None) -> PdfReader:
    """Print the open page; without `paper`, on the paper that the page itself names."""
    return PdfReader(io.BytesIO(page.pdf(format=paper, prefer_css_page_size=True)))


def squeezed(text: str) -> str:
    """A text without white space and ligatures: a line may break anywhere, and letters may join."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def read(pdf: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in pdf.pages))


def size(pdf: PdfReader) -> tuple[int, int]:
    """The size of the first page in millimetres."""
    box = pdf.pages[0].mediabox
    return round(float(box.width) * MILLIMETRES), round(float(box.height) * MILLIMETRES)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("scenario", SCENARIOS)
def test_a_situation_is_one_page(scenario: str, paper: str, page: Page, library: Library) -> None:
    """It has all that a handout needs: advice, the first message, where the others are, and where it comes from."""
    first, *others = SCENARIOS[scenario]
    page.goto(f"scenarios/{scenario}/")
    shown = [page.locator("h1").inner_text().removesuffix("¶"), page.locator(".lede").inner_text()]
    shown += page.locator(".afterword-do li").all_inner_texts()
    shown += [Card(page, first).subject.inner_text(), Card(page, first).body.inner_text()]

    pdf = printed(page, paper)

    assert len(pdf.pages) == 1
    text = read(pdf)
    without_addresses = re.sub(r"\(http[^()]*\)", "", text)
    for part in (*shown, "What to say", "What to leave out"):
        assert squeezed(part) in without_addresses
    assert squeezed(f"Afterword {SITE_URL}scenarios/{scenario}/") in text
    for slug in others:
        assert squeezed(f"{library.templates[slug].title} ({SITE_URL}templates/{slug}/)") in text
    links = page.locator("article > p a:not(.afterword-cite a)")
    for link in links.evaluate_all("links => links.filter((link) => !link.hash).map((link) => link.pathname.slice(1))"):
        assert f"({SITE_URL}{link})" in text


@pytest.mark.parametrize("slug", SLUGS)
def test_a_message_is_one_page(slug: str, page: Page) -> None:
    body = open_card(page, slug).body.inner_text()
    for paper in PAPERS:
        pdf = printed(page, paper)
        assert len(pdf.pages) == 1
        assert squeezed(body) in read(pdf)


def test_a_filled_message_prints_filled(page: Page, library: Library) -> None:
    example = library.templates["thank-you"].example
    card = open_card(page, "thank-you")
    fill(page, example)
    pdf = printed(page, "A4")
    assert len(pdf.pages) == 1
    text = read(pdf)
    assert squeezed(card.body.inner_text()) in text
    assert squeezed(example["memorable_detail"]) in text
    assert "[" not in text


@pytest.mark.parametrize("slug", NOTES)
def test_the_print_action_of_a_note_gives_one_card(slug: str, page: Page, library: Library) -> None:
    """One page of a card's size, with the message and nothing else."""
    page.add_init_script(STILL)
    card = open_card(page, slug)
    fill(page, library.templates[slug].example)
    body = card.body.inner_text()
    card.press("print")
    expect(card.status).to_have_text(library.shared.texts["status"]["printed"])
    pdf = printed(page)
    assert (len(pdf.pages), size(pdf)) == (1, CARD)
    assert read(pdf) == squeezed(body)


@pytest.mark.parametrize("paper", PAPERS)
def test_the_print_action_of_an_email_gives_the_message_alone(paper: str, page: Page, library: Library) -> None:
    page.add_init_script(STILL)
    card = open_card(page, "check-in")
    fill(page, library.templates["check-in"].example)
    shown = [card.root.locator(".afterword-envelope").inner_text(), card.body.inner_text()]
    card.press("print")
    expect(card.status).to_have_text(library.shared.texts["status"]["printed"])
    pdf = printed(page, paper)
    assert len(pdf.pages) == 1
    text = read(pdf)
    assert all(squeezed(part) in text for part in shown)
    assert len(text) == len(squeezed("".join(shown)))


@pytest.mark.parametrize("address", OTHERS)
def test_a_page_prints_without_what_only_a_screen_can_use(address: str, page: Page) -> None:
    page.goto(address)
    text = read(printed(page, "A4"))
    assert squeezed(page.locator("h1").inner_text().removesuffix("¶")) in text
    assert squeezed(f"Afterword {SITE_URL}{address}") in text
    assert squeezed(f"Sources: {SITE_URL}sources/") in text
    for chrome in ("Tableofcontents", "Skiptocontent", "Backtotop", "MadewithMaterial"):
        assert chrome not in text


@pytest.mark.parametrize("address", ["timeline/", "sources/", "guide/when/"])
def test_headings_on_paper_are_larger_than_those_below_them(address: str, page: Page) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    sizes = [
        page.locator(f"article > {level}, .afterword-register {level}").evaluate_all(
            "all => all.map((heading) => parseFloat(getComputedStyle(heading).fontSize))"
        )
        for level in ("h1", "h2", "h3")
    ]
    assert all(sizes)
    assert all(min(above) > max(below) for above, below in pairwise(sizes)), sizes


def test_a_page_prints_dark_on_white_from_a_dark_screen(open_context: ContextOpener) -> None:
    page = open_context(color_scheme="dark").new_page()
    page.goto("timeline/")
    page.emulate_media(media="print")
    colours = page.evaluate(
        """() => ['color', 'backgroundColor'].map((name) =>
          getComputedStyle(name === 'color' ? document.querySelector('h1') : document.body)[name])"""
    )
    assert colours == ["rgb(29, 39, 51)", "rgba(0, 0, 0, 0)"]
