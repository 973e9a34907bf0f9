"""The fillable card: what typing does to it, on one page and from page to page."""

import re
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from cards import Card, field, fill, open_card, reveal, script_files
from playwright.sync_api import BrowserContext, Page, expect

from macros.details import read_details
from macros.library import ROOT, Library, load_library
from macros.message import txt
from macros.page import card_html

NO_RESPONSE = ("check-in", "second-check-in", "final-message")
NOTE = """\
---
title: A note by hand
use_when: You have their postal address.
stage: thank-you
channel: note
example: {your_name: Ada Byron, company: Analytical Engines}
---
Thank you for showing me {{ company }}.

{{ your_name }}
"""


def test_typing_fills_every_card_on_the_page_and_on_the_next(page: Page) -> None:
    page.goto("scenarios/no-response/")

    field(page, "job_title").press_sequentially("night nurse")
    field(page, "company").fill("Larkfield & Sons")

    for slug in NO_RESPONSE:
        expect(Card(page, slug).body).to_contain_text("the night nurse position at Larkfield & Sons")
        expect(Card(page, slug).subject).to_contain_text("night nurse")
    page.goto("templates/thank-you/")
    expect(field(page, "job_title")).to_have_value("night nurse")
    expect(Card(page, "thank-you").body).to_contain_text("the night nurse position at Larkfield & Sons")


@pytest.mark.parametrize("address", ["scenarios/no-response/", "scenarios/offer/"])
def test_each_detail_is_asked_once_a_page(address: str, page: Page, library: Library) -> None:
    page.goto(address)
    controls = page.locator(".afterword-field :is(input, select, textarea)")
    asked = controls.evaluate_all("controls => controls.map(control => control.name)")
    slugs = page.locator("afterword-template").evaluate_all("all => all.map(card => card.getAttribute('template'))")

    assert len(slugs) > 1
    assert sorted(asked) == sorted({name for slug in slugs for name in library.templates[slug].fields})
    for link in page.locator(".afterword-details > .afterword-hint a").all():
        link.click()
        expect(page.locator(f"#{link.evaluate('link => link.hash.slice(1)')}")).to_be_focused()
        assert "#" not in page.url


def test_a_hole_is_seen_and_leads_to_its_field(page: Page) -> None:
    card = open_card(page, "thank-you")
    holes = card.body.locator(".afterword-hole:visible")
    names = holes.evaluate_all("holes => holes.map(hole => [hole.dataset.slot, hole.innerText])")

    assert names == [
        ["interviewer_name", "[interviewer]"],
        ["job_title", "[job title]"],
        ["company", "[company]"],
        ["memorable_detail", "[one thing you talked about]"],
        ["key_skill", "[your strongest skill for this job]"],
        ["your_name", "[your name]"],
    ]
    for number, (name, _) in enumerate(names):
        holes.nth(number).click()
        expect(field(page, name)).to_be_focused()
        expect(field(page, name)).to_be_in_viewport()


def test_a_hole_leads_to_a_field_that_another_card_asks_for(page: Page) -> None:
    page.goto("scenarios/no-response/")
    Card(page, "final-message").body.get_by_text("[job title]").click()
    expect(field(page, "job_title")).to_be_focused()


def test_a_filled_slot_is_no_hole_and_is_one_again_when_emptied(page: Page) -> None:
    card = open_card(page, "thank-you")
    slot = card.body.locator('[data-slot="company"]')

    field(page, "company").fill("Halden")
    expect(slot).to_have_text("Halden")
    expect(slot).not_to_have_class(re.compile("afterword-hole"))
    field(page, "company").fill(" ")
    expect(slot).to_have_text("[company]")
    expect(slot).to_have_class(re.compile("afterword-hole"))


def test_an_optional_part_is_there_while_its_detail_is(page: Page) -> None:
    card = open_card(page, "thank-you")
    expect(card.body).not_to_contain_text("I care about", use_inner_text=True)
    expect(card.body).not_to_contain_text("[something they care about]", use_inner_text=True)

    yesterday = date.today() - timedelta(days=1)
    fill(page, {"company_value": "quiet nights", "interview_date": str(yesterday)})
    expect(card.body).to_contain_text("Thank you for your time yesterday and")
    expect(card.body).to_contain_text("and like you I care about quiet nights.")

    fill(page, {"company_value": "", "interview_date": ""})
    expect(card.body).to_contain_text("Thank you for your time and", use_inner_text=True)
    expect(card.body).not_to_contain_text("I care about", use_inner_text=True)


