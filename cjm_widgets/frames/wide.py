"""A user's own frame with one row per step and a column per lane, bound as it is.

The columns that name the step and its stage are recognised, every other column is a lane. Lanes' order, height and
visibility are kept beside the frame, so that arranging the picture never touches the user's columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused

from . import inplace, keys, wire
from .arrange import Lanes
from .compare import Difference
from .lanes import Lane, describe, lane_of
from .shapes import Field, Reading
from .source import STAGE_COLUMNS, Done, Saved, Source, placed, structure
from .stages import Refs, runs
from .table import Table

ADDED = {"text": "str", "cards": "str", "chips": "category", "number": "float64", "emotion": "float64",
         "flag": "boolean", "duration": "timedelta64[us]", "time": "datetime64[us]"}  # fmt: skip
"""The dtype of a column a page adds, by the lane's kind."""


class Wide(Source):
    """One row per step."""

    kind = "wide"

    def __init__(self, frame: pd.DataFrame, reading: Reading, title: str, note: str) -> None:
        self.title, self.note = title, note
        self.table = Table("steps", frame)
        self.tables = {"steps": self.table}
        self.step, self.stage, self.emotion = reading.step, reading.stage, reading.emotion
        self.refs = Refs()
        self.renamed: dict[str, Any] = {}
        self.arrangement = Lanes()
        self.renew()

    @property
    def frame(self) -> pd.DataFrame:
        """The user's frame."""
        return self.table.frame

    def renew(self) -> None:
        """Read columns and lanes anew; a lane keeps its id, place and height while its column is there."""
        super().renew()
        columns = self.table.columns
        self.step, self.stage = (self._still(f) for f in (self.step, self.stage))
        named = {self.step.column, self.stage.column}
        self.arrangement.keep(
            [c for c in columns if c not in named],
            lambda id_, c: lane_of(id_, c, self._series(c), emotion=c == self.emotion),
            lambda lane: self._describe(lane),
        )

    def _still(self, where: Field) -> Field:
        if where.column is not None and where.column not in self.table.columns:
            return Field()
        gone = where.level is not None and where.level >= self.frame.index.nlevels
        return Field() if gone else where

    def _describe(self, lane: Lane) -> None:
        series = self._series(lane.column or "")
        if lane.kind != "emotion" or not pd.api.types.is_numeric_dtype(series.dtype):
            fresh = lane_of(lane.id, lane.column or "", series)
            lane.kind = fresh.kind
        describe(lane, series)

    def _series(self, column: str) -> pd.Series:
        return self.frame.iloc[:, self.table.column(column)]

    def column(self, lane: Lane) -> pd.Series:
        return self._series(lane.column or "")

    def side_text(self) -> str:
        return super().side_text() + repr(self.renamed)

    def size(self) -> int:
        return len(self.frame)

    def lanes(self) -> list[Lane]:
        return self.arrangement.order

    def steps(self, low: int, high: int) -> dict[str, Any]:
        shown = [lane for lane in self.arrangement.order if lane.visible]
        part = self.frame.iloc[low:high]
        cells = [wire.values(part.iloc[:, self.table.column(lane.column or "")]) for lane in shown]
        ids = self.table.keys.ids(low, high)
        rows = zip(ids, self._names(part, low), self._stage_ids(part), *cells, strict=True)
        return {"columns": ["id", "name", "stage", *(lane.id for lane in shown)], "rows": [list(r) for r in rows]}

    def _names(self, part: pd.DataFrame, low: int) -> list[Any]:
        if not self.step:
            return [f"Step {low + i + 1}" for i in range(len(part))]
        return [v if isinstance(v, dict) else keys.text(v) or None for v in wire.values(_values(part, self.step))]

    def _stage_ids(self, part: pd.DataFrame) -> list[str | None]:
        return [self.refs.id(v) for v in _values(part, self.stage)] if self.stage else [None] * len(part)

    def stages(self, ids: Iterable[str] | None = None) -> dict[str, Any]:
        known = self.refs.by_id if ids is None else [i for i in dict.fromkeys(ids) if i in self.refs.by_id]
        return {"columns": ["id", *STAGE_COLUMNS], "rows": [[i, keys.text(self.refs.by_id[i]), None] for i in known]}

    def cards(self, steps: Sequence[str]) -> dict[str, Any]:
        return {"columns": ["id", "step", "lane", "text"], "rows": []}

    def runs(self) -> list[list[Any]] | None:
        if not self.stage:
            return [[None, len(self.frame)]] if len(self.frame) else []
        return runs(_values(self.frame, self.stage), self.refs)

    # -- edits

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
        return Done([cell], [Set("steps", op.id, op.column, self._value(op.id, op.column), wire.value(cell.value))])

    def _set_name(self, id_: str, value: Any) -> Any:
        if not self.step:
            raise Refused("These steps have no names to write: add a column “step”, or give step='…'.", "steps", id_)
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
        if isinstance(series.dtype, pd.CategoricalDtype) and value is not None and value not in series.cat.categories:
            self.frame.isetitem(self.table.column(column), series.cat.add_categories([value]))

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
        parts[self.step.level] = name
        if self.stage.level is not None:
            parts[self.stage.level] = stage
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
        raise Refused(f"A stage of this frame has a name only; “{op.column}” needs a JourneyMap.", "stages", op.id)

    def _remove_stage(self, op: Remove) -> Done:
        if op.id not in self.refs.by_id:
            raise Refused(f"There is no stage {op.id!r}.", "stages", op.id)
        if self.stage.column is None:
            raise Refused("The stages of this frame are labels of its rows: remove or relabel the rows.", "stages", op.id)
        at, value = self.table.column(self.stage.column), self.refs.by_id[op.id]
        series = self.frame.iloc[:, at]
        if (series == value).any():
            self.frame.isetitem(at, series.where(series != value, None).astype(series.dtype))
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
            raise Refused(f"There is already a stage “{new}”: move the steps there instead.", "stages", op.id, "name")
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
                self.frame.isetitem(at, series.cat.rename_categories({old: new}))
        else:
            self.frame.isetitem(at, series.where(series != old, new).astype(series.dtype))

    def _apply_lane(self, op: Op) -> Done:
        if isinstance(op, Insert):
            self._insert_lane(op)
            return Done(reload=True)
        lane = self.arrangement.lane(op.id)
        if isinstance(op, Remove):
            inplace.drop(self.frame, self.table.column(lane.column or ""))
            self.renew()
            return Done(reload=True)
        if isinstance(op, Move):
            self.arrangement.move(op.id, op.before)
            return Done(told=[op])
        return self._set_lane(lane, op)

    def _set_lane(self, lane: Lane, op: Set) -> Done:
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
            raise Refused(f"There is already a column “{name}”: give the lane another name.", "lanes", op.id, "name")
        if isinstance(self.frame.columns, pd.MultiIndex):
            raise Refused("Columns of several levels are added in Python.", "lanes", op.id)
        dtype = ADDED.get(str(op.row.get("kind")), "str")
        at = self.frame.shape[1] if op.before is None else self.table.column(self.arrangement.lane(op.before).column or "")
        self.frame.insert(at, name, pd.Series([None] * len(self.frame), index=self.frame.index, dtype=dtype))
        self.arrangement.expect(name, op.id, op.before, str(op.row.get("kind") or "text"))
        self.renew()

    # -- telling

    def tell(self, before: Saved, differences: Mapping[str, Difference]) -> list[Op] | None:
        difference = differences["steps"]
        ops: list[Op] = structure("steps", difference, self._row)
        fresh = {id_ for id_, _ in difference.inserted}
        written = (w for w in difference.written if w.id not in fresh)
        columns = self.table.columns
        ops += [op for w in written if (op := self._tell_cell(w.id, columns[w.column], w.old, before)) is not None]
        if self.step.level is not None or self.stage.level is not None:
            ops += self._tell_labels(before, fresh)
        return [*self._new_stages(before), *placed(ops, before.keys["steps"].ids())] if ops else []

    def _new_stages(self, before: Saved) -> list[Op]:
        """Stages that Python brought in: a page learns of them before a step names them."""
        fresh = [i for i in self.refs.by_id if i not in before.side[0].by_id]
        return [Insert("stages", i, {"name": keys.text(self.refs.by_id[i])}) for i in fresh]

    def _tell_cell(self, id_: str, column: str, old: Any, before: Saved) -> Op | None:
        if column == self.stage.column:
            was, now = before.side[0].by_value.get(old) if not pd.isna(old) else None, self._value(id_, "stage")
            return None if was == now else Set("steps", id_, "stage", now, was)
        if column == self.step.column:
            return Set("steps", id_, "name", self._value(id_, "name"), wire.value(old))
        lane = self.arrangement.of(column)
        if lane is None or not lane.visible:
            return None
        return Set("steps", id_, lane.id, self._value(id_, lane.id), wire.value(old))

    def _tell_labels(self, before: Saved, fresh: set[str]) -> list[Op]:
        if before.frames["steps"].frame.index.identical(self.frame.index):
            return []
        old, ops = before.keys["steps"], []
        for i, id_ in enumerate(self.table.keys.ids()):
            at = None if id_ in fresh else old.position(id_)
            if at is not None and old.index[at] != self.frame.index[i]:
                names = ("name", "stage") if self.stage.level is not None else ("name",)
                ops += [Set("steps", id_, name, self._value(id_, name)) for name in names]
        return ops

    def _row(self, id_: str) -> dict[str, Any]:
        at = self.table.position(id_)
        table = self.steps(at, at + 1)
        return {c: v for c, v in zip(table["columns"][1:], table["rows"][0][1:], strict=True) if v is not None}

    def _value(self, id_: str, column: str) -> Any:
        at = self.table.position(id_)
        part = self.frame.iloc[at : at + 1]
        if column == "name":
            return self._names(part, at)[0]
        if column == "stage":
            return self._stage_ids(part)[0]
        return wire.values(part.iloc[:, self.table.column(self.arrangement.lane(column).column or "")])[0]

    def side(self) -> Any:
        return self.refs.copy(), self.arrangement.copy(), self.step, self.stage, dict(self.renamed)

    def put_side(self, side: Any) -> None:
        self.refs, self.arrangement = side[0].copy(), side[1].copy()
        self.step, self.stage = side[2:4]
        self.renamed = dict(side[4])

    def read(self, table: str, id_: str, column: str) -> Any:
        if column == "name" and self.step.column:
            return keys.text(self.table.get(id_, self.step.column))
        value = self.table.get(id_, self.arrangement.lane(column).column or "")
        return value if isinstance(value, str) else wire.value(value)

    def find(self, words: str, most: int) -> tuple[int, list[dict[str, Any]]]:
        total, hits = 0, []
        named = self.step.column
        places = [("", named)] if named else []
        places += [(lane.id, lane.column or "") for lane in self.lanes() if lane.visible]
        for lane, column in places:
            for at in matches(self._series(column), words):
                total += 1
                if len(hits) < most:
                    hits.append({"position": at, "step": self.table.keys.id(at), "lane": lane, "card": None})
        return total, sorted(hits, key=lambda hit: hit["position"])


def matches(series: pd.Series, words: str) -> list[int]:
    """The positions where a column's text holds the words, upper or lower case."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype(object)
    texts = series if isinstance(series.dtype, pd.StringDtype) else series.map(_searchable).astype("str")
    found = texts.str.contains(words, case=False, regex=False, na=False)
    return [i for i, hit in enumerate(found.tolist()) if hit]


def _searchable(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return keys.text(value)


def _values(part: pd.DataFrame, where: Field) -> pd.Series:
    if where.column is not None:
        return part.iloc[:, keys.columns(part).index(where.column)]
    return pd.Series(part.index.get_level_values(where.level or 0), index=part.index)


def _relevel(index: pd.Index, level: int, old: Any, new: Any) -> pd.Index:
    if not isinstance(index, pd.MultiIndex):
        return pd.Index([new if v == old else v for v in index], dtype=index.dtype, name=index.name)
    tuples = [tuple(new if i == level and v == old else v for i, v in enumerate(t)) for t in index]
    return pd.MultiIndex.from_tuples(tuples, names=index.names)
