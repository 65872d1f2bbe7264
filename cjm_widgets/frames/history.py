"""What happened, as a frame, as events and as code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.session import Entry

from .binding import Cells
from .code import with_name
from .source import Source
from .table import LABEL

COLUMNS = ("revision", "at", "source", "what", "table", "id", "column", "old", "new", "label")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that changed, told after the frame holds it.

    ``key`` is the row's label in the frame, ``column`` the frame's column, None where a row came, went or moved.
    ``source`` is ``page``, ``python``, ``undo`` or ``redo``.
    """

    table: str
    key: Any
    column: Any
    old: Any
    new: Any
    source: str


def frame(entries: Sequence[Entry]) -> pd.DataFrame:
    """The history with one row per operation, oldest first."""
    rows = [row for entry in entries for row in _rows(entry)]
    out = pd.DataFrame(rows, columns=list(COLUMNS))
    out["at"] = pd.to_datetime(out["at"], unit="s", utc=True)
    return out


def _rows(entry: Entry) -> Iterator[tuple[Any, ...]]:
    change = entry.change
    head = (entry.revision, entry.at, entry.source)
    if not change.ops:
        yield (*head, "changed", None, None, None, None, None, change.label)
    for op in change.ops:
        if not (isinstance(op, Set) and op.table == "lanes" and op.column == "domain"):
            yield (*head, *_what(op), change.label)


def _what(op: Op) -> tuple[Any, ...]:
    if isinstance(op, Set):
        return "set", op.table, op.id, op.column, op.old, op.value
    row = dict(op.row or {}) if isinstance(op, Insert | Remove) else None
    new = row if isinstance(op, Insert) else None
    return type(op).__name__.lower(), op.table, op.id, None, row if isinstance(op, Remove) else None, new


def events(entry: Entry, source: Source) -> Iterator[Event]:
    """What a change did, cell by cell and row by row."""
    if isinstance(entry.change.inverse, Cells):
        for cell in entry.change.inverse.cells[::-1]:
            table = source.tables[cell.table]
            at = table.keys.position(cell.id)
            if at is None:
                continue
            label = table.frame.index[at]
            if cell.column == LABEL:
                yield Event(cell.table, label, None, cell.value, label, entry.source)
            else:
                column = table.column(cell.column)
                new = table.frame.iat[at, column]
                yield Event(cell.table, label, table.frame.columns[column], cell.value, new, entry.source)
        return
    if not entry.change.ops:
        yield Event("", None, None, None, None, entry.source)
    for op in entry.change.ops:
        yield from _event(op, source, entry.source)


def _event(op: Op, source: Source, who: str) -> Iterator[Event]:
    if op.table == "lanes" and isinstance(op, Set) and op.column == "domain":
        return
    table = source.tables.get(op.table)
    at = table.keys.position(op.id) if table is not None else None
    key = table.frame.index[at] if table is not None and at is not None else op.id
    if isinstance(op, Set):
        yield Event(op.table, key, op.column, op.old, op.value, who)
    elif isinstance(op, Insert):
        yield Event(op.table, key, None, None, dict(op.row), who)
    elif isinstance(op, Remove):
        yield Event(op.table, key, None, dict(op.row or {}), None, who)
    elif isinstance(op, Move):
        yield Event(op.table, key, None, op.back, op.before, who)


def code(entries: Sequence[Entry], name: str, attribute: bool = False) -> str:
    """The page's edits, and what was undone and redone, as pandas code; ``attribute`` for the tables of a map."""
    out = []
    for entry in entries:
        if entry.source != "python":
            for table, lines in entry.change.code:
                out.append(with_name(lines, f"{name}.{table}" if attribute else name))
    return "\n".join(out)
