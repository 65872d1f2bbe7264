"""An edit as a value: set, insert, remove, move. It can be read from a message, applied, turned round and squashed.

Standard library only. The twin is js/src/model/edits.ts; both replay tests/contract/edits.json.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .document import Document, Row
from .errors import Refused

_SHORT = reprlib.Repr()
_SHORT.maxlevel, _SHORT.maxstring, _SHORT.maxother = 3, 60, 60

PAGE_TABLES = (
    "stages",
    "steps",
    "lanes",
    "cards",
    "links",
    "transitions",
    "personas",
    "evidence",
    "propositions",
    "improvements",
)
"""The tables a page may edit."""


@dataclass(frozen=True, slots=True)
class Set:
    """Put a value into one cell. ``old`` is what was there, once that is known."""

    table: str
    id: str
    column: str
    value: Any
    old: Any = None


@dataclass(frozen=True, slots=True)
class Insert:
    """Put a new row in front of ``before``, or at the end. ``at`` is its position once that is known."""

    table: str
    id: str
    row: Mapping[str, Any] = field(default_factory=dict)
    before: str | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a row out. ``row`` and ``before`` are what puts it back, once that is known."""

    table: str
    id: str
    row: Mapping[str, Any] | None = None
    before: str | None = None
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """Put a row in front of ``before``, or at the end. ``back`` is what it stood in front of."""

    table: str
    id: str
    before: str | None = None
    back: str | None = None
    at: int | None = None


Op = Set | Insert | Remove | Move
KINDS: dict[str, type[Set] | type[Insert] | type[Remove] | type[Move]] = {
    "set": Set,
    "insert": Insert,
    "remove": Remove,
    "move": Move,
}


def apply(document: Document, ops: Iterable[Op]) -> Document:
    """The document after the operations: all of them, or ``Refused`` and none.

    >>> from cjm_widgets.model.document import document
    >>> d = document({"steps": [("pay", {"name": "Pay"})]})
    >>> apply(d, [Set("steps", "pay", "name", "Pays")]).row("steps", "pay")["name"]
    'Pays'
    """
    for op in ops:
        document = _apply_one(document, op)
    return document


def invert(document: Document, ops: Sequence[Op]) -> tuple[Op, ...]:
    """The operations that take ``ops`` back; ``document`` is the one before them."""
    back: list[Op] = []
    for op in ops:
        back.append(_invert_one(document, op))
        document = _apply_one(document, op)
    return tuple(reversed(back))


def squash(ops: Sequence[Op]) -> tuple[Op, ...]:
    """The same effect with fewer operations: sets of one cell in a row become one."""
    out: list[Op] = []
    for op in ops:
        last = out[-1] if out else None
        if isinstance(op, Set) and isinstance(last, Set) and _same_cell(op, last):
            out[-1] = replace(op, old=last.old)
        else:
            out.append(op)
    return tuple(out)


def to_json(op: Op) -> dict[str, Any]:
    """The operation as a message carries it."""
    name = type(op).__name__.lower()
    out: dict[str, Any] = {"op": name, "table": op.table, "id": op.id}
    if isinstance(op, Set):
        return out | {"column": op.column, "value": op.value, "old": op.old}
    if isinstance(op, Insert):
        out |= {"row": dict(op.row), "before": op.before}
    if isinstance(op, Move):
        out |= {"before": op.before}
    return out | ({} if op.at is None else {"at": op.at})


def from_json(message: object, tables: Sequence[str] = PAGE_TABLES) -> Op:
    """The operation a message carries; ``Refused`` where the message is not one."""
    if not isinstance(message, Mapping):
        raise Refused(f"An operation must be an object, not {type(message).__name__}.")
    kind, table = message.get("op"), message.get("table")
    if not isinstance(kind, str) or kind not in KINDS:
        raise Refused(f"There is no operation {_show(kind)}: {', '.join(KINDS)} are allowed.")
    if not isinstance(table, str) or table not in tables:
        raise Refused(f"There is no table {_show(table)} to edit: {', '.join(tables)} are allowed.")
    id_ = _text(message, "id")
    if kind == "set":
        return Set(
            table, id_, _text(message, "column"), _value(message.get("value")), _value(message.get("old"))
        )
    before = None if message.get("before") is None else _text(message, "before")
    if kind == "insert":
        return Insert(table, id_, _row(message.get("row")), before)
    return Remove(table, id_) if kind == "remove" else Move(table, id_, before)


def whole_characters(text: str) -> str:
    """The text without halves of characters: a page can send one, and no file or message can carry it.

    >>> whole_characters("a\\ud83d")
    'a?'
    """
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _apply_one(document: Document, op: Op) -> Document:
    table = document.table(op.table)
    if isinstance(op, Insert):
        if op.id in table.rows:
            raise Refused(f"There is already a row {op.id!r} in {op.table}.", op.table, op.id)
        _known(document, op.table, op.before)
        return document.put(op.table, table.insert(op.id, op.row, op.before))
    _known(document, op.table, op.id)
    if isinstance(op, Set):
        return document.put(op.table, table.set(op.id, op.column, op.value))
    if isinstance(op, Remove):
        return document.put(op.table, table.remove(op.id))
    _known(document, op.table, op.before)
    return document.put(op.table, table.move(op.id, op.before))


def _invert_one(document: Document, op: Op) -> Op:
    table = document.table(op.table)
    if isinstance(op, Insert):
        return Remove(op.table, op.id, dict(op.row), op.before)
    _known(document, op.table, op.id)
    if isinstance(op, Set):
        return Set(op.table, op.id, op.column, table.rows[op.id].get(op.column), op.value)
    if isinstance(op, Remove):
        return Insert(op.table, op.id, dict(table.rows[op.id]), table.after(op.id))
    return Move(op.table, op.id, table.after(op.id), op.before)


def _known(document: Document, table: str, id_: str | None) -> None:
    if id_ is not None and id_ not in document.table(table).rows:
        raise Refused(f"There is no row {id_!r} in {table}: it was removed meanwhile.", table, id_)


def _same_cell(one: Set, two: Set) -> bool:
    return (one.table, one.id, one.column) == (two.table, two.id, two.column)


def _text(message: Mapping[str, Any], name: str) -> str:
    text = message.get(name)
    if not isinstance(text, str) or not text or len(text) > 2_000:
        raise Refused(f"“{name}” must be a text of 1 to 2,000 characters, not {_show(text)}.")
    return whole_characters(text)


def _row(row: object) -> Row:
    if row is None:
        return {}
    if not isinstance(row, Mapping) or len(row) > 1_000 or not all(isinstance(k, str) for k in row):
        raise Refused(f"“row” must be an object of columns, not {_show(row)}.")
    return {k: _value(v) for k, v in row.items()}


def _value(value: object) -> Any:
    """A value as docs/protocol.md allows it; anything else is refused."""
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None if value != value else {"$": "special", "v": str(value)}
    if isinstance(value, str):
        return whole_characters(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return [whole_characters(v) for v in value]
    form = value.get("$") if isinstance(value, Mapping) else None
    if isinstance(value, Mapping) and form in ("typed", "special") and isinstance(value.get("v"), str):
        return {"$": form, "v": whole_characters(value["v"])}
    raise Refused(
        f"{_show(value)} is not a value a cell can take: text, a number, true, false, a list of texts."
    )


def _show(value: object) -> str:
    return _SHORT.repr(value)