def test_the_address_stands_after_the_name(page: Page) -> None:
    card = open_card(page, "thank-you")
    expect(card.to).to_have_text("[interviewer]", use_inner_text=True)
    fill(page, {"interviewer_name": "Dr. Lindqvist", "interviewer_email": "karin@example.com"})
    expect(card.to).to_have_text("Dr. Lindqvist <karin@example.com>")


def test_what_is_left_is_counted_down(page: Page, library: Library) -> None:
    card = open_card(page, "check-in")
    expect(card.status).to_have_text("4 details left: Your name")
    fill(page, {"your_name": "Mei"})
    expect(card.status).to_have_text("3 details left: Job title")
    fill(page, {"job_title": "nurse", "company": "Larkfield"})
    expect(card.status).to_have_text("1 detail left: Interviewer")

    card.status.get_by_role("link").click()
    expect(field(page, "interviewer_name")).to_be_focused()
    page.keyboard.type("Ines")
    expect(card.status).to_have_text(library.shared.texts["card"]["ready"])


def test_a_refused_detail_is_left_to_mend(page: Page) -> None:
    card = open_card(page, "check-in")
    fill(page, {"your_name": "Mei", "job_title": "nurse", "company": "Larkfield", "interviewer_name": "Ines"})
    fill(page, {"interviewer_email": "ines at example.org"})
    expect(card.status).to_have_text("1 detail left: Interviewer e-mail")


def test_a_subject_is_chosen(page: Page, library: Library) -> None:
    template = library.templates["thank-you"]
    card = open_card(page, "thank-you")
    fill(page, template.example)

    for number in range(len(template.subjects)):
        card.choose_subject(number)
        shown = f"Subject: {card.subject.inner_text()}\n\n{card.body.inner_text()}\n"
        assert shown == script_files(library, "thank-you", template.example, number)["thank-you.txt"].decode()


def test_a_chosen_subject_follows_what_is_typed(page: Page) -> None:
    card = open_card(page, "thank-you")
    card.choose_subject(2)
    expect(card.subject).to_have_text("Thank you for your time, from [your name] ([job title])")
    fill(page, {"job_title": "tuner"})
    expect(card.subject).to_have_text("Thank you for your time, from [your name] (tuner)")
    card.subject.get_by_text("[your name]").click()
    expect(field(page, "your_name")).to_be_focused()


def test_a_refused_value_is_told_at_its_field_until_it_is_mended(page: Page, library: Library) -> None:
    open_card(page, "thank-you")
    email = field(page, "interviewer_email")
    error = page.locator("#afterword-interviewer_email-error")

    fill(page, {"interviewer_email": "nobody"})
    expect(error).to_be_hidden()
    email.blur()
    expect(error).to_have_text(library.shared.texts["errors"]["email"].replace("{label}", "Interviewer e-mail"))
    expect(email).to_have_attribute("aria-invalid", "true")
    assert "afterword-interviewer_email-error" in str(email.get_attribute("aria-describedby")).split()

    fill(page, {"interviewer_email": "nobody@example.org"})
    expect(error).to_be_hidden()
    expect(email).not_to_have_attribute("aria-invalid", "true")


def test_lengths_count_characters_as_people_do(page: Page) -> None:
    open_card(page, "thank-you")
    error = page.locator("#afterword-job_title-error")
    for text, told in (("👍" * 200, False), ("👍" * 201, True)):
        fill(page, {"job_title": text})
        field(page, "job_title").blur()
        expect(error).to_be_visible(visible=told)
    expect(error).to_contain_text("201")


def test_right_to_left_values_read_from_the_right(page: Page) -> None:
    card = open_card(page, "thank-you")
    fill(page, {"job_title": "مهندس تحكم"})
    for place in (field(page, "job_title"), card.body.locator('[data-slot="job_title"]')):
        assert place.evaluate("place => getComputedStyle(place).direction") == "rtl"


def test_a_new_value_shows_in_a_line_of_its_own_as_it_is_typed(page: Page) -> None:
    card = open_card(page, "missed-question")
    fill(page, {"better_answer": "First this.\nThen that."})
    assert "\n\nFirst this.\nThen that.\n\n" in card.body.inner_text()


