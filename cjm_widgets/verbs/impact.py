"""What the impact panel is told: a simulation as JSON, kept while only sliders move.

The panel first gets the chain, from which it answers by itself, exactly; what needs draws follows part by part, so that it can
be worked out beside the kernel and stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.frames import keys, wire
from cjm_widgets.model.errors import CjmError, DataError

from .simulating import READ

if TYPE_CHECKING:
    from cjm_widgets.engine.portfolio import Portfolio
    from cjm_widgets.engine.simulate import Simulation

    from .gathered import Verbs

MOST = 12
"""So many inputs of the tornado and of what to research are told."""
CELLS = 6_000_000
"""Steps × steps × draws the panel draws at most; longer journeys get fewer draws, and the panel says so."""
FEWEST = 64

Stopped = Callable[[], bool]
Part = Callable[[Stopped], dict[str, Any]]


class Impact:
    """Simulates one map for its pages. A new draw is made only where something else than an adoption has changed."""

    def __init__(self, m: Verbs) -> None:
        self._m = m
        self._known: tuple[str, Simulation] | None = None

    def page(self, args: Mapping[str, Any]) -> dict[str, Any]:
        """All the panel shows, at once; or ``error``, a sentence, and the row it is about."""
        told = self.start(args)
        if "error" in told:
            return told
        return told | {k: v for part in self.parts(args) for k, v in part(lambda: False).items()}

    def start(self, args: Mapping[str, Any]) -> dict[str, Any]:
        """What needs no draws: the chain and the improvements, what was assumed; ``mark`` says of which map and settings."""
        from cjm_widgets.engine import from_improvements, from_map, page
        from cjm_widgets.engine.gate import gate

        tables = self._m._now()
        try:
            found = from_map.read(tables, self._said(args))
            notes = list(found.notes)
            levers = from_improvements.levers(found.chain, tables["improvements"], notes)
        except CjmError as error:
            return _refused(error)
        passed = gate(found.chain)
        draws = _draws(len(tables["steps"]), args)
        if draws < _wanted(args):
            notes.append(
                f"{len(found.chain.steps)} steps: {draws} draws instead of {_wanted(args):,}, so that the panel answers soon. "
                "m.simulate() takes as many as you want."
            )
        made = page.chain_json(found.chain)
        return {
            "mark": repr(sorted(args.items(), key=lambda one: one[0])) + self._m._fingerprint(),
            "chain": made
            | {"moves": _pairs(made["moves"]), "names": {**_named(tables["outcomes"]), **found.chain.names}},
            "levers": page.levers_json(levers),
            "measure": args.get("measure") or "success",
            "gate": None if passed is None else {"passed": passed.passed, "sentence": passed.sentence},
            "notes": notes,
            "budget": args.get("budget"),
            "settings": {"draws": draws, "seed": int(args.get("seed") or 0), "interval": 0.9},
        }

    def parts(self, args: Mapping[str, Any]) -> list[Part]:
        """What needs draws, the quickest first: each gives some of the panel's entries, or ends where it is stopped.

        They rest on the tables as they are now, so another thread may carry them out while the map moves on.
        """
        from cjm_widgets.engine.funding import funded, researched

        find, improvements = self._finder(args), self._m.tables["improvements"].copy()
        best: list[Portfolio] = []

        def answers(stopped: Stopped) -> dict[str, Any]:
            return {"answer": _rows(find().outcomes)}

        def swings(stopped: Stopped) -> dict[str, Any]:
            return {"sensitivity": wire.records(find().sensitivity.head(MOST))}

        def chosen(stopped: Stopped) -> dict[str, Any]:
            try:
                budget, capacity = args.get("budget"), args.get("capacity")
                best.append(funded(find(), improvements, find().measure, budget, capacity))
            except DataError as error:
                return {"portfolio": _refused(error)}
            return {"portfolio": _portfolio(best[0], args.get("budget"))}

        def research(stopped: Stopped) -> dict[str, Any]:
            if not best:
                return {"research": []}
            return {"research": wire.records(researched(find(), best[0], find().measure).head(MOST))}

        return [_stoppable(part) for part in (answers, swings, chosen, research)]

    def answer(self, args: Mapping[str, Any]) -> dict[str, Any]:
        """The measures with intervals for other degrees of carrying out, by improvement: what a slider asks while it moves."""
        found = self.simulation(args)
        given = args.get("adoption")
        named = dict(given) if isinstance(given, Mapping) else {}
        shares = [float(named.get(one.name, one.adoption)) for one in found.levers]
        if not all(0 <= one <= 1 for one in shares):
            raise DataError("An improvement is carried out by a share from 0 to 1.", "improvements")
        return {"answer": _rows(found.answer(shares) if named else found.outcomes)}

    def reach(self, args: Mapping[str, Any]) -> dict[str, float]:
        """How far one improvement must be carried out to reach a target."""
        found = self.simulation(args)
        return {"share": found.smallest(str(args.get("improvement")), float(args.get("target") or 0))}

    def simulation(self, args: Mapping[str, Any]) -> Simulation:
        """The map simulated; the draws of the last one where only adoptions differ."""
        return self._finder(args)()

    def _finder(self, args: Mapping[str, Any]) -> Callable[[], Simulation]:
        """Finds the simulation of the tables as they are now, once, when it is first asked for."""
        from cjm_widgets.engine.simulate import simulate

        tables = {name: frame.copy() for name, frame in self._m._now().items() if name in READ}
        improvements, said = tables["improvements"], self._said(args)
        settings = {"seed": int(args.get("seed") or 0), "measure": str(args.get("measure") or "success")}
        settings |= {"draws": _draws(len(tables["steps"]), args)}
        mark = repr((settings, said)) + self._m._fingerprint(
            improvements.drop(columns="adoption", errors="ignore")
        )
        found: list[Simulation] = []

        def find() -> Simulation:
            if not found:
                known = self._known
                if known is None or known[0] != mark:
                    known = self._known = (mark, simulate(tables, said=said, **settings))  # type: ignore[arg-type]
                found.append(known[1].carried_out(improvements))
            return found[0]

        return find

    def _said(self, args: Mapping[str, Any]) -> Any:
        return self._m._said(args.get("success") or (), args.get("rest"), 20.0, None, False)


def _wanted(args: Mapping[str, Any]) -> int:
    return int(args.get("draws") or 1_000)


def _draws(steps: int, args: Mapping[str, Any]) -> int:
    return min(_wanted(args), max(FEWEST, CELLS // max(1, steps * steps)))


def _stoppable(part: Part) -> Part:
    def run(stopped: Stopped) -> dict[str, Any]:
        from cjm_widgets.engine.stopping import stoppable

        with stoppable(stopped):
            return part(stopped)

    return run


def _portfolio(best: Portfolio, budget: float | None) -> dict[str, Any]:
    names = ("score", "base", "cost", "bound", "exact")
    told = {name: getattr(best, name) for name in names}
    return told | {"chosen": list(best.chosen), "budget": budget, "frontier": wire.records(best.frontier)}


def _refused(error: CjmError) -> dict[str, Any]:
    return {"error": str(error), "table": getattr(error, "table", None), "row": getattr(error, "row", None)}


def _named(outcomes: pd.DataFrame) -> dict[str, str]:
    """The names of the ends that have one."""
    if "name" not in outcomes:
        return {}
    named = zip(map(keys.text, outcomes.index), outcomes["name"], strict=True)
    return {end: str(name) for end, name in named if pd.notna(name) and str(name).strip()}


def _pairs(rows: list[list[float]]) -> list[list[list[float]]]:
    """Of each row the moves somebody makes, as pairs of column and share: long journeys have few."""
    return [[[j, share] for j, share in enumerate(row) if share] for row in rows]


def _rows(frame: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows as JSON by their label."""
    return dict(zip(map(keys.text, frame.index), wire.records(frame), strict=True))
