"""The modules joined into a classic script: what it does is what they do, and what it cannot take it refuses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from macros.join import _LITERAL, _squeezed, join
from macros.layers import ASSETS

FIRST = """\
/** What comes first. */

const secret = 'first'
const addresses = /https?:\\/\\//
export const LIST = [1, 2] // in order

// Not for others.
function hidden() {
  return secret
}

/** @returns {string} */
export function first() {
  return `${hidden()} // kept ${addresses.test('https://example.org')}`
}
export class Thing {}
export async function later() {
  return 'later'
}
"""
SECOND = """\
import { LIST, first } from './first.js'
import { Thing } from './first.js'

const secret = 'second'
window.told = [first(), secret, LIST.length, typeof Thing]
"""


def modules(folder: Path, **sources: str) -> Path:
    for name, source in sources.items():
        (folder / f"{name}.js").write_text(source, encoding="utf-8")
    return folder


def test_joined_modules_do_what_they_do_apart(page: Page, tmp_path: Path) -> None:
    """Each keeps its own names, and nothing of them is left behind in the page."""
    page.goto("404.html")
    before = set(page.evaluate("Object.getOwnPropertyNames(window)"))

    page.evaluate(join(modules(tmp_path, first=FIRST, second=SECOND), "second.js"))

    assert page.evaluate("told") == ["first // kept true", "second", 2, "function"]
    assert set(page.evaluate("Object.getOwnPropertyNames(window)")) - before == {"told"}


def test_a_module_that_two_others_import_runs_once(page: Page, tmp_path: Path) -> None:
    sources = {
        "count": "window.runs = (window.runs ?? 0) + 1\nexport const COUNT = window.runs\n",
        "one": "import { COUNT } from './count.js'\nexport const ONE = COUNT\n",
        "two": "import { COUNT } from './count.js'\nimport { ONE } from './one.js'\nwindow.sum = ONE + COUNT\n",
    }
    page.goto("404.html")
    page.evaluate(join(modules(tmp_path, **sources), "two.js"))
    assert page.evaluate("[runs, sum]") == [1, 2]


def test_comments_with_lines_of_their_own_are_left_out(tmp_path: Path) -> None:
    joined = join(modules(tmp_path, first=FIRST), "first.js")
    for comment in ("What comes first", "Not for others", "@returns"):
        assert comment not in joined


def test_one_module_can_stand_in_for_another(page: Page, tmp_path: Path) -> None:
    folder = modules(tmp_path, first=FIRST, second=SECOND, other=FIRST.replace("'first'", "'other'"))
    page.goto("404.html")
    page.evaluate(join(folder, "second.js", {"first.js": "other.js"}))
    assert page.evaluate("told")[0] == "other // kept true"


@pytest.mark.parametrize(
    "line",
    [
        "import first from './first.js'",
        "import * as first from './first.js'",
        "import './first.js'",
        "import { first as other } from './first.js'",
        "import { first } from 'elsewhere'",
        'import { first } from "./first.js"',
        "import { first } from './first.js';",
        "import { first } from './deep/first.js'",
        "import {",
        "export default 1",
        "export { secret }",
        "export * from './first.js'",
        "export let changing = 1",
        "export const [one, two] = [1, 2]",
        "const later = await import('./first.js')",
        "const here = import.meta.url",
    ],
)
def test_what_is_not_by_name_is_refused(line: str, tmp_path: Path) -> None:
    folder = modules(tmp_path, first=FIRST, second=f"const secret = 1\n{line}\n")
    with pytest.raises(ValueError, match=r"^second\.js: .*cannot be joined; import and export by name"):
        join(folder, "second.js")


def test_a_name_that_is_not_exported_is_refused(tmp_path: Path) -> None:
    folder = modules(tmp_path, first=FIRST, second="import { first, hidden } from './first.js'\n")
    with pytest.raises(ValueError, match=r"^second\.js: first\.js exports no hidden$"):
        join(folder, "second.js")


def test_a_circle_is_refused(tmp_path: Path) -> None:
    folder = modules(tmp_path, one="import { b } from './two.js'\n", two="import { a } from './one.js'\n")
    with pytest.raises(ValueError, match=r"^one\.js imports itself by way of two\.js$"):
        join(folder, "one.js")


def test_a_text_over_several_lines_is_refused(tmp_path: Path) -> None:
    folder = modules(tmp_path, one="const text = `one\n  two`\n")
    with pytest.raises(ValueError, match=r"^one\.js: a text that goes over several lines"):
        join(folder, "one.js")


SPACED = r"""
const texts = ['a = b', "c , d", `e ${[1, 2].map((one) => `${one} ; ${{ a: 1 }.a}`).join(' & ')} f`, ` ${3} `]
const found = ['x = y'.replace(/ *[= ]+/g, ' / '), 'a b'.split(/[ /]/), [' q'].map((text) => / q/.test(text))]
const sums = [6 / 2 / 3, -1 + -1, 1 - -1, ((one) => one / 2)(4), typeof 1 in { number: 1 }, 3 > 2 ? 4 : 5]
window.told = [texts, found, sums]
"""


def test_spaces_are_left_out_where_they_say_nothing(page: Page, tmp_path: Path) -> None:
    """Not in a text, nor in a regular expression, nor between two words."""
    page.goto("404.html")
    page.evaluate(SPACED)
    plain = page.evaluate("told")
    joined = join(modules(tmp_path, one=SPACED), "one.js")
    page.evaluate(f"window.told = null; {joined}")
    assert page.evaluate("told") == plain
    assert len(joined) < len(SPACED) + 40


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.js")), ids=lambda path: path.name)
def test_leaving_out_spaces_leaves_the_rest(path: Path) -> None:
    """What is known as text or expression stays as it is; outside them there is no quote, and a slash divides."""
    source = re.sub(r"^ *(/\*\*.*?\*/|//[^\n]*)\n", "", path.read_text(encoding="utf-8"), flags=re.S | re.M)
    before, after = (_LITERAL.split(text) for text in (source, _squeezed(path)))
    assert [text.strip() for text in after[1::2]] == [text.strip() for text in before[1::2]]
    for one, other in zip(before[::2], after[::2], strict=True):
        assert re.sub(r"\s", "", one) == re.sub(r"\s", "", other)
        assert re.findall(r"\b\w+\b", one) == re.findall(r"\b\w+\b", other)
        assert not re.search(r"""['"`]|(?<![\w)] )/""", re.sub(r" //.*", "", one)), one


@pytest.mark.parametrize("entry", ["frame-template.js", "frame-timeline.js", "embed.js"])
def test_the_scripts_of_the_kit_are_joined(entry: str, page: Page) -> None:
    """They parse as classic scripts, in which `import` and `export` are errors."""
    page.goto("404.html")
    assert page.evaluate("(source) => { new Function(source); return true }", join(ASSETS, entry))
