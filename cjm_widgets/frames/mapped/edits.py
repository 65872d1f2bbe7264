"""Edits of the tables of a map."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjm_widgets.frames.lanes import ADDED
from cjm_widgets.frames.source import Done, choices
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused

from .links import MappedLinks
from .sheet import KNOWN, LOOKS, _plain


class MappedEdits(MappedLinks):
    """Carries out operations."""

    def apply(self, op: Op) -> Done:
        named = {
            "stages": self._stage,
            "steps": self._step,
            "lanes": self._lane_op,
            "cards": self._card,
            "links": self._connected,
            "transitions": self._connected,
        }
        return named.get(op.table, self._around)(op)

    def _around(self, op: Op) -> Done:
        if op.table not in self.tables:
            raise Refused(f"This map has no table {op.table!r}.", op.table, op.id)
        if isinstance(op, Set):
            return self._set(op)
        self._structure(op)
        return Done()

    def _stage(self, op: Op) -> Done:
        if isinstance(op, Set):
            return self._set(op)
        if isinstance(op, Remove):
            steps = self.tables["steps"]
            for at in self._where("steps", "stage", op.id):
                steps.set(steps.keys.id(at), "stage", None)
        self._structure(op)
        return Done()

    def _step(self, op: Op) -> Done:
        if isinstance(op, Set):
            if op.column == "stage" and op.value is not None:
                self.tables["stages"].position(str(op.value))
            return self._set(op)
        if isinstance(op, Remove):
            self._drop_cards("step", op.id)
            self._drop_moves(op.id)
        if isinstance(op, Insert):
            row = {self._column_of(c): v for c, v in op.row.items()}
            op = Insert(op.table, op.id, row, op.before)
        self._structure(op)
        return Done()

    def _card(self, op: Op) -> Done:
        table = self.tables["cards"]
        if isinstance(op, Set):
            if op.column in ("step", "lane") and op.value is not None:
                self._there(op.column, str(op.value))
            done = self._set(op)
            self.deck.forget()
            return done if op.column not in ("step", "lane") else Done()
        if isinstance(op, Insert):
            cell = (op.row.get("step"), op.row.get("lane"))
            self._there("step", str(cell[0]))
            self._there("lane", str(cell[1]))
            table.insert(op.id, op.row, None, self.deck.target(op.before, cell))
        elif isinstance(op, Remove):
            table.remove([op.id])
            self._drop_links([op.id])
        else:
            at = table.position(op.id)
            cell = (_plain(self._raw("cards", at, "step")), _plain(self._raw("cards", at, "lane")))
            table.move(op.id, None, self.deck.target(op.before, cell))
        self.deck.forget()
        return Done()

    def _there(self, what: str, id_: str) -> None:
        if what == "step":
            self.tables["steps"].position(id_)
            return
        lane = next((lane for lane in self._lanes if lane.id == id_), None)
        if lane is None:
            raise Refused(f"There is no lane {id_!r}: it was removed meanwhile.", "lanes", id_)
        if lane.kind == "paths":
            raise Refused(f"“{lane.name}” draws the moves between steps and holds no cards.", "lanes", id_)

    def _drop_cards(self, column: str, id_: str) -> None:
        table = self.tables["cards"]
        gone = [table.keys.id(at) for at in self._where("cards", column, id_)]
        if gone:
            table.remove(gone)
            self.deck.forget()
            self._drop_links(gone)

    def _lane_op(self, op: Op) -> Done:
        if isinstance(op, Insert):
            return self._add_lane(op)
        self._write_down(op.id)
        if isinstance(op, Move):
            if op.before is not None:
                self._write_down(op.before)
            self._structure(op)
        elif isinstance(op, Remove):
            self._remove_lane(op)
        else:
            return self._set_lane(op)
        self.renew()
        return Done(reload=True)

    def _add_lane(self, op: Insert) -> Done:
        kind = str(op.row.get("kind") or "cards")
        row = {c: v for c, v in op.row.items() if c in LOOKS}
        if op.before is not None:
            self._write_down(op.before)
        if kind == "paths" and any(lane.kind == kind for lane in self._lanes):
            raise Refused("This map has a lane of paths: it draws every move.", "lanes", op.id)
        if kind not in ("cards", "text", "paths"):
            column = self._free(str(op.row.get("name") or "New lane"))
            steps = self.tables["steps"].frame
            steps[column] = pd.Series([None] * len(steps), index=steps.index, dtype=ADDED.get(kind, "str"))
            row["column"] = column
        self._structure(
            Insert("lanes", op.id, {**row, "kind": "cards" if kind == "text" else kind}, op.before)
        )
        self.renew()
        return Done(reload=True)

    def _free(self, name: str) -> str:
        columns, column, n = self.tables["steps"].columns, name, 1
        while column in columns or column in KNOWN:
            n += 1
            column = f"{name} ({n})"
        return column

    def _remove_lane(self, op: Remove) -> None:
        lane = next(lane for lane in self._lanes if lane.id == op.id)
        self._drop_cards("lane", op.id)
        if lane.kind == "paths" and "transitions" in self.tables:
            self.tables["transitions"].remove(self.tables["transitions"].keys.ids())
        if lane.column is not None and lane.column not in KNOWN:
            self.tables["steps"].drop(self.tables["steps"].column(lane.column))
            self.tables["steps"].forget()
        self.tables["lanes"].remove([op.id])

    def _write_down(self, id_: str) -> None:
        """Give a lane that a column made a row of its own."""
        if self.tables["lanes"].keys.position(id_) is not None:
            return
        lane = next((lane for lane in self._lanes if lane.id == id_), None)
        if lane is None:
            raise Refused(f"There is no lane {id_!r}: it was removed meanwhile.", "lanes", id_)
        row: dict[str, Any] = {
            "name": lane.name,
            "kind": lane.kind,
            "role": lane.role,
            "side": lane.side,
            "column": lane.column,
        }
        row |= {"visible": lane.visible, "hint": lane.hint, "carrier": lane.carrier}
        behind = self._lanes[self._lanes.index(lane) + 1 :]
        before = next((o.id for o in behind if self.tables["lanes"].keys.position(o.id) is not None), None)
        self._structure(Insert("lanes", id_, {k: v for k, v in row.items() if v is not None}, before))

    def _set_lane(self, op: Set) -> Done:
        if op.column == "options":
            column = next(lane.column for lane in self._lanes if lane.id == op.id)
            self.tables["steps"].allow(column or "", choices(op))
            return Done(reload=True)
        if op.column not in LOOKS or op.column == "kind":
            raise Refused(f"“{op.column}” of a lane is not changed here.", "lanes", op.id, op.column)
        if op.column == "name" and not (isinstance(op.value, str) and op.value.strip()):
            raise Refused("A lane needs a name.", "lanes", op.id, "name")
        if op.column == "visible":
            op = Set(op.table, op.id, op.column, op.value is not False, op.old)
        self._set(op)
        self.renew()
        return Done(reload=True)
