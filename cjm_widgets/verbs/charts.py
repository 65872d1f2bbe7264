"""Which chart shows what the engine found: the one place that knows both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.model.errors import DataError

if TYPE_CHECKING:
    from cjm_widgets.show.live import Chart

KINDS = ("outcomes", "sensitivity", "frontier", "research")


def chart(what: str, found: Any) -> Chart:
    """The chart of a simulation (``outcomes``, ``sensitivity``), a portfolio (``frontier``) or a frame of ``research``."""
    from cjm_widgets.show import impact
    from cjm_widgets.show.live import Chart

    if what == "outcomes":
        return Chart(impact.outcomes(found.outcomes))
    if what == "sensitivity":
        likely = float(found.outcomes.loc[found.measure, "difference"])
        return Chart(impact.tornado(found.sensitivity, found.measure, likely))
    if what == "frontier":
        return Chart(impact.frontier(found))
    if what == "research":
        return Chart(impact.research(found))
    raise DataError(f"There is no chart {what!r}: {', '.join(KINDS)} are there.")


def kind(found: Any) -> str:
    """Which chart a result has; ``DataError`` where it has none."""
    if isinstance(found, pd.DataFrame) and {"worth", "noise"} <= set(found.columns):
        return "research"
    if hasattr(found, "frontier"):
        return "frontier"
    if hasattr(found, "sensitivity"):
        return "outcomes"
    raise DataError(
        f"A {type(found).__name__} has no chart: m.plot(m.simulate()), of m.portfolio() or m.research_next()."
    )
