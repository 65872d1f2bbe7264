"""Maps that grew apart from one start, made ready to be merged: one id for what has one name, ids of their own for what differs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.model import schema

NAMED = ("stages", "steps", "lanes", "personas")
"""Rows of these are the same to people where their name is."""


def apart(files: Mapping[str, MapFile], base: MapFile) -> dict[str, MapFile]:
    """The maps in which no two groups mean different rows by one id. Rows of the base keep theirs; references follow.

    >>> a, b = (MapFile({}, {"cards": pd.DataFrame({"text": [t]}, index=["c1"])}) for t in ("Slow", "Dear"))
    >>> [list(file.tables["cards"].index) for file in apart({"Red": a, "Blue": b}, MapFile()).values()]
    [['c1'], ['c1 (Blue)']]
    """
    taken: dict[str, dict[Any, Any]] = {}
    out = {}
    for group, file in files.items():
        for table in sorted(file.tables, key=lambda name: NAMED.index(name) if name in NAMED else len(NAMED)):
            if table in schema.TABLES and table not in _JOINS:
                file = _renamed(file, table, _wanted(file.tables[table], table, base, taken, group))
        for table, frame in file.tables.items():
            if table in schema.TABLES:
                seen = taken.setdefault(table, {})
                seen.update({id_: one for id_, one in _told(frame, table).items() if id_ not in seen})
        out[group] = file
    return out


def _wanted(
    frame: pd.DataFrame, table: str, base: MapFile, taken: Mapping[str, dict[Any, Any]], group: str
) -> dict[Any, Any]:
    """New ids by old ones, of the rows this group added."""
    known = set(base.tables[table].index) if table in base.tables else set()
    seen = taken.get(table, {})
    by_name = {one: id_ for id_, one in seen.items()} if table in NAMED else {}
    wanted: dict[Any, Any] = {}
    for id_, one in _told(frame, table).items():
        if id_ in known or (id_ in seen and seen[id_] == one):
            continue
        if one in by_name and one and by_name[one] not in frame.index and by_name[one] not in known:
            wanted[id_] = by_name[one]
        elif id_ in seen:
            wanted[id_] = _free(f"{id_} ({group})", {*seen, *frame.index, *wanted.values()})
    return wanted


def _told(frame: pd.DataFrame, table: str) -> dict[Any, Any]:
    """What each row is to people: its name, or all it says."""
    if table in NAMED and "name" in frame:
        return {
            i: str(name or "").strip().casefold() for i, name in zip(frame.index, frame["name"], strict=True)
        }
    rows = frame.astype(object).where(frame.notna(), None).to_dict("records")
    held = (tuple(sorted((str(k), repr(v)) for k, v in row.items() if v is not None)) for row in rows)
    return dict(zip(frame.index, held, strict=True))


def _renamed(file: MapFile, table: str, wanted: Mapping[Any, Any]) -> MapFile:
    """The map with other ids in a table, there and wherever they are named."""
    if not wanted:
        return file
    tables = dict(file.tables)
    tables[table] = tables[table].rename(index=dict(wanted))
    for name, frame in file.tables.items():
        columns = schema.TABLES[name].columns if name in schema.TABLES else ()
        for one in columns:
            if one.name in frame and one.refers == table:
                held = tables[name][one.name]
                tables[name] = tables[name].assign(
                    **{one.name: held.map(lambda v: wanted.get(v, v)).astype(held.dtype)}
                )
        if _JOINS.get(name) == table:
            tables[name] = tables[name].rename(index=dict(wanted))
    return MapFile(file.meta, tables, file.extra)


_JOINS = {"links": "cards", "transitions": "steps"}
"""Tables whose index names two rows of another."""


def _free(name: str, taken: set[Any]) -> str:
    made, number = name, 2
    while made in taken:
        made, number = f"{name} {number}", number + 1
    return made
