"""The day for each message: by the table, by a second reckoning of many plans, and in words."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from plans import MANY, PHASES, asked_of, chance_cases, planned, working_days
from tables import table

from macros.business_days import Calendar, DatesRefused, add_days, business_day_from, make_calendar, nth_business_day
from macros.dates import days_away, read_date, relative_day
from macros.library import Library
from macros.steps import Step, message_for, refusal, state, why
from macros.timeline import Asked, handwritten_by, plan

FRIDAY = date(2026, 11, 20)
PLAIN = make_calendar()


def judged(case: dict[str, Any], library: Library) -> dict[str, Any]:
    """What Python makes of a case, in the shape of the table."""
    try:
        calendar = make_calendar(case.get("weekend"), case.get("country"), case.get("region"))
        steps = plan(asked_of(case), library.shared.timeline, calendar)
    except DatesRefused as error:
        return {"refused": error.key}
    return {"steps": [as_in_table(step) for step in steps]}


def as_in_table(step: Step) -> dict[str, Any]:
    return {
        "phase": step.phase,
        "date": str(step.day),
        "earliest": str(step.earliest),
        "latest": str(step.latest) if step.latest else None,
        "why": [key for key, _ in step.reasons],
        "sources": [*step.sources],
    }


@pytest.mark.parametrize("case", table("dates_plan"), ids=lambda case: case["about"])
def test_each_plan_of_the_table_is_made_as_it_says(case: dict[str, Any], library: Library) -> None:
    assert judged(case, library) == {key: case[key] for key in ("steps", "refused") if key in case}


def test_the_table_has_every_refusal_and_every_reason(library: Library) -> None:
    cases = table("dates_plan")
    reasons = {reason for case in cases for step in case.get("steps", ()) for reason in step["why"]}

    assert {case["refused"] for case in cases if "refused" in case} == library.shared.texts["date_errors"].keys()
    assert reasons == library.shared.texts["why"].keys()


def oracle(case: dict[str, Any]) -> list[tuple[str, str, str, str | None]]:
    """The rules anew, for a case of which nothing is sent; IndexError where the holidays end."""
    start = read_date(case["interview"])
    days = [*working_days(case)]

    def after(day: date, count: int) -> date:
        return [other for other in days if other > day][count - 1]

    promised = read_date(case["promised"]) if "promised" in case else None
    check = [after(promised, n) for n in (1, 2, 2)] if promised else [after(start, n) for n in (5, 7, 10)]
    two_weeks = start + timedelta(days=14)
    later = max(two_weeks, after(check[1], 5))
    final = later if later in days else after(later, 1)
    thanks = [start + timedelta(days=n) for n in (0, 1, 2)]
    return [
        ("thank-you", str(thanks[1]), str(thanks[0]), str(thanks[2])),
        ("check-in", str(check[1]), str(check[0]), str(check[2])),
        ("final", str(final), str(final), None),
    ]


def test_a_second_reckoning_of_many_plans_finds_the_same_days(library: Library) -> None:
    cases = [case for case in chance_cases() if "sent" not in case]
    refused = made = 0
    for case in cases:
        found = planned(case, library)
        try:
            expected = oracle(case)
        except IndexError:
            assert isinstance(found, str), case
            refused += 1
            continue
        if isinstance(found, str):
            assert case["promised"] < case["interview"], case
            refused += 1
        else:
            assert [(s["phase"], s["date"], s["earliest"], s["latest"]) for s in found] == expected, case
            made += 1
    assert len(cases) > MANY / 2
    assert refused > 25
    assert made > 1000


def test_no_two_messages_fall_on_one_day_and_none_is_moved_before_one_that_went(library: Library) -> None:
    for case in chance_cases():
        try:
            calendar = make_calendar(case.get("weekend"), case.get("country"), case.get("region"))
            steps = plan(asked_of(case), library.shared.timeline, calendar)
        except DatesRefused:
            continue
        went = [day for day in asked_of(case).sent.values() if day]
        ahead = [step for step in steps if not step.sent and not step.over]
        days = [step.day for step in ahead]
        assert days == sorted({*days}), case
        assert all(day > max(went, default=date.min) for day in days), case
        for step in ahead:
            assert step.earliest <= step.day <= (step.latest or date.max), case
        assert len(steps) - 1 == int(library.shared.timeline["follow_ups"])


# Counting


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 2, date(2026, 11, 24)),
        (date(2026, 11, 22), 1, date(2026, 11, 23)),
        (FRIDAY, 1, date(2026, 11, 23)),
        (date(2026, 11, 19), 1, FRIDAY),
        (FRIDAY, 0, FRIDAY),
        (FRIDAY, 250, date(2027, 11, 5)),
    ],
)
def test_the_day_counted_from_is_never_counted(day: date, count: int, expected: date) -> None:
    assert nth_business_day(day, count, PLAIN) == expected


def test_a_business_day_stays_and_any_other_moves_on() -> None:
    calendar = Calendar(holidays=frozenset({date(2026, 11, 23)}))

    assert business_day_from(FRIDAY, calendar) == FRIDAY
    assert business_day_from(date(2026, 11, 21), calendar) == date(2026, 11, 24)


def test_only_a_year_that_is_counted_in_has_to_be_known() -> None:
    calendar = Calendar("Utopia", years=frozenset({2026}))

    assert nth_business_day(date(2025, 12, 31), 1, calendar) == date(2026, 1, 1)
    with pytest.raises(DatesRefused) as refused:
        nth_business_day(date(2026, 12, 31), 1, calendar)
    assert (refused.value.key, dict(refused.value.facts)) == ("no_holidays", {"place": "Utopia", "year": 2027})


def test_the_calendar_ends_with_the_year_9999() -> None:
    assert add_days(date(9999, 12, 30), 1) == date.max
    with pytest.raises(DatesRefused, match="beyond"):
        add_days(date.max, 1)


# What there is to say


def test_a_refusal_names_the_place_and_the_year(library: Library) -> None:
    error = DatesRefused("no_holidays", place="California, United States", year=2031)

    assert "California, United States: the holidays of 2031" in refusal(error, library.shared.texts)


def test_a_refusal_tells_days_of_two_years_apart(library: Library) -> None:
    error = DatesRefused("promised_before", promised=date(2025, 12, 1), interview=date(2026, 12, 1))

    said = refusal(error, library.shared.texts)

    assert "Monday 1 December 2025" in said
    assert "Tuesday 1 December 2026" in said


def test_the_reason_names_the_number_and_the_day(library: Library) -> None:
    _, check_in, final = plan(Asked(FRIDAY, date(2026, 12, 1)), library.shared.timeline, PLAIN)

    assert why(check_in, library.shared.texts).startswith("2 business days after Tuesday 1 December")
    assert why(final, library.shared.texts).startswith("5 business days after your check-in on Thursday 3 December")


def test_the_waits_are_those_of_the_file(library: Library) -> None:
    first, second, third = library.shared.timeline["phases"]
    longer = {
        "phases": [
            {**first, "waits": {**first["waits"], "handwritten_days": "6", "days": "2"}},
            {**second, "waits": {**second["waits"], "business_days": "8"}},
            {**third, "waits": {**third["waits"], "days": "21"}},
        ]
    }

    assert handwritten_by(FRIDAY, library.shared.timeline) == date(2026, 11, 23)
    assert handwritten_by(FRIDAY, longer) == date(2026, 11, 26)
    days = [step.day for step in plan(Asked(FRIDAY), longer, PLAIN)]
    assert days == [date(2026, 11, 22), date(2026, 12, 2), date(2026, 12, 11)]


@pytest.mark.parametrize(
    ("today", "expected", "message"),
    [
        (date(2026, 11, 19), "early", "thank-you"),
        (FRIDAY, "open", "thank-you"),
        (date(2026, 11, 22), "open", "thank-you"),
        (date(2026, 11, 23), "late", "thank-you-late"),
    ],
)
def test_a_thank_you_past_its_last_day_is_the_late_one(
    today: date, expected: str, message: str, library: Library
) -> None:
    thanks = plan(Asked(FRIDAY), library.shared.timeline, PLAIN)[0]

    assert (state(thanks, today), message_for(thanks, today)) == (expected, message)


def test_what_is_sent_or_over_is_never_late_and_the_last_message_never_is_either(library: Library) -> None:
    sent = {"check-in": date(2026, 12, 1)}
    steps = plan(Asked(FRIDAY, sent=sent), library.shared.timeline, PLAIN)

    assert [state(step, date(2030, 1, 1)) for step in steps] == ["over", "sent", "open"]
    assert message_for(steps[0], date(2030, 1, 1)) == "thank-you"


def test_every_message_that_a_day_leads_to_exists(library: Library) -> None:
    for phase in library.shared.timeline["phases"]:
        slugs = {reason["template"] for reason in phase["reasons"].values()} | {*filter(None, [phase.get("late")])}
        for slug in slugs:
            assert library.templates[slug].stage == phase["id"]
    assert [phase["id"] for phase in library.shared.timeline["phases"]] == [*PHASES]


# Days as messages name them


@pytest.mark.parametrize("case", table("relative_days"))
def test_a_day_is_named_as_the_table_says(case: dict[str, str], library: Library) -> None:
    day, today, texts = read_date(case["day"]), read_date(case["today"]), library.shared.texts

    assert (relative_day(day, today, texts), days_away(day, today, texts["days"])) == (case["on"], case["away"])
