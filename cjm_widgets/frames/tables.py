"""The tables of a map as DataFrames: empty ones, completed ones, and checks of their ids.

It knows the schema and pandas, and nothing of binding, files or widgets. No function changes its argument.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from pandas.api import types as kinds

from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

DTYPES: dict[str, str] = {
    schema.TEXT: "str",
    schema.NUMBER: "float64",
    schema.INTEGER: "Int64",
    schema.BOOL: "boolean",
    schema.DURATION: "timedelta64[us]",
    schema.DATE: "datetime64[us]",
    schema.TEXTS: "object",
    schema.REF: "str",
    schema.ENUM: "str",
}
"""The dtype a column of each type has in a new table. No categoricals: people add values of their own."""

REQUIRED: dict[str, tuple[str, ...]] = {
    "stages": ("name",),
    "steps": ("stage", "name"),
    "lanes": ("name", "kind"),
    "cards": ("step", "lane", "text"),
}
"""The columns the package cannot do without; all others may be absent."""


def empty(table_name: str) -> pd.DataFrame:
    """A table without rows: its index name, its columns and their dtypes.

    Raises DataError where there is no such table.

    >>> empty("cards").columns[:3].tolist(), empty("cards").index.name
    (['step', 'lane', 'text'], 'card')
    """
    table = _table(table_name)
    data = {c.name: pd.Series([], dtype=DTYPES[c.type]) for c in table.columns}
    frame = pd.DataFrame(data)
    frame.index = _empty_index(table.index)
    return frame


def complete(table_name: str, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with the columns the package must have, and known columns in their own dtype where nothing is lost.

    Column order, unknown columns, their dtypes and ``attrs`` stay. A value that does not fit its column's
    dtype leaves the column as it is. Links and transitions that have their two ends as columns are indexed by them.
    Raises DataError where there is no such table, or where a link has no ends.

    >>> complete("steps", pd.DataFrame({"emotion": [1, 2]})).dtypes.astype(str).to_dict()
    {'emotion': 'float64', 'stage': 'str', 'name': 'str'}
    """
    table = _table(table_name)
    frame = _by_ends(table, frame)
    done = frame.copy(deep=False)
    done.attrs = dict(frame.attrs)
    if done.index.nlevels == len(table.index) and all(n is None for n in done.index.names):
        done.index = done.index.set_names(list(table.index))
    for position, label in enumerate(frame.columns):
        column = table.column(str(label))
        if column is not None and list(frame.columns).count(label) == 1:
            done[label] = _fit(frame.iloc[:, position], column.type)
    for name in REQUIRED.get(table_name, ()):
        if name not in done.columns:
            done[name] = pd.Series([None] * len(done), index=done.index, dtype="str")
    return done


def check_ids(table_name: str, frame: pd.DataFrame) -> None:
    """Nothing where every row has an id of its own; otherwise DataError that names the table and the rows.

    Two ids that are one text (1 and "1") count as the same: in a map, ids are texts.

    >>> check_ids("cards", pd.DataFrame({"text": ["a", "b"]}, index=["x", "x"]))
    Traceback (most recent call last):
        ...
    cjm_widgets.model.errors.DataError: Table cards has the id 'x' twice (rows 0 and 1, counting from 0). Ids must be \
unique: rename one, or m.cards = m.cards[~m.cards.index.duplicated()].
    """
    table = _table(table_name)
    index = (frame := _by_ends(table, frame)).index
    missing = _first_missing(index)
    if missing is not None and len(table.index) > 1:
        raise DataError(
            f"Table {table_name} has no {' or '.join(table.index)} in row {missing} (counting from 0). Every row needs both: "
            f"the ids of what it goes from and to.",
            table=table_name,
        )
    if missing is not None:
        raise DataError(
            f"Table {table_name} has no id in row {missing} (counting from 0). Every row needs one: "
            f"give it a short text in the index, or m.{table_name} = m.{table_name}[m.{table_name}.index.notna()].",
            table=table_name,
        )
    same = _first_same(index)
    if same is not None:
        raise DataError(_said_twice(table_name, frame, *same), table=table_name, row=str(index[same[1]]))


def _table(name: str) -> schema.Table:
    try:
        return schema.TABLES[name]
    except KeyError:
        allowed = ", ".join(schema.TABLES)
        raise DataError(f"There is no table {name!r}. A map has: {allowed}.", table=name) from None


