"""What follows if the improvements of a map are carried out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.engine.from_map import Said
    from cjm_widgets.engine.portfolio import Portfolio
    from cjm_widgets.engine.simulate import Simulation

READ = ("steps", "transitions", "outcomes", "improvements")
"""The tables a simulation rests on."""


class Simulating(Held):
    """``simulate``, ``scenarios``, ``portfolio``, ``research_next``."""

    def simulate(
        self,
        draws: int = 1_000,
        seed: int = 0,
        *,
        measure: str = "success",
        success: str | Iterable[str] = (),
        rest: str | None = None,
        worth: float = 20.0,
        persona: str | None = None,
        interval: float = 0.90,
        layers: Sequence[str] = ("data", "effects"),
        queues: bool = False,
    ) -> Simulation:
        """What the improvements do to success, time, cost, value and feeling, with intervals.

        ``measure`` is the one sensitivity is told for. ``success`` names the outcomes that count, where ``m.outcomes`` does
        not. ``rest="left"`` counts what is missing of a step's moves as leaving; ``worth`` is how many observations a stated
        probability is worth. ``persona`` takes that persona's columns (``emotion:dana``, ``count:dana``) where there are
        any. ``layers`` says what is drawn: the data, the effects, or both. ``queues=True`` takes the waits of steps with
        ``servers`` and ``arrivals`` from the queue that forms there.

        ``DataError`` names the step or improvement that keeps the map from being simulated. docs/simulation.md has the model.

        >>> m = cjm.JourneyMap()
        >>> m.steps = pd.DataFrame({"stage": ["s"], "name": ["Pay"]}, index=["pay"])
        >>> m.transitions = pd.DataFrame({"source": "pay", "target": ["done", "left"], "count": [60, 40]}).set_index(
        ...     ["source", "target"])
        >>> m.improvements = pd.DataFrame({"step": "pay", "lever": "pass_through", "low": 2, "likely": 10, "high": 15,
        ...                                "unit": "percentage points"}, index=["terms"])
        >>> m.simulate().outcomes.loc["success", ["now", "then", "difference"]].round(3).tolist()
        [0.6, 0.7, 0.1]
        """
        from cjm_widgets.engine.simulate import simulate

        return simulate(
            self._now(),
            said=self._said(success, rest, worth, persona, queues),
            draws=draws,
            seed=seed,
            interval=interval,
            measure=measure,
            layers=layers,
            fresh=self._fingerprint,
        )

    def scenarios(
        self, named: Mapping[str, Iterable[str] | Mapping[str, float]], simulation: Simulation | None = None
    ) -> pd.DataFrame:
        """Named selections of improvements side by side, on the same draws: a row per scenario and measure.

        A scenario is a list of improvements, or how far each is carried out: ``{"chat": 0.5}``. ``now``, ``then``,
        ``difference`` with intervals as in ``simulate().outcomes``; ``best`` is the share of draws in which the scenario
        is the best of all in that measure, ``rank_low`` and ``rank_high`` the ranks it holds in 90 % of draws.
        """
        from cjm_widgets.engine.scenarios import scenarios

        return scenarios(self.simulate() if simulation is None else simulation, named)

    def portfolio(
        self,
        budget: float | None = None,
        *,
        capacity: Mapping[str, float] | None = None,
        measure: str = "success",
        simulation: Simulation | None = None,
    ) -> Portfolio:
        """The best selection of improvements under a budget and what each team can carry; ``.frontier`` has all others.

        Exact up to twenty improvements, with all their interactions; beyond, ``.bound`` says how far from the best it can
        be at most. ``needs`` and ``excludes`` of an improvement are kept.
        """
        from cjm_widgets.engine.constraints import limits
        from cjm_widgets.engine.portfolio import portfolio
        from cjm_widgets.engine.simulate import goal_of

        found = self.simulate(measure=measure) if simulation is None else simulation
        names = [one.name for one in found.levers]
        held = limits(self.tables["improvements"], names, budget=budget, capacity=capacity)
        return portfolio(found.drawn, held, goal_of(found.made, measure), seed=int(found.settings["seed"]))

    def research_next(
        self,
        budget: float | None = None,
        *,
        capacity: Mapping[str, float] | None = None,
        measure: str = "success",
        simulation: Simulation | None = None,
    ) -> pd.DataFrame:
        """Which guess to research first: what knowing it would be worth before choosing among the best portfolios.

        A row per uncertain input, the most worth knowing first, in the unit of ``measure``. ``share`` is its part of what
        knowing everything would be worth; below ``noise`` it is worth nothing that the draws could tell.
        """
        from cjm_widgets.engine.information import value_of_information
        from cjm_widgets.engine.portfolio import options
        from cjm_widgets.engine.simulate import goal_of

        found = self.simulate(measure=measure) if simulation is None else simulation
        held = self.portfolio(budget, capacity=capacity, measure=measure, simulation=found)
        values = options(found.drawn, held, goal_of(found.made, measure))
        return value_of_information(values, found.drawn.inputs, seed=int(found.settings["seed"]))

    def _said(
        self, success: str | Iterable[str], rest: str | None, worth: float, persona: str | None, queues: bool
    ) -> Said:
        from cjm_widgets.engine.from_map import Said

        chosen = (success,) if isinstance(success, str) else tuple(success)
        return Said(chosen, rest, worth, persona, queues)

    def _fingerprint(self, improvements: pd.DataFrame | None = None) -> str:
        """Changes whenever something a simulation rests on does; with other improvements than the map's, where some are given."""
        made = hashlib.blake2b(digest_size=12)
        for name in READ:
            frame = improvements if improvements is not None and name == "improvements" else self.tables[name]
            made.update(repr((list(frame.columns), frame.to_dict("split", index=True))).encode())
        return made.hexdigest()
