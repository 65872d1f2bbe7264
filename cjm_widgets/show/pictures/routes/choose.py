"""Which way a link takes: the cheapest that is clear. Twin of js/src/layout/routes/ways.ts."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from .board import Box, Ground, Link
from .way import FACING, Leg, Way, direct, place_of, port, sideways, stands, straight

BEND, CRAMPED, BACK, NEARLY = 24, 110, 70, 1e-6
SIDES = ("bottom", "top", "right", "left")
PAIRS = [Way(start, end) for start in SIDES for end in SIDES]
Ways = Callable[[str, str, Box, Box], Sequence[Way]]


def choose(land: Ground, link: Link, source: Box, target: Box) -> Way | None:
    """The best way between two boxes; a roundabout one where cards that span steps block the others. None where there is none."""
    return (
        direct(land, link, source, target)
        or _cheapest(land, link, source, target, _between)
        or _cheapest(land, link, source, target, lambda a, b, s, t: _around(land, a, b, s, t))
    )


def _cheapest(land: Ground, link: Link, source: Box, target: Box, ways: Ways) -> Way | None:
    """The cheapest way that stands; pairs of sides are tried in the order of what they cost at least."""
    least = [_at_least(pair, source, target) for pair in PAIRS]
    best, lowest, order = None, math.inf, len(PAIRS)
    for _ in PAIRS:
        pair = least.index(min(least))
        if least[pair] > lowest:
            break
        least[pair] = math.inf
        for way in ways(PAIRS[pair].start, PAIRS[pair].end, source, target):
            cost = _cost(land, link, way, source, target)
            if cost > lowest or (cost == lowest and pair >= order) or not stands(land, way, source, target):
                continue
            best, lowest, order = way, cost, pair
    return best


def _at_least(way: Way, source: Box, target: Box) -> float:
    """No way between two sides costs less."""
    (ax, ay), (bx, by) = port(source, way.start, 0), port(target, way.end, 0)
    x, y = abs(ax - bx), abs(ay - by)
    bent = x + y + 2 * BEND + _habit(way, True, source, target) - NEARLY
    if FACING[way.start] != way.end:
        return bent
    return min(bent, (x if sideways(way.start) else y) + _habit(way, False, source, target) - NEARLY)


def _cost(land: Ground, link: Link, way: Way, source: Box, target: Box) -> float:
    x, y = port(source, way.start, way.leave)
    end = port(target, way.end, way.enter)
    corners = []
    for leg in way.legs:
        x, y = (place_of(land, leg), y) if leg.upright else (x, place_of(land, leg))
        corners.append((x, y))
    if way.legs:
        corners.append((x, end[1]) if way.legs[-1].upright else (end[0], y))
    widest = source.width if not way.legs and end[1] != y and abs(end[1] - y) > link.tall + 12 else 0.0
    length = 0.0
    x, y = port(source, way.start, way.leave)
    for to in (*corners, end):
        length += abs(to[0] - x) + abs(to[1] - y)
        if to[1] == y:
            widest = max(widest, abs(to[0] - x))
        x, y = to
    tight = link.label > 0 and widest < link.label + 8
    cramped = CRAMPED + abs(source.middle[0] - target.middle[0]) if tight else 0.0
    return length + BEND * len(way.legs) * 2 + cramped + _habit(way, bool(way.legs), source, target)


def _habit(way: Way, bent: bool, source: Box, target: Box) -> float:
    """What a blueprint's reader expects: up and down between lanes, sideways within one, returns above."""
    if source.row == target.row and target.column < source.column:
        if way.start == "top" and way.end == "top":
            return 0
        return BACK if bent or target.until < source.column - 1 else 0
    if source.row == target.row:
        return 0 if way.start == "right" and way.end == "left" else 12
    out, into = ("bottom", "top") if source.row < target.row else ("top", "bottom")
    return _expected(way.start, out) + _expected(way.end, into)


def _expected(side: str, other: str) -> int:
    return 0 if side == other else 8 if sideways(side) else 60


def _around(land: Ground, start: str, end: str, source: Box, target: Box) -> list[Way]:
    """Ways over any channel between columns."""

    def legs_at(box: Box, side: str) -> list[list[Leg]]:
        out = _out_of(box, side)
        return [[out, Leg(False, box.row)], [out, Leg(False, box.row + 1)]] if out.upright else [[out]]

    outs, intos = legs_at(source, start), [legs[::-1] for legs in legs_at(target, end)]
    return [
        Way(start, end, legs=(*out, Leg(True, land.board.first + k), *into))
        for k in range(len(land.upright))
        for out in outs
        for into in intos
    ]


def _between(start: str, end: str, source: Box, target: Box) -> list[Way]:
    out, into = _out_of(source, start), _out_of(target, end)
    if out.upright != into.upright:
        return [Way(start, end, legs=(out, into))]
    if out.channel == into.channel:
        return [*straight(start, end, source, target), Way(start, end, legs=(out,))]
    rows = (source.row, source.row + 1, target.row, target.row + 1)
    columns = (source.column, source.until + 1, target.column, target.until + 1)
    across = dict.fromkeys(rows if out.upright else columns)
    bent = [Way(start, end, legs=(out, Leg(not out.upright, channel), into)) for channel in across]
    return [*straight(start, end, source, target), *bent]


def _out_of(box: Box, side: str) -> Leg:
    """The channel beside a side, as the first or last piece of a way."""
    channel = {"left": box.column, "right": box.until + 1, "top": box.row, "bottom": box.row + 1}[side]
    return Leg(sideways(side), channel)
