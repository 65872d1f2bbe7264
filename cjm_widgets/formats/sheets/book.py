"""A map as an Excel workbook: a sheet that says how to edit, the wide sheet, one sheet a table, and a copy to compare with."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.versions.plain import plain
from cjm_widgets.model import schema
from cjm_widgets.model.errors import MissingExtra
from cjm_widgets.model.versions import Sheet, Whole, raw_of

from . import limits, styles
from .cells import ANY, DATE, DURATION, TEXT, cell_of
from .escaping import escaped
from .leaves import META, Leaf, form_of_meta, leaf_of, leaves
from .wide import Wide, wide

README, MAP, HIDDEN = "Read me", "Map", "_cjm"
"""The sheets beside those of the tables; the last is hidden."""
CHUNK = 8_000
"""Characters of the copy in a cell."""
OFFERED = ("personas", "evidence", "improvements")
"""Tables that get an empty sheet to fill in where the map has none."""


def book(map_file: MapFile, *, copy: bool = True) -> bytes:
    """The workbook. ``copy`` keeps the map as it is now in a hidden sheet, for telling what was changed.

    Raises MissingExtra without openpyxl, DataError for what a workbook has no room or no form for.
    """
    try:
        import openpyxl
    except ImportError:
        raise MissingExtra("openpyxl", "excel", "Writing Excel workbooks") from None
    whole = plain(map_file)
    pages = [*leaves(whole), *_offered(whole)]
    drawn = wide(whole)
    limits.check(pages, ((f"the wide sheet, {at}", v) for at, v in drawn.cells.items() if isinstance(v, str)))
    names = limits.sheet_names([page.table for page in pages], (README, MAP, HIDDEN))
    made = openpyxl.Workbook()
    made.remove(made.active)
    styles.readme(made.create_sheet(README), drawn.title, names, copy)
    _wide(made.create_sheet(MAP), drawn)
    for page in pages:
        meta = whole.meta if page.table == META else None
        _table(made.create_sheet(names[page.table]), page, meta)
    _hidden(made.create_sheet(HIDDEN), whole, names, copy)
    made.active = 1
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def structure(whole: Whole) -> Whole:
    """A map without its rows and without what its metadata says: columns and their types stay."""
    tables = {name: sheet.blank() for name, sheet in whole.tables.items()}
    return replace(
        whole, meta={k: [] if isinstance(v, list) else "" for k, v in whole.meta.items()}, tables=tables
    )


def _offered(whole: Whole) -> Iterator[Leaf]:
    for name in OFFERED:
        if name not in whole.tables:
            columns = {column.name: {"name": column.name} for column in schema.TABLES[name].columns}
            yield leaf_of(name, Sheet({}, columns))


def _table(sheet: Any, page: Leaf, meta: Any) -> None:
    for at, key in enumerate(page.keys, 1):
        _put(sheet, 1, at, TEXT, key)
    for n, row in enumerate(page.rows, 2):
        for at, (form, value) in enumerate(zip(page.forms, row, strict=True), 1):
            _put(sheet, n, at, form_of_meta(value) if meta is not None and form == ANY else form, value)
    styles.table(sheet, page)


def _put(sheet: Any, row: int, column: int, form: str, value: Any) -> None:
    made = cell_of(form, value)
    if made is None or made == "":
        return
    cell = sheet.cell(row, column)
    if not isinstance(made, str):
        cell.value = made
        if form == DURATION:
            cell.number_format = "[h]:mm:ss"
        elif form == DATE:
            cell.number_format = (
                "yyyy-mm-dd" if made.time().isoformat() == "00:00:00" else "yyyy-mm-dd hh:mm:ss.000"
            )
        return
    styles.write(cell, escaped(made))


def _wide(sheet: Any, drawn: Wide) -> None:
    _put(sheet, 2, 2, TEXT, drawn.title)
    for at, (id_, name) in enumerate(drawn.steps, 3):
        _put(sheet, 1, at, TEXT, id_)
        _put(sheet, 4, at, TEXT, name or id_)
    at = 3
    for _, name, count in drawn.bands:
        _put(sheet, 3, at, TEXT, name)
        if count > 1:
            sheet.merge_cells(start_row=3, end_row=3, start_column=at, end_column=at + count - 1)
        at += count
    for n, lane in enumerate(drawn.lanes, 5):
        _put(sheet, n, 1, TEXT, lane.id)
        _put(sheet, n, 2, TEXT, lane.name)
        for at, (step, _) in enumerate(drawn.steps, 3):
            value = drawn.cells.get((lane.id, step))
            if value is not None:
                _shown(sheet, n, at, lane.form, value)
    styles.wide(sheet, drawn)


def _shown(sheet: Any, row: int, column: int, form: str, value: Any) -> None:
    """A cell of the wide sheet: it holds what a cell holds already."""
    if isinstance(value, str):
        _put(sheet, row, column, TEXT, value)
        return
    cell = sheet.cell(row, column)
    cell.value = value
    if form in (DURATION, DATE):
        cell.number_format = "[h]:mm:ss" if form == DURATION else "yyyy-mm-dd"


def _hidden(sheet: Any, whole: Whole, names: dict[str, str], copy: bool) -> None:
    kept = whole if copy else structure(whole)
    text = json.dumps(raw_of(kept), ensure_ascii=True, separators=(",", ":"))
    text = text.replace("_x", "\\u005fx")  # programs read _xHHHH_ as a character
    head = {"cjm": 1, "copy": copy, "sheets": {name: table for table, name in names.items()}}
    parts = [json.dumps(head, ensure_ascii=True), *re.findall(rf".{{1,{CHUNK}}}", text, re.DOTALL)]
    for n, part in enumerate(parts, 1):
        cell = sheet.cell(n, 1)
        styles.write(cell, f"|{part}|")  # bars keep blanks at the ends, and no part begins as a formula does
    sheet.sheet_state = "veryHidden"
