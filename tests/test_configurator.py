"""The page that writes the code for other sites: what it copies works there, and what is tried on it stays on it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import escape
from pathlib import Path

import pytest
from built_pages import read_page
from cards import fill
from conftest import ContextOpener, Watch
from hosts import LISTENER, HostSite, serve_host
from playwright.sync_api import Locator, Page, expect
from test_accessibility import SCHEMES, assert_clean
from test_site import SITE_URL

from macros.configurator import ACCENT, HEIGHT, PATTERNS, snippet_html
from macros.frames import frames
from macros.layers import ASSETS
from macros.library import Library

COMPANY = """Søn & "Co" <b>'x'</b> {slug} 100%+#?"""
WISH = "#FFE000"  # too light for text on white


@pytest.fixture(scope="module")
def host_site() -> Iterator[HostSite]:
    with serve_host() as site:
        yield site


@pytest.fixture
def form(page: Page) -> Page:
    page.goto("careers/embed/")
    expect(page.get_by_label("What to show")).to_be_visible()
    return page


def code(page: Page, kind: str) -> str:
    return page.locator(f'[data-snippet="{kind}"] code').first.text_content() or ""


def preview(page: Page) -> Locator:
    return page.frame_locator('[data-part="preview"] iframe').locator("main")


def guard(page: Page) -> Locator:
    return page.locator("#afterword-embed-guard")


def choose(page: Page) -> str:
    """Choose a message, a colour, a scheme and a detail; gives the colour that the guard makes of it on light."""
    page.get_by_label("What to show").select_option("thank-you")
    page.get_by_label("The same as a code").fill(WISH)
    page.get_by_label("Light or dark").select_option("light")
    page.get_by_text("Details to begin with").click()
    page.locator("afterword-configurator").get_by_label("Company", exact=True).fill(COMPANY)
    shown: list[str] = re.findall("#[0-9a-f]{6}", guard(page).inner_text())
    return shown[1]


@pytest.mark.parametrize("kind", ["fixed", "moving", "frame", "address"])
def test_the_code_shows_the_message_on_another_site(
    kind: str, form: Page, host_site: HostSite, watch: Watch, library: Library
) -> None:
    watch.allow(rf"^request to another origin: {re.escape(host_site.origin)}/")
    accent = choose(form)
    text = code(form, kind)
    body = f'<iframe src="{escape(text)}" title="x" height="900"></iframe>' if kind == "address" else text

    host = form.context.new_page()
    host.goto(host_site.page(body + LISTENER))

    inner = host.frame_locator("iframe")
    expect(inner.get_by_role("heading", level=1)).to_have_text(library.templates["thank-you"].title)
    expect(inner.locator('[data-slot="company"]').first).to_have_text(COMPANY)
    frame = host.locator("iframe").element_handle().content_frame()
    assert frame
    shown = "getComputedStyle(document.documentElement).getPropertyValue('--afterword-accent')"
    assert frame.evaluate(shown) == accent
    assert frame.evaluate("document.documentElement.dataset.mdColorScheme") == "default"


def test_the_link_and_the_address_lead_to_the_page_of_the_message(
    form: Page, host_site: HostSite, watch: Watch, origin: str, library: Library
) -> None:
    watch.allow(rf"^request to another origin: {re.escape(host_site.origin)}/")
    choose(form)
    assert code(form, "page") == f"{origin}/templates/thank-you/"
    host = form.context.new_page()
    host.goto(host_site.page(code(form, "link")))
    host.get_by_role("link", name=library.templates["thank-you"].title).click()
    expect(host).to_have_url(code(form, "page"))


def test_the_code_before_any_choice_is_the_one_in_the_page(form: Page, origin: str, built_site: Path) -> None:
    page = read_page(built_site / "careers" / "embed" / "index.html")
    written = {
        place.attributes["data-snippet"]: place.the("code").text()
        for place in page.the("article")
        if "data-snippet" in place.attributes
    }

    def here(kind: str) -> str:
        return re.sub(r'height="\d+"', f'height="{HEIGHT}"', code(form, kind).replace(f"{origin}/", SITE_URL))

    assert written.keys() == PATTERNS.keys()
    assert {kind: here(kind) for kind in written} == written


