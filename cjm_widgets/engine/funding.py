"""What a simulation's improvements are worth funding, and which guess to research before: asked by verbs and by the panel alike."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from .constraints import limits
from .information import value_of_information
from .portfolio import Portfolio, options, portfolio
from .simulate import Simulation, goal_of


def funded(
    found: Simulation,
    improvements: pd.DataFrame,
    measure: str,
    budget: float | None = None,
    capacity: Mapping[str, float] | None = None,
) -> Portfolio:
    """The best selection of the improvements simulated, under the limits of their table. Errors as for ``limits``."""
    held = limits(improvements, [one.name for one in found.levers], budget=budget, capacity=capacity)
    return portfolio(found.drawn, held, goal_of(found.made, measure), seed=int(found.settings["seed"]))


def researched(found: Simulation, best: Portfolio, measure: str) -> pd.DataFrame:
    """What knowing each uncertain input would be worth before choosing among the best portfolios."""
    values = options(found.drawn, best, goal_of(found.made, measure))
    return value_of_information(values, found.drawn.inputs, seed=int(found.settings["seed"]))
