"""The frames: bare pages of the kit's own, one for each message, that stand in other people's pages."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from .hosting import POLICY
from .library import Library
from .page import card_html, one_line
from .template import Template

PLACE = "embed/v1/"
_UP = "../../../"  # from a frame to the site's root


@dataclass(frozen=True)
class Frame:
    """One frame. `page` is what it stands for, below the site's root; `card` its HTML; `kind` names its script."""

    slug: str
    title: str
    page: str
    card: str
    kind: str

    @property
    def place(self) -> str:
        """Its address below the site's root."""
        return f"{PLACE}{self.slug}/"


def frames(library: Library) -> list[Frame]:
    """Every frame of the site."""
    return [_template_frame(library, template) for template in library.templates.values()]


def frame_html(library: Library, frame: Frame, site_url: str, stamp: str) -> str:
    """The whole page of a frame; `stamp` tells browsers a new script and style from those that they keep."""
    texts = library.shared.texts
    return one_line(
        "frame",
        frame=frame,
        card=Markup(frame.card),
        language=texts["language"],
        words=texts["embed"],
        policy=Markup(POLICY),
        canonical=f"{site_url}{frame.page}",
        up=_UP,
        stamp=stamp,
    )


def _template_frame(library: Library, template: Template) -> Frame:
    page = f"templates/{template.slug}/"
    card = card_html(library, template, f"{_UP}{page}{template.slug}", level=1)
    return Frame(template.slug, template.title, page, card, "template")
