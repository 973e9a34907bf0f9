"""Several people, one message each: the names of files and how alike messages are, by one table in both languages."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from tables import table

from macros.library import Library
from macros.panel import fold, likeness, same_details, stems

OWN = ["a", "b"]
COMPARE_ALL = """async (cases) => {
  const { fold, likeness, sameDetails, stems } = await import('/assets/afterword/panel.js')
  const { alike, named, same, folded } = JSON.parse(cases)
  return {
    alike: alike.map(([one, other]) => likeness(one, other)),
    named: named.map((names) => stems('thank-you', names)),
    same: same.map((people) => sameDetails(people, ['a', 'b'])),
    folded: folded.map(fold),
  }
}"""


def put(page: Page, **cases: Any) -> dict[str, Any]:
    """What the page makes of these; lone surrogates travel as JSON escapes."""
    given_cases = {"alike": [], "named": [], "same": [], "folded": []} | cases
    answer: dict[str, Any] = page.evaluate(COMPARE_ALL, json.dumps(given_cases))
    return answer


@pytest.mark.parametrize("case", table("likeness"))
def test_two_texts_are_as_alike_as_the_table_says(case: dict[str, Any]) -> None:
    assert likeness(case["one"], case["other"]) == case["percent"]
    assert likeness(case["other"], case["one"]) == case["percent"]


@pytest.mark.parametrize("case", table("stems"))
def test_files_are_called_as_the_table_says(case: dict[str, Any]) -> None:
    assert stems("thank-you", case["names"]) == case["stems"]


@pytest.mark.parametrize("case", table("same_details"))
def test_the_same_words_are_found_as_the_table_says(case: dict[str, Any]) -> None:
    assert [[*pair] for pair in same_details(case["people"], OWN)] == case["same"]


def test_the_page_does_as_the_tables_say(page: Page) -> None:
    page.goto("404.html")
    alike, named, same = table("likeness"), table("stems"), table("same_details")

    made = put(
        page,
        alike=[[case["one"], case["other"]] for case in alike],
        named=[case["names"] for case in named],
        same=[case["people"] for case in same],
    )

    assert made["alike"] == [case["percent"] for case in alike]
    assert made["named"] == [case["stems"] for case in named]
    assert made["same"] == [case["same"] for case in same]


# Letters that other letters fold to, marks, scripts, astral characters: what names and details are made of.
ALPHABET = st.one_of(
    st.sampled_from("aAbßẞſςΣσİıi\u0307\u0301éÉﬁᾳᾼŉǰ \n\u00a0\u3000-.,!’夜勤กあ𠀀𝒜👩\u200d\u202e\ufeffⅧ½"),
    st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs", "Cn"]),
)
TEXT = st.text(ALPHABET, max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.lists(TEXT, min_size=1, max_size=5), min_size=5, max_size=20),
    st.lists(st.tuples(TEXT, TEXT), min_size=5, max_size=20),
)
def test_page_and_script_agree_on_whatever_is_typed(
    page: Page, named: list[list[str]], alike: list[tuple[str, str]]
) -> None:
    if page.url == "about:blank":
        page.goto("404.html")
    same = [[{"a": one, "b": other}, {"a": other, "b": one}, {"a": one.upper()}] for one, other in alike]

    made = put(page, alike=alike, named=named, same=same, folded=[text for names in named for text in names])

    assert made["folded"] == [fold(text) for names in named for text in names]
    assert made["named"] == [stems("thank-you", names) for names in named]
    assert made["alike"] == [likeness(one, other) for one, other in alike]
    assert made["same"] == [[[*pair] for pair in same_details(people, OWN)] for people in same]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.text(st.one_of(ALPHABET, st.characters())), min_size=1, max_size=8), st.sampled_from([1, 200]))
def test_a_name_is_safe_and_its_own_whoever_bears_it(names: list[str], times: int) -> None:
    made = [f"{stem}.eml" for stem in stems("thank-you", [name * times for name in names])]

    folded = [unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()) for name in made]
    assert len(set(folded)) == len(names)
    for name in made:
        assert len(name.encode()) <= 200
        assert name.startswith("thank-you-")
        assert all(mark == "-" or unicodedata.category(mark)[0] in "LMN" for mark in name.removesuffix(".eml"))


def test_long_names_are_cut_between_characters_and_stay_different() -> None:
    made = stems("thank-you", ["山" * 200, "山" * 199, "x" * 200])

    assert made[0] == "thank-you-" + "山" * 62
    assert made[1] == "thank-you-" + "山" * 61 + "-2"
    assert len(made[2]) == 196


def test_what_differs_in_case_alone_is_one_name_on_every_system() -> None:
    """Every character that NFKC case folding makes the same is the same here."""
    letters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    by_fold: dict[str, str] = {}
    for letter in letters:
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", letter).casefold())
        assert by_fold.setdefault(folded, fold(letter)) == fold(letter), hex(ord(letter))


def test_the_people_of_a_panel_have_these_details_alone(library: Library) -> None:
    assert library.person_names == ["interviewer_name"]
    assert library.person_fields == [
        *("interviewer_name", "interviewer_email", "interviewer_role", "memorable_detail"),
        *("shared_interest", "pain_point", "first_step"),
    ]


def test_a_role_tells_people_apart_and_stands_in_no_message(library: Library) -> None:
    labels = [field.name for field in library.labels_of(library.templates["thank-you"])]

    assert labels == ["interviewer_role"]
    assert library.labels_of(library.templates["check-in"]) == []
    assert not [slug for slug, template in library.templates.items() if {*labels} & template.fields]
