"""The publish command: what MkDocs' hooks write, for builders that run none."""

from __future__ import annotations

from pathlib import Path

import click

from ..library import ROOT, load_library
from ..publish import publish as write_all
from ..site_settings import LOCAL, site_brand
from .addresses import chosen_address
from .problems import Unfinished


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("site_dir", type=click.Path(path_type=Path))
@click.option("--site-url", help=f"The site's address; that of SITE_URL, of mkdocs.yml, or {LOCAL}, where left out.")
@click.option("--root", type=click.Path(path_type=Path), default=ROOT, help="The project folder, if not this one.")
def publish(site_dir: Path, site_url: str | None, root: Path) -> None:
    """Write what a site holds beside its pages into the built site SITE_DIR, replacing what is there.

    These are the blank messages, templates.json with its schema, llms.txt, public holidays, and the frames for other
    sites with their oEmbed files. `mkdocs build` writes them by itself; run this after another builder. The name and
    the colours that frames bear are those of `extra.afterword` in the mkdocs.yml of the project.
    """
    address = chosen_address(site_url, root)
    library, brand = load_library(root), site_brand(root)
    if not site_dir.is_dir():
        raise Unfinished([f"{site_dir} is no folder; build the site first"])
    if not (site_dir / "index.html").is_file():
        raise Unfinished([f"{site_dir} has no index.html, so it is no built site; build the site first"])
    write_all(library, root, site_dir, address, brand)
    click.echo(f"{len(library.templates)} messages, templates.json, templates.schema.json and llms.txt: {site_dir}")
