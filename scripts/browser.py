"""The browser that the tests drive: find it, or install it where there is none.

python -m scripts.browser prints its path; with --install it installs one if there is none.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import click

NAMES = ("chromium", "chromium-browser", "google-chrome")
NO_BROWSER = (
    "No browser was found for the tests: install Chromium or Google Chrome "
    "(on Debian: apt-get install chromium), or set CHROMIUM to the path of one."
)
NO_DRIVER = (
    "Playwright, which drives the browser, does not start: install requirements-test.txt, "
    "and on a small Debian also its library (apt-get install libatomic1)."
)
# A page without any font has text without width, so one family comes with the browser.
PACKAGES = ("chromium", "fonts-liberation")
DRIVER_PACKAGES = ("libatomic1",)
PLAYWRIGHTS_OWN = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as playwright: print(playwright.chromium.executable_path)"
)


class NoBrowserError(Exception):
    """There is no browser to drive; the message says what to do."""


def find() -> str:
    """Give the path of the browser: the one CHROMIUM names, or the first that starts."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        path = shutil.which(named)
        if path is None:
            raise NoBrowserError(f"CHROMIUM is set to {named}, which is not a program that can be run.")
        return path
    for path in _candidates():
        if _browser_starts(path):
            return path
    raise NoBrowserError(NO_BROWSER)


def find_or_install() -> str:
    """Give the path of the browser that Playwright can drive; where one of the two is missing, install it."""
    if not _driver_starts():
        _install_from_debian(*DRIVER_PACKAGES)
        if not _driver_starts():
            raise NoBrowserError(NO_DRIVER)
    try:
        return find()
    except NoBrowserError:
        if os.environ.get("CHROMIUM"):
            raise
    _run(sys.executable, "-m", "playwright", "install", "chromium")
    with suppress(NoBrowserError):
        return find()
    _install_from_debian(*PACKAGES)
    return find()


def _candidates() -> Iterator[str]:
    yield from filter(None, map(shutil.which, NAMES))
    yield from filter(None, [shutil.which(_playwrights_own())])


def _playwrights_own() -> str:
    """Ask in a process of its own: a test that asks may have its own Playwright running."""
    command = [sys.executable, "-X", "utf8", "-c", PLAYWRIGHTS_OWN]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False).stdout.strip()


def _starts(*command: str) -> bool:
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _browser_starts(path: str) -> bool:
    """Tell a browser from a stub, as Ubuntu's chromium-browser is, or one whose libraries are missing."""
    return sys.platform == "win32" or _starts(path, "--version")  # on Windows that would open a window


def _driver_starts() -> bool:
    return _starts(sys.executable, "-m", "playwright", "--version")


def _install_from_debian(*packages: str) -> None:
    if sys.platform == "win32" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return
    if _run("apt-get", "update"):
        _run("apt-get", "install", "--yes", "--no-install-recommends", *packages)


def _run(*command: str) -> bool:
    """Run a command in sight of whoever waits; standard output is kept for the path."""
    click.echo(f"To have a browser for the tests: {' '.join(command)}", err=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, env=environment, check=False)
    return result.returncode == 0


@click.command()
@click.option("--install", is_flag=True, help="Install a browser if there is none.")
def main(install: bool) -> None:
    """Print the path of the browser that the tests drive.

    It is the one that CHROMIUM names, else chromium, chromium-browser or google-chrome from
    the PATH, else Playwright's own.
    """
    try:
        click.echo(find_or_install() if install else find())
    except NoBrowserError as error:
        raise click.ClickException(str(error)) from None


if __name__ == "__main__":
    main()
