"""What a map answers of its improvements, by the verbs a person types: scenarios, staleness, queues, where to look, what to research."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError


@pytest.fixture
def shop() -> cjm.JourneyMap:
    """Browse, ask, build, pay; counted; three improvements."""
    m = cjm.JourneyMap()
    names = ["browse", "ask", "build", "pay"]
    minutes = pd.to_timedelta([2, 30, 10, 4], unit="min")
    m.steps = pd.DataFrame(
        {"stage": "s", "name": names, "duration": minutes, "emotion": [1.0, -1, 0.5, -0.5]}, index=names
    )
    moves = [
        ("browse", "ask", 300), ("browse", "build", 300), ("browse", "left", 400), ("ask", "build", 200), ("ask", "left", 100),
        ("build", "pay", 480), ("build", "left", 20), ("pay", "box", 470), ("pay", "left", 10),
    ]  # fmt: skip
    m.transitions = pd.DataFrame(moves, columns=["source", "target", "count"])
    m.improvements = pd.DataFrame(
        {"step": ["ask", "browse", "pay"], "lever": "pass_through", "low": [2, 1, 0.1], "likely": [10, 4, 0.5],
         "high": [15, 9, 1.0], "unit": "percentage points", "cost": [30.0, 50, 10], "adoption": 1.0},
        index=["chat", "price", "terms"],
    )  # fmt: skip
    return m


def test_an_answer_is_stale_when_the_map_moves_on(shop) -> None:
    found = shop.simulate(64)
    assert not found.stale
    shop.steps.loc["pay", "emotion"] = 1.0
    assert found.stale
    shop.steps.loc["pay", "emotion"] = -0.5
    assert not found.stale
    shop.improvements.loc["chat", "adoption"] = 0.5
    assert found.stale


def test_scenarios_are_held_against_each_other_on_the_same_draws(shop) -> None:
    found = shop.simulate(512)
    names = {"nothing": [], "chat": ["chat"], "half": {"chat": 0.5}, "all": ["chat", "price", "terms"]}
    table = shop.scenarios(names, found).xs("success", level="measure")
    assert table.loc["nothing", ["difference", "difference_low", "difference_high"]].tolist() == [0, 0, 0]
    alone = found.improvements
    assert table.at["chat", "difference"] == pytest.approx(alone.at["chat", "alone"])
    assert table.at["all", "difference"] == pytest.approx(alone["share"].sum())
    assert 0 < table.at["half", "difference"] < table.at["chat", "difference"]
    # Better in every draw: the ranks never change, and exactly one is the best.
    assert table["best"].to_dict() == {"nothing": 0, "chat": 0, "half": 0, "all": 1}
    assert table["rank_low"].tolist() == table["rank_high"].tolist() == [4, 2, 3, 1]
    assert found.outcomes.at["success", "then"] == pytest.approx(table.at["all", "then"])
    time = shop.scenarios({"nothing": [], "chat": ["chat"]}, found).xs("time", level="measure")
    assert time["best"].to_dict() == {"nothing": 1, "chat": 0}


def test_a_scenario_that_is_none_is_refused_by_name(shop) -> None:
    with pytest.raises(DataError, match="names the improvement 'magic'"):
        shop.scenarios({"x": ["magic"]})
    with pytest.raises(DataError, match="carried out to 2"):
        shop.scenarios({"x": {"chat": 2}})
    with pytest.raises(DataError, match="No scenario"):
        shop.scenarios({})


def test_after_which_steps_the_end_is_fixed(shop) -> None:
    """From pay 470 of 480 succeed, from build .96 × that: only pay is within five points of certain."""
    where = shop.simulate(64).where
    assert where["success"].round(6).to_dict() == pytest.approx(
        {"browse": 0.47, "ask": 0.626667, "build": 0.94, "pay": 0.979167}
    )
    assert where["fixed"].to_dict() == {"browse": "", "ask": "", "build": "", "pay": "success"}


def test_correlation_ranks_what_moves_the_difference(shop) -> None:
    found = shop.simulate(1_024)
    table = found.correlation.set_index(["kind", "input"])["correlation"]
    assert table.abs().is_monotonic_decreasing
    assert table.loc[("effect", "price")] > 0.5
    assert abs(table.loc[("effect", "terms")]) < table.loc[("effect", "chat")]
    assert found.sensitivity.iloc[0]["input"] == "price"


def test_what_to_research_is_what_could_change_the_choice(shop) -> None:
    """For 50 either price or chat and terms fit. Knowing their effects may turn the choice; knowing everything is worth no less."""
    table = shop.research_next(50)
    assert set(table["input"].iloc[:2]) == {"price", "chat"}
    assert 0 < table["worth"].max() <= table.attrs["everything"]
    assert (shop.research_next(5)["worth"] == 0).all()


def test_hiring_shortens_the_wait_the_queue_makes(shop) -> None:
    """M/M/c by hand: 6 an hour of half an hour each are 3 busy servers, of 4 and of 6 (Erlang C .509434 and .099143)."""
    shop.steps["servers"] = pd.array([None, 4, None, None], dtype="Int64")
    shop.steps["arrivals"] = [np.nan, 6.0, np.nan, np.nan]
    shop.improvements = pd.DataFrame(
        {"step": ["ask"], "lever": "servers", "likely": [2.0], "unit": "absolute", "adoption": 1.0},
        index=["hire"],
    )
    plain, queued = shop.simulate(64), shop.simulate(64, queues=True)
    waits = [erlang(3, 4) * 1800 / (4 - 3), erlang(3, 6) * 1800 / (6 - 3)]
    visits = 0.3
    now, then = queued.outcomes.loc["time", ["now", "then"]]
    assert now - plain.outcomes.at["time", "now"] == pytest.approx(visits * waits[0])
    assert then - plain.outcomes.at["time", "now"] == pytest.approx(visits * waits[1])
    assert any("comes from its queue" in note for note in queued.notes)
    shop.steps.loc["ask", "servers"] = 3
    with pytest.raises(DataError, match="At 'ask' 6 an hour come and 3 can serve 6"):
        shop.simulate(64, queues=True)


def erlang(busy: float, servers: int) -> float:
    """Erlang C by its sum, as the textbooks print it."""
    terms = [1.0]
    for k in range(1, servers + 1):
        terms.append(terms[-1] * busy / k)
    last = terms[-1] * servers / (servers - busy)
    return last / (sum(terms[:-1]) + last)
