"""One frame as a table of rows with ids: read a window, write a cell, insert, remove and move rows.

The frame stays the user's object. Everything is addressed by row id and column id, never by a position on screen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cjm_widgets.model.errors import Refused

from . import inplace, keys, wire
from .coerce import coerce
from .keys import Keys, Names
from .left import Left
from .watch import differ

LOOKED = 500
"""In so many rows a column of mixed types is looked at for what its values are."""
LABEL = "\0label"
"""Stands for a row's index label where a column id is asked for."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and the value it held, as pandas held it: what takes a write back."""

    table: str
    id: str
    column: str
    value: Any


class Table:
    """A frame the user holds, with an id for each row and each column."""

    def __init__(self, name: str, frame: pd.DataFrame, names: Names | None = None) -> None:
        self.name, self.frame = name, frame
        self.names = names or Names()
        self.filled: list[str] = []
        self.left: list[Left] = []
        self._keys: Keys | None = None
        self._columns: tuple[pd.Index, list[str]] | None = None

    @property
    def keys(self) -> Keys:
        """The row ids; made anew when the index changed."""
        held = self._keys
        if held is None or not held.index.is_(self.frame.index) or held.names is not self.names:
            held = self._keys = Keys(self.frame.index, self.names)
        return held

    @property
    def columns(self) -> list[str]:
        """The column ids, in the frame's order."""
        held = self._columns
        if held is None or not held[0].is_(self.frame.columns):
            held = self._columns = (self.frame.columns, keys.columns(self.frame))
        return held[1]

    def forget(self) -> None:
        """Read ids and columns anew."""
        self._keys = self._columns = None

    def go_on(self, frame: pd.DataFrame) -> None:
        """Hold another frame from here on; the one before is remembered as left."""
        self.left = [*self.left, Left.of(self.frame)]
        self.frame = frame
        self.forget()

    @contextmanager
    def lasting(self) -> Iterator[None]:
        """Around a change of rows or columns: where pandas makes none on the same object, go on with the changed one."""
        try:
            yield
        except inplace.NotInPlace as error:
            self.go_on(error.frame)

    def become(self, other: pd.DataFrame) -> None:
        """Hold what another frame holds."""
        with self.lasting():
            inplace.become(self.frame, other)

    def drop(self, at: int) -> None:
        """Take out one column by position."""
        with self.lasting():
            inplace.drop(self.frame, at)

    def position(self, id_: str) -> int:
        """Where the row is; ``Refused`` where it is gone."""
        at = self.keys.position(id_)
        if at is None:
            raise Refused(
                f"There is no row {id_!r} in {self.name}: it was removed meanwhile.", self.name, id_
            )
        return at

    def column(self, column: str) -> int:
        """Where the column is; ``Refused`` where it is gone."""
        if column not in self.columns:
            raise Refused(
                f"There is no column {column!r} in {self.name}: it was removed meanwhile.", self.name
            )
        return self.columns.index(column)

    def get(self, id_: str, column: str) -> Any:
        """The value of one cell, as pandas holds it."""
        return self.frame.iat[self.position(id_), self.column(column)]

    def set(self, id_: str, column: str, value: Any) -> Cell:
        """Write one cell with what a message carries; returns what was there."""
        row, col = self.position(id_), self.column(column)
        old = self.frame.iat[row, col]
        new = coerce(value, self.frame.dtypes.iloc[col], column, before=self._like(col, old))
        if differ(old, new):  # nothing in place of nothing is no write
            self._put(row, col, new, id_, column)
        return Cell(self.name, id_, column, old)

    def put(self, cell: Cell) -> Cell:
        """Write one cell with a value as pandas holds it; returns what was there."""
        if cell.column == LABEL:
            return self._label(cell.id, cell.value)
        row, col = self.position(cell.id), self.column(cell.column)
        old = self.frame.iat[row, col]
        self._put(row, col, cell.value, cell.id, cell.column)
        return Cell(self.name, cell.id, cell.column, old)

    def relabel(self, id_: str, level: int, text: Any) -> Cell:
        """Give a row another label (or another part of it); its id stays."""
        if not isinstance(text, str) or not text.strip():
            raise Refused("A step's name is its label here, and cannot be empty.", self.name, id_, "name")
        old = self.frame.index[self.position(id_)]
        label: Any = text
        if isinstance(old, tuple):
            label = (*old[:level], text, *old[level + 1 :])
        if label != old and label in self.frame.index:
            raise Refused(f"There is already a row labelled “{keys.text(label)}”.", self.name, id_, "name")
        return self._label(id_, label)

    def _label(self, id_: str, label: Any) -> Cell:
        row = self.position(id_)
        old = self.frame.index[row]
        try:
            inplace.relabel(self.frame, row, label)
        except (TypeError, ValueError) as error:
            raise Refused(f"The index does not take {label!r}: {error}", self.name, id_, "name") from None
        names = self.names.copy()
        names.by_label.pop(old, None)
        names.by_label[label] = id_
        self.names = names
        return Cell(self.name, id_, LABEL, old)

    def _put(self, row: int, col: int, value: Any, id_: str, column: str) -> None:
        dtype = self.frame.dtypes.iloc[col]
        try:
            inplace.put(self.frame, row, col, value)
        except (TypeError, ValueError) as error:
            raise Refused(f"“{column}” does not take {value!r}: {error}", self.name, id_, column) from None
        if self.frame.dtypes.iloc[col] != dtype:
            self.frame.isetitem(col, self.frame.iloc[:, col].astype(dtype).array)

    def allow(self, column: str, choices: Sequence[str]) -> None:
        """Add choices to a categorical column; none is taken away. ``Refused`` where the column has no choices."""
        at = self.column(column)
        series = self.frame.iloc[:, at]
        if not isinstance(series.dtype, pd.CategoricalDtype):
            raise Refused(f"“{column}” has no list of choices to add to.", self.name, column=column)
        known = {keys.text(c) for c in series.cat.categories}
        fresh = [c for c in dict.fromkeys(choices) if c not in known and c.strip()]
        try:
            inplace.replace(self.frame, at, series.cat.add_categories(fresh))
        except (TypeError, ValueError) as error:
            raise Refused(f"“{column}” does not take the choice: {error}", self.name, column=column) from None

    def insert(
        self,
        id_: str,
        values: Mapping[str, Any],
        before: str | None,
        at: int | None = None,
        label: Any = None,
    ) -> None:
        """Put a row in front of another, or at the end; ``values`` as messages carry them, by column id."""
        if self.keys.position(id_) is not None:
            raise Refused(f"There is already a row {id_!r} in {self.name}.", self.name, id_)
        if at is None:
            at = len(self.frame) if before is None else self.position(before)
        row = {
            i: coerce(values[c], d, c, before=self._like(i, None))
            for i, (c, d) in self._typed().items()
            if values.get(c) is not None
        }
        self.filled = self._fill(row)
        label = self.label(id_) if label is None else label
        with self.lasting():
            inplace.insert(self.frame, at, label, row)
        if self.names.by_label.get(label, keys.text(label)) != id_:
            self.names = self.names.copy()
            self.names.by_label[label] = id_

    def label(self, id_: str) -> Any:
        """An index label for a new row, of the index's own type."""
        index = self.frame.index
        if isinstance(index, pd.MultiIndex):
            raise Refused(
                f"Rows of {self.name} are labelled by several levels: add the row in Python, or call reset_index()."
            )
        if not len(index) or isinstance(index.dtype, pd.StringDtype):
            return 0 if not len(index) and isinstance(index, pd.RangeIndex) else _free(id_, index)
        if pd.api.types.is_integer_dtype(index.dtype):
            return int(index.max()) + 1
        if index.dtype == object:
            return _free(id_, index)
        raise Refused(
            f"Rows of {self.name} are labelled by {index.dtype}: add the row in Python with df.loc[label] = …."
        )

    def remove(self, ids: Sequence[str]) -> None:
        """Take rows out."""
        gone = {self.position(id_) for id_ in ids}
        self._take([i for i in range(len(self.frame)) if i not in gone])

    def move(self, id_: str, before: str | None, at: int | None = None) -> None:
        """Put a row in front of another, or at the end."""
        here = self.position(id_)
        there = at if at is not None else len(self.frame) if before is None else self.position(before)
        order = list(range(len(self.frame)))
        order.insert(there - (1 if there > here else 0), order.pop(here))
        if order != list(range(len(order))):
            self._take(order)

    def _take(self, positions: list[int]) -> None:
        with self.lasting():
            inplace.take(self.frame, positions)

    def rows(self, positions: slice | list[int], columns: Sequence[str]) -> list[list[Any]]:
        """The rows at these positions as messages carry them, the id first."""
        part = self.frame.iloc[positions]
        if isinstance(positions, slice):
            ids = self.keys.ids(positions.start or 0, positions.stop)
        else:
            ids = [self.keys.id(i) for i in positions]
        read = [wire.values(part.iloc[:, self.columns.index(c)]) for c in columns]
        return [list(row) for row in zip(ids, *read, strict=True)]

    def _like(self, col: int, old: Any) -> Any:
        """What a new value shall be like: the old one, and where nothing was, the first in the column."""
        if self.frame.dtypes.iloc[col] != object or wire.value(old) is not None:
            return old
        return next((v for v in self.frame.iloc[:LOOKED, col] if wire.value(v) is not None), None)

    def holds(self, cell: Cell) -> Any:
        """What stands now where a cell was written."""
        row = self.position(cell.id)
        return (
            self.frame.index[row] if cell.column == LABEL else self.frame.iat[row, self.column(cell.column)]
        )

    def _typed(self) -> dict[int, tuple[str, Any]]:
        return {i: (c, d) for i, (c, d) in enumerate(zip(self.columns, self.frame.dtypes, strict=True))}

    def _fill(self, row: dict[int, Any]) -> list[str]:
        """Whole numbers and yes/no cannot be missing: such a column gets 0 or no, and its name is told."""
        filled = []
        for i, (column, dtype) in self._typed().items():
            if (
                i not in row
                and getattr(dtype, "na_value", None) is not pd.NA
                and getattr(dtype, "kind", "O") in "iub"
            ):
                row[i] = False if dtype.kind == "b" else 0
                filled.append(column)
        return filled


def _free(id_: str, index: pd.Index) -> str:
    name, n = id_, 1
    while name in index:
        n += 1
        name = f"{id_}-{n}"
    return name
