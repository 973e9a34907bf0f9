"""What lets the kit stand on other sites, as files: frames, oEmbed answers, headers, and the element."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest
from built_pages import Element, read_frames, read_html, read_page, read_pages
from conftest import headers_for
from projects import GOOD, changed, copied
from test_catalogue import shape
from test_site import OTHER_URL, REFERENCES, SITE_URL, links, target_of

from macros.embed import ELEMENT, element_files, integrity, released_script, style, write_embeds
from macros.frames import KINDS, frames
from macros.hosting import POLICY, headers_file
from macros.join import join
from macros.layers import ASSETS
from macros.library import ROOT, Library, load_library
from macros.problems import ContentProblems
from macros.publish import publish

MOST_FRAME = 15_000
MOST_ELEMENT = 2_000
VERSIONS = json.loads((ROOT / "tests" / "cases" / "integrity.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def framed(built_site: Path) -> dict[str, Element]:
    return read_frames(built_site)


@pytest.fixture(scope="session")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The embeds of a project with a title full of marks, for an address below another host's root."""
    root = tmp_path_factory.mktemp("elsewhere")
    odd = changed(GOOD, "Made for a test", '"\'Two\' <b>words</b> & \\"more\\""')
    kit = copied(root / "kit")
    (kit / "templates" / "en" / "odd.md").write_text(odd, encoding="utf-8")
    write_embeds(load_library(kit), root / "site", OTHER_URL)
    return root / "site"


def scripts_and_styles(page: Element) -> list[str]:
    scripts = [script.attributes["src"] for script in page.all("script")]
    return scripts + [link.attributes["href"] for link in page.all("link", rel="stylesheet")]


def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


# The pages


def test_every_template_has_its_frame(framed: dict[str, Element], library: Library) -> None:
    assert {*framed} == {f"embed/v1/{frame.slug}/" for frame in frames(library)}
    assert {f"embed/v1/{slug}/" for slug in library.templates} <= {*framed}


def test_a_frame_holds_the_message_of_its_page(framed: dict[str, Element], built_site: Path, library: Library) -> None:
    for slug in library.templates:
        page, frame = read_page(built_site / "templates" / slug / "index.html"), framed[f"embed/v1/{slug}/"]
        for part in ("body", "subject", "to"):
            on_page = [shape(element) for element in page.the("article").all(data_part=part)]
            assert [shape(element) for element in frame.all(data_part=part)] == on_page, slug
        assert frame.the("h1").text() == frame.the("title").text() == library.templates[slug].title


def test_a_frame_states_the_policy_before_it_loads_anything(framed: dict[str, Element]) -> None:
    for address, page in framed.items():
        (policy,) = page.all("meta", http_equiv="Content-Security-Policy")
        assert policy.attributes["content"] == POLICY, address
        loading = [element for element in page if element.tag in ("link", "script", "img")]
        assert [*page].index(policy) < min([*page].index(element) for element in loading), address


def test_a_frame_holds_no_script_or_style_of_its_own(framed: dict[str, Element]) -> None:
    """The policy would refuse them."""
    for address, page in framed.items():
        assert [script.text() for script in page.all("script")] == [""], address
        assert page.all("style") == [], address
        attributes = {name for element in page for name in element.attributes}
        assert {name for name in attributes if name.startswith("on") or name == "style"} == set(), address
        assert "type" not in page.the("script").attributes, "a module is refused in a sandbox"


def test_a_frame_is_whole_by_itself(framed: dict[str, Element], built_site: Path) -> None:
    """It loads one script and one style sheet of its own folder, and each of its links leads somewhere."""
    for address, page in framed.items():
        loaded = [urlsplit(urljoin(f"{SITE_URL}{address}", name)) for name in scripts_and_styles(page)]
        assert [Path(parts.path).parent.as_posix() for parts in loaded] == ["/embed/v1"] * 2, address
        for link in {*links(page)}:
            target = target_of(address, link, SITE_URL)
            assert target is None or (built_site / target[0]).is_file(), link
            assert target or link == "data:,", link
            assert not (target and target[1]) or read_page(built_site / target[0]).all(id=target[1]), link
        ids = [element.attributes["id"] for element in page if "id" in element.attributes]
        named = {name for element in page for key in REFERENCES for name in element.attributes.get(key, "").split()}
        assert len(ids) == len({*ids}), address
        assert named <= {*ids}, address


