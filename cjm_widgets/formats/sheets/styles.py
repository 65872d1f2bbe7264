"""How the sheets of a workbook look and what they let people choose: colours, widths, filters, validations, help."""

from __future__ import annotations

from typing import Any

from cjm_widgets.formats.guard import is_live
from cjm_widgets.model import schema
from cjm_widgets.model.columns import Column

from .cells import DATE, DURATION, FLAG, NUMBER, TEXT, TEXTS, WHOLE
from .escaping import escaped
from .leaves import META, Leaf
from .wide import Wide, WideLane

BANDS = ("DCE5F1", "E4E0F2", "F1DFE9", "F3E3D8", "DEEBDD")
ROLES = {
    "pain_points": "FBE7DD", "obstacles": "FBE7DD", "opportunities": "DDF1EA", "gains": "DDF1EA", "questions": "ECE6F6",
    "emotion": "F2F4F6", "frontstage": "E3EEF7", "backstage": "E9EDF1", "support": "EFEFEF", "evidence": "FBF4DC",
}  # fmt: skip
LOW, MID, HIGH = "F4C7AE", "FFFFFF", "B5E0D0"
HEAD = "2F4A6B"
FREE = 200
"""So many empty rows below a table still offer choices and formats."""
_WIDTHS = {TEXT: 22, TEXTS: 26, NUMBER: 12, WHOLE: 12, FLAG: 12, DURATION: 12, DATE: 13}

_HEADS = ("Map", "Tables", "Values", "Sheets")
_HELP = (
    "Change what you like, save, and send the workbook back: whoever reads it sees what you changed, cell by cell.",
    "Map",
    "The sheet “Map” shows the journey: stages over steps, lanes down. Change any text, number or time there.",
    (
        "In lanes of cards each line with a • is one card (Alt+Enter makes a new line; indent a line by two blanks to go on with "
        "the card above). A line cut from one cell and put into another moves the card."
    ),
    (
        "A new column with a name in the row of the steps is a new step, a new row with a name in column B a new lane. Steps and "
        "lanes are removed and put in another order in the sheets “steps” and “lanes”."
    ),
    "Tables",
    (
        "The other sheets hold the same map as tables, one row an item. Add rows at the end: leave the id empty for a new item and "
        "it gets one. Delete whole rows to remove items. Columns of your own are kept."
    ),
    (
        "The order of rows counts in stages, steps and lanes; sort the others as you like. If “Map” and a table say different "
        "things, both are kept and shown as a conflict."
    ),
    "Values",
    (
        "Feelings run from −2 (very bad) to +2 (very good). Durations are times: 0:48:00 is 48 minutes; “48 min” and “2 days” are "
        "understood too. Dates: 2026-03-01. Yes or no: TRUE or FALSE. Lists: a line each."
    ),
    (
        "Cells with a choice offer the usual words; others may be typed. Formulas are not kept: their last results are taken. What "
        "begins with “json:” is a value no cell has a form for; leave it."
    ),
    "Do not merge or unmerge cells, and do not change the ids (first column; hidden row and column in “Map”).",
)
_WITH_COPY = (
    "A hidden sheet keeps the map as it was written, so that changes are found. Delete the sheet “_cjm” before you pass the "
    "workbook on to people who should not see what was there."
)
_WITHOUT_COPY = (
    "This workbook keeps no copy of the map: changes are found by comparing with the map it was made from."
)


def write(cell: Any, text: str) -> None:
    """A text into a cell, whatever it looks like: never a formula, never an error."""
    cell.value = text
    cell.data_type = "s"
    if is_live(text):
        cell.quotePrefix = True


