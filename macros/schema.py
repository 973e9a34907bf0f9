"""Content judged by the JSON Schemas in `templates/schema/`, with messages that say how to mend it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from .details import control_in
from .problems import ContentProblems, nearest
from .yaml_source import Where, YamlSource, read_text


@cache
def load_schema(path: Path) -> dict[str, Any]:
    """Read one JSON Schema (draft 2020-12); raises ContentProblems for what is no JSON."""
    name = f"templates/schema/{path.name}"
    try:
        schema: dict[str, Any] = json.loads(read_text(path, name))
    except json.JSONDecodeError as error:
        raise ContentProblems([f"{name}:{error.lineno}: no JSON: {error.msg}"]) from None
    return schema


def schema_problems(source: YamlSource, schema: dict[str, Any], whole: str = "the file") -> list[str]:
    """Judge `source`; each problem is one line `file:line: what is wrong; how to mend it`.

    `whole` is how a problem calls what `source` holds.
    """
    errors = Draft202012Validator(schema).iter_errors(source.data)
    found = [*_controls(source.data, ()), *(problem for error in errors for problem in _explained(error, whole))]
    return [source.problem(where, what) for where, what in found]


def _controls(value: Any, where: Where) -> Iterator[tuple[Where, str]]:
    """What YAML lets an author write with escapes, and neither a message nor a page can hold."""
    parts: Iterable[tuple[Any, Any]] = ()
    match value:
        case dict():
            parts = value.items()
        case list():
            parts = enumerate(value)
        case str() if code := control_in(value):
            yield where, f"{'.'.join(map(str, where))} has the character {code}; take it out"
    for step, part in parts:
        yield from _controls(part, (*where, step))


def _explained(error: ValidationError, whole: str) -> Iterator[tuple[Where, str]]:
    where: Where = tuple(error.absolute_path)
    name = ".".join(map(str, where)) or whole
    schema: Any = error.schema
    wanted: Any = error.validator_value
    instance: Any = error.instance
    match error.validator:
        case "additionalProperties":
            known = schema.get("properties", {})
            for key in instance:
                if key not in known:
                    yield (*where, key), f"unknown key {key!r}; {nearest(key, known)}"
        case "required":
            # One error for each missing key; its name stands nowhere but in the message.
            key = next(key for key in wanted if repr(key) in error.message)
            yield where, f"{name} lacks {key!r}; add it"
        case "enum":
            yield where, f"{instance!r} is no {name}; {nearest(str(instance), wanted)}"
        case "anyOf" if inner := [part for part in error.context or () if part.validator != "type" or part.path]:
            yield from (problem for part in inner for problem in _explained(part, whole))
        case "type" | "anyOf":
            yield where, f"{name} is {_kind(instance)}; it must be {_kinds(schema)}"
        case "pattern":
            yield where, f"{name} {instance!r} does not fit {wanted}; change it"
        case "minLength" | "minItems" | "maxItems":
            yield where, f"{name} has the wrong length; {schema.get('description', 'it must not be empty')}"
        case _:
            yield where, f"{name}: {error.message}"


def _kind(value: Any) -> str:
    return "a mapping" if isinstance(value, dict) else "a list" if isinstance(value, list) else "a text"


def _kinds(schema: Any) -> str:
    kinds = [part["type"] for part in schema["anyOf"]] if "anyOf" in schema else schema["type"]
    words = {"object": "a mapping", "array": "a list"}
    return " or ".join(dict.fromkeys(words.get(k, "a text") for k in ([kinds] if isinstance(kinds, str) else kinds)))
