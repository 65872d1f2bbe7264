"""Personas computed from rows: groups, clusters, what sets them apart, and a real shop's customers."""

from __future__ import annotations

import importlib
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import binomtest

from cjm_widgets.frames.segments import from_clusters, from_filter
from cjm_widgets.frames.shares import wilson
from cjm_widgets.frames.traits import differences, mark, usable
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError, MissingExtra

TELCO = Path(__file__).resolve().parents[3] / "shared" / "data" / "Telco-Customer-Churn.csv"
needs_telco = pytest.mark.skipif(
    not TELCO.is_file(), reason="../shared/data/Telco-Customer-Churn.csv is not here"
)
needs_learn = pytest.mark.skipif(
    importlib.util.find_spec("sklearn") is None, reason="scikit-learn is not installed"
)


def made_up(many=120):
    """Made up: two kinds of customers, drawn from two normal distributions, seed 0."""
    dice = np.random.default_rng(0)
    young = np.arange(many) % 3 > 0
    return pd.DataFrame(
        {
            "age": np.where(young, dice.normal(25, 3, many), dice.normal(60, 3, many)),
            "plan": np.where(young, "app", "desk"),
            "noise": dice.normal(0, 1, many),
            "spent": [None if i % 10 == 0 else str(v) for i, v in enumerate(dice.integers(1, 99, many))],
            "customerID": dice.permutation(many) * 7,
            "note": [f"note {i}" for i in range(many)],
        },
        index=[f"r{i}" for i in range(many)],
    )


ROWS = made_up()


# -- groups


def test_a_persona_per_value_of_a_column():
    found = from_filter(ROWS, "plan", source="CRM")
    assert found.index.tolist() == ["app", "desk"]
    assert found["n"].tolist() == [80, 40]
    assert found["share"].tolist() == pytest.approx([2 / 3, 1 / 3])
    assert found["source"].iloc[0] == "CRM: plan == 'app', 80 of 120 rows"
    assert found["author"].tolist() == ["source", "source"]
    assert found["traits"].tolist()[0][0] == "age: 1"
    assert found["traits"].tolist()[1][0] == "age: 5"
    assert not any("plan" in text for text in found["differs"])
    assert found.attrs == {"rows": 120, "in_none": 0, "in_several": 0}
    known = {c.name for c in schema.PERSONAS.columns}
    assert set(found.columns) - known == {"share_low", "share_high", "small", "differs"}


def test_conditions_and_masks():
    groups = {
        "Young app users": "age < 40 and plan == 'app'",
        "By hand": ROWS["age"] > 62,
        "By list": [True] * 10 + [False] * 110,
        "Nobody": "age > 200",
    }
    found = from_filter(ROWS, groups)
    assert found.index.tolist() == ["young-app-users", "by-hand", "by-list", "nobody"]
    assert found["n"].tolist() == [80, int((ROWS["age"] > 62).sum()), 10, 0]
    assert found["small"].tolist() == [False, True, True, True]
    assert found["kind"].fillna("").tolist() == ["", "hypothesis", "hypothesis", "hypothesis"]
    assert found.loc["nobody", "traits"] == []
    masks = np.array([(ROWS["age"] < 40) & (ROWS["plan"] == "app"), ROWS["age"] > 62, np.arange(120) < 10])
    assert found.attrs["in_several"] == (masks.sum(axis=0) > 1).sum() > 0
    assert found.attrs["in_none"] == (masks.sum(axis=0) == 0).sum() > 0


def test_missing_values_are_in_no_group():
    rows = pd.DataFrame({"plan": ["a", None, "a", "b"], "age": [1, 2, 3, 4]})
    found = from_filter(rows, "plan")
    assert found["n"].tolist() == [2, 1]
    assert found["share"].tolist() == [0.5, 0.25]
    assert found.attrs["in_none"] == 1


