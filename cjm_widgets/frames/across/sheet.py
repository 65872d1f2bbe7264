"""A sheet that lies across: what a page is sent of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from cjm_widgets.frames import keys, wire
from cjm_widgets.frames.coerce import number
from cjm_widgets.frames.keys import Keys, Names
from cjm_widgets.frames.lanes import Lane, describe, kind_of, named, role_of
from cjm_widgets.frames.layers import name_customer
from cjm_widgets.frames.shapes import Reading
from cjm_widgets.frames.source import STAGE_COLUMNS, Source
from cjm_widgets.frames.stages import Refs, runs
from cjm_widgets.frames.table import Table
from cjm_widgets.model.errors import Refused


class AcrossSheet(Source):
    """One row per lane, one column per step."""

    kind = "across"

    def __init__(self, frame: pd.DataFrame, reading: Reading, title: str, note: str) -> None:
        self._title, self.note, self.lane_field = title, note, reading.lane
        self.table = Table("lanes", frame)
        self.tables = {"lanes": self.table}
        self.refs, self.step_names = Refs(), Names()
        self.looks: dict[str, dict[str, Any]] = {}
        self._lanes: list[Lane] = []
        self.renew()

    def renew(self) -> None:
        super().renew()
        if self.lane_field.column is not None and self.lane_field.column not in self.table.columns:
            raise Refused(
                f"The column “{self.lane_field.column}” that names the lanes is gone: bring it back.", "lanes"
            )
        self._step_keys = Keys(self.table.frame.columns, self.step_names)
        named = self.lane_field.column
        self._places = [i for i, column in enumerate(self.table.columns) if column != named]
        ids = [self._step_keys.id(i) for i in self._places]
        self._step_at = dict(zip(ids, self._places, strict=True))
        self._lanes = [self._lane(i, id_) for i, id_ in enumerate(self.table.keys.ids())]
        name_customer(self._lanes)

    def _lane(self, row: int, id_: str) -> Lane:
        name = self._lane_name(row)
        series = self._row_values(row)
        role = role_of(name)
        lane = named(id_, name, role, series)
        lane.kind = kind_of(series)
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
        rows = [
            [id_, self._name(id_), self._stage(id_), *(self._value(id_, lane) for lane in shown)]
            for id_ in ids
        ]
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
        return {
            "columns": ["id", *STAGE_COLUMNS],
            "rows": [[i, keys.text(self.refs.by_id[i]), None] for i in known],
        }

    def cards(self, steps: Sequence[str]) -> dict[str, Any]:
        return {"columns": ["id", "step", "lane", "text"], "rows": []}

    def runs(self) -> list[list[Any]] | None:
        columns = self.table.frame.columns[self._places]
        if not isinstance(columns, pd.MultiIndex):
            return [[None, len(columns)]] if len(columns) else []
        return runs(pd.Series(columns.get_level_values(0)), self.refs)


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
