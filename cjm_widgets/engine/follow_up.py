"""After an improvement was carried out: was what happened within what was predicted, and was it the improvement?

Before against after is a difference of two shares (Newcombe 1998, from Wilson's intervals). Where a group was left as it was, the
difference of the differences takes out what changed for everyone meanwhile.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.special import ndtri

from cjm_widgets.frames import keys
from cjm_widgets.frames.shares import wilson
from cjm_widgets.model.errors import DataError

from .chain import Chain
from .gate import INTERVAL


@dataclass(frozen=True)
class Count:
    """So many of so many."""

    hits: float
    n: float

    @property
    def share(self) -> float:
        """Hits of n."""
        return self.hits / self.n


def counted(seen: Count | tuple[float, float] | pd.DataFrame, made: Chain) -> Count:
    """Hits of n: as they are, or out of a frame of journeys, a row each, whose ``outcome`` is one of the chain's.

    ``DataError`` where that column is not there, or names an outcome the journey does not have.
    """
    if isinstance(seen, Count):
        return seen
    if not isinstance(seen, pd.DataFrame):
        hits, n = seen
        return Count(float(hits), float(n))
    if "outcome" not in seen:
        raise DataError(
            f"The journeys have no column 'outcome': {', '.join(map(str, seen.columns))} are there."
        )
    ends = seen["outcome"].dropna().map(keys.text)
    strange = [one for one in ends.unique() if one not in made.outcomes]
    if strange:
        raise DataError(
            f"A journey ended in {strange[0]!r}: the map's outcomes are {', '.join(made.outcomes)}.",
            "outcomes",
        )
    well = {name for name, good in zip(made.outcomes, made.success, strict=True) if good}
    return Count(float(ends.isin(well).sum()), float(len(ends)))


def change(before: Count, after: Count, interval: float = INTERVAL) -> tuple[float, float, float]:
    """The difference of two shares with its interval (Newcombe's method 10).

    >>> [round(v, 4) for v in change(Count(48, 80), Count(56, 70), 0.95)]
    [0.2, 0.0524, 0.3339]
    """
    first, second = wilson(before.hits, before.n, interval), wilson(after.hits, after.n, interval)
    gap = after.share - before.share
    low = gap - np.hypot(after.share - second[0], first[1] - before.share)
    high = gap + np.hypot(second[1] - after.share, before.share - first[0])
    return gap, float(low), float(high)


def beside(
    before: Count, after: Count, control_before: Count, control_after: Count, interval: float = INTERVAL
) -> tuple[float, float, float]:
    """The difference in differences of shares with its interval (normal approximation, with one more hit and miss each)."""
    counts = (before, after, control_before, control_after)
    gap = (after.share - before.share) - (control_after.share - control_before.share)
    softened = [(one.hits + 1) / (one.n + 2) for one in counts]
    sd = np.sqrt(sum(p * (1 - p) / (one.n + 2) for p, one in zip(softened, counts, strict=True)))
    z = float(ndtri((1 + interval) / 2))
    return gap, float(gap - z * sd), float(gap + z * sd)


def follow_up(
    predicted: pd.DataFrame,
    before: Count,
    after: Count,
    control: tuple[Count, Count] | None = None,
    *,
    measure: str = "success",
) -> pd.DataFrame:
    """What was predicted beside what came: a row for the level after, one for the change, one for the change beside a control.

    ``predicted`` is ``Simulation.outcomes``. Columns: ``predicted``, ``predicted_low``, ``predicted_high``, ``seen``, ``seen_low``,
    ``seen_high``, ``inside``: whether what was seen lies within what was predicted for so many journeys: the sampling error
    of the counts is added to the prediction's own.
    """
    for one in (before, after, *(control or ())):
        if not (one.n > 0 and 0 <= one.hits <= one.n):
            raise DataError(
                f"{one.hits:g} of {one.n:g} is no share: hits from 0 to n, and n above 0, are allowed."
            )
    told = predicted.loc[[measure]].iloc[0]
    rows = {"level": _row(told, "then", (after.share, *wilson(after.hits, after.n, INTERVAL)))}
    rows["change"] = _row(told, "difference", change(before, after))
    if control is not None:
        rows["change beside control"] = _row(told, "difference", beside(before, after, *control))
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("what")


def _row(told: pd.Series, name: str, seen: tuple[float, float, float]) -> dict[str, object]:
    """One comparison; the two intervals are put together as independent errors."""
    middle, low, high = (float(told[f"{name}{end}"]) for end in ("", "_low", "_high"))
    value, seen_low, seen_high = seen
    reach = (
        np.hypot(high - middle, value - seen_low)
        if value > middle
        else np.hypot(middle - low, seen_high - value)
    )
    return {
        "predicted": middle,
        "predicted_low": low,
        "predicted_high": high,
        "seen": value,
        "seen_low": seen_low,
        "seen_high": seen_high,
        "inside": bool(abs(value - middle) <= reach),
    }