@pytest.mark.parametrize(
    ("groups", "said"),
    [
        ("plans", "no column 'plans'"),
        ("note", "has 120 different values; at most 12"),
        ({"x": "age <"}, "cannot be read"),
        ({"x": "__import__('os')"}, "calls '__import__'"),
        ({"x": "ages > 3"}, "names 'ages'"),
        ({"x": [True]}, "must hold True or False for each of the 120 rows"),
        ({"x": [1] * 120}, "must hold True or False"),
        ({"x": pd.Series([True] * 120)}, "has other rows than the table"),
    ],
)
def test_a_group_that_cannot_be_read_is_refused(groups, said):
    with pytest.raises(DataError) as refusal:
        from_filter(ROWS, groups)
    assert said in str(refusal.value)
    with pytest.raises(DataError, match="no rows"):
        from_filter(ROWS.iloc[:0], groups)


def test_columns_that_say_nothing_are_left_out():
    used, left = usable(ROWS)
    assert list(used) == ["age", "plan", "noise", "spent"]
    assert used["spent"].dtype == "float64"
    assert set(left) == {"customerID", "note"}
    assert list(usable(ROWS, ["customerID"])[0]) == ["customerID"]
    with pytest.raises(DataError, match="no column 'ages'"):
        usable(ROWS, ["ages"])


def test_a_difference_is_cohen_s():
    rows = pd.DataFrame({"v": [1.0, 3.0, 5.0, 9.0], "w": ["x", "x", "x", "y"]})
    found = differences(rows, np.array([True, True, False, False]))
    assert found.loc["v", "effect"] == pytest.approx((2 - 7) / np.sqrt((1 + 4) / 2))
    assert found.loc["w", ["value", "inside", "outside"]].tolist() == ["x", 1, 0.5]
    assert found.loc["w", "effect"] == pytest.approx(np.pi - np.pi / 2)


@given(st.floats(-9, 9), st.floats(0, 9))
def test_marks_rise_with_the_difference(effect, more):
    assert 1 <= mark(effect) <= mark(effect + more) <= 5
    assert mark(0) == 3


@given(st.integers(1, 5000), st.floats(0, 1))
@settings(max_examples=50)
def test_wilson_is_the_known_interval(whole, share):
    count = round(whole * share)
    truth = binomtest(count, whole).proportion_ci(0.95, "wilson")
    assert wilson(count, whole) == pytest.approx((truth.low, truth.high), abs=1e-9)
    assert 0 <= wilson(count, whole)[0] <= count / whole + 1e-12
    assert count / whole - 1e-12 <= wilson(count, whole)[1] <= 1


def test_no_share_is_refused():
    for count, whole in ((1, 0), (3, 2), (-1, 5)):
        with pytest.raises(DataError, match="is no share"):
            wilson(count, whole)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(-50, 50)), min_size=1, max_size=30), st.randoms())
@settings(max_examples=40)
def test_the_order_of_rows_changes_no_group(pairs, dice):
    rows = pd.DataFrame(pairs, columns=["plan", "age"])
    mixed = list(rows.index)
    dice.shuffle(mixed)
    found, again = (from_filter(r, "plan") for r in (rows, rows.loc[mixed]))
    assert found["n"].sum() == len(rows)
    columns = ["name", "n", "share", "share_low", "traits"]
    pd.testing.assert_frame_equal(found[columns], again[columns])


# -- clusters


@needs_learn
def test_clusters_that_are_there_are_found():
    found = from_clusters(ROWS, ["age", "plan"], k=(2, 3, 4), seed=1)
    assert found.personas["n"].tolist() == [80, 40]
    assert found.tried.index.tolist() == [2, 3, 4]
    assert found.tried["silhouette"].idxmax() == 2
    assert found.tried.loc[2, "stability"] == 1
    assert found.labels.groupby(ROWS["plan"]).nunique().tolist() == [1, 1]
    assert found.labels.value_counts().to_dict() == {"segment-1": 80, "segment-2": 40}
    assert found.personas["traits"].tolist()[0] == ["age: 1", "plan app: 5"]
    assert "k = 2, silhouette 0." in found.personas["source"].iloc[0]


