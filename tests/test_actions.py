"""What each button of the card does in the browser, and what it does not do before the message is complete."""

import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import yaml
from cards import Card, field, fill, keep, open_card, reveal, script_files, unchecked
from conftest import Watch
from playwright.sync_api import BrowserContext, Page, expect

from macros.details import holes
from macros.library import ROOT, Library, load_library
from macros.message import txt

SLUGS = list(load_library().templates)
VISITOR = Path(__file__).parent / "cases" / "visitor.yml"
ALL_ACTIONS = [
    *(("copy", "body"), ("copy", "subject"), ("copy", "both"), ("mailto", ""), ("gmail", "")),
    *(("outlook", "work"), ("outlook", "personal"), ("eml", ""), ("txt", ""), ("print", "")),
]
HEAR_ACTIONS = """() => {
  window.heard = []
  document.addEventListener('afterword:action', (event) => heard.push(event.detail))
}"""
READ_RICH = """async () => {
  const [item] = await navigator.clipboard.read()
  const html = await (await item.getType('text/html')).text()
  const body = new DOMParser().parseFromString(html, 'text/html').body
  body.querySelectorAll('br').forEach((line) => line.replaceWith('\\n'))
  const paragraphs = Array.from(body.querySelectorAll('p'), (paragraph) => paragraph.textContent)
  const tags = Array.from(body.querySelectorAll('*'), (element) => element.localName)
  return { text: paragraphs.join('\\n\\n'), tags }
}"""
NO_COMMAND = "document.execCommand = () => false"
NO_CLIPBOARD_ITEM = f"{NO_COMMAND}; delete window.ClipboardItem"
NO_RICH_WRITE = f"{NO_COMMAND}; Clipboard.prototype.write = () => Promise.reject(new Error('refused'))"
NO_CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', { value: undefined })"
NO_COPY = f"{NO_CLIPBOARD}; {NO_COMMAND}"


def filled(page: Page, slug: str, values: Mapping[str, str]) -> Card:
    """Open a card with these details, and listen to what it reports."""
    card = open_card(page, slug)
    unchecked(card)
    keep(page, values)
    page.evaluate(HEAR_ACTIONS)
    return card


def heard(page: Page) -> list[dict[str, str]]:
    """What `afterword:action` events have reached the document."""
    events: list[dict[str, str]] = page.evaluate("window.heard")
    return events


def message_of(library: Library, slug: str, values: Mapping[str, str], subject: int = 0) -> tuple[str, str]:
    """Subject and body as the script writes them."""
    whole = script_files(library, slug, values, subject)[f"{slug}.txt"].decode()
    head, body = whole.removesuffix("\n").split("\n\n", 1)
    return head.removeprefix("Subject: "), body


@pytest.fixture(scope="session")
def visitor() -> dict[str, str]:
    values: dict[str, str] = yaml.load(VISITOR.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return values


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every message as the command writes it with the visitor's details, each subject in a folder of its number."""
    folder = tmp_path_factory.mktemp("written")
    for subject in ("1", "2"):
        command = [sys.executable, "-m", "scripts.export", "write", "--all", "--subject", subject]
        options = ["--values", str(VISITOR), "--out", str(folder / subject)]
        subprocess.run([*command, *options], cwd=ROOT, check=True, capture_output=True)
    return folder


def test_copy_puts_the_body_on_the_clipboard_plain_and_rich(
    page: Page, library: Library, visitor: dict[str, str]
) -> None:
    card = filled(page, "missed-question", visitor)
    _, body = message_of(library, "missed-question", visitor)

    card.press("copy")

    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])
    assert page.evaluate("navigator.clipboard.readText()") == body
    rich = page.evaluate(READ_RICH)
    assert rich["text"] == body
    assert {*rich["tags"]} <= {"p", "br", "meta", "span"}
    assert heard(page) == [{"action": "copy"}]


def test_subject_and_both_are_copied(page: Page, library: Library, visitor: dict[str, str]) -> None:
    texts = library.shared.texts["status"]
    card = filled(page, "thank-you", visitor)
    card.choose_subject(2)
    subject, body = message_of(library, "thank-you", visitor, 2)

    card.press("copy", "subject")
    expect(card.status).to_have_text(texts["copied_subject"])
    assert page.evaluate("navigator.clipboard.readText()") == subject
    card.press("copy", "both")
    expect(card.status).to_have_text(texts["copied_both"])
    assert page.evaluate("navigator.clipboard.readText()") == f"Subject: {subject}\n\n{body}"


