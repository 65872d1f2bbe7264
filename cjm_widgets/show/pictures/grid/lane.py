"""One lane as a row: its rail, its cells, and the cards that lie over several of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cjm_widgets.show.pictures.shapes import Shape, line

from . import curves
from .cards import card
from .cells import content, padding, resting
from .flow import Bit, Held
from .head import lane_rail
from .plan import Plan, Slot
from .sheet import HEIGHTS, Lane, Look, Row, Sheet
from .ways import ways

LEAST, FIRST = 44.0, 20.0


@dataclass(frozen=True, slots=True)
class Row_:
    """A lane and its drawing."""

    lane: Lane
    bit: Bit


@dataclass(frozen=True, slots=True)
class Spanning:
    """A card over several columns, on a track of its own."""

    row: Row
    first: Slot
    last: Slot
    track: int


def lane_row(
    sheet: Sheet, lane: Lane, shared: curves.Curves | None, plan: Plan, look: Look, *, first: bool
) -> Row_:
    """The lane from the left edge of the board, as high as its content, or as a person set it where that is more."""
    rail = lane_rail(lane, look, plan.rail)
    if lane.kind == "emotion" or lane.arc:
        return Row_(lane, _curved(sheet, lane, shared, plan, look, rail))
    if lane.kind == "paths":
        drawn = ways(sheet, plan, look)
        high = max(70.0 * look.zoom, drawn.h, rail.h, lane.height or 0)
        return Row_(lane, _framed(plan, look, high, [*rail.shapes, *drawn.shapes], drawn.held, open_=True))
    spans = _spans(sheet, lane, plan)
    laid, drops = _laid(sheet, lane, spans, look)
    skip = frozenset(str(one.row["id"]) for one in spans)
    extra = max(0.0, FIRST - padding(look)[1]) if first and look.linked else 0.0
    shapes: list[Shape] = list(rail.shapes)
    held: list[Held] = []
    high = max(LEAST * look.zoom, rail.h, lane.height or 0)
    for slot in plan.slots:
        down = extra + drops.get(slot.at, 0.0)
        cell = content(sheet, lane, slot, look, skip)
        put = cell.at(slot.x, down)
        shapes += put.shapes
        held += put.held
        high = max(high, down + (cell.h or 0.0), down + padding(look)[1] if down > extra else 0.0)
    for bit in laid:
        put = bit.at(0, extra)
        shapes += put.shapes
        held += put.held
    shapes += [shape for slot in plan.slots for shape in resting(sheet, lane, slot, look, high).shapes]
    return Row_(lane, _framed(plan, look, high, shapes, held))


def _curved(sheet: Sheet, lane: Lane, shared: curves.Curves | None, plan: Plan, look: Look, rail: Bit) -> Bit:
    several = shared is not None and lane == shared.chosen
    least = 58.0 if lane.arc else 200.0 if several else float(HEIGHTS["emotion"])
    high = max(least * look.zoom, rail.h + (0 if lane.arc else 24), lane.height or 0)
    if lane.arc:
        return _framed(
            plan, look, high, [*rail.shapes, *curves.arc(lane, plan, look, high).shapes], (), open_=True
        )
    side = curves.rail(sheet, lane, shared, look, plan.rail, high)
    high = max(high, side.h)
    side = curves.rail(sheet, lane, shared, look, plan.rail, high)
    drawn = curves.curve(sheet, lane, shared, plan, look, high)
    rests = [shape for slot in plan.slots for shape in resting(sheet, lane, slot, look, high).shapes]
    return _framed(plan, look, high, [*side.shapes, *drawn.shapes, *rests], drawn.held, open_=True)


def _framed(
    plan: Plan, look: Look, high: float, shapes: Sequence[Shape], held: Sequence[Held], *, open_: bool = False
) -> Bit:
    """The lines around the cells; a drawing has none between its columns."""
    edges = [plan.rail] if open_ else [plan.rail, *(slot.x + slot.width for slot in plan.slots)]
    frame: list[Shape] = [line([(x - 0.5, 0), (x - 0.5, high)], look["line"]) for x in edges]
    frame.append(line([(0, high - 0.5), (plan.width, high - 0.5)], look["line"]))
    return Bit(plan.width, high, (*frame, *shapes), tuple(held))


def _spans(sheet: Sheet, lane: Lane, plan: Plan) -> list[Spanning]:
    """The cards that reach to a later step, from left to right, each on the first track that is free."""
    if lane.column is not None or lane.chips:
        return []
    slots = {str(slot.step["id"]): slot for slot in plan.slots if slot.step}
    found = []
    for slot in slots.values():
        for row in sheet.cards.get((str(slot.step["id"]) if slot.step else "", lane.id), ()):
            last = slots.get(str(row.get("until")))
            if last is not None and last.at > slot.at:
                found.append((row, slot, last))
    ends: list[int] = []
    out = []
    for row, first, last in found:
        track = next((at for at, end in enumerate(ends) if end < first.at), len(ends))
        ends[track : track + 1] = [last.at]
        out.append(Spanning(row, first, last, track))
    return out


def _laid(
    sheet: Sheet, lane: Lane, spans: Sequence[Spanning], look: Look
) -> tuple[list[Bit], dict[int, float]]:
    """The spanning cards in their places, and how far each column's own cards are pushed down by them."""
    side, above, gap = padding(look)
    made = [
        card(
            one.row,
            str(one.row.get("text") or ""),
            lane,
            look,
            one.last.x + one.last.width - one.first.x - 2 * side,
            sheet.proofs,
        )
        for one in spans
    ]
    tracks = max((one.track for one in spans), default=-1) + 1
    heights = [
        max(bit.h for bit, one in zip(made, spans, strict=True) if one.track == at) for at in range(tracks)
    ]
    tops = [above + sum(heights[:at]) + gap * at for at in range(tracks + 1)]
    drops: dict[int, float] = {}
    for one in spans:
        for at in range(one.first.at, one.last.at + 1):
            drops[at] = max(drops.get(at, 0.0), tops[one.track + 1] - above)
    return [bit.at(one.first.x + side, tops[one.track]) for bit, one in zip(made, spans, strict=True)], drops
