"""The closed forms of an absorbing chain, for one setting or for thousands at once.

Arrays carry settings last: ``moves`` is n × n × D. Elimination needs no pivoting, as I − P is an M-matrix, and is done for
all settings together, without a subtraction. With the steps in the order of how strongly they are felt, the leading blocks of the same elimination
give the distribution of the strongest moment.
Sources: Kemeny and Snell, Finite Markov Chains (1960), ch. 3; Kahneman et al. (1993) for the peak-end rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from .chain import Chain, Floats
from .stopping import go_on

DENSE = 64
"""Up to so many steps all moves are eliminated alike; beyond, those that are none are passed over."""


@dataclass(frozen=True)
class Setting:
    """Chains of one shape, D of them: what ``solve`` reads. The last axis counts settings; ``start`` need not sum to one."""

    moves: Floats
    ends: Floats
    start: Floats
    time: Floats
    time_var: Floats
    wait: Floats
    wait_var: Floats
    cost: Floats
    emotion: Floats

    @property
    def many(self) -> int:
        """How many settings there are."""
        return int(self.moves.shape[2])


@dataclass(frozen=True)
class Answers:
    """What follows, a value per setting. ``visits`` is n × D and ``ends`` m × D, both per journey that begins."""

    volume: Floats
    visits: Floats
    ends: Floats
    time: Floats
    time_sd: Floats
    cost: Floats
    mean_emotion: Floats
    peak: Floats
    end: Floats

    @property
    def peak_end(self) -> Floats:
        """The mean of the strongest and of the last moment, as expected."""
        return (self.peak + self.end) / 2


def setting(one: Chain) -> Setting:
    """A chain as a single setting."""

    def last(values: Floats) -> Floats:
        return values[..., None]

    return Setting(*(last(getattr(one, field)) for field in Setting.__dataclass_fields__))


def widened(values: Floats, many: int) -> Floats:
    """One setting's values for as many settings."""
    return values if values.shape[-1] == many else np.repeat(values, many, axis=-1)


def solve(given: Setting) -> Answers:
    """Every closed form of the table in docs/simulation.md.

    >>> from .chain import line
    >>> float(solve(setting(line(["a", "b"], [0.5, 0.8]))).ends[0, 0])
    0.4
    """
    order = felt_order(given.emotion)
    moves = _permuted(given.moves, order, both=True)
    time, spread = given.time + given.wait, given.time_var + given.wait_var
    endless = ~np.isfinite(time)
    time, spread = np.where(endless, 0.0, time), np.where(endless, 0.0, spread)
    ends, start, time, spread = (_permuted(one, order) for one in (given.ends, given.start, time, spread))
    volume = start.sum(axis=0)
    lower = upper = eliminate(moves, ends)
    forward = back_transposed(upper, start / volume)
    visits = forward_transposed(lower, forward)
    until = back(upper, forward_in(lower, time))
    squares = spread + time**2 + 2 * time * np.einsum("ijd,jd->id", moves, until)
    mean = (visits * time).sum(axis=0)
    variance = (visits * squares).sum(axis=0) - mean**2
    out = ends.sum(axis=1)
    steps = _permuted(visits, np.argsort(order, axis=0))
    never = (endless & (steps > 0)).any(axis=0)  # a queue on the way grows without end
    peak = _peak(_permuted(given.emotion, order), forward * forward_in(lower, out))
    return Answers(
        volume=volume,
        visits=steps,
        ends=np.einsum("id,imd->md", visits, ends),
        time=np.where(never, np.inf, mean),
        time_sd=np.where(never, np.inf, np.sqrt(np.maximum(variance, 0))),
        cost=(steps * given.cost).sum(axis=0),
        mean_emotion=_mean(given.emotion, steps),
        peak=peak,
        end=_mean(given.emotion, steps * given.ends.sum(axis=1)),
    )


def visits(given: Setting) -> Floats:
    """The expected visits of each step (n × D), per journey that begins."""
    both = eliminate(given.moves, given.ends)
    return forward_transposed(both, back_transposed(both, given.start / given.start.sum(axis=0)))


def felt_order(emotion: Floats) -> npt.NDArray[np.intp]:
    """The steps of each setting from the least to the most strongly felt; those without a rating first.

    Of two felt equally strongly the bad one counts as the stronger (Baumeister et al. 2001), so that the order of the
    steps never decides.
    """
    same = ~((emotion != emotion[:, :1]) & ~(np.isnan(emotion) & np.isnan(emotion[:, :1]))).any()
    emotion = emotion[:, :1] if same else emotion
    strength = np.where(np.isnan(emotion), -1.0, np.abs(emotion))
    return np.asarray(np.lexsort((emotion < 0, strength), axis=0))