def test_the_actions_stand_in_their_order(page: Page) -> None:
    card = open_card(page, "thank-you")
    buttons = card.root.locator(".afterword-actions button[data-action]")
    actions = [str(button.get_attribute("data-action")) for button in buttons.all()]
    assert list(dict.fromkeys(actions)) == [
        *("copy", "mailto", "gmail", "outlook", "eml", "txt", "print", "copy-blank")
    ]


def test_the_first_copy_button_gives_the_whole_body(page: Page, library: Library) -> None:
    for slug in ("thank-you", "check-in"):
        card = open_card(page, slug)
        buttons = card.root.locator(".afterword-actions button:visible")
        assert [button.get_attribute("data-action") for button in buttons.all()] == ["copy", "mailto"]
        assert buttons.first.get_attribute("data-what") == "body"


@pytest.mark.parametrize("lack", [NO_CLIPBOARD_ITEM, NO_RICH_WRITE, NO_CLIPBOARD])
def test_copy_falls_back_to_the_next_best_way(
    lack: str, page: Page, context: BrowserContext, library: Library, visitor: dict[str, str]
) -> None:
    """Without rich writing plain text is written; without a clipboard the old command copies both kinds."""
    page.add_init_script(lack)
    card = filled(page, "missed-question", visitor)
    _, body = message_of(library, "missed-question", visitor)

    card.press("copy")

    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])
    expect(card.root.locator("textarea[readonly]")).to_have_count(0)
    reader = context.new_page()
    reader.goto("404.html")
    reader.bring_to_front()
    assert reader.evaluate("navigator.clipboard.readText()") == body
    if lack == NO_CLIPBOARD:
        assert reader.evaluate(READ_RICH)["text"] == body


def test_where_nothing_may_copy_the_text_is_selected(page: Page, library: Library, visitor: dict[str, str]) -> None:
    texts = library.shared.texts["status"]
    page.add_init_script(NO_COPY)
    card = filled(page, "missed-question", visitor)
    _, body = message_of(library, "missed-question", visitor)

    for _ in range(2):
        card.press("copy")
        expect(card.status).to_have_text(texts["selected"])
        area = card.root.locator("textarea[readonly]")
        expect(area).to_be_focused()
        expect(area).to_have_accessible_name(library.shared.texts["card"]["message"])
        selected = area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)")
        assert selected == area.input_value() == body
    assert card.body.inner_text().rstrip("\n") == body
    card.press("forget")
    expect(area).to_have_count(0)


def test_the_old_command_gives_the_focus_back(page: Page, visitor: dict[str, str]) -> None:
    page.add_init_script(NO_CLIPBOARD)
    card = filled(page, "check-in", visitor)
    card.button("copy").focus()
    page.keyboard.press("Enter")
    expect(card.button("copy")).to_be_focused()


def test_mailto_opens_the_mail_program_with_the_message(
    page: Page, library: Library, visitor: dict[str, str], watch: Watch
) -> None:
    watch.allow("^request to another origin: mailto:")
    short = {**visitor, "job_title": "Ingénieur & co"}
    card = filled(page, "check-in", short)
    subject, body = message_of(library, "check-in", short)

    with page.expect_request(re.compile("^mailto:")) as request:
        card.press("mailto")

    address, _, query = request.value.url.removeprefix("mailto:").partition("?")
    assert unquote(address) == "ana.nuri+jobs@xn--bcher-kva.example"
    assert parse_mail_query(query) == {"subject": subject, "body": body.replace("\n", "\r\n")}
    assert "+" not in request.value.url.replace("%2B", "")
    assert len(request.value.url) <= 1800
    expect(card.status).to_have_text(library.shared.texts["status"]["opened"])
    assert heard(page) == [{"action": "mailto", "address": request.value.url}]


def parse_mail_query(query: str) -> dict[str, str]:
    """Read RFC 6068 as it is written: a plus sign is a plus sign."""
    return {
        name: unquote(text, errors="strict") for name, _, text in (part.partition("=") for part in query.split("&"))
    }


