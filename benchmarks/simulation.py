"""Measures the simulation beside walks of other simulators, in one run: `python benchmarks/simulation.py`.

It reports and asserts nothing. A walk gives an answer with an error; it is charged for the walks it would need to be as sure as
one million customers. simpy and ciw walk fewer and are scaled up, as said beside the figure; numba is timed after its compile.
"""

from __future__ import annotations

import json
import random
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np
import pandas as pd

from cjm_widgets.engine.bound import bound
from cjm_widgets.engine.chain import Chain, chain
from cjm_widgets.engine.choices import success
from cjm_widgets.engine.constraints import limits
from cjm_widgets.engine.draws import world
from cjm_widgets.engine.levers import Lever, future, lever
from cjm_widgets.engine.measures import compared, measures
from cjm_widgets.engine.page import chain_json, levers_json
from cjm_widgets.engine.portfolio import portfolio
from cjm_widgets.engine.search import search
from cjm_widgets.engine.solve import setting, solve
from cjm_widgets.engine.walk import walk

ROOT = Path(__file__).parents[1]
MILLION = 1_000_000


def journey(n: int, seed: int = 1) -> Chain:
    """A made-up journey: most go on, some skip, return or leave; times, costs and feelings drawn at random."""
    rng = np.random.default_rng(seed)
    rows = np.zeros((n, n + 2))
    for i in range(n):
        rows[i, i + 1] += 0.72
        rows[i, min(i + 2, n)] += 0.08
        rows[i, int(rng.integers(0, i + 1))] += 0.08
        rows[i, n + 1] = 1 - rows[i].sum()
    return chain(
        [f"s{i}" for i in range(n)], ["done", "left"], rows, success=["done"], time=rng.uniform(60, 900, n),
        time_var=rng.uniform(60, 900, n) ** 2, cost=rng.uniform(0, 3, n), emotion=rng.uniform(-2, 2, n), value=[60, 0],
        seen=np.full(n, 500.0), counted=np.ones(n, bool),
    )  # fmt: skip


def improvements(made: Chain, k: int) -> list[Lever]:
    """Made-up improvements, spread over the steps."""
    rng = np.random.default_rng(k)
    at = [made.steps[i % len(made.steps)] for i in range(k)]
    likely = 1.1 + rng.random(k) * 0.5
    return [
        lever(made, f"i{i}", "pass_through", at[i], (1 + (x - 1) / 2, x, 1 + (x - 1) * 1.8))
        for i, x in enumerate(likely)
    ]


def timed(run: Callable[[], object], times: int = 15) -> float:
    """The median of several runs, in milliseconds."""
    run()
    found = []
    for _ in range(times):
        begin = time.perf_counter()
        run()
        found.append((time.perf_counter() - begin) * 1e3)
    return median(found)


def answers(draws: int) -> float:
    """All measures with intervals for a new position of the sliders, on draws that are there."""
    made = journey(20)
    levers = improvements(made, 10)
    drawn = world(made, levers, many=draws)
    before = measures(made, drawn.now)
    rng = np.random.default_rng(0)

    def live() -> pd.DataFrame:
        share = rng.random(10)
        point = measures(made, solve(setting(made))), measures(made, solve(future(made, levers, share)))
        return compared(point, (before, measures(made, drawn.then(share))))

    return timed(live)


def first_answer(draws: int) -> float:
    """The same with the draws made."""
    made = journey(20)
    levers = improvements(made, 10)
    return timed(
        lambda: [
            one.time for one in (world(made, levers, many=draws).now, world(made, levers, many=draws).then())
        ],
        5,
    )


def in_the_page() -> float:
    """Microseconds of one exact answer at 50 steps in the page's engine, run by node."""
    made = journey(50)
    given = json.dumps({"chain": chain_json(made), "levers": levers_json(improvements(made, 10))})
    script = """
import { carriedOut } from "./js/src/engine/chain.ts"; import { solve, measures } from "./js/src/engine/solve.ts";
import { readFileSync } from "node:fs";
const { chain, levers } = JSON.parse(readFileSync(0, "utf8"));
const one = (share) => measures(chain, solve(carriedOut(chain, levers, levers.map(() => share))), 1);
for (let i = 0; i < 200; i++) one(i / 200);
const found = [];
for (let i = 0; i < 300; i++) { const t = performance.now(); one(i / 300); found.push(performance.now() - t); }
console.log(found.sort((a, b) => a - b)[150] * 1000);
"""
    bundle = [
        "npx",
        "esbuild",
        "--bundle",
        "--platform=node",
        "--format=esm",
        "--loader=ts",
        "--log-level=error",
    ]
    code = subprocess.run(bundle, input=script, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    done = subprocess.run(
        ["node", "--input-type=module", "-e", code], input=given, capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def by_simpy(made: Chain, customers: int) -> float:
    """Seconds for so many customers as processes of simpy."""
    import simpy

    rng, env = random.Random(1), simpy.Environment()
    rows, n = made.rows.tolist(), len(made.steps)

    def customer() -> object:
        at = 0
        while at < n:
            yield env.timeout(made.time[at])
            at = rng.choices(range(n + 2), rows[at])[0]

    begin = time.perf_counter()
    for _ in range(customers):
        env.process(customer())
    env.run()
    return time.perf_counter() - begin


def by_ciw(made: Chain, customers: int) -> float:
    """Seconds for so many customers through a network of ciw with servers enough for all."""
    import ciw

    n = len(made.steps)
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(1.0)] + [None] * (n - 1),
        service_distributions=[ciw.dists.Deterministic(float(t) / 1e3) for t in made.time],
        number_of_servers=[float("inf")] * n,
        routing=made.moves.tolist(),
    )
    ciw.seed(1)
    begin = time.perf_counter()
    ciw.Simulation(network).simulate_until_max_customers(customers, method="Finish")
    return time.perf_counter() - begin


