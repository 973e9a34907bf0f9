"""Several interviewers in one card: by keyboard, from page to page, and out as the files that the script writes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date

import pytest
from cards import Card, field, fill, open_card, reveal, unchecked
from conftest import ContextOpener
from playwright.sync_api import Locator, Page, expect
from test_accessibility import SCHEMES, assert_clean

from macros.commands.writing import drafts
from macros.details import read_details
from macros.library import Library

SHARED = {"your_name": "Amara Okafor", "job_title": "controls engineer", "company": "Halden", "key_skill": "tuning"}
SHARED |= {"interview_date": "2026-11-20"}
ADA = {
    "interviewer_name": "Dr. Ada Lindqvist",
    "interviewer_email": "ada@example.com",
    "memorable_detail": "how your team tunes the gripper",
    "interviewer_role": "hiring manager",
}
BEN = {"interviewer_name": "Ben", "interviewer_email": "", "memorable_detail": "why the line stops at noon"}
HOSTILE = [
    {"interviewer_name": "../../etc/passwd", "memorable_detail": "<img src=x onerror=alert(1)>"},
    {"interviewer_name": 'Ana "Nuri" Çelik, PhD', "interviewer_email": "ana@bücher.example", "memorable_detail": "=3D"},
    {"interviewer_name": "ANA “NURI” ÇELİK PHD", "memorable_detail": "{name} and {label}"},
    {"interviewer_name": "山田 花子", "memorable_detail": "夜勤のこと 👩‍👩‍👧"},
    {"interviewer_name": "CON", "memorable_detail": "'); DROP TABLE people;--"},
    {"interviewer_name": "!!!", "memorable_detail": "שלום"},
    {"interviewer_name": "x" * 200, "memorable_detail": "x " * 80 + "y"},
]


def part(card: Card, name: str) -> Locator:
    return card.root.locator(f'[data-part="{name}"]')


def tabs(card: Card) -> Locator:
    return part(card, "tabs").get_by_role("radio")


def add(card: Card, person: Mapping[str, str]) -> None:
    card.press("add-person")
    fill(card.page, person)


def fill_in(page: Page, people: Sequence[Mapping[str, str]]) -> Card:
    """Open the thank-you and fill it in for these people."""
    card = open_card(page, "thank-you")
    fill(page, {**SHARED, **{name: text for name, text in people[0].items() if name != "interviewer_role"}})
    for person in people[1:]:
        add(card, person)
    return card


def download_all(card: Card) -> dict[str, bytes]:
    assert isinstance(card.page, Page)
    with card.page.expect_download() as download:
        card.press("zip")
    assert download.value.suggested_filename == "thank-you.zip"
    with zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes())) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def script_writes(library: Library, people: Sequence[Mapping[str, str]]) -> dict[str, bytes]:
    """What `scripts.export write thank-you --format eml` writes for the same people."""
    fields, errors = library.shared.fields, library.shared.texts["errors"]
    read = [read_details(person, fields, errors)[0] for person in people]
    template = library.templates["thank-you"]
    return drafts(library, [template], {"thank-you": 0}, SHARED, "eml", False, date.today(), read)


def test_a_card_is_for_one_until_somebody_is_added(page: Page, library: Library) -> None:
    card = open_card(page, "thank-you")

    expect(part(card, "panel")).to_be_hidden()
    expect(field(page, "interviewer_role")).to_be_hidden()
    order = card.root.locator(".afterword-field").evaluate_all("all => all.map(f => f.lastElementChild.id)")
    fields = [f"afterword-{field.name}-error" for field in library.fields_of(library.templates["thank-you"])]
    assert sorted([*fields, "afterword-interviewer_role-error"]) == sorted(order)
    expect(card.root.locator(".afterword-extras summary")).to_have_text("More you can add (7)")

    card.press("add-person")
    expect(part(card, "panel")).to_be_visible()
    card.press("remove-person")
    expect(part(card, "panel")).to_be_hidden()
    expect(card.button("add-person")).to_be_focused()
    after = card.root.locator(".afterword-field").evaluate_all("all => all.map(f => f.lastElementChild.id)")
    assert after == order
    expect(card.root.locator(".afterword-extras summary")).to_have_text("More you can add (7)")


def test_a_message_that_is_for_one_alone_shows_no_panel_to_who_has_none(page: Page) -> None:
    card = open_card(page, "check-in")

    expect(part(card, "panel")).to_be_hidden()
    expect(card.button("add-person")).to_be_hidden()
    expect(field(page, "interviewer_name")).to_be_visible()
    assert open_card(page, "coordinator-thanks").button("add-person").count() == 0


def test_a_message_to_one_of_several_goes_to_whom_the_visitor_chooses(page: Page) -> None:
    """A name that is typed over another would lose somebody of the panel, so here a name is chosen."""
    fill_in(page, [ADA, BEN])

    card = open_card(page, "check-in")
    expect(tabs(card)).to_have_count(2)
    expect(field(page, "interviewer_name")).to_be_hidden()
    expect(card.button("remove-person")).to_be_hidden()
    expect(card.body).to_contain_text("Dear Ben,")
    tabs(card).nth(0).check()
    expect(card.body).to_contain_text("Dear Dr. Ada Lindqvist,")
    expect(field(page, "interviewer_email")).to_have_value("ada@example.com")
    with page.expect_download() as download:
        card.press("eml")
    assert download.value.suggested_filename == "check-in.eml"

    card = open_card(page, "thank-you")
    expect(part(card, "tabs").locator("label")).to_have_text(["Dr. Ada Lindqvist", "Ben"])
    tabs(card).nth(1).check()
    expect(field(page, "memorable_detail")).to_have_value(BEN["memorable_detail"])


def test_a_message_to_somebody_else_leaves_the_panel_as_it_is(page: Page) -> None:
    fill_in(page, [ADA, BEN])
    card = open_card(page, "check-in")

    card.press("add-person")
    expect(field(page, "interviewer_name")).to_be_focused()
    page.keyboard.type("Dr. Ada Lindqvist")
    field(page, "interviewer_email").fill("office@example.com")
    expect(field(page, "interviewer_name")).to_be_visible()
    names = ["Dr. Ada Lindqvist", "Ben", "Dr. Ada Lindqvist"]
    expect(part(card, "tabs").locator("label")).to_have_text(names)
    tabs(card).nth(1).check()
    expect(field(page, "interviewer_name")).to_be_hidden()

    card = open_card(page, "thank-you")
    expect(part(card, "tabs").locator("label")).to_have_text(names)
    expect(field(page, "memorable_detail")).to_have_value(BEN["memorable_detail"])


def test_who_was_added_by_mistake_can_be_taken_out_again(page: Page) -> None:
    fill_in(page, [ADA, BEN])
    card = open_card(page, "check-in")
    card.press("add-person")

    card.press("remove-person")

    expect(card.status).to_have_text("Interviewer 3 removed.")
    expect(part(card, "tabs").locator("label")).to_have_text(["Dr. Ada Lindqvist", "Ben"])
    expect(tabs(card).nth(1)).to_be_focused()


def test_on_a_page_of_several_messages_to_one_the_name_is_asked_once_and_kept(page: Page) -> None:
    fill_in(page, [ADA, BEN])
    page.goto("scenarios/no-response/")
    first, last = Card(page, "check-in"), Card(page, "final-message")

    tabs(last).nth(0).check()
    expect(tabs(first).nth(0)).to_be_checked()
    expect(field(page, "interviewer_name")).to_be_hidden()
    last.press("add-person")
    expect(field(page, "interviewer_name")).to_be_focused()
    page.keyboard.type("Cem")
    expect(last.body).to_contain_text("Dear Cem,")


def test_the_names_in_a_sentence_keep_their_own_direction(page: Page) -> None:
    """A number after a name that is written from right to left would else go to its other side."""
    name = "محمد الفارسي"
    card = fill_in(page, [BEN, {"interviewer_name": name, "memorable_detail": "why the line stops at two"}])

    expect(part(card, "alike").locator("bdi").nth(1)).to_have_text(name)
    order = part(card, "alike").evaluate(
        """(alike) => {
          const range = document.createRange()
          const left = (node, from, to) => {
            range.setStart(node, from)
            range.setEnd(node, to)
            return range.getBoundingClientRect().left
          }
          const [one, other, share] = alike.querySelectorAll('bdi')
          return [left(one, 0, 1), left(other, 0, 1), left(other.nextSibling, 0, 1), left(share, 0, 1)]
        }"""
    )
    assert order == sorted(order)
    expect(card.button("remove-person").locator("bdi")).to_have_text(name)


def test_two_people_by_keyboard_alone(page: Page, library: Library) -> None:
    card = open_card(page, "thank-you")
    keyboard = page.keyboard
    for name in ("your_name", "job_title", "company", "interviewer_name", "memorable_detail", "key_skill"):
        tab_to(page, field(page, name))
        keyboard.type({**SHARED, **ADA}[name])
    tab_to(page, card.button("add-person"))
    keyboard.press("Enter")
    expect(field(page, "interviewer_name")).to_be_focused()
    expect(card.status).to_have_text("Interviewer 2 added. The form and the message are now theirs.")
    keyboard.type("Ben")
    tab_to(page, field(page, "memorable_detail"))
    keyboard.type(BEN["memorable_detail"])
    expect(card.body).to_contain_text("Dear Ben,")
    expect(card.body).to_contain_text(BEN["memorable_detail"])

    tab_to(page, tabs(card).nth(1), "Shift+Tab")
    keyboard.press("ArrowUp")
    expect(tabs(card).nth(0)).to_be_focused()
    expect(tabs(card).nth(0)).to_be_checked()
    expect(field(page, "interviewer_name")).to_have_value("Dr. Ada Lindqvist")
    expect(card.body).to_contain_text("Dear Dr. Ada Lindqvist,")
    expect(card.body).to_contain_text(ADA["memorable_detail"])

    tab_to(page, card.button("zip"))
    with page.expect_download() as download:
        keyboard.press("Space")
    with zipfile.ZipFile(download.value.path()) as archive:
        assert archive.namelist() == ["thank-you-dr-ada-lindqvist.eml", "thank-you-ben.eml"]
    expect(card.status).to_have_text("Saved as thank-you.zip.")


def tab_to(page: Page, target: Locator, key: str = "Tab") -> None:
    for _ in range(60):
        page.keyboard.press(key)
        if target.evaluate("target => target === document.activeElement"):
            return
    raise AssertionError(f"the key {key} does not lead to {target}")


@pytest.mark.parametrize("people", [[ADA, BEN], HOSTILE], ids=["two", "hostile"])
def test_the_files_are_those_of_the_script(people: list[dict[str, str]], page: Page, library: Library) -> None:
    card = fill_in(page, people)
    unchecked(card)

    files = download_all(card)

    assert files == script_writes(library, people)
    assert len(files) == len(people)


def test_the_file_of_one_person_is_the_one_in_the_archive(page: Page) -> None:
    card = fill_in(page, [ADA, BEN])
    all_files = download_all(card)

    tabs(card).nth(0).check()
    for kind in ("eml", "txt"):
        with page.expect_download() as download:
            card.press(kind)
        assert download.value.suggested_filename == f"thank-you-dr-ada-lindqvist.{kind}"
        if kind == "eml":
            assert download.value.path().read_bytes() == all_files["thank-you-dr-ada-lindqvist.eml"]


def test_the_chosen_subject_goes_to_everybody(page: Page) -> None:
    card = fill_in(page, [ADA, BEN])
    card.choose_subject(1)

    for content in download_all(card).values():
        assert b"Subject: Our conversation about the controls engineer position, Amara Okafor\r\n" in content.replace(
            b"\r\n ", b" "
        )


def test_tabs_bear_the_name_and_the_role(page: Page) -> None:
    card = fill_in(page, [ADA, BEN])
    add(card, {"memorable_detail": "x", "interviewer_role": "<b>peer</b>"})

    expect(part(card, "tabs").locator("label").nth(0)).to_have_text("Dr. Ada Lindqvist")
    expect(tabs(card).nth(2)).to_be_checked()
    expect(part(card, "tabs").locator("label").nth(2)).to_have_text("Interviewer 3<b>peer</b>")
    expect(card.button("remove-person")).to_have_text("Remove Interviewer 3")


def test_removing_somebody_leaves_the_others_as_they_are(page: Page) -> None:
    card = fill_in(page, [ADA, BEN, {"interviewer_name": "Cem", "memorable_detail": "maps"}])
    tabs(card).nth(1).check()

    card.press("remove-person")

    expect(card.status).to_have_text("Ben removed.")
    expect(tabs(card)).to_have_count(2)
    expect(tabs(card).nth(1)).to_be_focused()
    expect(field(page, "interviewer_name")).to_have_value("Cem")
    card.press("remove-person")
    expect(field(page, "interviewer_name")).to_have_value("Dr. Ada Lindqvist")
    expect(field(page, "memorable_detail")).to_have_value(ADA["memorable_detail"])
    expect(card.body).not_to_contain_text("Ben")
    assert "Ben" not in str(page.evaluate("sessionStorage.getItem('afterword')"))


def test_a_role_that_is_refused_holds_nobody_back_once_its_field_is_gone(page: Page, library: Library) -> None:
    card = fill_in(page, [ADA, {"interviewer_role": "x" * 201}])
    tabs(card).nth(0).check()
    fill(page, {"interviewer_role": "y" * 201})
    card.press("copy")
    expect(field(page, "interviewer_role")).to_be_focused()

    tabs(card).nth(1).check()
    card.press("remove-person")

    expect(part(card, "panel")).to_be_hidden()
    card.press("copy")
    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])


def test_people_go_with_the_visitor_from_page_to_page(page: Page) -> None:
    card = fill_in(page, [ADA, BEN])
    tabs(card).nth(0).check()

    peer = open_card(page, "panel-peer")
    expect(tabs(peer)).to_have_count(2)
    expect(tabs(peer).nth(0)).to_be_checked()
    fill(page, {"shared_interest": "query plans"})
    tabs(peer).nth(1).check()
    expect(field(page, "shared_interest")).to_have_value("")
    expect(peer.body).to_contain_text("Dear Ben,")
    check_in = open_card(page, "check-in")
    expect(check_in.body).to_contain_text("Dear Ben,")
    card = open_card(page, "thank-you")
    expect(tabs(card).nth(1)).to_be_checked()
    tabs(card).nth(0).check()
    peer = open_card(page, "panel-peer")
    expect(field(page, "shared_interest")).to_have_value("query plans")


def test_people_are_there_after_a_link_that_loads_no_page(page: Page) -> None:
    """Material's instant navigation puts the next article into the page that is there."""
    card = fill_in(page, [ADA, BEN])
    page.evaluate("window.stayed = true")
    page.get_by_role("link", name="a warm one").click()

    warm = Card(page, "thank-you-warm")
    expect(tabs(warm).nth(1)).to_be_checked()
    tabs(warm).nth(0).check()
    expect(field(page, "interviewer_name")).to_have_value("Dr. Ada Lindqvist")
    expect(warm.body).to_contain_text("Dr. Ada Lindqvist")
    assert page.evaluate("window.stayed")
    page.go_back()
    expect(tabs(card).nth(0)).to_be_checked()
    assert len(download_all(card)) == 2


