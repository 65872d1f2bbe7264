"""Three versions of one table made one: columns, then rows, then cells."""

from __future__ import annotations

from collections.abc import Mapping

from cjm_widgets.model.order import weave

from .judge import GONE, Judge, loosely, settled
from .sheets import Json, Sheet, Spec, counted, keys_of, same


def merge_sheets(name: str, base: Sheet, ours: Sheet, theirs: Sheet, judge: Judge) -> Sheet:
    """The table that holds what both sides did; what both changed is asked of the judge."""
    if counted(base.head) or (not base.order and counted(ours.head)):
        theirs = _renumbered(base, ours, theirs)
    columns = _columns(name, base, ours, theirs, judge)
    cells = _Cells(name, columns, keys_of(name, ours.head), base, ours, theirs)
    rows = {}
    for id_ in {**ours.rows, **theirs.rows}:
        row = _row(cells, id_, judge)
        if row is not None:
            rows[id_] = row
    head = _head(name, base.head, ours.head, theirs.head, judge)
    order = weave(base.order, ours.order, theirs.order, rows.keys())
    return Sheet(head, columns, order, rows)


class _Cells:
    """The three versions of one table, and which of its columns to look at."""

    def __init__(
        self,
        name: str,
        columns: Mapping[str, Spec],
        keys: tuple[str, ...],
        base: Sheet,
        ours: Sheet,
        theirs: Sheet,
    ) -> None:
        self.name, self.own, self.columns = name, tuple(columns), (*keys, *columns)
        self.sides = (base, ours, theirs)
        self.loose = {c for c in self.columns if self._retyped(c)} | set(keys)

    def _retyped(self, column: str) -> bool:
        dtypes = [side.columns[column].get("dtype") for side in self.sides if column in side.columns]
        return any(not same(dtypes[0], one) for one in dtypes[1:])

    def rows(self, id_: str) -> tuple[Spec | None, Spec | None, Spec | None]:
        base, ours, theirs = self.sides
        return base.rows.get(id_), ours.rows.get(id_), theirs.rows.get(id_)

    def told(self, id_: str, column: str) -> tuple[Json, Json, Json]:
        """What a cell is in each version. One that took the column out did not empty its cells: the column was decided."""
        base, ours, theirs = (side.rows.get(id_, {}).get(column) for side in self.sides)
        lacking = [column in self.own and column not in side.columns for side in self.sides[1:]]
        return base, base if lacking[0] else ours, base if lacking[1] else theirs

    def edited(self, old: Spec, new: Spec) -> bool:
        """Whether a row has other values than it had, dtypes apart."""
        return any(not (loosely if c in self.loose else same)(old.get(c), new.get(c)) for c in self.own)


def _row(cells: _Cells, id_: str, judge: Judge) -> Spec | None:
    base, ours, theirs = cells.rows(id_)
    place = (cells.name, id_, None)
    if base is not None and (ours is None or theirs is None):
        left = ours if theirs is None else theirs
        if left is None or not (place in judge.needed or cells.edited(base, left)):
            return None
        won = judge.clash(place, base, GONE if ours is None else ours, GONE if theirs is None else theirs)
        return None if won is GONE else {c: won[c] for c in cells.columns if c in won}
    if ours is None or theirs is None:
        only = theirs if ours is None else ours
        return {c: only[c] for c in cells.columns if c in only} if only is not None else None
    made = {}
    for column in cells.columns:
        value = judge.pick((cells.name, id_, column), *cells.told(id_, column), column in cells.loose)
        if value is not None:
            made[column] = value
    return made


def _columns(name: str, base: Sheet, ours: Sheet, theirs: Sheet, judge: Judge) -> dict[str, Spec]:
    made: dict[str, Spec] = {}
    for key in {**ours.columns, **theirs.columns}:
        mine, other = ours.columns.get(key), theirs.columns.get(key)
        if mine is not None and other is not None:
            made[key] = _spec(base.columns.get(key, {}), mine, other)
        elif _kept(name, key, base, ours, theirs, judge):
            made[key] = mine or other or {}
    order = weave(list(base.columns), list(ours.columns), list(theirs.columns), made.keys())
    return {key: made[key] for key in order}


def _kept(name: str, key: str, base: Sheet, ours: Sheet, theirs: Sheet, judge: Judge) -> bool:
    """Whether a column stays that one side does not have."""
    if key not in base.columns:
        return True
    one, two = key in ours.columns, key in theirs.columns
    left = ours if one else theirs
    if not any(not loosely(base.rows.get(id_, {}).get(key), row.get(key)) for id_, row in left.rows.items()):
        return False
    told = [_column(side, key) if there else GONE for side, there in ((ours, one), (theirs, two))]
    return judge.clash((name, None, key), _column(base, key), *told) is not GONE


def _column(sheet: Sheet, key: str) -> dict[str, Json]:
    """A column in a conflict: what it is, and its cells by row."""
    cells = {id_: row[key] for id_, row in sheet.rows.items() if key in row}
    return {"column": dict(sheet.columns[key]), "cells": cells}


def _spec(base: Spec, ours: Spec, theirs: Spec) -> dict[str, Json]:
    """What a column is: ours where both changed it; categories of both are kept."""
    made: dict[str, Json] = {}
    for part in {**ours, **theirs}:
        values = [side.get(part, GONE) for side in (base, ours, theirs)]
        found = settled(*values)
        value = found[0] if found else (_categories(*values) if part == "dtype" else values[1])
        if value is not GONE:
            made[part] = value
    return made


def _categories(base: Json, ours: Json, theirs: Json) -> Json:
    if not all(isinstance(d, Mapping) and "categories" in d for d in (ours, theirs)):
        return ours
    if not same(ours.get("of"), theirs.get("of")):
        return ours
    known = ours["categories"] + (base["categories"] if isinstance(base, Mapping) else [])
    added = [c for c in theirs["categories"] if not any(same(c, k) for k in known)]
    return {**ours, "categories": ours["categories"] + added}


def _head(
    name: str, base: Mapping[str, Json], ours: Mapping[str, Json], theirs: Mapping[str, Json], judge: Judge
) -> dict[str, Json]:
    """Index, attrs and the rest; ``attrs`` key by key. A conflict calls them ``@index`` and so on."""
    attrs = [side.get("attrs", {}) for side in (base, ours, theirs)]
    bare = [{k: v for k, v in side.items() if k != "attrs"} for side in (base, ours, theirs)]
    made = judge.mapping(name, "@", *bare)
    noted = judge.mapping(name, "@attrs.", *attrs)
    return made | ({"attrs": noted} if noted else {})


def _renumbered(base: Sheet, ours: Sheet, theirs: Sheet) -> Sheet:
    """Theirs, with another number for each new row that has the number of another new row of ours."""
    clash = [
        id_
        for id_ in theirs.order
        if id_ not in base.rows
        and id_ in ours.rows
        and not same(dict(ours.rows[id_]), dict(theirs.rows[id_]))
    ]
    numbers = [
        row["id"] for side in (ours, theirs) for row in side.rows.values() if type(row.get("id")) is int
    ]
    first = max(numbers, default=-1) + 1
    new = {id_: str(first + i) for i, id_ in enumerate(clash)}
    rows = {
        new.get(id_, id_): {**row, "id": int(new[id_])} if id_ in new else row
        for id_, row in theirs.rows.items()
    }
    return Sheet(theirs.head, theirs.columns, tuple(new.get(id_, id_) for id_ in theirs.order), rows)
