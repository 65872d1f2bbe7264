"""A map file's content as the plain values that versions are made of, and back; and those values as Python's."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from typing import Any

from cjm_widgets.formats.cjm_file import MapFile, dumps, loads
from cjm_widgets.formats.columns import Unread, load
from cjm_widgets.formats.values import Json, Misfit, decode
from cjm_widgets.frames.tables import DTYPES
from cjm_widgets.model import schema
from cjm_widgets.model.errors import CjmWarning
from cjm_widgets.model.versions import Sheet, Whole, raw_of, whole_of

TIMES = ("timedelta64", "datetime64", "timestamp", "period")


def plain(map_file: MapFile) -> Whole:
    """The map as plain values. ``DataError`` for what a file has no form for.

    >>> plain(MapFile({"title": "Meal kit"})).meta
    {'title': 'Meal kit'}
    """
    return whole_of(json.loads(dumps(map_file)))


def framed(whole: Whole, name: str = "this version") -> MapFile:
    """The map of plain values. ``BrokenFile`` where it does not read; references that lead nowhere are kept."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", CjmWarning)
        return loads(json.dumps(raw_of(whole)), name)


def dtype_of(table: str, column: str, sheet: Sheet) -> Json:
    """The dtype a column is read with."""
    spec = sheet.columns.get(column, {})
    return spec.get("dtype", default_dtype(table, spec.get("name", column)))


def default_dtype(table: str, label: Json) -> str:
    """The dtype of a column of which the file says none."""
    known = schema.TABLES.get(table)
    column = known.column(label) if known is not None and isinstance(label, str) else None
    return DTYPES[column.type] if column is not None else "str"


def typed(dtype: Json, value: Json) -> Any:
    """One value of a column as Python has it: a duration as a ``Timedelta``.

    >>> typed("timedelta64[us]", "PT48M"), typed("float64", 1.0)
    (Timedelta('0 days 00:48:00'), 1.0)
    """
    if isinstance(dtype, Mapping):
        return typed(dtype.get("of", "str"), value)
    try:
        if value is not None and isinstance(dtype, str) and dtype.startswith(TIMES):
            return load(dtype, [value]).iloc[0]
        return decode(value)
    except (Unread, Misfit, ValueError):
        return value
