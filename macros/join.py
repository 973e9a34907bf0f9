"""Modules of the browser joined into one classic script: a frame without an origin of its own may load no module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_COMMENT = re.compile(r"^ *(/\*\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
# Strings, templates with templates inside them, and regular expressions: none is a division after these marks.
_LITERAL = re.compile(
    r"""('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*\""""
    r"""|`(?:[^`\\$\n]|\\.|\$(?!\{)|\$\{(?:[^`{}]|`(?:[^`\\]|\\.)*`|\{[^{}]*\})*\})*`"""
    r"""|(?:(?<=[(,=:\[!&|?{;>]) *|(?<= \+ ))/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*)"""
)
_SPACED = re.compile(r" *([=*<>?:,;{}()\[\]&|!]) *")
_IMPORT = re.compile(r"import\{(\w+(?:,\w+)*)\}from ?'\./([\w-]+\.js)'")
_EXPORT = re.compile(r"export (?=(?:async function|function|class|const) (\w+))")
_ELSE = re.compile(r"^(import|export)\b|\bimport[(.]")


@dataclass(frozen=True)
class _Joined:
    """A module as it stands in the script."""

    text: str
    exports: frozenset[str]


def join(folder: Path, entry: str, instead: Mapping[str, str] | None = None) -> str:
    """The module `entry` in `folder` and all that it imports, each in a function of its own, as a classic script.

    `instead` names modules that stand in for others. Raises ValueError for imports and exports that are not by name.
    """
    done: dict[str, _Joined] = {}
    _add(folder, entry, instead or {}, done, ())
    return "".join(["(()=>{\n'use strict'\nconst $={}\n", *(module.text for module in done.values()), "})()\n"])


def _add(folder: Path, name: str, instead: Mapping[str, str], done: dict[str, _Joined], above: tuple[str, ...]) -> None:
    """Put the module behind those that it imports."""
    if name in above:
        raise ValueError(f"{name} imports itself by way of {' and '.join(above[above.index(name) + 1 :])}")
    if name in done:
        return
    body, exports = [], []
    for line in _squeezed(folder / instead.get(name, name)).split("\n"):
        if imported := _IMPORT.fullmatch(line):
            _add(folder, imported[2], instead, done, (*above, name))
            if missing := set(imported[1].split(",")) - done[imported[2]].exports:
                raise ValueError(f"{name}: {imported[2]} exports no {' and no '.join(sorted(missing))}")
            line = f"const{{{imported[1]}}}=$['{imported[2]}']"
        elif exported := _EXPORT.match(line):
            exports.append(exported[1])
            line = line[exported.end() :]
        if _ELSE.search(line):
            raise ValueError(f"{name}: {line!r} cannot be joined; import and export by name, from ./a-file.js")
        body.append(line)
    text = "\n".join([f"$['{name}']=(()=>{{", *body, f"return{{{','.join(exports)}}}", "})()\n"])
    done[name] = _Joined(text, frozenset(exports))


def _squeezed(path: Path) -> str:
    """Leave out comments with lines of their own, empty lines, and spaces that stand beside a mark in no literal."""
    lines = _COMMENT.sub("", path.read_text(encoding="utf-8")).split("\n")
    parts = _LITERAL.split("\n".join(line for part in lines if (line := part.strip())))
    if any("`" in part for part in parts[::2]):
        raise ValueError(f"{path.name}: a text that goes over several lines cannot be joined; join its lines by `+`")
    parts[::2] = [_SPACED.sub(r"\1", part) for part in parts[::2]]
    return "".join(parts)
