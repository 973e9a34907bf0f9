"""Contrast as WCAG 2.2 measures it, for the colours that a centre chooses."""

from __future__ import annotations

LEAST = 4.5  # for text, WCAG 2.2, 1.4.3


def luminance(colour: str) -> float:
    """The relative luminance, from 0 to 1, of a colour written as #rrggbb."""
    red, green, blue = (_linear(part / 255) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, into: str, share: float) -> str:
    """So much of `colour` in `into`, with `share` from 0 to 1."""
    pairs = zip(_parts(colour), _parts(into), strict=True)
    return "#" + "".join(f"{round(part * share + other * (1 - share)):02x}" for part, other in pairs)


def readable(colour: str, grounds: tuple[str, ...], end: str) -> str:
    """`colour`, or the nearest to it on the way to `end` (black or white) that can be read on each of `grounds`."""
    steps = (mixed(end, colour, step / 50) for step in range(51))
    return next(step for step in steps if all(contrast(step, ground) >= LEAST for ground in grounds))


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def _linear(part: float) -> float:
    return float(part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)
