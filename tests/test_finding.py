"""How a page is found from outside and from inside: its head, its tags, the picture beside a link to it."""

from __future__ import annotations

import struct
import subprocess
import sys
from pathlib import Path

import pytest
from built_pages import Element, read_page, read_pages
from test_site import SITE_URL, target_of

from macros.library import ROOT, Library, load_library

SIZE = (1200, 630)
MOST_BYTES = 100_000


@pytest.fixture(scope="module")
def pages(built_site: Path) -> dict[str, Element]:
    return {address: page for address, page in read_pages(built_site).items() if address != "404.html"}


def properties(page: Element) -> dict[str, str]:
    return {
        meta.attributes["property"]: meta.attributes["content"]
        for meta in page.the("head").all("meta")
        if "property" in meta.attributes
    }


def test_a_link_to_a_page_shows_its_title_what_it_says_and_the_picture(pages: dict[str, Element]) -> None:
    for address, page in pages.items():
        found = properties(page)
        assert page.the("title").text() in (found["og:title"], f"{found['og:title']} - {found['og:site_name']}"), (
            address
        )
        assert found["og:description"] == page.the("meta", name="description").attributes["content"], address
        assert found["og:url"] == page.the("link", rel="canonical").attributes["href"] == SITE_URL + address
        assert found["og:image"] == f"{SITE_URL}assets/social-card.png"
        assert found["og:image:alt"]
        assert page.the("meta", name="twitter:card").attributes["content"] == "summary_large_image"


def test_the_page_for_what_is_not_found_has_no_address_of_its_own(built_site: Path) -> None:
    page = read_page(built_site / "404.html")
    assert "og:url" not in properties(page)
    assert properties(page)["og:title"]
    assert page.all("link", rel="canonical") == []


def size_of(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_the_picture_is_there_in_the_size_that_the_pages_give(pages: dict[str, Element], built_site: Path) -> None:
    picture = (built_site / "assets" / "social-card.png").read_bytes()
    found = properties(pages[""])

    assert size_of(picture) == SIZE == (int(found["og:image:width"]), int(found["og:image:height"]))
    assert len(picture) < MOST_BYTES


def test_the_picture_is_made_by_its_script(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "scripts.social_card", "--out", str(tmp_path / "card.png")]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert size_of((tmp_path / "card.png").read_bytes()) == SIZE


@pytest.mark.parametrize("slug", load_library().templates)
def test_a_message_is_tagged_with_its_stage_and_its_channel(
    slug: str, pages: dict[str, Element], library: Library
) -> None:
    template, texts, address = library.templates[slug], library.shared.texts, f"templates/{slug}/"
    wanted = [texts["stages"][template.stage], texts["channels"][template.channel]]
    tags = pages[address].the("nav", **{"class": "md-tags"}).all("a")

    assert [tag.text().strip() for tag in tags] == wanted
    listed = tagged(pages["tags/"])
    assert {name for name, addresses in listed.items() if address in addresses} == {*wanted}
    for tag in tags:
        target = target_of(address, tag.attributes["href"], SITE_URL)
        assert target
        file, anchor = target
        assert file == "tags/index.html"
        assert pages["tags/"].all(id=anchor)


def tagged(page: Element) -> dict[str, set[str]]:
    """The addresses that the page of tags lists under each tag."""
    found: dict[str, set[str]] = {}
    name = ""
    for element in page.the("article"):
        if element.tag == "h2":
            name = element.the("span").text()
        elif element.tag == "a" and name and "headerlink" not in element.attributes.get("class", ""):
            target = target_of("tags/", element.attributes["href"], SITE_URL)
            found.setdefault(name, set()).add(target[0].removesuffix("index.html") if target else "")
    return found


def test_every_stage_and_channel_is_a_tag(pages: dict[str, Element], library: Library) -> None:
    texts = library.shared.texts
    assert tagged(pages["tags/"]).keys() == {*texts["stages"].values(), *texts["channels"].values()}


def test_only_the_messages_carry_tags(pages: dict[str, Element], library: Library) -> None:
    with_tags = {address for address, page in pages.items() if page.all("nav", **{"class": "md-tags"})}
    assert with_tags == {f"templates/{slug}/" for slug in library.templates}
