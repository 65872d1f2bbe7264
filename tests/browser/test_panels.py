"""A card's panel and the checks in a real JupyterLab: what is seen and changed there is in the tables."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.grid import Grid, axe, drawn

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = pytest.mark.usefixtures("bundle")
SHOP = """
import cjm_widgets as cjm

m = cjm.JourneyMap.from_sample("coffee_shop")  # made up
cjm.Blueprint(m)
"""
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


@pytest.mark.parametrize("dark", [False, True])
def test_links_and_moves_are_tables_that_lead_to_the_board(lab, dark):
    grid = drawn(lab.notebook([SHOP]))
    if dark:
        grid.notebook.dark()
    grid.root.get_by_role("button", name="Checks").click()
    grid.root.get_by_role("tab", name="Links").click()
    table = grid.root.locator("table[data-linked=links]")
    links = grid.notebook.value("len(m.links)")
    expect(table.locator("caption")).to_have_text(f"{links} links, in order")
    expect(table.locator("tbody tr")).to_have_count(links)
    expect(grid.root.locator("table[data-linked=transitions] tbody tr")).to_have_count(
        grid.notebook.value("len(m.transitions)")
    )
    assert axe(grid.page, AXE.read_text(encoding="utf-8")) == []
    narrow = table.locator("td:nth-child(2), th").evaluate_all(
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
    )
    assert narrow == 0
    row = table.locator("tr").filter(has_text="Takes the order").filter(has_text="recovery").first
    row.get_by_role("button").first.press("Enter")
    expect(grid.root.locator("[role=gridcell]:focus, [data-card]:focus").first).to_contain_text(
        "Takes the order"
    )


@pytest.mark.parametrize("dark", [False, True])
def test_fail_points_are_listed_by_risk_and_rated_from_there(lab, dark):
    grid = drawn(lab.notebook([SHOP]))
    if dark:
        grid.notebook.dark()
    grid.root.get_by_role("button", name="Checks").click()
    grid.root.get_by_role("tab", name="Service").click()
    first = grid.root.locator("[data-service=failures] tbody tr").first
    expect(first).to_contain_text("5 × 6 = 30× 6 = 180")
    handoffs = grid.notebook.value("m.handoffs().attrs['total']")
    caption = grid.root.locator("[data-service=handoffs] caption")
    expect(caption).to_have_text(f"{handoffs} handoffs between teams, most first")
    assert axe(grid.page, AXE.read_text(encoding="utf-8")) == []
    grid.notebook.python("m.cards.loc['pulls', 'likelihood'] = 10")
    expect(first).to_contain_text("Grinds, pulls the shot")
    first.get_by_role("button", name="Fields of the fail point").press("Enter")
    expect(grid.root.get_by_label("How often, 1 to 10")).to_have_value("10")
