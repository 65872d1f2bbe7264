"""m.match and m.adopt: what is taken over is one edit, and says where it comes from."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError


def shop() -> cjm.JourneyMap:
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame(
        {
            "name": ["See", "Ask", "Pay"],
            "wait": pd.to_timedelta(["0s", "1h", None]),
            "duration_low": pd.to_timedelta(["1h", None, None]),
        },
        index=["see", "ask", "pay"],
    )
    m.personas = pd.DataFrame({"name": ["Dana", "Kim"]}, index=["dana", "kim"])
    m.transitions = pd.DataFrame(
        {
            "source": ["see", "see", "ask"],
            "target": ["ask", "left", "see"],
            "probability": [0.9, 0.1, 1.0],
            "assumed": True,
            "planned": [0.8, None, None],
        }
    ).set_index(["source", "target"])
    m.outcomes = pd.DataFrame({"name": ["Bought"], "success": [True]}, index=["bought"])
    return m


def log() -> pd.DataFrame:
    """Made up: three cases; one buys."""
    rows = [
        ("a", "see", 0, "Dana"), ("a", "ping", 5, "Dana"), ("a", "pay", 10, "Dana"), ("a", "bought", 20, "Dana"), ("a", "see", 30, "Dana"),
        ("b", "see", 0, "kim"), ("b", "see", 60, "kim"), ("c", "see", 0, "other"), ("c", "pay", 9, "other"),
    ]  # fmt: skip
    made = pd.DataFrame(rows, columns=["case", "activity", "at", "who"])
    return made.assign(at=pd.Timestamp("2026-05-01") + pd.to_timedelta(made["at"], unit="s"))


def matched(m: cjm.JourneyMap):
    return m.match(log(), segment="who", source="made up", quiet="0s")


def test_what_belongs_nowhere_is_counted_and_told():
    found = matched(shop())
    assert found.unmatched["activity"].tolist() == ["ping"]
    assert any("1 of 9 events (1 activities) belong to no step" in note for note in found.notes)
    assert any("Steps that no activity belongs to: Ask" in note for note in found.notes)
    assert found.steps.loc["see", ["cases", "visits"]].tolist() == [3, 4]
    assert found.moves.loc[("see", "pay"), "count"] == 2
    assert found.fit().summary.loc["visits", ["count", "n"]].tolist() == [7, 8]


def test_the_map_does_not_change_until_it_is_told_to():
    m = shop()
    before = m.to_code(), len(m.history)
    matched(m)
    assert (m.to_code(), len(m.history)) == before


def test_taken_moves_are_one_edit_with_their_source():
    m = shop()
    found = matched(m)
    before = m.transitions.copy()
    m.adopt("transitions")
    moves = m.transitions
    assert moves.loc[("see", "pay"), "count"] == 2
    assert moves.loc[("see", "ask"), ["count", "planned"]].tolist() == [0, 0.8]
    assert pd.isna(moves.loc[("see", "ask"), "probability"])
    assert moves.loc[("ask", "see"), "probability"] == 1.0
    assert moves.loc[("pay", "bought"), "count"] == 1
    assert bool(moves.loc[("see", "pay"), "assumed"]) is False
    assert m.steps["entry"].tolist() == [1, 0, 0]
    assert m.evidence["source"].unique().tolist() == ["made up"]
    assert m.history["label"].iloc[-1] == "took transitions of made up"
    rows = len(m.evidence)
    m.adopt("transitions", match=found)
    assert len(m.evidence) == rows
    m.undo()
    pd.testing.assert_frame_equal(m.transitions, before)
    assert m.evidence.empty
    m.redo()
    assert m.transitions.loc[("see", "pay"), "count"] == 2


def test_taken_times_replace_guesses_of_the_same_steps_only():
    m = shop()
    matched(m)
    m.adopt("steps")
    assert m.steps.at["pay", "duration"].total_seconds() == 5
    assert m.steps.at["pay", "duration_n"] == 2
    assert pd.isna(m.steps.at["see", "duration_low"])
    assert m.steps.at["ask", "wait"] == pd.Timedelta("1h")
    assert "bought" not in m.steps.index


def test_chosen_columns_become_lanes_with_their_source():
    m = shop()
    matched(m)
    m.adopt("steps", columns={"visits": "Visits", "median": "median"})
    assert m.steps["Visits"].tolist()[0] == 4
    assert m.lanes.loc["Visits", ["column", "source", "kind"]].tolist() == ["Visits", "made up", "number"]
    assert m.lanes.at["median", "kind"] == "duration"
    assert "duration" not in m.steps or m.steps["duration"].isna().all()
    m.undo()
    assert "Visits" not in m.steps
    assert m.lanes.empty


def test_personas_get_their_own_part_and_their_share():
    m = shop()
    found = matched(m)
    assert found.personas == {"Dana": "dana", "kim": "kim"}
    m.adopt("personas")
    assert m.personas["share"].round(3).tolist() == [0.333, 0.333]
    m.adopt("transitions", persona="kim")
    assert m.transitions.loc[("see", "see"), "count:kim"] == 1
    assert m.steps["entry:kim"].sum() == pytest.approx(1)
    assert m.transitions.loc[("see", "ask"), "probability"] == 0.9
    assert found.by("persona").index.get_level_values("persona").unique().tolist() == ["dana", "kim"]
    with pytest.raises(DataError, match="No segment of the log is the persona"):
        m.adopt("transitions", persona="lee")


def test_a_segment_is_a_part_and_the_parts_add_up():
    found = matched(shop())
    parts = [found.where(segment=one).steps["visits"] for one in found.segments]
    assert sum(parts).tolist() == found.steps["visits"].tolist()
    assert found.by("segment", "moves", how="dirichlet")["low"].between(0, 1).all()


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (lambda m: m.adopt("steps"), "No log was matched"),
        (lambda m: m.match(log(), activity="nope"), "no such column"),
        (lambda m: m.match(log(), rules={"ping": "pong"}), "no step or outcome"),
        (lambda m: m.match(log(), ends=["nowhere"]), "no step or outcome"),
        (lambda m: m.match(log(), ends={"pay": "see"}), "which is a step"),
        (lambda m: m.match(log(), count="often"), "'next'"),
        (lambda m: m.match(log().assign(activity="x")), "No activity of"),
        (lambda m: (matched(m), m.adopt("everything")), "'transitions', 'steps', 'personas'"),
        (lambda m: (matched(m), m.adopt("steps", columns=["nope"])), "are measured"),
        (lambda m: (matched(m), m.adopt("personas", columns=["n"])), "none to choose from"),
        (lambda m: matched(m).by("hour"), "are allowed"),
        (lambda m: m.match(log()).by(), "no segments"),
    ],
)
def test_what_cannot_be_says_why(call, said):
    with pytest.raises(DataError, match=said):
        call(shop())


def test_the_page_is_told_and_chooses_a_segment_and_adopts():
    m = shop()
    overlay, verbs = m._bound.overlays["measured"], m._bound.verbs
    assert overlay() == {}
    matched(m)
    told = overlay()
    json.dumps(told, allow_nan=False)
    assert told["loose"] == [["ping", 1, 1, ""]]
    assert ["see", "ask"] in told["unseen"]
    assert told["steps"]["see"]["cases"] == 3
    verbs["measured"]({"segment": "kim"})
    assert (overlay()["segment"], overlay()["steps"]["see"]["cases"]) == ("kim", 1)
    verbs["measured"]({"segment": None})
    verbs["adopt"]({"what": "transitions"})
    assert m.transitions.loc[("see", "pay"), "count"] == 2
    assert all(known for *_, known in overlay()["moves"])
    m.unmatch()
    assert overlay() == {}


def test_a_pages_grid_hears_of_a_match_at_once():
    m = shop()
    grid = cjm.JourneyGrid(m)
    sent: list[dict] = []
    grid._door._send = sent.append
    matched(m)
    assert [one["data"]["source"] for one in sent if one.get("name") == "measured"] == ["made up"]
