"""Chains that are hard on numbers: loops that hardly end, ties, many steps, crowded steps, queues without end."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.engine.bound import bound
from cjm_widgets.engine.chain import Chain, chain, line
from cjm_widgets.engine.choices import Goal, worth_of
from cjm_widgets.engine.constraints import limits
from cjm_widgets.engine.draws import World, world
from cjm_widgets.engine.levers import apply, future, lever
from cjm_widgets.engine.measures import measures
from cjm_widgets.engine.portfolio import portfolio
from cjm_widgets.engine.queues import Queue
from cjm_widgets.engine.solve import setting, solve
from cjm_widgets.engine.walk import walk


def test_a_loop_that_is_hardly_ever_left_loses_no_digits() -> None:
    """Two steps that go round 10⁶ times: the pivot 1 − p would have lost ten digits; the textbook answer is exact."""
    out = 1e-6
    made = chain(["a", "b"], ["done", "left"], [[0, 1, 0, 0], [1 - out, 0, out / 4, out * 3 / 4]], success=["done"], time=[1, 2])  # fmt: skip
    found = solve(setting(made))
    assert found.ends[:, 0].tolist() == pytest.approx([0.25, 0.75], rel=1e-13)
    assert found.visits[:, 0] == pytest.approx([1 / out, 1 / out], rel=1e-13)
    ever = lever(made, "on", "move", "b", (1e6, 1e6, 1e6), towards="a")
    after = solve(future(made, [ever]))
    assert after.ends[:, 0].sum() == pytest.approx(1, rel=1e-12)
    assert after.time[0] == pytest.approx(3 * after.visits[0, 0], rel=1e-12)


def test_at_equal_strength_the_bad_moment_is_the_peak_in_any_order() -> None:
    for felt in ([1.0, -1.0], [-1.0, 1.0]):
        base = line(["a", "b"], [1.0, 0.5])
        made = chain(base.steps, base.outcomes, base.rows, success=["done"], emotion=felt)
        assert solve(setting(made)).peak[0] == -1
        assert walk(made, 10)["peak"].unique().tolist() == [-1]


def wide(n: int) -> Chain:
    rng = np.random.default_rng(n)
    rows = np.zeros((n, n + 2))
    for i in range(n):
        rows[i, min(i + 1, n)] += 0.8
        rows[i, int(rng.integers(0, i + 1))] += 0.1
        rows[i, min(i + 3, n)] += 0.07
        rows[i, n + 1] += 0.03
    return chain(
        [f"s{i}" for i in range(n)], ["done", "left"], rows, success=["done"], seen=np.full(n, 200.0),
        counted=np.ones(n, bool), time=rng.uniform(1, 9, n), emotion=rng.uniform(-2, 2, n),
    )  # fmt: skip


def test_many_steps_are_passed_over_where_nothing_moves() -> None:
    """Beyond 64 steps elimination looks only at moves there are: the same as numpy's solve of the whole."""
    made = wide(150)
    whole = np.linalg.inv(np.eye(150) - made.moves)
    found = solve(setting(made))
    np.testing.assert_allclose(found.visits[:, 0], whole[0], rtol=1e-10)
    assert found.time[0] == pytest.approx(float(whole[0] @ made.time), rel=1e-11)
    drawn = world(made, many=700)
    assert len(drawn.pieces) > 1
    assert drawn.now.time.shape == (700,)
    assert drawn.now.time[drawn.pieces[1]] == pytest.approx(
        solve(drawn.parts.setting(made, drawn.pieces[1], 700)).time
    )


def test_five_hundred_steps_and_forty_improvements() -> None:
    """In seconds and without holding a thousand matrices of 500 × 500 at once."""
    made, begin = wide(500), time.perf_counter()
    levers = [lever(made, f"i{k}", "pass_through", f"s{12 * k}", (1.2, 1.5, 2.0)) for k in range(40)]
    drawn = world(made, levers, many=64)
    gap = measures(made, drawn.then())["success"] - measures(made, drawn.now)["success"]
    assert (gap > 0).all()
    assert drawn.now.ends.sum(axis=0) == pytest.approx(np.ones(64), rel=1e-10)
    assert time.perf_counter() - begin < 60


