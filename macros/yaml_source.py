"""YAML in which every scalar is text as it is written, and every value knows its line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from .problems import ContentProblems

Where = tuple[str | int, ...]


@dataclass(frozen=True)
class YamlSource:
    """A YAML text as plain values.

    `name` is the file's name for messages; `lines` gives, for the keys and positions that lead to a value, the
    line (from 1) on which it stands.
    """

    name: str
    data: Any
    lines: Mapping[Where, int]

    def problem(self, where: Where, what: str) -> str:
        """Say what is wrong at `where`, or at the nearest value around it that has a line."""
        while where not in self.lines:
            where = where[:-1]
        return f"{self.name}:{self.lines[where]}: {what}"


class _Loader(yaml.BaseLoader):
    """BaseLoader reads `no`, `0171` and `2026-11-20` as the words that they are."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="aliases (*name) are not read; write the value out", problem_mark=mark)
        return super().compose_node(parent, index)


def read_yaml(text: str, name: str, first_line: int = 1) -> YamlSource:
    """Read `text`, whose first line is line `first_line` of the file called `name`.

    Raises ContentProblems for text that is no YAML, a key that stands twice, and an alias.
    """
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + first_line if error.problem_mark else first_line
        raise ContentProblems([f"{name}:{line}: {error.problem or error.context}"]) from None
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + first_line
        code = f"U+{error.character:04X}"
        raise ContentProblems([f"{name}:{line}: the character {code} cannot stand in YAML; take it out"]) from None
    except (ValueError, OverflowError):
        # PyYAML reads \U00110000, and gives no line when Python has no such character.
        raise ContentProblems([f"{name}:{first_line}: an escape \\U… names no character; mend it"]) from None
    except RecursionError:
        raise ContentProblems([f"{name}:{first_line}: nested too deeply; a few levels are enough"]) from None
    if node is None or node.value == "":
        return YamlSource(name, {}, {(): first_line})
    if wrong := [f"{name}:{line + first_line}: {what}" for line, what in _wrong_keys(node)]:
        raise ContentProblems(wrong)
    lines = {where: part.start_mark.line + first_line for where, part in _parts(node, ())}
    return YamlSource(name, _value(node), lines)


def read_yaml_file(path: Path, name: str) -> YamlSource:
    """Read a UTF-8 file, with or without a byte order mark; ContentProblems as from `read_yaml`."""
    return read_yaml(read_text(path, name), name)


def layered(under: YamlSource, over: YamlSource) -> YamlSource:
    """Lay `over` on `under`: mappings join key by key, and any other value takes the place of the one below.

    Only `over` is told of in messages: what is under it was sound before.
    """
    return replace(over, data=_joined(under.data, over.data))


def read_text(path: Path, name: str) -> str:
    """Give a UTF-8 file's text with LF line ends; raises ContentProblems where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise ContentProblems([f"{name}:{line}: not UTF-8 text; save the file as UTF-8"]) from None
    except OSError as error:
        raise ContentProblems([f"{name}: cannot be read: {error.strerror}"]) from None


def _joined(under: Any, over: Any) -> Any:
    if not (isinstance(under, dict) and isinstance(over, dict)):
        return over
    return under | {key: _joined(under.get(key), value) for key, value in over.items()}


def _value(node: yaml.Node) -> Any:
    match node:
        case yaml.MappingNode():
            return {key.value: _value(value) for key, value in node.value}
        case yaml.SequenceNode():
            return [_value(item) for item in node.value]
        case _:
            return node.value


def _parts(node: yaml.Node, where: Where) -> Iterator[tuple[Where, yaml.Node]]:
    yield where, node
    match node:
        case yaml.MappingNode():
            for key, value in node.value:
                yield (*where, key.value), key
                yield from ((path, part) for path, part in _parts(value, (*where, key.value)) if part is not value)
        case yaml.SequenceNode():
            for number, item in enumerate(node.value):
                yield from _parts(item, (*where, number))


def _wrong_keys(node: yaml.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                yield key.start_mark.line, "a key is a list or a mapping; write one word"
            elif key.value in seen:
                yield key.start_mark.line, f"{key.value!r} stands twice; keep one"
            else:
                seen.add(key.value)
            yield from _wrong_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _wrong_keys(item)
