"""OCEL 2.0 as SQLite: opened to be read only, and nothing in it is run: no view, no trigger, no function of its schema."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from cjm_widgets.model.errors import BrokenFile

from .ocel import Objects, text

LONGEST = 1_000_000
"""The bytes of one value."""
_MAY = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})
NEEDED = ("event", "object", "event_object", "event_map_type", "object_map_type")


def read_sqlite(path: Path) -> Objects:
    """The events and objects of the database. BrokenFile says what is wrong and where."""
    try:
        with closing(_opened(path)) as database:
            return _Database(database, path).log()
    except sqlite3.Error as error:
        raise BrokenFile(
            f"{path} cannot be read as OCEL 2.0: {error}. Only plain tables are read, values up to {LONGEST:,} bytes."
        ) from error


def _opened(path: Path) -> sqlite3.Connection:
    """Read only and unable to change, attach or call anything; immutable, so that no journal beside it is played back."""
    database = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    database.execute("PRAGMA query_only = ON")
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    database.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    database.text_factory = lambda data: data.decode("utf-8", "replace")
    database.set_authorizer(lambda action, *_: sqlite3.SQLITE_OK if action in _MAY else sqlite3.SQLITE_DENY)
    return database


class _Database:
    def __init__(self, database: sqlite3.Connection, path: Path) -> None:
        self._database, self._path = database, path
        rows = database.execute("SELECT type, name, sql FROM sqlite_master")
        self._kinds = {name: _kind(kind, str(sql)) for kind, name, sql in rows}

    def log(self) -> Objects:
        self._check()
        log = Objects()
        log.objects = {text(row["ocel_id"]): text(row["ocel_type"]) for row in self._rows("object")}
        log.touched = [
            (text(row["ocel_event_id"]), text(row["ocel_object_id"]), text(row.get("ocel_qualifier") or ""))
            for row in self._rows("event_object")
        ]
        kinds = {text(row["ocel_id"]): text(row["ocel_type"]) for row in self._rows("event")}
        details = self._details("event")
        for name, kind in kinds.items():
            row = details.get(kind, {}).get(name, [{}])[0]
            log.events.append((name, kind, _time(row), _given(row)))
        for rows in self._details("object").values():
            for name, changes in rows.items():
                log.values += [
                    (name, key, _time(row), value) for row in changes for key, value in _changed(row).items()
                ]
        return log

    def _check(self) -> None:
        for name in NEEDED:
            kind = self._kinds.get(name)
            if kind is None:
                tables = ", ".join(sorted(map(str, self._kinds))[:8])
                raise BrokenFile(
                    f"{self._path} is SQLite and no OCEL 2.0: it has no table {name!r}, but {tables}."
                )
            if kind != "table":
                raise BrokenFile(
                    f"{self._path}: {name!r} is a {kind}; only plain tables are read, since a {kind} runs code."
                )

    def _details(self, what: str) -> dict[str, dict[str, list[dict[str, Any]]]]:
        """By type and id, the rows of the table that the type has of its own."""
        found: dict[str, dict[str, list[dict[str, Any]]]] = {}
        for row in self._rows(f"{what}_map_type"):
            kind, table = text(row["ocel_type"]), f"{what}_{row['ocel_type_map']}"
            if self._kinds.get(table) != "table":
                raise BrokenFile(
                    f"{self._path}: the type {kind!r} needs a table {table!r}, which is {self._kinds.get(table) or 'not there'}."
                )
            rows = found.setdefault(kind, {})
            for one in self._rows(table):
                rows.setdefault(text(one["ocel_id"]), []).append(one)
        return found

    def _rows(self, table: str) -> Iterator[dict[str, Any]]:
        quoted = table.replace('"', '""')
        cursor = self._database.execute(f'SELECT * FROM "{quoted}"')
        names = [one[0] for one in cursor.description]
        needed = {"event_object": {"ocel_event_id", "ocel_object_id"}}.get(table)
        if needed is None:
            needed = {"ocel_type", "ocel_type_map"} if table.endswith("_map_type") else {"ocel_id"}
        if missing := needed - set(names):
            raise BrokenFile(f"{self._path}: the table {table!r} has no column {', '.join(sorted(missing))}.")
        for row in cursor:
            yield dict(zip(names, row, strict=True))


def _kind(kind: str, sql: str) -> str:
    """
    >>> _kind("table", "CREATE TABLE t (a TEXT)"), _kind("table", "CREATE TABLE t (a TEXT AS (hex(b)))")
    ('table', 'table with computed columns')
    """
    if sql[:24].lower().startswith("create virtual"):
        return "virtual table"
    return "table with computed columns" if re.search(r"(?i)\bas\s*\(", sql) and kind == "table" else kind


def _time(row: dict[str, Any]) -> str | None:
    return None if row.get("ocel_time") is None else str(row["ocel_time"])


def _given(row: dict[str, Any]) -> dict[str, str]:
    return {k: text(v) for k, v in row.items() if not k.startswith("ocel_") and v is not None}


def _changed(row: dict[str, Any]) -> dict[str, str]:
    """The values this row sets: all at first, later the field that changed."""
    given, field = _given(row), row.get("ocel_changed_field")
    return given if field is None else {k: v for k, v in given.items() if k == field}
