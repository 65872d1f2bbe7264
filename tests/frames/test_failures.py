"""Where a service fails: risk numbers worked out by hand, what is missing, and any values at all."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.frames.failures import fmea

CARDS = pd.DataFrame(
    {
        "step": ["order", "order", "brew", "drink", "drink", "brew"],
        "lane": ["front", "front", "back", "front", "front", "back"],
        "text": ["Writes the name", "Takes money", "Steams milk", "Calls the name", "Smiles", "Cleans up"],
        "team": ["Bar", "Bar", "Kitchen", "Bar", "Bar", None],
        "fail_point": [True, None, True, False, None, None],
        "failure_mode": ["misheard", "card refused", None, None, " ", None],
        "likelihood": [6, 2, 3, None, None, None],
        "failure_impact": [3, 9, 8, 5, None, None],
        "detection": [7, 1, None, None, None, None],
        "recovery": [None, "pay later", "", None, None, None],
    },
    index=["name", "pay", "milk", "call", "smile", "clean"],
)
LINKS = pd.DataFrame(
    {"kind": ["recovery", "trigger", "recovery", "recovery"], "both": [None, None, True, None]},
    index=pd.MultiIndex.from_tuples(
        [("name", "call"), ("pay", "milk"), ("clean", "name"), ("milk", "gone")], names=["source", "target"]
    ),
)


def test_risks_by_hand_worst_first():
    found = fmea(CARDS, LINKS)
    assert found[["risk", "risk_priority"]].astype("object").where(found[["risk", "risk_priority"]].notna(), None).to_dict("index") == {
        "milk": {"risk": 24, "risk_priority": None},
        "name": {"risk": 18, "risk_priority": 126},
        "pay": {"risk": 18, "risk_priority": 18},
        "call": {"risk": None, "risk_priority": None},
        "clean": {"risk": None, "risk_priority": None},
    }  # fmt: skip
    assert found.index.tolist() == ["milk", "name", "pay", "call", "clean"]
    assert list(found.columns) == [
        "text", "step", "lane", "team", "failure_mode", "likelihood", "failure_impact", "detection",
        "risk", "risk_priority", "recovery", "recovery_cards", "missing",
    ]  # fmt: skip


def test_what_puts_it_right_and_what_is_missing():
    found = fmea(CARDS, LINKS)
    assert found["recovery_cards"].dropna().to_dict() == {"name": "call, clean", "clean": "name"}
    assert found["recovery"].dropna().to_dict() == {"pay": "pay later"}
    assert found["missing"].to_dict() == {
        "milk": "failure_mode; recovery",
        "name": "",
        "pay": "",
        "call": "failure_mode; likelihood; recovery",
        "clean": "failure_mode; likelihood; failure_impact",
    }


@pytest.mark.parametrize("rating", [0, 11, 3.5, "often", True, float("inf"), -2])
def test_a_rating_that_is_none_is_named_and_gives_no_risk(rating):
    cards = pd.DataFrame({"text": ["x"], "likelihood": [rating], "failure_impact": [2], "fail_point": [True]}, index=["x"])  # fmt: skip
    found = fmea(cards, pd.DataFrame())
    assert found["risk"].isna().all()
    assert f"likelihood is {rating}, and must be a whole number from 1 to 10" in found["missing"].iloc[0]


def test_the_most_and_the_least():
    rated = {"likelihood": [10, 1], "failure_impact": [10, 1], "detection": [10, 1]}
    found = fmea(pd.DataFrame(rated, index=["most", "least"]), pd.DataFrame())
    assert found[["risk", "risk_priority"]].values.tolist() == [[100, 1000], [1, 1]]


def test_a_map_without_cards_or_links():
    assert fmea(pd.DataFrame(), pd.DataFrame()).empty
    assert "risk" in fmea(pd.DataFrame(), pd.DataFrame()).columns


rating = st.none() | st.integers(-1, 12) | st.floats() | st.text(max_size=2) | st.booleans()


@given(st.lists(st.tuples(rating, rating, rating, st.booleans()), max_size=12))
def test_any_ratings(rows):
    cards = pd.DataFrame(
        rows, columns=["likelihood", "failure_impact", "detection", "fail_point"], dtype="object"
    )
    cards.index = pd.Index([f"c{i}" for i in range(len(rows))])
    before = cards.copy()
    found = fmea(cards, pd.DataFrame())
    pd.testing.assert_frame_equal(cards, before)

    def whole(v):  # the oracle: Python's own numbers
        return v if isinstance(v, int | float) and not isinstance(v, bool) and v in range(1, 11) else None

    for id_, row in found.iterrows():
        a, b, c = (whole(v) for v in rows[int(id_[1:])][:3])
        assert (row["risk"] if pd.notna(row["risk"]) else None) == (a * b if a and b else None)
        assert (row["risk_priority"] if pd.notna(row["risk_priority"]) else None) == (
            a * b * c if a and b and c else None
        )
    wanted = {
        f"c{i}" for i, (*r, flag) in enumerate(rows) if flag or any(v is not None and v == v for v in r)
    }
    assert set(found.index) == wanted
    risks = [-1 if pd.isna(v) else v for v in found["risk"]]
    assert risks == sorted(risks, reverse=True)
