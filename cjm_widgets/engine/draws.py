"""What is not known for sure, drawn: shares of moves, times, effects. The same draws serve every scenario, so that differences
are paired.

Points are scrambled Sobol points, mapped through each input's quantile function. Shares are Dirichlet: counts + ½ where they
were counted (Jeffreys), the stated shares times what they are worth where they were not. Effects and times are PERT.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
HELD = 6_000_000
"""So many numbers of moves are held at once: more draws are solved one part after the other."""
TINY = 1e-12
"""What varies by less does not vary."""
MOST_SOBOL = 4_000
"""Beyond so many inputs Latin hypercube points are drawn instead."""


@dataclass(frozen=True)
class Input:
    """One uncertain thing: what it is called, what kind it is, and the value of each draw."""

    name: str
    kind: str
    values: Floats


@dataclass(frozen=True)
class Parts:
    """What was drawn of a chain: the shares of drawn rows (ways × D, by step and columns), and times (n × D, or × 1)."""

    shares: tuple[tuple[int, np.ndarray, Floats], ...]
    time: Floats
    time_var: Floats

    def setting(self, made: Chain, at: slice, many: int) -> Setting:
        """The settings of some of the draws, with the waits their queues make."""
        n, held = len(made.steps), len(range(*at.indices(many)))
        one = replace(setting(made), time=_some(self.time, at), time_var=_some(self.time_var, at))
        wide = {
            name: np.repeat(values, held, axis=-1) if values.shape[-1] != held else values.copy()
            for name in Setting.__dataclass_fields__
            for values in (getattr(one, name),)
        }
        for i, columns, shares in self.shares:
            row = np.zeros((made.rows.shape[1], held))
            row[columns] = shares[:, at]
            wide["moves"][i], wide["ends"][i] = row[:n], row[n:]
        return waited(Setting(**wide), made)


SLIGHT = 1e-9
"""A gamma of this shape is below 1e-300 in all but one of a million draws."""


@dataclass(frozen=True)
class World:
    """A chain as it may really be, D times, and the effects as they may really be.

    ``now`` is answered once; ``then`` answers for any degree of carrying out, on the same draws. Draws are solved some at a
    time, so that five hundred steps and a thousand draws are not held at once.
    """

    made: Chain
    levers: tuple[Lever, ...]
    parts: Parts
    effects: Floats
    many: int

    @cached_property
    def now(self) -> Answers:
        """The journey as it is, a value per draw."""
        return joined([solve(self._base(at)) for at in self.pieces])

    def then(self, adoption: Sequence[float] | Floats | None = None) -> Answers:
        """The journey with the improvements carried out, each as far as ``adoption`` says (or as it says itself)."""
        return joined([solve(one) for one in self.futures(adoption)])

    def futures(self, adoption: Sequence[float] | Floats | None = None) -> Iterator[Setting]:
        """The settings behind ``then``, some draws at a time."""
        share = np.array(
            [one.adoption for one in self.levers] if adoption is None else adoption, dtype=np.float64
        )
        for at in self.pieces:
            yield apply(self._base(at), self.made, self.levers, share[:, None] * self.effects[:, at])

    def _base(self, at: slice) -> Setting:
        """Today's settings of some draws, kept where one piece holds them all: a slider asks for them again and again."""
        if len(range(*at.indices(self.many))) < self.many:
            return self.parts.setting(self.made, at, self.many)
        return self._whole

    @cached_property
    def _whole(self) -> Setting:
        return self.parts.setting(self.made, slice(0, self.many), self.many)

    @property
    def pieces(self) -> list[slice]:
        """So many draws at a time as fit."""
        step = max(1, HELD // self.made.rows.size)
        return [slice(begin, min(begin + step, self.many)) for begin in range(0, self.many, step)]

    @cached_property
    def inputs(self) -> tuple[Input, ...]:
        """Every uncertain input with its draws: effects by improvement, going on and times by step."""
        effects = [
            Input(one.name, "effect", row)
            for one, row in zip(self.levers, self.effects, strict=True)
            if one.low != one.high
        ]
        steps, leaving = self.made.steps, self.made.leaving
        going = [(i, 1 - shares[leaving[columns]].sum(axis=0)) for i, columns, shares in self.parts.shares]
        times = [(i, row) for i, row in enumerate(self.parts.time) if self.parts.time.shape[1] > 1]
        data = [
            Input(steps[i], what, values)
            for what, found in (("going on", going), ("time", times))
            for i, values in found
            if np.ptp(values) > TINY
        ]
        return (*effects, *data)


def joined(parts: Sequence[Answers]) -> Answers:
    """Answers of some draws each, put side by side."""
    if len(parts) == 1:
        return parts[0]
    fields = Answers.__dataclass_fields__
    return Answers(
        **{name: np.concatenate([getattr(one, name) for one in parts], axis=-1) for name in fields}
    )


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
    known = "data" in layers
    rows = np.flatnonzero(np.isfinite(made.seen) & known)
    places = [(int(i), np.flatnonzero(made.possible[i])) for i in rows]
    measured = np.flatnonzero((made.time_error > 0) & (made.time > 0) & known)
    timed = np.flatnonzero((made.time_high > made.time_low) & ~made.counted & known)
    drawn = [k for k, one in enumerate(levers) if one.low != one.high and "effects" in layers]
    sizes = [sum(len(at) for _, at in places), len(timed), len(measured), len(drawn)]
    shares, ranged, errors, rest = np.split(points(sum(sizes), many, seed), np.cumsum(sizes)[:-1])
    times = _measured(_timed(made, timed, ranged), made, measured, errors)
    effects = np.repeat(np.array([one.likely for one in levers]).reshape(-1, 1), many, axis=1)
    for k, row in zip(drawn, rest, strict=True):
        one = levers[k]
        effects[k] = pert(row, one.low, one.likely, one.high)
    return World(made, tuple(levers), Parts(_shares(made, places, shares), *times), effects, many)


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


def _some(values: Floats, at: slice) -> Floats:
    return values if values.shape[1] == 1 else values[:, at]


def _shares(
    made: Chain, places: Sequence[tuple[int, np.ndarray]], uniform: Floats
) -> tuple[tuple[int, np.ndarray, Floats], ...]:
    """Rows drawn from their Dirichlet distributions."""
    if not places:
        return ()
    alpha = np.concatenate(
        [made.rows[i, at] * made.seen[i] + (0.5 if made.counted[i] else 0.0) for i, at in places]
    )
    drawn = np.split(_gamma(alpha, uniform), np.cumsum([len(at) for _, at in places])[:-1])
    return tuple((i, at, _whole(part, made.rows[i, at])) for (i, at), part in zip(places, drawn, strict=True))


def _whole(drawn: Floats, shares: Floats) -> Floats:
    """Shares that add up to one in each draw; where all that was drawn is nought, those of the map."""
    total = drawn.sum(axis=0)
    stated = (shares / shares.sum())[:, None]
    return np.asarray(np.where(total > 0, drawn / np.where(total > 0, total, 1.0), stated))


def _gamma(alpha: Floats, uniform: Floats) -> Floats:
    """Gamma quantiles, a shape per row; read off a fine table of their logarithms where there are many draws.

    The table is even in normal quantiles, where the logarithm is all but straight: it is off by less than 0.05 %. A shape of next
    to nothing gives nothing: for it the quantiles have no number.
    """
    if (slight := alpha < SLIGHT).any():
        out = np.zeros((len(alpha), uniform.shape[1]))
        if not slight.all():
            out[~slight] = _gamma(alpha[~slight], uniform if len(uniform) == 1 else uniform[~slight])
        return out
    if uniform.shape[1] <= 2 * NODES:
        return np.asarray(gammaincinv(alpha[:, None], uniform))
    nodes = np.linspace(-6.4, 6.4, NODES)
    table = np.log(np.maximum(gammaincinv(alpha[:, None], ndtr(nodes)), 1e-300))
    normal = ndtri(uniform)
    return np.exp([np.interp(z, nodes, logs) for z, logs in zip(normal, table, strict=True)])


def mode(low: float, mean: float, high: float) -> float:
    """The likely value of a PERT of that mean, kept within its range."""
    return min(max((6 * mean - low - high) / 4, low), high)


def _timed(made: Chain, timed: np.ndarray, uniform: Floats) -> tuple[Floats, Floats]:
    """Mean times drawn from the range they may lie in; the spread between journeys goes with the square."""
    time, spread = made.time[:, None], made.time_var[:, None]
    if len(timed):
        time, spread = (np.repeat(one, uniform.shape[1], axis=1) for one in (time, spread))
    for i, row in zip(timed, uniform, strict=True):
        low, high, mean = made.time_low[i], made.time_high[i], made.time[i]
        time[i] = pert(row, low, mode(low, mean, high), high)
        spread[i] *= (time[i] / mean) ** 2 if mean > 0 else 1.0
    return time, spread


def _measured(
    times: tuple[Floats, Floats], made: Chain, measured: np.ndarray, uniform: Floats
) -> tuple[Floats, Floats]:
    """Measured means drawn with their standard error: gamma, so that none falls below 0."""
    time, spread = times
    if len(measured):
        time, spread = (np.broadcast_to(one, (len(one), uniform.shape[1])).copy() for one in times)
        mean, error = made.time[measured], made.time_error[measured]
        time[measured] = _gamma((mean / error) ** 2, uniform) * (error**2 / mean)[:, None]
    return time, spread
