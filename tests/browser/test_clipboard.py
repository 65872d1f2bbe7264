"""Copy and paste in a real JupyterLab, with real keys: as spreadsheets do, between maps, and all or nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, drawn

pytestmark = pytest.mark.usefixtures("bundle")
SECOND = """
other = pd.DataFrame({"step": ["a", "b", "c"], "stage": "S", "Pains": pd.array([None] * 3, dtype="str"), "Kind": pd.array([None] * 3, dtype="str")})
cjm.JourneyGrid(other)
"""


@pytest.fixture
def shop(lab):
    return drawn(lab.notebook([SHOP, SECOND], height=1000))


def test_a_block_travels_to_another_place_and_is_one_undo_step(shop):
    shop.cell("reviews", "Pain points").click()
    shop.press("Shift+ArrowRight", "Shift+ArrowDown", "Control+c")
    assert shop.clipboard() == 'Reviews contradict\t"Price hidden\nNo guest order"\r\nSearch\tSite'
    shop.cell("pay", "Pain points").click()
    shop.press("Control+v")
    both = "[df['Pain points'].tolist()[3:], df['Touchpoints'].tolist()[3:]]"
    shop.notebook.eventually(
        both, [["Reviews contradict", "Price hidden\nNo guest order"], ["Search", "Site"]]
    )
    shop.press("Control+z")
    shop.notebook.eventually(
        "[df['Pain points'].tolist()[3], df['Touchpoints'].tolist()[3]]", ["Terms", "App"]
    )


def test_a_block_travels_to_a_second_grid(shop):
    other = drawn(shop.notebook, 1, nth=1)
    shop.cell("reviews", "Pain points").click()
    shop.press("Shift+ArrowRight", "Shift+ArrowDown", "Control+c")
    other.cell("1", "Pains").click()
    other.press("Control+v")
    shop.notebook.eventually(
        "other[['Pains', 'Kind']].values.tolist()[1:]",
        [["Reviews contradict", "Search"], ["Price hidden\nNo guest order", "Site"]],
    )
    expect(other.cell("2", "Pains").locator("[data-card]")).to_have_count(2)


def test_excels_quoting_is_read(shop):
    shop.paste(shop.cell("post", "Actions"), '"Says ""no"""\t"Two\nlines"\r\n"=SUM(A1)"\t\r\n')
    shop.notebook.eventually(
        "[df['Actions'].tolist()[:2], df['Pain points'].fillna('').tolist()[:2]]",
        [['Says "no"', "Two\nlines"], ["=SUM(A1)", ""]],
    )


def test_a_block_beyond_the_end_is_refused_as_a_whole_with_the_reason(shop):
    shop.paste(shop.cell("pay", "Clicks"), "1\t2\t3")
    expect(shop.root.locator("[data-problem]")).to_have_text(
        "Nothing was pasted: 1 cell would lie beyond the end of the map."
    )
    shop.page.wait_for_timeout(200)
    assert shop.notebook.value("[df['Clicks'].tolist(), len(grid.history)]") == [[3, 5, 2, 8, 1], 0]


def test_a_block_with_one_wrong_cell_is_refused_as_a_whole_with_the_reason(shop):
    shop.paste(shop.cell("post", "Clicks"), "7\tmany\t9")
    expect(shop.root.get_by_text("“many”", exact=False).first).to_be_visible()
    expect(shop.cell("post", "Clicks")).to_contain_text("3")
    assert shop.notebook.value("[df['Clicks'].tolist(), len(grid.history)]") == [[3, 5, 2, 8, 1], 0]


def test_a_single_text_fills_the_selection_and_cutting_empties_it(shop):
    shop.page.evaluate("navigator.clipboard.writeText('4')")
    shop.cell("post", "Clicks").click()
    shop.press("Shift+ArrowRight", "Shift+ArrowRight", "Control+v")
    shop.notebook.eventually("df['Clicks'].tolist()", [4, 4, 4, 8, 1])
    shop.cell("pay", "Actions").click()
    shop.press("Control+x")
    shop.notebook.eventually("bool(pd.isna(df.at['pay', 'Actions']))", True)
    assert shop.clipboard() == "Pays"
