"""A map as slides."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjm_widgets.model.errors import CjmError, DataError

from .held import Held
from .slide_lists import improvements, named, propositions
from .slide_parts import emptied, impact, listed, moves, people, sources

if TYPE_CHECKING:
    from cjm_widgets.formats.slides.content import Bars, Drawn, Grid, Sheet
    from cjm_widgets.model.document import Document

VIEWS = ("map", "blueprint", "personas", "impact", "checks")


class Slides(Held):
    """``to_pptx``. docs/office.md."""

    def to_pptx(
        self,
        path: str | os.PathLike[str],
        *,
        views: Sequence[str] = VIEWS,
        size: str | tuple[float, float] = "16:9",
        blank: bool = False,
        overwrite: bool = False,
    ) -> Path:
        """Write the map as PowerPoint slides of native shapes and charts that can be edited; returns the path.

        ``views``: ``'map'``, ``'blueprint'``, ``'personas'``, ``'impact'``, ``'checks'``, in that order of slides; those the map
        has nothing for are left out. ``size`` is ``'16:9'``, ``'4:3'``, ``'A4'``, or width and height in inches. What does not
        fit a slide goes on on the next. Notes hold the slide in words and its sources. ``blank`` makes empty slides to fill in,
        with the map's stages, steps and lanes. ``DataError`` for another view or size, ``FileChanged`` where a file is there,
        ``MissingExtra`` without python-pptx.

        >>> import tempfile
        >>> m = cjm.JourneyMap.from_sample("coffee_shop")
        >>> m.to_pptx(f"{tempfile.mkdtemp()}/coffee.pptx", views=["map"]).name
        'coffee.pptx'
        """
        from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
        from cjm_widgets.formats.slides.deck import pptx

        unknown = [view for view in views if view not in VIEWS]
        if isinstance(views, str) or unknown:
            raise DataError(f"views={views!r}: give a list of {', '.join(map(repr, VIEWS))}.")
        self._now()
        target = Path(path)
        data = pptx(self._deck(views, blank), size)
        there = Fingerprint.of(read_bytes(target)) if overwrite and target.exists() else None
        write_bytes(target, data, there)
        return target

    def _deck(self, views: Sequence[str], blank: bool) -> Any:
        from cjm_widgets.formats.slides.content import Deck, is_leftward
        from cjm_widgets.formats.slides.plain import plain
        from cjm_widgets.frames.documents import to_document

        document = to_document(self._now(), self.meta, ids=self._ids())
        makers: dict[str, Callable[[Document, bool], list[Any]]] = {
            "map": self._map_slides, "blueprint": self._blueprint_slides, "personas": _offered,
            "impact": self._impact_slides, "checks": self._check_slides,
        }  # fmt: skip
        parts = [part for view in VIEWS if view in views for part in makers[view](document, blank)]
        asked = (
            "objective",
            "scenario",
            "persona",
            "state",
            "status",
            "owner",
            "updated",
            "expectations",
            "business_goals",
            "about",
        )
        said = tuple(
            (k.replace("_", " ").capitalize(), listed(named(document, k, self.meta[k])))
            for k in asked
            if self.meta.get(k)
        )
        lines = (
            tuple((k.capitalize(), "") for k in ("objective", "scenario", "persona", "date"))
            if blank
            else said
        )
        title = plain(self.meta.get("title")) or "Journey map"
        return Deck(title, lines, self._in_words(), tuple(parts), is_leftward(self.meta.get("language")))

    def _in_words(self) -> str:
        this: Any = self
        return str(this.summary(draws=200))

    def _map_slides(self, document: Document, blank: bool) -> list[Grid | Sheet]:
        from cjm_widgets.formats.slides.content import grid

        lanes = [_drawn(lane) for lane in self._bound.source.lanes() if lane.visible and lane.kind != "paths"]
        made = grid("The journey", document, lanes, links=False, sources=sources(document))
        if not made.steps:
            return []
        return [emptied(made)] if blank else [made, *moves(document)]

    def _blueprint_slides(self, document: Document, blank: bool) -> list[Grid]:
        from cjm_widgets.formats.slides.content import grid
        from cjm_widgets.frames.drawn import drawn

        every = self._bound.source.lanes()
        sided = {lane.side for lane in every} & {"frontstage", "backstage", "support"}
        if blank or not (sided or len(document.table("links").order)):
            return []
        lanes = [_drawn(lane) for lane in drawn(every, {}) if lane.kind != "paths"]
        made = grid("The blueprint", document, lanes, links=True, sources=sources(document))
        return [made] if made.steps and made.lanes else []

    def _impact_slides(self, document: Document, blank: bool) -> list[Sheet | Bars]:
        from cjm_widgets.formats.slides.content import Sheet

        if blank or not document.table("improvements").order:
            return []
        try:
            this: Any = self
            found = this.simulate()
            told = impact(found.outcomes, found.sensitivity, found.measure, list(found.notes))
        except CjmError as error:
            told = [Sheet("Impact", f"It cannot be worked out yet: {error}", ("",), (), (1,))]
        return [*improvements(document), *told]

    def _check_slides(self, document: Document, blank: bool) -> list[Sheet]:
        from cjm_widgets.formats.slides.content import Sheet
        from cjm_widgets.formats.slides.plain import plain
        from cjm_widgets.frames.findings_html import counted

        if blank:
            return []
        this: Any = self
        found = this.check()
        rows = tuple(
            (plain(one["severity"]), plain(one["what"]), plain(one["why"]), plain(one["how"]))
            for one in found.to_dict("records")
            if not one["silenced"]
        )
        about = counted([row[0] for row in rows]) or "The checks find nothing."
        out = [
            Sheet(
                "What the checks find",
                about,
                ("How bad", "What", "Why it matters", "What to do"),
                rows,
                (1, 3, 3, 3),
            )
        ]
        kinds: dict[str, list[float]] = {}
        for row in document.table("evidence").rows.values():
            kinds.setdefault(str(row.get("kind") or "without a kind"), []).append(float(row.get("n") or 0))
        seen = tuple(
            (kind, str(len(held)), f"{sum(held):,.0f}" if sum(held) else "") for kind, held in kinds.items()
        )
        pieces = len(document.table("evidence").order)
        about = f"Evidence supports cards and steps: {pieces:,} piece{'s' if pieces != 1 else ''}."
        about = about if pieces else "No evidence is linked to the map: all of it is assumed."
        return [
            *out,
            Sheet("What the map rests on", about, ("Kind", "Pieces", "Observations"), seen, (3, 1, 1)),
        ]


def _drawn(lane: Any) -> Drawn:
    from cjm_widgets.formats.slides.content import Drawn

    return Drawn(lane.id, lane.name, lane.kind, lane.role or "", lane.side or "", lane.column or "")


def _offered(document: Document, blank: bool) -> list[Any]:
    return [*people(document, blank), *([] if blank else propositions(document))]
