"""Modules of the browser joined into one classic script: a frame without an origin of its own may load no module."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

_COMMENT = re.compile(r"^ *(/\*\*.*?\*/|//[^\n]*)\n", re.DOTALL | re.MULTILINE)
_IMPORT = re.compile(r"import \{ (\w+(?:, \w+)*) \} from '\./([\w-]+\.js)'")
_EXPORT = re.compile(r"export (?=(?:async function|function|class|const) (\w+))")
_ELSE = re.compile(r"\b(import|export)\b(?=[ {*(.]|$)")


def join(folder: Path, entry: str, instead: Mapping[str, str] | None = None) -> str:
    """The module `entry` in `folder` and all that it imports, each in a function of its own, as a classic script.

    `instead` names modules that stand in for others. Raises ValueError for an import or
    export that is not by name.
    """
    done: dict[str, str] = {}
    _add(folder, entry, instead or {}, done, ())
    return "".join(["(() => {\n'use strict'\nconst $ = {}\n", *done.values(), "})()\n"])


def _add(folder: Path, name: str, instead: Mapping[str, str], done: dict[str, str], above: tuple[str, ...]) -> None:
    """Put the module behind those that it imports."""
    if name in above:
        raise ValueError(f"{name} imports itself by way of {' and '.join(above[above.index(name) + 1 :] or above)}")
    if name in done:
        return
    body, names = [], []
    for line in _squeezed(folder / instead.get(name, name)).split("\n"):
        if imported := _IMPORT.fullmatch(line):
            _add(folder, imported[2], instead, done, (*above, name))
            line = f"const {{ {imported[1]} }} = $['{imported[2]}']"
        elif exported := _EXPORT.match(line):
            names.append(exported[1])
            line = line[exported.end() :]
        if _ELSE.match(line) or re.search(r"\bimport ?[(.]", line):
            raise ValueError(f"{name}: {line!r} cannot be joined; import and export by name, from ./a-file.js")
        body.append(line)
    done[name] = "\n".join([f"$['{name}'] = (() => {{", *body, f"return {{ {', '.join(names)} }}", "})()\n"])


def _squeezed(path: Path) -> str:
    """Leave out the comments that have lines of their own."""
    return _COMMENT.sub("", path.read_text(encoding="utf-8")).strip()
