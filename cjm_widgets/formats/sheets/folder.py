"""A map as a folder of CSV files, one a table, and back. Standard library only, beside the map file."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.disk import Fingerprint, read_bytes, write_bytes
from cjm_widgets.formats.guard import guarded, unguarded
from cjm_widgets.formats.spreadsheet import decoded, parted, separator
from cjm_widgets.formats.versions.plain import plain
from cjm_widgets.model.errors import BrokenFile, DataError, FileChanged, FileError
from cjm_widgets.model.versions import Whole, raw_of, whole_of

from .book import structure
from .cells import cell_of
from .leaves import META, Leaf, form_of_meta, leaves
from .opening import Opened
from .rows import Read

COPY = "_cjm.json"
"""The file that keeps the map as it was written, or only its columns, and which file is which table."""


def write_folder(
    folder: Path, map_file: MapFile, *, copy: bool = True, overwrite: bool = False
) -> list[Path]:
    """Writes a file a table, ``meta.csv`` and ``_cjm.json``; gives their paths.

    Raises FileChanged where any of them is there already and ``overwrite`` is not said, DataError for a text CSV cannot
    hold, FileError where the folder cannot be written. Nothing is written then.
    """
    whole = plain(map_file)
    named = _names(leaf.table for leaf in leaves(whole))
    made = {folder / named[leaf.table]: _csv(leaf, whole).encode("utf-8-sig") for leaf in leaves(whole)}
    held = whole if copy else structure(whole)
    kept = {
        "cjm": 1,
        "copy": copy,
        "files": {name: table for table, name in named.items()},
        "map": raw_of(held),
    }
    made[folder / COPY] = (json.dumps(kept, indent=0) + "\n").encode()
    there = [path.name for path in made if path.exists()]
    if there and not overwrite:
        raise FileChanged(
            f"{folder} holds {', '.join(there[:3])} already. Name another folder, or say overwrite=True."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"Cannot make the folder {folder}: {error.strerror}.") from error
    for path, data in made.items():
        write_bytes(path, data, Fingerprint.of(read_bytes(path)) if path.exists() else None)
    return list(made)


def read_folder(folder: Path) -> Opened:
    """What the CSV files of a folder hold. A file that is not in ``_cjm.json`` is a table of one's own."""
    kept = _kept(folder)
    base = whole_of(kept["map"]) if kept else Whole()
    named: dict[str, str] = kept["files"] if kept else {}
    files = sorted(folder.glob("*.csv"))
    if not files:
        raise FileError(f"{folder} holds no CSV files. m.to_csv(folder) writes them.")
    reads = {named.get(path.name, path.stem): _read(path) for path in files}
    lost = [table for table in named.values() if table not in reads]
    return Opened(
        base, bool(kept and kept["copy"]), {k: v for k, v in reads.items() if v is not None}, None, lost
    )


def _kept(folder: Path) -> dict[str, Any] | None:
    if not (folder / COPY).is_file():
        return None
    try:
        kept = json.loads(read_bytes(folder / COPY))
        if isinstance(kept["files"], dict) and isinstance(kept["map"]["tables"], dict):
            return {"copy": bool(kept["copy"]), "files": kept["files"], "map": kept["map"]}
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenFile(
            f"{folder / COPY} does not read ({error}). Restore it, or take it away to read the CSV alone."
        ) from error
    raise BrokenFile(
        f"{folder / COPY} is not what m.to_csv writes. Restore it, or take it away to read the CSV alone."
    )


def _names(tables: Iterable[str]) -> dict[str, str]:
    used: set[str] = set()
    out = {}
    for table in tables:
        plain_name = re.sub(r"[^\w ()-]+", "_", table).strip(" .")[:80] or "table"
        name, number = plain_name, 2
        while name.lower() in used:
            name, number = f"{plain_name} ({number})", number + 1
        used.add(name.lower())
        out[table] = f"{name}.csv"
    return out


def _csv(leaf: Leaf, whole: Whole) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_safe(guarded(key), leaf, "the header", key) for key in leaf.keys])
    for row in leaf.rows:
        forms = leaf.forms if leaf.table != META else (leaf.forms[0], form_of_meta(row[1]))
        cells = [_bare(form, value) for form, value in zip(forms, row, strict=True)]
        writer.writerow([_safe(c, leaf, str(row[0]), k) for c, k in zip(cells, leaf.keys, strict=True)])
    return out.getvalue()


def _bare(form: str, value: Any) -> str | None:
    made = cell_of(form, value, bare=True)
    return None if made is None else str(made) if form in ("number", "whole number") else guarded(made)


def _safe(cell: str | None, leaf: Leaf, row: str, key: str) -> str | None:
    try:
        (cell or "").encode("utf-8")
    except UnicodeEncodeError as error:
        raise DataError(
            f"Table {leaf.table}, row {row!r}, column {key!r} holds half a character ({cell!r}), which no CSV file can hold. "
            "Take it out; nothing was written.",
            leaf.table, row, key,
        ) from error  # fmt: skip
    return cell


def _read(path: Path) -> Read | None:
    text = decoded(read_bytes(path), None, str(path)).removeprefix("\ufeff")
    rows = parted(text, "," if "," in text.partition("\n")[0] else separator(text))
    if not rows:
        return None
    body = [[None if cell == "" else unguarded(cell) for cell in row] for row in rows[1:]]
    return Read(
        [unguarded(head) for head in rows[0]],
        body,
        lambda row, column: f"{path.name}, row {row + 2}, column {column + 1}",
    )
