"""Every selection of improvements, scored by the chain itself and never by a sum of single effects.

A selection changes the rows of the steps its improvements act on. Eliminating the steps one by one, a row needs to be worked out
only for the improvements met so far: with 20 of them the last step is met a million times, but as a number, and the first
once, as a row of numbers. So a million selections cost some hundred operations on arrays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from cjm_widgets.model.errors import DataError

from .chain import Chain, Floats
from .levers import Lever, apply
from .solve import Setting, back, eliminate, forward_in, setting, visits, widened
from .stopping import go_on

MOST = 22
"""So many improvements are looked at in every selection; beyond, the portfolio is searched."""


@dataclass(frozen=True)
class Goal:
    """What is wanted, as a sum: what each outcome is worth, and what a second and a unit of cost are worth (mostly below 0)."""

    worth: Floats
    time: float = 0.0
    cost: float = 0.0


def success(made: Chain) -> Goal:
    """The share of journeys that end well."""
    return Goal(made.success.astype(np.float64))


def scores(
    made: Chain, levers: Sequence[Lever], goal: Goal | None = None, base: Setting | None = None
) -> Floats:
    """What every selection comes to, 2ᵏ numbers: improvement i is carried out where bit i of the place is set.

    Per journey that began before, for one setting (the likely chain where none is given). Effects are the likely ones, as far
    as each is to be carried out. ``DataError`` beyond 22 improvements.

    >>> from .chain import line
    >>> from .levers import lever
    >>> made = line(["a"], [0.5])
    >>> scores(made, [lever(made, "help", "pass_through", "a", (3, 3, 3))]).round(3).tolist()
    [0.5, 0.75]
    """
    if len(levers) > MOST:
        raise DataError(
            f"{len(levers)} improvements have 2^{len(levers)} selections: at most {MOST} are looked at in all."
        )
    rows = _Rows(
        made, levers, success(made) if goal is None else goal, setting(made) if base is None else base
    )
    order = _order(made, levers)
    known: list[Floats] = []
    bits: list[int] = []
    for k, step in enumerate(order):
        row, own = rows.step(step, order)
        row = _eliminated(row, known, 2 ** len(bits))
        known.append(row[1:] / row[:1])
        bits += own
        assert len(row) == len(order) - k + 1
    start, own = rows.start(order)
    start = _eliminated(start, known, 2 ** len(bits))
    return _arranged(start[0], [*bits, *own], len(levers))


def worth_of(given: Setting, goal: Goal, before: float) -> Floats:
    """The goal for settings as they are, a value each, per journey of the ``before`` that began."""
    go_on()
    reward = (given.ends * goal.worth[None, :, None]).sum(axis=1)
    reward = reward + (goal.time * (given.time + given.wait) if goal.time else 0.0) + goal.cost * given.cost
    endless = ~np.isfinite(reward)
    both = eliminate(given.moves, given.ends)
    found = (given.start / before * back(both, forward_in(both, np.where(endless, 0.0, reward)))).sum(axis=0)
    if endless.any():  # a queue grows without end: minus infinity where journeys come by
        found = np.where((endless & (visits(given) > 0)).any(axis=0), np.sign(goal.time) * np.inf, found)
    return np.asarray(found)


def carried_out(made: Chain, levers: Sequence[Lever], chosen: Floats) -> Setting:
    """Settings in which each improvement is carried out as far as it says, or not at all: ``chosen`` is k × D."""
    share = np.array([one.adoption * one.likely for one in levers]).reshape(-1, 1)
    return apply(setting(made), made, levers, chosen * share)


def _order(made: Chain, levers: Sequence[Lever]) -> list[int]:
    """Steps without improvements first, then those with the most: what comes early is worked out for few selections."""
    count = np.bincount([one.step for one in levers if one.kind != "volume"], minlength=len(made.steps))
    return sorted(range(len(made.steps)), key=lambda i: (count[i], i))


@dataclass(frozen=True)
class _Rows:
    """The rows of (I − P) x = r, each over the selections of its own improvements."""

    made: Chain
    levers: Sequence[Lever]
    goal: Goal
    base: Setting

    def step(self, step: int, order: list[int]) -> tuple[Floats, list[int]]:
        """A step's row by order of elimination, its reward last: (n + 1) × 2ᵒʷⁿ; and its own improvements."""
        own = [
            b
            for b, one in enumerate(self.levers)
            if one.step == step and one.kind not in ("volume", "emotion")
        ]
        found = self._carried_out(own)
        row = -widened(found.moves[step], 2 ** len(own))[order]
        row[order.index(step)] += 1
        reward = (found.ends[step] * self.goal.worth[:, None]).sum(axis=0)
        reward = reward + self.goal.time * (found.time + found.wait)[step] + self.goal.cost * found.cost[step]
        return np.concatenate([row, widened(reward, 2 ** len(own))[None]]), own

    def start(self, order: list[int]) -> tuple[Floats, list[int]]:
        """Where journeys begin, as a row in front of all others."""
        own = [b for b, one in enumerate(self.levers) if one.kind == "volume"]
        entries = widened(self._carried_out(own).start, 2 ** len(own))[order] / self.base.start.sum()
        return np.concatenate([-entries, np.zeros((1, entries.shape[1]))]), own

    def _carried_out(self, own: list[int]) -> Setting:
        mine = [self.levers[b] for b in own]
        share = np.array([one.adoption * one.likely for one in mine]).reshape(-1, 1)
        return apply(self.base, self.made, mine, _selections(len(own)) * share)


def _eliminated(row: Floats, known: list[Floats], before: int) -> Floats:
    """A row less its parts of the rows before it: what is left of it, over its own selections and all ``before``."""
    own = row.shape[1]
    now = row[:, :, None]
    for above in known:
        go_on()
        head, rest = now[0], now[1:]
        if (head != 0).any():
            high = max(1, above.shape[1] // now.shape[2])
            low = above.reshape(len(above), high, -1)
            low = np.broadcast_to(low, (*low.shape[:2], now.shape[2]))
            now = (rest[:, :, None] - head[None, :, None] * low[:, None]).reshape(len(rest), own, -1)
        else:
            now = rest
    whole = np.broadcast_to(now[:, :, None], (len(now), own, before // now.shape[2], now.shape[2]))
    return whole.reshape(len(now), own * before)


def _arranged(values: Floats, bits: list[int], k: int) -> Floats:
    """Numbers over the selections of some improvements, the first bit counting least, as numbers over all."""
    missing = [b for b in range(k) if b not in bits]
    shaped = np.broadcast_to(values.reshape((2,) * len(bits)), (2,) * k)
    axes = [*missing, *bits[::-1]]
    return np.ascontiguousarray(shaped.transpose([axes.index(b) for b in range(k - 1, -1, -1)])).reshape(-1)


def _selections(k: int) -> Floats:
    """k × 2ᵏ of zeros and ones, bit i in row i."""
    return ((np.arange(2**k) >> np.arange(k)[:, None]) & 1).astype(np.float64)
