"""Whole visits: a stranger with a phone, somebody without a mouse, and every page for whoever comes."""

import re
from collections.abc import Iterator

import pytest
from cards import Card, field, keep, open_card, unfold
from conftest import ContextOpener
from playwright.sync_api import Locator, Page, expect

from macros.library import Library

NEEDED = {
    "your_name": "Mei Lin Tan",
    "job_title": "staff nurse",
    "company": "Larkfield",
    "interviewer_name": "Ms. Ferreira",
}
SOME_PAGES = ["", "timeline/", "scenarios/no-response/", "templates/", "sources/"]
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


def pages_of(page: Page) -> list[str]:
    """The address of every page of the site, below its root."""
    sitemap = page.request.get("/sitemap.xml").text()
    return [*re.findall(r"<loc>http://[^/]+/(.*?)</loc>", sitemap), "404.html"]


def test_no_page_errs_asks_anybody_else_or_is_wider_than_a_phone(open_context: ContextOpener) -> None:
    """`open_context` sees to errors and to requests to other hosts."""
    page = open_context(viewport=PHONE["viewport"]).new_page()
    addresses = pages_of(page)
    assert len(addresses) > 20
    for address in addresses:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert overflow(page) <= 0, address


def test_the_search_finds_the_message(page: Page) -> None:
    page.goto("")
    page.keyboard.press("f")
    page.get_by_role("textbox", name="Search").press_sequentially("decline")
    page.locator(".md-search-result a", has_text="Decline").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator('afterword-template[template="decline-offer"]')).to_have_count(1)


def test_a_stranger_with_a_phone_finds_fills_and_copies(open_context: ContextOpener, library: Library) -> None:
    page = open_context(**PHONE).new_page()
    page.goto("")
    page.locator("article").get_by_role("link", name="I hear nothing").tap()
    page.locator("article").get_by_role("link", name="Your check-in").first.tap()
    card = Card(page, "check-in")
    expect(card.root.get_by_role("heading")).to_be_in_viewport()

    for left in range(len(NEEDED), 0, -1):
        expect(card.status).to_contain_text(f"{left} detail")
        card.status.get_by_role("link").tap()
        name = str(page.evaluate("document.activeElement.name"))
        expect(field(page, name)).to_be_in_viewport()
        page.keyboard.insert_text(NEEDED[name])
    expect(card.status).to_have_text(library.shared.texts["card"]["ready"])
    expect(card.button("copy")).to_be_in_viewport()
    card.button("copy").tap()

    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(
        "Dear Ms. Ferreira,\n\nI enjoyed our conversation about the staff nurse position at Larkfield"
    )
    assert copied.endswith("Best regards,\nMei Lin Tan")


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_no_kind_of_page_is_wider_than_the_window(width: int, open_context: ContextOpener, library: Library) -> None:
    """WCAG 2.2, 1.4.10: at 320 px nothing scrolls sideways, filled cards with long words neither."""
    page = open_context(viewport={"width": width, "height": 800}).new_page()
    for address in SOME_PAGES:
        page.goto(address)
        assert overflow(page) <= 0, address
    card = open_card(page, "thank-you")
    keep(page, {**library.templates["thank-you"].example, "your_name": "W" * 200, "key_skill": "ﷺ" * 40})
    card.press("copy-blank")
    assert overflow(page) <= 0


def overflow(page: Page) -> int:
    wide: int = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide


