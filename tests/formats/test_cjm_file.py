"""The map file on disk: what people and git see, what is refused and in which words, and what a failed save leaves."""

from __future__ import annotations

import difflib
import errno
import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cjm_widgets.formats.cjm_file import MapFile, dumps, loads, read, write
from cjm_widgets.formats.disk import Fingerprint
from cjm_widgets.model.errors import BrokenFile, CjmWarning, DataError, FileChanged, FileError


def table(rows: dict[str, dict[str, Any]], name: str) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis(name)


def small() -> MapFile:
    stages = table({"buy": {"name": "Buy"}, "use": {"name": "Use"}}, "stage")
    steps = table(
        {
            "pay": {"stage": "buy", "name": "Pays", "emotion": -0.4},
            "cook": {"stage": "use", "name": "Cooks", "emotion": None},
        },
        "step",
    )
    return MapFile({"title": "Meal kit"}, {"stages": stages, "steps": steps})


def text_of(**changes: Any) -> str:
    raw = json.loads(dumps(small()))
    return json.dumps(raw | changes, indent=1)


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [v for v in lines if v[0] in "+-" and not v.startswith(("+++", "---"))]


# --- what people and git see -----------------------------------------------------------------------------------


def test_a_record_is_a_line_and_the_file_ends_with_one() -> None:
    text = dumps(small())
    assert '      {"id": "pay", "stage": "buy", "name": "Pays", "emotion": -0.4},\n' in text
    assert text.endswith("}\n")
    assert not any(v.endswith(" ") for v in text.splitlines())


def test_one_changed_cell_is_one_changed_line() -> None:
    before, after = small(), small()
    after.tables["steps"].loc["pay", "emotion"] = 1.5
    lines = changed_lines(dumps(before), dumps(after))
    assert [v.strip("+- ,") for v in lines] == [
        '{"id": "pay", "stage": "buy", "name": "Pays", "emotion": -0.4}',
        '{"id": "pay", "stage": "buy", "name": "Pays", "emotion": 1.5}',
    ]


def test_a_new_column_with_one_value_touches_its_declaration_and_its_row() -> None:
    before, after = small(), small()
    after.tables["steps"]["nps"] = pd.array([None, 12], dtype="Int64")
    assert len(changed_lines(dumps(before), dumps(after))) == 5  # "emotion" takes a comma


def test_known_tables_come_first_whatever_the_order_given() -> None:
    given = small()
    turned = MapFile(
        given.meta, {"mine": pd.DataFrame({"a": ["x"]}), **dict(reversed(list(given.tables.items())))}
    )
    assert list(json.loads(dumps(turned))["tables"]) == ["stages", "steps", "mine"]


def test_a_record_a_person_wrote_by_hand_reads() -> None:
    raw = json.loads(dumps(small()))
    raw["tables"]["steps"]["rows"].append({"id": "eat", "nps": 4, "duration": "48 min"})
    del raw["tables"]["stages"]["columns"]
    steps = loads(json.dumps(raw)).tables["steps"]
    assert steps.loc["eat", "nps"] == 4
    assert steps.loc["eat", "duration"] == pd.Timedelta(minutes=48)
    assert steps["name"].isna().tolist() == [False, False, True]


def test_a_category_a_person_added_by_hand_is_kept_and_told() -> None:
    frame = pd.DataFrame({"mood": pd.Categorical(["good"], ["bad", "good"], ordered=True)})
    raw = json.loads(dumps(MapFile({}, {"mine": frame})))
    raw["tables"]["mine"]["rows"].append({"mood": "superb"})
    with pytest.warns(CjmWarning, match="'superb' is not among its categories"):
        mood = loads(json.dumps(raw)).tables["mine"]["mood"]
    assert mood.tolist() == ["good", "superb"]
    assert mood.cat.categories.tolist() == ["bad", "good", "superb"]


# --- newer files -----------------------------------------------------------------------------------------------


def test_a_newer_file_loads_says_so_and_keeps_what_is_not_known(tmp_path: Path) -> None:
    raw = json.loads(dumps(small())) | {"version": 9, "scenes": [{"a": 1}]}
    raw["tables"]["views"] = [1, 2]
    raw["tables"]["steps"]["sort"] = "name"
    raw["tables"]["steps"]["columns"][1] = {"name": "name", "colour": "red"}
    raw["tables"]["steps"]["columns"].append({"name": "wave", "dtype": "qubit"})
    raw["tables"]["steps"]["rows"][0]["wave"] = {"$": "qubit", "v": [0, 1]}
    path = tmp_path / "new.cjm.json"
    path.write_text(json.dumps(raw), encoding="utf-8")
    with pytest.warns(CjmWarning, match="has format version 9; this package knows 1"):
        found = read(path)
    write(path, found, found.fingerprint)
    again = json.loads(path.read_text(encoding="utf-8"))
    assert again == raw