def test_mailto_without_an_address_leaves_it_to_the_visitor(
    page: Page, library: Library, visitor: dict[str, str], watch: Watch
) -> None:
    watch.allow("^request to another origin: mailto:")
    card = filled(page, "check-in", {**visitor, "interviewer_email": ""})
    with page.expect_request(re.compile(r"^mailto:\?subject=")):
        card.press("mailto")


def test_a_message_too_long_for_an_address_is_to_be_copied(page: Page, library: Library) -> None:
    """No client gets a text that it would cut: 1,800 characters are the most, counted as they are sent."""
    texts = library.shared.texts["status"]
    values = {**library.templates["missed-question"].example, "better_answer": "word " * 199 + "end"}
    card = filled(page, "missed-question", values)
    for action, what in (("mailto", ""), ("gmail", ""), ("outlook", "work"), ("outlook", "personal")):
        card.press(action, what)
        expect(card.status).to_have_text(texts["too_long"])
        expect(card.button("copy")).to_be_focused()
        field(page, "better_answer").focus()
    assert heard(page) == []
    card.press("copy")
    expect(card.status).to_have_text(texts["copied"])


@pytest.mark.parametrize(
    ("action", "what", "place", "names"),
    [
        ("gmail", "", "https://mail.google.com/mail/u/0/", {"to": "to", "su": "subject", "body": "body"}),
        ("outlook", "work", "https://outlook.office.com/mail/deeplink/compose", {}),
        ("outlook", "personal", "https://outlook.live.com/mail/0/deeplink/compose", {}),
    ],
)
def test_webmail_opens_in_a_tab_of_its_own_with_the_message(
    action: str,
    what: str,
    place: str,
    names: dict[str, str],
    page: Page,
    context: BrowserContext,
    library: Library,
    visitor: dict[str, str],
    watch: Watch,
) -> None:
    watch.allow(f"^request to another origin: {place}")
    context.route(f"{place}?**", lambda route: route.fulfill(content_type="text/html", body="<title>Mail</title>"))
    short = {**visitor, "job_title": "Ingénieur & co"}
    card = filled(page, "check-in", short)
    card.choose_subject(1)
    subject, body = message_of(library, "check-in", short, 1)

    with context.expect_page() as opened:
        card.press(action, what)

    tab = opened.value
    tab.wait_for_url(f"{place}?**")
    query = {name: text for name, [text] in parse_qs(urlsplit(tab.url).query, strict_parsing=True).items()}
    assert query.pop("tf", "cm") == "cm"
    assert {names.get(name, name): text for name, text in query.items()} == {
        "to": "ana.nuri+jobs@xn--bcher-kva.example",
        "subject": subject,
        "body": body.replace("\n", "\r\n"),
    }
    assert tab.evaluate("[window.opener, document.referrer]") == [None, ""]
    expect(card.status).to_have_text(library.shared.texts["status"]["opened_web"])
    assert heard(page) == [{"action": action, "address": tab.url}]


@pytest.mark.parametrize("slug", SLUGS)
def test_downloads_are_the_files_of_the_script(
    slug: str, page: Page, library: Library, visitor: dict[str, str], written: Path
) -> None:
    card = filled(page, slug, visitor)
    email = library.templates[slug].channel == "email"
    for subject in (0, 1) if email else (0,):
        if email:
            card.choose_subject(subject)
        for kind in ("eml", "txt") if email else ("txt",):
            with page.expect_download() as download:
                card.press(kind)
            name = f"{slug}.{kind}"
            assert download.value.suggested_filename == name
            assert download.value.path().read_bytes() == (written / str(subject + 1) / name).read_bytes()
            expect(card.status).to_have_text(library.shared.texts["status"]["downloaded"].replace("{file}", name))
            assert heard(page)[-1] == {"action": kind, "file": name}


@pytest.mark.parametrize("subject", [0, 1])
def test_the_blank_template_is_copied_whatever_is_typed(
    subject: int, page: Page, library: Library, visitor: dict[str, str]
) -> None:
    template = library.templates["thank-you"]
    blank = txt(template, holes(library.shared.slots.values()), subject).rstrip("\n")
    assert blank == script_files(library, "thank-you", {}, subject, blank=True)["thank-you.txt"].decode().rstrip("\n")
    for values in ({}, visitor):
        card = filled(page, "thank-you", values)
        card.choose_subject(subject)
        shown = card.body.inner_text()
        card.press("copy-blank")
        expect(card.status).to_have_text(library.shared.texts["status"]["copied_blank"])
        assert page.evaluate("navigator.clipboard.readText()") == blank
        assert card.body.inner_text() == shown
        assert heard(page) == [{"action": "copy-blank"}]


