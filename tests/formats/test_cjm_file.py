"""What people and git see of a map file, and what a newer one keeps."""

from __future__ import annotations

import difflib
import json
from pathlib import Path

import pandas as pd
import pytest

from cjm_widgets.formats.cjm_file import MapFile, dumps, loads, read, write
from cjm_widgets.model.errors import CjmWarning
from formats.made import small


def changed_lines(before: str, after: str) -> list[str]:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [v for v in lines if v[0] in "+-" and not v.startswith(("+++", "---"))]


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
