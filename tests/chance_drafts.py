"""Drafts for the tests of the draft check: those of the rules themselves, and many made by chance."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any

from macros.details import in_words
from macros.library import ROOT, Library
from macros.message import txt
from macros.yaml_source import read_yaml_file

MANY = 5_000
ODD = [
    "🙂",
    "👩🏽‍🚀",
    "𝐃𝐞𝐚𝐫",
    "e\u0301",
    "é",
    "\r\n",
    "\r",
    "\ufeff",
    "\u0085",
    "\u2028",
    "\u00a0",
    "\u200b",
    "\u200d",
    "\ufe0f",
]
ODD += [
    "’",
    "“",
    "–",
    "\ue000",
    "\ue002",
    "İ",
    "ΣΑΣ",
    "ß",
    "ﬁ",
    "\u0130",
    "K",
    "ſ",
    "!",
    "!!",
    "??",
    "\n\n",
    "\n",
    " ",
    ",",
    ".",
]
ODD += [
    ":)",
    ";-)",
    "<3",
    "[x]",
    "{{ y }}",
    "<z>",
    "XXXX",
    "____",
    "https://example.org/:)",
    "a@b.example",
    "2026",
    "+44 7700 900123",
]
LINES = [
    "Subject: ",
    "SUBJECT:",
    "Dear ",
    "Hello ",
    "Hi ,",
    "To Whom It May Concern",
    "Best regards,\n",
    "\nYours sincerely\n",
]
NAMES = [
    "Dr. Lindqvist",
    "Lindqist",
    "Karin",
    "Halden Robotics",
    "Haldan Robotics",
    "controls engineer",
    "control engineer",
]
NAMES += [
    "Amara Okafor",
    "Amara Okafr",
    "position at Siemens",
    "joining Vantaa Lifts",
    "Oh! Studios",
    "Søren & Sons <R&D>",
]
VALUES = {
    "your_name": "Amara Okafor",
    "company": "Halden Robotics",
    "job_title": "controls engineer",
    "interviewer_name": "Dr. Lindqvist",
    "memorable_detail": "how your team tunes the gripper 🤖 on the night shift",
    "your_phone": "+44 7700 900123",
}


def rule_examples(name: str) -> list[tuple[bool, dict[str, Any]]]:
    """The examples of one rule in `checks.yml`: whether it must match, and the case."""
    rule = rules_data()[name]
    pairs = [(True, rule["matches"]), (False, rule["passes"])]
    return [(must, _case(example)) for must, examples in pairs for example in examples]


def rules_data() -> dict[str, Any]:
    rules: dict[str, Any] = read_yaml_file(ROOT / "templates" / "checks.yml", "checks.yml").data["rules"]
    return rules


def _case(example: Any) -> dict[str, Any]:
    """An example as a case: in its text, what stands in braces comes as often as `times` says."""
    case = {"text": example} if isinstance(example, str) else dict(example)
    if times := case.pop("times", None):
        before, _, rest = case["text"].partition("{")
        repeated, _, after = rest.partition("}")
        case["text"] = before + repeated * int(times) + after
    return case


def shipped(library: Library) -> Iterator[dict[str, Any]]:
    """Every message with its example, under each of its subjects."""
    shared = library.shared
    for template in library.templates.values():
        values = in_words(template.example, shared.fields, shared.texts["dates"])
        for subject in range(max(1, len(template.subjects))):
            text = txt(template, values, subject)
            yield {"text": text, "stage": template.stage, "channel": template.channel, "values": values}


def chance_drafts(library: Library) -> list[dict[str, Any]]:
    """Drafts put together from the words of the rules and the messages, with marks that languages may read apart."""
    chance = random.Random(20_261_120)
    examples = [case["text"] for name in rules_data() for _, case in rule_examples(name) if len(case["text"]) < 400]
    pieces = [*examples, *(part for case in shipped(library) for part in case["text"].split("\n\n")), *NAMES]
    words = sorted({word for piece in pieces for word in piece.split(" ")})
    stages, channels = ["", *library.shared.texts["stages"]], list(library.shared.texts["channels"])
    drafts = []
    for _ in range(MANY):
        parts = [_piece(chance, pieces, words) for _ in range(chance.randrange(1, 14))]
        head = chance.choice(
            ["", "", "Subject: {}\n\nDear {},\n\n", "Dear {} {},\n\n", "\ufeffSubject:{}\r\n\r\n{}\r\n"]
        )
        text = head.format(chance.choice(pieces), chance.choice(NAMES)) + "".join(parts)
        values = {name: value for name, value in VALUES.items() if chance.random() < 0.6}
        given = {"stage": chance.choice(stages), "channel": chance.choice(channels), "values": values}
        drafts.append({"text": text, **given})
    return drafts


def _piece(chance: random.Random, pieces: list[str], words: list[str]) -> str:
    """A phrase, a few words or a mark, with what comes after it; now and then in capitals or cut short."""
    kind = chance.random()
    if kind < 0.3:
        piece = chance.choice(pieces)
    elif kind < 0.7:
        piece = " ".join(chance.choices(words, k=chance.randrange(1, 9)))
    else:
        piece = chance.choice([*ODD, *LINES, *NAMES])
    if chance.random() < 0.1:
        piece = piece.upper()
    if chance.random() < 0.1:
        piece = piece[: chance.randrange(len(piece) + 1)]
    return piece + chance.choice([" ", " ", ". ", "\n", "\n\n", "", chance.choice(ODD)])
