"""How one link runs: out of a side, along one channel or up to five, into a side. Twin of js/src/layout/routes/ways.ts."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from .board import Box, Ground, Link, Point, Span, clear

FACING = {"top": "bottom", "bottom": "top", "left": "right", "right": "left"}


@dataclass(frozen=True, slots=True)
class Leg:
    """A piece in the channel before a column (upright) or row; ``off`` counts from the channel's middle."""

    upright: bool
    channel: int
    off: float = 0.0


@dataclass(frozen=True, slots=True)
class Way:
    """How one link runs: sides, distances from their middles, and the legs between."""

    start: str
    end: str
    leave: float = 0.0
    enter: float = 0.0
    legs: tuple[Leg, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Run:
    """A link that runs, with its boxes."""

    id: str
    way: Way
    source: Box
    target: Box


def sideways(side: str) -> bool:
    """Whether a side is the left or the right one."""
    return side in ("left", "right")


def port(box: Box, side: str, off: float) -> Point:
    """A place on a side of a box."""
    x, y = box.middle
    px = box.x if side == "left" else box.x + box.width if side == "right" else x + off
    py = box.y if side == "top" else box.y + box.height if side == "bottom" else y + off
    return px, py


def reach(box: Box, side: str) -> float:
    """How far from its middle a side can be entered, rounded corners left out."""
    return max(0.0, (box.height if sideways(side) else box.width) / 2 - 6)


def strip_of(land: Ground, upright: bool, channel: int) -> Span:
    """The channel before a column or row; nothing where there is none."""
    strips, at = (land.upright, channel - land.board.first) if upright else (land.level, channel)
    return strips[at] if 0 <= at < len(strips) else (math.nan, math.nan)


def place_of(land: Ground, leg: Leg) -> float:
    """Where a leg runs."""
    low, high = strip_of(land, leg.upright, leg.channel)
    return (low + high) / 2 + leg.off


def points_of(land: Ground, way: Way, source: Box, target: Box) -> list[Point]:
    """The corners of a way, both ends included."""
    a, b = port(source, way.start, way.leave), port(target, way.end, way.enter)
    points = [a]
    x, y = a
    for leg in way.legs:
        if leg.upright:
            x = place_of(land, leg)
        else:
            y = place_of(land, leg)
        points.append((x, y))
    if way.legs:
        points.append((x, b[1]) if way.legs[-1].upright else (b[0], y))
    points.append(b)
    return points


def stands(land: Ground, way: Way, source: Box, target: Box) -> bool:
    """Whether a way stands on this board: its channels are there, its ends on their boxes, and nothing is in between."""
    if abs(way.leave) > reach(source, way.start) + 0.5 or abs(way.enter) > reach(target, way.end) + 0.5:
        return False
    points = points_of(land, way, source, target)
    last = len(points) - 1
    for i in range(1, len(points)):
        a, b = points[i - 1], points[i]
        if math.isnan(b[0]) or math.isnan(b[1]) or (a[0] != b[0] and a[1] != b[1]):
            return False
        if (i == 1 and not _outward(way.start, a, b)) or (i == last and not _outward(way.end, b, a)):
            return False
        if not clear(land, a, b):
            return False
    return True


def _outward(side: str, at: Point, beyond: Point) -> bool:
    """Whether a piece leaves its box, rather than running through it."""
    if side == "left":
        return beyond[0] <= at[0]
    if side == "right":
        return beyond[0] >= at[0]
    return beyond[1] <= at[1] if side == "top" else beyond[1] >= at[1]


def straight(start: str, end: str, source: Box, target: Box) -> list[Way]:
    """One piece from side to side, where the two face each other; at the middle of what they share."""
    if FACING[start] != end:
        return []
    axis = 1 if sideways(start) else 0
    a, b = source.middle[axis], target.middle[axis]
    half, other = reach(source, start), reach(target, end)
    low, high = max(a - half, b - other), min(a + half, b + other)
    if low > high:
        return []
    at = a if low <= a <= high and low <= b <= high and abs(a - b) < 1 else (low + high) / 2
    return [Way(start, end, at - a, at - b)]


def direct(land: Ground, link: Link, source: Box, target: Box) -> Way | None:
    """One straight piece, for a link that needs no room for words; None where something stands between."""
    if link.label > 0:
        return None
    for side in ("bottom", "top", "right", "left"):
        for way in straight(side, FACING[side], source, target):
            if stands(land, way, source, target):
                return way
    return None
