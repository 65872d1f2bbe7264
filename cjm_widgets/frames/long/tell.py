"""What changed in a long list, told to pages; finding and reading in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cjm_widgets.frames import wire
from cjm_widgets.frames.compare import Difference
from cjm_widgets.frames.deck import tell_cards
from cjm_widgets.frames.finding import Hit, first, hit, matches
from cjm_widgets.frames.source import Saved
from cjm_widgets.model.edits import Op

from .edits import LongEdits


class Long(LongEdits):
    """One row per card."""

    def tell(self, before: Saved, differences: Mapping[str, Difference]) -> list[Op] | None:
        difference = differences["cards"]
        self.deck.forget()
        steps, lanes = len(self.step_refs.by_id), len(self.lane_refs.by_id)
        cells = self._cells()
        if len(self.step_refs.by_id) != steps or len(self.lane_refs.by_id) != lanes:
            return None  # Python brought in a step or a lane
        known = set(self.order)
        if any(step not in known for step, _ in cells) or self._orphans(cells, before):
            return None
        return tell_cards(
            self.deck, difference, before.keys["cards"].ids, self._card_value, self._card_row, self._named
        )

    def _orphans(self, cells: list[tuple[str | None, str | None]], before: Saved) -> bool:
        return any(
            lane is not None and all(o.id != lane for o in self.arrangement.order) for _, lane in cells
        )

    def _named(self, column: str) -> str | None:
        for what, name in self.at.items():
            if name == column:
                return "step" if what == "stage" else what
        return column if column in self._fields() else None

    def side(self) -> Any:
        refs = (self.stage_refs.copy(), self.step_refs.copy(), self.lane_refs.copy())
        return refs, dict(self.step_stage), list(self.order), self.arrangement.copy()

    def put_side(self, side: Any) -> None:
        (stage, step, lane), step_stage, order, arrangement = side
        self.stage_refs, self.step_refs, self.lane_refs = stage.copy(), step.copy(), lane.copy()
        self.step_stage, self.order, self.arrangement = dict(step_stage), list(order), arrangement.copy()
        self.deck.forget()

    def side_text(self) -> str:
        return super().side_text() + repr(
            [self.order, self.step_stage]
            + [
                sorted(refs.by_id.items(), key=str)
                for refs in (self.step_refs, self.stage_refs, self.lane_refs)
            ]
        )

    def read(self, table: str, id_: str, column: str) -> Any:
        value = self.table.get(id_, self.at["text"] if column == "text" else column)
        return value if isinstance(value, str) else wire.value(value)

    def find(self, words: str, most: int) -> tuple[int, list[Hit]]:
        place = {id_: i for i, id_ in enumerate(self.order)}
        hits = [
            hit(i, id_) for id_, i in place.items() if words.casefold() in self._step_name(id_).casefold()
        ]
        cells, ids = self._cells(), self.table.keys
        for at in matches(self.table.frame.iloc[:, self.table.column(self.at["text"])], words):
            step, lane = cells[at]
            if step in place:
                hits.append(hit(place[step], step, lane, ids.id(at)))
        return first(hits, most)
