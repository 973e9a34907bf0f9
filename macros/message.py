"""A filled message as the bytes that leave: plain text, and an e-mail draft that every mail reader reads alike.

`docs/assets/afterword/outputs.js` writes the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from .addresses import ascii_address
from .parts import to_text
from .template import Template

_LITERAL = re.compile(r"[ -~]*")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+( [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
_MOST_LINE = 998
_FOLD = "\r\n "


class HeaderRefused(ValueError):
    """A header value holds a control character or a lone surrogate."""


def subject_text(template: Template, values: Mapping[str, str], subject: int) -> str:
    """The chosen subject, counted from 0, on one line."""
    return template.subjects[subject].text(values)


def txt(template: Template, values: Mapping[str, str], subject: int = 0, holes: Mapping[str, str] | None = None) -> str:
    """The message as text with LF line ends and a final one; an e-mail begins with its subject and an empty line.

    `holes` stand for the required details that `values` lack.
    """
    head = f"Subject: {template.subjects[subject].text(values, holes)}\n\n" if template.subjects else ""
    return f"{head}{to_text(template.body, values, holes)}\n"


def eml(template: Template, values: Mapping[str, str], subject: int = 0) -> bytes:
    """The e-mail as an unsent draft (RFC 5322, MIME); the client that sends it adds From, Date and Message-ID.

    `values` are in words. Raises HeaderRefused, and AddressRefused for an address that no mail reader takes.
    """
    name, address = (values.get(field, "") for field in template.to)
    lines = ["X-Unsent: 1"]
    if address:
        lines.append(address_header("To", name, ascii_address(address)))
    lines += [
        text_header("Subject", subject_text(template, values, subject)),
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: quoted-printable",
        "",
        quoted_printable(to_text(template.body, values)),
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


def text_header(name: str, value: str) -> str:
    """An unstructured header (RFC 5322, 2.2.1), folded: printable ASCII as it is, anything else as encoded words."""
    _refuse_controls(name, value)
    lines = _folded(f"{name}:", re.findall(" *[^ ]+", f" {value}"), 78)
    # Readers differ in how many spaces they keep at a fold, so a fold before two calls for encoded words.
    if _is_literal(value) and all(len(line) <= _MOST_LINE and line[:2] != "  " for line in lines):
        return "\r\n".join(lines)
    return _FOLD.join(_encoded_words(f"{name}: ", value))


def address_header(name: str, display: str, address: str) -> str:
    """A header with one mailbox (RFC 5322, 3.4): the display name literally, quoted or as encoded words."""
    _refuse_controls(name, display)
    if not display:
        return f"{name}: {address}"
    if not _is_literal(display):
        lines = _encoded_words(f"{name}: ", display)
    elif _ATOMS.fullmatch(display):
        lines = [f"{name}: {display}"]
    else:
        escaped = re.sub(r'(["\\])', r"\\\1", display)
        lines = [f'{name}: "{escaped}"']
    fits = len(lines[-1]) + len(f" <{address}>") <= 76
    return _FOLD.join(lines) + f"{' ' if fits else _FOLD}<{address}>"


def quoted_printable(text: str) -> str:
    """Encode UTF-8 text with LF line ends as RFC 2045, 6.7 says: lines of at most 76 octets, CRLF between them."""
    return "\r\n".join(_quoted_line(line) for line in text.split("\n"))


def _refuse_controls(name: str, value: str) -> None:
    if bad := re.search("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]", value):
        raise HeaderRefused(f"{name} holds U+{ord(bad[0]):04X}, which cannot stand in a header")


def _is_literal(value: str) -> bool:
    """What looks like an encoded word must not stand as it is, or a reader would decode it."""
    return bool(_LITERAL.fullmatch(value)) and "=?" not in value


def _folded(line: str, tokens: Iterable[str], most: int) -> list[str]:
    """Break before a token, which begins with a space, when the line would pass `most` octets."""
    lines = [line]
    for number, token in enumerate(tokens):
        if number and len(lines[-1]) + len(token) > most:
            lines.append(token)
        else:
            lines[-1] += token
    return lines


def _encoded_words(start: str, value: str) -> list[str]:
    """RFC 2047 words of at most 75 octets, on lines of at most 76, split between code points."""
    words = [f"{start}=?utf-8?Q?"]
    room = 76 - len(words[0]) - len("?=")
    for mark in value:
        token = _q(mark)
        if len(token) > room:
            words.append("=?utf-8?Q?")
            room = 75 - len("=?utf-8?Q??=")
        words[-1] += token
        room -= len(token)
    return [f"{word}?=" for word in words]


def _q(mark: str) -> str:
    if mark == " ":
        return "_"
    return mark if mark.isascii() and mark.isalnum() else _octets(mark)


def _octets(mark: str) -> str:
    return "".join(f"={octet:02X}" for octet in mark.encode())


def _quoted_line(line: str) -> str:
    """A space at the end could be lost on the way, and `From ` at the start be taken for a mailbox's next message."""
    rows = [""]
    for place, mark in enumerate(line):
        plain = ("!" <= mark <= "~" and mark != "=") or (mark == " " and place + 1 < len(line))
        if len(rows[-1]) + (1 if plain else len(_octets(mark))) > 75:
            rows.append("")
        starts_mailbox = not rows[-1] and line.startswith("From ", place)
        rows[-1] += mark if plain and not starts_mailbox else _octets(mark)
    return "=\r\n".join(rows)
