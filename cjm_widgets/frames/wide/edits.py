"""Edits of a frame with one row per step."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import Any

import pandas as pd

from cjm_widgets.frames import inplace, keys, wire
from cjm_widgets.frames.lanes import ADDED, Lane
from cjm_widgets.frames.shapes import Field
from cjm_widgets.frames.source import Done, choices
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused

from .sheet import WideSheet, _relevel


class WideEdits(WideSheet):
    """Carries out operations."""

    def apply(self, op: Op) -> Done:
        if op.table == "steps":
            return self._apply_step(op)
        if op.table == "lanes":
            return self._apply_lane(op)
        if op.table == "stages":
            return self._apply_stage(op)
        raise Refused(f"This map keeps its texts in columns; it has no table {op.table!r}.", op.table, op.id)

    def _apply_step(self, op: Op) -> Done:
        if isinstance(op, Set):
            return self._set_step(op)
        if isinstance(op, Insert):
            self._insert_step(op)
        elif isinstance(op, Remove):
            self.table.remove([op.id])
        else:
            self.table.move(op.id, op.before)
        return Done()

    def _set_step(self, op: Set) -> Done:
        if op.column == "name":
            cell = self._set_name(op.id, op.value)
        elif op.column == "stage":
            cell = self._set_stage(op.id, op.value)
        else:
            cell = self.table.set(op.id, self.arrangement.lane(op.column).column or "", op.value)
        return Done(
            [cell], [Set("steps", op.id, op.column, self._value(op.id, op.column), wire.value(cell.value))]
        )

    def _set_name(self, id_: str, value: Any) -> Any:
        if not self.step:
            raise Refused(
                "These steps have no names to write: add a column “step”, or give step='…'.", "steps", id_
            )
        return self._write(id_, self.step, value)

    def _set_stage(self, id_: str, stage: Any) -> Any:
        if not self.stage:
            raise Refused("This frame has no column for stages: add one named “stage”.", "steps", id_)
        if stage is not None and stage not in self.refs.by_id:
            raise Refused(f"There is no stage {stage!r}.", "steps", id_, "stage")
        return self._write(id_, self.stage, None if stage is None else self.refs.by_id[stage], raw=True)

    def _write(self, id_: str, where: Field, value: Any, *, raw: bool = False) -> Any:
        if where.column is not None:
            if raw:
                self._allow(where.column, value)
            return self.table.set(id_, where.column, value)
        text = value["v"] if isinstance(value, dict) else value
        return self.table.relabel(id_, where.level or 0, text)

    def _allow(self, column: str, value: Any) -> None:
        """A new stage is a new choice of a categorical column; adding a stage was asked for in so many words."""
        series = self._series(column)
        if (
            isinstance(series.dtype, pd.CategoricalDtype)
            and value is not None
            and value not in series.cat.categories
        ):
            inplace.replace(self.frame, self.table.column(column), series.cat.add_categories([value]))

    def _insert_step(self, op: Insert) -> None:
        values: dict[str, Any] = {}
        stage = op.row.get("stage")
        if stage is not None and self.stage.column:
            if stage not in self.refs.by_id:
                raise Refused(f"There is no stage {stage!r}.", "steps", op.id, "stage")
            values[self.stage.column] = self.refs.by_id[stage]
            self._allow(self.stage.column, values[self.stage.column])
        if op.row.get("name") is not None and self.step.column:
            values[self.step.column] = op.row["name"]
        for lane in self.arrangement.order:
            if op.row.get(lane.id) is not None and lane.column:
                values[lane.column] = op.row[lane.id]
        self.table.insert(op.id, values, op.before, label=self._label(op))

    def _label(self, op: Insert) -> Any:
        if self.step.level is None or not isinstance(op.row.get("name"), str):
            return None
        name, stage = op.row["name"], self.refs.by_id.get(op.row.get("stage") or "")
        index = self.frame.index
        if not isinstance(index, pd.MultiIndex):
            return name if name not in index else None
        parts: list[Any] = [None] * index.nlevels
        if self.stage.level is not None:
            parts[self.stage.level] = stage
        for n in itertools.count(1):
            parts[self.step.level] = name if n == 1 else f"{name} ({n})"
            if tuple(parts) not in index:
                break
        return tuple(parts)

    def _apply_stage(self, op: Op) -> Done:
        if not self.stage:
            raise Refused("This frame has no column for stages: add one named “stage”.", "stages", op.id)
        if isinstance(op, Insert):
            name = op.row.get("name") or op.id
            if name in self.refs.by_value:
                raise Refused(f"There is already a stage “{name}”.", "stages", op.id, "name")
            self.refs.add(name, op.id)
            self.renamed[op.id] = name
            return Done(told=[Insert("stages", op.id, {"name": name})])
        if isinstance(op, Set) and op.column == "name":
            self._rename_stage(op)
            return Done(told=[Set("stages", op.id, "name", keys.text(self.refs.by_id[op.id]), op.old)])
        if isinstance(op, Move):
            return Done()  # stages stand where their steps stand
        if isinstance(op, Remove):
            return self._remove_stage(op)
        raise Refused(
            f"A stage of this frame has a name only; “{op.column}” needs a JourneyMap.", "stages", op.id
        )

    def _remove_stage(self, op: Remove) -> Done:
        if op.id not in self.refs.by_id:
            raise Refused(f"There is no stage {op.id!r}.", "stages", op.id)
        if self.stage.column is None:
            raise Refused(
                "The stages of this frame are labels of its rows: remove or relabel the rows.",
                "stages",
                op.id,
            )
        at, value = self.table.column(self.stage.column), self.refs.by_id[op.id]
        series = self.frame.iloc[:, at]
        if (series == value).any():
            inplace.replace(self.frame, at, series.where(series != value, None).astype(series.dtype))
        self.refs.remove(op.id)
        self.renamed[op.id] = None
        return Done(told=[op])

    def _rename_stage(self, op: Set) -> None:
        new = op.value["v"] if isinstance(op.value, dict) else op.value
        if op.id not in self.refs.by_id:
            raise Refused(f"There is no stage {op.id!r}.", "stages", op.id)
        if not new:
            raise Refused("A stage needs a name.", "stages", op.id, "name")
        old = self.refs.by_id[op.id]
        if new != old and new in self.refs.by_value:
            raise Refused(
                f"There is already a stage “{new}”: move the steps there instead.", "stages", op.id, "name"
            )
        self._recode(old, new)
        self.refs.rename(op.id, new)
        self.renamed[op.id] = new

    def _recode(self, old: Any, new: Any) -> None:
        if self.stage.column is None:
            self.frame.index = _relevel(self.frame.index, self.stage.level or 0, old, new)
            return
        at = self.table.column(self.stage.column)
        series = self.frame.iloc[:, at]
        if isinstance(series.dtype, pd.CategoricalDtype):
            if old in series.cat.categories:
                inplace.replace(self.frame, at, series.cat.rename_categories({old: new}))
        else:
            inplace.replace(self.frame, at, series.where(series != old, new).astype(series.dtype))

    def _apply_lane(self, op: Op) -> Done:
        if isinstance(op, Insert):
            self._insert_lane(op)
            return Done(reload=True)
        lane = self.arrangement.lane(op.id)
        if isinstance(op, Remove):
            self.table.drop(self.table.column(lane.column or ""))
            self.renew()
            return Done(reload=True)
        if isinstance(op, Move):
            self.arrangement.move(op.id, op.before)
            return Done(told=[op])
        return self._set_lane(lane, op)

    def _set_lane(self, lane: Lane, op: Set) -> Done:
        if op.column == "options":
            self.table.allow(lane.column or "", choices(op))
            return Done(reload=True)
        if op.column != "name":
            hidden = op.column == "visible" and bool(op.value) and not lane.visible
            self.arrangement.set(op)
            # A lane that was hidden travelled without its cells.
            return Done(told=[op], reload=hidden)
        name = op.value["v"] if isinstance(op.value, dict) else op.value
        if not isinstance(name, str) or not name.strip():
            raise Refused("A lane needs a name.", "lanes", op.id, "name")
        if name in self.table.columns:
            raise Refused(f"There is already a column “{name}”.", "lanes", op.id, "name")
        at = self.table.column(lane.column or "")
        if isinstance(self.frame.columns, pd.MultiIndex):
            raise Refused("Columns of several levels are renamed in Python.", "lanes", op.id, "name")
        inplace.rename(self.frame, at, name)
        self.arrangement.put(replace(lane, name=name, column=name))
        return Done(told=[Set("lanes", op.id, "name", name, op.old), Set("lanes", op.id, "column", op.id)])

    def _insert_lane(self, op: Insert) -> None:
        name = str(op.row.get("name") or "New lane")
        if name in self.table.columns:
            raise Refused(
                f"There is already a column “{name}”: give the lane another name.", "lanes", op.id, "name"
            )
        if isinstance(self.frame.columns, pd.MultiIndex):
            raise Refused("Columns of several levels are added in Python.", "lanes", op.id)
        dtype = ADDED.get(str(op.row.get("kind")), "str")
        at = (
            self.frame.shape[1]
            if op.before is None
            else self.table.column(self.arrangement.lane(op.before).column or "")
        )
        self.frame.insert(at, name, pd.Series([None] * len(self.frame), index=self.frame.index, dtype=dtype))
        self.arrangement.expect(name, op.id, op.before, str(op.row.get("kind") or "text"))
        self.renew()
