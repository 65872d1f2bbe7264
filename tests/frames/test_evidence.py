"""What cards, cells and stages rest on."""

from __future__ import annotations

import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cjm_widgets.frames.evidence import WEIGHTS, counted, state, support
from cjm_widgets.model.errors import DataError
from frames.proof import CARDS, EVERY, STEPS, TODAY, rows


def of(evidence, card="slow", cards=CARDS):
    return state(cards, evidence, today=TODAY)["state"][card]


RESEARCHED = [
    [{"kind": "interview", "n": 5}],
    [{"kind": "interview"}] * 5,
    [{"kind": "interview", "n": 2}, {"kind": "Observation ", "n": 3}],
    [{"kind": "ticket", "source": "Desk"}, {"kind": "survey", "source": "May"}],
    [{"kind": "analytics", "source": "Web"}, {"kind": "interview", "source": "Jo"}],
    [{"kind": "ticket"}, {"kind": "survey"}],
]
PARTLY = [
    [{"kind": "interview", "n": 4}],
    [{"kind": "survey", "n": 5000, "source": "a"}, {"kind": "survey", "source": "b"}],
    [{"kind": "survey", "source": "a"}, {"kind": "review", "source": "b"}],
    [{"kind": "ticket", "source": "Study 1"}, {"kind": "survey", "source": " study 1"}],
    [{"kind": "ticket", "source": "a"}, {"kind": "assumption", "source": "b"}],
    [{"kind": "interview", "n": 9, "author": "model"}],
    [{"kind": "hearsay"}],
    [{"kind": None}],
]
ASSUMED = [[], [{"kind": "assumption", "n": 100}], [{"kind": " Assumption"}], [{"kind": "interview", "n": 0}]]


@pytest.mark.parametrize("held", RESEARCHED)
def test_researched(held):
    assert of(rows(*({"card": "slow", **r} for r in held))) == "researched"


@pytest.mark.parametrize("held", PARTLY)
def test_partly(held):
    assert of(rows(*({"card": "slow", **r} for r in held))) == "partly"


@pytest.mark.parametrize("held", ASSUMED)
def test_assumed(held):
    found = state(CARDS, rows(*({"card": "slow", **r} for r in held)), today=TODAY).loc["slow"]
    assert (found["state"], found["n"], found["rows"], found["reliability"], found["kinds"]) == (
        "assumed",
        0,
        0,
        0,
        "",
    )
    assert pd.isna(found["newest"])
    assert pd.isna(found["stale"])


def test_evidence_of_the_cell_counts_as_the_card_s_own_and_that_of_the_step_only_in_part():
    assert of(rows({"step": "pay", "lane": "pains", "kind": "interview", "n": 5})) == "researched"
    assert of(rows({"step": "pay", "kind": "interview", "n": 500})) == "partly"
    for elsewhere in (
        {"step": "find"},
        {"step": "pay", "lane": "feels"},
        {"lane": "pains"},
        {"card": "gone", "step": "pay"},
    ):
        assert of(rows({**elsewhere, "kind": "interview", "n": 5})) == "assumed"


def test_what_a_model_wrote_is_partly_until_someone_stands_behind_the_card_itself():
    cell = {"step": "pay", "lane": "pains", "kind": "interview", "n": 5}
    assert of(rows(cell), "dear") == "partly"
    assert of(rows(cell, {"card": "dear", "author": "model"}), "dear") == "partly"
    assert of(rows(cell, {"card": "dear", "author": "source"}), "dear") == "researched"
    assert of(rows(cell, {"card": "dear"}), "dear") == "researched"
    assert state(CARDS, rows())["by_model"].tolist() == [False, True, False]


def test_numbers_behind_a_card():
    held = rows(
        {"card": "slow", "kind": "ticket", "source": "Desk", "n": 12, "date": "2026-06-01"},
        {"step": "pay", "lane": "pains", "kind": "interview", "source": "Jo", "date": "2025-01-01"},
        {"step": "pay", "kind": "survey", "source": "desk", "n": 3},
        {"card": "slow", "kind": "assumption", "n": 1000, "date": "2026-06-30"},
    )
    found = state(CARDS, held, today=TODAY).loc["slow"]
    assert found[["n", "rows", "sources", "kinds", "age", "stale"]].tolist() == [
        16, 3, 2, "interview, ticket, survey", 29, False,
    ]  # fmt: skip
    depth = 1 - (1 - 1 * 1 / 6) * (1 - 0.7 * 12 / 17) * (1 - 0.4 * 1.5 / 6.5)
    assert found["reliability"] == pytest.approx(depth * 2 / 3)


