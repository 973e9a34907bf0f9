"""Filled messages as files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

import click

from ..details import holes
from ..files import write_whole
from ..library import Library
from ..message import eml, txt
from ..panel import Letter, letters
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
    people: Sequence[Mapping[str, str]] = (),
) -> dict[str, bytes]:
    """The files to write, by name, as they read on the day `sent_on`: one for each of the `people` where a template
    has `each_person`.

    Raises Unfinished that names every missing detail, unless `blank`.
    """
    shared = library.shared
    missing: dict[str, list[str]] = {}
    files: dict[str, bytes] = {}
    for letter in letters(templates, details, people, library.person_fields):
        slug, subject = letter.template.slug, subjects[letter.template.slug]
        words = shared.words(letter.details, sent_on)
        values = holes(shared.slots.values()) | words if blank else words
        lacking = [] if blank else library.missing(letter.template, letter.details, subject)
        for field in lacking:
            whose = f"{slug} to {letter.whom}" if letter.whom else slug
            missing.setdefault(f"{field.name} ({field.label})", []).append(whose)
        if not lacking:
            files |= _unmet(files, _files(letter, values, subject, kind))
    if missing:
        lines = (f"missing: {field}, for {', '.join(slugs)}" for field, slugs in missing.items())
        raise Unfinished([*lines, "nothing was written; give them with --set or --values, or take --blank"])
    return files


def write_drafts(files: Mapping[str, bytes], folder: Path, force: bool) -> None:
    """Write every file into `folder` and print its path; raises Unfinished if one is there and `force` is not given."""
    if file := next((path for path in (folder, *folder.parents) if os.path.lexists(path) and not path.is_dir()), None):
        raise Unfinished([f"{file} is a file; name a folder"])
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in files]
    if folders := [path for path in paths if path.is_dir() and not path.is_symlink()]:
        raise Unfinished([*(f"{path} is a folder" for path in folders), "nothing was written; take another --out"])
    if there := [path for path in paths if os.path.lexists(path) and not force]:
        raise Unfinished([*(f"{path} is already there" for path in there), "nothing was written; --force replaces"])
    for name, content in files.items():
        write_whole(folder / name, content, replace=force)
        click.echo(printable(str(folder / name)))


def _files(letter: Letter, values: Mapping[str, str], subject: int, kind: str) -> dict[str, bytes]:
    template = letter.template
    files: dict[str, bytes] = {}
    if kind != "txt" and template.subjects:
        address = letter.details.get(template.to[1], "")
        files[f"{letter.stem}.eml"] = eml(template, {**values, template.to[1]: address}, subject)
    if kind != "eml":
        files[f"{letter.stem}.txt"] = txt(template, values, subject).encode()
    return files


def _unmet(files: Mapping[str, bytes], more: dict[str, bytes]) -> dict[str, bytes]:
    """A person may be called like the rest of another template's name; no message may vanish for it."""
    if met := [name for name in more if name in files]:
        raise Problems(f"two messages would be called {name}; write their templates into two folders" for name in met)
    return more
