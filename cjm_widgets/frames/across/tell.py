"""What changed in a sheet that lies across, told to pages; finding and reading in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjm_widgets.frames import wire
from cjm_widgets.frames.compare import Difference
from cjm_widgets.frames.finding import Hit, first, hit, matches
from cjm_widgets.frames.lanes import kind_of
from cjm_widgets.frames.source import Saved
from cjm_widgets.model.edits import Op, Set

from .edits import AcrossEdits


class Across(AcrossEdits):
    """One row per lane, one column per step."""

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
            out.append(
                Set(
                    "steps",
                    at_column[w.column],
                    lane.id,
                    self._value(at_column[w.column], lane),
                    wire.value(w.old),
                )
            )
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

    def find(self, words: str, most: int) -> tuple[int, list[Hit]]:
        hits = []
        for position, (id_, at) in enumerate(self._step_at.items()):
            if words.casefold() in self._name(id_).casefold():
                hits.append(hit(position, id_))
            rows = matches(self.table.frame.iloc[:, at], words)
            hits += [hit(position, id_, self._lanes[row].id) for row in rows]
        return first(hits, most)
