"""Routes for all links of a board. Twin of js/src/layout/routes/route.ts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from .board import Board, Ground, Link, Point, ground
from .choose import choose
from .ports import spread
from .tracks import piece_of, tracks
from .way import Run, Way, points_of, stands, strip_of


@dataclass(frozen=True, slots=True)
class Plan:
    """The corners of each route by its link, no three in one line; a link without one has an end that is not on the board."""

    land: Ground
    routes: Mapping[str, Sequence[Point]]


def route(board: Board, links: Sequence[Link]) -> Plan:
    """The routes of all links: no line runs through a box.

    >>> from .board import Box
    >>> boxes = [Box("a", 20, 10, 60, 30, 0, 0, 0), Box("b", 20, 110, 60, 30, 0, 0, 1)]
    >>> dict(route(Board([(0, 100)], [(0, 80), (80, 80)], boxes), [Link("l", "a", "b")]).routes)
    {'l': [(50.0, 40), (50.0, 110)]}
    """
    land = ground(board)
    runs = [run for link in links if (run := _run(land, link)) is not None]
    ways = [
        way if stands(land, way, run.source, run.target) else run.way
        for run, way in zip(runs, spread(runs), strict=True)
    ]
    for upright in (False, True, False):
        ways = _on_tracks(land, runs, ways, upright)
    return Plan(
        land,
        {
            run.id: _plain(points_of(land, way, run.source, run.target))
            for run, way in zip(runs, ways, strict=True)
        },
    )


def _run(land: Ground, link: Link) -> Run | None:
    source, target = land.by_id.get(link.source), land.by_id.get(link.target)
    if source is None or target is None or source is target:
        return None
    way = choose(land, link, source, target)
    return None if way is None else Run(link.id, way, source, target)


def _plain(points: Sequence[Point]) -> list[Point]:
    last = len(points) - 1
    return [b for i, b in enumerate(points) if i in (0, last) or not _level(points[i - 1], b, points[i + 1])]


def _level(a: Point, b: Point, c: Point) -> bool:
    return a[0] == b[0] == c[0] or a[1] == b[1] == c[1]


def _on_tracks(land: Ground, runs: Sequence[Run], ways: Sequence[Way], upright: bool) -> list[Way]:
    """Puts the legs of one direction on tracks of their channels."""
    legs = [list(way.legs) for way in ways]
    channels: dict[int, list[tuple[int, int]]] = {}
    corners = [points_of(land, way, run.source, run.target) for run, way in zip(runs, ways, strict=True)]
    for at, way in enumerate(ways):
        for i, leg in enumerate(way.legs):
            if leg.upright is upright:
                channels.setdefault(leg.channel, []).append((at, i))
    for channel, laid in channels.items():
        pieces = [piece_of(corners[at], i, upright) for at, i in laid]
        for (at, i), off in zip(laid, tracks(pieces, strip_of(land, upright, channel)), strict=True):
            legs[at][i] = replace(legs[at][i], off=off)
    return [replace(way, legs=tuple(held)) for way, held in zip(ways, legs, strict=True)]
