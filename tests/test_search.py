"""The site's own search, in a browser: what people type leads to what they need."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from tables import table

MOST = 3  # results that somebody reads
WAITING = "Type to start searching"
READ = f"""() => [...document.querySelectorAll('.md-search-result__item')]
  .slice(0, {MOST}).map((item) => new URL(item.querySelector('a').href).pathname.slice(1))"""


def first_results(page: Page, typed: str) -> list[str]:
    """Type into the open search, and give the addresses of the first results; each key makes Material look again."""
    query, count = page.locator(".md-search__input"), page.locator(".md-search-result__meta")
    for text, seen in (("", expect(count).to_have_text), (typed, expect(count).not_to_have_text)):
        query.fill(text)
        query.press("End")
        seen(WAITING)
    found: list[str] = page.evaluate(READ)
    return found


def test_what_people_type_finds_what_they_need(page: Page) -> None:
    cases = table("queries")
    page.goto("")
    page.locator(".md-search__input").click()

    found = {case["typed"]: first_results(page, case["typed"]) for case in cases}

    assert len(found) >= 40
    assert {case["typed"]: found[case["typed"]] for case in cases if {*case["pages"]} - {*found[case["typed"]]}} == {}
