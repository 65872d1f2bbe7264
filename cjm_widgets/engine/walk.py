"""Customers walked through a chain one by one, all at the same pace: for what has no closed form, such as whole distributions.

Each move is drawn by Walker's alias method (1977; tables by Vose 1991): one uniform number and two look-ups whatever the number of
ways. Times of visits are gamma with the step's mean and variance.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from .chain import Chain, Floats
from .solve import Setting, setting

MOST_MOVES = 100_000
"""A journey that is longer than this is cut and said to be so: no chain of people comes near it."""
Ints = npt.NDArray[np.intp]


def walk(made: Chain, customers: int = 10_000, seed: int = 0, given: Setting | None = None) -> pd.DataFrame:
    """A row per customer: ``outcome``, ``time`` (seconds), ``steps`` visited, ``peak`` and ``end`` emotion.

    For one setting (the chain as it is, where none is given). ``RuntimeError`` where a journey does not end.

    >>> from .chain import line
    >>> walk(line(["a"], [1.0]), 3)["outcome"].tolist()
    ['done', 'done', 'done']
    """
    one = setting(made) if given is None else given
    rng = np.random.default_rng(seed)
    n = len(made.steps)
    odds, other = _alias(np.concatenate([one.moves[..., 0], one.ends[..., 0]], axis=1))
    at = rng.choice(n, size=customers, p=one.start[:, 0] / one.start[:, 0].sum())
    who: Ints = np.arange(customers)
    mean, spread = (one.time + one.wait)[:, 0], (one.time_var + one.wait_var)[:, 0]
    felt = np.nan_to_num(one.emotion[:, 0])
    steps = np.zeros(customers, dtype=np.int64)
    outcome = np.full(customers, -1, dtype=np.intp)
    time, peak, last = np.zeros(customers), np.full(customers, np.nan), np.full(customers, np.nan)
    rated = ~np.isnan(one.emotion[:, 0])
    for _ in range(MOST_MOVES):
        steps[who] += 1
        time[who] += _times(rng, mean[at], spread[at])
        if rated.any():
            _feel(peak, last, who[rated[at]], felt[at[rated[at]]])
        nxt = _moved(rng, odds, other, at)
        ended = nxt >= n
        outcome[who[ended]] = nxt[ended] - n
        last[who[ended & ~rated[at]]] = np.nan
        who, at = who[~ended], nxt[~ended]
        if not len(who):
            names = np.array(made.outcomes, dtype=object)
            return pd.DataFrame(
                {"outcome": names[outcome], "time": time, "steps": steps, "peak": peak, "end": last}
            )
    raise RuntimeError(f"After {MOST_MOVES:,} moves {len(who)} of {customers} journeys had not ended.")


def _moved(rng: np.random.Generator, odds: Floats, other: Ints, at: Ints) -> Ints:
    ways = odds.shape[1]
    drawn = rng.random(len(at)) * ways
    way = drawn.astype(np.intp)
    cell = at * ways + way
    return np.asarray(np.where(drawn - way < odds.ravel()[cell], way, other.ravel()[cell]))


def _times(rng: np.random.Generator, mean: Floats, spread: Floats) -> Floats:
    """Gamma times; where nothing spreads, the mean."""
    varied = (spread > 0) & (mean > 0)
    if not varied.any():
        return mean
    out = mean.copy()
    out[varied] = rng.gamma(mean[varied] ** 2 / spread[varied], spread[varied] / mean[varied])
    return out


def _feel(peak: Floats, last: Floats, who: Ints, felt: Floats) -> None:
    """Remember a moment where it is stronger than all before; of two equally strong ones the bad one is the stronger."""
    more = np.abs(felt) - np.abs(peak[who])
    stronger = np.isnan(more) | (more > 0) | ((more == 0) & (felt < 0))
    peak[who[stronger]] = felt[stronger]
    last[who] = felt


def _alias(rows: Floats) -> tuple[Floats, Ints]:
    """Vose's alias tables, a row per step."""
    n, ways = rows.shape
    odds, other = np.ones((n, ways)), np.tile(np.arange(ways), (n, 1))
    for i in range(n):
        scaled = rows[i] * ways
        small = [int(k) for k in np.flatnonzero(scaled < 1)]
        large = [int(k) for k in np.flatnonzero(scaled >= 1)]
        while small and large:
            few, many = small.pop(), large[-1]
            odds[i, few], other[i, few] = scaled[few], many
            scaled[many] -= 1 - scaled[few]
            if scaled[many] < 1:
                small.append(large.pop())
    return odds, other
