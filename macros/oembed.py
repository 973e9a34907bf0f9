"""oEmbed 1.0: what a content system asks for when somebody pastes the address of a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from xml.etree import ElementTree

from markupsafe import Markup

from .frames import Frame

WIDTH, HEIGHT = 600, 900
# A link for where the frame is not shown: WordPress asks for a quotation, and takes no attribute of it.
_HTML = Markup(
    '<blockquote><a href="{page}">{title}</a></blockquote>'
    '<iframe src="{place}" width="{width}" height="{height}" title="{title}" frameborder="0" allow="clipboard-write">'
    "</iframe>"
)


def oembed(frame: Frame, provider: str, site_url: str) -> dict[str, Any]:
    """The answer for one frame; the consumer's `maxwidth` goes unheard, for the answer is a file."""
    size = {"width": WIDTH, "height": HEIGHT}
    addresses = {"page": f"{site_url}{frame.page}", "place": f"{site_url}{frame.place}"}
    return {
        "version": "1.0",
        "type": "rich",
        "provider_name": provider,
        "provider_url": site_url,
        "title": frame.title,
        **size,
        "html": str(_HTML.format(title=frame.title, **addresses, **size)),
    }


def oembed_xml(answer: Mapping[str, Any]) -> str:
    """The same as XML."""
    root = ElementTree.Element("oembed")
    for name, value in answer.items():
        ElementTree.SubElement(root, name).text = str(value)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n{text}\n'
