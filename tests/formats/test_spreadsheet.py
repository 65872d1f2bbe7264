"""Sheets as people have them: what of them is understood, what is kept as it is, and what is said of the rest."""

from __future__ import annotations

import builtins
import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.formats.figures import column, number
from cjm_widgets.formats.spreadsheet import read_csv, read_excel
from cjm_widgets.model.errors import BrokenFile, CjmWarning, FileError, MissingExtra, ShapeError

PLAIN = "Stage,Step,Emotion\nBuy,Pays,-0.4\nUse,Cooks,1.5\n"


def book(rows: list[list[Any]], merged: tuple[str, ...] = (), title: str = "Map") -> bytes:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    return saved(made)


def saved(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


# --- text files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sep", [",", ";", "\t", "|"])
def test_the_separator_is_found(sep: str) -> None:
    frame = read_csv(PLAIN.replace(",", sep).encode())
    assert frame.columns.tolist() == ["Stage", "Step", "Emotion"]
    assert frame["Emotion"].tolist() == [-0.4, 1.5]


def test_commas_inside_texts_do_not_part_a_semicolon_file() -> None:
    frame = read_csv(b"Step;Actions\nPay;enters card, address, date\nCook;reads card, cooks\nEat;eats\n")
    assert frame.shape == (3, 2)
    assert frame.at[0, "Actions"] == "enters card, address, date"


def test_the_line_excel_puts_first_is_obeyed() -> None:
    assert read_csv(b"sep=|\r\na|b\r\nx,y|z\r\n").columns.tolist() == ["a", "b"]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_found_with_and_without_a_mark(coding: str) -> None:
    frame = read_csv("Step,Quote\nZahlt,„Ärger“ 😀 你好 שלום\n".encode(coding))
    assert frame.at[0, "Quote"] == "„Ärger“ 😀 你好 שלום"
    assert frame.columns.tolist() == ["Step", "Quote"]


def test_a_western_file_reads_with_a_warning_that_names_the_encoding() -> None:
    with pytest.warns(CjmWarning, match="read as cp1252"):
        assert read_csv("Step,Preis\nKüche,5 €\n".encode("cp1252")).at[0, "Preis"] == "5 €"
    with pytest.warns(CjmWarning, match="read as latin-1"):
        assert len(read_csv(b"Step,Text\nK\xfcche,\x81\n")) == 1
    assert read_csv("Step,Preis\nKüche,5 €\n".encode("cp1252"), encoding="cp1252").at[0, "Step"] == "Küche"


def test_a_wrong_encoding_is_told() -> None:
    with pytest.raises(BrokenFile, match="is not ascii"):
        read_csv("ä,b\n1,2\n".encode(), encoding="ascii")
    with pytest.raises(BrokenFile, match="is not klingon"):
        read_csv(b"a,b\n", encoding="klingon")


def test_titles_above_and_empty_rows_and_columns_are_left_out() -> None:
    text = "Journey of Dana,,,\nupdated 2026-01-05,,,\n,,,\nStep,,Emotion,\n,,,\nPays,,-0.4,\n ,,,\nCooks,,1.5,\n"
    frame = read_csv(text.encode())
    assert frame.columns.tolist() == ["Step", "Emotion"]
    assert frame["Step"].tolist() == ["Pays", "Cooks"]
    assert frame.attrs["title"] == "Journey of Dana\nupdated 2026-01-05"


def test_line_breaks_in_cells_stay_and_those_in_headers_go() -> None:
    frame = read_csv(b'Step,"Pain\npoints"\r\nPay,"slow\r\nunclear"\r\n')
    assert frame.columns.tolist() == ["Step", "Pain points"]
    assert frame.at[0, "Pain points"] == "slow\nunclear"


def test_columns_without_a_name_or_with_the_same_one_are_told_apart() -> None:
    frame = read_csv(b"Step,Note,Note,\nPay,a,b,c\n")
    assert frame.columns.tolist() == ["Step", "Note", "Note (2)", "column 4"]
    assert frame.iloc[0].tolist() == ["Pay", "a", "b", "c"]


def test_stages_over_steps_give_two_levels() -> None:
    frame = read_csv(
        b",Discover,,Compare,\nLane,Sees post,Reads,Checks,Asks\nActions,a,b,c,d\nPain points,,e,,f\n"
    )
    assert frame.columns.tolist() == [
        ("", "Lane"),
        ("Discover", "Sees post"),
        ("Discover", "Reads"),
        ("Compare", "Checks"),
        ("Compare", "Asks"),
    ]
    assert frame.columns.names == ["stage", "step"]
    assert frame[("Compare", "Asks")].tolist() == ["d", "f"]


def test_a_nameless_column_is_no_band_of_stages() -> None:
    frame = read_csv(b"Step,Actions,,Notes\nPay,pays,x,y\nCook,cooks,z,w\n")
    assert frame.columns.tolist() == ["Step", "Actions", "column 3", "Notes"]
    assert len(frame) == 2


def test_what_was_guessed_can_be_given() -> None:
    text = b"a;b\nc;d\n1,234;x\n"
    assert read_csv(text, header=1).columns.tolist() == ["c", "d"]
    assert read_csv(text, header=[0, 1]).columns.tolist() == [("", "c"), ("b", "d")]
    assert read_csv(b"a;b\n1,234;x\n", decimal=".").at[0, "a"] == 1234
    assert read_csv(b"a;b\n1,234;x\n").at[0, "a"] == 1.234
    assert read_csv(b"a;b\n", sep=",").columns.tolist() == ["a;b"]
    with pytest.raises(ShapeError, match="header=9 names no header row"):
        read_csv(text, header=9)
    with pytest.raises(ShapeError, match="another single character"):
        read_csv(text, sep="--")


def test_a_cell_of_a_hundred_thousand_characters_is_whole() -> None:
    frame = read_csv(f"Step,Note\nPay,{'x' * 200_000}\n".encode())
    assert len(frame.at[0, "Note"]) == 200_000


@pytest.mark.parametrize("data", [b"", b"\n\n", b",,\n,,\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_told(data: bytes) -> None:
    with pytest.raises(ShapeError, match="holds no table: every cell is empty"):
        read_csv(data)


def test_a_header_alone_is_a_frame_without_rows() -> None:
    assert read_csv(b"Step,Emotion\n").shape == (0, 2)


def test_other_files_under_the_name_are_told(tmp_path: Path) -> None:
    with pytest.raises(BrokenFile, match=r"is an Excel workbook, not a text file\. Use read_excel"):
        read_csv(book([["a"]]))
    with pytest.raises(
        BrokenFile, match=r"old \.xls workbook or one locked with a password.*save it as \.xlsx"
    ):
        read_excel(b"\xd0\xcf\x11\xe0rest")
    with pytest.raises(BrokenFile, match=r"OpenDocument sheet \(\.ods\)"):
        read_excel(b"PK\x03\x04 mimetypeapplication/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(BrokenFile, match=r"is not an Excel workbook\. For a text file use read_csv"):
        read_excel(b"a,b\n")
    with pytest.raises(BrokenFile, match="is not text"):
        read_csv(b"\x00\xd8\x00\xd8\x00")
    with pytest.raises(FileError, match="There is no file"):
        read_csv(tmp_path / "no.csv")


def test_a_path_and_an_open_file_read_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(PLAIN, encoding="utf-8")
    with path.open("rb") as file:
        pd.testing.assert_frame_equal(read_csv(path), read_csv(file))
    pd.testing.assert_frame_equal(read_csv(str(path)), read_csv(PLAIN.encode()))


# --- figures ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "decimal", "values", "dtype"),
    [
        (["1", "2"], ".", [1, 2], "int64"), (["1", None], ".", [1], "Int64"), (["1.5", "-2"], ".", [1.5, -2.0], "float64"),
        (["1,234", "5"], ".", [1234, 5], "int64"), (["1.234,5", "2"], ",", [1234.5, 2.0], "float64"), (["1 234", "12 345 678"], ".", [1234, 12345678], "int64"),
        (["1'234", "5"], ".", [1234, 5], "int64"), (["41 %", "7.5%"], ".", [0.41, 0.075], "float64"), (["100 %"], ".", [1.0], "float64"),
        (["−31", "+38"], ".", [-31, 38], "int64"), (["1e3"], ".", [1000.0], "float64"), (["2026-03-01", "2026-03-02 09:30"], ".", [pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-02 09:30")], "datetime64[us]"),
        ([True, False], ".", [True, False], "bool"), ([True, None], ".", [True], "boolean"), ([dt.timedelta(minutes=48)], ".", [pd.Timedelta("48 min")], "timedelta64[us]"),
        ([3.0, 4], ".", [3.0, 4.0], "float64"), (["1.0", "2.0"], ".", [1.0, 2.0], "float64"), ([dt.datetime(2026, 3, 1), None], ".", [pd.Timestamp("2026-03-01")], "datetime64[us]"),
    ],
)  # fmt: skip
def test_figures_are_read_as_numbers_shares_and_dates(
    cells: list[Any], decimal: str, values: list[Any], dtype: str
) -> None:
    made = column(cells, decimal)
    assert made.dropna().tolist() == values
    assert str(made.dtype) == dtype


@pytest.mark.parametrize(
    "cells",
    [
        ["007", "12"], ["1", "two"], ["12 min"], ["5 €"], ["1/2"], ["03.04.2026"], ["3/4/2026"], ["=SUM(A1:A3)"], ["yes", "no"], ["1,2,3"],
        ["1.2.3"], ["12 34"], ["2026-13-45"], ["-"], ["%"], ["nan"], ["inf"], ["1_000"], ["1–2"],
    ],
)  # fmt: skip
def test_what_does_not_surely_mean_a_figure_stays_text(cells: list[str]) -> None:
    assert column(cells, ".").tolist() == cells


def test_a_mixed_column_shows_what_the_sheet_shows() -> None:
    mixed = [3.0, "three", dt.datetime(2026, 3, 1), True, dt.time(0, 48), 0.5, None]
    assert column(mixed, ".").tolist()[:-1] == ["3", "three", "2026-03-01", "TRUE", "00:48", "0.5"]


def test_one_decimal_mark_holds_for_the_sheet() -> None:
    frame = read_csv(b"Step;Minutes;Visits\nPay;1,5;1.234\nCook;48,25;12.345\n")
    assert frame["Minutes"].tolist() == [1.5, 48.25]
    assert frame["Visits"].tolist() == [1234, 12345]


@given(st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9).map(lambda f: round(f, 4)))
@settings(max_examples=80)
def test_a_number_written_either_way_reads_the_same(value: float) -> None:
    english = f"{value:,}" if "e" not in repr(value) else f"{value:,.8f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert number(english, ".") == number(german, ",") == value


# --- Excel -----------------------------------------------------------------------------------------------------


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
