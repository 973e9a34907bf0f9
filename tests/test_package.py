"""The kit as a package: the wheel, its commands, and a second site that is built with it and used in a browser."""

from __future__ import annotations

import ast
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from email import message_from_string
from pathlib import Path

import pytest
from built_pages import Element, read_page, read_pages
from cards import Card, fill
from centres import (
    ACCENT,
    VALUES,
    build_centre,
    build_wheel,
    call,
    copied,
    fetched,
    serving,
    write_centre,
)
from conftest import ContextOpener, Watch, served
from playwright.sync_api import Page, expect
from test_accessibility import violations
from test_weight import imported as modules

from macros.commands.afterword import COMMANDS, afterword
from macros.layers import ROOT, project_root
from macros.lending import FOLDER
from macros.library import Library
from macros.version import version

PACKAGE = "mkdocs_macros_afterword"
# Names under which packages are imported that are installed under others.
INSTALLED_AS = {"yaml": "pyyaml"}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_centre(tmp_path_factory.mktemp("centre"))


@pytest.fixture(scope="module")
def site(programs: Path, centre: Path) -> Path:
    return build_centre(programs, centre)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Element]:
    return read_pages(site)


@pytest.fixture(scope="module")
def origin(site: Path) -> Iterator[str]:
    """The centre's site takes the place of the kit's own in all that drives a browser."""
    with served(site) as address:
        yield address


@pytest.fixture(autouse=True)
def _without_highlighter(watch: Watch) -> None:
    """MkDocs' own script of the two schemes misses the highlighter, which would come from another host."""
    watch.allow(r"js/darkmode\.js")


# The wheel


def test_the_wheel_holds_the_kit_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    below = {name.split("/")[1] for name in names if name.startswith(f"{PACKAGE}/")}
    kit = {path.name for path in (ROOT / "macros").iterdir()} - {"__pycache__"}

    assert below == kit | {"templates", "assets"}
    assert {name.split("/")[0] for name in names} == {PACKAGE, f"{PACKAGE}-{version()}.dist-info"}
    released = {f"{PACKAGE}/released/{path.name}" for path in (ROOT / "macros" / "released").iterdir()}
    assert released
    assert released <= {*names}
    for folder, source in {"templates": ROOT / "templates", "assets": ROOT / "docs" / "assets" / "afterword"}.items():
        held = {name.removeprefix(f"{PACKAGE}/{folder}/") for name in names if name.startswith(f"{PACKAGE}/{folder}/")}
        there = {path.relative_to(source).as_posix() for path in source.rglob("*") if path.is_file()}
        assert there - held == ({"site.css"} if folder == "assets" else set())


def test_two_wheels_have_the_same_bytes(wheel: Path, tmp_path: Path) -> None:
    assert build_wheel(tmp_path).read_bytes() == wheel.read_bytes()


def test_it_names_every_package_that_it_imports(wheel: Path) -> None:
    metadata = zipfile.ZipFile(wheel).read(f"{PACKAGE}-{version()}.dist-info/METADATA").decode()
    needed = message_from_string(metadata).get_all("Requires-Dist") or []
    named = {re.split(r"[^a-z0-9-]", line.lower())[0] for line in needed}

    assert named - {"mkdocs-macros-plugin"} == imported()
    assert "mkdocs<2,>=1.6" in needed


def imported() -> set[str]:
    """The packages from elsewhere that the modules of the kit import."""
    found = set()
    for path in (ROOT / "macros").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
            found |= {name.split(".")[0] for name in names}
    return {INSTALLED_AS.get(name, name) for name in found - set(sys.stdlib_module_names)}


# The commands


def test_the_program_tells_its_version_and_its_commands(programs: Path, tmp_path: Path) -> None:
    told = call(tmp_path, programs / "afterword", "--help")

    assert call(tmp_path, programs / "afterword", "--version").stdout == f"afterword, version {version()}\n"
    assert [name for name in afterword.commands if f"\n  {name} " not in told.stdout] == []
    assert [*afterword.commands] == [command.name for command in COMMANDS]


