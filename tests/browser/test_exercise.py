"""An exercise in a real JupyterLab: worked on, checked, kept in the notebook without running it again, and after a restart."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from browser.grid import axe
from browser.server import ROOT
from cjm_widgets.workshop import collected, course

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CELL = "import cjm_widgets as cjm\nex = cjm.exercise('first-stages', folder=FOLDER)\nex"
SOLVE = """
import pandas as pd
names = ["Notice", "Choose", "Buy", "Ride"]
ex.map.stages = pd.DataFrame({"name": names, "goal": "Be done"}, index=names)
ex.map.steps = pd.DataFrame({"name": names, "stage": names}, index=names)
ex.map.cards = pd.DataFrame({"step": names, "lane": ex.map.lanes.index[0], "text": "Rides"}, index=names)
"""


def test_it_is_solved_kept_and_taken_up_again(lab, server, tmp_path):
    notebook = lab.notebook([CELL.replace("FOLDER", repr(str(tmp_path / "work")))], height=1100)
    notebook.run(0)
    panel = notebook.page.locator("[data-cjm=exercise]").first
    panel.locator("[data-check]").click()
    expect(panel.locator("[data-result]")).to_contain_text("0 of 5 met")
    panel.locator("[data-hint]").focus()
    notebook.page.keyboard.press("Enter")
    expect(panel.locator(".hints li").first).to_be_focused()
    panel.get_by_label("the customer's").focus()
    notebook.page.keyboard.press("Space")
    notebook.eventually("ex.attempt.said", {"side": "the customer's"})
    notebook.grid().get_by_text("Stage 1").first.wait_for()
    notebook.python(SOLVE)
    panel.locator("[data-check]").focus()
    notebook.page.keyboard.press("Enter")
    expect(panel.locator("[data-result]")).to_contain_text("All of it is met.")
    expect(notebook.page.locator(".jp-OutputArea")).to_contain_text(["5 of 5 met when last checked"])
    assert axe(notebook.page, AXE.read_text(encoding="utf-8")) == []

    notebook.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    exercises = course.exercises()
    marks = _graded(server.folder / f"{notebook.name}.ipynb", exercises, tmp_path)
    assert marks["points"].sum() == exercises["first-stages"].points
    assert set(marks["hints"]) == {1}

    notebook.restart_kernel()
    notebook.run(0)
    notebook.eventually("list(ex.map.stages['name'])", ["Notice", "Choose", "Buy", "Ride"])
    expect(notebook.page.locator("[data-cjm=exercise]").get_by_label("the customer's")).to_be_checked()
    assert notebook.errors == []


def _graded(path, exercises, tmp_path):
    folder = tmp_path / "in" / "ann"
    folder.mkdir(parents=True)
    (folder / "one.ipynb").write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    assert json.loads(path.read_text(encoding="utf-8"))["cells"][0]["execution_count"] == 1
    return collected.collected(tmp_path / "in", exercises)
