"""The interval of a share: one formula for personas, moves, simulations and follow-ups."""

from __future__ import annotations

import math
from statistics import NormalDist

from cjm_widgets.model.errors import DataError


def wilson(count: float, whole: float, interval: float = 0.95) -> tuple[float, float]:
    """The interval of a share, after Wilson (Journal of the American Statistical Association 22, 1927).

    It stays within 0 and 1 and says something at 0 of n, too. ``DataError`` where the two are no share.

    >>> [round(end, 6) for end in wilson(15, 20)]
    [0.531299, 0.888138]
    """
    if not 0 <= count <= whole or not whole:
        raise DataError(
            f"{count} of {whole} is no share. Give a count from 0 to the whole, and a whole above 0."
        )
    z = NormalDist().inv_cdf((1 + interval) / 2)
    p, square = count / whole, z * z / whole
    middle, half = p + square / 2, z * math.sqrt(p * (1 - p) / whole + square / whole / 4)
    return max(0.0, (middle - half) / (1 + square)), min(1.0, (middle + half) / (1 + square))
