"""A score over time: per period with n and interval, and whether it moves.

The test is on single answers, not on periods, so that how the periods are cut does not decide it: Kendall's tau-b between the date
and what an answer adds (Kendall 1945). The slope is that of a straight line through the answers by least squares, its interval
by White's (1980) standard errors in the form HC1: what answers add is not spread alike at all times.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.frames.reading import Floats
from cjm_widgets.model.errors import DataError

from .answers import Answers
from .kinds import Kind
from .scores import by_group

PERIODS = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "year": "Y"}
_DAYS = {"day": 1.0, "week": 7.0, "month": 365.2425 / 12, "quarter": 365.2425 / 4, "year": 365.2425}
MOST = 24
"""Unless a period is named, the shortest one is taken that cuts the time into so many at most."""
METHOD = "Kendall's tau-b of date and answer; slope by least squares with HC1 errors"


def trend(
    found: Answers, at: pd.Series[Any], kind: Kind, *, period: str | None = None, **how: Any
) -> pd.DataFrame:
    """A row per period in order, periods without an answer too (n = 0); columns as of ``scores``.

    ``attrs["trend"]``: ``slope`` in points a period with ``low`` and ``high`` (95 %), ``tau``, ``p``, ``n``, ``period`` and ``method``.
    Answers without a date are in no period; ``attrs["undated"]`` counts them.

    >>> from .kinds import kind
    >>> days = pd.Series(pd.to_datetime(["2026-01-05", "2026-02-05", "2026-03-05"]))
    >>> made = trend(Answers(np.array([2.0, 8.0, 10.0]), pd.DataFrame()), days, kind("nps"), period="month")
    >>> made["score"].tolist(), round(made.attrs["trend"]["slope"], 1)
    ([-100.0, 0.0, 100.0], 103.1)
    """
    dates = dated(at)
    counts = np.isfinite(found.values) & dates.notna().to_numpy()
    held = Answers(found.values[counts], found.left_out)
    days = dates[counts].reset_index(drop=True)
    chosen = _period(days, period)
    periods = days.dt.to_period(PERIODS[chosen])
    out = by_group(held, kind, periods.rename(chosen), **how)
    if len(out):
        every = pd.period_range(periods.min(), periods.max(), name=chosen)
        attrs = out.attrs
        out = out.reindex(every)
        out = out.assign(n=out["n"].fillna(0).astype("int64"), small=out["small"].isna() | (out["small"]))
        out.attrs = attrs
    out.attrs |= {"trend": _moves(held.values, days, kind, chosen)}
    out.attrs["undated"] = int((np.isfinite(found.values) & dates.isna().to_numpy()).sum())
    return out


def dated(at: pd.Series[Any]) -> pd.Series[Any]:
    """Dates as times in UTC without a zone; what is no date is nothing. Several zones are brought to UTC."""
    read = pd.to_datetime(at, errors="coerce", utc=True, format=None if _times(at) else "mixed")
    return pd.Series(read).dt.tz_localize(None).reset_index(drop=True)


def _times(at: pd.Series[Any]) -> bool:
    return bool(pd.api.types.is_datetime64_any_dtype(at.dtype))


def _period(days: pd.Series[Any], period: str | None) -> str:
    if period is not None:
        if period not in PERIODS:
            raise DataError(f"There is no period {period!r}: {', '.join(PERIODS)}.")
        return period
    length = (days.max() - days.min()).total_seconds() / 86_400 if len(days) else 0.0
    return next((name for name, each in _DAYS.items() if length / each < MOST), "year")


def _moves(values: Floats, days: pd.Series[Any], kind: Kind, period: str) -> dict[str, Any]:
    """Whether the score moves, and by how much a period."""
    said: dict[str, Any] = {"period": period, "method": METHOD, "n": len(values)}
    nothing = dict.fromkeys(("slope", "low", "high", "tau", "p"), math.nan)
    if len(values) < 3:
        return nothing | said
    t = (days - days.min()).dt.total_seconds().to_numpy(dtype=np.float64) / (86_400 * _DAYS[period])
    added = kind.added(values)
    if np.ptp(t) == 0 or np.ptp(added) == 0:
        still = {"slope": 0.0, "low": math.nan, "high": math.nan} if np.ptp(t) else {}
        return nothing | still | said
    from scipy.stats import kendalltau

    test = kendalltau(t, added)
    return _slope(t, added) | {"tau": float(test.statistic), "p": float(test.pvalue)} | said


def _slope(t: Floats, added: Floats) -> dict[str, float]:
    from scipy.stats import t as student

    n, x = len(t), t - t.mean()
    square = float(x @ x)
    slope = float(x @ added) / square
    left = added - added.mean() - slope * x
    error = math.sqrt(float((x * x) @ (left * left)) * n / (n - 2)) / square
    half = float(student.ppf(0.975, n - 2)) * error
    return {"slope": slope, "low": slope - half, "high": slope + half}
