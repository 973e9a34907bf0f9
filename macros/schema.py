"""Content judged by the JSON Schemas in `templates/schema/`, with messages that say how to mend it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, ValidationError

from .problems import nearest
from .yaml_source import Where, YamlSource


@cache
def load_schema(path: Path) -> dict[str, Any]:
    """Read one JSON Schema (draft 2020-12)."""
    schema: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return schema


def schema_problems(source: YamlSource, schema: dict[str, Any]) -> list[str]:
    """Judge `source`; each problem is one line `file:line: what is wrong; how to mend it`."""
    errors = Draft202012Validator(schema).iter_errors(source.data)
    return [source.problem(where, what) for error in errors for where, what in _explained(error)]


def _explained(error: ValidationError) -> Iterator[tuple[Where, str]]:
    where: Where = tuple(error.absolute_path)
    name = ".".join(map(str, where)) or "the file"
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
