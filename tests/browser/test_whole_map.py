"""A whole map in a real JupyterLab: cards that span steps of a long board, a map behind a step, what changed, improvements."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import Grid, box, drawn

pytestmark = pytest.mark.usefixtures("bundle")

LONG = """
import pandas as pd
import cjm_widgets as cjm

ids = [f"s{i:03}" for i in range(200)]  # made up
m = cjm.JourneyMap(
    {
        "stages": pd.DataFrame({"name": ["Long"]}, index=["long"]),
        "steps": pd.DataFrame({"name": [f"Step {i}" for i in range(200)], "stage": "long"}, index=ids),
        "lanes": pd.DataFrame({"name": ["Actions"], "kind": ["cards"], "role": ["actions"]}, index=["actions"]),
        "cards": pd.DataFrame(
            {"step": ["s002", "s100"], "lane": "actions", "text": ["Waits for months", "Asks"], "until": ["s150", None]},
            index=["waits", "asks"],
        ),
    },
    title="Long",
)
cjm.JourneyGrid(m)
"""
NESTED = """
import cjm_widgets as cjm

inner = cjm.JourneyMap.from_template("unboxing")  # made up
inner.title = "Inside the box"
inner.save("inner.cjm.json", overwrite=True)
m = cjm.JourneyMap.from_template("classic")
m.title = "Outside"
m.save("outer.cjm.json", overwrite=True)
m.steps["opens"] = None
m.steps.loc[m.steps.index[0], "opens"] = "inner.cjm.json"
cjm.JourneyGrid(m)
"""
CHANGED = """
import cjm_widgets as cjm
from cjm_widgets import samples

before, m = (cjm.JourneyMap._of(samples.meal_kit()) for _ in range(2))
m.cards = m.cards.drop(index="questions-pays")
m.lanes.loc["actions", "name"] = "Doings"
m.stages.loc["keep", "goal"] = "Stay"
m.steps.loc["pays", "name"] = "Pays once"
cjm.JourneyGrid(m, since=before)
"""
LENS = """
import cjm_widgets as cjm
from cjm_widgets import samples

m = cjm.JourneyMap._of(samples.meal_kit())
cjm.JourneyGrid(m)
"""
IDEAS = """
import cjm_widgets as cjm
from cjm_widgets import samples

m = cjm.JourneyMap._of(samples.meal_kit())
cjm.PriorityMatrix(m, x="cost", y="likely")
"""


def scroll_to(grid: Grid, step: int) -> None:
    grid.root.locator(".scroll").evaluate(
        "(el, step) => { el.scrollLeft = step * (el.scrollWidth / 200) - 300 }", step
    )


def test_a_card_that_spans_a_long_board_is_drawn_wherever_it_reaches(lab):
    grid = drawn(lab.notebook([LONG]))
    card = grid.root.locator('[data-card="waits"]:visible').first
    expect(card).to_contain_text("until Step 150")
    for step in (30, 90, 140):
        scroll_to(grid, step)
        expect(grid.step(f"s{step:03}")).to_be_visible()
        covered = box(grid.root.locator('[data-card="waits"]').first)
        head = box(grid.step(f"s{step:03}"))
        assert covered["x"] <= head["x"] + 1
        assert covered["x"] + covered["width"] >= head["x"] + head["width"] - 12
    scroll_to(grid, 170)
    expect(grid.step("s170")).to_be_visible()
    expect(grid.root.locator('[data-card="waits"]')).to_have_count(0)


def test_a_card_under_a_span_keeps_its_room_and_the_span_can_be_shortened(lab):
    grid = drawn(lab.notebook([LONG]))
    scroll_to(grid, 100)
    asks = grid.root.locator('[data-card="asks"]')
    expect(asks).to_be_visible()
    over, under = box(grid.root.locator('[data-card="waits"]').first), box(asks)
    assert under["y"] >= over["y"] + over["height"] - 1
    grid.notebook.python("m.cards.loc['waits', 'until'] = 's050'; m.refresh()")
    expect(grid.root.locator('[data-card="waits"]')).to_have_count(0)
    expect(asks).to_be_visible()


def test_a_step_opens_another_map_and_leads_back(lab):
    grid = drawn(lab.notebook([NESTED]))
    grid.root.locator("[role=columnheader][data-step]").first.click()
    grid.press("Control+.")
    grid.root.get_by_role("button", name="Open that map").click()
    expect(grid.root.get_by_role("heading", name="Inside the box")).to_be_visible()
    grid.root.get_by_role("button", name="Back").click()
    expect(grid.root.get_by_role("heading", name="Outside")).to_be_visible()


def test_whose_map_it_is_stands_in_the_bar_and_is_chosen_from_there(lab):
    notebook = lab.notebook([LENS])
    grid = drawn(notebook)
    lens = grid.root.locator("[data-lens]")
    expect(lens).to_contain_text(
        "Persona: DDanaplanning parent · 46 % of customers. Scenario: A family orders"
    )
    lens.focus()
    grid.press("Enter")
    grid.root.get_by_label("Persona", exact=True).select_option(label="Mira")
    expect(lens).to_contain_text("Mira")
    notebook.eventually("m.persona", "mira")
    notebook.python("m.scenario = 'Orders by phone'; m.personas.loc['mira', 'share'] = 0.255")
    expect(lens).to_contain_text("25.5 % of customers. Scenario: Orders by phone")
    grid.press("Escape")
    expect(grid.root.get_by_role("tab", name="About")).to_have_count(0)


def test_what_changed_is_marked_and_listed_and_leads_there(lab):
    grid = drawn(lab.notebook([CHANGED]))
    expect(grid.cell("pays", "questions").locator("[data-diff]")).to_have_text("－ removed: How do I cancel?")
    expect(grid.lane("actions").locator("[data-diff]")).to_have_text("✎ re-worded")
    expect(grid.stage("keep").locator("[data-diff]")).to_have_text("✎ re-worded: goal")
    expect(grid.step("pays").locator("[data-diff]")).to_have_text("✎ re-worded")
    grid.root.get_by_role("button", name="Checks").click()
    grid.root.get_by_role("tab", name="Changes").click()
    expect(grid.root.locator("[data-change]")).to_have_count(4)
    grid.root.locator('[data-change="re-worded"]').get_by_role("button", name="Pays once").click()
    expect(grid.step("pays")).to_be_focused()


def test_an_improvement_is_dragged_into_its_own_table(lab):
    notebook = lab.notebook([IDEAS])
    notebook.run_all()
    point = notebook.page.locator('[data-point="improvements/improve-chat"]')
    expect(point).to_be_visible()
    was = notebook.python("print(m.improvements.loc['improve-chat', ['cost', 'likely']].tolist())")
    at = box(point)
    notebook.page.mouse.move(at["x"] + 13, at["y"] + 13)
    notebook.page.mouse.down()
    notebook.page.mouse.move(at["x"] - 80, at["y"] + 60, steps=8)
    notebook.page.mouse.up()
    notebook.eventually(
        "bool((m.improvements.loc['improve-chat', ['cost', 'likely']] < [38000, 9.6]).all())",
        True,
    )
    assert was == "[38000.0, 9.6]"
    assert notebook.python("print('improve-chat' in m.cards.index)") == "False"
