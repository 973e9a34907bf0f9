"""What the tests share."""

import pytest

from scripts import browser


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Give the path of the browser; without one the test fails, with the sentence that says why."""
    return browser.find()
