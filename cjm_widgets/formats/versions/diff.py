"""The difference of two maps as a tidy frame, with what makes the one of the other."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.values import Json
from cjm_widgets.formats.versions.page import page
from cjm_widgets.formats.versions.plain import dtype_of, framed, plain, typed
from cjm_widgets.formats.versions.sentences import summary
from cjm_widgets.model import versions
from cjm_widgets.model.versions import Operations, Sheet, Told, Whole

COLUMNS = ("table", "id", "column", "kind", "old", "new", "name")


class Diff(pd.DataFrame):
    """What changed between two maps, one row a change; filter it like any frame.

    ``table`` is ``meta`` for the metadata. ``id`` is None where a column or a table changed, ``column`` None where
    a row did. ``kind`` is added, removed, moved, re-scored, re-worded or changed. A row that came or went is a dict
    in ``new`` or ``old``; a row that moved has the row it stood in front of in ``old``, and the one it stands in
    front of in ``new``. ``name`` is what people call the row.
    """

    _metadata = ["operations"]  # noqa: RUF012 - the name pandas looks for, as pandas writes it
    operations: Operations
    """What makes the new map of the old one, as plain JSON."""

    @property
    def _constructor(self) -> Any:
        return pd.DataFrame  # a part of a difference does not make the new map

    def summary(self) -> str:
        """The difference in a few words.

        >>> diff(MapFile({"title": "A"}), MapFile({"title": "B"})).summary()
        '1 change: 1 re-worded (meta 1)'
        """
        return summary(self)

    def _repr_html_(self) -> str:
        return page(self, self.summary())


def diff(old: MapFile, new: MapFile) -> Diff:
    """What changed from one map to another. Nothing (None, NaN, NaT) equals nothing; 1 and 1.0 differ as dtypes do.

    ``DataError`` for what a file has no form for.

    >>> found = diff(MapFile({"title": "A"}), MapFile({"title": "B", "owner": "Dana"}))
    >>> found[["column", "kind", "old", "new"]].values.tolist()
    [['title', 're-worded', 'A', 'B'], ['owner', 'added', None, 'Dana']]
    """
    return between(plain(old), plain(new))


def between(old: Whole, new: Whole) -> Diff:
    """``diff`` of two maps that are plain values already."""
    operations = versions.changes(old, new)
    rows = [_row(t, old, new) for t in versions.told(operations, old, new)]
    made = Diff(table_of(rows, COLUMNS))
    made.operations = operations
    return made


def apply(found: Diff, old: MapFile) -> MapFile:
    """The new map, from the old one and what changed. ``DataError`` where the changes were made for another map.

    >>> a, b = MapFile({"title": "A"}), MapFile({"title": "B"})
    >>> apply(diff(a, b), a).meta
    {'title': 'B'}
    """
    return framed(versions.apply(found.operations, plain(old)), "the changed map")


def table_of(rows: list[tuple[Any, ...]], columns: Iterable[str]) -> pd.DataFrame:
    """A frame of object columns, which keep each value as it is."""
    made = {}
    for at, name in enumerate(columns):
        cells = np.empty(len(rows), dtype=object)
        for i, row in enumerate(rows):
            cells[i] = row[at]
        made[name] = pd.Series(cells, dtype=object)
    return pd.DataFrame(made)


def row_values(table: str, sheet: Sheet, row: Json) -> Any:
    """A record with its values as Python has them."""
    if not isinstance(row, dict):
        return row
    return {k: typed(dtype_of(table, k, sheet), v) for k, v in row.items()}


def _row(told: Told, old: Whole, new: Whole) -> tuple[Any, ...]:
    then, now = (m.tables.get(told.table, Sheet()) for m in (old, new))
    if told.id is not None and told.column is None and told.kind != versions.words.MOVED:
        values = (row_values(told.table, then, told.old), row_values(told.table, now, told.new))
    elif told.id is not None and told.column is not None:
        values = tuple(
            typed(dtype_of(told.table, told.column, sheet), value)
            for sheet, value in ((then, told.old), (now, told.new))
        )
    else:
        values = (typed("object", told.old), typed("object", told.new))
    return (told.table, told.id, told.column, told.kind, *values, told.name)
