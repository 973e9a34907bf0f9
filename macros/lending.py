"""What the kit puts into a site that has it as a package: style, scripts, blank messages and holidays."""

from __future__ import annotations

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
_OWN = {"site.css"}  # Material in the look of the kit's own site


def styles(brand: Brand) -> list[str]:
    """The style sheets of every page, as paths below the site's root, in their order."""
    return [*STYLES, *([BRAND] if brand_css(brand) else [])]


def write_assets(brand: Brand, docs: Path, site: Path) -> None:
    """Copy style and scripts into the built site, but for those that its pages' folder `docs` has, and write BRAND."""
    folder = site / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(ASSETS.iterdir()):
        if path.suffix in {".css", ".js"} and path.name not in _OWN and not (docs / FOLDER / path.name).exists():
            (folder / path.name).write_bytes(path.read_bytes())
    if css := brand_css(brand):
        (site / BRAND).write_text(css, encoding="utf-8", newline="\n")


def write_lent(library: Library, site: Path) -> None:
    """Write what cards and timeline link to: the blank messages, and the holidays."""
    write_blanks(library, site / "templates")
    write_rules(library, site)
    write_holidays(library.shared.countries, site / "assets" / "holidays", this_year())
