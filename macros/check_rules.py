"""The draft rules of `templates/checks.yml`, judged, and made ready for `checks.py` and `checks.js`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .patterns import expanded, joined, pattern_problems
from .problems import nearest
from .yaml_source import Where, YamlSource

LEVELS = ("error", "warn", "note")
# The rules that a page or a program names.
NEEDED = {"duplicate"}
_UNLESS = "unless"


def check_problems(source: YamlSource, shared: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """Judge a file that fits its schema; `shared` has the known `fields`, `sources`, `stages` and `channels`."""
    parts, rules = source.data["parts"], source.data["rules"]
    for name, shape in source.data["shapes"].items():
        for what in pattern_problems(shape, parts, phrase=False):
            yield source.problem(("shapes", name), what)
    for kind, names in source.data["details"].items():
        yield from _unknown(source, ("details", kind), names, shared["fields"], "field")
    for name, rule in rules.items():
        for key, known, what in (
            ("sources", "sources", "source"),
            ("stages", "stages", "stage"),
            ("not_at", "stages", "stage"),
            ("channels", "channels", "channel"),
            ("details", "fields", "field"),
        ):
            yield from _unknown(source, ("rules", name, key), rule.get(key, ()), shared[known], what)
        yield from _unknown(source, ("rules", name, "yields_to"), rule.get("yields_to", ()), rules, "rule")
        for where, pattern, phrase in _patterns(("rules", name), rule):
            for what in pattern_problems(pattern, parts, phrase):
                yield source.problem(where, what)


def rule_sources(checks: Mapping[str, Any], name: str) -> list[str]:
    """What the rule `name` rests on; `checks` are the rules as `make_checks` gives them."""
    return next(list(rule["sources"]) for rule in checks["rules"] if rule["id"] == name)


def make_checks(data: Mapping[str, Any]) -> dict[str, Any]:
    """The rules with their patterns written out, as both languages take them and a page carries them."""
    parts = data["parts"]
    return {
        "details": data["details"],
        "words": {name: " ".join(listed.split()) for name, listed in data["words"].items()},
        "same_titles": data["same_titles"],
        "shapes": {name: expanded(shape, parts) for name, shape in data["shapes"].items()},
        "rules": [_made(name, rule, parts) for name, rule in data["rules"].items()],
    }


def _made(name: str, rule: Mapping[str, Any], parts: Mapping[str, str]) -> dict[str, Any]:
    level = rule["level"]
    return {
        "id": name,
        "level": level,
        "message": rule["message"],
        "sources": rule["sources"],
        "judge": rule.get("judge", "patterns"),
        **{key: rule.get(key, []) for key in ("stages", "not_at", "channels", "yields_to", "details")},
        **{key: rule.get(key, "") for key in ("part", "at", "hides")},
        "words": rule.get("words", "").split(),
        "finds": [find for phrase in (True, False) for find in _finds(rule, parts, phrase)],
        _UNLESS: joined((expanded(pattern, parts) for pattern in rule.get(_UNLESS, ())), phrase=True),
        "most": [_limit(limit, level, parts) for limit in rule.get("most", ())],
    }


def _limit(limit: Mapping[str, Any], level: str, parts: Mapping[str, str]) -> dict[str, Any]:
    return {
        "counts": expanded(limit["counts"], parts),
        "most": int(limit["most"]),
        "level": limit.get("level", level),
        "channels": limit.get("channels", []),
    }


def _finds(rule: Mapping[str, Any], parts: Mapping[str, str], phrase: bool) -> Iterator[dict[str, Any]]:
    """One pattern for each level."""
    entries = [_entry(entry, rule["level"]) for entry in rule.get("phrases" if phrase else "marks", ())]
    for level in LEVELS:
        if patterns := [expanded(pattern, parts) for pattern, its in entries if its == level]:
            yield {"level": level, "phrase": phrase, "pattern": joined(patterns, phrase)}


def _entry(entry: Any, level: str) -> tuple[str, str]:
    """A pattern, with the rule's level or its own."""
    return (entry, level) if isinstance(entry, str) else (entry["find"], entry["level"])


def _patterns(where: Where, rule: Mapping[str, Any]) -> Iterator[tuple[Where, str, bool]]:
    """Every pattern of a rule: where it stands, and whether it is a phrase."""
    for key in ("phrases", "marks", _UNLESS):
        for place, entry in enumerate(rule.get(key, ())):
            pattern, _ = _entry(entry, "")
            yield (*where, key, place), pattern, key != "marks"
    for place, limit in enumerate(rule.get("most", ())):
        yield (*where, "most", place, "counts"), limit["counts"], False


def _unknown(source: YamlSource, where: Where, names: Iterable[str], known: Iterable[str], what: str) -> Iterator[str]:
    for place, name in enumerate(names):
        if name not in known:
            yield source.problem((*where, place), f"unknown {what} {name!r}; {nearest(name, known)}")
