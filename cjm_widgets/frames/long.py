"""A user's own long list, one row per card, bound as it is: columns for the stage, the step, the lane and the text.

Steps, stages and lanes are the values of their columns. A step or lane that has no card yet, and the order they are
drawn in, are kept beside the frame.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from cjm_widgets.model import schema
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused

from . import keys, wire
from .arrange import Lanes
from .compare import Difference
from .deck import Deck, tell_cards
from .lanes import Lane, role_of
from .shapes import Reading
from .source import STAGE_COLUMNS, Done, Saved, Source
from .stages import MOST_RUNS, Refs
from .table import Table
from .wide import matches

FIELDS = tuple(c.name for c in schema.CARDS.columns if c.name not in ("step", "lane", "text"))


class Long(Source):
    """One row per card."""

    kind = "long"

    def __init__(self, frame: pd.DataFrame, reading: Reading, title: str, note: str) -> None:
        self.title, self.note = title, note
        self.table = Table("cards", frame)
        self.tables = {"cards": self.table}
        columns = {"step": reading.step, "stage": reading.stage, "lane": reading.lane, "text": reading.text}
        self.at = {what: field.column for what, field in columns.items() if field.column is not None}
        for what, field in columns.items():
            if field.level is not None:
                raise Refused(f"A long list needs its {what} in a column, not in the index: call df.reset_index().")
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
            raise Refused(f"The column “{self.at[missing[0]]}” that held the {missing[0]} is gone: bring it back.")
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
        self.arrangement.order.append(Lane(id_, name, "cards", role_of(name)))
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
        return {"columns": ["id", *STAGE_COLUMNS], "rows": [[i, keys.text(refs.by_id[i]), None] for i in known]}

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

    # -- edits

    def apply(self, op: Op) -> Done:
        return {"cards": self._card, "steps": self._step, "stages": self._stage, "lanes": self._lane}[op.table](op)

    def _card(self, op: Op) -> Done:
        if isinstance(op, Set):
            return self._set_card(op)
        if isinstance(op, Insert):
            cell = (op.row.get("step"), op.row.get("lane"))
            stage, step = self._pair(str(cell[0]))
            values = {self.at["step"]: step, self.at["lane"]: self._lane_value(str(cell[1])), self.at["text"]: op.row.get("text")}
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
                raise Refused(f"This list has no column “{op.column}”: add it in Python.", "cards", op.id, op.column)
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
            raise Refused(f"A step of a long list has a name and a stage only, not “{op.column}”.", "steps", op.id)
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
            raise Refused(f"There is already a stage “{new}”: move the steps there instead.", "stages", op.id, "name")
        self._write("stage", [i for i, v in enumerate(self._raw("stage")) if v == old], new)
        for id_, pair in list(self.step_refs.by_id.items()):
            stage, step = self._pair(id_)
            if stage == old and pair is not None:
                self.step_refs.rename(id_, (new, step))
        self.stage_refs.rename(op.id, new)
        self.deck.forget()

    def _lane(self, op: Op) -> Done:
        if isinstance(op, Insert):
            self._know_lane(_free(str(op.row.get("name") or "New lane"), None, self.lane_refs), op.id, op.before)
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

    # -- telling

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
            self.deck, difference, before.keys["cards"].ids(), self._card_value, self._card_row, self._named
        )

    def _orphans(self, cells: list[tuple[str | None, str | None]], before: Saved) -> bool:
        return any(lane is not None and all(o.id != lane for o in self.arrangement.order) for _, lane in cells)

    def _named(self, column: str) -> str | None:
        for what, name in self.at.items():
            if name == column:
                return "step" if what == "stage" else what
        return column if column in self._fields() else None

    def _card_row(self, id_: str) -> dict[str, Any]:
        row = self._card_rows([self.table.position(id_)])[0]
        return {c: v for c, v in zip(["step", "lane", "text", *self._fields()], row[1:], strict=True) if v is not None}

    def _card_value(self, id_: str, column: str) -> Any:
        return self._card_row(id_).get(column)

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
            + [sorted(refs.by_id.items(), key=str) for refs in (self.step_refs, self.stage_refs, self.lane_refs)]
        )

    def read(self, table: str, id_: str, column: str) -> Any:
        value = self.table.get(id_, self.at["text"] if column == "text" else column)
        return value if isinstance(value, str) else wire.value(value)

    def find(self, words: str, most: int) -> tuple[int, list[dict[str, Any]]]:
        place = {id_: i for i, id_ in enumerate(self.order)}
        hits = [
            {"position": i, "step": id_, "lane": "", "card": None}
            for id_, i in place.items()
            if words.casefold() in self._step_name(id_).casefold()
        ]
        cells = self._cells()
        for at in matches(self.table.frame.iloc[:, self.table.column(self.at["text"])], words):
            step, lane = cells[at]
            hits.append({"position": place[step or ""], "step": step, "lane": lane, "card": self.table.keys.id(at)})
        return len(hits), sorted(hits, key=lambda hit: hit["position"])[:most]


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
