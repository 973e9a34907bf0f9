"""A message in the frame of another site, in each of the ways in which sites frame."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from cards import Card, field, fill, reveal, script_files, unfold
from conftest import PATIENCE, ContextOpener, Watch
from hosts import HOST, LISTENER, HostSite, serve_host, wordpress
from playwright.sync_api import Frame, Locator, Page, expect
from test_accessibility import assert_clean, violations
from test_storage import NO_STORAGE

from macros.checks import check
from macros.embed import element_files
from macros.frames import frames
from macros.library import Library

SLUG = "check-in"
COLLECT = "<script>window.heard = []; addEventListener('message', ({ data }) => heard.push(data))</script>"
RIGHTS = 'allow="clipboard-read; clipboard-write"'
HOSTILE = """<style>
* { display: none !important; font: 40px/3 fantasy !important; color: red !important }
html, body { display: block !important }
iframe { width: 10px !important; height: 10px !important; border: 9px solid !important; visibility: hidden !important }
afterword-embed { position: fixed !important; height: 3px !important; visibility: hidden !important }
afterword-embed { opacity: 0 !important; max-height: 2px !important }
</style>"""

Framer = Callable[..., Page]


@pytest.fixture(scope="session")
def host_site() -> Iterator[HostSite]:
    with serve_host() as site:
        yield site


@pytest.fixture
def framer(open_context: ContextOpener, host_site: HostSite, watch: Watch) -> Framer:
    """Open a page of the host with this body."""
    watch.allow(rf"^request to another origin: http://({HOST}|127\.0\.0\.1):{host_site.port}/")
    watch.allow(
        "Permissions policy violation: The Clipboard API has been blocked"
    )  # the better way to copy, tried first

    def opener(body: str, *, html: str = "", policy: str = "", **options: Any) -> Page:
        page = open_context(**options).new_page()
        page.goto(host_site.page(body, html=html, policy=policy))
        return page

    return opener


@pytest.fixture
def neighbour(framer: Framer, host_site: HostSite) -> Framer:
    """The same with a host of the same site as the frames, which a browser lets store what is typed."""

    def opener(body: str, **options: Any) -> Page:
        page = framer(body, **options)
        page.goto(page.url.replace(HOST, "127.0.0.1"))
        return page

    return opener


def plain(origin: str, attributes: str = "", options: str = "", slug: str = SLUG) -> str:
    address = f"{origin}/embed/v1/{slug}/{options}"
    return f'<iframe src="{address}" title="A message" width="100%" height="300" {attributes}></iframe>{LISTENER}'


def element(origin: str, attributes: str = "", slug: str = SLUG) -> str:
    link = f'<a href="{origin}/templates/{slug}/">A message</a>'
    script = f'<script async src="{origin}/embed/v1/afterword.js"></script>'
    return f'<afterword-embed template="{slug}" {attributes}>{link}</afterword-embed>{script}'


def frame_in(page: Page, number: int = 0) -> Frame:
    """The frame's own page, once its script has begun and the host has fitted it."""
    inner = page.locator("iframe").nth(number)
    expect(inner).to_have_attribute("height", re.compile("^(?!(300|900)$)[0-9]+$"))
    frame = inner.element_handle().content_frame()
    assert frame
    return frame


# Asked within the page, for its policy lets no text become a script there, which waiting from outside needs.
WHOLE = """async (patience) => {
  for (const end = performance.now() + patience; performance.now() < end;) {
    const { width, height } = document.querySelector('main').getBoundingClientRect()
    const over = innerHeight - height
    if (document.body.scrollWidth <= innerWidth && over >= 0 && over < 2 && width === innerWidth) return true
    await new Promise((again) => setTimeout(again, 20))
  }
  return false
}"""


def assert_whole(frame: Frame) -> None:
    """All of the page comes to be in sight, with nothing to scroll and nothing left over."""
    assert frame.evaluate(WHOLE, PATIENCE)


def text_of(library: Library, slug: str = SLUG) -> str:
    """The filled message as the export script writes it."""
    written = script_files(library, slug, library.templates[slug].example)[f"{slug}.txt"].decode()
    return written.split("\n\n", 1)[1].rstrip("\n")


def copy_filled(page: Page, frame: Frame, library: Library) -> str:
    """Fill in the message, copy it, and give what is on the clipboard."""
    page.evaluate("navigator.clipboard.writeText('')")
    card = Card(frame, SLUG)
    fill(frame, library.templates[SLUG].example)
    card.press("copy")
    expect(card.status).to_have_text(library.shared.texts["status"]["copied"])
    copied: str = page.evaluate("navigator.clipboard.readText()")
    return copied


