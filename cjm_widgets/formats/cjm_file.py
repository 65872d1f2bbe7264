"""The map file, ``*.cjm.json``: JSON for people and for git. docs/file-format.md describes it.

Knows the schema and the tables as frames; nothing of sessions or widgets.
"""

from __future__ import annotations

import json
import os
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
from cjm_widgets.formats.table_json import dump_table, load_table
from cjm_widgets.formats.values import Json, Misfit, decode, encode
from cjm_widgets.frames.tables import check_ids
from cjm_widgets.model import schema
from cjm_widgets.model.errors import BrokenFile, CjmWarning, DataError

NAME = "cjm"
"""What ``format`` says in every map file."""

_KNOWN = ("format", "version", "meta", "tables")
_LINE = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
_SAFE = json.JSONEncoder(ensure_ascii=True, allow_nan=False)


@dataclass(frozen=True)
class MapFile:
    """What a map file holds: metadata, tables, and what this version does not know, kept to be written back."""

    meta: dict[str, Any] = field(default_factory=dict)
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)
    fingerprint: Fingerprint | None = None


def read(path: str | os.PathLike[str]) -> MapFile:
    """The map in a file, with the fingerprint that ``write`` wants back.

    Raises FileError where the file cannot be read, BrokenFile where it is not a map; warns (CjmWarning) of a
    newer format and of references that lead nowhere, and keeps both.

    >>> read("not-there.cjm.json")
    Traceback (most recent call last):
        ...
    cjm_widgets.model.errors.FileError: There is no file not-there.cjm.json. ...
    """
    place = Path(path)
    data = read_bytes(place)
    made = loads(_text(data, str(place)), str(place))
    return MapFile(made.meta, made.tables, made.extra, Fingerprint.of(data))


def write(path: str | os.PathLike[str], map_file: MapFile, expected: Fingerprint | None) -> Fingerprint:
    """Writes a map whole or leaves the file as it was; returns the new fingerprint.

    ``expected`` is the fingerprint last read or written, None for a new file. Raises DataError for what a file
    has no form for, FileChanged where the file on disk is not the expected one, FileError where it cannot be
    written.
    """
    return write_bytes(Path(path), dumps(map_file).encode("utf-8"), expected)


def dumps(map_file: MapFile) -> str:
    """The text of a map: one record a line, the same content always the same text.

    >>> print(dumps(MapFile({"title": "Meal kit"})))
    {
    "format": "cjm",
    "version": 1,
    "meta": {
      "title": "Meal kit"
    },
    "tables": {}
    }
    <BLANKLINE>
    """
    extra = map_file.extra
    blocks = [f'"format": {_json(NAME)}', f'"version": {max(schema.FORMAT, extra.get("version", 0))}']
    blocks.append(
        '"meta": ' + _braced((f"  {_json(k)}: {_meta(k, v)}" for k, v in map_file.meta.items()), "{}")
    )
    blocks.append('"tables": ' + _braced(_table_blocks(map_file), "{}"))
    blocks += [f"{_json(k)}: {_json(v)}" for k, v in extra.items() if k not in (*_KNOWN, "tables")]
    return _braced(blocks, "{}") + "\n"


def loads(text: str, name: str = "the text") -> MapFile:
    """The map in a text; ``name`` is how errors call it. Raises BrokenFile, warns as ``read`` does.

    >>> loads(dumps(MapFile({"title": "Meal kit"}))).meta
    {'title': 'Meal kit'}
    """
    raw = _top(_parse(text, name), name)
    newer = _version(raw, name) > schema.FORMAT
    meta = _object(raw.get("meta", {}), '"meta"', name)
    extra: dict[str, Any] = {k: v for k, v in raw.items() if k not in _KNOWN}
    if newer:
        extra["version"] = raw["version"]
    try:
        tables, kept = _load_tables(_object(raw.get("tables", {}), '"tables"', name), newer)
        made = MapFile(
            {k: decode(v) for k, v in meta.items()}, tables, extra | ({"tables": kept} if kept else {})
        )
    except (BrokenFile, Misfit) as error:
        raise BrokenFile(f"{name} does not read: {error.args[0]}.") from error
    except DataError as error:
        raise BrokenFile(f"{name} does not read: {error}") from error
    for sentence in dangling(tables):
        warnings.warn(f"{name}: {sentence}", CjmWarning, stacklevel=3)
    return made


def dangling(tables: dict[str, pd.DataFrame]) -> list[str]:
    """A sentence for every column that names rows which are not there.

    >>> dangling({"steps": pd.DataFrame({"stage": ["buy"]}, index=["pay"])})
    ["steps.stage names 1 that is not in stages: 'buy'. It is kept; add the row, or empty the cell."]
    """
    said = []
    for table in schema.TABLES.values():
        frame = tables.get(table.name)
        for column in table.columns if frame is not None else ():
            if column.refers and frame is not None and list(frame.columns).count(column.name) == 1:
                ids = set(map(str, tables[column.refers].index)) if column.refers in tables else set()
                lost = [v for v in dict.fromkeys(frame[column.name].dropna().astype(str)) if v not in ids]
                said += [_lost(f"{table.name}.{column.name}", column.refers, lost)] if lost else []
    return said


def _lost(column: str, table: str, lost: list[str]) -> str:
    some = ", ".join(map(repr, lost[:3])) + (" and others" if len(lost) > 3 else "")
    are, kept = ("is", "It is") if len(lost) == 1 else ("are", "They are")
    return f"{column} names {len(lost)} that {are} not in {table}: {some}. {kept} kept; add the row, or empty the cell."


