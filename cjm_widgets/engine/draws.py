"""What is not known for sure, drawn: shares of moves, times, effects. The same draws serve every scenario, so that differences
are paired.

Points are scrambled Sobol points, mapped through each input's quantile function. Shares are Dirichlet: counts + ½ where they
were counted (Jeffreys), the stated shares times what they are worth where they were not. Effects and times are PERT.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from scipy.special import betaincinv, gammaincinv, ndtr, ndtri
from scipy.stats import qmc

from .chain import Chain, Floats
from .levers import Lever, apply
from .served import waited
from .solve import Answers, Setting, setting, solve

MANY = 1_000
LAYERS = ("data", "effects")
"""What is drawn: the data (moves and times), the effects of improvements, or both."""
NODES = 257
MOST_SOBOL = 4_000
"""Beyond so many inputs Latin hypercube points are drawn instead."""


@dataclass(frozen=True)
class Input:
    """One uncertain thing: what it is called, what kind it is, and the value of each draw."""

    name: str
    kind: str
    values: Floats


@dataclass(frozen=True)
class World:
    """A chain as it may really be, D times, and the effects as they may really be.

    ``now`` is answered once; ``then`` answers for any degree of carrying out, on the same draws.
    """

    made: Chain
    levers: tuple[Lever, ...]
    base: Setting
    effects: Floats

    @cached_property
    def now(self) -> Answers:
        """The journey as it is, a value per draw."""
        return solve(self.base)

    def then(self, adoption: Sequence[float] | Floats | None = None) -> Answers:
        """The journey with the improvements carried out, each as far as ``adoption`` says (or as it says itself)."""
        return solve(self.future(adoption))

    def future(self, adoption: Sequence[float] | Floats | None = None) -> Setting:
        """The settings behind ``then``."""
        share = np.array(
            [one.adoption for one in self.levers] if adoption is None else adoption, dtype=np.float64
        )
        return apply(self.base, self.made, self.levers, share[:, None] * self.effects)

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """Every uncertain input with its draws: effects by improvement, going on and times by step."""
        effects = [
            Input(one.name, "effect", row)
            for one, row in zip(self.levers, self.effects, strict=True)
            if one.low != one.high
        ]
        going = 1 - self.base.ends[:, ~self.made.success].sum(axis=1)
        data = [
            Input(step, what, values[i])
            for what, values in (("going on", going), ("time", self.base.time))
            for i, step in enumerate(self.made.steps)
            if np.ptp(values[i]) > 0
        ]
        return (*effects, *data)


def world(
    made: Chain,
    levers: Sequence[Lever] = (),
    *,
    many: int = MANY,
    seed: int = 0,
    layers: Sequence[str] = LAYERS,
) -> World:
    """``many`` draws of a chain and of the effects of improvements, repeatable by their seed.

    >>> from .chain import line
    >>> float(world(line(["a"], [0.5]), many=8).now.ends[0, 0])  # nothing is uncertain in a chain taken as certain
    0.5
    """
    rows = np.flatnonzero(np.isfinite(made.seen)) if "data" in layers else np.array([], dtype=int)
    places = [(i, np.flatnonzero(made.possible[i])) for i in rows]
    timed = np.flatnonzero((made.time_high > made.time_low) & ~made.counted) if "data" in layers else rows[:0]
    drawn = [k for k, one in enumerate(levers) if one.low != one.high and "effects" in layers]
    sizes = [sum(len(at) for _, at in places), len(timed), len(drawn)]
    shares, times, rest = np.split(points(sum(sizes), many, seed), np.cumsum(sizes)[:-1])
    base = _timed(_shared(setting(made), made, places, shares, many), made, timed, times)
    effects = np.repeat(np.array([one.likely for one in levers]).reshape(-1, 1), many, axis=1)
    for k, row in zip(drawn, rest, strict=True):
        one = levers[k]
        effects[k] = pert(row, one.low, one.likely, one.high)
    return World(made, tuple(levers), waited(base, made), effects)


def points(inputs: int, many: int, seed: int) -> Floats:
    """Evenly spread points of the unit cube, an input per row (inputs × many), never 0 or 1."""
    if not inputs:
        return np.zeros((0, many))
    if inputs <= MOST_SOBOL:
        cube = qmc.Sobol(inputs, scramble=True, rng=seed).random_base2(max(1, int(np.ceil(np.log2(many)))))[
            :many
        ]
    else:
        cube = qmc.LatinHypercube(inputs, rng=seed).random(many)
    tiny = 2.0**-32
    return np.ascontiguousarray(np.clip(cube, tiny, 1 - tiny).T)


def pert(u: Floats, low: float, likely: float, high: float) -> Floats:
    """Quantiles of the PERT distribution: a beta on [low, high] with its mode at ``likely`` and mean (low + 4 likely + high) / 6.

    Source: Malcolm et al. (1959), in its modern form with shape 4 (Vose, Risk Analysis, 2008).

    >>> pert(np.array([0.5]), 0, 5, 10)
    array([5.])
    """
    if high == low:
        return np.full_like(u, likely)
    rise = 1 + 4 * (likely - low) / (high - low)
    if len(u) <= 2 * NODES:
        return np.asarray(low + (high - low) * betaincinv(rise, 6 - rise, u))
    nodes = np.linspace(-6.4, 6.4, NODES)
    return np.asarray(
        low + (high - low) * np.interp(ndtri(u), nodes, betaincinv(rise, 6 - rise, ndtr(nodes)))
    )


def _shared(
    base: Setting, made: Chain, places: Sequence[tuple[int, np.ndarray]], uniform: Floats, many: int
) -> Setting:
    """The chain with rows drawn from their Dirichlet distributions."""
    wide = {name: np.repeat(getattr(base, name), many, axis=-1) for name in Setting.__dataclass_fields__}
    if places:
        alpha = np.concatenate(
            [made.rows[i, at] * made.seen[i] + (0.5 if made.counted[i] else 0.0) for i, at in places]
        )
        drawn = _gamma(alpha, uniform)
        n, begin = len(made.steps), 0
        for i, at in places:
            part = drawn[begin : begin + len(at)]
            begin += len(at)
            row = np.zeros((made.rows.shape[1], many))
            row[at] = part / part.sum(axis=0)
            wide["moves"][i], wide["ends"][i] = row[:n], row[n:]
    return Setting(**wide)


def _gamma(alpha: Floats, uniform: Floats) -> Floats:
    """Gamma quantiles, a shape per row; read off a fine table of their logarithms where there are many draws.

    The table is even in normal quantiles, where the logarithm is all but straight: it is off by less than 0.05 %.
    """
    if uniform.shape[1] <= 2 * NODES:
        return np.asarray(gammaincinv(alpha[:, None], uniform))
    nodes = np.linspace(-6.4, 6.4, NODES)
    table = np.log(np.maximum(gammaincinv(alpha[:, None], ndtr(nodes)), 1e-300))
    normal = ndtri(uniform)
    return np.exp([np.interp(z, nodes, logs) for z, logs in zip(normal, table, strict=True)])


def _timed(base: Setting, made: Chain, timed: np.ndarray, uniform: Floats) -> Setting:
    """Mean times drawn from the range they may lie in; the spread between journeys goes with the square."""
    time, spread = base.time.copy(), base.time_var.copy()
    for i, row in zip(timed, uniform, strict=True):
        low, high, mean = made.time_low[i], made.time_high[i], made.time[i]
        likely = min(max((6 * mean - low - high) / 4, low), high)
        time[i] = pert(row, low, likely, high)
        spread[i] *= (time[i] / mean) ** 2 if mean > 0 else 1.0
    return replace(base, time=time, time_var=spread)
