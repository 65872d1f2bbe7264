"""The templates and samples are data: what each holds, in the stages of the documents the requirements came from."""

from __future__ import annotations

import datetime as dt
from importlib.resources import files

import pandas as pd
import pytest

from cjm_widgets import samples, templates
from cjm_widgets.formats.cjm_file import MapFile, dangling, dumps, loads
from cjm_widgets.frames.findings import check
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.schema import KINDS, ROLES, SIDES

STAGES = {
    "classic": ["Awareness", "Consideration", "Decision", "Retention"],
    "purchase": ["Awareness", "Consideration", "Purchase", "Use and experience", "Loyalty and advocacy"],
    "ownership": ["Initial engagement", "Buying", "Using", "Sharing", "Completing"],
    "unboxing": ["Awareness", "Research", "Purchase", "Unboxing"],
    "advocacy": ["Discovery", "Research", "Explore", "Choose", "Purchase", "Advocate"],
    "blank": ["Stage 1"],
}
LANE_ROLES = [
    "actions",
    "motivations",
    "questions",
    "obstacles",
    "touchpoints",
    "emotion",
    "pain_points",
    "opportunities",
]


def test_these_are_the_templates() -> None:
    assert templates.names() == sorted(STAGES)


@pytest.mark.parametrize("name", STAGES)
def test_a_template_has_its_stages_a_step_in_each_and_every_lane(name: str) -> None:
    tables = templates.load(name).tables
    stages, steps, lanes = tables["stages"], tables["steps"], tables["lanes"]
    assert stages["name"].tolist() == STAGES[name]
    assert set(steps["stage"]) == set(stages.index)
    assert lanes["role"].tolist() == LANE_ROLES
    assert lanes["hint"].str.len().between(5, 60).all()
    assert set(lanes["kind"]) <= set(KINDS)
    assert set(lanes["side"]) <= set(SIDES)
    assert tables["cards"].empty
    assert dangling(tables) == []


@pytest.mark.parametrize("name", [n for n in STAGES if n != "blank"])
def test_every_stage_is_defined_in_one_line(name: str) -> None:
    goals = templates.load(name).tables["stages"]["goal"]
    assert goals.str.len().between(10, 80).all()


def test_loading_twice_gives_two_maps() -> None:
    first = templates.load("classic")
    first.tables["stages"].loc["awareness", "name"] = "Mine"
    assert templates.load("classic").tables["stages"].loc["awareness", "name"] == "Awareness"


def test_a_template_that_is_not_there_is_answered_with_those_that_are() -> None:
    with pytest.raises(
        DataError, match=r"no template 'clasic'. Did you mean 'classic'\? Templates: advocacy, blank"
    ):
        templates.load("clasic")
    with pytest.raises(DataError, match=r"no template '\.\./samples/meal_kit'"):
        templates.load("../samples/meal_kit")


@pytest.mark.parametrize("path", [*(f"templates/{n}" for n in STAGES), "samples/meal_kit"])
def test_the_stored_files_are_as_the_package_writes_them(path: str) -> None:
    text = files("cjm_widgets").joinpath(f"{path}.cjm.json").read_text(encoding="utf-8")
    assert dumps(loads(text)) == text


def test_the_meal_kit_is_whole_and_says_it_is_made_up() -> None:
    kit = samples.meal_kit()
    assert isinstance(kit, MapFile)
    assert "made-up" in kit.meta["about"]
    assert len(kit.tables["steps"]) == 10
    assert set(kit.tables["lanes"]["role"]) <= set(ROLES)
    columns = kit.tables["lanes"]["column"].dropna()
    assert set(columns) <= set(kit.tables["steps"].columns)
    assert dangling(kit.tables) == []


def test_the_meal_kit_is_a_good_map_with_what_is_honestly_left_to_do() -> None:
    kit = samples.meal_kit()
    found = check(kit.tables, kit.meta, dt.date(2026, 11, 1))
    assert found["code"].tolist() == ["pain-without-opportunity", "assumed-pain"]
    assert set(found["row"]) == {"pain-points-reads-reviews"}


def test_the_journey_as_a_frame_has_a_column_of_every_sort() -> None:
    frame = samples.journey_frame()
    assert len(frame) == 10
    assert frame["stage"].unique().tolist() == ["Discover", "Compare", "Subscribe", "Unbox and cook", "Keep"]
    assert frame["Touchpoints"].tolist()[1] == ["Review site", "Search"]
    assert frame["Time"].dtype.kind == "m"
    assert frame["Effort"].cat.categories.tolist() == ["S", "M", "L"]
    assert frame["Pain points"].isna().sum() == 3
    assert "Made up" in frame.attrs["about"]


def test_shop_events_are_the_same_for_the_same_seed_and_in_order() -> None:
    events = samples.shop_events(visits=300)
    pd.testing.assert_frame_equal(events, samples.shop_events(visits=300))
    assert not events["event"].equals(samples.shop_events(seed=8, visits=300)["event"])
    assert events["case"].nunique() == 300
    assert (events.groupby("case")["time"].diff().dropna() >= pd.Timedelta(0)).all()
    assert set(events["event"]) == {"main", "catalog", "product", "cart", "delivery", "payment", "paid"}
    assert "Made up" in events.attrs["about"]


def test_a_shop_without_visits_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        samples.shop_events(visits=0)
