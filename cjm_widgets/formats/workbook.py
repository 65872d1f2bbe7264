"""The cells of one sheet of an Excel workbook, merged cells filled along. Knows openpyxl."""

from __future__ import annotations

import io
import warnings
import zipfile
from dataclasses import dataclass
from typing import Any

from cjm_widgets.formats.sheets import guard
from cjm_widgets.formats.sheets.book import HIDDEN, MAP
from cjm_widgets.model.errors import BrokenFile, CjmWarning, MissingExtra, ShapeError

ERRORS = (
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
)

MOST_CELLS = 20_000_000
"""A sheet of more is not read: it does not fit into memory as rows."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells of a sheet, row by row, and which rows have cells merged sideways."""

    title: str
    cells: list[list[Any]]
    joined: frozenset[int]


def sheet_cells(data: bytes, sheet: str | int | None, name: str) -> Sheet:
    """The cells of a sheet. Raises MissingExtra, BrokenFile, or ShapeError where there is no such sheet."""
    guard.check(data, name)
    book = _open(data, name, results=True)
    ours = HIDDEN in book.sheetnames and MAP in book.sheetnames
    found = _pick(book, MAP if ours and sheet is None else sheet, name)
    cells = _grid(found, name)
    joined = _fill(cells, [_range(r) for r in found.merged_cells.ranges])
    _warn_of_errors(cells, found, name)
    _warn_of_formulas(data, found, cells, name)
    if ours and found.title == MAP:  # without the ids of our own, which are hidden
        return Sheet(found.title, [row[1:] for row in cells[1:]], frozenset(row - 1 for row in joined if row))
    return Sheet(found.title, cells, joined)


def _grid(sheet: Any, name: str) -> list[list[Any]]:
    """The cells up to the last that holds anything: what a sheet says of its size may be far beyond."""
    held = {place: cell.value for place, cell in sheet._cells.items() if cell.value is not None}
    height, width = (max((place[n] for place in held), default=0) for n in (0, 1))
    if height * width > MOST_CELLS:
        raise ShapeError(
            f"{name}: sheet {sheet.title!r} spreads over {height:,} rows and {width:,} columns and holds {len(held):,} values. "
            "Delete what stands far outside the table, and save it again."
        )
    return [[held.get((row, column)) for column in range(1, width + 1)] for row in range(1, height + 1)]


def _open(data: bytes, name: str, results: bool) -> Any:
    try:
        import openpyxl
    except ImportError:
        raise MissingExtra("openpyxl", "excel", "Reading Excel workbooks") from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)
            return openpyxl.load_workbook(io.BytesIO(data), data_only=results, keep_links=False)
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError, SyntaxError) as error:
        said = f"{name} is not a whole Excel workbook ({error}). Open it in Excel and save it again, or restore a copy."
        raise BrokenFile(said) from error


def _pick(book: Any, sheet: str | int | None, name: str) -> Any:
    sheets = book.worksheets
    titles = ", ".join(repr(s.title) for s in sheets)
    if sheet is None:
        shown = [s for s in sheets if s.sheet_state == "visible"] or sheets
        held = [s for s in shown if any(cell.value is not None for cell in s._cells.values())]
        if not held:
            raise ShapeError(f"{name} holds no table: its sheets are empty ({titles or 'it has none'}).")
        return held[0]
    match = [s for i, s in enumerate(sheets) if sheet in (i, s.title)]
    if not match:
        raise ShapeError(f"{name} has no sheet {sheet!r}. It has: {titles}. Give a name, or a number from 0.")
    return match[0]


def _range(found: Any) -> tuple[int, int, int, int]:
    return found.min_row - 1, found.max_row - 1, found.min_col - 1, found.max_col - 1


def _fill(cells: list[list[Any]], ranges: list[tuple[int, int, int, int]]) -> frozenset[int]:
    """Fills merged cells with what they show; a title merged over the whole width stays one cell."""
    used = [c for row in cells for c, value in enumerate(row) if value is not None]
    joined: set[int] = set()
    for first, last, left, right in ranges:
        if not used or (left <= min(used) and right >= max(used) and right > left):
            continue
        rows = range(first, min(last + 1, len(cells)))
        for row in rows:
            for column in range(left, min(right + 1, len(cells[row]))):
                cells[row][column] = cells[first][left]
        if right > left:
            joined.update(rows)
    return frozenset(joined)


def _warn_of_errors(cells: list[list[Any]], sheet: Any, name: str) -> None:
    found = [(r, c) for r, row in enumerate(cells) for c, value in enumerate(row) if value in ERRORS]
    wrong = [(r, c) for r, c in found if sheet.cell(r + 1, c + 1).data_type == "e"]
    if not wrong:
        return
    some = ", ".join(f"{cells[r][c]} in {sheet.cell(r + 1, c + 1).coordinate}" for r, c in wrong[:3])
    said = f"{name}: {len(wrong)} of the cells of sheet {sheet.title!r} hold an error ({some}); they are left empty."
    warnings.warn(said, CjmWarning, stacklevel=4)
    for r, c in wrong:
        cells[r][c] = None


def _warn_of_formulas(data: bytes, sheet: Any, cells: list[list[Any]], name: str) -> None:
    """A formula without a stored result reads as nothing; say so, as nobody sees it otherwise."""
    if b"<f" not in _sheet_xml(data):
        return
    formulas = _open(data, name, results=False)[sheet.title]
    lost = [
        cell.coordinate
        for row in formulas.iter_rows()
        for cell in row
        if cell.data_type == "f" and sheet[cell.coordinate].value is None
    ]
    if lost:
        said = (
            f"{name}: {len(lost)} of the formulas of sheet {sheet.title!r} have no stored result ({', '.join(lost[:3])}); "
            f"they are left empty. Open the file in Excel, save it, and read it again."
        )
        warnings.warn(said, CjmWarning, stacklevel=4)


def _sheet_xml(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(
            archive.read(n)
            for n in archive.namelist()
            if n.startswith("xl/worksheets/") and n.endswith(".xml")
        )