def test_forget_forgets_everybody(page: Page) -> None:
    card = fill_in(page, [ADA, BEN])
    page.get_by_label("Remember on this device").check()
    assert "Ada" in page.evaluate("localStorage.getItem('afterword')")

    card.press("forget")

    expect(part(card, "panel")).to_be_hidden()
    assert page.evaluate("[sessionStorage.getItem('afterword'), localStorage.getItem('afterword')]") == [None, None]
    page.reload()
    expect(part(card, "panel")).to_be_hidden()
    card.press("add-person")
    expect(part(card, "tabs").locator("label").nth(0)).to_have_text("Interviewer 1")


@pytest.mark.parametrize(
    ("roster", "people"),
    [
        ("", 1),
        ("nonsense", 1),
        ("{}", 1),
        ("[]", 1),
        ("[null]", 1),
        ("[null, null]", 1),
        ('[{"interviewer_name": "Ben"}]', 1),
        ('[null, {"interviewer_name": 17, "your_name": "Eve", "__proto__": {"a": 1}}]', 2),
        ('[0, null, false, ""]', 4),
        ('[null, 17, "text", [], {"interviewer_name": "Ben"}]', 5),
    ],
)
def test_a_card_makes_the_best_of_the_people_it_finds(roster: str, people: int, page: Page) -> None:
    page.goto("404.html")
    stored = json.dumps({"your_name": "Amara", "people": roster})
    page.evaluate("text => sessionStorage.setItem('afterword', text)", stored)

    card = open_card(page, "thank-you")

    card.press("add-person")
    expect(tabs(card)).to_have_count(people + 1)
    for number in range(people + 1):
        tabs(card).nth(number).check()
        expect(field(page, "your_name")).to_have_value("Amara")
        expect(field(page, "interviewer_name")).to_have_value("Ben" if people == 5 and number == 4 else "")


