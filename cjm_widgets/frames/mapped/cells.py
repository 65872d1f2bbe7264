"""Edits of one table of a map: a cell, a row in, out or elsewhere, whatever the table means."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjm_widgets.frames import feelings, wire
from cjm_widgets.frames.coerce import number
from cjm_widgets.frames.source import Done
from cjm_widgets.model import schema
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import DataError, Refused

from .sheet import MappedSheet


class MappedCells(MappedSheet):
    """Writes cells and rows."""

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
