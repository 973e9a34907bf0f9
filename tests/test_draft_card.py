"""The text of a card made one's own, and what the check finds in it before it leaves."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from cards import Card, field, fill, keep, open_card, script_files
from conftest import ContextOpener, Watch
from playwright.sync_api import Locator, Page, expect
from test_accessibility import SCHEMES, assert_clean
from test_people import ADA, BEN, add, fill_in

from macros.checks import check
from macros.library import Library
from macros.message import address_header, quoted_printable, text_header

ANXIOUS = "I am anxiously awaiting your reply."
MARKED = """() => Object.fromEntries(Array.from(CSS.highlights ?? [], ([name, ranges]) =>
  [name.replace('afterword-', ''), Array.from(ranges, (range) => range.toString())]))"""


def part(card: Card, name: str) -> Locator:
    return card.root.locator(f'[data-part="{name}"]')


def area(card: Card, name: str) -> Locator:
    return card.root.locator(f'afterword-draft textarea[name="{name}"]')


def edited_card(page: Page, values: Mapping[str, str], slug: str = "thank-you") -> Card:
    """A filled card whose text is being edited."""
    card = open_card(page, slug)
    keep(page, values)
    card.press("edit")
    expect(area(card, "body")).to_be_focused()
    return card


def items(card: Card, level: str = "") -> Locator:
    return part(card, "list").locator(f'li[data-level="{level}"]' if level else "li")


@pytest.fixture
def example(library: Library) -> dict[str, str]:
    return dict(library.templates["thank-you"].example)


def test_the_text_can_be_edited_once_everything_is_filled_in(
    page: Page, example: dict[str, str], library: Library
) -> None:
    card = open_card(page, "thank-you")
    card.press("edit")
    expect(part(card, "editor")).to_be_hidden()
    expect(field(page, "your_name")).to_be_focused()

    keep(page, example)
    card.press("edit")

    head, body = script_files(library, "thank-you", example)["thank-you.txt"].decode().split("\n\n", 1)
    expect(area(card, "subject")).to_have_value(head.removeprefix("Subject: "))
    expect(area(card, "body")).to_have_value(body.removesuffix("\n"))
    expect(card.body).to_be_hidden()
    expect(part(card, "edited")).to_be_visible()


def test_every_action_sends_the_edited_text(page: Page, example: dict[str, str]) -> None:
    card = edited_card(page, example)
    subject = "Grüße: controls engineer, Amara Okafor"
    body = "Dear Dr. Lindqvist,\n\nThank you for the night shift — née.\n\nAmara"
    area(card, "subject").fill(subject)
    area(card, "body").fill(body)

    card.press("copy", "both")
    expect(card.status).to_have_text("Subject and message copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"Subject: {subject}\n\n{body}"
    with page.expect_download() as text:
        card.press("txt")
    assert text.value.path().read_text(encoding="utf-8") == f"Subject: {subject}\n\n{body}\n"
    with page.expect_download() as draft:
        card.press("eml")
    head, told = draft.value.path().read_bytes().decode().split("\r\n\r\n", 1)
    assert address_header("To", example["interviewer_name"], example["interviewer_email"]) in head
    assert text_header("Subject", subject) in head
    assert told == f"{quoted_printable(body)}\r\n"
    page.evaluate("document.addEventListener('afterword:action', (event) => { window.heard = event.detail.address })")
    page.evaluate("HTMLAnchorElement.prototype.click = () => {}")
    card.press("mailto")
    expect(card.status).to_contain_text("Your e-mail program should open now.")
    assert "n%C3%A9e" in page.evaluate("window.heard")


def test_changing_a_detail_offers_to_start_again_and_overwrites_nothing(
    page: Page, example: dict[str, str], library: Library
) -> None:
    card = edited_card(page, example)
    area(card, "body").fill("My own words.")
    expect(part(card, "changed")).to_be_hidden()

    fill(page, {"company": "Fjord Robotics"})
    expect(part(card, "changed")).to_be_visible()
    expect(area(card, "body")).to_have_value("My own words.")

    part(card, "changed").get_by_role("button").click()
    expect(part(card, "editor")).to_be_hidden()
    expect(card.status).to_have_text(library.shared.texts["draft"]["restarted"])
    expect(card.body).to_contain_text("at Fjord Robotics so clearly")
    expect(card.button("edit")).to_be_focused()


def test_a_subject_stays_one_line(page: Page, example: dict[str, str]) -> None:
    card = edited_card(page, example)
    area(card, "subject").fill("Thank you\nBcc: all@example.com")

    with page.expect_download() as draft:
        card.press("eml")
    assert b"\r\nSubject: Thank you Bcc: all@example.com\r\n" in draft.value.path().read_bytes()


def test_the_edited_text_outlives_the_page_and_is_forgotten(page: Page, example: dict[str, str]) -> None:
    card = edited_card(page, example)
    area(card, "body").fill("My own words.")
    page.goto("templates/check-in/")
    card = open_card(page, "thank-you")
    expect(area(card, "body")).to_have_value("My own words.")

    card.press("forget")
    expect(part(card, "editor")).to_be_hidden()
    assert page.evaluate("sessionStorage.length") == 0


def test_what_is_found_is_listed_with_its_words_reason_source_and_mend(
    page: Page, example: dict[str, str], library: Library
) -> None:
    card = edited_card(page, example)
    body = area(card, "body").input_value()
    area(card, "body").fill(body.replace("Thank you again;", f"😀 {ANXIOUS}"))

    expect(items(card)).to_have_count(2)
    rules = {rule["id"]: rule for rule in library.shared.checks["rules"]}
    words = library.shared.words(example, date.today())
    draft = f"Subject: {area(card, 'subject').input_value()}\n\n{area(card, 'body').input_value()}"
    found = check(draft, library.shared.checks, stage="thank-you", channel="email", values=words)
    assert [finding.rule for finding in found] == ["emoji", "anxious"]
    for item, finding in zip(items(card).all(), found, strict=True):
        expect(item).to_have_attribute("data-rule", finding.rule)
        expect(item.locator("q")).to_have_text(draft[finding.start : finding.end])
        expect(item).to_contain_text(rules[finding.rule]["message"])
        assert item.locator(".afterword-cite a").all_inner_texts() == rules[finding.rule]["sources"]
    expect(part(card, "count")).to_have_text("2 things to look at.")
    assert page.evaluate(MARKED)["error"] == [draft[finding.start : finding.end] for finding in found]


def test_a_finding_leads_to_its_place_in_the_text(page: Page, example: dict[str, str]) -> None:
    card = edited_card(page, example)
    area(card, "body").fill(f"Dear Dr. Lindqvist,\n\n😀😀 Thank you. {ANXIOUS}\n\nAmara")
    items(card).filter(has_text="anxious").get_by_role("button", name="Show it in the text").click()

    expect(area(card, "body")).to_be_focused()
    chosen = area(card, "body").evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
    assert chosen == items(card).filter(has_text="anxious").locator("q").inner_text()


def test_words_are_marked_in_the_filled_message_too(page: Page, example: dict[str, str]) -> None:
    card = open_card(page, "thank-you")
    keep(page, {**example, "key_skill": "anxiously awaiting your reply"})

    expect(items(card, "error")).to_have_count(1)
    assert page.evaluate(MARKED)["error"] == [items(card, "error").locator("q").inner_text()]
    keep(page, {"key_skill": "servo tuning"})
    expect(items(card)).to_have_count(0)
    assert page.evaluate(MARKED)["error"] == []


def test_a_message_with_holes_is_not_blamed_yet(page: Page, example: dict[str, str]) -> None:
    card = open_card(page, "thank-you")
    keep(page, {**example, "key_skill": "anxiously awaiting your reply"})
    expect(items(card)).to_have_count(1)

    keep(page, {"company": ""})
    expect(items(card)).to_have_count(0)


def test_an_error_holds_the_message_back_until_it_is_mended_or_let_go(
    page: Page, example: dict[str, str], library: Library
) -> None:
    card = edited_card(page, example)
    area(card, "body").fill(
        f"Dear Dr. Lindqvist,\n\nThank you for showing me the gripper on the night shift. {ANXIOUS}\n\nAmara"
    )
    card.press("copy")
    expect(card.status).to_have_text("Not yet. 1 thing should be mended first.")
    expect(part(card, "findings")).to_be_focused()

    card.press("anyway")
    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])
    assert ANXIOUS in page.evaluate("navigator.clipboard.readText()")

    area(card, "body").fill(
        f"Dear Dr. Lindqvist,\n\nThank you for the tour of the packing line at midnight. {ANXIOUS}\n\nAmara"
    )
    card.press("copy")
    expect(card.status).to_have_text("Not yet. 1 thing should be mended first.")
    area(card, "body").fill("Dear Dr. Lindqvist,\n\nThank you for the tour of the packing line at midnight.\n\nAmara")
    card.press("copy")
    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])


def test_a_placeholder_that_was_typed_back_is_held(page: Page, example: dict[str, str]) -> None:
    card = edited_card(page, example)
    area(card, "body").fill("Dear [interviewer],\n\nThank you.\n\nAmara")

    card.press("mailto")
    expect(card.status).to_contain_text("Not yet.")
    expect(items(card, "error").first).to_have_attribute("data-rule", "unfilled")


def test_without_the_rules_a_message_still_leaves(
    page: Page, watch: Watch, example: dict[str, str], library: Library
) -> None:
    watch.allow("Failed to load resource|net::ERR_FAILED")
    page.route("**/assets/checks/*.json", lambda route: route.abort())
    card = open_card(page, "thank-you")
    keep(page, example)

    card.press("copy")
    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])


def test_each_of_a_panel_has_a_text_of_their_own(page: Page) -> None:
    card = fill_in(page, [ADA])
    add(card, BEN)
    card.press("edit")
    area(card, "body").fill("Dear Ben,\n\nThank you for the hour beside the packing line.\n\nAmara")
    card.root.locator('[data-part="tabs"] input').nth(0).check()
    expect(part(card, "editor")).to_be_hidden()
    expect(card.body).to_contain_text("Dear Dr. Ada Lindqvist,")

    with page.expect_download() as download:
        card.press("zip")
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        ada, ben = (archive.read(name).decode() for name in archive.namelist())
    assert "Thank you for the hour beside the packing line." in ben
    assert ADA["memorable_detail"] in ada.replace("=\r\n", "")

    card.press("remove-person")
    expect(area(card, "body")).to_have_value("Dear Ben,\n\nThank you for the hour beside the packing line.\n\nAmara")


def test_the_texts_of_other_messages_stay_with_their_people(page: Page) -> None:
    fill_in(page, [ADA, BEN])
    peer = open_card(page, "check-in")
    peer.press("edit")
    text = "Dear Ben,\n\nThank you for the hour beside the packing line.\n\nAmara"
    area(peer, "body").fill(text)

    card = open_card(page, "thank-you")
    card.root.locator('[data-part="tabs"] input').nth(0).check()
    card.press("remove-person")

    expect(field(page, "interviewer_name")).to_have_value("Ben")
    expect(area(open_card(page, "check-in"), "body")).to_have_value(text)


@pytest.mark.parametrize("body", ["Dear Dr. Lindqvist,\n\nThank you for the tour of [company].\n\nAmara", ""])
def test_the_status_says_that_an_edited_text_is_to_be_mended(body: str, page: Page, example: dict[str, str]) -> None:
    card = edited_card(page, example)
    good = area(card, "body").input_value()
    expect(card.status).to_have_text("All filled in.")

    area(card, "body").fill(body)
    expect(card.status).to_have_text(re.compile(r"^Filled in, but (1 thing|2 things) should be mended\.$"))
    card.press("copy")
    expect(card.status).to_contain_text("Not yet.")
    area(card, "body").fill(good)
    expect(card.status).to_have_text("All filled in.")


def test_the_zip_is_held_for_what_is_wrong_in_one_of_its_messages(page: Page) -> None:
    card = fill_in(page, [ADA])
    add(card, {**BEN, "memorable_detail": "how I am anxiously awaiting your reply"})
    card.root.locator('[data-part="tabs"] input').nth(0).check()

    card.press("zip")

    expect(card.status).to_contain_text("Not yet.")
    expect(card.root.locator('[data-part="tabs"] input').nth(1)).to_be_checked()
    with page.expect_download() as download:
        card.press("anyway")
    assert download.value.suggested_filename == "thank-you.zip"


def test_paper_shows_the_edited_text_alone(page: Page, example: dict[str, str]) -> None:
    card = edited_card(page, example)
    area(card, "body").fill("My own words on paper.")
    page.emulate_media(media="print")

    expect(part(card, "edited")).to_be_visible()
    for hidden in (card.body, area(card, "body"), part(card, "findings"), card.button("edit")):
        expect(hidden).to_be_hidden()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_editing_is_clean_in_every_state(scheme: str, open_context: ContextOpener, example: dict[str, str]) -> None:
    page = open_context(color_scheme=scheme).new_page()
    card = edited_card(page, example)
    assert_clean(page, "editing")
    area(card, "body").fill(f"To whom it may concern,\n\n{ANXIOUS} I am nervous!! Hope to hear asap 😀\n\n[Your name]")
    expect(items(card).nth(5)).to_be_visible()
    fill(page, {"company": "Fjord"})
    card.press("copy")
    expect(part(card, "findings")).to_be_focused()
    assert_clean(page, "with findings, held")


def test_the_site_has_the_rules_as_the_library_does(built_site: Path, library: Library) -> None:
    published = json.loads((built_site / "assets" / "checks" / "en.json").read_text(encoding="utf-8"))

    assert published == json.loads(json.dumps(library.shared.checks))
