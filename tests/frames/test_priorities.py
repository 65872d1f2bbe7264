"""Scores, ranks, and how stable they are."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from scipy.stats import kendalltau

from cjm_widgets.frames.priorities import EFFORT, METHODS, matrix, opportunities, score
from cjm_widgets.frames.ranking import stability
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

CARDS = pd.DataFrame(
    {
        "lane": ["ideas", "ideas", "ideas", "pains"],
        "text": ["call back", "new app", "sign", "slow"],
        "reach": [500.0, 2000.0, 100.0, 1.0],
        "impact": [2.0, 1.0, 0.5, 1.0],
        "confidence": [0.8, 0.5, 1.0, 1.0],
        "work": [2.0, 5.0, 0.5, 1.0],
        "effort": ["S", "xl", "M ", "S"],
        "kano": ["must-be", "attractive", "reverse", None],
    },
    index=["call", "app", "sign", "slow"],
)
LANES = pd.DataFrame({"role": ["opportunities", "pain_points"]}, index=["ideas", "pains"])
IDEAS = CARDS.iloc[:3]


def test_opportunities_are_the_cards_of_lanes_with_that_role():
    assert opportunities(CARDS, LANES).index.tolist() == ["call", "app", "sign"]
    for lanes in (LANES.iloc[1:], pd.DataFrame(index=["ideas"])):
        with pytest.raises(DataError, match="No lane has the role opportunities"):
            opportunities(CARDS, lanes)


def test_rice_by_hand():
    found = score(IDEAS)
    assert found["score"].to_dict() == {"call": 400.0, "app": 200.0, "sign": 100.0}
    assert found["rank"].tolist() == [1, 2, 3]
    assert list(found.columns) == ["text", "reach", "impact", "confidence", "work", "score", "rank", "why"]


def test_the_other_methods_by_hand():
    ice = pd.DataFrame({"impact": [8], "confidence": [5], "ease": [3]})
    assert score(ice, "ice")["score"].tolist() == [120]
    wsjf = pd.DataFrame({"business_value": [8], "time_criticality": [5], "risk_reduction": [2], "work": [3]})
    assert score(wsjf, "wsjf")["score"].tolist() == [5]
    value = pd.DataFrame({"customer_value": [80], "business_value": [40], "effort": ["L"]})
    assert score(value, "value")["score"].tolist() == [15]
    assert score(value, "value", effort={"l": 6})["score"].tolist() == [10]


def test_kano_is_in_the_order_of_the_field():
    rows = pd.DataFrame({"kano": list(reversed(schema.KANO))})
    assert score(rows, "kano")["kano"].tolist() == list(schema.KANO)
    found = score(CARDS, "kano")
    assert found.index.tolist() == ["call", "app", "sign", "slow"]
    assert found["why"].tolist() == ["", "", "", "kano is missing"]
    assert (
        "which is no number and none of must-be"
        in score(pd.DataFrame({"kano": ["nice"]}), "kano")["why"].iloc[0]
    )


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"reach": None}, "reach is missing"),
        ({"reach": None, "work": None}, "reach is missing; work is missing"),
        ({"work": 0.0}, "work is 0, and must be above 0"),
        ({"confidence": 80.0}, "confidence is 80, and must be 0 to 1"),
        ({"impact": 9.0}, "impact is 9, and must be 0 to 3"),
        ({"reach": -1.0}, "reach is -1, and must be 0 or more"),
        ({"reach": np.inf}, "reach is inf, which is no number"),
    ],
)
def test_a_row_that_cannot_be_scored_says_why(change, why):
    rows = IDEAS.copy()
    for column, value in change.items():
        rows.loc["call", column] = value
    found = score(rows)
    assert found.index.tolist() == ["app", "sign", "call"]
    assert found.loc["call", "why"].startswith(why)
    assert found.loc["call", ["score", "rank"]].isna().all()
    assert found["why"].tolist()[:2] == ["", ""]


def test_a_column_that_is_not_there_is_missing_in_each_row():
    found = score(IDEAS.drop(columns="reach"))
    assert found["why"].tolist() == ["reach is missing"] * 3


def test_effort_words_stand_for_work_only_where_that_is_said():
    rows = IDEAS.assign(work=None)
    assert score(rows)["why"].tolist() == ["work is missing"] * 3
    found = score(rows, columns={"work": "effort"})
    assert found["work"].to_dict() == {"call": EFFORT["S"], "app": EFFORT["XL"], "sign": EFFORT["M"]}
    odd = score(rows.assign(effort="huge"), columns={"work": "effort"})
    assert odd["why"].iloc[0] == "effort is 'huge', which is no number and none of XS, S, M, L, XL"


def test_a_formula_of_one_s_own():
    rows = IDEAS.assign(**{"job size": [1, 2, None]})
    found = score(rows, formula="reach / `job size`")
    assert found["score"].tolist()[:2] == [1000, 500]
    assert found.loc["sign", "why"] == "job size is missing"
    assert score(rows, formula="where(`work` > 1, reach, `job size`)")["why"].tolist() == [
        "",
        "",
        "job size is missing",
    ]
    assert score(rows, formula="reach / effort").index.tolist() == ["call", "app", "sign"]
    assert (
        score(rows, formula="1 / (reach - 100)").loc["sign", "why"].startswith("the formula gives no number")
    )
    with pytest.raises(DataError, match="names 'reech', which is no column"):
        score(rows, formula="reech / work")
    with pytest.raises(DataError, match=r"no method 'moscow'\. Use rice, ice") as said:
        score(rows, "moscow")
    assert said.value.table is None


def test_durations_count_in_seconds_and_texts_that_are_numbers_count():
    rows = pd.DataFrame({"gain": ["3", " 4 "], "time": pd.to_timedelta([60, 120], unit="s")})
    assert score(rows, formula="gain * time")["score"].tolist() == [480, 180]


def test_equal_scores_share_a_rank():
    rows = pd.DataFrame({"v": [1, 2, 2, 0]}, index=["d", "c", "b", "a"])
    found = score(rows, formula="v")
    assert found.index.tolist() == ["b", "c", "d", "a"]
    assert found["rank"].tolist() == [1, 1, 3, 4]


def test_every_method_names_its_source_and_known_columns():
    for method in METHODS.values():
        assert method.source
        assert set(method.ranges) <= {c.name for c in schema.CARDS.columns}


def test_quadrants():
    rows = pd.DataFrame(
        {
            "customer_value": [90, 90, 10, 10, None],
            "business_value": [90, 90, 10, 10, 5],
            "effort": ["S", "XL", "S", "XL", "S"],
        }
    )
    found = matrix(rows)
    assert found["quadrant"].tolist()[:4] == ["quick win", "big bet", "fill-in", "time sink"]
    assert pd.isna(found["quadrant"].iloc[4])
    assert found["why"].iloc[4] == "customer_value is missing"
    assert matrix(rows, cut=(5, 100))["quadrant"].tolist()[:4] == ["quick win"] * 4


def test_no_rows():
    assert score(IDEAS.iloc[:0]).empty
    assert matrix(IDEAS.iloc[:0]).empty
    assert stability(IDEAS.iloc[:0], draws=10).empty


def test_the_arguments_stay():
    before = CARDS.copy()
    score(CARDS), matrix(CARDS), stability(CARDS, draws=10), opportunities(CARDS, LANES)
    pd.testing.assert_frame_equal(CARDS, before)


VALUES = st.lists(
    st.tuples(st.floats(0, 1e6), st.floats(0, 3), st.floats(0, 1), st.floats(0.1, 100)),
    min_size=1,
    max_size=8,
)


@given(VALUES, st.randoms(), st.sampled_from(["reach", "impact", "confidence", "work"]))
def test_a_better_input_never_lowers_a_score_and_order_does_not_matter(values, dice, name):
    rows = pd.DataFrame(values, columns=["reach", "impact", "confidence", "work"])
    found = score(rows)
    mixed = list(rows.index)
    dice.shuffle(mixed)
    pd.testing.assert_frame_equal(score(rows.loc[mixed]), found)
    better = rows.copy()
    top = METHODS["rice"].ranges[name][1]
    better.loc[0, name] = rows.loc[0, name] / 2 if name == "work" else min(rows.loc[0, name] * 2 + 0.1, top)
    after = score(better)
    assert after.loc[0, "score"] >= found.loc[0, "score"]
    assert after.loc[0, "rank"] <= found.loc[0, "rank"]


# -- stability


def test_certain_inputs_give_a_certain_ranking():
    found = stability(IDEAS, within=0.0, draws=50)
    assert found["first"].tolist() == [1, 0, 0]
    assert found["mean_rank"].tolist() == [1, 2, 3]
    assert found["rank_low"].tolist() == found["rank_high"].tolist() == [1, 2, 3]
    assert found.attrs == {"kendall_tau": 1.0, "draws": 50, "seed": 0}


def test_a_coin_toss_is_told_as_one():
    rows = pd.DataFrame({"v": [10, 10, 1]}, index=["a", "b", "c"])
    found = stability(rows, formula="v", within=0.3, draws=4000)
    assert found.loc["a", "first"] == pytest.approx(0.5, abs=0.03)
    assert found["first"].sum() == pytest.approx(1, abs=1e-12)
    assert found.loc["c", ["first", "rank_low", "rank_high"]].tolist() == [0, 3, 3]


def test_draws_are_triangular_with_the_value_most_likely():
    # b is certain at 12; a is 10 with guesses 8 to 20: P(a > 12) = (20 − 12)² / ((20 − 8) · (20 − 10)).
    rows = pd.DataFrame({"v": [10.0, 12.0], "low": [8.0, None], "high": [20.0, None]}, index=["a", "b"])
    found = stability(rows, formula="v", within={"v": ("low", "high")}, draws=20_000, seed=3)
    assert found.loc["a", "first"] == pytest.approx(64 / 120, abs=0.015)


def test_draws_stay_inside_what_the_method_allows():
    # A confidence of 1 cannot go up, so however wide it is drawn, it never lifts 100 above a certain 101.
    rows = IDEAS.assign(confidence=[1.0, 1.0, 1.0], reach=[100.0, 101.0, 5.0], impact=1.0, work=1.0)
    rows["low"], rows["high"] = [0.1, 1.0, 1.0], [3.0, 1.0, 1.0]
    found = stability(rows, within={"confidence": ("low", "high")}, draws=500)
    assert found["first"].to_dict() == {"app": 1, "call": 0, "sign": 0}
    free = stability(rows, formula=METHODS["rice"].formula, within={"confidence": ("low", "high")}, draws=500)
    assert free.loc["call", "first"] > 0.3


def test_the_same_seed_gives_the_same_and_order_does_not_matter():
    found = stability(IDEAS, draws=200, seed=5)
    pd.testing.assert_frame_equal(found, stability(IDEAS.iloc[::-1], draws=200, seed=5))
    assert not found["mean_rank"].equals(stability(IDEAS, draws=200, seed=6)["mean_rank"])


def test_rows_without_a_score_are_told_and_left_out():
    found = stability(IDEAS.assign(reach=[500.0, None, 100.0]), draws=50)
    assert found["why"].tolist() == ["", "", "reach is missing"]
    assert found.loc["app", ["first", "mean_rank", "rank_low"]].isna().all()
    assert found["first"].sum() == 1


def test_tau_is_kendall_s():
    rows = pd.DataFrame({"v": [5.0, 5.0, 4.0, 2.0, 1.0]})
    found = stability(rows, formula="v", within=0.4, draws=1, seed=2)
    drawn = found["mean_rank"].sort_index()
    assert found.attrs["kendall_tau"] == pytest.approx(kendalltau(rows["v"], -drawn).statistic)
    assert (
        stability(rows, formula="v", within=0.05, draws=200).attrs["kendall_tau"] > found.attrs["kendall_tau"]
    )


def test_tau_of_many_rows_is_counted_over_drawn_pairs():
    rows = pd.DataFrame({"v": np.arange(1.0, 1001.0)})
    tau = stability(rows, formula="v", within=0.2, draws=5).attrs["kendall_tau"]
    assert 0.85 < tau < 1


def test_many_draws_are_made_in_portions():
    rows = pd.DataFrame({"v": np.linspace(1, 2, 700)})
    found = stability(rows, formula="v", within=0.0, draws=3000)
    assert found["mean_rank"].tolist() == list(range(1, 701))


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({"method": "kano"}, "Kano classes have no range"),
        ({"within": 1.0}, "within for reach is 1.0. Give a share"),
        ({"within": -0.1}, "within for reach is -0.1"),
        ({"within": {"rich": 0.1}}, "names 'rich', which is no input. Inputs are reach"),
        ({"within": {"reach": ("low", "high")}}, "names 'low', which is no column"),
        ({"within": {"reach": ("work", "work")}}, "reach of row 'app' is 2000, outside its guesses 5 to 5"),
        ({"draws": 0}, "draws is 0"),
    ],
)
def test_what_cannot_be_drawn_is_refused(how, said):
    with pytest.raises(DataError) as refusal:
        stability(IDEAS, **how)
    assert said in str(refusal.value)


@given(VALUES, st.floats(0, 0.9))
@settings(max_examples=40)
def test_shares_and_ranks_are_in_bounds(values, within):
    rows = pd.DataFrame(values, columns=["reach", "impact", "confidence", "work"])
    found = stability(rows, within=within, draws=60)
    many = len(rows)
    assert found[["first", "top3"]].stack().between(0, 1).all()
    assert (found["top3"] >= found["first"]).all()
    assert found["first"].sum() >= 1 - 1e-12
    assert found["mean_rank"].between(1, many).all()
    assert (
        (found["rank_low"] >= 1) & (found["rank_low"] <= found["rank_high"]) & (found["rank_high"] <= many)
    ).all()
    assert np.isnan(found.attrs["kendall_tau"]) or -1 - 1e-9 <= found.attrs["kendall_tau"] <= 1 + 1e-9