@pytest.mark.parametrize(
    "goal", [Goal(np.array([1.0, 0.0])), Goal(np.array([5.0, -3.0]), time=-0.4, cost=-2.0)]
)
@pytest.mark.parametrize("seed", range(3))
def test_no_selection_exceeds_the_bound_of_a_crowded_step(goal: Goal, seed: int) -> None:
    """24 improvements on two steps: too many to look at each selection; whatever is chosen stays below the bound."""
    rng = np.random.default_rng(seed)
    made = chain(
        ["a", "b"], ["done", "left"], [[0.1, 0.4, 0.1, 0.4], [0.2, 0, 0.3, 0.5]], success=["done"], time=[3, 1], cost=[1, 2]
    )  # fmt: skip
    kinds = ["pass_through", "duration", "cost", "pass_through", "move"]
    levers = []
    for k in range(24):
        kind, step = kinds[k % 5], "a" if k < 18 else "b"
        effect = float(rng.uniform(0.6, 2.0))
        towards = "done" if kind == "move" else None
        levers.append(lever(made, f"i{k}", kind, step, (effect,) * 3, towards=towards))
    table = pd.DataFrame({"cost": rng.uniform(1, 3, 24)}, index=[one.name for one in levers])
    for budget in (None, 12.0):
        held = limits(table, list(table.index), budget=budget)
        most = bound(made, levers, held, goal)
        chosen = (rng.random((24, 3_000)) < rng.random(3_000)).astype(float)
        likely = np.array([one.likely for one in levers])[:, None]
        values = worth_of(apply(setting(made), made, levers, chosen * likely), goal, 1.0)
        assert values[held.allowed(chosen)].max() <= most + 1e-9
        found = portfolio(world(made, levers, many=16), held, goal)
        assert found.score <= found.bound + 1e-9


def served(arrivals: float = 50.0) -> World:
    base = line(["a", "b"], [0.8, 0.9])
    made = chain(
        base.steps, base.outcomes, base.rows, success=["done"], time=[60.0, 60.0], seen=[40.0, 40.0], counted=[True, True],
        wait=[0.0, 300.0], queues=[(1, Queue(arrivals, 60.0, 1.0))],
    )  # fmt: skip
    return world(made, [lever(made, "ads", "pass_through", "a", (1.5, 3, 5))], many=256)


def test_a_queue_that_grows_without_end_in_some_draws_is_no_nan() -> None:
    drawn = served(54.0)
    time_then = drawn.then().time
    assert not np.isnan(time_then).any()
    assert np.isinf(time_then).any()
    assert np.isfinite(time_then).any()
    values = worth_of(next(drawn.futures()), Goal(np.zeros(2), time=-1.0), 1.0)
    assert not np.isnan(values).any()
    np.testing.assert_allclose(-values, time_then, rtol=1e-9)


def test_the_bound_of_a_queue_is_none_below_what_is_possible() -> None:
    drawn = served(30.0)
    held = limits(pd.DataFrame({"cost": [1.0]}, index=["ads"]), ["ads"])
    found = portfolio(drawn, held, Goal(np.zeros(2), time=-1.0))
    assert not found.exact
    assert found.bound >= found.score


def test_a_probability_of_next_to_nothing_is_drawn():
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"stage": "s", "name": "A"}, index=["a"])
    moves = pd.DataFrame({"source": "a", "target": ["done", "left"], "probability": [5e-324, 0.3]})
    m.transitions = moves.set_index(["source", "target"])
    for draws in (64, 2_000):
        table = m.simulate(draws, rest="left").outcomes
        assert table.loc[["success", "ends in left"], "now"].tolist() == [5e-324, 1.0]
        assert (table.loc["ends in left", ["now_low", "now_high", "chance"]] == [1, 1, 0]).all()
