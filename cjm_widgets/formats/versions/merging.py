"""Three maps made one, with the conflicts as a frame that can be decided row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.versions.diff import row_values, table_of
from cjm_widgets.formats.versions.fitting import fitted
from cjm_widgets.formats.versions.plain import dtype_of, framed, plain, typed
from cjm_widgets.model import versions
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.versions import Conflict, Sheet, Whole
from cjm_widgets.model.versions.judge import Place

COLUMNS = ("table", "id", "column", "base", "ours", "theirs", "taken")
TABLE = "conflicts"
"""The table that a merged file keeps its conflicts in."""
_SIDES = ("ours", "theirs")


@dataclass(frozen=True)
class Merge:
    """A merged map and what could not be merged.

    ``map_file`` is whole and valid whatever the conflicts. ``conflicts`` has a row for each place both sides
    changed: table, id, column, the three values, and which was taken. ``take`` gives the merge with other choices.
    """

    map_file: MapFile
    conflicts: pd.DataFrame
    _sides: tuple[Whole, Whole, Whole]
    _places: tuple[Place, ...]
    _theirs: frozenset[Place]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The merged tables by name."""
        return self.map_file.tables

    @property
    def meta(self) -> dict[str, Any]:
        """The merged metadata."""
        return self.map_file.meta

    def take(self, side: str, rows: int | Iterable[int] | None = None) -> Merge:
        """The merge in which ``side`` ("ours" or "theirs") wins these rows of ``conflicts``, or all.

        ``DataError`` for another side, or a row that is not there. The conflicts stay listed.

        >>> a, b, c = (MapFile({"title": t}) for t in ("Kit", "Our kit", "Their kit"))
        >>> merge(a, b, c).take("theirs").meta
        {'title': 'Their kit'}
        """
        if side not in _SIDES:
            raise DataError(f"take({side!r}): a side is 'ours' or 'theirs'.")
        chosen = {self._places[i] for i in self._positions(rows)}
        theirs = self._theirs | chosen if side == "theirs" else self._theirs - chosen
        return _merged(self._sides, frozenset(theirs))

    def _positions(self, rows: int | Iterable[int] | None) -> list[int]:
        asked = range(len(self._places)) if rows is None else [rows] if isinstance(rows, int) else list(rows)
        wrong = [i for i in asked if not 0 <= i < len(self._places)]
        if wrong:
            raise DataError(
                f"There is no conflict {wrong[0]!r}; there are {len(self._places)}, counted from 0. "
                f"Name rows of .conflicts by their index."
            )
        return list(asked)

    def filed(self) -> MapFile:
        """The merged map with its conflicts as a table of its own, for a file."""
        if not len(self.conflicts):
            return self.map_file
        tables = {**self.map_file.tables, free_name(self.map_file): self.conflicts}
        return MapFile(self.map_file.meta, tables, self.map_file.extra)

    def __repr__(self) -> str:
        n = len(self.conflicts)
        return f"<Merge: {'no conflicts' if not n else f'{n} conflict' + ('s' if n > 1 else '')}>"


def merge(base: MapFile, ours: MapFile, theirs: MapFile) -> Merge:
    """Three maps as one: what either side changed is in it; what both changed is ours, and listed as a conflict.

    Rows both added are all kept. In the order of rows our moves win, then theirs; new rows in one place stand ours
    first. A dtype both changed is ours, widened where a value would not fit. Of two dates in ``meta["updated"]``
    the later stays. ``DataError`` for what a file has no form for.

    >>> base = MapFile({"title": "Kit", "owner": "Dana"})
    >>> done = merge(base, MapFile({"title": "Our kit", "owner": "Dana"}), MapFile({"title": "Kit", "owner": "Mo"}))
    >>> done.meta, len(done.conflicts)
    ({'title': 'Our kit', 'owner': 'Mo'}, 0)
    """
    return _merged((plain(_bare(base)), plain(_bare(ours)), plain(_bare(theirs))), frozenset())


def free_name(map_file: MapFile) -> str:
    """What the table of conflicts is called: never as a table of the user's own."""
    name, number = TABLE, 2
    while name in map_file.tables:
        name, number = f"{TABLE} ({number})", number + 1
    return name


def _bare(map_file: MapFile) -> MapFile:
    """The map without the conflicts an earlier merge left in it."""
    kept = {n: f for n, f in map_file.tables.items() if not left_over(n, f)}
    return MapFile(map_file.meta, kept, map_file.extra)


def left_over(name: str, frame: pd.DataFrame) -> bool:
    """Whether a table of a map is one of conflicts."""
    return name.startswith(TABLE) and tuple(frame.columns) == COLUMNS


def _merged(sides: tuple[Whole, Whole, Whole], theirs: frozenset[Place]) -> Merge:
    whole, conflicts = versions.merge(*sides, decided=theirs)
    made = framed(fitted(whole), "the merged map")
    rows = [_row(c, sides, "theirs" if c.place in theirs else "ours") for c in conflicts]
    return Merge(made, table_of(rows, COLUMNS), sides, tuple(c.place for c in conflicts), theirs)


def _row(conflict: Conflict, sides: tuple[Whole, Whole, Whole], taken: str) -> tuple[Any, ...]:
    table, id_, column = conflict.place
    sheets = [side.tables.get(table, Sheet()) for side in sides]
    values = (conflict.base, conflict.ours, conflict.theirs)
    if id_ is not None and column is None:
        told = [row_values(table, s, v) for s, v in zip(sheets, values, strict=True)]
    elif id_ is not None and column is not None:
        told = [typed(dtype_of(table, column, s), v) for s, v in zip(sheets, values, strict=True)]
    else:
        told = [typed("object", v) for v in values]
    return (table, id_, column, *told, taken)
