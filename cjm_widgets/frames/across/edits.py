"""Edits of a sheet that lies across."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjm_widgets.frames import inplace, keys, wire
from cjm_widgets.frames.coerce import number
from cjm_widgets.frames.lanes import Lane
from cjm_widgets.frames.source import Done
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused

from .sheet import AcrossSheet


class AcrossEdits(AcrossSheet):
    """Carries out operations."""

    def apply(self, op: Op) -> Done:
        if op.table == "steps":
            return (
                self._set_cell(op)
                if isinstance(op, Set) and op.column not in ("name", "stage")
                else self._steps(op)
            )
        if op.table == "lanes":
            return self._apply_lane(op)
        raise Refused(
            "The stages of this sheet are the upper level of its columns: change them in Python.",
            op.table,
            op.id,
        )

    def _set_cell(self, op: Set) -> Done:
        lane = self._lane_of(op.column)
        column = self.table.columns[self._step(op.id)]
        value = op.value
        if lane.kind in ("number", "emotion"):
            raw = value["v"] if isinstance(value, dict) else value
            value = (
                None
                if raw in (None, "")
                else _as_held(number(raw, lane.name), self.table.frame.dtypes.iloc[self._step(op.id)])
            )
        cell = self.table.set(lane.id, column, value)
        if self._lane(self.table.position(lane.id), lane.id).kind != lane.kind:
            self.renew()  # its first number, or its last one gone: it is drawn in another way now
            return Done(reload=True)
        return Done([cell], [Set("steps", op.id, lane.id, self._value(op.id, lane), wire.value(cell.value))])

    def _steps(self, op: Op) -> Done:
        frame = self.table.frame
        if isinstance(op, Set):
            self._rename(op)
        elif isinstance(op, Insert):
            at = frame.shape[1] if op.before is None else self._step(op.before)
            label = self._new_label(op)
            kinds = {str(frame.dtypes.iloc[i]) for i in self._places}
            frame.insert(
                at, label, pd.Series(index=frame.index, dtype=kinds.pop() if kinds == {"str"} else object)
            )
            self._know(label, op.id)
            self.renew()
            for lane in self._lanes:
                if op.row.get(lane.id) is not None:
                    self._set_cell(Set("steps", op.id, lane.id, op.row[lane.id]))
        elif isinstance(op, Remove):
            self.table.drop(self._step(op.id))
        else:
            self._move(op)
        self.renew()
        return Done(reload=True)

    def _rename(self, op: Set) -> None:
        old, text = self._label(op.id), op.value["v"] if isinstance(op.value, dict) else op.value
        if not isinstance(text, str) or not text.strip():
            raise Refused("A step's name is its column here, and cannot be empty.", "steps", op.id, op.column)
        label: Any = text
        if isinstance(old, tuple):
            part = self.refs.by_id.get(text, text)
            label = (*old[:-1], text) if op.column == "name" else (part, *old[1:])
        elif op.column == "stage":
            raise Refused("This sheet has no stages over its steps.", "steps", op.id, "stage")
        if label in self.table.frame.columns and label != old:
            raise Refused(f"There is already a step “{keys.text(label)}”.", "steps", op.id, op.column)
        inplace.rename(self.table.frame, self._step(op.id), label)
        self._know(label, op.id)

    def _new_label(self, op: Insert) -> Any:
        columns = self.table.frame.columns
        name = base = str(op.row.get("name") or "New step")
        stage = self.refs.by_id.get(op.row.get("stage") or "")
        n = 1
        while (
            label := (stage, *[""] * (columns.nlevels - 2), name) if columns.nlevels > 1 else name
        ) in columns:
            n += 1
            name = f"{base} ({n})"
        return label

    def _know(self, label: Any, id_: str) -> None:
        self.step_names = self.step_names.copy()
        self.step_names.by_label = {k: v for k, v in self.step_names.by_label.items() if v != id_} | {
            label: id_
        }

    def _move(self, op: Move) -> None:
        frame, here = self.table.frame, self._step(op.id)
        there = frame.shape[1] if op.before is None else self._step(op.before)
        order = [i for i in range(frame.shape[1]) if i != here]
        order.insert(there - (there > here), here)
        self.table.become(frame.iloc[:, order])

    def _lane_of(self, id_: str) -> Lane:
        for lane in self._lanes:
            if lane.id == id_:
                return lane
        raise Refused(f"There is no lane {id_!r}: its row was removed meanwhile.", "lanes", id_)

    def _apply_lane(self, op: Op) -> Done:
        if isinstance(op, Insert):
            name = str(op.row.get("name") or "New lane")
            column = self.lane_field.column
            label = name if column is None and name not in self.table.frame.index else None
            self.table.insert(op.id, {column: name} if column else {}, op.before, label=label)
        elif isinstance(op, Remove):
            self.table.remove([op.id])
        elif isinstance(op, Move):
            self.table.move(op.id, op.before)
        elif op.column == "name":
            self._rename_lane(op)
        else:
            self._look(op)
        self.renew()
        return Done(reload=True)

    def _rename_lane(self, op: Set) -> None:
        if self.lane_field.column is not None:
            self.table.set(op.id, self.lane_field.column, op.value)
        else:
            text = op.value["v"] if isinstance(op.value, dict) else op.value
            self.table.relabel(op.id, self.lane_field.level or 0, text)

    def _look(self, op: Set) -> None:
        allowed = {"visible": bool, "height": int | float, "hint": str}
        kind = allowed.get(op.column)
        if kind is None or not (op.value is None or isinstance(op.value, kind)):
            raise Refused(f"“{op.column}” of a lane does not take {op.value!r}.", "lanes", op.id, op.column)
        value = op.value is not False if op.column == "visible" else op.value
        self.looks = {**self.looks, op.id: {**self.looks.get(op.id, {}), op.column: value}}


def _as_held(value: float, dtype: Any) -> Any:
    whole = int(value) if float(value).is_integer() else value
    return str(whole) if isinstance(dtype, pd.StringDtype) else whole
