"""The check command as somebody uses it: what it prints, its exit codes, and what it says when something is wrong."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from test_export import Command, Ended, started

from macros.checks import check as find
from macros.commands.check import check
from macros.commands.drafts import read_draft_file
from macros.commands.problems import run
from macros.details import in_words
from macros.library import Library
from macros.message import eml, txt

GOOD = "Subject: Re: x\n\nDear Ana,\n\nThank you for the tour of the kiln.\n"
BAD = "Subject: Re: x\n\nDear Ana,\n\n👩🏽‍🚀 Hi.\nI am anxiously awaiting your reply.\n"
LOOSE = "Subject: Re: x\n\nDear Ana,\n\nNo worries.\n"


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command with its own way to end, in this process."""

    def call(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["check", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            run(check, "python -m scripts.check")
        code = ended.value.code or 0
        assert isinstance(code, int)
        return Ended(code, *capsys.readouterr())

    return call


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def findings_of(ended: Ended) -> list[dict[str, Any]]:
    assert ended.err == ""
    found: list[dict[str, Any]] = json.loads(ended.out)["findings"]
    return found


def test_it_starts_as_a_module_and_as_a_file_from_anywhere(tmp_path: Path) -> None:
    draft = written(tmp_path, "draft.txt", BAD)
    as_module = started("-m", "scripts.check", str(draft))
    as_file = started(str(Path("scripts/check.py").resolve()), str(draft), folder=tmp_path)

    assert as_module == as_file
    assert (as_module.code, as_module.err) == (1, "")


def test_people_read_the_line_the_words_the_reason_the_mend_and_the_source(command: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "draft.txt", BAD)

    ended = command(path)

    lines = ended.out.splitlines()
    assert lines[:4:2] == [f"{path}:5: error: emoji “👩🏽\\u200d🚀”", f"{path}:6: error: anxious “I am anxiously”"]
    assert lines[3] == "  It sounds anxious. Say that you look forward to hearing from them. (Heisler 2024)"
    assert f"{path}: 2 errors" in lines
    assert "--stage" in lines[-1]


def test_json_has_the_line_and_the_offsets_in_code_points(command: Command, tmp_path: Path) -> None:
    text = BAD.replace("\n", "\r\n")

    _, anxious = findings_of(command(written(tmp_path, "draft.txt", text), "--json"))

    assert list(anxious) == ["rule", "level", "line", "start", "end", "message", "source"]
    assert (anxious["rule"], anxious["level"], anxious["line"], anxious["source"]) == ("anxious", "error", 6, "S1")
    assert BAD[anxious["start"] : anxious["end"]] == "I am anxiously"


@pytest.mark.parametrize(("text", "code"), [(GOOD, 0), (LOOSE, 0), (BAD, 1)])
def test_only_an_error_ends_with_one(text: str, code: int, command: Command, tmp_path: Path) -> None:
    ended = command(written(tmp_path, "draft.txt", text))

    assert (ended.code, ended.err) == (code, "")
    assert ("nothing found" in ended.out) == (text == GOOD)


def test_a_stage_asks_more_and_the_values_are_compared(command: Command, tmp_path: Path) -> None:
    path = written(tmp_path, "draft.txt", "Subject: Re: x\n\nDear Anna,\n\nThank you. What is the salary?\n")
    values = written(tmp_path, "me.yml", "interviewer_name: Anja\njob_title: kiln hand\n")

    general = findings_of(command(path, "--json"))
    judged = findings_of(command(path, "--json", "--stage", "check-in", "--values", values))

    assert general == []
    assert {finding["rule"] for finding in judged} == {"mismatch", "perks", "no-role"}


def test_an_eml_is_read_as_the_text_that_is_written_beside_it(tmp_path: Path, library: Library) -> None:
    """The kit's own drafts, names in every script included."""
    shared = library.shared
    for template in library.templates.values():
        if template.channel == "email":
            values = in_words(template.example, shared.fields, shared.texts["dates"])
            path = written(tmp_path, "one.eml", eml(template, values))
            assert read_draft_file(str(path)) == txt(template, values)


def test_the_text_of_an_eml_is_its_txt(command: Command, tmp_path: Path, library: Library) -> None:
    message = (
        b"X-Unsent: 1\r\nSubject: =?utf-8?Q?Re=3A_caf=C3=A9?=\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        b"Dear Ana,\r\n\r\nI am anxiously awaiting your caf=C3=A9 =F0=9F=99=82\r\n"
    )
    text = "Subject: Re: café\n\nDear Ana,\n\nI am anxiously awaiting your café 🙂\n"

    found = findings_of(command(written(tmp_path, "one.EML", message), "--json"))

    expected = find(text, library.shared.checks)
    assert [(f["rule"], f["start"], f["end"]) for f in found] == [(f.rule, f.start, f.end) for f in expected]
    assert {f["rule"] for f in found} == {"anxious", "emoji"}


def test_several_files_are_listed_and_compared(command: Command, tmp_path: Path) -> None:
    body = "\n\nThank you for the plovers, the dunes and the rangers at dawn.\n"
    paths = [written(tmp_path, f"{name}.txt", f"Subject: Re: x\n\nDear {name},{body}") for name in ("Ana", "Bo")]
    paths.append(written(tmp_path, "other.txt", GOOD))

    ended = command(*paths, "--json")

    listed = json.loads(ended.out)
    assert ended.code == 1
    assert [entry["file"] for entry in listed] == list(map(str, paths))
    assert [[finding["rule"] for finding in entry["findings"]] for entry in listed] == [
        ["duplicate"],
        ["duplicate"],
        [],
    ]


def test_the_files_of_one_message_are_no_duplicates_and_each_draft_is_held_against_its_own_person(
    command: Command, tmp_path: Path
) -> None:
    people = {"Ada Lindqvist": "how your team tunes the gripper", "Ben Carter": "why the packing line stops at noon"}
    listed = "".join(
        f"  - interviewer_name: {name}\n    memorable_detail: {detail}\n" for name, detail in people.items()
    )
    values = written(tmp_path, "me.yml", f"your_name: Amara Okafor\npeople:\n{listed}")
    draft = "Subject: Thank you, Amara Okafor\n\nDear {},\n\nThank you for explaining {}.\n\nAmara Okafor\n"
    files = [
        written(tmp_path, f"{name.split()[0]}.{kind}", draft.format(name, detail))
        for name, detail in people.items()
        for kind in ("txt", "text")
    ]

    right = json.loads(command(*files, "--values", values, "--json").out)
    files[0].write_text(draft.format("Ada Lindqvst", people["Ada Lindqvist"]), encoding="utf-8")
    wrong = json.loads(command(*files, "--values", values, "--json").out)

    assert [finding["rule"] for entry in right for finding in entry["findings"] if finding["level"] == "error"] == []
    assert [finding["rule"] for finding in wrong[0]["findings"]] == ["mismatch"]


def test_a_draft_is_held_against_whoever_stands_beside_the_people_too(command: Command, tmp_path: Path) -> None:
    """Who gets the check-in of a panel."""
    above = "company: Halden\ninterviewer_name: Karin Holm\n"
    values = written(tmp_path, "me.yml", f"{above}people:\n  - interviewer_name: Ada Lindqvist\n")
    right, wrong = (
        written(tmp_path, f"{name}.txt", f"Subject: Re: x\n\nDear {name},\n\nMay I ask how it looks at Halden?\n")
        for name in ("Karin Holm", "Karin Hlom")
    )

    assert command(right, "--values", values, "--json").code == 0
    assert [found["rule"] for found in findings_of(command(wrong, "--values", values, "--json"))] == ["mismatch"]


def test_a_label_beside_the_people_is_refused_with_its_line(command: Command, tmp_path: Path) -> None:
    values = written(tmp_path, "me.yml", "interviewer_role: manager\npeople:\n  - interviewer_name: Ada\n")

    ended = command(written(tmp_path, "draft.txt", GOOD), "--values", values)

    assert ended.code == 2
    assert f"{values}:1: interviewer_role stands beside people; move it to one of them" in ended.err


def test_a_draft_comes_from_standard_input(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"\xef\xbb\xbf" + BAD.encode())))

    assert {finding["rule"] for finding in findings_of(command("-", "--json"))} == {"emoji", "anxious"}


