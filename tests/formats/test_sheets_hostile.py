"""Files made to do harm, or that are something else: each is refused, or read without what it wants to do."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import BrokenFile, CjmError, CjmWarning, DataError, ShapeError


@pytest.fixture
def book(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    return m, m.to_excel(tmp_path / "m.xlsx")


def with_parts(path, **parts):
    """The workbook with parts put in place of, or beside, its own."""
    named = {name.replace("__", "/").replace("_dot_", "."): text for name, text in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            if part not in named:
                new.writestr(part, old.read(part))
        for part, text in named.items():
            new.writestr(part, text)
    path.write_bytes(out.getvalue())
    return path


def refused(path, match, kind=BrokenFile):
    with pytest.raises(kind, match=match):
        cjm.JourneyMap.from_excel(path)
    with pytest.raises(CjmError):
        cjm.read_excel(path)


def test_a_bomb_is_not_unpacked(book):
    refused(with_parts(book[1], xl__bomb_dot_xml=b"0" * (450 * 2**20)), "would unpack to 4.. MB.*not opened")


def test_entities_are_refused(book):
    _, path = book
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/styles.xml")
    bad = text.replace(b"<styleSheet", b'<!DOCTYPE x [<!ENTITY a "aaaa">]><styleSheet', 1)
    refused(with_parts(path, xl__styles_dot_xml=bad), "declares entities in xl/styles.xml")


def test_merging_all_cells_is_refused(book):
    _, path = book
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/worksheets/sheet3.xml")
    bad = text.replace(
        b"</sheetData>", b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    refused(with_parts(path, xl__worksheets__sheet3_dot_xml=bad), "merges 17,179,869,184 cells")


def test_a_cell_at_the_far_end_is_refused_by_the_reader_of_tables(tmp_path):
    made = openpyxl.Workbook()
    made.active["A1"], made.active["XFD1048576"] = "step", "far"
    made.save(tmp_path / "far.xlsx")
    with pytest.raises(ShapeError, match="spreads over 1,048,576 rows and 16,384 columns and holds 2 values"):
        cjm.read_excel(tmp_path / "far.xlsx")


def test_merged_cells_of_a_table_are_named(book):
    m, path = book
    made = openpyxl.load_workbook(path)
    made["steps"].merge_cells("A2:A3")
    made.save(path)
    with pytest.raises(DataError, match=r"'steps' are merged.*Unmerge them"):
        m.changes_in(path)


def test_macros_links_and_formulas_are_said_and_not_run(book):
    m, path = book
    with_parts(
        path, xl__vbaProject_dot_bin=b"MZ", xl__externalLinks__externalLink1_dot_xml=b"<externalLink/>"
    )
    with zipfile.ZipFile(path) as archive:
        text = archive.read("xl/worksheets/sheet4.xml").decode()
    cell = text.index("<c ", text.index('<row r="2"'))
    end = text.index("</c>", cell)
    first = text[cell:end]
    style = first[: first.index(">")].replace(' t="s"', ' t="str"').replace(' t="inlineStr"', ' t="str"')
    name = m.stages.index[0]
    bad = text[:cell] + f'{style}><f>DDE("cmd","/c calc","x")</f><v>{name}</v>' + text[end:]
    with_parts(path, xl__worksheets__sheet4_dot_xml=bad.encode())
    with pytest.warns(CjmWarning) as said:
        assert len(m.changes_in(path)) == 0
    told = " ".join(str(one.message) for one in said)
    assert "hold formulas (A2); their stored results were taken" in told
    assert "macros, which were neither run nor kept; it refers to other files, which were not opened" in told


@pytest.mark.parametrize(
    ("data", "match"),
    [
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "locked with a password|not a whole"),
        (b"PK\x03\x04broken", "not a whole Excel workbook"),
        (b"a,b\n1,2\n", "not an Excel workbook|not a whole"),
        (b"", "not an Excel workbook|not a whole"),
    ],
)
def test_what_is_no_workbook_is_told_apart(tmp_path, data, match):
    (tmp_path / "m.xlsx").write_bytes(data)
    refused(tmp_path / "m.xlsx", match)


@pytest.mark.parametrize(("part", "match"), [("ppt/presentation.xml", "a PowerPoint file"), ("word/document.xml", "a Word"),
                                             ("xl/workbook.bin", "xlsb"), ("x.txt", "no Excel workbook")])  # fmt: skip
def test_other_archives_are_named(tmp_path, part, match):
    with zipfile.ZipFile(tmp_path / "m.xlsx", "w") as archive:
        archive.writestr(part, "x")
    refused(tmp_path / "m.xlsx", match)


def test_a_hidden_sheet_that_was_tampered_with_is_left_aside(book):
    m, path = book
    made = openpyxl.load_workbook(path)
    made["_cjm"]["A2"] = '|{"tables": {"steps": [[[[|'
    made.save(path)
    with pytest.warns(CjmWarning, match="hidden sheet '_cjm' does not read"):
        assert cjm.JourneyMap.from_excel(path).steps["name"].tolist() == m.steps["name"].tolist()


def test_a_folder_without_csv_and_a_broken_copy_are_said(tmp_path):
    with pytest.raises(CjmError, match="holds no CSV files"):
        cjm.JourneyMap.from_csv(tmp_path)
    m = cjm.JourneyMap.from_template("classic")
    m.to_csv(tmp_path / "c")
    (tmp_path / "c" / "_cjm.json").write_text("{")
    with pytest.raises(BrokenFile, match="take it away to read the CSV alone"):
        cjm.JourneyMap.from_csv(tmp_path / "c")
    (tmp_path / "c" / "_cjm.json").unlink()
    assert cjm.JourneyMap.from_csv(tmp_path / "c").steps["name"].tolist() == m.steps["name"].tolist()
