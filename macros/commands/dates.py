"""The dates command: the day for each message after an interview, with the reason and the sources of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from ..business_days import DatesRefused
from ..dates import days_away, print_date
from ..details import holes
from ..files import write_whole
from ..holidays_data import source_date, this_year
from ..ics import Event, ics, make_event
from ..layers import project_root
from ..library import Library, load_library
from ..message import txt
from ..overview import counted
from ..site_settings import LOCAL
from ..steps import Step, as_json, message_for, refusal, why
from ..timeline import PHASES, Asked, handwritten_by, plan
from .addresses import chosen_address
from .choices import NONE, chosen_calendar
from .problems import Problems, Unfinished, printable
from .values import chosen_day


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--interview", required=True, metavar="DATE", help="The day of the interview, such as 2026-11-20.")
@click.option("--promised", metavar="DATE", help="The day by which they said that you would hear.")
@click.option("--holidays", default=NONE, show_default=True, help="A country or its region: US, US-CA, DE-BY.")
@click.option(
    "--weekend", metavar="DAYS", help="Such as fri,sat, or none; the country's own, or sat,sun, where left out."
)
@click.option(
    "--phase", "phases", type=click.Choice(PHASES), multiple=True, help="Only this one; more than once for more."
)
@click.option("--json", "json_", is_flag=True, help="Machine-readable: one object a phase.")
@click.option("--ics", "file", type=click.Path(path_type=Path), help="Write a calendar file too.")
@click.option("--force", is_flag=True, help="Replace the calendar file if it is there.")
@click.option("--today", metavar="DATE", help="The day to count from, if not the day it is.")
@click.option(
    "--site-url",
    help=f"The site whose messages the calendar names; SITE_URL, that of mkdocs.yml, or {LOCAL}, where left out.",
)
@click.option(
    "--root", type=click.Path(path_type=Path), default=project_root, help="The project folder, if not this one."
)
def dates(
    interview: str,
    promised: str | None,
    holidays: str,
    weekend: str,
    phases: tuple[str, ...],
    json_: bool,
    file: Path | None,
    force: bool,
    today: str | None,
    site_url: str | None,
    root: Path,
) -> None:
    """Say on which day to thank, to check in and to write a last time, and why.

    \b
    Examples:
      python -m scripts.dates --interview 2026-11-20
      python -m scripts.dates --interview 2026-11-20 --promised 2026-12-01 --holidays US-CA
      python -m scripts.dates --interview 2026-11-20 --weekend fri,sat --json
      python -m scripts.dates --interview 2026-11-20 --ics follow-up.ics
    """
    library = load_library(root)
    address = chosen_address(site_url, root) if file or site_url else ""
    now = chosen_day("--today", today) if today is not None else date.today()
    asked = Asked(
        chosen_day("--interview", interview), chosen_day("--promised", promised) if promised is not None else None
    )
    try:
        year = now.year if today is not None else this_year()
        calendar = chosen_calendar(holidays, weekend, library.shared.countries, year)
        steps = [s for s in plan(asked, library.shared.timeline, calendar) if s.phase in (phases or PHASES)]
        if file:
            _write(file, ics(_events(library, asked, steps, now, address), _stamp()), force)
        lines = [*_told(library, asked, steps, now)]
    except DatesRefused as error:
        raise Problems([refusal(error, library.shared.texts)]) from None
    if json_:
        printed = [as_json(step, library.shared.texts) for step in steps]
        click.echo(json.dumps(printed, ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(lines))
    if file:
        click.echo(printable(str(file)), err=json_)


def _told(library: Library, asked: Asked, steps: Sequence[Step], today: date) -> Iterator[str]:
    """The plan for people to read."""
    texts, phases = library.shared.texts, {phase["id"]: phase for phase in library.shared.timeline["phases"]}
    words, names = texts["dates_command"], {**texts["dates"], "format": texts["days"]["full"]}
    for step in steps:
        phase = phases[step.phase]
        limits = [words["earliest"].format(day=print_date(step.earliest, names))]
        if step.latest:
            limits.append(words["latest"].format(day=print_date(step.latest, names)))
        yield f"{phase['title']}: {print_date(step.day, names)} ({days_away(step.day, today, texts['days'])})"
        yield f"  {', '.join(limits)}. {_cap(phase, step)}".rstrip()
        yield f"  {words['why']}: {why(step, texts)}"
        yield f"  {words['sources']}: {', '.join(step.sources)}"
        yield f"  {words['message']}: {message_for(step, today)}"
        yield ""
    yield words["handwritten"].format(day=print_date(handwritten_by(asked.interview, library.shared.timeline), names))
    yield words["cap"].format(count=library.shared.timeline["follow_ups"])


def _cap(phase: Mapping[str, Any], step: Step) -> str:
    """What the phase says of its last day, or nothing where that is not true of this step's reason."""
    reason, _ = step.reasons[0]
    return counted(phase["cap"], phase["waits"]) if reason in phase.get("cap_for", phase["reasons"]) else ""


def _events(library: Library, asked: Asked, steps: Sequence[Step], today: date, address: str) -> Iterator[Event]:
    """An event for each step, with its message: the days that are known, and holes for what must be in it."""
    shared = library.shared
    days = {"interview_date": asked.interview, "promised_date": asked.promised}
    known = {name: str(day) for name, day in days.items() if day}
    for step in steps:
        template = library.templates[message_for(step, today)]
        words = shared.words(known, max(step.day, today))
        facts = {
            "why": why(step, shared.texts),
            "message": template.title,
            "url": f"{address}templates/{template.slug}/",
            "text": txt(template, words, holes=holes(shared.slots.values())).rstrip("\n"),
            "company": "",
        }
        yield make_event(step.phase, asked.interview, step.day, facts, shared.texts["ics"])


def _stamp() -> datetime:
    return source_date() or datetime.now(UTC)


def _write(path: Path, content: bytes, force: bool) -> None:
    if path.is_dir() and not path.is_symlink():
        raise Unfinished([f"{path} is a folder; name a file"])
    if not path.parent.is_dir():
        raise Unfinished([f"{path.parent} is no folder; make it first"])
    if os.path.lexists(path) and not force:
        raise Unfinished([f"{path} is already there; nothing was written; --force replaces"])
    write_whole(path, content, replace=force)
