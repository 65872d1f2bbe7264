"""Edits of links between cards and of moves between steps, and what of them goes with a card or a step.

What a page that owns its document refuses of them is said in js/src/model/ends.ts, in the same words.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from cjm_widgets.frames import keys, wire
from cjm_widgets.frames.source import Done
from cjm_widgets.model.edits import Insert, Move, Op, Set
from cjm_widgets.model.errors import Refused

from . import ends
from .cells import MappedCells
from .ends import ENDS

SHOWN = 60
NEEDS = {
    "links": "A link needs two cards, its source and its target.",
    "transitions": "A move needs the step it comes from, and a step or an outcome it goes to.",
}


class MappedLinks(MappedCells):
    """Carries out operations on links and transitions."""

    def _connected(self, op: Op) -> Done:
        if op.table not in self.tables:
            raise Refused(f"This map has no table {op.table!r}.", op.table, op.id)
        if isinstance(op, Set):
            return self._set_end(op) if op.column in ENDS else self._set(op)
        if isinstance(op, Insert):
            self._join(op)
        else:
            self._structure(op)
        if isinstance(op, Move) or not (self._paths_due() or self._paths_over()):
            return Done()
        return Done(reload=True)

    def _join(self, op: Insert) -> None:
        table = self.tables[op.table]
        pair = self._fit(op, (op.row.get("source"), op.row.get("target")))
        row = {c: v for c, v in op.row.items() if c not in ENDS}
        for column in row:
            if column not in table.columns:
                self._add_known(op.table, column)
        if ends.labelled(table.frame):
            table.insert(op.id, row, op.before, label=pair)
        else:
            table.insert(op.id, op.row, op.before)

    def _set_end(self, op: Set) -> Done:
        table = self.tables[op.table]
        at = table.position(op.id)
        held = ends.ends(table.frame.iloc[[at]])[0]
        pair = (op.value, held[1]) if op.column == ENDS[0] else (held[0], op.value)
        if pair != held:
            pair = self._fit(op, pair)
        if not ends.labelled(table.frame):
            return self._set(op)
        cell = ends.turned(table, op.id, op.column, str(op.value))
        old = held[ENDS.index(op.column)]
        return Done([cell], [Set(op.table, op.id, op.column, wire.value(op.value), old)])

    def _fit(self, op: Insert | Set, pair: tuple[Any, Any]) -> tuple[str, str]:
        """Both ends, where a row may go from the one to the other; ``Refused`` where it may not."""
        source, target = pair
        if not all(isinstance(end, str) and end.strip() for end in pair):
            raise Refused(NEEDS[op.table], op.table, op.id)
        at = "cards" if op.table == "links" else "steps"
        for end in pair if op.table == "links" else pair[:1]:
            if self.tables[at].keys.position(end) is None:
                raise Refused(f"There is no row “{end}” in {at}: it was removed meanwhile.", op.table, op.id)
        if ends.between(self.tables[op.table], (source, target)) is not None:
            what = "link" if op.table == "links" else "move"
            said = f"from “{self._named(at, source)}” to “{self._named(at, target)}”"
            raise Refused(f"There is already a {what} {said}.", op.table, op.id)
        return source, target

    def _named(self, table: str, id_: str) -> str:
        at = self.tables[table].keys.position(id_)
        column = "text" if table == "cards" else "name"
        return (keys.text(self._raw(table, at, column))[:SHOWN] if at is not None else "") or id_

    def _drop_links(self, cards: Collection[str]) -> None:
        gone = set(cards)
        self._part("links", lambda source, target: source in gone or target in gone)

    def _drop_moves(self, step: str) -> None:
        self._part("transitions", lambda source, target: step in (source, target))

    def _part(self, name: str, goes: Any) -> None:
        table = self.tables.get(name)
        if table is None or not len(table.frame):
            return
        gone = [table.keys.id(at) for at, pair in enumerate(ends.ends(table.frame)) if goes(*pair)]
        if gone:
            table.remove(gone)
