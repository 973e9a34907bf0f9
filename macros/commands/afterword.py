"""The commands of the installed kit as one: `afterword export`, `afterword dates`, `afterword check`."""

from __future__ import annotations

import copy
from typing import NoReturn

import click

from ..version import version
from .check import check
from .dates import dates
from .export import export
from .problems import run

PROGRAM = "afterword"
COMMANDS = (export, dates, check)


def _renamed(command: click.Command) -> click.Command:
    """The command, whose help shows how the installed one is called."""
    renamed = copy.copy(command)
    renamed.help = command.help and command.help.replace("python -m scripts.", f"{PROGRAM} ")
    if isinstance(renamed, click.Group):
        renamed.commands = {name: _renamed(inner) for name, inner in renamed.commands.items()}
    return renamed


afterword = click.Group(
    PROGRAM,
    commands=[_renamed(command) for command in COMMANDS],
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Messages for after a job interview: written, checked, and on the right day.\n\n"
    "Your own templates, in the folder `templates` of the current folder, lie over the kit's.",
)
click.version_option(version(), prog_name=PROGRAM)(afterword)


def main() -> NoReturn:
    """Run the program."""
    run(afterword, PROGRAM)
