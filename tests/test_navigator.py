"""What happened? Three choices from any page, without JavaScript, to a message and its day."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from built_pages import Element, read_page, read_pages
from conftest import ContextOpener
from playwright.sync_api import expect
from test_site import SITE_URL, links, target_of

from macros.library import Library, load_library
from macros.overview import counted

ADDRESS = "what-happened/"
SITUATIONS = load_library().shared.navigator["situations"]
EACH = pytest.mark.parametrize("situation", SITUATIONS, ids=lambda situation: situation["id"])
SHORT = {"no-reply", "rejected", "offered", "other-offer", "missed-question", "just-out"}  # links that may be shared


def answered(situation: Mapping[str, Any]) -> list[str]:
    """The addresses that the answers of a situation lead to."""
    return [answer.get("page", f"templates/{answer.get('template')}/") for answer in situation["answers"]]


def waited(answer: Mapping[str, Any], phase: Mapping[str, Any]) -> str:
    """The wait of the one reason that leads to the answer's message, or of the whole phase."""
    reasons = {reason["template"]: reason["when"] for reason in phase["reasons"].values()}
    several = len({reason["template"] for reason in phase["reasons"].values()}) < len(phase["reasons"])
    return counted(phase["when"] if several else reasons.get(answer.get("template"), phase["when"]), phase["waits"])


@pytest.fixture(scope="module")
def article(built_site: Path) -> Element:
    return read_page(built_site / ADDRESS / "index.html").the("article")


def target(address: str, link: str) -> str:
    file = target_of(address, link, SITE_URL)
    return file[0].removesuffix("index.html") if file else ""


def test_the_situations_come_first_and_lead_to_their_answers(article: Element) -> None:
    choices = article.the("ul", **{"class": "afterword-situations"}).all("a")

    assert [(choice.attributes["href"], choice.text()) for choice in choices] == [
        (f"#{situation['id']}", situation["title"]) for situation in SITUATIONS
    ]
    headings = {heading.attributes["id"]: heading.text().removesuffix("¶") for heading in article.all("h2")}
    assert headings == {situation["id"]: situation["title"] for situation in SITUATIONS}


@EACH
def test_every_answer_shows_the_message_and_the_day(
    situation: dict[str, Any], article: Element, library: Library
) -> None:
    lists = article.all("ul", **{"class": "afterword-answers"})
    items = lists[SITUATIONS.index(situation)].all("li")
    phases = {phase["id"]: phase for phase in library.shared.timeline["phases"]}

    assert len(items) == len(situation["answers"])
    for item, answer, address in zip(items, situation["answers"], answered(situation), strict=True):
        assert item.the("span", **{"class": "afterword-what"}).text() == answer["says"]
        phase = phases.get(answer.get("phase", ""))
        day = waited(answer, phase) if phase else answer["when"]
        assert item.the("span", **{"class": "afterword-when"}).text() == day
        assert target(ADDRESS, item.the("a").attributes["href"]) == address
        if "template" in answer:
            assert item.the("a").text() == library.templates[answer["template"]].title


def test_every_message_is_an_answer_or_one_link_beyond(built_site: Path, library: Library) -> None:
    """A tone, a panel or a second channel is a choice for the page that an answer leads to."""
    reached = {address for situation in SITUATIONS for address in answered(situation)}
    beyond = {
        target(address, link)
        for address in reached
        for link in links(read_page(built_site / address / "index.html").the("article"))
    }
    every = {f"templates/{slug}/" for slug in library.templates}

    assert every - reached - beyond == set()
    assert {address.split("/")[1] for address in every - reached} == {
        *("thank-you-warm", "thank-you-formal", "handwritten-card", "voicemail-script"),
        *("panel-manager", "panel-peer", "panel-product-lead"),
    }


def test_every_page_leads_to_the_navigator(built_site: Path) -> None:
    for address, page in read_pages(built_site).items():
        base = "404.html" if address == "404.html" else address
        assert ADDRESS in {target(base, link.attributes.get("href", "")) for link in page.all("a")}, address


def test_the_addresses_that_others_may_link_to_stay() -> None:
    assert {situation["id"] for situation in SITUATIONS} >= SHORT


@pytest.mark.parametrize("start", ["", "sources/", "templates/thank-you/", "guide/signs/"])
def test_three_choices_lead_to_the_message_without_javascript(start: str, open_context: ContextOpener) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(start)

    page.get_by_role("link", name="What happened?", exact=True).first.click()
    page.get_by_role("link", name="I hear nothing").first.click()
    expect(page.get_by_role("heading", name="I hear nothing")).to_be_in_viewport()
    page.locator("li", has_text="They named no day").get_by_role("link").click()

    expect(page).to_have_url(f"{page.url.split('/templates')[0]}/templates/check-in/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Follow-up e-mail after no response¶")


def test_the_keyboard_is_enough(open_context: ContextOpener) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(ADDRESS)
    page.get_by_role("link", name="They made an offer").first.focus()
    page.keyboard.press("Enter")
    answers = page.locator(".afterword-answers").nth([s["id"] for s in SITUATIONS].index("offered"))

    while answers.locator("a", has_text="Accept an offer").evaluate("link => link != document.activeElement"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement != document.body")
    page.keyboard.press("Enter")

    page.wait_for_url("**/templates/accept-offer/")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_a_situation_shows_it(scripts: bool, open_context: ContextOpener) -> None:
    page = open_context(java_script_enabled=scripts).new_page()
    page.goto(f"{ADDRESS}#no-reply")
    expect(page.get_by_role("heading", name="I hear nothing")).to_be_in_viewport()
    expect(page.get_by_role("link", name="Check in when you have had no reply")).to_be_in_viewport()


def test_on_a_phone_it_is_one_column(open_context: ContextOpener) -> None:
    page = open_context(java_script_enabled=False, viewport={"width": 390, "height": 800}).new_page()
    page.goto(ADDRESS)

    boxes = [item.bounding_box() for item in page.locator(".afterword-answers").first.locator("li").all()]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) > 1
    assert tops == sorted(set(tops))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
