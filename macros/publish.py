"""What a site holds beside its pages, written into the built folder by MkDocs or by a command of its own."""

from __future__ import annotations

import json
import re
from pathlib import Path

from .brand import PLAIN, Brand
from .catalogue import catalogue
from .checker import rules_json, rules_path
from .details import holes
from .embed import site_name, write_embeds
from .files import write_text
from .holidays_data import this_year, write_holidays
from .library import Library
from .message import eml, txt
from .pages import Page, read_pages
from .seal import seal
from .yaml_source import read_text


def publish(library: Library, root: Path, folder: Path, site_url: str, brand: Brand = PLAIN) -> None:
    """Write what a site holds beside its pages: blank messages, templates.json, llms.txt, data and frames.

    `folder` is the site, `root` the project; `site_url` ends in a slash. Frames bear the name and the
    colours of `brand`. What is there is replaced.
    """
    pages = read_pages(root / "docs")
    write_blanks(library, folder / "templates")
    write_text(folder / "templates.json", json.dumps(catalogue(library, site_url), ensure_ascii=False, indent=1))
    schema = (root / "templates" / "schema" / "catalogue.json").read_text(encoding="utf-8")
    write_text(folder / "templates.schema.json", schema)
    for path in sorted((root / "templates" / "schema").glob("*.json")):
        write_text(folder / "schema" / path.name, path.read_text(encoding="utf-8"))
    write_text(folder / "llms.txt", llms_txt(library, pages, site_url, site_name(library, brand)))
    write_rules(library, folder)
    seal(folder)
    write_holidays(library.shared.countries, folder / "assets" / "holidays", this_year())
    own = root / "docs" / "_headers"
    write_embeds(library, folder, site_url, brand, read_text(own, "docs/_headers") if own.is_file() else "")


def llms_txt(library: Library, pages: list[Page], site_url: str, name: str) -> str:
    """The site in one Markdown file for language models, as llmstxt.org proposes: a summary and lists of links."""
    words = library.shared.texts["llms"]
    guidance = [_link(page.title, f"{site_url}{page.url}", page.description) for page in pages]
    messages = [
        _link(t.title, f"{site_url}templates/{t.slug}/{t.slug}.txt", t.use_when) for t in library.templates.values()
    ]
    return "\n".join(
        [
            f"# {words['title'].format(name=' '.join(name.split()))}\n\n> {words['summary']}\n\n{words['note']}\n",
            f"## {words['pages']}\n",
            *guidance,
            f"\n## {words['messages']}\n",
            *messages,
            _link("templates.json", f"{site_url}templates.json", words["catalogue"]) + "\n",
        ]
    )


def _link(name: str, address: str, says: str) -> str:
    """A list item on one line, whose brackets are those of the link."""
    escaped = re.sub(r"([\\\[\]])", r"\\\1", " ".join(name.split()))
    return f"- [{escaped}]({address}): {' '.join(says.split())}"


def write_rules(library: Library, folder: Path) -> None:
    """The draft rules as the check in a page asks for them."""
    write_text(folder / rules_path(library), f"{rules_json(library)}\n")


def write_blanks(library: Library, folder: Path) -> None:
    """`<slug>/<slug>.txt` of every template, and `.eml` of every e-mail: all parts shown, each slot a placeholder."""
    values = holes(library.shared.slots.values())
    for template in library.templates.values():
        place = folder / template.slug
        write_text(place / f"{template.slug}.txt", txt(template, values))
        if template.subjects:
            (place / f"{template.slug}.eml").write_bytes(eml(template, {**values, template.to[1]: ""}))
