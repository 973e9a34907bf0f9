"""Filled messages as files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

import click

from ..details import holes
from ..files import write_whole
from ..library import Library
from ..message import eml, txt
from ..template import Template
from .problems import Problems, Unfinished, printable


def chosen_subject(template: Template, number: int) -> int:
    """The place, from 0, of subject `number`, from 1; raises Problems where there is no such subject."""
    if template.subjects and number > len(template.subjects):
        many = len(template.subjects)
        raise Problems(
            [f"--subject {number}: {template.slug} has {many} subject{'s' if many > 1 else ''}; count from 1"]
        )
    return number - 1


def drafts(
    library: Library,
    templates: Iterable[Template],
    subjects: Mapping[str, int],
    details: Mapping[str, str],
    kind: str,
    blank: bool,
    sent_on: date,
) -> dict[str, bytes]:
    """The files to write, by name, as they read on the day `sent_on`.

    Raises Unfinished that names every missing detail, unless `blank`.
    """
    shared = library.shared
    words = shared.words(details, sent_on)
    values = holes(shared.slots.values()) | words if blank else words
    missing: dict[str, list[str]] = {}
    files: dict[str, bytes] = {}
    for template in templates:
        lacking = [] if blank else library.missing(template, details, subjects[template.slug])
        for field in lacking:
            missing.setdefault(f"{field.name} ({field.label})", []).append(template.slug)
        if not lacking:
            files |= _files(template, values, subjects[template.slug], kind, details)
    if missing:
        lines = (f"missing: {field}, for {', '.join(slugs)}" for field, slugs in missing.items())
        raise Unfinished([*lines, "nothing was written; give them with --set or --values, or take --blank"])
    return files


def write_drafts(files: Mapping[str, bytes], folder: Path, force: bool) -> None:
    """Write every file into `folder` and print its path; raises Unfinished if one is there and `force` is not given."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in files]
    if folders := [path for path in paths if path.is_dir() and not path.is_symlink()]:
        raise Unfinished([*(f"{path} is a folder" for path in folders), "nothing was written; take another --out"])
    if there := [path for path in paths if os.path.lexists(path) and not force]:
        raise Unfinished([*(f"{path} is already there" for path in there), "nothing was written; --force replaces"])
    for name, content in files.items():
        write_whole(folder / name, content, replace=force)
        click.echo(printable(str(folder / name)))


def _files(
    template: Template, values: Mapping[str, str], subject: int, kind: str, details: Mapping[str, str]
) -> dict[str, bytes]:
    files: dict[str, bytes] = {}
    if kind != "txt" and template.subjects:
        address = details.get(template.to[1], "")
        files[f"{template.slug}.eml"] = eml(template, {**values, template.to[1]: address}, subject)
    if kind != "eml":
        files[f"{template.slug}.txt"] = txt(template, values, subject).encode()
    return files
