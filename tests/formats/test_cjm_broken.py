"""Files that do not read: every one is refused in a sentence that says what is wrong and where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cjm_widgets.formats.cjm_file import dumps, loads, read
from cjm_widgets.model.errors import BrokenFile, CjmWarning, FileError
from formats.made import small, text_of


def broken_row(table_name: str, row: object) -> str:
    raw = json.loads(dumps(small()))
    raw["tables"][table_name]["rows"].append(row)
    return json.dumps(raw)


def cell_of(dtype: str, value: object) -> str:
    return text_of(tables={"mine": {"columns": [{"name": "a", "dtype": dtype}], "rows": [{"a": value}]}})


BROKEN: dict[str, tuple[str, str]] = {
    "empty": ("  \n", "is empty"),
    "cut short": (dumps(small())[:150], "line 13: the file ends too early; it was cut short"),
    "a comma too many": ('{"format": "cjm",\n"version": 1,\n}', "line 3: "),
    "unmerged": ('{"format": "cjm",\n<<<<<<< HEAD\n', "line 2: two versions were merged"),
    "a list": ("[]", "JSON but not a map: it names no format"),
    "another format": ('{"format": "pdf"}', "its format is 'pdf'"),
    "no version": ('{"format": "cjm"}', "\"version\": None; it must be a whole number"),
    "version text": ('{"format": "cjm", "version": "1"}', "\"version\": '1'"),
    "meta a list": (text_of(meta=[]), '"meta" must be an object'),
    "tables a list": (text_of(tables=[]), '"tables" must be an object'),
    "table a list": (text_of(tables={"steps": []}), "table steps must have"),
    "rows an object": (text_of(tables={"steps": {"rows": {}}}), '"rows" must be a list of records'),
    "columns a text": (text_of(tables={"steps": {"columns": "a"}}), '"columns" must be a list of names'),
    "column a number": (text_of(tables={"steps": {"columns": [1]}}), "a column must be a name"),
    "column twice": (text_of(tables={"steps": {"columns": ["a", "a"]}}), "two columns have one key"),
    "index a text": (text_of(tables={"steps": {"index": "step"}}), '"index" must list its levels'),
    "range of texts": (text_of(tables={"mine": {"index": [{"range": "a"}]}}), '"range" must be [first, step]'),
    "dtype unknown": (text_of(tables={"mine": {"columns": [{"name": "a", "dtype": "qubit"}]}}), "'qubit', which this version"),
    "attrs a list": (text_of(tables={"mine": {"attrs": [1]}}), '"attrs" must be an object'),
    "row a list": (broken_row("steps", ["a"]), "table steps: row 3 must be a record"),
    "row without id": (broken_row("steps", {"name": "a"}), 'table steps: row 3 has no "id"'),
    "id a number": (broken_row("steps", {"id": 3}), "column id: 3 is not a text"),
    "id twice": (broken_row("steps", {"id": "pay"}), "has the id 'pay' twice (rows 0 and 2"),
    "text in a number": (broken_row("steps", {"id": "c", "emotion": "good"}), "row c, column emotion: 'good' is not a number"),
    "bad duration": (cell_of("timedelta64[s]", "soon"), "row 1, counting from 1, column a: 'soon' is not a duration"),
    "bare duration": (cell_of("timedelta64[s]", "5"), "'5' is not a duration"),
    "bad date": (cell_of("datetime64[s]", "soon"), "'soon' is not a date or time"),
    "bad flag": (cell_of("boolean", "yes"), "'yes' is not true or false"),
    "no room": (cell_of("int64", None), "its column has no room for an empty one"),
    "too big": (cell_of("int8", 300), "300 is not a whole number that fits int8"),
    "bad form": (text_of(meta={"a": {"$": "date", "v": "x"}}), "does not read as date"),
    "key twice": ('{"format": "cjm", "version": 1, "meta": {"id": "a", "b": 1, "b": 2}}', "'b' is named twice, in the record 'a'"),
    "deep": ("[" * 100_000, "nests lists too deeply"),
    "a number too long": ("1" * 5000, "does not read"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_says_what_is_wrong_and_where(case: str, tmp_path: Path) -> None:
    text, said = BROKEN[case]
    path = tmp_path / "a.cjm.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFile) as caught:
        read(path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(str(path)), "the sentence names the file"
    assert path.read_text(encoding="utf-8") == text


def test_a_file_cut_short_anywhere_says_so() -> None:
    text = dumps(small())
    for end in range(20, len(text) - 3, 7):
        with pytest.raises(BrokenFile, match="it was cut short"):
            loads(text[:end])


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"format": "cjm",\n"meta": "\xe9"}', "is not UTF-8 text (line 2)"),
        ("{}".encode("utf-16"), "is UTF-16 text"),
        (b"PK\x03\x04", "is a spreadsheet or an archive"),
    ],
)
def test_bytes_that_are_no_text_are_named(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    path.write_bytes(data)
    with pytest.raises(BrokenFile) as caught:
        read(path)
    assert said in str(caught.value)


def test_a_byte_order_mark_and_windows_line_ends_read(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    path.write_bytes(b"\xef\xbb\xbf" + dumps(small()).replace("\n", "\r\n").encode())
    assert read(path).meta == {"title": "Meal kit"}


def test_a_folder_or_a_missing_file_says_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "first.cjm.json").write_text(dumps(small()), encoding="utf-8")
    with pytest.raises(FileError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(FileError, match=r"There is no file .*Maps in that folder: first\.cjm\.json"):
        read(tmp_path / "second.cjm.json")
    with pytest.raises(FileError, match="is not there either"):
        read(tmp_path / "nowhere" / "second.cjm.json")


def test_references_that_lead_nowhere_are_told_and_kept() -> None:
    raw = json.loads(dumps(small()))
    raw["tables"]["steps"]["rows"][0]["stage"] = "gone"
    with pytest.warns(CjmWarning, match=r"steps\.stage names 1 that is not in stages: 'gone'"):
        found = loads(json.dumps(raw))
    assert found.tables["steps"].loc["pay", "stage"] == "gone"
