"""How long a message is to say or to read: by one table in both languages, and live in the card."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from cards import Card, field, fill, open_card
from playwright.sync_api import Page, expect
from tables import table

from macros.library import Library
from macros.measure import measure
from macros.parts import to_text

MEASURE_ALL = """async (cases) => {
  const { measure } = await import('/assets/afterword/measure.js')
  return cases.map(({ text, times, channel }) => measure(text.repeat(times ?? 1), channel))
}"""


def example(library: Library, slug: str) -> str:
    """The message of a template with its own example filled in."""
    template, shared = library.templates[slug], library.shared
    return to_text(template.body, shared.words(template.example, date.today()))


def said(library: Library, card: Card) -> str:
    """What the card should say of the text that it shows."""
    shown = "\n\n".join(card.body.locator("p:visible").all_inner_texts())
    measured = measure(shown, library.shared.channels[card.root.get_attribute("data-channel") or ""])
    assert measured
    return str(library.shared.texts["measure"][measured[0]]).format(**measured[1])


@pytest.mark.parametrize("case", table("measure"))
def test_python_measures_as_the_table_says(case: dict[str, Any]) -> None:
    measured = measure(case["text"] * case.get("times", 1), case["channel"])

    assert measured == ((case["key"], case["numbers"]) if case["key"] else None)


def test_the_page_measures_as_the_table_says(page: Page) -> None:
    page.goto("templates/linkedin-request/")

    measured = page.evaluate(MEASURE_ALL, table("measure"))

    assert measured == [[case["key"], case["numbers"]] if case["key"] else None for case in table("measure")]


@pytest.mark.parametrize("slug", ["voicemail-script", "phone-script"])
def test_the_seconds_of_a_script_follow_what_is_typed(slug: str, page: Page, library: Library) -> None:
    card = open_card(page, slug)
    told = card.root.locator('[data-part="measure"]')
    expect(told).to_have_text(said(library, card))
    before = told.inner_text()

    fill(page, {"job_title": "head of " + "very " * 36 + "long titles"})

    expect(told).not_to_have_text(before)
    expect(told).to_have_text(said(library, card))
    expect(told).to_contain_text("at 150 words a minute")


def test_the_example_of_a_voicemail_takes_as_long_as_the_page_says(library: Library) -> None:
    """The page promises less than half a minute, the card 20 to 30 seconds."""
    template = library.templates["voicemail-script"]
    measured = measure(to_text(template.body, template.example), library.shared.channels["voicemail"])

    assert measured
    assert 20 <= measured[1]["seconds"] <= 30


def test_the_counter_of_linkedin_says_which_accounts_can_send_it(page: Page, library: Library) -> None:
    card = open_card(page, "linkedin-request")
    told = card.root.locator('[data-part="measure"]')
    fill(page, {"interviewer_name": "Ana", "job_title": "cook", "memorable_detail": "x"})
    one = len(card.body.inner_text())
    texts = library.shared.texts["measure"]

    for count, key in ((200, "within"), (201, "paid_only"), (300, "paid_only"), (301, "over"), (302, "over")):
        field(page, "memorable_detail").fill("x" * (count - one + 1))
        expect(told).to_have_text(texts[key].format(count=count, most=300, free=200, over=count - 300))


def test_the_example_of_the_linkedin_note_fits_a_free_account(library: Library) -> None:
    measured = measure(example(library, "linkedin-request"), library.shared.channels["linkedin"])

    assert measured
    assert measured[0] == "within"


def test_a_message_without_a_limit_says_nothing_of_its_length(page: Page) -> None:
    assert open_card(page, "thank-you").root.locator('[data-part="measure"]').count() == 0
