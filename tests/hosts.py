"""Pages of other people, on a site of their own, that frame the kit."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

HOST = "host.localhost"  # another site than 127.0.0.1, and one that browsers trust as they trust https


class HostSite:
    """A site whose pages a test writes; `origin` is its address without a slash at the end."""

    def __init__(self, port: int) -> None:
        self.origin = f"http://{HOST}:{port}"
        self.pages: dict[str, tuple[bytes, Mapping[str, str]]] = {}

    def page(self, body: str, *, html: str = "", policy: str = "") -> str:
        """Put up a page, with attributes of its `<html>` and a policy; gives its address."""
        path = f"/{len(self.pages)}"
        text = f'<!doctype html><html lang="en" {html}><head><title>Host</title></head><body>{body}</body></html>'
        self.pages[path] = (text.encode(), {"Content-Security-Policy": policy} if policy else {})
        return f"{self.origin}{path}"


@contextmanager
def serve_host() -> Iterator[HostSite]:
    """Serve the site until the block ends."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            content, headers = site.pages.get(self.path, (b"", {}))
            self.send_response(HTTPStatus.OK)
            for name, value in {"Content-Type": "text/html; charset=utf-8", **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = HostSite(server.server_port)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield site
        server.shutdown()
