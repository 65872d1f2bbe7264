"""Named selections of improvements side by side, on the same draws, so that their differences are paired."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd
from scipy.stats import rankdata

from cjm_widgets.model.errors import DataError

from .chain import Floats
from .measures import bounds, measures
from .simulate import Simulation

LESS = ("time", "time_sd", "cost", "steps")
"""Measures of which less is better."""

Named = Mapping[str, Iterable[str] | Mapping[str, float]]


def scenarios(found: Simulation, named: Named) -> pd.DataFrame:
    """A row per scenario and measure; see ``JourneyMap.scenarios``. ``DataError`` where an improvement is not there."""
    names = [one.name for one in found.levers]
    drawn, rows = {}, []
    for scenario, wanted in named.items():
        share = _adoption(names, scenario, wanted)
        drawn[scenario] = measures(found.made, found.drawn.then(share), found.made.start.sum())
        rows.append(found.answer(share).reset_index().assign(scenario=scenario))
    if not rows:
        raise DataError("No scenario was named: m.scenarios({'chat only': ['chat']}).")
    table = pd.concat(rows, ignore_index=True).set_index(["scenario", "measure"])
    for measure in next(iter(drawn.values())):
        ranks = _ranks(np.array([one[measure] for one in drawn.values()]), measure)
        at = [(scenario, measure) for scenario in drawn]
        table.loc[at, "best"] = (ranks == 1).mean(axis=1)
        table.loc[at, "rank_low"], table.loc[at, "rank_high"] = bounds(ranks)
    return table


def _adoption(names: list[str], scenario: str, wanted: Iterable[str] | Mapping[str, float]) -> Floats:
    told = dict(wanted) if isinstance(wanted, Mapping) else dict.fromkeys(wanted, 1.0)
    for name, share in told.items():
        if name not in names:
            raise DataError(
                f"The scenario {scenario!r} names the improvement {name!r}: {', '.join(names) or 'none'} are simulated.",
                "improvements",
                name,
            )
        if not 0 <= share <= 1:
            raise DataError(
                f"{name!r} is carried out to {share:g} in {scenario!r}: 0 to 1 is allowed.",
                "improvements",
                name,
            )
    return np.array([told.get(name, 0.0) for name in names], dtype=np.float64)


def _ranks(values: Floats, measure: str) -> Floats:
    """The rank of each scenario in each draw, 1 the best; equal ones share the better rank."""
    return np.asarray(
        rankdata(values if measure in LESS else -values, method="min", axis=0), dtype=np.float64
    )
