"""Stages as values of a column: ids that stay while names change, and runs along the steps."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.frames.stages import MOST_RUNS, Refs, runs


def test_an_id_stays_while_its_value_is_renamed() -> None:
    refs = Refs()
    assert [refs.id(v) for v in ("A", "B", "A")] == ["A", "B", "A"]
    refs.rename("A", "Z")
    assert refs.id("Z") == "A"
    assert refs.id("A") == "A (2)"
    refs.remove("B")
    assert refs.by_id == {"A": "Z", "A (2)": "A"}


def test_nothing_has_no_id() -> None:
    refs = Refs()
    assert [refs.id(v) for v in (None, np.nan, pd.NA, pd.NaT)] == [None] * 4
    assert refs.by_id == {}


@pytest.mark.parametrize(
    "values", [[1, "1"], ["a", ""], [("a", 1), "a / 1"], [["x"], "['x']"], ["", "(blank)"]]
)
def test_values_of_one_text_have_ids_of_their_own(values: list[Any]) -> None:
    refs = Refs()
    ids = [refs.id(v) for v in values]
    assert len(set(ids)) == len(values) or isinstance(values[0], list)
    assert all(ids)


def test_a_copy_is_apart() -> None:
    refs = Refs()
    refs.id("A")
    copied = refs.copy()
    copied.add("B", "chosen")
    copied.rename("A", "C")
    assert (refs.by_value, refs.by_id) == ({"A": "A"}, {"A": "A"})


VALUES = st.sampled_from(["A", "B", None, "C"])


@pytest.mark.parametrize("dtype", ["str", "object", "category"])
@given(values=st.lists(VALUES, max_size=12))
def test_runs_are_the_stages_in_short(dtype: str, values: list[str | None]) -> None:
    refs = Refs()
    told = runs(pd.Series(values, dtype=dtype), refs)
    assert told is not None
    assert [stage for stage, count in told for _ in range(count)] == [refs.id(v) for v in values]
    assert all(a[0] != b[0] for a, b in pairwise(told))


def test_too_many_runs_are_none() -> None:
    assert runs(pd.Series([str(i) for i in range(MOST_RUNS + 1)]), Refs()) is None
    assert len(runs(pd.Series([str(i) for i in range(MOST_RUNS)]), Refs()) or []) == MOST_RUNS
    assert runs(pd.Series(["a", "b"] * MOST_RUNS), Refs()) is None


def test_lists_are_stages_by_their_text() -> None:
    refs = Refs()
    told = runs(pd.Series([["x"], ["x"], "y", None], dtype=object), refs)
    assert told == [["['x']", 2], ["y", 1], [None, 1]]
