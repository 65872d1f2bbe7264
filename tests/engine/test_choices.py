"""Selections and portfolios against looking at each one by one, and the bound against what is possible."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from cjm_widgets.engine import search as searching
from cjm_widgets.engine.bound import bound
from cjm_widgets.engine.chain import Chain, chain
from cjm_widgets.engine.choices import Goal, scores, success as succeed
from cjm_widgets.engine.constraints import limits
from cjm_widgets.engine.draws import world
from cjm_widgets.engine.information import perfect, value_of_information
from cjm_widgets.engine.levers import Lever, future, lever
from cjm_widgets.engine.portfolio import portfolio
from cjm_widgets.engine.shapley import shares
from cjm_widgets.engine.solve import solve
from cjm_widgets.model.errors import DataError

KINDS = ("pass_through", "move", "volume", "duration", "cost", "emotion", "wait", "pass_through")


def journey(rng: np.random.Generator, n: int) -> Chain:
    rows = rng.dirichlet(np.full(n + 2, 0.5), size=n) * 0.9
    rows[:, -1] += 0.1
    return chain(
        [f"s{i}" for i in range(n)], ["done", "left"], rows, success=["done"], start=rng.dirichlet(np.ones(n)),
        time=rng.uniform(1, 100, n), wait=rng.uniform(1, 100, n), cost=rng.uniform(0, 1, n), emotion=rng.uniform(-2, 2, n),
        value=[10.0, 0.0], seen=np.full(n, 300.0), counted=np.ones(n, bool),
    )  # fmt: skip


def items(made: Chain, rng: np.random.Generator, k: int, kinds: tuple[str, ...] = KINDS) -> list[Lever]:
    out = []
    for i in range(k):
        kind, step = kinds[i % len(kinds)], int(rng.integers(len(made.steps)))
        ways = (*made.steps, *made.outcomes)
        towards = ways[int(made.rows[step].argmax())] if kind == "move" else None
        effect = {"duration": 0.6, "wait": 0.5, "cost": 0.7, "emotion": 0.5}.get(kind, 1.2 + rng.random())
        out.append(
            lever(
                made, f"i{i}", kind, made.steps[step], (effect * 0.9, effect, effect * 1.1), towards=towards
            )
        )
    return out


def one_by_one(made: Chain, levers: list[Lever], goal: Goal) -> np.ndarray:
    out = []
    for d in range(2 ** len(levers)):
        chosen = np.array([(d >> b) & 1 for b in range(len(levers))], dtype=float)
        found = solve(future(made, levers, chosen))
        reward = found.ends[:, 0] @ goal.worth + goal.time * found.time[0] + goal.cost * found.cost[0]
        out.append(found.volume[0] / made.start.sum() * reward)
    return np.array(out)


@pytest.mark.parametrize("seed", range(6))
def test_every_selection_is_the_chain_solved(seed) -> None:
    rng = np.random.default_rng(seed)
    made = journey(rng, int(rng.integers(1, 9)))
    levers = items(made, rng, 8)
    goal = Goal(np.array([10.0, 1.0]), time=-0.01, cost=-1.0)
    np.testing.assert_allclose(
        scores(made, levers, goal), one_by_one(made, levers, goal), rtol=1e-11, atol=1e-12
    )


def table(rng: np.random.Generator, levers: list[Lever]) -> pd.DataFrame:
    k = len(levers)
    return pd.DataFrame(
        {
            "cost": rng.uniform(5, 30, k),
            "team": rng.choice(["shop", "care"], k),
            "work": rng.uniform(1, 5, k),
        },
        index=[one.name for one in levers],
    )


@pytest.mark.parametrize("seed", range(4))
def test_the_best_portfolio_is_the_best_of_all(seed) -> None:
    rng = np.random.default_rng(100 + seed)
    made = journey(rng, 6)
    levers = items(made, rng, 9)
    improvements = table(rng, levers)
    improvements["needs"] = [["i3"] if i == 1 else None for i in range(9)]
    improvements["excludes"] = [["i4"] if i == 0 else None for i in range(9)]
    held = limits(improvements, list(improvements.index), budget=80, capacity={"shop": 9})
    goal = succeed(made)
    every = one_by_one(made, levers, goal)
    best = -np.inf
    for d in range(2**9):
        chosen = np.array([(d >> b) & 1 for b in range(9)])
        work = improvements["work"].where(improvements["team"] == "shop", 0).to_numpy()
        ok = chosen @ improvements["cost"] <= 80 and chosen @ work <= 9
        if ok and chosen[1] <= chosen[3] and chosen[0] + chosen[4] <= 1:
            best = max(best, every[d])
    found = portfolio(world(made, levers, many=64), held)
    assert found.exact
    assert found.score == pytest.approx(best, rel=1e-12)
    assert found.bound == found.score
    assert bound(made, levers, held, goal) >= best - 1e-9
    assert found.frontier["score"].is_monotonic_increasing
    assert found.frontier["cost"].is_monotonic_increasing
    searched = searching.search(made, levers, held, goal)[1].max()
    assert best - 1e-12 >= searched - 1e-9
    assert searched >= best - 0.005 * abs(best)


def test_a_search_among_forty_is_near_the_best_known() -> None:
    """Where no improvement touches another, the best is known by a small integer program of single effects on one row."""
    rng = np.random.default_rng(9)
    rows = np.zeros((20, 22))
    for i in range(20):
        rows[i, 20], rows[i, 21] = 0.3, 0.7
    made = chain(
        [f"s{i}" for i in range(20)],
        ["done", "left"],
        rows,
        success=["done"],
        start=rng.dirichlet(np.ones(20)),
    )
    levers = [lever(made, f"i{i}", "pass_through", f"s{i % 20}", (1.5,) * 3) for i in range(40)]
    improvements = pd.DataFrame(
        {"cost": rng.integers(1, 9, 40).astype(float)}, index=[one.name for one in levers]
    )
    held = limits(improvements, list(improvements.index), budget=60)
    found = portfolio(world(made, levers, many=32), held)
    once = solve(future(made, levers, np.eye(40)[0])).ends[0, 0]
    assert once > 0.3
    assert not found.exact
    assert found.bound >= found.score
    assert found.cost <= 60
    assert found.score >= best_of_pairs(made, levers, improvements["cost"].to_numpy(), 60) * 0.995


def best_of_pairs(made: Chain, levers: list[Lever], cost: np.ndarray, budget: int) -> float:
    """Exact by dynamic programming: each step has two improvements of its own and no step meets another."""
    best = np.zeros(budget + 1)
    for i in range(20):
        options = [(0, 0.3)]
        for pair in ([i], [i + 20], [i, i + 20]):
            chosen = np.zeros(40)
            chosen[pair] = 1
            share = future(made, levers, chosen).ends[i, 0, 0]
            options.append((int(cost[pair].sum()), float(share)))
        best = np.array(
            [max(best[b - c] + made.start[i] * v for c, v in options if c <= b) for b in range(budget + 1)]
        )
    return float(best[budget])


def test_a_budget_of_nothing_buys_nothing() -> None:
    rng = np.random.default_rng(1)
    made = journey(rng, 4)
    levers = items(made, rng, 4)
    found = portfolio(
        world(made, levers, many=16), limits(table(rng, levers), [x.name for x in levers], budget=0)
    )
    assert found.chosen == ()
    assert found.score == found.base


def test_limits_that_cannot_be_kept_say_why() -> None:
    levers = pd.DataFrame({"cost": [1.0, np.nan], "team": ["a", "a"]}, index=["x", "y"])
    with pytest.raises(DataError, match="'y' has no cost"):
        limits(levers, ["x", "y"], budget=5)
    with pytest.raises(DataError, match="The budget is -1"):
        limits(levers.fillna(1), ["x", "y"], budget=-1)
    with pytest.raises(DataError, match="No improvement is done by 'b': a are named"):
        limits(levers, ["x", "y"], capacity={"b": 1})
    with pytest.raises(DataError, match="needs 'z'"):
        limits(levers.assign(needs=[["z"], None]), ["x", "y"])


def test_fair_shares_by_all_orders() -> None:
    rng = np.random.default_rng(4)
    made = journey(rng, 5)
    levers = items(made, rng, 5, ("pass_through", "move"))
    value = scores(made, levers)
    wanted = np.zeros(5)
    orders = list(itertools.permutations(range(5)))
    for order in orders:
        at = 0
        for b in order:
            wanted[b] += value[at | 1 << b] - value[at]
            at |= 1 << b
    found = shares(made, levers)
    np.testing.assert_allclose(found["share"], wanted / len(orders), rtol=1e-10)
    assert found["share"].sum() == pytest.approx(value[-1] - value[0])
    assert found["alone"].iloc[2] == pytest.approx(value[4] - value[0])
    assert found["last"].iloc[2] == pytest.approx(value[31] - value[31 - 4])


def test_sampled_shares_come_near_the_exact_ones() -> None:
    rng = np.random.default_rng(8)
    made = journey(rng, 6)
    levers = items(made, rng, 18, ("pass_through",))
    value = scores(made, levers)
    found = shares(made, levers)
    assert not found.attrs["exact"]
    assert found["share"].sum() == pytest.approx(value[-1] - value[0], rel=1e-9)


def test_what_knowing_is_worth() -> None:
    """A decision whose value of information is known: go if x > 0, x normal: E max(x, 0) − 0 = 1/√(2π)."""
    from cjm_widgets.engine.draws import Input

    rng = np.random.default_rng(2)
    x, other = rng.normal(size=(2, 4_000))
    values = np.stack([np.zeros(4_000), x + 0.5 * rng.normal(size=4_000)])
    found = value_of_information(values, (Input("x", "effect", x), Input("noise", "effect", other)))
    assert found["input"].tolist() == ["x", "noise"]
    assert found["worth"].iloc[0] == pytest.approx(1 / np.sqrt(2 * np.pi), abs=0.03)
    assert found["worth"].iloc[1] < 0.02
    assert found.attrs["everything"] == pytest.approx(np.sqrt(1.25) / np.sqrt(2 * np.pi), abs=0.03)


def test_the_textbook_value_of_perfect_information() -> None:
    """Payoffs (1500, 300, −800), (900, 600, −200), (500, 500, 500) at .5, .3, .2: 680 now, 1030 knowing, worth 350."""
    payoffs = np.array([[1500, 300, -800], [900, 600, -200], [500, 500, 500]], dtype=float)
    assert perfect(payoffs[:, np.repeat(np.arange(3), [5, 3, 2])]) == pytest.approx(350)
