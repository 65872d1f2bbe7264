"""A user's own frame, one row per step: what a page is sent of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from cjm_widgets.frames import keys, wire
from cjm_widgets.frames.arrange import Lanes
from cjm_widgets.frames.lanes import Lane, describe, lane_of
from cjm_widgets.frames.layers import name_customer
from cjm_widgets.frames.shapes import Field, Reading, emotion_of
from cjm_widgets.frames.source import STAGE_COLUMNS, Source
from cjm_widgets.frames.stages import Refs, runs
from cjm_widgets.frames.table import Table


class WideSheet(Source):
    """One row per step."""

    kind = "wide"

    def __init__(self, frame: pd.DataFrame, reading: Reading, title: str, note: str) -> None:
        self._title, self.note = title, note
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
        if self.emotion not in columns:
            self.emotion = emotion_of(self.frame)
        named = {self.step.column, self.stage.column}
        self.arrangement.keep(
            [c for c in columns if c not in named],
            lambda id_, c: lane_of(id_, c, self._series(c), emotion=c == self.emotion),
            lambda lane: self._describe(lane),
        )
        name_customer(self.arrangement.order)

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
        return {
            "columns": ["id", "name", "stage", *(lane.id for lane in shown)],
            "rows": [list(r) for r in rows],
        }

    def _names(self, part: pd.DataFrame, low: int) -> list[Any]:
        if not self.step:
            return [f"Step {low + i + 1}" for i in range(len(part))]
        return [
            v if isinstance(v, dict) else keys.text(v) or None for v in wire.values(values(part, self.step))
        ]

    def _stage_ids(self, part: pd.DataFrame) -> list[str | None]:
        return [self.refs.id(v) for v in values(part, self.stage)] if self.stage else [None] * len(part)

    def stages(self, ids: Iterable[str] | None = None) -> dict[str, Any]:
        known = self.refs.by_id if ids is None else [i for i in dict.fromkeys(ids) if i in self.refs.by_id]
        return {
            "columns": ["id", *STAGE_COLUMNS],
            "rows": [[i, keys.text(self.refs.by_id[i]), None] for i in known],
        }

    def cards(self, steps: Sequence[str]) -> dict[str, Any]:
        return {"columns": ["id", "step", "lane", "text"], "rows": []}

    def runs(self) -> list[list[Any]] | None:
        if not self.stage:
            return [[None, len(self.frame)]] if len(self.frame) else []
        return runs(values(self.frame, self.stage), self.refs)

    def _row(self, id_: str) -> dict[str, Any]:
        at = self.table.position(id_)
        table = self.steps(at, at + 1)
        return {
            c: v for c, v in zip(table["columns"][1:], table["rows"][0][1:], strict=True) if v is not None
        }

    def _value(self, id_: str, column: str) -> Any:
        at = self.table.position(id_)
        part = self.frame.iloc[at : at + 1]
        if column == "name":
            return self._names(part, at)[0]
        if column == "stage":
            return self._stage_ids(part)[0]
        return wire.values(part.iloc[:, self.table.column(self.arrangement.lane(column).column or "")])[0]


def values(part: pd.DataFrame, where: Field) -> pd.Series:
    """What stands in a column or a level of the index."""
    if where.column is not None:
        return part.iloc[:, keys.columns(part).index(where.column)]
    return pd.Series(part.index.get_level_values(where.level or 0), index=part.index)


def _relevel(index: pd.Index, level: int, old: Any, new: Any) -> Any:
    if not isinstance(index, pd.MultiIndex):
        return pd.Index([new if v == old else v for v in index], dtype=index.dtype, name=index.name)
    tuples = [tuple(new if i == level and v == old else v for i, v in enumerate(t)) for t in index]
    return pd.MultiIndex.from_tuples(tuples, names=index.names)
