"""Scores with n and an interval, for all answers or by group.

Sources: NPS interval, Rocks, Interval Estimation for the Net Promoter Score (The American Statistician 2016): the adjusted Wald
interval adds 3 to n and 3/4 each to promoters and detractors; the plain one has the variance (p + d − (p − d)²)/n. Shares: Wilson
(1927). Means: Student's t. Bootstrap: percentiles of resampled answers (Efron 1979).
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.frames.reading import Floats
from cjm_widgets.frames.shares import wilson
from cjm_widgets.model.errors import DataError

from .answers import Answers, counts, read
from .kinds import Kind, Scale, kind as kind_of

METHODS = ("usual", "variance", "bootstrap")
FEW = 30
"""A score of fewer answers is marked as small."""
DRAWS = 2_000
COLUMNS = ("score", "low", "high", "n", "small", "good", "bad", "mean")


def scores(
    answers: pd.DataFrame | pd.Series[Any],
    score: str | None = None,
    *,
    by: str | Sequence[str] | None = None,
    kind: str = "nps",
    scale: Scale | None = None,
    interval: str = "usual",
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """A row per group: ``score``, its interval ``low`` and ``high``, ``n``, ``small`` (n below 30), and what it is made of.

    ``good`` and ``bad`` are the shares (of 1) that count for and against, ``mean`` is the plain mean answer. ``kind`` is nps, enps,
    csat, csat-mean, ces, ces-agree, ces-net, ces1, mean or sentiment. ``interval``: ``usual`` is the adjusted Wald interval for
    NPS (Rocks 2016), Wilson for a share, Student's t for a mean; ``variance`` the plain NPS formula or normal one; ``bootstrap``
    resamples 2,000 times from ``seed``. Groups without an answer have n = 0. ``attrs`` holds ``formula``, ``interval`` and
    ``left_out``, a table of what was no answer. ``DataError`` where a column or a score is not there.

    >>> scores(pd.Series([10, 9, 8, 2]), kind="nps")[["score", "n"]].values.tolist()
    [[25.0, 4.0]]
    """
    counted = kind_of(kind, scale)
    held = answers if isinstance(answers, pd.Series) else _column(answers, score or "score")
    found = read(held, counted)
    keys = _keys(answers, by, len(found.values))
    out = by_group(found, counted, keys, interval=interval, level=level, seed=seed)
    out.attrs["left_out"] = found.left_out
    return out


def by_group(
    found: Answers,
    kind: Kind,
    keys: pd.Series[Any] | pd.DataFrame | None,
    *,
    interval: str = "usual",
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """As ``scores``, of answers that were read; rows without a key are in no group."""
    if interval not in METHODS:
        raise DataError(f"There is no interval {interval!r}: {', '.join(METHODS)}.")
    if not 0 < level < 1:
        raise DataError(f"level is between 0 and 1, for example 0.95, not {level}.")
    if keys is None:
        rows = [scored(found.values, kind, interval, level, seed)]
        out = pd.DataFrame(rows, columns=list(COLUMNS), index=pd.Index(["all"], dtype="str"))
    else:
        names = list(keys) if isinstance(keys, pd.DataFrame) else [keys.name]
        held = pd.DataFrame(keys).assign(**{"": found.values})
        groups = held.groupby(names, sort=False, observed=True)[""]
        made = {name: scored(one.to_numpy(), kind, interval, level, seed) for name, one in groups}
        out = _labelled(made, names)
    out = out.astype({"n": "int64", "small": "bool"})
    out.attrs = {
        "formula": f"{kind.label}: {kind.formula}",
        "interval": method(kind, interval),
        "level": level,
    }
    return out


def _labelled(made: Mapping[Any, dict[str, Any]], names: list[Hashable]) -> pd.DataFrame:
    labels = [label if isinstance(label, tuple) else (label,) for label in made]
    index: pd.Index[Any] = (
        pd.MultiIndex.from_tuples(labels, names=names)
        if len(names) > 1
        else pd.Index([label[0] for label in labels], name=names[0])
    )
    return pd.DataFrame(list(made.values()), columns=list(COLUMNS), index=index)


def scored(
    values: Floats, kind: Kind, interval: str = "usual", level: float = 0.95, seed: int = 0
) -> dict[str, Any]:
    """One group's row. Without an answer there is no score; one answer has a score, and an interval only where the formula has one."""
    values = values[np.isfinite(values)]
    n = len(values)
    if n == 0:
        return dict.fromkeys(COLUMNS, math.nan) | {"n": 0, "small": True}
    added = kind.added(values)
    low, high = ends(added, kind, interval, level, seed)
    shares = (float((added > 0).mean()), float((added < 0).mean()))
    good, bad = shares if kind.good is not None else (math.nan, math.nan)
    row = {"score": float(added.mean()), "low": low, "high": high, "n": n, "small": n < FEW}
    return row | {"good": good, "bad": bad if kind.net else math.nan, "mean": float(values.mean())}