def test_nothing_leaves_while_somebody_lacks_a_detail(page: Page, library: Library) -> None:
    card = fill_in(page, [ADA, {"interviewer_name": "Ben"}, {"memorable_detail": "maps"}])
    tabs(card).nth(0).check()
    fill(page, {"company": ""})
    page.on("download", lambda download: pytest.fail(download.suggested_filename))

    card.press("zip")
    expect(card.status).to_have_text(
        "Not yet. Still missing: Company, One thing you talked about for Ben, and Interviewer for Interviewer 3."
    )
    expect(field(page, "company")).to_be_focused()
    fill(page, {"company": "Halden"})
    card.press("zip")
    expect(card.status).to_have_text(
        "Not yet. Still missing: One thing you talked about for Ben and Interviewer for Interviewer 3."
    )
    expect(tabs(card).nth(1)).to_be_checked()
    expect(field(page, "memorable_detail")).to_be_focused()
    expect(page.locator("#afterword-memorable_detail-error")).to_have_text(library.shared.texts["status"]["required"])
    fill(page, {"memorable_detail": "noon"})
    tabs(card).nth(2).check()
    expect(page.locator(".afterword-error:visible")).to_have_count(0)
    fill(page, {"interviewer_name": "Cem", "interviewer_email": "nobody"})
    tabs(card).nth(0).check()
    card.press("zip")
    expect(card.status).to_have_text("Not yet. Please mend: Interviewer e-mail for Cem.")
    expect(tabs(card).nth(2)).to_be_checked()
    expect(field(page, "interviewer_email")).to_be_focused()


