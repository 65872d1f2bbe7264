"""What the grid is told of a map's future and of what a point is worth, against plain sums."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError
from cjm_widgets.verbs import page
from cjm_widgets.verbs.future import MOST_STEPS, Future


@pytest.fixture
def m() -> cjm.JourneyMap:
    """Three steps in a row; every figure is made up."""
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame(
        {"stage": "s", "name": ["A", "B", "C"], "emotion": [1.0, -1.0, 1.8]}, index=["a", "b", "c"]
    )
    m.steps["duration"] = pd.to_timedelta([60, 120, 180], unit="s")
    moves = [
        ("a", "b", 80),
        ("a", "left", 20),
        ("b", "c", 50),
        ("b", "left", 50),
        ("c", "done", 90),
        ("c", "left", 10),
    ]
    m.transitions = pd.DataFrame(moves, columns=["source", "target", "count"]).set_index(["source", "target"])
    m.improvements = pd.DataFrame(
        {
            "step": ["b", "c", "a"],
            "lever": ["pass_through", "emotion", "duration"],
            "low": [5.0, 0.2, 0.4],
            "likely": [10.0, 0.5, 0.5],
            "high": [15.0, 0.8, 0.6],
            "unit": ["percentage points", "points", "factor"],
            "adoption": 1.0,
        },
        index=["more", "nicer", "faster"],
    )
    return m


def told(m: cjm.JourneyMap) -> dict:
    return page.overlays(m)["future"]()


def test_only_what_changes_is_told_as_now_and_then(m):
    found = told(m)
    assert found.keys() == {"a", "b", "c"}
    assert found["a"] == {"time": [pytest.approx(60), pytest.approx(30)]}
    assert found["b"] == {"pass_through": [pytest.approx(0.5), pytest.approx(0.6)]}
    assert found["c"] == {"emotion": [1.8, 2.0]}


def test_what_is_not_carried_out_changes_nothing(m):
    m.improvements["adoption"] = 0.0
    assert told(m) == {}


@pytest.mark.parametrize("table", ["improvements", "transitions"])
def test_a_map_without_them_has_no_future(m, table):
    setattr(m, table, getattr(m, table).iloc[:0])
    assert told(m) == {}


def test_a_map_that_cannot_be_simulated_has_no_future_and_does_not_fail(m):
    m.transitions.loc[("b", "c"), "count"] = None
    assert told(m) == {}
    with pytest.raises(DataError, match="'b' to 'c'"):
        page.verbs(m)["worth"]({})


def test_it_is_computed_again_only_where_something_it_rests_on_changed(m, monkeypatch):
    future, times = Future(m), []
    computed = Future._computed
    monkeypatch.setattr(Future, "_computed", lambda self: times.append(1) or computed(self))
    future.steps()
    m.stages.loc["s", "goal"] = "Another"
    assert future.steps() == future.steps()
    assert len(times) == 1
    m.improvements.loc["nicer", "adoption"] = 0.2
    assert future.steps()["c"] == {"emotion": [1.8, pytest.approx(1.9)]}
    assert len(times) == 2


def test_the_worth_of_a_point_is_the_slope_of_success(m):
    """Success is 0.8 · 0.5 · 0.9; a point more at one step multiplies the others."""
    found = page.verbs(m)["worth"]({})["worth"]
    assert found == {"a": pytest.approx(0.45), "b": pytest.approx(0.72), "c": pytest.approx(0.4)}
    assert all(math.isfinite(one) for one in found.values())


def test_many_steps_are_refused_with_the_way_to_them(m):
    n = MOST_STEPS + 1
    m.steps = pd.DataFrame({"stage": "s", "name": "x"}, index=[f"s{i}" for i in range(n)])
    assert told(m) == {}
    with pytest.raises(DataError, match=r"simulate\(\)\.where"):
        page.verbs(m)["worth"]({})


def test_the_grid_has_a_mode_that_python_and_the_page_set(m):
    grid = cjm.JourneyGrid(m, mode="future")
    sent = []
    grid._door.aside._send = lambda kind, **fields: sent.append(
        (kind, fields.get("name"), fields.get("data"))
    )
    grid._door.aside.now("mode")
    grid._verbs(m._bound)["mode"]({"mode": "today"})
    assert grid.mode == "today"
    assert sent[-1] == ("overlay", "mode", "today")
    with pytest.raises(Exception, match="mode"):
        grid.mode = "yesterday"
    assert cjm.JourneyGrid(m).mode == cjm.Blueprint(m).mode == "both"
