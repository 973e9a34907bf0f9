"""What the draft rules find, and what they leave in peace."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

import pytest
from chance_drafts import VALUES, rule_examples, rules_data, shipped
from tables import table

from macros.checks import check, duplicates
from macros.draft import fold, with_lf
from macros.library import ROOT, Library
from macros.likeness import alike
from macros.mismatch import near
from macros.patterns import expanded, pattern_problems

RULES = rules_data()
WANTED = [
    "unfilled",
    "generic-greeting",
    "no-name",
    "no-detail",
    "no-thanks",
    "no-role",
    "no-next-step",
    "no-contact",
    "subject",
    "anxious",
    "negative",
    "excuse",
    "comparison",
    "desperate",
    "casual",
    "emoji",
    "entitled",
    "exclamation",
    "mismatch",
    "too-long",
    "perks",
    "stock-phrase",
    "pushy",
    "over-eager",
    "ultimatum",
    "duplicate",
]
GUIDE = (ROOT / "docs" / "guide" / "tone-and-mistakes.md").read_text(encoding="utf-8")
LINES = re.findall(r"^\| ([^|]+) \|[^|]*\|[^|]*\| `([a-z-]+)`", GUIDE, re.MULTILINE)
WHOLE = {"no-detail", "duplicate", "mismatch", "too-long"}
LEVELS = {"error": "error", "warning": "warn"}
MOST = 100_000
MOST_GROWTH = 30
LEAST_SECONDS = 0.02  # what is shorter is noise
REPEATED = [
    "a",
    " ",
    "\n",
    "a ",
    "!",
    "[",
    "<a",
    "{{",
    "X ",
    "x@",
    "www.",
    "dear ",
    "dr. ",
    "i am so ",
    "if i do not ",
    "unless ",
]
REPEATED += [
    "the ",
    "no other candidate ",
    "thank you for ",
    "Lindqvisx ",
    "position at Sie ",
    "🙂",
    ":) ",
    "\u0301",
    "a\n\n",
]


def found(case: dict[str, Any], library: Library, rule: str) -> list[str]:
    rules = library.shared.checks
    if "other" in case:
        return [finding.rule for finding in duplicates([case["other"], case["text"]], rules)[1]]
    known = {key: case[key] for key in ("stage", "channel", "values") if key in case}
    return [finding.rule for finding in check(case["text"], rules, **known) if finding.rule == rule]


def words_found(text: str, rules: Mapping[str, Any], **known: Any) -> list[tuple[str, str, str]]:
    plain = with_lf(text)
    return [(f.rule, f.level, plain[f.start : f.end]) for f in check(text, rules, **known)]


def test_there_is_a_rule_for_each_mistake_that_the_sources_warn_of() -> None:
    assert set(WANTED) <= set(RULES)


@pytest.mark.parametrize("name", RULES)
def test_a_rule_finds_what_it_says_it_finds_and_no_more(name: str, library: Library) -> None:
    examples = rule_examples(name)
    assert {must for must, _ in examples} == {True, False}
    for must, case in examples:
        assert bool(found(case, library, name)) == must, case


@pytest.mark.parametrize("case", table("checks"), ids=lambda case: case["about"])
def test_the_table_of_drafts_judges_the_findings(case: dict[str, Any], library: Library) -> None:
    known = {key: case[key] for key in ("stage", "channel", "values") if key in case}

    made = check(case["text"], library.shared.checks, **known)

    assert [[f.rule, f.level, f.start, f.end] for f in made] == case["findings"]


def test_every_message_with_its_example_passes_without_a_finding(library: Library) -> None:
    for case in shipped(library):
        for stage in (case["stage"], ""):
            known = {"stage": stage, "channel": case["channel"], "values": case["values"]}
            assert words_found(case["text"], library.shared.checks, **known) == [], case["text"]


def test_the_guide_names_each_rule_by_its_id_and_one_of_its_levels() -> None:
    named = re.findall(r"\| `([a-z-]+)` \((error|warning)\) \|", GUIDE)
    assert len(named) > 20
    for name, level in named:
        rule = RULES[name]
        patterns = [*rule.get("phrases", ()), *rule.get("marks", ())]
        levels = {rule["level"], *(p["level"] for p in patterns if not isinstance(p, str))}
        assert LEVELS[level] in levels, name


@pytest.mark.parametrize("line", [line for line in LINES if line[1] not in WHOLE])
def test_the_weak_lines_of_the_guide_are_found(line: tuple[str, str], library: Library) -> None:
    """Those that can be judged by themselves."""
    text, rule = line
    greeting = text if rule == "generic-greeting" or text.startswith("Dear") else f"Dear Ana,\n\n{text}"
    assert rule in {f.rule for f in check(greeting, library.shared.checks, stage="check-in")}, text


def test_a_stage_and_a_channel_choose_the_rules(library: Library) -> None:
    text = "Subject: Re: x\n\nDear Ana,\n\nWhat is the salary range?"
    for stage in library.shared.texts["stages"]:
        rules = {rule for rule, _, _ in words_found(text, library.shared.checks, stage=stage)}
        assert ("perks" in rules) == (stage not in {"offer", "rejection", "other"}), stage
    assert "no-contact" not in {
        rule for rule, _, _ in words_found(text, library.shared.checks, stage="thank-you", channel="note")
    }


@pytest.mark.parametrize("value", ["Søren & Sons <R&D>", "[brackets]", "{{ braces }}", "Studio XXXX", "COMPANY NAME"])
def test_a_given_value_is_never_a_hole(value: str, library: Library) -> None:
    text = f"Dear Ana,\n\nI would like to work at {value}, yes, {value}."
    assert "unfilled" in {rule for rule, _, _ in words_found(text, library.shared.checks)}
    assert words_found(text, library.shared.checks, channel="note", values={"company": value}) == []


@pytest.mark.parametrize(
    ("one", "other", "is_near"),
    [
        ("ferreira", "ferrera", True),
        ("lindqvist", "lindqivst", True),
        ("lindqvist", "lindqvist", False),
        ("osei", "ossei", True),
        ("tan", "tam", False),
        ("mori", "more", True),
        ("larsen", "carson", False),
        ("petrova", "petra", True),
    ],
)
def test_near_is_a_letter_or_two_in_words_that_are_not_short(one: str, other: str, is_near: bool) -> None:
    assert near(one, other) is is_near
    assert near(other, one) is is_near


def test_common_words_are_no_slips_of_a_name(library: Library) -> None:
    text = "Dear Ms. Mori,\n\nMore than that, March and Best are words, and so is Wills."
    assert words_found(text, library.shared.checks, channel="note", values={"interviewer_name": "Ms. Mori"}) == []


def test_two_messages_with_a_detail_each_are_no_duplicates(library: Library) -> None:
    """The same template, filled in for two people."""
    texts = [case["text"] for case in shipped(library) if case["stage"] == "thank-you"][:1] * 2
    detail = VALUES["memorable_detail"].replace("🤖 ", "")
    other = texts[1].replace(detail.removeprefix("how "), "your apprentices draw the wiring by hand")
    assert other != texts[1]

    assert duplicates([texts[0], other], library.shared.checks) == [[], []]
    assert [len(found) for found in duplicates([*texts, other], library.shared.checks)] == [1, 1, 0]


def test_how_alike_two_messages_are_goes_from_nothing_to_all() -> None:
    assert [alike({"a"}, {"b"}), alike({"a", "b"}, {"b", "c", "a"}), alike({"a"}, {"a"})] == [0, 2 / 3, 1]


def test_folding_keeps_the_number_of_code_points() -> None:
    text = "".join(map(chr, [*range(0x20, 0x3000), *range(0xFE00, 0x10000), *range(0x1F000, 0x1FB00), 0x20BB7]))
    folded = fold(text)
    assert len(folded) == len(text)
    assert max(folded) <= "\uffff"


@pytest.mark.parametrize("piece", REPEATED)
def test_no_repeat_makes_a_pattern_run_away(piece: str, library: Library) -> None:
    """Ten times as many characters take about ten times as long: a pattern that runs away takes a hundred times."""

    def spent(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        check(text, library.shared.checks, stage="thank-you", values=VALUES)
        return time.process_time() - start

    assert spent(MOST) < MOST_GROWTH * max(spent(MOST // 10), LEAST_SECONDS)


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        (r"\bnervous", "is not read alike"),
        (r"nervous\s", "is not read alike"),
        (r"[\w]", "is not read alike"),
        (r"\d{3}", "is not read alike"),
        ("(?<=a)b", "is not read alike"),
        ("(?<name>a)", "is not read alike"),
        ("(?P<name>a)", "is not read alike"),
        ("(?i:a)", "is not read alike"),
        ("(?>a)", "is not read alike"),
        ("a++", "is not read alike"),
        ("a*", "has no bound"),
        ("a.b", "is not read alike"),
        ("^a", "is not read alike"),
        ("a$", "is not read alike"),
        (r"(a)\1", "is not read alike"),
        ("[a&&b]", "is not read alike"),
        ("a{,3}", "is not read alike"),
        ("(?:a{1,2}){3}", "repeats what repeats"),
        ("(?:a?){3}", "repeats what repeats"),
        ("a{1,300}", "repeats too often"),
        ("(a", "bad pattern"),
        ("", "is empty"),
        ("{nope} a", "unknown part {nope}"),
        ("Nervous", "is never found"),
        ("don\u2019t", "is never found"),
    ],
)
def test_a_pattern_that_the_languages_read_apart_is_refused(pattern: str, told: str) -> None:
    assert told in " ".join(pattern_problems(pattern, {"gap": "x{0,9}"}, phrase=True))


def test_a_sound_pattern_is_taken_and_its_parts_are_written_out() -> None:
    parts = {"near": "[^.!?\n]{0,20}"}
    pattern = r"(?:i am|i'm) {near}nervous(?! patients)|caf\u00e9\?|[a-z\]]{2,3}"
    assert list(pattern_problems(pattern, parts, phrase=True)) == []
    assert expanded("{near}x{2}", parts) == "(?:[^.!?\n]{0,20})x{2}"
