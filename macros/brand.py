"""Whose site it is: `extra.afterword` of mkdocs.yml, judged, and the style sheet that its colours make."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .contrast import LEAST, contrast, mixed, readable
from .layers import ROOT
from .problems import ContentProblems
from .schema import load_schema, schema_problems
from .yaml_source import Where, YamlSource, read_yaml_file

_NAME = "extra.afterword"
_PLACE: Where = tuple(_NAME.split("."))
_WHITE, _BLACK = "#ffffff", "#000000"
# What stands behind text in the accent: --afterword-sheet and --afterword-paper of afterword.css.
_LIGHT, _DARK = (_WHITE, "#faf8f4"), ("#1c232b", "#14191f")
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif")
SHEETS = (_LIGHT[0], _DARK[0])


@dataclass(frozen=True)
class Brand:
    """`logo` is a path below the site's root, `site` the address of another Afterword site; empty is not given."""

    name: str = ""
    url: str = ""
    logo: str = ""
    contact: str = ""
    site: str = ""
    accent: str = ""
    accent_dark: str = ""


PLAIN = Brand()


def read_brand(extra: Any, config: Path, docs: Path) -> Brand:
    """Judge `extra`, what `extra.afterword` holds; `config` is the file that says it, for the lines of messages.

    Raises ContentProblems for an unknown key, a logo that is not in the folder `docs`, and a colour in which text
    cannot be read.
    """
    source = YamlSource(config.name, _texts({} if extra is None else extra), _lines(config))
    problems = [source.problem(where, what) for where, what in _empty(source.data, ())]
    if not problems:
        problems = schema_problems(source, load_schema(ROOT / "templates" / "schema" / "brand.json"), _NAME)
    if not problems:
        problems = [source.problem(where, what) for where, what in _wrong(source.data, docs)]
    if problems:
        raise ContentProblems(problems)
    colours = source.data.get("colours", {})
    return Brand(**{key: value for key, value in source.data.items() if key != "colours"} | colours)


def brand_css(brand: Brand) -> str:
    """The custom properties of the accent in both schemes; empty where no colour is given."""
    light = brand.accent
    dark = brand.accent_dark or (light and readable(light, _DARK, _WHITE))
    if not dark:
        return ""
    schemes = ':is([data-md-color-scheme="slate"], [data-bs-theme="dark"])'
    first = f":root {{\n{_properties(light, _LIGHT)}}}\n" if light else ""
    return f"{first}@media screen {{ {schemes} {{\n{_properties(dark, _DARK)}}} }}\n"


def _properties(accent: str, grounds: tuple[str, ...]) -> str:
    ink = max((_WHITE, _BLACK), key=lambda colour: contrast(colour, accent))
    wash = mixed(accent, grounds[0], 0.12)
    return "".join(
        f"  --afterword-{name}: {colour};\n"
        for name, colour in (("accent", accent), ("accent-ink", ink), ("accent-wash", wash))
    )


def _wrong(data: Mapping[str, Any], docs: Path) -> Iterator[tuple[Where, str]]:
    if "logo" in data and (wrong := _wrong_logo(data["logo"], docs)):
        yield ("logo",), f"{data['logo']!r} {wrong}"
    colours = data.get("colours", {})
    for key, grounds, end, way in (("accent", _LIGHT, _BLACK, "darker"), ("accent_dark", _DARK, _WHITE, "lighter")):
        least = min((contrast(colours[key], ground) for ground in grounds), default=LEAST) if key in colours else LEAST
        if least < LEAST:
            better = readable(colours[key], grounds, end)
            ratio = int(least * 10) / 10
            told = f"{key} {colours[key]} has a contrast of {ratio} to what is behind it, and text needs {LEAST}"
            yield ("colours", key), f"{told}; take a {way} one, such as {better}"


def _wrong_logo(logo: str, docs: Path) -> str:
    path = Path(os.path.normpath(docs / logo))
    if not (path.is_relative_to(os.path.normpath(docs)) and path.is_file()):
        return f"is no file in {docs.name}/; put the logo there"
    if path.suffix.lower() not in _PICTURES:
        return f"is no picture; the logo is a file that ends in {', '.join(_PICTURES)}"
    return ""


def _empty(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """YAML reads an unquoted #006747 as a comment, so that nothing is left of it."""
    if value == "":
        yield where, f"{'.'.join(map(str, where))} is empty; give a value, in quotes if it begins with #"
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield from _empty(inner, (*where, key))


def _texts(value: Any) -> Any:
    """`no` or 1 are texts here as elsewhere."""
    if isinstance(value, dict):
        return {str(key): _texts(inner) for key, inner in value.items()}
    return value if isinstance(value, list) else "" if value is None else str(value)


def _lines(config: Path) -> dict[Where, int]:
    """Where each part stands in the file, if it stands there and can be read without MkDocs' own tags."""
    try:
        lines = read_yaml_file(config, config.name).lines
    except ContentProblems:
        return {(): 1}
    below = {where[2:]: line for where, line in lines.items() if where[:2] == _PLACE}
    return {(): 1} | below
