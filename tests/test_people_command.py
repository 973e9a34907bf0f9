"""One message for each interviewer from the command line: the people of a values file, and what is said of them."""

from __future__ import annotations

from pathlib import Path

import pytest
import test_export
from mail_readers import READERS
from projects import GOOD, changed, project
from test_export import Command, files_in

from macros.library import Library

command = test_export.command

SHARED = "your_name: Amara\njob_title: engineer\ncompany: Halden\nkey_skill: tuning\n"
ADA = "  - interviewer_name: Dr. Ada\n    interviewer_email: ada@example.com\n    memorable_detail: the night shift\n"
BEN = "  - interviewer_name: Ben\n    memorable_detail: maps\n"
SAME = "  - interviewer_name: Cem\n    memorable_detail: '  The  Night shift '\n"


def write(command: Command, folder: Path, values: str, *arguments: object) -> test_export.Ended:
    (folder / "me.yml").write_text(values, encoding="utf-8")
    return command("write", *arguments, "--values", folder / "me.yml", "--out", folder / "out")


def test_each_person_gets_a_message_of_their_own(command: Command, tmp_path: Path) -> None:
    ended = write(command, tmp_path, f"{SHARED}people:\n{ADA}{BEN}", "thank-you")

    out = tmp_path / "out"
    names = ["thank-you-dr-ada.eml", "thank-you-dr-ada.txt", "thank-you-ben.eml", "thank-you-ben.txt"]
    assert (ended.code, ended.err, ended.out.splitlines()) == (0, "", [str(out / name) for name in names])
    text = (out / "thank-you-ben.txt").read_text(encoding="utf-8")
    assert "Dear Ben,\n" in text
    assert "I keep thinking about maps." in text
    assert "Halden" in text
    for read in READERS:
        assert read((out / "thank-you-dr-ada.eml").read_bytes()).to == ("Dr. Ada", "ada@example.com")
        assert "To" not in read((out / "thank-you-ben.eml").read_bytes()).headers


def test_what_is_for_nobody_alone_is_written_once(command: Command, tmp_path: Path) -> None:
    values = f"{SHARED}interviewer_name: Karin\ninterviewer_email: karin@example.com\npeople:\n{ADA}{BEN}"

    ended = write(command, tmp_path, values, "thank-you", "check-in", "--format", "txt")

    assert (ended.code, ended.err) == (0, "")
    assert files_in(tmp_path / "out").keys() == {"thank-you-dr-ada.txt", "thank-you-ben.txt", "check-in.txt"}
    assert "Dear Karin,\n" in (tmp_path / "out" / "check-in.txt").read_text(encoding="utf-8")


def test_what_is_each_persons_own_may_not_stand_above_the_people(command: Command, tmp_path: Path) -> None:
    """Or one address, or one memory, would go to everybody, or silently to nobody."""
    above = "interviewer_name: Karin\ninterviewer_role: manager\nmemorable_detail: trees\n"

    ended = write(command, tmp_path, f"{SHARED}{above}people:\n{BEN}  - interviewer_name: Dr. Ada\n", "thank-you")

    path = tmp_path / "me.yml"
    assert ended.code == 2
    assert ended.errors == [
        f"{path}:5: interviewer_name stands beside people; move it to one of them",
        f"{path}:6: interviewer_role stands beside people; move it to one of them",
        f"{path}:7: memorable_detail stands beside people; move it to one of them",
    ]
    assert not (tmp_path / "out").exists()


def test_a_detail_that_another_message_takes_stands_in_for_none_of_the_people(command: Command, tmp_path: Path) -> None:
    values = f"{SHARED}interviewer_name: Karin\ninterviewer_email: karin@example.com\nmemorable_detail: trees\n"

    written = write(command, tmp_path, f"{values}people:\n{BEN}", "thank-you", "final-message")

    assert (written.code, written.err) == (0, "")
    files = files_in(tmp_path / "out")
    assert b"trees" in files["final-message.txt"]
    assert b"karin" not in files["thank-you-ben.eml"]
    lacking = write(command, tmp_path, f"{values}people:\n  - interviewer_name: Ada\n", "thank-you", "final-message")
    assert lacking.errors[0] == "missing: memorable_detail (One thing you talked about), for thank-you to Ada"


