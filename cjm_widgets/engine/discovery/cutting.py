"""Long histories cut into journeys: by time, by what the process says, or both.

Where a history parts is not written down: a long pause says it, and so does what stands on both sides of the pause. Each place between two
events gets a score: the mean of the logarithm of the time between these two activities, over the whole log (drawn to the overall mean
where the pair is rare), plus a little of this place's own. After the local-context partitioning of Bernard, Senderovich and Andritsos
("Cut to the trace!", CAiSE 2021), who take the pair's mean time. The score is parted in two by Otsu's threshold (IEEE Trans. SMC 9,
1979), which leaves the least variance within the two halves.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from cjm_widgets.model.errors import DataError

Floats = npt.NDArray[np.float64]
OWN = 0.05
"""The part of its own time in the score of a place, of the mean time of its pair."""
FEW = 5.0
"""A pair is drawn to the overall mean as if it had been seen so often more."""
HOW = ("context", "gap")


@dataclass(frozen=True)
class Cut:
    """``starts``: whether an event begins a journey, in the order of case and time. ``order``: that order. ``scores``: of the place before
    each event, nothing at the first of a history. ``said``: what was decided, a sentence each."""

    starts: npt.NDArray[np.bool_]
    order: npt.NDArray[np.int64]
    scores: Floats
    said: tuple[str, ...]


def cut(
    case: pd.Series,
    step: pd.Series,
    at: pd.Series,
    how: str | pd.Timedelta | None,
    after: Sequence[str],
    before: Sequence[str],
) -> Cut:
    """Where journeys begin. ``how``: "context" (the pause and what stands around it), "gap" (the pause alone, its limit from the data), a
    time-out, or nothing; ``after`` these activities and ``before`` those a journey always parts. All without missing values."""
    order = np.lexsort((np.arange(len(case)), at.astype("int64"), pd.factorize(case)[0]))
    who, what = pd.factorize(case)[0][order], step.to_numpy()[order]
    first = np.r_[True, who[1:] != who[:-1]]
    micros: Floats = at.dt.as_unit("us").astype("int64").to_numpy(np.float64)[order]
    gap = np.diff(micros, prepend=0.0) / 1e6
    between = ~first
    scores = np.full(len(order), np.nan)
    starts, said = first.copy(), []
    if isinstance(how, pd.Timedelta):
        scores[between] = gap[between]
        starts |= between & (gap > how.total_seconds())
        said.append(f"A journey parts where more than {how} pass.")
    elif how in HOW and between.sum() >= 2:
        scores[between] = _context(what, gap, between) if how == "context" else _log(gap[between])
        limit = otsu(scores[between])
        starts |= between & (np.nan_to_num(scores, nan=-np.inf) > limit)
        said.append(_sentence(str(how), limit, starts & between, between))
    ended = np.isin(what, list(after))
    starts |= np.r_[False, ended[:-1]] | np.isin(what, list(before))
    said += [f"A journey ends after {', '.join(after)}."] if after else []
    said += [f"A journey begins before {', '.join(before)}."] if before else []
    return Cut(starts, order, scores, tuple(said))


def _log(seconds: Floats) -> Floats:
    """Logarithms of times; what is zero counts as a tenth of the shortest above it."""
    above = seconds[seconds > 0]
    least = float(above.min()) / 10 if len(above) else 1.0
    return np.asarray(np.log(np.maximum(seconds, least)))


def _context(what: npt.NDArray[np.object_], gap: Floats, between: npt.NDArray[np.bool_]) -> Floats:
    codes, kinds = pd.factorize(what)
    at = np.flatnonzero(between)
    pair = codes[at - 1].astype(np.int64) * len(kinds) + codes[at]
    pair = pd.factorize(pair)[0]
    own = _log(gap[at])
    many, total = np.bincount(pair), np.bincount(pair, own)
    mean = (total + FEW * own.mean()) / (many + FEW)
    return np.asarray(mean[pair] + OWN * own)


def otsu(values: Floats) -> float:
    """The value that parts numbers in two with the least variance within; the largest of the lower part.

    >>> otsu(np.array([1.0, 1.2, 1.1, 5.0, 5.2]))
    1.2
    """
    ordered = np.sort(values)
    n, sums = len(ordered), np.cumsum(ordered)
    below = np.arange(1, n)
    apart = ordered[1:] > ordered[:-1]
    if not apart.any():
        return float(ordered[-1])
    lower, upper = sums[:-1] / below, (sums[-1] - sums[:-1]) / (n - below)
    spread = np.where(apart, below * (n - below) * (upper - lower) ** 2, -1.0)
    return float(ordered[int(spread.argmax())])


def _sentence(how: str, limit: float, parted: npt.NDArray[np.bool_], between: npt.NDArray[np.bool_]) -> str:
    share = f"{int(parted.sum()):,} of {int(between.sum()):,} places between events part a journey"
    if how == "gap":
        return f"{share}: those of more than {pd.Timedelta(seconds=float(np.exp(limit))).round('us')}, found in the data."
    return f"{share}: those whose two activities usually lie far apart in time, where this pause is long too."


def checked(how: object) -> str | pd.Timedelta | None:
    """The way to cut, as ``cut`` takes it. ``DataError`` for another."""
    if how is None or (isinstance(how, str) and how in HOW):
        return how
    try:
        time: pd.Timedelta | None = pd.Timedelta(how)  # type: ignore[arg-type]  # whatever it is, pandas says
    except (ValueError, TypeError):
        time = None
    if time is None or not time > pd.Timedelta(0):
        raise DataError(f"by={how!r}: 'context', 'gap', a time such as '30 min', or None is allowed.")
    return time
