"""Everything that lets the kit stand in other people's pages, written into the built site."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from .brand import PLAIN, Brand, brand_css
from .checker import rules_json
from .files import write_text
from .frames import KINDS, PLACE, Frame, frame_html, frames
from .hosting import headers_file
from .join import join
from .layers import ASSETS
from .library import Library
from .oembed import oembed, oembed_xml
from .problems import ContentProblems

# Raised whenever the element's script changes: the new one gets a file of its own beside those that were released,
# which pages elsewhere name with their integrity.
ELEMENT = "1.0.1"
RELEASED = Path(__file__).resolve().parent / "released"


def write_embeds(library: Library, folder: Path, site_url: str, brand: Brand = PLAIN, own_headers: str = "") -> None:
    """Write `embed/v1/`, `oembed/` and `_headers` into the site at `folder`; `site_url` ends in a slash.

    The holidays of the site's countries are taken from where it has them. `own_headers` are those that the site sends
    anyway, as a file `_headers` says them.
    """
    scripts = {f"{kind}.js": join(ASSETS, f"frame-{kind}.js", needs.instead) for kind, needs in KINDS.items()}
    assets = {**scripts, **{f"{kind}.css": style(needs.without, needs.styles, brand) for kind, needs in KINDS.items()}}
    stamp = hashlib.sha256("".join(assets.values()).encode()).hexdigest()[:8]
    for file, text in {**assets, **element_files()}.items():
        write_text(folder / PLACE / file, text)
    name = site_name(library, brand)
    for frame in frames(library):
        write_text(folder / frame.place / "index.html", frame_html(library, frame, site_url, stamp, name))
        _write_oembed(folder / "oembed", frame, oembed(frame, name, site_url))
    for path in sorted((folder / "assets" / "holidays").glob("??.json")):
        script = f"document.currentScript.country = {path.read_text(encoding='utf-8')}"
        write_text(folder / PLACE / "holidays" / f"{path.stem}.js", script)
    script = f"document.currentScript.data = {rules_json(library)}\n"
    write_text(folder / PLACE / "checks" / f"{library.shared.texts['language']}.js", script)
    write_text(folder / "_headers", headers_file(site_url, own_headers))


def site_name(library: Library, brand: Brand) -> str:
    """How the site calls itself: by the name of its brand, or by the kit's."""
    return brand.name or str(library.shared.texts["embed"]["provider"])


def style(without: Iterable[str], more: Iterable[str] = ("frame.css",), brand: Brand = PLAIN) -> str:
    """The style sheet of a frame: the card's less the sections with these headings, `more` of them, the brand's."""
    card, *own = ((ASSETS / name).read_text(encoding="utf-8") for name in ("afterword.css", *more))
    for heading in without:
        card = re.sub(rf"^/\* {heading} \*/\n(?s:.*?)^(?=/\*|@media print \{{)", "", card, flags=re.MULTILINE)
    bare = re.sub(r"/\*.*?\*/", "", "".join([card, *own, brand_css(brand)]), flags=re.DOTALL)
    return re.sub(r"\s*([{};])\s*|(?<=:) ", r"\1", bare)


def element_files(released: Path = RELEASED) -> dict[str, str]:
    """The element's script: the moving file, the immutable one of each version, and the integrity of those."""
    fixed = {path.name: path.read_text(encoding="utf-8") for path in sorted(released.glob("afterword-*.js"))}
    listed = json.dumps({name: integrity(script) for name, script in fixed.items()}, indent=1)
    return {"afterword.js": join(ASSETS, "embed.js"), **fixed, "integrity.json": f"{listed}\n"}


def released_script(released: Path = RELEASED) -> str:
    """The script of the newest version; raises ContentProblems where its file is missing."""
    path = released / f"afterword-{ELEMENT}.js"
    if not path.is_file():
        raise ContentProblems(
            [f"macros/released/{path.name} is missing; CONTRIBUTING.md, Add a frame, says how to make it"]
        )
    return path.read_text(encoding="utf-8")


def integrity(script: str) -> str:
    """The value of an `integrity` attribute (W3C Subresource Integrity)."""
    return f"sha384-{base64.b64encode(hashlib.sha384(script.encode()).digest()).decode()}"


def _write_oembed(folder: Path, frame: Frame, answer: Mapping[str, Any]) -> None:
    write_text(folder / f"{frame.slug}.json", json.dumps(answer, ensure_ascii=False))
    write_text(folder / f"{frame.slug}.xml", oembed_xml(answer))
