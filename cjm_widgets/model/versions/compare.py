"""What makes one version of a map of another, as operations that are plain JSON; exact, dtypes included.

Operations are ``{"meta", "extra", "odd", "tables", "gone", "order"}``, each left out where it says nothing. A table's
are ``{"head", "columns", "removed", "moved", "inserted", "cells"}``; a mapping's ``{"set", "drop", "order"}``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjm_widgets.model.errors import DataError
from cjm_widgets.model.order import Steps, follow, steps

from .sheets import Json, Sheet, Whole, same

Operations = dict[str, Any]


def changes(old: Whole, new: Whole) -> Operations:
    """What makes the new map of the old; empty where they are the same.

    >>> changes(Whole({"title": "A"}), Whole({"title": "B"}))
    {'meta': {'set': {'title': 'B'}}}
    """
    tables = {}
    for name, sheet in new.tables.items():
        found = _between(old.tables.get(name, Sheet()), sheet)
        if found or name not in old.tables:
            tables[name] = found
    gone = [name for name in old.tables if name not in new.tables]
    natural = [n for n in old.tables if n in new.tables] + [n for n in new.tables if n not in old.tables]
    return _said(
        meta=_mapping(old.meta, new.meta),
        extra=_mapping(old.extra, new.extra),
        odd=_mapping(old.odd, new.odd),
        tables=tables,
        gone=gone,
        order=list(new.tables) if natural != list(new.tables) else [],
    )


def apply(operations: Operations, old: Whole) -> Whole:
    """The map that the operations make of the old one. ``DataError`` where they were made for another map.

    >>> apply({"meta": {"set": {"title": "B"}}}, Whole({"title": "A"})).meta
    {'title': 'B'}
    """
    try:
        return _applied(operations, old)
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(
            f"These changes do not fit this map ({error}). They were made for another one."
        ) from error


def _applied(operations: Operations, old: Whole) -> Whole:
    tables = {k: v for k, v in old.tables.items() if k not in operations.get("gone", ())}
    for name, found in operations.get("tables", {}).items():
        tables[name] = _changed(found, tables.get(name, Sheet()))
    if "order" in operations:
        tables = {name: tables[name] for name in operations["order"]}
    return Whole(
        _put(operations.get("meta", {}), old.meta),
        tables,
        _put(operations.get("extra", {}), old.extra),
        _put(operations.get("odd", {}), old.odd),
    )


def _said(**parts: Json) -> Operations:
    return {name: part for name, part in parts.items() if part}


def _mapping(old: Mapping[str, Json], new: Mapping[str, Json]) -> Operations:
    put = {k: v for k, v in new.items() if k not in old or not same(old[k], v)}
    drop = [k for k in old if k not in new]
    natural = [k for k in old if k in new] + [k for k in new if k not in old]
    return _said(set=put, drop=drop, order=list(new) if natural != list(new) else [])


def _put(operations: Operations, old: Mapping[str, Json]) -> dict[str, Json]:
    drop = operations.get("drop", ())
    made = {k: v for k, v in old.items() if k not in drop} | operations.get("set", {})
    return {k: made[k] for k in operations.get("order", made)}


def _between(old: Sheet, new: Sheet) -> Operations:
    way = steps(old.order, new.order)
    specs = [[key, dict(spec)] for key, spec in new.columns.items()]
    return _said(
        head=_mapping(old.head, new.head),
        columns=specs if not same(specs, [[k, dict(s)] for k, s in old.columns.items()]) else [],
        uncolumned=not specs and bool(old.columns),
        removed=list(way.removed),
        moved=[list(place) for place in way.moved],
        inserted=[[id_, dict(new.rows[id_]), before] for id_, before in way.inserted],
        cells=_cells(old, new),
    )


def _cells(old: Sheet, new: Sheet) -> dict[str, dict[str, Json]]:
    out = {}
    lost = old.columns.keys() - new.columns.keys()
    for id_ in old.order:
        now = new.rows.get(id_)
        if now is None:
            continue
        then = old.rows[id_]
        written = {k: v for k, v in now.items() if k in lost or k not in then or not same(then[k], v)}
        # A cell of a column that is gone goes with the column.
        emptied = {k: None for k in then if k not in now and k not in lost}
        if written or emptied:
            out[id_] = written | emptied
    return out


def _changed(operations: Operations, old: Sheet) -> Sheet:
    columns = dict(operations["columns"]) if "columns" in operations else dict(old.columns)
    if operations.get("uncolumned"):
        columns = {}
    way = Steps(
        tuple(operations.get("removed", ())),
        tuple((id_, before) for id_, before in operations.get("moved", ())),
        tuple((id_, before) for id_, _, before in operations.get("inserted", ())),
    )
    fresh = {id_: row for id_, row, _ in operations.get("inserted", ())}
    cells = operations.get("cells", {})
    lost = old.columns.keys() - columns.keys()
    strange = cells.keys() - old.rows.keys()
    if strange:
        raise KeyError(*sorted(strange)[:1])
    order = follow(old.order, way)
    rows = {id_: fresh[id_] if id_ in fresh else _row(old.rows[id_], cells.get(id_), lost) for id_ in order}
    return Sheet(_put(operations.get("head", {}), old.head), columns, order, rows)


def _row(row: Mapping[str, Json], cells: Mapping[str, Json] | None, lost: set[str]) -> Mapping[str, Json]:
    if not cells and not lost:
        return row
    made = {k: v for k, v in row.items() if k not in lost} | dict(cells or {})
    return {k: v for k, v in made.items() if v is not None}
