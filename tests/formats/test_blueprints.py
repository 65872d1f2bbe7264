"""The sample blueprints are data: whole, believable in their figures, in sound state, and open about being made up."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets import samples
from cjm_widgets.formats.cjm_file import dangling, dumps, loads
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.schema import CARRIERS, LINK_KINDS

NAMES = ["clinic_visit", "coffee_shop", "loan", "meal_kit_blueprint"]
COUNTED = ["clinic_visit", "coffee_shop", "loan"]
"""The meal kit tells shares only, and its pass-through is that of the journey: to the step right behind."""
TODAY = dt.date(2026, 11, 22)
ROLES = {
    "evidence",
    "actions",
    "frontstage",
    "backstage",
    "support",
    "policy",
    "time",
    "staff_emotion",
    "metric",
    "paths",
}
FAILING = ["failure_mode", "likelihood", "failure_impact", "detection", "recovery"]
ENDED_WELL = {"treated", "paid back"}


@pytest.fixture(params=NAMES)
def name(request):
    return request.param


@pytest.fixture
def tables(name):
    return samples.MAPS[name]().tables


def test_every_map_of_the_samples_is_among_those_that_can_be_started_from():
    stored = {f.name for f in files("cjm_widgets.samples").iterdir() if f.name.endswith(".cjm.json")}
    assert stored == {f"{name}.cjm.json" for name in samples.MAPS}
    assert set(NAMES) == set(samples.MAPS) - {"meal_kit"}


def test_the_stored_file_is_as_the_package_writes_it(name):
    text = files("cjm_widgets.samples").joinpath(f"{name}.cjm.json").read_text(encoding="utf-8")
    assert dumps(loads(text)) == text


def test_it_says_that_it_is_made_up_and_how(name):
    held = samples.MAPS[name]()
    assert held.meta["about"].startswith("Made up")
    assert "1,000 imagined" in held.meta["about"]
    evidence = held.tables["evidence"].query("kind != 'assumption'")
    told = evidence["text"] + " " + evidence["source"]
    assert told.str.contains("made[ -]up").all()


def test_it_holds_every_role_on_both_carriers(tables):
    lanes = tables["lanes"]
    assert set(lanes["role"]) >= ROLES
    for role in ("frontstage", "backstage"):
        assert set(lanes.loc[lanes["role"] == role, "carrier"]) == set(CARRIERS)
    assert dangling(tables) == []


def test_links_are_of_every_kind_with_labels_and_join_no_card_to_itself(tables):
    links = tables["links"]
    assert set(links["kind"]) == set(LINK_KINDS)
    source, target = (links.index.get_level_values(end) for end in ("source", "target"))
    assert not (source == target).any()
    assert links.index.is_unique
    assert links["text"].notna().mean() > 0.4
    assert links["both"].fillna(False).any()


def test_a_decision_has_ways_out_each_with_its_condition(tables):
    decisions = tables["cards"].query("decision").index
    ways = tables["links"].loc[lambda t: t.index.get_level_values("source").isin(decisions)]
    with_condition = ways["condition"].groupby(level="source").count()
    assert len(decisions) >= 2
    assert set(with_condition.index) == set(decisions)
    assert with_condition.min() >= 2


def test_a_fail_point_tells_all_a_risk_number_needs_and_leads_to_a_recovery(tables):
    failing = tables["cards"].query("fail_point")
    assert len(failing) >= 4
    assert failing[FAILING].notna().all(axis=None)
    risk = failing["likelihood"] * failing["failure_impact"] * failing["detection"]
    assert risk.nunique() > 3
    recoveries = set(tables["links"].query("kind == 'recovery'").index.get_level_values("source"))
    assert len(recoveries & set(failing.index)) >= 4


def test_waits_have_durations_and_teams_are_told_from_those_customers_see(tables):
    cards = tables["cards"]
    waiting = cards.query("wait_point")
    assert len(waiting) >= 3
    assert (waiting["wait"] > pd.Timedelta(0)).all()
    told = cards.dropna(subset=["team", "perceived_team"])
    assert cards["team"].nunique() >= 4
    assert (told["team"] != told["perceived_team"]).any()
    assert cards["actor"].nunique() >= 8


def test_the_moves_away_from_a_step_add_to_one_measured_and_planned(tables):
    totals = tables["transitions"][["probability", "planned"]].groupby(level="source").sum()
    np.testing.assert_allclose(totals, 1.0, atol=1e-9)


def test_moves_have_variants_returns_drop_offs_and_some_that_are_assumed(tables):
    moves, order = tables["transitions"], list(tables["steps"].index)
    ends = [(order.index(a), order.index(b) if b in order else None) for a, b in moves.index]
    assert {one for names in moves["variants"].dropna() for one in names} == {"happy", "unhappy", "exception"}
    assert any(b is not None and b < a for a, b in ends), "a return"
    assert any(b is not None and b > a + 1 for a, b in ends), "a skip"
    assert any(b is None for _, b in ends), "a drop-off"
    assert moves["assumed"].fillna(False).any()


@pytest.mark.parametrize("name", COUNTED, indirect=True)
def test_what_goes_into_a_step_comes_out_of_it(tables):
    """The counts are those of one flow: no step loses or gains visitors but by rounding."""
    moves = tables["transitions"].reset_index()
    steps = list(tables["steps"].index)
    out, into = (moves.groupby(end)["count"].sum() for end in ("source", "target"))
    assumed = set(moves.loc[moves["assumed"].fillna(False), "source"])
    inner = [step for step in steps[1:] if step not in assumed]
    assert out[steps[0]] + 1e-9 >= 998
    assert (out[inner] - into[inner]).abs().max() <= 3


@pytest.mark.parametrize("name", COUNTED, indirect=True)
def test_the_share_that_goes_on_is_that_of_the_moves(tables):
    moves, steps = tables["transitions"].reset_index(), tables["steps"]
    lost = ~moves["target"].isin([*steps.index, *ENDED_WELL])
    left = moves[lost].groupby("source")["probability"].sum().reindex(steps.index, fill_value=0)
    column = tables["lanes"].query("role == 'metric'")["column"].iloc[0]
    np.testing.assert_allclose(steps[column], 1 - left, atol=1e-9)


def test_the_checks_find_no_error_and_little_else(name):
    found = cjm.JourneyMap.from_sample(name).check(today=TODAY)
    assert found[found["severity"] == "error"]["what"].tolist() == []
    assert len(found[found["severity"] == "warning"]) <= 3
    assert set(found.loc[found["severity"] == "note", "code"]) <= {"other-owner"}


def test_the_meal_kit_blueprint_is_the_journey_and_more():
    journey, blueprint = samples.meal_kit().tables, samples.meal_kit_blueprint().tables
    assert blueprint["steps"].index.tolist() == journey["steps"].index.tolist()
    for table, column in (("stages", "name"), ("steps", "name"), ("cards", "text")):
        told = blueprint[table][column].reindex(journey[table].index)
        assert told.tolist() == journey[table][column].tolist()
    assert len(blueprint["cards"]) > len(journey["cards"])


def test_a_sample_is_a_copy_and_a_wrong_name_is_answered_with_those_there_are():
    first, second = (cjm.JourneyMap.from_sample("coffee shop") for _ in range(2))
    first.steps.loc["sees", "name"] = "Mine"
    assert second.steps.loc["sees", "name"] != "Mine"
    with pytest.raises(DataError, match=r"no sample 'cofee_shop'. Did you mean 'coffee_shop'\?.*Samples: cl"):
        cjm.JourneyMap.from_sample("cofee_shop")
