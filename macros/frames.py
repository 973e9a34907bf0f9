"""The frames: bare pages of the kit's own, one for each message and each tool, that stand in other people's pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from .checker import check_html
from .hosting import POLICY
from .library import Library
from .page import card_html, one_line
from .planner import planner_html
from .problems import ContentProblems
from .template import Template

PLACE = "embed/v1/"
_UP = "../../../"  # from a frame to the site's root


@dataclass(frozen=True)
class Kind:
    """What frames of one kind do without: the modules that others stand in for, and sections of the card's style.

    `styles` are laid over the card's.
    """

    instead: Mapping[str, str]
    without: tuple[str, ...]
    styles: tuple[str, ...] = ("frame.css",)


# A kind has its script, which `frame-<kind>.js` begins, and its style sheet.
KINDS = {
    "template": Kind({"due.js": "frame-due.js"}, ("The visitor's own days", "The days drawn", "Courses", "Tables")),
    "timeline": Kind(
        {"holidays.js": "frame-holidays.js", "picture.js": "frame-picture.js", "addresses.js": "frame-addresses.js"},
        ("The message", "More ways out", "The days drawn", "Courses", "Tables"),
    ),
    "check": Kind(
        {"files.js": "frame-files.js", "compared.js": "frame-compared.js"},
        ("The visitor's own days", "The way out", "More ways out", "The days drawn", "Courses", "Tables"),
        ("checks.css", "frame.css"),
    ),
}


_TOOLS = tuple(kind for kind in KINDS if kind != "template")


@dataclass(frozen=True)
class Frame:
    """One frame. `page` is what it stands for, below the site's root; `card` its HTML; `kind` one of KINDS."""

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
    """Every frame of the site; raises ContentProblems for a message with the name of another frame."""
    refuse_taken_names(library)
    texts = library.shared.texts
    tools = [
        Frame("timeline", texts["planner"]["title"], "timeline/", planner_html(library, _link, level=1), "timeline"),
        Frame("check", texts["draft"]["title"], "check/", check_html(library, _link, level=1), "check"),
    ]
    return [*(_template_frame(library, template) for template in library.templates.values()), *tools]


def refuse_taken_names(library: Library) -> None:
    """Raise ContentProblems for a message with the name of another frame."""
    if taken := [library.templates[name] for name in _TOOLS if name in library.templates]:
        raise ContentProblems(
            f"{template.path}:1: {template.slug} is the name of another frame; rename the file" for template in taken
        )


def frame_html(library: Library, frame: Frame, site_url: str, stamp: str, name: str) -> str:
    """The whole page of a frame.

    `stamp` tells browsers a new script and style from those that they keep; `name` is that of the site.
    """
    texts = library.shared.texts
    return one_line(
        "frame",
        frame=frame,
        card=Markup(frame.card),
        language=texts["language"],
        from_site=texts["embed"]["site"].format(name=name),
        policy=Markup(POLICY),
        canonical=f"{site_url}{frame.page}",
        site=_link(frame.page),
        stamp=stamp,
    )


def _template_frame(library: Library, template: Template) -> Frame:
    page = f"templates/{template.slug}/"
    card = card_html(library, template, _link(f"{page}{template.slug}"), level=1)
    return Frame(template.slug, template.title, page, card, "template")


def _link(address: str) -> str:
    """From a frame to an address below the site's root."""
    return f"{_UP}{address}"