def hosts(origin: str) -> dict[str, tuple[str, dict[str, str]]]:
    """Each way in which a site frames without a sandbox: the body of its page, and what else it says."""
    return {
        "plain": (plain(origin), {}),
        "with permissions": (plain(origin, RIGHTS), {}),
        "element": (element(origin), {}),
        "strict policy": (element(origin), {"policy": f"default-src 'none'; script-src {origin}; frame-src {origin}"}),
        "hostile style": (HOSTILE + element(origin), {}),
        "narrow column": (f'<div style="width: 280px">{element(origin)}</div>', {}),
        "right to left": (f"<p>שלום</p>{element(origin)}", {"html": 'dir="rtl"'}),
    }


@pytest.mark.parametrize("name", hosts(""))
def test_a_message_is_seen_whole_filled_and_copied(name: str, origin: str, framer: Framer, library: Library) -> None:
    body, settings = hosts(origin)[name]
    page = framer(body, **settings)
    frame = frame_in(page)

    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box = page.locator("iframe").bounding_box()
    assert box
    assert box["width"] >= 280
    expect(frame.get_by_role("heading", level=1)).to_have_text(library.templates[SLUG].title)
    assert frame.evaluate("getComputedStyle(document.querySelector('main')).direction") == "ltr"
    assert_whole(frame)
    assert copy_filled(page, frame, library) == text_of(library)
    unfold(Card(frame, SLUG))
    assert_whole(frame)


# WordPress


def sandboxed(framer: Framer, origin: str, options: str = "") -> tuple[Page, Frame]:
    tall = {"width": 1280, "height": 1100}
    page = framer(wordpress(f"{origin}/embed/v1/{SLUG}/", "a1B2c3D4e5", options), viewport=tall)
    expect(page.locator("blockquote")).to_be_hidden()
    return page, frame_in(page)


def test_wordpress_shows_the_frame_in_place_of_the_link(origin: str, framer: Framer) -> None:
    """It hears nothing but its own message, and cuts the height at 1000; the frame's page scrolls inside."""
    page, frame = sandboxed(framer, origin)
    expect(page.locator("iframe")).to_have_attribute("height", "1000")
    expect(page.locator("iframe")).not_to_have_attribute("style", re.compile("."))
    assert frame.evaluate("document.querySelector('main').offsetHeight") > 1000
    button = Card(frame, SLUG).button("copy")
    expect(button).to_be_in_viewport(ratio=1)
    last = frame.locator(".afterword-from a")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)


def test_a_message_is_copied_in_the_sandbox_of_wordpress(origin: str, framer: Framer, library: Library) -> None:
    """No permission, no storage, no origin: only the oldest way to copy is left."""
    page, frame = sandboxed(framer, origin)
    assert frame.evaluate("self.origin") == "null"
    assert (
        frame.evaluate("navigator.clipboard.writeText('x').then(() => 'written', (error) => error.name)")
        == "NotAllowedError"
    )
    assert copy_filled(page, frame, library) == text_of(library)
    expect(frame.locator("textarea[readonly]")).to_have_count(0)


def test_the_sandbox_of_wordpress_hides_what_cannot_work(origin: str, framer: Framer) -> None:
    _, frame = sandboxed(framer, origin)
    unfold(Card(frame, SLUG))
    shown = frame.locator("[data-action]:visible").evaluate_all("all => all.map(button => button.dataset.action)")
    assert sorted(shown) == ["copy", "copy", "copy", "copy-blank", "forget"]
    expect(frame.locator(".afterword-actions .afterword-hint:visible")).to_have_count(0)
    expect(frame.get_by_label("Remember on this device")).to_be_hidden()


def test_wordpress_follows_the_link_of_the_frame(origin: str, framer: Framer) -> None:
    page, frame = sandboxed(framer, origin)
    frame.locator(".afterword-from a").click()
    page.wait_for_function("followed.length")
    assert page.evaluate("followed") == [f"{origin}/templates/{SLUG}/"]


def test_a_sandbox_without_wordpress_shows_no_link_that_leads_nowhere(origin: str, framer: Framer) -> None:
    frame = frame_in(
        framer(plain(origin, 'sandbox="allow-scripts"').replace("origin === new URL(frame.src).origin", "true"))
    )
    expect(Card(frame, SLUG).button("copy")).to_be_visible()
    expect(frame.locator(".afterword-from")).to_be_hidden()


def test_options_stand_before_the_secret(origin: str, framer: Framer) -> None:
    _, frame = sandboxed(framer, origin, "#accent=006747&company=Northfield%20Library")
    expect(field(frame, "company")).to_have_value("Northfield Library")
    assert colour(frame, "--afterword-accent") == "#006747"


# Height