def test_only_the_canonical_address_of_a_frame_is_absolute(elsewhere: Path) -> None:
    for address, page in read_frames(elsewhere).items():
        absolute = [link for link in links(page) if urlsplit(link).netloc]
        slug = address.split("/")[-2]
        assert absolute == [f"{OTHER_URL}{slug if slug in {'timeline', 'check'} else f'templates/{slug}'}/"], address
        assert page.the("link", rel="canonical").attributes["href"] == absolute[0]
        assert page.the("meta", name="robots").attributes["content"] == "noindex"


def test_a_frame_weighs_little(framed: dict[str, Element], built_site: Path) -> None:
    for address, page in framed.items():
        files = [built_site / (urlsplit(urljoin(f"/{address}", name)).path[1:]) for name in scripts_and_styles(page)]
        assert {file.suffix for file in files} == {".js", ".css"}
        assert sum(compressed(file) for file in files) <= MOST_FRAME, address


def test_a_changed_script_or_style_has_another_address(framed: dict[str, Element]) -> None:
    """A browser must not pair the page of today with the script of yesterday."""
    stamps = {urlsplit(name).query for page in framed.values() for name in scripts_and_styles(page)}
    assert len(stamps) == 1
    assert re.fullmatch(r"[0-9a-f]{8}", stamps.pop())


def test_what_a_kind_of_frame_does_without_is_there_to_leave_out() -> None:
    """A section of the style that was renamed would be sent again, and a module that was would be used again."""
    card = (ASSETS / "afterword.css").read_text(encoding="utf-8")
    for kind, needs in KINDS.items():
        joined = join(ASSETS, f"frame-{kind}.js")
        for heading in needs.without:
            assert card.count(f"/* {heading} */\n") == 1
            assert len(style([heading])) < len(style([]))
        for module, stand_in in needs.instead.items():
            assert f"$['{module}']" in joined
            assert (ASSETS / stand_in).is_file()


def test_a_message_may_not_have_the_name_of_another_frame(tmp_path: Path) -> None:
    kit = copied(tmp_path)
    (kit / "templates" / "en" / "timeline.md").write_text(GOOD, encoding="utf-8")
    with pytest.raises(ContentProblems, match=r"^templates/en/timeline\.md:1: timeline is the name of another frame"):
        frames(load_library(kit))


def test_the_holidays_of_a_frame_are_those_of_the_site(built_site: Path) -> None:
    places = {path.stem: path for path in (built_site / "assets" / "holidays").glob("??.json")}
    scripts = {path.stem: path for path in (built_site / "embed" / "v1" / "holidays").glob("*.js")}
    assert {*scripts} == {*places}
    assert len(scripts) > 30
    for code, path in scripts.items():
        assignment, _, data = path.read_text(encoding="utf-8").partition(" = ")
        assert assignment == "document.currentScript.country"
        assert json.loads(data) == json.loads(places[code].read_text(encoding="utf-8"))


# The element


def test_the_element_weighs_little(built_site: Path) -> None:
    assert 0 < compressed(built_site / "embed" / "v1" / "afterword.js") <= MOST_ELEMENT


def test_the_files_of_all_versions_stand_in_the_site_and_never_change(built_site: Path) -> None:
    """A page elsewhere that names the integrity of one would lose its frame."""
    folder = built_site / "embed" / "v1"
    published = json.loads((folder / "integrity.json").read_text(encoding="utf-8"))
    assert published == {f"afterword-{version}.js": value for version, value in VERSIONS.items()}
    for name, value in published.items():
        assert integrity((folder / name).read_text(encoding="utf-8")) == value, name
    assert [path for path in built_site.rglob("afterword-1.*.js") if path.parent != folder] == []


