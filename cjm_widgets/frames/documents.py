"""The tables of a map as a ``Document`` of plain values, for everything in model/ that reads a whole map.

It knows the schema and pandas. No frame is changed or kept.
"""

from __future__ import annotations

import datetime as dt
import decimal
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model import schema
from cjm_widgets.model.document import Document, Row, Rows

from . import keys

Ids = Mapping[str, Sequence[str]]


def to_document(
    tables: Mapping[str, pd.DataFrame],
    meta: Mapping[str, Any] | None = None,
    *,
    only: Collection[str] | None = None,
    ids: Ids | None = None,
) -> Document:
    """A map as a document: None for what is missing, durations as seconds, dates as ISO text, lists, row ids as text.

    ``only`` names the tables to read; without it those of the schema and the user's own. ``ids`` gives the ids of a
    table's rows where they differ from its labels. Where two labels are one text, the later id gets a number.

    >>> steps = pd.DataFrame({"name": ["Pay"], "wait": [pd.Timedelta("2 min")]}, index=["pay"])
    >>> to_document({"steps": steps}).row("steps", "pay")
    {'name': 'Pay', 'wait': 120.0}
    """
    wanted = [name for name in tables if only is None or name in only]
    read = {name: _rows(name, tables[name], (ids or {}).get(name)) for name in wanted}
    return Document(read, {name: plain(value) for name, value in (meta or {}).items()})


def plain(value: Any) -> Any:
    """One value as a document holds it: None, a bool, a number, a text, or a list or dict of those.

    >>> plain(pd.NaT), plain(pd.Timestamp("2026-03-01")), plain(np.int64(3)), plain(("a", "b"))
    (None, '2026-03-01', 3, ['a', 'b'])
    """
    if value is None or value is pd.NaT or value is pd.NA:
        return None
    reader = _READERS.get(type(value)) or _reader(value)
    return reader(value)


def _rows(name: str, frame: pd.DataFrame, ids: Sequence[str] | None) -> Rows:
    order = list(ids) if ids is not None else keys.Keys(frame.index, keys.Names()).ids()
    out: list[dict[str, Any]] = [{} for _ in order]
    table = schema.TABLES.get(name)
    for column, values in (*_ends(table, frame), *_columns(table, frame)):
        for row, value in zip(out, values, strict=True):
            if value is not None:
                row[column] = value
    made: dict[str, Row] = dict(zip(order, out, strict=True))
    return Rows(tuple(order), made)


def _ends(table: schema.Table | None, frame: pd.DataFrame) -> Iterator[tuple[str, list[Any]]]:
    """The levels of an index that is more than an id: the two ends of an arrow."""
    if frame.index.nlevels == 1:
        return
    known = table.index if table is not None and len(table.index) == frame.index.nlevels else ()
    for level, label in enumerate(frame.index.names):
        name = known[level] if known else keys.text(label) or f"level {level + 1}"
        yield name, [keys.text(v) or None for v in frame.index.get_level_values(level)]


def _columns(table: schema.Table | None, frame: pd.DataFrame) -> Iterator[tuple[str, list[Any]]]:
    for at, name in enumerate(keys.columns(frame)):
        known = table.column(name) if table is not None else None
        read = _label if known is not None and known.type == schema.REF else plain
        yield name, _values(frame.iloc[:, at], read)


def _values(series: pd.Series[Any], read: Callable[[Any], Any]) -> list[Any]:
    if isinstance(series.dtype, pd.StringDtype):
        return [v if isinstance(v, str) else None for v in series.tolist()]
    return [read(v) for v in series.tolist()]


def _label(value: Any) -> str | None:
    """What refers to a row, as that row's id: a whole number that pandas made a float is a whole number again."""
    one = plain(value)
    if isinstance(one, float) and one.is_integer():
        one = int(one)
    return None if one is None else keys.text(one)


def _reader(value: Any) -> Callable[[Any], Any]:
    return next((read for kind, read in _KINDS if isinstance(value, kind)), keys.shown)


def _float(value: Any) -> float | None:
    return None if value != value else float(value)


def _moment(value: Any) -> str:
    """A time as ISO text; midnight without a zone is a day."""
    said = str(value.isoformat())
    return said.removesuffix("T00:00:00")


def _decimal(value: decimal.Decimal) -> float | None:
    return None if value.is_nan() else float(value)


def _list(value: Any) -> list[Any]:
    return [plain(v) for v in value]


def _dict(value: Any) -> dict[str, Any]:
    return {keys.text(k): plain(v) for k, v in value.items()}


_READERS: dict[type, Callable[[Any], Any]] = {
    str: lambda v: v,
    bool: lambda v: v,
    int: lambda v: v,
    float: _float,
    list: _list,
    tuple: _list,
    dict: _dict,
    np.bool_: bool,
    np.ndarray: _list,
    decimal.Decimal: _decimal,
    pd.Timestamp: _moment,
    pd.Timedelta: lambda v: v.total_seconds(),
    np.datetime64: lambda v: plain(pd.Timestamp(v)),
    np.timedelta64: lambda v: plain(pd.Timedelta(v)),
}
_KINDS: tuple[tuple[Any, Callable[[Any], Any]], ...] = (
    (str, str),
    (np.integer, int),
    (np.floating, _float),
    (dt.datetime | dt.date, _moment),
    (dt.timedelta, lambda v: v.total_seconds()),
    (set | frozenset, lambda v: sorted(_list(v), key=str)),
)
