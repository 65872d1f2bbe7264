"""What changed in the tables of a map, told to pages; finding and reading in them."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from typing import Any

from cjm_widgets.frames import wire
from cjm_widgets.frames.compare import Difference
from cjm_widgets.frames.deck import tell_cards
from cjm_widgets.frames.finding import Hit, first, hit, matches
from cjm_widgets.frames.source import Saved, placed, structure
from cjm_widgets.model.edits import Op, Set
from cjm_widgets.model.errors import Refused

from . import ends
from .edits import MappedEdits
from .sheet import AROUND, CONNECTED, HEAD, STAGES


class Mapped(MappedEdits):
    """Four tables, and the others of a map under watch beside them."""

    def tell(self, before: Saved, differences: Mapping[str, Difference]) -> list[Op] | None:
        if differences["lanes"].size:
            return None  # kinds, columns and ranges may all be others
        if self._brings_cards(differences) or self._paths_due() or self._paths_over():
            return None
        ops: list[Op] = []
        for name in ("stages", "steps", *(name for name in AROUND if name in self.tables)):
            ops += self._tell_table(name, before, differences[name])
        order = before.keys["cards"].ids
        ops += tell_cards(
            self.deck, differences["cards"], order, self._card_value, self._card_row, self._card_column
        )
        for name in (name for name in CONNECTED if name in self.tables):
            ops += self._tell_connected(name, before, differences[name])
        return ops

    def _tell_connected(self, name: str, before: Saved, difference: Difference) -> list[Op]:
        """Rows as of any table; and of those that stayed, the ends that are others now."""
        frame, then = self.tables[name].frame, before.frames[name].frame
        ops = self._tell_table(name, before, difference)
        if frame.index.is_(then.index) and ends.labelled(frame):
            return ops
        was = dict(zip(before.keys[name].ids(), ends.ends(then), strict=True))
        for id_, now in zip(self.tables[name].keys.ids(), ends.ends(frame), strict=True):
            both = zip(ends.ENDS, was.get(id_, now), now, strict=True)
            ops += [Set(name, id_, end, new, old) for end, old, new in both if old != new]
        return ops

    def _brings_cards(self, differences: Mapping[str, Difference]) -> bool:
        """Whether a step came back whose cards were there all the time: a page need not hold them."""
        come = {id_ for id_, _ in differences["steps"].inserted}
        if not come:
            return False
        fresh = {id_ for id_, _ in differences["cards"].inserted}
        ids = self.tables["cards"].keys
        return any(step in come and ids.id(at) not in fresh for at, (step, _) in enumerate(self._cells()))

    def _tell_table(self, name: str, before: Saved, difference: Difference) -> list[Op]:
        if not difference.size:
            return []
        columns = self.tables[name].columns
        ops = structure(name, difference, lambda id_: self._row(name, id_))
        fresh = {id_ for id_, _ in difference.inserted}
        for w in difference.written:
            if w.id in fresh:
                continue
            value, old = self._told(name, w.id, columns[w.column]), wire.value(w.old)
            ops += [Set(name, w.id, told, value, old) for told in self._page_columns(name, columns[w.column])]
        return placed(ops, before.keys[name].ids)

    def _page_columns(self, table: str, column: str) -> list[str]:
        """What a column travels as: the cells of each lane that draws it, or itself."""
        if table in AROUND:
            return [column]
        if table in CONNECTED:
            return [] if column in ends.ENDS else [column]
        if table == "stages":
            return [column] if column in STAGES else []
        lanes = [lane for lane in self._lanes if lane.column == column]
        if lanes:
            return [lane.id for lane in lanes if lane.visible]
        return [column] if column in ("name", "stage", *HEAD) else []

    def _row(self, table: str, id_: str) -> dict[str, Any]:
        if table in AROUND:
            held = self.tables[table]
            wired: dict[str, Any] = {
                "columns": ["id", *held.columns],
                "rows": held.rows([held.position(id_)], held.columns),
            }
        elif table in CONNECTED:
            joined = self.tables[table]
            wired = {
                "columns": ["id", *ends.columns(joined)],
                "rows": ends.rows(joined, [joined.position(id_)]),
            }
        elif table == "stages":
            wired = self.stages([id_])
        else:
            at = self.tables["steps"].position(id_)
            wired = self.steps(at, at + 1)
        return {
            c: v for c, v in zip(wired["columns"][1:], wired["rows"][0][1:], strict=True) if v is not None
        }

    def _card_column(self, column: str) -> str | None:
        return column if column in self._card_columns() else None

    def _card_row(self, id_: str) -> dict[str, Any]:
        table = self.tables["cards"]
        columns = self._card_columns()
        row = table.rows([table.position(id_)], columns)[0]
        return {c: v for c, v in zip(columns, row[1:], strict=True) if v is not None}

    def _card_value(self, id_: str, column: str) -> Any:
        return self._told("cards", id_, column)

    def side(self) -> Any:
        return [lane.wire() for lane in self._lanes], copy.deepcopy(dict(self.meta))

    def put_side(self, side: Any) -> None:
        if isinstance(self.meta, dict) and self.meta != side[1]:
            self.meta.clear()
            self.meta.update(copy.deepcopy(side[1]))
        self.renew()

    def side_text(self) -> str:
        return super().side_text() + repr(dict(self.meta))

    def stirred(self, side: Any) -> bool:
        return bool(dict(self.meta) != side[1])

    def read(self, table: str, id_: str, column: str) -> Any:
        if table not in ("stages", "steps", "cards", *CONNECTED, *AROUND):
            raise Refused(f"There is no table {table!r} to read.", table, id_)
        if table in CONNECTED and column in ends.ENDS:
            return self._row(table, id_).get(column)
        value = self.tables[table].get(id_, self._column_of(column) if table == "steps" else column)
        return value if isinstance(value, str) else wire.value(value)

    def find(self, words: str, most: int) -> tuple[int, list[Hit]]:
        steps = self.tables["steps"].keys
        places = [
            ("", "name"),
            *((lane.id, lane.column) for lane in self._lanes if lane.visible and lane.column),
        ]
        hits = [
            hit(at, steps.id(at), lane)
            for lane, column in places
            for at in matches(self._series(column), words)
        ]
        return first([*hits, *self._find_cards(words)], most)

    def _find_cards(self, words: str) -> Iterator[Hit]:
        steps, cards, cells = self.tables["steps"].keys, self.tables["cards"], self._cells()
        seen = {lane.id for lane in self._lanes if lane.visible}
        for at in matches(cards.frame.iloc[:, cards.column("text")], words):
            step, lane = cells[at]
            position = steps.position(step or "")
            if position is not None and lane in seen:
                yield hit(position, step, lane, cards.keys.id(at))
