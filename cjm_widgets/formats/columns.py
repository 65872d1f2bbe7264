"""One column as a dtype and JSON values, and back, without loss. Knows pandas, not tables or files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types as kinds

from cjm_widgets.formats.values import (
    NANOSECONDS,
    Json,
    Misfit,
    decode,
    duration_nanoseconds,
    duration_text,
    encode,
    instant_text,
    number,
)


class Unread(ValueError):
    """A value that does not fit its column: its position, and what was expected."""

    def __init__(self, position: int, value: Json, wanted: str) -> None:
        super().__init__(f"{value!r} is not {wanted}")
        self.position, self.value, self.wanted = position, value, wanted


def dump(column: pd.Series[Any] | pd.Index[Any]) -> tuple[Json, list[Json]]:
    """The dtype and the values of a column, as JSON.

    Raises Misfit, with a position where it is one value, for what a map file has no form for.

    >>> dump(pd.Series([1, None], dtype="Int64"))
    ('Int64', [1, None])
    """
    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        inner, categories = dump(dtype.categories)
        spec = {"categories": categories, "ordered": bool(dtype.ordered)} | (
            {} if inner == "str" else {"of": inner}
        )
        codes = column.cat.codes if isinstance(column, pd.Series) else column.codes  # type: ignore[attr-defined]
        return spec, [None if c < 0 else categories[c] for c in codes]
    name = _name(dtype)
    return name, _values(column, dtype)


def load(spec: Json, values: list[Json]) -> pd.Series[Any]:
    """A column from a dtype and values. Raises Unread for a value that does not fit, Misfit for an unknown dtype.

    >>> load("timedelta64[s]", ["PT48M", None]).tolist()
    [Timedelta('0 days 00:48:00'), NaT]
    """
    if isinstance(spec, dict) and isinstance(spec.get("categories"), list):
        return _load_categories(spec, values)
    dtype = _known(spec)
    reader = next((read for fits, read in _READERS if fits(dtype)), None)
    if reader is None:
        raise Misfit(f"a column of dtype {spec!r}, which this version does not know")
    return reader(values, dtype)


def unlisted(spec: Json, values: list[Json]) -> list[Json]:
    """The values of a categorical column that its categories do not list; empty for every other column."""
    if not isinstance(spec, dict) or not isinstance(spec.get("categories"), list):
        return []
    return [
        v
        for i, v in enumerate(values)
        if v is not None and v not in spec["categories"] and v not in values[:i]
    ]


def _name(dtype: Any) -> str:
    if isinstance(dtype, pd.StringDtype):
        return "string" if dtype.na_value is pd.NA else "str"
    name = str(dtype)
    try:
        same = kinds.pandas_dtype(name) == dtype and any(fits(dtype) for fits, _ in _READERS)
    except TypeError:
        same = False
    if not same:
        raise Misfit(
            f"the dtype {name}, which a map file has no form for. Convert it first, say with .astype('object')"
        )
    return name


def _values(column: pd.Series[Any] | pd.Index[Any], dtype: Any) -> list[Json]:
    if kinds.is_object_dtype(dtype):
        return [_at(i, v, encode) for i, v in enumerate(column.tolist())]
    if _holds_times(dtype):
        return [None if pd.isna(v) else _time_text(v) for v in column]
    if kinds.is_timedelta64_dtype(dtype):
        factor = NANOSECONDS[np.datetime_data(dtype)[0]]
        raw, blank = column.to_numpy().view("int64").tolist(), column.isna().tolist()
        return [None if b else duration_text(v * factor) for v, b in zip(raw, blank, strict=True)]
    blank = column.isna().tolist()
    if isinstance(dtype, pd.PeriodDtype):
        return [None if b else str(v) for v, b in zip(column, blank, strict=True)]
    plain = [None if b else v for v, b in zip(column.tolist(), blank, strict=True)]
    if not kinds.is_float_dtype(dtype):
        return plain
    short: Callable[[Any], float] = _short(dtype)
    return [None if v is None else number(short(v)) for v in plain]


def _short(dtype: Any) -> Callable[[Any], float]:
    """A float32 is written with the digits it has, not those of the float64 nearest to it."""
    bare = {"float32": np.float32, "float16": np.float16}.get(str(dtype).lower())
    return (lambda v: float(str(bare(v)))) if bare is not None else float


def _holds_times(dtype: Any) -> bool:
    """Also pyarrow's timestamps, not its plain dates."""
    return kinds.is_datetime64_any_dtype(dtype) and str(dtype).startswith(("datetime64", "timestamp"))


def _time_text(value: pd.Timestamp) -> str:
    midnight = value.tzinfo is None and value == value.normalize()
    return str(value.date()) if midnight else instant_text(value)


def _at(position: int, value: Any, how: Callable[[Any], Any]) -> Any:
    try:
        return how(value)
    except Misfit as error:
        error.args = (*error.args[:1], position)
        raise


