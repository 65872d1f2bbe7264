"""What the grid draws beside a map's today: each step as it would be, and what a point more going on there is worth."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from cjm_widgets.frames import keys, wire
from cjm_widgets.model.errors import CjmError, DataError

if TYPE_CHECKING:
    from .gathered import Verbs

MOST_STEPS = 500
"""Beyond so many steps neither is computed for a page: the one would be after each edit."""
_READ = ("emotion", "pass_through", "time")


class Future:
    """Computes what a page of one map shows of its future; anew only where something it rests on has changed."""

    def __init__(self, m: Verbs) -> None:
        self._m = m
        self._known: tuple[str, dict[str, Any]] = ("", {})

    def steps(self) -> dict[str, Any]:
        """``{step: {emotion: [now, then], pass_through: [now, then], time: [now, then]}}``, only what changes.

        Shares are of 1, times in seconds with the wait in them. Empty where nothing changes or nothing can be simulated.
        """
        tables = self._m.tables
        if tables["improvements"].empty or tables["transitions"].empty or len(tables["steps"]) > MOST_STEPS:
            return {}
        mark = self._m._fingerprint()
        if self._known[0] != mark:
            self._known = (mark, self._computed())
        return self._known[1]

    def worth(self) -> dict[str, Any]:
        """``{"worth": {step: points of success that one point more going on there brings}}``; ``DataError`` says why not."""
        from cjm_widgets.engine import from_map, where

        tables = self._m._now()
        if len(tables["steps"]) > MOST_STEPS:
            raise DataError(
                f"The map has {len(tables['steps']):,} steps; up to {MOST_STEPS} the grid shows what a point is worth. "
                "m.simulate().where has it for all.",
                "steps",
            )
        found = where.worth(from_map.read(tables).chain)["worth"]
        return {"worth": dict(zip(map(keys.text, found.index), wire.values(found), strict=True))}

    def _computed(self) -> dict[str, Any]:
        from cjm_widgets.engine import from_improvements, from_map, where

        tables = self._m.tables
        try:
            made = from_map.read(tables).chain
            found = where.seen(made, from_improvements.levers(made, tables["improvements"]))
        except CjmError:
            return {}  # the panel and the checks say why
        names = [f"{name}_{when}" for name in _READ for when in ("now", "then")]
        rows = zip(*(wire.values(found[name]) for name in names), strict=True)
        told = (
            (keys.text(step), dict(zip(names, row, strict=True)))
            for step, row in zip(found.index, rows, strict=True)
        )
        changed = {step: _changed(row) for step, row in told}
        return {step: row for step, row in changed.items() if row}


def _changed(row: dict[str, Any]) -> dict[str, list[float]]:
    """What of a step changes: pairs of now and then."""
    pairs = {name: [row[f"{name}_now"], row[f"{name}_then"]] for name in _READ}
    return {name: pair for name, pair in pairs.items() if None not in pair and not _same(*pair)}


def _same(now: float, then: float) -> bool:
    return math.isclose(now, then, rel_tol=1e-9, abs_tol=1e-12)
