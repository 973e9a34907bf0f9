"""The kit where scripts do not run: whole templates to read, to print and to take along."""

import pytest
from cards import Card
from conftest import ContextOpener
from playwright.sync_api import Page, expect

from macros.details import holes
from macros.library import Library, load_library
from macros.message import txt

SLUGS = list(load_library().templates)


@pytest.fixture
def plain(open_context: ContextOpener) -> Page:
    """A page of a browser in which scripts do not run."""
    return open_context(java_script_enabled=False).new_page()


@pytest.mark.parametrize("slug", SLUGS)
def test_the_whole_template_is_there_to_read(slug: str, plain: Page, library: Library) -> None:
    template = library.templates[slug]
    plain.goto(f"templates/{slug}/")
    card = Card(plain, slug)
    head = f"Subject: {card.subject.inner_text()}\n\n" if template.channel == "email" else ""
    shown = f"{head}{card.body.inner_text()}\n"
    assert shown == txt(template, holes(library.shared.slots.values()))
    for number, subject in enumerate(card.root.locator("[data-subject]").all()):
        assert f"Subject: {subject.text_content()}\n" in txt(template, holes(library.shared.slots.values()), number)
    expect(card.root.get_by_role("heading", name=template.title)).to_be_visible()


def test_the_form_and_the_buttons_are_not_there(plain: Page) -> None:
    plain.goto("scenarios/no-response/")
    assert plain.locator("afterword-template").count() == 3
    for control in plain.locator("afterword-template :is(input, select, textarea, button)").all():
        expect(control).to_be_hidden()
    expect(plain.locator("afterword-template details.afterword-more")).to_have_count(3)
    for more in plain.locator("afterword-template details:not(.afterword-subjects)").all():
        expect(more).to_be_hidden()


def test_the_other_subjects_unfold(plain: Page) -> None:
    plain.goto("templates/thank-you/")
    subjects = plain.locator(".afterword-subjects")
    subjects.locator("summary").click()
    for number in range(3):
        expect(subjects.locator(f'[data-subject="{number}"]')).to_be_visible()


@pytest.mark.parametrize("kind", ["txt", "eml"])
def test_the_blank_files_are_one_click_away(kind: str, plain: Page, built_site: object, library: Library) -> None:
    for slug in ("thank-you", "check-in"):
        plain.goto(f"templates/{slug}/")
        link = plain.locator(f'.afterword-without a[href$=".{kind}"]')
        with plain.expect_download() as download:
            link.click()
        assert download.value.suggested_filename == f"{slug}.{kind}"
        content = download.value.path().read_bytes()
        if kind == "txt":
            assert content == txt(library.templates[slug], holes(library.shared.slots.values())).encode()
        else:
            assert content.startswith(b"X-Unsent: 1\r\nSubject: ")


def test_the_template_prints(plain: Page) -> None:
    plain.goto("templates/thank-you/")
    plain.emulate_media(media="print")
    card = Card(plain, "thank-you")
    expect(card.body).to_be_visible()
    expect(card.subject).to_be_visible()
    expect(plain.locator(".afterword-without")).to_be_hidden()
    for control in card.root.locator(":is(input, select, textarea, button)").all():
        expect(control).to_be_hidden()
    assert plain.pdf().startswith(b"%PDF")


def test_every_page_reads_without_script(plain: Page) -> None:
    for address in ("", "timeline/", "templates/", "sources/", "scenarios/", "scenarios/no-response/"):
        plain.goto(address)
        expect(plain.get_by_role("heading", level=1)).to_be_visible()
        expect(plain.locator("article")).to_be_visible()
