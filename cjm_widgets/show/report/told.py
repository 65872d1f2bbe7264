"""What a page without Python is told of a map: the document, the overlays, and the answers to all it may ask for.

docs/reports.md has the shape. Everything is computed once, here.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd

from cjm_widgets.frames import evidence as judging, wire
from cjm_widgets.frames.live import Bound
from cjm_widgets.frames.places import Behind, Places
from cjm_widgets.frames.reading import texts
from cjm_widgets.frames.window import opened
from cjm_widgets.model.errors import CjmError

METHODS = ("rice", "ice", "wsjf", "value", "kano")
RANKED = ("id", "score", "rank", "rank_low", "rank_high", "missing")
MOST_BEHIND = 200
"""So many rows of evidence are told of one place."""
MOST_PLACES = 2_000
"""The evidence behind so many cards and cells is told; ``left`` counts those beyond."""
CUT = "cut"


def told(bound: Bound, *, budget: float | None = None, today: dt.date | None = None) -> dict[str, Any]:
    """The part ``map`` of a block: ``doc``, ``overlays`` and ``answers``.

    ``budget`` is what improvements may cost together, for the portfolio of the impact panel.
    """
    bound.session.pull()
    source = bound.source
    doc = opened(source, source.size())
    doc["tables"] |= source.connected()
    overlays = {name: _tried(make) for name, make in bound.overlays.items()}
    answers = {"evidence": behind(bound, today)}
    answers |= {verb: _tried(partial(bound.verbs[verb], {})) for verb in ("checks", "service", "worth")}
    answers["priorities"] = {method: _tried(partial(_ranked, bound, method)) for method in METHODS}
    overlays["impact"] = _tried(partial(bound.verbs["impact"], {"budget": budget}))
    return {
        "doc": doc,
        "overlays": _there(overlays) | {"mode": "both"},
        "answers": _brief(_there(answers)) | {"texts": dict(_whole_texts(bound, doc))},
    }


def _tried(make: Callable[[], Any]) -> Any:
    """What it gives; nothing where the map has not what it takes: the page then says that it is not in the report."""
    try:
        return make()
    except CjmError:
        return None


def _there(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _ranked(bound: Bound, method: str) -> dict[str, Any]:
    """The ranks by one method, without the columns that the document has already."""
    made: dict[str, Any] = bound.verbs["priorities"]({"method": method})
    for name in ("rows", "improvements"):
        made[name] = [{k: row[k] for k in RANKED if k in row} for row in made[name]]
    return made


def _brief(value: Any) -> Any:
    """The same without entries that are nothing: absent and null are one value."""
    if isinstance(value, dict):
        return {name: _brief(one) for name, one in value.items() if one is not None}
    return [_brief(one) for one in value] if isinstance(value, list) else value


def _whole_texts(bound: Bound, doc: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """The texts that the document holds cut, whole, by table, row and column."""
    for name in ("stages", "steps", "cards"):
        table = doc["tables"][name]
        for row in table["rows"]:
            for at, value in zip(table["columns"], row, strict=True):
                if isinstance(value, dict) and value.get("$") == CUT:
                    yield "\0".join((name, row[0], at)), bound.source.read(name, row[0], at)


def behind(bound: Bound, today: dt.date | None = None) -> dict[str, Any]:
    """The rows of evidence, each once, and by place (a card, a step, a cell) which of them are behind it."""
    tables = {name: table.frame for name, table in bound.source.tables.items()}
    rows, cards, steps = tables["evidence"], tables["cards"], tables["steps"]
    states = judging.state(cards, rows, steps=steps, today=today) if len(cards) else pd.DataFrame()
    ids, names = bound.source.tables["cards"].keys.ids(), texts(rows.index).tolist()
    found = Places(cards, steps, rows)
    held = found.held()
    places = {f"card\0{ids[at]}": _place(found.card(at), names) for at in held[:MOST_PLACES]}
    for at, state in zip(held, wire.records(states.iloc[held[:MOST_PLACES]]) if held else (), strict=False):
        places[f"card\0{ids[at]}"]["state"] = state
    around = list(found.around([lane.id for lane in bound.source.lanes() if lane.column is not None]))
    for step, lane in around[: MOST_PLACES - len(places)]:
        here = found.place(step, lane)
        if here:
            places[f"{step}\0{lane}"] = _place(here, names)
    bare = next((at for at, first in enumerate([*held, -1]) if at != first and at < len(ids)), None)
    return {
        "rows": {str(row.pop("id")): row for row in wire.records(_counted(rows))},
        "places": places,
        "none": None if bare is None else wire.records(states.iloc[bare : bare + 1])[0],
        "left": max(0, len(held) + len(around) - MOST_PLACES),
    }


def _counted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(counts=judging.counted(rows)).rename_axis("id").reset_index().astype({"id": "str"})


def _place(found: Behind, names: list[str]) -> dict[str, Any]:
    return {"rows": [[names[at], hangs] for at, hangs in found[:MOST_BEHIND]], "total": len(found)}
