"""A map in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cjm_widgets.model.errors import CjmError

from .checking import Checking
from .simulating import Simulating

if TYPE_CHECKING:
    import pandas as pd

    from cjm_widgets.engine.simulate import Simulation


class Telling(Checking, Simulating):
    """``summary``."""

    def summary(
        self,
        length: Literal["short", "paragraph", "full"] = "paragraph",
        *,
        simulation: Simulation | None = None,
        draws: int = 500,
    ) -> str:
        """The map in plain sentences: for a mail, a screen reader, the ``alt`` of a picture.

        ``short`` is a sentence or two; ``paragraph`` adds moments of truth, pains, where people leave, waits and evidence;
        ``full`` is paragraphs with every stage and step, the open checks and what the improvements bring. Shares have their
        interval and n where the map holds counts. The effect is that of ``simulation``, or of ``draws`` draws where the map can
        be simulated. Only what the map holds is said. ``DataError`` for another length.

        >>> cjm.JourneyMap().summary("short")
        'This is a customer journey map with no steps yet.'
        """
        from cjm_widgets.show.summary.tell import tell

        def outcomes() -> pd.DataFrame | None:
            return self._effect(simulation, draws)

        interval = simulation.settings["interval"] if simulation is not None else 0.90
        return tell(
            self._now(), self.meta, length=length, findings=self.check, outcomes=outcomes, interval=interval
        )

    def _effect(self, simulation: Simulation | None, draws: int) -> pd.DataFrame | None:
        """Now, then and the difference; nothing where there are no improvements, or the map cannot be simulated."""
        if simulation is not None:
            return simulation.outcomes
        if not len(self.tables["improvements"]) or not len(self.tables["transitions"]):
            return None
        try:
            return self.simulate(draws=draws).outcomes
        except CjmError:
            return None
