"""Template files: how they are read and what is refused, and the rules that every shipped one keeps."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import product
from pathlib import Path

import jinja2
import pytest
from projects import GOOD, PHONE, changed, project
from tables import table

from macros.details import read_detail
from macros.library import ROOT, Library, load_library
from macros.message import subject_text
from macros.parts import Paragraph, to_text
from macros.problems import ContentProblems
from macros.skeleton import skeleton
from macros.template import Template

SENT_ON = date(2026, 11, 21)

TEMPLATES = list(load_library().templates.values())
EACH = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.slug)
EACH_MAIL = pytest.mark.parametrize(
    "template", [template for template in TEMPLATES if template.subjects], ids=lambda template: template.slug
)
MOST_WORDS = 150
JINJA = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)


def problems_of(root: Path) -> list[str]:
    with pytest.raises(ContentProblems) as refused:
        load_library(root)
    return [*refused.value.problems]


# How a file is read


def test_a_template_is_what_its_file_says(tmp_path: Path) -> None:
    text = changed(GOOD, "stage: other\n", "stage: check-in\nreply: true\nsources: [S0, S3]\navoid_when: Never.\n")

    template = load_library(project(tmp_path, made_for_a_test=text)).templates["made-for-a-test"]

    assert template.slug == "made-for-a-test"
    assert template.path == "templates/en/made-for-a-test.md"
    assert (template.title, template.stage, template.channel) == ("Made for a test", "check-in", "email")
    assert (template.use_when, template.avoid_when) == ("A test is run.", "Never.")
    assert template.to == ("interviewer_name", "interviewer_email")
    assert template.subject_sources == ("About {{ job_title }}, {{ your_name }}", "A word from {{ your_name }}")
    assert template.reply
    assert template.sources == ("S0", "S3")
    assert template.example == {"job_title": "data analyst", "your_name": "Amara Okafor"}
    used = "interviewer_name interviewer_email company sign_off your_name your_phone job_title"
    assert template.fields == {*used.split()}


def test_only_what_the_chosen_subject_and_the_body_need_is_required(tmp_path: Path) -> None:
    template = load_library(project(tmp_path, made=GOOD)).templates["made"]

    assert template.required(0) == {"job_title", "your_name", "interviewer_name", "sign_off"}
    assert template.required(1) == {"your_name", "interviewer_name", "sign_off"}


def test_to_may_name_other_fields_and_the_address_is_always_optional(tmp_path: Path) -> None:
    text = changed(GOOD, "stage: other\n", "stage: other\nto: [referee, your_email]\n")

    template = load_library(project(tmp_path, made=text)).templates["made"]

    assert template.to == ("referee", "your_email")
    assert {"referee", "your_email"} <= template.fields
    assert template.required(0).isdisjoint({"referee", "your_email"})


def test_a_message_that_is_no_e_mail_has_neither_recipient_nor_subject(tmp_path: Path) -> None:
    template = load_library(project(tmp_path, made=PHONE)).templates["made"]

    assert (template.channel, template.to, template.subjects, template.recipient) == ("phone", (), (), ())
    assert template.fields == {"your_name"}


def test_one_subject_may_stand_without_a_list_and_email_is_the_default(tmp_path: Path) -> None:
    text = re.sub(r"channel: email\nsubject:\n(  - .*\n)+", 'subject: "About {{ job_title }}"\n', GOOD)

    template = load_library(project(tmp_path, made=text)).templates["made"]

    assert template.channel == "email"
    assert template.subject_sources == ("About {{ job_title }}",)


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_windows_and_old_mac_files_read_the_same(mark: str, line_end: str, tmp_path: Path) -> None:
    usual = load_library(project(tmp_path / "usual", made=GOOD)).templates["made"]
    root = project(tmp_path / "other")
    content = (mark + GOOD.replace("\n", line_end)).encode()
    (root / "templates" / "en" / "made.md").write_bytes(content)

    assert load_library(root).templates["made"] == usual


def test_space_at_the_end_of_a_line_is_no_part_of_a_message(tmp_path: Path) -> None:
    usual = load_library(project(tmp_path / "usual", made=GOOD)).templates["made"]
    text = GOOD.replace("---\nDear", "--- \nDear").replace("},\n", "},  \n").replace("%}\n", "%} \t\n")

    assert load_library(project(tmp_path / "other", made=text)).templates["made"].body == usual.body


def test_templates_stand_in_the_order_of_the_stages(tmp_path: Path) -> None:
    stages = {"z_one": "thank-you", "b_two": "check-in", "a_two": "check-in", "a_last": "other"}
    texts = {slug: changed(GOOD, "stage: other", f"stage: {stage}") for slug, stage in stages.items()}

    assert list(load_library(project(tmp_path, **texts)).templates) == ["z-one", "a-two", "b-two", "a-last"]


# What is refused


@pytest.mark.parametrize("case", [case for case in table("mistakes") if case["file"] == "en/made.md"])
def test_a_mistake_in_a_template_is_told_with_its_line(case: dict[str, str], tmp_path: Path) -> None:
    (problem,) = problems_of(project(tmp_path, made=changed(GOOD, case["old"], case["new"])))

    assert problem.startswith(f"templates/en/made.md:{case['told']}")


def test_an_e_mail_needs_a_subject_and_a_message(tmp_path: Path) -> None:
    head = GOOD.split("subject:")[0] + "---\n"

    problems = problems_of(project(tmp_path, made=head))

    assert problems == [
        "templates/en/made.md:2: subject is missing; write one, or a list to choose from",
        "templates/en/made.md:7: no message; write it below the front matter",
    ]


@pytest.mark.parametrize("subject", ["subject:", 'subject: ""', "subject: []"])
def test_an_empty_subject_is_called_that(subject: str, tmp_path: Path) -> None:
    text = re.sub(r"subject:\n(  - .*\n)+", f"{subject}\n", GOOD)

    assert problems_of(project(tmp_path, made=text)) == [
        "templates/en/made.md:6: subject has the wrong length; it must not be empty"
    ]


@pytest.mark.parametrize("key", ["subject: Hello", "to: [interviewer_name, interviewer_email]", "reply: true"])
def test_what_belongs_to_e_mail_is_refused_elsewhere(key: str, tmp_path: Path) -> None:
    text = changed(PHONE, "channel: phone\n", f"channel: phone\n{key}\n")

    name = key.split(":")[0]
    assert problems_of(project(tmp_path, made=text)) == [
        f"templates/en/made.md:6: {name} is for channel email only; take it out"
    ]


@pytest.mark.parametrize(
    "name", ["Made.md", "made_for.md", "made-.md", "-made.md", "x--y.md", "index.md", "con.md", "é.md"]
)
def test_a_file_name_that_cannot_be_an_address_is_refused(name: str, tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "templates" / "en" / name).write_text(GOOD, encoding="utf-8")

    (problem,) = problems_of(root)

    assert problem.startswith(f"templates/en/{name}:1: '{Path(name).stem}' ")


def test_a_slug_of_61_letters_is_refused(tmp_path: Path) -> None:
    assert load_library(project(tmp_path / "60", **{"x" * 60: GOOD})).templates.keys() == {"x" * 60}
    assert "at most 60" in problems_of(project(tmp_path / "61", **{"x" * 61: GOOD}))[0]


@pytest.mark.parametrize(
    "text", ["", "Dear …", "---\n", "---\n---\n", "---\n- a\n---\nx", "---\nx\n---\nx", "\n" + GOOD]
)
def test_a_file_that_is_no_template_is_told_apart(text: str, tmp_path: Path) -> None:
    problems = problems_of(project(tmp_path, made=text))

    assert all(problem.startswith(("templates/en/made.md:1: ", "templates/en/made.md:2: ")) for problem in problems)


def test_a_file_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    root = project(tmp_path)
    (root / "templates" / "en" / "made.md").write_bytes(GOOD.replace("your time", "your tïme").encode("latin-1"))

    assert problems_of(root) == ["templates/en/made.md:15: not UTF-8 text; save the file as UTF-8"]


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    first = GOOD.replace("{{ your_name }}", "{{ your_nmae }}").replace("{{ sign_off }}", "{{ sign_of }}")
    second = changed(changed(GOOD, "stage: other", "stage: others"), "use_when", "usewhen")
    third = changed(GOOD, "data analyst", "x" * 201)

    problems = problems_of(project(tmp_path, a=first, b=second, c=third, d=GOOD, e="no template"))

    assert [problem.split(": ")[0] for problem in problems] == [
        "templates/en/a.md:7",
        "templates/en/a.md:8",
        "templates/en/a.md:17",
        "templates/en/a.md:18",
        "templates/en/a.md:11",
        "templates/en/b.md:2",
        "templates/en/b.md:3",
        "templates/en/b.md:4",
        "templates/en/c.md:10",
        "templates/en/e.md:1",
    ]


@pytest.mark.parametrize("case", [case for case in table("mistakes") if case["file"] != "en/made.md"])
def test_a_mistake_in_what_templates_share_is_told(case: dict[str, str], tmp_path: Path) -> None:
    path = project(tmp_path, made=GOOD) / "templates" / case["file"]
    path.write_text(changed(path.read_text(encoding="utf-8"), case["old"], case["new"]), encoding="utf-8")

    problems = problems_of(tmp_path)

    assert all(re.match(rf"templates/{re.escape(case['file'])}:[0-9]+: ", problem) for problem in problems)
    assert [problem for problem in problems if problem.split(": ", 1)[1].startswith(case["told"])]


def test_the_line_of_a_mistake_in_a_field_is_that_of_the_value(tmp_path: Path) -> None:
    path = project(tmp_path, made=GOOD) / "templates" / "fields.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(changed(text, "  type: tel\n", "  type: phone\n"), encoding="utf-8")
    line = text[: text.index("  type: tel\n")].count("\n") + 1

    assert problems_of(tmp_path)[0].startswith(f"templates/fields.yml:{line}: ")


@pytest.mark.parametrize("table", ["card", "status", "measure", "timeline", "sources", "llms"])
def test_a_text_that_the_locale_lacks_is_named_with_its_table(table: str, tmp_path: Path) -> None:
    path = project(tmp_path, made=GOOD) / "templates" / "en" / "locale.yml"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = lines.index(f"{table}:\n")
    key = lines.pop(at + 1).split(":")[0].strip()
    path.write_text("".join(lines), encoding="utf-8")

    told = [problem for problem in problems_of(tmp_path) if f"'{key}'" in problem]
    assert told
    assert all(problem.startswith(f"templates/en/locale.yml:{at + 1}: ") for problem in told)


def test_missing_files_are_all_named(tmp_path: Path) -> None:
    (tmp_path / "templates" / "schema").mkdir(parents=True)
    assert [problem.split(": ")[0] for problem in problems_of(tmp_path)] == [
        "templates/fields.yml",
        "templates/sources.yml",
        "templates/timeline.yml",
        "templates/channels.yml",
        "templates/navigator.yml",
        "templates/holidays.yml",
        "templates/checks.yml",
        "templates/en/locale.yml",
    ]


# The rules that every shipped template keeps


def body_source(template: Template) -> str:
    """The body as it stands in the file, read without the kit; space at the end of a line is no part of it."""
    text = (ROOT / template.path).read_text(encoding="utf-8")
    return "\n".join(line.rstrip() for line in text.split("\n---\n", 1)[1].split("\n"))


def rendered(source: jinja2.Template, words: dict[str, str]) -> str:
    """Jinja's own rendering, its empty lines counted as one."""
    parts = re.split(r"\n(?: *\n)+", source.render(words))
    return "\n\n".join(part.strip(" \n") for part in parts if part.strip(" \n"))


