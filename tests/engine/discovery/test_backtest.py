"""Learnt from one period or arm and held against another; a memory of one step beside one of two."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
import published

pytestmark = [published.needed, pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")]


def ecom() -> pd.DataFrame:
    return published.log("ecom.csv.gz")


def arm(buys: float, seed: int) -> pd.DataFrame:
    """One arm of a made-up shop."""
    rng = np.random.default_rng(seed)
    rows = []
    for who in range(3_000):
        steps = ["see"] * (1 + rng.geometric(0.5)) + ["cart"] * (rng.random() < 0.5)
        steps += ["buy"] if steps[-1] == "cart" and rng.random() < buys else []
        rows += [
            (who, one, pd.Timestamp("2026-01-01") + pd.Timedelta(minutes=i)) for i, one in enumerate(steps)
        ]
    return pd.DataFrame(rows, columns=["who", "what", "when"])


def test_a_backtest_finds_the_row_that_changed() -> None:
    """Two arms of a made-up shop that differ in one step only."""
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"stage": ["s"], "name": ["Cart "]}, index=["c"])
    m.improvements = pd.DataFrame(
        {
            "step": "c",
            "lever": "pass_through",
            "low": 15,
            "likely": 20,
            "high": 25,
            "unit": "percentage points",
        },
        index=["x"],
    )
    found = m.backtest(arm(0.5, 1), arm(0.7, 2), "who", "what", "when", ends="buy", quiet="0s")
    seen = found["success"]
    assert seen["model of before"] == pytest.approx(seen["seen before"], rel=1e-9)
    assert seen["all rows of after"] == pytest.approx(seen["seen after"], rel=1e-9)
    assert found["explained"]["only cart"] == pytest.approx(1, abs=0.4)
    assert abs(found["explained"]["only see"]) < 0.4
    told = found.loc["improvements of the map"]
    assert told["low"] <= seen["seen after"] + 0.03
    assert told["success"] == pytest.approx(seen["seen after"], abs=0.03)
    with pytest.warns(cjm.CjmWarning, match="No activity of the log is the step of 'x'"):
        m.backtest(
            arm(0.5, 1).replace("cart", "bag"),
            arm(0.7, 2).replace("cart", "bag"),
            "who",
            "what",
            "when",
            ends="buy",
        )


def test_a_backtest_is_exact_only_where_no_journey_is_open() -> None:
    """What quiet="0s" promises, an open journey takes away: its move is a row like others, its end is not known."""
    before, after = arm(0.5, 1), arm(0.7, 2)
    late = pd.DataFrame(
        {
            "who": -1,
            "what": ["see", "cart"],
            "when": pd.Timestamp("2026-02-01") + pd.to_timedelta([0, 1], "min"),
        }
    )
    m = cjm.JourneyMap()
    found = {
        quiet: m.backtest(pd.concat([before, late]), after, "who", "what", "when", ends="buy", quiet=quiet)[
            "success"
        ]
        for quiet in ("0s", "1h")
    }
    assert found["0s"]["model of before"] == pytest.approx(found["0s"]["seen before"], rel=1e-12)
    assert found["1h"]["model of before"] != pytest.approx(found["1h"]["seen before"], rel=1e-12)
    assert found["1h"]["model of before"] == pytest.approx(found["1h"]["seen before"], rel=1e-2)


@pytest.mark.parametrize("name", ["ecom.csv.gz", "simple-onlineshop.csv"])
def test_a_backtest_of_one_half_against_the_other(name: str) -> None:
    log, end, case = (
        (ecom(), "purchase", "session_id")
        if "ecom" in name
        else (published.log(name), "payment_done", "user_id")
    )
    began = log.groupby(case)["timestamp"].transform("min")
    middle = began.median()
    m = cjm.JourneyMap()
    found = m.backtest(
        log[began < middle], log[began >= middle], case, "event", "timestamp", ends=end, quiet="0s"
    )
    seen = found["success"]
    assert seen["model of before"] == pytest.approx(seen["seen before"], rel=1e-9)
    assert seen["all rows of after"] == pytest.approx(seen["seen after"], rel=1e-9)
    only = found[found.index.str.startswith("only ")]
    gap = (only["success"] - seen["seen before"]).abs()
    assert gap.is_monotonic_decreasing
    with pytest.raises(cjm.CjmError, match="no step 'nowhere' in the logs"):
        m.backtest(log, log, case, "event", "timestamp", ends=end, rows=["nowhere"])


def test_the_memory_of_a_log_as_a_verb() -> None:
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"stage": ["s"], "name": ["Add_to_cart"]}, index=["a"])
    m.improvements = pd.DataFrame(
        {"step": "a", "lever": "pass_through", "low": 2, "likely": 3, "high": 4, "unit": "percentage points"},
        index=["x"],
    )
    found = m.structure(ecom(), "session_id", "event", "timestamp", ends="purchase")
    assert found["success"].to_numpy() == pytest.approx([0.130374] * 3, abs=1e-6)
    assert found["time"].to_numpy() == pytest.approx([found["time"].iloc[0]] * 3, rel=1e-9)
    assert (found["difference"].iloc[1:] > 0).all()
