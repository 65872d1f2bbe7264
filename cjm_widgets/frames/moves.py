"""Moves between steps as figures: their shares, how they stand to the plan, and the named ways through the journey.

The twin of js/src/model/moves.ts. It knows pandas and reading.py; nothing changes its arguments.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pandas as pd

from .reading import as_number, as_text, column, ends, flags
from .shares import wilson

"""Of a 95 % interval."""
COLUMNS = (
    "share",
    "count",
    "n",
    "low",
    "high",
    "kind",
    "assumed",
    "planned",
    "difference",
    "off_plan",
    "variants",
)


def moves(transitions: pd.DataFrame, steps: pd.DataFrame) -> pd.DataFrame:
    """Every move, a row each in the order of the table, by ``source`` and ``target``.

    - ``share``: between 0 and 1: the probability, else the count over all counts of the step; missing where neither is told.
    - ``count`` and ``n``: how many were seen to make it, and to make any move from the step. ``low`` and ``high``:
      the 95 % interval of count / n after Wilson (Journal of the American Statistical Association 22, 1927).
    - ``kind``: ``next``, ``skip``, ``return``, ``again`` or ``outcome``; ``unknown`` where the source is no step.
    - ``difference``: share − planned. ``off_plan``: whether the plan lies outside the interval, missing where nothing was counted.
    - ``assumed`` and ``variants`` as in the table.

    >>> t = pd.DataFrame({"source": ["pay", "pay"], "target": ["cook", "left"], "count": [90, 10], "planned": [0.95, None]})
    >>> found = moves(t, pd.DataFrame({"name": ["Pay", "Cook"]}, index=["pay", "cook"]))
    >>> found[["share", "kind", "difference", "off_plan"]].to_dict("records")[0]
    {'share': 0.9, 'kind': 'next', 'difference': -0.05, 'off_plan': True}
    >>> found[["low", "high"]].round(3).values.tolist()
    [[0.826, 0.945], [0.055, 0.174]]
    """
    known = ends(transitions)
    count = numbers(transitions, "count").where(lambda c: c >= 0)
    seen = count.groupby(known["source"].to_numpy(), dropna=False).transform("sum")
    counted = count.notna() & (seen > 0)
    share = numbers(transitions, "probability").fillna((count / seen.where(seen > 0)).where(counted))
    planned = numbers(transitions, "planned")
    bounds = [
        wilson(c, n) if ok else (math.nan, math.nan) for c, n, ok in zip(count, seen, counted, strict=True)
    ]
    low, high = ([pair[i] for pair in bounds] for i in (0, 1))
    out = pd.DataFrame({"share": share, "count": count, "n": seen.where(counted), "low": low, "high": high})
    order = {str(step): at for at, step in enumerate(steps.index)}
    out["kind"] = [_kind(order, *pair) for pair in zip(known["source"], known["target"], strict=True)]
    out["assumed"] = flags(column(transitions, "assumed")).to_numpy()
    out["planned"] = planned
    out["difference"] = (share - planned).round(9)
    off = (planned < out["low"]) | (planned > out["high"])
    out["off_plan"] = off.astype("boolean").where(planned.notna() & counted)
    out["variants"] = [names(value) for value in column(transitions, "variants")]
    out.index = pd.MultiIndex.from_frame(known)
    return out[list(COLUMNS)]


def numbers(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    """A column as finite numbers, by position; what is none is missing."""
    held = [as_number(None if v is pd.NA else v) for v in column(frame, name)]
    return pd.Series([v if math.isfinite(v) else math.nan for v in held], dtype="float64")


def names(value: Any) -> list[str]:
    """The variants a cell names, each once: a list, or names in a text with commas between.

    >>> names("happy, exception"), names(["happy", "happy"]), names(None)
    (['happy', 'exception'], ['happy'], [])
    """
    given: Iterable[Any] = value.split(",") if isinstance(value, str) else ()
    if isinstance(value, list | tuple):
        given = value
    told = (as_text(one) for one in given)
    return list(dict.fromkeys(one.strip() for one in told if one and one.strip()))


def _kind(order: dict[str, int], source: Any, target: Any) -> str:
    start, end = order.get(str(source)), order.get(str(target))
    if start is None:
        return "unknown"
    if end is None:
        return "outcome"
    return "again" if start == end else "next" if end == start + 1 else "skip" if end > start else "return"
