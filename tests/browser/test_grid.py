"""Editing in a real JupyterLab: cards, steps, stages and lanes, by keys, menu and mouse, and what must not happen."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, Grid, axe, drawn
from browser.server import ROOT

pytestmark = pytest.mark.usefixtures("bundle")
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
HOSTILE = """
import pandas as pd, cjm_widgets as cjm
bad = '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>'
df = pd.DataFrame({"stage": [bad, "B"], bad: [bad, "ok"], "c": pd.Categorical([bad, "x"])}, index=[bad, "two"])
grid = cjm.JourneyGrid(df)
grid
"""
LONG = """
import numpy as np, pandas as pd, cjm_widgets as cjm
n = 10_000
df = pd.DataFrame({"stage": [f"Stage {i // 1000}" for i in range(n)], "Actions": [f"does {i}" for i in range(n)],
                   "Count": np.arange(n), "emotion": np.sin(np.arange(n) / 40)})
cjm.JourneyGrid(df)
"""


@pytest.fixture
def shop(lab):
    return drawn(lab.notebook([SHOP, "grid"]))


def pains(step):
    return f"(df.at['{step}', 'Pain points'] if isinstance(df.at['{step}', 'Pain points'], str) else None)"


def test_a_card_is_added_duplicated_and_removed(shop):
    shop.choose(shop.card("pay", "Pain points", "Terms"), "Add a card")
    shop.page.keyboard.type("Slow")
    shop.press("Enter")
    shop.notebook.eventually(pains("pay"), "Terms\nSlow")
    shop.choose(shop.card("pay", "Pain points", "Slow"), "Duplicate card")
    shop.notebook.eventually(pains("pay"), "Terms\nSlow\nSlow")
    shop.choose(shop.card("pay", "Pain points", "Terms"), "Remove card")
    shop.notebook.eventually(pains("pay"), "Slow\nSlow")


def test_a_card_is_dragged_to_another_cell(shop):
    shop.drag(shop.card("pay", "Pain points", "Terms"), shop.cell("reviews", "Pain points"))
    shop.notebook.eventually(f"[{pains('pay')}, {pains('reviews')}]", [None, "Reviews contradict\nTerms"])
    shop.cell("pay", "Pain points").click()
    shop.press("Control+z")
    shop.notebook.eventually(f"[{pains('pay')}, {pains('reviews')}]", ["Terms", "Reviews contradict"])


def test_a_step_is_added_moved_duplicated_and_removed(shop):
    shop.choose(shop.step("pay"), "Add step after")
    shop.page.keyboard.type("confirm")
    shop.press("Enter")
    shop.notebook.eventually("len(df)", 6)
    assert shop.notebook.value("list(df['stage'])[4]") == "Buy"
    shop.choose(shop.step("pay"), "Duplicate step")
    shop.notebook.eventually("[len(df), list(df['Actions']).count('Pays')]", [7, 2])
    shop.choose(shop.step("post"), "Remove step")
    shop.notebook.eventually("['post' in df.index, len(df)]", [False, 6])
    shop.choose(shop.step("reviews"), "Move right")
    shop.notebook.eventually("[df.at['reviews', 'stage'], list(df.index)[:2]]", ["Buy", ["reviews", "menus"]])
    shop.choose(shop.step("reviews"), "Move right")
    shop.notebook.eventually("list(df.index)[:2]", ["menus", "reviews"])
    assert shop.notebook.value("id(df) == before[2]") is True


def test_a_lane_is_added_renamed_and_removed(shop):
    shop.choose(shop.lane("Share"), "Add lane below")
    shop.notebook.eventually("'New lane' in df.columns", True)
    shop.type_over(shop.element.locator("[role=rowheader]").filter(has_text="New lane"), "Ideas")
    shop.notebook.eventually("'Ideas' in df.columns", True)
    shop.choose(shop.lane("Share"), "Remove lane")
    shop.notebook.eventually("'Share' in df.columns", False)
    shop.cell("post", "Actions").click()
    shop.press("Control+z")
    shop.notebook.eventually(
        "df['Share'].tolist() if 'Share' in df.columns else []", [0.4, 0.6, 0.5, 0.8, 0.9]
    )
    assert shop.notebook.value("id(df) == before[2]") is True


def test_a_lane_is_hidden_resized_and_the_frame_untouched(shop):
    lane = shop.lane("Clicks")
    tall = shop.height(lane)
    shop.choose(lane, "Taller")
    shop.page.wait_for_timeout(200)
    assert shop.height(lane) > tall
    shop.choose(lane, "Hide lane")
    expect(lane).to_have_count(0)
    assert shop.notebook.value("'Clicks' in df.columns") is True


def test_a_stage_is_folded_and_unfolded(shop):
    shop.root.get_by_role("button", name="Fold Discover").click()
    expect(shop.step("post")).to_have_count(0)
    expect(shop.step("pay")).to_have_count(1)
    shop.root.get_by_role("button", name="Unfold Discover").click()
    expect(shop.step("post")).to_have_count(1)


def test_a_block_is_pasted_as_one_undo_step(shop):
    shop.paste(shop.cell("post", "Clicks"), "31\t32\n0.1\t0.2")
    both = "[df['Clicks'].tolist()[:2], df['Share'].tolist()[:2]]"
    shop.notebook.eventually(both, [[31, 32], [0.1, 0.2]])
    shop.press("Control+z")
    shop.notebook.eventually(both, [[3, 5], [0.4, 0.6]])


def test_a_block_is_copied(shop):
    shop.cell("post", "Clicks").click()
    shop.press("Shift+ArrowRight", "Control+c")
    assert shop.clipboard().rstrip("\n").split("\t") == ["3", "5"]


def test_find_goes_to_the_cell(shop):
    shop.cell("post", "Actions").click()
    shop.press("Control+f")
    shop.page.keyboard.type("guest")
    shop.press("Enter")
    expect(shop.root.get_by_text("1 of 1").first).to_be_visible()
    shop.press("Escape", "F2", "End")
    shop.page.keyboard.type("s")
    shop.press("Enter")
    shop.notebook.eventually(pains("menus"), "Price hidden\nNo guest orders")


def test_keys_do_not_reach_the_notebook_but_saving_does(shop):
    cells = shop.notebook.cell_count()
    shop.cell("pay", "Clicks").click()
    shop.press("Escape", "Escape")
    shop.cell("pay", "Clicks").click()
    shop.press("ArrowDown", "ArrowUp", "b", "Escape", "a", "Escape", "d", "d", "Escape", "Control+z")
    assert shop.notebook.cell_count() == cells
    shop.cell("pay", "Clicks").click()
    with shop.page.expect_request(lambda r: r.method == "PUT" and "/api/contents/" in r.url):
        shop.press("Control+s")


def test_hostile_text_is_shown_and_never_run(lab):
    notebook = lab.notebook([HOSTILE])
    grid = drawn(notebook)
    expect(grid.root.get_by_text("<script>window.pwned=1</script>", exact=False).first).to_be_visible()
    grid.type_over(
        grid.element.locator("[role=gridcell][data-step=two]").first, "<img src=y onerror=window.pwned=2>"
    )
    grid.page.wait_for_timeout(300)
    assert grid.page.evaluate("window.pwned === undefined")
    assert grid.root.locator("img, script, iframe").count() == 0


def test_ten_thousand_steps_scroll_to_the_end(lab):
    grid = drawn(lab.notebook([LONG]))
    expect(grid.cell("0", "Actions")).to_contain_text("does 0")
    grid.cell("0", "Actions").click()
    grid.press("Control+End")
    expect(grid.cell("9999", "Actions")).to_contain_text("does 9999")
    assert grid.element.locator("[role=gridcell]").count() < 1000, "only what is in view is drawn"


def test_axe_finds_nothing_in_light_and_dark(shop):
    assert axe(shop.page, AXE.read_text(encoding="utf-8")) == []
    shop.notebook.dark()
    shop.page.wait_for_timeout(300)
    assert axe(shop.page, AXE.read_text(encoding="utf-8")) == []
    shop.notebook.screenshot("grid-dark")


def test_an_empty_frame_is_drawn_and_can_be_filled(lab):
    code = "import pandas as pd, cjm_widgets as cjm\ndf = pd.DataFrame({'stage': [], 'Actions': []}, dtype='str')\ncjm.JourneyGrid(df)"
    grid: Grid = drawn(lab.notebook([code]))
    grid.root.get_by_role("button", name="New step").first.click()
    grid.press("Enter")
    grid.notebook.eventually("len(df)", 1)
