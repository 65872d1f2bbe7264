"""The closed forms against answers that are not ours: textbooks, published data, simulated walks, enumeration."""

from __future__ import annotations

import itertools
import random
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import simpy

from cjm_widgets.engine.chain import Chain, chain
from cjm_widgets.engine.measures import measures
from cjm_widgets.engine.solve import setting, solve
from cjm_widgets.engine.walk import walk
from cjm_widgets.engine.where import worth

DATA = Path(__file__).parents[3] / "shared" / "data" / "channelattribution_Data.csv"


def drunkard(right: float, begin: int) -> Chain:
    rows = np.zeros((3, 5))
    for i in range(3):
        rows[i, [3 if i == 0 else i - 1, 4 if i == 2 else i + 1]] = 1 - right, right
    return chain(
        ["1", "2", "3"], ["home", "bar"], rows, success=["bar"], start=np.eye(3)[begin], time=np.ones(3)
    )


@pytest.mark.parametrize(
    ("right", "visits", "time", "variance", "ends"),
    [
        (1 / 2, [[1.5, 1, 0.5], [1, 2, 1], [0.5, 1, 1.5]], [3, 4, 3], [8, 8, 8], [[0.75, 0.25], [0.5, 0.5], [0.25, 0.75]]),
        (
            2 / 3,
            [[1.4, 1.2, 0.8], [0.6, 1.8, 1.2], [0.2, 0.6, 1.4]],
            [3.4, 3.6, 2.2],
            [6.72, 5.76, 4.8],
            [[7 / 15, 8 / 15], [0.2, 0.8], [1 / 15, 14 / 15]],
        ),
    ],
)  # fmt: skip
def test_the_drunkards_walk(right, visits, time, variance, ends) -> None:
    """Grinstead and Snell, Introduction to Probability, ch. 11: N, t, and the variances that follow."""
    for begin in range(3):
        found = solve(setting(drunkard(right, begin)))
        assert found.visits[:, 0] == pytest.approx(visits[begin], rel=1e-12)
        assert found.time[0] == pytest.approx(time[begin], rel=1e-12)
        assert found.time_sd[0] ** 2 == pytest.approx(variance[begin], rel=1e-12)
        assert found.ends[:, 0] == pytest.approx(ends[begin], rel=1e-12)


def test_a_uniformly_larger_number() -> None:
    """From i to any larger integer up to 5, each as likely: t = 25/12, 11/6, 3/2, 1 (Grinstead and Snell, ch. 11)."""
    rows = np.zeros((4, 5))
    for i in range(4):
        rows[i, i + 1 :] = 1 / (4 - i)
    for begin, (time, variance) in enumerate([(25 / 12, 0.659722), (11 / 6, 0.472222), (1.5, 0.25), (1, 0)]):
        made = chain(list("1234"), ["5"], rows, success=["5"], start=np.eye(4)[begin], time=np.ones(4))
        found = solve(setting(made))
        assert found.time[0] == pytest.approx(time, rel=1e-12)
        assert found.time_sd[0] ** 2 == pytest.approx(variance, abs=1e-6)


def of_paths(paths: list[tuple[list[str], float, float]]) -> Chain:
    """An order-1 chain of marketing paths: their channels, how often they convert, how often they do not."""
    names = sorted({channel for path, *_ in paths for channel in path})
    at = {name: i for i, name in enumerate([*names, "conversion", "null"])}
    counts, start = np.zeros((len(names), len(at))), np.zeros(len(names))
    for path, hits, misses in paths:
        start[at[path[0]]] += hits + misses
        for one, other in itertools.pairwise(path):
            counts[at[one], at[other]] += hits + misses
        counts[at[path[-1]], at["conversion"]] += hits
        counts[at[path[-1]], at["null"]] += misses
    rows = counts / counts.sum(axis=1, keepdims=True)
    return chain(
        names, ["conversion", "null"], rows, success=["conversion"], start=start / start.sum(), seen=counts.sum(axis=1),
        counted=np.ones(len(names), bool),
    )  # fmt: skip


