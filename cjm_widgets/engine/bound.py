"""A number no portfolio can exceed: how good the best one found may yet be beaten.

Two bounds, the lower one holds. Free choice: if improvements cost nothing, the best selection of each step is found exactly by
policy iteration (Howard 1960). Gains apart: by the performance-difference lemma, adding an improvement at step i
gains visits(i) × (new row − old row) · x; with the most visits any selection brings and the best and worst x, that is a
most for each improvement, and the most under the limits is a small integer program.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from .chain import Chain, Floats
from .choices import Goal, carried_out
from .constraints import Limits
from .levers import Lever

Options = list[tuple[Floats, Floats]]
"""For each step the rows its own selections make: moves (2ᵒʷⁿ × n) and rewards (2ᵒʷⁿ)."""

MOST_OWN = 12
"""A step with more improvements than this has its options bounded by their corners, and each gain by the whole range."""


def bound(made: Chain, levers: Sequence[Lever], limits: Limits, goal: Goal) -> float:
    """The most any allowed selection can come to; infinite where nothing is known of it."""
    many = max(
        (len(_groups([levers[k] for k in _own(levers, i)])) for i in range(len(made.steps))), default=0
    )
    if many > MOST_OWN or (made.queues and goal.time > 0):
        return float("inf")
    if made.queues and goal.time < 0:
        made = _unqueued(made)  # nobody waits: no selection can be quicker
    least, begin, most = _starts(made, levers)
    options = [_options(made, levers, goal, i) for i in range(len(made.steps))]
    best, worst = _values(options, 1), _values(options, -1)
    free = float(np.maximum(least * best, most * best).sum())
    rewards = np.array([rewards[0] for _, rewards in options])
    base = float(begin @ np.linalg.solve(np.eye(len(begin)) - made.moves, rewards))
    return min(free, base + _packed(_gains(made, levers, options, (best, worst), most), limits))


def _starts(made: Chain, levers: Sequence[Lever]) -> tuple[Floats, Floats, Floats]:
    """The fewest entries any selection leaves, entries as they are, and the most."""
    begin = made.start / made.start.sum()
    least, most = begin.copy(), begin.copy()
    for one in levers:
        if one.kind == "volume":
            least[one.step] *= min(1.0, _factor(one))
            most[one.step] *= max(1.0, _factor(one))
    return least, begin, most


def _factor(one: Lever) -> float:
    return float(np.exp(one.adoption * one.likely))


def _own(levers: Sequence[Lever], step: int) -> list[int]:
    return [k for k, one in enumerate(levers) if one.step == step and one.kind not in ("volume", "emotion")]


def _unqueued(made: Chain) -> Chain:
    wait = made.wait.copy()
    wait[[i for i, _ in made.queues]] = 0
    return replace(made, wait=wait, queues=())


def _options(made: Chain, levers: Sequence[Lever], goal: Goal, step: int) -> tuple[Floats, Floats]:
    own = [levers[k] for k in _own(levers, step)]
    chosen = _selections(len(own)) if len(own) <= MOST_OWN else _corners(own)
    found = carried_out(made, own, chosen)
    many = chosen.shape[1]
    moves = np.broadcast_to(found.moves[step], (len(made.steps), many)).T
    reward = (found.ends[step] * goal.worth[:, None]).sum(axis=0)
    reward = reward + goal.time * (found.time + found.wait)[step] + goal.cost * found.cost[step]
    return moves, np.broadcast_to(reward, (many,))


def _selections(k: int) -> Floats:
    return ((np.arange(2**k) >> np.arange(k)[:, None]) & 1).astype(np.float64)


def _corners(own: Sequence[Lever]) -> Floats:
    """Selections between whose values those of all others lie, where a step has too many improvements to look at each.

    Those that act on one thing act through the sum of their effects, and the value of a step rises or falls with each such sum
    throughout (it is a ratio of two lines in its exponential): so all that raise it, or all that lower it.
    """
    groups = _groups(own)
    up = _selections(len(groups))
    out = np.array([up[groups.index((one.kind, one.column, one.adds))] for one in own])
    falls = np.array([one.likely < 0 for one in own])
    out[falls] = 1 - out[falls]
    return np.concatenate([np.zeros((len(own), 1)), out], axis=1)


def _groups(own: Sequence[Lever]) -> list[tuple[str, int, bool]]:
    return list(dict.fromkeys((one.kind, one.column, one.adds) for one in own))


def _values(options: Options, sign: int) -> Floats:
    """The best (or worst) x over free choice of options, by policy iteration."""
    n = len(options)
    at = np.zeros(n, dtype=int)
    for _ in range(1_000):
        moves = np.array([options[i][0][at[i]] for i in range(n)])
        x = np.linalg.solve(np.eye(n) - moves, np.array([options[i][1][at[i]] for i in range(n)]))
        found = [sign * (one @ x + reward) for one, reward in options]
        better = np.array(
            [int(q.argmax()) if q.max() > q[at[i]] + 1e-12 else at[i] for i, q in enumerate(found)]
        )
        if (better == at).all():
            break
        at = better
    return np.asarray(x)


def _gains(
    made: Chain, levers: Sequence[Lever], options: Options, x: tuple[Floats, Floats], entries: Floats
) -> Floats:
    """The most each improvement can add, whatever is carried out beside it."""
    out = np.zeros(len(levers))
    best, worst = x
    for i, (moves, rewards) in enumerate(options):
        own = _own(levers, i)
        visits = float(entries @ _visits(options, i)) if own else 0.0
        index = np.arange(len(rewards))
        for k, b in enumerate(own):
            if len(own) > MOST_OWN:
                out[b] = visits * float(np.ptp([best.max(), worst.min(), 0.0]) + np.ptp(rewards))
                continue
            without = index[(index >> k) & 1 == 0]
            change = moves[without | 1 << k] - moves[without]
            more = np.where(change > 0, change * best, change * worst).sum(axis=1)
            out[b] = max(0.0, visits * float((more + rewards[without | 1 << k] - rewards[without]).max()))
    for b, one in enumerate(levers):
        if one.kind == "volume":
            grown = (_factor(one) - 1) * entries[one.step] / max(_factor(one), 1.0)
            out[b] = max(0.0, grown * float(best[one.step]), grown * float(worst[one.step]))
    return out


def _visits(options: Options, step: int) -> Floats:
    """The most visits of a step from each step, over free choice."""
    counted = [(moves, np.full(len(rewards), float(i == step))) for i, (moves, rewards) in enumerate(options)]
    return _values(counted, 1)


def _packed(gains: Floats, limits: Limits) -> float:
    """The most the gains sum to under the limits."""
    k = len(gains)
    if not k:
        return 0.0
    rows = [LinearConstraint(limits.weights, ub=limits.most)] if len(limits.weights) else []
    for one, other in limits.needs:
        rows.append(LinearConstraint(np.eye(k)[one] - np.eye(k)[other], ub=0))
    for one, other in limits.excludes:
        rows.append(LinearConstraint(np.eye(k)[one] + np.eye(k)[other], ub=1))
    found = milp(
        -gains, integrality=np.ones(k), bounds=Bounds(0, 1), constraints=rows, options={"time_limit": 0.3}
    )
    best = -found.mip_dual_bound if found.mip_dual_bound is not None else gains.sum()
    return float(min(best, gains.sum()))
