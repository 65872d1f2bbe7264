"""A page as the tests see it: it holds the whole document and applies what it is told, nothing else."""

from __future__ import annotations

from typing import Any

from cjm_widgets.frames.source import Source, lanes_table
from cjm_widgets.model.document import Document, Rows, document
from cjm_widgets.model.edits import Insert, apply
from cjm_widgets.model.session import Entry, Session

IGNORED = {"domain", "format", "many", "options"}


def shown(source: Source) -> Document:
    """What a page that asks for everything is sent."""
    steps = source.steps(0, source.size())
    tables = {
        "steps": steps,
        "stages": source.stages(),
        "lanes": lanes_table(source.lanes()),
        "cards": source.cards([row[0] for row in steps["rows"]]),
        **source.connected(),
    }
    return document({name: _rows(table) for name, table in tables.items()})


def _rows(table: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [(row[0], dict(zip(table["columns"][1:], row[1:], strict=True))) for row in table["rows"]]


class Page:
    """Follows a session by its messages."""

    def __init__(self, session: Session, source: Source) -> None:
        self.source = source
        self.doc = shown(source)
        self.reloads = 0
        session.listen(self.heard)

    def heard(self, entry: Entry) -> None:
        if entry.change.reload:
            self.reloads += 1
            self.doc = shown(self.source)
            return
        for op in entry.change.ops:
            self.doc = self._one(op)

    def _one(self, op: Any) -> Document:
        if op.table == "stages" and isinstance(op, Insert) and op.id in self.doc.table("stages").rows:
            return self.doc
        return apply(self.doc, [op])

    def agrees(self) -> None:
        """The page shows what a page that asks anew would be sent."""
        now = shown(self.source)
        for name in ("steps", "lanes"):
            assert self.doc.table(name).order == now.table(name).order, name
            seen = self.source.steps(0, 0)["columns"] if name == "steps" else None
            assert _plain(self.doc.table(name).rows, seen) == _plain(now.table(name).rows), name
        for name in ("links", "transitions"):
            assert self.doc.table(name).order == now.table(name).order, name
            assert _plain(self.doc.table(name).rows) == _plain(now.table(name).rows), name
        mine, theirs = _of_steps(self.doc), now.table("cards")
        assert _plain(mine.rows) == _plain(theirs.rows)
        assert _cells(mine) == _cells(theirs)
        for id_, row in now.table("stages").rows.items():
            assert self.doc.table("stages").rows.get(id_, {}).get("name") == row["name"], id_


def _of_steps(doc: Document) -> Rows:
    """The cards of steps that are there: a step dropped in Python leaves its cards in their table."""
    steps, cards = doc.table("steps").rows, doc.table("cards")
    order = tuple(id_ for id_ in cards.order if cards.rows[id_].get("step") in steps)
    return Rows(order, {id_: cards.rows[id_] for id_ in order})


def _plain(rows: Any, columns: list[str] | None = None) -> dict[str, dict[str, Any]]:
    """The rows without what is derived; a page keeps the cells of a lane it hid, and does not draw them."""
    return {
        id_: {k: v for k, v in row.items() if k not in IGNORED and (columns is None or k in columns)}
        for id_, row in rows.items()
    }


def _cells(rows: Any) -> dict[tuple[Any, Any], list[str]]:
    out: dict[tuple[Any, Any], list[str]] = {}
    for id_ in rows.order:
        row = rows.rows[id_]
        out.setdefault((row.get("step"), row.get("lane")), []).append(id_)
    return out