def eliminate(moves: Floats, ends: Floats) -> Floats:
    """L (unit diagonal, only below it) and U of I − P in one array, setting by setting.

    A pivot is what its row still leads on and out, a sum of shares: nothing is ever subtracted from one, so that a loop
    which is hardly ever left loses no digits (Grassmann, Taksar and Heyman 1985).
    """
    work: Floats = -moves
    out: Floats = ends.sum(axis=1)
    n = len(work)
    some = (work != 0).any(axis=-1) if n > DENSE else None
    for k in range(n):
        work[k, k] = out[k] - work[k, k + 1 :].sum(axis=0)
        if some is None:
            work[k + 1 :, k] /= work[k, k]
            work[k + 1 :, k + 1 :] -= work[k + 1 :, k, None] * work[k, None, k + 1 :]
            out[k + 1 :] -= work[k + 1 :, k] * out[k]
        else:
            go_on()
            _update(work, out, some, k)
    return work


def _update(work: Floats, out: Floats, some: npt.NDArray[np.bool_], k: int) -> None:
    """One step of elimination where most moves are none: only the rows that lead to k, only where k leads."""
    rows, columns = (np.flatnonzero(one) + k + 1 for one in (some[k + 1 :, k], some[k, k + 1 :]))
    factor = work[rows, k] / work[k, k]
    work[rows, k] = factor
    out[rows] -= factor * out[k]
    both = np.ix_(rows, columns)
    work[both] -= factor[:, None] * work[k, columns][None]
    some[both] = True


def forward_in(lower: Floats, right: Floats) -> Floats:
    """y with L y = right."""
    out = right.copy()
    for k in range(len(out) - 1):
        out[k + 1 :] -= lower[k + 1 :, k] * out[k]
    return out


def back(upper: Floats, right: Floats) -> Floats:
    """x with U x = right."""
    out = right.copy()
    for k in range(len(out) - 1, -1, -1):
        out[k] /= upper[k, k]
        out[:k] -= upper[:k, k] * out[k]
    return out


def back_transposed(upper: Floats, right: Floats) -> Floats:
    """z with Uᵀ z = right."""
    out = right.copy()
    for k in range(len(out)):
        out[k] /= upper[k, k]
        out[k + 1 :] -= upper[k, k + 1 :] * out[k]
    return out


def forward_transposed(lower: Floats, right: Floats) -> Floats:
    """v with Lᵀ v = right."""
    out = right.copy()
    for k in range(len(out) - 1, 0, -1):
        out[:k] -= lower[k, :k] * out[k]
    return out


def _peak(emotion: Floats, parts: Floats) -> Floats:
    """The expected strongest moment: ``parts`` are the chances that it has each rank, weakest first.

    The chance that a journey meets no step beyond rank k is sₖ Nₖ rₖ of the leading block, the running sum of z · y. A
    journey that meets no rated step has no strongest moment and is left out.
    """
    rated = ~np.isnan(emotion)
    weight = np.where(rated, parts, 0.0).sum(axis=0)
    total: Floats = np.where(rated, parts * np.where(rated, emotion, 0.0), 0.0).sum(axis=0)
    return np.asarray(np.divide(total, weight, out=np.full_like(total, np.nan), where=weight > 0))


def _mean(emotion: Floats, weights: Floats) -> Floats:
    rated = ~np.isnan(emotion)
    weight = np.where(rated, weights, 0.0).sum(axis=0)
    total: Floats = np.where(rated, weights * np.where(rated, emotion, 0.0), 0.0).sum(axis=0)
    return np.asarray(np.divide(total, weight, out=np.full_like(total, np.nan), where=weight > 0))


def _permuted(values: Floats, order: npt.NDArray[np.intp], *, both: bool = False) -> Floats:
    if order.shape[1] == 1 or bool((order == order[:, :1]).all()):
        one = order[:, 0]
        out = values[one] if not both else values[one][:, one]
        return np.ascontiguousarray(out)
    index: Any = order if values.ndim == 2 else order[:, None]
    out = np.take_along_axis(values, index, axis=0)
    return np.take_along_axis(out, order[None], axis=1) if both else out
