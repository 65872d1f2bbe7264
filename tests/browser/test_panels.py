"""A card's panel and the checks in a real JupyterLab: what is seen and changed there is in the tables."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import Grid, drawn

pytestmark = pytest.mark.usefixtures("bundle")
MAP = """
import cjm_widgets as cjm

m = cjm.JourneyMap.from_template("classic")  # made up
lane, step = m.lanes.index[m.lanes["role"] == "pain_points"][0], m.steps.index[0]
m.cards.loc["slow", ["step", "lane", "text"]] = [step, lane, "Answers take days"]
cjm.JourneyGrid(m)
"""


def panel(grid: Grid) -> None:
    grid.root.locator('[data-card="slow"]').click()
    grid.press("Control+.")
    expect(grid.root.get_by_role("dialog")).to_contain_text("Answers take days")


def test_a_field_and_a_row_of_evidence_reach_the_tables(lab):
    grid = drawn(lab.notebook([MAP]))
    panel(grid)
    grid.root.get_by_role("radio", name="4 of 5").click()
    grid.notebook.eventually("m.cards.loc['slow', 'severity'].item()", 4)
    expect(grid.root.locator('[data-proof="assumed"]').first).to_be_visible()
    grid.root.get_by_role("button", name="Add evidence").click()
    grid.root.get_by_role("textbox", name="Text").last.fill("Nine of twelve waited")
    grid.root.get_by_role("button", name="Keep").click()
    expect(grid.root.locator("blockquote")).to_contain_text("Nine of twelve waited")
    grid.notebook.eventually(
        "m.evidence[['card', 'text']].values.tolist()", [["slow", "Nine of twelve waited"]]
    )
    grid.press("Escape")
    expect(grid.root.get_by_role("dialog")).to_have_count(0)


def test_the_checks_are_listed_and_silenced(lab):
    grid = drawn(lab.notebook([MAP]))
    grid.root.get_by_role("button", name="Checks").click()
    first = grid.root.locator(".findings li").first
    expect(first).to_be_visible()
    code = first.get_attribute("data-code")
    first.get_by_role("button", name="Silence").click()
    grid.root.get_by_role("textbox", name="Why may it stay?").fill("Known")
    grid.press("Enter")
    grid.notebook.eventually("m.tables['waivers'][['code', 'reason']].values.tolist()", [[code, "Known"]])


def test_what_the_map_is_about_and_offers_reaches_python(lab):
    grid = drawn(lab.notebook([MAP]))
    grid.root.get_by_role("button", name="Checks").click()
    grid.root.get_by_role("tab", name="Checks").focus()
    grid.press("ArrowRight")
    grid.root.get_by_label("Teams").fill("Care\nOps")
    grid.press("Control+Enter")
    grid.notebook.eventually("m.meta.get('teams')", ["Care", "Ops"])
    expect(grid.root.get_by_label("Teams")).to_have_value("Care\nOps")
    grid.root.get_by_role("tab", name="Value proposition").click()
    grid.root.get_by_role("textbox", name="Add a job").fill("Eat soon")
    grid.press("Enter")
    expect(grid.root.get_by_text("nothing answers it")).to_be_visible()
    grid.notebook.eventually(
        "m.tables['propositions'][['kind', 'text']].values.tolist()", [["job", "Eat soon"]]
    )
