"""The publish command: what MkDocs' hooks write, for builders that run none."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

import click

from ..library import ROOT, load_library
from ..publish import publish as write_all
from .problems import Problems, Unfinished

LOCAL = "http://127.0.0.1:8000/"


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("site_dir", type=click.Path(path_type=Path))
@click.option("--site-url", help=f"The site's address; that of SITE_URL, or {LOCAL}, where left out.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, help="The project folder, if not this one.")
def publish(site_dir: Path, site_url: str | None, root: Path) -> None:
    """Write what a site holds beside its pages into the built site SITE_DIR, replacing what is there.

    These are the blank messages, templates.json with its schema, llms.txt, public holidays, and the frames for other
    sites with their oEmbed files. `mkdocs build` writes them by itself; run this after another builder.
    """
    address = site_address(site_url or os.environ.get("SITE_URL") or LOCAL)
    library = load_library(root)
    if not site_dir.is_dir():
        raise Unfinished([f"{site_dir} is no folder; build the site first"])
    if not (site_dir / "index.html").is_file():
        raise Unfinished([f"{site_dir} has no index.html, so it is no built site; build the site first"])
    write_all(library, root, site_dir, address)
    click.echo(f"{len(library.templates)} messages, templates.json, templates.schema.json and llms.txt: {site_dir}")


def site_address(text: str) -> str:
    """The address of a site, ending in a slash; raises Problems for what is none."""
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment or not text.isprintable() or " " in text:
        raise Problems([f"--site-url {text!r} is no address of a site; it looks like https://example.org/afterword/"])
    return text.rstrip("/") + "/"
