"""Lists the message templates, shows them, and writes them as e-mail drafts (.eml) and text (.txt)."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..details import holes
from ..fields import Field
from ..files import write_whole
from ..layers import ROOT, project_root, stands_alone
from ..library import Library, load_library
from ..message import txt
from ..problems import nearest
from ..skeleton import SCHEMAS, editor_schemas, skeleton, with_modeline
from ..template import Template
from ..template_rules import slug_problem
from .people import equal_words
from .problems import Problems, printable
from .values import chosen_day, given
from .writing import chosen_subject, drafts, write_drafts

EXAMPLES = """
\b
Examples:
  python -m scripts.export list
  python -m scripts.export fields thank-you
  python -m scripts.export write thank-you --out drafts --values me.yml
  python -m scripts.export write --all --out blank --format txt --blank
"""


@click.group(help=f"{__doc__}\n{EXAMPLES}", context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root", type=click.Path(path_type=Path), default=project_root, help="The project folder, if not this one."
)
@click.pass_context
def export(context: click.Context, root: Path) -> None:
    context.obj = load_library(root)
    context.meta["afterword.root"] = root


@export.command("list")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable: one object a template.")
@click.pass_obj
def list_templates(library: Library, as_json: bool) -> None:
    """List every template: its slug and its title, by stage."""
    templates = library.templates.values()
    if as_json:
        click.echo(_json(map(_listed, templates)))
        return
    width = max((len(template.slug) for template in templates), default=0)
    for template in templates:
        click.echo(f"{template.slug:{width}}  {template.title}")


@export.command()
@click.argument("slug", required=False)
@click.option("--json", "as_json", is_flag=True, help="Machine-readable: one object a field.")
@click.pass_obj
def fields(library: Library, slug: str | None, as_json: bool) -> None:
    """List the details of all messages, or those of the template SLUG, where * marks the required ones."""
    templates = [_template(library, slug)] if slug else list(library.templates.values())
    required = {field.name for template in templates for field in library.missing(template, {}, 0)}
    shown = library.fields_of(templates[0]) if slug else list(library.shared.fields.values())
    examples = dict(templates[0].example) if slug else {}
    if as_json:
        click.echo(_json(_described(field, field.name in required, examples) for field in shown))
        return
    for field in shown:
        mark = "*" if slug and field.name in required else " "
        click.echo(f"{mark} {field.name:22} {field.label}: {examples.get(field.name, field.example)}")


@export.command()
@click.argument("slug")
@click.pass_obj
def show(library: Library, slug: str) -> None:
    """Print the blank message SLUG, each detail in square brackets."""
    click.echo(txt(_template(library, slug), holes(library.shared.slots.values())), nl=False)


@export.command()
@click.argument("slug")
@click.option("--title", help="The heading; made from SLUG where left out.")
@click.option("--stage", default="other", show_default=True, help="Where in the course the message belongs.")
@click.option("--channel", default="email", show_default=True, help="How the message travels.")
@click.pass_context
def new(context: click.Context, slug: str, title: str | None, stage: str, channel: str) -> None:
    """Write a correct skeleton of the template SLUG and of its page."""
    library: Library = context.obj
    for kind, name in (("stages", stage), ("channels", channel)):
        if name not in library.shared.texts[kind]:
            raise Problems([f"unknown {kind[:-1]} {name!r}; {nearest(name, library.shared.texts[kind])}"])
    if wrong := slug_problem(slug):
        raise Problems([wrong])
    heading = (title or "").strip() or slug.replace("-", " ").capitalize()
    if not heading.isprintable() or "{" in heading:
        raise Problems([f"--title {heading!r} is no line of plain text; take out control characters and {{"])
    root: Path = context.meta["afterword.root"]
    whole = stands_alone(root)
    if not whole and slug in library.templates:
        raise Problems([f"the kit has {slug} already; `copy {slug}` lets you change it, or take another slug"])
    texts = skeleton(library, slug, heading, stage, channel, "../schema" if whole else f"../{SCHEMAS}")
    without_pages = not whole and not (root / "docs").is_dir()
    _write_new(root, {name: text for name, text in texts.items() if not (without_pages and name.startswith("docs/"))})


@export.command("copy")
@click.argument("slug")
@click.pass_context
def copy_template(context: click.Context, slug: str) -> None:
    """Copy the kit's template SLUG into your own templates, to change it there."""
    template = _template(context.obj, slug)
    root: Path = context.meta["afterword.root"]
    name = f"templates/{context.obj.shared.texts['language']}/{slug}.md"
    if (root / name).exists():
        raise Problems([f"{name} is already there; change it"])
    source = ROOT / "templates" / template.path.split("/templates/", 1)[1]
    _write_new(root, {name: with_modeline(source.read_text(encoding="utf-8"), f"../{SCHEMAS}")})