@needs_learn
def test_what_is_missing_and_left_out_is_counted():
    found = from_clusters(ROWS, k=3)
    assert found.missing == {"spent": 12}
    assert set(found.left_out) == {"customerID", "note"}
    assert len(found.labels) == len(ROWS)
    gaps = from_clusters(ROWS.assign(plan=ROWS["plan"].where(ROWS["plan"] == "app")), ["age", "plan"], k=2)
    assert gaps.left_out == {"plan": "all rows have the same value"}
    gaps = from_clusters(ROWS.assign(plan=ROWS["plan"].where(ROWS["noise"] > 0)), ["age", "plan"], k=2)
    assert gaps.missing == {"plan": int((ROWS["noise"] <= 0).sum())}


@needs_learn
def test_seed_and_row_order():
    found = from_clusters(ROWS, k=3, seed=4)
    mixed = ROWS.sample(frac=1, random_state=9)
    again = from_clusters(mixed, k=3, seed=4)
    pd.testing.assert_series_equal(found.labels, again.labels.loc[ROWS.index])
    pd.testing.assert_frame_equal(found.tried, again.tried)


@needs_learn
@pytest.mark.parametrize(
    ("rows", "k", "said"),
    [
        (ROWS, 1, "k is 1. Give a number from 2 to 12"),
        (ROWS, 13, "k is 13"),
        (ROWS, (), "k is ()"),
        (ROWS.iloc[:5], 3, "too few for 3 clusters"),
        (pd.DataFrame({"a": [1, 2] * 50}), 2, "2 of them different, are too few"),
        (ROWS[["note"]], 2, "No column can be compared"),
    ],
)
def test_what_cannot_be_clustered_is_refused(rows, k, said):
    with pytest.raises(DataError) as refusal:
        from_clusters(rows, k=k)
    assert said in str(refusal.value)


def test_without_scikit_learn_the_extra_is_named(monkeypatch):
    def missing(name):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", missing)
    with pytest.raises(MissingExtra, match=r"scikit-learn.*pip install 'cjm_widgets\[cluster\]'"):
        from_clusters(ROWS, k=2)


def test_the_argument_stays():
    rows = made_up()
    from_filter(rows, "plan")
    if importlib.util.find_spec("sklearn"):
        from_clusters(rows, k=2)
    pd.testing.assert_frame_equal(rows, ROWS)


# -- a real shop's customers


@needs_telco
def test_telco_churn_by_filter():
    rows = pd.read_csv(TELCO)
    found = from_filter(rows, "Churn")
    # Published: 7,043 rows, 1,869 churned.
    assert found["n"].to_dict() == {"no": 5174, "yes": 1869}
    assert found.loc["yes", "share_low"] < 1869 / 7043 < found.loc["yes", "share_high"]
    assert found.loc["yes", "traits"][0].startswith(("Contract Month-to-month", "tenure"))
    assert usable(rows)[1].keys() == {"customerID"}
    assert usable(rows)[0]["TotalCharges"].isna().sum() == 11
    truth = rows[rows["Churn"] == "Yes"]["tenure"].mean()
    assert f"tenure {truth:.4g} against" in found.loc["yes", "differs"]
    query = from_filter(rows, {"New and leaving": "tenure <= 12 and Churn == 'Yes'"})
    assert query["n"].tolist() == [int(((rows["tenure"] <= 12) & (rows["Churn"] == "Yes")).sum())]


@needs_telco
@needs_learn
def test_telco_by_clusters():
    rows = pd.read_csv(TELCO)
    found = from_clusters(rows, ["tenure", "MonthlyCharges", "TotalCharges", "Contract"], k=(3, 4), seed=0)
    assert found.personas["n"].sum() == 7043
    assert found.missing == {"TotalCharges": 11}
    assert found.tried["silhouette"].between(0.1, 1).all()
    assert found.tried["stability"].max() > 0.8
    assert not found.personas["small"].any()
