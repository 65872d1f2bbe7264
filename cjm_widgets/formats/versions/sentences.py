"""Differences and conflicts in plain text, for a terminal, for git and for the head of a table."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pandas as pd

from cjm_widgets.model.versions import Whole
from cjm_widgets.model.versions.words import KINDS

LONGEST = 120
SIGNS = {"added": "+", "removed": "-", "moved": ">", "re-scored": "~", "re-worded": "~", "changed": "~"}


def summary(found: pd.DataFrame) -> str:
    """How many changes of which kind, in which tables."""
    if not len(found):
        return "No changes."
    kinds = found["kind"].value_counts()
    tables = found["table"].value_counts(sort=False)
    counted = ", ".join(f"{kinds[k]} {k}" for k in KINDS if k in kinds)
    where = ", ".join(f"{name or 'file'} {n}" for name, n in zip(map(str, tables.index), tables, strict=True))
    return f"{len(found)} change{'s' if len(found) > 1 else ''}: {counted} ({where})"


def lines(found: pd.DataFrame) -> Iterator[str]:
    """One line a change, under a heading for each table."""
    last = None
    for change in records(found):
        if change.table != last:
            last = change.table
            yield f"{last or 'the file'}"
        yield f"  {SIGNS[str(change.kind)]} {sentence(change)}"


def records(found: pd.DataFrame) -> Iterator[Any]:
    """The rows of a frame, each with its columns as attributes."""
    yield from found.itertuples(index=False)


def sentence(change: Any) -> str:
    """One change, read from a row of a difference."""
    what = subject(change.table, change.id, change.column, change.name)
    if change.kind == "moved" and change.id is not None and change.column is None:
        return f"{what} moved " + (f"in front of {change.new}" if change.new is not None else "to the end")
    if change.id is not None and change.column is None:
        return f"{what} {change.kind}"
    if change.kind == "moved" and change.id is None:
        return f"{what} moved"
    if change.kind in ("added", "removed") and change.id is None:
        return f"{what} {change.kind}: {brief(change.new if change.kind == 'added' else change.old)}"
    return f"{what} {change.kind}: {brief(change.old)} → {brief(change.new)}"


def subject(table: str, id_: str | None, column: str | None, name: str = "") -> str:
    """The row, column or table that is spoken of."""
    row = f"{brief(name)} [{id_}]" if name and name != id_ else str(id_)
    if id_ is None:
        if column is None:
            return f"table {table}"
        bare = table in ("meta", "") or column.startswith("@")
        return column.removeprefix("@") if bare else f"column {column}"
    return row if column is None else f"{row} {column}"


def brief(value: Any) -> str:
    """A value in a line, cut where it is long."""
    if value is None:
        return "nothing"
    if isinstance(value, dict) and value:
        value = ", ".join(f"{k}: {v}" for k, v in value.items())
    text = " ".join(str(value).split()) or "''"
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def conflict_lines(conflicts: pd.DataFrame) -> Iterator[str]:
    """One line a conflict, with all three values."""
    for one in records(conflicts):
        what = subject(one.table, one.id, one.column)
        said = f"was {brief(one.base)}; ours {brief(one.ours)}; theirs {brief(one.theirs)}"
        yield f"{one.table or 'the file'}: {what}: {said}"


def marks(found: pd.DataFrame) -> list[dict[str, Any]]:
    """The changes as plain values for a page: table, id, column, kind, old and new as short texts, and a sentence."""
    return [
        {
            "table": one.table,
            "id": one.id,
            "column": one.column,
            "kind": one.kind,
            "old": None if one.old is None else brief(one.old),
            "new": None if one.new is None else brief(one.new),
            "said": sentence(one),
        }
        for one in records(found)
    ]


def whole_lines(whole: Whole) -> Iterator[str]:
    """A whole map as text, a line a value, so that a comparison by line is one by cell."""
    for key, value in whole.meta.items():
        yield f"meta {key}: {_line(value)}"
    for table, sheet in whole.tables.items():
        for id_ in sheet.order:
            yield f"{table} {id_}"
            for column, value in sheet.rows[id_].items():
                if column in sheet.columns:
                    yield f"  {table} {id_} {column}: {_line(value)}"


def _line(value: Any) -> str:
    plain = isinstance(value, str) and value.isprintable()
    return value if plain else json.dumps(value, ensure_ascii=False)
