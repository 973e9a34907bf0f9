"""Page and script write the same: for every optional part, and for every value that somebody may type."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from itertools import chain, combinations
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import pytest
from cards import Card, fill, keep, open_card, script_files
from conftest import ContextOpener, Watch
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page, expect
from tables import CASES, table

from macros.addresses import AddressRefused, ascii_address
from macros.details import read_details
from macros.library import ROOT, Library, load_library
from macros.message import address_header, quoted_printable, subject_text, text_header
from macros.parts import to_text

SLUGS = list(load_library().templates)
JINJA = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)

READ_ALL = """async (cases) => {
  const { forget, type } = await import('/assets/afterword/store.js')
  const { readLine, readText } = await import('/assets/afterword/body.js')
  const card = document.querySelector('afterword-template')
  const part = (name) => card.querySelector(`[data-part="${name}"]`)
  const subjects = () => Array.from(card.querySelectorAll('.afterword-subjects input'), (radio) => {
    radio.click()
    return part('subject').innerText
  })
  return cases.map((values) => {
    forget()
    for (const [name, value] of Object.entries(values)) type(name, value)
    return {
      shown: part('body').innerText,
      read: readText(part('body')),
      subjects: part('subject') ? subjects().concat(readLine(part('subject'))) : [],
      to: part('to')?.innerText ?? '',
    }
  })
}"""

# The page's own buttons, with only the last step, the browser's download, left out.
LET_OUT = """async (text) => {
  const { subject, raw } = JSON.parse(text)
  const { forget, type } = await import('/assets/afterword/store.js')
  const card = document.querySelector('afterword-template')
  card.querySelector('afterword-draft')?.remove()
  for (const place of document.querySelectorAll('.afterword-error')) place.textContent = ''
  card.querySelectorAll('.afterword-subjects input')[subject]?.click()
  forget()
  for (const [name, value] of Object.entries(raw)) type(name, value)
  const files = []
  URL.createObjectURL = (blob) => { files.push(blob); return '#' }
  HTMLAnchorElement.prototype.click = () => {}
  for (const action of ['eml', 'txt']) card.querySelector(`[data-action="${action}"]`)?.click()
  const errors = Array.from(document.querySelectorAll('.afterword-error'), (place) =>
    [place.id.replace(/^afterword-|-error$/g, ''), place.textContent])
  return JSON.stringify({
    files: await Promise.all(files.map((file) => file.text())),
    errors: Object.fromEntries(errors.filter(([, error]) => error)),
  })
}"""


def body_source(slug: str) -> str:
    """The body as it stands in the file; trailing white space is no part of a message."""
    text = (ROOT / "templates" / "en" / f"{slug}.md").read_text(encoding="utf-8")
    return re.sub(r"[ \t]+$", "", text.split("\n---\n", 1)[1], flags=re.MULTILINE)


def jinja_text(source: str, words: Mapping[str, str]) -> str:
    """What Jinja makes of the file, its empty lines counted as one."""
    rendered = JINJA.from_string(source).render(words)
    parts = (part.strip(" \n") for part in re.split(r"\n(?: *\n)+", rendered))
    return "\n\n".join(filter(None, parts))


def combinations_of(values: Mapping[str, str], optional: list[str]) -> Iterator[dict[str, str]]:
    """The values without any, with each, and with all of the optional ones."""
    for present in chain.from_iterable(combinations(optional, many) for many in range(len(optional) + 1)):
        yield {name: value for name, value in values.items() if name in present or name not in optional}


def words_of(library: Library, values: Mapping[str, str]) -> dict[str, str]:
    return dict.fromkeys(library.shared.slots, "") | library.shared.words(values, date.today())


@pytest.mark.parametrize("slug", SLUGS)
def test_file_script_and_page_agree_on_every_combination_of_optional_fields(
    slug: str, page: Page, library: Library
) -> None:
    """Jinja's own rendering of the file, Python's text, and what Chromium shows and reads are one."""
    template, source = library.templates[slug], body_source(slug)
    derived = library.shared.derived
    tested = {derived[name].of if name in derived else name for name in re.findall(r"{% if (\w+) %}", source)}
    values = {name: template.example.get(name, library.shared.fields[name].example) for name in template.fields}
    optional = sorted(tested | {*template.to[1:]})
    cases = list(combinations_of(values, optional))
    assert len(cases) == 2 ** len(optional)
    assert tested

    open_card(page, slug)
    read = page.evaluate(READ_ALL, cases)

    for case, seen in zip(cases, read, strict=True):
        words = words_of(library, case)
        subjects = [subject_text(template, words, number) for number in range(len(template.subjects))]
        assert jinja_text(source, words) == to_text(template.body, words) == seen["read"] == seen["shown"].rstrip("\n")
        assert [JINJA.from_string(subject).render(words) for subject in template.subject_sources] == subjects
        assert seen["subjects"] == [*subjects, *subjects[-1:]]
        assert seen["to"] == recipient(words, template.to)


def recipient(words: Mapping[str, str], to: tuple[str, ...]) -> str:
    if not to:
        return ""
    name, address = to
    return f"{words[name]} <{words[address]}>" if words[address] else words[name]


@pytest.mark.parametrize("zone", ["UTC", "Asia/Beirut", "Pacific/Kiritimati"])
def test_the_day_of_the_interview_is_named_for_the_day_of_sending(
    zone: str, open_context: ContextOpener, library: Library
) -> None:
    """On a page that stays open, too: what was "today" is "yesterday" after midnight."""
    page = open_context(timezone_id=zone).new_page()
    raw = {**library.templates["thank-you"].example, "interview_date": "2026-03-28"}
    page.clock.set_fixed_time(datetime(2026, 3, 28, 22, tzinfo=ZoneInfo(zone)))
    card = open_card(page, "thank-you")
    keep(page, raw)

    names = []
    for days in (0, 1, 2, 6, 7, 300):
        sent_on = date(2026, 3, 28) + timedelta(days)
        page.clock.set_fixed_time(datetime.combine(sent_on, time(23, 59), ZoneInfo(zone)))
        with page.expect_download() as download:
            card.press("txt")
        files = script_files(library, "thank-you", raw, sent_on=sent_on)
        assert download.value.path().read_bytes() == files["thank-you.txt"]
        names.append(library.shared.words(raw, sent_on)["interview_day"])
    assert names == ["today", "yesterday", "on Saturday", "on Saturday", "on Saturday 28 March", "on Saturday 28 March"]


@pytest.mark.parametrize("slug", ["thank-you", "missed-question", "accept-offer"])
def test_typing_every_detail_gives_the_message_of_the_script(slug: str, page: Page, library: Library) -> None:
    template = library.templates[slug]
    card = open_card(page, slug)

    fill(page, template.example)

    assert txt_shown(card) == script_files(library, slug, template.example)[f"{slug}.txt"].decode()
    expect(card.status).to_have_text(library.shared.texts["card"]["ready"])


def txt_shown(card: Card) -> str:
    head = f"Subject: {card.subject.inner_text()}\n\n" if card.subject.count() else ""
    return f"{head}{card.body.inner_text()}\n"


def test_each_sign_off_stands_in_the_message(page: Page, library: Library) -> None:
    example = library.templates["thank-you"].example
    card = open_card(page, "thank-you")
    keep(page, example)

    for sign_off in library.shared.fields["sign_off"].choices:
        fill(page, {"sign_off": sign_off})
        expected = script_files(library, "thank-you", {**example, "sign_off": sign_off})["thank-you.txt"].decode()
        assert f"\n{sign_off},\n" in expected
        assert txt_shown(card) == expected


KEPT = [
    *("{{ your_name }}", "{% if x %}", "{your_name}", "<b>", "</p>", "<img src=x onerror=alert(1)>", "&amp;", "&#10;"),
    *('"', "'", "\\", "`", "$&", "$1", "=", "=?utf-8?Q?x?=", "From ", ".", "Bcc: a@b.example", "[job title]", "  "),
    *("\u200b", "\u200c", "\u200d", "\u200e", "\u202e", "\u2066", "\ufeff", "\u00a0", "\u3000", "\u00ad", "\U000e0041"),
    *("é", "e\u0301", "ﬁ", "שלום", "مرحبا", "हिन्दी", "日本語", "👩\u200d👩\u200d👧", "🇳🇴", "\ufffe", "\U0010ffff"),
    *("x" * 70, "é" * 40),
]
REFUSED = [
    *("\r\n", "\r", "\n", "\n\n", "\t", "\x00", "\x0b", "\x7f", "\x85", "\u2028", "\u2029"),
    *("\ud800", "\udfff", "word " * 60, "y" * 1001),
]
# Letters that Unicode has not assigned yet may be newer in the browser than in Python.
MARKS = st.characters(exclude_categories=["Cn", "Cs", "Cc", "Zl", "Zp"]) | st.sampled_from(KEPT)
TEXTS = st.lists(MARKS, max_size=8).map("".join)
BAD_TEXTS = st.lists(MARKS | st.sampled_from(REFUSED), max_size=8).map("".join)
SHAPED = {
    "date": st.dates().map(str)
    | st.builds("{:04}-{:02}-{:02}".format, *[st.integers(0, most) for most in (10**4, 13, 32)]),
    "email": st.builds(
        "{}@{}.{}".format, *[st.text("aZ9.-_+'é ß", max_size=5)] * 2, st.sampled_from(["org", "no", "i"])
    ),
    "url": st.builds("{}{}".format, st.sampled_from(["https://", "HTTP://", "ftp://", "", "b.example/"]), TEXTS),
}


Drawn = st.SearchStrategy[list[tuple[str, str]]]


def utf16(text: str) -> str:
    """Join surrogates that stand in a pair, as the page would."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def typed_values(library: Library, slug: str) -> st.SearchStrategy[dict[str, str]]:
    """The example of a template with up to five details changed: to what fits, or to anything at all."""
    template, fields = library.templates[slug], library.shared.fields

    def changed(texts: st.SearchStrategy[str], types: Mapping[str, st.SearchStrategy[str]]) -> Drawn:
        pairs = [st.tuples(st.just(name), types.get(fields[name].type, texts)) for name in sorted(template.fields)]
        return st.lists(st.one_of(pairs), max_size=5)

    fitting = changed(TEXTS, {"date": st.dates().map(str), **dict.fromkeys(("email", "url", "choice"), st.just(""))})
    anything = changed(BAD_TEXTS, {kind: strategy | BAD_TEXTS for kind, strategy in SHAPED.items()})
    return (fitting | anything).map(lambda pairs: {**template.example, **{name: utf16(text) for name, text in pairs}})


