"""What README.md and CONTRIBUTING.md show is read out of them and run."""

from __future__ import annotations

import re
import struct
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from test_contributing import copy_project

from macros.commands.check import check
from macros.commands.dates import dates
from macros.library import load_library
from macros.parts import compile_text, required_fields, to_text

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").split("\n## Without make\n")[0]
EXPORT = ".venv/bin/python -m scripts.export "
MOST_BYTES = 160_000


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)


def exports(page: str) -> Iterator[str]:
    return (block for block in blocks(page, "bash") if block.startswith(EXPORT))


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def anchors(page: str) -> set[str]:
    """Name the headings as GitHub does."""
    headings = re.findall(r"^#+ (.*)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A copy of the project whose .venv holds the Python that runs the tests."""
    folder = tmp_path / "a clone"
    copy_project(folder)
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    return folder


def run(command: str, folder: Path) -> str:
    return subprocess.run(["sh", "-e", "-c", command], cwd=folder, check=True, capture_output=True, text=True).stdout


def test_the_readme_opens_with_the_two_commands() -> None:
    assert blocks(README, "bash")[:2] == ["make serve\n", "make test\n"]


def test_every_make_command_exists_and_is_named() -> None:
    assert set(re.findall(r"\bmake ([a-z-]+)", "".join(re.findall(r"`make [^`]*`", README)))) == targets()
    shown = "".join(blocks(README + CONTRIBUTING, "bash"))
    assert set(re.findall(r"^make (\S+)", shown, re.MULTILINE)) <= targets()


def test_the_export_examples_of_the_readme_do_what_it_says(clone: Path) -> None:
    values, people, _ = blocks(README, "yaml")
    (clone / "me.yml").write_text(values, encoding="utf-8")
    *alone, several = exports(README)

    listed, one, every = (run(command, clone) for command in alone)
    shared = [line for line in values.splitlines() if not line.startswith(("interviewer_", "memorable_detail"))]
    (clone / "me.yml").write_text("\n".join([*shared, people]), encoding="utf-8")
    each = run(several, clone)

    slugs = [line.split()[0] for line in listed.splitlines()]
    assert slugs == [path.split("/")[1].removesuffix(".txt") for path in every.splitlines() if path.endswith(".txt")]
    assert one.splitlines() == ["drafts/thank-you.eml", "drafts/thank-you.txt"]
    text = (clone / "drafts" / "thank-you.txt").read_text(encoding="utf-8")
    day = load_library().shared.words({"interview_date": "2026-11-20"}, date.today())["interview_day"]
    for part in (
        "Amara Okafor\n07700 900123\n",
        f"your time {day} and",
        "thinking about how your team tunes gripper #4 on the night shift.",
        "I would bring eight years of servo tuning to the team, and like you I care about training apprentices well.",
    ):
        assert part in text
    assert "[" not in text
    stems = ("thank-you-dr-lindqvist", "thank-you-ben")
    assert each.splitlines() == [f"panel/{stem}.{kind}" for stem in stems for kind in ("eml", "txt")]
    assert "why the packing line stops at noon" in (clone / "panel" / "thank-you-ben.txt").read_text(encoding="utf-8")
    assert "[job title]" in (clone / "blank" / "thank-you.txt").read_text(encoding="utf-8")


def test_the_publish_example_of_the_readme_writes_into_the_built_site(clone: Path) -> None:
    (command,) = (block for block in blocks(README, "bash") if "scripts.publish" in block)
    (clone / "site").mkdir()
    (clone / "site" / "index.html").touch()

    run(command, clone)

    for name in ("templates.json", "templates.schema.json", "llms.txt"):
        assert f"`{name}`" in README
        assert (clone / "site" / name).is_file()


def test_the_examples_of_the_dates_command_tell_the_days_and_write_the_calendar(clone: Path) -> None:
    plain, full = (run(block, clone) for block in blocks(README, "bash") if "scripts.dates" in block)

    assert "Tuesday 1 December 2026" in plain
    assert "Thursday 3 December 2026 (in 13 days)" in full
    assert (clone / "follow-up.ics").read_bytes().startswith(b"BEGIN:VCALENDAR\r\n")


def test_the_readme_tells_of_every_option_of_the_dates_command() -> None:
    told = README.split("## Find the day to write")[1].split("\n## ")[0]

    for parameter in dates.params:
        if parameter.name != "root":
            assert f"`{parameter.opts[0]}" in told


def test_the_check_example_of_the_readme_reads_what_the_write_example_wrote(clone: Path) -> None:
    values = blocks(README, "yaml")[0]
    (clone / "me.yml").write_text(values, encoding="utf-8")
    write = next(block for block in exports(README) if " write " in block)
    run(write, clone)
    (command,) = (block for block in blocks(README, "bash") if "scripts.check" in block)

    assert "nothing found" in run(command, clone)


def test_the_readme_tells_of_every_option_of_the_check_command() -> None:
    told = README.split("## Check a draft")[1].split("\n## ")[0]

    for parameter in check.params:
        if parameter.name not in {"root", "files"}:
            assert f"`{parameter.opts[0]}" in told


def test_the_example_of_contributing_writes_the_two_files_that_it_names(clone: Path) -> None:
    (command,) = exports(CONTRIBUTING)
    written = run(command, clone).split()
    assert [f"`{name}`" in CONTRIBUTING for name in written] == [True, True]
    assert written[0].removeprefix("templates/en/").removesuffix(".md") in run(f"{EXPORT}list", clone)


def test_the_grammar_example_of_contributing_reads_as_it_says() -> None:
    (source,) = blocks(CONTRIBUTING, "jinja")
    body = compile_text(source)
    always = {"sign_off": "Best", "your_name": "Ana"}
    assert required_fields(body) == always.keys()
    assert to_text(body, always) == "Thank you for your time.\n\nBest,\nAna"
    filled = always | {"interview_date": "Friday", "your_phone": "0170"}
    assert to_text(body, filled) == "Thank you for your time on Friday.\n\nYou can reach me at 0170.\n\nBest,\nAna"


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"])
def test_every_link_between_the_files_leads_somewhere(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]*)(?:#([^)]*))?\)", (ROOT / name).read_text(encoding="utf-8"))
    for file, anchor in links:
        assert (ROOT / file).is_file(), file
        assert not anchor or anchor in anchors((ROOT / file).read_text(encoding="utf-8")), anchor


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md"])
def test_every_place_that_is_named_is_there(name: str) -> None:
    """A place has a slash; what the commands of the page make is not there yet."""
    text = re.sub(r"^```.*?^```$", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    places = set(re.findall(r"`([.a-z][\w.-]*/[\w./-]*)`", text))
    made = {place for place in places if re.match(r"site/|dist/|\.venv/|.*(my-message|SLUG|hidden)", place)}
    assert len(places - made) >= 3
    tops = (ROOT, ROOT / "docs", ROOT / "templates")
    assert [place for place in sorted(places - made) if not any((top / place).exists() for top in tops)] == []


def test_the_picture_of_the_readme_is_made_by_its_script(tmp_path: Path) -> None:
    (shown,) = re.findall(r"!\[[^]]+\]\((.*?)\)", README)
    command = [sys.executable, "-m", "scripts.screenshot", "--out", str(tmp_path / "card.png")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for picture in (ROOT / shown, tmp_path / "card.png"):
        content = picture.read_bytes()
        width, height = struct.unpack(">II", content[16:24])
        assert content.startswith(b"\x89PNG\r\n\x1a\n")
        assert len(content) < MOST_BYTES
        assert width > 600
        assert height > 600
