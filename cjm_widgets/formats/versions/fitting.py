"""Dtypes of merged columns: the one asked for where every value fits, else the narrowest that loses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cjm_widgets.formats.columns import Unread, dump, load, unlisted
from cjm_widgets.formats.values import Json, Misfit
from cjm_widgets.formats.versions.plain import default_dtype
from cjm_widgets.model.versions import Sheet, Whole
from cjm_widgets.model.versions.judge import loosely
from cjm_widgets.model.versions.sheets import Spec, counted, default_levels, level_key

_INTEGERS = ("int", "uint", "Int", "UInt")


def fitted(whole: Whole) -> Whole:
    """The map with each column in a dtype that holds its values."""
    tables = {name: _sheet(name, sheet) for name, sheet in whole.tables.items()}
    return Whole(whole.meta, tables, whole.extra, whole.odd)


def fit(dtype: Json, values: list[Json]) -> tuple[Json, list[Json]]:
    """A dtype that holds the values, and the values in the form it reads.

    >>> fit("int64", [1, 2.0]), fit("int64", [1, None]), fit("bool", [True, "often"])
    (('int64', [1, 2]), ('Int64', [1, None]), ('object', [True, 'often']))
    """
    for wanted in _wider(dtype, values):
        formed = _formed(wanted, values)
        if _holds(wanted, formed):
            return wanted, formed
    return "object", values


def _wider(dtype: Json, values: list[Json]) -> Iterator[Json]:
    if isinstance(dtype, Mapping):
        yield {**dtype, "categories": [*dtype["categories"], *unlisted(dtype, values)]}
        yield dtype.get("of", "str")
        return
    yield dtype
    if dtype == "bool":
        yield "boolean"
    if isinstance(dtype, str) and dtype.startswith(("int", "uint")):
        yield dtype.replace("uint", "UInt").replace("int", "Int")
    if isinstance(dtype, str) and dtype.startswith((*_INTEGERS, "bool", "float", "Float")):
        yield from ("Int64", "float64") if dtype.startswith(_INTEGERS) else ("float64",)


def _formed(dtype: Json, values: list[Json]) -> list[Json]:
    if not isinstance(dtype, str) or not dtype.startswith(_INTEGERS):
        return values
    return [int(v) if isinstance(v, float) and v.is_integer() else v for v in values]


def _holds(dtype: Json, values: list[Json]) -> bool:
    number = isinstance(dtype, str) and dtype.startswith((*_INTEGERS, "float", "Float"))
    if number and any(isinstance(v, bool) for v in values):
        return False
    try:
        back = dump(load(dtype, values))[1]
    except (Unread, Misfit, ValueError, TypeError, OverflowError):
        return False
    return all(map(loosely, back, values))


def _sheet(name: str, sheet: Sheet) -> Sheet:
    rows: dict[str, dict[str, Json]] = {id_: dict(sheet.rows[id_]) for id_ in sheet.order}
    columns = {}
    for key, spec in sheet.columns.items():
        usual = default_dtype(name, spec["name"])
        dtype = _settle(spec.get("dtype", usual), key, rows)
        columns[key] = {k: v for k, v in spec.items() if k != "dtype"}
        columns[key] |= {} if dtype == usual else {"dtype": dtype}
    return Sheet(_head(name, sheet.head, rows), columns, sheet.order, rows)


def _head(name: str, head: Mapping[str, Json], rows: dict[str, dict[str, Json]]) -> dict[str, Json]:
    if counted(head) is not None:
        return dict(head)
    usual = default_levels(name)
    levels: list[Spec] = head.get("index", usual)
    made: list[dict[str, Any]] = []
    for number, level in enumerate(levels):
        dtype = _settle(level.get("dtype", "str"), level_key(level, number, len(levels)), rows)
        bare = {k: v for k, v in level.items() if k != "dtype"}
        made.append(bare if dtype == "str" else bare | {"dtype": dtype})
    return dict(head) | ({"index": made} if "index" in head or made != usual else {})


def _settle(dtype: Json, key: str, rows: dict[str, dict[str, Json]]) -> Json:
    """The dtype for one key of the records, which are brought into the form it reads."""
    wanted, values = fit(dtype, [row.get(key) for row in rows.values()])
    for row, value in zip(rows.values(), values, strict=True):
        if value is not None:
            row[key] = value
    return wanted
