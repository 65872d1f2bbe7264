"""The index of a table as JSON and back: plain, of several levels, or counted."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjm_widgets.formats.cells import Spec, dumped, loaded
from cjm_widgets.formats.values import Json, decode, encode
from cjm_widgets.model import schema
from cjm_widgets.model.errors import BrokenFile
from cjm_widgets.model.versions.sheets import default_levels as default_levels, level_key as level_key


def dump_index(table: str, index: pd.Index[Any]) -> tuple[list[Spec], list[tuple[str, list[Json]]]]:
    if isinstance(index, pd.RangeIndex):
        named = {} if index.name is None else {"name": encode(index.name)}
        return [named | {"range": [index.start, index.step]}], []
    levels, keyed = [], []
    for number in range(index.nlevels):
        level = index.get_level_values(number)
        dtype, values = dumped(table, level, f"index {number if level.name is None else level.name}", index)
        named = {} if level.name is None else {"name": encode(level.name)}
        levels.append(named | ({} if dtype == "str" else {"dtype": dtype}))
        keyed.append((level_key(levels[-1], number, index.nlevels), values))
    return levels, keyed


def load_index(table: str, levels: Json, rows: list[Spec]) -> pd.Index[Any]:
    if not isinstance(levels, list) or not levels or not all(isinstance(v, dict) for v in levels):
        raise BrokenFile(
            f'table {table}: "index" must list its levels, such as [{{"name": "step"}}], not {levels!r}'
        )
    if "range" in levels[0]:
        start, step = _range(table, levels[0]["range"])
        return pd.RangeIndex(start, start + step * len(rows), step, name=decode(levels[0].get("name")))
    parts, names = [], []
    for number, level in enumerate(levels):
        key = level_key(level, number, len(levels))
        if table in schema.TABLES:
            _demand_ids(table, key, rows)
        values = [row.get(key) for row in rows]
        parts.append(pd.Index(loaded(table, key, level.get("dtype", "str"), values, rows)))
        names.append(decode(level.get("name")))
    if len(parts) > 1:
        return pd.MultiIndex.from_arrays(parts, names=names)
    single: pd.Index[Any] = parts[0].rename(names[0])
    return single


def _range(table: str, given: Json) -> tuple[int, int]:
    if isinstance(given, list) and len(given) == 2 and all(type(v) is int for v in given) and given[1] != 0:
        return given[0], given[1]
    raise BrokenFile(f'table {table}: "range" must be [first, step], such as [0, 1], not {given!r}')


def _demand_ids(table: str, key: str, rows: list[Spec]) -> None:
    for position, row in enumerate(rows):
        if row.get(key) is None:
            raise BrokenFile(
                f'table {table}: row {position + 1} has no "{key}". Give it one that no other row has'
            )