@pytest.mark.parametrize(
    ("name", "content", "options", "told"),
    [
        ("draft.txt", GOOD, ["--stage", "chek-in"], "unknown stage 'chek-in'; did you mean 'check-in'?"),
        ("draft.txt", GOOD, ["--channel", "fax"], "unknown channel 'fax'; known are: "),
        ("draft.txt", b"caf\xe9", [], "draft.txt:1: not UTF-8 text; save the file as UTF-8"),
        ("draft.txt", " \n", [], "there is no draft in it"),
        ("draft.eml", "just a text", [], "no e-mail with a plain text"),
        ("draft.eml", "Subject: x\nContent-Type: text/html\n\n<p>Hi</p>", [], "no e-mail with a plain text"),
        ("draft.eml", "Subject: x\nContent-Type: text/plain; charset=nope\n\nHi", [], "no e-mail with a plain text"),
        ("draft.txt", None, [], "cannot be read: No such file or directory"),
        ("draft.eml", None, [], "cannot be read: No such file or directory"),
        ("draft.txt", GOOD, ["--values", "{}/none.yml"], "none.yml: cannot be read"),
    ],
)
def test_wrong_input_is_told_in_one_line(
    name: str, content: str | bytes | None, options: list[str], told: str, command: Command, tmp_path: Path
) -> None:
    path = tmp_path / name if content is None else written(tmp_path, name, content)

    ended = command(path, *(option.format(tmp_path) for option in options))

    assert (ended.code, ended.out) == (2, "")
    assert told in ended.err
    assert ended.err.count("\n") == 1


def test_no_file_is_told_with_the_use(command: Command) -> None:
    ended = command()
    assert ended.code == 2
    assert "FILE" in ended.err
