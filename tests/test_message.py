"""Filled messages as text and as e-mail drafts, read back by mail readers that know nothing of the kit."""

from __future__ import annotations

import quopri
import re
import unicodedata
from datetime import date
from email.header import decode_header
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mail_readers import HEADERS, READERS, Mail
from tables import CASES, table

from macros.commands.writing import drafts
from macros.details import holes, in_words, read_details
from macros.library import Library
from macros.message import HeaderRefused, address_header, eml, quoted_printable, text_header, txt
from macros.parts import compile_text
from macros.template import Template

SENT_ON = date(2026, 11, 21)

# Controls and lone surrogates, all of which a detail may not hold.
REFUSED = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]")


def template_of(subject: str, body: str, channel: str = "email") -> Template:
    return Template(
        slug="made",
        path="templates/en/made.md",
        title="Made",
        use_when="",
        avoid_when="",
        stage="other",
        channel=channel,
        to=("interviewer_name", "interviewer_email") if channel == "email" else (),
        subjects=compile_text(subject),
        subject_sources=(subject,) if subject else (),
        body=compile_text(body),
        reply=False,
        each_person=(),
        sources=(),
        search_terms=(),
        covers=(),
        example={},
        origins={},
    )


WHOLE = template_of("{{ job_title }}", "{{ better_answer }}")


def whole_message(name: str, address: str, subject: str, body: str) -> bytes:
    values = {"interviewer_name": name, "interviewer_email": address, "job_title": subject, "better_answer": body}
    return eml(WHOLE, values)


def assert_lines_are_sound(message: bytes) -> None:
    """RFC 5322, 2.1.1; RFC 2047, 2; RFC 2045, 6.7: ASCII, CRLF, and the limits of lines and words."""
    lines = message.decode("ascii").split("\r\n")
    assert not {"\r", "\n"} & {*"".join(lines)}
    assert lines.pop() == ""
    head, body = lines[: lines.index("")], lines[lines.index("") + 1 :]
    assert all(len(line) <= 998 and line == line.rstrip(" ") for line in head)
    assert all(len(line) <= 76 and line == line.rstrip(" \t") for line in body)
    assert not [line for line in body if line.startswith("From ")]
    for line in head:
        words = re.findall(r"=\?.*?\?Q\?.*?\?=", line)
        assert len(line) <= 76 if words else len(line) <= 78 or len(line.split()) <= 2 or line.startswith("To: ")
        for word in words:
            ((octets, charset),) = decode_header(word)
            assert len(word) <= 75
            assert charset == "utf-8"
            assert isinstance(octets, bytes)
            assert octets.decode("utf-8")


@pytest.mark.parametrize("case", table("headers"))
def test_a_header_has_exactly_the_lines_of_its_case(case: dict[str, Any]) -> None:
    def written() -> str:
        if "address" in case:
            return address_header(case["header"], case["value"], case["address"])
        return text_header(case["header"], case["value"])

    if "refused" in case:
        with pytest.raises(HeaderRefused, match=re.escape(f"{case['header']} holds {case['refused']},")):
            written()
    else:
        assert written().split("\r\n") == case["lines"]


@pytest.mark.parametrize("case", [case for case in table("headers") if "lines" in case and case["header"] != "Comment"])
def test_other_readers_read_every_case_of_a_header_back(case: dict[str, Any]) -> None:
    name, subject = (case["value"], "x") if "address" in case else ("", case["value"])
    address = case.get("address", "a@example.org")

    message = whole_message(name, address, subject, "x")

    assert "\r\n".join(case["lines"]).encode() in message
    assert_lines_are_sound(message)
    for read in READERS:
        assert read(message) == Mail(HEADERS, (name, address), subject, "x\n")


def test_a_body_has_exactly_the_lines_of_its_case() -> None:
    for case in table("quoted_printable"):
        assert quoted_printable(case["text"]).split("\r\n") == case["lines"]
        assert quopri.decodestring("\n".join(case["lines"]).encode()).decode() == case["text"]


@pytest.mark.parametrize("case", table("quoted_printable"))
def test_other_readers_read_every_case_of_a_body_back(case: dict[str, Any]) -> None:
    text = case["text"].strip("\ufeff\n ") or "x"

    message = whole_message("Karin", "a@example.org", "x", text)

    assert_lines_are_sound(message)
    for read in READERS:
        assert read(message).body == f"{text}\n"


def test_the_names_come_from_many_languages_and_scripts() -> None:
    names = [case for case in table("names") if case["locale"] != "und"]
    letters = "".join(case["name"] for case in names)
    scripts = {unicodedata.name(letter).split()[0] for letter in letters if unicodedata.category(letter) == "Lo"}

    assert len({case["locale"].split("-")[0] for case in names}) >= 100
    assert len(scripts) >= 30
    assert {unicodedata.bidirectional(letter) for letter in letters} >= {"L", "R", "AL", "NSM"}


@pytest.mark.parametrize("name", [case["name"] for case in table("names")])
def test_every_name_comes_through_in_to_subject_and_body(name: str, library: Library) -> None:
    """The whole way of a name: as a detail, into a shipped template, through both readers."""
    template = library.templates["thank-you"]
    raw = {**template.example, "your_name": name, "interviewer_name": name}
    details, refused = read_details(raw, library.shared.fields, library.shared.texts["errors"])
    assert not refused
    assert details["your_name"] == details["interviewer_name"] == name

    files = drafts(library, [template], {template.slug: 0}, details, "both", blank=False, sent_on=SENT_ON)

    subject = f"Thank you: {details['job_title']} interview, {name}"
    head, body = files["thank-you.txt"].decode().split("\n\n", 1)
    assert head == f"Subject: {subject}"
    assert body.startswith(f"Dear {name},\n")
    assert f",\n{name}\n" in body
    assert_lines_are_sound(files["thank-you.eml"])
    for read in READERS:
        assert read(files["thank-you.eml"]) == Mail(HEADERS, (name, raw["interviewer_email"]), subject, body)