# --- writing ---------------------------------------------------------------------------------------------------


def _table_blocks(map_file: MapFile) -> Iterator[str]:
    kept = map_file.extra.get("tables", {})
    own = [n for n in map_file.tables if n not in schema.TABLES]
    for name in [n for n in schema.TABLES if n in map_file.tables] + own:
        frame = map_file.tables[name]
        if name in schema.TABLES:
            check_ids(name, frame)
        yield f"  {_json(name)}: {_table_text(name, dump_table(name, frame, kept.get(name)))}"
    for name, raw in kept.items():
        if name not in map_file.tables and not _is_table(raw):
            yield f"  {_json(name)}: {_json(raw)}"


def _table_text(name: str, made: dict[str, Json]) -> str:
    parts = []
    for key, value in made.items():
        if key in ("columns", "rows"):
            try:
                lines = [f"      {_json(v)}" for v in value]
            except ValueError as error:
                raise DataError(f"Table {name} has a value no file can hold: {error}.", table=name) from error
            parts.append(f'    "{key}": ' + _braced(lines, "[]", "    "))
        else:
            parts.append(f"    {_json(key)}: {_json(value)}")
    return _braced(parts, "{}", "  ")


def _braced(parts: Iterable[str], braces: str, indent: str = "") -> str:
    inner = ",\n".join(parts)
    return f"{braces[0]}\n{inner}\n{indent}{braces[1]}" if inner else braces


def _json(value: Json) -> str:
    text = _LINE.encode(value)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return _SAFE.encode(value)
    return text


def _meta(name: str, value: object) -> str:
    try:
        return _json(encode(value))
    except Misfit as error:
        raise DataError(f"The metadata {name!r} is {error.args[0]}.", column=str(name)) from error


# --- reading ---------------------------------------------------------------------------------------------------


def _text(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise BrokenFile(f"{name} is UTF-16 text; a map file is UTF-8. Save it again as UTF-8.")
    if data.startswith((b"PK", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")):
        raise BrokenFile(
            f"{name} is a spreadsheet or an archive, not a map file. Read a spreadsheet with read_excel."
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenFile(f"{name} is not UTF-8 text (line {line}). Save it again as UTF-8.") from error


def _parse(text: str, name: str) -> Json:
    if not text.strip():
        raise BrokenFile(
            f'{name} is empty. A map file starts with {{"format": "cjm"}}; restore an older copy.'
        )
    try:
        return json.loads(text, object_pairs_hook=_unique)
    except json.JSONDecodeError as error:
        line = text.splitlines()[error.lineno - 1].strip() if error.lineno <= len(text.splitlines()) else ""
        raise BrokenFile(f"{name} is not whole JSON: line {error.lineno}: {_cause(error, line)}") from error
    except RecursionError as error:
        raise BrokenFile(f"{name} nests lists too deeply to be a map.") from error
    except ValueError as error:
        raise BrokenFile(f"{name} does not read: {error}.") from error


def _cause(error: json.JSONDecodeError, line: str) -> str:
    if line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        return "two versions were merged and not yet reconciled. Choose one and take the marks away."
    if not error.doc[error.pos :].strip() or not error.doc.rstrip().endswith("}"):
        return "the file ends too early; it was cut short. Restore an older copy."
    return f"{error.msg.lower()}, at {line[:60]!r}. Mend it there, or restore an older copy."


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    made = dict(pairs)
    if len(made) < len(pairs):
        names = [k for k, _ in pairs]
        twice = next(k for k in names if names.count(k) > 1)
        said = f", in the record {made['id']!r}" if "id" in made else ""
        raise ValueError(f"{twice!r} is named twice{said}; keep one of the two")
    return made


def _top(raw: Json, name: str) -> dict[str, Json]:
    if isinstance(raw, dict) and raw.get("format") == NAME:
        return raw
    found = (
        f"its format is {raw['format']!r}"
        if isinstance(raw, dict) and "format" in raw
        else "it names no format"
    )
    raise BrokenFile(
        f'{name} is JSON but not a map: {found}. A map file says "format": "cjm" and "version": 1.'
    )


def _version(raw: dict[str, Json], name: str) -> int:
    version = raw.get("version")
    if type(version) is not int or version < 1:
        raise BrokenFile(f'{name} says "version": {version!r}; it must be a whole number from 1.')
    if version > schema.FORMAT:
        text = (
            f"{name} has format version {version}; this package knows {schema.FORMAT}. What it does not know is kept "
            f"and written back. To see it, update with: pip install -U cjm_widgets"
        )
        warnings.warn(text, CjmWarning, stacklevel=4)
    return version


def _object(value: Json, what: str, name: str) -> dict[str, Json]:
    if isinstance(value, dict):
        return value
    raise BrokenFile(f"{name} does not read: {what} must be an object, {{...}}, not {type(value).__name__}.")


def _is_table(raw: Json) -> bool:
    return isinstance(raw, dict) and ("rows" in raw or "columns" in raw)


def _load_tables(raw: dict[str, Json], newer: bool) -> tuple[dict[str, pd.DataFrame], dict[str, Json]]:
    tables, kept = {}, {}
    for name, table in raw.items():
        if newer and not _is_table(table):
            kept[name] = table
            continue
        if not isinstance(table, dict):
            raise BrokenFile(f'table {name} must have "columns" and "rows", not be {type(table).__name__}')
        tables[name], unknown = load_table(name, table, newer)
        if name in schema.TABLES:
            check_ids(name, tables[name])
        if unknown:
            kept[name] = unknown
    return tables, kept
