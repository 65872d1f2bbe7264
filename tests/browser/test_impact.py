"""The impact panel in a real JupyterLab: sliders, keys, budget, undo, Python beside it, a busy kernel and none."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.grid import axe, box
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
MAP = """
import cjm_widgets as cjm
m = cjm.JourneyMap.from_sample("meal_kit_blueprint")
p = cjm.ImpactPanel(m, budget=60_000)
p"""
SHARE = "m.improvements.at['improve-chat', 'adoption']"


@pytest.fixture
def panel(lab):
    notebook = lab.notebook([MAP, "import time; time.sleep(4)"], width=1440, height=1000)
    notebook.run(0)
    root = notebook.page.locator(".jp-OutputArea [data-cjm=impact]").first
    root.locator("[data-research]").wait_for()
    return notebook, root


def between(root):
    return root.locator("[data-tile=success] .between")


def test_a_slider_is_dragged_answered_at_once_and_undone(panel):
    notebook, root = panel
    slider, mouse = root.locator("[data-item=improve-chat] .slide"), notebook.page.mouse
    at = box(slider)
    mouse.move(at["x"] + at["width"] - 8, at["y"] + at["height"] / 2)
    mouse.down()
    mouse.move(at["x"] + 8, at["y"] + at["height"] / 2, steps=10)
    expect(root.locator("[data-tile=success] .big")).to_contain_text("8.1 %")
    expect(between(root)).to_contain_text("…")
    assert notebook.value(SHARE) == 1.0
    mouse.up()
    notebook.eventually(SHARE, 0.0)
    expect(root.locator("[data-progress]")).to_have_count(0)
    notebook.page.keyboard.press("Control+z")
    notebook.eventually(SHARE, 1.0)
    expect(root.locator("[data-tile=success] .big")).to_contain_text("8.6 %")
    assert notebook.errors == []


def test_it_is_used_with_keys_only(panel):
    notebook, root = panel
    slider = root.locator("[data-item=improve-chat] .slide")
    slider.focus()
    notebook.page.keyboard.press("ArrowLeft")
    notebook.eventually(SHARE, 0.95)
    notebook.page.keyboard.press("Home")
    notebook.eventually(SHARE, 0.0)
    notebook.page.keyboard.press("End")
    notebook.eventually(SHARE, 1.0)
    notebook.page.keyboard.press("Shift+Tab")
    notebook.page.keyboard.press("Space")
    notebook.eventually(SHARE, 0.0)
    expect(root.locator("[data-spoken]")).to_contain_text("now")


def test_a_budget_is_typed_and_the_best_within_it_taken(panel):
    notebook, root = panel
    entry = root.locator(".budget input")
    entry.fill("much")
    entry.press("Enter")
    expect(root.locator("[data-wrong]")).to_contain_text("much")
    entry.fill("20000")
    entry.press("Enter")
    notebook.eventually("p.budget", 20_000.0)
    expect(root.locator("[data-wrong]")).to_have_count(0)
    expect(root.locator("[data-best]")).not_to_contain_text("Answer slots")
    root.locator("[data-take]").click()
    notebook.eventually(SHARE, 0.0)
    expect(root.locator("[data-best]")).to_contain_text("what is carried out now")


def test_it_follows_python_and_says_what_python_says(panel):
    notebook, root = panel
    notebook.python(f"{SHARE} = 0.4\nm.refresh()")
    expect(root.locator("[data-item=improve-chat] .slide")).to_have_value("40")
    notebook.python("held = m.transitions.copy()\nm.transitions = held.iloc[:0]\nm.refresh()")
    expect(root.locator("[data-problem]")).to_contain_text("no transitions")
    notebook.python("m.transitions = held\nm.refresh()")
    expect(root.locator("[data-problem]")).to_have_count(0)
    expect(between(root)).to_contain_text("…")


def test_a_busy_kernel_and_none_leave_the_exact_answer(panel):
    notebook, root = panel
    slider = root.locator("[data-item=improve-chat] .slide")
    notebook.run(1, wait=False)
    slider.focus()
    notebook.page.keyboard.press("Home")
    expect(root.locator("[data-tile=success] .big")).to_contain_text("8.1 %", timeout=1_500)
    expect(between(root)).to_have_text("interval follows when Python is free", timeout=1_500)
    expect(between(root)).to_contain_text("…")
    notebook.kill_kernel()
    expect(root).to_contain_text(re.compile("Python"))
    notebook.page.keyboard.press("ArrowRight")
    expect(slider).to_have_value("5")
    expect(between(root)).to_have_text("no interval without Python")


def test_it_is_free_of_faults_in_light_and_dark(panel):
    notebook, root = panel
    source = Path(AXE).read_text(encoding="utf-8")
    assert axe(notebook.page, source) == []
    notebook.screenshot("impact-light")
    notebook.dark()
    expect(root).to_have_attribute("data-theme", "dark")
    assert axe(notebook.page, source) == []
    notebook.screenshot("impact-dark")
    notebook.page.evaluate("jupyterapp.shell.collapseLeft()")
    notebook.page.set_viewport_size({"width": 400, "height": 1000})
    inner = root.locator(".inner")
    assert inner.evaluate("e => e.scrollWidth <= e.clientWidth + 1")
