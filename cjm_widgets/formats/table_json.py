"""One table as JSON and back: index, columns with their dtypes, one record per row. Knows no file."""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd

from cjm_widgets.formats.cells import Spec, dumped, loaded
from cjm_widgets.formats.columns import load
from cjm_widgets.formats.index_json import default_levels, dump_index, level_key, load_index
from cjm_widgets.formats.values import Json, Misfit, decode, encode
from cjm_widgets.frames.tables import DTYPES
from cjm_widgets.model import schema
from cjm_widgets.model.errors import BrokenFile, CjmWarning, DataError

KNOWN = ("index", "columns", "column_names", "attrs", "rows")
KNOWN_OF_COLUMN = ("name", "key", "dtype")


def dump_table(name: str, frame: pd.DataFrame, extra: Spec | None = None) -> Spec:
    """A table as ``index``, ``columns`` and ``rows``; ``extra`` is what ``load_table`` could not read, written back.

    A row leaves out what it has no value for. Raises DataError for a value or dtype a file has no form for.
    """
    extra = extra or {}
    levels, keyed = dump_index(name, frame.index)
    columns, cells = _dump_columns(name, frame, [k for k, _ in keyed], extra.get("columns", {}))
    keys = [k for k, _ in keyed] + [k for k, _ in cells]
    lists = [v for _, v in keyed] + [v for _, v in cells]
    every = zip(*lists, strict=True) if lists else ([] for _ in range(len(frame)))
    rows = [{k: v for k, v in zip(keys, row, strict=True) if v is not None} for row in every]
    made: Spec = {} if levels == default_levels(name) else {"index": levels}
    made["columns"] = columns
    if any(n is not None for n in frame.columns.names):
        made["column_names"] = [encode(n) for n in frame.columns.names]
    if frame.attrs:
        made["attrs"] = _dump_attrs(name, frame.attrs)
    return made | {k: v for k, v in extra.items() if k != "columns"} | {"rows": rows}


def load_table(name: str, raw: Spec, newer: bool = False) -> tuple[pd.DataFrame, Spec]:
    """The frame of a table, and what of it is not known here.

    Raises BrokenFile where it does not read; ``newer`` keeps a dtype that is not known instead of refusing it.
    """
    rows, levels = _rows(name, raw), raw.get("index", default_levels(name))
    specs = _specs(name, raw, rows, levels)
    index = load_index(name, levels, rows)
    series, labels, kept = [], [], {}
    for spec in specs:
        column, unknown = _load_column(name, spec, rows, newer)
        series.append(column)
        labels.append(_label(spec))
        if unknown:
            kept[spec["key"]] = unknown
    frame = pd.DataFrame(dict(enumerate(series)), index=pd.RangeIndex(len(rows)))
    frame.index = index
    frame.columns = _column_axis(labels, raw.get("column_names"))
    frame.attrs = {k: decode(v) for k, v in _object(name, "attrs", raw.get("attrs", {})).items()}
    extra: Spec = {k: v for k, v in raw.items() if k not in KNOWN}
    return frame, extra | ({"columns": kept} if kept else {})


def _default_dtype(table: str, label: Json) -> str:
    known = schema.TABLES.get(table)
    column = known.column(label) if known and isinstance(label, str) else None
    return DTYPES[column.type] if column else "str"


# --- columns ---------------------------------------------------------------------------------------------------


def _dump_columns(
    table: str, frame: pd.DataFrame, taken: list[str], extra: Spec
) -> tuple[list[Json], list[tuple[str, list[Json]]]]:
    specs: list[Json] = []
    cells: list[tuple[str, list[Json]]] = []
    used = set(taken)
    for position, label in enumerate(frame.columns):
        key = _free_key(label, used)
        used.add(key)
        column = frame.iloc[:, position]
        dtype, values = dumped(table, column, str(label), frame.index)
        spec = _labelled(label, key)
        spec |= {} if dtype == _default_dtype(table, label) else {"dtype": dtype}
        kept = extra.get(key, {})
        if dtype != "object":
            kept = {k: v for k, v in kept.items() if k != "dtype"}
        spec |= kept
        specs.append(spec["name"] if len(spec) == 1 else spec)
        cells.append((key, values))
    return specs, cells


def _labelled(label: Any, key: str) -> Spec:
    if label == key:
        return {"name": key}
    try:
        return {"name": encode(label), "key": key}
    except Misfit as error:
        raise DataError(f"the name of column {label!r} is {error.args[0]}. Rename it to a text") from error


