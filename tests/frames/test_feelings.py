"""Emotion scales and what a curve comes to."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.frames.feelings import convert, curves, declared, emotions, kept, not_whole, shown
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

SCALE = st.sampled_from(list(schema.SCALES))
FEELING = st.one_of(st.none(), st.floats(-2, 2))


@pytest.mark.parametrize("scale", schema.SCALES)
def test_ends_go_to_ends_and_the_middle_to_the_middle(scale):
    low, high = schema.SCALES[scale]
    assert convert([low, (low + high) / 2, high], scale, "-2..2").tolist() == [-2, 0, 2]


@given(SCALE, SCALE, st.lists(st.floats(0, 1), min_size=1, max_size=20))
def test_there_and_back_is_the_same_and_order_stays(a, b, shares):
    low, high = schema.SCALES[a]
    values = pd.Series([min(low + s * (high - low), high) for s in shares])
    there = convert(values, a, b)
    assert there.between(*schema.SCALES[b]).all()
    assert convert(there, b, a).to_numpy() == pytest.approx(values.to_numpy(), abs=1e-12)
    assert (there[values.sort_values(kind="stable").index].diff().dropna() >= 0).all()


def test_mermaid_is_three_less():
    assert convert([1, 2, 3, 4, 5], "mermaid", "-2..2").tolist() == [-2, -1, 0, 1, 2]


@pytest.mark.parametrize("wrong", [2.5, -2.1, np.inf, -np.inf, "good", True, [1]])
def test_what_is_outside_is_refused_with_its_row(wrong):
    values = pd.Series([0, wrong, None], index=["find", "pay", "cook"], dtype=object, name="emotion")
    with pytest.raises(
        DataError, match=r"outside the scale -2\.\.2 \(-2 to 2\) in 1 row\(s\) \('pay'"
    ) as said:
        convert(values, "-2..2", "0..10")
    assert (said.value.row, said.value.column) == ("pay", "emotion")


def test_many_wrong_rows_are_counted():
    with pytest.raises(DataError, match=r"in 9 row\(s\).* and 4 more"):
        convert(range(2, 11), "-1..1", "-2..2")


def test_an_unknown_scale_is_refused_with_those_there_are():
    with pytest.raises(DataError, match=r"no emotion scale '1-7'\. Use one of -2\.\.2, -1\.\.1"):
        convert([1], "1-7", "-2..2")
    with pytest.raises(DataError, match="no emotion scale 7"):
        declared({"emotion_scale": 7})


def test_the_argument_stays_and_the_index_is_kept():
    values = pd.Series([1, None, 5], index=["a", "b", "c"], dtype="Int64", name="mood")
    before = values.copy()
    found = convert(values, "1..5", "0..10")
    pd.testing.assert_series_equal(values, before)
    assert (found.index.tolist(), found.name, str(found.dtype)) == (["a", "b", "c"], "mood", "float64")
    assert convert(pd.Series([3.0]), "1..5", "1..5").tolist() == [3.0]
    assert convert(pd.Series([], dtype=object), "1..5", "0..10").tolist() == []


def test_rows_a_mermaid_file_would_round():
    assert not_whole(convert(pd.Series([0.0, 0.5, None, 2.0]), "-2..2", "mermaid")) == [1]


@given(SCALE, FEELING)
def test_shown_and_kept_are_each_other_s_way_back(scale, value):
    meta = {"emotion_scale": scale}
    back = kept(shown(value, meta), meta)
    assert back is None if value is None else back == pytest.approx(value, abs=1e-12)


def test_a_map_s_curves_and_their_mean():
    steps = pd.DataFrame(
        {"emotion": [0.0, 1.0], "emotion:dana": [2.0, np.nan], "emotion:ali": [-1.0, -2.0]},
        index=["a", "b"],
    )
    found = emotions(steps, pd.DataFrame({"name": ["Dana"]}, index=["dana"]))
    assert found.index.tolist() == ["emotion", "emotion:dana", "emotion:ali", "mean"]
    assert found["name"].tolist() == ["the map", "Dana", "ali", "mean of the personas"]
    assert found["n"].tolist() == [2, 1, 2, 2]
    assert found["missing"].tolist() == [0, 1, 0, 0]
    assert found["end_step"].tolist() == ["b", "a", "b", "b"]
    assert curves(steps)["mean"].tolist() == [0.5, -2.0]


def test_the_mean_is_by_share_where_all_shares_are_known():
    steps = pd.DataFrame(
        {"emotion:dana": [2.0, np.nan, np.nan], "emotion:ali": [-1.0, -2.0, np.nan]}, index=["a", "b", "c"]
    )
    people = pd.DataFrame(
        {"name": ["Dana", "Ali", "Mo"], "share": [0.6, 0.2, None]}, index=["dana", "ali", "mo"]
    )
    found = curves(steps, people)["mean"]
    assert found.tolist()[:2] == pytest.approx([(0.6 * 2 - 0.2) / 0.8, -2.0])
    assert np.isnan(found["c"])
    assert emotions(steps, people).loc["mean", "name"] == "mean of the personas, by share"
    for share in (None, 0.0):
        people.loc["ali", "share"] = share
        assert curves(steps, people)["mean"].tolist()[:2] == [0.5, -2.0]
        assert emotions(steps, people).loc["mean", "name"] == "mean of the personas"


def test_what_a_curve_comes_to_by_hand():
    steps = pd.DataFrame({"emotion": [1.0, -1.5, 1.5, 0.5]}, index=list("abcd"))
    row = emotions(steps).loc["emotion"]
    assert (row["lowest"], row["lowest_step"], row["highest"], row["highest_step"]) == (-1.5, "b", 1.5, "c")
    # Two points equally far from neutral: the bad one is the peak.
    assert (row["peak"], row["peak_step"], row["end"], row["peak_end"], row["range"]) == (
        -1.5,
        "b",
        0.5,
        -0.5,
        3.0,
    )
    assert row["variability"] == pytest.approx(np.std([1.0, -1.5, 1.5, 0.5]))


def test_it_is_told_on_the_declared_scale():
    steps = pd.DataFrame({"emotion": [1.0, -2.0]}, index=["a", "b"])
    row = emotions(steps, meta={"emotion_scale": "0..10"}).loc["emotion"]
    assert (row["lowest"], row["highest"], row["peak_end"], row["range"], row["variability"]) == (
        0,
        7.5,
        0,
        7.5,
        3.75,
    )


def test_a_curve_without_values_says_so():
    for steps in (pd.DataFrame({"emotion": [np.nan]}), pd.DataFrame({"name": ["x"]})):
        row = emotions(steps).loc["emotion"]
        assert (row["n"], row["missing"]) == (0, 1)
        assert row.drop(["name", "n", "missing"]).isna().all()


def test_more_than_five_persona_curves_are_refused():
    steps = pd.DataFrame({f"emotion:p{i}": [1.0] for i in range(6)})
    assert len(emotions(steps.iloc[:, :5])) == 7
    with pytest.raises(DataError, match=r"6 persona curves .*; a map takes at most 5") as said:
        emotions(steps)
    assert said.value.column == "emotion:p5"


def test_a_curve_on_another_scale_is_not_mixed_in():
    with pytest.raises(DataError, match="'pay': 8"):
        emotions(pd.DataFrame({"emotion": [1.0, 8.0]}, index=["find", "pay"]))


@given(st.lists(st.floats(-2, 2), min_size=1, max_size=12), st.randoms())
def test_bounds_and_what_the_order_of_steps_does_not_change(values, dice):
    steps = pd.DataFrame({"emotion": values}, index=[f"s{i}" for i in range(len(values))])
    row = emotions(steps).loc["emotion"]
    assert row["lowest"] <= row["end"] <= row["highest"]
    assert row["lowest"] <= row["peak_end"] <= row["highest"]
    assert abs(row["peak"]) == max(map(abs, values))
    assert 0 <= row["variability"] <= row["range"] / 2 + 1e-9
    mixed = list(steps.index)
    dice.shuffle(mixed)
    again = emotions(steps.loc[mixed]).loc["emotion"]
    for name in ("lowest", "highest", "peak", "range", "n"):
        assert again[name] == row[name]
    assert again["variability"] == pytest.approx(row["variability"], abs=1e-12)
