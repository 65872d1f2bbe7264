"""A map as a reader makes it, row by row: ids from names, lanes made when first used."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.frames.layers import SIDES, carrier_of, role_of
from cjm_widgets.frames.tables import complete
from cjm_widgets.model import schema

Row = dict[str, Any]


class Draft:
    """Stages, steps, lanes and cards as they are read; ``done`` makes the map of them.

    >>> draft = Draft()
    >>> draft.card(draft.step("Pays", draft.stage("Buy"), emotion=1.0), draft.lane("Actions"), "Enters card")
    'actions-pays-1'
    >>> draft.done().tables["steps"]["emotion"].to_dict()
    {'pays': 1.0}
    """

    def __init__(self, **meta: Any) -> None:
        self.meta = {k: v for k, v in meta.items() if v not in (None, "")}
        self.rows: dict[str, dict[str, Row]] = {}
        self._lanes: dict[tuple[str, str | None], str] = {}
        self._next: dict[str, int] = {}

    def add(self, table: str, wish: str, row: Row) -> str:
        """A row under an id like ``wish``; gives the id."""
        rows = self.rows.setdefault(table, {})
        base = slug(wish) or (schema.TABLES[table].index[0] if table in schema.TABLES else "row")
        id_, number = base, self._next.get(f"{table}/{base}", 2)
        while id_ in rows:
            id_, number = f"{base}-{number}", number + 1
        self._next[f"{table}/{base}"] = number
        rows[id_] = {k: v for k, v in row.items() if v is not None}
        return id_

    def stage(self, name: str, **more: Any) -> str:
        """A stage."""
        return self.add("stages", name, {"name": name, **more})

    def step(self, name: str | None, stage: str | None = None, **more: Any) -> str:
        """A step after the last."""
        return self.add("steps", name or "step", {"stage": stage, "name": name, **more})

    def lane(self, name: str, role: str | None = None, kind: str = "cards", **more: Any) -> str:
        """The lane of that name and role, made when first asked for; the role is told by the name where it is not said."""
        role = role or role_of(name)
        if (name, role) not in self._lanes:
            row = {"name": name, "kind": kind, "role": role, "side": SIDES.get(role or "", "customer"),
                   "carrier": carrier_of(name, role), **more}  # fmt: skip
            self._lanes[name, role] = self.add("lanes", name, row)
        return self._lanes[name, role]

    def card(self, step: str, lane: str, text: str, **more: Any) -> str:
        """A card in a cell."""
        count = self._next[f"cell/{lane}/{step}"] = self._next.get(f"cell/{lane}/{step}", 0) + 1
        return self.add("cards", f"{lane}-{step}-{count}", {"step": step, "lane": lane, "text": text, **more})

    def curve(self) -> None:
        """The lane that draws the emotion of the steps."""
        self.lane("Emotion", "emotion", "emotion", column="emotion")

    def done(self) -> MapFile:
        """The map."""
        tables = {name: self._frame(name) for name in (*schema.TABLES, *self.rows) if self.rows.get(name)}
        return MapFile(self.meta, tables)

    def _frame(self, name: str) -> pd.DataFrame:
        rows = self.rows[name]
        if name in schema.TABLES and len(schema.TABLES[name].index) > 1:
            return complete(name, pd.DataFrame(list(rows.values())))
        frame = pd.DataFrame(list(rows.values()), index=pd.Index(list(rows), dtype="str"))
        if name in schema.TABLES:
            return complete(name, frame.rename_axis(schema.TABLES[name].index[0]))
        return frame


def slug(name: str) -> str:
    """A name as an id: letters, digits and hyphens, at most 40.

    >>> slug("  Checks menus & prices! ")
    'checks-menus-prices'
    """
    return re.sub(r"[\W_]+", "-", str(name).strip().casefold())[:40].strip("-")
