"""E-mail addresses as every mail system reads them: ASCII on both sides of the at sign."""

from __future__ import annotations

import re
import unicodedata

import idna

_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LOCAL = re.compile(rf"(?!.*=\?){_ATOM}(\.{_ATOM})*")
_LABEL = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_DOMAIN = re.compile(rf"({_LABEL}\.)+[A-Za-z]([A-Za-z0-9-]{{0,61}}[A-Za-z0-9])?")


class AddressRefused(ValueError):
    """No address that a mail reader takes; `reason` is a key of the locale's `errors`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


def ascii_address(address: str) -> str:
    """Give `address` with its domain as A-labels (RFC 5891, mapped as UTS #46 says).

    The local part is a dot-atom of RFC 5322, 3.2.3, of at most 64 octets (RFC 5321, 4.5.3.1.1), the whole at most 254;
    what begins an encoded word (RFC 2047) is refused in it, since mail readers stumble there.
    Raises AddressRefused; a local part outside ASCII would need SMTPUTF8 (RFC 6531) all the way and is refused.
    """
    local, at, domain = address.rpartition("@")
    if not at:
        raise AddressRefused("email")
    if not local.isascii():
        raise AddressRefused("email_local")
    if not _LOCAL.fullmatch(local) or len(local) > 64:
        raise AddressRefused("email")
    labels = domain if domain.isascii() else _a_labels(domain)
    if not _DOMAIN.fullmatch(labels) or len(local) + len(labels) > 253:
        raise AddressRefused("email")
    return f"{local}@{labels}"


def _a_labels(domain: str) -> str:
    if not all(mark in "-." or unicodedata.category(mark)[0] in "LMN" for mark in domain):
        raise AddressRefused("email")
    try:
        return idna.encode(domain, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        raise AddressRefused("email") from None
