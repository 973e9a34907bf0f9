"""A site's own templates and data over the kit's: what is added, changed and hidden, and what is refused where."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from projects import GOOD, changed

from macros.commands.export import export
from macros.layers import ROOT
from macros.library import Library, load_library
from macros.message import txt
from macros.overview import index_markdown, navigator_markdown, timeline_html
from macros.problems import ContentProblems
from macros.skeleton import SCHEMAS
from macros.yaml_source import read_yaml


def centre(folder: Path, **files: str) -> Path:
    """A project that lies over the kit; `en__made_md` names the file `en/made.md` of its templates."""
    for name, text in files.items():
        stem, kind = name.replace("__", "/").rsplit("_", 1)
        path = folder / "templates" / f"{stem.replace('_', '-')}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def problems_of(root: Path) -> list[str]:
    with pytest.raises(ContentProblems) as refused:
        load_library(root)
    return [*refused.value.problems]


def run(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(export, ["--root", str(root), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def refused(root: Path, *arguments: str) -> str:
    result = CliRunner().invoke(export, ["--root", str(root), *arguments])
    assert result.exit_code == 2
    return result.output


def test_an_empty_folder_has_the_kit_as_it_is(tmp_path: Path, library: Library) -> None:
    lent = load_library(tmp_path)

    assert [*lent.templates] == [*library.templates]
    assert lent.shared == library.shared


def test_a_file_adds_a_template_and_the_same_name_replaces_one(tmp_path: Path, library: Library) -> None:
    lent = load_library(centre(tmp_path, en__made_md=GOOD, en__thank_you_md=GOOD))

    assert lent.templates.keys() == library.templates.keys() | {"made"}
    assert lent.templates["thank-you"].title == lent.templates["made"].title == "Made for a test"
    assert lent.templates["thank-you"].path == "templates/en/thank-you.md"
    assert lent.templates["check-in"].body == library.templates["check-in"].body
    assert lent.templates["check-in"].path == "mkdocs_macros_afterword/templates/en/check-in.md"


def test_what_is_hidden_is_led_to_from_nowhere(tmp_path: Path, library: Library) -> None:
    lent = load_library(centre(tmp_path, hidden_yml="- withdraw\n- second-check-in\n"))
    pages = [index_markdown, navigator_markdown, timeline_html]
    before = [show(library, lambda address: address) for show in pages]
    after = [show(lent, lambda address: address) for show in pages]

    assert library.templates.keys() - lent.templates.keys() == {"withdraw", "second-check-in"}
    for slug, places in {"withdraw": [0, 1], "second-check-in": [0, 1, 2]}.items():
        assert [place for place, page in enumerate(before) if f"templates/{slug}/" in page] == places
        assert [place for place, page in enumerate(after) if f"templates/{slug}/" in page] == []


@pytest.mark.parametrize("text", ["", "# None yet\n", "[]\n"])
def test_an_empty_list_hides_nothing(text: str, tmp_path: Path, library: Library) -> None:
    assert load_library(centre(tmp_path, hidden_yml=text)).templates.keys() == library.templates.keys()


def test_a_question_whose_answers_are_all_hidden_is_not_asked(tmp_path: Path, library: Library) -> None:
    situations = {item["id"]: item for item in library.shared.navigator["situations"]}
    slugs = [answer["template"] for answer in situations["rejected"]["answers"]]

    lent = load_library(centre(tmp_path, hidden_yml="".join(f"- {slug}\n" for slug in slugs)))

    assert [item["id"] for item in lent.shared.navigator["situations"]] == [
        name for name in situations if name != "rejected"
    ]


def test_fields_and_words_are_changed_one_by_one_and_added(tmp_path: Path, library: Library) -> None:
    root = centre(
        tmp_path,
        fields_yml=(
            "company: { label: Employer }\n"
            "badge: { label: Badge number, type: text, placeholder: badge number, example: K 12 }\n"
        ),
        en__locale_yml="card: { copy: Copy it }\n",
        sources_yml="sources: { U1: { short: our survey, cite: Our own survey } }\n",
        en__made_md=changed(GOOD, "Thank you for", "My badge is {{ badge }}. Thank you for").replace(
            "stage: other", "stage: other\nsources: [U1, S0]"
        ),
    )

    lent = load_library(root)

    assert (lent.shared.fields["company"].label, lent.shared.fields["company"].example) == (
        "Employer",
        "Halden Robotics",
    )
    assert [*lent.shared.fields] == [*library.shared.fields, "badge"]
    assert lent.shared.texts["card"] == library.shared.texts["card"] | {"copy": "Copy it"}
    assert lent.templates["made"].sources == ("U1", "S0")
    values = {name: field.example for name, field in lent.shared.fields.items()}
    assert "My badge is K 12. Thank you" in txt(lent.templates["made"], values)


def test_a_list_takes_the_place_of_the_kits(tmp_path: Path) -> None:
    text = "sign_off: { choices: [Warmly, With thanks], example: Warmly }\n"

    lent = load_library(centre(tmp_path, fields_yml=text))

    assert lent.shared.fields["sign_off"].choices == ("Warmly", "With thanks")


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({"en__made_md": changed(GOOD, "stage: other", "stage: x")}, "templates/en/made.md:4: 'x' is no stage"),
        (
            {"en__made_md": changed(GOOD, "{{ sign_off }}", "{{ sign_off | upper }}")},
            "templates/en/made.md:17: only {{ field }} and {% if field %} are allowed",
        ),
        (
            {"en__made_md": changed(GOOD, "Thank you for", "{% include 'x' %}Thank you for")},
            "templates/en/made.md:15: only {{ field }} and {% if field %} are allowed",
        ),
        ({"en__Made_md": GOOD}, "templates/en/Made.md:1: 'Made' cannot name a template"),
        ({"fields_yml": "\nbadge: { label: Badge }\n"}, "templates/fields.yml:2: badge lacks 'type'; add it"),
        (
            {"fields_yml": "\ncompany: { lable: x }\n"},
            "templates/fields.yml:2: unknown key 'lable'; did you mean 'label'?",
        ),
        ({"fields_yml": "company:\n  type: date\n"}, "templates/fields.yml:1: “Company” is not a day of the calendar"),
        ({"fields_yml": "- company\n"}, "templates/fields.yml:1: the file is a list; it must be a mapping"),
        ({"fields_yml": "company: x\n"}, "templates/fields.yml:1: company is a text; it must be a mapping"),
        ({"fields_yml": "a: {\n"}, "templates/fields.yml:2: "),
        (
            {"en__locale_yml": "card:\n  cpoy: x\n  copy:\n"},
            "templates/en/locale.yml:3: card.copy has the wrong length",
        ),
        ({"en__locale_yml": "errors: { email: '{x}' }\n"}, "templates/en/locale.yml:1: {x} is not filled in here"),
        ({"sources_yml": "claims:\n  C1:\n    says: [Z9]\n"}, "templates/sources.yml:3: unknown source 'Z9'"),
        ({"navigator_yml": "situations: []\n"}, "templates/navigator.yml:1: situations has the wrong length"),
        ({"hidden_yml": "- withdrw\n"}, "templates/hidden.yml:1: unknown template 'withdrw'; did you mean 'withdraw'?"),
        ({"hidden_yml": "\n- check-in\n"}, "templates/hidden.yml:2: the timeline sends 'check-in'"),
        ({"hidden_yml": "withdraw: yes\n"}, "templates/hidden.yml:1: the file is a mapping; it must be a list"),
        ({"hidden_yml": "- made\n", "en__made_md": GOOD}, "templates/hidden.yml:1: 'made' is a template of your own"),
    ],
)
def test_a_mistake_is_told_with_the_sites_own_file_and_line(files: dict[str, str], told: str, tmp_path: Path) -> None:
    problems = problems_of(centre(tmp_path, **files))

    assert any(problem.startswith(told) for problem in problems), problems
    assert [problem for problem in problems if not problem.startswith("templates/")] == []


def test_every_mistake_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    root = centre(tmp_path, en__one_md="x", en__two_md="y", hidden_yml="- nothing\n")

    assert [problem.split(":")[0] for problem in problems_of(root)] == [
        "templates/hidden.yml",
        "templates/en/one.md",
        "templates/en/two.md",
    ]


def test_a_change_of_a_field_that_a_message_of_the_kit_cannot_bear_names_that_message(tmp_path: Path) -> None:
    (problem, *_) = problems_of(centre(tmp_path, fields_yml="key_skill: { max_length: 5, example: Rust }\n"))

    assert problem.startswith("mkdocs_macros_afterword/templates/en/")


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert problems_of(tmp_path / "none") == [
        f"{tmp_path / 'none'} is no folder; name the one that holds the folder `templates`"
    ]


# What the commands write


def test_a_new_template_has_a_page_only_where_there_are_pages(tmp_path: Path) -> None:
    (tmp_path / "site" / "docs").mkdir(parents=True)
    (tmp_path / "desk").mkdir()

    assert run(tmp_path / "site", "new", "lunch").split() == ["templates/en/lunch.md", "docs/templates/lunch.md"]
    assert run(tmp_path / "desk", "new", "lunch").split() == ["templates/en/lunch.md"]
    assert "lunch" in run(tmp_path / "desk", "list")
    assert not (tmp_path / "desk" / "docs").exists()


def test_a_copy_is_the_kits_template_ready_to_be_changed(tmp_path: Path, library: Library) -> None:
    assert run(tmp_path, "copy", "thank-you") == "templates/en/thank-you.md\n"

    template = load_library(tmp_path).templates["thank-you"]
    assert (template.path, template.body) == ("templates/en/thank-you.md", library.templates["thank-you"].body)
    assert "templates/en/thank-you.md is already there; change it" in refused(tmp_path, "copy", "thank-you")
    assert "templates/en/thank-you.md is already there; change it" in refused(ROOT, "copy", "thank-you")
    assert "did you mean 'thank-you'?" in refused(tmp_path, "copy", "thank-yuo")


def test_new_does_not_replace_a_message_of_the_kit_unasked(tmp_path: Path) -> None:
    assert "the kit has check-in already; `copy check-in` lets you change it" in refused(tmp_path, "new", "check-in")
    assert list(tmp_path.iterdir()) == []


def schema_of(file: Path) -> Any:
    """The schema that the first line of the front matter names, as an editor finds it."""
    first = file.read_text(encoding="utf-8").split("\n")[1]
    assert first.startswith("# yaml-language-server: $schema=")
    return json.loads((file.parent / first.split("=", 1)[1]).read_text(encoding="utf-8"))


def test_editors_find_the_schema_of_a_template(tmp_path: Path) -> None:
    run(tmp_path, "new", "lunch")
    run(tmp_path, "copy", "thank-you")

    for slug in ("lunch", "thank-you"):
        file = tmp_path / "templates" / "en" / f"{slug}.md"
        head = read_yaml(file.read_text(encoding="utf-8").split("---\n")[1], "head").data
        judge = Draft202012Validator(schema_of(file))
        assert judge.is_valid(head)
        assert not judge.is_valid(head | {"stage": "x"})
        assert not judge.is_valid({})


def test_the_schemas_for_editors_ask_only_for_what_is_new_and_are_renewed(tmp_path: Path) -> None:
    folder = tmp_path / "templates" / SCHEMAS
    folder.mkdir(parents=True)
    (folder / "fields.json").write_text("{}", encoding="utf-8")
    run(tmp_path, "new", "lunch")
    fields, locale, hidden = (
        Draft202012Validator(json.loads((folder / f"{name}.json").read_text(encoding="utf-8")))
        for name in ("fields", "locale", "hidden")
    )

    assert fields.is_valid({"company": {"label": "Employer"}})
    assert not fields.is_valid({"company": {"lable": "Employer"}})
    assert locale.is_valid({"card": {"copy": "Copy it"}})
    assert not locale.is_valid({"crad": {}})
    assert hidden.is_valid(["withdraw"])
    assert not hidden.is_valid({"withdraw": "yes"})
