"""The site as it is built: its pages, its links, what it must not hold, and what stops a build."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import pytest
import yaml
from built_pages import Element, read_page, read_pages
from click.testing import CliRunner
from test_contributing import copy_project

from macros.commands.export import export

ROOT = Path(__file__).resolve().parent.parent
SITE_URL = "http://127.0.0.1:8000/"
OTHER_URL = "https://kit.example/after/"
SLUGS = sorted(path.stem for path in (ROOT / "templates" / "en").glob("*.md"))
ADDRESSES = ("href", "src", "srcset", "action", "formaction", "poster", "data", "xlink:href")
REFERENCES = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "headers")
CHANNELS = ("email", "phone", "voicemail", "note", "linkedin")
SCENARIOS = {
    "thank-you": ["thank-you"],
    "missed-question": ["missed-question"],
    "no-response": ["check-in", "second-check-in", "final-message"],
    "rejection": ["rejection-reply"],
    "offer": ["offer-thanks", "time-to-decide", "accept-offer", "decline-offer"],
    "competing-offer": ["competing-offer"],
}

# What Markdown, its extensions, HTML and Jinja would each take for their own.
MARKS = """\
*one* **two** _three_ __four__ `five` ~~six~~ ==seven== ^^eight^^ H~2~O x^2^ snake_case_name

# Not a heading
====
Nor this
----

<b>bold</b> <script>alert(1)</script> <!-- gone --> <br> & &amp; &lt; &#42; &nbsp; </div></p> <afterword-template>

{x} {: .cls } }} %} #} { { $1 ${y} $x^2$ \\ \\* \\_ \\n [[wiki]] ((c)) (tm) --- ... 1/2
{.lede}

:smile: :fontawesome-brands-github: 👩🏽‍🚒 é e\u0301 אבג \u200f “curly” 'single' "double"

| a | b |
| - | - |
| | |

    Four spaces in front
\tA tab in front, and two  spaces  inside
        eight

1. One
2. Two
10) Ten

- minus
* star
+ plus
- [ ] task

> quoted
>> twice

