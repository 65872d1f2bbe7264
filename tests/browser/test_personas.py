"""Persona cards, the priority matrix and maps compared, in a real JupyterLab."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.grid import axe, box, middle
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MAP = """
import pandas as pd
import cjm_widgets as cjm
from cjm_widgets.widgets.compare import Compare
from cjm_widgets.widgets.matrix import PriorityMatrix
from cjm_widgets.widgets.personas import Personas

m = cjm.JourneyMap.from_template("classic")  # made up
m.personas = pd.DataFrame(
    {"name": ["Dana", "Luis", "Mira"], "goals": ["Less waste", "Learn", None], "share": [0.46, 0.31, 0.23]},
    index=pd.Index(["dana", "luis", "mira"], name="persona"),
)
step, lane = m.steps.index[0], m.lanes.index[m.lanes["role"] == "opportunities"][0]
for id_, text in (("save", "Save the box"), ("guest", "Order as a guest")):
    m.cards.loc[id_, ["step", "lane", "text"]] = [step, lane, text]
m.cards.loc["save", ["work", "impact"]] = [2.0, 2.5]
"""


@pytest.fixture
def open_(lab):
    def opened(line, kind, **how):
        notebook = lab.notebook([MAP + line], height=1000, **how)
        notebook.run(0)
        root = notebook.page.locator(f".jp-OutputArea [data-cjm={kind}]")
        root.first.wait_for()
        return notebook, root.first

    return opened


def write(notebook, field, text):
    field.click()
    notebook.page.keyboard.press("Control+a")
    notebook.page.keyboard.type(text)
    notebook.page.keyboard.press("Enter")


def test_a_persona_is_edited_in_place_and_undone(open_):
    notebook, cards = open_("Personas(m)", "personas")
    dana = cards.locator("[data-persona=dana]")
    write(notebook, dana.locator("[data-field=goals]"), "No waste at all")
    notebook.eventually("m.personas.at['dana', 'goals']", "No waste at all")
    write(notebook, dana.locator("[data-field=share]"), "52 %")
    notebook.eventually("m.personas.at['dana', 'share']", 0.52)
    notebook.page.keyboard.press("Control+z")
    notebook.eventually("m.personas.at['dana', 'share']", 0.46)
    notebook.python("m.personas.loc['mira', 'name'] = 'Mira, retired host'\nm.refresh()")
    expect(cards.locator("[data-persona=mira] h3")).to_contain_text("Mira, retired host")
    assert notebook.errors == []


def test_personas_are_put_in_order_by_keys_and_mouse(open_):
    notebook, cards = open_("Personas(m)", "personas")
    cards.locator("[data-persona=mira] [data-field=name]").focus()
    notebook.page.keyboard.press("Alt+ArrowLeft")
    notebook.eventually("m.personas.index.tolist()", ["dana", "mira", "luis"])
    first = box(cards.locator("[data-persona=dana]"))
    mouse = notebook.page.mouse
    mouse.move(*middle(cards.locator("[data-persona=luis] [data-grip]")))
    mouse.down()
    mouse.move(first["x"] + 20, first["y"] + 60, steps=8)
    mouse.up()
    notebook.eventually("m.personas.index.tolist()", ["luis", "dana", "mira"])


def test_the_map_is_drawn_for_another_persona(open_):
    notebook, cards = open_("Personas(m)", "personas")
    cards.locator("[data-persona=luis] [data-drawn]").click()
    notebook.eventually("m.meta.get('persona')", "luis")
    expect(cards.locator("[data-persona=luis] [data-drawn]")).to_have_attribute("aria-pressed", "true")


def test_an_opportunity_is_dragged_and_moved_with_keys(open_):
    notebook, matrix = open_("PriorityMatrix(m)", "matrix")
    mouse = notebook.page.mouse
    mouse.move(*middle(matrix.locator("[data-waiting] [data-carry=guest]")))
    mouse.down()
    mouse.move(*middle(matrix.locator("[data-plot]")), steps=8)
    mouse.up()
    notebook.eventually("m.cards.loc['guest', ['work', 'impact']].tolist()", [2.5, 1.5])
    notebook.page.keyboard.press("ArrowRight")
    notebook.eventually("m.cards.at['guest', 'work']", 2.75)
    expect(matrix.locator("[data-row=guest]")).to_contain_text("Big projects")


def test_maps_compared_follow_both_maps(open_):
    line = "other = cjm.JourneyMap.from_template('classic')\nCompare(m, other, names=['Now', 'Then'])"
    notebook, both = open_(line, "compare")
    expect(both.locator("[data-mark]").first).to_be_visible()
    notebook.python("m.cards = m.cards.drop(index=['save', 'guest'])\nm.refresh()")
    expect(both.locator("[data-mark]")).to_have_count(0)


@pytest.mark.parametrize(
    ("line", "kind"),
    [("Personas(m)", "personas"), ("PriorityMatrix(m)", "matrix"), ("Compare(m, m)", "compare")],
)
def test_they_are_free_of_faults_in_light_and_dark(open_, line, kind):
    notebook, root = open_(line, kind)
    source = Path(AXE).read_text(encoding="utf-8")
    assert axe(notebook.page, source) == []
    notebook.screenshot(f"{kind}-light")
    notebook.dark()
    expect(root).to_have_attribute("data-theme", re.compile("dark"))
    assert axe(notebook.page, source) == []
    notebook.screenshot(f"{kind}-dark")