def test_help_shows_how_the_program_is_called(programs: Path, tmp_path: Path) -> None:
    for arguments in (["export"], ["export", "write"], ["dates"]):
        told = call(tmp_path, programs / "afterword", *arguments, "--help").stdout
        assert f"\n    afterword {arguments[0]} " in told
        assert "python -m" not in told


def test_anywhere_the_commands_have_the_kits_messages(programs: Path, tmp_path: Path, library: Library) -> None:
    listed = call(tmp_path, programs / "afterword", "export", "list")
    days = call(tmp_path, programs / "afterword", "dates", "--interview", "2026-11-20", "--today", "2026-11-20")

    assert [line.split()[0] for line in listed.stdout.splitlines()] == [*library.templates]
    assert (listed.stderr, days.stderr) == ("", "")
    assert "Saturday 21 November 2026 (tomorrow)" in days.stdout
    assert [*tmp_path.iterdir()] == []


def test_every_command_works_on_the_current_folder_where_it_is_installed() -> None:
    defaults = {option.default for command in COMMANDS for option in command.params if option.name == "root"}
    assert defaults == {project_root}


def test_in_the_folder_of_a_site_they_have_its_own_messages_too(programs: Path, centre: Path, library: Library) -> None:
    listed = call(centre, programs / "afterword", "export", "list").stdout
    slugs = {line.split()[0] for line in listed.splitlines()}

    assert slugs == library.templates.keys() - {"withdraw"} | {"made"}
    assert re.search(r"^check-in +Check in, our way$", listed, re.MULTILINE)


def test_a_mistake_ends_a_command_with_the_file_and_line(programs: Path, tmp_path: Path) -> None:
    (tmp_path / "templates" / "en").mkdir(parents=True)
    (tmp_path / "templates" / "en" / "made.md").write_text("---\ntitle: A\n---\n{{ x | y }}\n", encoding="utf-8")

    told = call(tmp_path, programs / "afterword", "export", "list")

    assert told.returncode == 2
    assert told.stderr.startswith("Error: templates/en/made.md:2: the file lacks 'use_when'; add it\n")


# The second site


def test_its_pages_have_the_added_and_the_replaced_message(pages: dict[str, Element]) -> None:
    assert [card.attributes["template"] for card in pages[""].all("afterword-template")] == ["check-in"]
    assert "Check in, our way" in pages[""].the("afterword-template").text()
    assert "My badge was [badge number]." in pages["templates/made/"].the("afterword-template").text()
    assert "Employer" in pages["templates/made/"].the("afterword-template").text()


def test_the_hidden_message_is_nowhere(site: Path, pages: dict[str, Element]) -> None:
    for address in ("templates/", "all/"):
        assert "Withdraw" not in pages[address].text()
    assert not (site / "templates" / "withdraw").exists()


def test_messages_and_sources_are_linked_where_they_have_a_page_only(pages: dict[str, Element]) -> None:
    index = pages["templates/"]
    assert [link.attributes["href"] for link in index.all("a") if link.text() == "Made for a test"] == ["made/"]
    assert [link for link in index.all("a") if link.text() == "Check in, our way"] == []
    assert [part for part in index.all("strong") if part.text() == "Check in, our way"] != []
    assert (pages[""].all("abbr")[0].text(), pages["all/"].all("abbr") != []) == ("S1", True)


def test_no_link_leads_nowhere(site: Path, pages: dict[str, Element]) -> None:
    for address, page in pages.items():
        folder = site / address if address.endswith("/") or not address else site
        for element in page:
            assert element.attributes.get("href") != "" or element.tag != "a", address
            target = element.attributes.get("href", element.attributes.get("src", "")).partition("#")[0]
            if target and not target.startswith(("https:", "/", "#")):
                file = (folder / target).resolve()
                assert file.is_file() or (file / "index.html").is_file(), f"{address}: {target}"


def test_only_pages_of_messages_come_out_of_a_folder_that_mkdocs_leaves_out(pages: dict[str, Element]) -> None:
    assert {address for address in pages if address.startswith("templates/")} == {"templates/", "templates/made/"}


