"""Bad input through the front door: a sentence that names the row, or the exact answer."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError

MOVES = {("browse", "pay"): 60, ("browse", "left"): 40, ("pay", "done"): 50, ("pay", "left"): 10}


def shop(moves: dict[tuple[str, str], object] = MOVES, column: str = "count") -> cjm.JourneyMap:
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"stage": "s", "name": ["Browse", "Pay"]}, index=["browse", "pay"])
    rows = [{"source": a, "target": b, column: v} for (a, b), v in moves.items()]
    m.transitions = pd.DataFrame(rows, dtype=object).set_index(["source", "target"])
    return m


def with_terms(**told: object) -> cjm.JourneyMap:
    m = shop()
    row = {
        "step": "pay",
        "lever": "pass_through",
        "low": 1.1,
        "likely": 1.5,
        "high": 2.0,
        "cost": 5.0,
        **told,
    }
    m.improvements = pd.DataFrame([row], index=["terms"], dtype=object)
    return m


def now(m: cjm.JourneyMap, **how: object) -> float:
    return float(m.simulate(64, **how).outcomes.loc["success", "now"])


@pytest.mark.parametrize(
    ("moves", "column", "sentence"),
    [
        ({**MOVES, ("pay", "done"): 0.6, ("browse", "pay"): 0.6, ("browse", "left"): 0.2, ("pay", "left"): 0.4}, "probability", "'Browse' sum to 0.8, not 1"),
        ({("browse", "pay"): 60, ("browse", "left"): 40}, "count", "No move starts at 'Pay'"),
        ({("browse", "pay"): 1, ("pay", "browse"): 1}, "count", "no outcome"),
        ({("browse", "pay"): 1, ("pay", "pay"): 5, ("browse", "left"): 1}, "count", "From 'Pay' no outcome can be reached"),
        ({**MOVES, ("pay", "pay"): 1e15, ("pay", "done"): 1, ("pay", "left"): 1}, "count", "From 'Browse'.* go round|From 'Pay'.* go round"),
        ({**MOVES, ("pay", "done"): -5}, "count", "'pay to done' in transitions is -5.0: a number from 0"),
        ({**MOVES, ("pay", "done"): np.nan}, "count", "from 'pay' to 'done' has neither a probability nor a count"),
        ({**MOVES, ("pay", "done"): "many"}, "count", "'pay to done' in transitions is 'many'"),
        ({**MOVES, ("pay", "done"): np.inf}, "count", "is inf"),
        ({**MOVES, ("pay", "done"): 1e300}, "count", "is 1e.300"),
        ({**MOVES, ("cart", "done"): 5}, "count", "starts at 'cart', which is no step"),
    ],
)  # fmt: skip
def test_moves_that_make_no_journey(moves, column, sentence) -> None:
    with pytest.raises(DataError, match=sentence):
        shop(moves, column).simulate()


@pytest.mark.parametrize(
    ("moves", "share"),
    [
        ({("browse", "pay"): 1, ("pay", "done"): 1}, 1.0),
        ({("browse", "pay"): 1, ("pay", "done"): 1, ("pay", "left"): 0, ("browse", "left"): 0}, 1.0),
        ({("browse", "pay"): 1, ("pay", "left"): 1, ("pay", "done"): 0}, 0.0),
        ({**MOVES, ("pay", "pay"): 940}, 0.5),
        ({("browse", "pay"): "60", ("browse", "left"): "40", ("pay", "done"): "50", ("pay", "left"): "10"}, 0.5),
        ({("browse", "pay"): 1e-300, ("browse", "left"): 1e-300, ("pay", "done"): 1e-300}, 0.5),
        ({("browse", "pay"): 6e14, ("browse", "left"): 4e14, ("pay", "done"): 1}, 0.6),
    ],
)  # fmt: skip
def test_moves_at_the_edge_have_exact_answers(moves, share) -> None:
    assert now(shop(moves)) == pytest.approx(share, rel=1e-12)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("duration", "abc", "duration of 'browse' in steps is 'abc'"),
        ("duration", pd.Timedelta("-1h"), "is -3600"),
        ("duration", np.inf, "is inf"),
        ("wait", -1, "wait of 'browse'"),
        ("cost", "dear", "cost of 'browse'"),
        ("emotion", 9, "a number from -2 to 2"),
        ("entry", -1, "entry of 'browse'"),
        ("entry", "x", "entry of 'browse'"),
    ],
)
def test_figures_of_steps_that_are_none(column, value, sentence) -> None:
    m = shop()
    m.steps = m.steps.assign(**{column: pd.Series([value, 1], index=m.steps.index, dtype=object)})
    with pytest.raises(DataError, match=sentence):
        m.simulate()


def test_times_out_of_order() -> None:
    m = shop()
    m.steps = m.steps.assign(duration_low=pd.Timedelta("2h"), duration_high=pd.Timedelta("1h"))
    with pytest.raises(DataError, match=r"times of 'browse' are 7200 / 3600 s"):
        m.simulate()


def test_a_single_bound_is_the_time() -> None:
    m = shop()
    m.steps = m.steps.assign(duration_low=pd.Timedelta("1h"))
    assert m.simulate(64).outcomes.loc["time", "now"] == pytest.approx(1.6 * 3600)


def test_journeys_that_begin_nowhere_begin_at_the_first() -> None:
    m = shop()
    m.steps = m.steps.assign(entry=0.0)
    assert now(m) == pytest.approx(0.5)


def test_a_map_of_nothing() -> None:
    with pytest.raises(DataError, match="no transitions"):
        cjm.JourneyMap().simulate()
    with pytest.raises(DataError, match="no transitions"):
        cjm.JourneyMap().portfolio(budget=1)


def test_outcomes_that_are_none() -> None:
    m = shop()
    m.outcomes = pd.DataFrame({"success": [True, True]}, index=["done", "pay"])
    with pytest.raises(DataError, match="'pay' is a step and an outcome"):
        m.simulate()
    m.outcomes = pd.DataFrame({"success": ["yes", "no"]}, index=["done", "left"])
    assert now(m) == pytest.approx(0.5), "a 'no' is no yes"
    m.outcomes = pd.DataFrame({"success": ["perhaps", "no"]}, index=["done", "left"])
    with pytest.raises(DataError, match="success of 'done' in outcomes is 'perhaps'"):
        m.simulate()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"low": 3.0}, "3 / 1.5 / 2: low may not be above"),
        ({"likely": "big"}, "likely of 'terms' in improvements is 'big'"),
        ({"adoption": 2}, "a share from 0 to 1"),
        ({"high": 1e12}, "multiplied by 1e.12"),
        ({"lever": "duration", "low": 1e-12}, "multiplied by 1e-12"),
        ({"lever": "magic"}, "lever 'magic'"),
    ],
)
def test_improvements_that_are_none(told, sentence) -> None:
    with pytest.raises(DataError, match=sentence):
        with_terms(**told).simulate()


@pytest.mark.parametrize(
    ("how", "sentence"),
    [
        ({"draws": 0}, "draws is 0"),
        ({"draws": 2.5}, "draws is 2.5"),
        ({"seed": -1}, "seed is -1"),
        ({"interval": 1}, "interval is 1"),
        ({"layers": ("dat",)}, "layers is"),
        ({"layers": "data"}, "layers is 'data'"),
        ({"measure": "joy"}, "no measure 'joy'"),
        ({"rest": "stay"}, "rest is 'stay'"),
        ({"worth": 0}, "worth is 0"),
        ({"success": "moon"}, "no outcome 'moon'"),
    ],
)
def test_settings_that_are_none(how, sentence) -> None:
    with pytest.raises(DataError, match=sentence):
        shop().simulate(**how)


def test_budgets() -> None:
    m = with_terms()
    assert m.portfolio(budget=0).chosen == ()
    assert m.portfolio(budget=np.int64(5)).chosen == ("terms",)
    for wrong in (-1, np.nan, "5"):
        with pytest.raises(DataError, match="The budget is"):
            m.portfolio(budget=wrong)
    with pytest.raises(DataError, match="cost of 'terms' in improvements is 'x'"):
        with_terms(cost="x").portfolio(budget=1)


def test_the_same_improvement_twice() -> None:
    m = with_terms()
    with pytest.raises(DataError, match="id 'terms' twice"):
        m.improvements = pd.concat([m.improvements, m.improvements])


def test_steps_named_by_numbers() -> None:
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"stage": "s", "name": ["Browse", "Pay"]}, index=[1, 2])
    m.transitions = pd.DataFrame(
        {"source": [1, 1, 2, 2], "target": [2, "left", "done", "left"], "count": list(MOVES.values())}
    ).set_index(["source", "target"])
    m.improvements = pd.DataFrame({"step": [2], "lever": "pass_through", "likely": 1.5}, index=["terms"])
    assert m.simulate(64).outcomes.loc["success", "difference"] == pytest.approx(0.6 * 7.5 / 8.5 - 0.5)


def needing(pairs: dict[int, list[str]], column: str) -> tuple[str, ...]:
    m = shop()
    rows = [
        {"step": "pay", "lever": "pass_through", "likely": 1.5, "cost": 1.0, column: pairs.get(i)}
        for i in range(3)
    ]
    m.improvements = pd.DataFrame(rows, index=["a", "b", "c"])
    return m.portfolio(budget=2).chosen


def test_needs_in_a_circle_go_together_and_excludes_part() -> None:
    assert needing({0: ["b"], 1: ["c"], 2: ["a"]}, "needs") == ()
    assert needing({0: ["b"], 1: ["a"]}, "needs") == ("a", "b")
    assert needing({0: ["b"], 1: ["c"], 2: ["a"]}, "excludes") in (("a",), ("b",), ("c",))
    assert needing({0: ["a"]}, "excludes") == ("b", "c")
