"""Columns of a map read as numbers. What is no number is refused with its row: it never becomes a zero on the way."""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.frames.coerce import FALSE, TRUE
from cjm_widgets.model.errors import DataError

from .chain import Floats

HUGE = 1e15
"""No figure of a journey is larger."""


def numbers(
    frame: pd.DataFrame, table: str, column: str, missing: float = np.nan, *, least: float = -HUGE, most: float = HUGE
) -> Floats:  # fmt: skip
    """A column as floats, durations in seconds; ``missing`` where nothing is said, also where the column is not there.

    ``DataError`` names the row whose value is no number from ``least`` to ``most``.

    >>> numbers(pd.DataFrame({"cost": [1, None], "time": pd.to_timedelta([60, 90], "s")}), "steps", "cost", 0.0).tolist()
    [1.0, 0.0]
    """
    if column not in frame.columns:
        return np.full(len(frame), missing)
    labels = list(frame.index)
    values = frame[column]
    if values.dtype.kind == "m":
        values = values.dt.total_seconds()
    found = [
        number(one, (table, label, column), least, most)
        for one, label in zip(values.tolist(), labels, strict=True)
    ]
    out = np.array(found, dtype=np.float64)
    return np.where(np.isnan(out), missing, out)


def number(value: Any, where: tuple[str, Any, str], least: float = -HUGE, most: float = HUGE) -> float:
    """One value as a float, NaN where it is missing; ``where`` is the table, the row and the column it stands in."""
    if isinstance(value, dt.timedelta):
        value = value.total_seconds()
    try:
        if value is None or value is pd.NA or value is pd.NaT or value == "":
            return np.nan
        found = float(value)
    except (TypeError, ValueError):
        raise _no_number(value, where, least, most) from None
    if found < least or found > most:
        raise _no_number(value, where, least, most)
    return found


def flags(frame: pd.DataFrame, table: str, column: str) -> list[bool]:
    """A column as yes and no, missing as no; ``DataError`` names the row that says neither."""
    out = []
    for label, one in zip(frame.index, frame[column].tolist(), strict=True):
        told = "" if pd.isna(one) else str(one).strip().lower()
        if told not in TRUE | FALSE | {"", "1.0", "0.0"}:
            raise DataError(
                f"The {column} of {keys.text(label)!r} in {table} is {one!r}: True or False is allowed.",
                table,
                keys.text(label),
                column,
            )
        out.append(told in TRUE or told == "1.0")
    return out


def _no_number(value: Any, where: tuple[str, Any, str], least: float, most: float) -> DataError:
    table, label, column = where
    row = " to ".join(map(keys.text, label)) if isinstance(label, tuple) else keys.text(label)
    allowed = f"a number from {least:g} to {most:g}"
    return DataError(
        f"The {column} of {row!r} in {table} is {value!r}: {allowed} is allowed, or nothing. "
        f"m.{table}.loc[{label!r}, {column!r}] = …",
        table,
        row,
        column,
    )
