"""Whose site it is: what `extra.afterword` may hold, what it makes, and how a mistake in it is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from built_pages import read_html, read_page
from test_contributing import copy_project
from test_site import build

from macros.brand import PLAIN, Brand, brand_css, read_brand
from macros.contrast import LEAST, contrast, luminance, mixed, readable
from macros.layers import ASSETS
from macros.library import Library
from macros.page import card_html
from macros.problems import ContentProblems

CONFIG = """\
site_name: A centre
plugins: !ENV [X, []]
extra:
  other: 1
  afterword:
    name: Northfield Careers
    colours:
      accent: x
"""


def read(tmp_path: Path, extra: Any, config: str = CONFIG) -> Brand:
    (tmp_path / "docs").mkdir(exist_ok=True)
    for name in ("logo.svg", "index.md"):
        (tmp_path / "docs" / name).touch()
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    return read_brand(extra, tmp_path / "mkdocs.yml", tmp_path / "docs")


def problems_of(tmp_path: Path, extra: Any, config: str = CONFIG) -> list[str]:
    with pytest.raises(ContentProblems) as refused:
        read(tmp_path, extra, config)
    return [*refused.value.problems]


# Contrast


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#0000ff", "#ffffff", 8.59),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_the_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


def test_a_readable_colour_stays_and_any_other_moves_as_little_as_it_must() -> None:
    assert readable("#006747", ("#ffffff",), "#000000") == "#006747"
    better = readable("#7fd1c0", ("#ffffff",), "#000000")
    assert contrast(better, "#ffffff") >= LEAST
    assert luminance("#000000") < luminance(better) < luminance("#7fd1c0")
    assert contrast(better, "#ffffff") < LEAST + 0.5
    assert mixed("#ffffff", "#000000", 0.5) == "#808080"


# What is read


def test_nothing_given_is_a_plain_brand_without_a_style_sheet(tmp_path: Path) -> None:
    assert read(tmp_path, None) == read(tmp_path, {}) == PLAIN
    assert brand_css(PLAIN) == ""


def test_everything_given_is_kept(tmp_path: Path) -> None:
    given = {
        "name": "N",
        "url": "https://n.example/",
        "logo": "logo.svg",
        "contact": "Room 12",
        "site": "https://a.example/b/",
    }

    brand = read(tmp_path, given | {"colours": {"accent": "#006747", "accent_dark": "#8ad3b8"}})

    assert brand == Brand(**given, accent="#006747", accent_dark="#8ad3b8")


@pytest.mark.parametrize(
    ("extra", "told"),
    [
        ({"nmae": "x"}, "mkdocs.yml:5: unknown key 'nmae'; did you mean 'name'?"),
        ({"name": None}, "mkdocs.yml:6: name is empty; give a value, in quotes if it begins with #"),
        ({"colours": {"accent": None}}, "mkdocs.yml:8: colours.accent is empty; give a value, in quotes"),
        ({"colours": {"accent": "green"}}, "mkdocs.yml:8: colours.accent 'green' does not fit ^#[0-9A-Fa-f]{6}$"),
        ({"colours": {"acent": "#000000"}}, "mkdocs.yml:7: unknown key 'acent'; did you mean 'accent'?"),
        ({"colours": "#006747"}, "mkdocs.yml:7: colours is a text; it must be a mapping"),
        ({"logo": "none.svg"}, "mkdocs.yml:5: 'none.svg' is no file in docs/; put the logo there"),
        ({"logo": "https://cdn.example/x.svg"}, "mkdocs.yml:5: 'https://cdn.example/x.svg' is no file in docs/"),
        ({"logo": "../mkdocs.yml"}, "mkdocs.yml:5: '../mkdocs.yml' is no file in docs/"),
        ({"logo": "/etc/passwd"}, "mkdocs.yml:5: '/etc/passwd' is no file in docs/"),
        ({"logo": "index.md"}, "mkdocs.yml:5: 'index.md' is no picture; the logo is a file that ends in .svg, .png, "),
        ({"url": "javascript:alert(1)"}, "mkdocs.yml:5: url 'javascript:alert(1)' does not fit"),
        ({"site": "https://kit.example"}, "mkdocs.yml:5: site 'https://kit.example' does not fit"),
        ("Northfield", "mkdocs.yml:5: extra.afterword is a text; it must be a mapping"),
        (["Northfield"], "mkdocs.yml:5: extra.afterword is a list; it must be a mapping"),
    ],
)
def test_a_mistake_is_told_with_its_line(extra: Any, told: str, tmp_path: Path) -> None:
    (problem,) = problems_of(tmp_path, extra)
    assert problem.startswith(told)


def test_a_config_that_only_mkdocs_can_read_gives_no_line_but_the_same_words(tmp_path: Path) -> None:
    config = "a: &a [x]\nb: *a\nextra: { afterword: { nmae: x } }\n"

    assert problems_of(tmp_path, {"nmae": "x"}, config) == ["mkdocs.yml:1: unknown key 'nmae'; did you mean 'name'?"]


@pytest.mark.parametrize(
    ("key", "colour", "way"), [("accent", "#7fd1c0", "darker"), ("accent_dark", "#006747", "lighter")]
)
def test_a_colour_in_which_text_cannot_be_read_is_refused_with_a_better_one(
    key: str, colour: str, way: str, tmp_path: Path
) -> None:
    (problem,) = problems_of(tmp_path, {"colours": {key: colour}})

    assert re.search(rf"{key} {colour} has a contrast of \d\.\d to what is behind it, and text needs 4\.5", problem)
    better = problem.rsplit(" ", 1)[1]
    assert f"take a {way} one, such as {better}" in problem
    assert read(tmp_path, {"colours": {key: better}}) == Brand(**{key: better})


# What it makes


def palette(css: str, which: int) -> dict[str, str]:
    """The custom properties of the light (0) or the dark (1) scheme."""
    return dict(re.findall(r"--afterword-([\w-]+): ?(#[0-9a-f]+)", re.split(r"@media screen", css)[which]))


@pytest.mark.parametrize("accent", ["#006747", "#7a1f5c", "#000000", "#b00000", "#123456"])
def test_whatever_stands_on_or_in_the_accent_can_be_read_in_both_schemes(accent: str) -> None:
    css, kit = brand_css(Brand(accent=accent)), (ASSETS / "afterword.css").read_text(encoding="utf-8")
    for which in (0, 1):
        own, ground = palette(css, which), palette(kit, which)
        behind = [
            colour.replace("#fff", "#ffffff") if len(colour) == 4 else colour
            for colour in (ground["sheet"], ground["paper"])
        ]
        assert min(contrast(own["accent"], colour) for colour in behind) >= LEAST
        assert contrast(own["accent"], own["accent-ink"]) >= LEAST
        assert contrast(ground["ink"], own["accent-wash"]) >= 7
    assert palette(css, 0)["accent"] == accent


def test_a_card_says_whose_it_is_and_nothing_of_it_is_markup(library: Library) -> None:
    brand = Brand(name="<b>Careers</b> & *more*", url='https://n.example/"x', contact="<i>Room</i> 12")
    template = library.templates["check-in"]

    card = read_html(card_html(library, template, "x", brand=brand, logo="../logo.svg"))

    told = card.the("div", **{"class": "afterword-brand"})
    assert [part.text() for part in told.all("span")] == [brand.name, brand.contact]
    assert told.the("a").attributes["href"] == brand.url
    assert told.the("img").attributes == {"src": "../logo.svg", "alt": ""}


def test_a_card_of_nobody_says_nothing(library: Library) -> None:
    card = read_html(card_html(library, library.templates["check-in"], "x"))
    assert card.all("div", **{"class": "afterword-brand"}) == []


def test_a_copy_of_this_site_takes_name_logo_and_colour(tmp_path: Path) -> None:
    copy_project(tmp_path / "clone")
    config = tmp_path / "clone" / "mkdocs.yml"
    given = '{ name: Northfield Careers, logo: assets/favicon.svg, colours: { accent: "#7a1f5c" } }'
    text = config.read_text(encoding="utf-8")
    assert not re.search("^extra:", text, re.MULTILINE)
    config.write_text(f"{text}extra:\n  afterword: {given}\n", encoding="utf-8")

    result = build(tmp_path / "clone", tmp_path / "site")

    assert result.returncode == 0, result.stderr
    page = read_page(tmp_path / "site" / "templates" / "check-in" / "index.html")
    assert page.the("title").text().endswith(" - Northfield Careers")
    header = page.all("a", **{"class": "md-header__button md-logo"})[0]
    assert (header.attributes["title"], header.the("img").attributes["src"]) == (
        "Northfield Careers",
        "../../assets/favicon.svg",
    )
    assert page.the("div", **{"class": "afterword-brand"}).text() == "Northfield Careers"
    styles = [link.attributes["href"] for link in page.all("link", rel="stylesheet")]
    assert styles[-1] == "../../assets/afterword/brand.css"
    css = (tmp_path / "site" / "assets" / "afterword" / "brand.css").read_text(encoding="utf-8")
    assert palette(css, 0)["accent"] == "#7a1f5c"
