"""What changed in a frame since a snapshot, at next to no cost where nothing did.

Under Copy-on-Write a shallow copy shares memory until either side is written to; a column that still has the same
memory has the same values. Lists and dicts inside object cells can change in place, unseen by that; small columns of
them are compared by value.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

CONTAINERS = 5_000
"""Up to so many object cells per frame are compared by value after each cell."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A frame as it was: it costs no memory until the frame is written to."""

    frame: pd.DataFrame
    held: Mapping[int, tuple[Any, ...]]

    @staticmethod
    def of(frame: pd.DataFrame) -> Snapshot:
        """The present state of a frame."""
        held = dict(_held(frame))
        shallow = frame.copy(deep=False)
        for i in held:
            shallow.isetitem(
                i, pd.Series(copy.deepcopy(list(frame.iloc[:, i])), index=frame.index, dtype=object)
            )
        return Snapshot(shallow, held)

    def copy(self) -> pd.DataFrame:
        """A frame of its own with the values of then."""
        out = self.frame.copy(deep=False)
        for i in self.held:
            out.isetitem(
                i, pd.Series(copy.deepcopy(list(self.frame.iloc[:, i])), index=out.index, dtype=object)
            )
        return out

    def same(self, frame: pd.DataFrame) -> bool:
        """Whether nothing changed since; exact but for lists inside very long object columns."""
        mine, theirs = self.frame, frame
        if not (mine.index.is_(theirs.index) and mine.columns.is_(theirs.columns)):
            return False
        return next(self.touched(frame), None) is None

    def touched(self, frame: pd.DataFrame) -> Iterator[int]:
        """The positions of the columns with other memory, or other lists, than then; same columns assumed."""
        held = self.held
        for i, (now, then) in enumerate(zip(_arrays(frame), _arrays(self.frame), strict=True)):
            if i in held:
                if tuple(map(_frozen, frame.iloc[:, i])) != held[i]:
                    yield i
            elif now is not then and _memory(now) != _memory(then):
                yield i


def _arrays(frame: pd.DataFrame) -> list[Any]:
    """The arrays behind the columns. The block manager is pandas' own; public API does the same, more slowly."""
    manager = getattr(frame, "_mgr", None)
    if manager is not None and hasattr(manager, "iget_values"):
        return [manager.iget_values(i) for i in range(frame.shape[1])]
    return [frame.iloc[:, i].array for i in range(frame.shape[1])]


def _memory(array: Any) -> tuple[Any, ...]:
    if isinstance(array, np.ndarray):
        return (array.__array_interface__["data"][0], array.shape)
    arrow = getattr(array, "_pa_array", None)
    if arrow is not None:
        return (id(arrow),)
    parts = [
        getattr(array, name, None) for name in ("_ndarray", "_data", "_codes", "_mask", "_left", "_right")
    ]
    found = [_memory(part) for part in parts if isinstance(part, np.ndarray)]
    codes = getattr(array, "categories", None)
    return (*found, id(codes)) if found else (id(array),)


def _held(frame: pd.DataFrame) -> Iterator[tuple[int, tuple[Any, ...]]]:
    if not 0 < len(frame) <= CONTAINERS:
        return
    left = CONTAINERS
    for i, dtype in enumerate(frame.dtypes):
        if dtype == object and left >= len(frame):
            cells = tuple(frame.iloc[:, i])
            if any(isinstance(cell, list | dict | set | np.ndarray) for cell in cells):
                left -= len(cells)
                yield i, tuple(map(_frozen, cells))


def _frozen(cell: Any) -> Any:
    return (type(cell), repr(cell)) if isinstance(cell, list | dict | set | np.ndarray) else id(cell)


def changed_rows(then: pd.Series, now: pd.Series) -> np.ndarray:
    """The positions whose values differ; both of one length. Missing equals missing."""
    if then.dtype == now.dtype and then.dtype.kind in "fiubmM" and isinstance(then.dtype, np.dtype):
        a, b = then.to_numpy(), now.to_numpy()
        differ = a != b
        if then.dtype.kind in "fmM":
            differ &= ~(pd.isna(a) & pd.isna(b))
        return np.flatnonzero(differ)
    if then.dtype == now.dtype and not then.dtype == object:
        gone, here = then.isna().to_numpy(), now.isna().to_numpy()
        differ = pd.Series(then.array != now.array).fillna(True).to_numpy(dtype=bool)
        return np.flatnonzero((differ & ~(gone & here)) | (gone != here))
    return np.array([i for i, (a, b) in enumerate(zip(then, now, strict=True)) if _differ(a, b)], dtype=int)


def _differ(a: Any, b: Any) -> bool:
    if a is b:
        return False
    if type(a) is not type(b):
        return not (_missing(a) and _missing(b))
    try:
        return not bool(a == b) and not (_missing(a) and _missing(b))
    except (ValueError, TypeError):
        return not np.array_equal(np.asarray(a, dtype=object), np.asarray(b, dtype=object))


def _missing(a: Any) -> bool:
    return a is None or a is pd.NA or a is pd.NaT or (isinstance(a, float) and a != a)
