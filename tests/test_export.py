"""The export command as somebody uses it: what it prints, what it writes, and what it says when something is wrong."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from mail_readers import READERS
from projects import GOOD, PHONE, changed, copied, project

from macros.commands.export import export
from macros.commands.problems import run
from macros.details import holes
from macros.library import ROOT, Library, load_library
from macros.message import eml, txt

ESCAPES = "\x1b[31mred\x1b]0;title\x07\u202e"


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str

    @property
    def errors(self) -> list[str]:
        """The lines of what went wrong, each of which says so."""
        lines = self.err.splitlines()
        assert all(line.startswith("Error: ") for line in lines)
        return [line.removeprefix("Error: ") for line in lines]


Command = Callable[..., Ended]


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """The command with its own way to end, in this process."""

    def call(*arguments: object) -> Ended:
        monkeypatch.setattr(sys, "argv", ["export", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            run(export, "python -m scripts.export")
        code = ended.value.code or 0
        assert isinstance(code, int)
        return Ended(code, *capsys.readouterr())

    return call


def started(*arguments: str, folder: Path = ROOT, setting: Mapping[str, str] | None = None) -> Ended:
    """The command as a program of its own; `setting` adds to its environment."""
    environment = {**os.environ, **(setting or {})}
    process = subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, encoding="utf-8"
    )
    return Ended(process.returncode, process.stdout, process.stderr)


def examples(library: Library) -> dict[str, str]:
    return {name: field.example for name, field in library.shared.fields.items()}


def as_yaml(folder: Path, values: Mapping[str, Any]) -> Path:
    """A values file; what is JSON is YAML too."""
    path = folder / "me.yml"
    path.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
    return path


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


# As a program


def test_it_starts_as_a_module_and_as_a_file_from_anywhere(tmp_path: Path) -> None:
    as_module = started("-m", "scripts.export", "list")
    as_file = started(str(ROOT / "scripts" / "export.py"), "list", folder=tmp_path)
    relative = started("scripts/export.py", "list")

    assert as_module == as_file == relative
    assert (as_module.code, as_module.err) == (0, "")
    templates = load_library().templates
    width = max(map(len, templates))
    assert as_module.out == "".join(f"{slug:{width}}  {template.title}\n" for slug, template in templates.items())


def test_it_writes_what_other_mail_readers_read(tmp_path: Path) -> None:
    ended = started(
        *("-m", "scripts.export", "write", "thank-you", "--out", str(tmp_path / "drafts"), "--format", "eml"),
        *("--set", "your_name=Zoë “Z” Łukasiewicz-Þórsdóttir, née 山田", "--set", "job_title=data analyst"),
        *("--set", "interviewer_name=שרה לוי", "--set", "interviewer_email=sara@bücher.example"),
        *("--set", "company=Halden", "--set", "memorable_detail=the night shift", "--set", "key_skill=servo tuning"),
    )

    assert (ended.code, ended.out, ended.err) == (0, f"{tmp_path}/drafts/thank-you.eml\n", "")
    for read in READERS:
        mail = read((tmp_path / "drafts" / "thank-you.eml").read_bytes())
        assert mail.to == ("שרה לוי", "sara@xn--bcher-kva.example")
        assert mail.subject == "Thank you: data analyst interview, Zoë “Z” Łukasiewicz-Þórsdóttir, née 山田"
        assert mail.body.startswith("Dear שרה לוי,\n\nThank you for your time and ")


def test_a_terminal_in_ascii_is_no_obstacle(tmp_path: Path) -> None:
    values = as_yaml(tmp_path, {"your_name": "x" * 201})
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii:strict"}

    ended = started(
        *("-m", "scripts.export", "write", "--all", "--out", str(tmp_path / "a"), "--values", str(values)),
        setting=ascii_only,
    )

    assert ended.code == 2
    assert "“Your name” is 201 characters long" in ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("shell", "code"),
    [
        ('"$0" -m scripts.export list >&-', 0),
        ('"$0" -m scripts.export nothing 2>&-', 2),
        ('"$0" -m scripts.export show thank-you | true', 0),
        ('"$0" -m scripts.export list >/dev/full', 1),
    ],
)
def test_a_stream_that_is_closed_or_full_gives_no_traceback(shell: str, code: int) -> None:
    process = subprocess.run(
        ["sh", "-c", shell, sys.executable], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60
    )

    assert process.returncode == code
    assert "Traceback" not in process.stderr
    assert "Exception" not in process.stderr


def test_an_argument_that_is_no_utf_8_is_refused_by_name(tmp_path: Path) -> None:
    ended = started(
        *("-m", "scripts.export", "write", "--all", "--blank", "--out", str(tmp_path / "a")),
        *("--set", b"your_name=Zo\xeb".decode("utf-8", "surrogateescape")),
    )

    assert ended.code == 2
    assert ended.errors == [
        "--set your_name: “Your name” has a character (U+DCEB) that cannot stand in a message. "
        "Type it again without it."
    ]


@pytest.mark.parametrize("name", [None, *export.commands])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_explains_itself(name: str | None, option: str, command: Command) -> None:
    ended = command(*filter(None, [name, option]))

    assert ended.code == 0
    assert ended.out.startswith("Usage: python -m scripts.export ")
    for parameter in (export.commands[name] if name else export).params:
        assert getattr(parameter, "help", "") or isinstance(parameter, click.Argument)


@pytest.mark.parametrize("name", [None, "write"])
def test_help_has_examples(name: str | None, command: Command) -> None:
    ended = command(*filter(None, [name, "--help"]))

    examples_shown = [line.strip() for line in ended.out.split("Examples:")[1].splitlines() if "python -m" in line]
    assert len(examples_shown) >= 3
    assert all(line.split()[3] in export.commands for line in examples_shown)


# list, fields, show


def test_list_as_json_has_an_object_for_each_template(command: Command, library: Library) -> None:
    ended = command("list", "--json")
    listed = json.loads(ended.out)

    assert [item["slug"] for item in listed] == list(library.templates)
    assert {item["slug"] for item in listed} == {path.stem for path in (ROOT / "templates" / "en").glob("*.md")}
    for item in listed:
        template = library.templates[item["slug"]]
        assert list(item) == ["slug", "title", "stage", "channel", "to", "subjects", "path"]
        assert item["to"] == list(template.to)
        assert item["subjects"] == list(template.subject_sources)
        assert (ROOT / item["path"]).is_file()


def test_another_channel_is_listed_without_recipient_and_subject(command: Command, tmp_path: Path) -> None:
    ended = command("--root", project(tmp_path, call=PHONE), "list", "--json")

    assert json.loads(ended.out) == [
        {
            "slug": "call",
            "title": "A call",
            "stage": "other",
            "channel": "phone",
            "to": [],
            "subjects": [],
            "path": "templates/en/call.md",
        }
    ]


def test_fields_of_everything_and_of_one_template(command: Command, library: Library) -> None:
    every = json.loads(command("fields", "--json").out)
    one = json.loads(command("fields", "thank-you", "--json").out)

    assert [field["name"] for field in every] == list(library.shared.fields)
    assert [field["name"] for field in one] == [
        name for name in library.shared.fields if name in library.templates["thank-you"].fields
    ]
    for field in (*every, *one):
        assert list(field) == ["name", "label", "type", "choices", "required", "example", "hint"]
        assert isinstance(field["required"], bool)
        assert isinstance(field["choices"], list)
    assert [field["choices"] for field in one if field["name"] == "sign_off"] == [["Best regards", "Best", "Sincerely"]]
    assert [field["required"] for field in one if field["name"] in {"interviewer_email", "sign_off"}] == [False, False]
    assert {field["name"]: field["example"] for field in one}["company"] == "Halden Robotics"


def test_a_field_is_required_where_any_template_requires_it(command: Command, library: Library) -> None:
    required = {field["name"] for field in json.loads(command("fields", "--json").out) if field["required"]}
    expected: set[str] = set()
    for slug in library.templates:
        shown = json.loads(command("fields", slug, "--json").out)
        expected |= {field["name"] for field in shown if field["required"]}

    assert required == expected
    assert {"memorable_detail", "your_name"} <= required
    assert "your_linkedin" not in required


def test_a_star_marks_the_required_fields(command: Command) -> None:
    lines = command("fields", "thank-you").out.splitlines()

    assert "* your_name              Your name: Amara Okafor" in lines
    assert "  your_phone             Your phone: +44 7700 900123" in lines


def test_no_star_stands_where_it_is_said_of_no_message(command: Command) -> None:
    """What one message requires, another leaves out or does without."""
    lines = command("fields").out.splitlines()

    assert [line for line in lines if not line.startswith("  ")] == []


def test_show_prints_the_blank_message(command: Command, library: Library) -> None:
    for slug, template in library.templates.items():
        assert command("show", slug).out == txt(template, holes(library.shared.slots.values()))


# new


@pytest.mark.parametrize("channel", ["email", "phone", "voicemail", "note", "linkedin"])
def test_a_new_template_is_listed_shown_and_written(channel: str, command: Command, tmp_path: Path) -> None:
    root = copied(tmp_path / "kit")

    ended = command("--root", root, "new", "thanks-for-lunch", "--stage", "thank-you", "--channel", channel)

    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "templates/en/thanks-for-lunch.md\ndocs/templates/thanks-for-lunch.md\n"
    template = load_library(root).templates["thanks-for-lunch"]
    assert (template.title, template.stage, template.channel) == ("Thanks for lunch", "thank-you", channel)
    assert "thanks-for-lunch" in command("--root", root, "list").out
    written = command("--root", root, "write", "thanks-for-lunch", "--blank", "--out", tmp_path / "out")
    assert written.code == 0
    assert files_in(tmp_path / "out").keys() == {
        "thanks-for-lunch.txt",
        *(["thanks-for-lunch.eml"] if channel == "email" else []),
    }
    page = (root / "docs" / "templates" / "thanks-for-lunch.md").read_text(encoding="utf-8")
    assert '\n# Thanks for lunch\n\n{{ afterword_template("thanks-for-lunch") }}\n' in page


@pytest.mark.parametrize(
    "title", ["Thanks: “lunch” & more", "No", "'Quoted', \"twice\"", "# 1 - a: b", "C:\\new", "été"]
)
def test_a_title_stands_as_it_was_given(title: str, command: Command, tmp_path: Path) -> None:
    root = copied(tmp_path)

    assert command("--root", root, "new", "made", "--title", title).code == 0

    assert load_library(root).templates["made"].title == title
    assert f"\n# {title}\n" in (root / "docs" / "templates" / "made.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["Thanks"], "'Thanks' cannot name a template; take lower-case letters, digits and single hyphens"),
        (["../thanks"], "'../thanks' cannot name a template"),
        (["x" * 61], "cannot name a template"),
        ([""], "'' cannot name a template"),
        (["con"], "'con' has another use as a name; take another"),
        (["index"], "'index' has another use as a name; take another"),
        (["thank-you"], "templates/en/thank-you.md is already there; take another slug"),
        (["lunch", "--stage", "thanks"], "unknown stage 'thanks'; did you mean 'thank-you'?"),
        (["lunch", "--channel", "mail"], "unknown channel 'mail'; did you mean 'email'?"),
        (["lunch", "--title", "a\nb"], "--title 'a\\nb' is no line of plain text"),
        (["lunch", "--title", ESCAPES], "--title '\\x1b[31mred\\x1b]0;title\\x07\\u202e' is no line of plain text"),
        (["lunch", "--title", "\udcff"], "--title '\\udcff' is no line of plain text"),
        (["lunch", "--title", "{{ x }}"], "--title '{{ x }}' is no line of plain text"),
    ],
)
def test_new_refuses_and_writes_nothing(arguments: list[str], told: str, command: Command, tmp_path: Path) -> None:
    root = copied(tmp_path)
    before = files_in(root / "templates" / "en")

    ended = command("--root", root, "new", *arguments)

    assert ended.code == 2
    assert told in ended.errors[0]
    assert files_in(root / "templates" / "en") == before
    assert not (root / "docs").exists()


def test_new_replaces_neither_template_nor_page(command: Command, tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "docs" / "templates").mkdir(parents=True)
    (root / "docs" / "templates" / "lunch.md").write_text("mine", encoding="utf-8")

    ended = command("--root", root, "new", "lunch")

    assert ended.errors == ["docs/templates/lunch.md is already there; take another slug"]
    assert not (root / "templates" / "en" / "lunch.md").exists()
    assert (root / "docs" / "templates" / "lunch.md").read_text(encoding="utf-8") == "mine"


# write


def test_every_message_is_written_from_a_file_of_values(command: Command, library: Library, tmp_path: Path) -> None:
    values = examples(library)

    ended = command("write", "--all", "--out", tmp_path / "a" / "b", "--values", as_yaml(tmp_path, values))

    words = library.shared.words(values, date.today())
    expected: dict[str, bytes] = {}
    for slug, template in library.templates.items():
        if template.subjects:
            expected[f"{slug}.eml"] = eml(template, words)
        expected[f"{slug}.txt"] = txt(template, words).encode()
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines() == [str(tmp_path / "a" / "b" / name) for name in expected]
    assert files_in(tmp_path / "a" / "b") == expected


@pytest.mark.parametrize(("kind", "endings"), [("eml", ["eml"]), ("txt", ["txt"]), ("both", ["eml", "txt"])])
def test_the_format_is_chosen(kind: str, endings: list[str], command: Command, tmp_path: Path) -> None:
    command("write", "check-in", "thank-you", "check-in", "--blank", "--out", tmp_path, "--format", kind)

    assert sorted(files_in(tmp_path)) == [
        f"{slug}.{ending}" for slug in ("check-in", "thank-you") for ending in endings
    ]


def test_a_text_and_a_draft_say_the_same(command: Command, library: Library, tmp_path: Path) -> None:
    command("write", "--all", "--out", tmp_path / "out", "--values", as_yaml(tmp_path, examples(library)))

    files = files_in(tmp_path / "out")
    mails = [slug for slug, template in library.templates.items() if template.subjects]
    assert {name for name in files if name.endswith(".eml")} == {f"{slug}.eml" for slug in mails}
    for slug in mails:
        for read in READERS:
            mail = read(files[f"{slug}.eml"])
            assert files[f"{slug}.txt"].decode() == f"Subject: {mail.subject}\n\n{mail.body}"


def test_other_channels_have_a_text_alone(command: Command, tmp_path: Path) -> None:
    root = copied(tmp_path / "kit")
    (root / "templates" / "en" / "call.md").write_text(PHONE, encoding="utf-8")
    write = ("--root", root, "write")

    both = command(*write, "call", "--set", "your_name=Zoë", "--out", tmp_path / "both")
    draft = command(*write, "call", "thank-you", "--blank", "--format", "eml", "--out", tmp_path / "draft")
    every = command(*write, "--all", "--blank", "--format", "eml", "--out", tmp_path / "every")

    assert (both.code, both.err) == (0, "")
    assert files_in(tmp_path / "both") == {"call.txt": "Hello, this is Zoë.\n".encode()}
    assert (draft.code, draft.errors) == (2, ["call is no e-mail and has no .eml; take --format txt"])
    assert not (tmp_path / "draft").exists()
    assert every.code == 0
    assert "call.eml" not in files_in(tmp_path / "every")


def test_values_are_read_as_they_are_written(command: Command, tmp_path: Path) -> None:
    root = project(tmp_path, made=GOOD)
    (tmp_path / "me.yml").write_bytes(
        b"\xef\xbb\xbfyour_name: no\r\njob_title: 1e3\r\ninterviewer_name: ~\r\nyour_phone: 0171\r\n"
        b"company: '  Halden  '\r\ninterview_date: 2026-11-20\r\nkey_skill:\r\n"
    )

    ended = command("--root", root, "write", "made", "--values", tmp_path / "me.yml", "--out", tmp_path / "out")

    assert (ended.code, ended.err) == (0, "")
    assert (tmp_path / "out" / "made.txt").read_text(encoding="utf-8") == (
        "Subject: About 1e3, no\n\nDear ~,\n\nThank you for your time at Halden.\n\nBest regards,\nno\n0171\n"
    )


def test_set_is_stronger_than_the_file_and_may_hold_equals_signs(command: Command, tmp_path: Path) -> None:
    root = project(tmp_path, made=GOOD)
    values = as_yaml(tmp_path, {"your_name": "File", "job_title": "x\u0007", "interviewer_name": "Karin"})

    command(
        *("--root", root, "write", "made", "--out", tmp_path / "out", "--values", values, "--set", "your_name=a=b=c"),
        *("--set", "job_title=analyst", "--set", "sign_off=Best", "--set", "company="),
    )

    assert (tmp_path / "out" / "made.txt").read_text(encoding="utf-8") == (
        "Subject: About analyst, a=b=c\n\nDear Karin,\n\nThank you for your time.\n\nBest,\na=b=c\n"
    )


def test_a_subject_is_chosen_by_its_number(command: Command, tmp_path: Path) -> None:
    """What only another subject needs is not asked for."""
    root = project(tmp_path, made=GOOD)
    given = ("--set", "your_name=Zoë", "--set", "interviewer_name=Karin")

    second = command("--root", root, "write", "made", *given, "--subject", 2, "--out", tmp_path / "out")
    first = command("--root", root, "write", "made", *given, "--subject", 1, "--out", tmp_path / "first")
    third = command("--root", root, "write", "made", *given, "--subject", 3, "--out", tmp_path / "third")

    assert second.code == 0
    assert (tmp_path / "out" / "made.txt").read_text(encoding="utf-8").startswith("Subject: A word from Zoë\n\n")
    assert first.code == 1
    assert first.errors[0] == "missing: job_title (Job title), for made"
    assert third.code == 2
    assert third.errors == ["--subject 3: made has 2 subjects; count from 1"]
    for number in ("0", "-1", "one", "1.5"):
        assert command("--root", root, "write", "made", "--subject", number, "--out", tmp_path / "none").code == 2
    assert not (tmp_path / "none").exists()


def test_every_missing_detail_is_named_and_nothing_is_written(
    command: Command, library: Library, tmp_path: Path
) -> None:
    given = ("--set", "your_name=Zoë", "--set", "company=[company]", "--set", "job_title=  ")

    ended = command("write", "--all", *given, "--out", tmp_path / "out")

    lacking: dict[str, list[str]] = {}
    for slug, template in library.templates.items():
        for field in library.missing(template, {"your_name": "Zoë"}, 0):
            lacking.setdefault(f"{field.name} ({field.label})", []).append(slug)
    assert {"company (Company)", "job_title (Job title)", "interviewer_name (Interviewer)"} <= lacking.keys()
    assert ended.code == 1
    assert ended.out == ""
    assert ended.errors[:-1] == [f"missing: {field}, for {', '.join(slugs)}" for field, slugs in lacking.items()]
    assert ended.errors[-1] == "nothing was written; give them with --set or --values, or take --blank"
    assert not (tmp_path / "out").exists()


def test_with_blank_placeholders_stand_where_details_are_missing(
    command: Command, library: Library, tmp_path: Path
) -> None:
    ended = command("write", "--all", "--blank", "--out", tmp_path / "out", "--set", "your_name=Zoë")

    assert ended.code == 0
    files = files_in(tmp_path / "out")
    blank = {**holes(library.shared.slots.values()), "your_name": "Zoë"}
    for slug, template in library.templates.items():
        assert files[f"{slug}.txt"].decode() == txt(template, blank)
        for read in READERS if template.subjects else ():
            mail = read(files[f"{slug}.eml"])
            assert "To" not in mail.headers
            assert "[job title]" in mail.subject
            assert "Best regards,\nZoë\n" in mail.body


def test_blank_keeps_an_address_that_was_given(command: Command, tmp_path: Path) -> None:
    command("write", "thank-you", "--blank", "--out", tmp_path, "--set", "interviewer_email=karin@example.org")

    for read in READERS:
        assert read((tmp_path / "thank-you.eml").read_bytes()).to == ("[interviewer]", "karin@example.org")


def test_files_that_are_there_stay_unless_force_is_given(command: Command, tmp_path: Path) -> None:
    (tmp_path / "thank-you.txt").write_text("mine", encoding="utf-8")
    write = ("write", "check-in", "thank-you", "--blank", "--out", tmp_path)

    held = command(*write)

    assert held.code == 1
    assert held.errors == [f"{tmp_path / 'thank-you.txt'} is already there", "nothing was written; --force replaces"]
    assert files_in(tmp_path) == {"thank-you.txt": b"mine"}
    forced = command(*write, "--force")
    assert forced.code == 0
    assert len(files_in(tmp_path)) == 4
    assert (tmp_path / "thank-you.txt").read_text(encoding="utf-8").startswith("Subject: ")


def test_a_link_in_the_folder_is_not_followed(command: Command, tmp_path: Path) -> None:
    other, out = tmp_path / "theirs", tmp_path / "out"
    other.write_text("theirs", encoding="utf-8")
    out.mkdir()
    (out / "thank-you.eml").symlink_to(other)
    (out / "thank-you.txt").symlink_to(tmp_path / "nowhere")

    held = command("write", "thank-you", "--blank", "--out", out)
    forced = command("write", "thank-you", "--blank", "--out", out, "--force")

    assert held.code == 1
    assert forced.code == 0
    assert other.read_text(encoding="utf-8") == "theirs"
    assert not (tmp_path / "nowhere").exists()
    assert not (out / "thank-you.eml").is_symlink()


@pytest.mark.parametrize("force", [[], ["--force"]])
def test_a_folder_in_the_way_stops_everything_before_anything(
    force: list[str], command: Command, tmp_path: Path
) -> None:
    (tmp_path / "thank-you.txt").mkdir()

    ended = command("write", "--all", "--blank", "--out", tmp_path, *force)

    assert ended.code == 1
    assert ended.errors[0] == f"{tmp_path / 'thank-you.txt'} is a folder"
    assert [path.name for path in tmp_path.iterdir()] == ["thank-you.txt"]


@pytest.mark.parametrize("below", [".", "drafts/more"])
def test_a_file_where_a_folder_should_be_is_named(below: str, command: Command, tmp_path: Path) -> None:
    path = tmp_path / "me.yml"
    path.write_text("your_name: Amara\n", encoding="utf-8")

    ended = command("write", "thank-you", "--blank", "--out", path / below)

    assert (ended.code, ended.errors) == (1, [f"{path} is a file; name a folder"])
    assert path.read_text(encoding="utf-8") == "your_name: Amara\n"


def test_the_folder_may_be_a_link(command: Command, tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")

    assert command("write", "thank-you", "--blank", "--out", tmp_path / "link").code == 0
    assert len(files_in(tmp_path / "real")) == 2


# What is wrong is told


def test_the_unknown_outranks_the_missing(command: Command, tmp_path: Path) -> None:
    ended = command("write", "thank-you", "--out", tmp_path / "out", "--set", "your_nmae=Zoë")

    assert ended.code == 2
    assert ended.errors == ["--set: unknown field 'your_nmae'; did you mean 'your_name'?"]


def test_what_is_computed_cannot_be_given(command: Command, tmp_path: Path) -> None:
    told = "interview_day is computed from interview_date; give interview_date and take it out"
    values = tmp_path / "me.yml"
    values.write_text("your_name: Zoë\ninterview_day: on Monday\n", encoding="utf-8")
    write = ("write", "thank-you", "--out", tmp_path / "out")

    assert command(*write, "--set", "interview_day=on Monday").errors == [f"--set: {told}"]
    assert command(*write, "--values", values).errors == [f"{values}:2: {told}"]
    assert "interview_day" not in command("fields", "--json").out


@pytest.mark.parametrize(
    ("today", "named"),
    [
        ("2026-11-20", "your time today and"),
        ("2026-11-21", "your time yesterday and"),
        ("2026-11-24", "your time on Friday and"),
        ("2026-12-01", "your time on Friday 20 November and"),
    ],
)
def test_the_interview_is_named_for_the_day_of_sending(
    today: str, named: str, command: Command, library: Library, tmp_path: Path
) -> None:
    values = as_yaml(tmp_path, {**examples(library), "interview_date": "2026-11-20"})

    ended = command("write", "thank-you", "--out", tmp_path / "out", "--values", values, "--today", today)

    assert (ended.code, ended.err) == (0, "")
    assert named in (tmp_path / "out" / "thank-you.txt").read_text(encoding="utf-8")


def test_a_day_of_sending_that_is_no_day_is_told(command: Command, tmp_path: Path) -> None:
    ended = command("write", "thank-you", "--blank", "--out", tmp_path / "out", "--today", "2026-02-31")

    assert ended.code == 2
    assert ended.errors == [
        "--today '2026-02-31' is no day of the calendar; write it as year-month-day, such as 2026-11-20"
    ]
    assert not (tmp_path / "out").exists()


def test_a_known_field_that_no_message_uses_is_accepted(command: Command, tmp_path: Path) -> None:
    root = project(tmp_path, made=GOOD)
    given = ("--set", "your_name=Zoë", "--set", "interviewer_name=Karin", "--set", "job_title=x")

    ended = command("--root", root, "write", "made", *given, "--set", "referee=Ada", "--out", tmp_path / "out")

    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"your_nmae: x\n", ["1: unknown field 'your_nmae'; did you mean 'your_name'?"]),
        (b"# me\nZZZ: x\n", ["2: unknown field 'ZZZ'; known are: your_name, your_email, "]),
        (b"Your_Name: x\n", ["1: unknown field 'Your_Name'; did you mean 'your_name'?"]),
        (b"your_name: x\ncompany: [a, b]\n", ["2: company is a list; write one text"]),
        (b"your_name: x\ncompany:\n  name: b\n", ["2: company is a mapping; write one text"]),
        (b"your_name: x\nyour_name: y\n", ["2: 'your_name' stands twice; keep one"]),
        (b"your_name: Zo\xeb\n", ["1: not UTF-8 text; save the file as UTF-8"]),
        ("your_name: Zoë\n".encode("utf-16"), ["1: not UTF-8 text; save the file as UTF-8"]),
        (b"your_name: a: b\n", ["1: mapping values are not allowed here"]),
        (b"your_name: x\n\tcompany: y\n", ["2: found character '\\t' that cannot start any token"]),
        (b"- your_name\n- x\n", ["1: write one detail a line, as `name: value`"]),
        (b"\n\nyour_name\n", ["3: write one detail a line, as `name: value`"]),
        (b"your_name: &a x\ncompany: *a\n", ["2: aliases (*name) are not read; write the value out"]),
        (b"your_name: x\n? [a]\n: b\n", ["2: a key is a list or a mapping; write one word"]),
        (b"your_name: x\x00y\n", ["1: the character U+0000 cannot stand in YAML"]),
        (b'\nyour_name: "x\\u0000y"\n', ["2: your_name: “Your name” has a character (U+0000)"]),
        (b'\nyour_name: "x\\ud800y"\n', ["2: your_name: “Your name” has a character (U+D800)"]),
        (b"company: |\n  a\n  b\n", ["1: company: “Company” has a line break. Write it on one line."]),
        (b"interview_date: 20.11.2026\n", ["1: interview_date: “Day of the interview” is not a day of the calendar."]),
        (b"sign_off: Cheers\n", ["1: sign_off: “Sign-off” must be one of: Best regards, Best, Sincerely."]),
        (b"your_linkedin: amara\n", ["1: your_linkedin: “Your LinkedIn page” is not a web address."]),
        (
            "interviewer_email: zoë@example.org\n".encode(),
            ["1: interviewer_email: “Interviewer e-mail” has letters out"],
        ),
        (
            b"your_nmae: x\ncompany: [a]\nZZZ: y\n",
            ["1: unknown field 'your_nmae'", "2: company is a list", "3: unknown field 'ZZZ'"],
        ),
        (
            b'your_name: "a\\tb"\ncompany: x\ninterview_date: soon\n',
            ["1: your_name: “Your name” has a character (U+0009)", "3: interview_date: “Day of the interview” is not"],
        ),
    ],
)
def test_a_mistake_in_the_values_is_told_with_its_line(
    content: bytes, told: list[str], command: Command, tmp_path: Path
) -> None:
    (tmp_path / "me.yml").write_bytes(content)

    ended = command("write", "--all", "--out", tmp_path / "out", "--values", tmp_path / "me.yml")

    assert ended.code == 2
    assert ended.out == ""
    for error, expected in zip(ended.errors, told, strict=True):
        assert error.startswith(f"{tmp_path / 'me.yml'}:{expected}")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"# nothing yet\n", b"{}\n", b"---\n"])
def test_an_empty_file_of_values_gives_nothing(content: bytes, command: Command, tmp_path: Path) -> None:
    (tmp_path / "me.yml").write_bytes(content)

    ended = command("write", "thank-you", "--out", tmp_path / "out", "--values", tmp_path / "me.yml")

    assert ended.code == 1
    assert ended.errors[0].startswith("missing: your_name (Your name), for thank-you")


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("your_name", "--set 'your_name' lacks its value; write --set name=value"),
        ("", "--set '' lacks its value; write --set name=value"),
        ("=x", "--set: unknown field ''; known are: your_name, "),
        ("your_nmae=x", "--set: unknown field 'your_nmae'; did you mean 'your_name'?"),
        (" your_name=x", "--set: unknown field ' your_name'; did you mean 'your_name'?"),
        ("your_name=a\nb", "--set your_name: “Your name” has a line break. Write it on one line."),
        ("interview_date=soon", "--set interview_date: “Day of the interview” is not a day of the calendar."),
        (f"your_name={'x' * 201}", "--set your_name: “Your name” is 201 characters long. The most is 200."),
    ],
)
def test_a_mistake_in_a_setting_is_told(setting: str, told: str, command: Command, tmp_path: Path) -> None:
    ended = command("write", "--all", "--out", tmp_path / "out", "--set", setting)

    assert ended.code == 2
    assert ended.errors[0].startswith(told)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["fields", "thank-yu"], "unknown template 'thank-yu'; did you mean 'thank-you'?"),
        (["show", "THANK-YOU"], "unknown template 'THANK-YOU'; did you mean 'thank-you'?"),
        (["show", "zzz"], "unknown template 'zzz'; known are: thank-you, "),
        (["write", "chekin", "--out", "none"], "unknown template 'chekin'; did you mean 'check-in'?"),
        (["write", "--out", "none"], "which message? give one or more slugs, or --all; `list` shows them"),
        (["write", "thank-you", "--all", "--out", "none"], "give slugs or --all, not both"),
        (["write", "../thank-you", "--out", "none"], "unknown template '../thank-you'; did you mean 'thank-you'?"),
        (["write", "", "--out", "none"], "unknown template ''; known are: thank-you, "),
    ],
)
def test_an_unknown_template_is_told_with_the_nearest(arguments: list[str], told: str, command: Command) -> None:
    ended = command(*arguments)

    assert ended.code == 2
    assert ended.errors[0].startswith(told)
    assert not Path("none").exists()


def test_every_unknown_template_is_told(command: Command) -> None:
    assert len(command("write", "x", "thank-you", "y", "--out", "none").errors) == 2


WRONG: list[list[str]] = [
    [],
    ["nothing"],
    ["--nothing"],
    [ESCAPES],
    ["list", "more"],
    ["list", "--json", "--json=1"],
    ["fields", "a", "b"],
    ["fields", ESCAPES],
    ["fields", "\udcff"],
    ["show"],
    ["show", ESCAPES],
    ["show", "thank-you.md"],
    ["new"],
    ["new", ESCAPES],
    ["new", "\udcff"],
    ["new", "lunch", "--stage", ESCAPES],
    ["--root", "{tmp}/none", "list"],
    ["--root", "{tmp}/file", "list"],
    ["--root", "{tmp}/broken", "list"],
    ["--root", "{tmp}/latin", "show", "made"],
    ["--root", "{tmp}/schemaless", "list"],
    ["write"],
    ["write", "--all"],
    ["write", "--all", "--out"],
    ["write", "--all", "--out", "{tmp}/file"],
    ["write", "--all", "--blank", "--out", "{tmp}/file"],
    ["write", "--all", "--blank", "--out", "{tmp}/file/below"],
    ["write", "--all", "--blank", "--out", "/proc/none"],
    ["write", "--all", "--blank", "--out", f"{{tmp}}/{'x' * 300}"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--values", "{tmp}"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--values", "{tmp}/none"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--values", "{tmp}/file/none"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--values", "{tmp}/deep"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--values", "{tmp}/bytes"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--values", "{tmp}/number"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--values", f"{{tmp}}/{ESCAPES}"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--format", "pdf"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--format", ESCAPES],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--subject", "99999999999999999999"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--subject", ESCAPES],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--set", ESCAPES],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--set", f"your_name={ESCAPES}"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--set", f"{ESCAPES}=x"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--set", "your_name=\udcff"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--set", "interviewer_email=a@\ud800.example"],
    ["write", "--all", "--blank", "--out", "{tmp}/a", "--set", f"interviewer_email=a@{'ü' * 300}.example"],
    ["write", ESCAPES, "--blank", "--out", "{tmp}/a"],
]


def wrong_things(folder: Path) -> None:
    (folder / "file").write_text("x", encoding="utf-8")
    (folder / "deep").write_text("a: " + "[" * 1000, encoding="utf-8")
    (folder / "bytes").write_bytes(bytes(range(256)) * 4)
    (folder / "number").write_text('your_name: "\\U00110000"\n', encoding="utf-8")
    broken = project(folder / "broken", made=changed(GOOD, "use_when: A test is run.", f'use_when: "{"x" * 9}\n'))
    (broken / "templates" / "en" / "other.md").write_text("x", encoding="utf-8")
    (project(folder / "latin") / "templates" / "en" / "made.md").write_bytes("---\ntitle: é\n---\n".encode("latin-1"))
    (project(folder / "schemaless", made=GOOD) / "templates" / "schema" / "fields.json").unlink()


@pytest.mark.parametrize("arguments", WRONG, ids=[str(number) for number in range(len(WRONG))])
def test_whatever_is_wrong_is_told_without_a_traceback(arguments: list[str], command: Command, tmp_path: Path) -> None:
    """Nor with a character that a terminal would act on."""
    wrong_things(tmp_path)

    ended = command(*(argument.replace("{tmp}", str(tmp_path)) for argument in arguments))

    assert ended.code in {1, 2}
    assert ended.err.strip()
    assert "Traceback" not in ended.err
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ud800-\udfff]", ended.out + ended.err)
    assert not (tmp_path / "a").exists()


def test_hostile_values_are_only_text_in_what_is_written(command: Command, library: Library, tmp_path: Path) -> None:
    hostile = 'x", <b>{{ your_name }}</b> {% if x %} %n$(id)`id` \\ =?utf-8?Q?x?= ;Bcc: b@example.org &amp;'
    values = {**examples(library), "your_name": hostile, "interviewer_name": hostile, "memorable_detail": hostile}

    ended = command("write", "thank-you", "--out", tmp_path / "out", "--values", as_yaml(tmp_path, values))

    assert (ended.code, ended.err) == (0, "")
    for read in READERS:
        mail = read((tmp_path / "out" / "thank-you.eml").read_bytes())
        assert mail.to == (hostile, values["interviewer_email"])
        assert mail.subject.endswith(f", {hostile}")
        assert mail.body.startswith(f"Dear {hostile},\n")
        assert "Bcc" not in mail.headers


def test_a_folder_with_a_hostile_name_is_printed_harmlessly(command: Command, tmp_path: Path) -> None:
    ended = command("write", "thank-you", "--blank", "--out", tmp_path / ESCAPES, "--format", "txt")

    assert ended.out == f"{tmp_path}/\\u001b[31mred\\u001b]0;title\\u0007\\u202e/thank-you.txt\n"
    assert (tmp_path / ESCAPES / "thank-you.txt").is_file()


def test_nothing_is_left_beside_the_files(command: Command, tmp_path: Path) -> None:
    command("write", "--all", "--blank", "--out", tmp_path)
    command("write", "--all", "--blank", "--out", tmp_path)
    command("write", "--all", "--blank", "--out", tmp_path, "--force")

    assert [path.name for path in tmp_path.iterdir() if path.suffix not in {".eml", ".txt"}] == []
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
