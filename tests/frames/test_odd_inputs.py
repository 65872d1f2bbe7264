"""Scores, draws, groups and curves over columns as people leave them: an answer or a refusal, never a crash."""

from __future__ import annotations

import contextlib
import datetime as dt

import numpy as np
import pandas as pd
import pytest

from cjm_widgets.frames.feelings import emotions
from cjm_widgets.frames.priorities import METHODS, matrix, score
from cjm_widgets.frames.ranking import stability
from cjm_widgets.frames.segments import from_filter
from cjm_widgets.model.errors import DataError

INPUTS = sorted({name for method in METHODS.values() for name in method.ranges})
BASE = pd.DataFrame({name: [1.0, 0.5, 1.0] for name in INPUTS} | {"kano": ["must-be", "reverse", "must-be"]})
ODD = [
    [1],
    {"a": 1},
    b"x",
    True,
    np.inf,
    "∞",
    10**400,
    "x" * 300,
    pd.NaT,
    object(),
    np.array([1, 2]),
    "1e999",
    1 + 2j,
    dt.date(2026, 1, 1),
]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("name", INPUTS)
def test_odd_values_have_no_score_or_one_that_is_a_number(name, odd):
    rows = BASE.astype("object")
    rows.at[0, name] = odd
    for method in METHODS:
        found = score(rows, method)
        assert np.isfinite(found["score"].dropna().astype("float64")).all()
        assert (found["score"].isna() == (found["why"] != "")).all()
        if method != "kano":
            assert len(stability(rows, method, draws=3)) == 3
    assert len(matrix(rows)) == len(score(rows, formula="reach * work")) == 3
    assert from_filter(rows, "kano")["n"].sum() <= 3
    with contextlib.suppress(DataError):
        assert len(from_filter(rows, {"one": f"{name} == 1"})) == 1
    with contextlib.suppress(DataError):
        assert len(from_filter(rows, name)) <= 3


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
def test_an_odd_feeling_is_refused_or_missing(odd):
    steps = pd.DataFrame({"emotion": pd.Series([0.0, odd, 1.0], dtype="object")})
    with contextlib.suppress(DataError):
        assert emotions(steps).loc["emotion", "n"] == 2


def test_columns_and_ids_that_are_there_twice():
    twice = pd.concat([BASE, BASE], axis=1)
    assert score(twice)["score"].tolist() == score(BASE)["score"].tolist()
    assert from_filter(twice, "kano")["n"].tolist() == [2, 1]
    same = BASE.set_axis(["a", "a", "b"])
    assert stability(same, draws=20).index.tolist().count("a") == 2
    many = BASE.set_index(pd.MultiIndex.from_tuples([(1, 2), (1, 3), (2, 2)]))
    assert len(score(many)) == len(stability(many, draws=3)) == 3
