"""The small table of real logs beside what pm4py, pandas and published facts say of them."""

from __future__ import annotations

import warnings
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import published
from cjm_widgets.engine.logs import ENDED, START, Log, log
from cjm_widgets.engine.logs.bins import ERROR

DATA = Path(__file__).parents[3].parent / "shared" / "data"
XES = {"case": "case:concept:name", "activity": "concept:name", "at": "time:timestamp"}
KNOWN = {"running-example.csv": (6, 42, 8, 16), "receipt.csv": (1434, 8577, 27, 99)}
LOGS = [*KNOWN, "bpic2012.xes.gz"]


@cache
def read(name: str) -> pd.DataFrame:
    if not (DATA / name).is_file():
        pytest.skip(f"{name} of ../shared/data is not here")
    if name.endswith(".csv"):
        return pd.read_csv(DATA / name, dtype={"case:concept:name": "str"})
    return published.log(name)


@cache
def held(name: str) -> Log:
    return log(read(name), **XES)


@cache
def sorted_log(name: str) -> pd.DataFrame:
    frame = read(name)[[*XES.values()]].set_axis(["case", "step", "at"], axis=1)
    frame["at"] = pd.to_datetime(frame["at"], utc=True, format="mixed")
    return frame.sort_values(["case", "at"], kind="stable", ignore_index=True)


@pytest.mark.parametrize("name", KNOWN)
def test_published_facts(name):
    edges = held(name).edges()
    moves = edges.moves()
    moves = moves[moves["kind"] == "move"]
    assert (edges.cases, edges.events, len(edges.steps()), len(moves)) == KNOWN[name]


@pytest.mark.parametrize("name", LOGS)
def test_directly_follows_counts_and_performance_of_pm4py(name):
    pm4py = pytest.importorskip("pm4py")
    frame = sorted_log(name).rename(
        columns={"step": "concept:name", "at": "time:timestamp", "case": "case:concept:name"}
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dfg, starts, ends = pm4py.discover_dfg(frame)
        timed, _, _ = pm4py.discover_performance_dfg(frame)
    moves = held(name).edges().moves()
    ours = moves.loc[moves["kind"] == "move", "count"].to_dict()
    assert ours == {pair: int(n) for pair, n in dfg.items()}
    assert moves.xs(START, level="source")["count"].to_dict() == dict(starts)
    gone = moves[moves["kind"].isin(["left", "open"])].groupby(level="source")["count"].sum().to_dict()
    assert gone == dict(ends)
    for pair, found in timed.items():
        assert moves.loc[pair, "mean"].total_seconds() == pytest.approx(found["mean"], rel=1e-6, abs=1e-3)


@pytest.mark.parametrize("name", LOGS)
def test_medians_of_pandas_within_the_bound_and_exact_where_asked(name):
    frame = sorted_log(name)
    by_case = frame.groupby("case", sort=False)
    frame = frame.assign(
        target=by_case["step"].shift(-1), gap=(by_case["at"].shift(-1) - frame["at"]).dt.total_seconds()
    )
    wanted = frame.dropna(subset=["target"]).groupby(["step", "target"])["gap"].quantile([0.5, 0.9]).unstack()
    moves = held(name).edges().moves().loc[wanted.index]
    exact = held(name).exact().loc[wanted.index]
    for q, column in ((0.5, "median"), (0.9, "p90")):
        binned = moves[column].dt.total_seconds().to_numpy()
        assert np.all(np.abs(binned - wanted[q]) <= ERROR * wanted[q] + 1e-6)
        np.testing.assert_allclose(exact[str(q)].dt.total_seconds(), wanted[q], rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("name", LOGS)
def test_cases_per_step_add_up(name):
    frame = sorted_log(name)
    steps = held(name).edges().steps()
    wanted = frame.groupby("step")["case"].agg(["nunique", "size"])
    assert steps["cases"].to_dict() == wanted["nunique"].to_dict()
    assert steps["visits"].to_dict() == wanted["size"].to_dict()
    assert held(name).edges(by_day=False).steps()["cases"].to_dict() == wanted["nunique"].to_dict()


def test_loans_cut_at_their_first_outcome():
    whole = read("bpic2012.xes.gz")
    done = whole[whole["lifecycle:transition"] == "COMPLETE"]
    ends = ["A_APPROVED", "A_DECLINED", "A_CANCELLED"]
    made = log(done, **XES)
    edges = made.edges(ends=ends, quiet="0s")
    moves = edges.moves()
    assert moves.loc[("A_APPROVED", ENDED), "count"] / edges.cases == pytest.approx(0.17162, abs=5e-6)

    frame = done.sort_values(["case:concept:name", "time:timestamp"], kind="stable")
    ended = frame["concept:name"].isin(ends)
    before = ended.groupby(frame["case:concept:name"]).cumsum() - ended == 0
    cut = frame[before & ~ended]
    assert edges.steps().drop(ends)["visits"].to_dict() == cut["concept:name"].value_counts().to_dict()
    journeys = made.journeys(ends=ends)
    assert journeys["steps"].to_dict() == cut.groupby("case:concept:name").size().to_dict()
    assert (journeys["outcome"] == "A_APPROVED").mean() == pytest.approx(0.17162, abs=5e-6)


def test_share_of_ties():
    frame = sorted_log("bpic2012.xes.gz")
    ties = (frame.groupby("case")["at"].diff() == pd.Timedelta(0)).mean()
    assert held("bpic2012.xes.gz").order().loc["ties", "share"] == pytest.approx(ties)
    assert ties == pytest.approx(0.053, abs=5e-4)


def test_what_is_reached_some_time_after():
    frame = sorted_log("receipt.csv")
    place = frame.groupby("case").cumcount()
    met = frame.assign(place=place).groupby(["case", "step"])["place"].agg(["min", "max"]).reset_index()
    both = met.merge(met, on="case")
    wanted = both[both["min_x"] < both["max_y"]].groupby(["step_x", "step_y"]).size()
    found = held("receipt.csv").eventually()
    assert found["count"].to_dict() == wanted.to_dict()
    cases = frame.groupby("step")["case"].nunique()
    assert (found["cases"] == cases[found.index.get_level_values(0)].to_numpy()).all()


def test_sessions_of_a_shop():
    if not (DATA / "ecom.csv.gz").is_file():
        pytest.skip("ecom.csv.gz of ../shared/data is not here")
    path = DATA / "ecom.csv.gz"
    edges = log(path, case="session_id", activity="event").edges(ends=["purchase"], quiet="0s")
    assert edges.cases == 3605
    assert edges.moves().loc[("purchase", ENDED), "count"] / edges.cases == pytest.approx(0.13037, abs=5e-6)
    frame = pd.read_csv(path, parse_dates=["timestamp"]).sort_values(["user_id", "timestamp"], kind="stable")
    pause = frame.groupby("user_id")["timestamp"].diff() > pd.Timedelta("30min")
    cut = log(path, case="user_id", activity="event", session="30min")
    assert cut.edges().cases == 600 + pause.sum()
