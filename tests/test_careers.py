"""The pages for careers services say what the code does today."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from built_pages import Element, read_page
from test_site import SCENARIOS, SITE_URL, links, target_of

from macros.brand import Brand, read_brand
from macros.contrast import LEAST
from macros.library import ROOT, Library

FOLDER = ROOT / "docs" / "careers"
PAGES = sorted(path.stem for path in FOLDER.glob("*.md"))


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.md").read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", text_of(name), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def workflow() -> Any:
    (text,) = blocks("self-host", "yaml")
    return yaml.load(text, Loader=yaml.BaseLoader)


def article(built_site: Path, name: str) -> Element:
    place = "careers" if name == "index" else f"careers/{name}"
    return read_page(built_site / place / "index.html").the("article")


def test_the_server_of_nginx_includes_the_file_that_is_named() -> None:
    server, _ = blocks("self-host", "nginx")
    assert server.count("{") == server.count("}") == 1
    (included,) = re.findall(r"include (\S+);", server)
    assert f"`{included}`" in text_of("self-host")


def test_the_workflow_builds_with_the_address_and_publishes_what_was_built(workflow: Any) -> None:
    build = workflow["jobs"]["build"]["steps"]
    (made,) = [step for step in build if step.get("run") == "make site"]
    (named,) = [step for step in build if "configure-pages" in step.get("uses", "")]
    (kept,) = [step for step in build if "upload-pages-artifact" in step.get("uses", "")]

    assert made["env"]["SITE_URL"] == f"${{{{ steps.{named['id']}.outputs.base_url }}}}/"
    assert build.index(named) < build.index(made) < build.index(kept)
    assert kept["with"]["path"] == "site"
    assert workflow["jobs"]["publish"]["needs"] == "build"
    assert workflow["jobs"]["publish"]["permissions"] == {"pages": "write", "id-token": "write"}


def test_the_workflow_reaches_the_reader_whole(workflow: Any, built_site: Path) -> None:
    shown = [block.text() for block in article(built_site, "self-host").all("pre")]
    assert workflow in [yaml.load(text, Loader=yaml.BaseLoader) for text in shown if text.startswith("name:")]


def test_every_page_stands_in_the_navigation(built_site: Path) -> None:
    home = read_page(built_site / "index.html")
    led = {target_of("", link, SITE_URL) for nav in home.all("nav") for link in links(nav)}
    assert {(f"careers/{name}/index.html".replace("/index/", "/"), "") for name in PAGES} <= led


def test_the_first_page_leads_to_every_other(built_site: Path) -> None:
    led = {target_of("careers/", link, SITE_URL) for link in links(article(built_site, "index"))}
    assert {(f"careers/{name}/index.html", "") for name in PAGES if name != "index"} <= led


def test_the_number_of_messages_is_right(library: Library) -> None:
    assert len(library.templates) == 39
    assert "**Thirty-nine messages**" in text_of("index")


def test_the_example_of_a_brand_is_one_and_names_every_key(tmp_path: Path) -> None:
    (text,) = blocks("branding", "yaml")
    config = tmp_path / "mkdocs.yml"
    config.write_text(text, encoding="utf-8")
    (tmp_path / "docs" / "images").mkdir(parents=True)
    (tmp_path / "docs" / "images" / "logo.svg").touch()

    brand = read_brand(yaml.safe_load(text)["extra"]["afterword"], config, tmp_path / "docs")

    assert brand.name == "Northfield Careers"
    assert [key for key in Brand.__dataclass_fields__ if f"`{key}`" not in text_of("branding")] == []
    assert f"{LEAST} to 1" in text_of("branding")


def test_the_immutable_file_that_is_named_is_there(built_site: Path) -> None:
    (name,) = re.findall(r"`(afterword-[\d.]+\.js)`", text_of("terms"))
    assert (built_site / "embed" / "v1" / name).is_file()


def test_there_is_a_handout_for_every_situation(built_site: Path) -> None:
    led = {target_of("careers/handouts/", link, SITE_URL) for link in links(article(built_site, "handouts"))}
    assert {(f"scenarios/{name}/index.html", "") for name in SCENARIOS} <= led
