"""Improvements ranked by effect over cost: the numbers, what keeps one from a rank, and the guesses around them."""

from __future__ import annotations

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets import samples
from cjm_widgets.frames.effects import FORMULA, per_cost
from cjm_widgets.verbs import page


@pytest.fixture
def kit():
    made = cjm.JourneyMap._of(samples.meal_kit())
    made.improvements["unit"] = "percentage points"  # several units are not ranked, and the sample has two
    return made


def test_ranks_are_by_effect_over_cost_as_the_verb_gives_them(kit):
    rows = kit.improvements
    by_hand = (rows["likely"] * rows["adoption"] / rows["cost"]).rank(ascending=False)
    found = per_cost(rows)
    assert found["rank"].astype("float64").to_dict() == by_hand.to_dict()
    verb = kit.priorities(table="improvements", formula=FORMULA)
    pd.testing.assert_series_equal(found["score"], verb["score"])
    assert (found["rank_low"] <= found["rank"]).all()
    assert (found["rank"] <= found["rank_high"]).all()
    assert (found["rank_low"] < found["rank_high"]).any()


def test_several_units_are_not_ranked_and_a_missing_cost_is_named(kit):
    kit.improvements.loc["improve-chat", "cost"] = float("nan")
    kit.improvements.loc["improve-price", "cost"] = 0
    found = per_cost(kit.improvements)
    assert found.loc["improve-chat", "why"] == "cost is missing"
    assert "division by 0" in found.loc["improve-price", "why"]
    assert found["rank"].notna().sum() == 3
    kit.improvements.loc["improve-remind", "unit"] = "days"
    found = per_cost(kit.improvements)
    assert found["rank"].isna().all()
    assert found.loc["improve-remind", "why"] == "units differ: days, percentage points"
    assert found.loc["improve-chat", "why"] == "cost is missing"


def test_a_page_hears_of_improvements_also_where_no_opportunity_can_be_ranked(kit):
    kit.lanes.loc[kit.lanes["role"] == "opportunities", "role"] = None
    told = page.verbs(kit)["priorities"]({"method": "rice"})
    assert told["rows"] == []
    assert "No lane has the role opportunities" in told["problem"]
    assert [row["rank"] for row in told["improvements"]] == [1, 2, 3, 4, 5]
    assert per_cost(cjm.JourneyMap().improvements).empty
