"""Excel sheets as people have them, in real workbooks."""

from __future__ import annotations

import builtins
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from cjm_widgets.formats.spreadsheet import read_excel
from cjm_widgets.model.errors import BrokenFile, CjmWarning, MissingExtra, ShapeError
from formats.made import book, saved


def test_a_plain_sheet_reads_with_its_dtypes(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = [
        ["Step", "Emotion", "When", "Visits", "Key", "Share"],
        ["Pays", -0.4, dt.datetime(2026, 3, 1), 12, True, "41 %"],
        ["Cooks", None, dt.datetime(2026, 3, 2), 7, False, "7 %"],
    ]
    path.write_bytes(book(rows))
    frame = read_excel(path)
    kinds = {c: t.kind for c, t in frame.drop(columns="Step").dtypes.items()}
    assert kinds == {"Emotion": "f", "When": "M", "Visits": "i", "Key": "b", "Share": "f"}
    assert frame.attrs == {"sheet": "Map"}


def test_merged_stages_are_filled_along_the_steps() -> None:
    rows = [
        ["Journey of Dana", None, None, None, None],
        ["Stage", "Discover", None, "Compare", None],
        ["Step", "Sees", "Reads", "Checks", "Asks"],
        ["Actions", "a", "b", "c", None],
        ["Touchpoints", "Web", None, None, "Phone"],
    ]
    frame = read_excel(book(rows, ("A1:E1", "B2:C2", "D2:E2", "B5:D5")))
    assert frame.columns.tolist() == [
        ("", "Step"),
        ("Discover", "Sees"),
        ("Discover", "Reads"),
        ("Compare", "Checks"),
        ("Compare", "Asks"),
    ]
    assert frame.iloc[1].tolist() == ["Touchpoints", "Web", "Web", "Web", "Phone"]
    assert frame.attrs["title"] == "Journey of Dana"


def test_a_stage_merged_down_its_steps_is_filled_down() -> None:
    rows = [["Stage", "Step", "Emotion"], ["Buy", "Pays", 1], [None, "Waits", -1], ["Use", "Cooks", 2]]
    frame = read_excel(book(rows, ("A2:A3",)))
    assert frame["Stage"].tolist() == ["Buy", "Buy", "Use"]


def test_a_table_that_starts_further_down_and_right_is_found() -> None:
    made = openpyxl.Workbook()
    for row, values in ((4, ["Step", "NPS"]), (5, ["Pay", 4]), (7, ["Cook", 5])):
        for i, value in enumerate(values):
            made.active.cell(row, 3 + i, value)
    made.active.cell(2, 3, "Title")
    made.active.merge_cells("C2:D2")
    frame = read_excel(saved(made))
    assert frame["NPS"].tolist() == [4, 5]
    assert frame.attrs["title"] == "Title"


def test_the_first_shown_sheet_with_content_is_taken_or_the_one_named() -> None:
    made = openpyxl.Workbook()
    made.active.title = "Empty"
    hidden, second, third = (made.create_sheet(n) for n in ("Hidden", "Second", "Third"))
    hidden.sheet_state = "hidden"
    for sheet in (hidden, second, third):
        sheet.append(["Step"])
        sheet.append([sheet.title])
    data = saved(made)
    assert read_excel(data).at[0, "Step"] == "Second"
    assert read_excel(data, "Hidden").at[0, "Step"] == "Hidden"
    assert read_excel(data, 3).at[0, "Step"] == "Third"
    with pytest.raises(
        ShapeError, match=r"has no sheet 'Fourth'\. It has: 'Empty', 'Hidden', 'Second', 'Third'"
    ):
        read_excel(data, "Fourth")
    with pytest.raises(ShapeError, match="its sheets are empty"):
        read_excel(saved(openpyxl.Workbook()))


def with_result(data: bytes, result: str) -> bytes:
    """The workbook as Excel would have saved it: the formula's result beside the formula."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert b"<v />" in content or b"<v></v>" in content
                content = content.replace(b"<v />", f"<v>{result}</v>".encode()).replace(
                    b"<v></v>", f"<v>{result}</v>".encode()
                )
            new.writestr(name, content)
    return out.getvalue()


def test_a_formula_counts_with_its_stored_result_and_is_never_evaluated() -> None:
    data = book([["Step", "Minutes"], ["Pay", "=1+1"]])
    assert read_excel(with_result(data, "42"))["Minutes"].tolist() == [42]


def test_a_formula_without_a_result_is_told() -> None:
    data = book([["Step", "Minutes"], ["Pay", "=1+1"], ["Cook", 3]])
    with pytest.warns(CjmWarning, match=r"1 of the formulas of sheet 'Map' have no stored result \(B2\)"):
        frame = read_excel(data)
    assert frame["Minutes"].dropna().tolist() == [3]


def test_a_text_that_begins_like_a_formula_stays_text() -> None:
    made = openpyxl.Workbook()
    made.active.append(["Step", "Note"])
    made.active.append(["Pay", None])
    cell = made.active["B2"]
    cell.value = "=cmd()"
    cell.data_type = "s"
    assert read_excel(saved(made)).at[0, "Note"] == "=cmd()"


def test_error_cells_are_left_empty_with_a_word() -> None:
    data = book([["Step", "NPS", "Note"], ["Pay", "#N/A", "about #N/A"], ["Cook", 4, "x"]])
    with pytest.warns(CjmWarning, match="#N/A in B2"):
        frame = read_excel(data)
    assert frame["NPS"].dropna().tolist() == [4]
    assert frame.at[0, "Note"] == "about #N/A"


def test_a_damaged_workbook_is_told() -> None:
    with pytest.raises(BrokenFile, match="is not a whole Excel workbook"):
        read_excel(book([["a"]])[:400])


def test_without_openpyxl_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data, real = book([["a"]]), builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "openpyxl":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingExtra, match=r"pip install 'cjm_widgets\[excel\]'"):
        read_excel(data)