def test_what_is_missing_is_named_for_each_person(command: Command, tmp_path: Path) -> None:
    people = f"people:\n{ADA}  - interviewer_name: Ben\n  - interviewer_name: Cem\n"

    ended = write(command, tmp_path, f"your_name: Amara\njob_title: engineer\n{people}", "thank-you", "panel-peer")

    told = {line.split(" (")[0]: line.split(", for ")[-1] for line in ended.errors[:-1]}
    assert ended.code == 1
    assert told["missing: memorable_detail"] == (
        "thank-you to Ben, thank-you to Cem, panel-peer to Ben, panel-peer to Cem"
    )
    assert told["missing: shared_interest"] == "panel-peer to Dr. Ada, panel-peer to Ben, panel-peer to Cem"
    assert not (tmp_path / "out").exists()


def test_blank_leaves_a_place_for_what_somebody_lacks(command: Command, tmp_path: Path) -> None:
    ended = write(command, tmp_path, "people:\n  - interviewer_name: Ben\n", "thank-you", "--blank")

    assert ended.code == 0
    text = (tmp_path / "out" / "thank-you-ben.txt").read_text(encoding="utf-8")
    assert "Dear Ben,\n" in text
    assert "[one thing you talked about]" in text


def test_the_same_detail_for_two_is_warned_of_and_written(command: Command, tmp_path: Path, library: Library) -> None:
    ended = write(command, tmp_path, f"{SHARED}people:\n{ADA}{BEN}{SAME}", "thank-you", "thank-you-warm")

    assert ended.code == 0
    assert ended.err == (
        "Warning: duplicate: Dr. Ada and Cem would get the same words: “One thing you talked about”. "
        f"{library.shared.texts['people']['why']} Source: S3\n"
    )
    assert len(files_in(tmp_path / "out")) == 12
    alone = write(command, tmp_path, f"{SHARED}interviewer_name: K\npeople:\n{ADA}{SAME}", "check-in", "--force")
    assert (alone.code, alone.err) == (0, ""), "a message that says none of it needs no warning"


def test_people_who_share_a_name_share_no_file(command: Command, tmp_path: Path) -> None:
    others = BEN.replace("Ben", "BEN").replace("maps", "trees") + BEN.replace("Ben", "../ben").replace("maps", "sea")

    ended = write(command, tmp_path, f"{SHARED}people:\n{BEN}{others}", "thank-you", "--format", "txt")

    assert ended.code == 0
    assert files_in(tmp_path / "out").keys() == {"thank-you-ben.txt", "thank-you-ben-2.txt", "thank-you-ben-3.txt"}


def test_a_name_that_reads_like_another_template_loses_no_message(command: Command, tmp_path: Path) -> None:
    people = "people:\n" + ADA.replace("Dr. Ada", "Warm Ada") + BEN.replace("Ben", "Ada")

    ended = write(command, tmp_path, f"{SHARED}{people}", "thank-you", "thank-you-warm", "--format", "txt")

    assert ended.code == 2
    assert ended.errors == [
        "two messages would be called thank-you-warm-ada.txt; write their templates into two folders"
    ]
    assert not (tmp_path / "out").exists()


def test_control_characters_of_a_name_do_not_reach_the_terminal(command: Command, tmp_path: Path) -> None:
    people = "".join(person.replace("Dr. Ada", '"A\u202ed\u200da"') for person in (ADA, SAME))

    ended = write(command, tmp_path, f"{SHARED}people:\n{people}", "thank-you")

    assert ended.code == 0
    assert "A\\u202ed\\u200da and Cem" in ended.err


