"""The parts of pages that show many things at once: all messages, the timeline, the sources."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from types import SimpleNamespace
from typing import Any

from markupsafe import Markup

from .library import Library
from .page import literal, one_line
from .problems import nearest
from .template import Template

Link = Callable[[str], str]  # from an address below the site's root to one relative to the page


def index_markdown(library: Library, link: Link) -> str:
    """All templates under a heading for each stage, after links to the headings."""
    texts = library.shared.texts
    parts, stages = [], []
    for stage, group in groupby(library.templates.values(), key=lambda template: template.stage):
        cards = [(link(f"templates/{t.slug}/"), t, texts["channels"][t.channel]) for t in group]
        stages.append((stage, texts["stages"][stage]))
        parts.append(f"## {literal(texts['stages'][stage])} {{: #{stage} }}\n\n{one_line('index', cards=cards)}")
    return "\n\n".join([one_line("situations", situations=stages), *parts])


def course_html(library: Library) -> str:
    """The timeline as a list that is also the picture."""
    timeline, words = library.shared.timeline, library.shared.texts["timeline"]
    steps = [(phase["title"], counted(phase["when"], phase["waits"])) for phase in timeline["phases"]]
    steps.append((timeline["after"]["title"], timeline["after"]["when"]))
    return one_line("course", steps=steps, label=words["picture"])


def timeline_html(library: Library, link: Link) -> str:
    """The table Phase, When, Objective, Action, with what each source says about when."""

    def notes(phase: Mapping[str, Any]) -> list[tuple[str, Markup]]:
        listed = phase.get("notes", ())
        return [(counted(note["says"], phase["waits"]), cite_html(library, note["sources"], link)) for note in listed]

    phases = [
        SimpleNamespace(
            **phase | {key: counted(phase[key], phase["waits"]) for key in ("when", "cap")} | {"notes": notes(phase)},
            messages=[(link(f"templates/{slug}/"), find_template(library, slug).title) for slug in phase["templates"]],
            says=[(cite_html(library, [item["source"]], link), item["says"]) for item in phase["ranges"]],
        )
        for phase in library.shared.timeline["phases"]
    ]
    after = library.shared.timeline["after"]
    return one_line(
        "timeline",
        phases=phases,
        after=after,
        after_cite=cite_html(library, after["sources"], link),
        after_notes=notes({"waits": {}, **after}),
        words=SimpleNamespace(**library.shared.texts["timeline"]),
    )


def sources_html(library: Library) -> str:
    """Every article in full, each with the anchor that citations point at."""
    sources = library.shared.sources
    return one_line("sources", sources={name: source for name, source in sources.items() if "found" not in source})


def surveys_html(library: Library) -> str:
    """Every survey: who was asked, what was found, where it stands."""
    surveys = {name: source for name, source in library.shared.sources.items() if "found" in source}
    return one_line("surveys", surveys=surveys, words=SimpleNamespace(**library.shared.texts["sources"]))


def claims_html(library: Library, link: Link) -> str:
    """The register: each figure and anecdote, who says it, what it traces to, and the verdict."""
    texts = library.shared.texts
    claims = [
        (
            name,
            SimpleNamespace(
                **claim,
                says_cited=cite_html(library, claim["says"], link),
                traces_cited=cite_html(library, claim["traces_to"], link),
            ),
        )
        for name, claim in library.shared.claims.items()
    ]
    return one_line("claims", claims=claims, verdicts=texts["verdicts"], words=SimpleNamespace(**texts["sources"]))


def navigator_markdown(library: Library, link: Link) -> str:
    """The question what happened, a heading for each situation, and the message and day for each answer."""
    shared = library.shared
    situations = shared.navigator["situations"]
    parts = [one_line("situations", situations=[(item["id"], item["title"]) for item in situations])]
    for item in situations:
        answers = [_answer(library, answer, link) for answer in item["answers"]]
        heading = f"## {literal(item['title'])} {{: #{item['id']} }}"
        parts.append(f"{heading}\n\n{one_line('answers', answers=answers)}")
    return "\n\n".join(parts)


def cite_html(library: Library, ids: Iterable[str], link: Link) -> Markup:
    """Links to sources and claims; raises ValueError for an id that `sources.yml` does not have."""
    shared = library.shared
    texts = {name: source["cite"] for name, source in shared.sources.items()}
    texts |= {name: claim["claim"] for name, claim in shared.claims.items()}
    for name in ids:
        if name not in texts:
            raise ValueError(f"unknown source {name!r}; {nearest(name, texts)}")
    label = shared.texts["sources"]["cited"]
    return Markup(
        one_line("cite", cited=[(id, link(f"sources/#{id.lower()}"), literal(f"{label}{texts[id]}")) for id in ids])
    )


def rests_html(library: Library, template: Template, link: Link) -> str:
    """What the advice in a message rests on, or that nothing is behind it but this kit."""
    words = library.shared.texts["card"]
    if not template.sources:
        return one_line("terms", label="", terms=words["own"])
    line = Markup('<p class="afterword-terms afterword-rests">{}{}</p>')
    return line.format(literal(words["rests"]), cite_html(library, template.sources, link))


def find_template(library: Library, slug: str) -> Any:
    """The template called `slug`; raises ValueError, with the near match, for an unknown one."""
    if slug not in library.templates:
        raise ValueError(f"unknown template {slug!r}; {nearest(slug, library.templates)}")
    return library.templates[slug]


def _answer(library: Library, answer: Mapping[str, str], link: Link) -> tuple[str, ...]:
    """What the visitor says, the link to what fits, its name and wait; the phase that gives the day, and the slug."""
    if "template" in answer:
        template = find_template(library, answer["template"])
        href, title = link(f"templates/{template.slug}/"), template.title
    else:
        href, title = link(answer["page"]), library.shared.texts["navigator"]["several"]
    return answer["says"], href, title, _wait(library, answer), answer.get("phase", ""), answer.get("template", "")


def _wait(library: Library, answer: Mapping[str, str]) -> str:
    """How long to wait: as the answer says, as the reason says that leads to its message, or as its phase does."""
    if "when" in answer:
        return answer["when"]
    phase = next(phase for phase in library.shared.timeline["phases"] if phase["id"] == answer["phase"])
    reasons = [reason["when"] for reason in phase["reasons"].values() if reason["template"] == answer.get("template")]
    return counted(reasons[0] if len(reasons) == 1 else phase["when"], phase["waits"])


def counted(text: str, numbers: Mapping[str, str]) -> str:
    """Put the numbers that `text` names in braces into it."""
    return re.sub(r"\{([a-z_]+)\}", lambda part: numbers[part[1]], text)
