"""A survey beside the believed curve, and tickets as a lane, in a real JupyterLab."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import axe, drawn
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules/axe-core/axe.min.js"
MAP = """
import pandas as pd
import cjm_widgets as cjm

m = cjm.JourneyMap()  # all of it made up
m.steps = pd.DataFrame({"name": ["Looks", "Pays", "Cooks"], "emotion": [1.0, -0.5, 0.5]}, index=["look", "pay", "cook"])
m.lanes = pd.DataFrame({"name": ["Emotion"], "kind": ["emotion"], "role": ["emotion"], "column": ["emotion"]}, index=["emotion"])
answers = pd.DataFrame({"step": ["Looks"] * 4 + ["pays"] * 4 + ["Returns"], "score": [10, 9, 9, 7, 2, 5, 9, 11, 3]})
s = m.survey(answers)
m.lane("tickets", {"Pays": 12}, source="Helpdesk export, May", fill=0)
m.lane("refunds", {"pay": 1440.5}, unit="EUR", source="Ledger")
cjm.JourneyGrid(m)
"""


def test_a_survey_stands_beside_the_curve_and_tickets_in_a_lane(lab):
    grid = drawn(lab.notebook([MAP]))
    line = grid.root.locator("[data-survey]")
    expect(line).to_have_count(1)
    assert line.evaluate("one => getComputedStyle(one).fill") == "none"
    expect(grid.cell("look", "emotion")).to_contain_text("measured: NPS 75, 95 % interval")
    expect(grid.cell("pay", "emotion").locator(".sv-interval")).to_have_count(1)
    expect(grid.cell("cook", "emotion").locator(".sv-square")).to_have_count(0)
    expect(grid.lane("emotion")).to_contain_text("NPS, measured")
    sheet = grid.root.locator(".row.emotion .spark")
    assert grid.height(grid.cell("look", "emotion")) == pytest.approx(grid.height(sheet), abs=1.5), (
        "points stand on the line"
    )
    expect(grid.lane("tickets")).to_contain_text("Helpdesk export, May")
    expect(grid.cell("pay", "tickets")).to_contain_text("12")
    expect(grid.cell("pay", "refunds").locator(".sv-money")).to_have_text("€1,440.50")
    assert axe(grid.page, AXE.read_text(encoding="utf-8")) == []
    grid.notebook.python("s.adopt('score', 'emotion')")
    expect(grid.cell("look", "NPS")).to_contain_text("75")
    grid.notebook.eventually("float(m.steps.loc['look', 'emotion'])", 1.5)
    grid.notebook.python("s.draw(False)")
    expect(line).to_have_count(0)