def test_old_evidence_is_stale_and_undated_is_unknown():
    old = rows({"card": "slow", "date": "2025-06-29"}, {"card": "dear"})
    found = state(CARDS, old, today=TODAY)
    assert found["age"].tolist()[0] == 366
    assert found["stale"].isna().tolist() == [False, True, True]
    assert found["stale"].iloc[0]
    assert not state(CARDS, old, today=TODAY, stale_after=366)["stale"].iloc[0]


def test_a_newer_row_makes_it_fresh_wherever_it_hangs():
    held = rows({"card": "slow", "date": "2020-01-01"}, {"step": "pay", "date": "2026-06-29"})
    assert state(CARDS, held, today=TODAY)["age"].tolist()[:2] == [1, 1]


def test_dates_and_ids_of_other_types():
    cards = pd.DataFrame({"step": [7], "lane": [1.0]}, index=[3])
    held = pd.DataFrame(
        {
            "card": [3.0, None],
            "step": [None, 7],
            "kind": ["ticket", "survey"],
            "date": pd.to_datetime(["2026-06-20", None]).tz_localize("UTC"),
        }
    )
    found = state(cards, held, today=TODAY).loc[3]
    assert (found["rows"], found["age"]) == (2, 10)


def test_weights_can_be_said_and_are_checked():
    held = rows({"card": "slow", "kind": "diary", "n": 5})
    low, high = (state(CARDS, held, weights={"Diary": w})["reliability"]["slow"] for w in (0.4, 0.9))
    assert low == state(CARDS, held)["reliability"]["slow"] < high
    assert of(held) == "partly"
    assert state(CARDS, held, weights={"diary": 0})["state"]["slow"] == "assumed"
    with pytest.raises(DataError, match=r"weight of 'diary' is 1\.5"):
        state(CARDS, held, weights={"diary": 1.5})


def test_methods_are_ordered_as_the_field_has_it():
    assert WEIGHTS["interview"] == WEIGHTS["observation"] > WEIGHTS["analytics"] == WEIGHTS["ticket"]
    assert (
        WEIGHTS["ticket"]
        > WEIGHTS["survey"]
        == WEIGHTS["review"]
        == WEIGHTS["focus group"]
        > WEIGHTS["assumption"]
        == 0
    )


def test_the_arguments_stay():
    held = rows({"card": "slow", "n": 3})
    before = (CARDS.copy(), held.copy())
    state(CARDS, held)
    support(held, CARDS, card="slow")
    pd.testing.assert_frame_equal(CARDS, before[0])
    pd.testing.assert_frame_equal(held, before[1])


# -- the rows behind a number


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"card": "slow"}, ["e0", "e2", "e4", "e6"]),
        ({"card": "dear"}, ["e2", "e4"]),
        ({"card": "lost"}, ["e1", "e5"]),
        ({"step": "pay"}, ["e0", "e2", "e3", "e4", "e6"]),
        ({"step": "pay", "lane": "feels"}, ["e3", "e4"]),
        ({"step": "find", "lane": "pains"}, ["e1"]),
        ({"step": "compare", "lane": "pains"}, ["e1", "e5"]),
        ({"step": "nothing"}, []),
    ],
)
def test_the_rows_behind(asked, ids):
    found = support(EVERY, CARDS, steps=STEPS, **asked)
    assert found.index.tolist() == ids
    assert list(found.columns) == [*EVERY.columns, "hangs_on", "counts"]


def test_the_rows_behind_say_what_they_hang_on():
    found = support(EVERY, CARDS, card="slow")
    assert found["hangs_on"].tolist() == ["card", "cell", "step", "card"]
    assert found["counts"].tolist() == [True, True, True, False]


def test_asking_for_nothing_or_an_unknown_card_is_refused():
    with pytest.raises(DataError, match="no card 'gone'"):
        support(EVERY, CARDS, card="gone")
    for asked in ({}, {"card": "slow", "step": "pay"}):
        with pytest.raises(DataError, match="Say whose evidence"):
            support(EVERY, CARDS, **asked)


def test_every_number_leads_to_its_rows():
    found = state(CARDS, EVERY)
    for card in CARDS.index:
        behind = support(EVERY, CARDS, card=card)
        held = behind[behind["counts"]]
        assert (found["rows"][card], found["n"][card]) == (len(held), held["n"].fillna(1).sum())


