"""What a webmaster pastes into other systems: the code, and the form that changes it."""

from __future__ import annotations

from collections.abc import Mapping
from types import SimpleNamespace

from markupsafe import escape

from .brand import SHEETS
from .embed import ELEMENT, integrity, released_script
from .frames import frames
from .library import Library
from .page import literal, one_line
from .problems import nearest

# What its page alone loads, as paths below the site's root.
STYLE, SCRIPT = "assets/afterword/careers.css", "assets/afterword/afterword-careers.js"
ACCENT = "#0b5d57"  # --afterword-accent of afterword.css
DEFAULT = "check-in"  # what the code shows before anything is chosen
# Pixels. At a width of 700, nine of ten frames need no more, with all that can be unfolded still folded; where the
# script runs, the code has the height of the chosen one.
HEIGHT = 1350
_TAG = """\
<afterword-embed template="{slug}"{attributes}>
  <a href="{root}{page}">{title}</a>
</afterword-embed>"""
# `{root}` is the site's address with a slash at its end. `docs/assets/afterword/snippets.js` fills these in too: all
# that goes into HTML is escaped, and what has no tag stays as it is.
PATTERNS = {
    "fixed": '<script async crossorigin="anonymous" integrity="{integrity}"\n'
    f'  src="{{root}}embed/v1/afterword-{ELEMENT}.js"></script>\n{_TAG}',
    "moving": f'<script async src="{{root}}embed/v1/afterword.js"></script>\n{_TAG}',
    "frame": '<iframe src="{root}embed/v1/{slug}/{options}" title="{title}"\n'
    '  width="100%" height="{height}" style="border: 0" allow="clipboard-write"></iframe>',
    "link": '<a href="{root}{page}">{title}</a>',
    "page": "{root}{page}",
    "address": "{root}embed/v1/{slug}/{options}",
}


def snippet_html(library: Library, kind: str, system: str, site_url: str) -> str:
    """The code of one of the PATTERNS for `system`, such as Drupal, with a button that copies it.

    Raises ValueError for a kind that there is not.
    """
    if kind not in PATTERNS:
        raise ValueError(f"unknown code {kind!r}; {nearest(kind, PATTERNS)}")
    shown = library.templates.get(DEFAULT) or next(iter(library.templates.values()))
    place = {"slug": shown.slug, "page": f"templates/{shown.slug}/", "title": shown.title}
    values = {**place, "root": site_url, "height": str(HEIGHT)}
    label = library.shared.texts["configurator"]["copy"].format(system=system)
    return one_line("snippet", kind=kind, code=literal(_filled(kind, values)), label=label)


def configurator_html(library: Library, root: str, accent: str) -> str:
    """The form, as one line of HTML; `root` leads to the root of the site, `accent` is the colour that it has."""
    shared = library.shared
    texts = shared.texts["configurator"]
    listed = frames(library)
    names = {
        **{slug: [field.name for field in library.fields_of(template)] for slug, template in library.templates.items()},
        "timeline": ["country"],
    }
    value = _integrity()
    said = ("accent_shown", "accent_wrong", "height_wrong", "measured", "copied", "selected", "preview")
    facts = {
        "root": root,
        "patterns": {kind: pattern.replace("{integrity}", value) for kind, pattern in PATTERNS.items()},
        "frames": {f.slug: {"title": f.title, "page": f.page, "fields": names.get(f.slug, [])} for f in listed},
        "sheets": SHEETS,
        "height": HEIGHT,
        "words": {key: texts[key] for key in said},
    }
    used = {name for fields in names.values() for name in fields}
    return one_line(
        "configurator",
        words=SimpleNamespace(**texts),
        facts=facts,
        groups=[
            (texts["messages"], [frame for frame in listed if frame.kind == "template"]),
            (texts["tools"], [frame for frame in listed if frame.kind != "template"]),
        ],
        chosen=DEFAULT,
        accent=accent,
        height=HEIGHT,
        languages=[shared.texts["language"]],
        fields=[field for name, field in shared.fields.items() if name in used],
        countries=[(code, entry["name"]) for code, entry in shared.countries.items()],
    )


def _filled(kind: str, values: Mapping[str, str]) -> str:
    pattern = PATTERNS[kind]
    ready = values if "<" not in pattern else {name: str(escape(value)) for name, value in values.items()}
    return pattern.format(**ready, attributes="", options="", integrity=_integrity())


def _integrity() -> str:
    return integrity(released_script())
