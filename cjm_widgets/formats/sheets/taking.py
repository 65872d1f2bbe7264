"""Leaves that people edited, taken back into a map: what still shows what was written keeps its exact value."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

from cjm_widgets.formats.values import Json
from cjm_widgets.model import schema
from cjm_widgets.model.versions import Sheet, Whole
from cjm_widgets.model.versions.sheets import Spec, sheet_of

from .cells import TEXT, unchanged, value_of
from .leaves import META, NAME, VALUE, form_of_meta, ids_of, keys_in
from .rows import Read, Rows, Wrong, kept

ORDERED = frozenset({"stages", "steps", "lanes"})
"""The tables of the schema in which the order of the rows says something; the others may be sorted as one likes."""


def taken(base: Whole, reads: Mapping[str, Read], name: str) -> Whole:
    """The map that the sheets hold now. A table that has no sheet stays as it is in ``base``.

    ``base`` is the map as it was written, or its tables without rows. DataError names every cell that does not read.
    """
    wrong = Wrong()
    meta = _meta(base.meta, reads[META], wrong) if META in reads else base.meta
    tables = dict(base.tables)
    for table, read in reads.items():
        if table != META:
            made = _table(table, base.tables.get(table, Sheet()), read, wrong)
            if table in base.tables or made.order or table not in schema.TABLES:
                tables[table] = made
    wrong.refuse(name)
    known = [table for table in schema.TABLES if table in tables]
    order = {table: tables[table] for table in (*(known if not base.tables else ()), *tables)}
    return Whole(meta, order, base.extra, base.odd)


def _meta(base: Mapping[str, Json], read: Read, wrong: Wrong) -> dict[str, Json]:
    made: dict[str, Json] = {}
    for n, row in enumerate(read.rows):
        cells = dict(zip(read.header, row, strict=False))
        key, cell = cells.get(NAME), cells.get(VALUE)
        if key is None and "" not in base:
            if cell is not None:
                wrong.said.append(f"{read.at(n, 0)} is empty, and {cell!r} stands beside it without a name")
            continue
        name = "" if key is None else next((k for k in base if unchanged(TEXT, key, k)), value_of(TEXT, key))
        made[name] = kept(
            form_of_meta(base.get(name)), cell, base.get(name), name in base, wrong, read.place(n, 1)
        )
    if "" in base and base[""] is None:  # it leaves no mark in a sheet
        made.setdefault("", None)
    made = {k: made[k] for k in base if k in made} | made
    return {k: v for k, v in made.items() if v is not None or k in base}


def _table(table: str, base: Sheet, read: Read, wrong: Wrong) -> Sheet:
    columns = _columns(table, base, read)
    found = {key: spec for key, spec in columns.values() if spec is not None}
    shape = Sheet(base.head, {k: found[k] for k in (*(b for b in base.columns if b in found), *found)})
    rows = Rows(table, base, shape, {at: key for at, (key, _) in columns.items()}, read, wrong).made()
    made = sheet_of(table, {**base.head, "columns": list(shape.columns.values()), "rows": rows})
    return replace(made, order=_ordered(table, base, made))


def _ordered(table: str, base: Sheet, made: Sheet) -> tuple[str, ...]:
    """Rows in the order of the sheet; where only places of rows differ that say nothing, in the order they had."""
    there = set(base.order)
    kept = [id_ for id_ in made.order if id_ in there]
    was = [id_ for id_ in base.order if id_ in made.rows]
    if table in ORDERED or table not in schema.TABLES or kept == was:
        return made.order
    out = list(was)
    for before, id_ in zip((None, *made.order), made.order, strict=False):
        if id_ not in there:
            out.insert(0 if before is None else out.index(before) + 1, id_)
    return tuple(out)


def _columns(table: str, base: Sheet, read: Read) -> dict[int, tuple[str, Spec | None]]:
    """By place in the header: the key of a column, and its spec where it is no id. Unknown ones are the user's own."""
    keys, ids = keys_in(table, base), ids_of(table, base)
    out: dict[int, tuple[str, Spec | None]] = {}
    for at, head in enumerate(read.header):
        held = any(at < len(row) and row[at] is not None for row in read.rows)
        if not head and "" not in keys:
            if held:
                out[at] = (f"column {at + 1}", _guessed(table, f"column {at + 1}", read, at))
            continue
        key = next((k for k in keys if unchanged(TEXT, head, k)), str(value_of(TEXT, head)))
        while key in {k for k, _ in out.values()}:
            key = f"{key} (2)"
        if key in base.columns:
            out[at] = (key, base.columns[key])
        elif key in ids:
            out[at] = (key, None)
        elif held or table not in schema.TABLES:
            out[at] = (key, _guessed(table, key, read, at))
    return out


def _guessed(table: str, key: str, read: Read, at: int) -> Spec:
    """The dtype of a column somebody added, by what it holds."""
    known = schema.TABLES.get(table)
    if known is not None and known.column(key) is not None:
        return {"name": key}
    kinds = {type(row[at]) for row in read.rows if at < len(row) and row[at] is not None}
    guesses = (
        ({bool}, "boolean"), ({int}, "Int64"), ({int, float}, "float64"), ({dt.datetime}, "datetime64[us]"),
        ({dt.timedelta, dt.time}, "timedelta64[us]"), ({str}, "str"),
    )  # fmt: skip
    dtype = next((name for held, name in guesses if kinds <= held), "object")
    return {"name": key, "dtype": dtype} if kinds and dtype != "str" else {"name": key}
