"""The persona cards: a widget that draws a map's personas and lands edits in them."""

from __future__ import annotations

from typing import Any

from cjm_widgets.frames.window import plain
from cjm_widgets.show.personas import personas_html, personas_text

from .views import View, bound_of, bundle


class Personas(View):
    """The personas of a map as cards; edits land in ``m.personas``, changes of ``m.personas`` show.

    Args:
        data: a ``JourneyMap``.
        readonly: show without editing.
        height: CSS height, such as ``'400px'``; empty for as high as the cards need.
        theme, language: as for ``JourneyGrid``.

    Raises:
        TypeError: ``data`` is no ``JourneyMap``.

    >>> import cjm_widgets as cjm
    >>> m = cjm.JourneyMap.from_template("blank")
    >>> m.personas.loc["dana", "name"] = "Dana, planning parent"
    >>> cards = Personas(m)
    """

    _esm = bundle("personas")
    _view_of_block = "personas"

    def __init__(self, data: Any, **traits: Any) -> None:
        super().__init__(bound_of(data, "Personas"), **traits)

    def still(self) -> dict[str, str]:
        self._bound.session.pull()
        table = self._bound.source.around().get("personas", {})
        meta = plain(self._bound.source.meta)
        return {"text/html": personas_html(table, meta), "text/plain": personas_text(table, meta)}