def example_words(template: Template, library: Library) -> dict[str, str]:
    return words_of(example_of(template, library), library)


def example_of(template: Template, library: Library) -> dict[str, str]:
    return {name: template.example.get(name, library.shared.fields[name].example) for name in template.fields}


def words_of(details: dict[str, str], library: Library) -> dict[str, str]:
    return dict.fromkeys(library.shared.slots, "") | library.shared.words(details, SENT_ON)


def values_in_every_combination(template: Template, library: Library) -> Iterator[dict[str, str]]:
    details = example_of(template, library)
    optional = sorted(template.fields - template.required(0) - {*template.to})
    for present in product((True, False), repeat=len(optional)):
        left_out = {name for name, has in zip(optional, present, strict=True) if not has}
        yield words_of({name: value for name, value in details.items() if name not in left_out}, library)


@EACH
def test_the_text_is_what_jinja_makes_of_the_file_for_every_combination(template: Template, library: Library) -> None:
    source = JINJA.from_string(body_source(template))

    for values in values_in_every_combination(template, library):
        assert to_text(template.body, values) == rendered(source, values)
        for number, subject in enumerate(template.subject_sources):
            assert subject_text(template, values, number) == JINJA.from_string(subject).render(values)


@EACH
def test_the_message_is_short(template: Template, library: Library) -> None:
    assert len(to_text(template.body, example_words(template, library)).split()) <= MOST_WORDS


