"""Small pieces with a size, put beside and below each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from cjm_widgets.show.pictures.look import icons
from cjm_widgets.show.pictures.look.wrap import direction
from cjm_widgets.show.pictures.shapes import Group, Path, Rect, Shape, Text, moved, text

from .sheet import Look


@dataclass(frozen=True, slots=True)
class Held:
    """Something in a cell that no line runs through; ``card`` is its id where it is a card."""

    x: float
    y: float
    w: float
    h: float
    card: str | None = None


@dataclass(frozen=True, slots=True)
class Bit:
    """Shapes from 0, 0 and the room they take."""

    w: float
    h: float
    shapes: tuple[Shape, ...] = ()
    held: tuple[Held, ...] = field(default=())

    def at(self, x: float, y: float) -> Bit:
        """The same elsewhere; its size stays."""
        held = tuple(replace(one, x=one.x + x, y=one.y + y) for one in self.held)
        return Bit(self.w, self.h, tuple(moved(self.shapes, x, y)), held)


EMPTY = Bit(0, 0)


def flow(bits: Sequence[Bit], room: float, across: float, down: float, *, rtl: bool = False) -> Bit:
    """Bits side by side, in the next line where a line is full; each line as high as its highest, the others in its middle."""
    lines: list[list[Bit]] = []
    used = 0.0
    for bit in bits:
        if lines and used + across + bit.w <= room + 0.01:
            lines[-1].append(bit)
            used += across + bit.w
        else:
            lines.append([bit])
            used = bit.w
    shapes: list[Shape] = []
    held: list[Held] = []
    y = 0.0
    for line in lines:
        high, x = max(bit.h for bit in line), 0.0
        for bit in line:
            put = bit.at(room - x - bit.w if rtl else x, y + (high - bit.h) / 2)
            shapes += put.shapes
            held += put.held
            x += bit.w + across
        y += high + down
    return Bit(room, max(0.0, y - down), tuple(shapes), tuple(held))


def stack(bits: Iterable[Bit], gap: float, *, x: float = 0, y: float = 0) -> Bit:
    """Bits below each other; the height is without what is above the first."""
    shapes: list[Shape] = []
    held: list[Held] = []
    top, wide, first = y, 0.0, True
    for bit in bits:
        top += 0 if first else gap
        put = bit.at(x, top)
        shapes += put.shapes
        held += put.held
        top, wide, first = top + bit.h, max(wide, bit.w), False
    return Bit(wide, top - y, tuple(shapes), tuple(held))


def word(
    said: str,
    size: float,
    fill: str,
    room: float,
    *,
    bold: bool = False,
    italic: bool = False,
    leading: float = 1.35,
) -> Bit:
    """A text as wide as it is, or wrapped into the room."""
    made = text(said, room, size, fill, bold=bold, italic=italic, leading=leading)
    wide = min(room, made.widest)
    return Bit(wide, made.h, (replace(made, w=wide),)) if made.lines else EMPTY


def marked(drawing: Bit, said: Bit, gap: float, *, rtl: bool = False) -> Bit:
    """A small drawing before a text, in the middle of its first line."""
    line = said.shapes[0].leading if said.shapes and isinstance(said.shapes[0], Text) else said.h
    high, wide = max(drawing.h, said.h), drawing.w + gap + said.w
    lift = max(0.0, (line - drawing.h) / 2)
    parts = drawing.at(said.w + gap if rtl else 0, lift), said.at(0 if rtl else drawing.w + gap, 0)
    return Bit(wide, high, (*parts[0].shapes, *parts[1].shapes))


def icon(name: str, size: float, stroke: str, wide: float = 1.6) -> Bit:
    """A drawing of the page, as a stroke in a colour."""
    return Bit(
        size, size, (Path(icons.STROKES[name], stroke=stroke, line=wide, cap="round", scale=size / 12),)
    )


def rest(state: str, size: float, look: Look) -> Bit:
    """Evidence as a filled, half or open circle."""
    colour = look[{"researched": "high", "partly": "star"}.get(state, "low")]
    r = size * 4.5 / 12
    ring = Rect(size / 2 - r, size / 2 - r, 2 * r, 2 * r, "none", colour, 1.6 * size / 12, r)
    inner = icons.RESTS.get(state, "")
    full = (Path(inner, fill=colour, scale=size / 12),) if inner else ()
    return Bit(size, size, (Group((ring, *full), icons.REST_WORDS[state]),))


def runs_left(said: str) -> bool:
    """Whether a text runs from right to left."""
    return direction(said) == "rtl"
