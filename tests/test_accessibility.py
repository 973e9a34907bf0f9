"""axe-core finds nothing: every kind of page, light and dark, on a phone and a desk, in every state of a card."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from built_pages import read_pages
from cards import Card, fill, keep, open_card, unfold
from conftest import ContextOpener
from playwright.sync_api import Frame, Page, expect

from macros.library import Library

RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
    # axe would ask each frame, by messages that a sandbox refuses aloud; a frame is judged by itself.
    "iframes": False,
}
SIZES = ((1280, 900), (390, 844))
PAGES = [
    *("", "what-happened/", "scenarios/", "scenarios/no-response/", "timeline/", "templates/", "tags/", "sources/"),
    *("guide/", "guide/when/", "guide/anatomy/", "guide/tone-and-mistakes/", "404.html"),
    *("careers/", "careers/add-a-template/"),
]
SCHEMES = ["light", "dark"]


def violations(page: Page | Frame) -> list[str]:
    """What axe finds, each as its rule and the element, once moving things have come to rest."""
    page.evaluate("document.getAnimations().forEach((animation) => animation.finish())")
    if page.evaluate("typeof window.axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    # A frame may fetch nothing, its own style sheet either; what axe looks up in that is judged where it stands alone.
    rules = {**RULES, "preload": isinstance(page, Page)}
    found: list[dict[str, Any]] = page.evaluate("async (rules) => (await axe.run(document, rules)).violations", rules)
    return [
        f"{violation['id']}: {node['target']} {node['html'][:120]} | {node['failureSummary'][:200]}"
        for violation in found
        for node in violation["nodes"]
    ]


def at_each_size(page: Page) -> Iterator[str]:
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        yield f"{width} px"


def assert_clean(page: Page, state: str) -> None:
    found = {size: list_ for size in at_each_size(page) if (list_ := violations(page))}
    assert found == {}, state


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_clean(address: str, scheme: str, open_context: ContextOpener) -> None:
    page = open_context(color_scheme=scheme).new_page()
    page.goto(address)
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate" if scheme == "dark" else "default")
    assert_clean(page, address)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_card_is_clean_in_every_state(scheme: str, open_context: ContextOpener, library: Library) -> None:
    page = open_context(color_scheme=scheme).new_page()
    example = library.templates["thank-you"].example
    card = open_card(page, "thank-you")
    assert_clean(page, "empty")
    fill(page, {name: example[name] for name in ("your_name", "job_title", "interviewer_name", "key_skill")})
    assert_clean(page, "partly filled")
    fill(page, {"company": "x" * 201, "interviewer_email": "nobody"})
    card.press("copy")
    expect(card.root.locator(".afterword-error:visible")).to_have_count(3)
    assert_clean(page, "with errors")
    unfold(card)
    assert_clean(page, "with everything unfolded")
    keep(page, example)
    card.press("copy")
    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])
    assert_clean(page, "filled")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_days_are_clean_in_every_state(scheme: str, open_context: ContextOpener) -> None:
    page = open_context(color_scheme=scheme, timezone_id="UTC").new_page()
    page.clock.set_fixed_time(datetime(2026, 11, 23, 12, tzinfo=UTC))
    page.goto("timeline/")
    drawing = page.locator('afterword-timeline [role="img"]')
    keep(page, {"interview_date": "2026-11-20", "promised_date": "2026-11-30", "timeline_country": "GB"})
    expect(drawing.locator('[data-mark="3"]')).to_be_visible()
    for closed in page.locator("afterword-timeline summary").all():
        closed.click()
    assert_clean(page, "planned and unfolded")
    keep(page, {"interview_date": "2026-11-06", "promised_date": "", "timeline_sent": "thank-you"})
    expect(page.locator("afterword-timeline .afterword-overdue:visible")).to_have_count(1)
    assert_clean(page, "sent and overdue")
    keep(page, {"timeline_sent": "thank-you check-in", "check_in_date": "2026-11-17"})
    expect(page.locator("afterword-timeline #afterword-check_in_date")).to_be_visible()
    assert_clean(page, "checked in")
    keep(page, {"promised_date": "2026-11-01"})
    expect(drawing).to_be_hidden()
    assert_clean(page, "refused")


def test_every_page_is_clean(page: Page, built_site: Path) -> None:
    for address in sorted({*read_pages(built_site)} - {*PAGES}):
        page.goto(address)
        assert violations(page) == [], address


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_open_search_is_clean(scheme: str, open_context: ContextOpener) -> None:
    page = open_context(color_scheme=scheme).new_page()
    page.goto("")
    page.keyboard.press("f")
    page.get_by_role("textbox", name="Search").press_sequentially("offer")
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert_clean(page, "search")


def test_the_open_navigation_of_a_phone_is_clean(open_context: ContextOpener) -> None:
    page = open_context(viewport={"width": 390, "height": 844}).new_page()
    page.goto("")
    page.locator("label[for=__drawer].md-header__button").click()
    expect(page.locator(".md-nav--primary").first).to_be_in_viewport()
    assert violations(page) == []


def test_text_that_could_not_be_copied_is_clean(page: Page, library: Library) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.execCommand = () => false"
    )
    card = open_card(page, "thank-you")
    keep(page, library.templates["thank-you"].example)
    card.press("copy")
    expect(card.root.locator("textarea[readonly]")).to_be_focused()
    assert_clean(page, "text selected")


def test_a_page_of_many_cards_is_clean_with_errors(page: Page) -> None:
    page.goto("scenarios/offer/")
    Card(page, "accept-offer").press("copy")
    assert_clean(page, "many cards")


def test_axe_is_awake(page: Page) -> None:
    """A page with a known fault is not clean."""
    page.goto("404.html")
    page.evaluate("document.querySelector('h1').append(document.createElement('input'))")
    assert [found for found in violations(page) if found.startswith("label:")]
