"""What Excel has room for, said before anything is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cjm_widgets.model.errors import DataError

from .escaping import escaped
from .leaves import Leaf

CELL, NAME, ROWS, COLUMNS = 32_767, 31, 1_048_576, 16_384
"""Characters in a cell and in the name of a sheet, rows and columns of a sheet."""
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
MOST_SAID = 5


def check(leaves: Iterable[Leaf], shown: Iterable[tuple[str, str]]) -> None:
    """DataError where a map does not fit into a workbook; ``shown`` are places and texts beside those of the leaves."""
    wrong = [said for leaf in leaves for said in _wrong(leaf)]
    wrong += [f"{place} has {_length(text):,} characters" for place, text in shown if _length(text) > CELL]
    if wrong:
        more = f"; and {len(wrong) - MOST_SAID} more" if len(wrong) > MOST_SAID else ""
        raise DataError(
            f"An Excel workbook has no room for this map: {'; '.join(wrong[:MOST_SAID])}{more}. It holds {CELL:,} characters a "
            f"cell, {ROWS:,} rows and {COLUMNS:,} columns a sheet. Shorten these, or write m.to_csv(folder); nothing was written."
        )


def _wrong(leaf: Leaf) -> Iterator[str]:
    if len(leaf.rows) + 1 > ROWS:
        yield f"table {leaf.table} has {len(leaf.rows):,} rows"
    if len(leaf.keys) > COLUMNS:
        yield f"table {leaf.table} has {len(leaf.keys):,} columns"
    for key in leaf.keys:
        if _length(key) > CELL:
            yield f"table {leaf.table}: the name of column {key[:20]!r}… has {_length(key):,} characters"
    for row in leaf.rows:
        for key, value in zip(leaf.keys, row, strict=True):
            if isinstance(value, str) and len(value) > CELL // 7 and _length(value) > CELL:
                yield f"table {leaf.table}, row {str(row[0])[:40]}, column {key[:40]} has {_length(value):,} characters"


def _length(text: str) -> int:
    """Characters as Excel counts them, and as they are written."""
    made = escaped(text)
    return len(made) + sum(c > "\uffff" for c in made)


def sheet_names(tables: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """A name for the sheet of each table: allowed, short, and unlike all others whatever the case.

    >>> sheet_names(["steps", "a/b", "Steps"], ["Map"])
    {'steps': 'steps', 'a/b': 'a b', 'Steps': 'Steps (2)'}
    """
    used = {name.lower() for name in taken} | {"history"}
    out = {}
    for table in tables:
        plain = _NOT_IN_NAMES.sub(" ", table).strip(" '") or "table"
        name, number = plain[:NAME].strip(" '"), 2
        while name.lower() in used:
            tail = f" ({number})"
            name, number = plain[: NAME - len(tail)].strip(" '") + tail, number + 1
        used.add(name.lower())
        out[table] = name
    return out
