"""What a picture is made of: rectangles, paths, texts, images. Values, in pixels from the left top corner; nothing is drawn yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from .look.measure import width
from .look.wrap import clamp, direction, plain, wrap

FOOT = 0.36
"""How far below the middle of its line the foot of a text is, in parts of its size; of Inter and Arial, near enough."""


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle, or with a radius a rounded one; half its size makes it a circle."""

    x: float
    y: float
    w: float
    h: float
    fill: str = "none"
    stroke: str = "none"
    line: float = 1
    radius: float = 0
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Path:
    """A path of SVG whose numbers count from ``x``, ``y``; ``clip`` is the part of it that shows, counted alike."""

    d: str
    x: float = 0
    y: float = 0
    stroke: str = "none"
    fill: str = "none"
    line: float = 1
    dash: str = ""
    cap: str = ""
    opacity: float = 1
    scale: float = 1
    clip: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text in a box of width ``w``; ``y`` is its top, ``leading`` the height of a line. ``align`` goes with the way the text runs."""

    lines: tuple[str, ...]
    x: float
    y: float
    w: float
    size: float
    leading: float
    fill: str
    bold: bool = False
    italic: bool = False
    align: str = "start"
    way: str = "ltr"
    halo: str = ""

    @property
    def h(self) -> float:
        """How high it is."""
        return self.leading * len(self.lines)

    @property
    def widest(self) -> float:
        """How wide its widest line is at most."""
        return max(
            (width(one, self.size, bold=self.bold, italic=self.italic) for one in self.lines), default=0.0
        )


@dataclass(frozen=True, slots=True)
class Image:
    """A picture from a checked ``data:`` address, as large as fits the box, cut to fill it."""

    x: float
    y: float
    w: float
    h: float
    address: str
    told: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that a word is said about."""

    shapes: tuple[Shape, ...]
    told: str


Shape = Rect | Path | Text | Image | Group
T = TypeVar("T", Rect, Path, Text, Image, Group)


def moved(shapes: Iterable[Shape], x: float, y: float) -> list[Shape]:
    """The shapes so far to the right and down."""
    return [_moved(one, x, y) for one in shapes]


def _moved(one: Shape, x: float, y: float) -> Shape:
    if isinstance(one, Group):
        return replace(one, shapes=tuple(moved(one.shapes, x, y)))
    return replace(one, x=one.x + x, y=one.y + y)


def text(
    said: str,
    room: float,
    size: float,
    fill: str,
    *,
    leading: float = 1.35,
    most: int = 0,
    bold: bool = False,
    italic: bool = False,
    align: str = "start",
) -> Text:
    """A text wrapped into a room, at 0, 0; ``leading`` in parts of its size, ``most`` lines where it is not 0."""
    lines = wrap(said, room, size, bold=bold, italic=italic)
    kept = clamp(lines, most, room, size, bold=bold, italic=italic) if most else lines
    return Text(
        tuple(kept), 0, 0, room, size, leading * size, fill, bold, italic, align, direction(plain(said))
    )


def line(
    points: Sequence[tuple[float, float]], stroke: str, *, wide: float = 1, dash: str = "", cap: str = ""
) -> Path:
    """A line through points."""
    d = "M" + "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return Path(d, stroke=stroke, line=wide, dash=dash, cap=cap)


def number(value: float) -> str:
    """A number as a picture holds it: two decimals at most.

    >>> number(2.0), number(-0.001), number(1.239)
    ('2', '0', '1.24')
    """
    said = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said
