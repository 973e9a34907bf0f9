"""The labelled drafts are fit to judge by: many, of every kind, and labelled by what their README says."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from drafts import Draft, read_drafts, rules_read

from macros.details import read_detail
from macros.library import ROOT, Library
from scripts.bench_checks import labelled, scores

DRAFTS = read_drafts()
HELD_OUT = [draft for draft in DRAFTS if draft.held_out]
BY_STEM = {draft.stem: draft for draft in DRAFTS}
FIRST_HELD_OUT = 401  # this one and all later ones were written blind, once the rules had been tuned by the others
MOST_WORDS = 150
MOST_IN_A_REQUEST = 300  # characters of an invitation on LinkedIn
# The ids that the check must have at least.
RULES = {
    *("unfilled", "generic-greeting", "no-name", "no-detail", "no-thanks", "no-role", "no-next-step", "no-contact"),
    *("subject", "anxious", "negative", "excuse", "comparison", "desperate", "casual", "emoji", "entitled"),
    *("exclamation", "mismatch", "too-long", "perks", "stock-phrase", "pushy", "over-eager", "ultimatum", "duplicate"),
}

each_draft = pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.stem)


def too_long(draft: Draft) -> bool:
    if draft.channel == "linkedin":
        return len(draft.body) > MOST_IN_A_REQUEST
    return draft.channel in {"email", "note"} and len(draft.body.split()) > MOST_WORDS


def typed(draft: Draft) -> str:
    """The text without the details that were given."""
    given = sorted(draft.values.values(), key=len, reverse=True)
    return re.sub("|".join(map(re.escape, given)), "", draft.text) if given else draft.text


def test_there_are_many_and_they_are_numbered_without_a_gap() -> None:
    assert len(DRAFTS) >= 150
    assert [draft.number for draft in DRAFTS] == [*range(1, len(DRAFTS) + 1)]


def test_the_readme_says_how_every_rule_is_read() -> None:
    assert sorted(rules_read()) == sorted(RULES)


@each_draft
def test_a_draft_says_only_what_the_kit_knows(draft: Draft, library: Library) -> None:
    shared = library.shared
    assert draft.stage in shared.texts["stages"]
    assert draft.channel in shared.texts["channels"]
    assert draft.values.keys() <= shared.fields.keys()
    for name, value in draft.values.items():
        assert read_detail(shared.fields[name], value, shared.texts["errors"]) == value
    assert RULES.issuperset(draft.expect)
    assert len({*draft.expect}) == len(draft.expect)


@each_draft
def test_only_an_e_mail_has_a_subject_and_an_empty_line_below_it(draft: Draft) -> None:
    has_subject = draft.text.startswith("Subject: ")
    assert "Subject:" not in draft.body
    assert not has_subject or (draft.channel == "email" and draft.text.split("\n")[1] == "")
    assert draft.channel != "email" or has_subject or "subject" in draft.expect


@each_draft
def test_a_draft_is_compared_with_an_earlier_one_in_the_same_situation(draft: Draft) -> None:
    if draft.compared:
        other = BY_STEM[draft.compared]
        assert other.number < draft.number
        assert (other.stage, other.channel) == (draft.stage, draft.channel)
        assert other.text != draft.text
    assert draft.compared or "duplicate" not in draft.expect


@each_draft
def test_what_can_be_counted_is_labelled_as_it_counts(draft: Draft) -> None:
    assert ("too-long" in draft.expect) == too_long(draft)
    assert ("exclamation" in draft.expect) == (typed(draft).count("!") > 1)


def test_the_new_fifth_and_no_other_is_held_out() -> None:
    assert all(draft.held_out == (draft.number >= FIRST_HELD_OUT) for draft in DRAFTS)
    assert len(HELD_OUT) * 5 >= len(DRAFTS)


def test_no_held_out_draft_stands_beside_one_that_the_rules_were_tuned_by() -> None:
    assert all(BY_STEM[draft.compared].held_out for draft in HELD_OUT if draft.compared)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_a_rule_is_expected_often_enough_to_be_measured(rule: str) -> None:
    assert sum(rule in draft.expect for draft in DRAFTS) >= 6
    assert sum(rule in draft.expect for draft in HELD_OUT) >= 2


def test_two_in_five_are_good_and_no_bad_one_is_a_catalogue_of_faults() -> None:
    for drafts in (DRAFTS, HELD_OUT):
        good = sum(not draft.expect for draft in drafts) / len(drafts)
        assert 0.35 <= good <= 0.45
    assert max(len(draft.expect) for draft in DRAFTS) <= 3


def test_every_stage_and_channel_is_there_and_held_out_too(library: Library) -> None:
    stages = Counter(draft.stage for draft in DRAFTS)
    assert stages.keys() == library.shared.texts["stages"].keys()
    assert min(stages.values()) >= 10
    assert {draft.stage for draft in HELD_OUT} == stages.keys()
    assert {draft.channel for draft in HELD_OUT} == library.shared.texts["channels"].keys()


def test_drafts_come_with_details_and_without() -> None:
    with_details = sum(bool(draft.values) for draft in DRAFTS) / len(DRAFTS)
    assert 0.3 <= with_details <= 0.7


def test_near_misses_of_a_copy_are_there_as_well_as_copies() -> None:
    for drafts in (DRAFTS, HELD_OUT):
        compared = [draft for draft in drafts if draft.compared]
        assert {"duplicate" in draft.expect for draft in compared} == {True, False}


def test_the_page_of_the_check_tells_the_figures_of_today(library: Library) -> None:
    """What a visitor reads of the rules is what `make bench-checks` prints."""
    told = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
    rules = [rule["id"] for rule in library.shared.checks["rules"]]
    drafts = labelled(ROOT / "tests" / "cases" / "drafts", library)
    held_out, tuning = ([draft for draft in drafts if draft.held_out is held] for held in (True, False))

    rows = dict(re.findall(r"^ {4}\| `?([a-z -]+?)`? \| (.*) \|$", told, re.MULTILINE))
    for rule, right, found, expected in scores(held_out, rules):
        shares = [f"{right / whole:.3f}" if whole else "-" for whole in (found, expected)]
        assert rows["all rules" if rule == "all" else rule] == " | ".join([*shares, f"{right}, {found}, {expected}"])
    *_, (_, right, found, expected) = scores(tuning, rules)
    assert f"We wrote {len(drafts)} drafts" in told
    assert f"the figures are {right / found:.3f} and {right / expected:.3f}" in told
