"""A memory of one step against two: both give back the log; only a longer memory knows what depends on the way."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cjm_widgets.engine.structure import structure


def log_with_memory() -> pd.DataFrame:
    """Made up: from c, those who came by a buy, those who came by b leave; waits are long by b."""
    rng = np.random.default_rng(3)
    rows, clock = [], pd.Timestamp("2026-01-01")
    for who in range(600):
        way = "a" if rng.random() < 0.5 else "b"
        steps = ["start", way, "c", *(["buy"] if way == "a" else [])]
        for k, one in enumerate(steps):
            rows.append((who, one, clock + pd.Timedelta(seconds=k * (10 if way == "a" else 100))))
    return pd.DataFrame(rows, columns=["who", "what", "when"])


def test_both_memories_give_back_the_log() -> None:
    found = structure(log_with_memory(), "who", "what", "when", ["buy"], ["buy"])
    for name in ("success", "time"):
        assert found[name].to_numpy() == pytest.approx([found.at["observed", name]] * 3, rel=1e-9)
    assert found.at["memory of 1", "time_sd"] != pytest.approx(found.at["memory of 2", "time_sd"])
    assert found[["then", "difference"]].loc["observed"].isna().all()
    assert found.at["memory of 2", "difference"] == 0


def test_a_longer_memory_knows_what_depends_on_the_way() -> None:
    """Going on at c helps those by b only where the chain remembers that they came by b: nobody of them ever bought."""
    better = pd.DataFrame({"step": ["c"], "lever": ["pass_through"], "likely": [2.0]}, index=["better c"])
    found = structure(log_with_memory(), "who", "what", "when", ["buy"], ["buy"], better)
    assert found.at["memory of 1", "difference"] > 0.1
    assert found.at["memory of 2", "difference"] == pytest.approx(0, abs=1e-12)