def test_print_shows_the_message_alone(page: Page, library: Library, visitor: dict[str, str]) -> None:
    page.add_init_script("window.print = () => { window.prints = (window.prints ?? 0) + 1 }")
    page.goto("scenarios/no-response/")
    keep(page, visitor)
    page.evaluate(HEAR_ACTIONS)
    card, other = Card(page, "second-check-in"), Card(page, "check-in")
    subject, body = message_of(library, "second-check-in", visitor)

    card.press("print")

    expect(card.status).to_have_text(library.shared.texts["status"]["printed"])
    assert page.evaluate("window.prints") == 1
    assert heard(page) == [{"action": "print"}]
    page.emulate_media(media="print")
    assert (card.subject.inner_text(), card.body.inner_text().rstrip("\n")) == (subject, body)
    for hidden in (other.body, card.root.locator("button").first, field(page, "your_name"), page.locator(".md-header")):
        expect(hidden).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(other.body).to_be_visible()
    expect(card.body).to_be_hidden()  # the page on paper: one message whole, the others as addresses
    page.emulate_media(media="screen")
    for shown in (other.body, card.body, field(page, "your_name")):
        expect(shown).to_be_visible()
    other.press("print")
    page.emulate_media(media="print")
    expect(other.body).to_be_visible()
    expect(card.body).to_be_hidden()


def test_each_result_is_announced_the_second_time_too(page: Page, library: Library) -> None:
    """A live region speaks when it changes, even to the same words."""
    card = filled(page, "check-in", library.templates["check-in"].example)
    for action in ("copy", "copy-blank", "txt"):
        card.press(action)
        card.status.filter(has_text=re.compile("^(Copied|Blank|Saved)")).wait_for()
        card.status.evaluate(
            """status => {
              window.changes = 0
              new MutationObserver(() => { window.changes += 1 }).observe(status, { childList: true })
            }"""
        )
        card.press(action)
        page.wait_for_function("window.changes > 0")


def test_forget_tells(page: Page, visitor: dict[str, str]) -> None:
    card = filled(page, "thank-you", visitor)
    card.press("forget")
    assert heard(page) == [{"action": "forget"}]


