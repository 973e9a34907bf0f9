"""What a template file must keep to, beyond the schema of its front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .details import DetailRefused, control_in, read_detail
from .parts import GrammarError, compile_text, fields_by_line
from .problems import nearest
from .schema import load_schema, schema_problems
from .shared import Shared
from .template import TemplateSource

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_SLUG = 60
_TAKEN = {
    "index",
    "tags",
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)),
}


def slug_problem(slug: str) -> str:
    """Say why `slug` cannot name a template, being a file name and an address; empty where it can."""
    if not _SLUG.fullmatch(slug) or len(slug) > _MOST_SLUG:
        rule = f"lower-case letters, digits and single hyphens, at most {_MOST_SLUG}"
        return f"{slug!r} cannot name a template; take {rule}"
    return f"{slug!r} has another use as a name; take another" if slug in _TAKEN else ""


def template_problems(source: TemplateSource, schema: Path, shared: Shared) -> list[str]:
    """Every problem of one template file, each a line `file:line: what is wrong; how to mend it`."""
    if wrong := slug_problem(source.slug):
        return [f"{source.head.name}:1: {wrong}"]
    if problems := schema_problems(source.head, load_schema(schema)):
        return problems
    return [*_channel(source), *_texts(source, shared), *_names(source, shared), *_examples(source, shared)]


def _channel(source: TemplateSource) -> Iterator[str]:
    if source.channel == "email":
        if not source.subjects:
            yield source.head.problem((), "subject is missing; write one, or a list to choose from")
        return
    for key in ("subject", "to", "reply"):
        if key in source.head.data:
            yield source.head.problem((key,), f"{key} is for channel email only; take it out")


def _texts(source: TemplateSource, shared: Shared) -> Iterator[str]:
    """Judge the grammar and the field names of each subject and of the body."""
    for number, subject in enumerate(source.subjects):
        for _, what in _text_problems(subject, shared):
            yield source.head.problem(("subject", number), what)
        if "\n" in subject or not subject.strip():
            yield source.head.problem(("subject", number), "a subject is one line of text; mend the line breaks")
    if not source.body.strip():
        yield f"{source.head.name}:{source.body_line}: no message; write it below the front matter"
    for line, what in (*_controls(source.body), *_text_problems(source.body, shared)):
        yield f"{source.head.name}:{line + source.body_line - 1}: {what}"


def _controls(body: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(body.split("\n"), 1):
        if code := control_in(line.replace("\t", "")):
            yield number, f"the character {code} cannot stand in a message; take it out"


def _text_problems(text: str, shared: Shared) -> Iterator[tuple[int, str]]:
    try:
        for line, name in fields_by_line(text):
            if name not in shared.slots:
                yield line, f"unknown field {name!r} (templates/fields.yml has them); {nearest(name, shared.slots)}"
        compile_text(text)
    except GrammarError as error:
        yield from error.problems


def _names(source: TemplateSource, shared: Shared) -> Iterator[str]:
    for place, name in enumerate(source.to):
        kinds = {"email"} if place else {"name", "text"}
        if name not in shared.fields:
            yield source.head.problem(("to", place), f"unknown field {name!r}; {nearest(name, shared.fields)}")
        elif shared.fields[name].type not in kinds:
            yield source.head.problem(
                ("to", place), f"{name} has type {shared.fields[name].type}; to is [name, e-mail]"
            )
    for place, name in enumerate(source.head.data.get("each_person", ())):
        yield from _unused(source, ("each_person", place), name, shared)
    for place, name in enumerate(source.head.data.get("sources", ())):
        if name not in shared.sources:
            yield source.head.problem(("sources", place), f"unknown source {name!r}; {nearest(name, shared.sources)}")


def _examples(source: TemplateSource, shared: Shared) -> Iterator[str]:
    for name, value in source.head.data.get("example", {}).items():
        yield from _unused(source, ("example", name), name, shared)
        if name in shared.fields:
            try:
                read_detail(shared.fields[name], value, shared.texts["errors"])
            except DetailRefused as error:
                yield source.head.problem(("example", name), str(error))


def _unused(source: TemplateSource, where: tuple[str | int, ...], name: str, shared: Shared) -> Iterator[str]:
    """A name that the message does not use is most often a name misspelt."""
    try:
        texts = (source.body, *source.subjects)
        named = {field for text in texts for _, field in fields_by_line(text)} | {*source.to}
    except GrammarError:
        return
    used = {shared.derived[field].of if field in shared.derived else field for field in named}
    if name not in used:
        yield source.head.problem(
            where, f"{name!r} is not used in this message; {nearest(name, sorted(used))}, or take it out"
        )
