"""A map for a room: a widget that shows one step or stage at a time in large type."""

from __future__ import annotations

from typing import Any

import traitlets

from .picture import picture
from .views import View, bound_of, bundle


class Presenter(View):
    """One step or stage of a map at a time, in large type and without tools; what is edited elsewhere shows at once.

    Arrow keys turn, Home and End jump, F fills the screen, Escape leaves it.

    Args:
        data: a ``JourneyMap``.
        by: ``'step'`` or ``'stage'``.
        zoom: 1 is large already.
        height, theme, language: as for ``JourneyGrid``.

    Raises:
        TypeError: ``data`` is no ``JourneyMap``.

    >>> import cjm_widgets as cjm
    >>> Presenter(cjm.JourneyMap.from_template("classic"), by="stage").by
    'stage'
    """

    _esm = bundle("presenter")

    by = traitlets.Enum(("step", "stage"), "step", help="what a page shows").tag(sync=True)
    zoom = traitlets.Float(1.0, min=0.5, max=4.0, help="1 is large already").tag(sync=True)

    def __init__(self, data: Any, **traits: Any) -> None:
        super().__init__(bound_of(data, "Presenter"), **traits, readonly=True)

    def still(self) -> dict[str, str]:
        self._bound.session.pull()
        return picture(self._bound.source)
