"""A map as a value: frozen tables of rows by id, cheap to change by sharing what did not change.

Standard library only. Absent and None are one value: nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .errors import DataError

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Rows:
    """One table: its ids in order, and each id's row."""

    order: tuple[str, ...] = ()
    rows: Mapping[str, Row] = field(default_factory=dict)

    def set(self, id_: str, column: str, value: Any) -> Rows:
        """The table with one cell changed."""
        row = {k: v for k, v in self.rows[id_].items() if k != column}
        return Rows(self.order, {**self.rows, id_: row if value is None else {**row, column: value}})

    def insert(self, id_: str, row: Row, before: str | None) -> Rows:
        """The table with one row more."""
        kept = {k: v for k, v in row.items() if v is not None}
        return Rows(_placed(self.order, id_, before), {**self.rows, id_: kept})

    def remove(self, id_: str) -> Rows:
        """The table with one row less."""
        return Rows(_without(self.order, id_), {k: v for k, v in self.rows.items() if k != id_})

    def move(self, id_: str, before: str | None) -> Rows:
        """The table with one row elsewhere; in front of itself is where it is."""
        return self if before == id_ else Rows(_placed(_without(self.order, id_), id_, before), self.rows)

    def after(self, id_: str) -> str | None:
        """The id that stands behind, or None at the end."""
        at = self.order.index(id_) + 1
        return self.order[at] if at < len(self.order) else None


@dataclass(frozen=True, slots=True)
class Document:
    """The tables of a map by name, and its metadata."""

    tables: Mapping[str, Rows] = field(default_factory=dict)
    meta: Mapping[str, Any] = field(default_factory=dict)

    def table(self, name: str) -> Rows:
        """The table of that name; an empty one where the map has none."""
        return self.tables.get(name, Rows())

    def row(self, table: str, id_: str) -> Row:
        """One row; ``DataError`` where there is none."""
        rows = self.table(table).rows
        if id_ not in rows:
            raise DataError(f"There is no row {id_!r} in {table}.", table, id_)
        return rows[id_]

    def put(self, name: str, rows: Rows) -> Document:
        """The document with one table changed."""
        return Document({**self.tables, name: rows}, self.meta)


def document(
    tables: Mapping[str, Iterable[tuple[str, Row]]], meta: Mapping[str, Any] | None = None
) -> Document:
    """A document from plain rows; ``DataError`` where an id stands twice in a table.

    >>> document({"steps": [("pay", {"name": "Pay"})]}).table("steps").order
    ('pay',)
    """
    return Document({name: _rows(name, rows) for name, rows in tables.items()}, dict(meta or {}))


def _rows(name: str, rows: Iterable[tuple[str, Row]]) -> Rows:
    out: dict[str, Row] = {}
    for id_, row in rows:
        if id_ in out:
            raise DataError(f"Table {name} has the id {id_!r} twice. Ids must be unique.", name, id_)
        out[id_] = {k: v for k, v in row.items() if v is not None}
    return Rows(tuple(out), out)


def _without(order: tuple[str, ...], id_: str) -> tuple[str, ...]:
    return tuple(k for k in order if k != id_)


def _placed(order: tuple[str, ...], id_: str, before: str | None) -> tuple[str, ...]:
    at = len(order) if before is None else order.index(before)
    return (*order[:at], id_, *order[at:])
