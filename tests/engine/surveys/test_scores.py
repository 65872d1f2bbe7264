"""Scores, intervals and trend against published figures and scipy, and everything that is no answer."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from scipy import stats

import cjm_widgets as cjm
from cjm_widgets.engine.surveys.answers import read
from cjm_widgets.engine.surveys.kinds import KINDS, kind
from cjm_widgets.engine.surveys.scores import net_interval
from cjm_widgets.engine.surveys.trend import trend

DATA = Path(__file__).parents[4] / "shared" / "data"


def test_the_variance_of_nps_is_the_published_one():
    """stats.stackexchange 18603: promoters 1/2, passives 1/3, detractors 1/6, n = 324: SE 4.14 points."""
    low, high = net_interval(162, 54, 324, interval="variance")
    assert (low + high) / 2 == pytest.approx(100 / 3)
    assert (high - low) / 2 / stats.norm.ppf(0.975) == pytest.approx(4.14, abs=0.005)


def test_the_adjusted_interval_adds_three_answers():
    """Rocks 2016: the plain interval of 3/4 more promoters, 3/4 more detractors and 3 more answers in all."""
    assert net_interval(12, 4, 20) == pytest.approx(net_interval(12.75, 4.75, 23, interval="variance"))
    low, high = net_interval(20, 0, 20)
    assert low < 90 < high, "twenty promoters of twenty do not make it sure"


def test_ces_is_the_mean_of_a_published_example():
    """CYS support article on the seven-point scale: 4,080 in sum over 1,000 answers."""
    many = {1: 80, 2: 210, 3: 140, 4: 110, 5: 160, 6: 180, 7: 120}
    answers = np.repeat(list(many), list(many.values()))
    assert cjm.ces(answers) == pytest.approx(4.08)
    assert cjm.ces(answers, formula="agree") == pytest.approx(46)
    assert cjm.ces(answers, formula="net") == pytest.approx(30 - 43)
    with pytest.raises(cjm.CjmError, match="no formula 'sum': mean, agree, net, effort"):
        cjm.ces(answers, formula="sum")


def test_scores_are_pandas_aggregations():
    frame = pd.DataFrame({"step": ["a", "a", "b", "b", "c"], "score": [10, 9, 6, 8, None]})
    found = frame.groupby("step")["score"].agg(cjm.nps)
    assert found["a"] == 100
    assert found["b"] == -50
    assert math.isnan(found["c"])
    assert frame.groupby("step")["score"].agg([cjm.nps, cjm.enps]).loc["b"].tolist() == [-50, -50]
    rated = pd.DataFrame({"step": ["a", "a"], "score": [5, 1]})
    assert rated.groupby("step")["score"].agg(cjm.csat, formula="mean")["a"] == 3


@pytest.mark.parametrize("name", KINDS)
def test_intervals_agree_with_scipy(name):
    counted = kind(name)
    low, high = counted.scale
    answers = np.random.default_rng(3).integers(low, high + 1, 60).astype(float)
    row = cjm.scores(pd.Series(answers), kind=name).iloc[0]
    added = counted.added(answers)
    if counted.good is None:
        expected = stats.t.interval(0.95, 59, added.mean(), stats.sem(added))
    elif counted.net:
        expected = net_interval((added > 0).sum(), (added < 0).sum(), 60)
    else:
        hits = int((added > 0).sum())
        ends = stats.binomtest(hits, 60).proportion_ci(method="wilson")
        expected = (100 * ends.low, 100 * ends.high)
    assert [row["low"], row["high"]] == pytest.approx(expected)
    drawn = cjm.scores(pd.Series(answers), kind=name, interval="bootstrap", seed=5).iloc[0]
    again = cjm.scores(pd.Series(answers), kind=name, interval="bootstrap", seed=5).iloc[0]
    assert drawn.equals(again), "a seed gives the same interval"
    reference = stats.bootstrap(
        (added,), np.mean, method="percentile", n_resamples=2000, rng=1
    ).confidence_interval
    assert [drawn["low"], drawn["high"]] == pytest.approx(
        [reference.low, reference.high], abs=np.ptp(counted.span) * 0.02
    )


@settings(max_examples=60)
@given(
    st.lists(st.integers(0, 10), min_size=1, max_size=40), st.sampled_from(["usual", "variance", "bootstrap"])
)
def test_an_interval_holds_what_is_possible(answers, interval):
    row = cjm.scores(pd.Series(answers), kind="nps", interval=interval).iloc[0]
    assert -100 <= row["score"] <= 100
    assert row["n"] == len(answers)
    assert row["small"] == (len(answers) < 30)
    if not math.isnan(row["low"]):
        assert -100 <= row["low"] <= row["high"] <= 100


def test_what_is_no_answer_is_counted_with_its_reason():
    answers = pd.Series([9, "10", 11, -1, 8.5, "very good", True, None, "", np.inf], dtype=object)
    found = cjm.scores(answers, kind="nps")
    assert found["n"].tolist() == [2]
    assert found["score"].tolist() == [100.0]
    left = found.attrs["left_out"].set_index("reason")["rows"].to_dict()
    assert left == {"no answer": 2, "not a number": 2, "off the scale": 3, "between two answers": 1}
    with pytest.raises(
        cjm.CjmError, match=r"of 10 there are 2 not a number \(very good, True\); 3 off the scale"
    ):
        cjm.nps(answers)


def test_true_is_no_answer_and_a_date_is_none():
    assert read([True, False], kind("nps")).n == 0
    assert read(pd.Series(pd.to_datetime(["2026-01-01"])), kind("nps")).n == 0


@pytest.mark.parametrize(
    ("answers", "n", "score"), [([], 0, None), ([None, None], 0, None), ([10], 1, 100.0)]
)
def test_none_and_one(answers, n, score):
    for name in ("nps", "csat-mean"):
        if score is not None and name == "csat-mean":
            answers, score = [5], 5.0
        row = cjm.scores(pd.Series(answers, dtype="float64"), kind=name).iloc[0]
        assert row["n"] == n
        assert row["small"]
        assert math.isnan(row["score"]) if score is None else row["score"] == score
        if name == "csat-mean":
            assert math.isnan(row["low"]), "one answer says nothing of the spread"


def test_a_scale_is_declared_or_refused():
    assert cjm.scores(pd.Series([7, 6, 1]), kind="csat", scale=(1, 7))["score"].iloc[0] == pytest.approx(
        200 / 3
    )
    with pytest.raises(cjm.CjmError, match="NPS is defined on 0 to 10, not on 1 to 5"):
        cjm.scores(pd.Series([1]), kind="nps", scale=(1, 5))
    with pytest.raises(cjm.CjmError, match=r"There is no score 'nsp'\. There are: nps"):
        cjm.scores(pd.Series([1]), kind="nsp")
    with pytest.raises(cjm.CjmError, match="not from 5 to 1"):
        cjm.scores(pd.Series([1]), kind="mean", scale=(5, 1))
    with pytest.raises(cjm.CjmError, match=r"There is no column 'skore'\. There are: score"):
        cjm.scores(pd.DataFrame({"score": [1]}), "skore")


def test_felt_is_a_straight_line_and_effort_is_turned():
    assert [kind("nps").felt(s) for s in (-100, 0, 100)] == [-2, 0, 2]
    assert [kind("ces1").felt(s) for s in (1, 3, 5)] == [2, 0, -2]
    assert kind("csat").felt(75) == 1


def _trended(answers, days, **how):
    return trend(read(pd.Series(answers), kind("nps")), pd.Series(days), kind("nps"), **how)


def test_a_trend_has_every_period_and_is_tested_on_the_answers():
    days = pd.to_datetime(["2026-01-03", "2026-01-20", "2026-03-01", "2026-03-09", None])
    found = _trended([0, 8, 9, 10, 10], days, period="month")
    assert found["n"].tolist() == [2, 0, 2]
    assert found["score"].tolist()[0] == -50
    assert math.isnan(found["score"].iloc[1])
    assert found.attrs["undated"] == 1
    said = found.attrs["trend"]
    t = np.array([0, 17, 57, 65]) / (365.2425 / 12)
    assert said["slope"] == pytest.approx(stats.linregress(t, [-100, 0, 100, 100]).slope)
    assert (said["tau"], said["p"]) == pytest.approx(stats.kendalltau(t, [-100, 0, 100, 100]))


def test_the_interval_of_the_slope_is_hc1():
    """Against a plain matrix form of White's estimator."""
    rng = np.random.default_rng(1)
    days = pd.Timestamp("2026-01-01") + pd.to_timedelta(rng.integers(0, 300, 80), unit="D")
    answers = rng.integers(0, 11, 80)
    said = _trended(answers, days, period="day").attrs["trend"]
    t = (days - days.min()).days.to_numpy(float)
    x, y = np.column_stack([np.ones(80), t]), kind("nps").added(answers.astype(float))
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ y
    meat = x.T @ np.diag((y - x @ beta) ** 2) @ x
    error = math.sqrt((bread @ meat @ bread)[1, 1] * 80 / 78)
    half = stats.t.ppf(0.975, 78) * error
    assert [said["slope"], said["low"], said["high"]] == pytest.approx(
        [beta[1], beta[1] - half, beta[1] + half]
    )


