"""Several maps as one comparison: shared steps, lanes with the cells of every map, what differs from the first. Plain values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cjm_widgets.frames.documents import to_document
from cjm_widgets.frames.lanes import Lane
from cjm_widgets.frames.source import Source
from cjm_widgets.frames.versions import PAIN, align, disconnects
from cjm_widgets.model.document import Document, Row
from cjm_widgets.model.versions import words

MOST_STEPS, MOST_LANES, MOST_ITEMS = 200, 60, 50
LONGEST = 500
_READ = ("steps", "lanes", "cards", "links", "improvements", "personas")
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))

Item = dict[str, str]
Cell = list[Item]


@dataclass(frozen=True, slots=True)
class Side:
    """One of the maps: its name, its document, its visible lanes, and the ids of the shared steps in it."""

    name: str
    document: Document
    lanes: list[Lane]
    meta: Mapping[str, Any]
    ids: Mapping[str, str]

    def cards(self, lane: str) -> dict[str, list[tuple[str, Row]]]:
        """The cards of a lane by step."""
        table = self.document.table("cards")
        out: dict[str, list[tuple[str, Row]]] = {}
        for id_ in table.order:
            if table.rows[id_].get("lane") == lane:
                out.setdefault(str(table.rows[id_].get("step")), []).append((id_, table.rows[id_]))
        return out


def comparison(sources: Mapping[str, Source], by: str = "step") -> dict[str, Any]:
    """What a page and a report need to draw the maps beside one another; marks tell what differs from the first."""
    documents = {name: _document(source) for name, source in sources.items()}
    aligned = align(documents, by)
    keys = list(aligned.names)[:MOST_STEPS]
    sides = [
        Side(name, documents[name], [x for x in source.lanes() if x.visible], source.meta, aligned.ids[name])
        for name, source in sources.items()
    ]
    return {
        "maps": [_head(side) for side in sides],
        "steps": [{"name": aligned.names[key], "in": [key in side.ids for side in sides]} for key in keys],
        "size": len(aligned.names),
        "curves": [[_emotion(side, key) for key in keys] for side in sides],
        "lanes": list(_lanes(sides, keys)),
        "disconnects": _disconnects(sources, sides),
    }


def _document(source: Source) -> Document:
    frames = {name: source.tables[name].frame for name in _READ if name in source.tables}
    ids = {name: source.tables[name].keys.ids() for name in frames if name != "links"}
    return to_document(frames, source.meta, ids=ids)


def _head(side: Side) -> dict[str, Any]:
    said = {name: str(side.meta[name]) for name in ("state", "persona", "scenario") if side.meta.get(name)}
    known = side.document.table("personas").rows.get(said.get("persona", ""), {}).get("name")
    said |= {"persona": known} if isinstance(known, str) and known else {}
    return {"name": side.name, "steps": len(side.ids), **said}


def _emotion(side: Side, key: str) -> float | None:
    value = _value(side, key, "emotion")
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _value(side: Side, key: str, column: str | None) -> Any:
    id_ = side.ids.get(key)
    return None if id_ is None or column is None else side.document.row("steps", id_).get(column)


def _lanes(sides: Sequence[Side], keys: Sequence[str]) -> Iterator[dict[str, Any]]:
    for name, lanes in _shared(sides)[:MOST_LANES]:
        first = next(lane for lane in lanes if lane is not None)
        rows = [None if x is None else _cells(s, x, keys) for s, x in zip(sides, lanes, strict=True)]
        if not any(cell for row in rows for cell in row or ()):
            continue  # empty in every map
        if rows[0] is not None:
            for side, lane, row in zip(sides[1:], lanes[1:], rows[1:], strict=True):
                if row is not None and lane is not None and lanes[0] is not None:
                    _mark(sides[0], side, lanes[0], lane, keys, row)
        yield {"name": name, "kind": first.kind, "role": first.role or "other", "rows": rows}


def _shared(sides: Sequence[Side]) -> list[tuple[str, list[Lane | None]]]:
    """Lanes by id, else by name, in the order they first come; for each map its lane or None."""
    found: dict[str, list[Lane | None]] = {}
    names: dict[str, str] = {}
    for at, side in enumerate(sides):
        for lane in side.lanes:
            key = lane.id if lane.id in found else names.get(lane.name.casefold(), lane.id)
            row = found.setdefault(key, [None] * len(sides))
            names.setdefault(lane.name.casefold(), key)
            if row[at] is None:
                row[at] = lane
    return [(next(lane.name for lane in row if lane), row) for row in found.values()]


def _cells(side: Side, lane: Lane, keys: Sequence[str]) -> list[Cell | None]:
    """The cells of a lane; None where the map has no such step."""
    held = side.cards(lane.id) if lane.column is None else {}
    out: list[Cell | None] = []
    for key in keys:
        id_ = side.ids.get(key)
        if id_ is None:
            out.append(None)
        elif lane.column is None:
            out.append([_item(row.get("text"), lane.kind) for _, row in held.get(id_, [])[:MOST_ITEMS]])
        else:
            value = _value(side, key, lane.column)
            texts = value if isinstance(value, list) else [value]
            out.append([_item(one, lane.kind) for one in texts if one is not None][:MOST_ITEMS])
    return out


def _item(value: Any, kind: str) -> Item:
    return {"text": said(value, kind)[:LONGEST]}


def said(value: Any, kind: str) -> str:
    """A value in words.

    >>> said(5400.0, "duration"), said(-1.0, "emotion"), said(True, "flag")
    ('1.5 h', '−1', 'yes')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        size, unit = next(((s, u) for s, u in _UNITS if abs(value) >= s), (1, "s"))
        text = f"{value / size:g} {unit}" if kind == "duration" else f"{value:g}"
        return text.replace("-", "−")
    return str(value)


