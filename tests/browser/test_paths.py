"""The paths lane in a real JupyterLab: moves drawn, led elsewhere by drag, changed by keyboard, taken back as one."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from browser.grid import Grid, axe, box, drawn, middle
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
MAP = """
import cjm_widgets as cjm

m = cjm.JourneyMap.from_template("classic")  # the moves are made up
a, b, c, d = m.steps.index[:4]
m.transitions.loc[(a, b), "probability"] = 0.6
m.transitions.loc[(a, c), "probability"] = 0.3
m.transitions.loc[(a, "left"), "probability"] = 0.1
m.transitions.loc[(c, b), ["probability", "assumed"]] = [0.2, True]
cjm.JourneyGrid(m)
"""
MOVES = "sorted((s, t) for s, t in m.transitions.index if s == a)"


def lane(lab) -> Grid:
    grid = drawn(lab.notebook([MAP]))
    expect(grid.root.locator("[data-paths-drawn]")).to_be_visible()
    grid.root.locator("[data-paths-drawn]").scroll_into_view_if_needed()
    return grid


def node(grid: Grid, at: int) -> Locator:
    return grid.root.locator(f'[data-node="{at}"]')


def head(grid: Grid, label: str) -> Locator:
    name = grid.root.locator("[data-label]").filter(has_text=label).get_attribute("data-label")
    return grid.root.locator(f'[data-move="{name}"] [data-head]')


def test_moves_are_drawn_over_their_columns_and_spoken_in_their_cells(lab):
    grid = lane(lab)
    for label in ("60 %", "30 %", "−10 %", "20 % assumed", "80 % not told"):
        expect(grid.root.locator("[data-label]").filter(has_text=label)).to_have_count(1)
    first = grid.notebook.value("a")
    assert abs(middle(node(grid, 0))[0] - middle(grid.step(first))[0]) < 2
    expect(grid.cell(first, "paths")).to_contain_text("10 % leave")
    assert box(grid.cell(first, "paths"))["height"] >= box(grid.root.locator("[data-paths-drawn]"))["height"]


def test_a_head_is_led_to_another_step_and_one_undo_brings_it_back(lab):
    grid = lane(lab)
    grid.drag(head(grid, "30 %"), node(grid, 3))
    grid.notebook.eventually(f"{MOVES} == sorted([(a, b), (a, d), (a, 'left')])", True)
    expect(grid.root.locator("[data-label]").filter(has_text="30 %")).to_have_count(1)
    grid.notebook.python("m.undo()")
    grid.notebook.eventually(f"{MOVES} == sorted([(a, b), (a, c), (a, 'left')])", True)


def test_a_line_from_node_to_node_is_a_move_and_a_click_is_none(lab):
    grid = lane(lab)
    grid.drag(node(grid, 1), node(grid, 3))
    grid.notebook.eventually("(b, d) in m.transitions.index", True)
    node(grid, 2).click()
    grid.notebook.eventually("len(m.transitions)", 5)
    third = grid.notebook.value("c")
    expect(grid.cell(third, "paths")).to_be_focused()


def test_all_of_it_by_keyboard(lab):
    grid = lane(lab)
    grid.cell(grid.notebook.value("a"), "paths").focus()
    grid.press("Enter")
    dialog = grid.root.get_by_role("dialog")
    expect(dialog.locator("[role=option]")).to_have_count(3)
    grid.press("5", "0", "Enter")
    grid.notebook.eventually("float(m.transitions.loc[(a, b), 'probability'])", 0.5)
    dialog.get_by_role("button", name="Scale the others").press("Enter")
    grid.notebook.eventually("float(m.transitions.loc[a, 'probability'].sum().round(9))", 1.0)
    grid.notebook.eventually("float(m.transitions.loc[(a, c), 'probability'])", 0.375)
    dialog.get_by_role("listbox").focus()
    grid.press("ArrowDown", "ArrowDown", "Delete")
    grid.notebook.eventually(f"{MOVES} == sorted([(a, b), (a, c)])", True)
    grid.press("Escape")
    expect(dialog).to_have_count(0)
    expect(grid.cell(grid.notebook.value("a"), "paths")).to_be_focused()


def test_python_moves_the_lines_too(lab):
    grid = lane(lab)
    grid.notebook.python("m.transitions.loc[(b, b), 'probability'] = 0.25")
    expect(grid.root.locator("[data-label]").filter(has_text="25 % again")).to_have_count(1)


def test_nothing_bars_the_way_to_it(lab):
    grid = lane(lab)
    grid.cell(grid.notebook.value("a"), "paths").focus()
    grid.press("Enter")
    expect(grid.root.get_by_role("dialog")).to_be_visible()
    assert axe(grid.page, AXE.read_text(encoding="utf-8")) == []