@pytest.mark.parametrize(
    ("people", "told"),
    [
        ("people: Ada\n", "1: people is one text; write a list, each person as `- interviewer_name: …` with"),
        ("people:\n", "1: people is empty; write a list, each person as `- interviewer_name: …`"),
        ("people:\n  - interviewer_name: Ada\n  -\n", "3: person 2 is empty; write a list, each person as"),
        ("people:\n  interviewer_name: Ada\n", "1: people is a mapping; write a list"),
        ("people:\n  - Ada\n", "2: a person is one text; write a list, each person as `- interviewer_name: …`"),
        ("people:\n  - [Ada]\n", "2: a person is a list; write a list"),
        (
            "people:\n  - interviewer_nmae: Ada\n",
            "2: unknown field 'interviewer_nmae'; did you mean 'interviewer_name'?",
        ),
        ("people:\n  - interviewer_name: Ada\n    ZZZ: x\n", "3: unknown field 'ZZZ'; known are: interviewer_name, "),
        (
            "people:\n  - interviewer_name: Ada\n    company: x\n",
            "3: company is the same for everybody; write it above, outside of people",
        ),
        ("people:\n  - interviewer_name: Ada\n    memorable_detail: [a]\n", "3: memorable_detail is a list; write one"),
        ("people:\n  - interviewer_name: {a: b}\n", "2: interviewer_name is a mapping; write one text"),
        (
            "people:\n  - interviewer_name: A\n  - memorable_detail: x\n",
            "3: a person without a name; add interviewer_name",
        ),
        ("people:\n  - interviewer_name: '  '\n", "2: a person without a name; add interviewer_name"),
        ("people:\n  - {}\n", "2: a person without a name; add interviewer_name"),
        (
            "people:\n  - interviewer_name: A\n    interviewer_email: b\n",
            "3: interviewer_email: “Interviewer e-mail” is not an e-mail address.",
        ),
        (f"people:\n  - interviewer_name: {'x' * 201}\n", "2: interviewer_name: “Interviewer” is 201 characters long."),
    ],
)
def test_a_mistake_in_the_people_is_told_with_its_line(
    people: str, told: str, command: Command, tmp_path: Path
) -> None:
    ended = write(command, tmp_path, people, "thank-you")

    assert ended.code == 2
    (error,) = ended.errors
    assert error.startswith(f"{tmp_path / 'me.yml'}:{told}")
    assert not (tmp_path / "out").exists()


def test_every_mistake_is_told_at_once(command: Command, tmp_path: Path) -> None:
    values = "your_nmae: x\npeople:\n  - interviewer_name: A\n    company: x\n  - memorable_detail: y\n"

    ended = write(command, tmp_path, values, "thank-you", "--set", "interviewer_email=a@example.com")

    lines = [error.removeprefix(f"{tmp_path / 'me.yml'}:").split(";")[0] for error in ended.errors]
    assert lines == [
        "1: unknown field 'your_nmae'",
        "4: company is the same for everybody",
        "5: a person without a name",
        "--set: interviewer_email differs from person to person",
    ]


def test_no_people_are_none(command: Command, tmp_path: Path) -> None:
    values = f"{SHARED}interviewer_name: Karin\nmemorable_detail: maps\npeople: []\n"

    ended = write(command, tmp_path, values, "thank-you", "--set", "interviewer_email=karin@example.com")

    assert (ended.code, ended.err) == (0, "")
    assert files_in(tmp_path / "out").keys() == {"thank-you.eml", "thank-you.txt"}


def test_a_setting_for_one_of_several_is_refused(command: Command, tmp_path: Path) -> None:
    ended = write(command, tmp_path, f"{SHARED}people:\n{ADA}{BEN}", "thank-you", "--set", "memorable_detail=x")

    assert ended.code == 2
    assert ended.errors == [
        "--set: memorable_detail differs from person to person; write it in the file, with each of them"
    ]


def test_people_without_a_template_for_them_are_told(command: Command, tmp_path: Path) -> None:
    root = project(tmp_path, made=GOOD)
    (tmp_path / "me.yml").write_text("people:\n  - interviewer_name: Ada\n", encoding="utf-8")

    ended = command("--root", root, "write", "made", "--values", tmp_path / "me.yml", "--out", tmp_path / "out")

    assert ended.code == 2
    assert ended.errors == [f"{tmp_path / 'me.yml'}:1: no template here is written to several people; take people out"]


def test_a_template_of_ones_own_takes_people_too(command: Command, tmp_path: Path) -> None:
    own = changed(GOOD, "channel: email", "channel: email\neach_person: [interviewer_name, job_title]")
    root = project(tmp_path, made=own)
    (tmp_path / "me.yml").write_text(
        "your_name: Zoë\npeople:\n  - {interviewer_name: Ada, job_title: nurse}\n", encoding="utf-8"
    )

    ended = command("--root", root, "write", "made", "--values", tmp_path / "me.yml", "--out", tmp_path / "out")

    assert (ended.code, ended.err) == (0, "")
    text = (tmp_path / "out" / "made-ada.txt").read_text(encoding="utf-8")
    assert text.startswith("Subject: About nurse, Zoë\n\nDear Ada,\n")
