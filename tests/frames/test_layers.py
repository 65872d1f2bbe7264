"""Blueprints as people have them in sheets: headers tell role, side and carrier; layers come in the order of a blueprint.

The sheets are made up by us, after the headers of templates one meets; none is copied from anywhere.
"""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, strategies as st

import cjm_widgets as cjm
from cjm_widgets.frames.lanes import Lane
from cjm_widgets.frames.layers import SIDES, carrier_of, in_order, is_line, role_of

ROLES = {
    "evidence": ("Physical evidence", "Physical Evidence / Touchpoint", "Props", "Tangibles", "Physische Nachweise", "Preuves physiques"),
    "actions": ("Customer actions", "User Actions", "Customer journey activities", "Kundenaktionen", "Handlungen", "Acciones del cliente"),
    "frontstage": (
        "Front stage", "FRONTSTAGE", "Front-stage interactions", "Onstage", "On-stage actions", "Employee actions (visible)",
        "Visible employee actions", "Onstage contact employee actions", "Contact person (visible)", "Staff actions", "Staff",
        "Sichtbare Mitarbeiterhandlungen", "Mitarbeiteraktionen", "Frontline staff",
    ),
    "backstage": (
        "Back stage", "Backstage actions", "Back office", "Employee actions (invisible)", "Backstage Contact Employee Actions",
        "Behind the scenes", "Internal actions", "Unsichtbare Mitarbeiterhandlungen", "Hinter den Kulissen", "Coulisses",
    ),
    "support": ("Support processes", "Supporting systems", "IT systems", "IT-Systeme", "Backend", "Unterstützungsprozesse", "Third parties", "Suppliers"),
    "policy": ("Policies", "Policy / Regulation", "Regulations", "Richtlinien"),
    "metric": ("Metrics", "KPIs", "Kennzahlen"),
    "time": ("Time", "Waiting time", "Time taken", "Dauer", "Wartezeit"),
    "staff_emotion": ("Staff emotion", "Employee mood", "Mitarbeiterstimmung", "Contact person feelings"),
    "emotion": ("Emotion", "Customer mood", "Satisfaction"),
    "opportunities": ("How we improve it",),
    None: ("Consideration stage", "Line of visibility", "Line of interaction", "Kitchen", "Notes", ""),
}  # fmt: skip


@pytest.mark.parametrize(("name", "role"), [(name, role) for role, names in ROLES.items() for name in names])
def test_the_role_a_header_tells(name: str, role: str | None) -> None:
    assert role_of(name) == role


def test_who_carries_a_layer_out() -> None:
    said = {
        "Frontstage people": "people", "Frontstage technology": "technology", "Onstage - website & app": "technology",
        "Backstage contact employee": "people", "Frontstage": None, "Staff and systems, backstage": None,
    }  # fmt: skip
    assert {name: carrier_of(name, role_of(name)) for name in said} == said
    assert carrier_of("IT systems", "support") is None


@pytest.mark.parametrize("name", ["Line of visibility", "--- LINE OF INTERACTION ---", "Line of internal interaction", "Sichtbarkeitslinie"])  # fmt: skip
def test_a_line_is_no_layer(name: str) -> None:
    assert is_line(name)
    assert not is_line("Front stage")
    assert not is_line("Online")


STEPS = ["Enters", "Orders", "Waits", "Drinks"]
ENGLISH = pd.DataFrame(
    {
        "Phase": ["Arrive", "Order", "Order", "Enjoy"],
        "Step": STEPS,
        "Physical evidence": ["Sign", "Menu board", "Queue", "Cup"],
        "Customer actions": ["Looks for a table", "Asks for a flat white", "Waits at the bar", "Drinks"],
        "Metrics": ["", "orders an hour", "minutes", ""],
        "Support processes": ["", "Till", "Beans, delivered daily", ""],
        "Back stage": ["", "Barista reads the ticket", "Barista steams milk", ""],
        "Front stage": ["Waiter greets", "Waiter writes down", "Waiter calls the name", ""],
        "Kitchen": ["", "", "Bakes", ""],
        "Policies": ["", "No tips taken", "", ""],
    }
)
GERMAN = pd.DataFrame(
    {
        "Schritt": ["Anmelden", "Warten"],
        "Physische Nachweise": ["Schild", "Stühle"],
        "Kundenaktionen": ["Zeigt die Karte", "Sitzt"],
        "Sichtbare Mitarbeiterhandlungen": ["Grüßt", ""],
        "Unsichtbare Mitarbeiterhandlungen": ["Legt die Akte an", "Ordnet Befunde"],
        "Unterstützungsprozesse": ["Praxissoftware", ""],
        "Richtlinien": ["Datenschutz", ""],
    }
)
DOWN = pd.DataFrame(
    {
        "Layer": ["Physical evidence", "Customer", "Line of interaction", "Onstage employee", "Line of visibility",
                  "Backstage: software", "Line of internal interaction", "Support", "Staff mood"],
        "Applies": ["Form", "Fills in the form", None, "Adviser helps", "----", "Scores the request", "", "Credit bureau", "hurried"],
        "Is told": ["Letter", "Reads the letter", None, "Adviser calls", "----", "Prints", "", "", "relieved"],
    }
)  # fmt: skip


