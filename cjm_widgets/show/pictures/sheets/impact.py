"""What the improvements bring, as a picture: how far each is carried out, the measures, what the result hangs on.

As js/src/views/impact draws it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cjm_widgets.show.pictures.grid.flow import Bit, flow, stack, word
from cjm_widgets.show.pictures.grid.sheet import Look
from cjm_widgets.show.pictures.look.tokens import mix
from cjm_widgets.show.pictures.shapes import Group, Path, Rect, Shape, line, moved, number, text

from .measures import better, label_of, say, say_change

PAD = 16.0


@dataclass(frozen=True, slots=True)
class Item:
    """An improvement: its name, where it acts, and how far it is carried out, of 1."""

    name: str
    where: str
    share: float


@dataclass(frozen=True, slots=True)
class Swing:
    """How far a change swings with one input, between two ends."""

    name: str
    kind: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Impact:
    """What a simulation found: rows of ``outcomes`` by measure with now, then, difference and their ends."""

    items: Sequence[Item]
    outcomes: Mapping[str, Mapping[str, float]]
    swings: Sequence[Swing]
    measure: str
    ends: str
    currency: str
    draws: int
    interval: float
    notes: Sequence[str]


def impact(found: Impact, look: Look, width: float) -> Bit:
    """Three panels beside each other, below each other where there is little room."""
    beside = width >= 760 * look.zoom
    parts = (0.31, 0.37, 0.32) if beside else (1, 1, 1)
    rooms = [width * part for part in parts]
    interval = f"{found.draws:,} draws, {found.interval:.0%} interval".replace("%", " %")
    hint = f"change in {lower(label_of(found.measure, found.ends))} with one input at its 5th and 95th percentile"
    panels = [
        _panel(
            "Improvements",
            "how far each is carried out",
            _items(found, look, rooms[0] - 2 * PAD),
            look,
            rooms[0],
        ),
        _panel("Impact", interval, _tiles(found, look, rooms[1] - 2 * PAD), look, rooms[1]),
        _panel("What the result hangs on", hint, _swings(found, look, rooms[2] - 2 * PAD), look, rooms[2]),
    ]
    shapes: list[Shape] = []
    x = y = 0.0
    high = max(panel.h for panel in panels)
    for at, panel in enumerate(panels):
        shapes += panel.at(x, y).shapes
        if beside:
            x += rooms[at]
            shapes += [line([(x - 0.5, 0), (x - 0.5, high)], look["line"])] if at < 2 else []
        else:
            y += panel.h
            shapes += [line([(0, y - 0.5), (width, y - 0.5)], look["line"])] if at < 2 else []
    return Bit(width, high if beside else y, tuple(shapes))


def lower(told: str) -> str:
    """A label within a sentence."""
    return told[:1].lower() + told[1:]


def _panel(name: str, hint: str, body: Bit, look: Look, width: float) -> Bit:
    room = width - 2 * PAD
    head = flow(
        [word(name, look.size(1), look["ink"], room, bold=True, leading=1.4), word(hint, look.size(0.88), look["ink-2"], room)],
        room, 8, 2,
    )  # fmt: skip
    made = stack([bit for bit in (head, body) if bit.h], 10, x=PAD, y=12)
    return Bit(width, made.h + 24, made.shapes)


def _items(found: Impact, look: Look, room: float) -> Bit:
    if not found.items:
        return word("No improvement names a step and a lever yet.", look.size(0.94), look["ink-2"], room)
    return stack([_item(one, look, room) for one in found.items], 10)


def _item(one: Item, look: Look, room: float) -> Bit:
    tall, on = 14.0, one.share > 0
    slide, told = min(90.0, room * 0.28), f"{one.share * 100:.0f} %"
    percent = text(told, 44 * look.zoom, look.size(0.92), look["ink-2"], align="end")
    left = room - 22 - slide - percent.w - 14
    name = word(one.name, look.size(0.94), look["ink" if on else "ink-2"], left)
    where = word(one.where, look.size(0.85), look["ink-3"], left)
    words = stack([bit for bit in (name, where) if bit.h], 1, x=22)
    high = max(tall, words.h)
    y, x = high / 2, room - percent.w - 7 - slide
    box = Rect(
        0.75,
        y - 6.25,
        12.5,
        12.5,
        look["idea"] if on else look["paper"],
        look["idea" if on else "edge"],
        1.5,
        4,
    )
    tick = (
        [Path(f"M3.6 {number(y)}l2.4 2.6 4.4-5", stroke=look["paper"], line=1.6, cap="round")] if on else []
    )
    knob = x + slide * min(1.0, max(0.0, one.share))
    bar: list[Shape] = [
        Rect(x, y - 2, slide, 4, look["line"], radius=2),
        Rect(x, y - 2, knob - x, 4, look["idea"], radius=min(2, (knob - x) / 2)),
        Rect(knob - 5, y - 5, 10, 10, look["paper"], look["idea"], 2, 5),
    ]
    group = Group((box, *tick, *bar), f"{one.name}: carried out to {told}")
    return Bit(
        room, high, (group, *words.shapes, *moved((percent,), room - percent.w, y - percent.leading / 2))
    )


def _tiles(found: Impact, look: Look, room: float) -> Bit:
    shown = [(name, row) for name, row in found.outcomes.items() if row["now"] == row["now"]]
    across = 2 if room >= 300 * look.zoom else 1
    wide = (room - 10 * (across - 1)) / across
    made = [_tile(name, row, found, look, wide) for name, row in shown]
    shapes: list[Shape] = []
    y = 0.0
    for first in range(0, len(made), across):
        pair = made[first : first + across]
        high = max(bit.h for bit in pair)
        for at, bit in enumerate(pair):
            shapes.append(
                Rect(at * (wide + 10) + 0.5, y + 0.5, wide - 1, high - 1, look["paper"], look["line"], 1, 8)
            )
            shapes += bit.at(at * (wide + 10), y).shapes
        y += high + 10
    told = [*found.notes[:3], "What follows if the effects are as entered; it does not show that they are."]
    notes = stack([word(one, look.size(0.85), look["ink-2"], room) for one in told], 3)
    return Bit(room, y + notes.h, (*shapes, *notes.at(0, y).shapes))


def _tile(name: str, row: Mapping[str, float], found: Impact, look: Look, wide: float) -> Bit:
    room, unit = wide - 24, max(abs(row["now"]), abs(row["then"]))
    label = word(label_of(name, found.ends), look.size(0.88), look["ink-2"], room)
    was = word(say(name, row["now"], found.currency, unit), look.size(0.94), look["ink-2"], room)
    then = word(say(name, row["then"], found.currency, unit), look.size(1.38), look["ink"], room, bold=True)
    change = row["then"] - row["now"]
    tone = "ink-2" if abs(change) < 1e-9 else "high" if better(name, change) else "low"
    arrow = "" if tone == "ink-2" else "▲ " if change > 0 else "▼ "
    by = word(arrow + say_change(name, change, found.currency), look.size(0.88), look[tone], room, bold=True)
    ends = (say_change(name, row[f"difference_{end}"], found.currency, change) for end in ("low", "high"))
    between = word(" … ".join(ends), look.size(0.88), look["ink-2"], room)
    made = stack([label, flow([was, then], room, 8, 0), flow([by, between], room, 8, 2)], 4, x=12, y=10)
    return Bit(wide, made.h + 20, made.shapes)


def _swings(found: Impact, look: Look, room: float) -> Bit:
    shown = [one for one in found.swings if abs(one.high - one.low) > 1e-9][:8]
    if not shown:
        return word("Nothing is uncertain.", look.size(0.94), look["ink-2"], room)
    row = found.outcomes.get(found.measure)
    middle = row["difference"] if row else 0.0
    reach = max(max(abs(one.low - middle), abs(one.high - middle)) for one in shown) or 1.0
    return stack([_swing(one, middle, reach, found, look, room) for one in shown], 9)


def _swing(one: Swing, middle: float, reach: float, found: Impact, look: Look, room: float) -> Bit:
    side = room * 0.46
    name = word(one.name, look.size(0.94), look["ink"], side - 8)
    kind = word(one.kind, look.size(0.85), look["ink-3"], side - 8)
    words = stack([bit for bit in (name, kind) if bit.h], 1)
    ends = " … ".join(say_change(found.measure, end, found.currency, one.high) for end in (one.low, one.high))
    told = word(ends, look.size(0.85), look["ink-2"], room - side)
    half, high = (room - side) / 2, max(words.h, told.h + 16)
    shapes: list[Shape] = [*words.at(0, (high - words.h) / 2).shapes]
    top = (high - told.h - 16) / 2
    for end, colour in ((one.low, "low"), (one.high, "high")):
        part = (end - middle) / reach * half
        x = side + half + min(0.0, part)
        shapes.append(Rect(x, top, abs(part), 12, mix(look[colour], look["paper"], 85)))
    shapes.append(line([(side + half, top - 3), (side + half, top + 15)], look["ink-2"]))
    shapes += told.at(side + half - told.w / 2, top + 16).shapes
    return Bit(room, high, (Group(tuple(shapes), f"{one.name}: {ends}"),))
