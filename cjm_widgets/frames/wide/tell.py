"""What changed in a frame with one row per step, told to pages; finding and reading in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from cjm_widgets.frames import keys, wire
from cjm_widgets.frames.compare import Difference
from cjm_widgets.frames.finding import Hit, first, hit, matches
from cjm_widgets.frames.source import Saved, placed, structure
from cjm_widgets.model.edits import Insert, Op, Remove, Set

from .edits import WideEdits
from .sheet import values


class Wide(WideEdits):
    """One row per step."""

    def tell(self, before: Saved, differences: Mapping[str, Difference]) -> list[Op] | None:
        difference = differences["steps"]
        ops: list[Op] = structure("steps", difference, self._row)
        fresh = {id_ for id_, _ in difference.inserted}
        written = (w for w in difference.written if w.id not in fresh)
        columns = self.table.columns
        ops += [
            op for w in written if (op := self._tell_cell(w.id, columns[w.column], w.old, before)) is not None
        ]
        if self.step.level is not None or self.stage.level is not None:
            ops += self._tell_labels(before, fresh)
        return [*self._new_stages(before), *placed(ops, before.keys["steps"].ids)] if ops else []

    def _new_stages(self, before: Saved) -> list[Op]:
        """Stages that Python brought in: a page learns of them before a step names them."""
        fresh = [i for i in self.refs.by_id if i not in before.side[0].by_id]
        return [Insert("stages", i, {"name": keys.text(self.refs.by_id[i])}) for i in fresh]

    def emptied(self, before: Saved) -> list[Op]:
        """A stage that Python emptied is gone, as it is from the frame; one that a person made waits for its first step."""
        if before.side[3] != self.stage or not self.stage:
            return []
        frames = (before.frames["steps"].frame, self.frame)
        try:
            then, now = (set(values(frame, self.stage).unique()) for frame in frames)
        except TypeError:  # a list is no stage
            return []
        gone = [id_ for id_, value in self.refs.by_id.items() if value in then and value not in now]
        for id_ in gone:
            self.refs.remove(id_)
        return [Remove("stages", id_) for id_ in gone]

    def _tell_cell(self, id_: str, column: str, old: Any, before: Saved) -> Op | None:
        if column == self.stage.column:
            known = before.side[0].by_value
            # A value nobody had asked for had no id then; it has the one it has now.
            was = None if pd.isna(old) else known.get(old, self.refs.by_value.get(old))
            now = self._value(id_, "stage")
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
        old = before.keys["steps"]
        ops: list[Op] = []
        for i, id_ in enumerate(self.table.keys.ids()):
            at = None if id_ in fresh else old.position(id_)
            if at is not None and old.index[at] != self.frame.index[i]:
                names = ("name", "stage") if self.stage.level is not None else ("name",)
                ops += [Set("steps", id_, name, self._value(id_, name)) for name in names]
        return ops

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

    def find(self, words: str, most: int) -> tuple[int, list[Hit]]:
        places = [("", self.step.column)] if self.step.column else []
        places += [(lane.id, lane.column) for lane in self.lanes() if lane.visible and lane.column]
        ids = self.table.keys
        return first(
            [
                hit(at, ids.id(at), lane)
                for lane, column in places
                for at in matches(self._series(column), words)
            ],
            most,
        )
