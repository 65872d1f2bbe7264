"""Edits of a long list."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cjm_widgets.frames import keys, wire
from cjm_widgets.frames.lanes import Lane
from cjm_widgets.frames.source import Done
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused

from .sheet import LongSheet, _free


class LongEdits(LongSheet):
    """Carries out operations."""

    def apply(self, op: Op) -> Done:
        return {"cards": self._card, "steps": self._step, "stages": self._stage, "lanes": self._lane}[
            op.table
        ](op)

    def _card(self, op: Op) -> Done:
        if isinstance(op, Set):
            return self._set_card(op)
        if isinstance(op, Insert):
            cell = (op.row.get("step"), op.row.get("lane"))
            stage, step = self._pair(str(cell[0]))
            values = {
                self.at["step"]: step,
                self.at["lane"]: self._lane_value(str(cell[1])),
                self.at["text"]: op.row.get("text"),
            }
            if "stage" in self.at:
                values[self.at["stage"]] = stage
            values |= {f: op.row[f] for f in self._fields() if f in op.row}
            self.table.insert(op.id, values, None, self.deck.target(op.before, cell))
        elif isinstance(op, Remove):
            self.table.remove([op.id])
        else:
            cell = self._cells_at([self.table.position(op.id)])[0]
            self.table.move(op.id, None, self.deck.target(op.before, cell))
        self.deck.forget()
        return Done()

    def _set_card(self, op: Set) -> Done:
        if op.column == "step":
            stage, step = self._pair(str(op.value))
            self.table.set(op.id, self.at["step"], step)
            if "stage" in self.at:
                self.table.set(op.id, self.at["stage"], stage)
        elif op.column == "lane":
            self.table.set(op.id, self.at["lane"], self._lane_value(str(op.value)))
        else:
            column = self.at["text"] if op.column == "text" else op.column
            if column != self.at["text"] and column not in self._fields():
                raise Refused(
                    f"This list has no column “{op.column}”: add it in Python.", "cards", op.id, op.column
                )
            cell = self.table.set(op.id, column, op.value)
            told = Set("cards", op.id, op.column, self._card_value(op.id, op.column), wire.value(cell.value))
            return Done([cell], [told])
        self.deck.forget()
        return Done()

    def _lane_value(self, id_: str) -> Any:
        if id_ not in self.lane_refs.by_id:
            raise Refused(f"There is no lane {id_!r}: it was removed meanwhile.", "lanes", id_)
        return self.lane_refs.by_id[id_]

    def _step(self, op: Op) -> Done:
        if isinstance(op, Insert):
            stage = op.row.get("stage")
            value = self.stage_refs.by_id.get(str(stage)) if stage is not None else None
            pair = (value, _free(str(op.row.get("name") or "New step"), value, self.step_refs))
            self.step_refs.add(pair, op.id)
            self.step_stage[op.id] = stage if stage in self.stage_refs.by_id else None
            self._place(op.id, op.before)
            return Done(reload=True)
        self._pair(op.id)
        if isinstance(op, Remove):
            self._drop([i for i, cell in enumerate(self._cells()) if cell[0] == op.id])
            self.order = [i for i in self.order if i != op.id]
            self.step_stage.pop(op.id, None)
        elif isinstance(op, Move):
            self._place(op.id, op.before)
        else:
            self._recode_step(op)
        return Done(reload=True)

    def _drop(self, places: list[int]) -> None:
        if places:
            self.table.remove([self.table.keys.id(i) for i in places])
            self.deck.forget()

    def _place(self, id_: str, before: str | None) -> None:
        if before == id_:
            return
        rest = [i for i in self.order if i != id_]
        if before is not None and before not in rest:
            raise Refused(f"There is no step {before!r}: it was removed meanwhile.", "steps", before)
        at = len(rest) if before is None else rest.index(before)
        self.order = [*rest[:at], id_, *rest[at:]]

    def _recode_step(self, op: Set) -> None:
        stage, step = self._pair(op.id)
        value = op.value["v"] if isinstance(op.value, dict) else op.value
        if op.column == "name":
            if not isinstance(value, str) or not value.strip():
                raise Refused("A step needs a name.", "steps", op.id, "name")
            new = (stage, value)
        elif op.column == "stage":
            new = (self.stage_refs.by_id.get(str(value)), step)
            self.step_stage[op.id] = value if value in self.stage_refs.by_id else None
        else:
            raise Refused(
                f"A step of a long list has a name and a stage only, not “{op.column}”.", "steps", op.id
            )
        if new != (stage, step) and new in self.step_refs.by_value:
            raise Refused(f"There is already a step “{keys.text(new[1])}” there.", "steps", op.id, op.column)
        where = [i for i, cell in enumerate(self._cells()) if cell[0] == op.id]
        self._write("step", where, new[1])
        self._write("stage", where, new[0])
        self.step_refs.rename(op.id, new)
        self.deck.forget()

    def _write(self, what: str, where: list[int], value: Any) -> None:
        if what in self.at:
            for i in where:
                self.table.set(self.table.keys.id(i), self.at[what], value)

    def _stage(self, op: Op) -> Done:
        if "stage" not in self.at:
            raise Refused("This list has no column for stages: add one named “stage”.", "stages", op.id)
        if isinstance(op, Insert):
            self.stage_refs.add(_free(str(op.row.get("name") or "New stage"), None, self.stage_refs), op.id)
        elif isinstance(op, Set) and op.column == "name":
            self._rename_stage(op)
        return Done(reload=True)

    def _rename_stage(self, op: Set) -> None:
        new = op.value["v"] if isinstance(op.value, dict) else op.value
        if op.id not in self.stage_refs.by_id or not isinstance(new, str) or not new.strip():
            raise Refused("A stage needs a name.", "stages", op.id, "name")
        old = self.stage_refs.by_id[op.id]
        if new != old and new in self.stage_refs.by_value:
            raise Refused(
                f"There is already a stage “{new}”: move the steps there instead.", "stages", op.id, "name"
            )
        self._write("stage", [i for i, v in enumerate(self._raw("stage")) if v == old], new)
        for id_, pair in list(self.step_refs.by_id.items()):
            stage, step = self._pair(id_)
            if stage == old and pair is not None:
                self.step_refs.rename(id_, (new, step))
        self.stage_refs.rename(op.id, new)
        self.deck.forget()

    def _lane(self, op: Op) -> Done:
        if isinstance(op, Insert):
            self._know_lane(
                _free(str(op.row.get("name") or "New lane"), None, self.lane_refs), op.id, op.before
            )
            return Done(reload=True)
        lane = self.arrangement.lane(op.id)
        if isinstance(op, Remove):
            self._drop([i for i, cell in enumerate(self._cells()) if cell[1] == op.id])
            self.arrangement.order = [other for other in self.arrangement.order if other.id != op.id]
            self.lane_refs.by_value.pop(self.lane_refs.by_id.pop(op.id), None)
            return Done(reload=True)
        if isinstance(op, Move):
            self.arrangement.move(op.id, op.before)
            return Done(told=[op])
        if op.column != "name":
            self.arrangement.set(op)
            return Done(told=[op])
        return self._rename_lane(lane, op)

    def _rename_lane(self, lane: Lane, op: Set) -> Done:
        new = op.value["v"] if isinstance(op.value, dict) else op.value
        if not isinstance(new, str) or not new.strip():
            raise Refused("A lane needs a name.", "lanes", op.id, "name")
        if new in self.lane_refs.by_value and self.lane_refs.by_value[new] != op.id:
            raise Refused(f"There is already a lane “{new}”.", "lanes", op.id, "name")
        self._write("lane", [i for i, cell in enumerate(self._cells()) if cell[1] == op.id], new)
        self.lane_refs.rename(op.id, new)
        self.arrangement.put(replace(lane, name=new))
        self.deck.forget()
        return Done(reload=True)