def test_an_older_version_stays_beside_a_newer_one(tmp_path: Path) -> None:
    for version in ("0.9.0", "1.0.0"):
        (tmp_path / f"afterword-{version}.js").write_text(version, encoding="utf-8")
    files = element_files(tmp_path)
    assert (files["afterword-0.9.0.js"], files["afterword-1.0.0.js"]) == ("0.9.0", "1.0.0")
    assert json.loads(files["integrity.json"]) == {
        f"afterword-{version}.js": integrity(version) for version in ("0.9.0", "1.0.0")
    }


def test_the_script_is_the_one_that_was_released_last() -> None:
    assert released_script() == element_files()["afterword.js"], (
        "the script of <afterword-embed> has changed: write the new one into a new file of macros/released, and raise "
        "ELEMENT in macros/embed.py (CONTRIBUTING.md, Add a frame)"
    )


def test_a_version_without_a_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ContentProblems, match=rf"^macros/released/afterword-{re.escape(ELEMENT)}\.js is missing; "):
        released_script(tmp_path)


# oEmbed


def test_every_frame_has_its_answers(built_site: Path, library: Library) -> None:
    for frame in frames(library):
        answer = json.loads((built_site / "oembed" / f"{frame.slug}.json").read_text(encoding="utf-8"))
        assert (answer["version"], answer["type"], answer["title"]) == ("1.0", "rich", frame.title)
        assert [type(answer[side]) for side in ("width", "height")] == [int, int]
        root = ElementTree.parse(built_site / "oembed" / f"{frame.slug}.xml").getroot()
        assert root.tag == "oembed"
        assert {part.tag: part.text for part in root} == {name: str(value) for name, value in answer.items()}


def test_an_answer_has_a_link_beside_the_frame(built_site: Path, library: Library) -> None:
    """WordPress hides the frame until it tells its height, and shows the quotation; it takes one without attributes."""
    for frame in frames(library):
        answer = json.loads((built_site / "oembed" / f"{frame.slug}.json").read_text(encoding="utf-8"))
        assert re.fullmatch(r"<blockquote>.*?</blockquote><iframe .*?></iframe>", answer["html"])
        html = read_html(answer["html"])
        link, inner = html.the("blockquote").the("a"), html.the("iframe")
        assert (link.text(), link.attributes) == (frame.title, {"href": f"{SITE_URL}{frame.page}"})
        assert inner.attributes["src"] == f"{SITE_URL}embed/v1/{frame.slug}/"
        assert inner.attributes["title"] == frame.title
        assert [int(inner.attributes[side]) for side in ("width", "height")] == [answer["width"], answer["height"]]


def test_marks_in_a_title_are_only_text_in_an_answer(elsewhere: Path) -> None:
    answer = json.loads((elsewhere / "oembed" / "odd.json").read_text(encoding="utf-8"))
    html = read_html(answer["html"])
    assert html.the("blockquote").the("a").text() == html.the("iframe").attributes["title"] == answer["title"]
    assert "<b>" in answer["title"]
    assert [element.tag for element in html] == ["", "blockquote", "a", "iframe"]


def discovered(page: Element) -> dict[str, str]:
    found = page.all("link", rel="alternate oembed")
    return {link.attributes["type"]: link.attributes["href"] for link in found}


def test_every_page_that_has_a_frame_names_its_answers(built_site: Path, library: Library) -> None:
    """Only there: a scenario has many cards, and no frame of its own."""
    named = {address: found for address, page in read_pages(built_site).items() if (found := discovered(page))}
    assert named == {
        frame.page: {
            "application/json+oembed": f"{SITE_URL}oembed/{frame.slug}.json",
            "text/xml+oembed": f"{SITE_URL}oembed/{frame.slug}.xml",
        }
        for frame in frames(library)
    }


