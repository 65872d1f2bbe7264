"""What a page sends, made to fit a column: one rule per dtype, with a reason where it does not fit.

pandas refuses wrong types and turns some right ones into others; so everything is brought to the column's type here,
before a frame is touched.
"""

from __future__ import annotations

import math
import re
from typing import Any

import pandas as pd

from cjm_widgets.model.errors import Refused

TRUE = frozenset({"true", "yes", "y", "1", "x", "✓", "ja", "oui", "si", "sí"})
FALSE = frozenset({"false", "no", "n", "0", "nein", "non"})

_PARTS = re.compile(r"([-+]?\d+(?:[.,]\d+)?)\s*([^\d\s.,+-]*)")
_SECONDS = {
    "": 60.0,
    **dict.fromkeys(("ms", "msec", "millisecond", "milliseconds"), 0.001),
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1.0),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60.0),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours", "std"), 3600.0),
    **dict.fromkeys(("d", "day", "days", "tag", "tage"), 86400.0),
    **dict.fromkeys(("w", "wk", "week", "weeks"), 604800.0),
}


def coerce(value: Any, dtype: Any, where: str, *, before: Any = None) -> Any:
    """The value as a column of that dtype takes it; ``Refused`` with the reason where it cannot.

    ``value`` is what a message carries (``{"$": "typed", "v": ...}`` for what a person typed), ``before`` the old value.

    >>> coerce({"$": "typed", "v": "12 %"}, pd.Series([0.5]).dtype, "share")
    0.12
    """
    typed = isinstance(value, dict)
    raw = value["v"] if isinstance(value, dict) else value
    if isinstance(raw, str) and typed and not raw.strip():
        raw = None
    if raw is None:
        return _nothing(dtype, where)
    return _reader(dtype)(raw, dtype, where, before)


def _reader(dtype: Any) -> Any:
    types = pd.api.types
    if isinstance(dtype, pd.CategoricalDtype):
        return _category
    if types.is_bool_dtype(dtype):
        return _bool
    if types.is_integer_dtype(dtype):
        return _integer
    if types.is_float_dtype(dtype):
        return _float
    if types.is_timedelta64_dtype(dtype):
        return _duration
    if types.is_datetime64_any_dtype(dtype):
        return _time
    if isinstance(dtype, pd.StringDtype):
        return _string
    return _object if types.is_object_dtype(dtype) else _other


def _nothing(dtype: Any, where: str) -> Any:
    if isinstance(dtype, pd.CategoricalDtype) or not hasattr(dtype, "kind"):
        return None
    if getattr(dtype, "na_value", None) is pd.NA:
        return pd.NA
    if dtype.kind in "iub":
        kind, way = ("yes/no values", "boolean") if dtype.kind == "b" else ("whole numbers", "Int64")
        raise Refused(
            f"“{where}” holds {kind} and cannot be empty. To allow gaps: df[{where!r}] = df[{where!r}].astype({way!r})."
        )
    return {"M": pd.NaT, "m": pd.NaT, "f": math.nan}.get(dtype.kind)


def number(raw: Any, where: str) -> float:
    """A number from what people write: 1,234.5 · 1.234,5 · 12 % · −3 · inf."""
    if isinstance(raw, bool) or not isinstance(raw, str):
        if isinstance(raw, int | float):
            return raw
        raise Refused(f"“{where}” holds numbers; {raw!r} is not one.")
    text = (
        raw.strip().replace("−", "-").replace("∞", "inf").replace(" ", "").replace(" ", "").replace("'", "")
    )
    share = text.endswith("%")
    text = _decimal_point(text.rstrip("%"))
    try:
        out = float(text)
    except ValueError:
        raise Refused(
            f"“{raw}” is not a number, and “{where}” holds numbers, such as 3, −0.5 or 12 %."
        ) from None
    return out / 100 if share else out


def _decimal_point(text: str) -> str:
    comma, point = text.rfind(","), text.rfind(".")
    if comma < 0:
        return text
    if point > comma or text.count(",") > 1 or (point < 0 and re.fullmatch(r"[-+]?[1-9]\d{0,2},\d{3}", text)):
        return text.replace(",", "")
    return text.replace(".", "").replace(",", ".")


def _float(raw: Any, dtype: Any, where: str, before: Any) -> float:
    return float(number(raw, where))


def _integer(raw: Any, dtype: Any, where: str, before: Any) -> int:
    if isinstance(raw, str) and re.fullmatch(r"[-+]?\d+", raw.strip()):
        whole = int(raw)
    else:
        value = number(raw, where)
        if not float(value).is_integer():
            raise Refused(f"“{where}” holds whole numbers; {raw} is not one.")
        whole = int(value)
    low, high = _bounds(dtype)
    if not low <= whole <= high:
        raise Refused(f"{whole} does not fit “{where}”: {low} to {high} is allowed ({dtype}).")
    return whole


