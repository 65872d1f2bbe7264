"""The priority matrix: a widget that draws opportunities between two axes and lands moves in the cards."""

from __future__ import annotations

from typing import Any

import traitlets

from cjm_widgets.frames import wire
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError
from cjm_widgets.show.matrix import Opportunity, matrix_html, matrix_text

from .views import View, bound_of, bundle

IMPROVEMENTS = "improvements"
_TABLES = (schema.TABLES["cards"], schema.TABLES[IMPROVEMENTS])
AXES = tuple(
    dict.fromkeys(
        [c.name for t in _TABLES for c in t.columns if c.type in (schema.NUMBER, schema.INTEGER)] + ["effort"]
    )
)
"""The columns an axis can show: numbers of cards and of improvements, and effort in words from XS to XL."""


class PriorityMatrix(View):
    """The opportunities and improvements of a map between two axes; moving one writes two columns of its table.

    Args:
        data: a ``JourneyMap``.
        x, y: columns of cards (``'work'``, ``'effort'``, ``'impact'``, ``'ease'``, ``'reach'``, ...), of improvements (``'cost'``,
            ``'effort'``, ``'likely'``, ``'adoption'``), or a column of numbers of your own. What lacks one is listed beside.
        lanes: ids or names of the lanes whose cards are drawn, or ``'improvements'``; without it opportunities and improvements.
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
    _view_of_block = "matrix"

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
        own = self._own_axes()
        if name not in (*AXES, *own):
            raise DataError(
                f"{name!r} is no axis of the matrix. Columns that can be one: {', '.join((*AXES, *own))}.",
                "cards",
                column=name,
            )
        return name

    @traitlets.validate("lanes")
    def _known_lanes(self, proposal: Any) -> list[str]:
        known = {name for lane in self._bound.source.lanes() for name in (lane.id, lane.name)} | {
            IMPROVEMENTS
        }
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
        cards = [
            Opportunity(_text(row.get("text")), row.get(self.x), row.get(self.y))
            for row in rows
            if row.get("lane") in drawn
        ]
        return cards + self._improvements()

    def _improvements(self) -> list[Opportunity]:
        """Those that have both columns; the others cannot be placed."""
        frame = self._bound.source.tables[IMPROVEMENTS].frame
        columns = ["name", self.x, self.y]
        if (self.lanes and IMPROVEMENTS not in self.lanes) or not set(columns) <= set(frame.columns):
            return []
        rows = zip(*(wire.values(frame[name]) for name in columns), strict=True)
        return [Opportunity(_text(name), x, y) for name, x, y in rows]

    def _own_axes(self) -> list[str]:
        """Columns of numbers beside those of the schema."""
        frames = (self._bound.source.tables[name].frame for name in ("cards", IMPROVEMENTS))
        numbers = (frame.select_dtypes("number").columns for frame in frames)
        return list(dict.fromkeys(str(c) for columns in numbers for c in columns if str(c) not in AXES))


def _text(value: Any) -> str:
    """A text of a message; a long one travels cut."""
    return f"{value.get('v', '')}…" if isinstance(value, dict) else str(value or "")
