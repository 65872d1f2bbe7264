"""The blueprint widget: what it draws by default, what is its own, what it shares with the grid on the same map."""

from __future__ import annotations

import pandas as pd
import pytest
import traitlets

import cjm_widgets as cjm


def clinic() -> cjm.JourneyMap:
    """A made-up clinic whose lanes stand in no blueprint's order."""
    m = cjm.JourneyMap(title="Clinic")
    m.stages.loc["visit", "name"] = "Visit"
    for step in ("book", "see"):
        m.steps.loc[step, ["name", "stage"]] = [step.title(), "visit"]
    roles = {
        "backstage": "Backstage",
        "thoughts": "Thoughts",
        "actions": "Actions",
        "frontstage": "Frontstage",
    }
    for role, name in roles.items():
        m.lanes.loc[role, ["name", "kind", "role"]] = [name, "cards", role]
    m.cards.loc["a", ["step", "lane", "text", "team"]] = ["book", "frontstage", "Answers", "Desk"]
    return m


def test_the_lanes_stand_as_in_a_blueprint_and_the_map_keeps_its_own_order():
    m = clinic()
    blueprint, grid = cjm.Blueprint(m), cjm.JourneyGrid(m)
    assert blueprint.lanes == ["Actions", "Frontstage", "Backstage"]
    assert grid.lanes == ["Backstage", "Thoughts", "Actions", "Frontstage"]
    assert m.lanes.index.tolist() == ["backstage", "thoughts", "actions", "frontstage"]
    assert m.history.empty or not (m.history["source"] == "page").any()


def test_a_lane_that_is_folded_comes_back_in_this_view_alone():
    m = clinic()
    one, two, grid = cjm.Blueprint(m), cjm.Blueprint(m), cjm.JourneyGrid(m)
    one.lanes = ["Thoughts", "Frontstage"]
    assert one.lanes == ["Thoughts", "Frontstage"]
    assert one._asked == {"backstage": False, "thoughts": True, "actions": False, "frontstage": True}
    assert two.lanes == ["Actions", "Frontstage", "Backstage"]
    assert grid.lanes == ["Backstage", "Thoughts", "Actions", "Frontstage"]
    assert not m.lanes["visible"].eq(False).any()


def test_the_page_folds_and_the_trait_follows():
    blueprint = cjm.Blueprint(clinic())
    heard = []
    blueprint.observe(lambda change: heard.append(change["new"]), "lanes")
    blueprint.set_state({"_asked": {"backstage": False}})
    assert blueprint.lanes == heard[-1] == ["Actions", "Frontstage"]


def test_an_unknown_lane_is_named_and_changes_nothing():
    blueprint = cjm.Blueprint(clinic())
    with pytest.raises(cjm.CjmError, match=r"no lane 'Cellar'.*'Backstage', 'Thoughts'"):
        blueprint.lanes = ["Cellar"]
    assert blueprint.lanes == ["Actions", "Frontstage", "Backstage"]
    assert blueprint._asked == {}


def test_a_lane_added_to_the_map_is_drawn_where_it_belongs():
    m = clinic()
    blueprint = cjm.Blueprint(m)
    m.lanes.loc["desk", ["name", "kind", "role", "carrier"]] = ["Kiosk", "cards", "frontstage", "technology"]
    blueprint.refresh()
    assert blueprint.lanes == ["Actions", "Frontstage", "Kiosk", "Backstage"]


def test_the_traits_take_the_words_there_are_and_no_others():
    blueprint = cjm.Blueprint(clinic(), by="team", half="provider", columns="time")
    assert (blueprint.by, blueprint.half, blueprint.columns) == ("team", "provider", "time")
    for name in ("by", "half", "columns"):
        with pytest.raises(traitlets.TraitError):
            setattr(blueprint, name, "sideways")


def test_a_frame_is_drawn_as_the_grid_draws_it_and_edited_in_place():
    df = pd.DataFrame(
        {
            "step": ["Order", "Pay"],
            "Backstage": ["Cooks", None],
            "Feelings": ["Hungry", "Glad"],
            "Actions": ["Chooses", "Pays"],
        }
    )
    blueprint = cjm.Blueprint(df)
    assert blueprint.lanes == ["Actions", "Backstage"]
    assert blueprint.df is df
    with pytest.raises(TypeError, match="DataFrame or a JourneyMap"):
        cjm.Blueprint([1, 2])


def test_the_picture_in_a_saved_notebook_has_the_blueprints_lanes_in_its_order():
    blueprint = cjm.Blueprint(clinic())
    told = blueprint.still()["text/html"]
    places = [told.index(name) for name in ("Actions", "Line of interaction", "Frontstage", "Backstage")]
    assert places == sorted(places)
    assert "Thoughts" not in told
    blueprint.lanes = ["Thoughts", "Frontstage"]
    again = blueprint.still()["text/html"]
    assert "Thoughts" in again
    assert "Backstage" not in again
