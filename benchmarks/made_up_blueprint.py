"""A large blueprint for the benchmarks, counted out with a fixed seed: it says nothing of any real service."""

from __future__ import annotations

import numpy as np
import pandas as pd

STEPS, CARDS, LINKS = 60, 700, 900
FIRST_CARD = "card00000"
LANES = [
    ("Physical evidence", "evidence", "evidence", None),
    ("Customer actions", "actions", "customer", None),
    ("Touchpoints", "touchpoints", "customer", None),
    ("Pain points", "pain_points", "customer", None),
    ("Frontstage: people", "frontstage", "frontstage", "people"),
    ("Frontstage: technology", "frontstage", "frontstage", "technology"),
    ("Backstage: people", "backstage", "backstage", "people"),
    ("Backstage: technology", "backstage", "backstage", "technology"),
    ("Support processes", "support", "support", None),
    ("Partners", "support", "support", None),
    ("Policy", "policy", "support", None),
    ("Opportunities", "opportunities", "support", None),
]
KINDS = ["sequence", "trigger", "needs", "message", "recovery"]
TEAMS = ["Shop", "Support", "Warehouse", "Digital"]
NEAR = 3
"""How many columns a link made up at random may cross."""


def tables(links: int = LINKS) -> dict[str, pd.DataFrame]:
    """Sixty steps in six stages, twelve lanes, 700 cards, and so many links: along, down, and a few across."""
    steps = [f"step{i:02d}" for i in range(STEPS)]
    made = {
        "stages": pd.DataFrame({"name": [f"Stage {i + 1}" for i in range(6)]}, index=_ids("stage", 6)),
        "steps": pd.DataFrame(
            {
                "stage": [f"stage{i // 10}" for i in range(STEPS)],
                "name": [f"Step {i + 1}" for i in range(STEPS)],
            },
            index=steps,
        ),
        "lanes": pd.DataFrame(
            [(name, "cards", role, side, carrier, True) for name, role, side, carrier in LANES],
            columns=["name", "kind", "role", "side", "carrier", "visible"],
            index=_ids("lane", len(LANES)),
        ),
        "cards": _cards(),
    }
    return made | ({"links": _links(made["cards"], links)} if links else {})


def _ids(what: str, count: int) -> list[str]:
    return [f"{what}{i}" for i in range(count)]


def _cards() -> pd.DataFrame:
    """A card in each cell, but for 20 cells in the last lanes that stay empty."""
    cells = [(i, j) for i in range(STEPS) for j in range(len(LANES))]
    kept = [cell for n, cell in enumerate(cells) if n % 36 != 35][:CARDS]
    return pd.DataFrame(
        {
            "step": [f"step{i:02d}" for i, _ in kept],
            "lane": [f"lane{j}" for _, j in kept],
            "text": [f"card{n:05d} does its part" for n in range(len(kept))],
            "team": [TEAMS[(i + j) % 4] for i, j in kept],
            "fail_point": [n % 29 == 7 for n in range(len(kept))],
        },
        index=[f"c{i}-{j}" for i, j in kept],
    )


def _links(cards: pd.DataFrame, count: int) -> pd.DataFrame:
    """Customer actions in a row, each card to the one below it, and the rest at random to near columns."""
    held = set(cards.index)
    along = [(f"c{i}-1", f"c{i + 1}-1") for i in range(STEPS - 1)]
    down = [(f"c{i}-{j}", f"c{i}-{j + 1}") for i in range(STEPS) for j in range(1, len(LANES) - 1)]
    pairs = dict.fromkeys(pair for pair in (*along, *down) if held.issuperset(pair))
    random = np.random.default_rng(7)
    while len(pairs) < count:
        i, j = random.integers(0, STEPS), random.integers(0, len(LANES))
        k, m = i + random.integers(-NEAR, NEAR + 1), random.integers(0, len(LANES))
        pair = f"c{i}-{j}", f"c{k}-{m}"
        if pair[0] != pair[1] and held.issuperset(pair):
            pairs[pair] = None
    index = pd.MultiIndex.from_tuples(list(pairs)[:count], names=["source", "target"])
    kinds = [KINDS[n % len(KINDS)] for n in range(count)]
    texts = [f"link {n}" if n % 3 == 0 else None for n in range(count)]
    return pd.DataFrame({"kind": kinds, "text": texts}, index=index)
