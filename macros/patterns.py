"""The patterns of draft rules: what Python's `re` and JavaScript's `RegExp` (flag `u`) read alike, and read fast.

A phrase is in lower case, stands between whole words, and is looked for in a text that is folded to lower case; a mark
is looked for anywhere, as it is written. `{name}` stands for an entry of `parts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

# What a word is made of once the text is folded: no \w and no \b, which differ between the two languages.
WORD = "0-9A-Za-z\u00c0-\u024f\u0300-\u036f"
MOST_REPEATS = 80
_PART = re.compile(r"\{([a-z_]+)\}")
_TOKEN = re.compile(
    r"""
    (?P<escape>\\(?:[nt.*+?()\[\]{}|/\\^$-]|u[0-9a-fA-F]{4}))
    | (?P<set>\[\^?(?:\\(?:[nt\]\[\\^-]|u[0-9a-fA-F]{4})|(?!&&|~~|\|\||--)[^\]\[\\])+\])
    | (?P<open>\((?:\?[:=!]|(?!\?)))
    | (?P<close>\))
    | (?P<repeat>[?]|\{[0-9]{1,3}(?:,[0-9]{1,3})?\})
    | (?P<or>\|)
    | (?P<plain>[^\\()\[\]{}?*+.^$|])
    """,
    re.VERBOSE,
)


def expanded(pattern: str, parts: Mapping[str, str]) -> str:
    """Put the parts where `pattern` names them; a name that is unknown stays as it is."""
    return _PART.sub(lambda name: f"(?:{parts[name[1]]})" if name[1] in parts else name[0], pattern)


def joined(patterns: Iterable[str], phrase: bool) -> str:
    """One pattern for all; that of phrases begins with the one character before a word."""
    every = "|".join(f"(?:{pattern})" for pattern in patterns)
    return f"[^{WORD}](?:{every})(?![{WORD}])" if phrase and every else every


def pattern_problems(pattern: str, parts: Mapping[str, str], phrase: bool) -> Iterator[str]:
    """Say what the two languages would not read alike, what could run away, and what can never be found."""
    for name in _PART.findall(pattern):
        if name not in parts:
            yield f"unknown part {{{name}}}; known are: {', '.join(parts)}"
    if phrase and (never := re.search("[A-Z\u2018\u2019\u201c\u201d\u2013\u2014\u00a0]", pattern)):
        yield f"{never[0]!r} is never found; a phrase is in lower case, with ' \" and -"
    whole = _PART.sub("x", pattern)
    if not whole.strip():
        yield "the pattern is empty; take it out"
        return
    if shape := [*_shape_problems(expanded(pattern, parts))]:
        yield from shape
        return
    try:
        re.compile(whole)
    except re.error as error:
        yield f"bad pattern: {error}; mend it"


def _shape_problems(pattern: str) -> Iterator[str]:
    """Go through the pattern token by token; a repeated group may hold no repeat."""
    depths = [False]
    closed = False
    place = 0
    while place < len(pattern):
        token = _TOKEN.match(pattern, place)
        if not token:
            yield f"{pattern[place : place + 3]!r} is not read alike by Python and JavaScript, or has no bound; mend it"
            return
        kind = token.lastgroup
        if kind == "repeat":
            if token[0] != "?" and max(map(int, re.findall("[0-9]+", token[0]))) > MOST_REPEATS:
                yield f"{token[0]} repeats too often; {MOST_REPEATS} is the most"
            if token[0] != "?" and closed:
                yield f"{token[0]} repeats what repeats; write it out"
            depths[-1] = True
        closed = kind == "close" and len(depths) > 1 and depths.pop()
        if kind == "open":
            depths.append(False)
        elif kind == "close":
            depths[-1] |= closed
        place = token.end()
