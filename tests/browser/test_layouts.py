"""A map, a sheet lying across and a long list, edited in a real JupyterLab, with the frame looked at each time."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import Grid, drawn

pytestmark = pytest.mark.usefixtures("bundle")
MAP = """
import cjm_widgets as cjm
m = cjm.JourneyMap.from_template("purchase")
frames = [id(m.stages), id(m.steps), id(m.lanes), id(m.cards)]
grid = cjm.JourneyGrid(m)
grid
"""
ACROSS = """
import pandas as pd, cjm_widgets as cjm
df = pd.DataFrame(  # made up
    {"lane": ["Actions", "Pain points", "Emotion"], "Search": ["Looks", "Ads", 1.0], "Compare": ["Reads", None, 0.5], "Pay": ["Types", "Slow\\nOdd", -1.0]},
    dtype=object)
same = id(df)
grid = cjm.JourneyGrid(df, layout="across")
grid
"""
LONG = """
import pandas as pd, cjm_widgets as cjm
df = pd.DataFrame(  # made up
    [("Buy", "Search", "Actions", "Looks"), ("Buy", "Search", "Pain points", "Ads"), ("Buy", "Pay", "Actions", "Types"),
     ("Use", "Cook", "Actions", "Cooks"), ("Use", "Cook", "Pain points", "Long")],
    columns=["stage", "step", "lane", "text"])