def _known(spec: Json) -> Any:
    try:
        if isinstance(spec, str):
            return kinds.pandas_dtype(spec)
    except (TypeError, ValueError, KeyError):
        pass
    raise Misfit(f"a column of dtype {spec!r}, which this version does not know")


def _load_categories(spec: dict[str, Json], values: list[Json]) -> pd.Series[Any]:
    of = spec.get("of", "str")
    categories = load(of, [*spec["categories"], *unlisted(spec, values)])
    held = load(of, values)
    listed: pd.Index[Any] = pd.Index(categories)
    if not listed.is_unique or listed.hasnans:
        raise Misfit("categories that repeat or are empty; list each once")
    return pd.Series(pd.Categorical(held, categories=listed, ordered=bool(spec.get("ordered"))))


def _checked(values: list[Json], wanted: str, fits: Callable[[Json], bool]) -> list[Json]:
    for position, value in enumerate(values):
        if value is not None and not fits(value):
            raise Unread(position, value, wanted)
    return values


def _series(values: list[Any], dtype: Any) -> pd.Series[Any]:
    made: pd.Series[Any] = pd.Series(values, dtype=dtype)
    return made


def _texts(values: list[Json], dtype: Any) -> pd.Series[Any]:
    return _series(_checked(values, "a text", lambda v: isinstance(v, str)), dtype)


def _flags(values: list[Json], dtype: Any) -> pd.Series[Any]:
    full = dtype == "bool"
    return _series(_checked(_full(values, full), "true or false", lambda v: isinstance(v, bool)), dtype)


def _integers(values: list[Json], dtype: Any) -> pd.Series[Any]:
    bare = isinstance(dtype, np.dtype)
    low, high = (np.iinfo(dtype).min, np.iinfo(dtype).max) if bare else (-(2**63), 2**64)
    wanted = f"a whole number that fits {dtype}"
    whole = _checked(_full(values, bare), wanted, lambda v: type(v) is int and low <= v <= high)
    return _series(whole, dtype)


def _floats(values: list[Json], dtype: Any) -> pd.Series[Any]:
    plain = [decode(v) if isinstance(v, dict) else v for v in values]
    checked = _checked(plain, "a number", lambda v: type(v) in (int, float))
    return _series([None if v is None else float(v) for v in checked], dtype)


def _full(values: list[Json], full: bool) -> list[Json]:
    if full and None in values:
        raise Unread(values.index(None), None, "a value, and its column has no room for an empty one")
    return values


def _objects(values: list[Json], dtype: Any) -> pd.Series[Any]:
    made = np.empty(len(values), dtype="object")
    for position, value in enumerate(values):
        made[position] = decode(value)
    return pd.Series(made, dtype="object")


def _durations(values: list[Json], dtype: Any) -> pd.Series[Any]:
    unit = np.datetime_data(dtype)[0]
    exact = _each(values, 'a duration such as "PT48M" or "48 min"', duration_nanoseconds)
    if any(n is not None and n % NANOSECONDS[unit] for n in exact):
        unit = "ns"
    steps = [np.iinfo("int64").min if n is None else n // NANOSECONDS[unit] for n in exact]
    return pd.Series(np.array(steps, dtype="int64").view(f"m8[{unit}]"))


def _times(values: list[Json], dtype: Any) -> pd.Series[Any]:
    zone = getattr(dtype, "tz", None)

    def read(texts: Any) -> Any:
        return pd.to_datetime(texts, format="ISO8601", utc=zone is not None)

    _checked(values, _TIME, lambda v: isinstance(v, str))
    try:
        found: pd.Series[Any] = pd.Series(read(pd.Series(values, dtype="object")))
    except ValueError:
        _each(values, _TIME, read)
        raise
    if zone is not None:
        found = found.dt.tz_convert(zone)
    exact: pd.Series[Any] = found.astype(dtype)
    kept = (exact == found).fillna(False).astype("bool") == found.notna()
    return exact if kept.all() else found


_TIME = 'a date or time such as "2026-03-01T09:30:00"'


def _each(values: list[Json], wanted: str, read: Callable[[str], Any]) -> list[Any]:
    made = []
    for position, value in enumerate(values):
        try:
            made.append(None if value is None else read(value))
        except (ValueError, TypeError) as error:
            raise Unread(position, value, wanted) from error
    return made


def _periods(values: list[Json], dtype: Any) -> pd.Series[Any]:
    checked = _checked(values, "a period", lambda v: isinstance(v, str))
    return pd.Series(pd.PeriodIndex(checked, freq=dtype.freq))


_READERS: tuple[tuple[Callable[[Any], bool], Callable[[list[Json], Any], pd.Series[Any]]], ...] = (
    (lambda d: isinstance(d, pd.StringDtype), _texts),
    (kinds.is_object_dtype, _objects),
    (kinds.is_bool_dtype, _flags),
    (kinds.is_integer_dtype, _integers),
    (kinds.is_float_dtype, _floats),
    (_holds_times, _times),
    (kinds.is_timedelta64_dtype, _durations),
    (lambda d: isinstance(d, pd.PeriodDtype), _periods),
)