def test_removal_effects_of_three_paths() -> None:
    """C1>C2>C3 converts, C1 and C2>C3 do not (after analyzecore.com): removal C1 .5, C2 1, C3 1."""
    made = of_paths([(["C1", "C2", "C3"], 1, 0), (["C1"], 0, 1), (["C2", "C3"], 0, 1)])
    assert measures(made, solve(setting(made)))["success"][0] == pytest.approx(1 / 3)
    assert worth(made)["removal"].to_dict() == pytest.approx({"C1": 0.5, "C2": 1.0, "C3": 1.0})


def test_removal_effects_of_two_channels() -> None:
    """Google Ads x2, Mailing x1, Google > Mailing x1 convert, one Google does not: P .8, removal .75 and .5."""
    made = of_paths([(["Google"], 2, 1), (["Mailing"], 1, 0), (["Google", "Mailing"], 1, 0)])
    assert measures(made, solve(setting(made)))["success"][0] == pytest.approx(0.8)
    assert worth(made)["removal"].to_dict() == pytest.approx({"Google": 0.75, "Mailing": 0.5})


@pytest.mark.skipif(not DATA.exists(), reason="the published data is not here")
def test_the_removal_effects_channel_attribution_publishes() -> None:
    """10,000 paths with 19,785 conversions and 68,602 nulls; exact removal effects as published with the data."""
    table = pd.read_csv(DATA, sep=None, engine="python")
    paths = [
        ([one.strip() for one in row[0].split(">")], float(row[1]), float(row[3]))
        for row in table.itertuples(index=False)
    ]
    made = of_paths(paths)
    known = {
        "eta": 0.349026, "iota": 0.405835, "alpha": 0.558399, "beta": 0.264039, "theta": 0.206010, "lambda": 0.134022,
        "kappa": 0.028663, "zeta": 0.039811, "epsilon": 0.062639, "gamma": 0.017880, "delta": 0.000482, "mi": 0.000180,
    }  # fmt: skip
    assert worth(made)["removal"].to_dict() == pytest.approx(known, abs=1e-6)
    assert measures(made, solve(setting(made)))["success"][0] == pytest.approx(19785 / 88387, rel=1e-12)


def felt(rng: np.random.Generator, n: int = 6) -> Chain:
    rows = rng.dirichlet(np.full(n + 2, 0.6), size=n) * 0.95
    rows[:, -1] += 0.05
    emotion = rng.uniform(-2, 2, n).round(1)
    emotion[0] = np.nan
    return chain(
        [str(i) for i in range(n)], ["done", "left"], rows, success=["done"], start=rng.dirichlet(np.ones(n)),
        time=rng.uniform(1, 9, n), time_var=rng.uniform(0, 4, n), emotion=emotion,
    )  # fmt: skip


def test_a_walk_in_simpy_comes_to_the_same() -> None:
    """A discrete-event simulation of the same journey: every closed form within four standard errors of 20,000 walks."""
    made = felt(np.random.default_rng(5))
    walks = pd.DataFrame(_walked(made, 20_000))
    found = {name: values[0] for name, values in measures(made, solve(setting(made))).items()}
    answers = solve(setting(made))
    wanted = {
        "done": found["success"], "time": found["time"], "steps": found["steps"], "peak": answers.peak[0],
        "end": answers.end[0],
    }  # fmt: skip
    for name, value in wanted.items():
        seen = walks[name].dropna()
        assert abs(seen.mean() - value) < 4 * seen.std() / np.sqrt(len(seen)), name
    assert walks["time"].std() == pytest.approx(found["time_sd"], rel=0.05)