def test_the_gate_of_one_person_is_that_persons(page: Page, library: Library) -> None:
    card = fill_in(page, [ADA, {"interviewer_name": "Ben"}])

    card.press("copy")
    expect(card.status).to_have_text("Not yet. Still missing: One thing you talked about.")
    tabs(card).nth(0).check()
    card.press("copy")
    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Dear Dr. Ada Lindqvist,\n")
    assert ADA["memorable_detail"] in copied


def test_the_meter_says_how_alike_the_closest_two_are(page: Page) -> None:
    card = fill_in(page, [ADA, {"interviewer_name": "Ben"}])
    meter = card.root.get_by_role("meter")
    expect(meter).to_be_hidden()

    field(page, "memorable_detail").fill("how your team plans the line")
    expect(part(card, "alike")).to_have_text("Dr. Ada Lindqvist and Ben: 67% alike beyond the shared text.")
    expect(meter).to_have_js_property("value", 67)
    field(page, "memorable_detail").fill("maps")
    expect(part(card, "alike")).to_have_text("Dr. Ada Lindqvist and Ben: 0% alike beyond the shared text.")
    add(card, {"interviewer_name": "Cem", "memorable_detail": "old maps"})
    expect(part(card, "alike")).to_have_text("Closest: Ben and Cem, 67% alike beyond the shared text.")


