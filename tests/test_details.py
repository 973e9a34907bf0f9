"""What somebody types: trimmed, judged, and made ready for a message."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tables import table

from macros.details import REFUSALS, TRIMMED, DetailRefused, control_in, holes, in_words, read_detail, read_details
from macros.fields import Field
from macros.library import Library

TEXTS = table("refusals")
TYPES = ["text", "name", "email", "tel", "url", "date", "multiline", "choice"]


def field_of(facts: dict[str, Any]) -> Field:
    most, choices = facts.get("most", 200), tuple(facts.get("choices", ()))
    return Field("detail", "Detail", facts["type"], "job title", "x", choices=choices, max_length=most)


def judged(field: Field, raw: str) -> dict[str, str]:
    try:
        return {"value": read_detail(field, raw, TEXTS)}
    except DetailRefused as refused:
        return {"error": str(refused)}


def test_every_case_of_the_table_is_judged_as_it_says() -> None:
    cases = table("details")

    assert len(cases) > 200
    for case in cases:
        expected = {key: case[key] for key in ("value", "error") if key in case}
        assert judged(field_of(case["field"]), case["raw"]) == expected, case


def test_the_table_covers_every_type_and_every_refusal() -> None:
    cases = table("details")

    assert {case["field"]["type"] for case in cases} == {*TYPES}
    assert {case["error"].split()[0] for case in cases if "error" in case} == TEXTS.keys()


def test_every_refusal_has_a_text_that_names_the_field(library: Library) -> None:
    errors = library.shared.texts["errors"]

    assert errors.keys() >= TEXTS.keys() == REFUSALS.keys()
    for key in REFUSALS:
        assert "{label}" in errors[key]


def test_a_refusal_says_what_is_wrong_in_words(library: Library) -> None:
    name, errors = library.shared.fields["your_name"], library.shared.texts["errors"]

    with pytest.raises(DetailRefused) as too_long:
        read_detail(name, "x" * 201, errors)
    with pytest.raises(DetailRefused) as control:
        read_detail(name, "Amara\u0007", errors)

    assert str(too_long.value) == "“Your name” is 201 characters long. The most is 200."
    assert str(control.value).startswith("“Your name” has a character (U+0007) that cannot stand in a message.")


# Every character of the basic plane, and one in 199 of the others.
CODES = [*range(0x10000), *range(0x10000, 0x110000, 199)]


def test_every_control_character_and_lone_surrogate_is_refused_inside_a_value() -> None:
    """The categories of Unicode's own table: Cc, Cs, Zl and Zp are refused, and nothing else is."""
    for kind in ("text", "multiline"):
        field = field_of({"type": kind})
        refused = {code for code in CODES if "error" in judged(field, f"a{chr(code)}b")}
        categories = {code for code in CODES if unicodedata.category(chr(code)) in {"Cc", "Cs", "Zl", "Zp"}}
        line_ends = {0x0A, 0x0D} if kind == "multiline" else set()
        assert refused == categories - line_ends


def test_only_the_listed_space_is_trimmed() -> None:
    """Space of Unicode (Zs), zero-width space, word joiner and byte order mark; no mark that shapes a script."""
    field = field_of({"type": "text"})
    trimmed = {chr(code) for code in CODES if judged(field, f"{chr(code)}a{chr(code)}") == {"value": "a"}}

    assert trimmed == {*TRIMMED}
    assert {chr(code) for code in CODES if unicodedata.category(chr(code)) == "Zs"} <= trimmed
    assert trimmed.isdisjoint("\u200c\u200d\u200e\u200f\u202a\u2066\u00ad\u180e")


@settings(max_examples=200, derandomize=True, deadline=None)
@given(raw=st.text(), kind=st.sampled_from(TYPES))
def test_a_value_that_was_taken_is_taken_again_as_it_is(raw: str, kind: str) -> None:
    field = field_of({"type": kind, "choices": ["Best"] if kind == "choice" else []})
    first = judged(field, raw)

    if "value" in first:
        assert judged(field, first["value"]) == first
        assert not control_in(first["value"])
        assert "\n" not in first["value"] or kind == "multiline"
        assert len(first["value"]) <= field.max_length


def test_many_details_are_read_at_once_and_every_refused_one_is_named(library: Library) -> None:
    raw = {
        "your_name": " Amara Okafor\r\n",
        "company": "  ",
        "job_title": "[job title]",
        "interviewer_email": "nobody",
        "interview_date": "20.11.2026",
        "better_answer": "one\r\ntwo",
        "memorable_detail": "a\nb",
    }

    values, refused = read_details(raw, library.shared.fields, library.shared.texts["errors"])

    assert values == {"your_name": "Amara Okafor", "better_answer": "one\ntwo"}
    assert [name for name, _ in refused] == ["interviewer_email", "interview_date", "memorable_detail"]
    for name, line in refused:
        assert line.startswith(f"{name}: “{library.shared.fields[name].label}” ")


def test_dates_are_words_and_choices_have_their_first_value(library: Library) -> None:
    fields, names = library.shared.fields, library.shared.texts["dates"]

    words = in_words({"interview_date": "2026-11-20", "your_name": "2026-11-20"}, fields, names)

    assert words == {"interview_date": "Friday 20 November", "your_name": "2026-11-20", "sign_off": "Best regards"}
    assert in_words({"sign_off": "Best"}, fields, names) == {"sign_off": "Best"}


def test_a_blank_message_shows_every_placeholder_in_brackets(library: Library) -> None:
    blank = holes(library.shared.slots.values())

    assert blank["job_title"] == "[job title]"
    assert blank["sign_off"] == "Best regards"
    assert blank.keys() == library.shared.slots.keys()
