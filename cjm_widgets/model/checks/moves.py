"""Checks of the moves between steps: what is planned, and the named ways through the journey."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from .arrows import Arrow, out_of, reached, variants
from .finding import Spot, rule
from .reading import Reading
from .values import number, quoted

HAPPY = "happy"
ROUNDING = 0.011
"""Shares rounded to whole percents may miss one by so much."""


@rule(
    "planned-shares-off",
    "warning",
    "The planned shares of a step's moves do not add to one",
    why="Planned against actual says something only where the plan sends every customer somewhere, and nobody twice.",
    how="Correct “planned” of the step's moves; who should leave goes to an outcome, as “gives up”.",
    needs="R41 R63",
)
def planned_shares_off(map: Reading) -> Iterator[Spot]:
    told: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for move in map.moves:
        share = number(move.row.get("planned"))
        if share is not None:
            told[move.source].append((move.id, share))
    for step, shares in told.items():
        total = sum(share for _, share in shares)
        if abs(total - 1) > ROUNDING:
            what = f"The planned shares of the moves away from step {map.name('steps', step)} add to {total:.0%}."
            yield Spot(what, "transitions", shares[0][0], "planned", step if map.has("steps", step) else None)


@rule(
    "broken-way",
    "warning",
    "A named way through the journey breaks off",
    why="A way in two pieces cannot be walked; waits and chances along it leave out what lies between.",
    how="Add the way's name to the move between the pieces, or take it off the moves that do not belong to it.",
    needs="R41 R43",
)
def broken_way(map: Reading) -> Iterator[Spot]:
    ways: dict[str, list[Arrow]] = defaultdict(list)
    names: dict[str, str] = {}
    for move in map.moves:
        for name in variants(move.row):
            ways[names.setdefault(name.casefold(), name)].append(move)
    # What is named unhappy or exception usually leaves the happy way, and need not repeat it.
    main = ways.get(names.get(HAPPY, "")) or [move for move in map.moves if not variants(move.row)]
    for name, moves in ways.items():
        lost = _beyond(map, moves, [] if name.casefold() == HAPPY else main)
        if lost is not None:
            step = lost.source if map.has("steps", lost.source) else None
            what = f"The way {quoted(name)} breaks off: it does not lead to {map.name('steps', lost.source)}."
            yield Spot(what, "transitions", lost.id, "variants", step)


def _beyond(map: Reading, moves: list[Arrow], main: list[Arrow]) -> Arrow | None:
    """The first of the moves one does not come to from where the way, or the main way, starts; None where there is none."""
    last = len(map.steps)

    def place(move: Arrow) -> int:
        at = map.place(move.source)
        return last if at is None else at

    walked = [*moves, *main]
    entered = {move.target for move in walked if move.target != move.source}
    starts = [move for move in walked if move.source not in entered] or walked
    leaving = {source: [m.target for m in found] for source, found in out_of(walked).items()}
    come_to = reached([min(starts, key=place).source], leaving)
    beyond = [move for move in moves if move.source not in come_to]
    loose = [move for move in beyond if move.source not in entered] or beyond
    return min(loose, key=place, default=None)


RULES = (planned_shares_off, broken_way)
