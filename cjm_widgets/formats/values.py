"""Single values as JSON and back, without loss.

Plain JSON stays plain; what JSON has no word for is an object with ``$``. Nothing (None, NaN, NaT, NA) is null.
"""

from __future__ import annotations

import base64
import datetime as dt
import decimal
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

Json = Any
"""Whatever ``json.dumps`` takes: None, bool, int, float, str, a list or a dict with text keys."""

NANOSECONDS = {"s": 10**9, "ms": 10**6, "us": 10**3, "ns": 1}
_ISO = re.compile(r"(-?)P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,9}))?S)?)?")


class Misfit(ValueError):
    """A value that cannot be written or read; whoever knows the table says where it is."""


def encode(value: object) -> Json:
    """A value as JSON. Raises Misfit for a type a file has no form for.

    >>> encode([1, float("inf"), pd.Timedelta("48 min")])
    [1, {'$': 'inf'}, {'$': 'duration', 'v': 'PT48M'}]
    """
    if value is None or value is pd.NaT or value is pd.NA or isinstance(value, bool):
        return value if isinstance(value, bool) else None
    for kind, form in _FORMS:
        if isinstance(value, kind):
            return form(value)
    return _refuse(value)


def decode(value: Json) -> Any:
    """A value from JSON: the opposite of ``encode``. Raises Misfit for a ``$`` form that does not read.

    >>> decode({"$": "tuple", "v": ["a", 1]})
    ('a', 1)
    """
    if isinstance(value, list):
        return [decode(v) for v in value]
    if not isinstance(value, dict):
        return value
    if not _is_form(value):
        return {k: decode(v) for k, v in value.items()}
    back = _BACK[value["$"]]
    try:
        return back(value.get("v"))
    except (TypeError, ValueError, AttributeError, ArithmeticError) as error:
        raise Misfit(f"{value!r} does not read as {value['$']}") from error


def number(value: float) -> Json:
    """A float as JSON: null for NaN, ``{"$": "inf"}`` beyond all numbers."""
    if math.isfinite(value):
        return float(value)
    return None if math.isnan(value) else {"$": "inf" if value > 0 else "-inf"}


def duration_text(nanoseconds: int) -> str:
    """Nanoseconds as an ISO 8601 duration.

    >>> duration_text(2_880_000_000_000), duration_text(-90_000_000_000)
    ('PT48M', '-PT1M30S')
    """
    seconds, rest = divmod(abs(nanoseconds), 10**9)
    days, seconds = divmod(seconds, 86400)
    hours, seconds = divmod(seconds, 3600)
    minutes, seconds = divmod(seconds, 60)
    part = "." + f"{rest:09d}".rstrip("0") if rest else ""
    clock = "".join(f"{n}{unit}" for n, unit in ((hours, "H"), (minutes, "M")) if n)
    clock += f"{seconds}{part}S" if seconds or rest else ""
    day = f"{days}D" if days else ""
    return (
        ("-" if nanoseconds < 0 else "")
        + "P"
        + day
        + (f"T{clock}" if clock or not day else "")
        + _zero(nanoseconds)
    )


