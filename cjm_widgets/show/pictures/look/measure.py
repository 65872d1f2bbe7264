"""How wide a text is, without a browser: the widths of letters, the wider of Inter and Liberation Sans (which has Arial's).

A text is never wider in either of the two, so that it stays in its box; where a reader has neither, in a font about as wide.
"""

from __future__ import annotations

import json
import unicodedata
from functools import cache
from pathlib import Path

WIDE, EMOJI, OTHER, BROAD = 1000, 1400, 640, 1100
"""What letters count that the table does not hold: East Asian, emoji, other scripts, the broad ones among them; in thousandths."""
_BROAD = ((0x0B80, 0x0DFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0xFB50, 0xFDFF))
"""Tamil to Sinhala, Burmese, Khmer, Arabic ligatures."""
SLANT = 1.02
"""What slanting adds."""


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """How wide a line of text is at most, in the unit of ``size``.

    >>> width("Pays", 10) < width("Pays", 10, bold=True) < 40
    True
    """
    held = _table("bold" if bold else "regular")
    total = sum(_advance(letter, held) for letter in text)
    return total / 1000 * size * (SLANT if italic else 1)


def _advance(letter: str, held: dict[int, int]) -> int:
    return held.get(ord(letter)) or _unknown(letter)


@cache
def _unknown(letter: str) -> int:
    """A letter that the table does not hold, by its kind; marks that stand on others take no room."""
    kind, code = unicodedata.category(letter), ord(letter)
    if kind in ("Mn", "Me", "Cf") or 0xFE00 <= code <= 0xFE0F:
        return 0
    if 0x1F000 <= code <= 0x1FAFF:
        return EMOJI
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return WIDE
    return BROAD if any(low <= code <= high for low, high in _BROAD) or code > 0xFFFF else OTHER


@cache
def _table(weight: str) -> dict[int, int]:
    blocks = json.loads(Path(__file__).with_name("widths.json").read_text(encoding="utf-8"))[weight]
    return {first + at: wide for first, widths in blocks for at, wide in enumerate(widths) if wide}
