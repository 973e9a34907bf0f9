"""What the kit puts into a site that has it as a package: style, scripts, blank messages and holidays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .brand import Brand, brand_css
from .holidays_data import this_year, write_holidays
from .layers import ASSETS
from .library import Library
from .publish import write_blanks, write_rules

FOLDER = "assets/afterword"
# Each script is a part of the kit that works without the ones after it.
STYLES = tuple(f"{FOLDER}/{name}.css" for name in ("afterword", "panel", "checks"))
SCRIPTS = tuple(f"{FOLDER}/{name}.js" for name in ("afterword", "afterword-panel", "afterword-checks"))
BRAND = f"{FOLDER}/brand.css"
_IMPORTED = re.compile(r"^import .* from '\./([\w-]+\.js)'$", re.MULTILINE)


def styles(brand: Brand) -> list[str]:
    """The style sheets of every page, as paths below the site's root, in their order."""
    return [*STYLES, *([BRAND] if brand_css(brand) else [])]


def write_assets(brand: Brand, docs: Path, site: Path) -> None:
    """Copy what pages load into the built site, but for files that its pages' folder `docs` has, and write BRAND."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name in _loaded(Path(path).name for path in (*STYLES, *SCRIPTS)):
        if not (docs / FOLDER / name).exists():
            (folder / name).write_bytes((ASSETS / name).read_bytes())
    if css := brand_css(brand):
        (site / BRAND).write_text(css, encoding="utf-8", newline="\n")


def _loaded(names: Iterable[str]) -> list[str]:
    """The files with these names, and all that they import."""
    found, left = set[str](), [*names]
    while left:
        name = left.pop()
        if name not in found:
            found.add(name)
            left += _IMPORTED.findall((ASSETS / name).read_text(encoding="utf-8"))
    return sorted(found)


def write_lent(library: Library, site: Path) -> None:
    """Write what cards and timeline link to: the blank messages, and the holidays."""
    write_blanks(library, site / "templates")
    write_rules(library, site)
    write_holidays(library.shared.countries, site / "assets" / "holidays", this_year())
