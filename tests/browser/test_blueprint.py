"""The blueprint in a real JupyterLab: beside the grid on one map, by keyboard, in swimlanes, for screen readers, in little room."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import Grid, axe, box
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MAP = """
import cjm_widgets as cjm
import pandas as pd

m = cjm.JourneyMap(title="Clinic")  # made up
m.stages.loc["visit", "name"] = "Visit"
for step, minutes in {"book": 2, "wait": 20, "see": 10}.items():
    m.steps.loc[step, ["name", "stage", "duration"]] = [step.title(), "visit", pd.Timedelta(minutes=minutes)]
for role, carrier in {"backstage": "people", "thoughts": None, "actions": None, "frontstage": "people"}.items():
    m.lanes.loc[role, ["name", "kind", "role", "carrier"]] = [role.title(), "cards", role, carrier]
m.cards.loc["call", ["step", "lane", "text"]] = ["book", "actions", "Calls the clinic"]
m.cards.loc["answer", ["step", "lane", "text", "team"]] = ["book", "frontstage", "Answers the phone", "Desk"]
m.cards.loc["letter", ["step", "lane", "text", "team"]] = ["see", "backstage", "Writes a letter", "Doctors"]
m.links.loc["l1", ["source", "target", "kind"]] = ["call", "answer", "message"]
"""
BOTH = [MAP, "blueprint = cjm.Blueprint(m)\nblueprint", "grid = cjm.JourneyGrid(m)\ngrid"]


WAY = "m.cards[['lane', 'team', 'text']].loc['answer'].fillna('').tolist()"


@pytest.fixture
def pair(lab):
    """A notebook with a blueprint and a grid of one map, both drawn."""

    def opened(width: int = 1280) -> tuple[Grid, Grid]:
        notebook = lab.notebook(BOTH, width=width, height=1000)
        notebook.page.evaluate("jupyterapp.shell.collapseLeft()")
        notebook.run_all()
        return Grid(notebook, 0), Grid(notebook, 1)

    return opened


def choose(view: Grid, *words: str) -> None:
    """Takes the words of the blueprint's bar as a person does who uses the keyboard."""
    for word in words:
        view.root.get_by_role("radio", name=word, exact=True).press("Space")


def test_two_views_of_one_map_share_edits_and_undo_and_not_what_is_folded(pair):
    blueprint, grid = pair()
    assert blueprint.lanes() == ["actions", "frontstage", "backstage"]
    assert grid.lanes() == ["backstage", "thoughts", "actions", "frontstage"]
    blueprint.type_over(blueprint.card("book", "frontstage", "Answers"), "Picks up")
    expect(grid.cell("book", "frontstage")).to_contain_text("Picks up")
    grid.type_over(grid.card("see", "backstage", "Writes"), "Dictates")
    expect(blueprint.cell("see", "backstage")).to_contain_text("Dictates")
    blueprint.choose(blueprint.lane("backstage"), "Hide lane")
    expect(blueprint.lane("backstage")).to_have_count(0)
    blueprint.notebook.eventually("blueprint.lanes", ["Actions", "Frontstage"])
    expect(grid.lane("backstage")).to_be_visible()
    assert blueprint.notebook.value("grid.lanes") == ["Backstage", "Thoughts", "Actions", "Frontstage"]
    blueprint.cell("book", "frontstage").click()
    blueprint.press("Control+z", "Control+z")
    blueprint.notebook.eventually("m.cards['text'].tolist()[1:]", ["Answers the phone", "Writes a letter"])


def test_a_selection_shows_in_the_other_view_and_scrolls_nothing(pair):
    blueprint, grid = pair()
    top = "element => element.closest('.jp-WindowedPanel-outer')?.scrollTop ?? 0"
    grid.card("see", "backstage", "Writes").click()
    other = blueprint.cell("see", "backstage")
    expect(other).to_have_attribute("aria-description", "selected in another view")
    before = blueprint.root.evaluate(top)
    grid.press("ArrowLeft")
    expect(other).not_to_have_attribute("aria-description", "selected in another view")
    expect(blueprint.cell("wait", "backstage")).to_have_attribute(
        "aria-description", "selected in another view"
    )
    assert blueprint.root.evaluate(top) == before
    blueprint.root.get_by_role("button", name="Go to what is selected elsewhere").click()
    expect(blueprint.cell("wait", "backstage")).to_be_focused()