def readme(sheet: Any, title: str, names: dict[str, str], copy: bool) -> None:
    """The sheet that says how to edit."""
    from openpyxl.styles import Alignment, Font

    last = _WITH_COPY if copy else _WITHOUT_COPY
    said = [
        (f"{title}: how to edit this workbook", True),
        *((text, text in _HEADS) for text in (*_HELP, last, "Sheets")),
    ]
    said += [
        (f"{name}: the table {table}" if name != table else name, False) for table, name in names.items()
    ]
    sheet.column_dimensions["A"].width = 110
    for n, (text, bold) in enumerate(said, 1):
        cell = sheet.cell(n, 1)
        write(cell, escaped(text))
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(bold=bold, size=14 if n == 1 else 11)


def table(sheet: Any, page: Leaf) -> None:
    """Header, widths, filter, frozen ids, choices from the schema, and what each column is for."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    last = len(page.rows) + 1
    for at, (key, form) in enumerate(zip(page.keys, page.forms, strict=True), 1):
        letter = get_column_letter(at)
        head = sheet.cell(1, at)
        head.font, head.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=HEAD)
        head.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[letter].width = (
            44 if key in ("text", "value", "quote") else _WIDTHS.get(form, 22)
        )
        for n in range(2, last + 1):
            sheet.cell(n, at).alignment = Alignment(
                wrap_text=form in (TEXT, TEXTS, "anything"), vertical="top"
            )
        if len(page.rows) < 5_000:
            _formatted(sheet, at, form, range(2, last + FREE))
        column = schema.TABLES[page.table].column(key) if page.table in schema.TABLES else None
        if column is not None:
            _offer(sheet, column, form, f"{letter}2:{letter}{last + FREE}")
            head.comment = _about(column)
    if page.keys:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(page.keys))}{last}"
        sheet.freeze_panes = f"{get_column_letter(page.levels + 1)}2"
    sheet.sheet_properties.tabColor = "7A838C" if page.table == META else HEAD


def wide(sheet: Any, drawn: Wide) -> None:
    """Bands in colours, lanes tinted by what they mean, feelings from low to high, wrapped cells, frozen heads."""
    from openpyxl.formatting.rule import ColorScaleRule
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter

    thin = Side(style="thin", color="C5CBD3")
    edge = Border(left=thin, right=thin, top=thin, bottom=thin)
    width = len(drawn.steps)
    sheet.row_dimensions[1].hidden = True
    sheet.column_dimensions["A"].hidden = True
    sheet.column_dimensions["B"].width = 22
    sheet.cell(2, 2).font = Font(bold=True, size=16)
    _banded(sheet, drawn, edge)
    for n, lane in enumerate(drawn.lanes, 5):
        tint = PatternFill("solid", fgColor=ROLES.get(lane.role, "FFFFFF"))
        for column in range(2, width + 3):
            cell = sheet.cell(n, column)
            cell.border, cell.fill = edge, tint
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(n, 2).font = Font(bold=True)
        lines = [_lines(drawn.cells.get((lane.id, step))) for step, _ in drawn.steps]
        sheet.row_dimensions[n].height = min(400, 15 * max([1, -(-len(lane.name) // 20), *lines]) + 3)
        _lane(sheet, n, lane, width, ColorScaleRule)
    sheet.freeze_panes = "C5"
    if drawn.lanes:
        sheet.auto_filter.ref = f"A4:{get_column_letter(width + 2)}{len(drawn.lanes) + 4}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows, sheet.print_title_cols = "3:4", "B:B"
    sheet.sheet_properties.tabColor = "128A69"


def _banded(sheet: Any, drawn: Wide, edge: Any) -> None:
    """The stages in their colours, over their steps."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    at = 3
    for number, (_, _, count) in enumerate(drawn.bands):
        fill = PatternFill("solid", fgColor=BANDS[number % len(BANDS)])
        for column in range(at, at + count):
            sheet.column_dimensions[get_column_letter(column)].width = 30
            for row in (3, 4):
                cell = sheet.cell(row, column)
                cell.fill, cell.font, cell.border = fill, Font(bold=True, size=12 if row == 3 else 11), edge
                cell.alignment = Alignment(
                    wrap_text=True, vertical="center", horizontal="center" if row == 3 else "left"
                )
        at += count