[link](https://example.org) ![image](x.png) <https://example.org> https://example.org www.example.org a@example.org

A note[^1] and HTML

[^1]: The foot of it
*[HTML]: short
[ref]: https://example.org "title"

Term
: Its definition

!!! note "Title"
    Inside

??? more
=== "Tab"
/// caption
--8<-- "README.md"
[TOC]
***

```python
print("{}")
```
~~~
tildes
~~~"""
TITLE = "A *title* with <b>, & and {{ your_name }} | `code` _x_ # :smile: 1. [a](b)"
ODD_FIELD = {
    "label": "*Label* <i>&amp;</i> {{ x }}",
    "type": "text",
    "placeholder": "*hole* <u> & {{ x }} {% if %} _y_ `z` | \\",
    "example": "an example",
    "hint": "<b>Hint</b> *with* {# marks #}",
}


def build(project: Path, target: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Build strictly, in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(target)]
    environment |= {"NO_MKDOCS_2_WARNING": "1", **settings}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, encoding="utf-8", check=False)


def run(project: Path, *arguments: str) -> str:
    """Run the export command on a project."""
    result = CliRunner().invoke(export, ["--root", str(project), *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def front_matter(path: Path) -> dict[str, Any]:
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], Loader=yaml.BaseLoader)
    return data


def target_of(address: str, link: str, root: str) -> tuple[str, str] | None:
    """Give the file and the anchor that `link` on the page at `address` leads to; None on another site.

    The page for what is not found answers at any address, so nothing in it may depend on its own.
    """
    base = urljoin(root, "deep/below/nowhere" if address == "404.html" else address)
    parts = urlsplit(urljoin(base, link))
    if parts.scheme in ("data", "mailto", "tel") or f"{parts.scheme}://{parts.netloc}/" != urljoin(root, "/"):
        return None
    path = unquote(parts.path).removeprefix(urlsplit(root).path)
    return f"{path}index.html" if path.endswith("/") or not path else path, unquote(parts.fragment)


def links(page: Element) -> Iterator[str]:
    for element in page:
        for name in ADDRESSES:
            if name in element.attributes:
                yield element.attributes[name]


def broken_links(site: Path, root: str = SITE_URL) -> list[str]:
    found = []
    for address, page in read_pages(site).items():
        for link in sorted(set(links(page))):
            target = target_of(address, link, root)
            if target is None:
                continue
            file, anchor = target
            if not (site / file).is_file() or (anchor and not read_page(site / file).all(id=anchor)):
                found.append(f"{address}: {link}")
    return found


def strangers(page: Element) -> list[str]:
    """List the addresses on other hosts that a browser would fetch, or open, without a click."""
    return [
        f"{element.tag} {name}={value}"
        for element in page
        if element.tag != "a"
        for name, value in element.attributes.items()
        if name in (*ADDRESSES, "style", "content") and re.search(r"//(?!127\.0\.0\.1:8000/)", value)
    ]


def cards(page: Element) -> list[str]:
    return [card.attributes["template"] for card in page.all("afterword-template")]


def message(page: Element, slug: str) -> str:
    """Read the body of a card as the text that it shows."""
    body = page.the("afterword-template", template=slug).the(data_part="body")
    return "\n\n".join(paragraph.text().strip(" \n") for paragraph in body.all("p"))


def message_links(page: Element) -> dict[str, str]:
    """Give the heading under which the index links each message."""
    found = {}
    heading = ""
    for element in page.the("article"):
        if element.tag == "h2":
            heading = element.text().removesuffix("¶")
        elif element.tag == "a" and re.fullmatch(r"[a-z0-9-]+/", element.attributes["href"]):
            found[element.attributes["href"].removesuffix("/")] = heading
    return found


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="session")
def pages(built_site: Path) -> dict[str, Element]:
    return read_pages(built_site)


@pytest.fixture(scope="session")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project that has grown: new templates, odd ones, many cards on a page, another range and wait."""
    folder = tmp_path_factory.mktemp("grown") / "a clone"
    copy_project(folder)
    for channel in CHANNELS:
        run(folder, "new", f"new-{channel}", "--channel", channel, "--stage", "rejection")
    run(folder, "new", "odd")
    with (folder / "templates" / "fields.yml").open("a", encoding="utf-8") as fields:
        fields.write(json.dumps({"odd_field": ODD_FIELD})[1:-1] + "\n")
    head = {
        "title": TITLE,
        "use_when": f"{TITLE}\nMore.",
        "avoid_when": TITLE,
        "stage": "other",
        "subject": f"{TITLE[:20]} & |",
    }
    text = f"---\n{json.dumps(head)}\n---\n{MARKS}\n\n{{{{ odd_field }}}}\n"
    (folder / "templates" / "en" / "odd.md").write_text(text, encoding="utf-8")
    for slug in ("new-note", "new-voicemail"):
        path = folder / "templates" / "en" / f"{slug}.md"
        text = re.sub(
            r"^example:.*", "---\nNo detail.\n", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE
        )
        path.write_text(text, encoding="utf-8")
    every = [path.stem for path in sorted((folder / "templates" / "en").glob("*.md"))]
    for name, slugs in {"together": every, "without-details": ["new-note", "new-voicemail"]}.items():
        shown = "\n\n".join(f'{{{{ afterword_template("{slug}") }}}}' for slug in slugs)
        front = f"---\ntitle: Many {name}\ndescription: Cards of a test that stand {name}, all on one page.\n---\n"
        (folder / "docs" / f"{name}.md").write_text(f"{front}# Many\n\n{shown}\n", encoding="utf-8")
    timeline = folder / "templates" / "timeline.yml"
    changed = timeline.read_text(encoding="utf-8").replace("says: 1 to 2 days", "says: 91 to 92 days")
    timeline.write_text(changed.replace("business_days: 7", "business_days: 93"), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def grown(project: Path) -> Path:
    """The site of the project that has grown, for an address below another host's root."""
    result = build(project, project / "site", SITE_URL=OTHER_URL)
    assert result.returncode == 0, result.stderr
    return project / "site"


def test_an_empty_address_is_the_usual_one(built_site: Path, tmp_path: Path) -> None:
    result = build(ROOT, tmp_path / "site", SITE_URL="")

    assert result.returncode == 0, result.stderr
    assert content(tmp_path / "site") == content(built_site)


def test_a_site_without_an_address_is_refused(tmp_path: Path) -> None:
    copy_project(tmp_path / "clone")
    config = tmp_path / "clone" / "mkdocs.yml"
    text = re.sub("^site_url: .*", 'site_url: ""', config.read_text(encoding="utf-8"), flags=re.MULTILINE)
    config.write_text(text, encoding="utf-8")

    result = build(tmp_path / "clone", tmp_path / "site")

    assert result.returncode != 0
    assert "mkdocs.yml: site_url is empty; frames need the address of the site, such as https://" in result.stderr


def test_a_message_with_the_name_of_a_tool_stops_the_build_in_one_line(tmp_path: Path) -> None:
    copy_project(tmp_path / "clone")
    source = tmp_path / "clone" / "templates" / "en"
    shutil.copy(source / "withdraw.md", source / "timeline.md")

    result = build(tmp_path / "clone", tmp_path / "site")

    assert result.returncode != 0
    assert "1 problem:\ntemplates/en/timeline.md:1: timeline is the name of another frame; rename" in result.stderr
    assert "Traceback" not in result.stderr


def test_every_link_leads_somewhere(built_site: Path) -> None:
    assert broken_links(built_site) == []


def test_every_link_of_a_grown_site_below_a_folder_leads_somewhere(grown: Path) -> None:
    assert broken_links(grown, OTHER_URL) == []


def test_the_link_check_sees_each_kind_of_broken_link(tmp_path: Path) -> None:
    good = [
        "a/",
        "a/#here",
        "/a/",
        f"{SITE_URL}a/#here",
        "#top",
        ".",
        "",
        "https://example.org/x",
        "mailto:a@b.example",
    ]
    bad = ["b/", "a/#nowhere", "/b/", f"{SITE_URL}a/#nowhere", "#nowhere", "a/x.png", "../b"]
    text = "".join(f'<a href="{link}">x</a>' for link in good + bad)
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text('<p id="here">', encoding="utf-8")
    (tmp_path / "index.html").write_text(f'<p id="top">{text}<img src="no.png">', encoding="utf-8")
    (tmp_path / "404.html").write_text('<a href="a/">x</a><a href="/a/">x</a>', encoding="utf-8")

    assert broken_links(tmp_path) == ["404.html: a/", *(f": {link}" for link in sorted([*bad, "no.png"]))]


def test_the_sitemap_lists_every_page(built_site: Path, pages: dict[str, Element]) -> None:
    listed = re.findall(r"<loc>(.*?)</loc>", (built_site / "sitemap.xml").read_text(encoding="utf-8"))
    # Instant navigation goes by the sitemap; the check brings a policy, and the configurator a script, of its own.
    left_out = {"404.html", "check/", "careers/embed/"}
    assert sorted(listed) == sorted(SITE_URL + address for address in pages if address not in left_out)


def test_no_id_stands_twice_on_a_page(pages: dict[str, Element], grown: Path) -> None:
    for address, page in [*pages.items(), *read_pages(grown).items()]:
        ids = Counter(element.attributes["id"] for element in page if "id" in element.attributes)
        assert {name: times for name, times in ids.items() if times > 1} == {}, address


def test_every_reference_to_an_id_finds_it(pages: dict[str, Element], grown: Path) -> None:
    for address, page in [*pages.items(), *read_pages(grown).items()]:
        ids = {element.attributes.get("id") for element in page}
        wanted = {one for element in page for name in REFERENCES for one in element.attributes.get(name, "").split()}
        assert wanted - ids == set(), address


def test_every_page_has_a_title_and_a_description_of_its_own(pages: dict[str, Element]) -> None:
    described = {address: page for address, page in pages.items() if address != "404.html"}
    titles = Counter(page.the("title").text() for page in described.values())
    descriptions = {
        address: page.the("meta", name="description").attributes["content"] for address, page in described.items()
    }
    assert [title for title, times in titles.items() if times > 1] == []
    assert [text for text, times in Counter(descriptions.values()).items() if times > 1] == []
    assert {address: text for address, text in descriptions.items() if not 50 <= len(text) <= 160} == {}


def test_the_pages_that_new_writes_have_descriptions_that_may_stay(grown: Path) -> None:
    pages = [read_page(grown / "templates" / f"new-{channel}" / "index.html") for channel in CHANNELS]
    descriptions = {page.the("meta", name="description").attributes["content"] for page in pages}
    assert len(descriptions) == len(CHANNELS)
    assert [text for text in descriptions if not 50 <= len(text) <= 160] == []


def test_every_page_names_its_address_its_language_and_one_heading(pages: dict[str, Element]) -> None:
    for address, page in pages.items():
        assert page.the("html").attributes["lang"] == "en"
        assert len(page.all("h1")) == 1, address
        canonical = [link.attributes["href"] for link in page.all("link", rel="canonical")]
        assert canonical == ([] if address == "404.html" else [SITE_URL + address])


def test_no_page_fetches_anything_from_another_host(pages: dict[str, Element]) -> None:
    assert {address: found for address, page in pages.items() if (found := strangers(page))} == {}


def test_the_look_for_other_hosts_sees_each_kind() -> None:
    page = Element("", {}, None)
    seen = {
        "src": "https://cdn.example/x.js",
        "href": "//cdn.example/x.css",
        "style": "background: url(http://a.example/)",
    }
    for name, value in (seen | {"class": "https://no.example/"}).items():
        page.children.append(Element("link", {name: value}, page))
        page.children.append(Element("a", {"href": value}, page))

    assert strangers(page) == [f"link {name}={value}" for name, value in seen.items()]


def test_no_style_sheet_fetches_anything_from_another_host(built_site: Path) -> None:
    sheets = {path.name: path.read_text(encoding="utf-8") for path in built_site.rglob("*.css")}
    assert "afterword.css" in sheets
    for name, sheet in sheets.items():
        assert re.findall(r"@import|url\(\s*[\"']?\s*(?:https?:)?//[^)]*", sheet) == [], name


def test_the_content_of_no_page_holds_script_or_style(pages: dict[str, Element]) -> None:
    for address, page in pages.items():
        inside = page.the("article" if address != "404.html" else "h1")
        assert [element.tag for element in inside if element.tag in ("script", "style")] == [], address
        assert [name for element in inside for name in element.attributes if re.match("style$|on", name)] == [], address


def test_the_home_page_leads_to_every_situation(pages: dict[str, Element]) -> None:
    for address in ("", "scenarios/"):
        led = {target_of(address, link, SITE_URL) for link in links(pages[address].the("article"))}
        assert {(f"scenarios/{name}/index.html", "") for name in SCENARIOS} <= led


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_situation_has_its_cards(pages: dict[str, Element], name: str) -> None:
    assert set(SCENARIOS[name]) <= set(cards(pages[f"scenarios/{name}/"]))


@pytest.mark.parametrize("slug", SLUGS)
def test_a_template_has_its_page_and_stands_on_it(pages: dict[str, Element], slug: str) -> None:
    source = (ROOT / "docs" / "templates" / f"{slug}.md").read_text(encoding="utf-8")
    assert re.search(rf'^\{{\{{ afterword_template\("{slug}"\) \}}\}}$', source, re.MULTILINE)
    assert "title" in front_matter(ROOT / "docs" / "templates" / f"{slug}.md")
    assert cards(pages[f"templates/{slug}/"]) == [slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_a_template_stands_in_the_index_under_its_stage(pages: dict[str, Element], slug: str) -> None:
    stage = front_matter(ROOT / "templates" / "en" / f"{slug}.md")["stage"]
    headings = yaml.safe_load((ROOT / "templates" / "en" / "locale.yml").read_text(encoding="utf-8"))["stages"]
    assert message_links(pages["templates/"])[slug] == headings[stage]


def test_index_export_list_and_pages_show_the_same_templates(pages: dict[str, Element]) -> None:
    with_page = [address.split("/")[1] for address in pages if re.fullmatch(r"templates/[^/]+/", address)]
    assert sorted(message_links(pages["templates/"])) == sorted(with_page) == SLUGS
    assert sorted(item["slug"] for item in json.loads(run(ROOT, "list", "--json"))) == SLUGS


def test_new_templates_need_no_other_edit(project: Path, grown: Path) -> None:
    slugs = sorted([*SLUGS, "odd", *(f"new-{channel}" for channel in CHANNELS)])
    assert sorted(message_links(read_page(grown / "templates" / "index.html"))) == slugs
    assert sorted(item["slug"] for item in json.loads(run(project, "list", "--json"))) == slugs
    assert [cards(read_page(grown / "templates" / slug / "index.html")) for slug in slugs] == [[slug] for slug in slugs]
    assert all((grown / "templates" / slug / f"{slug}.txt").is_file() for slug in slugs)
    drafts = {slug for slug in slugs if (grown / "templates" / slug / f"{slug}.eml").is_file()}
    mails = {slug for slug in SLUGS if front_matter(ROOT / "templates" / "en" / f"{slug}.md")["channel"] == "email"}
    assert drafts == {*mails, "odd", "new-email"}


def test_the_blank_files_are_those_that_the_command_writes(built_site: Path, tmp_path: Path) -> None:
    run(ROOT, "write", "--all", "--blank", "--out", str(tmp_path))
    written = {f"{Path(name).stem}/{name}": content for name, content in content(tmp_path).items()}
    built = {name: mark for name, mark in content(built_site / "templates").items() if not name.endswith(".html")}
    assert len(built) >= 2 * len(SCENARIOS)
    assert built == written


@pytest.mark.parametrize("slug", SLUGS)
def test_the_card_shows_the_blank_message_and_links_it(built_site: Path, pages: dict[str, Element], slug: str) -> None:
    page, folder = pages[f"templates/{slug}/"], built_site / "templates" / slug
    subject = "".join(f"Subject: {part.text()}\n\n" for part in page.all(data_part="subject"))
    blank = (folder / f"{slug}.txt").read_text(encoding="utf-8")
    assert f"{subject}{message(page, slug)}\n" == blank
    downloads = [link.attributes["href"] for link in page.all("a") if "download" in link.attributes]
    assert sorted(downloads) == sorted(path.name for path in folder.iterdir() if path.suffix != ".html")


def test_marks_of_any_language_in_a_message_are_only_text(project: Path, grown: Path) -> None:
    wanted = "\n\n".join(part.strip(" \n") for part in MARKS.split("\n\n")) + f"\n\n[{ODD_FIELD['placeholder']}]"
    for address in ("templates/odd", "together"):
        page = read_page(grown / address / "index.html")
        assert message(page, "odd") == wanted
    assert run(project, "show", "odd") == f"Subject: {TITLE[:20]} & |\n\n{wanted}\n"


def test_marks_of_any_language_around_a_message_are_only_text(grown: Path) -> None:
    card = read_page(grown / "templates" / "odd" / "index.html").the("afterword-template")
    assert card.the(id="afterword-odd-title").text() == TITLE
    assert card.the(data_part="subject").text() == f"{TITLE[:20]} & |"
    assert next(part.text() for part in card.the("header").all("p")) == f"{TITLE} More."
    assert card.the("label", **{"for": "afterword-odd_field"}).text() == ODD_FIELD["label"]
    assert card.the(id="afterword-odd_field-hint").text() == ODD_FIELD["hint"]
    facts = json.loads(card.attributes["data-facts"])["fields"]["odd_field"]
    assert (facts["label"], facts["hole"]) == (ODD_FIELD["label"], f"[{ODD_FIELD['placeholder']}]")
    index = read_page(grown / "templates" / "index.html")
    (entry,) = [link for link in index.all("a") if link.attributes["href"] == "odd/"]
    assert entry.text() == TITLE


def test_the_timeline_shows_every_phase_with_each_source(pages: dict[str, Element]) -> None:
    data = yaml.load((ROOT / "templates" / "timeline.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    table = pages["timeline/"].the("table", **{"class": "afterword-phases"})
    assert [cell.text() for cell in table.the("thead").all("th")] == ["Phase", "When", "Objective", "Action"]
    for phase in data["phases"]:
        row = table.the(id=phase["id"]).around("tbody")
        when, cap = (phase[key].format(**phase["waits"]) for key in ("when", "cap"))
        for text in (phase["title"], phase["name"], when, cap, phase["objective"], phase["action"]):
            assert text in row.text()
        said = [item for item in row.all("li") if item.all("span", **{"class": "afterword-cite"})]
        shown = [(item.the("a").text(), item.text().replace(item.the("a").text(), "", 1).strip()) for item in said]
        assert shown == [(item["source"], item["says"]) for item in phase["ranges"]]
        led = {target_of("timeline/", link, SITE_URL) for link in links(row)}
        assert {(f"templates/{slug}/index.html", "") for slug in phase["templates"]} <= led
        assert {("sources/index.html", item["source"].lower()) for item in phase["ranges"]} <= led


def test_the_timeline_is_made_from_its_file(grown: Path) -> None:
    table = read_page(grown / "timeline" / "index.html").the("table", **{"class": "afterword-phases"}).text()
    assert "91 to 92 days" in table
    assert "93 business days after the interview" in table


def test_the_waits_in_the_guidance_are_those_of_the_timeline() -> None:
    known = (ROOT / "templates" / "timeline.yml").read_text(encoding="utf-8")
    waits = re.findall(r"^ *waits: \{(.*)\}$", known, re.MULTILINE)
    numbers = {*re.findall(r"\d+", " ".join(waits)), *re.findall(r"\d+", " ".join(re.findall(r"says: .*", known)))}
    for path in (ROOT / "docs").rglob("*.md"):
        for match in re.finditer(r"(\d+)(?: to (\d+))? (?:business days|hours)\b", path.read_text(encoding="utf-8")):
            assert {*filter(None, match.groups())} <= numbers, f"{path.name}: {match[0]}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{{ afterword_template("thank-yuo") }}', ["unknown template 'thank-yuo'; did you mean 'thank-you'?"]),
        ('Said. {{ cite("S0", "S11") }}', ["docs/a-page.md:3: unknown source 'S11'; did you mean 'S1'?"]),
        ("Dear {{ interviewer_name }},", ["'interviewer_name' is undefined"]),
        ('{{ afterword_tempate("thank-you") }}', ["'afterword_tempate' is undefined"]),
        ('{{ afterword_template("check-in") }}\n\n' * 2, ["the card 'check-in' stands twice on this page"]),
        ("[a](nowhere.md) [b](sources.md#nowhere)", ["'nowhere.md'", "'#nowhere'"]),
    ],
)
def test_a_mistake_in_a_page_stops_the_build(tmp_path: Path, text: str, told: list[str]) -> None:
    copy_project(tmp_path / "clone")
    (tmp_path / "clone" / "docs" / "a-page.md").write_text(f"# A page\n\n{text}\n", encoding="utf-8")

    result = build(tmp_path / "clone", tmp_path / "site")

    assert result.returncode != 0
    assert [part for part in ["a-page.md", *told] if part not in result.stderr] == []


def test_mistakes_in_templates_stop_the_build_and_are_all_told(tmp_path: Path) -> None:
    copy_project(tmp_path / "clone")
    folder = tmp_path / "clone" / "templates"
    for path, old, new in (
        (folder / "en" / "thank-you.md", "stage: thank-you", "stage: thank-yuo"),
        (folder / "en" / "check-in.md", "{{ company }}", "{{ compny }}"),
    ):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    result = build(tmp_path / "clone", tmp_path / "site")

    assert result.returncode != 0
    assert re.search(r"templates/en/thank-you\.md:\d+: .*did you mean 'thank-you'\?", result.stderr)
    assert re.search(r"templates/en/check-in\.md:\d+: unknown field 'compny'.*did you mean 'company'\?", result.stderr)
    assert "Traceback" not in result.stderr


def test_two_builds_have_the_same_bytes(tmp_path: Path) -> None:
    """In two places, from files of different age, and with sets in a different order."""
    copy_project(tmp_path / "clone")
    first = build(ROOT, tmp_path / "first", SOURCE_DATE_EPOCH="1750000000", PYTHONHASHSEED="1")
    second = build(tmp_path / "clone", tmp_path / "second", SOURCE_DATE_EPOCH="1750000000", PYTHONHASHSEED="2")

    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert content(tmp_path / "first") == content(tmp_path / "second")
