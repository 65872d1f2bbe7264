"""The tables of a ``JourneyMap`` as a page sees them: stages, steps, lanes and cards, each a frame of its own.

A column of steps that the package does not know is a lane too: ``m.steps["nps"] = ...`` is enough. The row for it in
``lanes`` is made when someone first arranges it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from cjm_widgets.model import schema
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused

from . import inplace, wire
from .compare import Difference
from .deck import Deck, tell_cards
from .lanes import Lane, describe, kind_of, role_of
from .source import STAGE_COLUMNS, Done, Saved, Source, placed, structure
from .stages import MOST_RUNS, Refs, runs
from .table import Table
from .wide import ADDED, matches

HEAD = ("moment_of_truth", "duration_low", "duration", "duration_high", "quote")
"""Columns of steps that are drawn in a step's header, not as lanes."""
KNOWN = frozenset(c.name for c in schema.STEPS.columns)
LOOKS = ("name", "hint", "kind", "role", "side", "source", "visible", "height")
CARDS = tuple(c.name for c in schema.CARDS.columns)


class Mapped(Source):
    """Four tables, and the others of a map under watch beside them."""

    kind = "map"

    def __init__(self, frames: Mapping[str, pd.DataFrame], title: str) -> None:
        self.title, self.note = title, ""
        self.tables = {name: Table(name, frame) for name, frame in frames.items()}
        self.deck = Deck(self.tables["cards"], self._cells)
        self._lanes: list[Lane] = []
        self.renew()

    def renew(self) -> None:
        super().renew()
        self.deck.forget()
        self._lanes = [self._lane(i, id_) for i, id_ in enumerate(self.tables["lanes"].keys.ids())]
        drawn = {lane.column for lane in self._lanes}
        steps = self.tables["steps"]
        self._lanes += [self._own(c) for c in steps.columns if c not in KNOWN and c not in drawn]

    def _lane(self, row: int, id_: str) -> Lane:
        held = {c: _plain(self._raw("lanes", row, c)) for c in (*LOOKS, "column")}
        lane = Lane(id_, str(held["name"] or id_), str(held["kind"] or "cards"))
        lane.role, lane.side = held["role"], held["side"] or "customer"
        lane.hint, lane.source = held["hint"], held["source"]
        lane.visible = held["visible"] is None or bool(held["visible"])
        lane.height = None if held["height"] is None else int(held["height"])
        if held["column"] in self.tables["steps"].columns:
            lane.column = held["column"]
            self._describe(lane)
        elif held["column"] is not None or lane.kind != "cards":
            lane.kind = "cards"  # its column is gone, or it never had one: it can hold cards
        return lane

    def _own(self, column: str) -> Lane:
        series = self._series(column)
        lane = Lane(column, column, kind_of(series), role_of(column), column=column)
        describe(lane, series)
        return lane

    def _describe(self, lane: Lane) -> None:
        series = self._series(lane.column or "")
        found = kind_of(series)
        if lane.kind == "cards" or (lane.kind == "emotion" and found != "number") or lane.kind not in ("emotion", found):
            lane.kind = found
        describe(lane, series)

    def _raw(self, table: str, row: int, column: str) -> Any:
        held = self.tables[table]
        return held.frame.iat[row, held.columns.index(column)] if column in held.columns else None

    def _series(self, column: str) -> pd.Series:
        steps = self.tables["steps"]
        return steps.frame.iloc[:, steps.column(column)]

    def _cells(self) -> list[tuple[str | None, str | None]]:
        frame = self.tables["cards"].frame
        at = [self.tables["cards"].columns.index(c) for c in ("step", "lane")]
        steps, lanes = (map(_plain, frame.iloc[:, i].tolist()) for i in at)
        return list(zip(steps, lanes, strict=True))

    # -- reading

    def size(self) -> int:
        return len(self.tables["steps"].frame)

    def lanes(self) -> list[Lane]:
        return self._lanes

    def column(self, lane: Lane) -> pd.Series:
        return self._series(lane.column or "")

    def steps(self, low: int, high: int) -> dict[str, Any]:
        table = self.tables["steps"]
        shown = [lane for lane in self._lanes if lane.visible and lane.column]
        head = [c for c in HEAD if c in table.columns and all(lane.id != c for lane in shown)]
        plain = ["name", "stage", *head]
        rows = table.rows(slice(low, high), [*plain, *(lane.column or "" for lane in shown)])
        return {"columns": ["id", *plain, *(lane.id for lane in shown)], "rows": rows}

    def stages(self, ids: Iterable[str] | None = None) -> dict[str, Any]:
        table = self.tables["stages"]
        columns = [c for c in STAGE_COLUMNS if c in table.columns]
        rows = table.rows(slice(0, len(table.frame)), columns)
        if ids is not None:
            wanted = set(ids)
            rows = [row for row in rows if row[0] in wanted]
        return {"columns": ["id", *columns], "rows": rows}

    def cards(self, steps: Sequence[str]) -> dict[str, Any]:
        table = self.tables["cards"]
        columns = [c for c in CARDS if c in table.columns]
        known = {lane.id for lane in self._lanes}
        rows = table.rows(self.deck.of(steps), columns)
        at = columns.index("lane") + 1
        return {"columns": ["id", *columns], "rows": [row for row in rows if row[at] in known]}

    def runs(self) -> list[list[Any]] | None:
        values = self.tables["steps"].frame.iloc[:, self.tables["steps"].column("stage")]
        found = runs(values, Refs())
        return found if found is None or len(found) <= MOST_RUNS else None

    # -- edits

    def apply(self, op: Op) -> Done:
        return {"stages": self._stage, "steps": self._step, "lanes": self._lane_op, "cards": self._card}[op.table](op)

    def _stage(self, op: Op) -> Done:
        if isinstance(op, Set):
            return self._set(op)
        if isinstance(op, Remove):
            steps = self.tables["steps"]
            for at in self._where("steps", "stage", op.id):
                steps.set(steps.keys.id(at), "stage", None)
        self._structure(op)
        return Done()

    def _step(self, op: Op) -> Done:
        if isinstance(op, Set):
            if op.column == "stage" and op.value is not None:
                self.tables["stages"].position(str(op.value))
            return self._set(op)
        if isinstance(op, Remove):
            self._drop_cards("step", op.id)
        if isinstance(op, Insert):
            row = {self._column_of(c): v for c, v in op.row.items()}
            op = Insert(op.table, op.id, row, op.before)
        self._structure(op)
        return Done()

    def _card(self, op: Op) -> Done:
        table = self.tables["cards"]
        if isinstance(op, Set):
            if op.column in ("step", "lane") and op.value is not None:
                self._there(op.column, str(op.value))
            done = self._set(op)
            self.deck.forget()
            return done if op.column not in ("step", "lane") else Done()
        if isinstance(op, Insert):
            cell = (op.row.get("step"), op.row.get("lane"))
            self._there("step", str(cell[0]))
            self._there("lane", str(cell[1]))
            table.insert(op.id, op.row, None, self.deck.target(op.before, cell))
        elif isinstance(op, Remove):
            table.remove([op.id])
        else:
            at = table.position(op.id)
            cell = (_plain(self._raw("cards", at, "step")), _plain(self._raw("cards", at, "lane")))
            table.move(op.id, None, self.deck.target(op.before, cell))
        self.deck.forget()
        return Done()

    def _there(self, what: str, id_: str) -> None:
        if what == "step":
            self.tables["steps"].position(id_)
        elif all(lane.id != id_ for lane in self._lanes):
            raise Refused(f"There is no lane {id_!r}: it was removed meanwhile.", "lanes", id_)

    def _set(self, op: Set) -> Done:
        table = self.tables[op.table]
        column = self._column_of(op.column) if op.table == "steps" else op.column
        fresh = column not in table.columns
        if fresh:
            self._add_known(op.table, column)
        cell = table.set(op.id, column, op.value)
        if fresh:
            return Done(reload=True)
        return Done([cell], [Set(op.table, op.id, op.column, self._told(op.table, op.id, column), wire.value(cell.value))])

    def _add_known(self, table: str, column: str) -> None:
        """A column the package knows and this map lacks is made when first written to."""
        known = schema.TABLES[table].column(column)
        if known is None:
            raise Refused(f"There is no column {column!r} in {table}: add it in Python, m.{table}[{column!r}] = …", table)
        dtype = {"number": "float64", "integer": "Int64", "bool": "boolean", "duration": "timedelta64[us]"}.get(known.type, "str")
        self.tables[table].frame[column] = pd.Series(index=self.tables[table].frame.index, dtype=dtype)

    def _told(self, table: str, id_: str, column: str) -> Any:
        held = self.tables[table]
        at = held.position(id_)
        return wire.values(held.frame.iloc[at : at + 1, held.column(column)])[0]

    def _column_of(self, id_: str) -> str:
        lane = next((lane for lane in self._lanes if lane.id == id_ and lane.column), None)
        return lane.column or id_ if lane is not None else id_

    def _structure(self, op: Op) -> None:
        table = self.tables[op.table]
        if isinstance(op, Insert):
            unknown = [c for c in op.row if c not in table.columns]
            for column in unknown:
                self._add_known(op.table, column)
            table.insert(op.id, op.row, op.before)
        elif isinstance(op, Remove):
            table.remove([op.id])
        elif isinstance(op, Move):
            table.move(op.id, op.before)

    def _where(self, table: str, column: str, value: str) -> list[int]:
        held = self.tables[table]
        return [i for i, v in enumerate(held.frame.iloc[:, held.column(column)].tolist()) if v == value]

    def _drop_cards(self, column: str, id_: str) -> None:
        table = self.tables["cards"]
        gone = [table.keys.id(at) for at in self._where("cards", column, id_)]
        if gone:
            table.remove(gone)
            self.deck.forget()

    def _lane_op(self, op: Op) -> Done:
        if isinstance(op, Insert):
            return self._add_lane(op)
        self._write_down(op.id)
        if isinstance(op, Move):
            if op.before is not None:
                self._write_down(op.before)
            self._structure(op)
        elif isinstance(op, Remove):
            self._remove_lane(op)
        else:
            return self._set_lane(op)
        self.renew()
        return Done(reload=True)

    def _add_lane(self, op: Insert) -> Done:
        kind = str(op.row.get("kind") or "cards")
        row = {c: v for c, v in op.row.items() if c in LOOKS}
        if op.before is not None:
            self._write_down(op.before)
        if kind not in ("cards", "text"):
            column = self._free(str(op.row.get("name") or "New lane"))
            steps = self.tables["steps"].frame
            steps[column] = pd.Series([None] * len(steps), index=steps.index, dtype=ADDED.get(kind, "str"))
            row["column"] = column
        self._structure(Insert("lanes", op.id, {**row, "kind": "cards" if kind == "text" else kind}, op.before))
        self.renew()
        return Done(reload=True)

    def _free(self, name: str) -> str:
        columns, column, n = self.tables["steps"].columns, name, 1
        while column in columns or column in KNOWN:
            n += 1
            column = f"{name} ({n})"
        return column

    def _remove_lane(self, op: Remove) -> None:
        lane = next(lane for lane in self._lanes if lane.id == op.id)
        self._drop_cards("lane", op.id)
        if lane.column is not None and lane.column not in KNOWN:
            inplace.drop(self.tables["steps"].frame, self.tables["steps"].column(lane.column))
            self.tables["steps"].forget()
        self.tables["lanes"].remove([op.id])

    def _write_down(self, id_: str) -> None:
        """Give a lane that a column made a row of its own."""
        if self.tables["lanes"].keys.position(id_) is not None:
            return
        lane = next((lane for lane in self._lanes if lane.id == id_), None)
        if lane is None:
            raise Refused(f"There is no lane {id_!r}: it was removed meanwhile.", "lanes", id_)
        row = {"name": lane.name, "kind": lane.kind, "role": lane.role, "side": lane.side, "column": lane.column}
        row |= {"visible": lane.visible}
        self._structure(Insert("lanes", id_, {k: v for k, v in row.items() if v is not None}, None))

    def _set_lane(self, op: Set) -> Done:
        if op.column not in LOOKS or op.column == "kind":
            raise Refused(f"“{op.column}” of a lane is not changed here.", "lanes", op.id, op.column)
        if op.column == "name" and not (isinstance(op.value, str) and op.value.strip()):
            raise Refused("A lane needs a name.", "lanes", op.id, "name")
        if op.column == "visible":
            op = Set(op.table, op.id, op.column, op.value is not False, op.old)
        self._set(op)
        self.renew()
        return Done(reload=True)

    # -- telling

    def tell(self, before: Saved, differences: Mapping[str, Difference]) -> list[Op] | None:
        if differences["lanes"].size:
            return None  # kinds, columns and ranges may all be others
        ops: list[Op] = []
        for name in ("stages", "steps"):
            ops += self._tell_table(name, before, differences[name])
        order = before.keys["cards"].ids() if differences["cards"].size else []
        ops += tell_cards(self.deck, differences["cards"], order, self._card_value, self._card_row, self._card_column)
        return ops

    def _tell_table(self, name: str, before: Saved, difference: Difference) -> list[Op]:
        if not difference.size:
            return []
        columns = self.tables[name].columns
        ops = structure(name, difference, lambda id_: self._row(name, id_))
        fresh = {id_ for id_, _ in difference.inserted}
        for w in difference.written:
            told = self._page_column(name, columns[w.column])
            if w.id not in fresh and told is not None:
                ops.append(Set(name, w.id, told, self._told(name, w.id, columns[w.column]), wire.value(w.old)))
        return placed(ops, before.keys[name].ids())

    def _page_column(self, table: str, column: str) -> str | None:
        if table == "stages":
            return column if column in STAGE_COLUMNS else None
        lane = next((lane for lane in self._lanes if lane.column == column), None)
        if lane is not None:
            return lane.id if lane.visible else None
        return column if column in ("name", "stage", *HEAD) else None

    def _row(self, table: str, id_: str) -> dict[str, Any]:
        if table == "stages":
            wired = self.stages([id_])
        else:
            at = self.tables["steps"].position(id_)
            wired = self.steps(at, at + 1)
        return {c: v for c, v in zip(wired["columns"][1:], wired["rows"][0][1:], strict=True) if v is not None}

    def _card_column(self, column: str) -> str | None:
        return column if column in CARDS else None

    def _card_row(self, id_: str) -> dict[str, Any]:
        table = self.tables["cards"]
        columns = [c for c in CARDS if c in table.columns]
        row = table.rows([table.position(id_)], columns)[0]
        return {c: v for c, v in zip(columns, row[1:], strict=True) if v is not None}

    def _card_value(self, id_: str, column: str) -> Any:
        return self._told("cards", id_, column)

    def side(self) -> Any:
        return [lane.wire() for lane in self._lanes]

    def put_side(self, side: Any) -> None:
        self.renew()

    def read(self, table: str, id_: str, column: str) -> Any:
        if table not in ("stages", "steps", "cards"):
            raise Refused(f"There is no table {table!r} to read.", table, id_)
        value = self.tables[table].get(id_, self._column_of(column) if table == "steps" else column)
        return value if isinstance(value, str) else wire.value(value)

    def find(self, words: str, most: int) -> tuple[int, list[dict[str, Any]]]:
        steps, cards = self.tables["steps"], self.tables["cards"]
        hits = []
        places = [("", "name"), *((lane.id, lane.column or "") for lane in self._lanes if lane.visible and lane.column)]
        for lane, column in places:
            for at in matches(self._series(column), words):
                hits.append({"position": at, "step": steps.keys.id(at), "lane": lane, "card": None})
        seen = {lane.id for lane in self._lanes if lane.visible}
        cells = self._cells()
        for at in matches(cards.frame.iloc[:, cards.column("text")], words):
            step, lane_id = cells[at]
            position = steps.keys.position(step or "")
            if position is not None and lane_id in seen:
                hits.append({"position": position, "step": step, "lane": lane_id, "card": cards.keys.id(at)})
        return len(hits), sorted(hits, key=lambda hit: hit["position"])[:most]


def _plain(value: Any) -> Any:
    return None if value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value))) else value