def tab_to(page: Page, target: Locator, most: int = 80) -> None:
    """Press Tab until the focus is there."""
    for _ in range(most):
        if target.evaluate("target => target === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def test_a_message_is_filled_and_copied_without_a_mouse(page: Page, library: Library) -> None:
    template = library.templates["thank-you"]
    page.goto("templates/thank-you/")
    card = Card(page, "thank-you")
    extras = card.root.locator(".afterword-extras > summary")
    typed = {**template.example, "sign_off": "Sincerely", "interview_date": "2026-11-11"}
    tab_to(page, field(page, "your_name"))
    for control, name in controls(card):
        if control.locator("xpath=ancestor::details[not(@open)]").count():
            tab_to(page, extras)
            page.keyboard.press("Enter")
        tab_to(page, control)
        page.keyboard.type(keys(control, typed.get(name, "")))
    tab_to(page, card.root.locator(".afterword-subjects > summary"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    tab_to(page, card.button("copy"))
    page.keyboard.press("Enter")
    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == card.body.inner_text()
    assert "on Wednesday 11 November" in copied
    assert "\n\nSincerely,\nAmara Okafor\n+44 7700 900123\nhttps://www.example.com/in/amara-okafor" in copied
    expect(card.subject).to_have_text("Our conversation about the controls engineer position, Amara Okafor")
    tab_to(page, card.root.locator(".afterword-more > summary"))
    page.keyboard.press("Space")
    tab_to(page, card.button("txt"))
    with page.expect_download() as download:
        page.keyboard.press("Space")
    assert download.value.suggested_filename == "thank-you.txt"


def controls(card: Card) -> Iterator[tuple[Locator, str]]:
    """The controls of a card for one person, in the order of the form."""
    every = card.root.locator(".afterword-field:not([hidden] *) :is(input, select, textarea)")
    for number in range(every.count()):
        control = every.nth(number)
        yield control, str(control.get_attribute("name"))


def keys(control: Locator, text: str) -> str:
    """What to type for `text`: a day goes into a date control by its parts, in the order that the browser has them."""
    if control.get_attribute("type") == "date" and text:
        year, month, day = text.split("-")
        assert month == day
        return f"{day}{month}{year}"
    return text


SEEN = """() => {
  const target = document.activeElement
  const area = target.type === 'date' || target.localName === 'textarea' ? target : target.closest('label') ?? target
  const { left, top, width, height } = area.getBoundingClientRect()
  const found = document.elementFromPoint(left + width / 2, top + height / 2)
  return Boolean(found) && (area.contains(found) || found.contains(area)) ? '' : target.outerHTML.slice(0, 99)
}"""


@pytest.mark.parametrize(
    ("address", "width", "height"),
    [("timeline/", 390, 844), ("templates/thank-you/", 390, 844), ("templates/thank-you/", 640, 450)],
)
def test_no_focus_is_behind_the_bar_of_a_card(
    address: str, width: int, height: int, open_context: ContextOpener
) -> None:
    page = open_context(viewport={"width": width, "height": height}).new_page()
    page.goto(address)
    form = page.locator(".afterword-split")
    form.locator("input").first.focus()
    stops = 0
    while form.evaluate("form => form.contains(document.activeElement)"):
        assert page.evaluate(SEEN) == ""
        page.keyboard.press("Tab")
        stops += 1
    assert stops > 6


def test_the_bar_of_a_card_leaves_a_low_window_to_the_message(open_context: ContextOpener) -> None:
    page = open_context(viewport={"width": 844, "height": 390}).new_page()
    page.goto("templates/thank-you/")
    expect(page.locator(".afterword-actions")).to_have_css("position", "static")
    page.set_viewport_size({"width": 390, "height": 844})
    expect(page.locator(".afterword-actions")).to_have_css("position", "sticky")


def test_nothing_of_the_theme_lies_over_a_card(open_context: ContextOpener) -> None:
    """Its way back to the top shows where one scrolls up."""
    page = open_context(viewport={"width": 390, "height": 844}).new_page()
    top = page.locator(".md-top")
    for address, hidden in (
        ("guide/when/", False),
        ("timeline/", True),
        ("check/", True),
        ("templates/thank-you/", True),
    ):
        page.goto(address)
        assert top.evaluate("top => getComputedStyle(top).display === 'none'") == hidden, address


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
@pytest.mark.parametrize("width", [390, 640])
def test_a_closed_menu_is_out_of_the_order_of_tab(width: int, script: bool, open_context: ContextOpener) -> None:
    page = open_context(viewport={"width": width, "height": 844}, java_script_enabled=script).new_page()
    page.goto("guide/when/")
    main = page.locator("article a:not(.headerlink)").first
    stops = tab_stops(page, main)
    assert 2 < len(stops) < 9
    assert not [stop for stop in stops if "md-nav" in stop], stops


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without"])
def test_the_menu_of_a_phone_opens_by_keyboard(script: bool, open_context: ContextOpener) -> None:
    page = open_context(viewport={"width": 390, "height": 844}, java_script_enabled=script).new_page()
    page.goto("")
    page.keyboard.press("Tab")
    switch = page.get_by_role("checkbox", name="Navigation")
    expect(switch).to_be_focused()
    menu = page.locator(".md-sidebar--primary")
    expect(menu).to_be_hidden()

    page.keyboard.press("Space")
    expect(menu).to_be_visible()
    link = menu.get_by_role("link", name="Timeline")
    tab_to(page, link)
    expect(link).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.wait_for_url("**/timeline/")
    expect(page.locator(".md-sidebar--primary")).to_be_hidden()


def tab_stops(page: Page, last: Locator) -> list[str]:
    """The classes of what has the focus on the way of Tab from the top of the page to `last`."""
    stops: list[str] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        if last.evaluate("last => last === document.activeElement"):
            return stops
        stops.append(page.evaluate("document.activeElement.className"))
    raise AssertionError(f"Tab does not reach {last}: {stops}")


def test_the_focus_is_always_seen(page: Page) -> None:
    """Every stop of Tab in the card has an outline; the parts of a date control have the browser's own mark."""
    page.goto("templates/thank-you/")
    card = Card(page, "thank-you")
    unfold(card)
    tab_to(page, field(page, "your_name"))
    last = card.button("copy-blank")
    stops = 0
    while not last.evaluate("last => last === document.activeElement"):
        kind, outline, width = page.evaluate(
            """() => {
              const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement)
              return [document.activeElement.type, outlineStyle, parseFloat(outlineWidth)]
            }"""
        )
        assert kind == "date" or (outline == "solid" and width >= 2)
        page.keyboard.press("Tab")
        stops += 1
    assert stops > 20
