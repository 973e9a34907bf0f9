"""Messages as HTML, on one line, in which Markdown finds nothing to work on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import jinja2
from markupsafe import Markup

from .brand import PLAIN, Brand
from .fields import Field
from .library import Library
from .parts import Paragraph, Run
from .shared import Shared
from .template import Template

_MARKS = re.compile(r"[^\w ]|_")


def literal(text: str) -> Markup:
    """Write marks and line breaks as numbers, so that neither HTML nor Markdown reads them as their own."""
    return Markup(_MARKS.sub(lambda mark: f"&#{ord(mark[0])};", text))


def _on_one_line(value: Any) -> Any:
    """Line breaks in a plain text are spaces; what is Markup already has none."""
    return " ".join(value.splitlines()) if type(value) is str else value


_HTML = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent / "html"),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    finalize=_on_one_line,
)
_HTML.policies["json.dumps_kwargs"] = {"sort_keys": False, "ensure_ascii": False}


def one_line(name: str, **facts: Any) -> str:
    """Fill the file `html/<name>.html` and join its lines: a block of HTML that Markdown takes whole."""
    html = _HTML.get_template(f"{name}.html").render(facts)
    return "".join(line.strip() for line in html.splitlines())


def body_html(body: Iterable[Paragraph], fields: Mapping[str, Field]) -> Markup:
    """Each paragraph as `<p>`; optional parts carry `data-when`, slots `data-slot` and their placeholder."""
    paragraphs = ((_when(part.when), line_html(part, fields, part.when)) for part in body)
    return Markup("").join(Markup('<p dir="auto"{}>{}</p>').format(when, line) for when, line in paragraphs)


def line_html(line: Paragraph, fields: Mapping[str, Field], outer: tuple[str, ...] = ()) -> Markup:
    """The runs of one paragraph, whose element already says that it needs the fields in `outer`."""
    return Markup("").join(_run(run, run.when[len(outer) :], fields) for run in line.runs)


def card_html(
    library: Library,
    template: Template,
    blank: str,
    asked: Sequence[str] | None = None,
    level: int = 2,
    due: Mapping[str, Any] | None = None,
    home: str = "",
    brand: Brand = PLAIN,
    logo: str = "",
    panel_cite: Markup | None = None,
    draft: Mapping[str, Any] | None = None,
) -> str:
    """The fillable card of `template` as one line of HTML.

    `blank` is the address, without its ending, of the blank files; `asked` names the fields that earlier cards on the
    page ask for, and is None on its first card; `level` is that of the heading; `due` is what `due_facts` gives. `home`
    is the address of the template's own page, and `logo` that of the picture of `brand`; empty where there is none.
    `panel_cite` links to what the warning about two equal messages rests on, and `draft` is what `draft_facts` gives.
    """
    shared, fields, above = library.shared, library.fields_of(template), asked or ()
    needed = [field.name for field in library.missing(template, {}, 0)]
    ask = [field for field in fields if field.name not in above]
    return one_line(
        "card",
        template=template,
        level=level,
        blank=blank,
        home=home,
        brand=brand,
        logo=logo,
        words=SimpleNamespace(**shared.texts["card"]),
        card=shared.texts["card"],
        needed=needed,
        groups={group: [f for f in ask if f.group == group and f.name in needed] for group in ("you", "message")},
        extras=[field for field in ask if field.name not in needed],
        asked_before=[field for field in fields if field.name in above],
        first=asked is None,
        to=[line_html(part, shared.slots) for part in template.recipient],
        subjects=[line_html(subject, shared.slots) for subject in template.subjects],
        body=body_html(template.body, shared.slots),
        facts=_facts(library, template, due),
        due=due,
        labels=[field for field in library.labels_of(template) if field.name not in above],
        people=SimpleNamespace(**shared.texts["people"]),
        panel=_panel(library, template),
        panel_cite=panel_cite,
        draft=draft,
        draft_words=SimpleNamespace(**shared.texts["draft"]),
    )


def terms_html(library: Library, template: Template) -> str:
    """What people type who need this message, so that the site's search finds it by their words."""
    if not template.search_terms:
        return ""
    return one_line("terms", label=library.shared.texts["card"]["terms"], terms=", ".join(template.search_terms))


def field_facts(shared: Shared, names: Iterable[str], derived: Iterable[str]) -> dict[str, Any]:
    """What the script needs to know of the fields called `names` and of derived ones."""
    fields = {
        name: {"label": field.label, "type": field.type, "hole": field.hole, "most": field.max_length}
        | ({"choices": field.choices} if field.choices else {})
        for name, field in shared.fields.items()
        if name in names
    }
    computed = {name: {"of": shared.derived[name].of, "hole": shared.derived[name].hole} for name in sorted(derived)}
    return {"fields": fields, "derived": computed}


def _facts(library: Library, template: Template, due: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the script needs to know: nothing that the page's own markup already says."""
    shared, texts = library.shared, library.shared.texts
    words = {key: texts[key] for key in ("language", "dates", "days", "errors", "status")}
    left = {key: texts["card"][key] for key in ("left_one", "left_other", "ready")}
    channel = shared.channels.get(template.channel, {})
    measured = {"channel": channel, "measure": texts["measure"]} if channel else {}
    labels = {field.name for field in library.labels_of(template)}
    slots = field_facts(shared, template.fields | labels, template.derived)
    return {"to": template.to, **slots, **words, **left, **measured, **({"due": due} if due else {})}


def _panel(library: Library, template: Template) -> dict[str, Any]:
    """What the script needs to know of several people; empty where the message is for nobody of a panel.

    `each` says whether each of them gets one. Else the visitor chooses whose it is, where there are several.
    """
    names = [name for name in library.person_names if name in template.fields]
    if not names:
        return {}
    texts = library.shared.texts["people"]
    each = bool(template.each_person and template.to)
    said = ("remove", "unnamed", "added", "removed", *(("detail", "alike", "closest", "same") if each else ()))
    return {
        "each": each,
        "fields": library.person_fields,
        "name": template.each_person[0] if each else names[0],
        "own": template.each_person[1:] if each else (),
        "labels": [field.name for field in library.labels_of(template)],
        **{key: texts[key] for key in said},
    }


def _run(run: Run, when: tuple[str, ...], fields: Mapping[str, Field]) -> Markup:
    if run.field:
        field = fields[run.field]
        hole = Markup("") if field.default else Markup(' class="afterword-hole"')
        slot = Markup('<span data-slot="{}" dir="auto"{}{}>{}</span>')
        return slot.format(run.field, hole, _when(when), literal(field.default or field.hole))
    text = literal(run.text)
    return Markup("<span{}>{}</span>").format(_when(when), text) if when else text


def _when(fields: tuple[str, ...]) -> Markup:
    return Markup(' data-when="{}"').format(" ".join(fields)) if fields else Markup("")
