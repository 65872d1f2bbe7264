"""Times in bins of a log scale: what makes medians and ninth deciles of a log mergeable.

A bin is an eighth of a doubling: from one microsecond up, eight bins to a factor of two. A quantile read from them is the geometric
middle of its bin, so it is never further from the exact one than ``2 ** (1 / 16) - 1`` = 4.43 %. Bin 0 holds times of zero.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

PER_DOUBLING = 8
BINS = 512
"""Up to 2 ** 63 microseconds."""
ERROR = 2 ** (1 / 16) - 1


def bins(microseconds: npt.ArrayLike) -> npt.NDArray[np.int64]:
    """The bin of each time.

    >>> bins([0, 1, 2, 60_000_000]).tolist()
    [0, 1, 9, 207]
    """
    given = np.asarray(microseconds, np.float64)
    return np.where(given < 1, 0, np.floor(PER_DOUBLING * np.log2(np.maximum(given, 1))) + 1).astype(np.int64)


def middles() -> npt.NDArray[np.float64]:
    """The seconds each bin stands for."""
    out = 2.0 ** ((np.arange(BINS) - 0.5) / PER_DOUBLING) / 1e6
    out[0] = 0.0
    return out


def quantile(counts: npt.NDArray[np.float64], q: float) -> npt.NDArray[np.float64]:
    """The quantile in seconds of each row of counts by bin, between the two nearest as pandas does; nan where a row is empty.

    >>> held = np.bincount(bins(np.arange(1, 1002) * 1e6), minlength=BINS)[None, :].astype(float)
    >>> bool(abs(quantile(held, 0.5)[0] / 501 - 1) < ERROR)
    True
    """
    total = counts.sum(axis=1)
    reached = counts.cumsum(axis=1)
    place = np.maximum(total - 1, 0) * q
    low, high = (_value(reached, at + 1) for at in (np.floor(place + 1e-9), np.ceil(place - 1e-9)))
    share = place - np.floor(place + 1e-9)
    return np.where(total > 0, low + (high - low) * share, np.nan)


def _value(reached: npt.NDArray[np.float64], rank: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    out: npt.NDArray[np.float64] = middles()[np.minimum((reached < rank[:, None]).sum(axis=1), BINS - 1)]
    return out
