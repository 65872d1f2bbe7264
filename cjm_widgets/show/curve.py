"""The emotion curve as SVG: smooth, never above or below the points it joins. Twin of js/src/layout/curve.ts.

Numbers in, paths out; standard library only.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Point = tuple[float, float]


def segments(points: Sequence[Point | None]) -> list[list[Point]]:
    """The points in runs without a gap; None is a gap.

    >>> segments([(0, 1), None, (2, 3), (3, 4)])
    [[(0, 1)], [(2, 3), (3, 4)]]
    """
    runs: list[list[Point]] = [[]]
    for point in points:
        if point is None:
            runs.append([])
        else:
            runs[-1].append(point)
    return [run for run in runs if run]


def line(points: Sequence[Point]) -> str:
    """A path through the points.

    >>> line([(0, 0), (3, 3)])
    'M0,0C1,1 2,2 3,3'
    """
    return f"M{_at(*points[0])}{_bends(points)}" if points else ""


def area(points: Sequence[Point], base: float) -> str:
    """The area between the curve and a base line; nothing for a single point."""
    if len(points) < 2:
        return ""
    first, last = points[0], points[-1]
    return f"M{_at(first[0], base)}L{_at(*first)}{_bends(points)}L{_at(last[0], base)}Z"


def _bends(points: Sequence[Point]) -> str:
    slopes, parts = _slopes(points), []
    for i, ((x0, y0), (x1, y1)) in enumerate(pairwise(points)):
        third = (x1 - x0) / 3
        one = _at(x0 + third, y0 + third * slopes[i])
        two = _at(x1 - third, y1 - third * slopes[i + 1])
        parts.append(f"C{one} {two} {_at(x1, y1)}")
    return "".join(parts)


def _slopes(points: Sequence[Point]) -> list[float]:
    """After Fritsch and Carlson (1980), by Steffen's limit: level at every turn, never steeper than what joins the points."""
    widths = [b[0] - a[0] for a, b in pairwise(points)]
    rises = [(b[1] - a[1]) / (w or 1) for (a, b), w in zip(pairwise(points), widths, strict=True)]
    if not rises:
        return [0.0] * len(points)
    inner = [_slope(*pair, *sides) for pair, sides in zip(pairwise(rises), pairwise(widths), strict=True)]
    return [rises[0], *inner, rises[-1]]


def _slope(before: float, after: float, left: float, right: float) -> float:
    if before * after <= 0:
        return 0.0
    mean = (before * right + after * left) / (left + right or 1)
    steep = min(abs(mean), 2 * abs(before), 2 * abs(after))
    return steep if mean > 0 else -steep


def _at(x: float, y: float) -> str:
    return f"{_num(x)},{_num(y)}"


def _num(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
