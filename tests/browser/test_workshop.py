"""Vote, timer and presenter in a real JupyterLab, with the keyboard only."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import axe
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CELL = """import cjm_widgets as cjm
m = cjm.JourneyMap.from_sample("meal_kit")
vote = cjm.Vote(m, lanes=["Pain points"])
timer = cjm.Timer(agenda=[("Personas", 6), ("Stages", 4)])
show = cjm.Presenter(m)
display(vote, timer, show)"""


def test_a_room_votes_watches_the_time_and_is_shown_the_map(lab):
    notebook = lab.notebook([CELL], height=1600)
    notebook.run(0)
    page = notebook.page
    vote, timer, show = (page.locator(f"[data-cjm={name}]").first for name in ("vote", "timer", "presenter"))

    more = vote.locator("[data-more]").first
    more.focus()
    page.keyboard.press("Enter")
    expect(vote.locator("[data-left]")).to_have_text("2 of your 3 dots left")
    page.keyboard.press("+")
    expect(vote.locator("[data-left]")).to_have_text("1 of your 3 dots left")
    expect(more).to_be_focused()
    assert vote.locator(".count").count() == 0
    vote.locator("[data-voter]").fill("Ann")
    expect(vote.locator("[data-left]")).to_have_text("3 of your 3 dots left")
    vote.locator("[data-show]").press("Enter")
    expect(vote.locator(".count").first).to_have_text("2 dots")
    vote.locator("[data-keep]").press("Enter")
    notebook.eventually("int(m.cards['votes'].sum())", 2)

    timer.locator("[data-turn]").press("Enter")
    notebook.eventually("timer.since > 0", True)
    timer.locator("[data-next]").press("Enter")
    expect(timer.locator("[aria-current=step]")).to_contain_text("Stages")
    expect(timer.locator("[data-said]")).to_contain_text("Now: Stages")
    notebook.eventually("timer.now", "Stages")
    timer.locator("[data-turn]").press("Enter")
    notebook.eventually("timer.since", 0)

    _present(page, show)
    assert axe(page, AXE.read_text(encoding="utf-8")) == []
    assert notebook.errors == []


def _present(page, show):
    show.focus()
    page.keyboard.press("ArrowRight")
    expect(show.locator("[data-place]")).to_contain_text("2 of")
    page.keyboard.press("f")
    expect(show.locator("[data-full]")).to_have_text("Leave full screen")
    page.keyboard.press("End")
    page.keyboard.press("Escape")
    if page.evaluate(
        "() => !!document.fullscreenElement"
    ):  # a browser without a window hears no Escape of its own
        page.evaluate("() => document.exitFullscreen()")
    expect(show.locator("[data-full]")).to_have_text("Full screen")
