"""Make the README's picture: the thank-you card of the built site, filled in with the template's own example.

python -m scripts.screenshot writes scripts/screenshot.png; it needs the test requirements and a browser.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import click
from playwright.sync_api import Locator, Page, ViewportSize, sync_playwright

from macros.library import ROOT, load_library

from .browser import NoBrowserError, find

SLUG = "thank-you"
TARGET = Path(__file__).parent / "screenshot.png"
# High enough for the whole card, so that nothing that sticks to the window's edges covers it.
WINDOW = ViewportSize(width=1000, height=1600)
# As wide as a README is shown.
SCALE = 0.8


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served_site() -> Iterator[str]:
    """Build the site strictly and serve it; give its address."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", folder]
        subprocess.run(command, cwd=ROOT, check=True)
        with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=folder)) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            yield f"http://127.0.0.1:{server.server_port}"
            server.shutdown()


def fill(page: Page, details: Mapping[str, str]) -> Locator:
    """Fill in every detail and give the card as a visitor sees it then."""
    for fold in page.locator(".afterword-details details").all():
        fold.evaluate("fold => { fold.open = true }")
    for name, value in details.items():
        page.locator(f"[name={name}]").fill(value)
    for fold in page.locator(".afterword-details details").all():
        fold.evaluate("fold => { fold.open = false }")
    page.evaluate("document.activeElement.blur()")
    return page.locator(".afterword-card")


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=TARGET, help="The file; scripts/screenshot.png else.")
def main(out: Path) -> None:
    """Write the picture of the filled thank-you card."""
    try:
        browser_path = find()
    except NoBrowserError as error:
        raise click.ClickException(str(error)) from None
    details = load_library().templates[SLUG].example
    with served_site() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(
            viewport=WINDOW, device_scale_factor=SCALE, color_scheme="light", locale="en-GB", reduced_motion="reduce"
        )
        page.goto(f"{address}/templates/{SLUG}/")
        fill(page, details).screenshot(path=out)
        browser.close()
    click.echo(f"{out}: {out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
