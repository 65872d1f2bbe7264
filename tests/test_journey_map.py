"""The front door: tables that are live, ids that are checked, files that are never lost, undo over all of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cjm_widgets import CjmError, CjmWarning, JourneyGrid, JourneyMap
from cjm_widgets.model.errors import BrokenFile, DataError, FileChanged, FileError


def small(**tables: pd.DataFrame) -> JourneyMap:
    given = {
        "stages": pd.DataFrame({"name": ["Discover", "Pay"]}, index=["discover", "pay"]),
        "steps": pd.DataFrame(
            {"stage": ["discover", "pay"], "name": ["Sees", "Pays"], "emotion": [1.0, None]},
            index=["see", "buy"],
        ),
        "lanes": pd.DataFrame({"name": ["Pains"], "kind": ["cards"]}, index=["pains"]),
        "cards": pd.DataFrame(
            {"step": ["see", "buy"], "lane": "pains", "text": ["Loud", "Slow"]}, index=["c1", "c2"]
        ),
    }
    return JourneyMap(given | tables, title="Meal kit (made up)")


def shown(m: JourneyMap) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(JourneyGrid(m).get_state("_start")["_start"])["doc"]["tables"]
    return made


def page_writes(m: JourneyMap, table: str, id_: str, column: str, value: Any) -> dict[str, Any]:
    grid = JourneyGrid(m)
    sent: list[dict[str, Any]] = []
    grid._door._send = sent.append
    op = {"op": "set", "table": table, "id": id_, "column": column, "value": value}
    grid._door.receive({"type": "edit", "browser": "me", "counter": 1, "rev": 0, "ops": [op], "label": ""})
    return next(m for m in sent if m["type"] in ("edits", "refused"))


def test_the_tables_are_live() -> None:
    m = small()
    steps = m.steps
    steps.loc["see", "name"] = "Looks"
    steps["nps"] = [10, 40]
    tables = shown(m)
    assert tables["steps"]["rows"][0][1] == "Looks"
    assert m.steps is steps is m["steps"] is m.tables["steps"]
    assert "nps" in m.steps.columns
    page_writes(m, "cards", "c1", "text", "Quiet")
    assert m.cards.at["c1", "text"] == "Quiet"


def test_an_empty_map_has_every_table() -> None:
    m = JourneyMap()
    assert (len(m.steps), len(m.cards), m.title) == (0, 0, None)
    assert shown(m)["steps"]["size"] == 0
    assert repr(m) == "<JourneyMap 'untitled': 0 stages, 0 steps, 0 lanes, 0 cards>"


def test_a_table_is_set_whole_and_undone() -> None:
    m = small()
    m.cards = pd.DataFrame({"step": ["see"], "lane": ["pains"], "text": ["Only"], "mine": [1]}, index=["c9"])
    assert [row[0] for row in shown(m)["cards"]["rows"]] == ["c9"]
    assert m.cards["mine"].tolist() == [1]
    m.undo()
    assert m.cards.index.tolist() == ["c1", "c2"]
    m.redo()
    assert m.cards.index.tolist() == ["c9"]


def test_a_frame_given_complete_is_the_very_object() -> None:
    m = small()
    fresh = m.cards.copy()
    m.cards = fresh
    assert m.cards is fresh
    page_writes(m, "cards", "c1", "text", "Quiet")
    assert fresh.at["c1", "text"] == "Quiet"


@pytest.mark.parametrize(
    ("index", "says"),
    [
        (["c1", "c1"], r"Table cards has the id 'c1' twice \(rows 0 and 1.*m.cards = m.cards\[~m.cards.index.duplicated\(\)\]"),
        (["c1", None], r"Table cards has no id in row 1"),
        (["c1", ""], r"Table cards has no id in row 1"),
        (pd.Index([1, "1"], dtype=object), r"Table cards has the ids 1 and '1' .* which are one text"),
    ],
)  # fmt: skip
def test_ids_that_cannot_be_are_refused_and_nothing_is_changed(index: Any, says: str) -> None:
    cards = pd.DataFrame({"step": "see", "lane": "pains", "text": ["a", "b"]}, index=index)
    with pytest.raises(DataError, match=says):
        small(cards=cards)
    m = small()
    with pytest.raises(DataError, match=says):
        m.cards = cards
    assert m.cards.index.tolist() == ["c1", "c2"]


@pytest.mark.parametrize("value", [None, [1], {"step": ["a"]}, "cards"])
def test_only_frames_are_tables(value: Any) -> None:
    m = small()
    with pytest.raises(DataError, match=rf"m.cards takes a DataFrame, not {type(value).__name__}"):
        m.cards = value
    with pytest.raises(DataError, match="takes a DataFrame"):
        m["mine"] = value


def test_own_tables_and_notes_are_kept_in_the_file(tmp_path: Path) -> None:
    m = small()
    m["survey"] = pd.DataFrame({"score": [9, 3]})
    m.meta["reviewed_by"] = "A. Person (made up)"
    m.scenario = "First box"
    again = JourneyMap.open(m.save(tmp_path / "kit.cjm.json"))
    pd.testing.assert_frame_equal(again["survey"], m["survey"])
    assert (again.scenario, again.meta["reviewed_by"], again.title) == (
        "First box",
        "A. Person (made up)",
        "Meal kit (made up)",
    )
    for name in ("stages", "steps", "lanes", "cards"):
        pd.testing.assert_frame_equal(again[name], m[name])


@pytest.mark.parametrize("name", ["stepps", "nonsense"])
def test_names_that_mean_nothing_are_told_what_there_is(name: str) -> None:
    m = small()
    with pytest.raises(AttributeError, match=rf"has no '{name}'. Its tables are stages, steps, lanes, cards"):
        getattr(m, name)
    with pytest.raises(AttributeError, match=rf"takes no '{name}'. Tables of your own: m\['{name}'\] = df"):
        setattr(m, name, 1)
    with pytest.raises(KeyError):
        m[name]


def test_a_title_shows_in_the_grid() -> None:
    m = small()
    m.title = "Another"
    doc = json.loads(JourneyGrid(m).get_state("_start")["_start"])["doc"]
    assert doc["title"] == "Another"


def test_a_map_without_a_file_asks_for_a_name(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"no file yet: m.save\('name.cjm.json'\)"):
        small().save()
    m = small()
    path = m.save(tmp_path / "a.cjm.json")
    assert (m.path, m.save()) == (path, path)


def test_a_file_that_changed_underneath_is_never_written_over(tmp_path: Path) -> None:
    path = small().save(tmp_path / "a.cjm.json")
    mine, theirs = JourneyMap.open(path), JourneyMap.open(path)
    theirs.cards.loc["c1", "text"] = "Theirs"
    theirs.save()
    mine.cards.loc["c1", "text"] = "Mine"
    with pytest.raises(FileChanged):
        mine.save()
    assert JourneyMap.open(path).cards.at["c1", "text"] == "Theirs"
    with pytest.raises(FileChanged):
        small().save(path)
    mine.save(tmp_path / "b.cjm.json")
    assert JourneyMap.open(tmp_path / "b.cjm.json").cards.at["c1", "text"] == "Mine"


def test_undo_goes_on_after_save_and_starts_anew_after_open(tmp_path: Path) -> None:
    m = small()
    page_writes(m, "cards", "c1", "text", "One")
    path = m.save(tmp_path / "a.cjm.json")
    m.undo()
    assert m.cards.at["c1", "text"] == "Loud"
    again = JourneyMap.open(path)
    again.undo()
    assert again.cards.at["c1", "text"] == "One"
    page_writes(again, "cards", "c1", "text", "Two")
    again.undo()
    assert again.cards.at["c1", "text"] == "One"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": "cjm"', '{"format": "other", "version": 1}'])
def test_a_file_that_is_no_map_is_said_so(tmp_path: Path, text: str) -> None:
    path = tmp_path / "broken.cjm.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BrokenFile) as caught:
        JourneyMap.open(path)
    assert "broken.cjm.json" in str(caught.value)
    with pytest.raises(FileError, match="no file"):
        JourneyMap.open(tmp_path / "gone.cjm.json")


def test_what_refers_to_nothing_is_kept_and_the_rest_drawn(tmp_path: Path) -> None:
    m = small(
        steps=pd.DataFrame({"stage": ["gone", None], "name": ["Sees", None]}, index=["see", "buy"]),
        cards=pd.DataFrame(
            {"step": ["gone", "see", None], "lane": ["pains", "gone", "pains"], "text": list("abc")},
            index=["c1", "c2", "c3"],
        ),
    )
    tables = shown(m)
    assert tables["steps"]["size"] == 2
    assert {row[0] for row in tables["cards"]["rows"]} <= {"c2"}
    assert m._repr_mimebundle_()["text/html"]
    path = m.save(tmp_path / "a.cjm.json")
    with pytest.warns(CjmWarning, match="that is not in"):
        again = JourneyMap.open(path)
    pd.testing.assert_frame_equal(again.cards, m.cards)
    assert page_writes(m, "steps", "see", "stage", "pay")["type"] == "edits"
    assert m.steps.at["see", "stage"] == "pay"


def test_a_map_alone_in_a_cell_is_a_picture() -> None:
    m = small()
    bundle = m._repr_mimebundle_()
    assert "Loud" in bundle["text/html"]
    assert "Loud" in bundle["text/plain"]
    m.cards.loc["c1", "text"] = "<script>"
    assert "<script" not in m._repr_mimebundle_()["text/html"]
    assert repr(m) == "<JourneyMap 'Meal kit (made up)': 2 stages, 2 steps, 1 lanes, 2 cards>"


def test_history_code_and_listeners_are_of_the_whole_map() -> None:
    m = small()
    heard: list[Any] = []
    stop = m.on_edit(heard.append)
    page_writes(m, "cards", "c1", "text", "Quiet")
    m.steps.loc["see", "name"] = "Looks"
    m.refresh()
    assert m.history[["source", "table", "id", "old", "new"]].to_numpy().tolist() == [
        ["page", "cards", "c1", "Loud", "Quiet"],
        ["python", "steps", "see", "Sees", "Looks"],
    ]
    assert m.to_code() == "m.cards.loc['c1', 'text'] = 'Quiet'"
    assert [(e.table, e.key, e.column, e.new) for e in heard] == [
        ("cards", "c1", "text", "Quiet"),
        ("steps", "see", "name", "Looks"),
    ]
    stop()
    m.undo()
    assert len(heard) == 2


def test_grids_of_one_map_and_of_its_tables_follow_each_other() -> None:
    lanes = pd.DataFrame({"name": ["Emotion"], "kind": ["emotion"], "column": ["emotion"]}, index=["emotion"])
    m = small(lanes=lanes)
    one, steps = JourneyGrid(m), JourneyGrid(m.steps)
    sent: list[dict[str, Any]] = []
    one._door._send = sent.append
    op = {"op": "set", "table": "steps", "id": "see", "column": "emotion", "value": 0.5}
    steps._door.receive({"type": "edit", "browser": "me", "counter": 1, "rev": 0, "ops": [op]})
    assert m.steps.at["see", "emotion"] == 0.5
    ops = [op for message in sent if message["type"] == "edits" for op in message["ops"]]
    assert any(op["op"] == "set" and op["value"] == 0.5 for op in ops)


def test_templates_and_their_names() -> None:
    assert JourneyMap.from_template("blank").cards.empty
    with pytest.raises(CjmError) as caught:
        JourneyMap.from_template("circular")
    assert "classic" in str(caught.value)


def test_a_sheet_becomes_a_map_and_stays_as_it_was() -> None:
    frame = pd.DataFrame(
        {"stage": ["A", "A"], "step": ["x", "y"], "Actions": ["a\nb", None], "visits": [3, 4]}
    )
    was = frame.copy()
    m = JourneyMap.from_frame(frame, title="T")
    assert m.cards["text"].tolist() == ["a", "b"]
    assert m.steps["visits"].tolist() == [3, 4]
    assert (m.title, m.stages["name"].tolist()) == ("T", ["A"])
    m.steps.loc[m.steps.index[0], "visits"] = 9
    pd.testing.assert_frame_equal(frame, was)


def test_meta_is_a_dictionary_one_can_replace() -> None:
    m = small()
    m.meta = {"title": "New", "own": 1}
    assert (m.title, m.meta) == ("New", {"title": "New", "own": 1})


def test_overwriting_is_said_and_keeps_what_was(tmp_path):
    place = tmp_path / "kit.cjm.json"
    JourneyMap(title="First").save(place)
    second = JourneyMap(title="Second")
    with pytest.raises(FileChanged):
        second.save(place)
    second.save(place, overwrite=True)
    assert JourneyMap.open(place).title == "Second"
    second.undo()
    assert second.title == "First"