@EACH_MAIL
def test_there_are_two_or_three_different_subjects(template: Template, library: Library) -> None:
    words = example_words(template, library)
    subjects = {subject_text(template, words, number) for number in range(len(template.subjects))}

    assert len(subjects) == len(template.subjects)
    assert len(subjects) in {2, 3}


@EACH_MAIL
def test_the_first_subject_names_the_job_and_the_sender(template: Template) -> None:
    assert {run.field for run in template.subjects[0].runs} >= {"job_title", "your_name"}


@EACH_MAIL
def test_a_message_in_a_thread_and_only_that_begins_with_re(template: Template) -> None:
    assert template.subject_sources[0].startswith("Re: ") == template.reply


def test_every_thank_you_says_one_thing_from_the_conversation() -> None:
    thanks = [template for template in TEMPLATES if (template.stage, template.channel) == ("thank-you", "email")]

    assert thanks
    for template in thanks:
        for number in range(len(template.subjects)):
            assert "memorable_detail" in template.required(number)


@EACH
def test_the_example_fills_every_field_and_is_valid(template: Template, library: Library) -> None:
    fields = library.shared.fields
    expected = {name for name in template.fields if not fields[name].default}

    assert template.example.keys() - {name for name in fields if fields[name].default} == expected
    for name, value in template.example.items():
        assert read_detail(fields[name], value, library.shared.texts["errors"]) == value


