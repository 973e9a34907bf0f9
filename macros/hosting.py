"""What a host sends with the frames: the policy that their pages state too, and the rights of other sites."""

from __future__ import annotations

from urllib.parse import urlsplit

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; "
    "form-action 'none'; base-uri 'none'"
)
_OPEN = {"Access-Control-Allow-Origin": "*", "X-Content-Type-Options": "nosniff"}
# Two rules never give the same header twice: hosts would join them.
_HEADERS = {
    "embed/*": {"Content-Security-Policy": POLICY, "Referrer-Policy": "no-referrer", **_OPEN},
    "oembed/*": _OPEN,
}


def headers_file(site_url: str) -> str:
    """The file `_headers`, as Netlify and Cloudflare Pages read it."""
    root = urlsplit(site_url).path
    blocks = (
        "\n".join([f"{root}{place}", *(f"  {name}: {value}" for name, value in headers.items())])
        for place, headers in _HEADERS.items()
    )
    return "\n\n".join(blocks) + "\n"


def nginx(site_url: str) -> str:
    """The same for the `server` block of nginx."""
    root = urlsplit(site_url).path
    blocks = (
        "\n".join(
            [
                f"location {root}{place.removesuffix('*')} {{",
                *(f'    add_header {name} "{value}" always;' for name, value in headers.items()),
                "}",
            ]
        )
        for place, headers in _HEADERS.items()
    )
    return "\n".join(blocks) + "\n"