def duration_nanoseconds(text: str) -> int:
    """An ISO 8601 duration, or what a person typed ("48 min"), in nanoseconds. Raises ValueError."""
    match = _ISO.fullmatch(text)
    if match is None or text.endswith(("P", "T")):
        return _typed_nanoseconds(text)
    sign, days, hours, minutes, seconds, part = match.groups()
    whole = ((int(days or 0) * 24 + int(hours or 0)) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return (-1 if sign else 1) * (whole * 10**9 + int((part or "").ljust(9, "0")))


def instant_text(value: pd.Timestamp) -> str:
    """ISO 8601; in UTC where the zone was off by odd seconds, as most were before 1900: ISO has no form for that."""
    offset = value.utcoffset()
    odd = offset is not None and offset.total_seconds() % 60
    return (value.tz_convert("UTC") if odd else value).isoformat()


def _typed_nanoseconds(text: str) -> int:
    if re.fullmatch(r"\s*[-+.\d]*\s*", text):
        raise ValueError(f"{text!r} has no unit; write it as '48 min' or 'PT48M'")
    typed = pd.Timedelta(text)
    if pd.isna(typed):
        raise ValueError(f"{text!r} is not a duration")
    return int(typed.as_unit("ns").value)


def _zero(nanoseconds: int) -> str:
    return "" if nanoseconds else "0S"


def _refuse(value: object) -> Json:
    raise Misfit(
        f"a value of type {type(value).__name__}, which a map file has no form for. "
        f"Store a text, a number, a date, a list or a dict instead"
    )


def _is_form(value: dict[Any, Any]) -> bool:
    return isinstance(value.get("$"), str) and value["$"] in (*_BACK, "dict")


def _encode_dict(value: dict[Any, Any]) -> Json:
    if all(isinstance(k, str) for k in value) and not _is_form(value):
        return {k: encode(v) for k, v in value.items()}
    return {"$": "dict", "v": [[encode(k), encode(v)] for k, v in value.items()]}


def _delta(value: dt.timedelta) -> Json:
    exact = pd.Timedelta(value)
    return {"$": "duration", "v": duration_text(int(exact.asm8.view("int64")) * NANOSECONDS[exact.unit])}


def _delta_back(text: str) -> pd.Timedelta:
    nanoseconds = duration_nanoseconds(text)
    if nanoseconds % 1000:
        return pd.Timedelta(nanoseconds, unit="ns")
    return pd.Timedelta(np.timedelta64(nanoseconds // 1000, "us"))


def _time(value: dt.datetime) -> Json:
    if value.tzinfo is None:
        return {"$": "time", "v": value.isoformat()}
    exact = pd.Timestamp(value)
    return {"$": "time", "v": [instant_text(exact), str(exact.tz)]}


def _time_back(value: Json) -> pd.Timestamp:
    if isinstance(value, str):
        return pd.Timestamp(value)
    text, zone = value
    return pd.Timestamp(text).tz_convert(zone)


def _form(name: str, how: Callable[[Any], Json]) -> Callable[[Any], Json]:
    return lambda value: {"$": name, "v": how(value)}


_FORMS: tuple[tuple[type | tuple[type, ...], Callable[[Any], Json]], ...] = (
    (str, str.__str__),
    (int, int),
    (float, number),
    (list, lambda v: [encode(x) for x in v]),
    (dict, _encode_dict),
    (np.ndarray, lambda v: [encode(x) for x in v]),
    (np.datetime64, lambda v: encode(pd.Timestamp(v))),
    (np.timedelta64, lambda v: encode(pd.Timedelta(v))),
    ((np.bool_, np.integer, np.floating), lambda v: encode(v.item())),
    (tuple, _form("tuple", lambda v: [encode(x) for x in v])),
    (dt.timedelta, _delta),
    (dt.datetime, _time),
    (dt.date, _form("date", dt.date.isoformat)),
    (dt.time, _form("clock", dt.time.isoformat)),
    (decimal.Decimal, _form("decimal", str)),
    (bytes, _form("bytes", lambda v: base64.b64encode(v).decode("ascii"))),
    (frozenset, _form("frozenset", lambda v: sorted((encode(x) for x in v), key=repr))),
    (set, _form("set", lambda v: sorted((encode(x) for x in v), key=repr))),
)
_BACK: dict[str, Callable[[Json], Any]] = {
    "inf": lambda v: math.inf,
    "-inf": lambda v: -math.inf,
    "tuple": lambda v: tuple(decode(x) for x in v),
    "dict": lambda v: {decode(k): decode(x) for k, x in v},
    "duration": _delta_back,
    "time": _time_back,
    "date": dt.date.fromisoformat,
    "clock": dt.time.fromisoformat,
    "decimal": decimal.Decimal,
    "bytes": lambda v: base64.b64decode(v, validate=True),
    "frozenset": lambda v: frozenset(decode(x) for x in v),
    "set": lambda v: {decode(x) for x in v},
}
