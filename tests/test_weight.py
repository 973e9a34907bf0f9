"""What the kit's own script and style weigh, and what they do not hold."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from built_pages import Element, read_pages

from macros.library import ROOT, Library

ASSETS = sorted((ROOT / "docs" / "assets" / "afterword").iterdir())
SCRIPTS = [path for path in ASSETS if path.suffix == ".js"]
MOST = 30_000
MOST_DAYS = 6_000
MOST_PANEL = 7_250
MOST_CHECKS = 7_500
STRING = re.compile(r"'(?:[^'\\\n]|\\.)*'|\"(?:[^\"\\\n]|\\.)*\"|`(?:[^`\\\n]|\\.)*`")
COMMENT = re.compile(r"/\*.*?\*/|(?<![:'`\\])//[^\n]*", re.DOTALL)


def compressed(paths: Iterable[Path]) -> int:
    """How much the files weigh together, as `gzip -9` does it."""
    return len(gzip.compress(b"".join(path.read_bytes() for path in paths), 9))


def imported(path: Path) -> set[Path]:
    """The module and all that it loads."""
    found = {path}
    for name in re.findall(r"^import .* from '\./([\w-]+\.js)'$", path.read_text(encoding="utf-8"), re.MULTILINE):
        found |= imported(path.parent / name)
    return found


def module(name: str) -> Path:
    return next(path for path in SCRIPTS if path.name == name)


def test_script_and_style_weigh_little() -> None:
    """The card and the pages, with nothing that goes beyond one message."""
    assert {path.suffix for path in ASSETS} == {".css", ".js"}
    everywhere = imported(module("afterword.js"))
    styles = [path for path in ASSETS if path.name in {"afterword.css", "site.css"}]
    assert len(everywhere) > 5
    assert compressed([*styles, *sorted(everywhere)]) <= MOST


def test_what_several_people_need_beyond_the_card_weighs_little() -> None:
    """A page without a panel, such as a frame elsewhere, can leave it out."""
    added = imported(module("afterword-panel.js")) - imported(module("afterword.js"))
    assert {"people.js", "zip.js"} <= {path.name for path in added} <= {path.name for path in SCRIPTS}
    assert compressed([ROOT / "docs" / "assets" / "afterword" / "panel.css", *sorted(added)]) <= MOST_PANEL


def test_the_scripts_that_reckon_days_weigh_little() -> None:
    names = {"timeline.js", "steps.js", "ics.js"}
    reckon = {module for path in SCRIPTS if path.name in names for module in imported(path)}
    assert {"days.js", "business-days.js"} < {path.name for path in reckon}
    assert compressed(sorted(reckon)) <= MOST_DAYS


def test_the_scripts_that_check_drafts_weigh_little() -> None:
    modules = imported(next(path for path in SCRIPTS if path.name == "checks.js"))
    assert {"draft.js", "likeness.js", "mismatch.js"} < {path.name for path in modules}
    assert compressed(sorted(modules)) <= MOST_CHECKS


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_module_has_named_imports_and_exports_of_its_own_kind_only(path: Path) -> None:
    """No dependency, and nothing that a join of the modules into one classic script could not take."""
    for line in COMMENT.sub("", path.read_text(encoding="utf-8")).splitlines():
        if re.match(r"\s*import\b", line):
            name = re.fullmatch(r"import \{ [\w, ]+ \} from '\./([\w-]+\.js)'", line)
            assert name, line
            assert name[1] in {script.name for script in SCRIPTS}
        elif re.match(r"\s*export\b", line):
            assert re.match(r"export (async function|function|class|const) \w", line), line
        assert not re.search(r"\bimport\(|\brequire\(|import\.meta", line), line


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_or_code_of_text(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for way in (
        *("innerHTML", "outerHTML", "insertAdjacentHTML", "setHTML", "document.write", "createContextualFragment"),
        *("DOMParser", "srcdoc", "eval(", "new Function", "setAttribute('on", "setAttribute('style", ".style."),
    ):
        assert way not in source


@pytest.mark.parametrize("path", [path for path in SCRIPTS if path.name != "files.js"], ids=lambda path: path.name)
def test_no_script_talks_to_a_network(path: Path) -> None:
    """But for the data files of the site itself: every browser test sees where requests go."""
    assert not re.search(
        r"\b(fetch|XMLHttpRequest|WebSocket|EventSource|sendBeacon|RTCPeerConnection)\b",
        path.read_text(encoding="utf-8"),
    )


def test_no_script_holds_a_sentence(library: Library) -> None:
    """What the kit says stands in `locale.yml`: no text of it, nothing that reads like one, in a string of a script."""
    parts = [library.shared.texts[part] for part in ("card", "status", "errors", "planner", "due", "why")]
    said = {text for part in parts for text in part.values() if " " in text}
    for path in SCRIPTS:
        for string in STRING.findall(COMMENT.sub("", path.read_text(encoding="utf-8"))):
            words = re.sub(r"\$\{[^}]*\}", " ", string[1:-1])
            assert words not in said
            assert not re.search(r"\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b", words), string
            assert not re.match(r"[A-Z][a-z]+ [a-z]+", words), string
            assert not re.search(r"[a-z]{2}[.!?]$", words), string


def test_the_look_for_sentences_finds_some() -> None:
    """The same look, turned on a script that does hold them."""
    source = "const a = 'Please fill this in.'; // it's a comment\nconst b = `Saved as ${file}.`"
    assert STRING.findall(COMMENT.sub("", source)) == ["'Please fill this in.'", "`Saved as ${file}.`"]


def test_the_pages_hold_no_script_or_style_of_ours(built_site: Path) -> None:
    """Material brings inline scripts of its own; ours come as files, and nothing in the content runs by itself."""
    for address, page in read_pages(built_site).items():
        for script in page.all("script"):
            assert "afterword" not in script.text().lower() or script.attributes.get("id") == "__config", address
        assert page.all("style") == [], address
        handlers = [name for element in page for name in element.attributes if name.startswith("on")]
        assert handlers == [], address
        styled = [element for element in page if "style" in element.attributes]
        assert [element.tag for element in styled if inside_article(element)] == [], address


def inside_article(element: Element) -> bool:
    return element.tag == "article" or bool(element.parent and inside_article(element.parent))


def test_the_overrides_hold_no_script_or_style() -> None:
    for path in sorted((ROOT / "docs" / ".overrides").rglob("*.html")):
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", path.read_text(encoding="utf-8")), path
