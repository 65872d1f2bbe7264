"""Values of a frame as a message carries them (docs/protocol.md, Values). Nothing is NaN, nothing is lost silently."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model.edits import whole_characters

from . import keys

CUT = 2_000
"""The longest text sent whole; a longer one is cut and fetched when it is edited."""
SAFE = 2**53 - 1
LARGEST = 10_000
"""Python prints no whole number of many more bits."""


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as JSON objects; missing values are nothing.

    >>> records(pd.DataFrame({"a": [1.5, float("nan")]}))
    [{'a': 1.5}, {'a': None}]
    """
    columns = [values(frame.iloc[:, i]) for i in range(frame.shape[1])]
    return [dict(zip(map(str, frame.columns), row, strict=True)) for row in zip(*columns, strict=True)]


def values(series: pd.Series) -> list[Any]:
    """The values of a column, or of a part of one, in order."""
    return [] if not len(series) else _reader(series.dtype)(series)


def value(one: Any) -> Any:
    """One value of any type."""
    if isinstance(one, str):
        return text(one)
    if isinstance(one, bool | np.bool_):
        return bool(one)
    if isinstance(one, np.datetime64 | np.timedelta64):
        return value(pd.Series([one]).iloc[0])
    if isinstance(one, int | np.integer):
        return whole(int(one))
    if isinstance(one, float | np.floating):
        return real(float(one))
    if one is None or one is pd.NA or one is pd.NaT:
        return None
    if isinstance(one, dt.datetime | dt.date):
        return one.isoformat()
    if isinstance(one, dt.timedelta):
        return one.total_seconds()
    return None if isinstance(one, decimal.Decimal) and one.is_nan() else _whole_thing(one)


def text(one: str) -> Any:
    """A text, cut where it is very long."""
    if len(one) > CUT:
        return {"$": "cut", "v": whole_characters(one[:CUT]), "length": len(one)}
    return one if one.isascii() else whole_characters(one)


def real(one: float) -> Any:
    """A number; infinities have a word, what is not a number is nothing."""
    if math.isfinite(one):
        return one
    return None if math.isnan(one) else {"$": "special", "v": "inf" if one > 0 else "-inf"}


def whole(one: int) -> Any:
    """A whole number; beyond what JSON readers keep exactly it is sent as text."""
    if -SAFE <= one <= SAFE:
        return one
    return {"$": "special", "v": str(one)} if one.bit_length() <= LARGEST else locked(one)


def _whole_thing(one: Any) -> Any:
    if isinstance(one, list | tuple) and all(isinstance(v, str) for v in one):
        return [whole_characters(v) for v in one] if sum(map(len, one)) <= 4 * CUT else locked(one)
    if isinstance(one, np.ndarray) and one.dtype.kind in "OUT" and all(isinstance(v, str) for v in one):
        return locked(", ".join(one))
    return locked(one)


def locked(one: Any) -> dict[str, str]:
    """Something shown but not editable: its text, shortened."""
    shown = keys.shown(one)
    return {"$": "locked", "v": shown if len(shown) <= CUT else shown[: CUT - 1] + "…"}


def _reader(dtype: Any) -> Callable[[pd.Series], list[Any]]:
    if isinstance(dtype, pd.StringDtype):
        return _texts
    kind = getattr(dtype, "kind", "O")
    if isinstance(dtype, pd.CategoricalDtype):
        return _choices
    if kind == "O":
        return _objects
    readers = {"f": _floats, "i": _integers, "u": _integers, "b": _bools, "m": _durations, "M": _times}
    return readers.get(kind, _objects)


def _texts(series: pd.Series) -> list[Any]:
    return [text(v) if isinstance(v, str) else None for v in series.tolist()]


def _objects(series: pd.Series) -> list[Any]:
    return [value(v) for v in series.tolist()]


def _choices(series: pd.Series) -> list[Any]:
    """Choices travel as the texts of the lane's options, whatever they are in the frame."""
    told = [choice(c) for c in series.cat.categories]
    return [told[code] if code >= 0 else None for code in series.cat.codes.tolist()]


def choice(one: Any) -> Any:
    """One choice of a categorical column."""
    return value(one) if isinstance(one, str | int | float) else keys.text(one)


def _floats(series: pd.Series) -> list[Any]:
    return [None if v is pd.NA else real(v) for v in series.tolist()]


def _integers(series: pd.Series) -> list[Any]:
    return [None if v is pd.NA else whole(int(v)) for v in series.tolist()]


def _bools(series: pd.Series) -> list[Any]:
    return [None if v is pd.NA else bool(v) for v in series.tolist()]


def _durations(series: pd.Series) -> list[Any]:
    return [None if v is pd.NaT or v is pd.NA else v.total_seconds() for v in series]


def _times(series: pd.Series) -> list[Any]:
    return [None if v is pd.NaT or v is pd.NA else v.isoformat() for v in series]
