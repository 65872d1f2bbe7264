"""What people change in a workbook is found, typed, taken in as one edit; what cannot be taken is said."""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.formats.sheets.book import HIDDEN
from cjm_widgets.formats.sheets.wide import bulleted, unbulleted
from cjm_widgets.model.errors import CjmWarning, DataError


def edited(path: Path, changes: dict[str, dict[str, object]]) -> Path:
    """The workbook after somebody changed cells."""
    made = openpyxl.load_workbook(path)
    for sheet, cells in changes.items():
        for cell, value in cells.items():
            made[sheet][cell] = value
    made.save(path)
    return path


def place(path: Path, sheet: str, row: str, head: str) -> str:
    """The cell of a row by its id and the head of its column."""
    made = openpyxl.load_workbook(path)[sheet]
    at = next(c.column_letter for c in made[1] if c.value == head)
    return f"{at}{next(c.row for c in made['A'] if c.value == row)}"


def wide_place(path: Path, lane: str, step: str) -> str:
    made = openpyxl.load_workbook(path)["Map"]
    at = next(c.column_letter for c in made[1] if c.value == step)
    return f"{at}{next(c.row for c in made['A'] if c.value == lane)}"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return cjm.JourneyMap.from_sample("coffee_shop").to_excel(tmp_path_factory.mktemp("shop") / "shop.xlsx")


@pytest.fixture
def shop(written, tmp_path):
    return cjm.JourneyMap.from_sample("coffee_shop"), Path(shutil.copy(written, tmp_path))


def told(found: pd.DataFrame) -> list[list[object]]:
    return found[["table", "id", "column", "kind", "old", "new"]].values.tolist()


def test_what_people_change_in_tables_is_found_and_typed(shop):
    m, path = shop
    step = m.steps.index[1]
    was = m.steps.loc[step]
    edited(path, {"steps": {place(path, "steps", step, "emotion"): "1,5", place(path, "steps", step, "duration"): "7 min",
                            place(path, "steps", step, "name"): 12}})  # fmt: skip
    found = m.changes_in(path)
    assert told(found) == [
        ["steps", step, "name", "re-worded", was["name"], "12"],
        ["steps", step, "emotion", "re-scored", was["emotion"], 1.5],
        ["steps", step, "duration", "changed", was["duration"], pd.Timedelta("7 min")],
    ]


def test_changes_are_taken_in_as_one_edit_that_is_undone(shop):
    m, path = shop
    step, before = m.steps.index[0], m.steps["name"].tolist()
    edited(path, {"steps": {place(path, "steps", step, "name"): "Arrives"}})
    m.steps.loc[m.steps.index[2], "name"] = "Changed meanwhile"
    m.take_in(path)
    assert m.steps["name"].tolist()[:3] == ["Arrives", before[1], "Changed meanwhile"]
    m.undo()
    assert m.steps["name"].tolist()[:3] == [before[0], before[1], "Changed meanwhile"]


def test_the_wide_sheet_is_edited_too(shop):
    m, path = shop
    cards = m.cards[m.cards["lane"].isin(m.lanes.index[m.lanes["column"].isna()])]
    first = cards.iloc[0]
    other = next(
        s
        for s in m.steps.index
        if not ((cards["step"] == s) & (cards["lane"] == first["lane"])).any() or s != first["step"]
    )
    here, there = wide_place(path, first["lane"], first["step"]), wide_place(path, first["lane"], other)
    sheet = openpyxl.load_workbook(path)["Map"]
    moved = [*unbulleted(sheet[there].value or ""), first["text"], "A new one"]
    stay = [t for t in unbulleted(sheet[here].value) if t != first["text"]]
    edited(
        path,
        {
            "Map": {
                here: bulleted(stay) or None,
                there: bulleted(moved),
                "C4": "First of all",
                "C3": "Coming in",
            }
        },
    )
    found = m.changes_in(path)
    assert ["cards", first.name, "step", "moved", first["step"], other] in told(found)
    assert [row[5]["text"] for row in told(found) if row[3] == "added"] == ["A new one"]
    assert found.loc[found["table"].isin(["steps", "stages"]), "new"].tolist() == [
        "Coming in",
        "First of all",
    ]
    assert not (found["kind"] == "removed").any()


def test_numbers_and_times_of_the_wide_sheet_are_typed(shop):
    m, path = shop
    lanes = m.lanes[m.lanes["column"].notna()]
    lane = lanes.index[lanes["column"] == "emotion"][0]
    edited(path, {"Map": {wide_place(path, lane, m.steps.index[0]): -2}})
    assert told(m.changes_in(path))[0][:4] == ["steps", m.steps.index[0], "emotion", "re-scored"]


def test_tables_and_wide_sheet_that_contradict_each_other_are_a_conflict(shop):
    m, path = shop
    step = m.steps.index[0]
    edited(path, {"steps": {place(path, "steps", step, "name"): "By table"}, "Map": {"C4": "By map"}})
    with pytest.warns(
        CjmWarning, match="different things in 1 places; the tables were taken.*By table.*By map"
    ):
        m.take_in(path)
    assert m.steps.loc[step, "name"] == "By table"
    assert m.conflicts[["id", "column", "ours", "theirs"]].values.tolist() == [
        [step, "name", "By table", "By map"]
    ]
    m.settle("theirs")
    assert m.steps.loc[step, "name"] == "By map"


