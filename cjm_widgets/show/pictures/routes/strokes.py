"""Lines and heads as SVG paths: rounded corners, an end mark for each kind. Twin of js/src/views/links/lines.ts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .board import Point

ROUND = 6


def line(points: Sequence[Point], both: bool) -> str:
    """The line through the corners; an end with a head stops a little before its tip."""
    ends = _trimmed(points, both)
    parts = [f"M{_at(ends[0])}"]
    for before, point, after in zip(ends, ends[1:], ends[2:], strict=False):
        bend = min(ROUND, _distance(before, point) / 2, _distance(point, after) / 2)
        parts.append(f"L{_at(_toward(point, before, bend))}Q{_at(point)} {_at(_toward(point, after, bend))}")
    return "".join([*parts, f"L{_at(ends[-1])}"])


def marks(points: Sequence[Point], kind: str, both: bool) -> str:
    """The marks at the ends: a filled head, an open one for messages; a recovery begins with a ring."""
    heads = _head(points[-2], points[-1], kind) + (_head(points[1], points[0], kind) if both else "")
    x, y = points[0]
    ring = f"M{_n(x - 3)} {_n(y)}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0"
    return heads + ring if kind == "recovery" and not both else heads


def _trimmed(points: Sequence[Point], both: bool) -> list[Point]:
    cut = list(points)
    if both:
        cut[0] = _toward(points[0], points[1], min(4, _distance(points[0], points[1]) / 3))
    cut[-1] = _toward(points[-1], points[-2], min(4, _distance(points[-1], points[-2]) / 3))
    return cut


def _head(start: Point, tip: Point, kind: str) -> str:
    big = 9 if kind == "trigger" else 7.5
    back, far = _toward(tip, start, big), _distance(tip, start) or 1
    dx, dy = (tip[1] - start[1]) / far * big * 0.45, (tip[0] - start[0]) / far * big * 0.45
    a, b = (back[0] + dx, back[1] - dy), (back[0] - dx, back[1] + dy)
    return f"M{_at(a)}L{_at(tip)}L{_at(b)}" + ("" if kind == "message" else "Z")


def _toward(a: Point, b: Point, far: float) -> Point:
    length = math.hypot(b[0] - a[0], b[1] - a[1]) or 1
    return a[0] + (b[0] - a[0]) / length * far, a[1] + (b[1] - a[1]) / length * far


def _distance(a: Point, b: Point) -> float:
    return abs(a[0] - b[0]) + abs(a[1] - b[1])


def _at(point: Point) -> str:
    return f"{_n(point[0])} {_n(point[1])}"


def _n(value: float) -> str:
    tenths = math.floor(value * 10 + 0.5)
    return str(tenths // 10) if tenths % 10 == 0 else str(tenths / 10)