@pytest.mark.parametrize("answers", [[], [9], [9, 9, 9]])
def test_a_trend_of_little_says_so(answers):
    days = pd.date_range("2026-01-01", periods=len(answers))
    said = _trended(answers, days).attrs["trend"]
    assert math.isnan(said["p"])
    assert said["n"] == len(answers)


def test_mixed_zones_are_one_time():
    days = pd.Series(["2026-01-31T23:30:00-05:00", "2026-02-01T01:00:00+00:00", "not a day"], dtype=object)
    found = _trended([10, 10, 10], days, period="month")
    assert [str(one) for one in found.index] == ["2026-02"]
    assert found.attrs["undated"] == 1


@pytest.mark.skipif(not DATA.exists(), reason="real data lies beside the project only")
def test_an_airline_survey_is_counted_as_its_columns_are():
    rated = pd.read_csv(DATA / "airline_passenger_satisfaction.csv")
    found = cjm.scores(rated, "Online boarding", by=["Class", "Type of Travel"], kind="csat")
    plain = rated[rated["Online boarding"] > 0].assign(good=lambda f: f["Online boarding"] >= 4)
    expected = plain.groupby(["Class", "Type of Travel"])["good"].agg(["mean", "size"])
    assert found["n"].sum() == len(plain)
    assert found.attrs["left_out"]["rows"].tolist() == [len(rated) - len(plain)]
    assert found["score"].to_dict() == pytest.approx((100 * expected["mean"]).to_dict())