def test_the_height_is_told_at_once_at_each_change_and_when_asked(origin: str, framer: Framer) -> None:
    page = framer(COLLECT + plain(origin))
    frame = frame_in(page)
    assert page.evaluate("heard.length") >= 1
    before = page.evaluate("heard.at(-1).height")

    unfold(Card(frame, SLUG))
    page.wait_for_function("(before) => heard.at(-1).height > before", arg=before)
    assert_whole(frame)

    page.evaluate("heard = []; document.querySelector('iframe').contentWindow.postMessage({ message: 'ready' }, '*')")
    page.wait_for_function("heard.length")
    height = frame.evaluate("Math.ceil(document.querySelector('main').getBoundingClientRect().height)")
    assert page.evaluate("heard") == [{"type": "afterword:height", "v": 1, "height": height}]


def test_wordpress_hears_both_messages_with_numbers_and_its_secret(origin: str, framer: Framer) -> None:
    page = framer(COLLECT + wordpress(f"{origin}/embed/v1/{SLUG}/", "Zz9"))
    frame_in(page)
    own, theirs = page.evaluate("heard.slice(0, 2)")
    assert own == {"type": "afterword:height", "v": 1, "height": theirs["value"]}
    assert theirs == {"message": "height", "value": own["height"], "secret": "Zz9"}
    assert isinstance(own["height"], int)


@pytest.mark.parametrize("secret", ["", "a b", "a%22b", "<b>", "x" * 65])
def test_what_is_no_secret_is_not_told_back(secret: str, origin: str, framer: Framer) -> None:
    page = framer(COLLECT + plain(origin, options=f"#?secret={secret}"))
    frame_in(page)
    assert {message.get("type") for message in page.evaluate("heard")} == {"afterword:height"}


def test_a_page_that_stands_alone_tells_nobody(page: Page) -> None:
    page.add_init_script("window.heard = []; addEventListener('message', ({ data }) => heard.push(data))")
    page.goto(f"embed/v1/{SLUG}/#?secret=abc")
    expect(Card(page, SLUG).status).not_to_be_empty()
    page.evaluate(
        "new Promise((done) => { addEventListener('message', () => done()); postMessage({ message: 'ready' }) })"
    )
    assert page.evaluate("heard") == [{"message": "ready"}]


# The element


def test_the_element_takes_colour_scheme_and_details(origin: str, framer: Framer) -> None:
    attributes = (
        'accent="#7a1fa2" scheme="dark" data-company="Smith &amp; Sons + 1" data-job_title="tuner" data-nonsense="1"'
    )
    frame = frame_in(framer(element(origin, attributes)))
    expect(field(frame, "company")).to_have_value("Smith & Sons + 1")
    expect(Card(frame, SLUG).body).to_contain_text("tuner position at Smith & Sons + 1")
    expect(frame.locator("html")).to_have_attribute("data-md-color-scheme", "slate")


def test_the_element_follows_its_attributes(origin: str, framer: Framer) -> None:
    page = framer(element(origin, 'accent="#006747"'))
    frame = frame_in(page)
    fill(frame, {"job_title": "tuner"})

    page.locator("afterword-embed").evaluate("element => element.setAttribute('accent', '#8b0000')")
    expect(Card(frame, SLUG).button("copy")).to_have_css("background-color", "rgb(139, 0, 0)")
    expect(field(frame, "job_title")).to_have_value("tuner")

    page.locator("afterword-embed").evaluate("element => element.setAttribute('template', 'thank-you')")
    inner = page.frame_locator("iframe")
    expect(inner.locator("afterword-template")).to_have_attribute("template", "thank-you")


def test_the_element_begins_when_its_message_is_named(origin: str, framer: Framer) -> None:
    page = framer(element(origin).replace(f'template="{SLUG}"', ""))
    page.wait_for_function("Boolean(customElements.get('afterword-embed'))")
    expect(page.locator("afterword-embed a")).to_be_visible()
    page.locator("afterword-embed").evaluate("(element, slug) => element.setAttribute('template', slug)", SLUG)
    assert_whole(frame_in(page))
    expect(page.locator("afterword-embed a")).to_be_hidden()


@pytest.mark.parametrize("other", ["no-such-message", "Not A Name", "", None])
def test_the_link_comes_back_where_the_next_message_cannot_be_shown(
    other: str | None, origin: str, framer: Framer, watch: Watch
) -> None:
    watch.allow("Content Security Policy|Failed to load resource|violates")
    watch.allow(r"(?s)^uncaught: (?!.*/assets/afterword/)")  # Material does not survive being framed
    page = framer(element(origin))
    frame_in(page)
    host, link = page.locator("afterword-embed"), page.locator("afterword-embed a")
    name = "element.setAttribute('template', name)"
    change = f"(element, name) => name === null ? element.removeAttribute('template') : {name}"
    host.evaluate(change, other)
    expect(link).to_be_visible()
    # What the frame before would tell at another width is not heard, nor the page of the host for what is not there.
    page.set_viewport_size({"width": 500, "height": 700})
    page.wait_for_load_state("networkidle")
    expect(link).to_be_visible()
    assert [box.bounding_box() for box in page.locator("iframe:visible").all()] == []

    host.evaluate(change, "thank-you")
    expect(link).to_be_hidden()
    expect(page.frame_locator("iframe").locator("afterword-template")).to_have_attribute("template", "thank-you")


