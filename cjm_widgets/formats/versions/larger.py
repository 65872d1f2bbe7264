"""Conflicts about more than a row, decided: a column, the head of a table, a whole table, another part of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from cjm_widgets.formats.values import Json
from cjm_widgets.formats.versions.sentences import subject
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.versions import Sheet, Whole
from cjm_widgets.model.versions.sheets import sheet_of

HEAD = "@"
ATTRS = "@attrs."


def put(held: Mapping[str, Json], key: str, value: Json) -> dict[str, Json]:
    """The mapping with another value; nothing takes the key out."""
    rest = {k: v for k, v in held.items() if k != key or value is not None}
    return rest | ({} if value is None else {key: value})


def decided(whole: Whole, table: str, column: str | None, value: Json) -> Whole:
    """The map with this value there, in the form a conflict tells it; None takes it out.

    ``DataError`` for a part of the file that is neither there nor known.

    >>> prices = {"head": {}, "columns": [{"name": "price"}], "rows": [{"id": "a", "price": "9"}]}
    >>> decided(Whole(), "prices", None, prices).tables["prices"].rows["a"]["price"]
    '9'
    """
    if not table:
        return _part(whole, str(column), value)
    if column is None:
        return replace(whole, tables=_table(whole.tables, table, value))
    sheet = whole.tables.get(table, Sheet())
    made = _head(sheet, column, value) if column.startswith(HEAD) else _column(sheet, column, value)
    return replace(whole, tables={**whole.tables, table: made})


def _part(whole: Whole, key: str, value: Json) -> Whole:
    if key in whole.odd:
        return replace(whole, odd=put(whole.odd, key, value))
    if key in whole.extra:
        return replace(whole, extra=put(whole.extra, key, value))
    raise DataError(
        f"{subject('', None, key)} is no longer in the file, and this version does not know where it belongs. Put it "
        "back by hand, then m.settle('ours', row)."
    )


def _table(tables: Mapping[str, Sheet], name: str, value: Json) -> dict[str, Sheet]:
    if value is None:
        return {key: sheet for key, sheet in tables.items() if key != name}
    raw = {**value["head"], "columns": value["columns"], "rows": value["rows"]}
    return {**tables, name: sheet_of(name, raw)}


def _head(sheet: Sheet, key: str, value: Json) -> Sheet:
    if not key.startswith(ATTRS):
        return replace(sheet, head=put(sheet.head, key.removeprefix(HEAD), value))
    attrs = put(sheet.head.get("attrs", {}), key.removeprefix(ATTRS), value)
    return replace(sheet, head=put(sheet.head, "attrs", attrs or None))


def _column(sheet: Sheet, key: str, value: Json) -> Sheet:
    """Rows that are gone keep their cells in the conflict about the row."""
    columns = put(sheet.columns, key, None if value is None else value["column"])
    cells = {} if value is None else value["cells"]
    rows = {id_: put(row, key, cells.get(id_)) for id_, row in sheet.rows.items()}
    return replace(sheet, columns=columns, rows=rows)
