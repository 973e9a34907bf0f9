"""The library as a whole: every message that a candidate needs, each honest about when it fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from built_pages import Element, read_page

from macros.library import Library, load_library
from macros.template import Template

TEMPLATES = list(load_library().templates.values())
EACH = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.slug)
LEAST = 34
# What a candidate needs, by stage, and how it travels where that is not by e-mail.
NEEDED = {
    "thank-you": {
        "thank-you": "email",
        "thank-you-warm": "email",
        "thank-you-formal": "email",
        "thank-you-phone-interview": "email",
        "thank-you-second-round": "email",
        "thank-you-late": "email",
        "thank-you-card-follows": "email",
        "handwritten-card": "note",
        "panel-manager": "email",
        "panel-peer": "email",
        "panel-product-lead": "email",
    },
    "missed-question": {
        "missed-question": "email",
        "gap-fill": "email",
        "correction-with-work": "email",
        "referee-offered": "email",
    },
    "check-in": {
        "check-in": "email",
        "check-in-new-subject": "email",
        "check-in-after-date": "email",
        "second-check-in": "email",
        "role-on-hold": "email",
        "phone-script": "phone",
        "voicemail-script": "voicemail",
    },
    "final": {"final-message": "email"},
    "rejection": {"rejection-reply": "email", "rejection-feedback-request": "email", "stay-in-touch": "email"},
    "offer": {
        "offer-thanks": "email",
        "offer-missing-details": "email",
        "time-to-decide": "email",
        "extend-deadline": "email",
        "accept-offer": "email",
        "decline-offer": "email",
        "negotiation-opener": "email",
        "withdraw": "email",
    },
    "competing-offer": {"competing-offer": "email"},
    "other": {
        "ask-for-addresses": "email",
        "coordinator-thanks": "email",
        "referee-thanks": "email",
        "linkedin-request": "linkedin",
    },
}
RECIPIENTS = {"ask-for-addresses": "coordinator", "coordinator-thanks": "coordinator", "referee-thanks": "referee"}
REPLIES = {"check-in", "check-in-after-date", "second-check-in", "final-message", "role-on-hold"}
REPLIES |= {"rejection-reply", "rejection-feedback-request"}
OWN = {"referee-thanks"}  # no article asks for these


def test_there_is_a_message_for_every_need(library: Library) -> None:
    there = {slug: (template.stage, template.channel) for slug, template in library.templates.items()}
    needed = {slug: (stage, channel) for stage, some in NEEDED.items() for slug, channel in some.items()}

    assert len(there) >= LEAST
    assert {slug: kind for slug, kind in needed.items() if there.get(slug) != kind} == {}


@EACH
def test_a_message_goes_to_the_one_whom_it_is_for(template: Template) -> None:
    whom = RECIPIENTS.get(template.slug, "interviewer")
    assert template.to == ((f"{whom}_name", f"{whom}_email") if template.channel == "email" else ())
    assert f"{whom}_name" in template.fields


def test_what_answers_in_a_thread_says_so(library: Library) -> None:
    assert {slug for slug, template in library.templates.items() if template.reply} == REPLIES


def test_what_goes_to_several_people_says_what_differs() -> None:
    """Every thank-you by e-mail may be one of several."""
    for template in TEMPLATES:
        several = template.stage == "thank-you" and template.channel == "email"
        assert ({"interviewer_name", "memorable_detail"} <= {*template.each_person}) == several, template.slug


@EACH
def test_a_message_says_when_it_fits_when_not_and_what_it_rests_on(template: Template) -> None:
    assert template.use_when.endswith(".")
    assert template.avoid_when.endswith(".")
    assert template.use_when != template.avoid_when
    assert (template.sources == ()) == (template.slug in OWN)


@EACH
def test_its_page_shows_all_three_and_what_people_search_for(
    template: Template, built_site: Path, library: Library
) -> None:
    article = read_page(built_site / "templates" / template.slug / "index.html").the("article")
    text, words = " ".join(article.text().split()), library.shared.texts["card"]

    assert template.use_when in text
    assert f"{words['avoid']}{template.avoid_when}" in text
    assert f"{words['terms']}{', '.join(template.search_terms)}." in text
    if template.sources:
        rests = article.the("p", **{"class": "afterword-terms afterword-rests"})
        assert tuple(link.text() for link in rests.all("a")) == template.sources
    else:
        assert words["own"] in text


@EACH
def test_people_search_for_it_in_a_few_words_of_theirs(template: Template) -> None:
    assert 2 <= len(template.search_terms) <= 5
    assert all(2 <= len(term) <= 40 and not term.endswith(".") for term in template.search_terms)
    assert len({term.lower() for term in template.search_terms}) == len(template.search_terms)


def test_the_index_says_of_each_message_when_it_fits(built_site: Path, library: Library) -> None:
    article = read_page(built_site / "templates" / "index.html").the("article")
    anchors = [link.attributes["href"] for link in article.the("ul", **{"class": "afterword-situations"}).all("a")]
    entries = {link.attributes["href"].strip("/"): link.around("li") for link in article.all("a") if _in_list(link)}

    assert anchors == [f"#{stage}" for stage in library.shared.texts["stages"]]
    for template in library.templates.values():
        text = " ".join(entries[template.slug].text().split())
        assert template.title in text
        assert template.use_when in text
        if template.channel != "email":
            assert library.shared.texts["channels"][template.channel] in text


def _in_list(link: Element) -> bool:
    above = link.parent
    while above and above.tag != "li":
        above = above.parent
    return bool(above and above.parent and above.parent.attributes.get("class") == "afterword-index")
