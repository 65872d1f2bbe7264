"""Frames for the benchmarks, made up from word lists with a fixed seed: no data of any real person or shop."""

from __future__ import annotations

import numpy as np
import pandas as pd

STAGES = ["Discover", "Compare", "Order", "Wait", "Unbox", "Cook", "Ask", "Return"]
VERBS = ["Sees", "Reads", "Asks", "Opens", "Checks", "Pays", "Waits", "Tells", "Keeps", "Drops"]
THINGS = ["a post", "the menu", "a price", "the box", "a recipe", "the bill", "a friend", "the app"]
CHANNELS = ["web", "app", "mail", "phone", "shop"]
OWNERS = ["marketing", "sales", "logistics", "support"]
TEXT_COLUMN = "actions"
FIRST_TEXT = "act00000"


def journey(rows: int, *, durations: bool = True) -> pd.DataFrame:
    """A made-up journey: one row a step, 15 mixed columns. Without `durations` times are seconds as floats."""
    rng = np.random.default_rng(7)
    pick = rng.integers
    phrase = [f"{VERBS[v]} {THINGS[t]}" for v, t in zip(pick(0, 10, rows), pick(0, 8, rows), strict=True)]
    seconds = pick(30, 90_000, rows)
    return pd.DataFrame(
        {
            "stage": _category(np.arange(rows) * len(STAGES) // rows, STAGES),
            "step": [f"step{i:05d}" for i in range(rows)],
            TEXT_COLUMN: [f"act{i:05d}" for i in range(rows)],
            "channel": _category(pick(0, len(CHANNELS), rows), CHANNELS),
            "emotion": np.round(rng.uniform(-2, 2, rows), 2),
            "time": pd.to_timedelta(seconds, unit="s") if durations else seconds.astype(float),
            "visits": pick(1, 5000, rows),
            "digital": pick(0, 2, rows).astype(bool),
            "thoughts": phrase,
            "pains": phrase[::-1],
            "owner": _category(pick(0, len(OWNERS), rows), OWNERS),
            "score": np.round(rng.uniform(1, 5, rows), 1),
            "share": np.round(rng.uniform(0, 1, rows), 3),
            "cost": pick(0, 900, rows),
            "open": pick(0, 2, rows).astype(bool),
        }
    )


def _category(codes: np.ndarray, names: list[str]) -> pd.Categorical:
    return pd.Categorical([names[code] for code in codes], categories=names)


def halves(rows: int, columns: int) -> pd.DataFrame:
    """A made-up frame of half floats and half texts, as the figures for the after-cell check were taken on."""
    rng = np.random.default_rng(7)
    texts = pd.Series([f"text {i % 997}" for i in range(rows)])
    return pd.DataFrame({f"c{i}": rng.random(rows) if i % 2 else texts for i in range(columns)})
