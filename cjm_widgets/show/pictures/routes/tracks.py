"""Which track of its channel each piece runs on, so that few cross. Twin of js/src/layout/routes/tracks.ts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from .board import Point, Span

PITCH, NEAR, RUN_INTO = 7, 6, 4


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece along a channel; ``at_low`` and ``at_high`` say on which side of the channel it goes on there."""

    low: float
    high: float
    at_low: int
    at_high: int


def piece_of(points: Sequence[Point], leg: int, upright: bool) -> Piece:
    """The piece of a leg among the corners of its way."""
    before, start, end, after = points[leg : leg + 4]
    along, across = (1, 0) if upright else (0, 1)

    def side(at: Point, beyond: Point) -> int:
        return -1 if beyond[across] - at[across] < 0 else 1

    one, other = (start[along], side(start, before)), (end[along], side(end, after))
    low, high = (one, other) if one[0] <= other[0] else (other, one)
    return Piece(low[0], high[0], low[1], high[1])


def tracks(pieces: Sequence[Piece], strip: Span) -> list[float]:
    """The distance of each piece from the channel's middle."""
    offs = [0.0] * len(pieces)
    for group in _groups(pieces):
        order = _ordered(pieces, group)
        layer = _layers(pieces, order)
        count = max(layer) + 1
        pitch = min(PITCH, _room(strip) / (count - 1)) if count > 1 else 0.0
        for i, piece in enumerate(order):
            offs[piece] = (layer[i] - (count - 1) / 2) * pitch
    return offs


def _room(strip: Span) -> float:
    """What a channel has for its tracks: a little is kept for arrow heads and corners."""
    size = strip[1] - strip[0]
    return max(0.0, size - 2 * min(8, size / 4)) if size == size else 0.0


def _meets(a: Piece, b: Piece) -> bool:
    return a.low < b.high + NEAR and b.low < a.high + NEAR


def _groups(pieces: Sequence[Piece]) -> list[list[int]]:
    """Pieces that must not share a track, directly or through others."""
    found: list[list[int]] = []
    far = -math.inf
    for i in sorted(range(len(pieces)), key=lambda at: (pieces[at].low, at)):
        if pieces[i].low >= far + NEAR:
            found.append([])
        found[-1].append(i)
        far = max(far, pieces[i].high)
    return found


def cost(a: Piece, b: Piece) -> int:
    """What it costs to have ``a`` before ``b``: their crossings where the one goes on over the other."""
    if not _meets(a, b):
        return 0
    total = _over(a.low, b, -1) if a.at_low > 0 else 0
    total += _over(a.high, b, -1) if a.at_high > 0 else 0
    total += _over(b.low, a, 1) if b.at_low < 0 else 0
    return total + (_over(b.high, a, 1) if b.at_high < 0 else 0)


def _over(at: float, other: Piece, towards: int) -> int:
    low = abs(other.low - at) < 3 and other.at_low == towards
    high = abs(other.high - at) < 3 and other.at_high == towards
    return RUN_INTO if low or high else int(other.low < at < other.high)


def _ordered(pieces: Sequence[Piece], group: list[int]) -> list[int]:
    """Each piece is put where it costs least among those before it; kept only where that is better than as they came."""
    order: list[int] = []
    for piece in group:
        order.insert(_place(pieces, order, piece), piece)
    return order if _total(pieces, order) <= _total(pieces, group) else group


def _place(pieces: Sequence[Piece], order: Sequence[int], piece: int) -> int:
    own, now, best, least = pieces[piece], 0, 0, 0
    for i, one in enumerate(order):
        now += cost(pieces[one], own) - cost(own, pieces[one])
        if now < least:
            best, least = i + 1, now
    return best


def _total(pieces: Sequence[Piece], order: Sequence[int]) -> int:
    return sum(cost(pieces[a], pieces[b]) for i, a in enumerate(order) for b in order[i + 1 :])


def _layers(pieces: Sequence[Piece], order: Sequence[int]) -> list[int]:
    """The track of each piece of an order: behind every piece before it that it meets."""
    layer: list[int] = []
    for i, piece in enumerate(order):
        before = (layer[j] + 1 for j in range(i) if _meets(pieces[order[j]], pieces[piece]))
        layer.append(max(before, default=0))
    return layer