@pytest.mark.parametrize("slug", ["thank-you", "missed-question"])
def test_whatever_is_typed_page_and_script_refuse_the_same_or_write_the_same_bytes(
    slug: str, page: Page, library: Library, watch: Watch
) -> None:
    template, texts = library.templates[slug], library.shared.texts
    open_card(page, slug)
    watch.allow("does not conform to the required format")  # a date control is handed what is no date

    @settings(max_examples=100, derandomize=True, deadline=None, suppress_health_check=[*HealthCheck])
    @given(raw=typed_values(library, slug), subject=st.integers(0, len(template.subjects) - 1))
    @example(raw={}, subject=0)
    @example(raw=dict(template.example), subject=1)
    def agree(raw: dict[str, str], subject: int) -> None:
        details, refused = read_details(raw, library.shared.fields, texts["errors"])
        errors = {name: line.removeprefix(f"{name}: ") for name, line in refused}
        for missing in library.missing(template, details, subject):
            errors.setdefault(missing.name, texts["status"]["required"])

        seen = json.loads(page.evaluate(LET_OUT, json.dumps({"raw": raw, "subject": subject})))

        assert seen["errors"] == errors
        expected = {} if errors else script_files(library, slug, raw, subject)
        assert [text.encode() for text in seen["files"]] == list(expected.values())

    agree()


