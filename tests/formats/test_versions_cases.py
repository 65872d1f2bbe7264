"""What changed and what was merged, case by case: kinds of change, conflicts, dtypes, and what a page is told. All made up."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

import cjm_widgets.formats.versions as versions
from cjm_widgets.formats.cjm_file import MapFile, dumps, loads
from cjm_widgets.formats.versions.sentences import lines
from cjm_widgets.model.errors import DataError
from cjm_widgets.samples import meal_kit

pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.model.errors.CjmWarning")


def _kinds(found: versions.Diff) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in found[["table", "id", "column", "kind", "old", "new"]].to_numpy()]


def test_changes_are_told_in_the_words_of_the_field() -> None:
    old, new = meal_kit(), meal_kit()
    steps, cards = new.tables["steps"], new.tables["cards"]
    first, last = steps.index[[0, -1]]
    card = cards.index[0]
    then = steps.at[first, "emotion"]
    steps.loc[first, "emotion"] = -2.0
    cards.loc[card, "text"] = "<b>Sees it</b>"
    cards.loc[cards.index[1], "step"] = last
    steps["nps"] = 7
    new.tables["cards"] = cards.drop(index=cards.index[-1])
    found = versions.diff(old, new)
    told = _kinds(found)
    assert ("steps", first, "emotion", "re-scored", then, -2.0) in told
    assert ("steps", None, "nps", "added", None, "int64") in told
    assert found[found["kind"] == "re-worded"]["id"].tolist() == [card]
    assert found[found["kind"] == "moved"]["column"].tolist() == ["step"]
    assert found[(found["kind"] == "removed")]["id"].tolist() == [cards.index[-1]]
    assert "&lt;b&gt;" in found._repr_html_()
    assert "<b>Sees" not in found._repr_html_()
    assert "1 re-worded" in found.summary()


def test_a_row_dragged_far_is_one_move() -> None:
    old, new = meal_kit(), meal_kit()
    steps = new.tables["steps"]
    new.tables["steps"] = steps.iloc[[*range(1, len(steps)), 0]]
    found = versions.diff(old, new)
    assert _kinds(found) == [("steps", steps.index[0], None, "moved", steps.index[1], None)]


def test_another_dtype_is_one_change() -> None:
    old, new = (
        MapFile({}, {"mine": pd.DataFrame({"a": [1, 2]})}),
        MapFile({}, {"mine": pd.DataFrame({"a": [1.0, 2.0]})}),
    )
    assert _kinds(versions.diff(old, new)) == [("mine", None, "a", "changed", "int64", "float64")]
    loose = [MapFile({}, {"mine": pd.DataFrame({"a": pd.Series([v], dtype=object)})}) for v in (1, 1.0)]
    assert _kinds(versions.diff(*loose)) == [("mine", "0", "a", "re-scored", 1, 1.0)]


def test_both_sides_additions_are_kept_ours_first() -> None:
    base = MapFile({}, {"mine": pd.DataFrame({"a": [1]}, index=["p"])})
    one = MapFile({}, {"mine": pd.DataFrame({"a": [1, 2]}, index=["p", "ours"])})
    two = MapFile({}, {"mine": pd.DataFrame({"a": [1, 3]}, index=["p", "theirs"])})
    done = versions.merge(base, one, two)
    assert done.tables["mine"]["a"].to_dict() == {"p": 1, "ours": 2, "theirs": 3}
    assert done.tables["mine"]["a"].dtype == "int64"
    assert done.conflicts.empty


def test_new_rows_of_a_counted_table_are_all_kept() -> None:
    frames = [pd.DataFrame({"a": values}) for values in (["x"], ["x", "ours"], ["x", "theirs"])]
    done = versions.merge(*(MapFile({}, {"mine": frame}) for frame in frames))
    assert done.tables["mine"]["a"].tolist() == ["x", "ours", "theirs"]
    assert isinstance(done.tables["mine"].index, pd.RangeIndex)


def test_a_row_one_side_took_out_and_the_other_edited_is_a_conflict() -> None:
    base, one, two = meal_kit(), meal_kit(), meal_kit()
    card = base.tables["cards"].index[0]
    one.tables["cards"] = one.tables["cards"].drop(index=card)
    two.tables["cards"].loc[card, "text"] = "edited"
    done = versions.merge(base, one, two)
    assert done.conflicts[["table", "id", "column", "ours"]].to_numpy().tolist() == [
        ["cards", card, None, None]
    ]
    assert done.conflicts["theirs"][0]["text"] == "edited"
    assert card not in done.tables["cards"].index
    assert done.take("theirs", 0).tables["cards"].at[card, "text"] == "edited"
    assert dumps(done.take("theirs").take("ours").map_file) == dumps(done.map_file)


def test_a_step_that_got_a_card_while_it_was_taken_out_is_a_conflict() -> None:
    base, one, two = meal_kit(), meal_kit(), meal_kit()
    step = base.tables["steps"].index[0]
    used = base.tables["cards"]["step"] == step
    one.tables["steps"] = one.tables["steps"].drop(index=step)
    one.tables["cards"] = one.tables["cards"][~used]
    two.tables["cards"].loc["mine", ["step", "lane", "text"]] = [step, "actions", "New"]
    done = versions.merge(base, one, two)
    assert ("steps", step, None) in done._places
    assert done.take("theirs").tables["steps"].index[0] == step
    turned = versions.merge(base, two, one)
    assert step in turned.tables["steps"].index


def test_rows_called_by_number_are_needed_too() -> None:
    def made(steps: list[int], cards: list[int]) -> MapFile:
        ids = pd.Index(range(10, 10 + len(cards)), name="card")
        told = pd.DataFrame({"step": cards, "lane": "a", "text": "x"}, index=ids)
        names = pd.DataFrame(
            {"name": [f"s{i}" for i in steps], "stage": "a"}, index=pd.Index(steps, name="step")
        )
        return MapFile({}, {"steps": names, "cards": told})

    done = versions.merge(made([1, 2], [2]), made([2], [2]), made([1, 2], [2, 1]))
    assert done.conflicts[["table", "id", "ours"]].to_numpy().tolist() == [["steps", "1", None]]
    assert done.take("theirs").tables["steps"].index.tolist() == [1, 2]


def test_a_table_of_ones_own_may_repeat_labels_and_columns() -> None:
    def own(*rows: list[int]) -> MapFile:
        return MapFile({}, {"mine": pd.DataFrame(list(rows), columns=["a", "a"], index=["p"] * len(rows))})

    one, two = own([1, 2], [9, 4], [5, 6]), own([1, 7], [3, 4])
    assert dumps(versions.apply(versions.diff(own([1, 2], [3, 4]), one), own([1, 2], [3, 4]))) == dumps(one)
    done = versions.merge(own([1, 2], [3, 4]), one, two)
    assert done.tables["mine"].to_numpy().tolist() == [[1, 7], [9, 4], [5, 6]]
    assert done.conflicts.empty


def test_notes_on_a_table_are_merged_and_told() -> None:
    base, one, two = meal_kit(), meal_kit(), meal_kit()
    one.tables["steps"].attrs = {"asked": "Dana"}
    two.tables["steps"].attrs = {"checked": True}
    two.tables["steps"].columns.name = "field"
    steps = versions.merge(base, one, two).tables["steps"]
    assert steps.attrs == {"asked": "Dana", "checked": True}
    assert steps.columns.name == "field"
    assert "  + column_names added: ['field']" in list(lines(versions.diff(base, two)))


def test_dtypes_widen_rather_than_lose_a_value() -> None:
    base = MapFile({}, {"mine": pd.DataFrame({"a": [1, 2]}, index=["p", "q"])})
    one = MapFile({}, {"mine": pd.DataFrame({"a": pd.Series([1, 3], index=["p", "q"], dtype="Int8")})})
    two = MapFile({}, {"mine": pd.DataFrame({"a": [1.5, 2.0]}, index=["p", "q"])})
    made = versions.merge(base, one, two).tables["mine"]["a"]
    assert made.tolist() == [1.5, 3.0]
    assert made.dtype == "float64"


def test_categories_of_both_are_kept() -> None:
    def mood(value: str, *categories: str) -> MapFile:
        column = pd.Series(pd.Categorical(["bad", value], categories=categories), index=["p", "q"])
        return MapFile({}, {"mine": pd.DataFrame({"mood": column})})

    done = versions.merge(mood("bad", "bad"), mood("bad", "bad", "ours"), mood("theirs", "bad", "theirs"))
    assert list(done.tables["mine"]["mood"].cat.categories) == ["bad", "ours", "theirs"]
    assert done.tables["mine"]["mood"].tolist() == ["bad", "theirs"]


def test_a_wrong_side_or_row_is_refused() -> None:
    done = versions.merge(*(MapFile({"title": t}) for t in "abc"))
    with pytest.raises(DataError, match="'ours' or 'theirs'"):
        done.take("both")
    with pytest.raises(DataError, match="no conflict 1; there are 1"):
        done.take("ours", [1])


def test_changes_for_another_map_are_refused() -> None:
    gone = versions.diff(
        MapFile({}, {"a": pd.DataFrame({"x": ["1"]})}), MapFile({}, {"a": pd.DataFrame({"x": ["2"]})})
    )
    with pytest.raises(DataError, match="made for another"):
        versions.apply(gone, MapFile())


def test_the_conflicts_of_an_earlier_merge_do_not_pile_up() -> None:
    done = versions.merge(*(MapFile({"title": t}) for t in "abc"))
    filed = loads(dumps(done.filed()))
    assert filed.tables["conflicts"]["theirs"].tolist() == ["c"]
    assert "conflicts" not in versions.merge(filed, filed, filed).tables
    own = MapFile({"title": "b"}, {"conflicts": pd.DataFrame({"mine": ["1"]})})
    assert list(versions.merge(MapFile({"title": "a"}), own, MapFile({"title": "c"})).filed().tables) == [
        "conflicts",
        "conflicts (2)",
    ]


def test_marks_are_plain_values_for_a_page() -> None:
    old, new = meal_kit(), meal_kit()
    step = new.tables["steps"].index[0]
    new.tables["steps"].loc[step, ["emotion", "duration"]] = [-2.0, pd.Timedelta("5 min")]
    one, two = versions.marks(versions.diff(old, new))
    assert (one["id"], one["column"], one["kind"], one["old"], one["new"]) == (
        step,
        "emotion",
        "re-scored",
        "1.0",
        "-2.0",
    )
    assert two["kind"] == "changed"
    assert json.loads(json.dumps([one, two])) == [one, two]
