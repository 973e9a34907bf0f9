"""The grammar of a message, and agreement with Jinja over whatever the grammar lets pass."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from itertools import product

import jinja2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros.parts import (
    ALLOWED,
    GrammarError,
    Paragraph,
    Run,
    compile_text,
    fields_by_line,
    required_fields,
    to_text,
    used_fields,
)

JINJA = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)


@cache
def jinja_template(source: str) -> jinja2.Template:
    return JINJA.from_string(source)


def rendered(source: str, values: Mapping[str, str]) -> str:
    """What Jinja makes of `source`, any number of empty lines counted as one, and none at the ends."""
    lines = jinja_template(source).render(values).split("\n")
    text = "\n".join(line if line.strip(" ") else "" for line in lines)
    return "\n\n".join(part.strip(" \n") for part in re.split("\n\n+", text) if part.strip(" \n"))


@pytest.mark.parametrize(
    "mark",
    [
        "{{ a|upper }}",
        "{{ a | default('x') }}",
        "{{ a.b }}",
        "{{ a['b'] }}",
        "{{ a[0] }}",
        "{{ a() }}",
        "{{ a + a }}",
        "{{ a ~ 'x' }}",
        "{{ a, a }}",
        "{{ (a) }}",
        "{{ 'a' }}",
        "{{ 1 }}",
        "{{ true }}",
        "{{ none }}",
        "{{ not a }}",
        "{{ a is defined }}",
        "{{ a if a }}",
        "{{ [a] }}",
        "{{ {} }}",
        "{{- a }}",
        "{{ a -}}",
        "{{ }}",
        "{{ a b }}",
        "{{ a",
        "{# a #}",
        "{#- a -#}",
        "{% raw %}{{ a }}{% endraw %}",
        "{% if not a %}x{% endif %}",
        "{% if a and a %}x{% endif %}",
        "{% if a == 'x' %}x{% endif %}",
        "{% if a is defined %}x{% endif %}",
        "{% if a|length %}x{% endif %}",
        "{% if (a) %}x{% endif %}",
        "{% if true %}x{% endif %}",
        "{% if 'a' %}x{% endif %}",
        "{% if a %}x{% else %}y{% endif %}",
        "{% if a %}x{% elif a %}y{% endif %}",
        "{%- if a %}x{% endif %}",
        "{% if a -%}x{% endif %}",
        "{% if a %}x{%- endif %}",
        "{% if a %}x{% endif -%}",
        "{%+ if a %}x{% endif %}",
        "{% if a %}x{% endif +%}",
        "{% if %}x{% endif %}",
        "{% if a %}x",
        "x{% endif %}",
        "{% if a %}x{% endfor %}",
        "{% for a in a %}x{% endfor %}",
        "{% set a = 'x' %}",
        "{% set a %}x{% endset %}",
        "{% print a %}",
        "{% with %}x{% endwith %}",
        "{% block a %}x{% endblock %}",
        "{% macro a() %}x{% endmacro %}",
        "{% call a() %}x{% endcall %}",
        "{% filter upper %}x{% endfilter %}",
        "{% autoescape true %}x{% endautoescape %}",
        "{% include 'a' %}",
        "{% import 'a' as a %}",
        "{% from 'a' import b %}",
        "{% extends 'a' %}",
        "{% unknown %}",
        "{% %}",
    ],
)
def test_anything_but_a_field_and_if_is_refused_with_its_line(mark: str) -> None:
    with pytest.raises(GrammarError) as refused:
        compile_text(f"Dear {{{{ a }}}},\n\nsecond {mark}\n")

    assert [line for line, _ in refused.value.problems] == [3]
    assert all(what.startswith(ALLOWED) for _, what in refused.value.problems)


def test_every_wrong_mark_is_named_with_the_line_on_which_it_stands() -> None:
    branches = "{{ a|upper }}\n{% if a %}\nx\n{% else %}\n{{ a.b }}\n{% endif %}\n\n"
    source = f"{branches}{{# note\n#}}\n{{% for b in a %}}\n{{% endfor %}}"

    with pytest.raises(GrammarError) as refused:
        compile_text(source)

    assert [line for line, _ in refused.value.problems] == [1, 4, 5, 8, 10, 11]
    assert str(refused.value).startswith(f"line 1: {ALLOWED}; line 4: {ALLOWED}")


@pytest.mark.parametrize("mark", ["{{a}}", "{{  a  }}", "{{\na\n}}", "{%if a%}x{%endif%}", "{%\nif a %}x{% endif\n%}"])
def test_space_inside_the_marks_is_free(mark: str) -> None:
    assert used_fields(compile_text(f"x {mark} y")) == {"a"}


@pytest.mark.parametrize("text", ["{ a }", "}} %} #}", "{", "a { b", "{ {a} }", "$ % # {$a}", "<b>&amp;</b>", "\\{\\}"])
def test_other_braces_are_text(text: str) -> None:
    assert to_text(compile_text(text), {}) == text


@pytest.mark.parametrize(
    ("source", "required", "optional"),
    [
        ("{{ a }}", "a", ""),
        ("x{% if a %} {{ a }}{% endif %}", "", "a"),
        ("{{ a }}{% if a %} {{ a }}{% endif %}", "a", ""),
        ("x{% if a %} {{ b }}{% endif %}", "b", "a"),
        ("x{% if a %} {{ a }} {{ b }}{% endif %}", "b", "a"),
        ("x{% if a %} y{% endif %}", "", "a"),
        ("x{% if a %}{% if b %} {{ a }} {{ b }}{% endif %}{% endif %}", "", "a b"),
        ("x{% if a %}{% if b %} {{ c }}{% endif %}{% endif %}", "c", "a b"),
        ("x{% if a %} {{ a }}{% if b %} {{ a }} {{ b }}{% endif %}{% endif %}{{ b }}", "b", "a"),
        ("x{% if a %} {{ a }}{% endif %} y{% if a %} {{ a }}{% endif %}", "", "a"),
        ("x", "", ""),
    ],
)
def test_a_field_is_optional_exactly_when_each_use_stands_under_its_own_if(
    source: str, required: str, optional: str
) -> None:
    body = compile_text(source)

    assert required_fields(body) == {*required.split()}
    assert used_fields(body) - required_fields(body) == {*optional.split()}


def test_the_use_of_every_field_has_its_line() -> None:
    source = "Dear {{ a }},\n\n{% if b %}\nx {{ b }} {{ c }}\n{% endif %}\n{{ a }}\n"

    assert sorted(fields_by_line(source)) == [(1, "a"), (3, "b"), (4, "b"), (4, "c"), (6, "a")]


def test_a_message_is_paragraphs_of_runs() -> None:
    body = compile_text("Dear {{ a }},\n\n{% if b %}\nSee {{ b }}.\n{% endif %}\n")

    assert body == (
        Paragraph((), (Run((), "Dear "), Run((), field="a"), Run((), ","))),
        Paragraph(("b",), (Run(("b",), "See "), Run(("b",), field="b"), Run(("b",), "."))),
    )


def test_a_paragraph_needs_only_what_all_of_its_runs_need() -> None:
    (paragraph,) = compile_text("{% if a %}\nx{% if b %} y{% endif %}\n{% endif %}\n")

    assert paragraph.when == ("a",)
    assert [run.when for run in paragraph.runs if run.text.strip()] == [("a",), ("a", "b")]


NESTED = """Dear {{ a }},

