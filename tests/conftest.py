"""What the tests share: the kit's content, the built site on a server of its own, and a browser that is watched."""

import os
import re
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import centres
import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    WebError,
    expect,
    sync_playwright,
)

from macros.library import Library, load_library
from scripts import browser as chromium

ROOT = Path(__file__).resolve().parent.parent
BROWSER_OPTIONS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    # Whatever is asked of another host goes nowhere; the hosts of frames stand on this machine.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE *.localhost",
]

PATIENCE = 20_000  # milliseconds; only a failing test waits so long
expect.set_options(timeout=PATIENCE)

ContextOpener = Callable[..., BrowserContext]


class SiteHandler(SimpleHTTPRequestHandler):
    """Serves files as a static host does: quietly, and with the site's own page for what is not there.

    The sitemap, which instant navigation goes by, names this server in place of the address that was built for.
    """

    protocol_version = "HTTP/1.1"  # one connection for many files

    def do_GET(self) -> None:
        if self.path == "/sitemap.xml":
            sitemap = (Path(self.directory) / "sitemap.xml").read_text(encoding="utf-8")
            here = f"<loc>http://{self.headers['Host']}/"
            self._send(HTTPStatus.OK, "application/xml", re.sub("<loc>http://[^/]*/", here, sitemap).encode())
        else:
            super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        """Send what `_headers` says, as the hosts that read it do."""
        rules = Path(self.directory) / "_headers"  # a site that has the kit as a package brings none
        for name, value in headers_for(self.path, rules.read_text(encoding="utf-8") if rules.exists() else ""):
            self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        self._send(code, "text/html; charset=utf-8", (Path(self.directory) / "404.html").read_bytes())

    def _send(self, code: int, kind: str, content: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def headers_for(path: str, rules: str) -> list[tuple[str, str]]:
    """The headers of a path by the rules of a `_headers` file: a pattern, and below it, indented, its headers."""
    found, matches = [], False
    for line in rules.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            found += [(name, value)] if matches else []
        else:
            matches = path.startswith(line[:-1]) if line.endswith("*") else path == line
    return found


class Watch:
    """What went wrong in the pages of one test: errors on the console, uncaught ones, requests to other origins."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.problems: list[str] = []
        self.allowed: list[re.Pattern[str]] = []

    def allow(self, pattern: str) -> None:
        """Let problems pass in which `pattern` is found; the test says why."""
        self.allowed.append(re.compile(pattern))

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)

    def found(self) -> list[str]:
        return [problem for problem in self.problems if not any(known.search(problem) for known in self.allowed)]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.problems.append(f"console {message.type}: {message.text} ({message.location.get('url')})")

    def _error(self, error: WebError) -> None:
        self.problems.append(f"uncaught: {error.error.message}\n{error.error.stack}")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((f"{self.origin}/", "data:", f"blob:{self.origin}/")):
            self.problems.append(f"request to another origin: {request.url}")


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Give the path of the browser; without one the test fails, with the sentence that says why."""
    return chromium.find()


@pytest.fixture(scope="session")
def library() -> Library:
    return load_library()


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly with its default address."""
    folder = tmp_path_factory.mktemp("built") / "site"
    environment = {name: value for name, value in os.environ.items() if name != "SITE_URL"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(folder)]
    subprocess.run(command, cwd=ROOT, env={**environment, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    return folder


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a built site on a server of its own, without a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SiteHandler, directory=str(site))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def origin(built_site: Path) -> Iterator[str]:
    """The address of the kit's own site."""
    with served(built_site) as address:
        yield address


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return centres.build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of a fresh environment in which the kit is installed as a package."""
    return centres.install(wheel, tmp_path_factory.mktemp("fresh") / "environment")


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path, args=BROWSER_OPTIONS)
        yield started
        started.close()


@pytest.fixture
def watch(origin: str) -> Watch:
    return Watch(origin)


@pytest.fixture
def open_context(browser: Browser, origin: str, watch: Watch) -> Iterator[ContextOpener]:
    """Open visitors of the site, each with storage and clipboard rights of its own.

    The test fails in the end for what `watch` found.
    """
    contexts: list[BrowserContext] = []

    def opener(**options: Any) -> BrowserContext:
        settings = {"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", "reduced_motion": "reduce"}
        context = browser.new_context(base_url=f"{origin}/", **settings | options)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        context.set_default_timeout(PATIENCE)
        watch.over(context)
        contexts.append(context)
        return context

    yield opener
    for context in contexts:
        context.close()
    assert not watch.found()


@pytest.fixture
def context(open_context: ContextOpener) -> BrowserContext:
    return open_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
