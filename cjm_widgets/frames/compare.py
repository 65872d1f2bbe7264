"""What a frame became: changed cells, rows gone, come and moved, by row id. None where that would be too much to tell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cjm_widgets.model.order import steps

from .keys import Keys
from .watch import Snapshot, changed_rows

MOST = 300
"""More changes than this are told by sending the window again."""


@dataclass(frozen=True, slots=True)
class Written:
    """One cell with another value than before."""

    id: str
    position: int
    column: int
    old: Any


@dataclass(slots=True)
class Difference:
    """From one state of a frame to another: remove, move, insert, then the written cells."""

    removed: list[str] = field(default_factory=list)
    moved: list[tuple[str, str | None]] = field(default_factory=list)
    inserted: list[tuple[str, str | None]] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many operations it takes."""
        return len(self.removed) + len(self.moved) + len(self.inserted) + len(self.written)


def compare(before: Snapshot, old: Keys, after: pd.DataFrame, new: Keys) -> Difference | None:
    """The difference, or None where columns or dtypes changed, or it is more than ``MOST``."""
    then = before.frame
    if not then.columns.equals(after.columns) or list(then.dtypes) != list(after.dtypes):
        return None
    if then.index.is_(after.index) or then.index.identical(after.index):
        return _cells(before, then, after, new, list(before.touched(after)))
    difference = rows_between(old.ids(), new.ids())
    if difference is None:
        return None
    gone, come = set(difference.removed), {id_ for id_, _ in difference.inserted}
    kept_then = [i for i, id_ in enumerate(old.ids()) if id_ not in gone]
    order = {id_: i for i, id_ in enumerate(new.ids())}
    kept_now = [order[old.id(i)] for i in kept_then]
    if come or kept_then:
        cells = _cells(
            before, then.take(kept_then), after.take(kept_now), new, range(after.shape[1]), kept_now
        )
        if cells is None:
            return None
        difference.written = cells.written
    return difference if difference.size <= MOST else None


def _cells(
    before: Snapshot,
    then: pd.DataFrame,
    now: pd.DataFrame,
    keys: Keys,
    columns: Any,
    places: list[int] | None = None,
) -> Difference | None:
    written: list[Written] = []
    for column in columns:
        old = then.iloc[:, column]
        rows = changed_rows(old, now.iloc[:, column])
        if len(rows) + len(written) > MOST:
            return None
        for row in rows.tolist():
            at = places[row] if places else row
            written.append(Written(keys.id(at), at, column, old.iloc[row]))
    return Difference(written=written)


def rows_between(old: list[str], new: list[str]) -> Difference | None:
    """Rows gone, come and moved, with as few moves as can be; None where they are too many."""
    told = steps(old, new)
    if max(len(told.removed) + len(told.inserted), len(told.moved)) > MOST:
        return None
    return Difference(list(told.removed), list(told.moved), list(told.inserted))