{% if b %}
You said {{ b }}.{% if c %} And {{ c }}.{% if d %} And {{ d }}.{% endif %}{% endif %} Yes.

{% if c %}
More on {{ c }}.

{% endif %}
{% endif %}
Yours,
{{ a }}
{% if d %}
{{ d }}
{% endif %}
"""


@pytest.mark.parametrize("present", [*product((True, False), repeat=3)])
def test_an_if_in_an_if_shows_its_text_when_both_fields_have_values(present: tuple[bool, ...]) -> None:
    has = dict(zip("bcd", present, strict=True))
    values = {"a": "Amara"} | {name: f"<{name}>" if given else "" for name, given in has.items()}
    paragraphs = ["Dear Amara,"]
    if has["b"]:
        more = " And <c>." if has["c"] else ""
        deepest = " And <d>." if has["c"] and has["d"] else ""
        paragraphs += [f"You said <b>.{more}{deepest} Yes.", *(["More on <c>."] if has["c"] else [])]
    paragraphs += ["Yours,\nAmara" + ("\n<d>" if has["d"] else "")]

    assert to_text(compile_text(NESTED), values) == "\n\n".join(paragraphs) == rendered(NESTED, values)


def test_single_line_breaks_stay_and_empty_lines_part_paragraphs() -> None:
    body = compile_text("\n\n  one\ntwo  three\n\n\n   \nfour\n\n")

    assert to_text(body, {}) == "one\ntwo  three\n\nfour"


def test_values_are_taken_as_they_are() -> None:
    value = "{{ b }} {% if b %} <b> &amp; \\ $1 \u202e"

    assert to_text(compile_text("x {{ a }} y"), {"a": value}) == f"x {value} y"


@pytest.mark.parametrize(
    "source",
    [
        "one\n\n{% if a %}{{ a }}{% endif %}\n\ntwo\n",
        "one{% if a %}\n\n{{ a }}{% endif %}\n\ntwo\n",
        "one\n\n{% if a %}\n{{ a }}\n\n{% endif %}\ntwo\n",
        "one\n{% if a %}\n{{ a }}\n{% endif %}\ntwo\n",
        "{% if a %}{{ a }} {% endif %}two\n",
    ],
)
def test_an_optional_part_stands_alone_or_in_a_line(source: str) -> None:
    body = compile_text(source)

    for value in ("", "A"):
        assert to_text(body, {"a": value}) == rendered(source, {"a": value})


@pytest.mark.parametrize(
    "source",
    [
        "one\n{% if a %}\n\n{{ a }}\n{% endif %}\ntwo\n",
        "one{% if a %}\n\n{{ a }}\n\n{% endif %}two\n",
        "one{% if a %} {{ a }}{% if b %}\n\n{{ b }}\n\n{% endif %}{% endif %}two\n",
        "one\n{% if a %}\n\n{% endif %}\ntwo\n",
    ],
)
def test_an_if_that_swallows_the_break_between_two_paragraphs_is_refused(source: str) -> None:
    with pytest.raises(GrammarError, match="takes away the line break between two parts that stay"):
        compile_text(source)


def test_more_tested_fields_than_can_be_proved_are_refused() -> None:
    def source(many: int) -> str:
        return "x" + "".join(f"{{% if f{n} %}} {{{{ f{n} }}}}{{% endif %}}" for n in range(many))

    assert len(used_fields(compile_text(source(10)))) == 10
    with pytest.raises(GrammarError, match=r"11 fields stand in \{% if %\}; 10 is the most"):
        compile_text(source(11))


PIECES = st.sampled_from(["x", "y, z.", " ", "  ", "\n", "\n\n", "{{ a }}", "{{ b }}", "{{ c }}", "{", "%"])
OPEN = st.sampled_from(["{% if a %}", "{% if b %}", "{% if a %}\n", "\n{% if c %}\n"])
SOURCES = st.recursive(
    PIECES,
    lambda inner: (
        st.lists(inner, max_size=5).map("".join)
        | st.builds("{}{}{}".format, OPEN, inner, st.sampled_from(["{% endif %}", "\n{% endif %}\n", "{% endif %}\n"]))
    ),
    max_leaves=12,
)


def test_whatever_the_grammar_lets_pass_reads_as_jinja_renders_it() -> None:
    passed: list[str] = []

    @settings(max_examples=150, derandomize=True, deadline=None)
    @given(SOURCES)
    def agree(source: str) -> None:
        try:
            body = compile_text(source)
        except GrammarError:
            return
        for present in product(("A", ""), repeat=3):
            values = dict(zip("abc", present, strict=True))
            if not {name for name in required_fields(body) if not values[name]}:
                assert to_text(body, values) == rendered(source, values)
        passed.append(source)

    agree()
    assert len([source for source in passed if "{% if" in source]) > 20
