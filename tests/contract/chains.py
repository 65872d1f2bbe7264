"""Writes chains.json: random chains with improvements, and what the Python engine makes of them. `python tests/contract/chains.py`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from cjm_widgets.engine.chain import Chain, chain
from cjm_widgets.engine.levers import ALLOWED, Lever, future, lever
from cjm_widgets.engine.page import answer_json, chain_json, levers_json

FILE = Path(__file__).with_name("chains.json")
SIZES = (1, 2, 5, 12, 20, 50)


def cases() -> list[dict[str, Any]]:
    """A case per size and seed: the chain, its levers, degrees of carrying out, and the measures of each."""
    return [_case(n, np.random.default_rng([n, seed])) for n in SIZES for seed in range(2)]


def _case(n: int, rng: np.random.Generator) -> dict[str, Any]:
    made = _chain(n, rng)
    levers = [one for k in range(9) if (one := _lever(made, k, rng)) is not None]
    settings = [[0.0] * len(levers), [1.0] * len(levers), rng.random(len(levers)).round(3).tolist()]
    wanted = [answer_json(made, future(made, levers, np.array(one))) for one in settings]
    return {"chain": chain_json(made), "levers": levers_json(levers), "adoption": settings, "wanted": wanted}


def _chain(n: int, rng: np.random.Generator) -> Chain:
    rows = rng.dirichlet(np.full(n + 3, 0.3), size=n).round(4)
    rows[:, -1] += 0.05
    rows /= rows.sum(axis=1, keepdims=True)
    emotion = rng.uniform(-2, 2, n).round(2)
    emotion[rng.random(n) < 0.2] = np.nan
    times = rng.uniform(0, 900, (4, n)).round(1)
    return chain(
        [f"step {i}" for i in range(n)], ["done", "half", "left"], rows, success=["done", "half"],
        start=rng.dirichlet(np.ones(n)), time=times[0], time_var=times[1] ** 2, wait=times[2], wait_var=times[3],
        cost=rng.uniform(0, 9, n).round(2), emotion=emotion, value=[40.0, 10.0, -1.0],
    )  # fmt: skip


def _lever(made: Chain, k: int, rng: np.random.Generator) -> Lever | None:
    kind = [one for one in ALLOWED if one != "servers"][k % 7]
    step = int(rng.integers(len(made.steps)))
    effect = {"emotion": 0.7, "cost": 0.5}.get(kind, 1.6)
    towards = (*made.steps, *made.outcomes)[int(made.rows[step].argmax())] if kind == "move" else None
    unit = "absolute" if kind == "cost" else None
    return lever(made, f"i{k}", kind, made.steps[step], (effect,) * 3, unit=unit, towards=towards)


if __name__ == "__main__":
    FILE.write_text(json.dumps(cases(), separators=(",", ":")) + "\n", encoding="utf-8")