def method(kind: Kind, interval: str) -> str:
    """What an interval is computed by, in words."""
    if interval == "bootstrap":
        return f"bootstrap, {DRAWS:,} resamples"
    if kind.net:
        return "adjusted Wald (Rocks 2016)" if interval == "usual" else "NPS variance formula"
    if kind.good is not None:
        return "Wilson" if interval == "usual" else "normal (Wald)"
    return "Student's t" if interval == "usual" else "normal"


def ends(added: Floats, kind: Kind, interval: str, level: float, seed: int) -> tuple[float, float]:
    """The interval of a mean of what answers add."""
    low, high = kind.span
    if interval == "bootstrap":
        found = _resampled(added, level, seed)
    elif kind.net:
        found = net_interval(float((added > 0).sum()), float((added < 0).sum()), len(added), level, interval)
    elif kind.good is not None and interval == "usual":
        first, last = wilson(float((added > 0).sum()), len(added), level)
        found = (100 * first, 100 * last)
    else:
        found = _around(added, level, kind, interval)
    return found if math.isnan(found[0]) else (max(low, found[0]), min(high, found[1]))


def net_interval(
    good: float, bad: float, n: float, level: float = 0.95, interval: str = "usual"
) -> tuple[float, float]:
    """The interval of a net score in points, from counts.

    >>> [round(one, 2) for one in net_interval(200, 80, 400, interval="variance")]
    [22.35, 37.65]
    """
    if interval == "usual":
        good, bad, n = good + 0.75, bad + 0.75, n + 3
    p, d = good / n, bad / n
    half = _z(level) * math.sqrt(max(0.0, p + d - (p - d) ** 2) / n)
    return 100 * (p - d - half), 100 * (p - d + half)


def _around(added: Floats, level: float, kind: Kind, interval: str) -> tuple[float, float]:
    n = len(added)
    if n < 2:
        return math.nan, math.nan
    mean, sd = float(added.mean()), float(added.std(ddof=1))
    plain = interval == "variance" or kind.good is not None
    half = (_z(level) if plain else _t(level, n - 1)) * sd / math.sqrt(n)
    return mean - half, mean + half


def _resampled(added: Floats, level: float, seed: int) -> tuple[float, float]:
    if len(added) < 2:
        return math.nan, math.nan
    values, many = counts(added)
    drawn = np.random.default_rng(seed).multinomial(len(added), many / len(added), size=DRAWS)
    means = drawn @ values / len(added)
    first, last = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return float(first), float(last)


def _z(level: float) -> float:
    from scipy.stats import norm

    return float(norm.ppf((1 + level) / 2))


def _t(level: float, degrees: int) -> float:
    from scipy.stats import t

    return float(t.ppf((1 + level) / 2, degrees))


def _column(frame: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name not in frame.columns:
        raise DataError(
            f"There is no column {name!r}. There are: {', '.join(map(str, frame.columns))}.", column=name
        )
    return frame[name]


def _keys(
    answers: pd.DataFrame | pd.Series[Any], by: str | Sequence[str] | None, rows: int
) -> pd.Series[Any] | pd.DataFrame | None:
    if by is None:
        return None
    if isinstance(answers, pd.Series):
        raise DataError(
            "by= names columns of a DataFrame; a Series has none: series.groupby(...).agg(cjm.nps)."
        )
    if isinstance(by, str):
        return _column(answers, by).reset_index(drop=True)
    return pd.DataFrame({name: _column(answers, name) for name in by}).reset_index(drop=True)
