"""The service blueprint: a journey grid that draws the same map with the blueprint's lanes, lines and links."""

from __future__ import annotations

from typing import Any

import traitlets

from cjm_widgets.frames.drawn import drawn
from cjm_widgets.model.errors import DataError

from .grid import JourneyGrid
from .picture import picture
from .views import bundle


class Blueprint(JourneyGrid):
    """A service blueprint in a notebook cell: the same data as ``JourneyGrid``, drawn from the evidence down to the support.

    Lanes stand in the blueprint's order by their role, whatever the map's own order, which stays; lanes of the journey
    such as emotions and thoughts are folded away until they are asked for. Links between cards are drawn. Several widgets
    on one map stay in step; what is folded, and how, is each one's own. docs/blueprint.md describes it.

    Args:
        data: a ``JourneyMap``, or a DataFrame as ``JourneyGrid`` takes it.
        by: ``'lanes'``; ``'team'`` or ``'actor'`` for a swimlane each, of the same cards.
        half: ``'both'``, or only the ``'customer'``'s or the ``'provider'``'s half.
        columns: ``'equal'``, or in proportion to ``'time'``: duration and wait of the steps. A normal column is their
            median; none is narrower than 3/4 of it or wider than three. Up to 60 steps.
        lanes: names of the lanes to draw; all others are folded away. Their order is the blueprint's.
        **options: as for ``JourneyGrid``: ``name``, ``layout``, ``step``, ``title``, ``readonly``, ``height``, ``zoom``, ...

    Raises:
        ShapeError: the frame cannot be read as a map; the message says how to say what it is.
        traitlets.TraitError: a word that is not one of those above.

    >>> df = pd.DataFrame({"step": ["Order", "Pay"], "Backstage": ["Cook", None], "Actions": ["Chooses", "Pays"]})
    >>> blueprint = Blueprint(df)
    >>> blueprint.lanes
    ['Actions', 'Backstage']
    >>> blueprint.by = "team"
    """

    _esm = bundle("blueprint")
    _view_of_block = "blueprint"

    by = traitlets.Enum(("lanes", "team", "actor"), "lanes", help="what a row is").tag(sync=True)
    columns = traitlets.Enum(("equal", "time"), "equal", help="how wide columns are").tag(sync=True)
    _asked = traitlets.Dict(value_trait=traitlets.Bool()).tag(sync=True)
    """By lane id: asked for, or folded away, in this view only."""
    _into = traitlets.Unicode("").tag(sync=True)
    """The lane a card added to a swimlane goes to; empty for the likely one."""

    def still(self) -> dict[str, str]:
        source = self._bound.source
        return picture(source, drawn(source.lanes(), self._asked))

    def _note_lanes(self) -> None:
        self._noting = True
        try:
            self.lanes = [lane.name for lane in drawn(self._bound.source.lanes(), self._asked)]
        finally:
            self._noting = False

    @traitlets.observe("_asked")
    def _hear_asked(self, change: Any) -> None:
        self._note_lanes()

    @traitlets.observe("lanes")
    def _show_lanes(self, change: Any) -> None:
        if getattr(self, "_noting", False):
            return
        lanes = self._bound.source.lanes()
        names = {lane.name for lane in lanes}
        unknown = [name for name in change["new"] if name not in names]
        if unknown:
            self._note_lanes()
            raise DataError(
                f"There is no lane {unknown[0]!r}. The lanes are: {', '.join(repr(lane.name) for lane in lanes)}.",
                "lanes",
            )
        self._asked = {lane.id: lane.name in change["new"] for lane in lanes}
        self._note_lanes()
