"""The labelled drafts that the draft check is judged by; cases/drafts/README.md says what a file holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tables import CASES

from macros.template import read_source

FOLDER = CASES / "drafts"
_HEADING = "## How each rule is read\n"


@dataclass(frozen=True)
class Draft:
    """One draft and what a careful reader would want to see in it.

    `text` is the draft as a `.txt` holds it, without the last line end; `compared` is the stem of the draft that it
    stands beside, or empty.
    """

    stem: str
    stage: str
    channel: str
    voice: str
    values: Mapping[str, str]
    expect: tuple[str, ...]
    compared: str
    held_out: bool
    text: str

    @property
    def number(self) -> int:
        return int(self.stem.split("-")[0])

    @property
    def body(self) -> str:
        """The text below the subject, if there is one."""
        return self.text.split("\n\n", 1)[1] if self.text.startswith("Subject:") else self.text


def read_drafts() -> list[Draft]:
    """Read all of them, in the order of their numbers."""
    return [read_draft(path) for path in sorted(FOLDER.glob("[0-9]*.md"))]


def read_draft(path: Path) -> Draft:
    source = read_source(path, path.name)
    head: Mapping[str, Any] = source.head.data
    return Draft(
        stem=path.stem,
        stage=head["stage"],
        channel=head.get("channel", "email"),
        voice=head["voice"],
        values=head.get("values", {}),
        expect=tuple(head["expect"]),
        compared=head.get("with", ""),
        held_out={"true": True, "false": False}[head["held_out"]],
        text=source.body,
    )


def rules_read() -> list[str]:
    """The rules of which the README says how they are read."""
    table = (FOLDER / "README.md").read_text(encoding="utf-8").split(_HEADING)[1]
    return re.findall(r"(?m)^\| `([a-z-]+)` \|", table)
