"""Which guess to research first: what it would be worth to know an input before deciding.

The expected value of perfect information about one input is the mean over its values of the best choice's value given that input,
less the value of the best choice now. What the choice is worth given the input is found by regression over the draws
(Strong, Oakley and Brennan 2014), with natural cubic splines.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

from .chain import Floats
from .draws import Input
from .stopping import go_on

KNOTS = 5
ROUNDING = 1e-9
"""Less than this of what is at stake is the rounding of the regression, not worth."""
LEAST = 30
"""With fewer draws than this no regression is attempted."""


def value_of_information(values: Floats, inputs: tuple[Input, ...], *, seed: int = 0) -> pd.DataFrame:
    """A row per uncertain input, the most worth knowing first.

    ``values`` is options × draws: what each option comes to. Columns: ``input``, ``kind``, ``worth`` (in the unit of values,
    never below 0), ``share`` of what knowing everything would be worth, and ``noise``: what an input that means nothing would
    seem to be worth (the 95th percentile of the same regression on shuffled draws); a ``worth`` below it is none.
    ``.attrs["everything"]`` is the value of perfect information about all inputs together.

    >>> options = np.array([[1500, 300, -800], [900, 600, -200], [500, 500, 500]], dtype=float)
    >>> chances = np.repeat(np.arange(3), [5, 3, 2])
    >>> float(perfect(options[:, chances]))
    350.0
    """
    if not np.isfinite(values).all():
        raise DataError(
            "In some draws a queue grows without end, so that the mean is infinite and knowing cannot be valued: add servers, "
            "or take the measure 'success'."
        )
    everything = perfect(values)
    rng = np.random.default_rng(seed)
    rows = []
    for one in inputs:
        go_on()
        base = _spanned(values, one.values)
        found = _partial(values, base)
        chance = [_partial(values, base[rng.permutation(len(base))]) for _ in range(20)]
        rows.append(
            (
                one.name,
                one.kind,
                found,
                found / everything if everything > 0 else 0.0,
                float(np.quantile(chance, 0.95)),
            )
        )
    table = pd.DataFrame(rows, columns=["input", "kind", "worth", "share", "noise"])
    table.attrs["everything"] = everything
    return table.sort_values("worth", ascending=False, kind="stable", ignore_index=True)


def perfect(values: Floats) -> float:
    """The expected value of knowing everything: mean of the best in each draw, less the best mean."""
    return float(values.max(axis=0).mean() - values.mean(axis=1).max())


def _spanned(values: Floats, known: Floats) -> Floats:
    """What regression on an input can reach, as directions at right angles (draws × directions); none where it says nothing."""
    if values.shape[1] < LEAST or len(values) < 2:
        return np.zeros((values.shape[1], 0))
    ways, sizes, _ = np.linalg.svd(_splines(known), full_matrices=False)
    return np.asarray(ways[:, sizes > sizes[0] * len(known) * np.finfo(np.float64).eps])


def _partial(values: Floats, base: Floats) -> float:
    if not base.shape[1]:
        return 0.0
    # Differences to the first option carry less noise than the options themselves.
    gap = (values - values[:1]).T
    fitted = base @ (base.T @ gap)
    found = float(fitted.max(axis=1).mean() - gap.mean(axis=0).max())
    return found if found > ROUNDING * float(np.abs(gap).max()) else 0.0


def _splines(x: Floats) -> Floats:
    """A natural cubic spline basis with knots at quantiles (Hastie, Tibshirani and Friedman 2009, ch. 5.2)."""
    low, high = np.quantile(x, [0.02, 0.98])
    scaled = (x - low) / (high - low) if high > low else x - low
    knots = np.unique(np.quantile(scaled, np.linspace(0.05, 0.95, KNOTS)))
    if len(knots) < 3:
        return np.column_stack([np.ones_like(scaled), scaled])

    def bend(k: float) -> Floats:
        cubes: Floats = np.maximum(scaled - k, 0) ** 3 - np.maximum(scaled - knots[-1], 0) ** 3
        return np.asarray(cubes / (knots[-1] - k))

    last = bend(float(knots[-2]))
    return np.column_stack([np.ones_like(scaled), scaled, *(bend(float(k)) - last for k in knots[:-2])])
