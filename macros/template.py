"""One message template: a file of front matter and body, as a frozen value."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .fields import Field
from .parts import Paragraph, Run, compile_text, required_fields, used_fields
from .problems import ContentProblems
from .yaml_source import YamlSource, read_text, read_yaml

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?---[ \t]*(?:\n|\Z)", re.DOTALL)
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)


@dataclass(frozen=True)
class TemplateSource:
    """A template file, read and not yet judged; `body_line` is the line of the file (from 1) where the body starts."""

    slug: str
    head: YamlSource
    body: str
    body_line: int

    @property
    def channel(self) -> str:
        return str(self.head.data.get("channel", "email"))

    @property
    def subjects(self) -> tuple[str, ...]:
        subject = self.head.data.get("subject", ())
        return (subject,) if isinstance(subject, str) else tuple(subject)

    @property
    def to(self) -> tuple[str, ...]:
        default = ("interviewer_name", "interviewer_email") if self.channel == "email" else ()
        return tuple(self.head.data.get("to", default))


@dataclass(frozen=True)
class Template:
    """A message in paragraphs of runs, and what its front matter says.

    `origins` names, for each derived field, the field that it is computed from.

    `subjects` (with their sources as written) and `to` are empty for every channel but email; `path` is relative to
    the project.
    """

    slug: str
    path: str
    title: str
    use_when: str
    avoid_when: str
    stage: str
    channel: str
    to: tuple[str, ...]
    subjects: tuple[Paragraph, ...]
    subject_sources: tuple[str, ...]
    body: tuple[Paragraph, ...]
    reply: bool
    each_person: tuple[str, ...]
    sources: tuple[str, ...]
    search_terms: tuple[str, ...]
    covers: tuple[str, ...]
    example: Mapping[str, str]
    origins: Mapping[str, str]

    @property
    def recipient(self) -> tuple[Paragraph, ...]:
        """What stands after To: the name, and the address in angle brackets if there is one."""
        if not self.to:
            return ()
        name, address = self.to
        named = Run(() if name in required_fields(self.body) else (name,), field=name)
        bracketed = (Run((address,), " <"), Run((address,), field=address), Run((address,), ">"))
        return (Paragraph((), (named, *bracketed)),)

    @property
    def fields(self) -> set[str]:
        """Every field that a part of the message rests on, whichever subject is chosen."""
        return self._typed(used_fields((*self.subjects, *self.body))) | {*self.to}

    @property
    def derived(self) -> set[str]:
        """The derived fields that the message shows."""
        return used_fields((*self.subjects, *self.body)) & self.origins.keys()

    def required(self, subject: int) -> set[str]:
        """The fields that must have a value with the chosen `subject`, counted from 0."""
        return self._typed(required_fields((*self.subjects[subject : subject + 1], *self.body)))

    def _typed(self, names: Iterable[str]) -> set[str]:
        return {self.origins.get(name, name) for name in names}


def read_source(path: Path, name: str) -> TemplateSource:
    """Read the file at `path`, called `name` in messages; raises ContentProblems if it is no template."""
    text = read_text(path, name)
    match = _FRONT_MATTER.match(text)
    if not match:
        raise ContentProblems([f"{name}:1: no front matter; begin with a line ---, the keys, and another line ---"])
    body_line = text[: match.end()].count("\n") + 1
    body = _TRAILING.sub("", text[match.end() :])
    return TemplateSource(path.stem, read_yaml(match[1] or "", name, first_line=2), body, body_line)


def make_template(source: TemplateSource, derived: Mapping[str, Field]) -> Template:
    """Build a template from a source in which `template_rules` found no problem; `derived` are the derived fields."""
    data: Mapping[str, Any] = source.head.data
    return Template(
        slug=source.slug,
        path=source.head.name,
        title=data["title"],
        use_when=data["use_when"],
        avoid_when=data.get("avoid_when", ""),
        stage=data["stage"],
        channel=source.channel,
        to=source.to,
        subjects=tuple(compile_text(subject)[0] for subject in source.subjects),
        subject_sources=source.subjects,
        body=compile_text(source.body),
        reply=data.get("reply") == "true",
        each_person=tuple(data.get("each_person", ())),
        sources=tuple(data.get("sources", ())),
        search_terms=tuple(data.get("search_terms", ())),
        covers=tuple(data.get("covers", ())),
        example=data.get("example", {}),
        origins={name: field.of for name, field in derived.items()},
    )
