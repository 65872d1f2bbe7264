"""Columns of a table as arrays to count with, whatever a user put into them: odd values count as nothing.

It knows numpy and pandas only; nothing changes its argument.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np
import pandas as pd

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


def column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    """The (first) column of that name, rows numbered from 0; blank where there is none.

    >>> column(pd.DataFrame({"a": [1]}, index=["x"]), "b").tolist()
    [None]
    """
    if name not in frame.columns:
        return pd.Series([None] * len(frame), dtype="object")
    return frame.iloc[:, int(np.argmax(frame.columns == name))].reset_index(drop=True)


def factorized(held: pd.Series[Any]) -> tuple[Ints, pd.Index[Any]]:
    """Each value as a number, and the values; -1 for nothing. What cannot be compared counts as its text."""
    try:
        codes, names = pd.factorize(held)
    except TypeError:
        codes, names = pd.factorize(held.map(lambda v: v if v is None else str(v)).astype("object"))
    return codes.astype("int64"), pd.Index(names)


def texts(values: Any) -> pd.Series[Any]:
    """Ids as texts, a whole number without its ``.0``; nothing stays nothing, and so does a blank text.

    >>> texts([3.0, "a", None, ""]).tolist()
    ['3', 'a', nan, nan]
    """
    codes, names = factorized(pd.Series(values).reset_index(drop=True))
    said = pd.Series([*(as_text(name) for name in names), None], dtype="str")
    return said.take(np.where(codes < 0, len(names), codes)).reset_index(drop=True)


def as_text(value: Any) -> str | None:
    """One id as a text.

    >>> as_text(3.0), as_text("")
    ('3', None)
    """
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value) or None


def as_number(value: Any) -> float:
    """One value as a number, missing where it is none.

    >>> as_number("3"), as_number("many"), as_number(10**400)
    (3.0, nan, nan)
    """
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        return np.nan


def amounts(held: pd.Series[Any]) -> Floats:
    """How many each row stands for: 1 where nothing, or no number, is said; none below 0.

    >>> amounts(pd.Series([3, None, "many", -2], dtype="object")).tolist()
    [3.0, 1.0, 1.0, 0.0]
    """
    if not pd.api.types.is_numeric_dtype(held.dtype):
        codes, names = factorized(held)
        held = pd.Series([*map(as_number, names), np.nan], dtype="float64").take(codes)
    numbers = held.astype("Float64").fillna(1.0).to_numpy(dtype="float64", na_value=1.0)
    return np.clip(numbers, 0.0, 1e12)


def moments(held: pd.Series[Any]) -> Ints:
    """Dates in microseconds since 1970, the least number where there is none.

    >>> moments(pd.Series(["1970-01-02", "soon"])).tolist() == [86_400_000_000, np.iinfo("int64").min]
    True
    """
    dates = held
    if held.dtype.kind != "M" and not isinstance(held.dtype, pd.DatetimeTZDtype):
        codes, names = factorized(held)
        said = [_scalar(name) if isinstance(name, str) or hasattr(name, "year") else None for name in names]
        read = pd.to_datetime(
            pd.Series([*said, None], dtype="object"), errors="coerce", utc=True, format="mixed"
        )
        dates = read.take(codes)
    if isinstance(dates.dtype, pd.DatetimeTZDtype):
        dates = dates.dt.tz_localize(None)
    return dates.to_numpy(dtype="datetime64[us]").view("int64").astype("int64")


def _scalar(value: Any) -> Any:
    return value if pd.api.types.is_scalar(value) and not isinstance(value, bytes) else None


def words(held: pd.Series[Any]) -> pd.Series[Any]:
    """Texts without the blanks around them; a blank one is nothing, and so is what is no text.

    >>> words(pd.Series([" Shop ", "", 3])).tolist()
    ['Shop', nan, nan]
    """
    said = [v.strip() or None if isinstance(v, str) else None for v in held.tolist()]
    return pd.Series(said, index=held.index, dtype="str")


def times(held: pd.Series[Any]) -> pd.Series[Any]:
    """Durations, a plain number as seconds; nothing where there is none, or one below zero.

    >>> times(pd.Series([60, "soon", pd.Timedelta("2min"), -1], dtype="object")).dt.total_seconds().tolist()
    [60.0, nan, 120.0, nan]
    """
    if held.dtype.kind != "m":
        held = pd.Series([_time(v) for v in held.tolist()], index=held.index, dtype="timedelta64[us]")
    return held.where(held >= pd.Timedelta(0))


def flags(held: pd.Series[Any]) -> pd.Series[Any]:
    """What is said to be so; anything else is not."""
    return pd.Series([v is True or v is np.True_ for v in held.tolist()], index=held.index, dtype="bool")


def ends(arrows: pd.DataFrame) -> pd.DataFrame:
    """The two ends of each link or move as texts: levels of the index, or columns; nothing where they are not said.

    >>> ends(pd.DataFrame({"source": ["a"], "target": ["b"]})).values.tolist()
    [['a', 'b']]
    """
    index = arrows.index
    levels = index.nlevels == 2 and "source" not in arrows.columns
    told = (
        (index.get_level_values(0), index.get_level_values(1))
        if levels
        else (column(arrows, "source"), column(arrows, "target"))
    )
    return pd.DataFrame({"source": texts(told[0]), "target": texts(told[1])})


def _time(value: Any) -> Any:
    if isinstance(value, bool | str) or value is None:
        return None
    try:
        whole = isinstance(value, dt.timedelta | np.timedelta64)
        return pd.Timedelta(value) if whole else pd.Timedelta(seconds=float(value))
    except (TypeError, ValueError, OverflowError):
        return None
