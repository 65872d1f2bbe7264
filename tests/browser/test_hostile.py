"""Markup and script in every place a text of a user's can stand: it is shown as the text it is, and nothing of it runs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import drawn

pytestmark = pytest.mark.usefixtures("bundle")
HOSTILE = """
import pandas as pd
import cjm_widgets as cjm

def bad(place):
    return f'"><img src=x onerror="ran(`{place}`)"><script>ran(`{place}`)</script><svg onload="ran(`{place}`)">{place}'

df = pd.DataFrame(
    {
        "stage": [bad("stage")] * 2,
        "step": [bad("step 1"), bad("step 2")],
        bad("lane"): [bad("text"), "plain"],
        "Cards": [bad("line") + "\\n" + bad("second line"), None],
        "Lists": [[bad("item"), bad("second item")], []],
        "Channel": pd.Categorical([bad("choice"), "web"]),
        "Quote": [bad("quote"), None],
        "Mixed": [bad("mixed"), 3],
        "emotion": [1.0, -1.0],
    },
    index=[bad("label 1"), bad("label 2")],
)
df.attrs["title"] = bad("title")
cjm.JourneyGrid(df)
"""
MAPPED = """
m = cjm.JourneyMap.from_template("classic")
m.meta["title"] = bad("map title")
lane, step = m.lanes.index[0], m.steps.index[0]
m.stages["name"] = bad("map stage")
m.stages["goal"] = bad("goal")
m.steps["name"] = bad("map step")
m.steps["quote"] = bad("map quote")
m.steps["emotion"] = 1.0
m.lanes["name"] = [bad(f"map lane {i}") for i in range(len(m.lanes))]
m.lanes["hint"] = bad("hint")
for column in ("text", "team", "effort", "channel", "place", "barrier"):
    m.cards.loc["c", column] = bad(column)
m.cards.loc["c", ["step", "lane"]] = [step, m.lanes.index[m.lanes["kind"].eq("cards")][0]]
cjm.JourneyGrid(m)
"""


@pytest.fixture
def ran(lab):
    """A notebook with both, and what ran in its page or asked the person something."""
    notebook = lab.notebook([HOSTILE, MAPPED], height=1400)
    seen: list[str] = []
    notebook.page.expose_function("ran", lambda place: seen.append(place))
    notebook.page.on("dialog", lambda dialog: (seen.append(dialog.message), dialog.dismiss()))
    return notebook, seen


def test_no_text_of_a_frame_runs(ran):
    notebook, seen = ran
    grid = drawn(notebook)
    for place in (
        "stage",
        "step 1",
        "lane",
        "text",
        "line",
        "second line",
        "item",
        "choice",
        "quote",
        "title",
    ):
        expect(grid.root).to_contain_text(f"ran(`{place}`)")
    for lane in grid.lanes():
        cell = grid.element.locator("[role=gridcell][data-position='0']").nth(grid.lanes().index(lane))
        cell.dblclick()
        grid.press("End")
        notebook.page.keyboard.type("!")
        grid.press("Escape")
    grid.element.locator("[role=gridcell][data-position='0']").first.click(button="right")
    grid.press("Escape", "Control+f")
    notebook.page.keyboard.type("onerror")
    expect(grid.root.locator("[data-found]")).to_contain_text("of")
    assert grid.root.locator("img, script, [onerror], [onload]").count() == 0
    assert (seen, notebook.errors) == ([], [])


def test_no_text_of_a_map_runs_nor_in_its_panel(ran):
    notebook, seen = ran
    drawn(notebook)
    grid = drawn(notebook, 1, nth=1)
    for place in ("map stage", "goal", "map step", "hint", "text", "team", "channel", "map title"):
        expect(grid.root).to_contain_text(f"ran(`{place}`)")
    card = grid.element.locator("[data-card]").first
    card.click()
    grid.press("Control+.")
    expect(grid.root.locator(".aside")).to_contain_text("ran(`")
    notebook.page.wait_for_timeout(300)
    assert grid.root.locator("script, [onerror], [onload]").count() == 0
    assert (seen, notebook.errors) == ([], [])
