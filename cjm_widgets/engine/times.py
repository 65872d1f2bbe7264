"""How long a visit of each step takes: its mean, how much it varies between visits, and how well the mean is known."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.model.errors import DataError

from .chain import Floats
from .columns import numbers


@dataclass(frozen=True)
class Times:
    """Seconds, a value per step: mean and variance of one visit, the standard error of a measured mean, the range entered."""

    mean: Floats
    var: Floats
    error: Floats
    low: Floats
    high: Floats


def times(steps: pd.DataFrame) -> Times:
    """The times of steps, read in this order.

    Measured (``duration_sd``): ``duration`` is the mean and ``duration_sd`` how much visits vary; with ``duration_n`` visits the
    mean is known to sd / √n. Else PERT where ``duration_low`` and ``duration_high`` are given: mean (low + 4 likely + high) / 6.
    Else as spread as the mean (exponential), the least that is claimed. ``DataError`` names a step whose times are below 0 or out
    of order.
    """
    low, likely, high = (
        numbers(steps, "steps", one, least=0) for one in ("duration_low", "duration", "duration_high")
    )
    spread, many = (numbers(steps, "steps", one, least=0) for one in ("duration_sd", "duration_n"))
    measured = ~np.isnan(spread) & ~np.isnan(likely)
    _ordered(steps, np.array([low, likely, high])[:, ~measured], ~measured)
    ranged = ~np.isnan(low) & ~np.isnan(high) & ~measured
    one = np.nan_to_num(np.nanmax([low, high, np.full(len(steps), -1.0)], axis=0))
    middle = np.where(~np.isnan(likely), likely, np.where(ranged, (low + high) / 2, np.maximum(one, 0)))
    mean = np.where(ranged, (low + 4 * middle + high) / 6, middle)
    var = np.where(ranged, (mean - low) * (high - mean) / 7, mean**2)
    var = np.where(measured, spread**2, var)
    error = np.where(measured & (many > 0), spread / np.sqrt(np.where(many > 0, many, 1.0)), 0.0)
    bare = np.where(ranged, 0.0, np.nan)
    return Times(mean, np.nan_to_num(np.maximum(var, 0)), error, low + bare, high + bare)


def _ordered(steps: pd.DataFrame, given: Floats, at: np.ndarray) -> None:
    """Low, likely, high where they are given must not fall."""
    names = np.array([keys.text(one) for one in steps.index], dtype=object)[at]
    for step, (low, likely, high) in zip(names, given.T, strict=True):
        told = [one for one in (low, likely, high) if not np.isnan(one)]
        if told != sorted(told):
            raise DataError(
                f"The times of {step!r} are {' / '.join(f'{one:g}' for one in told)} s: duration_low may not be above duration, "
                f"nor duration above duration_high.",
                "steps",
                str(step),
                "duration",
            )


def measured(visits: pd.DataFrame, *, step: str = "step", seconds: str = "seconds") -> pd.DataFrame:
    """Times of steps out of a log: a row per step with ``duration`` (mean), ``duration_sd`` and ``duration_n``, ready for ``m.steps``.

    ``visits`` holds a row per visit: which step, and how long it took (seconds, or a duration). Visits without a time are left
    out. Mean and variance are all that the closed forms read, whatever the shape of the times (log-normal, gamma, or as they
    are): journeys' mean and spread follow exactly. Only ``walk`` needs a shape: it draws gamma times with these two.
    ``DataError`` where a column is not there or a time is below 0.

    >>> log = pd.DataFrame({"step": ["pay", "pay", "browse"], "seconds": [40.0, 60.0, 30.0]})
    >>> measured(log)["duration_sd"].dt.total_seconds().round(3).tolist()
    [0.0, 14.142]
    """
    for name in (step, seconds):
        if name not in visits.columns:
            raise DataError(
                f"The visits have no column {name!r}: {', '.join(map(str, visits.columns))} are there."
            )
    values = pd.Series(
        numbers(visits, "visits", seconds, least=0), index=visits[step].map(keys.text).to_numpy()
    )
    parts = values.dropna().groupby(level=0)
    found = {"duration": parts.mean(), "duration_sd": parts.std().fillna(0.0)}
    table = pd.DataFrame({name: pd.to_timedelta(column, unit="s") for name, column in found.items()})
    return table.assign(duration_n=parts.size()).rename_axis("step")
