"""How a command ends when something is wrong: one clear message, no traceback."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import NoReturn

import click

from ..problems import ContentProblems

WRONG_INPUT = 2


class Problems(click.ClickException):
    """Ends the command with `exit_code`; one line a problem."""

    exit_code = WRONG_INPUT

    def __init__(self, problems: Iterable[str]) -> None:
        super().__init__("\n".join(problems))

    def show(self, file: object = None) -> None:
        for line in self.format_message().splitlines():
            click.echo(f"Error: {printable(line)}", err=True)


class Unfinished(Problems):
    """The input is sound, and something is missing or in the way."""

    exit_code = 1


def printable(text: str) -> str:
    """Show control characters and lone surrogates by their codes: a terminal must not act on a value."""
    return "".join(mark if mark.isprintable() else f"\\u{ord(mark):04x}" for mark in text)


def run(command: click.Command, name: str) -> NoReturn:
    """Run `command` as the program `name`; whatever the files or the system refuse is told in one line."""
    # A stream that the shell has closed is None.
    for stream in filter(None, (sys.stdout, sys.stderr)):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        command.main(prog_name=name, standalone_mode=True)
    except ContentProblems as error:
        problem: click.ClickException = Problems(error.problems)
    except OSError as error:
        path = error.filename2 or error.filename
        problem = Unfinished([f"{path}: {error.strerror}" if path else str(error)])
    problem.show()
    sys.exit(problem.exit_code)
