"""Personas simulated each on its own figures, and mixed by the share of customers they stand for.

What is unsure of one persona's figures is drawn apart from the others'; an improvement's effect is one thing for all, so its
draws are shared. Splitting by persona is what gives the spread of times back that one chain for everybody misses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.model.errors import DataError

from .chain import Floats
from .columns import numbers
from .draws import pert, points, world
from .levers import Lever, future
from .measures import compared, measures
from .simulate import Simulation
from .solve import Answers, setting, solve

ALL = "all"


@dataclass(frozen=True)
class Mixed:
    """The answer of ``m.simulate_personas()``: ``each`` persona's simulation, the ``shares`` they are mixed by, and notes."""

    each: Mapping[str, Simulation]
    shares: pd.Series
    notes: tuple[str, ...]
    interval: float

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """A block of rows per persona and one for ``all`` together: (persona, measure), columns as in ``Simulation.outcomes``."""
        blocks = {name: one.outcomes for name, one in self.each.items()}
        blocks[ALL] = compared(
            (self._mixed(exact=True, then=False), self._mixed(exact=True, then=True)),
            (self._mixed(exact=False, then=False), self._mixed(exact=False, then=True)),
            self.interval,
        )
        return pd.concat(blocks, names=["persona", "measure"])

    def _mixed(self, *, exact: bool, then: bool) -> dict[str, Floats]:
        parts, rated = [], []
        for one in self.each.values():
            found = _answers(one, exact=exact, then=then)
            parts.append(measures(one.made, found, one.made.start.sum()))
            rated.append(found.visits[~np.isnan(one.made.emotion)].sum(axis=0))
        return mix(parts, rated, self.shares.to_numpy())


def _answers(one: Simulation, *, exact: bool, then: bool) -> Answers:
    if not exact:
        return one.drawn.then() if then else one.drawn.now
    return solve(future(one.made, one.levers) if then else setting(one.made))


def mix(parts: list[dict[str, Floats]], rated: list[Floats], shares: Floats) -> dict[str, Floats]:
    """Measures of all customers out of those of each group.

    Sums (``value``, ``net``, ``cost``, ``volume``) and means per journey add up by share, the latter weighed by how many more or fewer journeys
    begin; the spread of times holds that between groups; ``satisfaction`` is weighed by rated visits. An outcome one group never
    meets is 0 there.

    >>> one, two = ({"volume": np.ones(1), "time": np.array([t]), "time_sd": np.zeros(1)} for t in (10.0, 30.0))
    >>> mix([one, two], [np.ones(1)] * 2, np.array([0.5, 0.5]))["time_sd"].tolist()
    [10.0]
    """
    begun = np.array([share * one["volume"] for share, one in zip(shares, parts, strict=True)])
    weights = begun / begun.sum(axis=0)
    many = begun.shape[1]
    out: dict[str, Floats] = {}
    for name in dict.fromkeys(name for one in parts for name in one):
        values = np.array([one.get(name, np.zeros(many)) for one in parts])
        by = {"satisfaction": weights * np.array(rated)}.get(name, weights)
        if name in ("value", "net", "cost", "volume"):
            out[name] = (shares[:, None] * values).sum(axis=0)
        else:
            out[name] = _mean(values, by)
    square = (weights * np.array([one["time_sd"] ** 2 + one["time"] ** 2 for one in parts])).sum(axis=0)
    out["time_sd"] = np.sqrt(np.maximum(square - out["time"] ** 2, 0))
    return out


def _mean(values: Floats, weights: Floats) -> Floats:
    """The weighted mean of those that are known."""
    known = ~np.isnan(values)
    total = np.where(known, weights, 0).sum(axis=0)
    found = np.where(known, values * weights, 0).sum(axis=0)
    return np.asarray(np.divide(found, total, out=np.full(total.shape, np.nan), where=total > 0))


def shares_of(personas: pd.DataFrame) -> tuple[pd.Series, list[str]]:
    """The share of each persona, made to sum to one, and what was assumed. Anti-personas are left out.

    ``DataError`` where there is no persona, or one says no share.
    """
    kind = personas["kind"] if "kind" in personas else pd.Series(None, index=personas.index, dtype=object)
    taken = personas[kind.astype(object) != "anti"]
    if taken.empty:
        raise DataError(
            "The map has no personas to simulate: m.personas names them with their share.", "personas"
        )
    found = pd.Series(
        numbers(taken, "personas", "share", least=0, most=1), index=[keys.text(one) for one in taken.index]
    )
    for name in found.index[found.isna()]:
        raise DataError(
            f"The persona {name!r} says no share, so it cannot be mixed with the others: m.personas.loc[{name!r}, 'share'] = …",
            "personas",
            str(name),
            "share",
        )
    if not found.sum() > 0:
        raise DataError("The shares of the personas are all 0.", "personas", column="share")
    total = float(found.sum())
    notes = (
        [] if abs(total - 1) < 1e-6 else [f"The shares of the personas sum to {total:.3g}: rescaled to 1."]
    )
    return found / total, notes


def apart(each: Mapping[str, Simulation]) -> dict[str, Simulation]:
    """The same simulations with the data of each drawn apart and the effects of improvements drawn together."""
    out = {}
    names = list(dict.fromkeys(lever.name for one in each.values() for lever in one.levers))
    for k, (persona, one) in enumerate(each.items()):
        how = one.settings
        seed, many, layers = int(how["seed"]), int(how["draws"]), how["layers"]
        drawn = world(one.made, one.levers, many=many, seed=seed + 7_919 * (k + 1), layers=layers)
        if "effects" in layers:
            common = dict(zip(names, points(len(names), many, seed), strict=True))
            effects = np.array([_drawn(lever, common[lever.name]) for lever in one.levers]).reshape(
                len(one.levers), many
            )
            drawn = replace(drawn, effects=effects)
        out[persona] = replace(one, drawn=drawn)
    return out


def _drawn(lever: Lever, uniform: Floats) -> Floats:
    return pert(uniform, lever.low, lever.likely, lever.high)
