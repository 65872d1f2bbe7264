"""The impact panel: a widget in which improvements are carried out and what follows is seen, with how sure that is."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

import traitlets

from cjm_widgets.frames.live import Bound
from cjm_widgets.model.errors import CjmError, DataError

from .views import View, bound_of, bundle
from .work import Work

_TD = "text-align:left;vertical-align:top;border:1px solid #8885;padding:3px 8px"


class ImpactPanel(View):
    """What the improvements of a map do to success, time, cost and feeling; sliders carry them out as far as wanted.

    While a slider moves, the page itself answers, exactly; intervals follow from Python's draws. Moving one writes
    ``adoption`` in ``m.improvements``, and the grids of the map show the future beside today. docs/simulation.md has the model.

    Args:
        data: a ``JourneyMap`` with transitions and improvements.
        budget: what the improvements may cost together; without it all that bring something.
        capacity: what each team can carry, in the unit of ``work``: ``{"web": 3}``.
        measure: what the tornado and the portfolio are about: ``'success'``, ``'value'``, ``'net'``, ``'cost'``, ``'time'``.
        draws, seed: how many draws, and which.
        readonly, height, theme, language: as for ``JourneyGrid``.

    Raises:
        TypeError: ``data`` is no ``JourneyMap``.

    >>> import cjm_widgets as cjm
    >>> panel = ImpactPanel(cjm.JourneyMap.from_template("classic"), budget=90_000)
    >>> panel.budget
    90000.0
    """

    _esm = bundle("impact")
    _view_of_block = "impact"

    budget = traitlets.Float(None, allow_none=True, help="what the improvements may cost together").tag(
        sync=True
    )
    measure = traitlets.Enum(
        ("success", "value", "net", "cost", "time"),
        "success",
        help="what the tornado and the portfolio are about",
    ).tag(sync=True)
    capacity = traitlets.Dict(help="what each team can carry")
    draws = traitlets.Int(1_000, min=64, max=100_000, help="how many draws")
    seed = traitlets.Int(0, help="which draws")

    def __init__(self, data: Any, *, budget: float | None = None, **traits: Any) -> None:
        self._work = Work(self._publish)
        super().__init__(bound_of(data, "ImpactPanel"), budget=budget, **traits)
        self._made = True

    def close(self) -> None:
        """Take it off the page; the map stays."""
        self._work.stop()
        super().close()

    def still(self) -> dict[str, str]:
        self._bound.session.pull()
        try:
            told = self._bound.verbs["impact_answer"](self._settings())
        except CjmError as error:
            return {"text/html": f"<p>{escape(str(error))}</p>", "text/plain": str(error)}
        rows = [(name, row) for name, row in told["answer"].items() if row["now"] is not None]
        head = ("Measure", "Now", "Then", "Difference", "90 % interval")
        cells = [
            (name, *(_number(row[k]) for k in ("now", "then", "difference")), _interval(row))
            for name, row in rows
        ]
        html = "".join(f'<th scope="col" style="{_TD}">{escape(one)}</th>' for one in head)
        body = "".join(
            "<tr>" + "".join(f'<td style="{_TD}">{escape(one)}</td>' for one in row) + "</tr>"
            for row in cells
        )
        plain = "\n".join("  ".join(row) for row in (head, *cells))
        return {"text/html": f"<table><tr>{html}</tr>{body}</table>", "text/plain": plain}

    @traitlets.validate("budget")
    def _allowed_budget(self, proposal: Any) -> float | None:
        value = proposal["value"]
        if value is not None and not 0 <= value < float("inf"):
            raise DataError(f"A budget of {value!r} is not one: a number of 0 or more, or None for no limit.")
        return None if value is None else float(value)

    @traitlets.observe("budget", "measure", "capacity", "draws", "seed")
    def _again(self, change: Any) -> None:
        if hasattr(self, "_made"):
            self._door.aside.later()

    def _verbs(self, bound: Bound) -> dict[str, Callable[[dict[str, Any]], Any]]:
        own = {"impact_stop": self._halt, "impact_go": self._go, "impact_budget": self._spend}
        return {**super()._verbs(bound), **own}

    def _overlays(self, bound: Bound) -> dict[str, Callable[[], Any]]:
        return {**super()._overlays(bound), "impact": self._told, "impact_draws": lambda: self._work.told}

    def _settings(self) -> dict[str, Any]:
        settings = {"budget": self.budget, "measure": self.measure, "capacity": self.capacity or None}
        return {**settings, "draws": self.draws, "seed": self.seed}

    def _told(self) -> dict[str, Any]:
        """What needs no draws; what does is begun, and follows as ``impact_draws``."""
        settings = self._settings()
        told: dict[str, Any] = self._bound.verbs["impact_start"](settings)
        if "error" in told:
            self._work.stop()
        elif told["mark"] != self._work.told.get("mark"):
            self._work.begin(told["mark"], self._bound.verbs["impact_parts"](settings))
        return told

    def _publish(self) -> None:
        self._door.send("overlay", name="impact_draws", data=self._work.told)

    def _halt(self, args: dict[str, Any]) -> None:
        self._work.stop()
        self._publish()

    def _go(self, args: dict[str, Any]) -> None:
        """Begin again what was stopped or failed."""
        self._work.stop()
        self._work.told = {}
        self._told()
        self._publish()

    def _spend(self, args: dict[str, Any]) -> None:
        self.budget = args.get("budget")


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.4g}"


def _interval(row: dict[str, float | None]) -> str:
    return " … ".join(_number(row[f"difference{end}"]) for end in ("_low", "_high"))