def _walked(made: Chain, many: int) -> list[dict[str, float]]:
    rng = random.Random(7)
    done: list[dict[str, float]] = []
    world = simpy.Environment()

    def journey() -> object:
        begin, at, felt = world.now, rng.choices(range(len(made.steps)), made.start)[0], []
        steps = 0
        while at < len(made.steps):
            steps += 1
            felt.append(made.emotion[at])
            mean, var = made.time[at], made.time_var[at]
            yield world.timeout(rng.gammavariate(mean**2 / var, var / mean))
            last = at
            at = rng.choices(range(made.rows.shape[1]), made.rows[at])[0]
        rated = [one for one in felt if not np.isnan(one)]
        done.append(
            {
                "done": float(at == len(made.steps)),
                "time": world.now - begin,
                "steps": float(steps),
                "peak": max(rated, key=abs) if rated else np.nan,
                "end": made.emotion[last],
            }
        )

    for _ in range(many):
        world.process(journey())
    world.run()
    return done


def test_our_own_walk_comes_to_the_same() -> None:
    made = felt(np.random.default_rng(17))
    walks = walk(made, 200_000, seed=4)
    answers = solve(setting(made))
    assert (walks["outcome"] == "done").mean() == pytest.approx(answers.ends[0, 0], abs=0.004)
    for name, value in {"time": answers.time, "peak": answers.peak, "end": answers.end}.items():
        seen = walks[name].dropna()
        assert abs(seen.mean() - value[0]) < 4 * seen.std() / np.sqrt(len(seen)), name
    assert walks["steps"].mean() == pytest.approx(answers.visits.sum(), rel=0.01)
    assert walks["time"].std() == pytest.approx(answers.time_sd[0], rel=0.01)


def test_the_strongest_moment_by_enumeration() -> None:
    """All paths of a chain without loops, one by one: success, time, strongest and last moment."""
    rows = np.array([[0, 0.5, 0.3, 0.1, 0.1], [0, 0, 0.6, 0.2, 0.2], [0, 0, 0, 0.7, 0.3]], dtype=float)
    made = chain(
        list("abc"), ["done", "left"], rows, success=["done"], time=[1, 2, 4], emotion=[0.5, -2, 1.0]
    )
    total = dict.fromkeys(("success", "time", "square", "peak", "end"), 0.0)
    for path in ([0, 1, 2], [0, 1], [0, 2], [0]):
        for end in (3, 4):
            way = [*path, end]
            chance = float(np.prod([rows[i, j] for i, j in itertools.pairwise(way)]))
            time = float(made.time[path].sum())
            total["success"] += chance * (end == 3)
            total["time"] += chance * time
            total["square"] += chance * time**2
            total["peak"] += chance * max(made.emotion[path], key=abs)
            total["end"] += chance * made.emotion[path[-1]]
    found = solve(setting(made))
    assert found.ends[0, 0] == pytest.approx(total["success"])
    assert found.time[0] == pytest.approx(total["time"])
    assert found.time_sd[0] ** 2 == pytest.approx(total["square"] - total["time"] ** 2)
    assert found.peak[0] == pytest.approx(total["peak"])
    assert found.end[0] == pytest.approx(total["end"])


def test_what_a_point_is_worth_is_the_slope() -> None:
    """visits × (those who go on − those who leave) agrees with a finite difference to six digits."""
    made = felt(np.random.default_rng(11))
    told = worth(made)["worth"].to_numpy()
    for i in range(len(made.steps)):
        step = 1e-6
        left = made.rows[i, made.leaving].sum()
        rows = made.rows.copy()
        rows[i, made.leaving] *= (left - step) / left
        rows[i, ~made.leaving] *= (1 - left + step) / (1 - left)
        moved = chain(made.steps, made.outcomes, rows, success=["done"], start=made.start)
        slope = (solve(setting(moved)).ends[0, 0] - solve(setting(made)).ends[0, 0]) / step
        assert slope == pytest.approx(told[i], rel=1e-4, abs=1e-7)
