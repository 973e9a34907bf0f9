"""The library for programs: templates.json by its published schema, llms.txt, and the command that writes both."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from built_pages import Element, read_html, read_page, read_pages
from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker
from projects import GOOD, changed, copied
from test_site import SITE_URL, content

from macros.catalogue import SCHEMA_VERSION, catalogue
from macros.commands.publish import publish
from macros.library import ROOT, Library, load_library
from macros.problems import ContentProblems
from macros.publish import llms_txt

ADDRESS = "https://kit.example/after/"
LINK = re.compile(r"- \[((?:\\.|[^\\\]])*)\]\((\S+)\): (.+)")


@pytest.fixture(scope="module")
def published(built_site: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((built_site / "templates.json").read_text(encoding="utf-8"))
    return data


@pytest.fixture(scope="module")
def schema(built_site: Path) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((built_site / "templates.schema.json").read_text(encoding="utf-8"))
    return data


def file_at(site: Path, address: str, root: str = SITE_URL) -> Path:
    assert address.startswith(root), address
    path = urlsplit(address).path.removeprefix(urlsplit(root).path)
    return site / (f"{path}index.html" if path.endswith("/") or not path else path)


def undeclared(schema: dict[str, Any], value: Any, root: dict[str, Any], where: str = "") -> list[str]:
    """The keys in `value` that the schema does not describe."""
    schema = root["$defs"][schema["$ref"].rsplit("/", 1)[1]] if "$ref" in schema else schema
    if isinstance(value, list):
        return [name for item in value for name in undeclared(schema.get("items", {}), item, root, where)]
    if not isinstance(value, dict) or "additionalProperties" in schema:
        return []
    known = schema.get("properties", {})
    below = (undeclared(known.get(key, {}), part, root, f"{where}.{key}") for key, part in value.items())
    return [f"{where}.{key}" for key in value if key not in known] + [name for names in below for name in names]


# templates.json


def test_the_catalogue_is_valid_under_the_schema_that_it_names(
    published: dict[str, Any], schema: dict[str, Any], built_site: Path
) -> None:
    Draft202012Validator.check_schema(schema)
    errors = Draft202012Validator(schema, format_checker=FormatChecker()).iter_errors(published)

    assert [f"{error.json_path}: {error.message}" for error in errors] == []
    assert undeclared(schema, published, schema) == []
    assert json.loads(file_at(built_site, published["$schema"]).read_text(encoding="utf-8")) == schema


def test_the_schema_version_is_a_number_that_the_schema_fixes(
    published: dict[str, Any], schema: dict[str, Any]
) -> None:
    assert published["schema_version"] == SCHEMA_VERSION == schema["properties"]["schema_version"]["const"]
    assert type(published["schema_version"]) is int


@pytest.mark.parametrize("key", ["schema_version", "templates", "fields", "stages"])
def test_the_schema_refuses_a_catalogue_that_lacks_a_part(
    key: str, published: dict[str, Any], schema: dict[str, Any]
) -> None:
    part = {name: value for name, value in published.items() if name != key}
    assert not Draft202012Validator(schema).is_valid(part)
    assert not Draft202012Validator(schema).is_valid(published | {key: None})


def test_every_template_is_listed_with_what_its_file_says(published: dict[str, Any], library: Library) -> None:
    listed = {entry["slug"]: entry for entry in published["templates"]}

    assert [*listed] == [*library.templates]
    for slug, template in library.templates.items():
        entry = listed[slug]
        for key in ("title", "use_when", "avoid_when", "stage", "channel", "reply"):
            assert entry[key] == getattr(template, key), slug
        for key in ("to", "each_person", "sources"):
            assert tuple(entry[key]) == getattr(template, key), slug
        assert {*entry["required"]}.isdisjoint(entry["optional"])
        assert {*entry["required"], *entry["optional"]} == template.fields
        assert entry["example"] == template.example
    assert [field["name"] for field in published["fields"]] == [*library.shared.fields]
    assert {entry["stage"] for entry in published["templates"]} <= published["stages"].keys()
    assert {entry["channel"] for entry in published["templates"]} <= published["channels"].keys()


def test_its_html_and_text_are_those_of_the_page_and_the_blank_file(
    published: dict[str, Any], built_site: Path
) -> None:
    for entry in published["templates"]:
        page, blank = file_at(built_site, entry["url"]), built_site / "templates" / entry["slug"]
        body = read_page(page).the("article").the(data_part="body")
        given = read_html(f"<div>{entry['body']['html']}</div>").the("div")
        assert shape(body) == shape(given), entry["slug"]
        subjects = [shape(part) for part in read_page(page).all(data_part="subject")]
        assert subjects == [shape(read_html(f"<dd>{part['html']}</dd>").the("dd")) for part in entry["subjects"][:1]]
        text = (blank / f"{entry['slug']}.txt").read_text(encoding="utf-8")
        head = f"Subject: {entry['subjects'][0]['text']}\n\n" if entry["subjects"] else ""
        assert text == f"{head}{entry['body']['text']}\n"


def shape(element: Element) -> list[Any]:
    """What is inside an element: texts, and each element with its attributes and what is inside it."""
    return [
        child if isinstance(child, str) else [child.tag, sorted(child.attributes.items()), shape(child)]
        for child in element.children
    ]


def test_every_address_is_below_the_address_of_the_site(library: Library) -> None:
    text = json.dumps(catalogue(library, ADDRESS))

    addresses = set(re.findall(r'"(https?://[^"]*)"', text)) - {"https://creativecommons.org/licenses/by/4.0/"}
    assert {a for a in addresses if not a.startswith(ADDRESS) and not re.search(r"example\.(org|com|net)", a)} == set()
    assert f"{ADDRESS}templates/thank-you/" in addresses


# llms.txt


def test_llms_txt_lists_every_page_and_every_message(built_site: Path, library: Library) -> None:
    text = (built_site / "llms.txt").read_text(encoding="utf-8")
    title, summary = text.splitlines()[0], text.splitlines()[2]
    links = {address: (name, says) for name, address, says in LINK.findall(text)}

    assert title.startswith("# ")
    assert summary.startswith("> ")
    assert len(links) == text.count("\n- ")
    assert [address for address in links if not file_at(built_site, address).is_file()] == []
    pages = {address for address in read_pages(built_site) if not re.match(r"templates/.|404", address)}
    messages = {f"templates/{slug}/{slug}.txt" for slug in library.templates}
    assert {address.removeprefix(SITE_URL) for address in links} == {*pages, *messages, "templates.json"}


def test_llms_txt_says_of_a_page_what_its_own_head_says(built_site: Path) -> None:
    text = (built_site / "llms.txt").read_text(encoding="utf-8")
    for _, address, says in LINK.findall(text.split("\n## ")[1]):
        page = read_page(file_at(built_site, address))
        assert says == page.the("meta", name="description").attributes["content"]


def test_marks_and_line_breaks_in_a_title_do_not_break_llms_txt(tmp_path: Path) -> None:
    root = copied(tmp_path)
    text = changed(GOOD, "Made for a test", "'A [title](x) \\ more]'").replace(
        "A test is run.", '"Now.\\n- [no](y): z"'
    )
    (root / "templates" / "en" / "odd.md").write_text(text, encoding="utf-8")

    lines = llms_txt(load_library(root), [], ADDRESS, "Afterword").splitlines()

    (line,) = [line for line in lines if "odd" in line]
    assert line == rf"- [A \[title\](x) \\ more\]]({ADDRESS}templates/odd/odd.txt): Now. - [no](y): z"


# The command


def test_the_command_writes_what_the_build_writes(built_site: Path, tmp_path: Path) -> None:
    bare = tmp_path / "site"
    shutil.copytree(built_site, bare)
    for path in [*bare.glob("templates*.json"), bare / "llms.txt", *bare.glob("templates/*/*.txt")]:
        path.unlink()
    for path in bare.glob("templates/*/*.eml"):
        path.unlink()
    assert content(bare) != content(built_site)

    command = [sys.executable, "-m", "scripts.publish", str(bare), "--site-url", SITE_URL]
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")

    assert content(bare) == content(built_site)
    assert ended.stdout.startswith(f"{len(load_library().templates)} messages, ")


@pytest.mark.parametrize("given", [ADDRESS, ADDRESS.rstrip("/")])
def test_the_command_takes_the_address_of_the_site(given: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").touch()

    result = CliRunner().invoke(publish, [str(tmp_path), "--site-url", given])

    assert result.exit_code == 0
    assert f"]({ADDRESS}timeline/): " in (tmp_path / "llms.txt").read_text(encoding="utf-8")
    listed = json.loads((tmp_path / "templates.json").read_text(encoding="utf-8"))
    assert listed["$schema"] == f"{ADDRESS}templates.schema.json"


@pytest.mark.parametrize(
    ("setting", "address"), [({"SITE_URL": ADDRESS}, ADDRESS), ({"SITE_URL": ""}, SITE_URL), ({}, SITE_URL)]
)
def test_without_the_option_it_takes_the_address_that_the_build_takes(
    setting: dict[str, str], address: str, tmp_path: Path
) -> None:
    (tmp_path / "index.html").touch()

    result = CliRunner().invoke(publish, [str(tmp_path)], env={"SITE_URL": None, **setting})

    assert result.exit_code == 0
    assert f"]({address}timeline/): " in (tmp_path / "llms.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "given",
    ["kit.example", "ftp://kit.example/", "https://", "https://a b/", "https://x/?a=1", "https://x:y/", "/after/"],
)
def test_an_address_that_is_none_is_refused(given: str, tmp_path: Path) -> None:
    (tmp_path / "index.html").touch()

    result = CliRunner().invoke(publish, [str(tmp_path), "--site-url", given])

    assert (result.exit_code, [path.name for path in tmp_path.iterdir()]) == (2, ["index.html"])
    assert "is no address of a site; it looks like https://example.org/afterword/" in result.stderr


def test_it_takes_the_brand_of_the_project(tmp_path: Path) -> None:
    root = copied(tmp_path / "kit")
    (root / "docs").mkdir()
    (root / "site").mkdir()
    (root / "site" / "index.html").touch()
    (root / "mkdocs.yml").write_text(
        f'site_url: {ADDRESS}\nextra: {{ afterword: {{ name: "N & Co", colours: {{ accent: "#7a1f5c" }} }} }}\n',
        encoding="utf-8",
    )

    result = CliRunner().invoke(publish, [str(root / "site"), "--root", str(root)], env={"SITE_URL": None})

    assert (result.exit_code, result.stderr) == (0, "")
    answer = json.loads((root / "site" / "oembed" / "check-in.json").read_text(encoding="utf-8"))
    assert (answer["provider_name"], answer["provider_url"]) == ("N & Co", ADDRESS)
    frame = read_page(root / "site" / "embed" / "v1" / "check-in" / "index.html")
    assert frame.the("p", **{"class": "afterword-from"}).text().startswith("On N & Co: ")
    assert "Afterword" not in frame.text()
    assert "#7a1f5c" in (root / "site" / "embed" / "v1" / "template.css").read_text(encoding="utf-8")
    assert (root / "site" / "llms.txt").read_text(encoding="utf-8").startswith("# N & Co: ")


def test_a_mistake_in_the_brand_of_the_project_is_told(tmp_path: Path) -> None:
    root = copied(tmp_path / "kit")
    (root / "index.html").touch()
    (root / "mkdocs.yml").write_text("extra:\n  afterword: { nmae: N }\n", encoding="utf-8")

    result = CliRunner().invoke(publish, [str(root), "--root", str(root)])

    assert isinstance(result.exception, ContentProblems)
    assert str(result.exception) == "mkdocs.yml:2: unknown key 'nmae'; did you mean 'name'?"


def test_a_folder_that_holds_no_site_is_refused(tmp_path: Path) -> None:
    for folder, told in ((tmp_path / "nowhere", "is no folder"), (tmp_path, "has no index.html")):
        result = CliRunner().invoke(publish, [str(folder)])
        assert result.exit_code == 1
        assert f"{folder} {told}" in result.stderr
        assert "build the site first" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_mistake_in_the_content_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    root, site = copied(tmp_path / "kit"), tmp_path / "site"
    (root / "templates" / "en" / "bad.md").write_text(changed(GOOD, "stage: other", "stage: othr"), encoding="utf-8")
    site.mkdir()
    (site / "index.html").touch()
    command = [sys.executable, "-m", "scripts.publish", str(site), "--root", str(root)]

    ended = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8")

    assert ended.returncode == 2
    assert ended.stderr == "Error: templates/en/bad.md:4: 'othr' is no stage; did you mean 'other'?\n"
    assert [path.name for path in site.iterdir()] == ["index.html"]


def test_the_schemas_of_all_data_are_published_for_editors(built_site: Path) -> None:
    published = {path.name: path.read_bytes() for path in (built_site / "schema").iterdir()}
    assert {"template.json", "fields.json", "locale.json"} < published.keys()
    assert published == {path.name: path.read_bytes() for path in (ROOT / "templates" / "schema").iterdir()}
