"""Key drivers against relaimpo's published shares, enumeration, and the airline survey with its code for not applicable."""

from __future__ import annotations

import itertools
from math import factorial
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.engine.surveys.importance import johnson, lmg
from engine.surveys.swiss import swiss

DATA = Path(__file__).parents[4] / "shared" / "data" / "airline_passenger_satisfaction.csv"
LMG = (0.0570912207681, 0.1711730289002, 0.2601346786244, 0.1055701503735, 0.1127659229265)
"""relaimpo's LMG of Fertility on Agriculture, Examination, Education, Catholic, Infant.Mortality; R² .7067350016."""
JOHNSON = (0.0484169, 0.1547083, 0.2719641, 0.1146800, 0.1169657)


@pytest.mark.parametrize(("method", "expected", "near"), [("lmg", LMG, 1e-12), ("johnson", JOHNSON, 1e-7)])
def test_the_shares_of_swiss_are_the_published_ones(method, expected, near):
    found = cjm.drivers(swiss(), "Fertility", method=method, draws=10)
    assert found.loc[swiss().columns[1:], "explained"].tolist() == pytest.approx(expected, abs=near)
    assert found.attrs["r2"] == pytest.approx(0.7067350016, abs=1e-10)
    assert found["share"].sum() == pytest.approx(1)


def test_lmg_is_the_shapley_value_of_r_squared():
    """By its definition: the mean gain over all orders, each R² from a least-squares fit."""
    rng = np.random.default_rng(2)
    x = rng.normal(size=(60, 4)) @ rng.normal(size=(4, 4))
    y = x @ [1.0, -2.0, 0.5, 0.0] + rng.normal(size=60)
    x, y = x - x.mean(axis=0), y - y.mean()

    def fit(some):
        if not some:
            return 0.0
        left = y - x[:, some] @ np.linalg.lstsq(x[:, some], y, rcond=None)[0]
        return 1 - (left @ left) / (y @ y)

    gains = np.zeros(4)
    for order in itertools.permutations(range(4)):
        for at, one in enumerate(order):
            gains[one] += fit(list(order[: at + 1])) - fit(list(order[:at]))
    found = lmg(np.corrcoef(np.column_stack([x, y]).T)[None])[0]
    assert found == pytest.approx(gains / factorial(4), abs=1e-10)


def test_twins_share_and_what_never_varies_explains_nothing():
    rng = np.random.default_rng(4)
    one = rng.integers(1, 6, 200)
    rows = pd.DataFrame({"a": one, "twin": one, "still": 3, "y": one + rng.normal(size=200)})
    for method in ("lmg", "johnson"):
        found = cjm.drivers(rows, "y", method=method, draws=20)["explained"]
        assert found["a"] == pytest.approx(found["twin"])
        assert found["still"] == 0


def test_the_bootstrap_covers_the_spread_of_new_samples():
    """The interval of one sample is about as wide as what a thousand fresh samples spread over."""
    rng = np.random.default_rng(8)

    def sample(n=300):
        x = rng.normal(size=(n, 3))
        return pd.DataFrame(x, columns=list("abc")).assign(y=x @ [1.0, 0.6, 0.2] + rng.normal(size=n))

    found = cjm.drivers(sample(), "y", draws=400, seed=1).loc["a"]
    fresh = [lmg(np.corrcoef(sample().to_numpy().T)[None])[0] for _ in range(300)]
    spread = np.quantile([one[0] / one.sum() for one in fresh], [0.025, 0.975])
    assert found["high"] - found["low"] == pytest.approx(np.ptp(spread), rel=0.35)
    assert found["low"] < np.median([one[0] / one.sum() for one in fresh]) < found["high"]


def test_many_rows_are_resampled_in_blocks_with_the_same_spread(monkeypatch):
    from cjm_widgets.engine.surveys import drivers as module

    rng = np.random.default_rng(6)
    x = rng.normal(size=(4_000, 2))
    rows = pd.DataFrame(x, columns=["a", "b"]).assign(y=x[:, 0] + rng.normal(size=4_000))
    whole = cjm.drivers(rows, "y", draws=300).loc["a"]
    monkeypatch.setattr(module, "BLOCKS", 500)
    blocked = cjm.drivers(rows, "y", draws=300).loc["a"]
    assert blocked["share"] == pytest.approx(whole["share"])
    assert blocked["high"] - blocked["low"] == pytest.approx(whole["high"] - whole["low"], rel=0.3)


@pytest.mark.skipif(not DATA.exists(), reason="real data lies beside the project only")
def test_not_applicable_is_no_rating():
    rated = pd.read_csv(DATA)
    parts = list(rated.columns[7:21])
    rated["satisfied"] = rated["satisfaction"] == "satisfied"
    found = cjm.drivers(rated, "satisfied", parts, not_applicable=0, draws=40)
    kept = rated[(rated[parts] != 0).all(axis=1)]
    assert found.attrs["method"].startswith("Johnson")
    assert found.attrs["n"] == len(kept)
    assert found.attrs["left_out"] == len(rated) - len(kept)
    assert found["not_applicable"].to_dict() == (rated[parts] == 0).sum().to_dict()
    expected = johnson(np.corrcoef(kept[[*parts, "satisfied"]].to_numpy(float).T)[None])[0]
    assert found.loc[parts, "explained"].tolist() == pytest.approx(expected.tolist())
    assert found.index[0] == "Online boarding"
    assert found.iloc[0][["rank_low", "rank_high"]].tolist() == [1, 1]
    exact = cjm.drivers(rated, "satisfied", parts[:12], not_applicable=dict.fromkeys(parts, 0), draws=10)
    assert exact.attrs["method"].startswith("LMG")


def test_what_cannot_be_told_is_refused_with_the_reason():
    rows = pd.DataFrame(
        {"a": [1.0, 2, 3, 4], "b": [2, 1, 4, 3], "y": [1, 2, 3, 4], "said": ["yes", "no", "yes", "no"]}
    )
    with pytest.raises(cjm.CjmError, match="'said' holds text in 4 rows, such as 'yes'"):
        cjm.drivers(rows, "said", ["a"])
    with pytest.raises(cjm.CjmError, match="There is no column 'c'"):
        cjm.drivers(rows, "y", ["c"])
    with pytest.raises(cjm.CjmError, match="Each driver is named once"):
        cjm.drivers(rows, "y", ["a", "a"])
    with pytest.raises(cjm.CjmError, match="'y' is 1 in all 4 rows: nothing drives it"):
        cjm.drivers(rows.assign(y=1), "y", ["a"])
    with pytest.raises(cjm.CjmError, match="Of 4 rows 0 have an answer everywhere"):
        cjm.drivers(rows.assign(b=None), "y", ["a", "b"], not_applicable=0)
    with pytest.raises(cjm.CjmError, match="LMG is exact up to 12 drivers; there are 13"):
        cjm.drivers(pd.DataFrame(np.eye(14)), 0, list(range(1, 14)), method="lmg")
