"""Two mail readers that share no code with the kit, nor with each other; each refuses what it would have to repair."""

from __future__ import annotations

import email.policy
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import EmailMessage, Message
from email.parser import BytesHeaderParser, BytesParser
from email.utils import parseaddr

from fast_mail_parser import parse_email

HEADERS = ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]


@dataclass(frozen=True)
class Mail:
    """What a reader shows: the headers' names in order, To's name and address, the body with LF line ends."""

    headers: list[str]
    to: tuple[str, str]
    subject: str
    body: str


def read_with_python(message: bytes) -> Mail:
    """Read with the standard library, which raises whatever defect it sees."""
    mail = BytesParser(EmailMessage, policy=email.policy.strict).parsebytes(message)
    addresses = mail["To"].addresses if "To" in mail else ()
    assert not [defect for name in mail for defect in mail[name].defects]
    name, address = _mailbox(BytesHeaderParser().parsebytes(message))
    assert [known.addr_spec for known in addresses] == ([address] if address else [])
    return Mail(mail.keys(), (name, address), str(mail["Subject"]), mail.get_content().replace("\r\n", "\n"))


def _mailbox(mail: Message) -> tuple[str, str]:
    """The name comes by the older way: before Python 3.13.2 the newer one puts a space between encoded words."""
    name, address = parseaddr(mail.get("To", "").replace("\r\n", ""))
    return str(make_header(decode_header(name))), address


def read_with_rust(message: bytes) -> Mail:
    """Read with fast-mail-parser, whose strict mode turns each repair into an error."""
    mail = parse_email(message, strict=True)
    assert not mail.attachments
    (body,) = mail.text_plain
    names = [name for name, values in mail.headers.items() for _ in values]
    ((name, address),) = [(box.display_name or "", box.address) for box in mail.to] or [("", "")]
    return Mail(names, (name, address), mail.subject, body.replace("\r\n", "\n"))


READERS = (read_with_python, read_with_rust)
