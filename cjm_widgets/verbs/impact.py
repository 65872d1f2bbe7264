"""What the impact panel is told: a simulation as JSON, kept while only sliders move."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.frames import keys, wire
from cjm_widgets.model.errors import CjmError, DataError

if TYPE_CHECKING:
    from cjm_widgets.engine.simulate import Simulation

    from .gathered import Verbs

MOST = 12
"""So many inputs of the tornado and of what to research are told."""
PRICED = 40
"""Beyond so many improvements the best portfolio is told when it is asked for, not after each edit."""


class Impact:
    """Simulates one map for its pages. A new draw is made only where something else than an adoption has changed."""

    def __init__(self, m: Verbs) -> None:
        self._m = m
        self._known: tuple[str, Simulation] | None = None

    def page(self, args: Mapping[str, Any]) -> dict[str, Any]:
        """All the panel shows; or ``error``, a sentence, and the row it is about."""
        try:
            found = self.simulation(args)
            return {**_base(found), **self._choices(found, args), "answer": _rows(found.outcomes)}
        except CjmError as error:
            return _refused(error)

    def answer(self, args: Mapping[str, Any]) -> dict[str, Any]:
        """The measures with intervals for other degrees of carrying out: what a slider asks while it moves."""
        found = self.simulation(args)
        shares = [float(one) for one in args.get("adoption") or ()]
        if len(shares) != len(found.levers) or not all(0 <= one <= 1 for one in shares):
            raise DataError(
                f"{len(found.levers)} shares from 0 to 1 are wanted, one for each improvement.",
                "improvements",
            )
        return {"answer": _rows(found.answer(shares))}

    def reach(self, args: Mapping[str, Any]) -> dict[str, float]:
        """How far one improvement must be carried out to reach a target."""
        found = self.simulation(args)
        return {"share": found.smallest(str(args.get("improvement")), float(args.get("target") or 0))}

    def simulation(self, args: Mapping[str, Any]) -> Simulation:
        """The map simulated; the draws of the last one where only adoptions differ."""
        wanted = {
            name: args[name]
            for name in ("draws", "seed", "measure", "success", "rest")
            if args.get(name) is not None
        }
        improvements = self._m.tables["improvements"]
        mark = repr(wanted) + self._m._fingerprint(improvements.drop(columns="adoption", errors="ignore"))
        if self._known is not None and self._known[0] == mark:
            return self._known[1].carried_out(improvements)
        found = self._m.simulate(**wanted)
        self._known = (mark, found)
        return found

    def _choices(self, found: Simulation, args: Mapping[str, Any]) -> dict[str, Any]:
        budget = args.get("budget")
        try:
            best = self._m.portfolio(
                budget, capacity=args.get("capacity"), measure=found.measure, simulation=found
            )
        except DataError as error:
            return {"portfolio": _refused(error)}
        told = {
            "chosen": list(best.chosen),
            "score": best.score,
            "base": best.base,
            "cost": best.cost,
            "bound": best.bound,
            "exact": best.exact,
            "budget": budget,
            "frontier": _list(best.frontier),
            "candidates": _list(best.candidates.head(MOST)),
        }
        research = self._m.research_next(
            budget, capacity=args.get("capacity"), measure=found.measure, simulation=found
        )
        return {
            "portfolio": told,
            "research": _list(research.head(MOST)),
            "everything": research.attrs["everything"],
        }


def _base(found: Simulation) -> dict[str, Any]:
    from cjm_widgets.engine.page import chain_json, levers_json

    gate = found.gate
    return {
        "chain": chain_json(found.made) | {"names": dict(found.made.names)},
        "levers": levers_json(found.levers),
        "measure": found.measure,
        "sensitivity": _list(found.sensitivity.head(MOST)),
        "shares": _rows(found.improvements),
        "where": _rows(found.where),
        "gate": None if gate is None else {"passed": gate.passed, "sentence": gate.sentence},
        "notes": list(found.notes),
        "settings": {
            "draws": found.settings["draws"],
            "seed": found.settings["seed"],
            "interval": found.settings["interval"],
        },
    }


def _refused(error: CjmError) -> dict[str, Any]:
    return {"error": str(error), "table": getattr(error, "table", None), "row": getattr(error, "row", None)}


def _rows(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows as JSON by their label."""
    return dict(zip(map(keys.text, frame.index), _list(frame), strict=True))


def _list(frame: pd.DataFrame) -> list[dict[str, Any]]:
    columns = [wire.values(frame.iloc[:, i]) for i in range(frame.shape[1])]
    return [dict(zip(map(str, frame.columns), row, strict=True)) for row in zip(*columns, strict=True)]
