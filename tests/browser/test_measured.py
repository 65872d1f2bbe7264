"""A log beside a map in a real JupyterLab: drawn when it is matched, taken over and back, walked by keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import Grid, axe, drawn
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
MAP = """
import pandas as pd
import cjm_widgets as cjm

m = cjm.JourneyMap()  # all of it made up
m.steps = pd.DataFrame({"name": ["Main page", "Catalog", "Cart"]}, index=["main", "catalog", "cart"])
ends = [("main", "catalog", 0.9), ("main", "left", 0.1), ("catalog", "cart", 0.5), ("catalog", "left", 0.5)]
MOVES
log = pd.DataFrame(
    [(c, e, pd.Timestamp("2026-05-01") + pd.Timedelta(seconds=s)) for c, rows in enumerate(
        [[("main", 0), ("CATALOG", 9), ("cart", 60)]] * 20 + [[("main", 0), ("cart", 30)]] * 5 + [[("main", 0), ("ping", 3)]] * 15
    ) for e, s in rows],
    columns=["case", "activity", "at"],
)
cjm.JourneyGrid(m)
"""
MOVES = 'm.transitions = pd.DataFrame(ends, columns=["source", "target", "probability"]).set_index(["source", "target"])'
MATCH = "m.match(log, source='shop.csv', quiet='0s')"


def matched(lab, moves: str = MOVES) -> Grid:
    grid = drawn(lab.notebook([MAP.replace("MOVES", moves)]))
    expect(grid.root.locator("[data-measured]")).to_have_count(0)
    grid.notebook.python(MATCH)
    expect(grid.root.locator("[data-measured-grid]")).to_be_visible()
    return grid


def cell(grid: Grid, lane: str, step: str):
    return grid.root.locator(f'[data-measured-lane="{lane}"] [data-step="{step}"]')


def test_a_match_draws_lanes_at_once_and_adopting_is_one_step_back(lab):
    grid = matched(lab)
    expect(cell(grid, "on", "main")).to_contain_text("63 %")
    expect(cell(grid, "on", "main")).to_contain_text("n 40")
    expect(cell(grid, "on", "catalog")).to_contain_text("few")
    expect(cell(grid, "moves", "main")).to_contain_text("not on the map")
    expect(grid.root.locator(".ms-loose")).to_contain_text("ping: 15 events")
    expect(grid.root.locator('[data-label="main-catalog"], .pt-text').first).to_contain_text("seen")
    assert axe(grid.page, AXE.read_text(encoding="utf-8")) == []
    grid.root.locator('[data-adopt="transitions"]').click()
    grid.notebook.eventually("float(m.transitions.loc[('main', 'cart'), 'count'])", 5.0)
    expect(cell(grid, "moves", "main")).not_to_contain_text("not on the map")
    grid.notebook.python("m.undo()")
    expect(cell(grid, "moves", "main")).to_contain_text("not on the map")
    grid.notebook.eventually("len(m.transitions)", 4)


def test_lanes_are_walked_by_keys_and_taken_away(lab):
    grid = matched(lab, "")
    rail = grid.root.locator('[data-ms="0 -1"]')
    rail.focus()
    grid.press("ArrowRight", "ArrowDown")
    expect(grid.root.locator('[data-ms="1 0"]')).to_be_focused()
    grid.press("End", "ArrowDown", "ArrowDown", "ArrowDown", "Home")
    expect(grid.root.locator('[data-adopt="transitions"]')).to_be_focused()
    grid.press("Enter")
    grid.notebook.eventually("len(m.transitions) > 3", True)
    toggle = grid.root.get_by_role("button", name="Measured")
    toggle.focus()
    grid.press("Enter")
    expect(grid.root.locator("[data-measured]")).to_have_count(0)
    grid.press("Enter")
    expect(grid.root.locator("[data-measured-grid]")).to_be_visible()
    grid.notebook.python("m.unmatch()")
    expect(grid.root.locator("[data-measured]")).to_have_count(0)
