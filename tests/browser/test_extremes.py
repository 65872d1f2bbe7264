"""Long, large and odd content in a real JupyterLab: it is drawn, edited, and lands where it belongs."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, Grid, drawn

pytestmark = pytest.mark.usefixtures("bundle")
MANY = """
import numpy as np, pandas as pd, cjm_widgets as cjm
n = 10_000
df = pd.DataFrame({"stage": [f"Stage {i // 1000}" for i in range(n)], "Actions": [f"does {i}" for i in range(n)],
                   "Count": np.arange(n), "emotion": np.sin(np.arange(n) / 40)})
cjm.JourneyGrid(df)
"""
HUGE = """
import pandas as pd, cjm_widgets as cjm
text = "0123456789" * 10_000
df = pd.DataFrame({"step": ["a", "b"], "stage": "S", "Notes": [text, "short"]})
cjm.JourneyGrid(df)
"""
SCRIPTS = """
import pandas as pd, cjm_widgets as cjm
df = pd.DataFrame({"step": ["שלב ראשון", "第一步", "👩‍👩‍👧 step"], "stage": ["مرحلة", "阶段", "S"], "Notes": ["مرحبا بالعالم", "比較價格", "Donaudampfschifffahrtsgesellschaftskapitän" * 3],
                   "emotion": [1.0, -1.0, 0.0]})
cjm.JourneyGrid(df)
"""


def test_the_last_of_ten_thousand_steps_is_edited(lab):
    grid = drawn(lab.notebook([MANY]))
    grid.cell("0", "Actions").click()
    grid.press("Control+End")
    expect(grid.cell("9999", "emotion")).to_be_visible()
    grid.type_over(grid.cell("9999", "Actions"), "ends")
    grid.notebook.eventually("[df.at[9999, 'Actions'], df['Actions'].eq('ends').sum().item()]", ["ends", 1])
    grid.choose(grid.step("9998"), "Duplicate step")
    grid.notebook.eventually(
        "[len(df), df['Actions'].tolist()[-3:]]", [10_001, ["does 9998", "does 9998", "ends"]]
    )
    grid.press("Control+z")
    grid.notebook.eventually("len(df)", 10_000)
    grid.element.locator("xpath=..").evaluate("scroll => { scroll.scrollLeft = scroll.scrollWidth / 2; }")
    expect(grid.cell("5000", "Actions")).to_contain_text("does 5000")
    grid.type_over(grid.cell("5000", "Count"), "-7")
    grid.notebook.eventually("[df['Count'].lt(0).sum().item(), int(df.at[5000, 'Count'])]", [1, -7])
    grid.press("Control+Home")
    expect(grid.cell("0", "Actions")).to_be_visible()


def test_a_cell_of_a_hundred_thousand_characters_is_edited_whole(lab):
    grid = drawn(lab.notebook([HUGE]))
    cell = grid.element.locator("[role=gridcell][data-lane=Notes]").first
    assert 1_900 < len(cell.inner_text()) < 2_100, "a long text is drawn in part"
    cell.click()
    grid.press("F2")
    editor = grid.root.locator("[data-editor] textarea")
    expect(editor).to_have_js_property("value", "0123456789" * 10_000)
    grid.press("Control+End")
    grid.page.keyboard.type("!")
    grid.press("Enter")
    grid.notebook.eventually(
        "[len(df.at[0, 'Notes']), df.at[0, 'Notes'][-3:], df.at[1, 'Notes']]", [100_001, "89!", "short"]
    )


def test_scripts_run_their_own_way_and_long_words_stay_inside(lab):
    grid: Grid = drawn(lab.notebook([SCRIPTS]))
    cells = grid.element.locator("[role=gridcell][data-lane=Notes]")
    rtl = cells.first.locator("[dir=auto]").first
    expect(rtl).to_contain_text("مرحبا")
    assert rtl.evaluate("el => getComputedStyle(el).direction") == "rtl"
    assert cells.nth(1).locator("[dir=auto]").first.evaluate("el => getComputedStyle(el).direction") == "ltr"
    assert cells.nth(2).evaluate("el => el.scrollWidth <= el.clientWidth + 1"), "a long word is broken"
    grid.type_over(cells.first, "سلام")
    grid.notebook.eventually("df.at[0, 'Notes']", "سلام")
    grid.notebook.screenshot("scripts")


@pytest.mark.parametrize(
    "media", [{"reduced_motion": "reduce"}, {"forced_colors": "active"}], ids=lambda m: next(iter(m))
)
def test_it_draws_with_less_motion_and_with_forced_colours(lab, media):
    notebook = lab.notebook([SHOP], height=1000)
    notebook.page.emulate_media(**media)
    grid = drawn(notebook)
    expect(grid.cell("pay", "Actions")).to_contain_text("Pays")
    durations = grid.root.evaluate(
        "el => [...el.querySelectorAll('*')].map(one => getComputedStyle(one).transitionDuration)"
    )
    if "reduced_motion" in media:
        assert set(durations) <= {"0s"}
    grid.cell("pay", "Actions").click()
    notebook.screenshot(f"grid-{next(iter(media))}")
