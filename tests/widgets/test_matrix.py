"""The priority matrix: moves land in the cards; axes and lanes are checked."""

from __future__ import annotations

import json

import pytest

import cjm_widgets as cjm
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError
from cjm_widgets.widgets.matrix import AXES, PriorityMatrix


@pytest.fixture
def shop():
    m = cjm.JourneyMap.from_template("classic")
    step, lane = m.steps.index[0], m.lanes.index[m.lanes["role"] == "opportunities"][0]
    for id_, text in (("save", "Save <the> box"), ("guest", "Order as a guest")):  # made up
        m.cards.loc[id_, ["step", "lane", "text"]] = [step, lane, text]
    m.cards.loc["save", ["work", "impact"]] = [2.0, 2.5]
    m.cards.loc["guest", "effort"] = "L"
    return m


def test_a_move_writes_two_columns_as_one_edit(shop):
    matrix = PriorityMatrix(shop)
    ops = [
        {"op": "set", "table": "cards", "id": "guest", "column": "work", "value": 8.0},
        {"op": "set", "table": "cards", "id": "guest", "column": "impact", "value": 1.5},
    ]
    matrix._door.receive({"type": "edit", "browser": "b", "counter": 1, "rev": 0, "ops": ops})
    assert shop.cards.loc["guest", ["work", "impact"]].tolist() == [8.0, 1.5]
    matrix.undo()
    assert shop.cards.loc["guest", ["work", "impact"]].isna().all()


def test_the_page_gets_cards_axes_and_lanes(shop):
    matrix = PriorityMatrix(shop, x="effort", lanes=["Opportunities"], method="ice")
    state = matrix.get_state()
    columns = json.loads(state["_start"])["doc"]["tables"]["cards"]["columns"]
    assert {"effort", "impact", "work"} <= set(columns)
    assert (state["x"], state["y"], state["method"]) == ("effort", "impact", "ice")
    assert state["lanes"] == ["Opportunities"]


def test_an_axis_that_holds_no_numbers_is_refused(shop):
    with pytest.raises(DataError, match="'team' is no axis"):
        PriorityMatrix(shop, x="team")
    matrix = PriorityMatrix(shop)
    with pytest.raises(DataError):
        matrix.y = "text"
    assert matrix.y == "impact"


def test_an_unknown_lane_is_refused(shop):
    with pytest.raises(DataError, match="no lane 'Ideas'"):
        PriorityMatrix(shop, lanes=["Ideas"])


def test_something_that_is_no_map_is_refused(shop):
    with pytest.raises(TypeError, match="draws a JourneyMap"):
        PriorityMatrix(shop.cards)


@pytest.mark.parametrize("axis", AXES)
def test_every_axis_is_a_column_of_cards_or_of_improvements(axis):
    assert schema.CARDS.column(axis) or schema.TABLES["improvements"].column(axis)


def test_a_saved_notebook_keeps_a_table(shop):
    data, _ = PriorityMatrix(shop, x="effort")._repr_mimebundle_()
    assert "Save &lt;the&gt; box" in data["text/html"]
    assert "Order as a guest: effort L, impact not set" in data["text/plain"]
    assert data["text/plain"].index("Save") < data["text/plain"].index("Order")
