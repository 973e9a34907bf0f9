"""Where the visitor's details live: in the tab, on the device if asked, and nowhere once forgotten."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from cards import Card, field, fill, open_card
from conftest import BROWSER_OPTIONS, ContextOpener, Watch
from playwright.sync_api import Browser, BrowserContext, Page, expect

from macros.library import Library

STORED = "(area) => { const text = window[area].getItem('afterword'); return text && JSON.parse(text) }"
NO_STORAGE = """for (const area of ['localStorage', 'sessionStorage']) Object.defineProperty(window, area, {
  get() { throw new Error('The operation is insecure.') },
})"""
NAMED = {"your_name": "Ada", "your_phone": "+47 5550", "memorable_detail": "tuning"}
FULL_STORAGE = """Storage.prototype.setItem = () => {
  throw new DOMException('The quota has been exceeded.', 'QuotaExceededError')
}"""


def stored(page: Page) -> tuple[Any, Any]:
    """What is kept for the tab, and on the device."""
    return page.evaluate(STORED, "sessionStorage"), page.evaluate(STORED, "localStorage")


def remember(page: Page) -> None:
    page.get_by_label("Remember on this device").check()


def test_details_are_kept_for_the_tab_only(page: Page, context: BrowserContext) -> None:
    open_card(page, "thank-you")
    assert stored(page) == (None, None)
    expect(page.get_by_label("Remember on this device")).not_to_be_checked()

    fill(page, {"job_title": "tuner", "company": "Halden"})

    assert stored(page) == ({"job_title": "tuner", "company": "Halden"}, None)
    other = context.new_page()
    open_card(other, "thank-you")
    expect(field(other, "job_title")).to_have_value("")


def test_remember_moves_details_to_the_device_and_back(page: Page, context: BrowserContext) -> None:
    open_card(page, "thank-you")
    fill(page, {"job_title": "tuner"})

    remember(page)
    assert stored(page) == (None, {"job_title": "tuner"})
    fill(page, {"company": "Halden"})
    assert stored(page) == (None, {"job_title": "tuner", "company": "Halden"})
    other = context.new_page()
    open_card(other, "check-in")
    expect(field(other, "company")).to_have_value("Halden")
    expect(other.get_by_label("Remember on this device")).to_be_checked()
    other.close()

    page.get_by_label("Remember on this device").uncheck()
    assert stored(page) == ({"job_title": "tuner", "company": "Halden"}, None)


def test_remember_is_remembered_before_anything_is_typed(page: Page) -> None:
    open_card(page, "thank-you")
    remember(page)
    open_card(page, "check-in")
    expect(page.get_by_label("Remember on this device")).to_be_checked()
    fill(page, {"job_title": "tuner"})
    assert stored(page) == (None, {"job_title": "tuner"})


def test_a_remembered_detail_shows_in_other_tabs_as_it_is_typed(page: Page, context: BrowserContext) -> None:
    open_card(page, "thank-you")
    remember(page)
    other = context.new_page()
    card = open_card(other, "check-in")
    fill(page, {"job_title": "tuner"})
    expect(card.body).to_contain_text("the tuner position")


@pytest.mark.parametrize("remembered", [False, True])
def test_forget_clears_every_place_and_every_input(page: Page, library: Library, remembered: bool) -> None:
    example = library.templates["thank-you"].example
    card = open_card(page, "thank-you")
    fill(page, {**example, "sign_off": "Best", "interviewer_email": "nobody"})
    field(page, "interviewer_email").blur()
    card.choose_subject(1)
    if remembered:
        remember(page)

    card.press("forget")

    expect(card.status).to_have_text(library.shared.texts["status"]["forgotten"])
    assert stored(page) == (None, None)
    controls = page.locator(".afterword-field :is(input, textarea)")
    assert set(controls.evaluate_all("all => all.map(control => control.value)")) == {""}
    expect(field(page, "sign_off")).to_have_value("Best regards")
    expect(page.get_by_label("Remember on this device")).not_to_be_checked()
    expect(page.locator(".afterword-error:visible")).to_have_count(0)
    expect(card.subject).to_have_text("Thank you: [job title] interview, [your name]")
    for value in example.values():
        expect(card.body).not_to_contain_text(value)
    page.reload()
    expect(field(page, "job_title")).to_have_value("")
    expect(field(page, "sign_off")).to_have_value("Best regards")


@pytest.mark.parametrize("remembered", [False, True])
def test_forget_reaches_every_tab(page: Page, context: BrowserContext, remembered: bool) -> None:
    other = context.new_page()
    open_card(other, "check-in")
    card = open_card(page, "thank-you")
    if remembered:
        remember(page)
    fill(page, {"job_title": "tuner"})
    fill(other, {"company": "Larkfield"})

    card.press("forget")

    expect(field(other, "company")).to_have_value("")
    expect(Card(other, "check-in").body).to_contain_text("the [job title] position at [company]")
    assert stored(other) == (None, None)
    other.reload()
    expect(field(other, "company")).to_have_value("")


@pytest.fixture
def with_page_cache(browser: Browser, chromium_path: str) -> Iterator[Browser]:
    """A browser that keeps the pages one leaves, as browsers do and Playwright's does not."""
    started = browser.browser_type.launch(
        executable_path=chromium_path,
        args=BROWSER_OPTIONS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield started
    started.close()


def forget_and_go_back(page: Page) -> None:
    """Fill the first page, forget on the second one, and come back."""
    open_card(page, "thank-you")
    fill(page, NAMED)
    page.goto("templates/check-in/")
    expect(field(page, "your_name")).to_have_value("Ada")
    Card(page, "check-in").press("forget")
    page.go_back(wait_until="commit")


def test_what_is_forgotten_does_not_come_back_with_the_form(page: Page) -> None:
    """Going back, the browser fills the form as it was left."""
    forget_and_go_back(page)
    for name in NAMED:
        expect(field(page, name)).to_have_value("")
    expect(Card(page, "thank-you").body).to_contain_text("[your name]")


def test_what_is_forgotten_does_not_come_back_with_the_page(with_page_cache: Browser, origin: str) -> None:
    """Going back, the browser shows the page itself as it was left."""
    page = with_page_cache.new_page(base_url=f"{origin}/")
    page.add_init_script("addEventListener('pageshow', (event) => { window.cached = event.persisted })")
    forget_and_go_back(page)
    page.wait_for_function("window.cached")
    for name in NAMED:
        expect(field(page, name)).to_have_value("")
    expect(Card(page, "thank-you").body).to_contain_text("[your name]")


def test_a_detail_that_arrives_without_an_event_is_stored_when_the_page_is_left(page: Page) -> None:
    """Some programs that fill forms tell the page nothing."""
    open_card(page, "thank-you")
    field(page, "job_title").evaluate("control => { control.value = 'tuner' }")
    assert stored(page) == (None, None)

    page.goto("templates/check-in/")

    expect(field(page, "job_title")).to_have_value("tuner")


@pytest.mark.parametrize("block", [NO_STORAGE, FULL_STORAGE])
def test_blocked_storage_is_survived(block: str, open_context: ContextOpener, watch: Watch, library: Library) -> None:
    watch.allow(r"(?s)^uncaught: The operation is insecure\.(?!.*/assets/afterword/)")  # Material does not survive it
    context = open_context()
    context.add_init_script(block)
    page = context.new_page()
    example, texts = library.templates["thank-you"].example, library.shared.texts["status"]
    card = open_card(page, "thank-you")

    fill(page, example)

    expect(card.body).to_contain_text("the controls engineer position at Halden Robotics")
    expect(page.locator("#afterword-remember-hint")).to_have_text(texts["not_kept"])
    card.press("copy")
    expect(card.status).to_have_text(texts["copied"])
    remember(page)
    expect(card.body).to_contain_text("the controls engineer position at Halden Robotics")
    page.reload()
    expect(field(page, "your_name")).to_have_value("")
    card.press("forget")
    expect(card.status).to_have_text(texts["forgotten"])
    expect(field(page, "job_title")).to_have_value("")


READ_FRESHLY = """async ([area, text, number]) => {
  window[area].setItem('afterword', text)
  const { typed } = await import(`/assets/afterword/store.js?${number}`)
  window[area].removeItem('afterword')
  return ['job_title', 'company', '__proto__'].map(typed)
}"""


@pytest.mark.parametrize("area", ["sessionStorage", "localStorage"])
def test_only_texts_are_taken_from_storage(page: Page, area: str) -> None:
    """Whatever an older version, another program or a curious hand has left there; a query loads the module anew."""
    found = {
        **{text: ["", "", ""] for text in ("", "null", "[1, 2", "17", '"text"', "[[]]", "forgotten")},
        '{"job_title": 17, "company": null, "__proto__": {}, "unknown": "x"}': ["", "", ""],
        '{"job_title": "tuner", "company": {"a": 1}}': ["tuner", "", ""],
    }
    page.goto("404.html")
    for number, (text, expected) in enumerate(found.items()):
        assert page.evaluate(READ_FRESHLY, [area, text, number]) == expected, text


def test_a_card_makes_the_best_of_what_it_finds(page: Page) -> None:
    page.goto("404.html")
    hostile = "<img src=x onerror=alert(1)>"
    page.evaluate("text => sessionStorage.setItem('afterword', text)", json.dumps({"job_title": hostile, "company": 5}))
    card = open_card(page, "thank-you")
    expect(field(page, "job_title")).to_have_value(hostile)
    expect(card.body).to_contain_text(f"the {hostile} position at [company]")
    fill(page, {"company": "Halden"})
    expect(card.body).to_contain_text("position at Halden so")
