"""Improvements in the priority matrix: points of their own table, moved along the columns they have."""

from __future__ import annotations

import json

import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError
from cjm_widgets.widgets.matrix import PriorityMatrix


@pytest.fixture
def shop():
    m = cjm.JourneyMap.from_template("classic")
    step, lane = m.steps.index[0], m.lanes.index[m.lanes["role"] == "opportunities"][0]
    m.cards.loc["save", ["step", "lane", "text", "effort"]] = [step, lane, "Save the box", "S"]  # made up
    m.improvements.loc["chat", ["name", "cost", "effort", "low", "likely", "high", "unit"]] = [
        "Answer in the <chat>", 4000.0, "M", 2.0, 5.0, 9.0, "pp",
    ]  # fmt: skip
    return m


def test_the_page_holds_them_and_a_move_lands_in_their_table(shop):
    matrix = PriorityMatrix(shop, x="cost", y="likely")
    table = json.loads(matrix.get_state()["_start"])["doc"]["tables"]["improvements"]
    held = dict(zip(table["columns"], table["rows"][0], strict=True))
    assert (held["id"], held["cost"], held["likely"]) == ("chat", 4000.0, 5.0)
    ops = [{"op": "set", "table": "improvements", "id": "chat", "column": "likely", "value": 7.5, "old": 5.0}]
    matrix._door.receive({"type": "edit", "browser": "b", "counter": 1, "rev": 0, "ops": ops})
    assert shop.improvements.loc["chat", "likely"] == 7.5
    matrix.undo()
    assert shop.improvements.loc["chat", "likely"] == 5.0


def test_a_map_without_any_sends_no_table(shop):
    shop.improvements = shop.improvements.drop(index="chat")
    assert "improvements" not in json.loads(PriorityMatrix(shop).get_state()["_start"])["doc"]["tables"]


def test_what_is_left_without_a_page_lists_those_that_fit(shop):
    def still(**look):
        return PriorityMatrix(shop, **look).still()["text/plain"]

    assert (
        still(x="cost", y="likely")
        == "Priorities\n  Answer in the <chat>: cost 4000, likely 5\n  Save the box: cost not set, likely not set"
    )
    assert "chat" not in still(x="work", y="impact")
    assert "Save" not in still(x="effort", y="likely", lanes=["improvements"])
    assert "<chat>" not in PriorityMatrix(shop, x="cost", y="likely").still()["text/html"]


def test_a_column_of_numbers_of_one_s_own_is_an_axis(shop):
    shop.improvements["carbon"] = 3.5
    assert "carbon 3.5" in PriorityMatrix(shop, x="cost", y="carbon").still()["text/plain"]
    with pytest.raises(DataError, match="'unit' is no axis"):
        PriorityMatrix(shop, x="unit")
