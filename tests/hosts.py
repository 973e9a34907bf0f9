"""Pages of other people, on a site of their own, that frame the kit."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# What a page does that follows the README: it fits each frame to the height that the frame tells.
LISTENER = """<script>
addEventListener('message', ({ source, origin, data }) => {
  const frame = Array.from(document.querySelectorAll('iframe')).find(({ contentWindow }) => contentWindow === source)
  if (frame && origin === new URL(frame.src).origin && data.type === 'afterword:height') frame.height = data.height
})
</script>"""
# What WordPress's own script does with the frame that it made of an oEmbed answer, in short.
WORDPRESS = """<script>
window.followed = []
addEventListener('message', ({ source, data }) => {
  const find = (tag) => document.querySelector(`${tag}[data-secret="${data.secret}"]`)
  const [frame, quotation] = [find('iframe'), find('blockquote')]
  if (source !== frame?.contentWindow) return
  quotation.hidden = true
  frame.removeAttribute('style')
  if (data.message === 'height') frame.height = Math.max(200, Math.min(1000, parseInt(data.value, 10)))
  if (data.message === 'link' && new URL(data.value).host === new URL(frame.src).host) followed.push(data.value)
})
addEventListener('DOMContentLoaded', () => {
  const frame = document.querySelector('iframe')
  frame.contentWindow.postMessage({ message: 'ready', secret: frame.dataset.secret }, '*')
})
</script>"""
HOST = "host.localhost"  # another site than 127.0.0.1, and one that browsers trust as they trust https


class HostSite:
    """A site whose pages a test writes; `origin` is its address without a slash at the end."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.origin = f"http://{HOST}:{port}"
        self.pages: dict[str, tuple[bytes, Mapping[str, str]]] = {}

    def page(self, body: str, *, html: str = "", policy: str = "") -> str:
        """Put up a page, with attributes of its `<html>` and a policy; gives its address."""
        path = f"/{len(self.pages)}"
        text = f'<!doctype html><html lang="en" {html}><head><title>Host</title></head><body>{body}</body></html>'
        self.pages[path] = (text.encode(), {"Content-Security-Policy": policy} if policy else {})
        return f"{self.origin}{path}"


def wordpress(address: str, secret: str, options: str = "") -> str:
    """What stands in a page of WordPress where somebody pasted the address of a message."""
    return (
        f'<blockquote data-secret="{secret}"><a href="{address}">A message</a></blockquote>'
        '<iframe sandbox="allow-scripts" security="restricted" title="A message"'
        ' style="position: absolute; clip: rect(1px, 1px, 1px, 1px);"'
        f' src="{address}{options}#?secret={secret}" data-secret="{secret}" width="600" height="900">'
        f"</iframe>{WORDPRESS}"
    )


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
