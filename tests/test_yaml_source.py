"""YAML in which every scalar is text, and every mistake has its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from macros.problems import ContentProblems
from macros.yaml_source import read_text, read_yaml, read_yaml_file


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "on",
        "null",
        "~",
        "0171",
        "1e3",
        "0x1F",
        "1_000",
        "1:30",
        "2026-11-20",
        "3.10",
        ".inf",
        "true",
        "<<",
    ],
)
def test_a_scalar_is_read_as_it_is_written(text: str) -> None:
    assert read_yaml(f"a: {text}", "me.yml").data == {"a": text}


def test_lists_mappings_and_long_texts_are_read() -> None:
    text = "a: [x, 1]\nb:\n  c: 'it''s'\nd: |\n  one\n  two\ne: >-\n  one\n  two\nf:\ng: \"\\u00e9\\n\"\n"

    assert read_yaml(text, "me.yml").data == {
        "a": ["x", "1"],
        "b": {"c": "it's"},
        "d": "one\ntwo\n",
        "e": "one two",
        "f": "",
        "g": "é\n",
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"])
def test_an_empty_file_has_no_values(text: str) -> None:
    assert read_yaml(text, "me.yml").data == {}


def test_every_value_knows_its_line() -> None:
    source = read_yaml("# first\na: x\nb:\n  - y\n  - c: z\n", "me.yml", first_line=3)

    assert source.problem(("a",), "wrong") == "me.yml:4: wrong"
    assert source.problem(("b", 1, "c"), "wrong") == "me.yml:7: wrong"
    assert source.problem(("b", 1, "not there"), "wrong") == "me.yml:7: wrong"
    assert source.problem(("nowhere",), "wrong") == "me.yml:4: wrong"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a: 1\nb: 2\na: 3\nc:\n  d: 4\n  d: 5\n", ["me.yml:3: 'a' stands twice", "me.yml:6: 'd' stands twice"]),
        ("a: 1\n'a': 2\n", ["me.yml:2: 'a' stands twice"]),
        ("- a: 1\n  a: 2\n", ["me.yml:2: 'a' stands twice"]),
        ("a: 1\n? [b]\n: c\n", ["me.yml:2: a key is a list or a mapping"]),
        ("a: 1\n{b: c}: d\n", ["me.yml:2: a key is a list or a mapping"]),
        ("a: &x 1\nb: *x\n", ["me.yml:2: aliases (*name) are not read"]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", ["me.yml:3: aliases (*name) are not read"]),
        ("a: 1\nb: c: d\n", ["me.yml:2: mapping values are not allowed here"]),
        ("a: 1\n\tb: 2\n", ["me.yml:2: found character '\\t' that cannot start any token"]),
        ("a:\n\t- b\n", ["me.yml:2: found character '\\t' that cannot start any token"]),
        ("a: 1\nb: @c\n", ["me.yml:2: found character '@' that cannot start any token"]),
        ("a: 1\nb: [c\n", ["me.yml:3: "]),
        ('a: 1\nb: "c\n', ["me.yml:3: found unexpected end of stream"]),
        ("a: 1\n--- \nb: 2\n", ["me.yml:2: but found another document"]),
        ("a: 1\nb: x\u0007y\n", ["me.yml:2: the character U+0007 cannot stand in YAML"]),
        ("a: 1\nb: x\uffffy\n", ["me.yml:2: the character U+FFFF cannot stand in YAML"]),
        ('a: "\\U00110000"\n', ["me.yml:1: an escape \\U… names no character"]),
        ('a: "\\UFFFFFFFF"\n', ["me.yml:1: an escape \\U… names no character"]),
        ("[" * 1000, ["me.yml:1: nested too deeply"]),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, told: list[str]) -> None:
    with pytest.raises(ContentProblems) as refused:
        read_yaml(text, "me.yml")

    assert len(refused.value.problems) == len(told)
    for problem, expected in zip(refused.value.problems, told, strict=True):
        assert problem.startswith(expected)


def test_a_billion_laughs_are_not_laughed() -> None:
    lines = ["a0: &a0 [x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60))]

    with pytest.raises(ContentProblems, match="aliases"):
        read_yaml("\n".join(lines), "me.yml")


def test_tags_make_no_objects() -> None:
    assert read_yaml("a: !!python/object/apply:os.getcwd []", "me.yml").data == {"a": []}


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"\xef\xbb\xbfa: \xc3\xa9\r\nb: 1\r\n", "a: é\nb: 1\n"),
        (b"a: 1\rb: 2\n", "a: 1\nb: 2\n"),
        (b"", ""),
    ],
)
def test_a_file_is_utf_8_with_or_without_a_mark_and_any_line_ends(content: bytes, text: str, tmp_path: Path) -> None:
    (tmp_path / "me.yml").write_bytes(content)

    assert read_text(tmp_path / "me.yml", "me.yml") == text


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a: 1\nb: Zo\xeb\n", "me.yml:2: not UTF-8 text; save the file as UTF-8"),
        ("a: 1\n".encode("utf-16"), "me.yml:1: not UTF-8 text; save the file as UTF-8"),
        (b"a: \xed\xa0\x80\n", "me.yml:1: not UTF-8 text; save the file as UTF-8"),
    ],
)
def test_another_encoding_is_refused_with_its_line(content: bytes, told: str, tmp_path: Path) -> None:
    (tmp_path / "me.yml").write_bytes(content)

    with pytest.raises(ContentProblems) as refused:
        read_yaml_file(tmp_path / "me.yml", "me.yml")

    assert refused.value.problems == (told,)


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.yml"):
        with pytest.raises(ContentProblems, match=r"^me\.yml: cannot be read: "):
            read_yaml_file(path, "me.yml")
