"""Edits of the tables of a map."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjm_widgets.frames import feelings, inplace, wire
from cjm_widgets.frames.coerce import number
from cjm_widgets.frames.lanes import ADDED
from cjm_widgets.frames.source import Done, choices
from cjm_widgets.model import schema
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import DataError, Refused

from .sheet import KNOWN, LOOKS, MappedSheet, _plain


class MappedEdits(MappedSheet):
    """Carries out operations."""

    def apply(self, op: Op) -> Done:
        named = {"stages": self._stage, "steps": self._step, "lanes": self._lane_op, "cards": self._card}
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
        else:
            at = table.position(op.id)
            cell = (_plain(self._raw("cards", at, "step")), _plain(self._raw("cards", at, "lane")))
            table.move(op.id, None, self.deck.target(op.before, cell))
        self.deck.forget()
        return Done()

    def _there(self, what: str, id_: str) -> None:
        if what == "step":
            self.tables["steps"].position(id_)
        elif all(lane.id != id_ for lane in self._lanes):
            raise Refused(f"There is no lane {id_!r}: it was removed meanwhile.", "lanes", id_)

    def _set(self, op: Set) -> Done:
        table = self.tables[op.table]
        column = self._column_of(op.column) if op.table == "steps" else op.column
        fresh = column not in table.columns
        if fresh:
            self._add_known(op.table, column)
        cell = table.set(op.id, column, self._on_scale(op, column))
        if fresh:
            return Done(reload=True)
        return Done(
            [cell],
            [Set(op.table, op.id, op.column, self._told(op.table, op.id, column), wire.value(cell.value))],
        )

    def _on_scale(self, op: Set, column: str) -> Any:
        """What was typed into a curve is on the scale the map declares; it is kept as −2 to +2."""
        curve = column == "emotion" or column.startswith(schema.FEELING)
        if (
            op.table != "steps"
            or not curve
            or not isinstance(op.value, dict)
            or not str(op.value["v"]).strip()
        ):
            return op.value
        try:
            return feelings.kept(number(op.value["v"], column), self.meta)
        except DataError as error:
            raise Refused(str(error), op.table, op.id, op.column) from None

    def _add_known(self, table: str, column: str) -> None:
        """A column the package knows and this map lacks is made when first written to."""
        known = schema.TABLES[table].column(column)
        if known is None:
            raise Refused(
                f"There is no column {column!r} in {table}: add it in Python, m.{table}[{column!r}] = …",
                table,
            )
        dtype = {
            "number": "float64",
            "integer": "Int64",
            "bool": "boolean",
            "duration": "timedelta64[us]",
            "texts": "object",
        }.get(known.type, "str")
        self.tables[table].frame[column] = pd.Series(index=self.tables[table].frame.index, dtype=dtype)

    def _told(self, table: str, id_: str, column: str) -> Any:
        held = self.tables[table]
        at = held.position(id_)
        return wire.values(held.frame.iloc[at : at + 1, held.column(column)])[0]

    def _column_of(self, id_: str) -> str:
        lane = next((lane for lane in self._lanes if lane.id == id_ and lane.column), None)
        return lane.column or id_ if lane is not None else id_

    def _structure(self, op: Op) -> None:
        table = self.tables[op.table]
        if isinstance(op, Insert):
            unknown = [c for c in op.row if c not in table.columns]
            for column in unknown:
                self._add_known(op.table, column)
            table.insert(op.id, op.row, op.before)
        elif isinstance(op, Remove):
            table.remove([op.id])
        elif isinstance(op, Move):
            table.move(op.id, op.before)

    def _where(self, table: str, column: str, value: str) -> list[int]:
        held = self.tables[table]
        return [i for i, v in enumerate(held.frame.iloc[:, held.column(column)].tolist()) if v == value]

    def _drop_cards(self, column: str, id_: str) -> None:
        table = self.tables["cards"]
        gone = [table.keys.id(at) for at in self._where("cards", column, id_)]
        if gone:
            table.remove(gone)
            self.deck.forget()

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
        if kind not in ("cards", "text"):
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
        if lane.column is not None and lane.column not in KNOWN:
            inplace.drop(self.tables["steps"].frame, self.tables["steps"].column(lane.column))
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
        row |= {"visible": lane.visible}
        self._structure(Insert("lanes", id_, {k: v for k, v in row.items() if v is not None}, None))

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