def test_the_lasting_script_bears_the_integrity_that_is_published(form: Page, built_site: Path) -> None:
    published = json.loads((built_site / "embed" / "v1" / "integrity.json").read_text(encoding="utf-8"))
    text = code(form, "fixed")
    (name,) = re.findall(r"embed/v1/([^\"]+)", text)

    assert f'integrity="{published[name]}"' in text
    assert "integrity" not in code(form, "moving")


def test_the_preview_follows_and_leaves_nothing_behind(form: Page) -> None:
    """What is tried here must not become the details of whoever tries it."""
    accent = choose(form)
    slot = preview(form).locator('[data-slot="company"]').first
    expect(slot).to_have_text(COMPANY)
    expect(preview(form).get_by_role("button", name="Copy message")).to_have_css(
        "background-color", f"rgb({', '.join(str(int(accent[at : at + 2], 16)) for at in (1, 3, 5))})"
    )
    form.locator("afterword-configurator").get_by_label("Company", exact=True).fill("")
    expect(slot).to_have_text("[company]")
    assert form.evaluate("[sessionStorage.length, localStorage.getItem('afterword')]") == [0, None]


def test_the_preview_is_seen_whole_and_its_height_is_told(form: Page) -> None:
    for width in (1280, 390):
        form.set_viewport_size({"width": width, "height": 844})
        inner = form.locator('[data-part="preview"] iframe')
        inner.scroll_into_view_if_needed()
        expect(form.locator('[data-part="measured"]')).to_contain_text(
            f"{round(inner.evaluate('frame => frame.clientWidth'))} px wide"
        )
        expect(form.locator('[data-part="measured"]')).to_contain_text(f"{inner.get_attribute('height')} px high")
        assert preview(form).evaluate("main => main.getBoundingClientRect().height - innerHeight") <= 0
        assert form.evaluate("document.documentElement.scrollWidth <= innerWidth")


def frame_of(page: Page, slug: str) -> Locator:
    """The frame of the preview, once it is the one of this message."""
    return page.locator(f'[data-part="preview"] iframe[src*="/embed/v1/{slug}/"]')


