"""Answers as the measures people ask for, with intervals: what a tile says and what a table holds."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from .chain import Chain, Floats
from .solve import Answers

INTERVAL = 0.90


def measures(made: Chain, found: Answers, volume: Floats | float | None = None) -> dict[str, Floats]:
    """Each measure with a value per setting, per journey that begins (``value`` and ``net`` per journey that began before).

    ``success`` is the share that ends well; each outcome has its own share; ``time`` (seconds), ``time_sd``, ``steps``
    visited, ``cost``, ``value``, ``net``, ``satisfaction`` (mean emotion over visits), ``peak_end``, ``volume``.
    """
    before = found.volume if volume is None else volume
    grown = found.volume / before
    shares = {f"ends in {name}": row for name, row in zip(made.outcomes, found.ends, strict=True)}
    value = grown * (found.ends * made.value[:, None]).sum(axis=0)
    return {
        "success": found.ends[made.success].sum(axis=0),
        **shares,
        "time": found.time,
        "time_sd": found.time_sd,
        "steps": found.visits.sum(axis=0),
        "cost": grown * found.cost,
        "value": value,
        "net": value - grown * found.cost,
        "satisfaction": found.mean_emotion,
        "peak_end": found.peak_end,
        "volume": grown,
    }


def bounds(values: Floats, interval: float = INTERVAL) -> Floats:
    """The middle ``interval`` of the draws of each row (rows × draws): low and high (2 × rows), nothing where nothing is known."""
    ends = [(1 - interval) / 2, (1 + interval) / 2]
    out = np.full((2, len(values)), np.nan)
    told = ~np.isnan(values).all(axis=1)
    if told.any():
        part = values[told]
        # Where a queue grows without end a draw is infinite: then quantiles are draws, and nothing is interpolated.
        how: Any = "linear" if np.isfinite(part).all() else "inverted_cdf"
        known = np.nanquantile if np.isnan(part).any() else np.quantile
        out[:, told] = known(part, ends, axis=1, method=how)
    return out


def compared(
    point: tuple[dict[str, Floats], dict[str, Floats]],
    drawn: tuple[dict[str, Floats], dict[str, Floats]],
    interval: float = INTERVAL,
) -> pd.DataFrame:
    """Now, then and their paired difference for each measure: a row per measure.

    ``now``, ``then`` and ``difference`` are exact for the likely values; ``_low`` and ``_high`` hold the middle ``interval``
    of the draws; ``chance`` is the share of draws in which the difference is above nothing.
    """
    names = list(point[0])
    now, then = (np.array([one[name] for name in names]) for one in drawn)
    first, last = (np.array([one[name][0] for name in names]) for one in point)
    with np.errstate(invalid="ignore"):  # infinite waits, now and then: their difference is not known
        gap = then - now
        table = {"now": first, "then": last, "difference": last - first}
    for name, values in (("now", now), ("then", then), ("difference", gap)):
        table[f"{name}_low"], table[f"{name}_high"] = bounds(values, interval)
    table["chance"] = np.where(np.isnan(gap).all(axis=1), np.nan, (gap > 0).mean(axis=1))
    columns = [f"{a}{b}" for a in ("now", "then", "difference") for b in ("", "_low", "_high")]
    return pd.DataFrame(table, index=pd.Index(names, name="measure"))[[*columns, "chance"]]
