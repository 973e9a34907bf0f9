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


def headers_file(site_url: str, own: str = "") -> str:
    """The file `_headers`, as Netlify and Cloudflare Pages read it: that of the site's own, and the kit's rules.

    A header that an own rule gives to the same places is left to it.
    """
    root, given = urlsplit(site_url).path, _rules(own)
    blocks = [own.strip("\n")] if own.strip() else []
    for place, headers in _HEADERS.items():
        path = f"{root}{place}"
        taken = {name for pattern, names in given if _covers(pattern, path) for name in names}
        lines = [f"  {name}: {value}" for name, value in headers.items() if name.lower() not in taken]
        blocks += ["\n".join([path, *lines])] if lines else []
    return "\n\n".join(blocks) + "\n"


def _rules(text: str) -> list[tuple[str, set[str]]]:
    """Each pattern of a file `_headers` with the names of its headers in lower case; `#` begins a comment."""
    rules: list[tuple[str, set[str]]] = []
    for line in text.splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        if not line[0].isspace():
            rules.append((line.strip(), set()))
        elif rules and ":" in line:
            rules[-1][1].add(line.partition(":")[0].strip().lower())
    return rules


def _covers(pattern: str, place: str) -> bool:
    """Whether all that `place` matches is matched by `pattern` too; both may end in `*`."""
    return pattern == place or (pattern.endswith("*") and place.startswith(pattern[:-1]))