def _bounds(dtype: Any) -> tuple[int, int]:
    bits = 8 * int(dtype.itemsize)
    signed = dtype.kind == "i"
    return (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) if signed else (0, 2**bits - 1)


def _bool(raw: Any, dtype: Any, where: str, before: Any) -> bool:
    if isinstance(raw, bool):
        return raw
    word = str(raw).strip().casefold()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise Refused(f"“{raw}” is neither yes nor no, and “{where}” holds yes or no.")


def _category(raw: Any, dtype: Any, where: str, before: Any) -> Any:
    for category in dtype.categories:
        if category == raw or str(category) == str(raw).strip():
            return category
    shown = ", ".join(f"“{c}”" for c in dtype.categories[:12]) + (", …" if len(dtype.categories) > 12 else "")
    raise Refused(
        f"“{raw}” is not one of the choices of “{where}”: {shown or 'there are none yet'}. "
        f"To add it: df[{where!r}] = df[{where!r}].cat.add_categories([{raw!r}])."
    )


def _duration(raw: Any, dtype: Any, where: str, before: Any) -> pd.Timedelta:
    unit = getattr(dtype, "unit", None) or "ns"
    return pd.Timedelta(seconds(raw, where), unit="s").as_unit(
        unit if unit in ("s", "ms", "us", "ns") else "ns"
    )


def seconds(raw: Any, where: str) -> float:
    """Seconds from a number of seconds, or from what people write: 4 min · 1 h 20 · 2 days · 01:30:00."""
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return float(raw)
    text = str(raw).strip().casefold().replace("−", "-")
    if re.fullmatch(r"-?\d+:\d{2}(:\d{2}(\.\d+)?)?", text):
        parts = [float(p) for p in text.lstrip("-").split(":")]
        total = parts[0] * 3600 + parts[1] * 60 + (parts[2] if len(parts) > 2 else 0)
        return -total if text.startswith("-") else total
    found = _PARTS.findall(text)
    left = re.sub(r"\b(and|und)\b", "", _PARTS.sub("", text)).strip()
    if not found or left or any(unit not in _SECONDS for _, unit in found):
        raise Refused(
            f"“{raw}” is not a time span, and “{where}” holds them, such as 4 min, 1 h 20 min or 3 d."
        )
    return sum(float(n.replace(",", ".")) * _SECONDS[unit] for n, unit in found)


def _time(raw: Any, dtype: Any, where: str, before: Any) -> pd.Timestamp:
    try:
        stamp = pd.Timestamp(raw)
    except (ValueError, TypeError, OverflowError):
        raise Refused(
            f"“{raw}” is not a date or time, and “{where}” holds them, such as 2026-11-22 14:30."
        ) from None
    zone = getattr(dtype, "tz", None)
    if zone is not None:
        stamp = stamp.tz_localize(zone) if stamp.tzinfo is None else stamp.tz_convert(zone)
    elif stamp.tzinfo is not None:
        raise Refused(f"“{where}” holds times without a zone; leave out the zone of “{raw}”.")
    return stamp.as_unit(getattr(dtype, "unit", None) or "us")


def _string(raw: Any, dtype: Any, where: str, before: Any) -> str:
    return "\n".join(raw) if isinstance(raw, list) else raw if isinstance(raw, str) else str(raw)


def _object(raw: Any, dtype: Any, where: str, before: Any) -> Any:
    """A column of mixed types: a number stays a number, a list a list, all else is text."""
    if isinstance(before, list | tuple) and isinstance(raw, str):
        raw = [line for line in raw.split("\n") if line.strip()]
    if isinstance(before, tuple):
        return tuple(raw)
    if isinstance(before, bool) and str(raw).strip().casefold() in TRUE | FALSE:
        return _bool(raw, dtype, where, before)
    if isinstance(before, int | float) and not isinstance(before, bool) and isinstance(raw, str):
        try:
            value = number(raw, where)
        except Refused:
            return raw
        return int(value) if isinstance(before, int) and float(value).is_integer() else value
    return raw


def _other(raw: Any, dtype: Any, where: str, before: Any) -> Any:
    """Periods, intervals and other array types: what pandas itself reads, refused where it does not."""
    try:
        return pd.array([raw], dtype=dtype)[0]
    except Exception as error:
        raise Refused(f"“{raw}” does not fit “{where}”, a column of type {dtype}: {error}") from None