@EACH
def test_no_example_leads_to_somebody_real(template: Template, library: Library) -> None:
    """RFC 2606 keeps these domains free."""
    for name, value in template.example.items():
        if library.shared.fields[name].type in {"email", "url"}:
            assert re.search(r"[@/.]example\.(org|com|net)(/|$)", value)


@EACH
def test_only_declared_fields_are_used(template: Template, library: Library) -> None:
    assert template.fields <= library.shared.fields.keys()
    assert {*template.each_person} <= template.fields


@EACH
def test_a_written_message_greets_by_name_and_ends_with_sign_off_and_name(template: Template) -> None:
    if template.channel in {"email", "note"}:
        first, last = template.body[0], template.body[-1]
        name = template.to[0] if template.to else "interviewer_name"
        assert name in {run.field for run in first.runs}
        assert [run.field for run in last.runs if not run.when and run.field] == ["sign_off", "your_name"]
        assert not first.when
        assert not last.when


@EACH
def test_the_wording_is_calm(template: Template, library: Library) -> None:
    words = example_words(template, library)
    texts = [to_text(template.body, words), *(part.text(words) for part in template.subjects), template.use_when]

    for text in texts:
        assert not re.search("!|—|To Whom It May Concern|[\u2600-\u27bf\U0001f000-\U0001faff]", text, re.IGNORECASE)
        assert "  " not in text


def middle(template: Template) -> set[tuple[tuple[str, str], ...]]:
    def words(paragraph: Paragraph) -> tuple[tuple[str, str], ...]:
        return tuple((run.text, run.field) for run in paragraph.runs)

    return {words(paragraph) for paragraph in template.body[1:-1]}


@EACH
def test_no_paragraph_stands_in_two_templates(template: Template) -> None:
    """Greeting and close aside: two messages to one person must not repeat each other."""
    for other in TEMPLATES:
        assert other.slug == template.slug or middle(template).isdisjoint(middle(other))


@pytest.mark.parametrize(
    ("stage", "channel"),
    [
        *((stage, "email") for stage in load_library().shared.texts["stages"]),
        *(("other", channel) for channel in load_library().shared.texts["channels"] if channel != "email"),
    ],
)
def test_what_new_writes_keeps_the_rules(stage: str, channel: str, library: Library, tmp_path: Path) -> None:
    """So a new template passes these tests as it is."""
    root = project(tmp_path)
    (text, _) = skeleton(library, "made-new", "Made new", stage, channel).values()
    (root / "templates" / "en" / "made-new.md").write_text(text, encoding="utf-8")
    template = load_library(root).templates["made-new"]

    test_the_message_is_short(template, library)
    test_the_example_fills_every_field_and_is_valid(template, library)
    test_no_example_leads_to_somebody_real(template, library)
    test_a_written_message_greets_by_name_and_ends_with_sign_off_and_name(template)
    test_the_wording_is_calm(template, library)
    test_no_paragraph_stands_in_two_templates(template)
    if channel == "email":
        test_there_are_two_or_three_different_subjects(template, library)
        test_the_first_subject_names_the_job_and_the_sender(template)
        test_a_message_in_a_thread_and_only_that_begins_with_re(template)
        assert stage != "thank-you" or "memorable_detail" in template.required(0)


@EACH
def test_titles_differ(template: Template) -> None:
    assert [other.slug for other in TEMPLATES if other.title == template.title] == [template.slug]
