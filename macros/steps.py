"""One phase of a plan with its day, and what there is to say of it; docs/assets/afterword/steps.js gives the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .business_days import DatesRefused
from .dates import filled, print_date

Facts = Mapping[str, str | int | date]

# Every reason for a day, by its key in the locale's `why`, with the facts that its text may name.
REASONS = {
    "thank-you": {"day", "hours", "cap"},
    "check-in": {"day", "count"},
    "check-in-promised": {"day", "count"},
    "final": {"day", "count"},
    "final-after-check-in": {"day", "count"},
    "off": {"day"},
    "after": {"day"},
    "sent": {"day"},
    "over": set[str](),
}


@dataclass(frozen=True)
class Step:
    """One phase with its day. `latest` is None where nothing is too late.

    Each of `reasons` is a key of REASONS with its facts; `template` is the message to send, `late` the one for after
    `latest`, or empty. `over` is a step that was not sent when a later one was.
    """

    phase: str
    day: date
    earliest: date
    latest: date | None
    reasons: tuple[tuple[str, Facts], ...]
    sources: tuple[str, ...]
    template: str
    late: str
    sent: bool = False
    over: bool = False


def state(step: Step, today: date) -> str:
    """Say where a step stands: `sent`, `over`, `early` before its earliest day, `late` after its latest, or `open`."""
    if step.sent or step.over:
        return "sent" if step.sent else "over"
    if step.latest is not None and today > step.latest:
        return "late"
    return "early" if today < step.earliest else "open"


def message_for(step: Step, today: date) -> str:
    """The slug of the template to send on `today`."""
    return step.late if step.late and state(step, today) == "late" else step.template


def why(step: Step, texts: Mapping[str, Any]) -> str:
    """The reasons of a step in words of the locale."""
    return " ".join(_in_words(texts["why"][key], facts, texts["dates"]) for key, facts in step.reasons)


def refusal(error: DatesRefused, texts: Mapping[str, Any]) -> str:
    """Say in words of the locale why no day can be given; its days have their year."""
    names = {**texts["dates"], "format": texts["days"]["full"]}
    return _in_words(texts["date_errors"][error.key], error.facts, names)


def as_json(step: Step, texts: Mapping[str, Any]) -> dict[str, Any]:
    """One step as the command prints it, with ISO dates."""
    return {
        "phase": step.phase,
        "date": str(step.day),
        "earliest": str(step.earliest),
        "latest": step.latest and str(step.latest),
        "why": why(step, texts),
        "sources": list(step.sources),
    }


def _in_words(text: str, facts: Facts, names: Mapping[str, Any]) -> str:
    words = {key: print_date(fact, names) if isinstance(fact, date) else str(fact) for key, fact in facts.items()}
    return filled(text, words)