def test_every_shipped_message_reads_clean_filled_and_blank(library: Library) -> None:
    for template in library.templates.values():
        if not template.subjects:
            continue
        filled = library.shared.words(template.example, SENT_ON)
        blank = {**holes(library.shared.slots.values()), template.to[1]: ""}
        for values, address in ((filled, filled.get(template.to[1], "")), (blank, "")):
            for number in range(len(template.subjects)):
                message = eml(template, values, number)
                head, body = txt(template, values, number).split("\n\n", 1)
                mailbox = (values.get(template.to[0], ""), address) if address else ("", "")
                names = HEADERS if address else [name for name in HEADERS if name != "To"]
                assert_lines_are_sound(message)
                for read in READERS:
                    assert read(message) == Mail(names, mailbox, head.removeprefix("Subject: "), body)


def test_a_draft_is_this_file_byte_for_byte() -> None:
    message = whole_message(**table("golden"))

    assert message == (CASES / "golden.eml").read_bytes()
    assert_lines_are_sound(message)


def test_the_golden_draft_reads_as_its_details_say() -> None:
    details = table("golden")
    for read in READERS:
        mail = read((CASES / "golden.eml").read_bytes())
        assert mail == Mail(
            HEADERS, (details["name"], "k.lindqvist@xn--bcher-kva.example"), details["subject"], f"{details['body']}\n"
        )


def test_without_an_address_there_is_no_to() -> None:
    assert b"\r\nTo:" not in whole_message("Karin", "", "x", "x")
    assert whole_message("", "a@example.org", "x", "x").split(b"\r\n")[1] == b"To: a@example.org"


def test_a_draft_has_neither_sender_nor_date_nor_id() -> None:
    """The program that sends it adds them."""
    for read in READERS:
        assert read(whole_message("Karin", "a@example.org", "x", "x")).headers == HEADERS


def test_a_text_is_subject_empty_line_and_body() -> None:
    values = {"job_title": "x", "better_answer": "one\n\ntwo"}

    assert txt(WHOLE, values) == "Subject: x\n\none\n\ntwo\n"
    assert txt(template_of("", "Hello, {{ your_name }}.", "phone"), {"your_name": "Zoë"}) == "Hello, Zoë.\n"


HOSTILE = st.sampled_from(
    [
        *("\r\nBcc: b@example.org", "\r\n\r\n", "\n", "\r", "\t", "\x00", "\x0b", "\x85", "\u2028", "\ud83d", "\udc00"),
        *("=?utf-8?Q?x?=", "=?", "?=", "=20", '"', "\\", "<", ">", "<b>", ",", ";", ":", "(", ")", "@", ".", "From "),
        *("{{ your_name }}", "{% if x %}", "{", "&amp;", "é", "e\u0301", "שלום", "مرحبا", "\u202e", "\u200d", "😀"),
        *(" ", "  ", "\u00a0", "\ufeff", "\uffff", "\U0010ffff", "x" * 80, "word " * 30, "ñ" * 70, "y" * 1001),
    ]
)
TEXT = st.lists(HOSTILE | st.characters(), max_size=6).map("".join)
DRAWN = ("your_name", "interviewer_name", "job_title", "better_answer")
LETTER = template_of(
    "About {{ job_title }}{% if company %} at {{ company }}{% endif %}, {{ your_name }}",
    "Dear {{ interviewer_name }},\n\nFrom here.\n\n{{ better_answer }}\n\n.\n{{ your_name }}\n",
)


def test_any_value_is_refused_by_name_or_comes_through_unchanged(library: Library) -> None:
    """From details to bytes: no value adds a header, loses a character or breaks a line."""
    fields, texts = library.shared.fields, library.shared.texts
    seen = {"refused": 0, "read": 0}

    @settings(max_examples=250, derandomize=True, deadline=None)
    @given(st.fixed_dictionaries(dict.fromkeys(DRAWN, TEXT)))
    def goes_through(raw: dict[str, str]) -> None:
        details, refused = read_details(raw, fields, texts["errors"])
        for name, line in refused:
            assert line.startswith(f"{name}: “{fields[name].label}” ")
            assert REFUSED.search(raw[name]) or len(raw[name]) > fields[name].max_length
        seen["refused"] += len(refused)
        if refused:
            return
        values = {**dict.fromkeys(DRAWN, "given"), **in_words(details, fields, texts["dates"])}

        message = eml(LETTER, {**values, "interviewer_email": "a@example.org"})

        you, name, job, answer = (values[key] for key in DRAWN)
        body = f"Dear {name},\n\nFrom here.\n\n{answer}\n\n.\n{you}\n"
        assert_lines_are_sound(message)
        for read in READERS:
            assert read(message) == Mail(HEADERS, (name, "a@example.org"), f"About {job}, {you}", body)
        seen["read"] += 1

    goes_through()
    assert seen["refused"] > 50
    assert seen["read"] > 50


@settings(max_examples=200, derandomize=True, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n =_?.From"), max_size=300))
def test_the_standard_library_decodes_any_body(text: str) -> None:
    assert quopri.decodestring(quoted_printable(text).replace("\r\n", "\n").encode()).decode() == text
