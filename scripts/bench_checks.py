"""Measures the draft rules by labelled drafts: `make bench-checks`.

A draft is a Markdown file, as `tests/cases/drafts/README.md` says. What is scored are pairs of a draft and a rule.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from macros.checks import check, duplicates
from macros.commands.problems import run
from macros.details import in_words, read_details
from macros.library import ROOT, Library, load_library
from macros.problems import ContentProblems
from macros.template import read_source

TIMED = 20
LONG = 100_000


@dataclass(frozen=True)
class Labelled:
    """One draft with the rules that a careful reader expects, and those that found something."""

    name: str
    held_out: bool
    expected: frozenset[str]
    found: frozenset[str]


def labelled(folder: Path, library: Library) -> list[Labelled]:
    """Check every draft of `folder`; raises ContentProblems for a label that is no rule, and for a wrong value."""
    if not folder.is_dir():
        raise ContentProblems([f"{folder}: there are no labelled drafts; name their folder with --drafts"])
    sources = {path.stem: read_source(path, path.name) for path in sorted(folder.glob("[0-9]*.md"))}
    rules, known = library.shared.checks, {rule["id"] for rule in library.shared.checks["rules"]}
    drafts: list[Labelled] = []
    for name, source in sources.items():
        head = source.head.data
        if unknown := set(head["expect"]) - known:
            raise ContentProblems([source.head.problem(("expect",), f"no rule is called {', '.join(sorted(unknown))}")])
        found = {finding.rule for finding in check(source.body, rules, **_asked(head, library))}
        if "with" in head:
            pair = [sources[head["with"]].body, source.body]
            found |= {finding.rule for finding in duplicates(pair, rules)[1]}
        drafts.append(Labelled(name, head.get("held_out") == "true", frozenset(head["expect"]), frozenset(found)))
    return drafts


def _asked(head: Mapping[str, Any], library: Library) -> dict[str, Any]:
    shared = library.shared
    values, refused = read_details(dict(head.get("values") or {}), shared.fields, shared.texts["errors"])
    if refused:
        raise ContentProblems([what for _, what in refused])
    words = in_words(values, shared.fields, shared.texts["dates"])
    return {"stage": head["stage"], "channel": head.get("channel", "email"), "values": words if values else {}}


def scores(drafts: Sequence[Labelled], rules: Iterable[str]) -> Iterator[tuple[str, int, int, int]]:
    """For each rule, and in the end for all: right findings, findings, and what should have been found."""
    right, found, expected = Counter[str](), Counter[str](), Counter[str]()
    for draft in drafts:
        right.update(draft.expected & draft.found)
        found.update(draft.found)
        expected.update(draft.expected)
    for rule in rules:
        yield rule, right[rule], found[rule], expected[rule]
    yield "all", right.total(), found.total(), expected.total()


def table(title: str, drafts: Sequence[Labelled], rules: Iterable[str]) -> Iterator[str]:
    yield f"{title}: {len(drafts)} drafts"
    yield f"  {'rule':18}{'precision':>10}{'recall':>8}{'right':>7}{'found':>7}{'labelled':>10}"
    for rule, right, found, expected in scores(drafts, rules):
        yield f"  {rule:18}{_share(right, found):>10}{_share(right, expected):>8}{right:7}{found:7}{expected:10}"
    yield ""


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def misses(drafts: Iterable[Labelled]) -> Iterator[str]:
    for draft in drafts:
        wrong = [*(f"+{rule}" for rule in sorted(draft.found - draft.expected))]
        wrong += [f"-{rule}" for rule in sorted(draft.expected - draft.found)]
        if wrong:
            yield f"  {draft.name}: {' '.join(wrong)}"


def time_ratio(library: Library) -> float:
    """How many times longer a text ten times as long takes: near 10, the rules grow with the text alone."""
    text = "Thank you for the talk about the plovers, and for your time on Friday.\n\n" * 100
    spent = []
    for times in (1, 10):
        start = time.perf_counter()
        for _ in range(TIMED // times):
            check(text * times, library.shared.checks)
        spent.append((time.perf_counter() - start) / (TIMED // times))
    return spent[1] / spent[0]


def long_text(library: Library) -> float:
    """The seconds of this process for a text of LONG characters, the slowest of some that repeat one phrase."""
    spent = []
    for piece in ("I am anxiously awaiting your reply. ", "so so ", "Dear ", "!? "):
        start = time.process_time()
        check((piece * LONG)[:LONG], library.shared.checks, stage="thank-you")
        spent.append(time.process_time() - start)
    return max(spent)


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--drafts", "folder", type=click.Path(path_type=Path), default=ROOT / "tests" / "cases" / "drafts")
@click.option("--misses", "told", is_flag=True, help="Name each draft of the tuning part with a wrong result.")
def bench(folder: Path, told: bool) -> None:
    """Print precision and recall of each draft rule, for the tuning part and the held-out part apart."""
    library = load_library()
    drafts = labelled(folder, library)
    rules = [rule["id"] for rule in library.shared.checks["rules"]]
    for title, held_out in (("Tuning part", False), ("Held-out part", True)):
        click.echo("\n".join(table(title, [draft for draft in drafts if draft.held_out == held_out], rules)))
    if told:
        click.echo("\n".join(misses(draft for draft in drafts if not draft.held_out)))
    click.echo(f"A text of {LONG:,} characters takes {long_text(library):.2f} s in Python here.")
    click.echo(f"A text ten times as long takes {time_ratio(library):.1f} times as long.")


if __name__ == "__main__":
    run(bench, "python -m scripts.bench_checks")
