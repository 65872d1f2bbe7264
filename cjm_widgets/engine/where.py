"""Where to look: what a point is worth at each step, after which steps the end is all but fixed, and the smallest change that
reaches a target. All from one solve."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

from .chain import Chain, Floats
from .levers import Lever, future
from .measures import measures
from .solve import Setting, setting, solve

SURE = 0.05
"""An end is all but fixed where the chance of success is this close to 0 or 1."""


def worth(made: Chain, given: Setting | None = None) -> pd.DataFrame:
    """A row per step: how often it is visited, who reaches it, how it goes on, and what one point there is worth.

    ``visits`` per journey; ``reach`` the share of journeys that touch it (v / N of itself); ``success`` the chance to succeed
    from it; ``pass_through`` the share that goes on; ``worth`` how many points of success one point more going on there
    brings, to first order: visits × (success of those who go on − success of those who leave); ``removal`` the share of
    all success lost if it led nowhere; ``fixed`` says ``success`` or ``left`` where the end is all but sure.
    Source: Kemeny and Snell (1960), ch. 3; Anderl et al. (2016) for removal effects.

    >>> from .chain import line
    >>> worth(line(["a", "b"], [0.5, 0.8]))["worth"].round(3).tolist()
    [0.8, 0.5]
    """
    one = setting(made) if given is None else given
    moves, ends, start = one.moves[..., 0], one.ends[..., 0], one.start[..., 0]
    n = len(made.steps)
    inverse = np.linalg.inv(np.eye(n) - moves)
    visits = (start / start.sum()) @ inverse
    reach = visits / np.diag(inverse)
    well = inverse @ ends[:, made.success].sum(axis=1)
    left = ends[:, ~made.success].sum(axis=1)
    going = 1 - left
    onward = moves @ well + ends[:, made.success].sum(axis=1)
    ahead = np.divide(onward, going, out=np.zeros(n), where=going > 0)
    total = float(visits @ ends[:, made.success].sum(axis=1))
    fixed = np.where(well >= 1 - SURE, "success", np.where(well <= SURE, "left", ""))
    return pd.DataFrame(
        {
            "visits": visits,
            "reach": reach,
            "success": well,
            "pass_through": going,
            "worth": visits * ahead,
            "removal": reach * well / total if total > 0 else np.zeros(n),
            "fixed": fixed,
        },
        index=pd.Index(made.steps, name="step"),
    )


def smallest(
    made: Chain,
    levers: Sequence[Lever],
    name: str,
    target: float,
    measure: str = "success",
    *,
    most: float = 10.0,
) -> float:
    """How far one improvement must be carried out for a measure to reach a target, the others as they say (by bisection).

    1 is its likely effect in full; up to ``most`` times that effect is looked at. ``DataError`` where that does not reach it,
    with how far it gets.

    >>> from .chain import line
    >>> from .levers import lever
    >>> made = line(["a"], [0.5])
    >>> help = lever(made, "help", "pass_through", "a", (2, 2, 2))
    >>> round(smallest(made, [help], "help", 0.6), 3)
    0.585
    """
    names = [one.name for one in levers]
    if name not in names:
        raise DataError(
            f"There is no improvement {name!r}: {', '.join(names) or 'none'} are there.", "improvements", name
        )
    if not np.isfinite(target):
        raise DataError(f"The target is {target!r}: a finite number is wanted.")
    shares = np.array([one.adoption for one in levers], dtype=np.float64)

    def reached(share: float) -> float:
        shares[names.index(name)] = share
        before = made.start.sum()
        return float(measures(made, solve(future(made, levers, shares)), before)[measure][0])

    return _bisected(reached, target, most, name, measure)


def _bisected(
    reached: Callable[[float], float], target: float, most: float, name: str, measure: str
) -> float:
    low, high = 0.0, most
    at_low, at_high = reached(low), reached(high)
    if at_low == target:
        return low
    if (at_low - target) * (at_high - target) > 0:
        raise DataError(
            f"{name!r} alone does not bring {measure} to {target:g}: without it {at_low:.4g}, with {most:g} times its likely "
            f"effect {at_high:.4g}.",
            "improvements",
            name,
        )
    for _ in range(80):
        middle = (low + high) / 2
        if (reached(middle) - target) * (at_low - target) > 0:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def steps(made: Chain, levers: Sequence[Lever]) -> pd.DataFrame:
    """Each step now and then: visits, going on, time and emotion."""
    both = (("now", setting(made)), ("then", future(made, levers)))
    visits = {f"visits_{when}": solve(one).visits[:, 0] for when, one in both}
    return pd.concat(
        [pd.DataFrame(visits, index=pd.Index(made.steps, name="step")), seen(made, levers)], axis=1
    )


def seen(made: Chain, levers: Sequence[Lever]) -> pd.DataFrame:
    """Each step now and then as the grid draws it beside the map, for which nothing need be solved: going on, time, emotion."""
    out: dict[str, Floats] = {}
    for when, one in (("now", setting(made)), ("then", future(made, levers))):
        columns: dict[str, Floats] = {
            "pass_through": 1 - one.ends[:, ~made.success].sum(axis=1)[:, 0],
            "time": (one.time + one.wait)[:, 0],
            "emotion": one.emotion[:, 0],
        }
        out |= {f"{name}_{when}": values for name, values in columns.items()}
    return pd.DataFrame(out, index=pd.Index(made.steps, name="step"))


def certain(made: Chain) -> Chain:
    """The chain taken as certain: nothing of it is drawn."""
    return replace(made, seen=np.full(len(made.steps), np.inf))
