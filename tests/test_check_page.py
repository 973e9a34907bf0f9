"""The page that checks any draft: what it finds, and that nothing leaves it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from cards import keep
from conftest import ContextOpener, Watch
from playwright.sync_api import Locator, Page, Request, expect
from test_accessibility import SCHEMES, assert_clean

from macros.checks import check
from macros.library import Library
from macros.seal import policy, seal

BAD = (
    "To whom it may concern,\n\nI am anxiously awaiting your reply!! I am head and shoulders above other "
    "applicants.\n\n"
    "Hope to hear asap 😀\n\nBest,\n[Your name]"
)
GOOD = (
    "Dear Dr. Lindqvist,\n\nThank you for explaining how your team tunes the gripper on the night shift. "
    "I would bring eight years of servo tuning.\n\nBest regards,\nAmara Okafor"
)
SECRET = "Qzxv-lighthouse-7781"


def part(page: Page, name: str) -> Locator:
    return page.locator(f'afterword-check [data-part="{name}"]')


def draft(page: Page, text: str, subject: str = "") -> None:
    page.get_by_label("Your draft").fill(text)
    if subject:
        page.get_by_label("Subject").fill(subject)


def status(page: Page) -> Locator:
    return page.locator("afterword-check [role=status]")


@pytest.fixture
def checker(page: Page) -> Page:
    page.goto("check/")
    expect(status(page)).to_have_text("Paste your draft, and what the sources warn of stands here.")
    return page


def test_what_is_found_is_what_the_command_finds(checker: Page, library: Library) -> None:
    draft(checker, BAD)

    found = [one for one in check(BAD, library.shared.checks) if one.rule != "subject"]
    assert len(found) > 6
    items = part(checker, "list").locator("li")
    expect(items).to_have_count(len(found))
    assert [item.get_attribute("data-rule") for item in items.all()] == [one.rule for one in found]
    assert [item.get_attribute("data-level") for item in items.all()] == [one.level for one in found]
    expect(status(checker)).to_have_text(f"{len(found)} things to look at.")
    marked = checker.evaluate(
        "() => Array.from(CSS.highlights.get('afterword-error'), (range) => range.toString().trim())"
    )
    assert marked == [BAD[one.start : one.end] for one in found if one.level == "error" and one.start < one.end]


def test_the_situation_brings_its_own_rules(checker: Page, library: Library) -> None:
    draft(checker, GOOD, "Thank you: controls engineer interview, Amara Okafor")
    checker.get_by_label("The situation").select_option(label="Thank you")

    whole = f"Subject: Thank you: controls engineer interview, Amara Okafor\n\n{GOOD}"
    found = check(whole, library.shared.checks, stage="thank-you")
    assert {one.level for one in found} == {"note"}
    expect(part(checker, "list").locator("li")).to_have_count(len(found))


def test_a_draft_that_is_pasted_whole_brings_its_subject(checker: Page) -> None:
    draft(checker, f"Subject: Thank you, Amara\n\n{GOOD}")

    expect(checker.get_by_label("Subject")).to_have_value("Thank you, Amara")
    expect(checker.get_by_label("Your draft")).to_have_value(GOOD)


def test_a_draft_without_a_fault_is_said_to_be_one(checker: Page, library: Library) -> None:
    draft(checker, GOOD)

    expect(status(checker)).to_have_text(library.shared.texts["draft"]["none"])
    expect(part(checker, "findings")).to_be_hidden()
    checker.get_by_role("button", name="Clear the draft").click()
    expect(checker.get_by_label("Your draft")).to_have_value("")
    expect(checker.get_by_label("Your draft")).to_be_focused()


def test_details_that_were_typed_elsewhere_are_compared(page: Page) -> None:
    page.goto("templates/thank-you/")
    keep(page, {"interviewer_name": "Dr. Lindqvist", "company": "Halden Robotics"})
    page.goto("check/")

    expect(part(page, "compared")).to_have_text("Compared with the details that you typed: Company and Interviewer.")
    draft(page, GOOD.replace("Lindqvist", "Lindqvst"))
    expect(part(page, "list").locator('[data-rule="mismatch"]')).to_have_count(1)


def test_of_a_panel_the_one_is_compared_whom_the_draft_fits_best(page: Page) -> None:
    page.goto("templates/thank-you/")
    panel = [{"interviewer_name": "Dr. Lindqvist", "memorable_detail": "the gripper on the night shift"}, None]
    keep(page, {"interviewer_name": "Ben", "company": "Halden Robotics", "people": json.dumps(panel)})
    page.goto("check/")

    compared = "Compared with the details that you typed: Company, Interviewer, and One thing you talked about."
    expect(part(page, "compared")).to_have_text(compared)
    draft(page, GOOD)
    expect(status(page)).to_contain_text("Nothing found.")
    draft(page, GOOD.replace("Lindqvist", "Lindqvst"))
    expect(part(page, "list").locator('[data-rule="mismatch"]')).to_have_count(1)


def test_nothing_that_is_typed_leaves_the_page(open_context: ContextOpener, library: Library) -> None:
    context = open_context()
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(f"{request.url} {request.post_data or ''} {request.headers}")

    context.on("request", note)
    page = context.new_page()
    page.goto("check/")
    draft(page, f"{BAD} {SECRET}", SECRET)
    expect(part(page, "list").locator("li").first).to_be_visible()
    page.reload()
    page.goto("timeline/")

    assert asked
    assert not [request for request in asked if SECRET in request]
    kept = page.evaluate(
        "JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage), document.cookie])"
    )
    assert SECRET not in kept


def test_the_policy_refuses_other_sites_and_forms(checker: Page, watch: Watch) -> None:
    watch.allow("Content Security Policy|violates the following|Refused to|Failed to fetch|example.com/x.png")
    refused = checker.evaluate(
        """async () => {
          const told = []
          const all = new Promise((done) => document.addEventListener('securitypolicyviolation', (event) => {
            told.push(event.effectiveDirective)
            if (told.length === 4) done()
          }))
          await fetch('https://example.com/').catch(() => {})
          const form = Object.assign(document.createElement('form'), { action: location.origin, method: 'post' })
          document.body.append(form)
          form.submit()
          new Image().src = 'https://example.com/x.png'
          const script = document.createElement('script')
          script.textContent = 'window.ran = true'
          document.body.append(script)
          await all
          return [window.ran, told.sort()]
        }"""
    )

    assert refused == [None, ["connect-src", "form-action", "img-src", "script-src-elem"]]


def test_the_page_is_entered_and_left_by_a_full_load(page: Page) -> None:
    """A policy that came in by instant navigation would hold on the next page too, or not at all."""
    page.goto("")
    for name, address in (("Check a draft", "**/check/"), ("Timeline", "**/timeline/")):
        page.evaluate("window.same = true")
        page.get_by_role("link", name=name).first.click()
        page.wait_for_url(address)
        page.wait_for_load_state()
        assert page.evaluate("window.same") is None, name
    page.evaluate("window.same = true")
    page.get_by_role("link", name="Sources").first.click()
    page.wait_for_url("**/sources/")
    assert page.evaluate("window.same") is True


def test_search_and_theme_work_under_the_policy(checker: Page) -> None:
    checker.keyboard.press("f")
    checker.get_by_role("textbox", name="Search").press_sequentially("offer")
    expect(checker.locator(".md-search-result__item").first).to_be_visible()


def test_without_script_the_page_says_what_it_is(open_context: ContextOpener) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto("check/")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("afterword-check textarea").first).to_be_hidden()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_findings_are_clean(scheme: str, open_context: ContextOpener) -> None:
    page = open_context(color_scheme=scheme).new_page()
    page.goto("check/")
    draft(page, BAD)
    expect(part(page, "list").locator("li").nth(5)).to_be_visible()
    assert_clean(page, "findings")


# The policy as a file


def test_only_the_themes_own_inline_scripts_are_allowed() -> None:
    html = (
        '<script>one()</script><script src="x.js"></script><script type="application/json">{}</script>'
        "<script>two()</script><script>one()</script>"
    )

    assert policy(html).count("'sha256-") == 2


def test_a_sealed_page_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "check" / "index.html"
    page.parent.mkdir()
    page.write_text('<head>\n<meta charset="utf-8"><script>one()</script></head>', encoding="utf-8")

    seal(tmp_path)
    once = page.read_text(encoding="utf-8")
    seal(tmp_path)

    assert 'http-equiv="Content-Security-Policy"' in once
    assert page.read_text(encoding="utf-8") == once
