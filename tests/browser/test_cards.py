"""Cards, choices and finding in a real JupyterLab, with keys alone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, drawn

pytestmark = pytest.mark.usefixtures("bundle")
FOCUSED = "() => document.querySelector('[data-cjm-host]').shadowRoot.activeElement?.textContent"


@pytest.fixture
def shop(lab):
    return drawn(lab.notebook([SHOP], height=1000))


def focused(shop):
    return shop.page.evaluate(FOCUSED)


def test_several_cards_of_a_cell_are_reached_by_keys(shop):
    shop.cell("menus", "Actions").click()
    shop.press("ArrowDown")
    assert "Price hidden" in focused(shop)
    shop.press("ArrowDown")
    assert "No guest order" in focused(shop)
    shop.press("Enter", "End")
    shop.page.keyboard.type("s")
    shop.press("Enter")
    shop.notebook.eventually("df.at['menus', 'Pain points']", "Price hidden\nNo guest orders")
    shop.press("Alt+ArrowUp")
    shop.notebook.eventually("df.at['menus', 'Pain points']", "No guest orders\nPrice hidden")
    shop.press("Control+Enter")
    shop.page.keyboard.type("Slow")
    shop.press("Enter")
    shop.notebook.eventually("df.at['menus', 'Pain points']", "No guest orders\nPrice hidden\nSlow")
    shop.press("Delete")
    shop.notebook.eventually("df.at['menus', 'Pain points']", "No guest orders\nPrice hidden")
    shop.press("Alt+ArrowRight")
    shop.notebook.eventually("df['Pain points'].tolist()[2:4]", ["No guest orders", "Terms\nPrice hidden"])


def test_a_choice_is_added_from_the_editor(shop):
    shop.cell("unbox", "Touchpoints").click()
    shop.press("Enter")
    shop.page.keyboard.type("Parcel")
    expect(shop.root.get_by_role("option", name="Add “Parcel”")).to_be_visible()
    shop.press("Enter")
    shop.notebook.eventually(
        "[df.at['unbox', 'Touchpoints'], 'Parcel' in df['Touchpoints'].cat.categories]", ["Parcel", True]
    )
    shop.cell("pay", "Touchpoints").click()
    shop.press("Enter", "ArrowDown", "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    shop.notebook.eventually("df.at['pay', 'Touchpoints']", "Parcel")
    shop.press("Control+z", "Control+z")
    shop.notebook.eventually(
        "['Parcel' in df['Touchpoints'].cat.categories, df['Touchpoints'].isna().sum().item()]", [False, 1]
    )


def test_find_goes_on_and_back(shop):
    shop.cell("post", "Actions").click()
    shop.press("Control+f")
    shop.page.keyboard.type("re")
    found = shop.root.locator("[data-found]")
    expect(found).to_have_text("1 of 3")
    shop.press("Enter")
    expect(found).to_have_text("2 of 3")
    shop.press("Shift+Enter")
    expect(found).to_have_text("1 of 3")
    shop.press("Shift+Enter")
    expect(found).to_have_text("3 of 3")
    shop.root.get_by_role("button", name="Next").click()
    expect(found).to_have_text("1 of 3")
    shop.page.keyboard.press("Escape")
    expect(found).to_have_count(0)


def test_tab_and_arrows_move_on_and_escape_gives_up(shop):
    shop.cell("post", "Clicks").click()
    shop.press("F2")
    shop.page.keyboard.type("30")
    shop.press("Tab", "F2")
    shop.page.keyboard.type("50")
    shop.press("Shift+Tab")
    shop.notebook.eventually("df['Clicks'].tolist()[:2]", [30, 50])
    shop.press("F2")
    shop.page.keyboard.type("99")
    shop.press("Escape")
    expect(shop.cell("post", "Clicks")).to_contain_text("30")
    shop.press("4", "2", "Enter")
    shop.notebook.eventually("df['Clicks'].tolist()[:2]", [42, 50])
    shop.cell("reviews", "Actions").dblclick()
    shop.press("End")
    shop.page.keyboard.type("!")
    shop.press("Enter")
    shop.notebook.eventually("df.at['reviews', 'Actions']", "Reads reviews!")


def test_the_second_escape_leaves_the_grid(shop):
    shop.cell("post", "Clicks").click()
    shop.press("Shift+ArrowRight", "Escape")
    assert focused(shop) is not None
    shop.press("Escape")
    assert focused(shop) is None
    cells = shop.notebook.cell_count()
    shop.press("b")
    assert shop.notebook.cell_count() == cells + 1, "the notebook has the keys again"
