"""Where the label of each link stands: on its longest piece that has room, on no card and no other label. Twin of js/src/layout/routes/labels.ts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from .board import Link, Point, empty
from .route import Plan

SHIFTS = (0, -0.2, 0.2, -0.35, 0.35)
Rect = tuple[float, float, float, float]


def labels(plan: Plan, links: Sequence[Link], closed: Sequence[tuple[float, float]] = ()) -> dict[str, Point]:
    """The middles of the labels that have room, by link; ``closed`` are stretches of rows whose drawing labels would hide."""
    placed: list[Rect] = []
    found: dict[str, Point] = {}
    for link in links:
        if link.label <= 0 or link.id not in plan.routes:
            continue
        for x, y in _places(plan.routes[link.id]):
            rect = (x - link.label / 2, y - link.tall / 2, x + link.label / 2, y + link.tall / 2)
            if _free(plan, placed, rect) and not any(low < y < high for low, high in closed):
                placed.append(rect)
                found[link.id] = (x, y)
                break
    return found


def _places(points: Sequence[Point]) -> Iterator[Point]:
    """The places to try: level pieces first, the longest first, from their middle outwards."""
    pieces = sorted(pairwise(points), key=lambda pair: (pair[0][1] != pair[1][1], -_size(*pair)))
    for (ax, ay), (bx, by) in pieces:
        for shift in SHIFTS:
            yield ax + (bx - ax) * (0.5 + shift), ay + (by - ay) * (0.5 + shift)


def _size(a: Point, b: Point) -> float:
    return abs(b[0] - a[0]) + abs(b[1] - a[1])


def _free(plan: Plan, placed: Sequence[Rect], rect: Rect) -> bool:
    columns = plan.land.board.columns
    left, top, right, bottom = rect
    if left < columns[0][0] or right > sum(columns[-1]) or not empty(plan.land, left, top, right, bottom):
        return False
    return all(right <= a or left >= c or bottom <= b or top >= d for a, b, c, d in placed)