def test_nothing_is_asked_for_without_the_name_of_a_message(origin: str, framer: Framer) -> None:
    page = framer("")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(page.url)
    body = element(origin).replace(f'template="{SLUG}"', "")
    page.set_content(body, wait_until="networkidle")
    assert [url for url in asked if "/embed/v1/" in url] == [f"{origin}/embed/v1/afterword.js"]


def test_the_frame_is_named_by_the_link_inside(origin: str, framer: Framer) -> None:
    page = framer(element(origin))
    frame_in(page)
    expect(page.locator("iframe")).to_have_attribute("title", "A message")
    expect(page.locator("afterword-embed a")).to_be_hidden()
    assert violations(page) == []


def test_several_stand_on_one_page_each_with_its_own_height(origin: str, framer: Framer) -> None:
    slugs = ("check-in", "voicemail-script", "thank-you")
    page = framer("".join(element(origin, slug=slug) for slug in slugs))
    heights = []
    for number, slug in enumerate(slugs):
        frame = frame_in(page, number)
        assert f"/{slug}/" in frame.url
        assert_whole(frame)
        heights.append(page.locator("iframe").nth(number).get_attribute("height"))
    assert len({*heights}) == 3


def test_nothing_is_left_on_the_host(origin: str, framer: Framer) -> None:
    """Its script, loaded twice too, adds no name to the page, no cookie and nothing to its storage."""
    bare = set(framer("<p></p>").evaluate("Object.getOwnPropertyNames(window)"))
    page = framer(element(origin) + element(origin, slug="thank-you"))
    frame_in(page, 1)
    assert {name for name in page.evaluate("Object.getOwnPropertyNames(window)") if not name.isdigit()} - bare == set()
    assert page.context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]


@pytest.mark.parametrize(
    "kept_out",
    ["unknown message", "no message", "hostile name", "a module", "host allows no frame", "host allows no script"],
)
def test_the_link_stays_where_no_frame_can_be(kept_out: str, origin: str, framer: Framer, watch: Watch) -> None:
    slug = {"unknown message": "no-such-message", "no message": "", "hostile name": "../../check-in"}.get(
        kept_out, SLUG
    )
    policies = {
        "host allows no frame": f"default-src 'none'; script-src {origin}",
        "host allows no script": f"default-src 'none'; frame-src {origin}",
    }
    watch.allow("Content Security Policy|Failed to load resource|violates")
    watch.allow(r"(?s)^uncaught: (?!.*/assets/afterword/)")  # Material does not survive being framed
    kind = '<script type="module"' if kept_out == "a module" else "<script"
    page = framer(element(origin, slug=slug).replace("<script", kind), policy=policies.get(kept_out, ""))
    page.wait_for_load_state("load")
    expect(page.locator("afterword-embed a")).to_be_visible()
    assert [box.bounding_box() for box in page.locator("iframe:visible").all()] == []


SPOOF = """async ([origin, elsewhere]) => {
  const { contentWindow } = document.querySelector('afterword-embed').shadowRoot.querySelector('iframe')
  const message = { type: 'afterword:height', v: 1, height: 4000 }
  const sent = (data) => ({ source: contentWindow, origin, data })
  const events = [
    { source: window, origin, data: message },
    { source: null, origin, data: message },
    { source: contentWindow, origin: elsewhere, data: message },
    { source: contentWindow, origin: 'null', data: message },
    ...[null, 'text', 7, {}, { ...message, v: 2 }, { ...message, type: 'height' }].map(sent),
    ...[-1, 0, NaN, Infinity, 1e9, '<b>', null].map((height) => sent({ ...message, height })),
  ]
  for (const init of events) dispatchEvent(new MessageEvent('message', init))
  return document.querySelector('afterword-embed').shadowRoot.querySelector('iframe').height
}"""


def test_only_the_frame_itself_sets_its_height(origin: str, framer: Framer, host_site: HostSite) -> None:
    """Messages of another window, from another origin, of another kind or of no sense change nothing."""
    page = framer(element(origin))
    frame = frame_in(page)
    assert_whole(frame)
    height = page.locator("iframe").get_attribute("height")
    assert page.evaluate(SPOOF, [origin, host_site.origin]) == height
    frame.evaluate("parent.postMessage({ type: 'afterword:height', v: 1, height: 1234.5 }, '*')")
    expect(page.locator("iframe")).to_have_attribute("height", "1235")


