"""Columns as people leave them: odd values are counted or count as nothing, and nothing breaks."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest

from cjm_widgets.frames.coverage import coverage
from cjm_widgets.frames.evidence import state, support
from cjm_widgets.frames.reading import amounts, column, moments, texts
from frames.proof import CARDS, LANES, STEPS, TODAY, rows

ODD = [
    [1],
    {"a": 1},
    b"x",
    3.5,
    True,
    np.inf,
    -np.inf,
    "∞",
    10**40,
    10**400,
    "x" * 300,
    pd.NaT,
    np.nan,
    object(),
]


@pytest.mark.parametrize("odd", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("name", ["card", "step", "lane", "kind", "source", "date", "n", "author"])
def test_odd_values_are_counted_or_count_as_nothing(name, odd):
    held = rows({"card": "slow", "n": 2}, {"card": "slow", "n": 2}).astype("object")
    held[name] = pd.Series(
        [odd, held[name].iloc[1] if name in held else None], index=held.index, dtype="object"
    )
    found = state(CARDS, held, today=TODAY)
    assert found.loc["slow", "rows"] in (1, 2)
    assert found["reliability"].between(0, 1).all()
    assert len(support(held, CARDS, card="slow")) in (1, 2)
    assert coverage(CARDS, held, STEPS, LANES).shape == (2, 3)


def test_a_column_that_is_there_twice_is_read_once():
    frame = pd.DataFrame([[1, 2]], columns=["a", "a"], index=["x"])
    assert column(frame, "a").tolist() == [1]
    assert column(frame, "b").tolist() == [None]


def test_ids_are_texts_however_they_are_kept():
    for ids in ([1, 2], [1.0, 2.0], ["1", "2"], pd.array([1, 2], dtype="Int64"), pd.Categorical(["1", "2"])):
        assert texts(ids).tolist() == ["1", "2"]


def test_dates_are_read_in_the_forms_there_are():
    day = pd.Timestamp("2026-03-04")
    held = pd.Series(
        [
            "2026-03-04",
            dt.date(2026, 3, 4),
            day,
            dt.datetime(2026, 3, 4, tzinfo=dt.UTC),
            "March 4, 2026",
            7,
            None,
        ]
    )
    found = moments(held.astype("object")).view("datetime64[us]")
    assert [pd.Timestamp(v) for v in found[:5]] == [day] * 5
    assert np.isnat(found[5:]).all()
    assert moments(pd.Series([day], dtype="datetime64[s]")).tolist() == moments(pd.Series([day])).tolist()


def test_amounts_are_never_below_nothing():
    assert amounts(pd.Series([None, 2.5, np.inf, -1])).tolist() == [1, 2.5, 1e12, 0]
    assert amounts(pd.Series(["3", "many", [1]], dtype="object")).tolist() == [3, 1, 1]
