"""A map, or several, as one HTML file that opens anywhere."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cjm_widgets.model.errors import DataError

from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.frames.source import Source
    from cjm_widgets.show.report.page import Chapter

MOST_COMPARED = 5
"""So many maps can be compared in one report."""


class Reporting(Held):
    """``report``."""

    def report(
        self,
        path: str | os.PathLike[str] = "report.html",
        *,
        title: str = "",
        notes: str = "",
        views: Sequence[str] | None = None,
        lanes: Sequence[str] | None = None,
        personas: Sequence[str] | bool = True,
        evidence: str = "rows",
        budget: float | None = None,
        theme: str = "auto",
        overwrite: bool = False,
    ) -> Path:
        """One HTML file of the map: it reads without scripts, is live with them, prints on paper, and asks nothing of the network.

        ``views`` names its parts, in order: ``'map'``, ``'blueprint'``, ``'impact'``, ``'priorities'``, ``'personas'``,
        ``'checks'``, ``'tables'``; without it all that the map has something for. ``lanes`` names those to hand on, by name or id;
        without it those that are drawn. ``personas`` is True, False or ids. ``evidence='counts'`` leaves out what people said and
        who said it, ``'none'`` all of it. The page's foot counts what is left out. ``notes`` stand below the title, ``budget`` is for
        the portfolio, ``theme`` is ``'auto'``, ``'light'`` or ``'dark'``. docs/reports.md has the rest. Gives the path.
        ``FileChanged`` where another file is there, unless ``overwrite=True``; ``DataError`` where a view, lane or persona is not there.

        >>> import tempfile
        >>> m = cjm.JourneyMap.from_sample("coffee_shop")
        >>> m.report(f"{tempfile.mkdtemp()}/coffee.html", evidence="counts").name
        'coffee.html'
        """
        return report(
            [self], path, title=title, notes=notes, views=views, lanes=lanes, personas=personas, evidence=evidence,
            budget=budget, theme=theme, overwrite=overwrite,
        )  # fmt: skip

    def _chapter(
        self, views: Sequence[str] | None, budget: float | None, theme: str, **what: Any
    ) -> tuple[Chapter, Source]:
        """What a report holds of this map, computed on a copy that lacks what is not handed on."""
        from cjm_widgets.formats.cjm_file import MapFile
        from cjm_widgets.frames.drawn import drawn
        from cjm_widgets.frames.sharing import shared
        from cjm_widgets.frames.source import lanes_table
        from cjm_widgets.show.report.page import Chapter
        from cjm_widgets.show.report.told import told

        from .reported import lend, tell

        self._bound.session.pull()
        part = shared(self.tables, self._bound.source.lanes(), **what)
        meta = dict(self.meta)
        if meta.get("persona") not in set(map(str, part.tables["personas"].index)):
            meta.pop("persona", None)
        copy = self._of(MapFile(meta, part.tables))
        left = lend(self, copy, str(what["evidence"]))
        made = told(copy._bound, budget=budget)
        tell(copy, made, str(what["evidence"]))
        _true_findings(made, self._bound.verbs["checks"]({})["findings"])
        laid = drawn(copy._bound.source.lanes(), {})
        lines = {lane.side for lane in laid} & {"frontstage", "backstage", "support"}
        blueprint = lanes_table([replace(lane, visible=True) for lane in laid]) if lines else None
        look = {"theme": theme} if theme != "auto" else {}
        return Chapter(made, parts_of(views), blueprint, [*part.left_out, *left], look), copy._bound.source

    @classmethod
    def _of(cls, held: Any) -> Any:
        """The map of a file."""
        raise NotImplementedError


def report(
    maps: Iterable[Any],
    path: str | os.PathLike[str] = "report.html",
    *,
    title: str = "",
    notes: str = "",
    compare: bool = True,
    views: Sequence[str] | None = None,
    lanes: Sequence[str] | None = None,
    personas: Sequence[str] | bool = True,
    evidence: str = "rows",
    budget: float | None = None,
    theme: str = "auto",
    overwrite: bool = False,
) -> Path:
    """One HTML file of several maps, a chapter each, and a comparison of two to five; options as for ``m.report``.

    Gives the path. ``DataError`` for no map at all, ``FileChanged`` where another file is there, unless ``overwrite=True``.

    >>> import tempfile, cjm_widgets as cjm
    >>> maps = [cjm.JourneyMap.from_sample(name) for name in ("coffee_shop", "loan")]
    >>> cjm.report(maps, f"{tempfile.mkdtemp()}/two.html", views=["map"]).name
    'two.html'
    """
    from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
    from cjm_widgets.show.report.page import page

    held = list(maps)
    if not held:
        raise DataError("A report needs a map: cjm.report([m1, m2], 'report.html').")
    if theme not in ("auto", "light", "dark"):
        raise DataError(f"theme={theme!r} is not known: 'auto', 'light' and 'dark' are.")
    parts_of(views)
    what = {"only": lanes, "personas": personas, "evidence": evidence}
    made = [one._chapter(views, budget, theme, **what) for one in held]
    compared = _compared(made) if compare and 1 < len(held) <= MOST_COMPARED else None
    html = page(
        [chapter for chapter, _ in made],
        title=title,
        notes=notes,
        compared=compared,
        day=dt.date.today(),
        version=getattr(sys.modules["cjm_widgets"], "__version__", ""),
    )
    target = Path(path)
    known = Fingerprint.of(read_bytes(target)) if overwrite and target.exists() else None
    write_bytes(target, html.encode("utf-8", "replace"), known)
    return target


def parts_of(views: Sequence[str] | None) -> list[str]:
    """The parts of a report that are asked for; ``DataError`` for one there is not.

    >>> parts_of(["map", "checks"])
    ['map', 'checks']
    """
    from cjm_widgets.show.report.page import PARTS

    wanted = list(PARTS) if views is None else [views] if isinstance(views, str) else list(views)
    unknown = [one for one in wanted if one not in PARTS]
    if unknown or not wanted:
        said = f"There is no view {unknown[0]!r} of a report" if unknown else "A report needs a view"
        raise DataError(f"{said}. Views: {', '.join(PARTS)}.")
    return list(dict.fromkeys(wanted))


def _true_findings(made: dict[str, Any], findings: list[dict[str, Any]]) -> None:
    """The findings of the whole map, as far as they are about what is handed on: what is left out is no finding."""
    tables = made["doc"]["tables"]
    there = {name: {str(row[0]) for row in held["rows"]} for name, held in tables.items()}
    kept = [
        one
        for one in findings
        if one.get("row") is None or one.get("table") not in there or str(one["row"]) in there[one["table"]]
    ]
    made["answers"]["checks"] = {"findings": kept}
    if made["overlays"].get("checks"):
        open_ = [one for one in kept if not one.get("silenced")]
        made["overlays"]["checks"] = {
            severity: sum(one["severity"] == severity for one in open_)
            for severity in ("error", "warning", "note")
        }


def _compared(made: Sequence[tuple[Chapter, Source]]) -> dict[str, Any]:
    """The maps beside one another; those of one title are told apart by their state, then by a number."""
    from cjm_widgets.frames.beside import comparison

    names: dict[str, Source] = {}
    for chapter, source in made:
        state = source.meta.get("state")
        name = f"{chapter.title} ({state})" if state else chapter.title
        number = sum(one == name or one.startswith(f"{name} ") for one in names)
        names[f"{name} {number + 1}" if number else name] = source
    return comparison(names)
