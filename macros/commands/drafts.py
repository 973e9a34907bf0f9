"""Drafts that a command is given: text, e-mail files, and standard input."""

from __future__ import annotations

import sys
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path

from ..draft import with_lf
from ..problems import ContentProblems
from ..yaml_source import read_text
from .problems import Problems

STDIN = "-"


def read_draft_file(name: str) -> str:
    """The draft in the file `name`, or from standard input for `-`, in its `.txt` form with LF line ends.

    Raises Problems for what cannot be read, is no UTF-8 text, no e-mail with a text, or empty.
    """
    if name == STDIN:
        text = _from_stdin()
    elif name.lower().endswith(".eml"):
        text = _from_eml(name)
    else:
        try:
            text = read_text(Path(name), name)
        except ContentProblems as error:
            raise Problems(error.problems) from None
    if not text.strip():
        raise Problems([f"{name}: there is no draft in it; write one, or name another file"])
    return with_lf(text)


def _from_stdin() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Problems([f"{STDIN}: not UTF-8 text; send it as UTF-8"]) from None


def _from_eml(name: str) -> str:
    """An e-mail as its equivalent `.txt`: a Subject line, an empty line, and the plain text."""
    try:
        message = BytesParser(EmailMessage, policy=policy.default).parsebytes(Path(name).read_bytes())
        body = message.get_body(("plain",))
        text = body.get_content() if isinstance(body, EmailMessage) else None
        subject = message["Subject"]
    except OSError as error:
        raise Problems([f"{name}: cannot be read: {error.strerror}"]) from None
    except (LookupError, ValueError):
        text = None
    if not isinstance(text, str) or not message.keys():
        raise Problems([f"{name}: no e-mail with a plain text; save it as .eml again, or paste its text into a .txt"])
    return text if subject is None else f"Subject: {subject}\n\n{text}"
