"""How long a message is in the terms of its channel; docs/assets/afterword/measure.js gives the same."""

from __future__ import annotations

import re
from collections.abc import Mapping


def measure(text: str, channel: Mapping[str, str]) -> tuple[str, dict[str, int]] | None:
    """Name the locale's `measure` text that applies to a channel of `channels.yml`, and its numbers.

    A spoken text is counted in seconds at `words_per_minute`, rounded up to the next five; a LinkedIn note in code
    points against `most`. None where the channel has no limit.
    """
    if "words_per_minute" in channel:
        rate = int(channel["words_per_minute"])
        words = len(re.findall(r"[^ \n]+", text))
        return "spoken", {"seconds": -(-words * 12 // rate) * 5, "rate": rate}
    if "most" in channel:
        most, free, count = int(channel["most"]), int(channel["most_free"]), len(text)
        key = "within" if count <= free else "paid_only" if count <= most else "over"
        return key, {"count": count, "most": most, "free": free, "over": count - most}
    return None
