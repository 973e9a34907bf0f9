"""README.md cannot lag behind the export and publish scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from macros.brand import Brand
from macros.commands.afterword import afterword
from macros.commands.export import export
from macros.commands.publish import publish
from macros.library import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def options() -> Iterator[str]:
    for command in (export, *export.commands.values()):
        for parameter in command.params:
            yield from (option for option in parameter.opts if option.startswith("-"))


def test_every_command_of_the_export_script_is_named() -> None:
    assert [name for name in export.commands if not re.search(rf"`{name}\b", README)] == []


def test_every_option_of_the_export_script_is_named() -> None:
    assert [option for option in options() if not re.search(rf"`{option}\b", README)] == []


def test_every_option_of_the_publish_script_is_named() -> None:
    names = [option for parameter in publish.params for option in parameter.opts if option.startswith("-")]
    assert len(names) == 2
    assert [name for name in names if not re.search(rf"`?{name}\b", README)] == []


def test_every_option_that_is_named_exists() -> None:
    section = README.split("\n### Every command\n")[1].split("\n## ")[0]

    assert {*re.findall(r"`(-[a-z-]+)", section)} <= {*options(), "--help", "-h"}


def test_every_command_of_the_installed_program_is_named() -> None:
    assert [
        name for name in afterword.commands if f"| `afterword {name}` | `python -m scripts.{name}` |" not in README
    ] == []


def test_every_part_of_a_brand_is_named() -> None:
    told = README.split("\n## Use it in another site\n")[1].split("\n## ")[0]
    names = [field.name for field in fields(Brand)]

    assert len(names) > 5
    assert [name for name in names if not re.search(rf"\b{name}\b", told)] == []
