"""A user's own sheet that lies the other way, lanes down and steps across, bound as it is.

A row is a lane, a column is a step; columns of two levels are stages over steps.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused

from . import inplace, keys, wire
from .coerce import number
from .compare import Difference
from .keys import Keys, Names
from .lanes import Lane, describe, kind_of, role_of
from .shapes import Reading
from .source import STAGE_COLUMNS, Done, Saved, Source
from .stages import Refs, runs
from .table import Table
from .wide import matches


class Across(Source):
    """One row per lane, one column per step."""

    kind = "across"

    def __init__(self, frame: pd.DataFrame, reading: Reading, title: str, note: str) -> None:
        self.title, self.note, self.lane_field = title, note, reading.lane
        self.table = Table("lanes", frame)
        self.tables = {"lanes": self.table}
        self.refs, self.step_names = Refs(), Names()
        self.looks: dict[str, dict[str, Any]] = {}
        self._lanes: list[Lane] = []
        self.renew()

    def renew(self) -> None:
        super().renew()
        if self.lane_field.column is not None and self.lane_field.column not in self.table.columns:
            raise Refused(f"The column “{self.lane_field.column}” that names the lanes is gone: bring it back.", "lanes")
        self._step_keys = Keys(self.table.frame.columns, self.step_names)
        named = self.lane_field.column
        self._places = [i for i, column in enumerate(self.table.columns) if column != named]
        ids = [self._step_keys.id(i) for i in self._places]
        self._step_at = dict(zip(ids, self._places, strict=True))
        self._lanes = [self._lane(i, id_) for i, id_ in enumerate(self.table.keys.ids())]

    def _lane(self, row: int, id_: str) -> Lane:
        name = self._lane_name(row)
        series = self._row_values(row)
        role = role_of(name)
        lane = Lane(id_, name, kind_of(series), role, column=id_)
        if role == "emotion" and lane.kind == "number":
            lane.kind = "emotion"
        describe(lane, series)
        lane.many = "lines" if lane.kind == "text" else None
        return replace(lane, **self.looks.get(id_, {}))

    def _lane_name(self, row: int) -> str:
        if self.lane_field.column is None:
            return keys.text(self.table.frame.index[row]) or "(no name)"
        return keys.text(self.table.frame.iat[row, self.table.column(self.lane_field.column)]) or "(no name)"

    def _row_values(self, row: int) -> pd.Series:
        cells = [self.table.frame.iat[row, i] for i in self._places]
        found = _numbers(cells)
        return pd.Series(cells, dtype=object) if found is None else found

    def column(self, lane: Lane) -> pd.Series:
        return self._row_values(self.table.position(lane.id))

    def size(self) -> int:
        return len(self._places)

    def lanes(self) -> list[Lane]:
        return self._lanes

    def steps(self, low: int, high: int) -> dict[str, Any]:
        shown = [lane for lane in self._lanes if lane.visible]
        ids = list(self._step_at)[low:high]
        rows = [[id_, self._name(id_), self._stage(id_), *(self._value(id_, lane) for lane in shown)] for id_ in ids]
        return {"columns": ["id", "name", "stage", *(lane.id for lane in shown)], "rows": rows}

    def _label(self, id_: str) -> Any:
        return self.table.frame.columns[self._step(id_)]

    def _step(self, id_: str) -> int:
        if id_ not in self._step_at:
            raise Refused(f"There is no step {id_!r}: its column was removed meanwhile.", "steps", id_)
        return self._step_at[id_]

    def _name(self, id_: str) -> str:
        label = self._label(id_)
        return keys.text(label[-1] if isinstance(label, tuple) else label)

    def _stage(self, id_: str) -> str | None:
        label = self._label(id_)
        return self.refs.id(label[0]) if isinstance(label, tuple) else None

    def _value(self, id_: str, lane: Lane) -> Any:
        raw = self.table.frame.iat[self.table.position(lane.id), self._step(id_)]
        if lane.kind in ("number", "emotion") and isinstance(raw, str):
            return wire.value(number(raw, lane.name)) if raw.strip() else None
        return wire.value(raw)

    def stages(self, ids: Iterable[str] | None = None) -> dict[str, Any]:
        list(map(self._stage, self._step_at))
        known = self.refs.by_id if ids is None else [i for i in dict.fromkeys(ids) if i in self.refs.by_id]
        return {"columns": ["id", *STAGE_COLUMNS], "rows": [[i, keys.text(self.refs.by_id[i]), None] for i in known]}

    def cards(self, steps: Sequence[str]) -> dict[str, Any]:
        return {"columns": ["id", "step", "lane", "text"], "rows": []}

    def runs(self) -> list[list[Any]] | None:
        columns = self.table.frame.columns[self._places]
        if not isinstance(columns, pd.MultiIndex):
            return [[None, len(columns)]] if len(columns) else []
        return runs(pd.Series(columns.get_level_values(0)), self.refs)

    # -- edits

    def apply(self, op: Op) -> Done:
        if op.table == "steps":
            return self._set_cell(op) if isinstance(op, Set) and op.column not in ("name", "stage") else self._steps(op)
        if op.table == "lanes":
            return self._apply_lane(op)
        raise Refused("The stages of this sheet are the upper level of its columns: change them in Python.", op.table, op.id)

    def _set_cell(self, op: Set) -> Done:
        lane = self._lane_of(op.column)
        column = self.table.columns[self._step(op.id)]
        value = op.value
        if lane.kind in ("number", "emotion"):
            raw = value["v"] if isinstance(value, dict) else value
            value = None if raw in (None, "") else _as_held(number(raw, lane.name), self.table.frame.dtypes.iloc[self._step(op.id)])
        cell = self.table.set(lane.id, column, value)
        return Done([cell], [Set("steps", op.id, lane.id, self._value(op.id, lane), wire.value(cell.value))])

    def _steps(self, op: Op) -> Done:
        frame = self.table.frame
        if isinstance(op, Set):
            self._rename(op)
        elif isinstance(op, Insert):
            at = frame.shape[1] if op.before is None else self._step(op.before)
            label = self._new_label(op)
            kinds = {str(frame.dtypes.iloc[i]) for i in self._places}
            frame.insert(at, label, pd.Series(index=frame.index, dtype=kinds.pop() if kinds == {"str"} else object))
            self._know(label, op.id)
            self.renew()
            for lane in self._lanes:
                if op.row.get(lane.id) is not None:
                    self._set_cell(Set("steps", op.id, lane.id, op.row[lane.id]))
        elif isinstance(op, Remove):
            inplace.drop(frame, self._step(op.id))
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
        while (label := (stage, *[""] * (columns.nlevels - 2), name) if columns.nlevels > 1 else name) in columns:
            n += 1
            name = f"{base} ({n})"
        return label

    def _know(self, label: Any, id_: str) -> None:
        self.step_names = self.step_names.copy()
        self.step_names.by_label = {k: v for k, v in self.step_names.by_label.items() if v != id_} | {label: id_}

    def _move(self, op: Move) -> None:
        frame, here = self.table.frame, self._step(op.id)
        there = frame.shape[1] if op.before is None else self._step(op.before)
        order = [i for i in range(frame.shape[1]) if i != here]
        order.insert(there - (there > here), here)
        inplace.become(frame, frame.iloc[:, order])

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

    # -- telling

    def tell(self, before: Saved, differences: Mapping[str, Difference]) -> list[Op] | None:
        difference = differences["lanes"]
        old = before.frames["lanes"].frame
        if difference.size != len(difference.written) or not old.index.identical(self.table.frame.index):
            return None
        at_column = {at: id_ for id_, at in self._step_at.items()}
        out: list[Op] = []
        for w in difference.written:
            if w.column not in at_column:
                return None  # a lane has another name: its kind may be another too
            lane = self._lane_of(w.id)
            if kind_of(self._row_values(w.position)) != ("number" if lane.kind == "emotion" else lane.kind):
                return None
            out.append(Set("steps", at_column[w.column], lane.id, self._value(at_column[w.column], lane), wire.value(w.old)))
        return out

    def side(self) -> Any:
        return self.refs.copy(), self.step_names, self.looks

    def put_side(self, side: Any) -> None:
        self.refs, self.step_names, self.looks = side[0].copy(), side[1], side[2]
        self.renew()

    def read(self, table: str, id_: str, column: str) -> Any:
        if column == "name":
            return self._name(id_)
        value = self.table.frame.iat[self.table.position(column), self._step(id_)]
        return value if isinstance(value, str) else wire.value(value)

    def find(self, words: str, most: int) -> tuple[int, list[dict[str, Any]]]:
        hits = []
        for position, (id_, at) in enumerate(self._step_at.items()):
            if words.casefold() in self._name(id_).casefold():
                hits.append({"position": position, "step": id_, "lane": "", "card": None})
            for row in matches(self.table.frame.iloc[:, at], words):
                hits.append({"position": position, "step": id_, "lane": self._lanes[row].id, "card": None})
        return len(hits), hits[:most]


def _numbers(cells: list[Any]) -> pd.Series | None:
    """The cells as numbers where all that is there are numbers, written as such or as text."""
    out: list[float | None] = []
    for cell in cells:
        if cell is None or (isinstance(cell, float) and cell != cell) or cell is pd.NA or cell == "":
            out.append(None)
        elif isinstance(cell, bool) or not isinstance(cell, int | float | str):
            return None
        else:
            try:
                out.append(float(number(cell, "")))
            except Refused:
                return None
    return pd.Series(out, dtype=float) if any(v is not None for v in out) else None


def _as_held(value: float, dtype: Any) -> Any:
    whole = int(value) if float(value).is_integer() else value
    return str(whole) if isinstance(dtype, pd.StringDtype) else whole
