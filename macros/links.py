"""Where a page of the kit is on a site that may not have it."""

from __future__ import annotations

from collections.abc import Mapping


def is_page(address: str) -> bool:
    """Whether the kit has a page at `address`; all else that it links to is a file, which goes with it to any site."""
    return address.partition("#")[0].endswith("/") and not address.startswith("assets/")


def page_url(address: str, pages: Mapping[str, str]) -> str | None:
    """The URL of the page that the kit has at `address`, such as `sources/#s1`, or None where it is not there.

    `pages` are the URLs of the site's pages by their source files below its folder of pages.
    """
    path, hash_, anchor = address.partition("#")
    stem = path.strip("/")
    for name in (f"{stem}.md", f"{stem}/index.md", f"{stem}/README.md"):
        if name in pages:
            return f"{pages[name]}{hash_}{anchor}"
    return None