def test_a_frame_that_went_elsewhere_is_not_heard(origin: str, framer: Framer, host_site: HostSite) -> None:
    page = framer(element(origin))
    frame = frame_in(page)
    assert_whole(frame)
    height = page.locator("iframe").get_attribute("height")
    page.evaluate("window.heard = []; addEventListener('message', ({ data }) => heard.push(data))")
    stranger = "<script>parent.postMessage({ type: 'afterword:height', v: 1, height: 4000 }, '*')</script>"
    frame.evaluate("(address) => { location = address }", host_site.page(stranger))
    page.wait_for_function("heard.length")
    assert page.locator("iframe").get_attribute("height") == height


def versions() -> list[str]:
    return [name for name in element_files() if name.startswith("afterword-")]


@pytest.mark.parametrize("name", versions())
def test_the_script_of_a_version_loads_by_its_integrity(name: str, origin: str, framer: Framer, watch: Watch) -> None:
    value = framer("").request.get(f"{origin}/embed/v1/integrity.json").json()[name]
    for integrity, loads in ((value, True), (value.replace(value[-6:], "AAAAA="), False)):
        body = element(origin).replace(
            '<script async src="' + f"{origin}/embed/v1/afterword.js",
            f'<script crossorigin="anonymous" integrity="{integrity}" src="{origin}/embed/v1/{name}',
        )
        watch.allow("integrity")
        page = framer(body)
        expect(page.locator("iframe")).to_have_count(1 if loads else 0)
        assert page.evaluate("Boolean(customElements.get('afterword-embed'))") is loads


# Options


