"""The emotion curve in a real JupyterLab: its points are moved by mouse, by touch and by keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, drawn

pytestmark = pytest.mark.usefixtures("bundle")
FEELS = "float(df.at['menus', 'emotion'])"


@pytest.fixture
def shop(lab):
    grid = drawn(lab.notebook([SHOP], height=1000))
    grid.cell("menus", "emotion").scroll_into_view_if_needed()
    return grid


def test_a_point_is_dragged_with_the_mouse(shop):
    shop.drag(shop.point("menus", "emotion"), shop.at_value("menus", "emotion", 1.5))
    shop.notebook.eventually(FEELS, 1.5)
    expect(shop.point("menus", "emotion")).to_contain_text("1.5")
    shop.press("Control+z")
    shop.notebook.eventually(FEELS, -1.0)


def test_a_point_is_dragged_with_a_finger(shop):
    shop.swipe(shop.point("menus", "emotion"), shop.at_value("menus", "emotion", -1.7))
    shop.notebook.eventually(FEELS, -1.7)


def test_a_drag_that_is_given_up_changes_nothing(shop):
    shop.page.mouse.move(*shop.at_value("menus", "emotion", -1.0))
    shop.page.mouse.down()
    shop.page.mouse.move(*shop.at_value("menus", "emotion", 1.0), steps=6)
    shop.press("Escape")
    shop.page.mouse.up()
    expect(shop.point("menus", "emotion")).to_contain_text("−1")
    assert shop.notebook.value(f"[{FEELS}, len(grid.history)]") == [-1.0, 0]


def test_a_point_is_moved_by_keys(shop):
    shop.cell("menus", "emotion").click()
    shop.press("Alt+ArrowUp", "Alt+ArrowUp", "Alt+ArrowDown", "Alt+ArrowUp")
    shop.notebook.eventually(FEELS, -0.8)


def test_a_gap_becomes_a_point(shop):
    expect(shop.point("pay", "emotion")).to_have_count(0)
    shop.type_over(shop.cell("pay", "emotion"), "0.5")
    shop.notebook.eventually("float(df.at['pay', 'emotion'])", 0.5)
    expect(shop.point("pay", "emotion")).to_have_count(1)
    shop.cell("pay", "emotion").click()
    shop.press("Delete")
    shop.notebook.eventually("bool(pd.isna(df.at['pay', 'emotion']))", True)
    expect(shop.point("pay", "emotion")).to_have_count(0)
