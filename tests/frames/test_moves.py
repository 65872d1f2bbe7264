"""Shares, intervals and named ways, against what is counted by hand, by scipy and by walking."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest
from hypothesis import given, strategies as st

import cjm_widgets as cjm
from cjm_widgets import samples
from cjm_widgets.frames.moves import moves
from cjm_widgets.frames.shares import wilson
from cjm_widgets.frames.ways import variants, walk

STEPS = pd.DataFrame({"name": ["See", "Pay", "Cook", "Renew"]}, index=["see", "pay", "cook", "renew"])


def table(*rows: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame(rows)
    return frame.set_index(["source", "target"])


def test_a_share_is_the_probability_else_the_part_of_the_counts():
    found = moves(
        table(
            {"source": "see", "target": "pay", "probability": 0.5, "count": 30},
            {"source": "see", "target": "left", "count": 70},
            {"source": "pay", "target": "cook"},
        ),
        STEPS,
    )
    assert found["share"].tolist()[:2] == [0.5, 0.7]
    assert math.isnan(found["share"].iloc[2])
    assert found["n"].tolist()[:2] == [100, 100]
    assert found["off_plan"].isna().all()


@pytest.mark.parametrize(
    ("source", "target", "kind"),
    [
        ("see", "pay", "next"),
        ("see", "cook", "skip"),
        ("cook", "see", "return"),
        ("pay", "pay", "again"),
        ("pay", "left", "outcome"),
        ("gone", "pay", "unknown"),
    ],
)
def test_what_a_move_is(source, target, kind):
    assert moves(table({"source": source, "target": target}), STEPS)["kind"].tolist() == [kind]


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_scipys(pair):
    stats = pytest.importorskip("scipy.stats")
    count, n = pair
    theirs = stats.binomtest(count, n).proportion_ci(0.95, method="wilson")
    assert wilson(count, n) == pytest.approx((theirs.low, theirs.high), abs=1e-9)


def test_nothing_in_the_tables_is_changed_and_columns_may_be_missing_or_odd():
    odd = pd.DataFrame(
        {"source": ["see", None], "target": ["pay", "x"], "count": ["many", -3], "variants": ["a, b", 5]}
    )
    before = odd.copy(deep=True)
    found = moves(odd, STEPS)
    pd.testing.assert_frame_equal(odd, before)
    assert found["variants"].tolist() == [["a", "b"], []]
    assert found["share"].isna().all()
    assert moves(odd.iloc[:0], STEPS).empty
    assert variants(odd.iloc[:0], STEPS).empty


def test_a_way_is_walked_with_its_loops_and_its_share_is_the_product():
    found = variants(
        table(
            {"source": "see", "target": "pay", "probability": 0.5, "variants": ["Happy"]},
            {"source": "pay", "target": "pay", "probability": 0.1, "variants": ["happy"]},
            {"source": "pay", "target": "cook", "probability": 0.8, "variants": ["happy"]},
            {"source": "cook", "target": "done", "probability": 1.0, "variants": ["happy"]},
            {"source": "cook", "target": "left", "variants": ["unhappy"]},
        ),
        STEPS,
    )
    assert found.loc["Happy"].tolist() == [["see", "pay", "pay", "cook"], "done", pytest.approx(0.04), 4, ""]
    assert found.index.tolist() == ["Happy", "unhappy"]
    assert math.isnan(found.loc["unhappy", "share"])


def test_a_broken_way_names_the_move_that_is_not_there_or_not_marked():
    rows = [
        {"source": "see", "target": "pay", "probability": 0.5, "variants": ["happy"]},
        {"source": "cook", "target": "renew", "probability": 0.5, "variants": ["happy"]},
    ]
    assert (
        variants(table(*rows), STEPS).loc["happy", "broken"] == "The move from “Pay” to “Cook” is not there"
    )
    rows.append({"source": "pay", "target": "cook", "probability": 0.5, "variants": None})
    found = variants(table(*rows), STEPS).loc["happy"]
    assert found["broken"] == "The move from “Pay” to “Cook” does not carry its name"
    assert math.isnan(found["share"])


ENDS = st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdefz"))


@given(st.lists(ENDS, unique=True, min_size=1, max_size=14))
def test_a_walk_takes_every_move_and_no_other_and_each_begins_where_the_last_ended(way):
    pieces = walk(way, {step: at for at, step in enumerate("abcdef")})
    walked = [move for piece in pieces for move in piece]
    assert set(walked) == set(way)
    for piece in pieces:
        assert all(one[1] == other[0] for one, other in itertools.pairwise(piece))


@pytest.mark.parametrize("name", ["clinic_visit", "coffee_shop", "loan", "meal_kit_blueprint"])
def test_every_named_way_of_the_samples_can_be_walked(name):
    m = cjm.JourneyMap._of(getattr(samples, name)())
    found = m.variants()
    assert {"happy", "unhappy", "exception"} <= set(found.index)
    assert found["broken"].tolist() == [""] * len(found)
    assert found["share"].between(0, 1).all()
    assert (m.moves()["kind"] != "unknown").all()