def test_it_has_the_styles_and_scripts_and_its_own_colour(site: Path, pages: dict[str, Element]) -> None:
    lent = {path.name: path.read_bytes() for path in (site / FOLDER).iterdir()}
    styles = [link.attributes["href"] for link in pages[""].all("link", rel="stylesheet")]

    assert {*lent} == {"brand.css", *loaded(["afterword.js", "afterword-panel.js", "afterword-checks.js"])} | {
        f"{name}.css" for name in ("afterword", "panel", "checks")
    }
    assert [name for name in lent if name.startswith(("frame", "embed", "careers", "configurator", "snippets"))] == []
    for name in lent.keys() - {"brand.css"}:
        assert lent[name] == (ROOT / "docs" / FOLDER / name).read_bytes()
    assert f"--afterword-accent: {ACCENT};" in lent["brand.css"].decode()
    assert styles[-4:] == [f"{FOLDER}/{name}.css" for name in ("afterword", "panel", "checks", "brand")]
    assert pages[""].the("script", src=f"{FOLDER}/afterword.js").attributes["type"] == "module"


def loaded(names: Iterable[str]) -> set[str]:
    """The scripts with these names, and all that a browser loads for them."""
    return {path.name for name in names for path in modules(ROOT / "docs" / FOLDER / name)}


def test_a_file_of_the_sites_own_is_not_replaced(programs: Path, tmp_path: Path) -> None:
    folder = write_centre(tmp_path)
    (folder / "docs" / FOLDER).mkdir(parents=True)
    (folder / "docs" / FOLDER / "afterword.css").write_text("/* ours */", encoding="utf-8")

    site = build_centre(programs, folder)

    assert (site / FOLDER / "afterword.css").read_text(encoding="utf-8") == "/* ours */"


def test_where_it_names_a_site_of_the_kit_links_lead_there(programs: Path, tmp_path: Path) -> None:
    config = write_centre(tmp_path) / "mkdocs.yml"
    text = config.read_text(encoding="utf-8") + "    site: https://kit.example/after/\n"
    config.write_text(f"{text}use_directory_urls: false\n", encoding="utf-8")

    site = build_centre(programs, tmp_path)

    cited = read_page(site / "index.html").the("span", **{"class": "afterword-cite"}).the("a")
    assert cited.attributes["href"] == "https://kit.example/after/sources/#s1"
    listed = {link.text(): link.attributes["href"] for link in read_page(site / "templates" / "index.html").all("a")}
    assert listed["Made for a test"] == "made.html"
    assert listed["Check in, our way"] == "https://kit.example/after/templates/check-in/"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "templates/en/made.md",
            "{{ badge }}",
            "{{ bagde }}",
            "1 problem:\ntemplates/en/made.md:15: unknown field 'bagde'",
        ),
        ("templates/hidden.yml", "withdraw", "withdrw", "templates/hidden.yml:1: unknown template 'withdrw'; did you"),
        ("mkdocs.yml", ACCENT, "#ffd0f0", "mkdocs.yml:15: accent #ffd0f0 has a contrast of 1."),
        ("mkdocs.yml", "contact:", "contcat:", "mkdocs.yml:14: unknown key 'contcat'; did you mean 'contact'?"),
        ("docs/index.md", '"S1"', '"S9"', "unknown source 'S9'"),
        ("docs/index.md", 'cite("S1")', "afterword_configurator()", "this site has no frames; the configurator stands"),
        (
            "docs/index.md",
            'cite("S1")',
            'afterword_snippet("fixed", "HTML")',
            "this site has no frames; the code for other",
        ),
        (
            "docs/index.md",
            '"check-in")',
            '"check-in", heading=9)',
            "heading=9 is no level of a heading; take a number from",
        ),
        ("mkdocs.yml", "logo.svg", "../mkdocs.yml", "mkdocs.yml:13: '../mkdocs.yml' is no file in docs/"),
    ],
)
def test_a_mistake_stops_the_build_and_is_told(
    programs: Path, tmp_path: Path, file: str, old: str, new: str, told: str
) -> None:
    path = write_centre(tmp_path) / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    result = call(tmp_path, programs / "python", "-m", "mkdocs", "build", "--strict")

    assert result.returncode != 0
    assert told in result.stderr


