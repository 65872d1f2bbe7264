"""What follows if the improvements of a map are carried out: everything one call answers, as DataFrames."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

from . import sensitivity, shapley, where
from .chain import Chain, Floats
from .choices import Goal, success
from .draws import LAYERS, MANY, World, world
from .from_improvements import levers as levers_of
from .from_map import Read, Said, Tables, read
from .gate import Gate, gate
from .levers import Lever, future
from .measures import INTERVAL, compared, measures
from .solve import setting, solve

MOST_DRAWS = 1_000_000


@dataclass(frozen=True)
class Simulation:
    """The answer of ``m.simulate()``.

    ``outcomes`` a row per measure: now, then, difference, each with its interval, and the chance that it rises.
    ``steps`` each step now and then. ``sensitivity`` the tornado. ``correlation`` by rank over the draws. ``improvements``
    what each brings alone, last, and fairly shared. ``where`` what a point is worth at each step. ``notes`` what was assumed,
    in sentences. ``settings`` repeats it, ``fingerprint`` says of which map.
    """

    made: Chain
    levers: tuple[Lever, ...]
    drawn: World
    notes: tuple[str, ...]
    settings: Mapping[str, Any]
    measure: str = "success"
    gate: Gate | None = None
    fingerprint: str = ""
    fresh: Callable[[], str] | None = field(default=None, repr=False, compare=False)
    draw: Callable[[str, Any], Any] | None = field(default=None, repr=False, compare=False)

    def plot(self, what: str = "outcomes") -> Any:
        """A chart: ``"outcomes"``, each measure now and then with its interval, or ``"sensitivity"``, the tornado.

        Live in a notebook, still where no script runs; ``.figure`` is the Bokeh figure, ``.html`` the still picture.
        """
        if self.draw is None:
            raise DataError("This simulation does not know how to draw: take the one of m.simulate().")
        return self.draw(what, self)

    @property
    def stale(self) -> bool:
        """Whether the map has moved on since: then the answer is of a map that is no more."""
        return self.fresh is not None and self.fresh() != self.fingerprint

    @cached_property
    def outcomes(self) -> pd.DataFrame:
        """Now, then and the difference, a row per measure."""
        return self.answer()

    def answer(self, adoption: Sequence[float] | Floats | None = None) -> pd.DataFrame:
        """The same for other degrees of carrying out, on the same draws: what a slider asks for."""
        share = None if adoption is None else np.asarray(adoption, dtype=np.float64)
        before = self.made.start.sum()
        point = (
            measures(self.made, solve(setting(self.made)), before),
            measures(self.made, solve(future(self.made, self.levers, share)), before),
        )
        return compared(
            point, (self._now, measures(self.made, self.drawn.then(share), before)), self.settings["interval"]
        )

    def degrees(self, shares: Sequence[float] = (0.25, 0.5, 1.0)) -> pd.DataFrame:
        """What remains of the difference if the improvements bring only a part of what is hoped: a row per degree and measure.

        An effect that was entered is hoped for; stated at 25, 50 and 100 % side by side, on the same draws, it says what a
        decision hangs on. ``DataError`` where a degree is no number of 0 to 1.
        """
        for one in shares:
            if not 0 <= one <= 1:
                raise DataError(f"A degree of {one!r} is none: a share from 0 to 1 is allowed.")
        full = np.array([one.adoption for one in self.levers])
        columns = ["now", "then", "difference", "difference_low", "difference_high", "chance"]
        blocks = {float(one): self.answer(one * full)[columns] for one in shares}
        return pd.concat(blocks, names=["degree", "measure"])

    @cached_property
    def _now(self) -> dict[str, Floats]:
        return measures(self.made, self.drawn.now, self.made.start.sum())

    @cached_property
    def difference(self) -> pd.DataFrame:
        """The paired difference of each draw, a column per measure: for your own questions."""
        then = measures(self.made, self.drawn.then(), self.made.start.sum())
        return pd.DataFrame({name: then[name] - now for name, now in self._now.items()})

    @cached_property
    def steps(self) -> pd.DataFrame:
        """Each step now and then: visits, going on, time (seconds), emotion."""
        return where.steps(self.made, self.levers)

    @cached_property
    def where(self) -> pd.DataFrame:
        """What one point more going on is worth at each step, and after which steps the end is fixed."""
        return where.worth(self.made)

    @cached_property
    def sensitivity(self) -> pd.DataFrame:
        """How far the difference swings with each uncertain input alone."""
        return sensitivity.tornado(self.made, self.levers, self.measure)

    @cached_property
    def correlation(self) -> pd.DataFrame:
        """Rank correlation of each uncertain input with the difference over the draws."""
        return sensitivity.correlation(self.drawn, self.difference[self.measure].to_numpy())

    @cached_property
    def improvements(self) -> pd.DataFrame:
        """What each improvement brings alone, last, and fairly shared (Shapley), in points of the goal."""
        return shapley.shares(self.made, self.levers, self.goal, seed=int(self.settings["seed"]))

    @property
    def goal(self) -> Goal:
        """What the measure wants, as a sum over outcomes, time and cost; success where it is no such sum."""
        return goal_of(self.made, self.measure)

    def walk(self, customers: int = 10_000, seed: int = 0, *, now: bool = False) -> pd.DataFrame:
        """Customers walked through the future (or today), a row each: for whole distributions. Closed forms need no walk."""
        from .walk import walk

        given = setting(self.made) if now else future(self.made, self.levers)
        return walk(self.made, customers, seed, given)

    def carried_out(self, improvements: pd.DataFrame) -> Simulation:
        """The same draws with the adoptions of a table of improvements; all else in it must be as it was."""
        levers = tuple(levers_of(self.made, improvements))
        drawn = replace(self.drawn, levers=levers)
        drawn.__dict__["now"] = self.drawn.now  # today does not hang on what is carried out
        mark = self.fresh() if self.fresh is not None else ""
        return replace(self, levers=levers, drawn=drawn, fingerprint=mark)

    def smallest(self, improvement: str, target: float) -> float:
        """How far one improvement must be carried out for the measure to reach a target; 1 is its likely effect in full."""
        return where.smallest(self.made, self.levers, improvement, target, self.measure)

    def _repr_html_(self) -> str:
        shown = self.outcomes.loc[~self.outcomes.index.str.startswith("ends in ")]
        return str(shown.to_html(escape=True, float_format=lambda v: f"{v:,.4g}"))


def goal_of(made: Chain, measure: str) -> Goal:
    """The goal behind a measure that is a sum; success for all others."""
    nothing = np.zeros(len(made.outcomes))
    known = {
        "value": Goal(made.value),
        "net": Goal(made.value, cost=-1.0),
        "cost": Goal(nothing, cost=-1.0),
        "time": Goal(nothing, time=-1.0),
    }
    return known.get(measure, success(made))


def simulate(
    tables: Tables,
    *,
    said: Said | None = None,
    draws: int = MANY,
    seed: int = 0,
    interval: float = INTERVAL,
    measure: str = "success",
    layers: Sequence[str] = LAYERS,
    fresh: Callable[[], str] | None = None,
    draw: Callable[[str, Any], Any] | None = None,
) -> Simulation:
    """Simulate a map's improvements: see ``JourneyMap.simulate``."""
    _checked(draws, seed, interval, layers)
    found: Read = read(tables, said)
    known = list(measures(found.chain, solve(setting(found.chain))))
    if measure not in known:
        raise DataError(f"There is no measure {measure!r}: {', '.join(known)} are there.")
    notes = list(found.notes)
    levers = levers_of(found.chain, tables.get("improvements"), notes)
    passed = gate(found.chain)
    if passed is not None:
        notes.insert(0, passed.sentence)
    settings = {
        "draws": int(draws),
        "seed": seed,
        "interval": interval,
        "layers": tuple(layers),
        "measure": measure,
    }
    drawn = world(found.chain, levers, many=draws, seed=seed, layers=layers)
    mark = fresh() if fresh is not None else ""
    return Simulation(
        found.chain, tuple(levers), drawn, tuple(notes), settings, measure, passed, mark, fresh, draw
    )


def _checked(draws: object, seed: object, interval: object, layers: object) -> None:
    """``DataError`` where a setting is none."""
    if not isinstance(draws, int | np.integer) or not 1 <= draws <= MOST_DRAWS:
        raise DataError(f"draws is {draws!r}: a whole number from 1 to {MOST_DRAWS:,} is allowed.")
    if not isinstance(seed, int | np.integer) or seed < 0:
        raise DataError(f"seed is {seed!r}: a whole number of 0 or more is allowed.")
    if not isinstance(interval, int | float) or not 0 < interval < 1:
        raise DataError(f"interval is {interval!r}: a share above 0 and below 1 is allowed, as 0.9.")
    if not isinstance(layers, list | tuple) or not set(layers) <= set(LAYERS):
        raise DataError(f"layers is {layers!r}: a list of {' and '.join(map(repr, LAYERS))} is allowed.")