def _by_ends(table: schema.Table, frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its ends as index, where a table has two and the frame has them as columns.

    Numbers that only count the rows are let go; other labels are kept as a column.
    """
    if len(table.index) == 1 or frame.index.nlevels == len(table.index):
        turned = sorted(table.index) == sorted(map(str, frame.index.names)) and len(table.index) > 1
        return (
            frame.reorder_levels(list(table.index))
            if turned and frame.index.names[0] != table.index[0]
            else frame
        )
    missing = [end for end in table.index if list(frame.columns).count(end) != 1]
    if missing and len(frame):
        raise DataError(
            f"Table {table.name} needs the columns {' and '.join(table.index)}, or an index of these two levels; "
            f"{' and '.join(missing)} is not there once. The columns are: {', '.join(map(repr, frame.columns))}.",
            table=table.name,
        )
    if missing:
        return frame.set_axis(_empty_index(table.index))
    counts = frame.index.nlevels == 1 and kinds.is_integer_dtype(frame.index.dtype)
    return (frame if counts else frame.reset_index()).set_index(list(table.index))


def _empty_index(names: tuple[str, ...]) -> pd.Index[Any]:
    if len(names) == 1:
        return pd.Index([], dtype="str", name=names[0])
    return pd.MultiIndex.from_arrays([pd.Index([], dtype="str")] * len(names), names=list(names))


def _first_missing(index: pd.Index[Any]) -> int | None:
    if index.nlevels > 1:
        return next((i for i, key in enumerate(index) if any(pd.isna(k) or k == "" for k in key)), None)
    if not index.hasnans and not (index == "").any():
        return None
    return next(i for i, key in enumerate(index) if pd.isna(key) or key == "")


def _first_same(index: pd.Index[Any]) -> tuple[int, int] | None:
    if index.is_unique and index.nlevels == 1 and not kinds.is_object_dtype(index.dtype):
        return None
    seen: dict[str, int] = {}
    for position, key in enumerate(index):
        first = seen.setdefault(str(key), position)
        if first != position:
            return first, position
    return None


def _said_twice(table: str, frame: pd.DataFrame, first: int, second: int) -> str:
    label, other = frame.index[first], frame.index[second]
    if len(_table(table).index) > 1:
        return (
            f"Table {table} has two rows from {label[0]!r} to {label[1]!r} (rows {first} and {second}, counting from "
            f"0). There is one in each direction: put what both say into one, or keep the first with "
            f"frame.drop_duplicates(['source', 'target'])."
        )
    rows = f"rows {first} and {second}, counting from 0"
    if label != other:
        return (
            f"Table {table} has the ids {label!r} and {other!r} ({rows}), which are one text. Ids must be unique: "
            f"rename one."
        )
    return (
        f"Table {table} has the id {label!r} twice ({rows}). Ids must be unique: rename one, "
        f"or m.{table} = m.{table}[~m.{table}.index.duplicated()]."
    )


def _fit(column: pd.Series[Any], kind: str) -> pd.Series[Any]:
    """The column in the dtype of its type, or as it is where a value would change."""
    dtype: Any = DTYPES[kind]
    loose = kinds.is_object_dtype(column.dtype)
    if str(column.dtype) == dtype or isinstance(column.dtype, pd.CategoricalDtype) or dtype == "object":
        return column
    held = column[column.notna()]
    if held.empty:
        blank = loose or kinds.is_float_dtype(column.dtype)
        return pd.Series([None] * len(column), index=column.index, dtype=dtype) if blank else column
    if kind in (schema.DURATION, schema.DATE):
        times = column.infer_objects() if loose else column
        return times if times.dtype.kind == ("m" if kind == schema.DURATION else "M") else column
    return column.astype(dtype) if _FITS[dtype](held) else column


def _all_of(*types: type) -> Callable[[pd.Series[Any]], bool]:
    return lambda held: kinds.is_object_dtype(held.dtype) and all(type(v) in types for v in held)


def _number_fits(held: pd.Series[Any]) -> bool:
    if kinds.is_object_dtype(held.dtype):
        return all(type(v) in (int, float) and (type(v) is float or abs(v) <= 2**53) for v in held)
    return kinds.is_integer_dtype(held.dtype) and bool((held.abs() <= 2**53).all())


def _integer_fits(held: pd.Series[Any]) -> bool:
    if kinds.is_object_dtype(held.dtype):
        return all(type(v) is int and abs(v) < 2**63 for v in held)
    if kinds.is_unsigned_integer_dtype(held.dtype):
        return bool((held < 2**63).all())
    if kinds.is_float_dtype(held.dtype):
        return bool(((held % 1 == 0) & (held.abs() <= 2**53)).all())
    return kinds.is_integer_dtype(held.dtype)


def _bool_fits(held: pd.Series[Any]) -> bool:
    return held.dtype == "bool" or _all_of(bool)(held)


_FITS: dict[str, Callable[[pd.Series[Any]], bool]] = {
    "str": _all_of(str),
    "float64": _number_fits,
    "Int64": _integer_fits,
    "boolean": _bool_fits,
}