def _free_key(label: Any, used: set[str]) -> str:
    wish = label if isinstance(label, str) else _plain(label)
    key, number = wish, 2
    while key in used:
        key, number = f"{wish} ({number})", number + 1
    return key


def _plain(label: Any) -> str:
    return " / ".join(map(str, label)) if isinstance(label, tuple) else str(label)


def _specs(table: str, raw: Spec, rows: list[Spec], levels: Json) -> list[Spec]:
    """The declared columns, then those that rows name though nobody declared them: a person added them by hand."""
    declared = raw.get("columns", [])
    if not isinstance(declared, list):
        raise BrokenFile(f'table {table}: "columns" must be a list of names, not {declared!r}')
    specs = [_spec(table, given) for given in declared]
    listed = levels if isinstance(levels, list) else []
    ranged = bool(listed) and isinstance(listed[0], dict) and "range" in listed[0]
    ids = (
        [] if ranged else [level_key(v, i, len(listed)) for i, v in enumerate(listed) if isinstance(v, dict)]
    )
    known = {spec["key"] for spec in specs} | set(ids)
    if len(known) < len(specs) + len(ids):
        raise BrokenFile(f'table {table}: two columns have one key. Give one of them another "key"')
    for row in rows:
        for key in row:
            if key not in known:
                known.add(key)
                specs.append({"name": key, "key": key, "dtype": None})
    return specs


def _spec(table: str, given: Json) -> Spec:
    if isinstance(given, str):
        return {"name": given, "key": given}
    if isinstance(given, dict) and "name" in given:
        name = given["name"]
        key = given.get("key", name)
        if isinstance(key, str):
            return given | {"key": key}
    raise BrokenFile(f'table {table}: a column must be a name or have a "name" (and a "key"), not {given!r}')


def _label(spec: Spec) -> Any:
    label = decode(spec["name"])
    return tuple(label) if isinstance(label, list) else label


def _column_axis(labels: list[Any], names: Json) -> pd.Index[Any]:
    axis = [decode(n) for n in names] if isinstance(names, list) else None
    if labels and all(isinstance(v, tuple) for v in labels):
        return pd.MultiIndex.from_tuples(labels, names=axis)
    made: pd.Index[Any] = pd.Index(labels, tupleize_cols=False)
    return made.rename(axis[0]) if axis else made


def _load_column(table: str, spec: Spec, rows: list[Spec], newer: bool) -> tuple[pd.Series[Any], Spec]:
    key = spec["key"]
    values = [row.get(key) for row in rows]
    unknown = {k: v for k, v in spec.items() if k not in KNOWN_OF_COLUMN}
    dtype = spec.get("dtype", _default_dtype(table, spec["name"]))
    if dtype is None:
        return _guessed(table, spec, values, rows), unknown
    try:
        return loaded(table, key, dtype, values, rows), unknown
    except Misfit as error:
        if newer:
            return load("object", values), unknown | {"dtype": dtype}
        raise BrokenFile(f"table {table}, column {key}: {error.args[0]}") from error


def _guessed(table: str, spec: Spec, values: list[Json], rows: list[Spec]) -> pd.Series[Any]:
    try:
        return loaded(table, spec["key"], _default_dtype(table, spec["name"]), values, rows)
    except BrokenFile:
        return load("object", values).infer_objects()


# --- shared ----------------------------------------------------------------------------------------------------


def _rows(table: str, raw: Spec) -> list[Spec]:
    rows = raw.get("rows", [])
    if not isinstance(rows, list):
        raise BrokenFile(f'table {table}: "rows" must be a list of records, not {type(rows).__name__}')
    for position, row in enumerate(rows):
        if not isinstance(row, dict):
            said = f"table {table}: row {position + 1} must be a record such as {{}}, not {str(row)[:60]!r}"
            raise BrokenFile(said.replace("{}", '{"id": "pay"}'))
    return rows


def _object(table: str, what: str, given: Json) -> Spec:
    if not isinstance(given, dict):
        raise BrokenFile(f'table {table}: "{what}" must be an object, not {given!r}')
    return given


def _dump_attrs(table: str, attrs: dict[Any, Any]) -> Spec:
    kept: Spec = {}
    for name, value in attrs.items():
        try:
            kept[str(name)] = encode(value)
        except Misfit as error:
            text = f"Table {table}: attrs[{name!r}] is {error.args[0]}; it is left out of the file."
            warnings.warn(text, CjmWarning, stacklevel=2)
    return kept
