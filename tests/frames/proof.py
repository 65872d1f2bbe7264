"""A small made-up map and its evidence, for the tests of evidence and coverage."""

from __future__ import annotations

import pandas as pd

TODAY = "2026-06-30"
STEPS = pd.DataFrame(
    {"stage": ["look", "look", "buy"], "emotion": [1.0, None, -1.0]}, index=["find", "compare", "pay"]
)
STAGES = pd.DataFrame({"name": ["Look", "Buy", "Use"]}, index=["look", "buy", "use"])
LANES = pd.DataFrame({"name": ["Pains", "Feels"], "column": [None, "emotion"]}, index=["pains", "feels"])
CARDS = pd.DataFrame(
    {
        "step": ["pay", "pay", "find"],
        "lane": ["pains", "pains", "pains"],
        "until": [None, None, "compare"],
        "author": ["person", "model", None],
    },
    index=["slow", "dear", "lost"],
)


def rows(*given_rows):
    """Evidence rows from dicts."""
    return pd.DataFrame(
        [
            {"card": None, "step": None, "lane": None, "kind": "survey", "source": None, **r}
            for r in given_rows
        ],
        index=[f"e{i}" for i in range(len(given_rows))],
    )


EVERY = rows(
    {"card": "slow", "kind": "ticket", "n": 4},
    {"card": "lost", "kind": "interview", "n": 6},
    {"step": "pay", "lane": "pains"},
    {"step": "pay", "lane": "feels"},
    {"step": "pay"},
    {"step": "compare", "n": 2},
    {"card": "slow", "kind": "assumption"},
    {"step": "nowhere"},
)
