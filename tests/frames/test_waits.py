"""Waits along the way, by hand and against a sum in plain Python."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.frames.waits import waits
from cjm_widgets.model.errors import DataError

STEPS = pd.DataFrame(
    {
        "name": ["Rings", "Sits", "Is seen", "Comes again"],
        "wait": pd.to_timedelta([None, "30min", None, "14D"]),
        "duration": pd.to_timedelta(["2min", None, "10min", "10min"]),
    },
    index=["ring", "sit", "seen", "again"],
)
CARDS = pd.DataFrame(
    {
        "text": ["Undresses", "Holds the line", "Fills in a form", "Nurse looks for the file", "Lost"],
        "step": ["seen", "ring", "sit", "seen", "nowhere"],
        "team": [None, "Desk", "Desk", "Ward", None],
        "wait": pd.to_timedelta(["5min", "8min", "6min", None, "9min"]),
        "wait_point": [None, True, True, True, True],
    },
    index=["strip", "line", "form", "file", "lost"],
)
MOVES = pd.DataFrame(
    {"variants": [["Happy"], ["happy", "exception"], ["unhappy"], None]},
    index=pd.MultiIndex.from_tuples(
        [("ring", "sit"), ("sit", "seen"), ("seen", "again"), ("ring", "leaves")]
    ),
)
MIN = pd.Timedelta("1min")


def test_along_all_steps_by_hand():
    found = waits(CARDS, STEPS, pd.DataFrame())
    assert found["step"].tolist() == ["ring", "sit", "sit", "seen", "seen", "again", "nowhere"]
    assert found["card"].fillna("").tolist() == ["line", "", "form", "strip", "file", "", "lost"]
    assert found["counts"].tolist() == [True, True, False, True, False, True, False]
    assert found.attrs == {"way": "all steps", "wait": (8 + 30 + 5) * MIN + pd.Timedelta("14D"), "duration": 22 * MIN, "unknown": 1}  # fmt: skip


def test_along_the_happy_way_by_hand():
    found = waits(CARDS, STEPS, MOVES)
    assert found.attrs == {"way": "happy", "wait": 43 * MIN, "duration": 12 * MIN, "unknown": 1}
    assert waits(CARDS, STEPS, MOVES, "exception").attrs["wait"] == 35 * MIN
    assert waits(CARDS, STEPS, MOVES, "unhappy").attrs["wait"] == 5 * MIN + pd.Timedelta("14D")


def test_a_way_that_is_not_named_says_which_are():
    with pytest.raises(DataError, match="'exception', 'happy', 'unhappy'"):
        waits(CARDS, STEPS, MOVES, "scenic")
    with pytest.raises(DataError, match="Named are: none"):
        waits(CARDS, STEPS, pd.DataFrame(), "happy")


def test_nothing_is_nothing():
    found = waits(pd.DataFrame(), pd.DataFrame(), pd.DataFrame())
    assert found.empty
    assert found.attrs["wait"] == pd.Timedelta(0)


seconds = st.none() | st.integers(-5, 500)


@given(
    st.lists(seconds, min_size=3, max_size=3),
    st.lists(st.tuples(st.sampled_from("abcx"), seconds), max_size=8),
)
def test_a_steps_own_wait_takes_the_place_of_its_cards(own, held):
    steps = pd.DataFrame({"wait": pd.Series(own, index=list("abc"), dtype="object")})
    cards = pd.DataFrame(held, columns=["step", "wait"], dtype="object").set_index(pd.Index(range(len(held))))
    total = 0
    for step, mine in zip("abc", own, strict=True):
        parts = [w for s, w in held if s == step and w is not None and w >= 0]
        total += mine if mine is not None and mine >= 0 else sum(parts)
    assert waits(cards, steps, pd.DataFrame()).attrs["wait"].total_seconds() == total
