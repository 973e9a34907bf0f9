"""What somebody types or a values file holds: trimmed, judged, and made ready to stand in a message."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .addresses import AddressRefused, ascii_address
from .dates import filled, print_date, read_date, relative_day
from .fields import Field

TRIMMED = "\t\n\r \u00a0\u1680\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x200C)))
_LINE_ENDS = re.compile(r"\r\n?")
_REFUSED = re.compile("[\u0000-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff]")
_URL = re.compile(r"(https?://)?[^ /@:.]+(\.[^ /@:.]+)+(:[0-9]+)?([/?#][^ ]*)?", re.IGNORECASE)

# Every refusal, by its key in the locale's table of errors, with the facts that its text may name.
REFUSALS = {
    "control": {"label", "code"},
    "line_break": {"label", "code"},
    "too_long": {"label", "length", "most"},
    "email": {"label"},
    "email_local": {"label"},
    "url": {"label"},
    "date": {"label"},
    "choice": {"label", "choices"},
}


class DetailRefused(ValueError):
    """A value cannot stand in a message; the text names the field and the mend."""


def read_detail(field: Field, raw: str, errors: Mapping[str, str]) -> str:
    """Give the value that `raw` stands for: trimmed, with LF line ends, empty where nothing was said.

    `errors` is the locale's table of refusals. Raises DetailRefused for a control character (category Cc, but LF
    in a multiline field), U+2028, U+2029, a lone surrogate, more than `max_length` code points, and for what is no
    e-mail address (RFC 5322 dot-atom and a domain name), web address, ISO date or known choice.
    """
    value = _LINE_ENDS.sub("\n", raw).strip(TRIMMED)
    if not value or value == field.hole or all(unicodedata.category(mark) == "Cf" for mark in value):
        return ""
    refusal = _refusal(field, value)
    if refusal:
        key, facts = refusal
        facts = {"label": field.label, **facts}
        raise DetailRefused(filled(errors[key], facts))
    return value


def read_details(
    raw: Mapping[str, str], fields: Mapping[str, Field], errors: Mapping[str, str]
) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Read many at once: the values that are not empty, and each refused field with a line that names it."""
    values: dict[str, str] = {}
    refused: list[tuple[str, str]] = []
    for name, text in raw.items():
        try:
            value = read_detail(fields[name], text, errors)
        except DetailRefused as error:
            refused.append((name, f"{name}: {error}"))
        else:
            values |= {name: value} if value else {}
    return values, refused


def in_words(values: Mapping[str, str], fields: Mapping[str, Field], names: Mapping[str, Any]) -> dict[str, str]:
    """Make values ready for a message: choices have their default, dates are words from the table `names`."""
    defaults = {field.name: field.default for field in fields.values() if field.default}
    return {name: _in_words(fields[name], value, names) for name, value in (defaults | dict(values)).items()}


def days_in_words(
    values: Mapping[str, str], derived: Mapping[str, Field], texts: Mapping[str, Any], sent_on: date
) -> dict[str, str]:
    """The derived fields whose dates are given, as a message sent on `sent_on` names those days.

    `texts` are the locale's.
    """
    given = {name: values.get(field.of) for name, field in derived.items()}
    return {name: relative_day(read_date(iso), sent_on, texts) for name, iso in given.items() if iso}


def control_in(text: str) -> str:
    """The code of the first character of `text`, LF aside, that cannot stand in a message; empty if there is none."""
    bad = _REFUSED.search(text.replace("\n", ""))
    return f"U+{ord(bad[0]):04X}" if bad else ""


def holes(fields: Iterable[Field]) -> dict[str, str]:
    """The values of the blank message: each detail's placeholder in square brackets, or its default."""
    return {field.name: field.default or field.hole for field in fields}


def _in_words(field: Field, value: str, names: Mapping[str, Any]) -> str:
    return print_date(read_date(value), names) if field.type == "date" and value else value


def _refusal(field: Field, value: str) -> tuple[str, dict[str, str]] | None:
    """Name the entry of the locale's `errors` that applies, and what it tells."""
    single = value.replace("\n", "") if field.type == "multiline" else value
    if bad := _REFUSED.search(single):
        return "line_break" if bad[0] == "\n" else "control", {"code": f"U+{ord(bad[0]):04X}"}
    if len(value) > field.max_length:
        return "too_long", {"length": str(len(value)), "most": str(field.max_length)}
    match field.type:
        case "choice" if value not in field.choices:
            return "choice", {"choices": ", ".join(field.choices)}
        case "date" if not _is_date(value):
            return "date", {}
        case "url" if not _URL.fullmatch(value):
            return "url", {}
        case "email":
            return _address_refusal(value)
    return None


def _is_date(value: str) -> bool:
    try:
        read_date(value)
    except ValueError:
        return False
    return True


def _address_refusal(value: str) -> tuple[str, dict[str, str]] | None:
    try:
        ascii_address(value)
    except AddressRefused as error:
        return error.reason, {}
    return None
