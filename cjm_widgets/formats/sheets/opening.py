"""The cells of a workbook of ours, whatever people and programs did to it. Knows openpyxl."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cjm_widgets.formats.values import Json
from cjm_widgets.model import schema
from cjm_widgets.model.errors import BrokenFile, CjmWarning, DataError, MissingExtra
from cjm_widgets.model.versions import Sheet, Whole, whole_of

from . import guard
from .book import HIDDEN, MAP, README
from .cells import TEXT, value_of
from .escaping import unescaped
from .leaves import META, NAME, VALUE, keys_in
from .rows import Read
from .wide_edits import WideRead
from .wide_opening import looks_wide, read_wide

MOST_CELLS = 20_000_000
Cells = dict[tuple[int, int], Any]


@dataclass(frozen=True)
class Opened:
    """What a workbook holds: the map as it was written (or only its tables' columns), sheets as read, the wide sheet."""

    base: Whole
    copy: bool
    reads: dict[str, Read]
    wide: WideRead | None
    lost: list[str]
    """The names of tables whose sheets are gone."""


def is_ours(data: bytes) -> bool:
    """Whether a workbook was written from a map: it has the hidden sheet, or stages, steps, lanes and cards by name."""
    titles = guard.sheet_titles(data)
    return HIDDEN in titles or {"stages", "steps", "lanes", "cards"} <= titles


def opened(data: bytes, name: str) -> Opened:
    """Reads a workbook. Raises BrokenFile for what is none, DataError for merged cells and errors; warns of formulas."""
    book = _load(data, name)
    head, base = _kept(book, name)
    named: Mapping[str, str] = head["sheets"] if head else {}
    reads: dict[str, Read] = {}
    titles = _titles(book, base, named, name)
    for sheet in book.worksheets:
        table = titles.get(sheet.title)
        own = table is not None and table not in named.values()
        if table is not None and (found := _read(sheet, data, name, own)) is not None:
            reads[table] = found
            if sheet.sheet_state != "visible":
                _warn(f"{name}: the sheet {sheet.title!r} is hidden; it was read like the others.")
    written = [*base.tables, META] if head else []
    there = next((sheet for sheet in book.worksheets if titles.get(sheet.title, MAP) is None), None)
    _say_what_is_left(data, book, name)
    return Opened(
        base,
        bool(head and head["copy"]),
        reads,
        _wide(there, data, name) if there is not None else None,
        [table for table in written if table not in reads],
    )


def _titles(book: Any, base: Whole, named: Mapping[str, str], name: str) -> dict[str, str | None]:
    """The table in each sheet by its title, None for the wide sheet; one that was called something else is known by its header."""
    out: dict[str, str | None] = {title: table for title, table in named.items() if title in book.sheetnames}
    if MAP in book.sheetnames:
        out[MAP] = None
    for sheet in book.worksheets:
        if sheet.title in out or sheet.title in (README, HIDDEN):
            continue
        cells = cells_of(sheet)
        if looks_wide(cells):
            if None in out.values():
                _warn(
                    f"{name}: the sheet {sheet.title!r} is a second picture of the map; only {MAP!r} was read."
                )
            else:
                out[sheet.title] = None
                _warn(f"{name}: the sheet {sheet.title!r} was read as {MAP!r}.")
            continue
        lost = [table for table in named.values() if table not in out.values()]
        heads = {str(value) for (row, _), value in cells.items() if row == 1}
        was = next((table for table in lost if heads and heads >= _heads(table, base)), None)
        out[sheet.title] = was or sheet.title
        if was:
            _warn(f"{name}: the sheet {sheet.title!r} was read as {was!r}, whose columns it has.")
    return out


def _heads(table: str, base: Whole) -> set[str]:
    if table == META:
        return {NAME, VALUE}
    return {key for key in keys_in(table, base.tables.get(table, Sheet())) if key}


def _load(data: bytes, name: str) -> Any:
    guard.check(data, name)
    try:
        import openpyxl
    except ImportError:
        raise MissingExtra("openpyxl", "excel", "Reading Excel workbooks") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets errors of every kind out of a damaged file
        said = f"{name} is not a whole Excel workbook ({error}). Open it in Excel and save it again, or restore a copy."
        raise BrokenFile(said) from error


def _kept(book: Any, name: str) -> tuple[dict[str, Json] | None, Whole]:
    """What the hidden sheet says and the map in it."""
    if HIDDEN not in book.sheetnames:
        return None, Whole()
    cells = [row[0] for row in book[HIDDEN].iter_rows(max_col=1, values_only=True)]
    parts = [str(one)[1:-1] for one in cells if isinstance(one, str)]
    try:
        head = json.loads(parts[0])
        raw = json.loads("".join(parts[1:]))
        if isinstance(head["sheets"], dict) and isinstance(raw.get("tables"), dict):
            return {"copy": bool(head["copy"]), "sheets": head["sheets"]}, whole_of(raw)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        pass
    said = f"{name}: its hidden sheet {HIDDEN!r} does not read; the other sheets were read without it."
    warnings.warn(said, CjmWarning, stacklevel=5)
    return None, Whole()


def _warn(said: str) -> None:
    warnings.warn(said, CjmWarning, stacklevel=6)


def cells_of(sheet: Any) -> Cells:
    """The cells that hold anything, by row and column, counted from 1; texts as they were written."""
    out: Cells = {}
    for (row, column), cell in sheet._cells.items():
        value = cell.value
        if value is not None and value != "":
            out[row, column] = unescaped(value) if isinstance(value, str) else value
    return out


def _read(sheet: Any, data: bytes, name: str, own: bool) -> Read | None:
    cells = cells_of(sheet)
    if own and not _is_table(cells):
        if any(row > 1 for row, _ in cells) or (cells and sheet.title not in schema.TABLES):
            said = f"{name}: the sheet {sheet.title!r} was added and has no header in its first row; it was not taken."
            warnings.warn(said, CjmWarning, stacklevel=5)
        return None
    _refuse_errors(sheet, name)
    merged = [str(area) for area in sheet.merged_cells.ranges]
    if merged:
        raise DataError(
            f"{name}: cells of the sheet {sheet.title!r} are merged ({', '.join(merged[:3])}), so what belongs to which row "
            "cannot be told. Unmerge them; nothing was taken from it."
        )
    _warn_of_formulas(sheet, data, name)
    height, width = (max((place[n] for place in cells), default=0) for n in (0, 1))
    used = sorted({row for row, _ in cells if row > 1})
    if len(used) * width > MOST_CELLS:
        raise BrokenFile(
            f"{name}: the sheet {sheet.title!r} spreads over {height:,} rows and {width:,} columns."
        )
    columns = range(1, width + 1)
    return Read(
        [_said(cells.get((1, c))) for c in columns],
        [[cells.get((r, c)) for c in columns] for r in used],
        lambda row, column: f"{sheet.title}!{_letter(column + 1)}{used[row]}",
    )


def _said(cell: Any) -> str:
    return "" if cell is None else str(value_of(TEXT, cell))


def _is_table(cells: Cells) -> bool:
    """Whether a sheet somebody added is a table: a header of different texts above all that is there."""
    heads = {column: value for (row, column), value in cells.items() if row == 1}
    below = {column for row, column in cells if row > 1}
    texts = [value for value in heads.values() if isinstance(value, str) and value.strip()]
    return bool(heads) and below <= heads.keys() and len(set(texts)) == len(heads) and bool(below)


def _letter(column: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(column))


def _refuse_errors(sheet: Any, name: str) -> None:
    wrong = [
        f"{cell.value} in {sheet.title}!{cell.coordinate}"
        for cell in sheet._cells.values()
        if cell.data_type == "e"
    ]
    if wrong:
        raise DataError(
            f"{name}: {len(wrong)} of its cells hold an error ({', '.join(wrong[:5])}). Mend or empty them; nothing was taken "
            "from it."
        )


def _warn_of_formulas(sheet: Any, data: bytes, name: str) -> None:
    found = guard.formulas(data, sheet.title)
    if not found:
        return
    lost = [cell for cell in found if sheet[cell].value is None]
    if lost:
        raise DataError(
            f"{name}: formulas of the sheet {sheet.title!r} have no stored result ({', '.join(lost[:5])}). Open it in Excel, "
            "save it, and read it again; nothing was taken from it."
        )
    said = f"{name}: {len(found)} of the cells of sheet {sheet.title!r} hold formulas ({', '.join(found[:5])}); their stored results were taken."
    warnings.warn(said, CjmWarning, stacklevel=6)


def _say_what_is_left(data: bytes, book: Any, name: str) -> None:
    said = []
    if guard.has_macros(data):
        said.append("it holds macros, which were neither run nor kept")
    if guard.links_out(data):
        said.append("it refers to other files, which were not opened; stored results were taken")
    if said:
        warnings.warn(f"{name}: {'; '.join(said)}.", CjmWarning, stacklevel=5)


def _wide(sheet: Any, data: bytes, name: str) -> WideRead:
    _refuse_errors(sheet, name)
    _warn_of_formulas(sheet, data, name)
    merged = [area.bounds for area in sheet.merged_cells.ranges]
    return read_wide(cells_of(sheet), merged, _letter, sheet.title)
