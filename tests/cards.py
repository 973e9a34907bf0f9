"""The fillable card as a visitor uses it, and what the export script makes of the same details."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from playwright.sync_api import Frame, Locator, Page

from macros.commands.writing import drafts
from macros.details import read_details
from macros.library import Library


class Card:
    """The card of one template on an open page, or in a frame of one."""

    def __init__(self, page: Page | Frame, slug: str) -> None:
        self.page = page
        self.root = page.locator(f'afterword-template[template="{slug}"]')
        self.to = self.root.locator('[data-part="to"]')
        self.subject = self.root.locator('[data-part="subject"]')
        self.body = self.root.locator('[data-part="body"]')
        self.status = self.root.get_by_role("status")

    def button(self, action: str, what: str = "") -> Locator:
        which = f'[data-what="{what}"]' if what else ""
        return self.root.locator(f'button[data-action="{action}"]{which}').first

    def press(self, action: str, what: str = "") -> None:
        button = self.button(action, what)
        reveal(button)
        button.click()

    def choose_subject(self, number: int) -> None:
        """Choose a subject line, counted from 0."""
        radio = self.root.locator(".afterword-subjects input").nth(number)
        reveal(radio)
        radio.check()


def open_card(page: Page, slug: str) -> Card:
    """Open the page of one template."""
    page.goto(f"templates/{slug}/")
    card = Card(page, slug)
    card.status.filter(has_text="l").wait_for()
    return card


def unchecked(card: Card) -> None:
    """Let out whatever is typed, for tests of the bytes alone: what the check holds back is judged elsewhere."""
    card.root.locator("afterword-draft").evaluate_all("drafts => drafts.forEach((draft) => draft.remove())")


def field(page: Page | Frame, name: str) -> Locator:
    """The one control of the page for a field."""
    return page.locator(f"#afterword-{name}")


def fill(page: Page | Frame, values: Mapping[str, str]) -> None:
    """Type every value into its control, opening what hides it."""
    for name, value in values.items():
        control = field(page, name)
        reveal(control)
        if control.evaluate("control => control.localName") == "select":
            control.select_option(value)
        else:
            control.fill(value)


def keep(page: Page, values: Mapping[str, str]) -> None:
    """Give the page these details at once, as if they had been typed on the page before."""
    page.evaluate(
        """async (values) => {
          const { type } = await import('/assets/afterword/store.js')
          for (const [name, text] of Object.entries(values)) type(name, text)
        }""",
        dict(values),
    )


def reveal(inside: Locator) -> None:
    """Open the closed `<details>` around an element, by its summary."""
    closed = inside.locator("xpath=ancestor::details[not(@open)]/summary")
    if closed.count():
        closed.click()


def unfold(card: Card) -> None:
    """Open whatever the card keeps folded."""
    closed = card.root.locator("details:not([open]) > summary")
    while closed.count():
        closed.first.click()


def script_files(
    library: Library,
    slug: str,
    raw: Mapping[str, str],
    subject: int = 0,
    blank: bool = False,
    sent_on: date | None = None,
) -> dict[str, bytes]:
    """The files, by name, that the export script writes for the same details; `subject` counts from 0.

    They are sent today where `sent_on` is left out.
    """
    details, refused = read_details(raw, library.shared.fields, library.shared.texts["errors"])
    assert not refused
    return drafts(library, [library.templates[slug]], {slug: subject}, details, "both", blank, sent_on or date.today())