@pytest.mark.parametrize("slug", ["check-in", "thank-you", "voicemail-script", "timeline", "check"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_height_that_is_told_is_the_one_that_visitors_get(slug: str, width: int, form: Page) -> None:
    """Without a sandbox there are more buttons, and a line about what is kept."""
    form.set_viewport_size({"width": width, "height": 844})
    form.get_by_label("What to show").select_option(slug)
    inner = frame_of(form, slug)
    inner.scroll_into_view_if_needed()
    size = inner.evaluate("({ clientWidth }) => clientWidth")
    alone = form.context.new_page()
    alone.set_viewport_size({"width": size, "height": 900})
    alone.goto(f"embed/v1/{slug}/")
    expect(alone.locator("main :is(afterword-template, afterword-timeline, afterword-check)")).to_be_visible()
    high = alone.evaluate("Math.ceil(document.querySelector('main').getBoundingClientRect().height)")

    expect(form.locator('[data-part="measured"]')).to_contain_text(f"{high} px high and {size} px wide")
    expect(form.locator('[data-snippet="frame"] code').first).to_contain_text(f'height="{-(-high // 10) * 10}"')


def test_the_preview_shows_what_visitors_get(form: Page, library: Library) -> None:
    expect(preview(form).get_by_role("button", name="Open in e-mail")).to_be_visible()
    expect(preview(form).get_by_label("Remember on this device")).to_be_visible()
    preview(form).get_by_label("Remember on this device").check()
    frame = form.locator('[data-part="preview"] iframe').element_handle().content_frame()
    assert frame
    fill(frame, library.templates["check-in"].example)
    preview(form).locator(".afterword-more > summary").click()
    with form.expect_download() as download:
        preview(form).get_by_role("button", name=re.compile(r"\.txt")).click()
    assert download.value.suggested_filename.endswith(".txt")
    assert form.evaluate("[sessionStorage.length, localStorage.getItem('afterword')]") == [0, None]


def test_the_height_before_the_preview_tells_one_holds_most_frames(page: Page, origin: str, library: Library) -> None:
    page.set_viewport_size({"width": 700, "height": 900})
    heights = {}
    for frame in frames(library):
        page.goto(frame.place)
        expect(page.locator("main :is(afterword-template, afterword-timeline, afterword-check)")).to_be_visible()
        heights[frame.slug] = page.evaluate("document.querySelector('main').offsetHeight")
    assert sum(height <= HEIGHT for height in heights.values()) >= 0.9 * len(heights), heights


@pytest.mark.parametrize("height", ["200", "972", "1105", "1450", "9999"])
def test_a_height_goes_into_the_frame(height: str, form: Page) -> None:
    field = form.get_by_label("Height of a fixed frame")
    field.fill(height)
    assert f'height="{height}"' in code(form, "frame")
    assert field.get_attribute("aria-invalid") is None


@pytest.mark.parametrize("height", ["5", "100", "199", "10000", "99999", "-300", "1100.5", "-"])
def test_what_is_no_height_is_refused_at_the_field(height: str, form: Page) -> None:
    field, told = form.get_by_label("Height of a fixed frame"), form.locator("#afterword-embed-height-told")
    expect(told).to_be_empty()
    usual = form.locator('[data-snippet="frame"] code').first
    expect(usual).to_contain_text('height="1090"')
    field.press_sequentially(height)
    expect(told).to_have_text("A height is a whole number from 200 to 9999. Until it is one, the code says 1090.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(usual).to_contain_text('height="1090"')
    field.fill("")
    expect(told).to_be_empty()
    assert field.get_attribute("aria-invalid") is None


@pytest.mark.parametrize(
    ("wish", "told"), [("#006747", "as #006747 on light, and as #"), ("067", "#006677 is shown"), ("teal", "no colour")]
)
def test_a_colour_is_judged(wish: str, told: str, form: Page) -> None:
    field = form.get_by_label("The same as a code")
    field.fill(wish)
    expect(guard(form)).to_contain_text(told)
    assert (field.get_attribute("aria-invalid") == "true") == (wish == "teal")
    assert ("accent" in code(form, "moving")) == (wish != "teal")


def test_the_colour_field_and_its_code_are_one(form: Page) -> None:
    form.get_by_label("Colour of buttons").fill("#123456")
    expect(form.get_by_label("The same as a code")).to_have_value("#123456")
    form.get_by_label("The same as a code").fill("#abc")
    expect(form.get_by_label("Colour of buttons")).to_have_value("#aabbcc")
    assert 'accent="#aabbcc"' in code(form, "moving")


@pytest.mark.parametrize("then", ["", "rgb(0,0,0)", "#0f"])
def test_the_colour_field_shows_the_colour_that_counts(then: str, form: Page) -> None:
    form.get_by_label("The same as a code").fill("#ff0000")
    form.get_by_label("The same as a code").fill(then)
    assert "accent" not in code(form, "moving")
    expect(form.get_by_label("Colour of buttons")).to_have_value(ACCENT)


def test_the_preview_follows_at_once_when_a_field_is_left(form: Page) -> None:
    """So it is not exchanged below the focus of who goes on into it."""
    form.get_by_label("The same as a code").fill("#006747")
    expect(form.locator('[data-part="preview"] iframe[data-address*="006747"]')).to_be_attached()
    form.get_by_label("The same as a code").fill("")
    form.keyboard.press("Tab")
    assert "006747" not in (form.locator('[data-part="preview"] iframe').get_attribute("data-address") or "")


def test_the_timeline_offers_a_country_and_the_check_nothing(form: Page) -> None:
    form.get_by_label("What to show").select_option("timeline")
    form.get_by_text("Details to begin with").click()
    form.get_by_label("Public holidays of").first.select_option("US")
    assert 'template="timeline" data-country="US"' in code(form, "moving")
    expect(preview(form).get_by_label("Public holidays of")).to_have_value("US")
    form.get_by_label("What to show").select_option("check")
    expect(form.get_by_text("Details to begin with")).to_be_hidden()
    assert "data-" not in code(form, "moving")
    expect(preview(form).get_by_label("Your draft")).to_be_visible()


def test_a_code_is_copied_as_it_stands(form: Page) -> None:
    choose(form)
    form.get_by_role("button", name="Copy for Drupal").click()
    status = form.locator("[data-snippet] [role=status]").filter(has_text="Copied.")
    expect(status).to_have_count(1)
    assert form.evaluate("navigator.clipboard.readText()") == code(form, "frame")


def test_a_code_that_cannot_be_copied_is_selected(page: Page) -> None:
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    page.goto("careers/embed/")
    page.get_by_role("button", name="Copy for WordPress").click()
    expect(page.locator('[data-snippet="page"] [role=status]')).to_contain_text("The code is selected")
    assert page.evaluate("String(getSelection())") == code(page, "page")


def test_the_keyboard_is_enough(form: Page) -> None:
    keyboard = form.keyboard
    form.get_by_label("What to show").focus()
    keyboard.press("ArrowDown")
    for step in ("Tab", "Tab"):
        keyboard.press(step)
    keyboard.type("006747")
    for step in ("Tab", "ArrowDown", "Tab", "Tab", "Enter", "Tab"):
        keyboard.press(step)
    keyboard.type("Northfield")
    expect(form.locator("[data-detail]:focus")).to_have_value("Northfield")
    at_code = "document.activeElement.matches('[data-action=copy-code]')"
    presses = 0
    while not form.evaluate(at_code) and presses < 80:
        keyboard.press("Tab")
        presses += 1
    keyboard.press("Enter")
    expect(form.locator('[data-snippet="fixed"] [role=status]')).to_have_text("Copied.")
    copied = form.evaluate("navigator.clipboard.readText()")
    assert 'accent="#006747" scheme="light"' in copied
    assert '="Northfield"' in copied
    assert 'template="check-in"' not in copied


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_page_is_clean(scheme: str, open_context: ContextOpener) -> None:
    page = open_context(color_scheme=scheme).new_page()
    page.goto("careers/embed/")
    choose(page)
    assert_clean(page, "chosen")
    page.get_by_label("The same as a code").fill("teal")
    page.get_by_role("button", name="Copy for Wix").click()
    assert_clean(page, "wrong colour, copied")


def test_without_script_the_code_is_there_and_nothing_that_needs_one(open_context: ContextOpener) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto("careers/embed/")
    expect(page.get_by_text("The choices need JavaScript.")).to_be_visible()
    expect(page.get_by_label("What to show")).to_be_hidden()
    expect(page.get_by_role("button", name=re.compile("^Copy for"))).to_have_count(0)
    assert f'src="{SITE_URL}embed/v1/check-in/"' in code(page, "frame")
    expect(page.locator('[data-snippet="frame"] code').first).to_be_visible()


def test_no_other_page_loads_its_script(built_site: Path) -> None:
    pages = [path for path in built_site.rglob("*.html") if "afterword-careers.js" in path.read_text(encoding="utf-8")]
    assert pages == [built_site / "careers" / "embed" / "index.html"]


def test_a_code_that_there_is_not_is_refused(library: Library) -> None:
    with pytest.raises(ValueError, match="unknown code 'frames'; did you mean 'frame'"):
        snippet_html(library, "frames", "Drupal", SITE_URL)


def test_the_colour_that_the_form_begins_with_is_the_kits_own() -> None:
    style = (ASSETS / "afterword.css").read_text(encoding="utf-8")
    assert re.findall("--afterword-accent: (.*);", style)[0] == ACCENT
