"""What a page sends, made to fit a column: one rule per dtype, with a reason where it does not fit.

pandas refuses wrong types and turns some right ones into others; so everything is brought to the column's type here,
before a frame is touched.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import Refused

from .keys import text

TRUE = frozenset({"true", "yes", "y", "1", "x", "✓", "ja", "oui", "si", "sí"})
FALSE = frozenset({"false", "no", "n", "0", "nein", "non"})

_PARTS = re.compile(r"(\d+(?:[.,]\d+)?)\s*([^\d\s.,+-]*)")
_DAY_OR_MONTH = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}(?!\d)")
_TODAY = ("now", "today")
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
    if dtype.kind in "mM":
        return _duration if dtype.kind == "m" else _time
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
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return raw
    if not isinstance(raw, str):
        raise Refused(f"“{where}” holds numbers, such as 3, −0.5 or 12 %; {raw!r} is not one.")
    text = re.sub(r"[\s']", "", raw).replace("−", "-").replace("∞", "inf")
    share = text.endswith("%")
    text = _decimal_point(text.removesuffix("%"))
    try:
        out = float(text)
    except ValueError:
        raise Refused(
            f"“{raw}” is not a number, and “{where}” holds numbers, such as 3, −0.5 or 12 %."
        ) from None
    return out / 100 if share else out


def _decimal_point(text: str) -> str:
    """Thousands in groups of three are closed up, a decimal comma becomes a point; anything else stays as it is."""
    if re.fullmatch(r"[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?", text):
        return text.replace(",", "")
    if re.fullmatch(r"[-+]?\d{1,3}(\.\d{3})+,\d*|[-+]?[1-9]\d{0,2}(\.\d{3}){2,}", text):
        return text.replace(".", "").replace(",", ".")
    return text.replace(",", ".") if text.count(",") == 1 and "." not in text else text


def _float(raw: Any, dtype: Any, where: str, before: Any) -> float:
    return float(number(raw, where))


def _integer(raw: Any, dtype: Any, where: str, before: Any) -> int:
    low, high = _bounds(dtype)
    if isinstance(raw, str) and re.fullmatch(r"[-+−]?\d+", raw.strip()):
        whole = int(raw.strip().replace("−", "-"))
    else:
        value = number(raw, where)
        if not math.isfinite(value) or (isinstance(raw, str) and not float(value).is_integer()):
            raise Refused(
                f"“{where}” holds whole numbers, such as 3; {raw} is not one. "
                f"To allow fractions: df[{where!r}] = df[{where!r}].astype('{_fractions(dtype)}')."
            )
        # What is dragged falls between whole numbers; it means the nearest one.
        whole = round(value)
    if not low <= whole <= high:
        raise Refused(f"{whole} does not fit “{where}”: {low} to {high} is allowed ({dtype}).")
    return whole


def _fractions(dtype: Any) -> str:
    return "Float64" if getattr(dtype, "na_value", None) is pd.NA else "float64"


def _bounds(dtype: Any) -> tuple[int, int]:
    plain = getattr(dtype, "subtype", dtype)
    bits, signed = 8 * int(plain.itemsize), plain.kind == "i"
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
    same = [c for c in dtype.categories if type(c) is type(raw) and c == raw]
    alike = same or [c for c in dtype.categories if text(c).strip() == str(raw).strip()]
    if alike:
        return alike[0]
    shown = ", ".join(f"“{text(c)}”" for c in dtype.categories[:12]) + (
        ", …" if len(dtype.categories) > 12 else ""
    )
    raise Refused(
        f"“{raw}” is not one of the choices of “{where}”: {shown or 'there are none yet'}. "
        f"To add it: df[{where!r}] = df[{where!r}].cat.add_categories([{raw!r}])."
    )


def _inner(dtype: Any) -> Any:
    """What knows unit and zone: the dtype itself, or the Arrow type in it."""
    if isinstance(dtype, np.dtype):
        return pd.Series([], dtype=dtype).array
    return getattr(dtype, "pyarrow_dtype", dtype)


def _duration(raw: Any, dtype: Any, where: str, before: Any) -> pd.Timedelta:
    unit = _inner(dtype).unit
    try:
        return pd.Timedelta(seconds(raw, where), unit="s").as_unit(unit)
    except (OverflowError, ValueError) as error:
        if isinstance(error, Refused):
            raise
        raise Refused(f"“{raw}” is too long for “{where}”, which holds time spans in {unit}.") from None


def seconds(raw: Any, where: str) -> float:
    """Seconds from a number of seconds, or from what people write: 4 min · 1 h 20 · 2 days · 01:30:00."""
    if isinstance(raw, int | float) and not isinstance(raw, bool) and math.isfinite(raw):
        return float(raw)
    said = str(raw).strip().casefold().replace("−", "-")
    sign = -1.0 if said.startswith("-") else 1.0
    said = said.lstrip("+-").strip()
    if re.fullmatch(r"\d+:\d{2}(:\d{2}(\.\d+)?)?", said):
        hours, minutes, *rest = (float(part) for part in said.split(":"))
        return sign * (hours * 3600 + minutes * 60 + sum(rest))
    found = _PARTS.findall(said)
    left = re.sub(r"\b(and|und)\b|[,.]", "", _PARTS.sub("", said)).strip()
    if not found or left or any(unit not in _SECONDS for _, unit in found):
        raise Refused(
            f"“{raw}” is not a time span, and “{where}” holds them, such as 4 min, 1 h 20 min or 3 d."
        )
    return sign * sum(float(n.replace(",", ".")) * _SECONDS[unit] for n, unit in found)


def _time(raw: Any, dtype: Any, where: str, before: Any) -> pd.Timestamp:
    stamp = _stamp(raw, where)
    zone = getattr(_inner(dtype), "tz", None)
    if zone is None and stamp.tzinfo is not None:
        raise Refused(f"“{where}” holds times without a zone; leave out the zone of “{raw}”.")
    try:
        if zone is not None:
            stamp = stamp.tz_localize(zone) if stamp.tzinfo is None else stamp.tz_convert(zone)
        return stamp.as_unit(_inner(dtype).unit)
    except (ValueError, OverflowError) as error:
        reason = str(error).split(". ")[0]
        raise Refused(
            f"“{raw}” does not fit “{where}” ({dtype}): {reason}. Write another time, or give its zone."
        ) from None


def _stamp(raw: Any, where: str) -> pd.Timestamp:
    said = str(raw).strip()
    found = _DAY_OR_MONTH.match(said)
    if found and found[1] != found[2] and int(found[1]) <= 12 and int(found[2]) <= 12:
        raise Refused(
            f"“{raw}” can be read in two ways; write the year first, such as 2026-11-22, in “{where}”."
        )
    try:
        if not isinstance(raw, str) or not (
            re.search(r"\d{4}|\d[./-]\d{1,2}[./-]\d\d\b", said) or said.casefold() in _TODAY
        ):
            raise ValueError
        stamp = pd.Timestamp(said)
    except (ValueError, TypeError, OverflowError):
        raise Refused(
            f"“{raw}” is not a date or time, and “{where}” holds them, such as 2026-11-22 14:30."
        ) from None
    return stamp


def _string(raw: Any, dtype: Any, where: str, before: Any) -> str:
    return "\n".join(raw) if isinstance(raw, list) else raw if isinstance(raw, str) else str(raw)


def _object(raw: Any, dtype: Any, where: str, before: Any) -> Any:
    """A column of mixed types: what was a number, a date, a list or yes or no stays one, all else is text."""
    if isinstance(before, list | tuple) and isinstance(raw, str):
        raw = [line for line in raw.split("\n") if line.strip()]
    if isinstance(before, tuple) and isinstance(raw, list):
        return tuple(raw)
    if isinstance(raw, str):
        for kind, read in _AS_BEFORE:
            if isinstance(before, kind):
                return _or_text(read, raw, where, before)
    return raw


def _or_text(read: Callable[[str, str, Any], Any], raw: str, where: str, before: Any) -> Any:
    try:
        return read(raw, where, before)
    except (Refused, ValueError):
        return raw


def _whole_or_not(raw: str, where: str, before: Any) -> float:
    value = number(raw, where)
    return int(value) if isinstance(before, int | np.integer) and float(value).is_integer() else value


_AS_BEFORE: tuple[tuple[Any, Callable[[str, str, Any], Any]], ...] = (
    (bool | np.bool_, lambda raw, where, before: _bool(raw, None, where, before)),
    (int | float | np.integer | np.floating, _whole_or_not),
    (pd.Timestamp, lambda raw, where, before: _stamp(raw, where)),
    (dt.datetime, lambda raw, where, before: dt.datetime.fromisoformat(raw)),
    (dt.date, lambda raw, where, before: dt.date.fromisoformat(raw)),
    (dt.timedelta, lambda raw, where, before: pd.Timedelta(seconds(raw, where), unit="s")),
)


def _other(raw: Any, dtype: Any, where: str, before: Any) -> Any:
    """Periods, intervals and other array types: what pandas itself reads, refused where it does not."""
    try:
        one = pd.array([raw], dtype=dtype)[0]
        if not pd.api.types.is_scalar(one):
            raise TypeError("several values are not one")
        return one
    except Exception:  # noqa: BLE001 - any array type, any failure: all of them mean that it does not fit
        shown = "" if before is None or pd.isna(before) else f", such as {text(before)}"
        raise Refused(
            f"“{raw}” does not fit “{where}”, a column of type {dtype}{shown}. Write it in Python."
        ) from None
