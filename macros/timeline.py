"""The day for each message after an interview, and why that day; docs/assets/afterword/timeline.js gives the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from .business_days import Calendar, DatesRefused, add_days, business_day_from, nth_business_day
from .steps import Facts, Step

PHASES = ("thank-you", "check-in", "final")


@dataclass(frozen=True)
class Asked:
    """What a plan is made from: `promised` is the day they named; `sent` has the phases that are done.

    A phase in `sent` has the day on which its message went, or None where that is not known.
    """

    interview: date
    promised: date | None = None
    sent: Mapping[str, date | None] = field(default_factory=dict)


def plan(asked: Asked, timeline: Mapping[str, Any], calendar: Calendar) -> list[Step]:
    """Thank-you, check-in and final message, each on a day of its own, by the rules of `timeline.yml`.

    Raises DatesRefused for a promised or sent day before the interview, and where the calendar ends.
    """
    _judge(asked)
    thanks, check_in, final = timeline["phases"]
    steps = [_settled(_thank_you(asked, thanks), asked, None, calendar)]
    steps.append(_settled(_check_in(asked, check_in, calendar), asked, steps[-1], calendar))
    return [*steps, _settled(_final(asked, final, steps[-1].day, calendar), asked, steps[-1], calendar)]


def handwritten_by(interview: date, timeline: Mapping[str, Any]) -> date:
    """The last day to post a note by hand."""
    return add_days(interview, int(timeline["phases"][0]["waits"]["handwritten_days"]))


def _judge(asked: Asked) -> None:
    if asked.promised is not None and asked.promised < asked.interview:
        raise DatesRefused("promised_before", promised=asked.promised, interview=asked.interview)
    for sent in asked.sent.values():
        if sent is not None and sent < asked.interview:
            raise DatesRefused("sent_before", sent=sent, interview=asked.interview)


def _thank_you(asked: Asked, rule: Mapping[str, Any]) -> Step:
    waits, day = rule["waits"], asked.interview
    earliest, best, latest = (add_days(day, int(waits[name])) for name in ("earliest_days", "days", "cap_days"))
    facts: Facts = {"day": day, "hours": int(waits["hours"]), "cap": int(waits["cap_hours"])}
    return _step(rule, "thank-you", facts, best, earliest, latest)


def _check_in(asked: Asked, rule: Mapping[str, Any], calendar: Calendar) -> Step:
    start, prefix = (asked.promised, "promised_") if asked.promised else (asked.interview, "")
    names = ("earliest_business_days", "business_days", "cap_business_days")
    counts = [int(rule["waits"][prefix + name]) for name in names]
    earliest, best, latest = (nth_business_day(start, count, calendar) for count in counts)
    key = "check-in-promised" if asked.promised else "check-in"
    return _step(rule, key, {"day": start, "count": counts[1]}, best, earliest, latest)


def _final(asked: Asked, rule: Mapping[str, Any], check_in: date, calendar: Calendar) -> Step:
    days, business = (int(rule["waits"][name]) for name in ("days", "after_check_in_business_days"))
    by_interview = add_days(asked.interview, days)
    by_check_in = nth_business_day(check_in, business, calendar)
    if by_check_in > by_interview:
        facts: Facts = {"day": check_in, "count": business}
        return _step(rule, "final-after-check-in", facts, by_check_in, by_check_in, None)
    day = business_day_from(by_interview, calendar)
    step = _step(rule, "final", {"day": asked.interview, "count": days}, day, day, None)
    return step if day == by_interview else replace(step, reasons=(*step.reasons, ("off", {"day": by_interview})))


def _step(rule: Mapping[str, Any], key: str, facts: Facts, best: date, earliest: date, latest: date | None) -> Step:
    rests = rule["reasons"][key]
    late = rule.get("late", "")
    return Step(rule["id"], best, earliest, latest, ((key, facts),), tuple(rests["sources"]), rests["template"], late)


def _settled(step: Step, asked: Asked, before: Step | None, calendar: Calendar) -> Step:
    """Mark what is sent or over; move the rest behind every message that went and behind the step before it."""
    if step.phase in asked.sent:
        day = asked.sent[step.phase]
        known = replace(step, day=day, reasons=(("sent", {"day": day}),)) if day else step
        return replace(known, sent=True)
    if any(PHASES.index(phase) > PHASES.index(step.phase) for phase in asked.sent):
        return replace(step, over=True, reasons=(("over", {}),))
    went = [day for day in asked.sent.values() if day]
    if went and step.earliest <= max(went):
        step = replace(step, earliest=nth_business_day(max(went), 1, calendar))
    taken = [*went, before.day] if before else went
    return _moved(step, max(taken), calendar) if taken and step.day <= max(taken) else step


def _moved(step: Step, taken: date, calendar: Calendar) -> Step:
    """The step on the first business day after `taken`, on which there is a message already."""
    day = nth_business_day(taken, 1, calendar)
    return replace(
        step,
        day=day,
        earliest=step.earliest if step.latest else day,
        latest=step.latest and max(step.latest, day),
        reasons=(*step.reasons, ("after", {"day": taken})),
    )
