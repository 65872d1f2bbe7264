"""Where the labels of the paths lane stand: never on one another or on a box, and off the lines where there is room.

Twin of js/src/layout/paths/labels.ts; standard library only.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence

from .path_shapes import Box, Label, Line, Node, Way, along, half_of

HIGH, CHAR, CELL = 13.0, 6.1, 32
ORDER = ("next", "again", "fall", "skip", "return")
Spot = tuple[float, float]
Crowd = Mapping[int, Sequence[Spot]]


def place_labels(
    nodes: Sequence[Node],
    boxes: Sequence[Box],
    ways: Sequence[Way],
    lines: Sequence[Line],
    marks: Sequence[tuple[str, int, str]],
    zoom: float,
) -> list[Label]:
    """The labels that found a place."""
    placed: list[Label] = []
    crowd = _crowd(lines)
    for id_, node, text in marks:
        spots = [(nodes[node].x, y * zoom) for y in (-30, -44, 30, 44, -58, 58)]
        _put(placed, boxes, crowd, id_, text, spots, False, zoom)
    found = {line.id: line for line in lines}
    drawn = [(way, found[way.id]) for way in ways if way.label]
    drawn.sort(key=lambda pair: (pair[1].quiet, ORDER.index(pair[1].kind), -(pair[0].share or 0)))
    for way, line in drawn:
        spots = _spots(line, way.label, half_of(nodes[way.start], zoom), zoom)
        _put(placed, boxes, crowd, way.id, way.label, spots, line.quiet, zoom)
    return placed


def text_width(text: str, zoom: float) -> float:
    """How wide a text is drawn, near enough; wide scripts count double.

    >>> round(text_width("41 %", 1), 1)
    27.4
    """
    return (3 + sum(11.5 if ord(one) > 0x2E7F else CHAR for one in text)) * zoom


def meet(a: Box, b: Box) -> bool:
    """Whether two rectangles overlap."""
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h


def _put(
    placed: list[Label],
    boxes: Sequence[Box],
    crowd: Crowd,
    id_: str,
    text: str,
    spots: Sequence[Spot],
    quiet: bool,
    zoom: float,
) -> None:
    """Takes the place that meets the fewest lines, the first of equals; none where all are taken."""
    w, h = text_width(text, zoom), HIGH * zoom
    best, least = None, math.inf
    for turn, (x, y) in enumerate(spots):
        box = Label(x - w / 2, y - h / 2, w, h, id_, text)
        if any(meet(box, other) for other in (*boxes, *placed)):
            continue
        hits = _hits(crowd, box)
        if hits * 2 + turn < least and not (quiet and hits):
            best, least = box, hits * 2 + turn
    if best:
        placed.append(best)


def _spots(line: Line, text: str, half: float, zoom: float) -> list[Spot]:
    """The places a label may take, the best first."""
    x0, x3, y3, off = line.bend[0], line.bend[6], line.bend[7], line.width / 2 + 8 * zoom
    if line.kind == "next":
        x, near = (x0 + x3) / 2 + 2 * zoom, max(12.5 * zoom, off)
        return [(x, y) for y in (-near, near, -30 * zoom, 30 * zoom, -44 * zoom, 44 * zoom)]
    if line.kind == "again":
        x, under = (x0 + x3) / 2, along(line.bend, 0.5)[1] + off + zoom
        steps = ((0.0, 0), (-half / 2, 0), (half / 2, 0), (0.0, 13), (-half, 6), (half, 6), (0.0, 27))
        return [(x + dx, under + dy * zoom) for dx, dy in steps]
    if line.kind == "fall":
        return _fall_spots(x3, y3, line.width / 2 + text_width(text, zoom) / 2 + 3 * zoom, zoom)
    out = -off if line.kind == "skip" else off
    places = [along(line.bend, t) for t in (0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88)]
    return [(x, y + by) for by in (out, -out) for x, y in places]


def _fall_spots(x: float, end: float, beside: float, zoom: float) -> list[Spot]:
    middle = (20 * zoom + end) / 2 + 4 * zoom
    under = [(x, end + 10 * zoom), (x - 12 * zoom, end + 10 * zoom), (x + 12 * zoom, end + 10 * zoom)]
    sides = [(x + by, y) for y in (end - 5 * zoom, middle) for by in (beside, -beside)]
    return [
        *under,
        *sides,
        (x, end + 24 * zoom),
        (x + 12 * zoom, end + 24 * zoom),
        (x, end + 38 * zoom),
    ]


def _crowd(lines: Sequence[Line]) -> Crowd:
    """Points along all lines, by the stretch they lie in."""
    crowd: dict[int, list[Spot]] = defaultdict(list)
    for line in lines:
        bend = line.bend
        points = min(160, 6 + math.floor((abs(bend[6] - bend[0]) + 2 * abs(bend[3] - bend[1])) / 10))
        for i in range(points + 1):
            spot = along(bend, i / points)
            crowd[math.floor(spot[0] / CELL)].append(spot)
    return crowd


def _hits(crowd: Crowd, box: Box) -> int:
    stretch = range(math.floor(box.x / CELL), math.floor((box.x + box.w) / CELL) + 1)
    near = (spot for key in stretch for spot in crowd.get(key, ()))
    return sum(box.x <= x <= box.x + box.w and box.y <= y <= box.y + box.h for x, y in near)