def test_what_both_changed_since_is_a_conflict(shop):
    m, path = shop
    step = m.steps.index[0]
    edited(path, {"steps": {place(path, "steps", step, "name"): "Theirs"}})
    m.steps.loc[step, "name"] = "Ours"
    m.take_in(path)
    assert m.conflicts[["id", "column", "ours", "theirs"]].values.tolist() == [
        [step, "name", "Ours", "Theirs"]
    ]


def test_rows_columns_and_sheets_that_people_add_are_kept(shop):
    m, path = shop
    made = openpyxl.load_workbook(path)
    rows = made["cards"].max_row
    while made["cards"].cell(rows, 1).value is None:
        rows -= 1
    heads = {c.value: c.column for c in made["cards"][1] if c.value}
    for head, value in {
        "step": m.steps.index[0],
        "lane": m.lanes.index[0],
        "text": "Ein neuer Gedanke",
    }.items():
        made["cards"].cell(rows + 1, heads[head], value)
    made["cards"].cell(1, len(heads) + 1, "owner")
    made["cards"].cell(2, len(heads) + 1, 7)
    made.create_sheet("prices")
    for row in (["item", "price"], ["latte", 3.5], ["tea", 2]):
        made["prices"].append(row)
    made.save(path)
    back = cjm.JourneyMap.from_excel(path)
    assert back.cards.index[-1] == "ein-neuer-gedanke"
    assert back.cards["owner"].tolist()[:2] == [7, pd.NA]
    assert back["prices"].to_dict("list") == {"item": ["latte", "tea"], "price": [3.5, 2.0]}


def test_sorting_the_cards_changes_nothing_and_moving_steps_does(shop):
    m, path = shop
    for sheet in ("cards", "steps"):
        made = openpyxl.load_workbook(path)
        rows = [[c.value for c in row] for row in made[sheet].iter_rows(min_row=2)]
        rows = [row for row in rows if row[0] is not None]
        for n, row in enumerate(reversed(rows), 2):
            for at, value in enumerate(row, 1):
                made[sheet].cell(n, at).value = value
        made.save(path)
        found = m.changes_in(path)
        assert set(found["kind"]) == ({"moved"} if sheet == "steps" else set())


def test_cells_that_do_not_read_are_all_named_and_nothing_is_taken(shop):
    m, path = shop
    step = m.steps.index[0]
    bad = {
        place(path, "steps", step, "emotion"): "great",
        place(path, "steps", step, "moment_of_truth"): "maybe",
    }
    edited(path, {"steps": bad})
    with pytest.raises(
        DataError, match=r"'great' is not a number.*'maybe' is not TRUE or FALSE.*nothing was taken"
    ):
        m.take_in(path)
    assert len(m.changes_in(m.to_excel(path, overwrite=True))) == 0


def test_ids_that_stand_twice_are_named(shop):
    m, path = shop
    edited(path, {"steps": {"A3": m.steps.index[0]}})
    with pytest.raises(DataError, match=r"steps!A3: the id '.*' stands twice"):
        cjm.JourneyMap.from_excel(path)


def test_what_was_not_taken_is_said(shop):
    m, path = shop
    made = openpyxl.load_workbook(path)
    made["Map"].delete_cols(4)
    made["Map"]["Z9"] = "beside"
    del made["links"]
    made["steps"][place(path, "steps", m.steps.index[0], "name")] = "=1+1"
    made.save(path)
    with pytest.raises(DataError, match="formulas of the sheet 'steps' have no stored result"):
        m.changes_in(path)
    edited(path, {"steps": {place(path, "steps", m.steps.index[0], "name"): m.steps["name"].iloc[0]}})
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        assert len(m.changes_in(path)) == 0
    text = " ".join(str(one.message) for one in said)
    assert "no sheet 'links' any more" in text
    assert f"no longer shows step {m.steps['name'].iloc[1]!r}" in text
    assert "belong to no step and lane were not taken: Z9" in text


def test_a_workbook_without_its_hidden_sheet_still_reads(shop):
    m, path = shop
    made = openpyxl.load_workbook(path)
    del made[HIDDEN]
    made["steps"][place(path, "steps", m.steps.index[0], "name")] = "Comes"
    made.save(path)
    with pytest.warns(CjmWarning, match="“Map” says other things than its tables in 1 places"):
        assert cjm.JourneyMap.from_excel(path).steps["name"].iloc[0] == "Comes"
    assert told(m.changes_in(path))[0][:4] == ["steps", m.steps.index[0], "name", "re-worded"]


def test_days_counted_from_1904_are_the_same_days(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    m["log"] = pd.DataFrame(
        {"when": pd.to_datetime(["2026-03-01", "1899-12-31", "2026-03-01 09:30:00.123456"], format="ISO8601")}
    )
    path = m.to_excel(tmp_path / "m.xlsx")
    made = openpyxl.load_workbook(path)
    made.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    made.save(path)
    assert len(m.changes_in(path)) == 0