def in_page(page: Page, script: str, *arguments: Any) -> Any:
    """Call a function in the page; JSON carries the lone surrogates that the browser's own way would lose."""
    return json.loads(page.evaluate(script, json.dumps(arguments)))


ADDRESSES = """async (text) => {
  const { asciiAddress } = await import('/assets/afterword/addresses.js')
  const [addresses] = JSON.parse(text)
  return JSON.stringify(addresses.map((address) => Object.values(asciiAddress(address))[0]))
}"""
DETAILS = """async (text) => {
  const { readDetail } = await import('/assets/afterword/details.js')
  const [cases, errors] = JSON.parse(text)
  const field = { label: 'Detail', hole: '[job title]', most: 200 }
  return JSON.stringify(cases.map((given) => readDetail({ ...field, ...given.field }, given.raw, errors)))
}"""
DATES = """async (text) => {
  const { printDate, readDate } = await import('/assets/afterword/dates.js')
  const [dates, names] = JSON.parse(text)
  return JSON.stringify(dates.map((iso) => (readDate(iso) ? printDate(readDate(iso), names) : null)))
}"""
OUTPUTS = """async (text) => {
  const outputs = await import('/assets/afterword/outputs.js')
  return JSON.stringify(JSON.parse(text).map(([name, ...given]) => {
    try {
      return outputs[name](...given)
    } catch (error) {
      return error.message
    }
  }))
}"""