same = id(df)
grid = cjm.JourneyGrid(df, layout="long")
grid
"""
ROWS = "df.fillna('').values.tolist()"


def by_name(grid: Grid, step: str, lane: str):
    """A cell by what stands in its heads."""
    head = grid.element.locator("[role=columnheader][data-step]").filter(has_text=step).first
    rail = grid.element.locator("[role=rowheader][data-lane]").filter(has_text=lane).first
    return grid.cell(head.get_attribute("data-step") or "", rail.get_attribute("data-lane") or "")


def test_a_map_is_edited_and_its_tables_have_it(lab):
    grid = drawn(lab.notebook([MAP], height=1000))
    first = grid.steps()[0]
    lane = grid.lanes()[0]
    cell = grid.cell(first, lane)
    cell.click()
    grid.press("Control+Enter")
    grid.page.keyboard.type("Wonders")
    grid.press("Enter")
    grid.notebook.eventually("m.cards['text'].tolist().count('Wonders')", 1)
    assert grid.notebook.value(
        "m.cards.loc[m.cards['text'] == 'Wonders', ['step', 'lane']].values.tolist()"
    ) == [[first, lane]]
    count = grid.notebook.value("len(m.steps)")
    grid.choose(grid.step(first), "Add step after")
    grid.page.keyboard.type("Decides")
    grid.press("Enter")
    grid.notebook.eventually("[len(m.steps), m.steps['name'].tolist()[1]]", [count + 1, "Decides"])
    stages = grid.notebook.value("len(m.stages)")
    stage = grid.element.locator("[role=columnheader][data-stage]").first
    grid.choose(stage, "Add stage after")
    grid.page.keyboard.type("Doubt")
    grid.press("Enter")
    grid.notebook.eventually("[len(m.stages), m.stages['name'].tolist()[1]]", [stages + 1, "Doubt"])
    grid.choose(grid.lane(lane), "Add lane below")
    grid.page.keyboard.type("Whispers")
    grid.press("Enter")
    grid.notebook.eventually("m.lanes['name'].tolist()[1]", "Whispers")
    grid.press("ArrowRight", "Control+Enter")
    grid.page.keyboard.type("Psst")
    grid.press("Enter")
    grid.notebook.eventually("m.cards['text'].tolist().count('Psst')", 1)
    assert grid.notebook.value("[id(m.stages), id(m.steps), id(m.lanes), id(m.cards)] == frames") is True
    for _ in range(10):
        grid.press("Control+z")
        grid.page.wait_for_timeout(120)
    grid.notebook.eventually(
        "[len(m.steps), len(m.stages), 'Wonders' in set(m.cards['text'])]", [count, stages, False]
    )


def test_a_sheet_lying_across_is_edited(lab):
    grid = drawn(lab.notebook([ACROSS], height=1000))
    grid.type_over(by_name(grid, "Search", "Actions"), "Looks around")
    grid.notebook.eventually("df.at[0, 'Search']", "Looks around")
    by_name(grid, "Compare", "Pain points").click()
    grid.press("Control+Enter")
    grid.page.keyboard.type("Much")
    grid.press("Enter")
    grid.notebook.eventually("df.at[1, 'Compare']", "Much")
    by_name(grid, "Search", "Emotion").click()
    grid.press("Alt+ArrowDown")
    grid.notebook.eventually("float(df.at[2, 'Search'])", 0.9)
    head = grid.element.locator("[role=columnheader][data-step]").filter(has_text="Compare")
    grid.choose(head, "Duplicate step")
    grid.notebook.eventually(
        "[df.shape, df.iloc[0].tolist()[1:]]", [[3, 5], ["Looks around", "Reads", "Reads", "Types"]]
    )
    grid.choose(grid.element.locator("[role=columnheader][data-step]").filter(has_text="Pay"), "Move left")
    grid.notebook.eventually("df.iloc[0].tolist()[1:]", ["Looks around", "Reads", "Types", "Reads"])
    grid.choose(grid.element.locator("[role=rowheader][data-lane]").filter(has_text="Actions"), "Move down")
    grid.notebook.eventually("grid.lanes[:2]", ["Pain points", "Actions"])
    assert grid.notebook.value("id(df) == same") is True


def test_a_long_list_is_edited(lab):
    grid = drawn(lab.notebook([LONG], height=1000))
    cell = by_name(grid, "Pay", "Pain points")
    cell.click()
    grid.press("Control+Enter")
    grid.page.keyboard.type("Slow")
    grid.press("Enter")
    grid.notebook.eventually(
        f"[row for row in {ROWS} if row[3] == 'Slow']", [["Buy", "Pay", "Pain points", "Slow"]]
    )
    grid.type_over(by_name(grid, "Cook", "Actions"), "Cooks well")
    grid.notebook.eventually("'Cooks well' in set(df['text'])", True)
    grid.drag(
        by_name(grid, "Search", "Pain points").locator("[data-card]"), by_name(grid, "Cook", "Pain points")
    )
    grid.notebook.eventually(
        "df.loc[df['text'] == 'Ads', ['stage', 'step']].values.tolist()", [["Use", "Cook"]]
    )
    grid.type_over(grid.element.locator("[role=columnheader][data-step]").filter(has_text="Pay"), "Pays")
    grid.notebook.eventually("set(df['step']) == {'Search', 'Pays', 'Cook'}", True)
    grid.choose(
        grid.element.locator("[role=columnheader][data-step]").filter(has_text="Pays"), "Duplicate step"
    )
    grid.notebook.eventually("sorted(df['text'].tolist()).count('Types')", 2)
    assert grid.notebook.value("[id(df) == same, list(df.columns)]") == [
        True,
        ["stage", "step", "lane", "text"],
    ]


def test_the_same_addition_twice_takes_two_names(lab):
    grid = drawn(
        lab.notebook(
            [
                "import pandas as pd, cjm_widgets as cjm\ndf = pd.DataFrame({'step': ['a'], 'stage': ['S'], 'Text': ['x']})\ncjm.JourneyGrid(df)"
            ]
        )
    )
    for _ in range(2):
        grid.choose(grid.element.locator("[role=columnheader][data-stage]").first, "Add stage after")
        grid.press("Enter")
        grid.choose(grid.lane("Text"), "Add lane below")
        grid.press("Enter")
    grid.notebook.eventually("[df['stage'].nunique(), len(df), len(set(df.columns))]", [3, 3, 5])
    expect(grid.root.locator("[data-refused]")).to_have_count(0)
