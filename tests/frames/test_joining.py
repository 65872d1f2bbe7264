"""Rows of other tables found in a map: by id, name or alike; nothing is guessed, nothing lost without a count."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, strategies as st

import cjm_widgets as cjm
from cjm_widgets.frames.joining import join

STEPS = pd.DataFrame({"name": ["Check out", "Pays", "Pays", "pay"]}, index=["checkout", "pay", "pay-2", "x"])


def test_an_id_comes_before_a_name_and_twice_is_none():
    made = join(["pay", "Pays", "check-OUT", "Pay", "gone", None, 3.0], STEPS, "steps")
    assert made.ids.fillna("").tolist() == ["pay", "", "checkout", "", "", "", ""]
    why = made.lost.set_index("value")["why"]
    assert why["Pays"] == "2 rows of steps are called so: pay, pay-2"
    assert why["Pay"] == "2 rows of steps are called so: pay, x"
    assert why["gone"] == "no row of steps is called so"
    assert "3" in why
    assert made.report["rows"].sum() == 6, "a missing value is no name"


def test_what_was_told_comes_first():
    made = join(
        ["Pays", "gone", "gone", "test"], STEPS, "steps", {"Pays": "pay-2", "gone": "x", "test": None}
    )
    assert made.ids.fillna("").tolist() == ["pay-2", "x", "x", ""]
    assert made.lost[["value", "why", "rows"]].values.tolist() == [["test", "told to be none", 1]]
    with pytest.raises(cjm.CjmError, match="There is no row 'nowhere' in steps"):
        join(["a"], STEPS, "steps", {"a": "nowhere"})


def test_numbers_join_ids_that_are_texts():
    table = pd.DataFrame({"name": ["a", "b"]}, index=["1", "2"])
    assert join([1, 2.0, "2"], table, "steps").ids.tolist() == ["1", "2", "2"]


@given(
    st.lists(
        st.one_of(
            st.none(), st.text(max_size=6), st.integers(-3, 3), st.sampled_from(["pay", "Pays", "check out"])
        )
    )
)
def test_every_value_is_somewhere(values):
    made = join(pd.Series(values, dtype=object), STEPS, "steps")
    named = [v for v in values if v is not None]
    assert len(made.ids) == len(values)
    assert made.report["rows"].sum() == len(named)
    assert made.ids.notna().sum() == made.report.loc[made.report["id"].notna(), "rows"].sum()
