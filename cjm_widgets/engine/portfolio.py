"""Which improvements to carry out: the best selection under the limits, how it compares, and how sure that is.

Up to twenty improvements every selection is scored, with all interactions. Beyond, greedy choice with swaps and then annealing,
both scored by the chain itself, with a bound that says how far from the best it can be at most.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

from .bound import bound
from .chain import Chain, Flags, Floats
from .choices import Goal, scores, success, worth_of
from .constraints import Limits
from .draws import World
from .levers import Lever
from .measures import bounds
from .search import search

EXACT = 20
"""So many improvements are looked at in every selection."""
WORST = 0.10
"""The share of draws that count as the worst, for the conditional value at risk."""
COMPARED = 24
"""So many of the best selections are held against each other over the draws."""
PIECE = 1 << 16


@dataclass(frozen=True)
class Portfolio:
    """The selection that was found best, beside the others.

    ``chosen`` names it; ``score`` is what it comes to for the likely effects, ``base`` what doing nothing does; ``bound`` is
    a number no selection exceeds (the score itself where ``exact``). ``frontier`` is a row per cost at which more is to be
    had; ``candidates`` the best selections over the draws: mean, interval, ``cvar`` (mean of the worst tenth) and ``best``
    (the share of draws in which none of them is better). ``selections`` are those, improvements × selections.
    """

    chosen: tuple[str, ...]
    score: float
    base: float
    cost: float
    bound: float
    exact: bool
    frontier: pd.DataFrame
    candidates: pd.DataFrame
    selections: Floats
    draw: Callable[[str, Any], Any] | None = field(default=None, repr=False, compare=False)

    def plot(self) -> Any:
        """The efficient frontier, cost against score, with the chosen selection: a chart as of ``Simulation.plot``."""
        if self.draw is None:
            raise DataError("This portfolio does not know how to draw: take the one of m.portfolio().")
        return self.draw("frontier", self)


def portfolio(drawn: World, limits: Limits, goal: Goal | None = None, *, seed: int = 0) -> Portfolio:
    """The best selection of a world's improvements under the limits, for their likely effects.

    Each is carried out as far as it says; one that is switched off (adoption 0) is looked at in full.
    """
    drawn = switched_on(drawn)
    goal = success(drawn.made) if goal is None else goal
    made, levers = drawn.made, drawn.levers
    # A queue ties all steps together: what one selection does to a wait depends on every other step.
    exact = len(levers) <= EXACT and not (made.queues and goal.time)
    found = _every(made, levers, limits, goal) if exact else search(made, levers, limits, goal, seed=seed)
    chosen, score = found
    order = np.lexsort((limits.cost @ chosen, -score))
    best = chosen[:, order[0]]
    return Portfolio(
        _named(levers, best),
        float(score[order[0]]),
        float(score[(chosen == 0).all(axis=0)][0]),
        float(limits.cost @ best),
        float(score[order[0]]) if exact else bound(made, levers, limits, goal),
        exact,
        _frontier(levers, limits, chosen, score),
        _candidates(drawn, limits, goal, chosen[:, order[:COMPARED]]),
        chosen[:, order[:COMPARED]],
    )


def _every(made: Chain, levers: Sequence[Lever], limits: Limits, goal: Goal) -> tuple[Floats, Floats]:
    """The allowed selections worth looking at further, and their scores: those that nothing cheaper beats, and the best."""
    score = scores(made, levers, goal)
    cost = _sums(limits.cost)
    allowed = _allowed(limits, len(levers))
    index = np.flatnonzero(allowed)
    by_cost = index[np.lexsort((-score[index], cost[index]))]
    leading = by_cost[_rising(score[by_cost])]
    top = index[np.argpartition(-score[index], min(COMPARED, len(index) - 1))[:COMPARED]]
    kept = np.unique(np.concatenate([[0], leading, top]))
    return _bits(kept, len(levers)), score[kept]


def _allowed(limits: Limits, k: int) -> Flags:
    ok = np.ones(2**k, bool)
    for weights, most in zip(limits.weights, limits.most, strict=True):
        ok &= _sums(weights) <= most + 1e-9
    index = np.arange(2**k)
    for one, other in limits.needs:
        ok &= ((index >> one) & 1) <= ((index >> other) & 1)
    for one, other in limits.excludes:
        ok &= ((index >> one) & (index >> other) & 1) == 0
    return ok


def _sums(weights: Floats) -> Floats:
    """The sum of weights over every selection, by doubling."""
    out = np.zeros(1)
    for weight in weights:
        out = np.concatenate([out, out + weight])
    return out


def _rising(score: Floats) -> Flags:
    """Where a running best is bettered."""
    best = np.maximum.accumulate(score)
    return np.concatenate([[True], best[1:] > best[:-1] + 1e-12])


def _bits(index: np.ndarray, k: int) -> Floats:
    return ((index >> np.arange(k)[:, None]) & 1).astype(np.float64)


def _named(levers: Sequence[Lever], chosen: Floats) -> tuple[str, ...]:
    return tuple(one.name for one, taken in zip(levers, chosen, strict=True) if taken)


def _frontier(levers: Sequence[Lever], limits: Limits, chosen: Floats, score: Floats) -> pd.DataFrame:
    """Each cost at which more is to be had than for less: cost, score, how many, which."""
    cost = limits.cost @ chosen
    order = np.lexsort((-score, cost))
    kept = order[_rising(score[order])]
    return pd.DataFrame(
        {
            "cost": cost[kept],
            "score": score[kept],
            "count": chosen[:, kept].sum(axis=0).astype(int),
            "improvements": [", ".join(_named(levers, chosen[:, i])) for i in kept],
        }
    )


def switched_on(drawn: World) -> World:
    """The world with every improvement that is switched off on in full: what could be chosen."""
    levers = tuple(replace(one, adoption=one.adoption or 1.0) for one in drawn.levers)
    return replace(drawn, levers=levers)


def options(drawn: World, found: Portfolio, goal: Goal) -> Floats:
    """What doing nothing and each of the best selections comes to in each draw (options × draws)."""
    nothing = np.zeros((len(drawn.levers), 1))
    return _values(
        switched_on(drawn), goal, np.unique(np.concatenate([nothing, found.selections], axis=1), axis=1)
    )


def _values(drawn: World, goal: Goal, chosen: Floats) -> Floats:
    adoption = np.array([one.adoption for one in drawn.levers])
    before = float(drawn.made.start.sum())
    return np.array(
        [
            np.concatenate([worth_of(part, goal, before) for part in drawn.futures(adoption * one)])
            for one in chosen.T
        ]
    )


def _candidates(drawn: World, limits: Limits, goal: Goal, chosen: Floats) -> pd.DataFrame:
    """Selections over the draws, the best mean first."""
    values = _values(drawn, goal, chosen)
    worst = max(1, int(np.ceil(WORST * values.shape[1])))
    low, high = bounds(values)
    table = pd.DataFrame(
        {
            "improvements": [", ".join(_named(drawn.levers, one)) for one in chosen.T],
            "cost": limits.cost @ chosen,
            "mean": values.mean(axis=1),
            "low": low,
            "high": high,
            "cvar": np.sort(values, axis=1)[:, :worst].mean(axis=1),
            "best": (values >= values.max(axis=0) - 1e-12).mean(axis=1),
        }
    )
    return table.sort_values("mean", ascending=False, kind="stable", ignore_index=True)
