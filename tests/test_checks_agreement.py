"""The page finds in every draft what the command finds."""

from __future__ import annotations

import json
from typing import Any

import pytest
from chance_drafts import MANY, VALUES, chance_drafts, rule_examples, rules_data, shipped
from playwright.sync_api import Page
from tables import table
from test_checks import LEAST_SECONDS, MOST, MOST_GROWTH, REPEATED

from macros.checks import Finding, check, duplicates
from macros.library import Library

CHECK = """async (text) => {
  const { check } = await import('/assets/afterword/checks.js')
  const [cases, rules] = JSON.parse(text)
  return JSON.stringify(cases.map(({ text, stage, channel, values }) => check(text, rules, { stage, channel, values })))
}"""
DUPLICATES = """async (text) => {
  const { duplicates } = await import('/assets/afterword/checks.js')
  const [groups, rules] = JSON.parse(text)
  return JSON.stringify(groups.map((drafts) => duplicates(drafts, rules)))
}"""
ONLY_CHECK = """async (text) => {
  const { check } = await import('/assets/afterword/checks.js')
  const [cases, rules] = JSON.parse(text)
  for (const { text, ...known } of cases) check(text, rules, known)
}"""


def as_json(findings: list[Finding]) -> list[dict[str, Any]]:
    return [{"rule": f.rule, "level": f.level, "start": f.start, "end": f.end} for f in findings]


def asked(case: dict[str, Any]) -> dict[str, Any]:
    return {key: case[key] for key in ("stage", "channel", "values") if key in case}


def in_page(page: Page, script: str, *arguments: Any) -> Any:
    page.goto("404.html")
    return json.loads(page.evaluate(script, json.dumps(arguments)))


def compare(page: Page, library: Library, cases: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    rules = library.shared.checks
    made: list[list[dict[str, Any]]] = in_page(page, CHECK, cases, rules)
    for case, found in zip(cases, made, strict=True):
        assert found == as_json(check(case["text"], rules, **asked(case))), case
    return made


def test_the_table_of_drafts_judges_the_page(page: Page, library: Library) -> None:
    cases = table("checks")

    for case, found in zip(cases, compare(page, library, cases), strict=True):
        assert [[f["rule"], f["level"], f["start"], f["end"]] for f in found] == case["findings"], case["about"]


def test_the_page_finds_the_same_in_every_example_and_every_message(page: Page, library: Library) -> None:
    examples = [case for name in rules_data() for _, case in rule_examples(name)]

    compare(page, library, [*examples, *shipped(library)])


def test_many_drafts_have_the_same_findings_in_both_languages(page: Page, library: Library) -> None:
    drafts = chance_drafts(library)

    made = compare(page, library, drafts)

    assert len(made) == MANY >= 5000
    found = {finding["rule"] for findings in made for finding in findings}
    assert found == set(rules_data()) - {"duplicate"}


def test_the_same_pairs_of_drafts_are_duplicates_in_both_languages(page: Page, library: Library) -> None:
    texts = [case["text"] for case in chance_drafts(library)[:600]]
    groups = [[one, one.replace("the", "a")] for one in texts] + [texts[n : n + 3] for n in range(0, 300, 3)]
    rules = library.shared.checks

    made = in_page(page, DUPLICATES, groups, rules)

    expected = [[as_json(found) for found in duplicates(group, rules)] for group in groups]
    assert made == expected
    assert 100 < sum(bool(pair[0]) for pair in made) < len(made)


@pytest.mark.parametrize("piece", REPEATED)
def test_no_repeat_makes_a_pattern_run_away_in_the_page(piece: str, page: Page, library: Library) -> None:
    """Ten times as many characters take about ten times as long here too."""
    page.goto("404.html")
    page.evaluate(ONLY_CHECK, json.dumps([[], library.shared.checks]))

    def spent(length: int) -> float:
        case = {"text": (piece * length)[:length], "stage": "thank-you", "values": VALUES}
        arguments = json.dumps([[case], library.shared.checks])
        before = script_seconds(page)
        page.evaluate(ONLY_CHECK, arguments)
        return script_seconds(page) - before

    assert spent(MOST) < MOST_GROWTH * max(spent(MOST // 10), LEAST_SECONDS)


def script_seconds(page: Page) -> float:
    """How long the page's scripts have run by the clock of their thread, which others on the machine do not slow."""
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    metrics = session.send("Performance.getMetrics")["metrics"]
    return float(next(metric["value"] for metric in metrics if metric["name"] == "ScriptDuration"))
