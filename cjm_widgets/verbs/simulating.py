"""What follows if the improvements of a map are carried out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from . import charts
from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.engine.follow_up import Count
    from cjm_widgets.engine.from_map import Said
    from cjm_widgets.engine.mixed import Mixed
    from cjm_widgets.engine.portfolio import Portfolio
    from cjm_widgets.engine.simulate import Simulation
    from cjm_widgets.show.live import Chart

    Seen = Count | tuple[float, float] | pd.DataFrame

READ = ("steps", "transitions", "outcomes", "improvements")
"""The tables a simulation rests on."""


class Simulating(Held):
    """``simulate``, ``simulate_personas``, ``scenarios``, ``portfolio``, ``research_next``, ``follow_up``, ``plot``."""

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
        probability is worth. ``persona`` takes that persona's columns (``emotion:dana``, ``count:dana``, ``entry:dana``) where there are
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
            draw=charts.chart,
        )

    def simulate_personas(self, draws: int = 1_000, seed: int = 0, **how: Any) -> Mixed:
        """Each persona simulated on its own columns (``count:dana``, ``emotion:dana``), and all mixed by ``m.personas["share"]``.

        ``.outcomes`` has a block of rows per persona and one for ``all``: (persona, measure). What is unsure of a persona's figures
        is drawn apart, the effects of improvements together. Anti-personas are left out. ``how`` as for ``simulate``.
        ``DataError`` where a persona says no share, or cannot be simulated.
        """
        from cjm_widgets.engine.mixed import Mixed, apart, shares_of

        shares, notes = shares_of(self._now()["personas"])
        each = {str(name): self.simulate(draws, seed, persona=str(name), **how) for name in shares.index}
        told = [f"{name}: {one}" for name, found in each.items() for one in found.notes]
        return Mixed(apart(each), shares, (*notes, *told), float(how.get("interval", 0.90)))

    def follow_up(
        self,
        before: Seen,
        after: Seen,
        control: tuple[Seen, Seen] | None = None,
        *,
        simulation: Simulation | None = None,
    ) -> pd.DataFrame:
        """After the improvements were carried out: was what came within what was predicted, and was it the improvements?

        ``before``, ``after`` and the two of ``control`` (those left as they were) are (hits, n), or frames of journeys, a row each,
        with a column ``outcome``. Rows: ``level``, ``change``, and with a control ``change beside control``, which takes out what changed
        for everyone meanwhile. Columns: predicted and seen, each with its interval, and ``inside``. Compare with the simulation made
        *before* (``simulation=``): the map may have moved on since.

        >>> m = cjm.JourneyMap()
        >>> m.steps = pd.DataFrame({"stage": ["s"], "name": ["Pay"]}, index=["pay"])
        >>> m.transitions = pd.DataFrame({"source": "pay", "target": ["done", "left"], "count": [600, 400]}).set_index(
        ...     ["source", "target"])
        >>> m.improvements = pd.DataFrame({"step": "pay", "lever": "pass_through", "low": 2, "likely": 10, "high": 15,
        ...                                "unit": "percentage points"}, index=["terms"])
        >>> m.follow_up((600, 1_000), (690, 1_000))["inside"].to_dict()
        {'level': True, 'change': True}
        """
        from cjm_widgets.engine.follow_up import counted, follow_up

        found = self.simulate() if simulation is None else simulation
        both = (counted(before, found.made), counted(after, found.made))
        held = None if control is None else (counted(control[0], found.made), counted(control[1], found.made))
        return follow_up(found.outcomes, *both, held)

    def plot(self, found: Any, what: str | None = None) -> Chart:
        """A chart of what a map was asked: a simulation, a portfolio, or the frame of ``research_next``."""
        return charts.chart(what or charts.kind(found), found)

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
        from cjm_widgets.engine.funding import funded

        found = self.simulate(measure=measure) if simulation is None else simulation
        best = funded(found, self.tables["improvements"], measure, budget, capacity)
        return replace(best, draw=charts.chart)

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
        from cjm_widgets.engine.funding import funded, researched

        found = self.simulate(measure=measure) if simulation is None else simulation
        best = funded(found, self.tables["improvements"], measure, budget, capacity)
        return researched(found, best, measure)

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