def test_no_page_asks_material_for_another_sitemap(built_site: Path) -> None:
    """It fetches one beside every exact `link[rel=alternate]`."""
    for address, page in {**read_pages(built_site), **read_frames(built_site)}.items():
        assert page.all("link", rel="alternate") == [], address


# Headers


@pytest.mark.parametrize(
    ("address", "below"), [(SITE_URL, "/"), (OTHER_URL, "/after/")], ids=["at the root", "in a folder"]
)
def test_the_headers_go_with_the_frames_and_their_answers(address: str, below: str) -> None:
    rules = headers_file(address)
    everybody = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
    policy = {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer"}
    for path in ("embed/v1/check-in/", "embed/v1/afterword.js"):
        assert dict(headers_for(f"{below}{path}", rules)) == everybody | policy
    assert dict(headers_for(f"{below}oembed/check-in.json", rules)) == everybody
    for path in ("", "check/", "careers/embed/", "templates/check-in/"):
        assert headers_for(f"{below}{path}", rules) == []


def test_the_site_holds_the_headers(built_site: Path, elsewhere: Path) -> None:
    for site, address in ((built_site, SITE_URL), (elsewhere, OTHER_URL)):
        assert (site / "_headers").read_text(encoding="utf-8") == headers_file(address)


OWN_HEADERS = """\
# The careers service's own rules
/*
  X-Content-Type-Options: nosniff
  access-control-allow-origin: https://n.example

/private/*
  X-Robots-Tag: noindex
"""


def test_the_rules_of_a_sites_own_stay_and_no_header_is_sent_twice(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "_headers").write_text(OWN_HEADERS, encoding="utf-8")
    library = load_library(copied(tmp_path))
    for _ in range(2):
        publish(library, tmp_path, tmp_path / "site", OTHER_URL)

    rules = (tmp_path / "site" / "_headers").read_text(encoding="utf-8")

    assert rules.startswith(OWN_HEADERS)
    everybody = [("X-Content-Type-Options", "nosniff"), ("access-control-allow-origin", "https://n.example")]
    policy = [("Content-Security-Policy", POLICY), ("Referrer-Policy", "no-referrer")]
    assert headers_for("/private/x", rules) == [*everybody, ("X-Robots-Tag", "noindex")]
    assert headers_for("/after/embed/v1/check-in/", rules) == [*everybody, *policy]
    assert headers_for("/after/oembed/check-in.json", rules) == everybody


def test_rules_for_other_places_leave_the_kits_whole() -> None:
    own = "/embed\n  X-Content-Type-Options: nosniff\n/embed/v1/*\n  Referrer-Policy: origin\n"
    assert headers_file(SITE_URL, own) == f"{own}\n{headers_file(SITE_URL)}"


@pytest.mark.parametrize("name", ["README.md", "docs/careers/self-host.md"])
def test_the_lines_for_nginx_say_the_same(name: str) -> None:
    told = (ROOT / name).read_text(encoding="utf-8")
    (lines,) = [text for text in re.findall(r"^```nginx\n(.*?)^```$", told, re.M | re.S) if "add_header" in text]
    blocks = re.findall(r"^location (\S+) \{\n((?:    add_header \S+ \"[^\"]*\" always;\n)+)\}\n", lines, re.M)
    assert "".join(f"location {path} {{\n{text}}}\n" for path, text in blocks) == lines
    assert [path for path, _ in blocks] == ["/embed/", "/oembed/"]
    for path, text in blocks:
        headers = re.findall(r'add_header (\S+) "([^"]*)" always;', text)
        assert headers == headers_for(f"{path}x", headers_file(SITE_URL))


def test_the_readme_gives_the_integrity() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"afterword-{ELEMENT}.js" in readme
    assert VERSIONS[ELEMENT] in readme


def answers(site: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted((site / "oembed").glob("*.json"))]


def test_the_provider_is_the_site(elsewhere: Path) -> None:
    assert {(answer["provider_name"], answer["provider_url"]) for answer in answers(elsewhere)} == {
        ("Afterword", OTHER_URL)
    }