def test_instant_navigation_keeps_the_cards_at_work(page: Page) -> None:
    page.goto("templates/thank-you/")
    fill(page, {"job_title": "tuner"})

    go_to(page, "templates/")
    go_to(page, "templates/check-in/")

    card = Card(page, "check-in")
    expect(card.body).to_contain_text("the tuner position")
    fill(page, {"company": "Larkfield"})
    expect(card.body).to_contain_text("at Larkfield")
    card.body.get_by_text("[your name]").click()
    expect(field(page, "your_name")).to_be_focused()
    page.go_back()
    page.go_back()
    expect(Card(page, "thank-you").body).to_contain_text("the tuner position at Larkfield")
    assert page.evaluate("window.sameDocument")


def test_a_card_that_is_left_behind_listens_no_more(page: Page, context: BrowserContext) -> None:
    page.goto("templates/thank-you/")
    fill(page, {"job_title": "tuner"})
    page.evaluate("() => { window.left = document.querySelector('afterword-template') }")
    assert window_listeners(page, context).count("pagehide") == 1

    go_to(page, "timeline/")
    assert window_listeners(page, context).count("pagehide") == 0
    go_to(page, "templates/")
    go_to(page, "templates/check-in/")
    fill(page, {"job_title": "nurse"})

    expect(Card(page, "check-in").body).to_contain_text("the nurse position")
    assert window_listeners(page, context).count("pagehide") == 1
    assert "the tuner position" in page.evaluate("window.left.textContent")


def go_to(page: Page, address: str) -> None:
    """Follow a link that is seen on the page, without leaving the document."""
    page.evaluate("window.sameDocument = true")
    heading = page.locator("article h1").element_handle()
    links = page.locator("a:visible")
    hrefs = links.evaluate_all("links => links.map(link => link.href)")
    links.nth(next(place for place, href in enumerate(hrefs) if href.endswith(f"/{address}"))).click()
    page.wait_for_function("heading => !heading.isConnected", arg=heading)
    assert page.evaluate("[location.pathname, window.sameDocument]") == [f"/{address}", True]


def window_listeners(page: Page, context: BrowserContext) -> list[str]:
    devtools = context.new_cdp_session(page)
    window = devtools.send("Runtime.evaluate", {"expression": "window"})["result"]["objectId"]
    listeners = devtools.send("DOMDebugger.getEventListeners", {"objectId": window})["listeners"]
    return [listener["type"] for listener in listeners]


def test_a_message_that_is_no_email_has_only_what_it_needs(page: Page, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    (tmp_path / "templates" / "en" / "by-hand.md").write_text(NOTE, encoding="utf-8")
    grown = load_library(tmp_path)
    template = grown.templates["by-hand"]
    show_card(page, card_html(grown, template, "by-hand"))
    card = Card(page, "by-hand")
    fill(page, template.example)

    details, _ = read_details(template.example, grown.shared.fields, grown.shared.texts["errors"])
    expected = txt(template, details)
    reveal(card.button("txt"))
    actions = card.root.locator("button[data-action]:visible")
    assert [button.get_attribute("data-action") for button in actions.all()] == [
        *("forget", "copy", "txt", "print", "copy-blank")
    ]
    expect(card.subject).to_have_count(0)
    expect(card.to).to_have_count(0)
    card.press("copy")
    expect(card.status).to_have_text(grown.shared.texts["status"]["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == expected.rstrip("\n")
    with page.expect_download() as download:
        card.press("txt")
    assert download.value.suggested_filename == "by-hand.txt"
    assert download.value.path().read_text(encoding="utf-8") == expected


def show_card(page: Page, html: str) -> None:
    """Show a card on a page of its own, with the kit's script and style and nothing else."""
    head = "<meta charset=utf-8><title>A card</title><link rel=icon href=data:,>"
    style = "<link rel=stylesheet href=/assets/afterword/afterword.css>"
    script = "<script type=module src=/assets/afterword/afterword.js></script>"
    document = f"<!doctype html><html lang=en>{head}{style}{script}<main>{html}</main>"
    page.route("**/bare/", lambda route: route.fulfill(content_type="text/html", body=document))
    page.goto("bare/")
