"""Frames in memory as one Arrow table with the number of each row: pandas, polars, Arrow."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from cjm_widgets.frames import keys
from cjm_widgets.model.errors import DataError

ROW = "cjm_row"
"""Our column with the number of the row, where the log has an order of rows."""


def is_frame(events: Any) -> bool:
    """Whether it is a table in memory."""
    return (
        isinstance(events, pd.DataFrame | pa.Table | pa.RecordBatch)
        or type(events).__module__.split(".")[0] == "polars"
    )


def sample(events: Any, rows: int) -> pd.DataFrame:
    """The first rows."""
    if isinstance(events, pd.DataFrame):
        head = events.head(rows)
        return head.set_axis(_unique([str(name) for name in head.columns]), axis=1)
    table = _arrow(events.head(rows) if hasattr(events, "head") else events)
    _unique(table.column_names)
    found: pd.DataFrame = table.slice(0, rows).to_pandas()
    return found


def table(events: Any, names: Sequence[str]) -> pa.Table:
    """The named columns and ``ROW``."""
    if isinstance(events, pd.DataFrame):
        flat = events.set_axis([str(name) for name in events.columns], axis=1)
        made = pa.table({name: _column(flat[name].reset_index(drop=True)) for name in names})
    else:
        made = _arrow(events.select(list(names)))
    made = made.cast(pa.schema([(one.name, _micros(one.type)) for one in made.schema]), safe=False)
    return made.append_column(ROW, pa.array(np.arange(made.num_rows)))


def _micros(kind: pa.DataType) -> pa.DataType:
    """DuckDB has no nanoseconds with a zone."""
    return pa.timestamp("us", kind.tz) if pa.types.is_timestamp(kind) and kind.unit == "ns" else kind


def plain(made: pa.Table) -> pa.Table:
    """The table with all texts, categories too, as strings and whole numbers signed: what Spark reads."""
    kinds = [_simple(one.type) for one in made.schema]
    return made.cast(pa.schema(list(zip(made.column_names, kinds, strict=True))))


def _simple(kind: pa.DataType) -> pa.DataType:
    types = pa.types
    if types.is_dictionary(kind) or types.is_large_string(kind) or types.is_string_view(kind):
        return pa.string()
    return pa.int64() if types.is_unsigned_integer(kind) else kind


def _unique(names: list[str]) -> list[str]:
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise DataError(f"The log has two columns named {twice!r}: rename one.", column=twice)
    return names


def _arrow(events: Any) -> pa.Table:
    if hasattr(events, "collect"):
        events = events.collect()
    if isinstance(events, pa.RecordBatch):
        return pa.Table.from_batches([events])
    return events.to_arrow() if hasattr(events, "to_arrow") else events


def _column(values: pd.Series) -> pa.Array:
    """A column as Arrow holds it: objects as texts or times, whole floats as whole numbers, categories as texts."""
    if values.dtype.kind == "f" and isinstance(values.dtype, np.dtype):
        known = values.dropna()
        if len(known) and bool((known % 1 == 0).all()):
            return pa.Array.from_pandas(values.astype("Int64"))
    if isinstance(values.dtype, pd.CategoricalDtype):
        texts = pa.array([keys.text(one) for one in values.cat.categories], pa.string())
        return pa.DictionaryArray.from_arrays(
            pa.array(values.cat.codes.to_numpy(), mask=values.isna().to_numpy()), texts
        )
    if values.dtype == object:
        with contextlib.suppress(pa.ArrowInvalid, pa.ArrowTypeError):
            return pa.array(values.array, pa.large_string(), from_pandas=True)
        return pa.Array.from_pandas(_objects(values))
    if isinstance(values.dtype, pd.PeriodDtype | pd.IntervalDtype):
        return pa.array([None if pd.isna(one) else str(one) for one in values], pa.string())
    return pa.Array.from_pandas(values)


def _objects(values: pd.Series) -> pd.Series:
    known = values.dropna()
    if len(known) and all(isinstance(one, date) for one in known):
        return pd.to_datetime(values, utc=True, errors="coerce")
    missing = values.isna().to_numpy()
    return pd.Series([None if m else keys.text(v) for v, m in zip(values, missing, strict=True)], dtype="str")
