"""Counting journeys: the chain of the counts gives back what the log itself says, on real logs and on random ones."""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

import published
from cjm_widgets.engine.counted import Counted, counted
from cjm_widgets.engine.gate import gate
from cjm_widgets.engine.measures import measures
from cjm_widgets.engine.solve import setting, solve
from cjm_widgets.model.errors import DataError

DATA = Path(__file__).parents[3] / "shared" / "data"
real = pytest.mark.skipif(not DATA.exists(), reason="the published logs are not here")


def comes_back(found: Counted, success: str) -> dict[str, float]:
    """The chain's measures, checked against the journeys themselves."""
    made = found.chain([success])
    answer = {name: float(values[0]) for name, values in measures(made, solve(setting(made))).items()}
    journeys = found.journeys
    assert answer["success"] == pytest.approx((journeys["outcome"] == success).mean(), rel=1e-9)
    assert answer["steps"] == pytest.approx(journeys["steps"].mean(), rel=1e-9)
    assert answer["time"] == pytest.approx(journeys["seconds"].mean(), rel=1e-9, abs=1e-9)
    assert gate(made).observed == pytest.approx(gate(made).modelled, rel=1e-9)
    return answer


@real
def test_a_shop_by_user() -> None:
    """653 of 3,751 users (17.409 %) reach payment_done."""
    log = pd.read_csv(DATA / "simple-onlineshop.csv", parse_dates=["timestamp"])
    found = counted(log, "user_id", "event", "timestamp", ends=["payment_done"])
    assert comes_back(found, "payment_done")["success"] == pytest.approx(653 / 3751, rel=1e-9)


@real
def test_a_shop_by_session() -> None:
    """A purchase in .13037 of 3,605 sessions."""
    log = pd.read_csv(DATA / "ecom.csv.gz", parse_dates=["timestamp"])
    end = next(one for one in log["event"].unique() if "purchase" in one or "confirm" in one)
    found = counted(log, "session_id", "event", "timestamp", ends=[end])
    assert comes_back(found, end)["success"] == pytest.approx(0.13037, abs=1e-5)


@real
def test_loans() -> None:
    """BPI 2012, COMPLETE events cut at the first of approved, declined, cancelled: .17162 approved."""
    found = counted(published.loans(), "case", "step", "at", ends=["A_APPROVED", "A_DECLINED", "A_CANCELLED"])
    answer = comes_back(found, "A_APPROVED")
    assert answer["success"] == pytest.approx(0.17162, abs=1e-5)


@settings(max_examples=int(os.environ.get("CJM_HYPOTHESIS") == "search") * 300 or 20)
@given(
    st.lists(
        st.tuples(st.integers(0, 6), st.sampled_from("abcde"), st.integers(0, 50)), min_size=1, max_size=80
    )
)
def test_any_log_comes_back(rows) -> None:
    log = pd.DataFrame(rows, columns=["who", "what", "when"])
    log["when"] = pd.to_datetime(log["when"], unit="s")
    if (log["what"] == "e").all() or set(
        log.sort_values(["who", "when"], kind="stable").drop_duplicates("who")["what"]
    ) == {"e"}:
        return
    found = counted(log, "who", "what", "when", ends=["e"])
    if "e" in set(found.journeys["outcome"]):
        comes_back(found, "e")
    flows = found.transitions["count"]
    for step, visits in found.steps["visits"].items():
        begun = round(found.steps.at[step, "entry"] * len(found.journeys))
        into = sum(n for (_, target), n in flows.items() if target == step)
        out = sum(n for (source, _), n in flows.items() if source == step)
        assert into + begun == out == visits


def test_what_has_no_case_step_or_time_is_counted_as_dropped() -> None:
    log = pd.DataFrame(
        {
            "who": [1, None, 1, 1],
            "what": ["see", "see", None, "buy"],
            "when": ["2026-01-01", "2026-01-01", "2026-01-02", "x"],
        }
    )
    found = counted(log, "who", "what", "when", ends=["buy"])
    assert found.dropped == 3
    assert found.journeys["outcome"].tolist() == ["left"]


def test_a_log_that_cannot_be_counted_says_why() -> None:
    log = pd.DataFrame({"who": [1], "what": ["buy"], "when": ["2026-01-01"]})
    with pytest.raises(DataError, match="no such column"):
        counted(log, "case", "what", "when", ends=["buy"])
    with pytest.raises(DataError, match="visits a step before it ends"):
        counted(log, "who", "what", "when", ends=["buy"])
    with pytest.raises(DataError, match="No row of the frame"):
        counted(log.assign(when=None), "who", "what", "when", ends=["buy"])


@real
@pytest.mark.parametrize("name", ["simple-onlineshop.csv", "ecom.csv.gz"])
def test_pandas_counts_the_same(name: str) -> None:
    """Moves, journeys, outcomes and times, beside a few lines of pandas."""
    case, end = ("user_id", "payment_done") if "simple" in name else ("session_id", "purchase")
    frame = pd.read_csv(DATA / name, parse_dates=["timestamp"])
    here = counted(frame, case, "event", "timestamp", ends=[end])
    log = frame.sort_values([case, "timestamp"], kind="stable")
    over = log["event"] == end
    log = log[(over.groupby(log[case]).cumsum() - over) == 0]
    after = log.groupby(case)["event"].shift(-1).fillna("left")
    moves = pd.DataFrame({"source": log["event"], "target": after})[log["event"] != end]
    assert here.transitions["count"].to_dict() == moves.value_counts().to_dict()
    cases = log.groupby(case)
    steps = (log["event"] != end).groupby(log[case]).sum()
    begun = steps[steps > 0].index
    assert here.journeys["steps"].to_dict() == steps[begun].to_dict()
    last = cases["event"].last()[begun].where(lambda one: one == end, "left")
    assert here.journeys["outcome"].to_dict() == last.to_dict()
    took = (cases["timestamp"].max() - cases["timestamp"].min()).dt.total_seconds()[begun]
    assert here.journeys["seconds"].loc[begun].to_numpy() == pytest.approx(took.to_numpy())
