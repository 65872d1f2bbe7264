"""What a grid is told beside the document: what changed since another version, and what its claims rest on."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets import samples
from cjm_widgets.verbs import page
from cjm_widgets.verbs.marks import marks


@pytest.fixture
def kit() -> cjm.JourneyMap:
    return cjm.JourneyMap._of(samples.meal_kit())


@pytest.fixture
def now() -> cjm.JourneyMap:
    return cjm.JourneyMap._of(samples.meal_kit())


def told(kit, now):
    found = now.changes_since(kit)
    json.dumps(found, allow_nan=False)
    return found


def test_changed_cards_and_values_are_told_in_their_cells(kit, now):
    now.cards.loc["pain-points-pays", ["text", "severity"]] = ["Terms are hidden", 5]
    now.cards.loc["actions-pays", "step"] = "tracks"
    now.steps.loc["pays", "emotion"] = 1.0
    found = told(kit, now)
    assert found["cells"] == {
        "pays\0pain-points": ["✎ re-worded: Terms are hidden", "↕ re-scored: Terms are hidden (severity)"],
        "tracks\0actions": ["⇄ moved: Enters card and address, looks for the catch"],
        "pays\0emotion": ["↕ re-scored"],
    }
    assert found["heads"] == {}
    assert found["total"] == 4


def test_heads_say_what_became_of_stages_steps_and_lanes(kit, now):
    now.stages.loc["keep", "goal"] = "Stay"
    now.steps.loc["pays", "name"] = "Pays once"
    now.lanes.loc["nps", ["name", "role"]] = ["Score", "other"]
    now.steps.loc["gift"] = {"name": "Gives one away", "stage": "keep"}
    heads = told(kit, now)["heads"]
    assert heads["stages\0keep"] == ["✎ re-worded: goal"]
    assert heads["steps\0pays"] == ["✎ re-worded"]
    assert heads["steps\0gift"] == ["＋ added"]
    assert heads["lanes\0nps"][0] == "✎ re-worded"


def test_what_is_gone_is_told_beside_what_is_left(kit, now):
    now.cards = now.cards[(now.cards["step"] != "renews") & (now.cards["lane"] != "support")].drop(
        index="questions-pays"
    )
    now.evidence = now.evidence[now.evidence["step"] != "renews"]
    now.steps = now.steps.drop(index="renews")
    now.stages = now.stages.drop(index="keep")
    now.lanes = now.lanes.drop(index=["time", "support"])
    found = told(kit, now)
    assert found["cells"]["pays\0questions"] == ["－ removed: How do I cancel?"]
    assert found["heads"]["steps\0cooks"] == ["－ removed: Skips or renews"]
    assert found["heads"]["stages\0unbox-and-cook"] == ["－ removed: Keep"]
    assert found["heads"]["lanes\0pass-through"] == ["－ removed: Time"]
    assert found["heads"]["lanes\0backstage"] == ["－ removed: Support"]
    gone = [one for one in found["changes"] if one["gone"]]
    assert {one["table"] for one in gone} == {"stages", "steps", "lanes", "cards", "evidence"}
    assert all(one["card"] is None and one["stage"] is None for one in gone)


def test_each_change_is_listed_with_the_place_to_go_to(kit, now):
    now.cards.loc["pain-points-pays", "text"] = "Terms are hidden"
    now.steps.loc["pays", "emotion"] = 1.0
    now.meta["objective"] = "Another"
    places = [(o["table"], o["card"], o["step"], o["lane"], o["mark"]) for o in told(kit, now)["changes"]]
    assert places == [
        ("meta", None, None, None, "✎ re-worded"),
        ("steps", None, "pays", "emotion", "↕ re-scored"),
        ("cards", "pain-points-pays", "pays", "pain-points", "✎ re-worded"),
    ]


def test_the_same_map_has_no_marks(kit, now):
    assert told(kit, now) == {"cells": {}, "heads": {}, "changes": [], "total": 0}


def test_columns_may_lack_and_a_long_map_says_where_spans_begin_and_end():
    ids = [f"s{i}" for i in range(70)]
    m = cjm.JourneyMap(
        {
            "steps": pd.DataFrame({"name": ids}, index=ids),
            "lanes": pd.DataFrame({"name": ["Does"]}, index=["does"]),
            "cards": pd.DataFrame(
                {"step": ["s2", "s60", "s9"], "lane": "does", "until": ["s65", "s61", "s3"]},
                index=list("abc"),
            ),
        }
    )
    m.steps, m.evidence = m.steps[["name"]], m.evidence[["text"]]
    told = {name: compute() for name, compute in page.overlays(m).items()}
    assert told["spans"] == [[2, 65], [60, 61]]
    assert told["evidence"] == {"cards": {}, "cells": {}}
    assert m.changes_since(m)["total"] == 0
    m.steps = m.steps.iloc[:60]
    assert page.overlays(m)["spans"]() == []


# -- where the board says that something is assumed


def test_assumed_is_said_only_where_it_matters(kit):
    found = marks(kit)
    roles = kit.lanes["role"]
    assumed = [kit.cards.loc[card, "lane"] for card, said in found["cards"].items() if said[0] == "assumed"]
    assert set(roles[assumed]) <= {"pain_points", "opportunities"}
    kit.lanes.loc["nps", "source"] = None
    cells = marks(kit)["cells"]
    truths = set(kit.steps.index[kit.steps["moment_of_truth"].fillna(False)])
    said = {tuple(place.split("\0")) for place, state in cells.items() if state == "assumed"}
    assert {step for step, lane in said if lane == "emotion"} <= truths
    assert {step for step, lane in said if lane == "nps"} == set(kit.steps.index)
    assert {lane for _, lane in said} <= {"emotion", "nps"}


def test_what_is_known_is_said_where_it_hangs(kit):
    kit.evidence = kit.evidence.iloc[:0]
    columns = ["card", "step", "lane", "kind", "source", "n"]
    kit.evidence.loc["e1", columns] = [None, "tracks", None, "crm", "Made up", 12]
    kit.evidence.loc["e2", columns] = [None, "tracks", "touchpoints", "ticket", "Desk", 3]
    kit.evidence.loc["e3", columns] = ["actions-renews", None, None, "assumption", "Us", 9]
    found = marks(kit)
    assert found["cards"]["pain-points-tracks"][:3] == ["partly", "CRM record", 12]
    assert found["cards"]["touchpoints-tracks-2"][:3] == ["partly", "ticket, CRM record", 15]
    assert "actions-tracks" not in found["cards"]
    assert "actions-renews" not in found["cards"]
    assert found["cells"]["tracks\0emotion"] == "partly"
    kit.cards.loc["touchpoints-pays", "until"] = "tracks"
    assert marks(kit)["cards"]["touchpoints-pays"][:3] == ["partly", "ticket, CRM record", 15]


def test_what_is_no_map_is_said_and_not_compared(kit):
    for wrong, said in (
        (lambda: kit.diff("kit.cjm.json"), r"m\.diff takes a JourneyMap, not str\. JourneyMap\.open"),
        (lambda: kit.merge(kit, 3), r"m\.merge takes a JourneyMap, not int"),
        (lambda: kit.disconnects(None), r"m\.disconnects takes a JourneyMap"),
        (
            lambda: cjm.JourneyGrid(kit, since="kit.cjm.json"),
            "since= marks the differences of two JourneyMaps",
        ),
    ):
        with pytest.raises(TypeError, match=said):
            wrong()
    with pytest.raises(cjm.CjmError, match="a side is one of ours"):
        kit.settle("mine")
