"""The visitor's own timeline: the form for their dates, and what a page needs to reckon their days."""

from __future__ import annotations

from operator import itemgetter
from types import SimpleNamespace
from typing import Any

from .business_days import WEEKDAYS
from .library import Library
from .overview import Link, cite_html, counted, find_template
from .page import body_html, field_facts, line_html, one_line
from .template import Template

_DATES = ("interview_date", "promised_date")
_LAST_SENT = "check_in_date"
_WEEKENDS = ("sat sun", "fri sat", "thu fri", "fri", "sat", "sun", "none")


def planner_html(library: Library, link: Link, level: int = 2) -> str:
    """The form and the list of steps as one line of HTML; without the script the list tells the waits.

    `level` is that of the heading.
    """
    shared = library.shared
    texts = shared.texts
    slugs = [slug for phase in shared.timeline["phases"] for slug in _slugs(phase)]
    return one_line(
        "planner",
        level=level,
        words=SimpleNamespace(**texts["planner"]),
        card=SimpleNamespace(**texts["card"]),
        fields=[shared.fields[name] for name in _DATES],
        last_sent=shared.fields[_LAST_SENT],
        steps=[_step(library, phase, link) for phase in shared.timeline["phases"]],
        after=shared.timeline["after"],
        cap=counted(texts["planner"]["cap"], {"count": str(shared.timeline["follow_ups"])}),
        messages=[_message(library, slug) for slug in slugs],
        countries=sorted(((code, entry["name"]) for code, entry in shared.countries.items()), key=itemgetter(1)),
        weekends=[(days, _named(days, texts)) for days in _WEEKENDS],
        facts=_facts(library, slugs, link),
    )


def days_html(library: Library, link: Link) -> str:
    """What turns the waits on a page into the visitor's own days."""
    return one_line("days", facts=plan_facts(library, link))


def plan_facts(library: Library, link: Link) -> dict[str, Any]:
    """What a page needs to reckon the visitor's days, and to say them."""
    texts, phases = library.shared.texts, library.shared.timeline["phases"]
    kept = [{key: phase[key] for key in ("id", "waits", "reasons", "late") if key in phase} for phase in phases]
    for phase in kept:
        phase["reasons"] = {
            key: {"template": reason["template"], "sources": reason["sources"]}
            for key, reason in phase["reasons"].items()
        }
    words = {key: texts[key] for key in ("dates", "days", "why", "date_errors", "due")}
    return {"timeline": {"phases": kept}, "holidays": link("assets/holidays/"), **words}


def due_facts(library: Library, template: Template, link: Link) -> dict[str, Any] | None:
    """What a card needs to say by which day its message is due; None for a message that no phase asks for."""
    phase = _phase_of(library, template)
    if not phase:
        return None
    titles = {slug: [link(f"templates/{slug}/"), find_template(library, slug).title] for slug in _slugs(phase)}
    by_hand = template.channel == "note"
    plan = plan_facts(library, link)
    return {
        "slug": template.slug,
        "phase": phase["id"],
        "by_hand": by_hand,
        "titles": titles,
        "page": link("timeline/"),
        "plan": plan,
    }


def _phase_of(library: Library, template: Template) -> Any:
    """The phase that gives the day of a message: as the navigator has it, or that of its stage."""
    situations = library.shared.navigator["situations"]
    answers = [answer for item in situations for answer in item["answers"] if answer.get("template") == template.slug]
    wanted = answers[0].get("phase") if answers else template.stage
    return next((phase for phase in library.shared.timeline["phases"] if phase["id"] == wanted), None)


def _slugs(phase: Any) -> list[str]:
    """The messages that a phase can call for."""
    reasons = [reason["template"] for reason in phase["reasons"].values()]
    return list(dict.fromkeys([*reasons, *filter(None, [phase.get("late")])]))


def _step(library: Library, phase: Any, link: Link) -> SimpleNamespace:
    cites = [(key, cite_html(library, reason["sources"], link)) for key, reason in phase["reasons"].items()]
    return SimpleNamespace(
        id=phase["id"],
        title=phase["title"],
        when=counted(phase["when"], phase["waits"]),
        cap=counted(phase["cap"], phase["waits"]),
        cites=cites,
        messages=[(slug, link(f"templates/{slug}/"), find_template(library, slug).title) for slug in _slugs(phase)],
        says=[(cite_html(library, [item["source"]], link), item["says"]) for item in phase["ranges"]],
    )


def _message(library: Library, slug: str) -> SimpleNamespace:
    template, slots = find_template(library, slug), library.shared.slots
    subject = line_html(template.subjects[0], slots) if template.subjects else ""
    return SimpleNamespace(slug=slug, subject=subject, body=body_html(template.body, slots))


def _named(days: str, texts: Any) -> str:
    """A weekend in words, by the names of its days."""
    if days == "none":
        return str(texts["planner"]["no_weekend"])
    return str(texts["planner"]["and"]).join(texts["dates"]["weekdays"][WEEKDAYS.index(day)] for day in days.split())


def _facts(library: Library, slugs: list[str], link: Link) -> dict[str, Any]:
    shared, texts = library.shared, library.shared.texts
    templates = [find_template(library, slug) for slug in slugs]
    names = {*_DATES, _LAST_SENT, "company"}.union(*(template.fields for template in templates))
    derived = set[str]().union(*(template.derived for template in templates))
    return {
        **field_facts(shared, names, derived),
        "plan": plan_facts(library, link),
        **{key: texts[key] for key in ("language", "dates", "days", "errors")},
        "status": {key: texts["status"][key] for key in ("downloaded", "forgotten", "not_kept")},
        "words": texts["planner"],
        "ics": texts["ics"],
    }
