"""A centre's site in Material's theme, where pages change without a load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from cards import Card, fill
from centres import MATERIAL, VALUES, build_centre, copied, write_centre
from conftest import served
from playwright.sync_api import Page


@pytest.fixture(scope="module")
def origin(programs: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = write_centre(tmp_path_factory.mktemp("material"), MATERIAL)
    config = folder / "mkdocs.yml"
    address = "site_url: http://127.0.0.1:8000/\n"
    config.write_text(address + config.read_text(encoding="utf-8"), encoding="utf-8")
    with served(build_centre(programs, folder)) as started:
        yield started


def test_a_card_that_is_reached_without_a_load_works(page: Page) -> None:
    page.goto("first/")
    page.evaluate("window.stayed = true")
    page.get_by_role("article").get_by_role("link", name="Write").click()
    Card(page, "check-in").status.filter(has_text="details left").wait_for()

    fill(page, {name: value for name, value in VALUES.items() if name != "badge"})

    assert copied(page, "check-in").startswith("Dear Dr. 山田,\n\nThank you for your time at Søren & Sons.")
    assert page.evaluate("window.stayed")
