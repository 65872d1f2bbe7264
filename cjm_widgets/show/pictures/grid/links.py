"""The links of a board: led round everything that stands on it, drawn by their kind, with a word where there is room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cjm_widgets.show.pictures.look.measure import width
from cjm_widgets.show.pictures.look.wrap import clamp, direction, plain
from cjm_widgets.show.pictures.routes.board import Board, Box, Link, Point
from cjm_widgets.show.pictures.routes.labels import labels
from cjm_widgets.show.pictures.routes.route import route
from cjm_widgets.show.pictures.routes.strokes import line, marks
from cjm_widgets.show.pictures.shapes import Path, Rect, Shape, Text

from .flow import Held
from .plan import Plan
from .sheet import Look, Row, said

PASSED = 4
"""A link that passes over more rows than these is drawn quieter."""
STYLES = {
    "sequence": ("ink-3", 1.5, "", "", True),
    "trigger": ("ink-2", 2.2, "", "", True),
    "needs": ("act", 2.0, "0.1 5", "round", True),
    "message": ("ask", 1.5, "7 4", "", False),
    "recovery": ("low", 1.5, "10 3 2 3", "", True),
}
"""Colour, width, dash, cap, and whether the head is filled; as js/src/views/links/links.css."""


def links(
    rows: Sequence[Row],
    held: Iterable[tuple[int, Held]],
    lanes: Sequence[tuple[float, float]],
    closed: Sequence[int],
    plan: Plan,
    look: Look,
) -> list[Shape]:
    """The links, from the board's left top corner. ``held`` is what stands in each lane, ``lanes`` where these lie, ``closed`` which are drawings."""
    boxes = list(_boxes(held, lanes, plan))
    at = {box.id for box in boxes}
    asked = [one for row in rows if (one := _asked(row, look)) and one.source in at and one.target in at]
    if not asked:
        return []
    columns = [(slot.x, slot.width) for slot in plan.slots]
    led = route(Board(columns, lanes, boxes), asked)
    drawn = {str(row["id"]): row for row in rows}
    words = labels(led, asked, [(lanes[k][0], sum(lanes[k])) for k in closed])
    shapes: list[Shape] = []
    for id_, points in led.routes.items():
        shapes += _drawn(drawn[id_], points, lanes, look)
    for one in asked:
        if one.id in words:
            shapes += _word(label_of(drawn[one.id]), words[one.id], one.label, look)
    return shapes


def _boxes(
    held: Iterable[tuple[int, Held]], lanes: Sequence[tuple[float, float]], plan: Plan
) -> Iterable[Box]:
    for at, (row, one) in enumerate(held):
        high = min(one.h, sum(lanes[row]) - one.y - 2)
        under = [
            slot.at for slot in plan.slots if slot.x < one.x + one.w - 1 and one.x < slot.x + slot.width - 1
        ]
        if high > 0 and under:
            id_ = f"held {at}" if one.card is None else f"card {one.card}"
            yield Box(id_, one.x, one.y, one.w, high, under[0], under[-1], row)


def kind_of(row: Row) -> str:
    """A kind of link that is drawn; what is none of them leads on."""
    kind = said(row.get("kind"))
    return kind if kind in STYLES else "sequence"


def label_of(row: Mapping[str, object]) -> str:
    """The word on a link: its text and its condition."""
    return " ".join(
        plain(
            ": ".join(filter(None, dict.fromkeys((said(row.get("text")), said(row.get("condition"))))))
        ).split()
    )


def _asked(row: Row, look: Look) -> Link | None:
    source, target = f"card {row.get('source')}", f"card {row.get('target')}"
    told = label_of(row)
    wide = min(130.0 * look.zoom, width(told, look.size(0.846)) + 12) if told else 0.0
    return (
        None
        if source == target
        else Link(str(row["id"]), source, target, row.get("both") is True, wide, 16 * look.zoom)
    )


def _drawn(
    row: Row, points: Sequence[Point], lanes: Sequence[tuple[float, float]], look: Look
) -> list[Shape]:
    kind, both = kind_of(row), row.get("both") is True
    colour, wide, dash, cap, full = STYLES[kind]
    ends = [y for _, y in points]
    passed = sum(at >= min(ends) and at + size <= max(ends) for at, size in lanes)
    quiet = 0.42 if passed > PASSED else 1.0
    return [
        Path(line(points, both), stroke=look[colour], line=wide, dash=dash, cap=cap, opacity=quiet),
        Path(
            marks(points, kind, both),
            stroke=look[colour],
            fill=look[colour] if full else "none",
            line=1.2 if full else 1.6,
        ),
    ]


def _word(told: str, at: Point, wide: float, look: Look) -> list[Shape]:
    size, high = look.size(0.846), 16 * look.zoom
    lines = [told] if width(told, size) <= wide - 8 else clamp([told, ""], 1, wide - 8, size)
    x, y = at[0] - wide / 2, at[1] - high / 2
    ground = Rect(x, y, wide, high, look["paper"], radius=3)
    return [
        ground,
        Text(
            tuple(lines), x + 4, y, wide - 8, size, high, look["ink-2"], align="middle", way=direction(told)
        ),
    ]
