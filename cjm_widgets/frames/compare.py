"""What a frame became: changed cells, rows gone, come and moved, by row id. None where that would be too much to tell."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

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
    there, here = set(old), set(new)
    removed = [id_ for id_ in old if id_ not in here]
    come = {id_ for id_ in new if id_ not in there}
    if len(removed) + len(come) > MOST:
        return None
    kept = [id_ for id_ in old if id_ in here]
    place = {id_: i for i, id_ in enumerate(id_ for id_ in new if id_ in there)}
    still = _longest_rise([place[id_] for id_ in kept])
    if len(kept) - len(still) > MOST:
        return None
    stay = {kept[i] for i in still}
    out = Difference(removed)
    following: str | None = None
    steps: list[tuple[str, str | None, bool]] = []
    for id_ in reversed(new):
        if id_ in come or id_ not in stay:
            steps.append((id_, following, id_ in come))
        following = id_
    # From the end to the start: what a row is put in front of then stands where it will.
    out.moved = [(id_, before) for id_, before, fresh in steps if not fresh]
    out.inserted = [(id_, before) for id_, before, fresh in steps if fresh]
    if out.moved and out.inserted:
        out.moved = [(id_, _old_one(before, new, come)) for id_, before in out.moved]
    return out


def _old_one(before: str | None, new: list[str], come: set[str]) -> str | None:
    """The next row that was there already: moves are told before insertions."""
    if before is None or before not in come:
        return before
    return next((id_ for id_ in new[new.index(before) :] if id_ not in come), None)


def _longest_rise(values: list[int]) -> list[int]:
    """The positions of a longest increasing run of values: the rows that need not move."""
    tails: list[int] = []
    at: list[int] = []
    back: list[int] = []
    for i, value in enumerate(values):
        k = bisect_left(tails, value)
        back.append(at[k - 1] if k else -1)
        if k == len(tails):
            tails.append(value)
            at.append(i)
        else:
            tails[k], at[k] = value, i
    out = []
    i = at[-1] if at else -1
    while i >= 0:
        out.append(i)
        i = back[i]
    return out[::-1]
