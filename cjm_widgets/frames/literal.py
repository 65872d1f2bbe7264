"""Values as Python source that makes them anew, with pandas at hand as ``pd``."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd


def literal(value: Any) -> str:
    """A value as Python source; ``ValueError`` for what has no short form.

    >>> literal(["a", pd.Timestamp("2026-01-02"), None])
    "['a', pd.Timestamp('2026-01-02T00:00:00'), None]"
    """
    if value is None or value is pd.NA or value is pd.NaT:
        return "None" if value is None else "pd.NA" if value is pd.NA else "pd.NaT"
    for kind, write in _FORMS:
        if isinstance(value, kind):
            return _written(write, value)
    raise ValueError(f"a value of type {type(value).__name__} has no short form")


def _written(write: Callable[[Any], str], value: Any) -> str:
    try:
        return write(value)
    except RecursionError:
        raise ValueError("a list in itself has no short form") from None


def plain(label: Any) -> bool:
    """Whether a label can stand in ``.loc`` and means one row or column only."""
    return isinstance(label, str) or (isinstance(label, int | np.integer) and not isinstance(label, bool))


def _real(value: Any) -> str:
    return repr(float(value)) if math.isfinite(value) else f'float("{float(value)}")'


def _stamp(value: pd.Timestamp) -> str:
    zone = f", tz={str(value.tz)!r}" if value.tz is not None else ""
    return f"pd.Timestamp({value.isoformat()!r}{zone})"


def _tuple(value: tuple[Any, ...]) -> str:
    return f"({', '.join(map(literal, value))}{',' if len(value) == 1 else ''})"


def _dict(value: dict[Any, Any]) -> str:
    return "{" + ", ".join(f"{literal(k)}: {literal(v)}" for k, v in value.items()) + "}"


def _interval(value: Any) -> str:
    return f"pd.Interval({literal(value.left)}, {literal(value.right)}, closed={value.closed!r})"


_FORMS: tuple[tuple[Any, Callable[[Any], str]], ...] = (
    (bool | np.bool_, lambda v: repr(bool(v))),
    (str, lambda v: repr(str(v))),
    (pd.Timestamp, _stamp),
    (dt.timedelta, lambda v: f"pd.Timedelta({pd.Timedelta(v).isoformat()!r})"),
    (dt.datetime, lambda v: f"pd.Timestamp({v.isoformat()!r}).to_pydatetime()"),
    (dt.date, lambda v: f"pd.Timestamp({v.isoformat()!r}).date()"),
    (pd.Period, lambda v: f"pd.Period({str(v)!r}, {v.freqstr!r})"),
    (pd.Interval, _interval),
    (np.datetime64 | np.timedelta64, lambda v: literal(pd.Series([v]).iloc[0])),
    (int | np.integer, lambda v: repr(int(v))),
    (float | np.floating, _real),
    (complex | np.complexfloating, lambda v: repr(complex(v))),
    (bytes, repr),
    (list, lambda v: f"[{', '.join(map(literal, v))}]"),
    (tuple, _tuple),
    (dict, _dict),
)
