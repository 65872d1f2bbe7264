"""How a fit is shared among what it rests on. Many correlation matrices at once: the leading axis is the draw.

LMG (Lindeman, Merenda and Gold 1980; the Shapley value of R²) is exact: the R² of all subsets, by sweeping one driver out at a time.
Johnson's relative weights (A Heuristic Method for Estimating the Relative Weight of Predictor Variables, 2000) need one eigensystem.
Both are never negative and add up to R².
"""

from __future__ import annotations

from math import factorial

import numpy as np

from cjm_widgets.frames.reading import Floats

SAME = 1e-10
"""A driver of which less variance than this is left is told by the others."""


def lmg(correlations: Floats) -> Floats:
    """The share of R² of each driver, exact; draws × drivers. The outcome stands last in each correlation matrix.

    >>> one = np.array([[[1.0, 0.0, 0.6], [0.0, 1.0, 0.3], [0.6, 0.3, 1.0]]])
    >>> lmg(one).round(2).tolist()
    [[0.36, 0.09]]
    """
    k = correlations.shape[1] - 1
    fit = np.zeros((2**k, len(correlations)))
    _sweep(correlations, 0, 0, fit)
    index = np.arange(2**k)
    size = np.array([int(one).bit_count() for one in index])
    weight = np.array([factorial(s) * factorial(k - s - 1) / factorial(k) for s in range(k)])
    out = np.empty((len(correlations), k))
    for b in range(k):
        without = index[(index >> b) & 1 == 0]
        out[:, b] = weight[size[without]] @ (fit[without | 1 << b] - fit[without])
    return out


def _sweep(left: Floats, first: int, subset: int, fit: Floats) -> None:
    """Fill in the R² of all subsets that add drivers from ``first`` on; ``left`` is what is unexplained of those and the outcome."""
    for i in range(left.shape[1] - 1):
        own, pulled = left[:, i, i], left[:, i, i + 1 :]
        there = own > SAME
        scaled = np.where(there[:, None], pulled / np.where(there, own, 1.0)[:, None], 0.0)
        here = subset | 1 << (first + i)
        fit[here] = fit[subset] + scaled[:, -1] * pulled[:, -1]
        if i + 2 < left.shape[1]:
            rest = left[:, i + 1 :, i + 1 :] - scaled[:, :, None] * pulled[:, None, :]
            _sweep(rest, first + i + 1, here, fit)


def johnson(correlations: Floats) -> Floats:
    """Johnson's relative weights; draws × drivers. The outcome stands last in each correlation matrix.

    >>> one = np.array([[[1.0, 0.0, 0.6], [0.0, 1.0, 0.3], [0.6, 0.3, 1.0]]])
    >>> johnson(one).round(2).tolist()
    [[0.36, 0.09]]
    """
    values, vectors = np.linalg.eigh(correlations[:, :-1, :-1])
    root = np.sqrt(np.clip(values, 0, None))
    half = (vectors * root[:, None, :]) @ vectors.transpose(0, 2, 1)
    inverse = np.where(root > SAME**0.5, 1 / np.where(root > 0, root, 1.0), 0.0)
    back = (vectors * inverse[:, None, :]) @ vectors.transpose(0, 2, 1)
    beta = (back @ correlations[:, :-1, -1:])[:, :, 0]
    return np.asarray((half**2 @ (beta**2)[:, :, None])[:, :, 0], dtype=np.float64)
