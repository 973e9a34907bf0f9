"""The page "Add a template in five minutes" is followed to the letter: its files are written, its commands are run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_pages import read_page
from centres import call
from jsonschema import Draft202012Validator

from macros.layers import ROOT
from macros.yaml_source import read_yaml_file

PAGE = (ROOT / "docs" / "careers" / "add-a-template.md").read_text(encoding="utf-8")
KINDS = ("bash", "yaml", "markdown", "text")


def steps(page: str) -> Iterator[tuple[str, str, str]]:
    """Each block of code: its language, what it holds, and the file that was named last before it."""
    named = ""
    for part in re.split(r"^(```\w+\n.*?^```)$", page, flags=re.MULTILINE | re.DOTALL):
        if block := re.fullmatch(r"```(\w+)\n(.*)```", part, re.DOTALL):
            yield block[1], block[2], named
        elif names := re.findall(r"`((?:docs/|templates/|site/|drafts/)?[\w./-]+\.(?:yml|md|html|eml|txt))`", part):
            named = names[-1]


def follow(folder: Path, programs: Path) -> list[str]:
    """Do all that the page says, in its order, and give what each command printed."""
    printed = []
    for kind, text, name in steps(PAGE):
        if kind in ("yaml", "markdown"):
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        elif kind == "bash":
            printed.append(shell(folder, programs, text))
    return printed


def shell(folder: Path, programs: Path, command: str) -> str:
    """Run a command as its reader does; pip asks no index, for what it needs is there."""
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "SITE_URL")}
    environment |= {"PATH": f"{programs}{os.pathsep}{environment['PATH']}", "PIP_NO_INDEX": "1"}
    environment |= {"PIP_ROOT_USER_ACTION": "ignore", "NO_MKDOCS_2_WARNING": "1"}
    ended = subprocess.run(
        ["sh", "-e", "-c", command], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


@pytest.fixture(scope="module")
def followed(wheel: Path, programs: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    folder = tmp_path_factory.mktemp("five minutes") / "a site"
    folder.mkdir()
    shutil.copy(wheel, folder)
    return folder, follow(folder, programs)


def test_every_block_is_of_a_kind_that_is_followed() -> None:
    kinds = [kind for kind, _, _ in steps(PAGE)]
    assert {*kinds} == {*KINDS}
    assert len(kinds) == PAGE.count("```") // 2


def test_every_file_that_the_page_names_is_there_in_the_end(followed: tuple[Path, list[str]]) -> None:
    folder, _ = followed
    named = set(re.findall(r"`((?:docs|templates|site|drafts)/[\w./-]+\.\w+)`", PAGE))
    assert len(named) > 8
    assert [name for name in sorted(named - {"templates/en/locale.yml"}) if not (folder / name).is_file()] == []


def test_the_new_message_stands_on_its_page_and_in_the_list(followed: tuple[Path, list[str]], programs: Path) -> None:
    folder, _ = followed
    card = read_page(folder / "site" / "templates" / "mentor-thanks" / "index.html").the("afterword-template")
    listed = call(folder, programs / "afterword", "export", "list").stdout

    assert "Your mentor helped you get ready, and the interview is over." in card.text()
    assert re.search("^mentor-thanks +Thank your mentor$", listed, re.MULTILINE)
    assert "Say in one sentence" not in "".join(
        path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in {".md", ".html"}
    )


def test_a_command_prints_what_the_page_says(followed: tuple[Path, list[str]]) -> None:
    _, printed = followed
    shown, _ = (text for kind, text, _ in steps(PAGE) if kind == "text")
    assert shown in printed


def test_a_mistake_is_told_as_the_page_says(followed: tuple[Path, list[str]], programs: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(followed[0], tmp_path / "copy")
    _, told = (text for kind, text, _ in steps(PAGE) if kind == "text")
    wrong, right = re.findall(r"Write `(.*?)` for `(.*?)`", PAGE)[0]
    file = folder / "templates" / "en" / "mentor-thanks.md"
    file.write_text(file.read_text(encoding="utf-8").replace(right, wrong), encoding="utf-8")

    listed = call(folder, programs / "afterword", "export", "list")
    built = call(folder, programs / "python", "-m", "mkdocs", "build", "--strict")

    assert (listed.returncode, listed.stderr) == (2, f"Error: {told}")
    assert built.returncode != 0
    assert told in built.stderr


def test_what_is_laid_over_the_kit_is_seen_and_fits_its_schema(
    followed: tuple[Path, list[str]], programs: Path
) -> None:
    folder, _ = followed
    fields = call(folder, programs / "afterword", "export", "fields").stdout
    listed = call(folder, programs / "afterword", "export", "list").stdout

    assert re.search("^. company +Employer: ", fields, re.MULTILINE)
    assert re.search("^  student_number +Student number: S 1024$", fields, re.MULTILINE)
    for line in ("check-in ", "withdraw", "linkedin-request"):
        assert (f"\n{line}" in listed) == (line == "check-in ")
    for name in ("fields", "hidden"):
        schema = json.loads((folder / "templates" / ".schema" / f"{name}.json").read_text(encoding="utf-8"))
        own = read_yaml_file(folder / "templates" / f"{name}.yml", name).data
        assert Draft202012Validator(schema).is_valid(own)


def test_the_site_shows_the_page_with_its_braces(built_site: Path) -> None:
    blocks = [block.text() for block in read_page(built_site / "careers" / "add-a-template" / "index.html").all("pre")]
    assert [text for _, text, _ in steps(PAGE)] == [f"{block.strip()}\n" for block in blocks]
