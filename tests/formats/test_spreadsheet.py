"""Text tables as people have them: what is understood, what is kept as it is, what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cjm_widgets.formats.spreadsheet import read_csv, read_excel
from cjm_widgets.model.errors import BrokenFile, CjmWarning, FileError, ShapeError
from formats.made import book

PLAIN = "Stage,Step,Emotion\nBuy,Pays,-0.4\nUse,Cooks,1.5\n"


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


def test_what_was_understood_of_dates_is_said_and_a_sheet_written_again_reads_the_same() -> None:
    frame = read_csv(
        b"Schritt;Am;Bis;Fertig\nSucht;01.03.2026;2026-03-04;WAHR\nKauft;15.03.2026;2026-03-20;FALSCH\n"
    )
    assert frame.attrs["read"] == "“Am”: dates, read with the day first."
    assert frame["Am"].dt.month.tolist() == [3, 3]
    again = read_csv(frame.to_csv(index=False).encode())
    pd.testing.assert_frame_equal(again, frame)
    assert "read" not in again.attrs
    two = read_csv(b"stage,Buy,,Use,\nstep,pays,waits,cooks,eats\nAm,1.3.2026,2.3.2026,3.3.2026,4.3.2026\n")
    assert "“Buy / pays”" in two.attrs["read"]
