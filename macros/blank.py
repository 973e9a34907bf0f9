"""The blank messages: every part shown, every slot a placeholder."""

from __future__ import annotations

from pathlib import Path

from .details import holes
from .library import Library
from .message import eml, txt


def write_blanks(library: Library, folder: Path) -> None:
    """Write `<slug>/<slug>.txt`, and `.eml` for e-mail, of every template below `folder`, replacing what is there."""
    values = holes(library.shared.fields.values())
    for template in library.templates.values():
        place = folder / template.slug
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{template.slug}.txt").write_text(txt(template, values), encoding="utf-8", newline="\n")
        if template.subjects:
            (place / f"{template.slug}.eml").write_bytes(eml(template, {**values, template.to[1]: ""}))
