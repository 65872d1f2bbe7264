"""Good selections among too many to look at all: greedy choice with swaps, then annealing of many at once.

Every selection is scored by the chain, hundreds in one solve. The same seed gives the same answer: work is counted in rounds,
not in seconds.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from .chain import Chain, Floats
from .choices import Goal, carried_out, worth_of
from .constraints import Limits
from .levers import Lever

WALKERS = 48
ROUNDS = 160
SWAPS = 40


def search(
    made: Chain, levers: Sequence[Lever], limits: Limits, goal: Goal, *, seed: int = 0
) -> tuple[Floats, Floats]:
    """Allowed selections (k × D) and their scores, doing nothing among them, the best found among them."""
    found = _Found(made, levers, limits, goal)
    nothing = np.zeros((len(levers), 1))
    found.score(nothing)
    starts = [_greedy(found, per_cost) for per_cost in (True, False)]
    better = [_swapped(found, one) for one in starts]
    _annealed(found, np.array(better), np.random.default_rng(seed))
    best = _swapped(found, found.best())
    found.score(best[:, None])
    return found.all()


class _Found:
    """Scores selections once each and remembers them."""

    def __init__(self, made: Chain, levers: Sequence[Lever], limits: Limits, goal: Goal) -> None:
        self.made, self.levers, self.limits, self.goal = made, levers, limits, goal
        self.known: dict[bytes, float] = {}
        self.before = float(made.start.sum())

    def score(self, chosen: Floats) -> Floats:
        """The score of each selection; minus infinity where it is not allowed."""
        out = np.full(chosen.shape[1], -np.inf)
        named = [one.tobytes() for one in chosen.T.astype(np.uint8)]
        allowed = self.limits.allowed(chosen)
        fresh = [d for d, name in enumerate(named) if allowed[d] and name not in self.known]
        if fresh:
            values = worth_of(carried_out(self.made, self.levers, chosen[:, fresh]), self.goal, self.before)
            self.known |= {named[d]: float(v) for d, v in zip(fresh, values, strict=True)}
        for d in np.flatnonzero(allowed):
            out[d] = self.known[named[d]]
        return out

    def best(self) -> Floats:
        """The best selection so far."""
        name = max(self.known, key=lambda one: self.known[one])
        return np.frombuffer(name, dtype=np.uint8).astype(np.float64)

    def all(self) -> tuple[Floats, Floats]:
        """All that were scored."""
        chosen = np.array([np.frombuffer(name, dtype=np.uint8) for name in self.known], dtype=np.float64).T
        return chosen, np.array(list(self.known.values()))


def _greedy(found: _Found, per_cost: bool) -> Floats:
    """Adds the best improvement after the other, by gain or by gain for its cost, with what it needs."""
    now = np.zeros(len(found.levers))
    score = float(found.score(now[:, None])[0])
    while True:
        tries = np.array([_with_needs(found.limits, now, int(b)) for b in np.flatnonzero(now == 0)]).T
        if not tries.size:
            return now
        gain = found.score(tries) - score
        cost = found.limits.cost @ tries - found.limits.cost @ now
        rank = gain / np.maximum(cost, 1e-9) if per_cost else gain
        at = int(np.argmax(np.where(gain > 1e-12, rank, -np.inf)))
        if not gain[at] > 1e-12:
            return now
        now, score = tries[:, at], score + float(gain[at])


def _with_needs(limits: Limits, now: Floats, b: int) -> Floats:
    out = now.copy()
    out[b] = 1
    for _ in limits.needs:
        for one, other in limits.needs:
            if out[one]:
                out[other] = 1
    return out


def _swapped(found: _Found, now: Floats) -> Floats:
    """Betters a selection by one change, or one for another, as long as that helps."""
    score = float(found.score(now[:, None])[0])
    for _ in range(SWAPS):
        inside, outside = np.flatnonzero(now), np.flatnonzero(now == 0)
        tries = [_flipped(now, [b]) for b in range(len(now))]
        tries += [_flipped(now, [int(a), int(b)]) for a in inside for b in outside]
        values = found.score(np.array(tries).T)
        at = int(np.argmax(values))
        if not values[at] > score + 1e-12:
            return now
        now, score = tries[at], float(values[at])
    return now


def _flipped(now: Floats, places: Sequence[int]) -> Floats:
    out = now.copy()
    out[list(places)] = 1 - out[list(places)]
    return out


def _annealed(found: _Found, starts: Floats, rng: np.random.Generator) -> None:
    """Walks many selections about, ever less willing to get worse; all that are met are remembered."""
    k = len(found.levers)
    now = starts[rng.integers(len(starts), size=WALKERS)].T.copy()
    score = found.score(now)
    heat = max(1e-9, float(np.ptp(score[np.isfinite(score)])), 0.02 * abs(float(score.max())))
    for turn in range(ROUNDS):
        warm = heat * (1e-3 ** (turn / ROUNDS))
        tries = now.copy()
        for flips in range(2):
            at = rng.integers(k, size=WALKERS)
            move = rng.random(WALKERS) < (1.0 if flips == 0 else 0.6)
            tries[at[move], np.flatnonzero(move)] = 1 - tries[at[move], np.flatnonzero(move)]
        values = found.score(tries)
        taken = values - score > warm * np.log(rng.random(WALKERS))
        now[:, taken], score[taken] = tries[:, taken], values[taken]