def test_swimlanes_by_keyboard_alone(pair):
    blueprint, grid = pair()
    choose(blueprint, "Lanes")
    blueprint.press("ArrowRight")
    blueprint.notebook.eventually("blueprint.by", "team")
    expect(blueprint.lane("by:Desk")).to_be_visible()
    assert blueprint.lanes() == ["actions", "by:Desk", "by:Doctors"]
    blueprint.cell("book", "by:Desk").focus()
    blueprint.press("Alt+ArrowDown")
    blueprint.notebook.eventually(WAY, ["frontstage", "Doctors", "Answers the phone"])
    expect(grid.cell("book", "frontstage")).to_contain_text("Answers")
    blueprint.press("Control+z")
    blueprint.notebook.eventually(WAY, ["frontstage", "Desk", "Answers the phone"])
    blueprint.cell("wait", "by:Doctors").focus()
    blueprint.press("Enter")
    blueprint.page.keyboard.type("Reads the file")
    blueprint.press("Enter")
    blueprint.notebook.eventually(
        "m.cards[['step', 'lane', 'team', 'text']].iloc[-1].tolist()",
        ["wait", "backstage", "Doctors", "Reads the file"],
    )
    expect(grid.cell("wait", "backstage")).to_contain_text("Reads the file")


def test_a_card_is_dragged_to_another_teams_lane(pair):
    blueprint, _ = pair()
    choose(blueprint, "Teams")
    blueprint.drag(blueprint.card("book", "by:Desk", "Answers"), blueprint.cell("wait", "by:Doctors"))
    blueprint.notebook.eventually(WAY, ["frontstage", "Doctors", "Answers the phone"])
    assert blueprint.notebook.value("m.cards.at['answer', 'step']") == "wait"


def test_columns_by_time_and_one_half_are_said_to_python_and_back(pair):
    blueprint, grid = pair()
    choose(blueprint, "By time", "Provider")
    blueprint.notebook.eventually(
        "[blueprint.columns, blueprint.half, grid.half]", ["time", "provider", "both"]
    )
    expect(blueprint.root.locator("[data-scale]")).to_contain_text("A normal column is 10 min")
    expect(blueprint.lane("actions")).to_have_count(0)
    widths = [box(blueprint.step(step))["width"] for step in ("book", "wait", "see")]
    assert widths[1] / widths[2] == pytest.approx(2, abs=0.03)
    assert widths[0] / widths[2] == pytest.approx(0.75, abs=0.03)
    blueprint.drag(blueprint.card("see", "backstage", "Writes"), blueprint.cell("wait", "frontstage"))
    blueprint.notebook.eventually("m.cards.loc['letter', ['step', 'lane']].tolist()", ["wait", "frontstage"])
    blueprint.notebook.python(
        "blueprint.columns, blueprint.half, grid.half = 'equal', 'customer', 'customer'"
    )
    expect(blueprint.lane("frontstage")).to_have_count(0)
    expect(grid.lane("frontstage")).to_have_count(0)
    expect(grid.lane("thoughts")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing(pair, theme):
    blueprint, _ = pair()
    blueprint.notebook.python(
        f"blueprint.theme = {theme!r}; m.cards.loc['answer', ['decision', 'perceived_team']] = [True, 'IT']; m.refresh()"
    )
    source = AXE.read_text(encoding="utf-8")
    for word in ("Lanes", "Teams", "By time"):
        choose(blueprint, word)
        assert axe(blueprint.page, source) == []


@pytest.mark.parametrize("width", [640, 390], ids=["twice the size", "a phone"])
def test_in_little_room_nothing_is_cut_off(pair, width):
    """1280 pixels at 200 % are 640 of CSS."""
    blueprint, _ = pair(width)
    choose(blueprint, "Teams", "By time")
    bar = blueprint.root.locator(".views")
    assert bar.evaluate("element => element.scrollWidth - element.clientWidth") <= 1
    outside = """element => [...element.querySelectorAll('.seg,.into,.scale')].filter(one =>
        one.getBoundingClientRect().right > element.getBoundingClientRect().right + 1).map(one => one.textContent)"""
    assert bar.evaluate(outside) == []
    expect(blueprint.lane("by:Desk")).to_be_visible()