def _write_new(root: Path, texts: Mapping[str, str]) -> None:
    """Write new files and print their names; a site's schemas for editors, which may be older, are renewed."""
    if there := [name for name in texts if (root / name).exists()]:
        raise Problems([f"{name} is already there; take another slug" for name in there])
    schemas = {} if stands_alone(root) else editor_schemas()
    for name, text in (*texts.items(), *schemas.items()):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        write_whole(root / name, text.encode(), replace=name in schemas)
    for name in texts:
        click.echo(name)


@export.command()
@click.argument("slugs", nargs=-1, metavar="[SLUG]...")
@click.option("--all", "every", is_flag=True, help="Every template.")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to write to; made if missing.")
@click.option(
    "--format",
    "kind",
    type=click.Choice(["eml", "txt", "both"]),
    default="both",
    show_default=True,
    help="Which files to write; only e-mail has an .eml.",
)
@click.option("--values", "file", type=click.Path(path_type=Path), help="A YAML file of details: name: value.")
@click.option("--set", "settings", multiple=True, metavar="NAME=VALUE", help="One detail; stronger than the file.")
@click.option("--subject", default=1, show_default=True, type=click.IntRange(1), help="Which subject line, from 1.")
@click.option("--today", metavar="DATE", help="The day on which you will send them, if not the day it is.")
@click.option("--blank", is_flag=True, help="Put the placeholder where a detail is missing.")
@click.option("--force", is_flag=True, help="Replace files that are there.")
@click.pass_obj
def write(
    library: Library,
    slugs: tuple[str, ...],
    every: bool,
    out: Path,
    kind: str,
    file: Path | None,
    settings: tuple[str, ...],
    subject: int,
    today: str | None,
    blank: bool,
    force: bool,
) -> None:
    """Write messages as <SLUG>.eml and <SLUG>.txt. Nothing is written while a required detail is missing.

    Where the file of values lists people, each of them gets a message of their own: <SLUG>-<NAME>.eml and .txt.

    \b
    Examples:
      python -m scripts.export write thank-you --out drafts --values me.yml
      python -m scripts.export write check-in --out drafts --set "your_name=Priya Nair" --set ...
      python -m scripts.export write --all --out blank --blank
    """
    templates = _chosen(library, slugs, every)
    without = [template.slug for template in templates if not (every or kind != "eml" or template.subjects)]
    if without:
        raise Problems(f"{slug} is no e-mail and has no .eml; take --format txt" for slug in without)
    details = given(library, file, settings, templates)
    for warning in equal_words(library, templates, details.people):
        click.echo(f"Warning: {printable(warning)}", err=True)
    sent_on = chosen_day("--today", today) if today is not None else date.today()
    chosen = {template.slug: chosen_subject(template, subject) for template in templates}
    files = drafts(library, templates, chosen, details.details, kind, blank, sent_on, details.people)
    write_drafts(files, out, force)


def _chosen(library: Library, slugs: Iterable[str], every: bool) -> list[Template]:
    """The templates to write, each once, in the order of the site."""
    named = set(slugs)
    if every and named:
        raise Problems(["give slugs or --all, not both"])
    if not every and not named:
        raise Problems(["which message? give one or more slugs, or --all; `list` shows them"])
    unknown = [slug for slug in slugs if slug not in library.templates]
    if unknown:
        raise Problems(f"unknown template {slug!r}; {nearest(slug, library.templates)}" for slug in unknown)
    return [template for slug, template in library.templates.items() if every or slug in named]


def _template(library: Library, slug: str) -> Template:
    return _chosen(library, [slug], every=False)[0]


def _listed(template: Template) -> dict[str, Any]:
    return {
        "slug": template.slug,
        "title": template.title,
        "stage": template.stage,
        "channel": template.channel,
        "to": template.to,
        "subjects": template.subject_sources,
        "path": template.path,
    }


def _described(field: Field, required: bool, examples: dict[str, str]) -> dict[str, Any]:
    return {
        "name": field.name,
        "label": field.label,
        "type": field.type,
        "choices": field.choices,
        "required": required,
        "example": examples.get(field.name, field.example),
        "hint": field.hint,
    }


def _json(items: Iterable[dict[str, Any]]) -> str:
    return json.dumps(list(items), ensure_ascii=False, indent=2)
