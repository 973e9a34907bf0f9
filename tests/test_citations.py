"""What is said stands with its source: what stops a build, and what the register of claims shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from built_pages import Element, read_page
from projects import changed, copied
from test_contributing import copy_project
from test_site import build

from macros.citations import page_problems, source_problems, uncited_sources
from macros.library import Library, load_library

ROOT = Path(__file__).resolve().parent.parent
TOLD = "a percentage without its source"
VERDICTS = {"traced", "not found", "anecdote", "opinion", "unverified"}


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Of these, 80% agree.", [1]),
        ("A heading\n\nOf these,\n80 % agree.", [4]),
        ("One.\n\n- 80% agree\n- they do\n- 3 per cent do not", [3, 5]),
        ("Some 80&nbsp;% agree, and 5 percent.\nMore.", [1]),
        ("| Who | How many |\n| --- | --- |\n| They | 80% |", [3]),
        ('!!! note "80% agree"\n\n    Of these, 20%.', [1, 3]),
        ("1. 80%\n2. 20% {{ cite('S0') }}", [1]),
        ("Of these, 80% agree. {{ cite('E1') }} And 20% do not.", []),
        ('Of these,\n80% agree,\nit is said. {{cite("E1")}}', []),
        ("{% if x %}\n\n5 business days, 3 % { x", [3]),
        ("Half of them agree; the percentage is not known.", []),
    ],
)
def test_a_percentage_needs_a_citation_in_its_own_paragraph(text: str, lines: list[int], library: Library) -> None:
    found = [*page_problems(text, library)]

    assert [line for line, what in found if what.startswith(TOLD)] == lines
    assert len(found) == len(lines)


def test_what_is_cited_must_be_there(library: Library) -> None:
    text = "Said. {{ cite(\"S0\", 'S11') }}\n\n- Told.\n  {{ cite('C1', 'C99', 'nowhere') }}"

    found = [(line, what.split(";")[0]) for line, what in page_problems(text, library)]

    assert found == [(1, "unknown source 'S11'"), (4, "unknown source 'C99'"), (4, "unknown source 'nowhere'")]


def test_no_data_but_that_of_the_sources_holds_a_percentage() -> None:
    """Their figures could not be cited, so there are none."""
    data = [path for path in (ROOT / "templates").rglob("*") if path.suffix in {".yml", ".md"}]
    figures = [path.name for path in data if re.search(r"\d ?%|per ?cent\b", path.read_text(encoding="utf-8"))]
    assert figures == ["sources.yml"]


def test_a_source_that_nothing_cites_is_told_with_its_line(tmp_path: Path) -> None:
    root = copied(tmp_path)
    path = root / "templates" / "sources.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        changed(text, "claims:\n", "  S9:\n    short: New\n    cite: A new one\nclaims:\n"), encoding="utf-8"
    )
    library = load_library(root)
    line = text[: text.index("claims:\n")].count("\n") + 1

    cited = library.shared.sources.keys() - {"S9"}

    assert source_problems(library, cited, root) == [
        f"templates/sources.yml:{line}: nothing cites S9; cite it, or take it out"
    ]
    assert source_problems(library, {*cited, "S9"}, root) == []


def test_templates_phases_and_claims_count_as_citing(library: Library) -> None:
    by_pages = {name for name in library.shared.sources if name.startswith("E")}
    assert uncited_sources(library, by_pages) == []
    assert uncited_sources(library, ()) == []


def test_what_lacks_its_source_stops_the_build(tmp_path: Path) -> None:
    copy_project(tmp_path / "clone")
    page = tmp_path / "clone" / "docs" / "a-page.md"
    page.write_text("# A page\n\nOf these, 80% agree.\n\nSaid. {{ cite('S11') }}\n", encoding="utf-8")

    result = build(tmp_path / "clone", tmp_path / "site")

    assert result.returncode != 0
    assert f"docs/a-page.md:3: {TOLD}" in result.stderr
    assert "docs/a-page.md:5: unknown source 'S11'; did you mean 'S1'?" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_source_that_nothing_cites_stops_the_build(tmp_path: Path) -> None:
    copy_project(tmp_path / "clone")
    path = tmp_path / "clone" / "templates" / "sources.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        changed(text, "claims:\n", "  S9:\n    short: New\n    cite: A new one\nclaims:\n"), encoding="utf-8"
    )

    result = build(tmp_path / "clone", tmp_path / "site")

    assert result.returncode != 0
    assert re.search(r"templates/sources\.yml:\d+: nothing cites S9; cite it, or take it out", result.stderr)
    assert "Traceback" not in result.stderr


# The register


@pytest.fixture(scope="module")
def sources(built_site: Path) -> Element:
    return read_page(built_site / "sources" / "index.html").the("article")


def test_the_register_shows_every_claim_who_says_it_and_the_verdict(sources: Element, library: Library) -> None:
    claims = library.shared.claims
    shown = [part for part in sources.all("section") if part.attributes["id"].upper() in claims]

    assert [part.attributes["id"].upper() for part in shown] == [*claims]
    for part, claim in zip(shown, claims.values(), strict=True):
        text = " ".join(part.text().split())
        assert claim["claim"] in text
        assert claim["finding"] in text
        verdict = part.the("span", **{"class": "afterword-verdict"})
        assert verdict.text() == library.shared.texts["verdicts"][claim["verdict"]]
        cited = [[link.text() for link in cite.all("a")] for cite in part.all("span", **{"class": "afterword-cite"})]
        assert cited == [names for names in (claim["says"], claim["traces_to"]) if names]


def test_every_source_and_survey_stands_in_full(sources: Element, library: Library) -> None:
    for name, source in library.shared.sources.items():
        place = sources.the(id=name.lower())
        around = place.parent if place.tag == "dt" else place
        assert around
        text = " ".join(around.text().split())
        assert all(source[key] in text for key in ("cite", "asked", "found", "where") if key in source), name


def test_every_verdict_is_used_and_explained(sources: Element, library: Library) -> None:
    assert {claim["verdict"] for claim in library.shared.claims.values()} == VERDICTS
    explained = {item.text().split(":")[0].lower() for item in sources.all("strong")}
    assert explained >= VERDICTS


def test_only_what_is_traced_traces_to_something(library: Library) -> None:
    for name, claim in library.shared.claims.items():
        assert bool(claim["traces_to"]) == (claim["verdict"] == "traced"), name


def test_every_figure_of_the_surveys_is_a_claim(library: Library) -> None:
    """Nothing that a survey found goes without a verdict."""
    for name, source in library.shared.sources.items():
        claims = [claim for claim in library.shared.claims.values() if name in claim["traces_to"]]
        told = " ".join(claim["claim"] + claim["finding"] for claim in claims)
        for figure in re.findall(r"\d+%", source.get("found", "")):
            assert figure in told, f"{name}: {figure}"