def by_numpy(made: Chain, customers: int) -> float:
    """Seconds for a plain numpy walk, all step together, as one writes it by hand."""
    rng, n = np.random.default_rng(1), len(made.steps)
    edges = np.cumsum(made.rows, axis=1)
    begin = time.perf_counter()
    at, who = np.zeros(customers, dtype=int), np.arange(customers)
    spent, end = np.zeros(customers), np.zeros(customers, dtype=int)
    while len(who):
        mean, var = made.time[at], made.time_var[at]
        spent[who] += rng.gamma(mean**2 / var, var / mean)
        nxt = (rng.random(len(who))[:, None] > edges[at]).sum(axis=1)
        out = nxt >= n
        end[who[out]] = nxt[out]
        who, at = who[~out], nxt[~out]
    return time.perf_counter() - begin


def by_numba(made: Chain, customers: int) -> float | None:
    """Seconds for a compiled walk, compile time left out; None where numba is not installed."""
    try:
        import numba
    except ImportError:
        return None

    @numba.njit
    def run(edges, mean, var, n, customers, seed):  # type: ignore[no-untyped-def]
        np.random.seed(seed)
        spent, end = np.zeros(customers), np.zeros(customers, dtype=np.int64)
        for c in range(customers):
            at = 0
            while at < n:
                spent[c] += np.random.gamma(mean[at] ** 2 / var[at], var[at] / mean[at])
                at = np.searchsorted(edges[at], np.random.random())
            end[c] = at
        return spent, end

    given = (np.cumsum(made.rows, axis=1), made.time, made.time_var, len(made.steps))
    run(*given, 10, 1)
    begin = time.perf_counter()
    run(*given, customers, 2)
    return time.perf_counter() - begin


def portfolios(k: int) -> dict[str, float]:
    """Seconds and quality of the best portfolio of k improvements."""
    made = journey(20)
    levers = improvements(made, k)
    rng = np.random.default_rng(k)
    table = pd.DataFrame({"cost": rng.uniform(5, 30, k)}, index=[one.name for one in levers])
    held, goal = limits(table, list(table.index), budget=float(table["cost"].sum() * 0.4)), success(made)
    drawn = world(made, levers, many=64)
    begin = time.perf_counter()
    found = portfolio(drawn, held, goal)
    spent = time.perf_counter() - begin
    known = max([found.score, *(search(made, levers, held, goal, seed=s)[1].max() for s in range(1, 9))])
    gained = (found.score - found.base) / (known - found.base)
    return {
        "seconds": spent,
        "of the best known gain": gained,
        "bound": bound(made, levers, held, goal),
        "score": found.score,
    }


def main() -> None:
    made = journey(20)
    one = timed(lambda: solve(setting(made)), 50) / 1e3
    lines = [
        f"1,000 draws, 20 steps, 10 improvements, all measures with intervals: {answers(1_000):.1f} ms (wanted: under 25)",
        f"10,000 draws: {answers(10_000):.0f} ms (wanted: under 200); with the draws made too {first_answer(10_000):.0f} ms",
        f"one exact answer in the page's engine at 50 steps: {in_the_page():.0f} µs (wanted: under 1,000)",
        f"one exact answer in Python at 20 steps: {one * 1e3:.2f} ms",
    ]
    slow = {"simpy": by_simpy(made, 20_000) * 50, "ciw": by_ciw(made, 2_000) * 500}
    lines += [
        f"{name}, a million customers (scaled up): {s:.0f} s, {s / one:,.0f} times ours"
        for name, s in slow.items()
    ]
    begin = time.perf_counter()
    walk(made, MILLION)
    ours = time.perf_counter() - begin
    peers = {"numpy by hand": by_numpy(made, MILLION), "numba": by_numba(made, MILLION)}
    lines.append(
        f"our walk of a million customers, with emotions: {ours:.2f} s (wanted: within 2 times the best)"
    )
    lines += [
        f"  {name}: " + ("not installed" if s is None else f"{s:.2f} s, ours takes {ours / s:.2f} times")
        for name, s in peers.items()
    ]
    for k in (20, 40):
        lines.append(
            f"the best portfolio of {k}: "
            + ", ".join(f"{name} {value:.4g}" for name, value in portfolios(k).items())
        )
    print("\n".join(lines))


if __name__ == "__main__":
    main()