def colour(page: Page | Frame, name: str) -> str:
    value: str = page.evaluate("name => getComputedStyle(document.documentElement).getPropertyValue(name).trim()", name)
    return value


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance, reckoned apart from the kit's own."""
    long = colour if len(colour) == 7 else "#" + "".join(mark * 2 for mark in colour[1:])
    parts = [int(long[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


ACCENTS = ["006747", "%23006747", "ffe600", "fff", "000", "ff0000", "808080", "00ffff", "0000ff", "ffb6c1"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_accent_can_be_read(scheme: str, page: Page) -> None:
    """Links on the sheet, and the text of a button on the accent: 4.5 to 1 at least."""
    for accent in ACCENTS:
        page.goto(f"embed/v1/{SLUG}/#scheme={scheme}&accent={accent}&company={accent}")
        shown, ink, sheet = (colour(page, f"--afterword-{name}") for name in ("accent", "accent-ink", "sheet"))
        assert contrast(shown, sheet) >= 4.5, accent
        assert contrast(shown, ink) >= 4.5, accent
        assert contrast(shown, colour(page, "--afterword-accent-wash")) >= 4.5, accent


def test_an_accent_that_reads_well_is_left_alone(page: Page) -> None:
    for wish, scheme in (("#006747", "light"), ("#8b0000", "light"), ("#ffe600", "dark")):
        page.goto(f"embed/v1/{SLUG}/#scheme={scheme}&accent={wish[1:]}")
        assert colour(page, "--afterword-accent") == wish


@pytest.mark.parametrize(
    "options",
    ["accent=red", "accent=12345", "accent=%3B%7D*%7Bdisplay:none", "accent=url(//x)", "accent", "scheme=sepia", "x=1"],
)
def test_an_option_that_is_none_changes_nothing(options: str, page: Page) -> None:
    names = [f"--afterword-{name}" for name in ("accent", "accent-ink", "accent-wash", "sheet")]
    page.goto(f"embed/v1/{SLUG}/")
    usual = [colour(page, name) for name in names]
    page.goto(f"embed/v1/thank-you/#{options}")
    assert [colour(page, name) for name in names] == usual
    expect(Card(page, "thank-you").body).to_contain_text("[job title]")


@pytest.mark.parametrize("system", ["light", "dark"])
def test_the_scheme_is_the_visitors_unless_the_host_chooses(system: str, open_context: ContextOpener) -> None:
    page = open_context(color_scheme=system).new_page()
    for option, shown in (("", system), ("#scheme=auto", system), ("#scheme=dark", "dark"), ("#scheme=light", "light")):
        page.goto(f"embed/v1/{SLUG}/{option}")
        expect(page.locator("html")).to_have_attribute(
            "data-md-color-scheme", "slate" if shown == "dark" else "default"
        )


def test_given_details_do_not_replace_what_was_typed(page: Page) -> None:
    page.goto(f"embed/v1/{SLUG}/#company=Northfield&interviewer_name=Karin&__proto__=x&constructor=y&unknown=z")
    expect(field(page, "company")).to_have_value("Northfield")
    expect(Card(page, SLUG).body).to_contain_text("Dear Karin")
    fill(page, {"company": "Southfield"})
    page.reload()
    expect(field(page, "company")).to_have_value("Southfield")


def test_details_that_another_page_gives_replace_given_ones(page: Page) -> None:
    page.goto(f"embed/v1/{SLUG}/#company=Northfield")
    expect(field(page, "company")).to_have_value("Northfield")
    page.goto("embed/v1/thank-you/#company=Southfield")
    expect(field(page, "company")).to_have_value("Southfield")


def test_frames_of_one_page_keep_what_is_typed_in_each(origin: str, neighbour: Framer) -> None:
    page = neighbour(element(origin) + element(origin, slug="thank-you"))
    first, second = frame_in(page), frame_in(page, 1)
    fill(first, {"your_name": "Priya Nair", "job_title": "nurse"})
    expect(field(second, "your_name")).to_have_value("Priya Nair")
    fill(second, {"company": "Halden"})
    expect(field(first, "company")).to_have_value("Halden")
    page.reload()
    for number in range(2):
        frame = frame_in(page, number)
        expect(field(frame, "your_name")).to_have_value("Priya Nair")
        expect(field(frame, "company")).to_have_value("Halden")


def test_each_frame_of_a_page_begins_with_what_its_own_code_gives(origin: str, neighbour: Framer) -> None:
    """Nothing of it is kept, so no other frame can show it."""
    page = neighbour(
        element(origin, 'data-company="Northfield"') + element(origin, 'data-company="Halden"', slug="thank-you")
    )
    for _ in range(2):
        expect(field(frame_in(page), "company")).to_have_value("Northfield")
        expect(field(frame_in(page, 1), "company")).to_have_value("Halden")
        frame_in(page).get_by_label("Remember on this device").check()
        expect(frame_in(page, 1).get_by_label("Remember on this device")).to_be_checked()
        expect(field(frame_in(page, 1), "company")).to_have_value("Halden")
        page.reload()


def test_a_given_detail_can_be_taken_out(page: Page) -> None:
    page.goto(f"embed/v1/{SLUG}/#company=Northfield")
    fill(page, {"company": ""})
    expect(Card(page, SLUG).body).to_contain_text("[company]")
    page.reload()
    expect(field(page, "company")).to_have_value("")


def test_given_details_are_judged_like_typed_ones(page: Page, library: Library) -> None:
    page.goto(f"embed/v1/{SLUG}/#interviewer_email=nobody&company=%3Cimg%20src=x%20onerror=alert(1)%3E")
    card = Card(page, SLUG)
    expect(card.body).to_contain_text("<img src=x onerror=alert(1)>")
    expect(card.to).not_to_contain_text("nobody")
    card.press("copy")
    expect(page.locator("#afterword-interviewer_email-error")).not_to_be_empty()


def test_another_language_is_another_page(page: Page) -> None:
    """Where the page names it: the address goes along, and a language that is not there changes nothing."""
    page.goto(f"embed/v1/{SLUG}/#locale=de")
    expect(Card(page, SLUG).status).not_to_be_empty()
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('link'), { hreflang: 'de', href: '../thank-you/' }))"
    )
    page.evaluate("location.hash = '#locale=de&company=Nordfeld'")
    page.wait_for_url("**/embed/v1/thank-you/#locale=de&company=Nordfeld")
    expect(field(page, "company")).to_have_value("Nordfeld")


# What a frame does without


def test_nothing_is_asked_for_once_the_frame_has_loaded(origin: str, framer: Framer, library: Library) -> None:
    page = framer(element(origin))
    frame = frame_in(page)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.set_offline(True)
    assert copy_filled(page, frame, library) == text_of(library)
    Card(frame, SLUG).press("copy-blank")
    assert asked == []


def test_a_frame_loads_its_page_one_script_and_one_style_sheet(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/embed/v1/", 1)[1].split("?")[0]))
    page.goto(f"embed/v1/{SLUG}/", wait_until="networkidle")
    assert sorted(asked) == [f"{SLUG}/", "template.css", "template.js"]


def test_blocked_storage_is_survived_in_a_frame(open_context: ContextOpener, library: Library) -> None:
    context = open_context()
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    page.goto(f"embed/v1/{SLUG}/#company=Northfield")
    expect(field(page, "company")).to_have_value("Northfield")
    expect(page.get_by_label("Remember on this device")).to_be_hidden()
    expect(page.locator("#afterword-remember-hint")).to_have_text(library.shared.texts["status"]["not_kept"])
    assert copy_filled(page, page.main_frame, library) == text_of(library)


def test_where_the_browser_keeps_details_they_can_be_kept(page: Page) -> None:
    page.goto(f"embed/v1/{SLUG}/")
    page.get_by_label("Remember on this device").check()
    fill(page, {"job_title": "tuner"})
    page.goto("embed/v1/thank-you/")
    expect(field(page, "job_title")).to_have_value("tuner")


def test_a_frame_reads_without_script(open_context: ContextOpener, library: Library) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(f"embed/v1/{SLUG}/")
    expect(Card(page, SLUG).body).to_contain_text("[job title]")
    for control in page.locator("input, select, textarea, button").all():
        expect(control).to_be_hidden()
    with page.expect_download() as download:
        page.locator('.afterword-without a[href$=".txt"]').click()
    assert download.value.suggested_filename == f"{SLUG}.txt"


def test_the_way_out_of_a_frame_opens_the_site(origin: str, framer: Framer) -> None:
    page = framer(element(origin))
    with page.context.expect_page() as opened:
        frame_in(page).locator(".afterword-from a").click()
    opened.value.wait_for_url(f"{origin}/templates/{SLUG}/")


def test_mail_programs_and_files_open_from_a_frame(origin: str, framer: Framer, library: Library) -> None:
    page = framer(element(origin))
    frame = frame_in(page)
    fill(frame, library.templates[SLUG].example)
    with page.expect_download() as download:
        Card(frame, SLUG).press("eml")
    assert (
        download.value.path().read_bytes()
        == script_files(library, SLUG, library.templates[SLUG].example)[f"{SLUG}.eml"]
    )


def test_a_frame_prints_whole(page: Page) -> None:
    page.goto(f"embed/v1/{SLUG}/")
    page.emulate_media(media="print")
    assert (
        page.evaluate("['html', 'body'].map((tag) => getComputedStyle(document.querySelector(tag)).overflow)")
        == ["visible"] * 2
    )
    expect(page.locator(".afterword-from")).to_be_hidden()


# The timeline

US = "#country=US"


def plan_for(frame: Page | Frame, interview: str) -> None:
    frame.locator("[name=interview_date]").fill(interview)
    frame.locator("[name=interview_date]").blur()


def offered(frame: Page | Frame, name: str = "country") -> list[str]:
    options = frame.locator(f"[name={name}] option")
    values: list[str] = options.evaluate_all("options => options.map(option => option.value)")
    return values


def day_of(frame: Page | Frame, phase: str) -> Locator:
    return frame.locator(f'li[data-phase="{phase}"] time')


def test_the_timeline_tells_the_days_in_a_frame(origin: str, framer: Framer) -> None:
    page = framer(element(origin, 'data-country="US" accent="#7a1fa2"', slug="timeline"))
    frame = frame_in(page)
    page.context.set_offline(True)
    plan_for(frame, "2027-11-15")
    expect(day_of(frame, "check-in")).to_have_attribute("datetime", "2027-11-24")
    plan_for(frame, "2027-11-16")
    expect(day_of(frame, "check-in")).to_have_attribute("datetime", "2027-11-26")  # Thanksgiving is no business day
    assert_whole(frame)
    reveal(frame.locator("[name=country]"))
    frame.locator("[name=country]").select_option("")
    expect(day_of(frame, "check-in")).to_have_attribute("datetime", "2027-11-25")


def test_the_timeline_offers_one_country_or_none(page: Page) -> None:
    """Each is a file of its own, and the frame asks for no more than the one that its address names."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rsplit("/embed/v1/", 1)[1].split("?")[0]))
    for country, values in (("", [""]), (US, ["", "US"]), ("#country=../US", [""]), ("#country=XX", [""])):
        asked.clear()
        page.goto("about:blank")
        page.goto(f"embed/v1/timeline/{country}", wait_until="networkidle")
        assert offered(page) == values
        holidays = ["holidays/US.js"] if values[1:] else []
        assert sorted(asked) == sorted([*holidays, "timeline/", "timeline.css", "timeline.js"])


def test_the_country_that_a_visitor_left_out_stays_out(page: Page) -> None:
    page.goto(f"embed/v1/timeline/{US}")
    expect(page.locator("[name=country]")).to_have_value("US")
    reveal(page.locator("[name=country]"))
    page.locator("[name=country]").select_option("")
    page.reload()
    expect(page.locator("[name=country]")).to_have_value("")
    page.goto("about:blank")
    page.goto("embed/v1/timeline/#country=DE")
    expect(page.locator("[name=country]")).to_have_value("DE")
    expect(page.locator("[name=region] option[value=BY]")).to_have_count(1)


def test_the_frame_of_the_timeline_changes_nothing_that_was_chosen_on_the_site(page: Page) -> None:
    page.goto("timeline/")
    reveal(page.locator("[name=country]"))
    page.locator("[name=country]").select_option("US")
    page.locator("[name=region]").select_option("AL")
    for options in ("", "#country=DE"):
        page.goto("about:blank")
        page.goto(f"embed/v1/timeline/{options}")
        expect(page.locator("[name=country]")).to_have_value(options[-2:])
    page.goto("timeline/")
    expect(page.locator("[name=country]")).to_have_value("US")
    expect(page.locator("[name=region]")).to_have_value("AL")


def test_the_timeline_works_in_the_sandbox_of_wordpress(origin: str, framer: Framer) -> None:
    tall = {"width": 1280, "height": 1100}
    page = framer(wordpress(f"{origin}/embed/v1/timeline/", "abc", US), viewport=tall)
    frame = frame_in(page)
    plan_for(frame, "2027-11-16")
    expect(day_of(frame, "check-in")).to_have_attribute("datetime", "2027-11-26")
    unfold_all(frame)
    expect(frame.locator("[data-action=ics]:visible")).to_have_count(0)
    link = frame.locator('li[data-phase="check-in"] [data-part="message"] a:visible')
    link.click()
    page.wait_for_function("followed.length")
    assert page.evaluate("followed") == [link.evaluate("link => link.href")]
    assert violations(frame) == []


def unfold_all(frame: Frame) -> None:
    closed = frame.locator("details:not([open]) > summary")
    while closed.count():
        closed.first.click()


def test_the_calendar_of_a_frame_leads_to_the_site(origin: str, framer: Framer) -> None:
    page = framer(element(origin, slug="timeline"))
    frame = frame_in(page)
    plan_for(frame, "2027-11-16")
    with page.expect_download() as download:
        frame.locator(".afterword-actions [data-action=ics]").click()
    text = download.value.path().read_text(encoding="utf-8").replace("\r\n ", "").replace("\n ", "")
    assert f"{origin}/templates/" in text
    assert "/embed/" not in text


def test_links_of_a_frame_open_beside_the_host(origin: str, framer: Framer) -> None:
    page = framer(element(origin, slug="timeline"))
    frame = frame_in(page)
    with page.context.expect_page() as opened:
        frame.locator('li[data-phase="check-in"] [data-part="message"] a:visible').click()
    opened.value.wait_for_url(f"{origin}/templates/*/")
    assert "/embed/v1/timeline/" in frame.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_of_the_timeline_is_clean(scheme: str, page: Page) -> None:
    page.goto(f"embed/v1/timeline/{US}&scheme={scheme}&accent=8b0000")
    assert_clean(page, "empty")
    plan_for(page, "2027-11-16")
    expect(day_of(page, "check-in")).to_have_attribute("datetime", "2027-11-26")
    unfold_all(page.main_frame)
    assert_clean(page, "with days")


# For everybody


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", ["", "&accent=ffe600", "&accent=8b0000"])
def test_a_frame_is_clean_in_every_state(accent: str, scheme: str, page: Page, library: Library) -> None:
    page.goto(f"embed/v1/{SLUG}/#scheme={scheme}{accent}")
    card = Card(page, SLUG)
    assert_clean(page, "empty")
    unfold(card)
    fill(page, {"company": "x" * 201, "interviewer_email": "nobody"})
    card.press("copy")
    expect(page.locator(".afterword-error:visible").first).to_be_visible()
    assert_clean(page, "with errors, unfolded")
    fill(page, library.templates[SLUG].example)
    card.press("copy")
    assert_clean(page, "filled")


def test_every_frame_is_clean(page: Page, library: Library) -> None:
    for frame in frames(library):
        page.goto(frame.place)
        assert violations(page) == [], frame.slug


def test_a_frame_in_the_sandbox_of_wordpress_is_clean(origin: str, framer: Framer) -> None:
    page, frame = sandboxed(framer, origin)
    unfold(Card(frame, SLUG))
    assert violations(frame) == []
    assert violations(page) == []


# The check

FAULTY = "To whom it may concern,\n\nI am anxiously awaiting your reply.\n\nBest,\n[Your name]"


def found(frame: Page | Frame) -> Locator:
    return frame.locator('afterword-check [data-part="list"] li')


def test_a_draft_is_checked_in_a_frame_without_a_network(origin: str, framer: Framer, library: Library) -> None:
    page = framer(element(origin, slug="check"))
    frame = frame_in(page)
    expect(frame.get_by_role("status")).to_have_text(library.shared.texts["draft"]["empty"])
    page.context.set_offline(True)

    frame.get_by_label("Your draft").fill(FAULTY)

    rules = [one.rule for one in check(FAULTY, library.shared.checks) if one.rule != "subject"]
    expect(found(frame)).to_have_count(len(rules))
    assert [item.get_attribute("data-rule") for item in found(frame).all()] == rules
    assert_whole(frame)


def test_the_check_works_in_the_sandbox_of_wordpress(origin: str, framer: Framer) -> None:
    page = framer(wordpress(f"{origin}/embed/v1/check/", "abc"))
    frame = frame_in(page)
    frame.get_by_label("Your draft").fill(FAULTY)

    expect(found(frame).first).to_be_visible()
    assert violations(frame) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_frame_of_the_check_is_clean(scheme: str, page: Page) -> None:
    page.goto(f"embed/v1/check/#scheme={scheme}&accent=8b0000")
    assert_clean(page, "empty")
    page.get_by_label("Your draft").fill(FAULTY)
    expect(found(page).nth(2)).to_be_visible()
    assert_clean(page, "with findings")
