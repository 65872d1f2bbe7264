"""Where on a side each link begins and ends: side by side in the order of where they go. Twin of js/src/layout/routes/ports.ts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .board import Box
from .way import Run, Way, reach, sideways

SPACING = 13


@dataclass(frozen=True, slots=True)
class Port:
    """An end of a run on a side; ``fixed`` is given where the link is one piece, so that both ends share a place."""

    run: int
    box: Box
    side: str
    start: bool
    toward: float
    fixed: float | None


def spread(runs: Sequence[Run]) -> list[Way]:
    """The ways with their ends spread along the sides of the boxes."""
    laid = _apart(runs)
    sides: dict[tuple[str, str], list[Port]] = {}
    for i, run in enumerate(laid):
        for one in _ports_of(run, i):
            sides.setdefault((one.side, one.box.id), []).append(one)
    ends = [[run.way.leave, run.way.enter] for run in laid]
    for ports in sides.values():
        for one, off in _placed(ports):
            ends[one.run][0 if one.start else 1] = off
    return [
        replace(run.way, leave=leave, enter=enter) for run, (leave, enter) in zip(laid, ends, strict=True)
    ]


def _ports_of(run: Run, at: int) -> list[Port]:
    way, fixed = run.way, not run.way.legs

    def toward(side: str, other: Box) -> float:
        return other.middle[1 if sideways(side) else 0]

    return [
        Port(at, run.source, way.start, True, toward(way.start, run.target), way.leave if fixed else None),
        Port(at, run.target, way.end, False, toward(way.end, run.source), way.enter if fixed else None),
    ]


def _apart(runs: Sequence[Run]) -> list[Run]:
    """Two straight links between the same two boxes, one each way, lie beside each other."""
    pairs = [None if run.way.legs else tuple(sorted((run.source.id, run.target.id))) for run in runs]
    seen = Counter(pairs)
    return [
        run if pair is None or seen[pair] < 2 else _beside(run) for run, pair in zip(runs, pairs, strict=True)
    ]


def _beside(run: Run) -> Run:
    way = run.way
    room = min(
        reach(run.source, way.start) - abs(way.leave),
        reach(run.target, way.end) - abs(way.enter),
        SPACING / 2,
    )
    by = -room if run.source.id < run.target.id else room
    return replace(run, way=replace(way, leave=way.leave + by, enter=way.enter + by))


def _placed(ports: Sequence[Port]) -> list[tuple[Port, float]]:
    """The ports of one side: given ones stay, the others lie evenly before, between and after them."""
    first = ports[0]
    half = reach(first.box, first.side)
    fixed = sorted(one.fixed for one in ports if one.fixed is not None)
    free = sorted((one for one in ports if one.fixed is None), key=lambda one: (one.toward, one.run))
    if not fixed:
        return _evenly(free, -half, half, 0)
    here = first.box.middle[1 if sideways(first.side) else 0]
    before = [one for one in free if one.toward < here + fixed[0]]
    after = [one for one in free if one.toward >= here + fixed[0]]
    return [*_evenly(before, -half, fixed[0], 1), *_evenly(after, fixed[-1], half, -1)]


def _evenly(ports: Sequence[Port], low: float, high: float, by: int) -> list[tuple[Port, float]]:
    """Evenly in a stretch; ``by`` 1 puts them close to its upper end, -1 to its lower, 0 around the middle."""
    count = len(ports)
    step = min(SPACING, (high - low) / max(1, count - 1 if by == 0 else count))
    middle = (low + high) / 2 - step * (count - 1) / 2
    start = middle if by == 0 else high - step * count if by > 0 else low + step
    return [(one, start + step * i) for i, one in enumerate(ports)]
