"""Maps of several groups made one: nothing lost, who wrote what, and what they disagree on side by side."""

from __future__ import annotations

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError


def started():
    m = cjm.JourneyMap.from_template("blank")
    m.stages = pd.DataFrame({"name": ["Before", "Visit"]}, index=["s1", "s2"])
    m.steps = pd.DataFrame({"name": ["Find", "Pay"], "stage": ["s1", "s2"]}, index=["t1", "t2"])
    return m


def with_cards(m, *texts, lane=None, prefix="c"):
    lane = m.lanes.index[0] if lane is None else lane
    ids = [f"{prefix}{n}" for n in range(len(texts))]
    m.cards = pd.DataFrame({"step": "t1", "lane": lane, "text": list(texts)}, index=ids)
    return m


def test_cards_of_all_groups_are_kept_with_who_wrote_them():
    whole, conflicts = cjm.merge_groups(
        {"Red": with_cards(started(), "Slow", "Dear"), "Blue": with_cards(started(), "Far"), "Green": with_cards(started(), "Odd")},
        base=started(),
    )  # fmt: skip
    told = whole.cards[["text", "group"]].values.tolist()
    assert sorted(told) == [["Dear", "Red"], ["Far", "Blue"], ["Odd", "Green"], ["Slow", "Red"]]
    assert len(conflicts) == 0
    assert set(whole.cards["step"]) == {"t1"}


def test_a_cell_all_changed_is_a_row_with_what_each_says():
    red, blue, green = started(), started(), started()
    red.steps.loc["t1", "name"], blue.steps.loc["t1", "name"] = "Search", "Ask"
    green.steps.loc["t1", "name"] = "Wander"
    whole, conflicts = cjm.merge_groups({"Red": red, "Blue": blue, "Green": green}, base=started())
    assert conflicts.to_dict("records") == [
        {"table": "steps", "id": "t1", "column": "name", "base": "Find", "Red": "Search", "Blue": "Ask", "Green": "Wander", "taken": "Red"}
    ]  # fmt: skip
    assert whole.steps.loc["t1", "name"] == "Search"


def test_a_conflict_of_later_groups_names_the_one_whose_value_stands():
    red, blue, green = started(), started(), started()
    blue.steps.loc["t1", "name"], green.steps.loc["t1", "name"] = "Ask", "Wander"
    whole, conflicts = cjm.merge_groups({"Red": red, "Blue": blue, "Green": green}, base=started())
    (row,) = conflicts.to_dict("records")
    assert (row["Red"], row["Blue"], row["Green"], row["taken"]) == ("Find", "Ask", "Wander", "Blue")
    assert whole.steps.loc["t1", "name"] == "Ask"


def test_without_a_base_stages_of_one_name_are_one_and_links_follow():
    red, blue = with_cards(started(), "Slow"), with_cards(started(), "Far", "Near")
    blue.stages = pd.DataFrame({"name": ["before ", "After"]}, index=["x1", "s2"])
    blue.steps = pd.DataFrame({"name": ["Find", "Leave"], "stage": ["x1", "s2"]}, index=["t1", "t2"])
    blue.links = pd.DataFrame(
        {"kind": ["flow"]}, index=pd.MultiIndex.from_tuples([("c0", "c1")], names=["source", "target"])
    )
    whole, _ = cjm.merge_groups({"Red": red, "Blue": blue})
    assert whole.stages["name"].str.strip().str.casefold().tolist() == ["before", "visit", "after"]
    assert sorted(whole.cards["text"]) == ["Far", "Near", "Slow"]
    far, near = (whole.cards.index[whole.cards["text"] == text][0] for text in ("Far", "Near"))
    assert list(whole.links.index) == [(far, near)]
    leave = whole.steps[whole.steps["name"] == "Leave"]
    assert whole.stages.loc[leave["stage"].item(), "name"] == "After"


def test_the_maps_of_the_groups_stay_as_they_are():
    red, blue = with_cards(started(), "Slow"), with_cards(started(), "Far")
    cjm.merge_groups({"Red": red, "Blue": blue})
    assert "group" not in red.cards
    assert blue.cards["text"].tolist() == ["Far"]


def test_what_cannot_be_merged_is_said():
    with pytest.raises(DataError, match="two maps or more"):
        cjm.merge_groups({"Red": started()})
    with pytest.raises(TypeError, match="not str"):
        cjm.merge_groups({"Red": started(), "Blue": "map.cjm.json"})