def test_the_served_site_follows_its_templates(programs: Path, tmp_path: Path) -> None:
    """MkDocs' server holds a request for the next build until there is one."""
    folder = write_centre(tmp_path)
    with serving(programs, folder) as address:
        before = fetched(address)
        template = folder / "templates" / "en" / "check-in.md"
        template.write_text(template.read_text(encoding="utf-8").replace("our way", "a new way"), encoding="utf-8")
        epoch, number = re.findall(r"livereload\((\d+), (\d+)\)", before)[0]
        fetched(f"{address}livereload/{epoch}/{number}")

        assert "Check in, a new way" not in before
        assert "Check in, a new way" in fetched(address)
        assert "customElements.define" in fetched(f"{address}{FOLDER}/afterword.js")


# In the browser


@pytest.mark.parametrize(("address", "slug"), [("", "check-in"), ("templates/made/", "made")])
def test_what_is_copied_is_what_the_command_writes(
    page: Page, programs: Path, centre: Path, tmp_path: Path, address: str, slug: str
) -> None:
    page.goto(address)
    Card(page, slug).status.filter(has_text="details left").wait_for()
    values = {name: value for name, value in VALUES.items() if page.locator(f"#afterword-{name}").count()}
    fill(page, values)

    text = copied(page, slug)

    settings = [part for name, value in values.items() for part in ("--set", f"{name}={value}")]
    write = ["export", "write", slug, "--format", "txt", "--out", str(tmp_path), *settings]
    ended = call(centre, programs / "afterword", *write)
    assert ended.returncode == 0, ended.stderr
    written = (tmp_path / f"{slug}.txt").read_text(encoding="utf-8")
    assert "Søren & Sons" in written
    assert written.split("\n\n", 1)[1] == f"{text}\n"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_in_a_card_in_mkdocs_own_theme(open_context: ContextOpener, scheme: str, width: int) -> None:
    page = open_context(color_scheme=scheme, viewport={"width": width, "height": 900}).new_page()
    page.goto("templates/made/")
    Card(page, "made").status.filter(has_text="details left").wait_for()
    for fold in page.locator(".afterword details > summary").all():
        fold.click()

    assert [found for found in violations(page) if "afterword" in found] == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_the_accent_is_the_centres_in_both_schemes(open_context: ContextOpener) -> None:
    seen = {}
    for scheme in ("light", "dark"):
        page = open_context(color_scheme=scheme).new_page()
        page.goto("")
        main = page.locator(".afterword-main")
        seen[scheme] = main.evaluate("button => getComputedStyle(button).backgroundColor")

    assert seen["light"] == "rgb(122, 31, 92)"
    assert seen["dark"] not in {seen["light"], "rgb(111, 208, 197)"}


def test_a_card_that_is_printed_stands_alone_in_mkdocs_own_theme(page: Page) -> None:
    page.goto("")
    fill(page, {name: value for name, value in VALUES.items() if name != "badge"})
    page.evaluate("window.print = () => {}")
    Card(page, "check-in").press("print")

    page.emulate_media(media="print")

    assert page.locator("[data-part=body]").is_visible()
    assert not page.locator(".navbar").is_visible()
    assert not page.locator("h1").is_visible()


def test_the_timeline_reckons_days_with_the_holidays_that_came_along(page: Page) -> None:
    """And it links no message that has no page here."""
    page.goto("all/")
    timeline = page.locator("afterword-timeline")
    day = timeline.locator("li[data-phase=check-in] [data-part=day]")
    page.locator("#afterword-interview_date").fill("2026-12-18")
    expect(day).to_have_text("Tuesday 29 December")
    timeline.locator("details.afterword-extras > summary").click()
    with page.expect_response("**/assets/holidays/US.json"):
        timeline.locator("[name=country]").select_option("US")

    expect(day).to_have_text("Wednesday 30 December")
    message = timeline.locator("li[data-phase=check-in] [data-part=message] :not([hidden])")
    expect(message).to_have_text("Check in, our way")
    assert message.evaluate("element => element.localName") == "span"


def test_a_card_says_when_its_message_is_due_without_a_link_to_nowhere(page: Page) -> None:
    page.goto("all/")
    page.locator("#afterword-interview_date").fill("2026-12-18")
    page.goto("")
    due = page.locator("[data-part=due]")

    expect(due).to_be_visible()
    assert due.locator("a").count() == 0
