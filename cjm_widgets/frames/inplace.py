"""The one place that changes rows and columns of a frame the user holds, on the same object.

pandas 3 is ending its in-place methods one by one. What is left is documented API: assigning ``index`` and
``columns``, ``insert``, ``del``, and calling the constructor again on the object. ``become`` does the last and checks
that it worked; tests/frames/test_inplace.py says when a pandas release stops it.
"""

from __future__ import annotations

from typing import Any, cast

import pandas as pd

from cjm_widgets.model.errors import CjmError


class NotInPlace(CjmError):
    """pandas did not take the change on the same object; ``frame`` holds the result. A ``Table`` goes on with it."""

    def __init__(self, frame: pd.DataFrame) -> None:
        super().__init__(
            "This pandas cannot add, remove or move rows on the same DataFrame. The changed frame is grid.df: "
            "bind your name to it with df = grid.df."
        )
        self.frame = frame


def become(frame: pd.DataFrame, other: pd.DataFrame) -> None:
    """Make ``frame`` hold what ``other`` holds, as the same object, keeping its attrs and flags.

    ``NotInPlace`` where pandas does not; its ``frame`` has the attrs and flags too.
    """
    attrs, unique = frame.attrs, frame.flags.allows_duplicate_labels
    pd.DataFrame.__init__(frame, other)  # type: ignore[call-arg]
    _mark(frame, attrs, unique)
    same = frame.index.equals(other.index) and frame.columns.equals(other.columns)
    if frame.shape != other.shape or not same:
        raise NotInPlace(_mark(other.copy(deep=False), attrs, unique))


def _mark(frame: pd.DataFrame, attrs: dict[Any, Any], unique: bool) -> pd.DataFrame:
    frame.attrs = attrs
    cast(Any, frame.flags).allows_duplicate_labels = unique
    return frame


def take(frame: pd.DataFrame, positions: list[int]) -> None:
    """Keep the rows at these positions, in this order."""
    become(frame, frame.take(positions))


def insert(frame: pd.DataFrame, at: int, label: Any, values: dict[int, Any]) -> None:
    """Put in one row in front of position ``at``; ``values`` by column position, the rest is missing.

    Every column keeps its dtype, so a column that cannot hold a missing value must have one in ``values``.
    """
    row = _row(frame, label, values)
    parts = [part for part in (frame.iloc[:at], row, frame.iloc[at:]) if len(part)]
    become(frame, pd.concat(parts) if len(parts) > 1 else row)


def put(frame: pd.DataFrame, row: int, column: int, value: Any) -> None:
    """Write one cell by position."""
    if isinstance(frame.dtypes.iloc[column], pd.SparseDtype):
        _put_sparse(frame, row, column, value)
    elif isinstance(value, list | tuple | set | dict):
        cast(Any, frame.iat)[row, column] = value
    else:
        frame.iloc[row, column] = value


def replace(frame: pd.DataFrame, column: int, values: Any) -> None:
    """Give one column, by position, other values and perhaps another dtype."""
    frame.isetitem(column, values)


def _put_sparse(frame: pd.DataFrame, row: int, column: int, value: Any) -> None:
    """A sparse array cannot be written to."""
    series = frame.iloc[:, column]
    dense = pd.Series(series.to_numpy(), index=series.index)
    dense.iloc[row] = value
    frame.isetitem(column, dense.astype(series.dtype).array)


def relabel(frame: pd.DataFrame, row: int, label: Any) -> None:
    """Give one row another label, keeping the index's names and, where it can, its dtype."""
    labels = list(frame.index)
    labels[row] = label
    index = frame.index
    if isinstance(index, pd.MultiIndex):
        frame.index = pd.MultiIndex.from_tuples(labels, names=index.names)
    else:
        frame.index = pd.Index(labels, dtype=index.dtype, name=index.name)


def rename(frame: pd.DataFrame, column: int, label: Any) -> None:
    """Give one column another label."""
    columns = frame.columns
    labels: list[Any] = list(columns)
    labels[column] = label
    if isinstance(columns, pd.MultiIndex):
        frame.columns = pd.MultiIndex.from_tuples(labels, names=columns.names)
    else:
        dtype: Any = object if columns.dtype == object else None
        frame.columns = pd.Index(labels, dtype=dtype, name=columns.name, tupleize_cols=False)


def drop(frame: pd.DataFrame, column: int) -> None:
    """Take out one column by position, also where its label stands twice."""
    if list(frame.columns).count(frame.columns[column]) == 1:
        del frame[frame.columns[column]]
    else:
        become(frame, frame.iloc[:, [i for i in range(frame.shape[1]) if i != column]])


def _row(frame: pd.DataFrame, label: Any, values: dict[int, Any]) -> pd.DataFrame:
    index = _index_of_one(frame.index, label)
    columns = {}
    for i, dtype in enumerate(frame.dtypes):
        columns[i] = pd.Series([values.get(i)], index=index, dtype=dtype)
    out = pd.DataFrame(columns, index=index)
    out.columns = frame.columns
    return out


def _index_of_one(index: pd.Index, label: Any) -> pd.Index:
    if isinstance(index, pd.MultiIndex):
        return pd.MultiIndex.from_tuples([label], names=index.names)
    dtype: Any = "int64" if isinstance(index, pd.RangeIndex) else index.dtype
    return cast(pd.Index, pd.Index([label], dtype=dtype, name=index.name))
