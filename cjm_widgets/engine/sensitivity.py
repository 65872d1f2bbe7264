"""What the result hangs on: one input at a time from low to high (a tornado), and rank correlation over the draws."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd
from scipy.special import betaincinv, gammaincinv
from scipy.stats import rankdata

from .chain import Chain, Floats
from .draws import World, mode, pert
from .levers import Lever, apply
from .measures import measures
from .solve import Setting, setting, solve

ENDS = (0.05, 0.95)
"""An input goes from its 5th to its 95th percentile."""
CELLS = 20_000_000
"""Steps × steps × settings solved at once, at most: long journeys are taken in pieces."""


def tornado(made: Chain, levers: Sequence[Lever], measure: str = "success") -> pd.DataFrame:
    """How far the difference made by the improvements swings with each uncertain input alone, widest first.

    Columns: ``input``, ``kind`` (effect, going on, time), ``low`` and ``high`` (the difference at the input's 5th and 95th
    percentile, all else likely), ``swing`` (high − low). Every input is one pair of settings of the same solve.
    """
    cases = [*_effects(levers), *_going(made), *_times(made)]
    columns = ["input", "kind", "low", "high", "swing"]
    if not cases:
        return pd.DataFrame(columns=columns)
    piece = max(1, CELLS // (2 * len(made.steps) ** 2))
    gap = np.concatenate(
        [_gap(made, levers, cases[i : i + piece], measure) for i in range(0, len(cases), piece)]
    )
    table = pd.DataFrame(
        {
            "input": [name for name, *_ in cases],
            "kind": [kind for _, kind, *_ in cases],
            "low": gap[:, 0],
            "high": gap[:, 1],
            "swing": gap[:, 1] - gap[:, 0],
        }
    )
    return table.sort_values("swing", key=abs, ascending=False, kind="stable", ignore_index=True)


def _gap(made: Chain, levers: Sequence[Lever], cases: Sequence[Case], measure: str) -> Floats:
    """The difference at the low and the high end of each case (cases × 2)."""
    base, effects = _settings(made, levers, cases)
    volume = made.start.sum()
    now = measures(made, solve(base), volume)[measure]
    then = measures(made, solve(apply(base, made, levers, effects)), volume)[measure]
    return np.asarray((then - now).reshape(-1, 2))


def correlation(drawn: World, result: Floats) -> pd.DataFrame:
    """Spearman's rank correlation of each uncertain input with a result over the draws, strongest first.

    Source: Saltelli et al., Sensitivity Analysis (2000), ch. 2.
    """
    ranked = rankdata(result)
    rows = [
        (one.name, one.kind, float(np.corrcoef(rankdata(one.values), ranked)[0, 1]))
        for one in drawn.inputs
        if np.ptp(one.values) > 0 and np.ptp(result) > 0
    ]
    table = pd.DataFrame(rows, columns=["input", "kind", "correlation"])
    return table.sort_values("correlation", key=abs, ascending=False, kind="stable", ignore_index=True)


Case = tuple[str, str, int, tuple[float, float]]
"""An input's name and kind, where it is, and its two values."""


def _effects(levers: Sequence[Lever]) -> list[Case]:
    ends = np.array(ENDS)
    cases = []
    for k, one in enumerate(levers):
        if one.low != one.high and one.adoption > 0:
            low, high = pert(ends, one.low, one.likely, one.high)
            cases.append((one.name, "effect", k, (float(low), float(high))))
    return cases


def _going(made: Chain) -> list[Case]:
    """The share that goes on at each step, as its beta distribution has it."""
    cases: list[Case] = []
    share = 1 - made.ends[:, ~made.success].sum(axis=1)
    for i, step in enumerate(made.steps):
        if np.isfinite(made.seen[i]) and 0 < share[i] < 1:
            more = 0.5 * np.array(
                [made.possible[i][~made.leaving].sum(), made.possible[i][made.leaving].sum()]
            )
            on, off = made.seen[i] * np.array([share[i], 1 - share[i]]) + (more if made.counted[i] else 0)
            low, high = betaincinv(on, off, np.array(ENDS))
            cases.append((step, "going on", i, (float(low), float(high))))
    return cases


def _times(made: Chain) -> list[Case]:
    wide = np.flatnonzero((made.time_high > made.time_low) & ~made.counted)
    out: list[Case] = []
    for i in wide:
        low, high = float(made.time_low[i]), float(made.time_high[i])
        ends = pert(np.array(ENDS), low, mode(low, float(made.time[i]), high), high)
        out.append((made.steps[i], "time", int(i), (float(ends[0]), float(ends[1]))))
    for i in np.flatnonzero((made.time_error > 0) & (made.time > 0)):
        mean, error = float(made.time[i]), float(made.time_error[i])
        ends = gammaincinv((mean / error) ** 2, np.array(ENDS)) * error**2 / mean
        out.append((made.steps[i], "time", int(i), (float(ends[0]), float(ends[1]))))
    return out


def _settings(made: Chain, levers: Sequence[Lever], cases: Sequence[Case]) -> tuple[Setting, Floats]:
    """Two settings for each case, all else as is likely."""
    many = 2 * len(cases)
    base = setting(made)
    wide = {name: np.repeat(getattr(base, name), many, axis=-1) for name in Setting.__dataclass_fields__}
    effects = np.repeat(np.array([one.adoption * one.likely for one in levers]).reshape(-1, 1), many, axis=1)
    n = len(made.steps)
    for k, (_, kind, at, values) in enumerate(cases):
        for d, value in zip((2 * k, 2 * k + 1), values, strict=True):
            if kind == "effect":
                effects[at, d] = levers[at].adoption * value
            elif kind == "time":
                wide["time"][at, d] = value
            else:
                row = _gone_on(made, at, value)
                wide["moves"][at, :, d], wide["ends"][at, :, d] = row[:n], row[n:]
    return Setting(**wide), effects


def _gone_on(made: Chain, at: int, share: float) -> Floats:
    """A row whose going on is ``share``, ways within each part as they were."""
    row: Floats = made.rows[at].copy()
    left = row[made.leaving].sum()
    row[made.leaving] *= (1 - share) / left
    row[~made.leaving] *= share / (1 - left)
    return row
