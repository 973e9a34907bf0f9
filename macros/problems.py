"""What is wrong with content that authors write, and where."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


class ContentProblems(ValueError):
    """Content breaks a rule.

    `problems` holds one line each, `file:line: what is wrong; how to mend it`, of everything found and not only
    of the first.
    """

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


def nearest(name: str, known: Iterable[str]) -> str:
    """End a sentence about an unknown `name`: with the near match if there is one, else with all that is known."""
    names = list(known)
    folded = {known_name.lower(): known_name for known_name in names}
    close = get_close_matches(name.lower(), folded, n=1)
    return f"did you mean {folded[close[0]]!r}?" if close else f"known are: {', '.join(names)}"