class Outlets:
    """Whatever could carry a message out of a page, watched."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.downloads: list[str] = []
        page.on("download", lambda download: self.downloads.append(download.suggested_filename))
        page.add_init_script("window.print = () => { window.printed = true }")

    def fill_clipboard(self) -> None:
        self.page.evaluate("navigator.clipboard.writeText('untouched')")

    def assert_nothing_left(self) -> None:
        """`watch` sees to it that nothing was asked of another address either."""
        assert self.page.evaluate("navigator.clipboard.readText()") == "untouched"
        assert {detail["action"] for detail in heard(self.page)} <= {"forget"}
        assert self.downloads == []
        assert self.page.context.pages == [self.page]
        assert self.page.evaluate("window.printed") is None


GATES = {
    "a missing detail": ({"memorable_detail": "", "company": ""}, ["company", "memorable_detail"], "missing"),
    "white space": ({"job_title": " \u00a0\u2003 "}, ["job_title"], "missing"),
    "only what cannot be seen": ({"job_title": "\u200d\u200e"}, ["job_title"], "missing"),
    "its own placeholder": ({"key_skill": "[your strongest skill for this job]"}, ["key_skill"], "missing"),
    "a refused value": ({"your_linkedin": "not a page"}, ["your_linkedin"], "refused"),
    "a refused address": ({"interviewer_email": "anä@example.org"}, ["interviewer_email"], "refused"),
    "a value too long": ({"company": "x" * 201, "job_title": "y" * 201}, ["job_title", "company"], "refused"),
    "both": ({"your_linkedin": "not a page", "company": ""}, ["company", "your_linkedin"], "missing"),
}


def test_nothing_leaves_before_the_message_is_complete(page: Page, library: Library) -> None:
    outlets, fields, texts = Outlets(page), library.shared.fields, library.shared.texts["status"]
    example = library.templates["thank-you"].example
    card = filled(page, "thank-you", {})
    outlets.fill_clipboard()

    for gate, (changed, names, reason) in GATES.items():
        card.press("forget")
        keep(page, {**example, **changed})
        for action, what in ALL_ACTIONS:
            card.press(action, what)
            expect(field(page, names[0])).to_be_focused()
            told = card.status.inner_text()
            assert told.startswith(texts[reason].partition("{")[0]), gate
            labels = [told.find(fields[name].label) for name in names]
            assert labels == sorted(labels), gate
            assert -1 not in labels, gate
            for name in names:
                expect(field(page, name)).to_have_attribute("aria-invalid", "true")
                assert page.locator(f"#afterword-{name}-error").text_content(), gate
            card.button("print").focus()

    outlets.assert_nothing_left()


def test_the_gate_unfolds_what_holds_the_message_back(page: Page, library: Library) -> None:
    card = filled(page, "thank-you", {**library.templates["thank-you"].example, "your_linkedin": "not a page"})
    expect(field(page, "your_linkedin")).to_be_hidden()
    card.press("copy")
    expect(field(page, "your_linkedin")).to_be_focused()
    expect(field(page, "your_linkedin")).to_be_in_viewport()


def test_an_empty_card_names_every_missing_detail(page: Page, library: Library) -> None:
    outlets = Outlets(page)
    card = filled(page, "thank-you", {})
    outlets.fill_clipboard()
    card.press("copy")
    expect(card.status).to_have_text(
        "Not yet. Still missing: Your name, Job title, Company, Interviewer, One thing you talked about, "
        "and Your strongest skill for this job."
    )
    expect(field(page, "your_name")).to_be_focused()
    outlets.assert_nothing_left()
    fill(page, library.templates["thank-you"].example)
    expect(page.locator(".afterword-error:visible")).to_have_count(0)
    card.press("copy")
    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])


def test_a_detail_of_another_subject_is_not_asked_for(page: Page, library: Library) -> None:
    """Only what stands in the chosen subject counts."""
    values = {name: text for name, text in library.templates["thank-you"].example.items() if name != "your_phone"}
    card = filled(page, "thank-you", values)
    for number in range(3):
        card.choose_subject(number)
        card.press("copy", "subject")
        expect(card.status).to_have_text(library.shared.texts["status"]["copied_subject"])


HOSTILE = [
    "<img src=x onerror=window.struck=1>",
    "<script>window.struck=1</script>",
    '"><svg onload=window.struck=1>',
    "</p></div><h1>x</h1>",
    "&lt;b&gt;&#60;i&#62;",
    "{{ your_name }}{% if x %}",
    "javascript:window.struck=1",
    "$&$1$$",
    "'+alert(1)+'",
    "=?utf-8?Q?=3Cb=3E?=",
]
TAGS = "card => Array.from(card.querySelectorAll('*'), (element) => element.localName).join()"


def test_no_value_ever_becomes_markup(page: Page, library: Library) -> None:
    template = library.templates["missed-question"]
    card = filled(page, "missed-question", template.example)
    tags = card.root.evaluate(TAGS)
    kinds = ("text", "name", "tel", "multiline")
    names = [name for name in template.example if library.shared.fields[name].type in kinds]
    for value in HOSTILE:
        values = {**template.example, **dict.fromkeys(names, value)}
        keep(page, values)
        card.press("copy")
        expect(card.status).to_have_text(library.shared.texts["status"]["copied"])
        _, body = message_of(library, "missed-question", values)
        assert page.evaluate("navigator.clipboard.readText()") == body
        rich = page.evaluate(READ_RICH)
        assert rich["text"] == body
        assert {*rich["tags"]} <= {"p", "br", "meta", "span"}
        assert card.root.evaluate(TAGS) == tags
    fill(page, {"job_title": f"{HOSTILE[0]} {HOSTILE[1]}" + "x" * 200})
    card.press("copy")
    expect(card.status).to_contain_text("Job title")
    assert card.root.locator(".afterword-message img, .afterword-status img").count() == 0
    assert page.evaluate("window.struck") is None


def test_reveal_reaches_every_action(page: Page, library: Library) -> None:
    """Each action stands in sight or in one native disclosure."""
    card = open_card(page, "thank-you")
    for action, what in [*ALL_ACTIONS, ("copy-blank", ""), ("forget", "")]:
        reveal(card.button(action, what))
        expect(card.button(action, what)).to_be_visible()
