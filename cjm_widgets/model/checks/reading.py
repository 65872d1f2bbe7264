"""A map read once for all checks: who stands where, what rests on what. Standard library only; nothing here judges.

Values are taken as they come: a text where a number should be is simply no number here, and a rule of its own says so.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cjm_widgets.model.document import Document, Row, Rows
from cjm_widgets.model.schema import FEELING

from .arrows import Arrow, arrows, out_of, reached
from .values import filled, flat, number, quoted, text

NAME = {"cards": "text", "evidence": "text", "propositions": "text"}
"""The column that tells one row from another, where it is not its name."""
ASKED = ("interview", "survey", "ticket", "review")
"""Evidence in which customers speak for themselves."""
BLUEPRINT = ("frontstage", "backstage", "support")
NOT_THE_CUSTOMER = (*BLUEPRINT, "policy", "time", "staff_emotion", "metric", "opportunities", "paths")
"""Lanes that say nothing of what the customer does, meets or feels."""
OFFERS = ("product", "reliever", "creator")
"""Entries of a value proposition that answer a job, a pain or a gain."""
FELT = ("emotion", "thoughts", "motivations", "questions", "pain_points", "gains", "needs", "quotes")
"""Lanes that say how it is for the customer, beside what happens."""


@dataclass(frozen=True, slots=True)
class Item:
    """What stands in a cell: a card, or the text a column of steps holds there."""

    table: str
    id: str
    column: str
    lane: str
    role: str
    steps: tuple[str, ...]
    row: Row

    @property
    def name(self) -> str:
        """What it says, in quotes, shortened."""
        return quoted(text(self.row.get("text")) or self.id)

    @property
    def step(self) -> str | None:
        """The first step it stands in."""
        return self.steps[0] if self.steps else None


class Reading:
    """A document with the answers checks ask for again and again. ``today`` is the day they are asked for."""

    def __init__(self, document: Document, today: dt.date, codes: frozenset[str] = frozenset()) -> None:
        self.document, self.today, self.codes = _flat(document), today, codes
        self.meta = document.meta

    def rows(self, table: str) -> Iterator[tuple[str, Row]]:
        """The rows of a table in order."""
        held = self.document.table(table)
        return ((id_, held.rows[id_]) for id_ in held.order)

    def has(self, table: str, id_: object) -> bool:
        return id_ in self.document.table(table).rows

    def name(self, table: str, id_: str) -> str:
        """A row's name in quotes, shortened; its id where it has none."""
        row = self.document.table(table).rows.get(id_, {})
        return quoted(text(row.get(NAME.get(table, "name"))) or id_)

    @cached_property
    def steps(self) -> tuple[str, ...]:
        return self.document.table("steps").order

    @cached_property
    def _place(self) -> dict[str, int]:
        return {step: at for at, step in enumerate(self.steps)}

    def place(self, step: object) -> int | None:
        """How many steps stand before it; None where there is no such step."""
        return self._place.get(step) if isinstance(step, str) else None

    @cached_property
    def stage_of(self) -> dict[str, str]:
        """The stage of each step that has one."""
        found = ((step, row.get("stage")) for step, row in self.rows("steps"))
        return {step: str(stage) for step, stage in found if self.has("stages", stage)}

    @cached_property
    def steps_of(self) -> Mapping[str, Sequence[str]]:
        """The steps of each stage that has some."""
        out: dict[str, list[str]] = defaultdict(list)
        for step, stage in self.stage_of.items():
            out[stage].append(step)
        return out

    @cached_property
    def meaning(self) -> dict[str, str]:
        """What each lane means: its role, or its side of the service where the role says nothing."""
        return {id_: _meaning(row) for id_, row in self.rows("lanes")}

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """All cards in a lane there is, and the texts of lanes that draw a column."""
        cards = (self._card(id_, row) for id_, row in self.rows("cards") if row.get("lane") in self.meaning)
        return (*cards, *self._texts())

    def _card(self, id_: str, row: Row) -> Item:
        lane = str(row["lane"])
        return Item("cards", id_, "text", lane, self.meaning[lane], self._span(row), row)

    def _span(self, row: Row) -> tuple[str, ...]:
        first, last = self.place(row.get("step")), self.place(row.get("until"))
        return () if first is None else self.steps[first : max(first, first if last is None else last) + 1]

    def _texts(self) -> Iterator[Item]:
        for lane, row in self.rows("lanes"):
            column = row.get("column")
            if not isinstance(column, str) or row.get("kind") not in ("text", "chips", "cards"):
                continue
            for step, values in self.rows("steps"):
                if filled(values.get(column)):
                    yield Item(
                        "steps", step, column, lane, self.meaning[lane], (step,), {"text": values[column]}
                    )

    @cached_property
    def by_role(self) -> Mapping[str, Sequence[Item]]:
        out: dict[str, list[Item]] = defaultdict(list)
        for item in self.items:
            out[item.role].append(item)
        return out

    @cached_property
    def cells(self) -> Mapping[str, frozenset[str]]:
        """For each role, the steps in which something of it stands."""
        return {role: frozenset(s for i in found for s in i.steps) for role, found in self.by_role.items()}

    def in_steps(self, item: Item, *roles: str) -> bool:
        """Whether something of one of these roles stands in one of the item's steps."""
        return any(not self.cells.get(role, frozenset()).isdisjoint(item.steps) for role in roles)

    @cached_property
    def curves(self) -> Mapping[str, Mapping[str, float]]:
        """The emotion of each step that has one, by column: the map's own curve and those of personas."""
        out: dict[str, dict[str, float]] = defaultdict(dict)
        for step, row in self.rows("steps"):
            for column, value in row.items():
                felt = number(value) if column == "emotion" or column.startswith(FEELING) else None
                if felt is not None:
                    out[column][step] = felt
        return out

    @cached_property
    def emotions(self) -> bool:
        """Whether the map says how anything feels, as a curve of any scale or in words."""
        drawn = {
            row.get("column")
            for _, row in self.rows("lanes")
            if "emotion" in (row.get("role"), row.get("kind"))
        }
        return bool(
            self.curves
            or self.by_role.get("emotion")
            or any(filled(row.get(str(column))) for _, row in self.rows("steps") for column in drawn)
        )

    @cached_property
    def begun(self) -> bool:
        """Whether anything stands on the map yet: an empty template is not blamed for being empty."""
        return bool(self.items)

    @cached_property
    def researched(self) -> tuple[tuple[str, Row], ...]:
        """Evidence that somebody gathered: not an assumption, not a model's word."""
        return tuple((id_, row) for id_, row in self.rows("evidence") if _gathered(row))

    @cached_property
    def backed(self) -> frozenset[tuple[str, str]]:
        """What researched evidence names: ("cards", id), ("steps", id), and ("cells", step and lane)."""
        out: set[tuple[str, str]] = set()
        for _, row in self.researched:
            step, lane = row.get("step"), row.get("lane")
            out.add(("cards", str(row.get("card"))))
            out.add(("steps", str(step)) if lane is None else ("cells", f"{step}\n{lane}"))
        return frozenset(out)

    def is_backed(self, item: Item) -> bool:
        """Whether researched evidence names the item or its cell."""
        return (item.table, item.id) in self.backed or any(
            ("cells", f"{s}\n{item.lane}") in self.backed for s in item.steps
        )

    @cached_property
    def backed_steps(self) -> frozenset[str]:
        """The steps that researched evidence speaks of, by itself or through a card."""
        named = {step for _, row in self.researched if self.place(step := row.get("step")) is not None}
        through = (
            s for i in self.items if i.table == "cards" and ("cards", i.id) in self.backed for s in i.steps
        )
        return frozenset(map(str, named)).union(through)

    @cached_property
    def links(self) -> tuple[Arrow, ...]:
        """The links that name both ends, one that goes both ways in either direction."""
        return tuple(arrows(self.rows("links")))

    @cached_property
    def moves(self) -> tuple[Arrow, ...]:
        """The moves that name both ends."""
        return tuple(arrows(self.rows("transitions")))

    @cached_property
    def leaving(self) -> Mapping[str, Sequence[Arrow]]:
        """The links that leave each card."""
        return out_of(self.links)

    @cached_property
    def beside(self) -> Mapping[str, frozenset[str]]:
        """The cards each card has a link with, in either direction."""
        out: dict[str, set[str]] = defaultdict(set)
        for arrow in self.links:
            out[arrow.source].add(arrow.target)
            out[arrow.target].add(arrow.source)
        return {card: frozenset(others) for card, others in out.items()}

    @cached_property
    def linked(self) -> frozenset[str]:
        """The cards at either end of an arrow."""
        ends = ((row.get("source"), row.get("target")) for _, row in self.rows("links"))
        return frozenset(str(end) for pair in ends for end in pair if end is not None)

    def linked_to(self, item: Item, *roles: str) -> bool:
        """Whether a link joins the item with a card of one of these roles."""
        return any(self._role_of_card.get(card) in roles for card in self.beside.get(item.id, ()))

    @cached_property
    def _role_of_card(self) -> Mapping[str, str]:
        return {item.id: item.role for item in self.items if item.table == "cards"}

    @cached_property
    def customer_steps(self) -> frozenset[str]:
        """The steps that say what the customer does, meets or feels there."""
        told = (steps for role, steps in self.cells.items() if role not in NOT_THE_CUSTOMER)
        return frozenset().union(*told, *map(frozenset, self.curves.values()))

    @cached_property
    def customer_cards(self) -> frozenset[str]:
        """The cards that say so, and all that links tie to them, over however many others."""
        own = (card for card, role in self._role_of_card.items() if role not in NOT_THE_CUSTOMER)
        return reached(own, self.beside)

    @cached_property
    def named_cards(self) -> frozenset[str]:
        """The cards that something else names."""
        rows = (row for table in ("evidence", "improvements", "propositions") for _, row in self.rows(table))
        return self.linked | {str(row["card"]) for row in rows if row.get("card") is not None}

    @cached_property
    def improved(self) -> frozenset[tuple[str, str]]:
        """The cards and steps that improvements name."""
        named = (
            ((t, row.get(c)) for t, c in (("cards", "card"), ("steps", "step")))
            for _, row in self.rows("improvements")
        )
        return frozenset((table, str(id_)) for pair in named for table, id_ in pair if id_ is not None)


def _flat(document: Document) -> Document:
    """The document with lists as texts: what names a row, and what is counted, must be one value."""
    tables = {
        name: Rows(table.order, {id_: flat(row) for id_, row in table.rows.items()})
        for name, table in document.tables.items()
    }
    return Document(tables, document.meta)


def _meaning(row: Row) -> str:
    role, side = text(row.get("role")), text(row.get("side"))
    return side if role in ("", "other", "actions") and side in BLUEPRINT else role


def _gathered(row: Mapping[str, Any]) -> bool:
    return bool(text(row.get("kind"))) and row["kind"] != "assumption" and row.get("author") != "model"
