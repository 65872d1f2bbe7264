"""What a cell holds, as a bit as wide as its column: cards, pills, prose, a number with its bar, a flag, a time."""

from __future__ import annotations

from cjm_widgets.show.pictures.look.icons import REST_WORDS
from cjm_widgets.show.pictures.shapes import Rect, Shape, text

from .cards import card, chip, prose
from .flow import EMPTY, Bit, Held, flow, rest, runs_left, stack
from .plan import Slot
from .sheet import Lane, Look, Row, Sheet, finite, shown, texts


def padding(look: Look) -> tuple[float, float, float]:
    """The room at a cell's sides, above and below, and between its cards: more where lines run between them."""
    if not look.linked:
        return 6.0, 5.0, 5.0
    wider = max(1.0, look.zoom)
    return 14.0, 11.0 * wider, 9.0 * wider


def content(sheet: Sheet, lane: Lane, slot: Slot, look: Look, skip: frozenset[str]) -> Bit:
    """What stands in a cell, from its left top corner; ``skip`` are cards that span steps and are laid elsewhere."""
    if slot.step is None or lane.kind in ("emotion", "paths") or lane.arc:
        return EMPTY
    side, above, gap = padding(look)
    room = slot.width - 2 * side
    step = str(slot.step["id"])
    if lane.scalar:
        made = _one(lane, slot.step, look, room)
    elif lane.column is not None:
        made = _stacked([({}, said) for said in texts(lane, slot.step)], lane, look, room, gap, sheet)
    else:
        rows = [row for row in sheet.cards.get((step, lane.id), ()) if row.get("id") not in skip]
        made = _stacked([(row, str(row.get("text") or "")) for row in rows], lane, look, room, gap, sheet)
    put = made.at(side, above)
    return Bit(slot.width, made.h + 2 * above if made.h else 0.0, put.shapes, put.held)


def _stacked(
    items: list[tuple[Row, str]], lane: Lane, look: Look, room: float, gap: float, sheet: Sheet
) -> Bit:
    if lane.chips:
        made = [chip(row, said, lane, look, room - 4, sheet.proofs) for row, said in items]
        right = bool(items) and runs_left(items[0][1])
        return flow(made, room - 4, 4, 4, rtl=right).at(2, 2) if made else EMPTY
    if lane.prose:
        return stack([prose(said, lane, look, room) for _, said in items], gap)
    return stack([card(row, said, lane, look, room, sheet.proofs) for row, said in items], gap)


def _one(lane: Lane, step: Row, look: Look, room: float) -> Bit:
    value = step.get(lane.column or "")
    if value is None or value == "":
        return EMPTY
    if lane.kind == "flag" and isinstance(value, bool):
        return _flag(value, look, room)
    said = text(shown(value, lane), room - 12, look.size(1), look["ink"], leading=1.4, bold=True)
    shapes: list[Shape] = [*stack([Bit(said.w, said.h, (said,))], 0, x=6, y=4).shapes]
    high, drawn = said.h + 8, finite(value)
    if lane.domain and drawn is not None:
        shapes += bar(drawn, lane.domain, look, room - 12, 6, said.h + 10)
        high += 10
    return Bit(room, high, tuple(shapes), (Held(0, 0, room, high),))


def bar(
    value: float, domain: tuple[float, float], look: Look, wide: float, x: float, y: float
) -> list[Shape]:
    """A bar from zero to the value; through the middle where the domain has both signs, as js/src/layout/bars.ts."""
    low, high = domain
    both = low < 0 < high

    def place(one: float) -> float:
        return min(1.0, max(0.0, (one - low) / (high - low)))

    base, end = place(0 if both else high if high <= 0 else low), place(value)
    start, long = min(base, end), abs(end - base)
    colour = look["data" if not both else "low" if value < 0 else "high"]
    filled = max(2.0, long * wide)
    left = min(x + start * wide, x + wide - filled)
    return [
        Rect(x, y, wide, 4, look["line"], radius=2),
        Rect(left, y, filled, 4, colour, radius=min(2, filled / 2)),
    ]


def _flag(yes: bool, look: Look, room: float) -> Bit:
    size = look.size(0.94)
    disc = Rect(
        6.8,
        4.8 + (size * 1.4 - 13) / 2,
        11.4,
        11.4,
        look["data"] if yes else "none",
        look["data" if yes else "edge"],
        1.6,
        5.7,
    )
    said = text("Yes" if yes else "No", room - 31, size, look["ink" if yes else "ink-2"], leading=1.4)
    high = max(13.0, said.h) + 8
    return Bit(
        room, high, (disc, *Bit(0, 0, (said,)).at(25, 4).shapes), (Held(0, 0, 25 + said.widest, high),)
    )


def resting(sheet: Sheet, lane: Lane, slot: Slot, look: Look, high: float) -> Bit:
    """What a cell of a lane that draws a column rests on, as a shape in its far lower corner."""
    state = sheet.cells.get(f"{slot.step['id']}\0{lane.id}") if slot.step else None
    if lane.column is None or state not in REST_WORDS:
        return EMPTY
    size = look.size(0.8)
    return rest(state, size, look).at(slot.x + slot.width - size - 4, high - size - 4)
