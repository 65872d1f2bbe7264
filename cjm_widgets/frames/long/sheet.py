"""A user's own long list, one row per card: what a page is sent of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.frames.arrange import Lanes
from cjm_widgets.frames.deck import Deck
from cjm_widgets.frames.lanes import Lane, named, role_of
from cjm_widgets.frames.shapes import Reading
from cjm_widgets.frames.source import STAGE_COLUMNS, Source
from cjm_widgets.frames.stages import MOST_RUNS, Refs
from cjm_widgets.frames.table import Table
from cjm_widgets.model import schema
from cjm_widgets.model.errors import Refused

FIELDS = tuple(c.name for c in schema.CARDS.columns if c.name not in ("step", "lane", "text"))


class LongSheet(Source):
    """One row per card."""

    kind = "long"

    def __init__(self, frame: pd.DataFrame, reading: Reading, title: str, note: str) -> None:
        self._title, self.note = title, note
        self.table = Table("cards", frame)
        self.tables = {"cards": self.table}
        columns = {"step": reading.step, "stage": reading.stage, "lane": reading.lane, "text": reading.text}
        self.at = {what: field.column for what, field in columns.items() if field.column is not None}
        for what, field in columns.items():
            if field.level is not None:
                raise Refused(
                    f"A long list needs its {what} in a column, not in the index: call df.reset_index()."
                )
        self.stage_refs, self.step_refs, self.lane_refs = Refs(), Refs(), Refs()
        self.step_stage: dict[str, str | None] = {}
        self.order: list[str] = []
        self.arrangement = Lanes()
        self.deck = Deck(self.table, self._cells)
        self.renew()

    def renew(self) -> None:
        super().renew()
        missing = [what for what, column in self.at.items() if column not in self.table.columns]
        if missing:
            raise Refused(
                f"The column “{self.at[missing[0]]}” that held the {missing[0]} is gone: bring it back."
            )
        self.deck.forget()
        seen: dict[str, None] = {}
        for stage, step in zip(self._raw("stage"), self._raw("step"), strict=True):
            id_ = self.step_refs.id((_plain(stage), _plain(step)))
            if id_ is not None and id_ not in seen:
                seen[id_] = None
                self.step_stage[id_] = self.stage_refs.id(stage)
        self.order = [id_ for id_ in self.order if id_ in seen or id_ in self.step_stage]
        self.order += [id_ for id_ in seen if id_ not in set(self.order)]
        for lane in dict.fromkeys(v for v in self._raw("lane") if not _nothing(v)):
            self._know_lane(lane)

    def _raw(self, what: str) -> list[Any]:
        if what not in self.at:
            return [None] * len(self.table.frame)
        return self.table.frame.iloc[:, self.table.column(self.at[what])].tolist()

    def _cells(self) -> list[tuple[str | None, str | None]]:
        steps = zip(self._raw("stage"), self._raw("step"), strict=True)
        return [
            (self.step_refs.id((_plain(a), _plain(b))), self.lane_refs.id(lane))
            for (a, b), lane in zip(steps, self._raw("lane"), strict=True)
        ]

    def _know_lane(self, value: Any, id_: str | None = None, before: str | None = None) -> None:
        if value in self.lane_refs.by_value:
            return
        id_ = self.lane_refs.add(value, id_)
        name = keys.text(value)
        lane = named(id_, name, role_of(name))
        lane.kind, lane.column = "cards", None
        self.arrangement.order.append(lane)
        self.arrangement.move(id_, before)

    def size(self) -> int:
        return len(self.order)

    def lanes(self) -> list[Lane]:
        return self.arrangement.order

    def column(self, lane: Lane) -> pd.Series:
        return pd.Series(dtype=object)

    def steps(self, low: int, high: int) -> dict[str, Any]:
        rows = [[id_, self._step_name(id_), self.step_stage[id_]] for id_ in self.order[low:high]]
        return {"columns": ["id", "name", "stage"], "rows": rows}

    def _step_name(self, id_: str) -> str:
        return keys.text(self._pair(id_)[1]) or "(no step)"

    def _pair(self, id_: str) -> tuple[Any, Any]:
        if id_ not in self.step_refs.by_id:
            raise Refused(f"There is no step {id_!r}: it was removed meanwhile.", "steps", id_)
        pair: Any = self.step_refs.by_id[id_]
        return pair[0], pair[1]

    def stages(self, ids: Iterable[str] | None = None) -> dict[str, Any]:
        refs = self.stage_refs
        known = refs.by_id if ids is None else [i for i in dict.fromkeys(ids) if i in refs.by_id]
        return {
            "columns": ["id", *STAGE_COLUMNS],
            "rows": [[i, keys.text(refs.by_id[i]), None] for i in known],
        }

    def cards(self, steps: Sequence[str]) -> dict[str, Any]:
        places = self.deck.of(steps)
        return {"columns": ["id", "step", "lane", "text", *self._fields()], "rows": self._card_rows(places)}

    def _fields(self) -> list[str]:
        taken = set(self.at.values())
        return [f for f in FIELDS if f in self.table.columns and f not in taken]

    def _card_rows(self, places: list[int]) -> list[list[Any]]:
        rows = self.table.rows(places, [self.at["text"], *self._fields()])
        cells = self._cells_at(places)
        return [[row[0], *cell, *row[1:]] for row, cell in zip(rows, cells, strict=True)]

    def _cells_at(self, places: list[int]) -> list[tuple[str | None, str | None]]:
        part = self.table.frame.iloc[places]
        read = {w: part.iloc[:, self.table.column(c)].tolist() for w, c in self.at.items()}
        stage = read.get("stage", [None] * len(places))
        return [
            (self.step_refs.id((_plain(a), _plain(b))), self.lane_refs.id(c))
            for a, b, c in zip(stage, read["step"], read["lane"], strict=True)
        ]

    def runs(self) -> list[list[Any]] | None:
        out: list[list[Any]] = []
        for id_ in self.order:
            stage = self.step_stage[id_]
            if out and out[-1][0] == stage:
                out[-1][1] += 1
            else:
                out.append([stage, 1])
        return out if len(out) <= MOST_RUNS else None

    def _card_row(self, id_: str) -> dict[str, Any]:
        row = self._card_rows([self.table.position(id_)])[0]
        return {
            c: v
            for c, v in zip(["step", "lane", "text", *self._fields()], row[1:], strict=True)
            if v is not None
        }

    def _card_value(self, id_: str, column: str) -> Any:
        return self._card_row(id_).get(column)


def _nothing(value: Any) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))


def _plain(value: Any) -> Any:
    return None if _nothing(value) else value


def _free(name: str, stage: Any, refs: Refs) -> str:
    base, n = name, 1
    while name in refs.by_value or (stage, name) in refs.by_value:
        n += 1
        name = f"{base} ({n})"
    return name