def _lines(value: Any) -> int:
    """About how many lines a cell takes in a column of the wide sheet; programs do not all find that out."""
    return sum(1 + len(line) // 28 for line in value.split("\n")) if isinstance(value, str) else 1


def _lane(sheet: Any, row: int, lane: WideLane, width: int, scale: Any) -> None:
    from openpyxl.utils import get_column_letter

    if not lane.column or not width:
        return
    area = f"C{row}:{get_column_letter(width + 2)}{row}"
    column = schema.TABLES["steps"].column(lane.column)
    if column is not None:
        _offer(sheet, column, lane.form, area)
    _formatted(sheet, 0, lane.form, (sheet.cell(row, at) for at in range(3, width + 3)))
    if lane.role == "emotion" and lane.form == NUMBER:
        ends = {
            "start_type": "num",
            "start_value": -2,
            "mid_type": "num",
            "mid_value": 0,
            "end_type": "num",
            "end_value": 2,
        }
        rule = scale(start_color=LOW, mid_color=MID, end_color=HIGH, **ends)
        sheet.conditional_formatting.add(area, rule)


def _formatted(sheet: Any, at: int, form: str, where: Any) -> None:
    """Empty cells take what is typed as it is meant: a text stays one, a time is one."""
    formats = {TEXT: "@", DURATION: "[h]:mm:ss", DATE: "yyyy-mm-dd"}
    if form not in formats:
        return
    for one in where:
        cell = sheet.cell(one, at) if at else one
        # Excel shows marks instead of a long text in a cell that is formatted as text.
        if cell.value is None or (form == TEXT and isinstance(cell.value, str) and len(cell.value) < 250):
            cell.number_format = formats[form]


def _offer(sheet: Any, column: Column, form: str, area: str) -> None:
    """Choices and ranges of the schema. A word of one's own may be typed; a number out of range is asked about."""
    from openpyxl.worksheet.datavalidation import DataValidation

    made = None
    if (
        column.allowed
        and len(",".join(column.allowed)) <= 250
        and not any("," in one for one in column.allowed)
    ):
        made = DataValidation("list", formula1=f'"{",".join(column.allowed)}"', errorStyle="warning")
    elif form == FLAG:
        made = DataValidation("list", formula1='"TRUE,FALSE"', errorStyle="stop")
    elif form in (NUMBER, WHOLE) and (column.low is not None or column.high is not None):
        made = _between(column, "whole" if form == WHOLE else "decimal")
    if made is not None:
        made.allow_blank = True
        made.error = f"{column.name}: {_said(column)}"[:225]
        made.errorTitle = "Not one of the usual values"
        sheet.add_data_validation(made)
        made.add(area)


def _between(column: Column, kind: str) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.low is not None and column.high is not None:
        return DataValidation(kind, "between", f"{column.low:g}", f"{column.high:g}", errorStyle="warning")
    if column.low is not None:
        return DataValidation(kind, "greaterThanOrEqual", f"{column.low:g}", errorStyle="warning")
    return DataValidation(kind, "lessThanOrEqual", f"{column.high:g}", errorStyle="warning")


def _said(column: Column) -> str:
    if column.allowed:
        return ", ".join(column.allowed)
    ends = [
        f"at least {column.low:g}" if column.low is not None else "",
        f"at most {column.high:g}" if column.high is not None else "",
    ]
    return ", ".join(filter(None, ends)) or column.about


def _about(column: Column) -> Any:
    from openpyxl.comments import Comment

    more = f" One of: {', '.join(column.allowed)}." if column.allowed else ""
    refers = f" The id of a row of {column.refers}." if column.refers else ""
    made = Comment(f"{column.about[:1].upper()}{column.about[1:]}.{more}{refers}", "cjm_widgets")
    made.width, made.height = 260, 110
    return made