# -- what differs from the first map


def _mark(first: Side, side: Side, old: Lane, new: Lane, keys: Sequence[str], row: list[Cell | None]) -> None:
    if old.column is None and new.column is None:
        _mark_cards(first, side, old, new, keys, row)
        return
    for at, key in enumerate(keys):
        cell = row[at]
        if cell is not None and key in first.ids and old.column is not None and new.column is not None:
            then, now = _value(first, key, old.column), _value(side, key, new.column)
            if then != now:
                _mark_value(cell, then, now, new.kind)


def _mark_value(cell: Cell, then: Any, now: Any, kind: str) -> None:
    numbers = all(isinstance(v, int | float) and not isinstance(v, bool) for v in (then, now))
    change = words.SCORED if numbers else words.WORDED if isinstance(now, str) else words.CHANGED
    if then is None:
        change = words.ADDED
    if now is None:
        cell.append({"text": said(then, kind)[:LONGEST], "mark": words.REMOVED})
    for item in cell:
        if "mark" not in item:
            item |= {"mark": change} | ({} if then is None else {"was": said(then, kind)[:LONGEST]})


def _mark_cards(
    first: Side, side: Side, old: Lane, new: Lane, keys: Sequence[str], row: list[Cell | None]
) -> None:
    before, now = first.cards(old.id), side.cards(new.id)
    known = first.document.table("cards").rows
    mine = side.document.table("cards").rows
    key_of = {id_: key for key, id_ in first.ids.items()}
    for at, key in enumerate(keys):
        cell = row[at]
        if cell is None:
            continue
        then = before.get(first.ids.get(key, ""), [])
        left = [id_ for id_, _ in then if id_ not in mine]
        texts = {str(known[id_].get("text")): id_ for id_ in left}
        for item, (id_, card) in zip(cell, now.get(side.ids[key], []), strict=False):
            was = known.get(id_)
            if was is None and texts.get(str(card.get("text"))) in left:
                left.remove(texts[str(card.get("text"))])
            else:
                same = was is not None and was.get("lane") == old.id
                place = key_of.get(str(was.get("step"))) if was is not None and same else None
                item |= _difference(was, card, moved=place != key)
        cell += [{**_item(known[id_].get("text"), "cards"), "mark": words.REMOVED} for id_ in left]


def _difference(was: Row | None, now: Row, *, moved: bool) -> Item:
    if was is None:
        return {"mark": words.ADDED}
    if was.get("text") != now.get("text"):
        return {"mark": words.WORDED, "was": str(was.get("text") or "")[:LONGEST]}
    if moved:
        return {"mark": words.MOVED}
    if was.get("severity") != now.get("severity"):
        return {"mark": words.SCORED, "was": f"severity {said(was.get('severity'), 'number') or 'none'}"}
    return {}


def _disconnects(sources: Mapping[str, Source], sides: Sequence[Side]) -> dict[str, Any] | None:
    """Where the desired journey departs from the actual one, where one map says it is current and another future."""
    states = {str(side.meta.get("state")): side.name for side in reversed(sides)}
    if "current" not in states or "future" not in states:
        return None
    now, then = (
        {name: sources[states[state]].tables[name].frame for name in _READ} for state in ("current", "future")
    )
    found = disconnects(now, then)
    rows = [
        {
            "kind": str(kind),
            "name": str(name),
            "size": float(size),
            "why": str(why),
            "what": str(what)[:LONGEST] if kind == PAIN else "",
        }
        for kind, name, size, why, what in found[["kind", "name", "size", "why", "current"]].head(200).values
    ]
    return {"current": states["current"], "future": states["future"], "rows": rows, "size": len(found)}
