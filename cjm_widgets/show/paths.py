"""Where the lines and labels of the paths lane run. Twin of js/src/layout/paths; both replay tests/contract/paths.json.

Numbers in, numbers out; standard library only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .path_labels import place_labels
from .path_shapes import Bend, Box, Label, Line, Node, Way, along, half_of

HALF, QUIET = 20.0, 0.01
FIRST, STEP, MOST = 42.0, 23.0, 330.0
EDGE, LEAST = 10.0, 46.0
FALLS = (0.86, -0.86, 0.62, -0.62, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """All of it: how high, where the line of the nodes lies, boxes, lines and labels."""

    height: int
    line: int
    nodes: list[Box]
    lines: list[Line]
    labels: list[Label]


def draw_paths(
    nodes: Sequence[Node], ways: Sequence[Way], marks: Sequence[tuple[str, int, str]] = (), zoom: float = 1.0
) -> Drawing:
    """The drawing of moves between nodes; ``marks`` are (id, node, label).

    >>> made = draw_paths([Node(0, 79, 158), Node(1, 237, 158)], [Way("m", 0, 1, 0.4, "40 %")])
    >>> made.lines[0].width, made.height, [label.text for label in made.labels]
    (4.0, 112, ['40 %'])
    """
    boxes = [Box(n.x - half_of(n, zoom), -HALF * zoom, 2 * half_of(n, zoom), 2 * HALF * zoom) for n in nodes]
    lines = _lines(nodes, ways, zoom)
    labels = place_labels(nodes, boxes, ways, lines, marks, zoom)
    ends: list[float] = []
    for line in lines:
        middle = along(line.bend, 0.5)[1]
        ends += [
            middle - line.width / 2,
            middle + line.width / 2,
            line.bend[7],
            line.head[1] if line.head else 0.0,
        ]
    top = min([-LEAST * zoom, *ends, *(one.y for one in labels)]) - EDGE * zoom
    bottom = max([LEAST * zoom, *ends, *(one.y + one.h for one in labels)]) + EDGE * zoom
    down = math.ceil(-top)
    return Drawing(
        math.ceil(down + bottom),
        down,
        [replace(one, y=one.y + down) for one in boxes],
        [_lower(one, down) for one in lines],
        [replace(one, y=one.y + down) for one in labels],
    )


def width_of(share: float | None, zoom: float) -> float:
    """In proportion to the share, ten pixels for all; never too thin to see."""
    if share is None:
        return zoom
    return 0.6 * zoom if share < QUIET else max(1.0, min(10.0, 10 * share)) * zoom


def path_of(line: Line) -> str:
    """The line as a path of SVG."""
    x0, y0, x1, y1, x2, y2, x3, y3 = map(digits, line.bend)
    if line.kind in ("next", "fall"):
        return f"M{x0},{y0}L{x3},{y3}"
    return f"M{x0},{y0}C{x1},{y1} {x2},{y2} {x3},{y3}"


def head_of(line: Line, zoom: float) -> str:
    """The head as a triangle; empty where there is none."""
    if line.head is None:
        return ""
    (x, y, to), wide = line.head, max(3.6 * zoom, line.width / 2 + 2.2 * zoom)
    bx, by = line.bend[6], line.bend[7]
    ax, ay = (0.0, wide) if to == "right" else (wide, 0.0)
    corners = ((x, y), (bx - ax, by - ay), (bx + ax, by + ay))
    return "M" + "L".join(f"{digits(px)},{digits(py)}" for px, py in corners) + "Z"


def digits(value: float) -> str:
    """A number to one decimal, as the page writes it.

    >>> digits(2.0), digits(-0.04), digits(2.25)
    ('2', '0', '2.3')
    """
    tenths = math.floor(value * 10 + 0.5)
    return str(tenths // 10) if tenths % 10 == 0 else str(tenths / 10)


def levels(arcs: Sequence[tuple[int, int, bool]]) -> list[float]:
    """The level of each arc (left, right, quiet), 1 the lowest: short ones below, each above those it overlaps.

    >>> levels([(0, 4, False), (1, 3, False), (0, 4, True)])
    [2, 1, 2.5]
    """
    order = sorted(range(len(arcs)), key=lambda i: (arcs[i][1] - arcs[i][0], arcs[i][0], i))
    out: list[float] = [0.0] * len(arcs)
    loud: list[int] = []
    for i in (i for i in order if not arcs[i][2]):
        left, right, _ = arcs[i]
        out[i] = 1 + max((out[k] for k in loud if max(left, arcs[k][0]) < min(right, arcs[k][1])), default=0)
        loud.append(i)
    for i in (i for i in order if arcs[i][2]):
        left, right, _ = arcs[i]
        out[i] = 0.5 + max((out[k] for k in loud if left <= arcs[k][0] and arcs[k][1] <= right), default=0)
    return out


def _rises(found: Sequence[float], zoom: float) -> list[float]:
    top = max([1.0, *found])
    step = min(STEP, (MOST - FIRST) / (top - 1)) if top > 1 else STEP
    return [(FIRST + (level - 1) * step) * zoom for level in found]


def _lines(nodes: Sequence[Node], ways: Sequence[Way], zoom: float) -> list[Line]:
    made = {way.id: line for way in ways if (line := _flat(nodes, way, zoom))}
    for side in (-1, 1):
        made |= {one.id: one for one in _arcs(nodes, ways, side, zoom)}
    made |= {one.id: one for one in _falls(nodes, ways, zoom)}
    return [made[way.id] for way in ways]


def _kind(nodes: Sequence[Node], way: Way) -> str:
    if way.to is None:
        return "fall"
    by = nodes[way.to].at - nodes[way.start].at
    return "again" if by == 0 else "next" if by == 1 else "skip" if by > 0 else "return"


def _quiet(way: Way) -> bool:
    return way.share is not None and way.share < QUIET


def _long(width: float, zoom: float) -> float:
    return max(6.5 * zoom, width * 0.8)


def _straight(x0: float, y0: float, x3: float, y3: float) -> Bend:
    return (
        x0,
        y0,
        x0 + (x3 - x0) / 3,
        y0 + (y3 - y0) / 3,
        x0 + (x3 - x0) * 2 / 3,
        y0 + (y3 - y0) * 2 / 3,
        x3,
        y3,
    )


def _flat(nodes: Sequence[Node], way: Way, zoom: float) -> Line | None:
    """A neighbour or a loop; None for an arc or a fall."""
    kind, width = _kind(nodes, way), width_of(way.share, zoom)
    here = nodes[way.start]
    if kind == "next" and way.to is not None:
        tip = nodes[way.to].x - half_of(nodes[way.to], zoom) - zoom
        bend = _straight(here.x + half_of(here, zoom), 0.0, tip - _long(width, zoom), 0.0)
        return Line(way.id, kind, bend, width, _quiet(way), (tip, 0.0, "right"))
    if kind != "again":
        return None
    half, near = HALF * zoom, 0.24 * half_of(here, zoom)
    far, low, y = near + 16 * zoom, half + 44 * zoom, half + zoom
    end = y + _long(width, zoom)
    bend = (here.x + near, half, here.x + far, low, here.x - far, low, here.x - near, end)
    return Line(way.id, kind, bend, width, _quiet(way), (here.x - near, y, "up"))


def _arcs(nodes: Sequence[Node], ways: Sequence[Way], side: int, zoom: float) -> list[Line]:
    kind = "skip" if side < 0 else "return"
    found = [(way, way.to) for way in ways if way.to is not None and _kind(nodes, way) == kind]
    ends = [(way.start, to) if side < 0 else (to, way.start) for way, to in found]
    spans = [(nodes[a].at, nodes[b].at, _quiet(way)) for (a, b), (way, _) in zip(ends, found, strict=True)]
    out = []
    for i, ((way, _), rise) in enumerate(zip(found, _rises(levels(spans), zoom), strict=True)):
        width = width_of(way.share, zoom)
        feet = (_foot(nodes, ends, spans, i, 0, zoom), _foot(nodes, ends, spans, i, 1, zoom))
        start, tip = feet if side < 0 else feet[::-1]
        y0, y = side * HALF * zoom, side * (HALF + 1) * zoom
        y3 = y + side * _long(width, zoom)
        bow = (side * (HALF * zoom + rise) - (y0 + y3) / 8) / 0.75
        bend = (start, y0, start, bow, tip, bow, tip, y3)
        out.append(Line(way.id, kind, bend, width, _quiet(way), (tip, y, "down" if side < 0 else "up")))
    return out


def _foot(
    nodes: Sequence[Node],
    ends: Sequence[tuple[int, int]],
    spans: Sequence[tuple[int, int, bool]],
    i: int,
    end: int,
    zoom: float,
) -> float:
    """Where an arc stands on its node: longer ones outside, so that no two of a node cross."""
    node = nodes[ends[i][end]]
    half = half_of(node, zoom)
    lengths = [b - a for (a, b, _), pair in zip(spans, ends, strict=True) if pair[end] == ends[i][end]]
    own = spans[i][1] - spans[i][0]
    before = sum(one > own if end == 0 else one < own for one in lengths)
    apart = min(9 * zoom, 0.5 * half / len(lengths))
    return node.x + (0.5 if end == 0 else -0.5) * half + (before - (len(lengths) - 1) / 2) * apart


def _falls(nodes: Sequence[Node], ways: Sequence[Way], zoom: float) -> list[Line]:
    taken: dict[int, int] = {}
    out = []
    for way in sorted((way for way in ways if way.to is None), key=lambda way: -(way.share or 0)):
        node, turn = nodes[way.start], taken.get(way.start, 0)
        taken[way.start] = turn + 1
        width = 1.2 * zoom if way.fall == "rest" else width_of(way.share, zoom)
        x = node.x + FALLS[turn % len(FALLS)] * half_of(node, zoom)
        share = 0.1 if way.share is None else way.share
        end = (HALF + 18 + 110 * share + 14 * (turn // len(FALLS))) * zoom
        head = (x, end + _long(width, zoom), "down") if way.fall in ("outcome", "lost") else None
        out.append(Line(way.id, "fall", _straight(x, HALF * zoom, x, end), width, _quiet(way), head))
    return out


def _lower(line: Line, by: float) -> Line:
    x0, y0, x1, y1, x2, y2, x3, y3 = line.bend
    head = line.head and (line.head[0], line.head[1] + by, line.head[2])
    return replace(line, bend=(x0, y0 + by, x1, y1 + by, x2, y2 + by, x3, y3 + by), head=head)
