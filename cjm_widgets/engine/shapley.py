"""What each improvement brings on its own, as the last one, and fairly shared: effects together are not the sum of single ones.

Source: Shapley, A value for n-person games (1953); sampled by permutations with their reverses beyond the exact limit (Castro et
al. 2009).
"""

from __future__ import annotations

from collections.abc import Sequence
from math import factorial

import numpy as np
import pandas as pd

from .chain import Chain, Floats
from .choices import Goal, carried_out, scores, success, worth_of
from .levers import Lever

EXACT = 16
ORDERS = 256


def shares(made: Chain, levers: Sequence[Lever], goal: Goal | None = None, *, seed: int = 0) -> pd.DataFrame:
    """A row per improvement: ``alone``, ``last`` (beside all others) and ``share`` (the Shapley value; they sum to the joint effect).

    Exact up to 16 improvements, sampled beyond; ``.attrs["exact"]`` says which.

    >>> from .chain import line
    >>> from .levers import lever
    >>> made = line(["a", "b"], [0.5, 0.5])
    >>> both = [lever(made, s, "pass_through", s, (3, 3, 3)) for s in "ab"]
    >>> shares(made, both)["share"].round(5).tolist()
    [0.15625, 0.15625]
    """
    goal = success(made) if goal is None else goal
    names = pd.Index([one.name for one in levers], name="improvement")
    exact = len(levers) <= EXACT
    found = _exact(scores(made, levers, goal), len(levers)) if exact else _sampled(made, levers, goal, seed)
    ends = np.concatenate([np.zeros((len(levers), 1)), np.eye(len(levers)), 1 - np.eye(len(levers))], axis=1)
    ends = np.concatenate([ends, np.ones((len(levers), 1))], axis=1)
    value = worth_of(carried_out(made, levers, ends), goal, float(made.start.sum()))
    k = len(levers)
    table = pd.DataFrame(
        {"alone": value[1 : k + 1] - value[0], "last": value[-1] - value[k + 1 : -1], "share": found},
        index=names,
    )
    table.attrs["exact"] = exact
    return table


def _exact(table: Floats, k: int) -> Floats:
    index = np.arange(2**k)
    count = np.zeros(2**k, dtype=int)
    for b in range(k):
        count += (index >> b) & 1
    weight = np.array(
        [factorial(s) * factorial(k - s - 1) / factorial(k) if s < k else 0.0 for s in range(k + 1)]
    )
    out = np.zeros(k)
    for b in range(k):
        without = index[(index >> b) & 1 == 0]
        out[b] = (weight[count[without]] * (table[without | 1 << b] - table[without])).sum()
    return out


def _sampled(made: Chain, levers: Sequence[Lever], goal: Goal, seed: int) -> Floats:
    rng, k = np.random.default_rng(seed), len(levers)
    out = np.zeros(k)
    before = float(made.start.sum())
    for _ in range(ORDERS // 2):
        order = rng.permutation(k)
        for one in (order, order[::-1]):
            taken = (np.argsort(one)[:, None] < np.arange(k + 1)[None]).astype(np.float64)
            gain = np.diff(worth_of(carried_out(made, levers, taken), goal, before))
            out[one] += gain
    return out / ORDERS
