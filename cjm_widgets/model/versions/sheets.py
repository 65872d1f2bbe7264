"""The tables of a map file as sheets: rows by id, so that two versions can be laid side by side."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cjm_widgets.model import schema

Json = Any
Spec = Mapping[str, Json]

_TOP = ("format", "version", "meta", "tables")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its head (index, attrs, …), its columns by key, its ids in order and each id's record."""

    head: Mapping[str, Json] = field(default_factory=dict)
    columns: Mapping[str, Spec] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    rows: Mapping[str, Spec] = field(default_factory=dict)

    def blank(self) -> Sheet:
        """The same table without rows."""
        return Sheet(self.head, self.columns)


@dataclass(frozen=True, slots=True)
class Whole:
    """A map: metadata, tables, and what this version does not know (at the top, and among the tables)."""

    meta: Mapping[str, Json] = field(default_factory=dict)
    tables: Mapping[str, Sheet] = field(default_factory=dict)
    extra: Mapping[str, Json] = field(default_factory=dict)
    odd: Mapping[str, Json] = field(default_factory=dict)


def whole_of(raw: Mapping[str, Json]) -> Whole:
    """The map in the JSON of a map file.

    >>> whole_of({"tables": {"steps": {"columns": ["name"], "rows": [{"id": "pay"}]}}}).tables["steps"].order
    ('pay',)
    """
    tables = raw.get("tables", {})
    return Whole(
        raw.get("meta", {}),
        {name: sheet_of(name, table) for name, table in tables.items() if _is_table(table)},
        {k: v for k, v in raw.items() if k not in _TOP or (k == "version" and v > schema.FORMAT)},
        {name: table for name, table in tables.items() if not _is_table(table)},
    )


def raw_of(whole: Whole) -> dict[str, Json]:
    """The JSON of a map file: the opposite of ``whole_of``."""
    tables = {name: _table_of(name, sheet) for name, sheet in whole.tables.items()}
    top = {"format": "cjm", "version": schema.FORMAT, "meta": dict(whole.meta)}
    return top | {"tables": tables | dict(whole.odd)} | dict(whole.extra)


def sheet_of(name: str, raw: Mapping[str, Json]) -> Sheet:
    """One table of a map file as a sheet."""
    head = {k: v for k, v in raw.items() if k not in ("columns", "rows")}
    specs = [{"name": c} if isinstance(c, str) else c for c in raw.get("columns", [])]
    specs, rows = _numbered(head, specs, raw.get("rows", []))
    ids = _ids(rows, keys_of(name, head))
    columns = {str(s.get("key", s["name"])): s for s in specs}
    return Sheet(head, columns, tuple(ids), dict(zip(ids, rows, strict=True)))


def keys_of(name: str, head: Mapping[str, Json]) -> tuple[str, ...]:
    """What the levels of the index are called in a record."""
    levels = head.get("index", default_levels(name))
    return tuple(level_key(level, i, len(levels)) for i, level in enumerate(levels))


def default_levels(table: str) -> list[dict[str, Json]]:
    """The levels of an index of which the file says nothing."""
    known = schema.TABLES.get(table)
    return [{"name": n} for n in known.index] if known else [{}]


def level_key(level: Spec, number: int, count: int) -> str:
    """What one level of an index is called in a record."""
    if count == 1:
        return "id"
    name = level.get("name")
    return name if isinstance(name, str) else f"id {number + 1}"


def same(a: Json, b: Json) -> bool:
    """Whether two JSON values are one, types included.

    >>> same([1], [1.0]), same({"a": True}, {"a": True}), same(None, False)
    (False, True, False)
    """
    if a is b:
        return True
    if isinstance(a, Mapping) and isinstance(b, Mapping):
        return a.keys() == b.keys() and all(same(v, b[k]) for k, v in a.items())
    if type(a) is not type(b):
        return False
    if isinstance(a, list):
        return len(a) == len(b) and all(map(same, a, b))
    return bool(a == b)


def counted(head: Mapping[str, Json]) -> tuple[int, int] | None:
    """The first number and the step of an index that only counts, else None."""
    levels = head.get("index")
    if not levels or "range" not in levels[0]:
        return None
    first, step = levels[0]["range"]
    return first, step


def _numbered(
    head: Mapping[str, Json], specs: list[Spec], rows: Sequence[Spec]
) -> tuple[list[Spec], list[Spec]]:
    """Rows of a counted index with their number as id: rows of two versions then meet. A column "id" gets another key."""
    count = counted(head)
    if count is None:
        return specs, list(rows)
    keys = {str(spec.get("key", spec["name"])) for spec in specs}
    if "id" in keys:
        other = next(key for n in range(2, len(keys) + 3) if (key := f"id ({n})") not in keys)
        specs = [{**spec, "key": other} if spec.get("key", spec["name"]) == "id" else spec for spec in specs]
        rows = [{other if key == "id" else key: value for key, value in row.items()} for row in rows]
    return specs, [{"id": count[0] + count[1] * i, **row} for i, row in enumerate(rows)]


def _ids(rows: Iterable[Spec], keys: tuple[str, ...]) -> list[str]:
    out: list[str] = []
    used: set[str] = set()
    last: dict[str, int] = {}
    for row in rows:
        base = " / ".join(text_of(row.get(key)) for key in keys)
        id_, n = base, last.get(base, 1)
        while id_ in used:
            n += 1
            id_ = f"{base} ({n})"
        last[base] = n
        used.add(id_)
        out.append(id_)
    return out


def text_of(value: Json) -> str:
    """A label, or what refers to one, as text: a whole number that pandas made a float is a whole number again."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else json.dumps(value, ensure_ascii=False)


def _table_of(name: str, sheet: Sheet) -> dict[str, Json]:
    head, rows = dict(sheet.head), [dict(sheet.rows[id_]) for id_ in sheet.order]
    count = counted(head)
    if count is not None:
        if all(row.get("id") == count[0] + count[1] * i for i, row in enumerate(rows)):
            rows = [{k: v for k, v in row.items() if k != "id"} for row in rows]
        else:
            named = {k: v for k, v in head["index"][0].items() if k == "name"}
            head["index"] = [named | {"dtype": "int64"}]
    columns: list[Json] = [dict(spec) for spec in sheet.columns.values()]
    return head | {"columns": columns, "rows": rows}


def _is_table(raw: Json) -> bool:
    return isinstance(raw, Mapping) and ("rows" in raw or "columns" in raw)
