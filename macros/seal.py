"""The policy of a page that takes in what somebody wrote: written into the built page, so that it holds on any host."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

SEALED = ("check/index.html",)
_HEAD = '<meta charset="utf-8">'
_INLINE = re.compile(r"<script(?![^>]*(?: src=|application/json))[^>]*>(.*?)</script>", re.DOTALL)
# Requests stay on this site, and no form is sent anywhere (W3C Content Security Policy Level 3).
_POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'none'; object-src 'none'"
)


def seal(site: Path) -> None:
    """Give each page of SEALED that is in the built `site` its policy; a page that has it already is left alone."""
    for path in (site / name for name in SEALED):
        if path.is_file() and "http-equiv" not in (html := path.read_text(encoding="utf-8")):
            meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(html)}">'
            path.write_text(html.replace(_HEAD, f"{_HEAD}\n      {meta}", 1), encoding="utf-8", newline="\n")


def policy(html: str) -> str:
    """The policy of a page whose inline scripts, the theme's own, are allowed by their hashes and no others."""
    hashes = dict.fromkeys(_hash(script) for script in _INLINE.findall(html))
    return _POLICY.format(scripts=" ".join(hashes))


def _hash(script: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
