"""A message as paragraphs of runs. Every output is written from these."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product, takewhile

import jinja2
from jinja2 import nodes

JINJA = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)
ALLOWED = "only {{ field }} and {% if field %} are allowed"
MOST_TESTED = 10


_UNEVEN = (
    "an {% if %} takes away the line break between two parts that stay; put {% if field %} and {% endif %} on lines "
    "of their own around whole lines or paragraphs, or inside a line"
)


class GrammarError(ValueError):
    """A text holds more than fields and `if`; `problems` are pairs of a line (from 1) and what is wrong."""

    def __init__(self, problems: Iterable[tuple[int, str]]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"line {line}: {what}" for line, what in self.problems))


@dataclass(frozen=True)
class Run:
    """Fixed text or a field's value, present when every field in `when` has a value."""

    when: tuple[str, ...]
    text: str = ""
    field: str = ""

    def shown(self, values: Mapping[str, str]) -> bool:
        return all(values.get(field) for field in self.when)


@dataclass(frozen=True)
class Paragraph:
    """Runs between two empty lines; `when` holds the fields that all of its runs need."""

    when: tuple[str, ...]
    runs: tuple[Run, ...]

    def text(self, values: Mapping[str, str], holes: Mapping[str, str] | None = None) -> str:
        """Fill in `values`; `holes` hold what they lack of the fields that are not under their own `if`."""
        words = {**(holes or {}), **values}
        shown = (run for run in self.runs if run.shown(values))
        return "".join(words[run.field] if run.field else run.text for run in shown).strip(" \n")


@cache
def compile_text(source: str) -> tuple[Paragraph, ...]:
    """Parse a Jinja text into paragraphs; raises GrammarError for whatever a page could not show.

    The line rules are Jinja's with `trim_blocks` and `lstrip_blocks`.
    """
    tree = _parse(source)
    paragraphs: list[Paragraph] = []
    runs: list[Run] = []
    for run in (*_lines(_runs(tree.body, ())), Run((), "\n"), Run((), "\n")):
        at_line_start = not runs or runs[-1].text == "\n"
        if run.text != "\n" or not at_line_start:
            runs.append(run)
        elif runs:
            paragraphs.append(_paragraph(runs[:-1]))
            runs = []
    _prove(source, tree, paragraphs)
    return tuple(paragraphs)


@cache
def fields_by_line(source: str) -> tuple[tuple[int, str], ...]:
    """Name every field that `source` uses or tests, with the line (from 1) of each use."""
    return tuple((name.lineno, name.name) for name in _parse(source).find_all(nodes.Name))


def to_text(body: Iterable[Paragraph], values: Mapping[str, str], holes: Mapping[str, str] | None = None) -> str:
    """Write the paragraphs that `values` allow, an empty line between two; `holes` are those of `Paragraph.text`."""
    return "\n\n".join(filter(None, (paragraph.text(values, holes) for paragraph in body)))


def used_fields(body: Iterable[Paragraph]) -> set[str]:
    """Every field that is shown or tested."""
    runs = [run for paragraph in body for run in paragraph.runs]
    return {run.field for run in runs if run.field} | {field for run in runs for field in run.when}


def required_fields(body: Iterable[Paragraph]) -> set[str]:
    """The fields with a use that does not stand under their own `if`."""
    return {run.field for paragraph in body for run in paragraph.runs if run.field and run.field not in run.when}


def _parse(source: str) -> nodes.Template:
    try:
        tokens = list(JINJA.lex(source))
        tree = JINJA.parse(source)
    except jinja2.TemplateSyntaxError as error:
        raise GrammarError([(error.lineno, f"{ALLOWED} ({error.message})")]) from None
    marks = [(line, kind, mark) for line, kind, mark in tokens if kind != "whitespace"]
    pairs = pairwise((*marks, (0, "", "")))
    foreign = {line for (line, kind, mark), (_, _, after) in pairs if _outside_grammar(kind, mark, after)}
    if problems := foreign | {*_foreign(tree.body)}:
        raise GrammarError((line, ALLOWED) for line in sorted(problems))
    return tree


def _outside_grammar(kind: str, mark: str, after: str) -> bool:
    """What leaves no trace in the tree, or looks there like something else; `after` is the mark that follows."""
    match kind:
        case "comment_begin" | "raw_begin" | "operator":
            return True
        case "block_begin" if after not in {"if", "endif"}:
            return True
        case "block_begin" | "block_end" | "variable_begin" | "variable_end":
            return bool({*mark} & {*"-+"})
        case _:
            return False


def _prove(source: str, tree: nodes.Template, body: list[Paragraph]) -> None:
    """Compare with Jinja's own rendering for every choice of the tested fields: an `if` may swallow a line break."""
    tested = sorted({part.test.name for part in tree.find_all(nodes.If) if isinstance(part.test, nodes.Name)})
    if len(tested) > MOST_TESTED:
        raise GrammarError([(1, f"{len(tested)} fields stand in {{% if %}}; {MOST_TESTED} is the most")])
    template = JINJA.from_string(source)
    always = {name.name: f"<{name.name}>" for name in tree.find_all(nodes.Name)}
    for present in product((True, False), repeat=len(tested)):
        values = always | {field: "" for field, has in zip(tested, present, strict=True) if not has}
        lines = re.split(r"\n(?: *\n)+", template.render(values))
        if to_text(body, values) != "\n\n".join(filter(None, (part.strip(" \n") for part in lines))):
            raise GrammarError([(1, _UNEVEN)])


def _foreign(body: Iterable[nodes.Node]) -> Iterator[int]:
    """The lines of expressions that are no bare name."""
    for node in body:
        match node:
            case nodes.Output():
                yield from _foreign(node.nodes)
            case nodes.If(test=nodes.Name()):
                yield from _foreign(node.body)
            case nodes.TemplateData() | nodes.Name():
                pass
            case nodes.If() | nodes.Expr():
                yield node.lineno


def _runs(body: Iterable[nodes.Node], when: tuple[str, ...]) -> Iterator[Run]:
    for node in body:
        match node:
            case nodes.Output():
                yield from _runs(node.nodes, when)
            case nodes.TemplateData(data=text):
                yield Run(when, text=text)
            case nodes.Name(name=field):
                yield Run(when, field=field)
            case nodes.If(test=nodes.Name(name=field)):
                yield from _runs(node.body, when if field in when else (*when, field))


def _lines(runs: Iterator[Run]) -> Iterator[Run]:
    """Give each line break its own run."""
    for run in runs:
        for number, line in enumerate(run.text.split("\n")):
            if number:
                yield Run(run.when, text="\n")
            if line or run.field:
                yield Run(run.when, line, run.field)


def _paragraph(runs: list[Run]) -> Paragraph:
    shared = takewhile(lambda fields: len(set(fields)) == 1, zip(*(run.when for run in runs), strict=False))
    return Paragraph(tuple(fields[0] for fields in shared), tuple(runs))