def ascii_or_reason(address: str) -> str:
    try:
        return ascii_address(address)
    except AddressRefused as error:
        return error.reason


def test_the_table_of_details_judges_the_page(page: Page) -> None:
    cases = table("details")
    page.goto("404.html")
    judged = in_page(page, DETAILS, cases, table("refusals"))
    assert judged == [{key: case[key] for key in ("value", "error") if key in case} for case in cases]


def test_the_table_of_dates_judges_the_page(page: Page, library: Library) -> None:
    cases = table("dates")
    page.goto("404.html")
    judged = in_page(page, DATES, [case["iso"] for case in cases], library.shared.texts["dates"])
    assert judged == [case["words"] for case in cases]


def test_the_tables_of_addresses_judge_the_page_and_the_script(page: Page) -> None:
    cases = {case["address"]: case.get("ascii") or case["error"] for case in table("addresses")}
    cases |= {f"a@{case['domain']}": f"a@{case['ascii']}" if case["ascii"] else "email" for case in table("domains")}
    page.goto("404.html")
    assert [ascii_or_reason(address) for address in cases] == list(cases.values())
    assert in_page(page, ADDRESSES, list(cases)) == list(cases.values())


def test_the_table_of_headers_judges_the_page(page: Page) -> None:
    cases = table("headers")
    calls = [
        ["addressHeader" if "address" in case else "textHeader", case["header"], case["value"], case.get("address")]
        for case in cases
    ]
    page.goto("404.html")
    for case, written in zip(cases, in_page(page, OUTPUTS, *calls), strict=True):
        if "refused" in case:
            assert written == f"{case['header']} holds {case['refused']}"
        else:
            assert written.split("\r\n") == case["lines"]


def test_the_table_of_bodies_judges_the_page(page: Page) -> None:
    cases = table("quoted_printable")
    page.goto("404.html")
    written = in_page(page, OUTPUTS, *(["quotedPrintable", case["text"]] for case in cases))
    assert [text.split("\r\n") for text in written] == [case["lines"] for case in cases]


def test_names_of_the_world_are_written_alike(page: Page) -> None:
    names = [case["name"] for case in table("names")]
    to = [["addressHeader", "To", name, "a@example.org"] for name in names]
    subject = [["textHeader", "Subject", f"Thank you, {name}"] for name in names]
    body = [["quotedPrintable", f"Dear {name},"] for name in names]
    page.goto("404.html")
    assert in_page(page, OUTPUTS, *to, *subject, *body) == [
        *(address_header("To", name, "a@example.org") for name in names),
        *(text_header("Subject", f"Thank you, {name}") for name in names),
        *(quoted_printable(f"Dear {name},") for name in names),
    ]


def test_the_golden_draft_is_written_to_the_byte(page: Page) -> None:
    golden = table("golden")
    page.goto("404.html")
    [written] = in_page(page, OUTPUTS, ["eml", {**golden, "address": ascii_address(golden["address"])}])
    assert written.encode() == (CASES / "golden.eml").read_bytes()


LETTERS = "@aBz09-.ßéÉı\u0301ΣςщЯאבש١٢عمक्िखไ้中文ー한글ｗ３ǅﬁºæþ"


def test_any_address_is_judged_alike(page: Page) -> None:
    page.goto("404.html")

    @settings(max_examples=40, derandomize=True, deadline=None)
    @given(texts=st.lists(st.text(LETTERS, max_size=10), min_size=20, max_size=40))
    def agree(texts: list[str]) -> None:
        addresses = [f"a@{text}.example" for text in texts] + texts
        assert in_page(page, ADDRESSES, addresses) == [ascii_or_reason(address) for address in addresses]

    agree()
