"""Where pages of the kit are on a site that may have some of them, or others."""

import pytest

from macros.links import is_page, page_url

PAGES = {
    "sources.md": "sources/",
    "templates/thank-you.md": "templates/thank-you.html",
    "timeline/index.md": "timeline/",
    "guide/panels/README.md": "guide/panels/",
}


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("sources/", "sources/"),
        ("sources/#s1", "sources/#s1"),
        ("templates/thank-you/", "templates/thank-you.html"),
        ("templates/check-in/", None),
        ("timeline/#final", "timeline/#final"),
        ("guide/panels/", "guide/panels/"),
        ("guide/", None),
    ],
)
def test_a_page_is_found_by_its_source_whatever_its_url(address: str, url: str | None) -> None:
    assert page_url(address, PAGES) == url


@pytest.mark.parametrize(
    ("address", "page"),
    [
        ("sources/#s1", True),
        ("templates/thank-you/", True),
        ("templates/thank-you/thank-you", False),
        ("assets/holidays/", False),
        ("images/logo.svg", False),
    ],
)
def test_what_goes_with_the_kit_is_no_page(address: str, page: bool) -> None:
    assert is_page(address) == page
