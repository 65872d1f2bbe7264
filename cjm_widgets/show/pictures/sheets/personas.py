"""Persona sheets as a picture: three beside each other, as js/src/views/personas draws them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cjm_widgets.show.personas import AUTHORS, KINDS, LABELS, rests_on, traits
from cjm_widgets.show.pictures.grid.flow import Bit, flow, stack, word
from cjm_widgets.show.pictures.grid.head import colour_of, face
from cjm_widgets.show.pictures.grid.sheet import Look, Row, finite, said
from cjm_widgets.show.pictures.shapes import Group, Rect, Shape, moved, text

PAD, GAP = 16.0, 16.0
_TAGS = {"hypothesis": ("star", "4 3"), "anti": ("low", ""), "model": ("ask", "")}


def personas(rows: list[Row], meta: Mapping[str, Any], look: Look, width: float) -> Bit:
    """The cards in rows of equal height; each as wide as a share of the width, none narrower than 290 pixels."""
    across = max(1, min(len(rows), int((width - PAD) // (290 * look.zoom + GAP))))
    wide = (width - 2 * PAD - GAP * (across - 1)) / across
    made = [_card(row, at, meta, look, wide) for at, row in enumerate(rows)]
    shapes: list[Shape] = []
    y = PAD
    for first in range(0, len(made), across):
        line = made[first : first + across]
        high = max(bit.h for bit, _ in line)
        for at, (bit, colour) in enumerate(line):
            x = PAD + at * (wide + GAP)
            drawn = meta.get("persona") in (rows[first + at].get("id"), rows[first + at].get("name"))
            edge, thick = (colour, 2.0) if drawn and meta.get("persona") else (look["line"], 1.0)
            shapes.append(
                Rect(x + thick / 2, y + thick / 2, wide - thick, high - thick, look["paper"], edge, thick, 10)
            )
            shapes += bit.at(x, y).shapes
        y += high + GAP
    return Bit(width, y - GAP + PAD, tuple(shapes))


def _card(row: Row, place: int, meta: Mapping[str, Any], look: Look, wide: float) -> tuple[Bit, str]:
    colour, room = colour_of(row, place), wide - 32
    drawn = bool(meta.get("persona")) and meta.get("persona") in (row.get("id"), row.get("name"))
    parts = [_head(row, place, look, room), _quote(row, colour, look, room)]
    parts += [_field(label, value, look, room) for label, value in _fields(row)]
    parts += [_trait(name, mark, colour, look, room) for name, mark in traits(row.get("traits"))]
    parts += [_share(row, colour, look, room)]
    if drawn:
        parts.append(
            word("● The map is drawn for this persona", look.size(0.87), look["ink"], room, bold=True)
        )
    made = stack([bit for bit in parts if bit.h], 8, x=16, y=14)
    return Bit(wide, made.h + 28, made.shapes), colour


def _head(row: Row, place: int, look: Look, room: float) -> Bit:
    name = said(row.get("name")) or str(row.get("id") or "Unnamed persona")
    d = 42 * look.zoom
    left = room - d - 12
    lines = [
        word(name, look.size(1.08), look["ink"], left, bold=True),
        word(said(row.get("job")), look.size(0.9), look["ink-2"], left),
    ]
    tags = [_tag(key, told, look, left) for key, told in _flags(row)]
    lines += [flow(tags, left, 4, 4)] if tags else []
    made = stack([bit for bit in lines if bit.h], 2)
    shapes = (*face(name, row, place, d, look).shapes, *made.at(d + 12, 0).shapes)
    return Bit(room, max(d, made.h), shapes)


def _flags(row: Row) -> Iterator[tuple[str, str]]:
    for column, names in (("kind", KINDS), ("author", AUTHORS)):
        key = said(row.get(column))
        if told := names.get(key):
            yield key, told


def _tag(key: str, told: str, look: Look, room: float) -> Bit:
    colour, dash = _TAGS.get(key, ("ink-2", ""))
    made = word(told, look.size(0.85), look[colour], room - 20, bold=key in _TAGS, leading=1.5)
    edge = look[colour] if key in _TAGS else look["line-2"]
    frame = Rect(0.5, 0.5, made.w + 18, made.h + 4, look["paper"], edge, 1, 4 if key == "model" else 10, dash)
    return Bit(made.w + 19, made.h + 5, (frame, *made.at(9.5, 2.5).shapes))


def _quote(row: Row, colour: str, look: Look, room: float) -> Bit:
    quote = said(row.get("quote"))
    made = word(f"“{quote}”" if quote else "", look.size(0.97), look["ink"], room - 15, leading=1.4)
    if not made.h:
        return made
    return Bit(room, made.h + 4, (Rect(0, 0, 3, made.h + 4, colour), *made.at(15, 2).shapes))


def _fields(row: Row) -> Iterator[tuple[str, str]]:
    for column, label in LABELS.items():
        if value := said(row.get(column)):
            yield label, value


def _field(label: str, value: str, look: Look, room: float) -> Bit:
    side = min(104 * look.zoom, room * 0.4)
    name = text(label, side, look.size(0.94), look["ink-3"], leading=1.4)
    held = text(value, room - side - 12, look.size(0.94), look["ink"], leading=1.4)
    return Bit(room, max(name.h, held.h), (name, *moved((held,), side + 12, 0)))


def _trait(name: str, mark: int, colour: str, look: Look, room: float) -> Bit:
    d = 11.0
    dots = 5 * d + 4 * 4
    held = text(name, room - dots - 12, look.size(0.94), look["ink-2"], leading=1.4)
    high = max(held.h, d)
    marks = tuple(
        Rect(room - dots + at * (d + 4) + 0.75, (high - d) / 2 + 0.75, d - 1.5, d - 1.5, colour if at < mark else "none",
             look["ink-2" if at < mark else "edge"], 1.5, (d - 1.5) / 2)
        for at in range(5)
    )  # fmt: skip
    told = f"{name}: {mark} of 5" if mark else f"{name}: no mark"
    return Bit(room, high, (held, Group(marks, told)))


def _share(row: Row, colour: str, look: Look, room: float) -> Bit:
    told = rests_on(row)
    made = word(told, look.size(0.87), look["ink-2"], room)
    share = finite(row.get("share"))
    if share is None:
        return made
    full = room * min(1.0, max(0.0, share))
    shapes = (
        Rect(0, 4, room, 5, look["line"], radius=2.5),
        Rect(0, 4, full, 5, colour, radius=min(2.5, full / 2)),
    )
    return Bit(room, made.h + 13, (*shapes, *made.at(0, 13).shapes))


def empty(told: str, look: Look, width: float) -> Bit:
    """A sentence where there is nothing to draw."""
    made = word(told, look.size(1), look["ink-2"], width - 2 * PAD, leading=1.4)
    return Bit(width, made.h + 2 * PAD, made.at(PAD, PAD).shapes)
