"""The future beside today in a real JupyterLab: drawn where improvements change a step, moved by the impact panel, chosen from both sides."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from browser.grid import Grid, axe, drawn
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
MAP = """
import pandas as pd
import cjm_widgets as cjm

m = cjm.JourneyMap()  # all of it made up
m.steps = pd.DataFrame(
    {
        "stage": ["Find", "Find", "Buy", "Buy"],
        "name": ["Sees a post", "Checks menus", "Asks about delivery", "Pays"],
        "emotion": [1.0, -0.5, -1.5, 0.5],
        "duration": pd.to_timedelta(["2 min", "18 min", "2 d", "4 min"]),
        "pass-through": [0.9, 0.58, 0.49, 0.84],
    },
    index=["post", "menus", "asks", "pays"],
)
m.lanes = pd.DataFrame(
    {
        "name": ["Emotion", "Pass-through"],
        "kind": ["emotion", "number"],
        "role": ["emotion", "metric"],
        "column": ["emotion", "pass-through"],
    },
    index=["emotion", "rate"],
)
ends = [("post", "menus", 90), ("menus", "asks", 58), ("asks", "pays", 49), ("pays", "done", 84)]
m.transitions = pd.DataFrame(
    [one for s, t, n in ends for one in ((s, t, n), (s, "left", 100 - n))], columns=["source", "target", "count"]
).set_index(["source", "target"])
m.improvements = pd.DataFrame(
    {
        "name": ["Chat answers at once", "Two hours at most", "Price on every menu"],
        "step": ["asks", "asks", "menus"],
        "lever": ["emotion", "duration", "pass_through"],
        "low": [1.0, 0.4, 2.0],
        "likely": [1.6, 0.5, 4.1],
        "high": [2.0, 0.6, 6.0],
        "unit": ["points", "factor", "percentage points"],
        "adoption": [1.0, 1.0, 1.0],
    },
    index=["chat", "fast", "price"],
)
grid = cjm.JourneyGrid(m)
"""
GRID = MAP + "grid"
BOTH = (
    MAP
    + "from IPython.display import display\npanel = cjm.ImpactPanel(m, draws=64)\ndisplay(grid, panel)\ngrid.selection"
)
LINE = "[data-future-curve] .fu-line"


def shown(grid: Grid) -> Grid:
    expect(grid.root.locator(LINE)).to_have_count(1)
    grid.root.locator(LINE).scroll_into_view_if_needed()
    return grid


def chosen(grid: Grid, word: str) -> Locator:
    return grid.root.get_by_role("group", name="Improvements").get_by_role("radio", name=word)


def switch(grid: Grid, word: str) -> None:
    grid.root.locator(".fu-seg label").filter(has_text=re.compile(f"^{word}$")).click()


def test_what_changes_is_drawn_beside_today_in_words_and_shapes(lab):
    grid = shown(drawn(lab.notebook([GRID])))
    expect(grid.cell("menus", "rate")).to_contain_text("+4.1 pp")
    expect(grid.cell("menus", "rate")).to_contain_text("then 62.1 %")
    expect(grid.cell("menus", "rate").locator(".fu-tick")).to_have_count(1)
    expect(grid.cell("pays", "rate").locator(".fu-number")).to_have_count(0)
    expect(grid.step("asks")).to_contain_text("2 d")
    expect(grid.step("asks")).to_contain_text("→ 1 d")
    expect(grid.cell("asks", "emotion")).to_contain_text("now −1.5, then 0.1")
    assert grid.root.locator(LINE).evaluate("one => getComputedStyle(one).strokeDasharray") == "5px, 4px"
    assert axe(grid.page, AXE.read_text(encoding="utf-8")) == []


def test_the_switch_goes_by_keyboard_and_from_python(lab):
    grid = shown(drawn(lab.notebook([GRID])))
    chosen(grid, "Both").focus()
    grid.press("ArrowRight")
    expect(chosen(grid, "Future")).to_be_checked()
    expect(grid.root.locator(".fu-note")).to_contain_text("Edits change today")
    grid.notebook.eventually("grid.mode", "future")
    grid.notebook.python("grid.mode = 'today'")
    expect(chosen(grid, "Today")).to_be_checked()
    expect(grid.root.locator(LINE)).to_have_count(0)
    expect(grid.cell("menus", "rate")).not_to_contain_text("pp")
    switch(grid, "Both")
    expect(grid.root.locator(LINE)).to_have_count(1)
    grid.notebook.eventually("grid.mode", "both")


def test_an_edit_in_the_future_is_one_of_today(lab):
    grid = shown(drawn(lab.notebook([GRID])))
    switch(grid, "Future")
    expect(grid.cell("menus", "rate").locator(".fu-then")).to_have_text("62.1 %")
    grid.type_over(grid.cell("menus", "rate"), "60 %")
    grid.notebook.eventually("float(m.steps.loc['menus', 'pass-through'])", 0.6)
    expect(grid.cell("menus", "rate").locator(".fu-then")).to_have_text("64.1 %")


def test_the_dashed_curve_follows_the_map_and_goes_where_there_is_no_future(lab):
    grid = shown(drawn(lab.notebook([GRID])))
    before = grid.root.locator(LINE).get_attribute("d")
    grid.notebook.python("m.improvements.loc['chat', 'adoption'] = 0.5")
    expect(grid.cell("asks", "emotion")).to_contain_text("then −0.7")
    assert grid.root.locator(LINE).get_attribute("d") != before
    grid.notebook.python("m.transitions.loc[('asks', 'pays'), 'count'] = None")
    expect(grid.root.locator(LINE)).to_have_count(0)
    expect(grid.root.locator(".fu-seg")).to_be_hidden()
    expect(grid.step("asks")).not_to_contain_text("→")
    grid.notebook.python("m.transitions.loc[('asks', 'pays'), 'count'] = 49")
    expect(grid.root.locator(LINE)).to_have_count(1)


def test_dragging_a_point_of_today_takes_its_future_along(lab):
    grid = shown(drawn(lab.notebook([GRID])))
    grid.cell("menus", "rate").scroll_into_view_if_needed()
    grid.drag(grid.point("menus", "emotion"), grid.at_value("menus", "emotion", 1.0))
    grid.notebook.eventually("float(m.steps.loc['menus', 'emotion'])", 1.0)
    grid.drag(grid.point("asks", "emotion"), grid.at_value("asks", "emotion", 1.0))
    expect(grid.cell("asks", "emotion")).to_contain_text("now 1, then 2")


def test_a_slider_of_the_panel_moves_the_curve(lab):
    grid = shown(drawn(lab.notebook([BOTH])))
    slider = grid.page.locator("[data-cjm-host]").nth(1).get_by_role("slider").first
    slider.focus()
    grid.press("Home")
    grid.notebook.eventually("float(m.improvements['adoption'].iloc[0])", 0.0)
    expect(grid.cell("asks", "emotion").locator(".fu-point")).to_have_count(0)
    slider.focus()
    grid.press(*["ArrowRight"] * 10)
    expect(grid.cell("asks", "emotion")).to_contain_text("now −1.5, then −0.7")


def test_what_a_point_is_worth_stands_at_each_step_when_asked_for(lab):
    grid = shown(drawn(lab.notebook([GRID])))
    expect(grid.step("menus").locator(".fu-worth")).to_have_count(0)
    grid.root.get_by_role("button", name="Worth").click()
    expect(grid.step("menus")).to_contain_text("a point here: 0.37 pp")
    expect(grid.root.locator(".fu-worth")).to_have_count(4)
    grid.notebook.python("m.transitions.loc[('pays', 'done'), 'count'] = 0")
    expect(grid.step("menus")).to_contain_text("a point here: 0 pp")
    grid.root.get_by_role("button", name="Worth").click()
    expect(grid.root.locator(".fu-worth")).to_have_count(0)


def test_a_blueprint_shows_it_too(lab):
    grid = drawn(lab.notebook([MAP + "cjm.Blueprint(m)"]))
    expect(grid.step("asks")).to_contain_text("→ 1 d")
    expect(chosen(grid, "Both")).to_be_checked()


def test_the_focus_in_the_grid_is_left_alone(lab):
    grid = shown(drawn(lab.notebook([GRID])))
    grid.cell("menus", "rate").click()
    grid.notebook.python("m.improvements.loc['price', 'adoption'] = 0.5")
    expect(grid.cell("menus", "rate")).to_contain_text("+2.1 pp")
    expect(grid.cell("menus", "rate")).to_be_focused()
