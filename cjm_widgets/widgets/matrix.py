"""The priority matrix: a widget that draws opportunities between two axes and lands moves in the cards."""

from __future__ import annotations

from typing import Any

import traitlets

from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError
from cjm_widgets.show.matrix import Opportunity, matrix_html, matrix_text

from .views import View, bound_of, bundle

AXES = (
    *(c.name for c in schema.CARDS.columns if c.type in (schema.NUMBER, schema.INTEGER)),
    "effort",
)
"""The columns of cards an axis can show: numbers, and effort in words from XS to XL."""


class PriorityMatrix(View):
    """The opportunities of a map between two axes; moving one writes two columns of ``m.cards``.

    Args:
        data: a ``JourneyMap``.
        x, y: columns of cards: ``'work'``, ``'effort'``, ``'impact'``, ``'ease'``, ``'reach'``, ...
        lanes: ids or names of the lanes whose cards are drawn; without it, those of opportunities.
        method: what the ranks beside it are by: ``'rice'``, ``'ice'``, ``'wsjf'``, ``'value'``, ``'kano'``.
        readonly, height, theme, language: as for ``JourneyGrid``.

    Raises:
        TypeError: ``data`` is no ``JourneyMap``.
        DataError: an axis is no column of numbers, or a lane is not there.

    >>> import cjm_widgets as cjm
    >>> matrix = PriorityMatrix(cjm.JourneyMap.from_template("classic"), x="effort", y="impact")
    >>> matrix.x
    'effort'
    """

    _esm = bundle("matrix")

    x = traitlets.Unicode("work", help="the column from left to right").tag(sync=True)
    y = traitlets.Unicode("impact", help="the column from bottom to top").tag(sync=True)
    method = traitlets.Unicode("rice", help="what the ranks are by").tag(sync=True)
    lanes = traitlets.List(trait=traitlets.Unicode(), help="ids or names of the lanes drawn").tag(sync=True)

    def __init__(
        self, data: Any, x: str = "work", y: str = "impact", *, lanes: list[str] | None = None, **traits: Any
    ) -> None:
        super().__init__(bound_of(data, "PriorityMatrix"), x=x, y=y, lanes=lanes or [], **traits)

    @traitlets.validate("x", "y")
    def _known_axis(self, proposal: Any) -> str:
        name = str(proposal["value"])
        if name not in AXES:
            raise DataError(
                f"{name!r} is no axis of the matrix. Columns that can be one: {', '.join(AXES)}.",
                "cards",
                column=name,
            )
        return name

    @traitlets.validate("lanes")
    def _known_lanes(self, proposal: Any) -> list[str]:
        known = {name for lane in self._bound.source.lanes() for name in (lane.id, lane.name)}
        unknown = [name for name in proposal["value"] if name not in known]
        if unknown:
            raise DataError(f"There is no lane {unknown[0]!r}. Lanes: {', '.join(sorted(known))}.", "lanes")
        return list(proposal["value"])

    def still(self) -> dict[str, str]:
        self._bound.session.pull()
        found = self._opportunities()
        return {
            "text/html": matrix_html(found, self.x, self.y),
            "text/plain": matrix_text(found, self.x, self.y),
        }

    def _opportunities(self) -> list[Opportunity]:
        source = self._bound.source
        drawn = {
            lane.id
            for lane in source.lanes()
            if (
                lane.id in self.lanes or lane.name in self.lanes
                if self.lanes
                else lane.role == "opportunities"
            )
        }
        table = source.cards(source.tables["steps"].keys.ids())
        rows = (dict(zip(table["columns"], row, strict=True)) for row in table["rows"])
        return [
            Opportunity(_text(row.get("text")), row.get(self.x), row.get(self.y))
            for row in rows
            if row.get("lane") in drawn
        ]


def _text(value: Any) -> str:
    """A text of a message; a long one travels cut."""
    return f"{value.get('v', '')}…" if isinstance(value, dict) else str(value or "")