# -- properties

ROW = st.fixed_dictionaries(
    {
        "card": st.sampled_from(["slow", "dear", "lost", "gone", None]),
        "step": st.sampled_from(["find", "pay", None]),
        "lane": st.sampled_from(["pains", "feels", None]),
        "kind": st.sampled_from([*WEIGHTS, "diary", None]),
        "source": st.sampled_from(["a", "b", " A", "c", None]),
        "n": st.sampled_from([None, 0, 1, 3, 40]),
        "author": st.sampled_from(["person", "model", "source", None]),
    }
)
ORDER = {"assumed": 0, "partly": 1, "researched": 2}


@given(st.lists(ROW, max_size=8), ROW)
@settings(max_examples=150)
def test_more_evidence_never_makes_a_card_weaker(held, more):
    before, after = (state(CARDS, rows(*r), today=TODAY) for r in (held, [*held, more]))
    assert (after["reliability"] >= before["reliability"] - 1e-12).all()
    assert (after["state"].map(ORDER) >= before["state"].map(ORDER)).all()
    assert after["reliability"].between(0, 1).all()
    assert (after[["n", "rows", "sources"]] >= before[["n", "rows", "sources"]]).all(axis=None)


@given(st.lists(ROW, max_size=8), st.sampled_from(list(WEIGHTS)))
def test_a_stronger_method_or_a_greater_n_never_lowers_reliability(held, kind):
    before = state(CARDS, rows(*held))["reliability"]
    stronger = state(CARDS, rows(*held), weights={kind: 1.0})["reliability"]
    more = state(CARDS, rows(*({**r, "n": (r["n"] or 1) + 5} for r in held)))["reliability"]
    assert (stronger >= before - 1e-12).all()
    assert (more >= before - 1e-12).all()


@given(st.lists(ROW, max_size=8), st.randoms())
@settings(max_examples=60)
def test_the_order_of_rows_changes_nothing_and_counts_agree_with_a_plain_count(held, dice):
    mixed = list(held)
    dice.shuffle(mixed)
    found = state(CARDS, rows(*held), today=TODAY)
    again = state(CARDS.iloc[::-1], rows(*mixed), today=TODAY).loc[CARDS.index]
    pd.testing.assert_frame_equal(found, again, check_exact=False, rtol=1e-12)
    for card in CARDS.index:
        behind = [r for r in held if _on(r, card) and r["kind"] != "assumption" and r["n"] != 0]
        assert found["rows"][card] == len(behind)
        named = {
            (r["source"] or "").strip().lower() or (r["kind"] if r["kind"] in WEIGHTS else "other", None)
            for r in behind
        }
        assert found["sources"][card] == len(named)


def _on(row, card):
    if row["card"]:
        return row["card"] == card
    return row["step"] == CARDS["step"][card] and row["lane"] in (None, CARDS["lane"][card])


def test_counted_says_what_is_evidence():
    assert counted(rows({"kind": "assumption"}, {"n": 0}, {"n": None}, {"n": -3})).tolist() == [
        False,
        False,
        True,
        False,
    ]


def test_a_million_rows():
    dice, many = np.random.default_rng(0), 1_000_000
    where, kind = dice.integers(0, 400, many), dice.integers(0, 4, many)
    cards = pd.DataFrame(
        {"step": [f"s{i % 20}" for i in range(400)], "lane": [f"l{i % 7}" for i in range(400)]}
    )
    cards.index = pd.Index([f"c{i}" for i in range(400)])
    held = pd.DataFrame(
        {
            "card": cards.index.to_series().reset_index(drop=True).take(where).where(kind > 0).array,
            "step": cards["step"].reset_index(drop=True).take(where).array,
            "kind": pd.Series(["interview", "ticket", "survey", "assumption"]).take(kind).array,
            "source": pd.Series([f"source {i}" for i in range(5000)])
            .take(dice.integers(0, 5000, many))
            .array,
            "date": pd.Timestamp("2026-01-01") + pd.to_timedelta(dice.integers(0, 90, many), unit="D"),
        }
    )
    spent = []
    for _ in range(3):
        begun = time.process_time()
        found = state(cards, held, today=TODAY)
        spent.append(time.process_time() - begun)
    assert found["rows"]["c0"] == support(held, cards, card="c0")["counts"].sum()
    assert min(spent) < 1
