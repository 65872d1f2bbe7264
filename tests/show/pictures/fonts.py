"""The widths of letters in the fonts a picture names, read from the fonts themselves: what widths.json is made from, and its oracle.

``python tests/show/pictures/fonts.py`` writes the table anew where Inter, Liberation Sans and DejaVu Sans are installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path("/usr/share/fonts")
TABLE = Path(__file__).parents[3] / "cjm_widgets/show/pictures/look/widths.json"
FACES = {
    "regular": ("Inter-Regular.otf", "LiberationSans-Regular.ttf"),
    "bold": ("Inter-SemiBold.otf", "LiberationSans-Bold.ttf"),
}
SECOND = {"regular": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}
BLOCKS = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x4FF), (0x1E00, 0x1EFF), (0x2010, 0x205E),
    (0x2070, 0x209C), (0x20A0, 0x20BF), (0x2100, 0x214F), (0x2190, 0x21FF), (0x2200, 0x22FF), (0x2500, 0x25FF),
    (0x2600, 0x26FF), (0x2700, 0x27BF),
)  # fmt: skip


def path(name: str) -> Path | None:
    """Where a font is installed."""
    return next(FOLDER.rglob(name), None)


def advances(name: str) -> dict[int, float]:
    """The width of each letter a font has, in thousandths of its size."""
    from fontTools.ttLib import TTFont

    font = TTFont(str(path(name)), lazy=True)
    size = font["head"].unitsPerEm
    widths = font["hmtx"]
    return {code: 1000 * widths[glyph][0] / size for code, glyph in font.getBestCmap().items()}


def missing() -> list[str]:
    """The fonts that are not installed here."""
    names = [*FACES["regular"], *FACES["bold"], *SECOND.values()]
    return [name for name in names if path(name) is None]


def table() -> Iterator[tuple[str, list[list[object]]]]:
    """By weight: blocks of a first letter and the widths from there; 0 where no font has it."""
    for weight, names in FACES.items():
        fonts, second = [advances(name) for name in names], advances(SECOND[weight])
        yield (
            weight,
            [[low, [_widest(code, fonts, second) for code in range(low, high + 1)]] for low, high in BLOCKS],
        )


def _widest(code: int, fonts: list[dict[int, float]], second: dict[int, float]) -> int:
    held = [font[code] for font in fonts if code in font]
    return -int(-max(held, default=second.get(code, 0.0)) // 1)


if __name__ == "__main__":
    TABLE.write_text(json.dumps(dict(table()), separators=(",", ":")) + "\n", encoding="utf-8")
