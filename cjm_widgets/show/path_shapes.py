"""What the drawing of moves is made of. Twin of js/src/layout/paths/shapes.ts; standard library only."""

from __future__ import annotations

from dataclasses import dataclass

Bend = tuple[float, float, float, float, float, float, float, float]
"""A cubic: start, two control points, end."""


@dataclass(frozen=True, slots=True)
class Node:
    """A step's place: its column, its middle and its width."""

    at: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Way:
    """A move to a node, or out of the journey (``to`` is None; ``fall`` is left, outcome or rest)."""

    id: str
    start: int
    to: int | None
    share: float | None
    label: str
    fall: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A drawn move; ``head`` is where its tip is and where it points."""

    id: str
    kind: str
    bend: Bend
    width: float
    quiet: bool
    head: tuple[float, float, str] | None


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its left top corner."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Label(Box):
    """A text and the room it takes."""

    id: str
    text: str


def half_of(node: Node, zoom: float) -> float:
    """Half the width of a node's box."""
    return min(64 * zoom, max(node.width / 2 - 25 * zoom, node.width * 0.35))


def along(bend: Bend, t: float) -> tuple[float, float]:
    """A point of a cubic."""
    u = 1 - t
    a, b, c, d = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    x0, y0, x1, y1, x2, y2, x3, y3 = bend
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3
