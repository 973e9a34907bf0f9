"""Make the picture that stands beside a link to the site: docs/assets/social-card.png, 1200 by 630 px.

python -m scripts.social_card writes it; it needs the test requirements and a browser.
"""

from pathlib import Path

import click
import jinja2
from markupsafe import Markup
from playwright.sync_api import sync_playwright

from macros.library import ROOT, load_library

from .browser import NoBrowserError, find

TARGET = ROOT / "docs" / "assets" / "social-card.png"
MARK = ROOT / "docs" / ".overrides" / ".icons" / "afterword" / "mark.svg"
HOME = ROOT / "docs" / "index.md"


def card_html() -> str:
    """The picture as a page: the mark, the home page's heading and the steps of the timeline."""
    library = load_library()
    timeline = library.shared.timeline
    page = jinja2.Environment(autoescape=True, undefined=jinja2.StrictUndefined).from_string(
        Path(__file__).with_suffix(".html").read_text(encoding="utf-8")
    )
    lines = HOME.read_text(encoding="utf-8").splitlines()
    return page.render(
        language=library.shared.texts["language"],
        mark=Markup(MARK.read_text(encoding="utf-8")),
        headline=next(line.removeprefix("# ") for line in lines if line.startswith("# ")),
        steps=[part["title"] for part in (*timeline["phases"], timeline["after"])],
    )


@click.command()
@click.option("--out", type=click.Path(path_type=Path), default=TARGET, help="The file.", show_default=True)
def main(out: Path) -> None:
    """Write the picture."""
    try:
        browser_path = find()
    except NoBrowserError as error:
        raise click.ClickException(str(error)) from None
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 630})
        page.set_content(card_html())
        page.screenshot(path=out)
        browser.close()
    click.echo(f"{out}: {out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
