"""The visitor's own timeline: days, reasons, calendar files, and the same days on every other page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from calendar_readers import READERS
from cards import field, keep, open_card
from conftest import ContextOpener, Watch
from plans import planned
from playwright.sync_api import Download, Locator, Page, expect
from test_export import started

from macros.dates import days_away, print_date, read_date
from macros.library import Library, load_library
from macros.timeline import PHASES

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
MONDAY = NOON.date()
SLUGS = list(load_library().templates)
INTERVIEW = {"interview_date": "2026-11-20"}
PROMISED = {**INTERVIEW, "promised_date": "2026-12-01"}

Opener = Callable[..., Page]


@pytest.fixture
def open_planner(open_context: ContextOpener) -> Opener:
    """Open the timeline for a visitor for whom it is Monday 23 November 2026, with these details kept."""

    def opener(details: dict[str, str] | None = None, address: str = "timeline/", **options: Any) -> Page:
        page = open_context(**{"timezone_id": "UTC", **options}).new_page()
        page.clock.set_fixed_time(NOON)
        page.goto(address)
        keep(page, details or {})
        return page

    return opener


def row(page: Page, phase: str) -> Locator:
    return page.locator(f"afterword-timeline li[data-phase={phase}]")


def part(inside: Locator, name: str) -> Locator:
    return inside.locator(f'[data-part="{name}"]')


def status(page: Page) -> Locator:
    return page.locator("afterword-timeline [role=status]")


def steps_of(details: dict[str, str], library: Library, **more: Any) -> dict[str, dict[str, Any]]:
    """The plan that the kit makes in Python, by phase."""
    case = {"interview": details["interview_date"], "promised": details.get("promised_date"), **more}
    steps = planned(case, library)
    assert isinstance(steps, list)
    return {step["phase"]: step for step in steps}


def test_typing_the_day_shows_every_day_its_distance_reason_and_sources(open_planner: Opener, library: Library) -> None:
    page = open_planner()
    field(page, "interview_date").fill("2026-11-23")

    for phase, step in steps_of({"interview_date": "2026-11-23"}, library).items():
        shown, day = row(page, phase), read_date(step["date"])
        expect(part(shown, "day")).to_have_text(print_date(day, library.shared.texts["dates"]))
        expect(part(shown, "day")).to_have_attribute("datetime", step["date"])
        expect(part(shown, "away")).to_have_text(days_away(day, MONDAY, library.shared.texts["days"]))
        expect(part(shown, "why")).to_have_text(step["why"])
        assert shown.locator("[data-reason]:visible a").all_inner_texts() == step["sources"]
    expect(status(page)).to_have_text("Next: Thank them, today or tomorrow: within 24 hours.")


@pytest.mark.parametrize(
    ("locale", "shown"), [("en-US", "Tuesday, December 1"), ("de-DE", "Dienstag, 1. Dezember"), ("ar-EG", "الثلاثاء")]
)
def test_days_stand_in_the_readers_locale(locale: str, shown: str, open_planner: Opener) -> None:
    page = open_planner(INTERVIEW, locale=locale)

    day = part(row(page, "check-in"), "day")
    expect(day).to_contain_text(shown)
    expect(row(page, "check-in").locator(".afterword-on")).to_have_attribute("lang", locale)


def test_one_press_says_that_the_interview_is_today(open_planner: Opener) -> None:
    page = open_planner()
    page.get_by_role("button", name="It is today").click()

    expect(field(page, "interview_date")).to_have_value("2026-11-23")
    expect(part(row(page, "thank-you"), "day")).to_have_text("Tuesday 24 November")


def test_a_promised_day_leads_to_its_own_wait_and_message(open_planner: Opener, library: Library) -> None:
    page = open_planner(PROMISED)

    shown = row(page, "check-in")
    expect(part(shown, "day")).to_have_text("Thursday 3 December")
    expect(part(shown, "why")).to_have_text(steps_of(PROMISED, library)["check-in"]["why"])
    assert shown.locator("[data-template]:visible").all_inner_texts() == [
        library.templates["check-in-after-date"].title
    ]


def test_what_is_overdue_says_so_and_what_to_send(open_planner: Opener, library: Library) -> None:
    page = open_planner({"interview_date": "2026-11-06"})

    thanks, check_in = row(page, "thank-you"), row(page, "check-in")
    expect(part(thanks, "day")).to_have_text(library.shared.texts["planner"]["left"])
    expect(part(thanks, "advice")).to_have_text(library.shared.texts["planner"]["merged"])
    expect(part(check_in, "day")).to_have_text("Monday 23 November")
    expect(part(check_in, "advice")).to_have_text(
        "This is overdue: the last good day was Friday 20 November. Send it today all the same."
    )
    assert check_in.locator("[data-template]:visible").all_inner_texts() == [library.templates["check-in"].title]
    expect(part(row(page, "final"), "day")).to_have_text("Monday 30 November")
    expect(part(row(page, "final"), "why")).to_have_text("5 business days after your check-in on Monday 23 November.")


def test_a_late_thank_you_is_for_today_and_by_its_own_message(open_planner: Opener, library: Library) -> None:
    page = open_planner(INTERVIEW)
    page.clock.set_fixed_time(NOON.replace(day=24))
    keep(page, {"company": "Halden"})

    thanks = row(page, "thank-you")
    expect(part(thanks, "day")).to_have_text("Tuesday 24 November")
    expect(part(thanks, "advice")).to_have_text(
        "This is overdue: the last good day was Sunday 22 November. Send it today all the same."
    )
    assert thanks.locator("[data-template]:visible").all_inner_texts() == [library.templates["thank-you-late"].title]
    (entry,) = READERS[0](downloaded(page, thanks.get_by_role("button", name="To my calendar")))
    assert entry.start == date(2026, 11, 24)


def test_a_page_that_is_looked_at_again_speaks_of_the_new_day(open_planner: Opener) -> None:
    page = open_planner({"interview_date": "2026-11-23"})
    expect(part(row(page, "thank-you"), "away")).to_have_text("tomorrow")

    page.clock.set_fixed_time(NOON.replace(day=24))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    expect(part(row(page, "thank-you"), "away")).to_have_text("today")


def test_what_is_sent_is_ticked_and_moves_the_rest(open_planner: Opener, library: Library) -> None:
    page = open_planner({"interview_date": "2026-11-06"})
    expect(field(page, "check_in_date")).to_be_hidden()
    page.get_by_label("The check-in").check()

    expect(part(row(page, "thank-you"), "day")).to_have_text(library.shared.texts["planner"]["left"])
    expect(part(row(page, "check-in"), "day")).to_have_text("Sent.")
    expect(part(row(page, "check-in"), "advice")).to_have_text(
        "Say on which day you checked in. Until then, Tuesday 17 November stands in for it."
    )
    field(page, "check_in_date").fill("2026-11-20")
    expect(part(row(page, "check-in"), "day")).to_have_text("Friday 20 November")
    expect(part(row(page, "final"), "day")).to_have_text("Friday 27 November")
    expect(status(page)).to_have_text("Next: One last note, Friday 27 November (in 4 days).")
    field(page, "check_in_date").fill("")
    page.get_by_label("The last note").check()
    expect(status(page)).to_have_text(library.shared.texts["planner"]["done"])
    expect(part(row(page, "check-in"), "advice")).to_be_hidden()


def test_a_check_in_of_an_unknown_day_was_sent_today_at_the_latest(open_planner: Opener) -> None:
    page = open_planner({**INTERVIEW, "timeline_sent": "thank-you check-in"})
    page.clock.set_fixed_time(NOON.replace(day=25))
    keep(page, {"company": "Halden"})

    check_in, final = row(page, "check-in"), row(page, "final")
    expect(part(check_in, "advice")).to_have_text(
        "Say on which day you checked in. Until then, Wednesday 25 November stands in for it."
    )
    expect(part(check_in, "day")).to_have_text("Sent.")
    expect(part(final, "day")).to_have_text("Friday 4 December")
    expect(part(final, "why")).to_have_text("14 days after your interview on Friday 20 November.")
    expect(part(row(page, "thank-you"), "day")).to_have_text("Sent.")


def test_a_note_by_hand_is_advised_until_its_day_has_passed(open_planner: Opener) -> None:
    page = open_planner(INTERVIEW)
    thanks = row(page, "thank-you")
    expect(part(thanks, "by-hand")).to_have_text("A note by hand: in the post by Monday 23 November.")

    page.clock.set_fixed_time(NOON.replace(day=24))
    keep(page, {"company": "Halden"})
    expect(part(thanks, "away")).to_have_text("today")
    expect(part(thanks, "by-hand")).to_be_hidden()


def test_after_an_interview_today_it_is_today_or_tomorrow(open_planner: Opener) -> None:
    page = open_planner({"interview_date": "2026-11-23"})

    expect(status(page)).to_have_text("Next: Thank them, today or tomorrow: within 24 hours.")
    expect(part(row(page, "thank-you"), "window")).to_have_text(
        "Today or tomorrow: within 24 hours. Wednesday 25 November is the last good day."
    )
    page.goto("")
    expect(page.locator("article")).to_contain_text("Thank each person you met, today or tomorrow: within 24 hours.")


@pytest.mark.parametrize(
    ("details", "told"),
    [
        (
            {**INTERVIEW, "promised_date": "2026-11-19"},
            "The day they named, Thursday 19 November 2026, is before the interview on Friday 20 November 2026. "
            "Check both.",
        ),
        (
            {"interview_date": "2024-11-20", "timeline_country": "US"},
            "United States: the holidays of 2024 are not known here. Choose no holidays, and look at a calendar for "
            "that year.",
        ),
        ({"interview_date": "9999-12-30"}, "That is past the year 9999, where the calendar ends. Check the dates."),
    ],
)
def test_what_cannot_be_is_explained_and_no_day_is_guessed(
    details: dict[str, str], told: str, open_planner: Opener, library: Library
) -> None:
    page = open_planner(details)

    expect(status(page)).to_have_text(told)
    if "promised_date" in details:
        expect(field(page, "promised_date")).to_have_attribute("aria-invalid", "true")
        expect(page.locator("#afterword-promised_date-error")).to_have_text(told)
    for phase in library.shared.timeline["phases"]:
        assert not re.search(r"[0-9]{4}|day [0-9]", part(row(page, phase["id"]), "day").inner_text())
    expect(page.locator("afterword-timeline [data-action=ics]:visible")).to_have_count(0)


def test_a_day_that_the_calendar_does_not_have_is_told_at_its_field(open_planner: Opener) -> None:
    page = open_planner()
    interview = field(page, "interview_date")
    interview.focus()
    page.keyboard.type("02312026")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")

    expect(interview).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#afterword-interview_date-error")).to_have_text("There is no such day. Choose another.")
    interview.fill("2026-11-20")
    expect(page.locator("#afterword-interview_date-error")).to_be_hidden()


def test_a_promised_day_that_does_not_exist_holds_the_plan_back_until_it_is_forgotten(open_planner: Opener) -> None:
    page = open_planner(INTERVIEW)
    field(page, "promised_date").focus()
    page.keyboard.type("02312026")
    page.get_by_label("The thank-you").focus()
    expect(status(page)).to_have_text("There is no such day. Choose another.")
    expect(part(row(page, "check-in"), "why")).not_to_contain_text("Friday")

    page.get_by_role("button", name="Forget my details").click()
    expect(page.locator("#afterword-promised_date-error")).to_be_hidden()
    expect(field(page, "promised_date")).not_to_have_attribute("aria-invalid", "true")


def test_a_check_in_that_is_still_to_come_was_not_sent(open_planner: Opener, library: Library) -> None:
    page = open_planner({**INTERVIEW, "timeline_sent": "check-in", "check_in_date": "2026-12-24"})

    expect(page.locator("#afterword-check_in_date-error")).to_have_text(library.shared.texts["planner"]["future"])


def test_a_year_that_is_far_away_is_asked_about(open_planner: Opener) -> None:
    page = open_planner({"interview_date": "2028-11-20"})

    expect(status(page)).to_contain_text("That is more than a year from today. Is the year right?")
    expect(part(row(page, "thank-you"), "day")).to_have_text("Tuesday, 21 November 2028")


def test_holidays_of_a_country_and_its_region_count(open_planner: Opener, library: Library, built_site: Path) -> None:
    details = {"interview_date": "2026-11-18"}
    page = open_planner(details)
    region = page.get_by_label("Region")
    expect(region).to_be_hidden()
    page.locator("afterword-timeline summary").filter(has_text="Holidays").click()

    with page.expect_response(lambda answer: answer.url.endswith("/assets/holidays/US.json")):
        page.get_by_label("Public holidays of").select_option(label="United States")

    # Thanksgiving, 26 November, is no business day; in California the day after is none either.
    country = json.loads((built_site / "assets" / "holidays" / "US.json").read_text(encoding="utf-8"))
    whole = steps_of(details, library, country=country)["check-in"]["date"]
    expect(part(row(page, "check-in"), "day")).to_have_attribute("datetime", whole)
    region.select_option(label="California")
    part_of = steps_of(details, library, country=country, region="CA")["check-in"]["date"]
    expect(part(row(page, "check-in"), "day")).to_have_attribute("datetime", part_of)
    assert len({whole, part_of, steps_of(details, library)["check-in"]["date"]}) == 3
    page.get_by_label("Public holidays of").select_option("")
    expect(region).to_be_hidden()


@pytest.mark.parametrize(
    ("country", "weekend", "expected"),
    [("", "", "2026-12-01"), ("", "fri sat", "2026-11-30"), ("", "none", "2026-11-27"), ("EG", "", "2026-11-30")],
)
def test_the_weekend_is_the_visitors(country: str, weekend: str, expected: str, open_planner: Opener) -> None:
    page = open_planner({**INTERVIEW, "timeline_country": country, "timeline_weekend": weekend})

    expect(part(row(page, "check-in"), "day")).to_have_attribute("datetime", expected)


def test_holidays_that_cannot_be_loaded_are_told_and_asked_for_again(
    open_planner: Opener, watch: Watch, library: Library
) -> None:
    watch.allow("ERR_INTERNET_DISCONNECTED|net::ERR_FAILED|Failed to load resource")
    page = open_planner(INTERVIEW)
    page.route("**/assets/holidays/*.json", lambda route: route.abort())
    keep(page, {"timeline_country": "US"})
    expect(status(page)).to_have_text(library.shared.texts["planner"]["no_file"])

    page.unroute("**/assets/holidays/*.json")
    keep(page, {"timeline_weekend": "none"})
    expect(part(row(page, "check-in"), "day")).to_have_attribute("datetime", "2026-11-28")


def test_the_message_is_a_link_and_the_details_go_along(open_planner: Opener) -> None:
    page = open_planner({**INTERVIEW, "company": "Halden Robotics"})
    page.get_by_role("link", name="Check in when you have had no reply").first.click()

    page.wait_for_url("**/templates/check-in/")
    expect(field(page, "company")).to_have_value("Halden Robotics")
    expect(page.locator('afterword-template [data-part="body"]')).to_contain_text("our conversation on Friday about")


def test_the_days_outlive_the_page_and_are_forgotten(open_planner: Opener, library: Library) -> None:
    page = open_planner({**PROMISED, "timeline_sent": "thank-you", "timeline_weekend": "fri sat"})
    page.reload()
    expect(field(page, "promised_date")).to_have_value("2026-12-01")
    expect(page.get_by_label("The thank-you")).to_be_checked()
    expect(page.locator("#afterword-weekend")).to_have_value("fri sat")

    page.get_by_role("button", name="Forget my details").click()
    expect(status(page)).to_have_text(library.shared.texts["status"]["forgotten"])
    for name in ("interview_date", "promised_date"):
        expect(field(page, name)).to_have_value("")
    expect(page.get_by_label("The thank-you")).not_to_be_checked()
    expect(part(row(page, "check-in"), "day")).not_to_contain_text("December")
    assert page.evaluate("sessionStorage.length") == 0


def test_the_picture_shows_the_same_days(open_planner: Opener) -> None:
    page = open_planner({"interview_date": "2026-11-23", "promised_date": "2026-12-15"})

    drawing = page.get_by_role("img", name="Your days as a calendar")
    expect(drawing).to_have_attribute(
        "aria-label",
        "Your days as a calendar: the interview on Monday 23 November, Thank them on Tuesday 24 November, "
        "the day they named on Tuesday 15 December, Check in, once on Thursday 17 December, and One last note on "
        "Thursday 24 December.",
    )
    marks = drawing.locator("[data-mark]").evaluate_all(
        "cells => cells.map((one) => one.dataset.mark + one.textContent)"
    )
    assert marks == ["I23", "124", "P15", "217", "324"]
    assert drawing.locator("[data-today]").all_inner_texts() == ["23"]
    assert drawing.locator("em").all_inner_texts() == ["Nov", *[""] * 6, "Dec", *[""] * 6]
    assert drawing.locator("i").all_inner_texts() == ["…"]
    expect(drawing.locator("[data-off]")).to_have_count(6)


def test_the_picture_names_a_month_where_it_begins_and_shades_no_day_that_has_passed(open_planner: Opener) -> None:
    page = open_planner(INTERVIEW)
    page.clock.set_fixed_time(NOON.replace(day=30))
    keep(page, {"timeline_sent": "thank-you"})

    drawing = page.get_by_role("img", name="Your days as a calendar")
    assert drawing.locator("em").all_inner_texts() == ["Nov", *[""] * 7, "Dec", *[""] * 5]
    assert drawing.locator("[data-open]").all_inner_texts() == ["30", "1", "2", "3", "4", "8"]


def test_it_works_by_keyboard_alone(open_planner: Opener) -> None:
    page = open_planner()
    field(page, "interview_date").focus()
    page.keyboard.type("11202026")
    page.get_by_role("button", name="It is today").focus()
    page.keyboard.press("Tab")
    expect(field(page, "promised_date")).to_be_focused()
    page.keyboard.type("12012026")
    page.get_by_label("The thank-you").focus()
    page.keyboard.press("Space")

    expect(status(page)).to_have_text("Next: Check in, once, Thursday 3 December (in 10 days).")
    with page.expect_download() as download:
        page.get_by_role("button", name="Add all to my calendar").focus()
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "afterword.ics"


# Calendar files


def downloaded(page: Page, press: Locator) -> bytes:
    with page.expect_download() as download:
        press.click()
    return content(download.value)


def content(download: Download) -> bytes:
    return download.path().read_bytes()


@pytest.mark.parametrize("days", [("2026-11-23",), ("2026-11-23", "2026-12-01")])
def test_page_and_command_write_the_same_calendar_file(
    days: tuple[str, ...], open_planner: Opener, origin: str, tmp_path: Path
) -> None:
    page = open_planner(dict(zip(("interview_date", "promised_date"), days, strict=False)))
    ours = downloaded(page, page.get_by_role("button", name="Add all to my calendar"))

    ended = started(
        *("-m", "scripts.dates", "--interview", days[0], *(("--promised", days[1]) if days[1:] else ())),
        *("--today", str(MONDAY), "--ics", str(tmp_path / "theirs.ics"), "--site-url", origin),
        setting={"SOURCE_DATE_EPOCH": str(int(NOON.timestamp()))},
    )

    assert (ended.code, ended.err) == (0, "")
    assert ours == (tmp_path / "theirs.ics").read_bytes()


def test_the_calendar_file_holds_the_message_as_it_reads_on_its_day(open_planner: Opener, library: Library) -> None:
    details = {
        **library.templates["thank-you"].example,
        "interview_date": "2026-11-23",
        "company": "Łódź & Søn; Ltd, 😀",
    }
    page = open_planner(details)

    written = downloaded(page, row(page, "thank-you").get_by_role("button", name="To my calendar"))

    words = library.shared.words(details, date(2026, 11, 24))
    for read in READERS:
        (entry,) = read(written)
        assert entry.start == date(2026, 11, 24)
        assert entry.summary == "Thank you after an interview (Łódź & Søn; Ltd, 😀)"
        assert f"Thank you for your time yesterday and for explaining the {words['job_title']}" in entry.description
        assert entry.description.endswith(words["your_linkedin"])
        assert "[" not in entry.description


def test_the_calendar_file_claims_nothing_that_nobody_said(open_planner: Opener) -> None:
    page = open_planner(INTERVIEW)

    written = downloaded(page, row(page, "check-in").get_by_role("button", name="To my calendar"))

    for read in READERS:
        (entry,) = read(written)
        assert "on Friday 20 November about the [job title] position at [company]" in entry.description
        assert "You expected to have news" not in entry.description
        assert entry.description.endswith("\n\nBest regards,\n[your name]")


def test_a_second_file_updates_the_first(open_planner: Opener) -> None:
    page = open_planner(INTERVIEW)
    press = row(page, "check-in").get_by_role("button", name="To my calendar")
    first = downloaded(page, press)
    page.clock.set_fixed_time(NOON.replace(minute=5))
    keep(page, {"promised_date": "2026-12-01"})
    expect(part(row(page, "check-in"), "day")).to_have_attribute("datetime", "2026-12-03")
    second = downloaded(page, press)

    for read in READERS:
        (before,), (after,) = read(first), read(second)
        assert before.uid == after.uid
        assert (before.start, after.start) == (date(2026, 12, 1), date(2026, 12, 3))
    numbers = [int(re.findall(rb"SEQUENCE:([0-9]+)", written)[0]) for written in (first, second)]
    assert numbers[0] < numbers[1]


def test_what_was_sent_is_not_in_the_calendar_file(open_planner: Opener) -> None:
    page = open_planner({**INTERVIEW, "timeline_sent": "thank-you"})

    written = downloaded(page, page.get_by_role("button", name="Add all to my calendar"))

    assert [entry.uid.split("-2026")[0] for entry in READERS[0](written)] == ["check-in", "final"]


# The same days elsewhere


@pytest.mark.parametrize(
    ("slug", "details", "told"),
    [
        ("thank-you", {"interview_date": "2026-11-23"}, "Send by Tuesday 24 November (tomorrow). Why this day?"),
        ("thank-you", {"interview_date": "2026-11-22"}, "Send by Monday 23 November (today). Why this day?"),
        (
            "thank-you",
            {"interview_date": "2026-11-21"},
            "The best day was Sunday 22 November. Send it today: it is the last good day. Why this day?",
        ),
        (
            "thank-you",
            INTERVIEW,
            "Sunday 22 November has passed. Today, send this one in its place: A late thank-you",
        ),
        (
            "check-in",
            INTERVIEW,
            "Send by Tuesday 1 December (in 8 days), the best day. "
            "Any day from Friday 27 November to Friday 4 December will do. Why this day?",
        ),
        (
            "check-in",
            {"interview_date": "2026-11-13"},
            "Send by Tuesday 24 November (tomorrow), the best day. Any day until Friday 27 November will do. "
            "Why this day?",
        ),
        (
            "check-in-after-date",
            {"interview_date": "2026-11-13", "promised_date": "2026-11-20"},
            "Send by Tuesday 24 November (tomorrow). Why this day?",
        ),
        (
            "check-in-new-subject",
            PROMISED,
            "Send by Thursday 3 December (in 10 days), the best day. "
            "Any day from Wednesday 2 December to Thursday 3 December will do. Why this day?",
        ),
        (
            "check-in",
            {"interview_date": "2026-11-02"},
            "It was due by Monday 16 November. Send it today all the same. Why this day?",
        ),
        ("check-in", {**INTERVIEW, "timeline_sent": "check-in"}, "You have marked this one as sent. Why this day?"),
        (
            "thank-you",
            {**INTERVIEW, "timeline_sent": "check-in"},
            "You have sent a later message, so leave this one. Why this day?",
        ),
        ("final-message", INTERVIEW, "Send on Tuesday 8 December (in 15 days), not before. Why this day?"),
        (
            "second-check-in",
            {"interview_date": "2026-10-20"},
            "Send on Monday 30 November (in 7 days), not before. Why this day?",
        ),
        (
            "handwritten-card",
            {"interview_date": "2026-11-22"},
            "In the post by Wednesday 25 November (in 2 days). Why this day?",
        ),
        ("gap-fill", {"interview_date": "2026-11-23"}, "Send by Tuesday 24 November (tomorrow). Why this day?"),
        (
            "check-in",
            {**INTERVIEW, "promised_date": "2026-11-02"},
            "The day they named, Monday 2 November 2026, is before the interview on Friday 20 November 2026. "
            "Check both. Look at your dates",
        ),
        ("check-in", PROMISED, "For your dates, another message fits: Check in after the promised date"),
        (
            "check-in-after-date",
            INTERVIEW,
            "For your dates, another message fits: Check in when you have had no reply",
        ),
        (
            "handwritten-card",
            {"interview_date": "2026-11-10"},
            "It should have been in the post by Friday 13 November. An e-mail is quicker now: A late thank-you",
        ),
        (
            "thank-you",
            {"interview_date": "2026-11-06"},
            "It is too late for this one. Your check-in thanks them too. Why this day?",
        ),
    ],
)
def test_each_card_says_by_which_day_to_send(
    slug: str, details: dict[str, str], told: str, open_planner: Opener
) -> None:
    page = open_planner(details, address=f"templates/{slug}/")

    expect(page.locator('afterword-template [data-part="due"]')).to_have_text(told)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_card_names_the_day_of_its_phase_or_none(slug: str, open_planner: Opener, library: Library) -> None:
    """Every message of a phase has a day; what happens at no fixed day after the interview has none."""
    answers = {
        answer.get("template"): answer.get("phase")
        for situation in library.shared.navigator["situations"]
        for answer in situation["answers"]
    }
    stage = library.templates[slug].stage
    phase = answers.get(slug, stage) if slug in answers else stage
    promised = {"promised_date": "2026-12-01"} if slug == "check-in-after-date" else {}
    page = open_planner({"interview_date": "2026-11-23", **promised}, address=f"templates/{slug}/")

    line = page.locator('afterword-template [data-part="due"]')
    if phase in PHASES:
        expect(line).to_contain_text(re.compile("^(Send (by|on)|In the post by) [MTWFS][a-z]+day "))
    else:
        expect(line).to_have_count(0)


def test_the_days_stand_in_the_navigator(open_planner: Opener) -> None:
    page = open_planner(PROMISED, address="what-happened/")

    def when(says: str) -> Locator:
        return page.locator(".afterword-answers li").filter(has_text=says).locator(".afterword-when")

    expect(when("The day they named has passed").locator("strong")).to_have_text("Thursday 3 December")
    expect(when("They named no day").locator("strong")).to_have_count(0)
    expect(when("I would rather call").locator("strong")).to_have_text("Thursday 3 December")
    expect(when("I would like to stay in touch")).to_have_text("some weeks or months later")
    keep(page, {"promised_date": ""})
    expect(when("They named no day").locator("strong")).to_have_text("Tuesday 1 December")


def test_without_script_the_waits_stand_and_no_control_does(open_context: ContextOpener, library: Library) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto("timeline/")

    for phase in library.shared.timeline["phases"]:
        expect(part(row(page, phase["id"]), "day")).to_be_visible()
        expect(row(page, phase["id"]).locator("a").first).to_be_visible()
    for control in page.locator("afterword-timeline :is(input, select, button)").all():
        expect(control).to_be_hidden()
    expect(page.locator("afterword-timeline [data-message]").first).to_be_hidden()
    expect(page.locator("table.afterword-phases")).to_be_visible()


def test_an_open_card_follows_what_is_typed_into_it(open_planner: Opener) -> None:
    page = open_planner()
    open_card(page, "thank-you")
    keep(page, {"interview_date": "2026-11-23"})

    expect(page.locator('[data-part="due"]')).to_have_text("Send by Tuesday 24 November (tomorrow). Why this day?")
    keep(page, {"interview_date": ""})
    expect(page.locator('[data-part="due"]')).to_be_hidden()
