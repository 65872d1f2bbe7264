"""The colours of the page as values: what js/src/views/tokens.css says, where nobody has a theme of their own.

``tests/show/pictures/test_tokens.py`` holds both to each other.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from cjm_widgets.model.errors import DataError

FONTS = "Inter, 'Liberation Sans', Arial, 'Helvetica Neue', Helvetica, sans-serif"
"""The page's first font, then those a reader is likely to have."""

_LIGHT = {
    "paper": "#ffffff", "ink": "#1d2329", "focus": "#2563eb",
    "low": "#b8450f", "low-soft": "#fbe9df", "mid": "#6f7880", "high": "#0f7b5f", "high-soft": "#dcf1ea",
    "pain": "#b8450f", "idea": "#0f7b5f", "ask": "#6a4bb0", "act": "#33506e", "data": "#1f6fb2", "star": "#8f5800",
    "s1": "#5b7aa8", "s2": "#7c6fb0", "s3": "#a8668f", "s4": "#b3734a", "s5": "#5d8a5a", "s6": "#4d8a8c",
}  # fmt: skip
_DARK = {
    "paper": "#1f2428", "ink": "#e8ecf0", "focus": "#7aa7ff",
    "low": "#f08a55", "low-soft": "#3b2417", "mid": "#98a3ae", "high": "#4cc9a0", "high-soft": "#15332a",
    "pain": "#f08a55", "idea": "#4cc9a0", "ask": "#b39cf0", "act": "#9ab8d8", "data": "#6db3ee", "star": "#e6b450",
    "s1": "#7e9ccb", "s2": "#a094d6", "s3": "#cd8db6", "s4": "#d8966b", "s5": "#84b380", "s6": "#78b5b7",
}  # fmt: skip
MIXED = {
    "light": {"ink-2": 74, "ink-3": 67, "canvas": 3.5, "line": 12, "line-2": 22, "edge": 55},
    "dark": {"ink-2": 74, "ink-3": 67, "canvas": 3.5, "line": 10, "line-2": 20, "edge": 55},
}
"""Greys: so many hundredths of ink on paper."""

Theme = Mapping[str, str]


def mix(one: str, other: str, percent: float) -> str:
    """So many hundredths of a colour in another, as CSS mixes in sRGB.

    >>> mix("#000000", "#ffffff", 50)
    '#808080'
    """
    share = percent / 100
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{int(a * share + b * (1 - share) + 0.5):02x}" for a, b in pairs)


def theme(name: str) -> Theme:
    """All colours of a theme by name, without the ``--cjm-`` of the page. ``DataError`` for another than light and dark.

    >>> theme("light")["line"]
    '#e4e5e5'
    """
    known = {"light": _LIGHT, "dark": _DARK}
    if name not in known:
        raise DataError(f"There is no theme {name!r}: 'light' and 'dark' are there.", "theme")
    base = known[name]
    greys = {grey: mix(base["ink"], base["paper"], percent) for grey, percent in MIXED[name].items()}
    return MappingProxyType(base | greys)


def stage_colour(colours: Theme, at: int) -> str:
    """The colour of the stage at a place in their order; below 0 there is no stage."""
    return colours["mid" if at < 0 else f"s{at % 6 + 1}"]


def contrast(colour: str) -> float:
    """The relative luminance of WCAG.

    >>> contrast("#ffffff"), contrast("#000000")
    (1.0, 0.0)
    """
    red, green, blue = (_linear(one / 255) for one in _channels(colour))
    return round(0.2126 * red + 0.7152 * green + 0.0722 * blue, 6)


def avatar(colour: str) -> tuple[str, str]:
    """A ground near a colour, and the ink on it that reads with a contrast of at least 4.5, as js/src/views/personas/look.ts.

    >>> avatar("#ffee00")
    ('#ffee00', '#14181c')
    """
    if contrast(colour) > 0.36:
        return colour, "#14181c"
    parts = [float(one) for one in _channels(colour)]
    while _light(parts) > 0.175:
        parts = [one * 0.96 for one in parts]
    return "#" + "".join(f"{int(one + 0.5):02x}" for one in parts), "#ffffff"


def _light(parts: list[float]) -> float:
    red, green, blue = (_linear(one / 255) for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(one: float) -> float:
    return float(one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
