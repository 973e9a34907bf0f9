"""The address of the site that a command writes for."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import urlsplit

from ..site_settings import LOCAL, said_addresses
from .problems import Problems


def chosen_address(option: str | None, root: Path) -> str:
    """The address of the site in the folder `root`, ending in a slash: the first that is said.

    It may be said by the option, by SITE_URL, and by `site_url` or `extra.afterword.site` of its mkdocs.yml. Raises
    Problems for one that is no address.
    """
    if given := option or os.environ.get("SITE_URL"):
        return _site_address(given, "--site-url")
    said, kit = said_addresses(root)
    if said:
        return _site_address(said, "mkdocs.yml: site_url")
    return _site_address(kit or LOCAL, "mkdocs.yml: extra.afterword.site")


def _site_address(text: str, name: str) -> str:
    try:
        parts = urlsplit(text)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or parts.query or parts.fragment or not text.isprintable() or " " in text:
        raise Problems([f"{name} {text!r} is no address of a site; it looks like https://example.org/afterword/"])
    return text.rstrip("/") + "/"
