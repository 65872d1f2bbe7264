"""The message a page begins with: as many steps as fit into a budget of bytes, whatever a frame holds."""

from __future__ import annotations

from typing import Any

from cjm_widgets.frames import wire
from cjm_widgets.frames.lanes import WIRE
from cjm_widgets.frames.source import Source
from cjm_widgets.frames.window import dumps, opened

BUDGET = 36_000
"""The first message stays under so many bytes."""
WHOLE = 60
"""Up to so many steps are sent at once where they fit."""
FIRST = 32
"""Else so many steps are sent first."""
FEW = 8
"""Rather than fewer steps than this, texts are cut shorter."""
CUTS = (wire.CUT, 300, 60)
"""How long texts may be, tried in turn; a cut text is fetched when it is edited."""
LANES = 24
"""So many lanes are in a message that is enough to paint and no more."""
SMALL = 240
"""What is longer than so many characters is left out of such a message, or cut."""


def document(source: Source) -> tuple[dict[str, Any], str]:
    """The document with as many steps as the budget allows, and its JSON text."""
    for cut in CUTS:
        doc, text = _fitted(source, cut)
        if size(text) <= BUDGET and len(doc["tables"]["steps"]["rows"]) >= min(FEW, source.size()):
            break
    return doc, text


def first(source: Source) -> tuple[str, bool]:
    """The document as the text a page begins with, and whether that is all of it or only enough to paint.

    Steps are not thinned for the sake of links and moves: where these do not fit, the page asks for them.
    """
    doc, text = document(source)
    if size(text) > BUDGET:
        return dumps(_least(doc)), False
    joined = source.connected()
    if not joined:
        return text, True
    more = dumps({**doc, "tables": doc["tables"] | joined})
    return (more, True) if size(more) <= BUDGET else (text, False)


def whole(source: Source) -> dict[str, Any]:
    """The document as a page that asks is sent it: with all links and moves."""
    doc, _ = document(source)
    return {**doc, "tables": doc["tables"] | source.connected()}


def size(text: str) -> int:
    """How many bytes a text takes."""
    return len(text) if text.isascii() else len(text.encode("utf-8"))


def _fitted(source: Source, cut: int) -> tuple[dict[str, Any], str]:
    steps = source.size() if source.size() <= WHOLE else FIRST
    while True:
        doc = _shortened(opened(source, steps), cut)
        text = dumps(doc)
        if size(text) <= BUDGET or steps <= 1:
            return doc, text
        steps = max(1, min(steps - 1, int(steps * BUDGET / size(text))))


def _shortened(doc: dict[str, Any], cut: int) -> dict[str, Any]:
    if cut < wire.CUT:
        for name in ("steps", "cards"):
            rows = doc["tables"][name]["rows"]
            doc["tables"][name]["rows"] = [[row[0], *(_cut(v, cut) for v in row[1:])] for row in rows]
    return doc


def _cut(value: Any, cut: int) -> Any:
    if isinstance(value, str) and len(value) > cut:
        return {"$": "cut", "v": value[:cut], "length": len(value)}
    if isinstance(value, dict) and value["$"] == "cut":
        return {**value, "v": value["v"][:cut]}
    return value


def _least(doc: dict[str, Any]) -> dict[str, Any]:
    """Enough of a document to paint its first step; a page asks for the rest."""
    tables = doc["tables"]
    shown = WIRE.index("visible") + 1
    lanes = [row for row in tables["lanes"]["rows"] if row[shown]][:LANES]
    steps = _narrow(tables["steps"], ["id", "name", "stage", *(row[0] for row in lanes)])
    named = {row[2] for row in steps["rows"]}
    stages = [row for row in tables["stages"]["rows"] if row[0] in named]
    kept = {"stages": stages, "steps": steps["rows"], "lanes": lanes, "cards": []}
    columns = {"steps": steps["columns"]}
    small = {
        name: {
            **tables[name],
            "columns": columns.get(name, tables[name]["columns"]),
            "rows": _small_rows(rows),
        }
        for name, rows in kept.items()
    }
    head = {"title": doc["title"][:SMALL], "note": doc["note"][:SMALL]}
    return (
        {key: value for key, value in doc.items() if key != "meta"} | head | {"tables": small, "runs": None}
    )


def _narrow(table: dict[str, Any], columns: list[str]) -> dict[str, Any]:
    places = [table["columns"].index(column) for column in columns if column in table["columns"]]
    return {
        "columns": [table["columns"][at] for at in places],
        "rows": [[row[at] for at in places] for row in table["rows"]],
    }


def _small_rows(rows: list[list[Any]]) -> list[list[Any]]:
    return [[row[0], *map(_small, row[1:])] for row in rows]


def _small(value: Any) -> Any:
    if isinstance(value, str):
        return value[:SMALL]
    return value if size(dumps(value)) <= SMALL else None
