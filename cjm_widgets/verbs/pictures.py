"""A map as a picture: SVG, PNG, PDF."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
from cjm_widgets.model.errors import DataError

from .depicting import board, document, effects
from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.engine.simulate import Simulation
    from cjm_widgets.show.pictures.draw import How
    from cjm_widgets.show.pictures.sheets.impact import Impact
    from cjm_widgets.show.pictures.svg import Picture

    from .gathered import Verbs

VIEWS = ("grid", "blueprint", "paths", "personas", "impact")
_WORDS = {
    "by": ("lanes", "team", "actor"),
    "half": ("both", "customer", "provider"),
    "columns": ("equal", "time"),
}


class Pictures(Held):
    """``to_svg``, ``to_png``, ``to_pdf``."""

    def to_svg(
        self,
        path: str | os.PathLike[str] | None = None,
        view: str = "grid",
        *,
        theme: str = "light",
        lanes: Sequence[str] | None = None,
        width: float | None = None,
        zoom: float = 1.0,
        by: str = "lanes",
        half: str = "both",
        columns: str = "equal",
        simulation: Simulation | None = None,
        overwrite: bool = False,
    ) -> str | Path:
        """The map as a picture in SVG, as a page draws it: its text, or the path of the file it is written to.

        No browser and no network is used. Text stays text: it can be searched and edited, and the fonts are named. The
        picture has a title and a description, and several on one page do not disturb each other.

        Args:
            path: where to write it; without it the text is given back.
            view: ``'grid'``, ``'blueprint'``, ``'paths'``, ``'personas'`` or ``'impact'``.
            theme: ``'light'`` or ``'dark'``.
            lanes: names of the lanes to draw, in this order; without them those that are not hidden.
            width: in pixels; columns grow or shrink to it, down to 96 pixels. Without it a column has 158.
            zoom: how much larger letters and columns are, up to 5.
            by: rows of a blueprint: ``'lanes'``, or a swimlane for each ``'team'`` or ``'actor'``.
            half: ``'both'``, or the ``'customer'``'s or ``'provider'``'s half.
            columns: ``'equal'``, or as wide as the steps take ``'time'``.
            simulation: for ``'impact'``, what ``m.simulate()`` gave; without it that is asked with its own defaults.
            overwrite: write over what is at ``path``.

        Raises:
            DataError: a word, lane or size that none can be drawn with; a map that cannot be simulated.
            FileChanged: there is a file already.

        >>> m = cjm.JourneyMap.from_template("classic")
        >>> m.to_svg()[:4], "Awareness" in m.to_svg(theme="dark")
        ('<svg', True)
        """
        from cjm_widgets.show.pictures.svg import svg

        drawn = self._drawn(view, theme, lanes, width, zoom, by, half, columns, simulation)
        text = svg(drawn)
        return text if path is None else _written(path, text.encode(), overwrite)

    def to_png(
        self, path: str | os.PathLike[str] | None = None, view: str = "grid", *, scale: float = 2,
        overwrite: bool = False, **how: Any,
    ) -> bytes | Path:  # fmt: skip
        """The map as PNG: its bytes, or the path of the file. ``scale`` pixels are drawn for one of the page; the rest as for ``to_svg``.

        Needs ``pip install 'cjm_widgets[pictures]'``; no browser and no network is used.

        >>> cjm.JourneyMap.from_template("classic").to_png(scale=0.5)[1:4]
        b'PNG'
        """
        from cjm_widgets.show.pictures import convert

        data = convert.png(self._drawn(view, **_settings(how)), scale)
        return data if path is None else _written(path, data, overwrite)

    def to_pdf(
        self, path: str | os.PathLike[str] | None = None, view: str = "grid", *, paper: str | None = None,
        upright: bool = False, size: float = 0.62, overwrite: bool = False, **how: Any,
    ) -> bytes | Path:  # fmt: skip
        """The map as PDF: its bytes, or the path of the file. Text stays text; the rest as for ``to_svg``.

        Without ``paper`` it is one page as large as the picture. On ``'A4'``, ``'A3'``, ``'Letter'`` … a board is laid out in
        pages of whole columns and lanes, with title, head and rail on each; links to other pages are told in words below.
        ``upright`` turns the paper, ``size`` is the points a pixel becomes: at 0.62 letters have 8 points.

        Needs ``pip install 'cjm_widgets[pictures]'``; no browser and no network is used.

        >>> cjm.JourneyMap.from_template("classic").to_pdf(paper="A4")[:5]
        b'%PDF-'
        """
        from cjm_widgets.show.pictures import convert

        if not 0.1 <= size <= 3:
            raise DataError(f"Pixels of {size!r} points cannot be read: 0.1 to 3 are allowed.", "size")
        settings = _settings(how)
        if paper is None:
            data = convert.pdf([self._drawn(view, **settings)])
        else:
            sheet = convert.paper(paper, upright)
            data = convert.pdf(self._paged(view, convert.room_on(sheet, size), settings), sheet)
        return data if path is None else _written(path, data, overwrite)

    def _paged(self, view: str, room: tuple[float, float], settings: dict[str, Any]) -> list[Picture]:
        from cjm_widgets.show.pictures.draw import pages

        if view in ("personas", "impact"):
            return [self._drawn(view, **{**settings, "width": settings["width"] or room[0]})]
        how = _how(settings)
        doc = self._board(view, settings["lanes"], settings["by"], settings["half"])
        return pages(doc, self._evidence(), how, room, self._told(view))

    def _drawn(
        self, view: str, theme: str, lanes: Sequence[str] | None, width: float | None, zoom: float, by: str,
        half: str, columns: str, simulation: Simulation | None,
    ) -> Picture:  # fmt: skip
        from cjm_widgets.show.pictures import draw

        how = _how({"theme": theme, "width": width, "zoom": zoom, "columns": columns, "by": by, "half": half})
        if view in ("grid", "blueprint", "paths"):
            return draw.grid(self._board(view, lanes, by, half), self._evidence(), how, self._told(view))
        if view == "personas":
            return draw.people(self._document(), how, self._told(view))
        if view == "impact":
            return draw.effects(self._document(), self._effects(simulation), how, self._told(view))
        raise DataError(f"There is no view {view!r}: {', '.join(VIEWS)} can be drawn.", "view")

    def _told(self, view: str) -> str:
        """What a picture is, for those who do not see it."""
        tables = self.tables
        sizes = {name: len(tables[name]) for name in ("stages", "steps", "lanes", "cards")}
        counts = ", ".join(f"{size} {name[:-1] if size == 1 else name}" for name, size in sizes.items())
        return f"Customer journey map, drawn as {view}: {counts}."

    def _document(self) -> dict[str, Any]:
        self._bound.session.pull()
        return document(self._bound.source)

    def _board(self, view: str, lanes: Sequence[str] | None, by: str, half: str) -> dict[str, Any]:
        self._bound.session.pull()
        return board(self._bound.source, view, lanes, by, half)

    def _evidence(self) -> dict[str, Any]:
        from .marks import marks

        return marks(cast("Verbs", self))

    def _effects(self, found: Simulation | None) -> Impact:
        return effects(cast("Verbs", self), found)


def _how(settings: dict[str, Any]) -> How:
    """The settings of a picture. ``DataError`` for a word that is not among those there are."""
    from cjm_widgets.show.pictures.draw import How

    for name, known in _WORDS.items():
        if settings[name] not in known:
            raise DataError(
                f"{name}={settings[name]!r} cannot be drawn: {', '.join(map(repr, known))} can.", name
            )
    how = How(settings["theme"], settings["width"], settings["zoom"], settings["columns"] == "time")
    how.look()
    return how


_DEFAULTS: dict[str, Any] = {
    "theme": "light", "lanes": None, "width": None, "zoom": 1.0, "by": "lanes", "half": "both", "columns": "equal",
    "simulation": None,
}  # fmt: skip


def _settings(how: dict[str, Any]) -> dict[str, Any]:
    """All settings, with what was said of them. ``TypeError`` names those there are."""
    unknown = how.keys() - _DEFAULTS.keys()
    if unknown:
        raise TypeError(
            f"A picture takes no {', '.join(sorted(unknown))}: {', '.join(_DEFAULTS)} are allowed."
        )
    return {**_DEFAULTS, **how}


def _written(path: str | os.PathLike[str], data: bytes, overwrite: bool) -> Path:
    """The file, written whole; never over another unless told to."""
    target = Path(path)
    write_bytes(target, data, Fingerprint.of(read_bytes(target)) if overwrite and target.exists() else None)
    return target
