"""Changes in the words of the field: added, removed, moved, re-scored, re-worded, changed. Values stay as the file has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cjm_widgets.model import schema
from cjm_widgets.model.order import steps

from .compare import Operations
from .judge import loosely
from .sheets import Json, Sheet, Spec, Whole, keys_of, same

ADDED, REMOVED, MOVED, SCORED, WORDED, CHANGED = (
    "added",
    "removed",
    "moved",
    "re-scored",
    "re-worded",
    "changed",
)
KINDS = (ADDED, REMOVED, MOVED, SCORED, WORDED, CHANGED)

PLACES = {("cards", "step"), ("cards", "lane"), ("steps", "stage")}
"""The columns that say where in the grid something is: another value there is a move."""
NAMES = ("name", "text", "reason", "kind")
_SCORES = (schema.NUMBER, schema.INTEGER)
_NO_WORDS = ("image", "colour", "opens", "column")
_NUMBERS = ("int", "Int", "uint", "UInt", "float", "Float", "double")


@dataclass(frozen=True, slots=True)
class Told:
    """One change; ``id`` is None for a whole column or table, ``column`` None for a whole row or table."""

    table: str
    id: str | None
    column: str | None
    kind: str
    old: Json
    new: Json
    name: str


def told(operations: Operations, old: Whole, new: Whole) -> Iterator[Told]:
    """Every change between two versions, in the order of the tables, the metadata first.

    >>> [t.kind for t in told({"meta": {"set": {"title": "B"}}}, Whole({"title": "A"}), Whole({"title": "B"}))]
    ['re-worded']
    """
    yield from _mapping("meta", "", operations.get("meta", {}), old.meta, new.meta)
    for name in operations.get("gone", ()):
        if name not in schema.TABLES or not old.tables[name].order:
            yield Told(name, None, None, REMOVED, len(old.tables[name].order), None, name)
        yield from _rows(name, {"removed": list(old.tables[name].order)}, old.tables[name], Sheet())
    for name, found in operations.get("tables", {}).items():
        yield from _table(name, found, old.tables.get(name), new.tables[name])
    for part, then, now in (("extra", old.extra, new.extra), ("odd", old.odd, new.odd)):
        yield from _mapping("", "", operations.get(part, {}), then, now)


def kind_of(table: str, column: str, spec: Spec, old: Json, new: Json) -> str:
    """What another value in a cell is called.

    >>> kind_of("steps", "emotion", {}, 1.0, -1.0), kind_of("cards", "text", {}, "a", "b")
    ('re-scored', 're-worded')
    """
    if (table, column) in PLACES:
        return MOVED
    known = schema.TABLES[table].column(column) if table in schema.TABLES else None
    if known is not None:
        words = known.type == schema.TEXT and column not in _NO_WORDS
        return SCORED if known.type in _SCORES else WORDED if words else CHANGED
    dtype = spec.get("dtype", "str")
    if isinstance(dtype, str) and dtype.startswith(_NUMBERS):
        return SCORED
    held = [v for v in (old, new) if v is not None]
    if all(isinstance(v, str) for v in held) and dtype in ("str", "string", "object"):
        return WORDED
    score = all(isinstance(v, int | float) and not isinstance(v, bool) for v in held)
    return SCORED if score and dtype == "object" else CHANGED


def name_of(row: Spec | None, id_: str) -> str:
    """What people call a row."""
    held = row or {}
    return next((v for v in (held.get(n) for n in NAMES) if isinstance(v, str) and v), id_)


def _table(name: str, found: Operations, old: Sheet | None, new: Sheet) -> Iterator[Told]:
    if old is None:
        if name not in schema.TABLES or not new.order:
            yield Told(name, None, None, ADDED, None, len(new.order), name)
        yield from _rows(name, found, Sheet(), new)
        return
    yield from _mapping(name, "@", found.get("head", {}), old.head, new.head)
    yield from _columns(name, old, new)
    yield from _rows(name, found, old, new)
    yield from _cells(name, found, old, new)


def _columns(name: str, old: Sheet, new: Sheet) -> Iterator[Told]:
    for key, spec in old.columns.items():
        if key not in new.columns:
            yield Told(name, None, key, REMOVED, _dtype(name, key, spec), None, key)
    for key, spec in new.columns.items():
        if key not in old.columns:
            yield Told(name, None, key, ADDED, None, _dtype(name, key, spec), key)
        elif not same(dict(old.columns[key]), dict(spec)):
            yield Told(
                name, None, key, CHANGED, _dtype(name, key, old.columns[key]), _dtype(name, key, spec), key
            )
    for key, before in steps(list(old.columns), list(new.columns)).moved:
        yield Told(name, None, key, MOVED, _behind(list(old.columns), key), before, key)


def _rows(name: str, found: Operations, old: Sheet, new: Sheet) -> Iterator[Told]:
    for id_ in found.get("removed", ()):
        yield Told(name, id_, None, REMOVED, dict(old.rows[id_]), None, name_of(old.rows[id_], id_))
    for id_, row, _ in reversed(found.get("inserted", ())):
        yield Told(name, id_, None, ADDED, None, dict(row), name_of(row, id_))
    if found.get("moved"):
        behind = dict(zip(old.order, [*old.order[1:], None], strict=True))
        for id_, before in reversed(found["moved"]):
            yield Told(name, id_, None, MOVED, behind[id_], before, name_of(new.rows[id_], id_))


def _cells(name: str, found: Operations, old: Sheet, new: Sheet) -> Iterator[Told]:
    keys = keys_of(name, new.head)
    for id_, cells in found.get("cells", {}).items():
        then, title = old.rows[id_], name_of(new.rows[id_], id_)
        for column, value in cells.items():
            spec = new.columns.get(column, {})
            retyped = column in keys or spec.get("dtype") != old.columns.get(column, {}).get("dtype")
            # A column in another dtype is told once; 1 that became 1.0 by that is no news.
            if not (retyped and loosely(then.get(column), value)):
                kind = kind_of(name, column, spec, then.get(column), value)
                yield Told(name, id_, column, kind, then.get(column), value, title)


def _mapping(
    table: str, prefix: str, found: Operations, old: Mapping[str, Json], new: Mapping[str, Json]
) -> Iterator[Told]:
    for key in found.get("drop", ()):
        yield Told(table, None, prefix + key, REMOVED, old[key], None, key)
    for key, value in found.get("set", {}).items():
        kind = kind_of("", key, {"dtype": "object"}, old.get(key), value) if key in old else ADDED
        yield Told(table, None, prefix + key, kind, old.get(key), value, key)


def _behind(order: list[str], key: str) -> str | None:
    at = order.index(key) + 1
    return order[at] if at < len(order) else None


def _dtype(table: str, key: str, spec: Spec) -> Json:
    if "dtype" in spec:
        return spec["dtype"]
    known = schema.TABLES[table].column(key) if table in schema.TABLES else None
    return known.type if known is not None else "str"