def told(m: cjm.JourneyMap, *columns: str) -> list[tuple[str, ...]]:
    return [
        tuple("" if pd.isna(v) else v for v in row) for row in m.lanes[list(columns)].itertuples(index=False)
    ]


def test_an_english_sheet_in_any_order() -> None:
    m = cjm.JourneyMap.from_frame(ENGLISH)
    assert told(m, "name", "role", "side") == [
        ("Physical evidence", "evidence", "evidence"),
        ("Customer actions", "actions", "customer"),
        ("Metrics", "metric", "customer"),
        ("Front stage", "frontstage", "frontstage"),
        ("Kitchen", "", "frontstage"),
        ("Policies", "policy", "frontstage"),
        ("Back stage", "backstage", "backstage"),
        ("Support processes", "support", "support"),
    ]
    assert m.stages["name"].tolist() == ["Arrive", "Order", "Enjoy"]
    assert m.steps["name"].tolist() == STEPS
    at = m.lanes.index[m.lanes["role"] == "backstage"][0]
    assert m.cards.loc[m.cards["lane"] == at, "text"].tolist() == [
        "Barista reads the ticket",
        "Barista steams milk",
    ]


def test_a_german_sheet() -> None:
    m = cjm.JourneyMap.from_frame(GERMAN)
    assert told(m, "role", "side", "carrier") == [
        ("evidence", "evidence", ""),
        ("actions", "customer", ""),
        ("frontstage", "frontstage", "people"),
        ("backstage", "backstage", "people"),
        ("support", "support", ""),
        ("policy", "support", ""),
    ]


@pytest.mark.parametrize("sheet", [DOWN, DOWN.set_index("Layer")], ids=["in a column", "in the index"])
def test_a_sheet_with_the_layers_down(sheet: pd.DataFrame) -> None:
    m = cjm.JourneyMap.from_frame(sheet)
    assert m.steps["name"].tolist() == ["Applies", "Is told"]
    seen = m.lanes[m.lanes["visible"] != False]  # noqa: E712  # a missing flag is seen
    assert seen[["role", "side"]].values.tolist() == [
        ["evidence", "evidence"],
        ["actions", "customer"],
        ["frontstage", "frontstage"],
        ["backstage", "backstage"],
        ["support", "support"],
        ["staff_emotion", "support"],
    ]
    assert seen["carrier"].dropna().tolist() == ["people", "technology"]
    assert len(m.lanes) == len(DOWN)  # the lines are kept, out of sight


def test_a_bound_sheet_knows_its_customer_as_well():
    for sheet in (DOWN, ENGLISH.rename(columns={"Customer actions": "Customers"})):
        shown = cjm.Blueprint(sheet).lanes
        assert any(name.startswith("Customer") for name in shown)
        assert not any(name.startswith("Line of") for name in shown)


def test_a_line_with_something_written_beside_it_stays_in_sight() -> None:
    m = cjm.JourneyMap.from_frame(DOWN.replace({"----": "the counter"}))
    assert m.lanes.loc[m.lanes["name"] == "Line of visibility", "visible"].tolist() == [True]


def test_a_journey_without_layers_of_ours_stays_in_its_order() -> None:
    sheet = pd.DataFrame(
        {"step": ["Pay"], "Pains": ["slow"], "Actions": ["pays"], "Customer": ["Ana"], "Notes": ["x"]}
    )
    m = cjm.JourneyMap.from_frame(sheet)
    assert told(m, "name", "role") == [
        ("Pains", "pain_points"),
        ("Actions", "actions"),
        ("Customer", ""),
        ("Notes", ""),
    ]


@given(st.lists(st.sampled_from([n for names in ROLES.values() for n in names]), unique=True, max_size=12))
def test_ordering_keeps_every_lane_and_never_steps_back_across_a_line(names: list[str]) -> None:
    given_ = [Lane(n, n, role=(r := role_of(n)), side=SIDES.get(r or "", "customer")) for n in names]
    found = in_order(given_)
    assert sorted(lane.id for lane in found) == sorted(names)
    ranks = [["evidence", "actions", "frontstage", "backstage", "support"].index(lane.role) for lane in found
             if lane.role in ("evidence", "actions", "frontstage", "backstage", "support")]  # fmt: skip
    ours = any(lane.side in ("frontstage", "backstage", "support") for lane in given_)
    assert ranks == sorted(ranks) or not ours
    assert [lane.id for lane in in_order(found)] == [lane.id for lane in found]
