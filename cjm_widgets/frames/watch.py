"""What changed in a frame since a snapshot, at next to no cost where nothing did.

Under Copy-on-Write a shallow copy shares memory until either side is written to; a column that still has the same
memory has the same values. Lists and dicts inside object cells can change in place, unseen by that; small columns of
them are compared by value.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

CONTAINERS = 5_000
"""Up to so many object cells per frame are compared by value after each cell."""
PARTS = ("_ndarray", "_data", "_mask", "_left", "_right", "_sparse_values")
"""Where array types keep their memory."""
DEPTH = 6
"""So deep lists in lists are looked into."""
CONTAINER = (list, dict, set, np.ndarray)
PLAIN = (str, bytes, bool, int, float, complex, np.generic)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A frame as it was: it costs no memory until the frame is written to.

    ``held`` are the columns with lists or dicts in their cells; of these the frame has copies of its own.
    """

    frame: pd.DataFrame
    held: frozenset[int]

    @staticmethod
    def of(frame: pd.DataFrame) -> Snapshot:
        """The present state of a frame."""
        held = frozenset(_held(frame))
        return Snapshot(_apart(frame, held), held)

    def copy(self) -> pd.DataFrame:
        """A frame of its own with the values of then."""
        return _apart(self.frame, self.held)

    def same(self, frame: pd.DataFrame) -> bool:
        """Whether nothing changed since; exact but for lists inside very long object columns."""
        mine, theirs = self.frame, frame
        if not (mine.index.is_(theirs.index) and mine.columns.is_(theirs.columns)):
            return False
        if mine.index.names != theirs.index.names or mine.columns.names != theirs.columns.names:
            return False
        return next(self.touched(frame), None) is None

    def touched(self, frame: pd.DataFrame) -> Iterator[int]:
        """The positions of the columns with other memory, or other lists, than then; same columns assumed."""
        for i, (now, then) in enumerate(zip(_arrays(frame), _arrays(self.frame), strict=True)):
            if i in self.held:
                if now.dtype != object or not all(map(_alike, now, then)):
                    yield i
            elif now is not then and (_memory(now) != _memory(then) or now.dtype != then.dtype):
                yield i


def _apart(frame: pd.DataFrame, held: frozenset[int]) -> pd.DataFrame:
    """A copy that shares no list or dict with the frame."""
    out = frame.copy(deep=False)
    for i in held:
        cells = np.empty(len(frame), dtype=object)
        for row, cell in enumerate(frame.iloc[:, i]):
            cells[row] = _own(cell)
        out.isetitem(i, cells)
    return out


def _arrays(frame: pd.DataFrame) -> list[Any]:
    """The arrays behind the columns. The block manager is pandas' own; public API does the same, more slowly."""
    manager = getattr(frame, "_mgr", None)
    if manager is not None and hasattr(manager, "iget_values"):
        return [manager.iget_values(i) for i in range(frame.shape[1])]
    return [frame.iloc[:, i].array for i in range(frame.shape[1])]


def _memory(array: Any) -> tuple[Any, ...]:
    if isinstance(array, np.ndarray):
        return (array.__array_interface__["data"][0], array.shape, array.strides)
    arrow = getattr(array, "_pa_array", None)
    if arrow is not None:
        return (id(arrow),)
    parts = [getattr(array, name, None) for name in PARTS]
    found = [_memory(part) for part in parts if isinstance(part, np.ndarray)]
    codes = getattr(array, "categories", None)
    return (*found, id(codes)) if found else (id(array),)


def _held(frame: pd.DataFrame) -> Iterator[int]:
    left = CONTAINERS
    for i, dtype in enumerate(frame.dtypes):
        if dtype == object and left >= len(frame) and any(isinstance(c, CONTAINER) for c in frame.iloc[:, i]):
            left -= len(frame)
            yield i


def _own(cell: Any, depth: int = DEPTH) -> Any:
    """The cell, where it can change in place as a copy; what is in it and cannot is the same object."""
    if not isinstance(cell, CONTAINER) or not depth:
        return cell
    if isinstance(cell, np.ndarray):
        return cell.copy()
    try:
        made: Any = copy.copy(cell)
        if isinstance(cell, list):
            made[:] = [_own(one, depth - 1) for one in cell]
        elif isinstance(cell, dict):
            made.update((key, _own(one, depth - 1)) for key, one in cell.items())
    except Exception:  # noqa: BLE001 - a stranger's list that cannot be copied is kept as it is
        return cell
    return made


def _alike(now: Any, then: Any, depth: int = DEPTH) -> bool:
    """Whether a cell still holds what it held; what cannot change in place is the same object or an equal value."""
    if not isinstance(now, CONTAINER) or not depth:
        return now is then or (type(now) is type(then) and isinstance(now, PLAIN) and now == then)
    if type(now) is not type(then):
        return False
    return _alike_inside(now, then, depth)


def _alike_inside(now: Any, then: Any, depth: int) -> bool:
    if isinstance(now, list):
        return len(now) == len(then) and all(_alike(a, b, depth - 1) for a, b in zip(now, then, strict=True))
    if isinstance(now, dict):
        return list(now) == list(then) and all(_alike(now[k], then[k], depth - 1) for k in now)
    if isinstance(now, np.ndarray):
        return (now.dtype, now.shape, now.tobytes()) == (then.dtype, then.shape, then.tobytes())
    return bool(now == then)


def changed_rows(then: pd.Series, now: pd.Series) -> np.ndarray:
    """The positions whose values differ; both of one length. Missing equals missing."""
    if then.dtype == now.dtype and isinstance(then.dtype, np.dtype) and then.dtype.kind in "fiubmM":
        a, b = then.to_numpy(), now.to_numpy()
        other = a != b
        if then.dtype.kind in "fmM":
            other &= ~(pd.isna(a) & pd.isna(b))
        return np.flatnonzero(other)
    if then.dtype == now.dtype and then.dtype != object:
        try:
            return _changed_in_array(then, now)
        except (TypeError, ValueError, NotImplementedError):
            pass  # an array type that cannot be compared as a whole
    return np.array([i for i, (a, b) in enumerate(zip(then, now, strict=True)) if differ(a, b)], dtype=int)


def _changed_in_array(then: pd.Series, now: pd.Series) -> np.ndarray:
    """Missing differs from everything here, so what is missing on both sides is looked at only where that says so."""
    other: Any = then.array != now.array
    unlike = other if isinstance(other, np.ndarray) else other.to_numpy(dtype=bool, na_value=True)
    rows = np.flatnonzero(unlike)
    missing = np.asarray(pd.isna(then.array[rows])) & np.asarray(pd.isna(now.array[rows]))
    found: np.ndarray = rows[~missing]
    return found


def differ(a: Any, b: Any) -> bool:
    """Whether two values of a cell are two; missing equals missing."""
    if a is b:
        return False
    if type(a) is not type(b):
        return not (_missing(a) and _missing(b))
    if isinstance(a, CONTAINER):
        return not _alike(a, b)
    try:
        return not bool(a == b) and not (_missing(a) and _missing(b))
    except Exception:  # noqa: BLE001 - a stranger's object may refuse to be compared: it counts as changed
        return True


def _missing(a: Any) -> bool:
    return a is None or a is pd.NA or a is pd.NaT or (isinstance(a, float) and a != a)
