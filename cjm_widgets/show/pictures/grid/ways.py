"""The paths lane: the moves between steps, as wide as the share that makes them, dashed where assumed."""

from __future__ import annotations

from cjm_widgets.show.path_picture import lost, ways_of
from cjm_widgets.show.path_shapes import Box, Label, Line, Node, Way
from cjm_widgets.show.paths import Drawing, draw_paths, head_of, path_of
from cjm_widgets.show.pictures.look.measure import width
from cjm_widgets.show.pictures.look.tokens import stage_colour
from cjm_widgets.show.pictures.shapes import Group, Path, Rect, Shape, Text, moved, text

from .flow import EMPTY, Bit, Held
from .plan import Plan, Slot
from .sheet import Look, Sheet, said

TONES = {"left": "low", "lost": "low", "outcome": "data", "over": "low", "rest": "edge"}


def ways(sheet: Sheet, plan: Plan, look: Look) -> Bit:
    """The drawing, from the left edge of the board and the top of the lane; nothing where no move leaves a step shown."""
    slots = [slot for slot in plan.slots if slot.step]
    places = {str(slot.step["id"]): at for at, slot in enumerate(slots) if slot.step}
    found, marks, assumed = ways_of(sheet.moves, places, lost(sheet.doc))
    if not found:
        return EMPTY
    nodes = [Node(slot.at, slot.middle, slot.width) for slot in slots]
    made = draw_paths(nodes, found, marks, look.zoom)
    known = {way.id: way for way in found}
    shapes: list[Shape] = []
    for one in made.lines:
        shapes += _line(one, known[one.id], one.id in assumed, look)
    shapes += [_label(one, known.get(one.id), plan, look) for one in made.labels]
    for slot, box in zip(slots, made.nodes, strict=True):
        shapes += _node(slot, box, look)
    return Bit(plan.width, made.height, tuple(shapes), tuple(_held(made)))


def _held(made: Drawing) -> list[Held]:
    return [Held(box.x, box.y, box.w, box.h) for box in made.nodes]


def _line(one: Line, way: Way, assumed: bool, look: Look) -> list[Shape]:
    rest = way.fall == "rest"
    colour = look[TONES.get(way.fall, "ink-2")]
    quiet = 0.35 if one.quiet else min(0.72, 0.32 + (way.share or 0) * 0.4)
    clear = 1.0 if rest else 0.78 if way.fall else quiet
    dash = "1.5 4" if rest else "5 4" if assumed else ""
    out: list[Shape] = [
        Path(
            path_of(one), stroke=colour, line=one.width, dash=dash, opacity=clear, cap="round" if rest else ""
        )
    ]
    head = head_of(one, look.zoom)
    return [*out, Path(head, fill=colour, opacity=0.8)] if head else out


def _label(one: Label, way: Way | None, plan: Plan, look: Look) -> Shape:
    fall = way.fall if way else "over"
    size = 11 * look.zoom
    wide = max(one.w, width(one.text, size))
    x = min(max(plan.rail, one.x + one.w / 2 - wide / 2), plan.width - wide)
    colour = look[TONES.get(fall, "ink-2")] if fall != "rest" else look["ink-2"]
    return Text((one.text,), x, one.y, wide, size, one.h, colour, align="middle", halo=look["paper"])


def _node(slot: Slot, box: Box, look: Look) -> list[Shape]:
    name = (said(slot.step.get("name")) or str(slot.step["id"])) if slot.step else ""
    words = text(
        name, box.w - 8, 11.5 * look.zoom, look["ink"], leading=1.18, most=2, bold=True, align="middle"
    )
    frame = Rect(box.x, box.y, box.w, box.h, look["paper"], stage_colour(look.colours, slot.stage), 1.6, 7)
    put = moved((words,), box.x + 4, box.y + (box.h - words.h) / 2)
    return [Group((frame, *put), name)]
