"""Maps beside one another: a widget that draws what several maps share and where they differ. It changes nothing."""

from __future__ import annotations

import asyncio
from typing import Any

import traitlets

from cjm_widgets.frames.beside import comparison
from cjm_widgets.frames.live import Bound
from cjm_widgets.frames.window import dumps
from cjm_widgets.model.errors import DataError
from cjm_widgets.show.compare import compare_html, compare_text

from .views import Page, bound_of, bundle

FEWEST, MOST = 2, 5
DELAY = 0.15
"""Seconds after a change until the comparison is made anew."""


class Compare(Page):
    """Two to five maps on the steps they share: lanes and emotion curves of all, what differs from the first.

    Args:
        maps: ``JourneyMap`` objects; changes of any of them show.
        names: what they are called, in order; without it their titles.
        by: ``'step'`` (steps are one where their id is, else their name) or ``'name'``.
        view: ``'over'`` (lane by lane, curves on one axis) or ``'side'`` (map by map).
        differences: whether what differs from the first map is marked.
        height, theme, language: as for ``JourneyGrid``.

    Raises:
        TypeError: one of them is no ``JourneyMap``.
        DataError: fewer than two or more than five maps, or not as many names.

    >>> import cjm_widgets as cjm
    >>> now, then = (cjm.JourneyMap.from_template("classic") for _ in range(2))
    >>> both = Compare(now, then, names=["Today", "Next year"])
    """

    _esm = bundle("compare")

    _data = traitlets.Unicode("").tag(sync=True)
    view = traitlets.Enum(("over", "side"), "over", help="lane by lane, or map by map").tag(sync=True)
    differences = traitlets.Bool(True, help="mark what differs from the first map").tag(sync=True)

    def __init__(self, *maps: Any, names: list[str] | None = None, by: str = "step", **traits: Any) -> None:
        if not FEWEST <= len(maps) <= MOST:
            raise DataError(f"Compare draws {FEWEST} to {MOST} maps, not {len(maps)}.")
        if names is not None and len(names) != len(maps):
            raise DataError(f"Compare got {len(maps)} maps and {len(names)} names: give a name for each.")
        self._bounds = [bound_of(one, "Compare") for one in maps]
        self._by = by
        self._names = _distinct(names or [_title(bound) for bound in self._bounds])
        self._timer: asyncio.TimerHandle | None = None
        super().__init__(_data=dumps(self._made()), **traits)
        self._unlisten = [bound.session.listen(lambda entry: self._later()) for bound in self._bounds]

    def refresh(self) -> None:
        """Show changes made in Python now, without waiting for the end of the cell."""
        for bound in self._bounds:
            bound.session.pull()
        self._due()

    def close(self) -> None:
        """Take it off the page; the maps stay."""
        for stop in getattr(self, "_unlisten", ()):
            stop()
        if getattr(self, "_timer", None) is not None:
            self._timer.cancel()  # type: ignore[union-attr]  # seen just above
        super().close()

    def still(self) -> dict[str, str]:
        made = self._made()
        return {"text/html": compare_html(made), "text/plain": compare_text(made)}

    def _made(self) -> dict[str, Any]:
        return comparison({n: b.source for n, b in zip(self._names, self._bounds, strict=True)}, self._by)

    def _later(self) -> None:
        if self._timer is not None:
            return
        try:
            self._timer = asyncio.get_running_loop().call_later(DELAY, self._due)
        except RuntimeError:
            self._due()

    def _due(self) -> None:
        self._timer = None
        self._data = dumps(self._made())


def _title(bound: Bound) -> str:
    meta = bound.source.meta
    state = f" ({meta['state']})" if meta.get("state") else ""
    return f"{bound.source.title or 'Journey map'}{state}"


def _distinct(names: list[str]) -> list[str]:
    """Names that tell maps apart: a number behind those that come again."""
    out: list[str] = []
    for name in map(str, names):
        number, free = 1, name
        while free in out:
            number += 1
            free = f"{name} {number}"
        out.append(free)
    return out
