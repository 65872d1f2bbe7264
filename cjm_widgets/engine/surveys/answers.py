"""Answers as numbers on their scale, and a count of everything that is none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.frames.reading import Floats, Ints
from cjm_widgets.model.errors import DataError

from .kinds import Kind

MISSING, TEXT, OFF, BETWEEN = "no answer", "not a number", "off the scale", "between two answers"
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Answers:
    """The numbers, NaN where there is none, and why: a row per reason with how many and the first few of them."""

    values: Floats
    left_out: pd.DataFrame

    @property
    def n(self) -> int:
        """How many answers count."""
        return int(np.isfinite(self.values).sum())


def read(held: Any, kind: Kind) -> Answers:
    """The answers of a column. What is no answer on the scale is left out and counted, never guessed.

    ``left_out`` has the columns reason, rows, example; a missing value is one of the reasons. Numbers written as text count.

    >>> from .kinds import kind
    >>> found = read(pd.Series([9, "10", 11, 8.5, "good", None], dtype=object), kind("nps"))
    >>> found.n, found.left_out["reason"].tolist()
    (2, ['no answer', 'not a number', 'off the scale', 'between two answers'])
    """
    series = pd.Series(held).reset_index(drop=True)
    numbers = _numbers(series)
    missing = _missing(series)
    low, high = kind.scale
    with np.errstate(invalid="ignore"):
        off = (numbers < low - _TOLERANCE) | (numbers > high + _TOLERANCE)
        between = ~off & (np.abs(numbers - np.round(numbers)) > _TOLERANCE) if kind.whole else off & False
    text = np.isnan(numbers) & ~missing
    masks = {MISSING: missing, TEXT: text, OFF: off, BETWEEN: between}
    values = np.where(missing | text | off | between, np.nan, numbers)
    return Answers(values, _counted(series, masks))


def _numbers(series: pd.Series[Any]) -> Floats:
    if pd.api.types.is_bool_dtype(series.dtype):
        return np.full(len(series), np.nan)
    if pd.api.types.is_datetime64_any_dtype(series.dtype) or pd.api.types.is_timedelta64_dtype(series.dtype):
        return np.full(len(series), np.nan)
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype(object)
    if series.dtype == object:
        series = series.map(lambda v: None if isinstance(v, bool | np.bool_) else v)
    return pd.to_numeric(series, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)


def _missing(series: pd.Series[Any]) -> np.ndarray[Any, np.dtype[np.bool_]]:
    blank = series.map(lambda v: isinstance(v, str) and not v.strip()).to_numpy(dtype=bool)
    return np.asarray(series.isna().to_numpy(dtype=bool) | blank)


def _counted(series: pd.Series[Any], masks: dict[str, np.ndarray[Any, np.dtype[np.bool_]]]) -> pd.DataFrame:
    rows = [
        (reason, int(mask.sum()), "" if reason == MISSING else examples(series[mask]))
        for reason, mask in masks.items()
        if mask.any()
    ]
    return report(rows)


def report(rows: list[tuple[str, int, str]]) -> pd.DataFrame:
    """What was left out: reason, rows, example.

    >>> report([("off the scale", 2, "11")])["rows"].tolist()
    [2]
    """
    made = pd.DataFrame(rows, columns=["reason", "rows", "example"])
    return made.astype({"reason": "str", "rows": "int64", "example": "str"})


def examples(held: pd.Series[Any], most: int = 3) -> str:
    """The first few different values, as a text.

    >>> examples(pd.Series(["a", "a", "b", "c", "d"]))
    'a, b, c, …'
    """
    different = list(dict.fromkeys(str(v)[:40] for v in held.head(1_000).tolist()))
    return ", ".join(different[:most]) + (", …" if len(different) > most else "")


def only(held: Any, kind: Kind) -> Floats:
    """The answers alone; ``DataError`` with counts where some are none. A missing value is no mistake and is passed over."""
    found = read(held, kind)
    wrong = found.left_out[found.left_out["reason"] != MISSING]
    if len(wrong):
        told = "; ".join(
            f"{rows:,} {reason} ({example})"
            for reason, rows, example in wrong.itertuples(index=False, name=None)
        )
        low, high = kind.scale
        raise DataError(
            f"{kind.label} counts {'whole ' if kind.whole else ''}answers from {low:g} to {high:g}; of {len(found.values):,} there are {told}. "
            "m.survey(...) and cjm.scores(...) leave them out and count them; or declare the scale: scale=(1, 7)."
        )
    return found.values[np.isfinite(found.values)]


def counts(values: Floats) -> tuple[Floats, Ints]:
    """The different values and how often each is there."""
    held, many = np.unique(values, return_counts=True)
    return held, many.astype(np.int64)
