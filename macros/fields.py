"""The details that messages are filled with, as `templates/fields.yml` declares them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Field:
    """One detail; `max_length` counts code points.

    A field with `of` is derived: nobody types it, it is the day of the date field `of` as a message names it.
    """

    name: str
    label: str
    type: str
    placeholder: str
    example: str
    hint: str = ""
    choices: tuple[str, ...] = ()
    autocomplete: str = "off"
    max_length: int = 200
    group: str = "message"
    of: str = ""

    @property
    def hole(self) -> str:
        """What a message shows where this detail has no value."""
        return f"[{self.placeholder}]"

    @property
    def default(self) -> str:
        """The value that stands where none is given: a choice is never missing."""
        return self.choices[0] if self.choices else ""


def make_field(name: str, entry: Mapping[str, Any]) -> Field:
    """Build a field from an entry that fits `templates/schema/fields.json`."""
    numbers = {"max_length": int(entry.get("max_length", Field.max_length))}
    return Field(name, **{**entry, **numbers, "choices": tuple(entry.get("choices", ()))})
