"""The check command: what a draft should not be sent with, where it stands, why, and the mend."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..checks import Finding, duplicates
from ..checks import check as find
from ..layers import project_root
from ..library import Library, load_library
from ..problems import nearest
from .drafts import read_draft_file
from .problems import Problems, printable
from .values import Given, given

MOST_SHOWN = 70


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("files", nargs=-1, required=True, metavar="FILE... | -")
@click.option("--stage", help="The situation, such as thank-you; only the general rules where left out.")
@click.option("--channel", default="email", show_default=True, help="How the message travels.")
@click.option("--values", "file", type=click.Path(path_type=Path), help="A YAML file of details to compare with.")
@click.option("--json", "as_json", is_flag=True, help="Machine-readable.")
@click.option(
    "--root", type=click.Path(path_type=Path), default=project_root, help="The project folder, if not this one."
)
def check(
    files: tuple[str, ...], stage: str | None, channel: str, file: Path | None, as_json: bool, root: Path
) -> None:
    """Check drafts in .txt or .eml files, or from standard input (-); several are compared with each other too.

    \b
    Examples:
      python -m scripts.check drafts/thank-you.txt --stage thank-you --values me.yml
      python -m scripts.check drafts/*.eml --json

    The exit code is 1 where an error is found, 0 where none is, and 2 for what cannot be checked.
    """
    library = load_library(root)
    known = {"stage": _known(library, "stages", stage), "channel": _known(library, "channels", channel)}
    shared = library.shared
    compared = _compared(library, given(library, file, (), library.templates.values()))
    texts = [read_draft_file(name) for name in files]
    found = [min((find(text, shared.checks, **known, values=values) for values in compared), key=len) for text in texts]
    # The .txt and the .eml of one message are one draft.
    repeated = duplicates(texts, shared.checks, [str(Path(name).with_suffix("")) for name in files])
    found = [_ordered(one, other) for one, other in zip(found, repeated, strict=True)]
    if as_json:
        click.echo(json.dumps(_as_json(files, texts, found, shared.checks), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(printable(line) for line in _told(library, files, texts, found, stage)))
    if any(finding.level == "error" for findings in found for finding in findings):
        raise SystemExit(1)


def _compared(library: Library, details: Given) -> list[dict[str, str]]:
    """The details to compare a draft with, in words: each recipient's, of whom the best-fitting one counts.

    What stands beside the people and is each person's own is that of somebody who gets the other messages.
    """
    own = {*library.person_fields}
    shared = {name: value for name, value in details.details.items() if name not in own}
    recipients = [{**shared, **person} for person in details.people]
    if not recipients or shared != details.details:
        recipients.append(details.details)
    return [library.shared.words(one, date.today()) if one else {} for one in recipients]


def _known(library: Library, kind: str, name: str | None) -> str:
    known = library.shared.texts[kind]
    if name is not None and name not in known:
        raise Problems([f"--{kind[:-1]}: unknown {kind[:-1]} {name!r}; {nearest(name, known)}"])
    return name or ""


def _ordered(one: Sequence[Finding], other: Sequence[Finding]) -> list[Finding]:
    return sorted([*one, *other], key=lambda finding: (finding.start, finding.end))


def _line(text: str, finding: Finding) -> int:
    return text.count("\n", 0, finding.start) + 1


def _as_json(
    files: Sequence[str], texts: Sequence[str], found: Sequence[Sequence[Finding]], rules: Mapping[str, Any]
) -> Any:
    """One object for one file, and a list of them, with their files, for several."""
    told = {rule["id"]: {"message": rule["message"], "source": ", ".join(rule["sources"])} for rule in rules["rules"]}
    listed = [
        [
            {
                "rule": finding.rule,
                "level": finding.level,
                "line": _line(text, finding),
                "start": finding.start,
                "end": finding.end,
                **told[finding.rule],
            }
            for finding in findings
        ]
        for text, findings in zip(texts, found, strict=True)
    ]
    if len(files) == 1:
        return {"findings": listed[0]}
    return [{"file": name, "findings": findings} for name, findings in zip(files, listed, strict=True)]


def _told(
    library: Library, files: Sequence[str], texts: Sequence[str], found: Sequence[Sequence[Finding]], stage: str | None
) -> Iterator[str]:
    """The findings for people to read, and what was not judged."""
    rules = {rule["id"]: rule for rule in library.shared.checks["rules"]}
    for name, text, findings in zip(files, texts, found, strict=True):
        for finding in findings:
            rule = rules[finding.rule]
            yield f"{name}:{_line(text, finding)}: {finding.level}: {finding.rule}{_quoted(text, finding)}"
            sources = ", ".join(library.shared.sources[source]["short"] for source in rule["sources"])
            yield f"  {rule['message']} ({sources})"
        counts = Counter(finding.level for finding in findings)
        counted = [f"{count} {level}" if count == 1 else f"{count} {level}s" for level, count in counts.items()]
        yield f"{name}: {', '.join(counted) or 'nothing found'}"
    if not stage:
        stages = ", ".join(library.shared.texts["stages"])
        yield f"Only the general rules were asked; --stage also asks those of a situation: {stages}"


def _quoted(text: str, finding: Finding) -> str:
    """The words of a finding on one line, cut where they are many; nothing for what is missing."""
    words = " ".join(text[finding.start : finding.end].split())
    shown = words if len(words) <= MOST_SHOWN else f"{words[: MOST_SHOWN - 1]}…"
    return f" “{shown}”" if shown else ""