# --- what does not read ----------------------------------------------------------------------------------------


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


# --- saving ----------------------------------------------------------------------------------------------------


def test_a_new_file_then_its_next_version(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    assert read(path).fingerprint == first
    changed = small()
    changed.tables["steps"].loc["pay", "name"] = "Pays by card"
    second = write(path, changed, first)
    assert second != first
    assert read(path).tables["steps"].loc["pay", "name"] == "Pays by card"
    assert os.listdir(tmp_path) == ["a.cjm.json"]


def test_a_file_that_changed_underneath_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    path.write_text("theirs", encoding="utf-8")
    with pytest.raises(FileChanged, match="changed on disk since it was read"):
        write(path, small(), first)
    with pytest.raises(FileChanged, match="exists already and was not read before"):
        write(path, small(), None)
    assert path.read_text(encoding="utf-8") == "theirs"
    assert os.listdir(tmp_path) == ["a.cjm.json"]


def test_a_change_between_the_check_and_the_save_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    real = os.fsync

    def meddle(handle: int) -> None:
        real(handle)
        path.write_text("theirs", encoding="utf-8")

    monkeypatch.setattr(os, "fsync", meddle)
    with pytest.raises(FileChanged):
        write(path, MapFile({"title": "ours"}), first)
    assert path.read_text(encoding="utf-8") == "theirs"
    assert os.listdir(tmp_path) == ["a.cjm.json"]


def test_the_same_content_is_no_change(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    before = path.stat().st_mtime_ns
    assert write(path, small(), first) == first
    assert path.stat().st_mtime_ns == before


def test_a_file_deleted_since_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    path.unlink()
    write(path, small(), first)
    assert read(path).meta == {"title": "Meal kit"}


@pytest.mark.skipif(os.name == "nt", reason="permissions and links of POSIX")
def test_permissions_and_links_stay(tmp_path: Path) -> None:
    real, link = tmp_path / "real.cjm.json", tmp_path / "link.cjm.json"
    first = write(real, small(), None)
    real.chmod(0o640)
    link.symlink_to(real)
    write(link, MapFile({"title": "Other"}), first)
    assert link.is_symlink()
    assert read(real).meta == {"title": "Other"}
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_a_read_only_file_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    path.chmod(0o444)
    with pytest.raises(FileError, match=r"is read-only\. Make it writable, or save under another name"):
        write(path, MapFile({"title": "Other"}), first)
    assert read(path).meta == {"title": "Meal kit"}


def test_a_folder_a_missing_folder_and_a_file_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"is a folder\. Name a file in it"):
        write(tmp_path, small(), None)
    with pytest.raises(FileError, match="is not there: make it, or save elsewhere"):
        write(tmp_path / "no" / "a.cjm.json", small(), None)
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(FileError, match="not a directory"):
        write(tmp_path / "file" / "a.cjm.json", small(), None)


def failing(code: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("call", ["open", "fsync", "replace"])
@pytest.mark.parametrize(
    ("code", "said"),
    [(errno.ENOSPC, "no space left.*untouched: free some space"), (errno.EACCES, "You may not write into")],
)
def test_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    call: str, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.cjm.json"
    first = write(path, small(), None)
    with monkeypatch.context() as patched:
        patched.setattr(os, call, failing(code))
        with pytest.raises(FileError, match=said) as caught:
            write(path, MapFile({"title": "Other"}), first)
    assert str(path) in str(caught.value)
    assert read(path).meta == {"title": "Meal kit"}
    assert os.listdir(tmp_path) == ["a.cjm.json"]


def test_bad_ids_are_refused_before_anything_is_written(tmp_path: Path) -> None:
    twice = small()
    twice.tables["steps"] = pd.concat([twice.tables["steps"]] * 2)
    with pytest.raises(DataError, match="Table steps has the id 'pay' twice"):
        write(tmp_path / "a.cjm.json", twice, None)
    assert os.listdir(tmp_path) == []


def test_fingerprints_are_of_the_content() -> None:
    assert Fingerprint.of(b"a") == Fingerprint.of(b"a") != Fingerprint.of(b"b")