def test_the_same_detail_for_two_is_told_with_reason_and_source(page: Page, library: Library) -> None:
    card = fill_in(page, [ADA, BEN])
    warning = part(card, "same")
    expect(warning).to_be_hidden()

    field(page, "memorable_detail").fill(f" {ADA['memorable_detail'].upper()} ")

    expect(warning).to_contain_text("Dr. Ada Lindqvist and Ben would get the same words: “One thing you talked about”.")
    expect(warning).to_contain_text(library.shared.texts["people"]["why"])
    expect(warning.get_by_role("link", name="S3")).to_have_attribute("href", re.compile("/sources/#s3$"))
    assert warning.evaluate("warning => warning.closest('[aria-live=polite]') !== null")
    card.press("zip")
    expect(card.status).to_have_text(re.compile("^(Ben|Dr. Ada Lindqvist): Not yet. 1 thing should be mended first.$"))
    found = card.root.locator('afterword-draft [data-rule="duplicate"]')
    expect(found.get_by_role("link")).to_have_text("S3")
    field(page, "memorable_detail").fill("maps")
    expect(warning).to_be_hidden()


def test_no_id_stands_twice_and_every_detail_is_asked_once(page: Page) -> None:
    card = fill_in(page, [ADA, BEN])
    ids = page.locator("[id]").evaluate_all("all => all.map(element => element.id)")
    asked = card.root.locator(".afterword-field :is(input, select, textarea)").evaluate_all(
        "all => all.map(c => c.name)"
    )

    assert len(ids) == len(set(ids))
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_panel_is_clean_and_fits_a_phone(scheme: str, open_context: ContextOpener) -> None:
    page = open_context(color_scheme=scheme).new_page()
    card = fill_in(page, [ADA, {"interviewer_name": "x" * 200, "memorable_detail": ADA["memorable_detail"]}])
    card.press("add-person")
    reveal(card.button("zip"))
    assert_clean(page, "three people, two of them with the same detail")
    card.press("zip")
    assert_clean(page, "held back")

    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    for control in (*tabs(card).all(), card.button("zip"), card.button("remove-person"), card.button("add-person")):
        box = control.locator("xpath=ancestor-or-self::*[self::label or self::button]").bounding_box()
        assert box
        assert box["height"] >= 44
        assert 0 <= box["x"] <= box["x"] + box["width"] <= 390


def test_two_tabs_of_one_device_show_the_same_people(page: Page) -> None:
    card = fill_in(page, [ADA])
    page.get_by_label("Remember on this device").check()
    other = page.context.new_page()
    there = open_card(other, "thank-you")

    add(card, BEN)

    expect(tabs(there)).to_have_count(2)
    expect(there.body).to_contain_text("Dear Ben,")


def test_a_card_without_the_script_of_the_panel_is_a_card_for_one(page: Page) -> None:
    """A frame may leave the panel out: then there is no control that does nothing."""
    page.route("**/afterword-panel.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
    card = open_card(page, "thank-you")

    expect(card.root.locator("afterword-people")).to_be_hidden()
    fill(page, {**SHARED, "interviewer_name": "Ada", "memorable_detail": "maps"})
    with page.expect_download() as download:
        card.press("eml")
    assert download.value.suggested_filename == "thank-you.eml"
