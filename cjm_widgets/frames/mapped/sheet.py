"""The tables of a map: what a page is sent of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.frames.deck import Deck
from cjm_widgets.frames.lanes import Lane, describe, kind_of, role_of
from cjm_widgets.frames.source import Source
from cjm_widgets.frames.stages import MOST_RUNS, Refs, runs
from cjm_widgets.frames.table import Table
from cjm_widgets.model import schema

from . import ends

HEAD = (
    "moment_of_truth",
    "moment_reason",
    "duration_low",
    "duration",
    "duration_high",
    "wait",
    "quote",
    "opens",
)
"""Columns of steps that are drawn in a step's header, not as lanes."""
KNOWN = frozenset(c.name for c in schema.STEPS.columns)
LOOKS = ("name", "hint", "kind", "role", "side", "carrier", "source", "unit", "visible", "height")
AROUND = ("personas", "propositions", "improvements", "outcomes")
"""Tables a page holds whole, beside the four it draws."""
ALWAYS = ("personas", "propositions")
"""Those that are sent without rows, too."""
MOST_AROUND = 200
CONNECTED = ("links", "transitions")
"""Tables of what goes from one row to another."""
MOST_CONNECTED = 5_000
PROVIDER = ("frontstage", "backstage", "support")
STAGES = ("name", "goal", "time_frame")
MOST_FIELDS = 60
"""So many columns of cards travel; more is a table of its own."""


class MappedSheet(Source):
    """Four tables, and the others of a map under watch beside them."""

    kind = "map"

    def __init__(self, frames: Mapping[str, pd.DataFrame], meta: Mapping[str, Any]) -> None:
        self.meta, self.note = meta, ""
        self.tables = {name: Table(name, frame) for name, frame in frames.items()}
        self.deck = Deck(self.tables["cards"], self._cells)
        self._lanes: list[Lane] = []
        self.renew()

    @property
    def title(self) -> str:
        """What stands above the map."""
        return str(self.meta.get("title") or "")

    def renew(self) -> None:
        super().renew()
        self.deck.forget()
        self._lanes = [self._lane(i, id_) for i, id_ in enumerate(self.tables["lanes"].keys.ids())]
        drawn = {lane.column for lane in self._lanes}
        steps = self.tables["steps"]
        self._lanes += [self._own(c) for c in steps.columns if c not in KNOWN and c not in drawn]
        if self._paths_due():
            self._lanes.insert(self._paths_place(), self._paths_lane())

    def _moves(self) -> int:
        return len(self.tables["transitions"].frame) if "transitions" in self.tables else 0

    def _paths_due(self) -> bool:
        """Whether there are moves and no lane that draws them."""
        return self._moves() > 0 and all(lane.kind != "paths" for lane in self._lanes)

    def _paths_over(self) -> bool:
        """Whether a lane of moves that nobody arranged has none left."""
        written = self.tables["lanes"].keys
        drawn = (lane for lane in self._lanes if lane.kind == "paths")
        return not self._moves() and any(written.position(lane.id) is None for lane in drawn)

    def _paths_place(self) -> int:
        """Behind the customer's lanes, in front of the provider's."""
        places = (at for at, lane in enumerate(self._lanes) if lane.side in PROVIDER)
        return next(places, len(self._lanes))

    def _paths_lane(self) -> Lane:
        taken = {lane.id for lane in self._lanes}
        id_ = next(one for one in ("paths", *(f"paths ({n})" for n in range(2, 99))) if one not in taken)
        return Lane(id_, "Paths", "paths", "paths", hint="moves between steps", readonly=True)

    def _lane(self, row: int, id_: str) -> Lane:
        held = {c: _plain(self._raw("lanes", row, c)) for c in (*LOOKS, "column")}
        lane = Lane(id_, str(held["name"] or id_), str(held["kind"] or "cards"))
        lane.role, lane.side = held["role"], held["side"] or "customer"
        lane.hint, lane.source, lane.carrier = held["hint"], held["source"], held["carrier"]
        lane.unit = held["unit"]
        lane.visible = held["visible"] is None or bool(held["visible"])
        lane.height = None if held["height"] is None else int(held["height"])
        if held["column"] in self.tables["steps"].columns:
            lane.column = held["column"]
            self._describe(lane)
        elif lane.kind == "paths":
            lane.readonly = True
        elif held["column"] is not None or lane.kind != "cards":
            lane.kind = "cards"  # its column is gone, or it never had one: it can hold cards
        return lane

    def _own(self, column: str) -> Lane:
        series = self._series(column)
        lane = Lane(column, column, kind_of(series), role_of(column), column=column)
        if column.startswith(schema.FEELING) and lane.kind == "number":
            lane.kind, lane.role = "emotion", "emotion"
            lane.name = self._persona_name(column.removeprefix(schema.FEELING))
        describe(lane, series)
        return lane

    def _persona_name(self, id_: str) -> str:
        personas = self.tables.get("personas")
        at = personas.keys.position(id_) if personas is not None else None
        return keys.text(self._raw("personas", at, "name")) or id_ if at is not None else id_

    def _describe(self, lane: Lane) -> None:
        series = self._series(lane.column or "")
        found = kind_of(series)
        if (
            lane.kind == "cards"
            or (lane.kind == "emotion" and found != "number")
            or lane.kind not in ("emotion", found)
        ):
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
        columns = [c for c in STAGES if c in table.columns]
        rows = table.rows(slice(0, len(table.frame)), columns)
        if ids is not None:
            wanted = set(ids)
            rows = [row for row in rows if row[0] in wanted]
        return {"columns": ["id", *columns], "rows": rows}

    def cards(self, steps: Sequence[str]) -> dict[str, Any]:
        table = self.tables["cards"]
        columns = self._card_columns()
        known = {lane.id for lane in self._lanes}
        rows = table.rows(self.deck.of(steps), columns)
        at = columns.index("lane") + 1
        return {"columns": ["id", *columns], "rows": [row for row in rows if row[at] in known]}

    def around(self) -> dict[str, Any]:
        held = (name for name in AROUND if name in self.tables)
        return {name: self._whole(name) for name in held if name in ALWAYS or len(self.tables[name].frame)}

    def _whole(self, name: str) -> dict[str, Any]:
        table = self.tables[name]
        return {"columns": ["id", *table.columns], "rows": table.rows(slice(0, MOST_AROUND), table.columns)}

    def connected(self) -> dict[str, Any]:
        return {
            name: self._between(name)
            for name in CONNECTED
            if name in self.tables and len(self.tables[name].frame)
        }

    def _between(self, name: str) -> dict[str, Any]:
        table = self.tables[name]
        sent = list(range(min(len(table.frame), MOST_CONNECTED)))
        cut = {"size": len(table.frame), "from": 0} if len(sent) < len(table.frame) else {}
        return {"columns": ["id", *ends.columns(table)], "rows": ends.rows(table, sent)} | cut

    def _card_columns(self) -> list[str]:
        """The columns of cards that travel: where a card stands and what it says first, then all others."""
        first = [c for c in ("step", "lane", "text") if c in self.tables["cards"].columns]
        return [*first, *(c for c in self.tables["cards"].columns if c not in first)][:MOST_FIELDS]

    def runs(self) -> list[list[Any]] | None:
        values = self.tables["steps"].frame.iloc[:, self.tables["steps"].column("stage")]
        found = runs(values, Refs())
        return found if found is None or len(found) <= MOST_RUNS else None


def _plain(value: Any) -> Any:
    return None if value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value))) else value
