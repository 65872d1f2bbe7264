"""The grid by finger alone, in a page that has touch: a long press opens the menu, a rest and a pull moves, a tap is no drag."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from browser.grid import SHOP, Grid, box, drawn, middle

pytestmark = pytest.mark.usefixtures("bundle")
REST = 600
"""A press that rests so many milliseconds is a long one."""


@pytest.fixture
def shop(lab) -> Grid:
    """The shop in a page with a touch screen: no hover, one finger."""
    return drawn(lab.notebook([SHOP], height=1000, touch=True))


def long_press(shop: Grid, target: Locator, action: str) -> None:
    """Rests a finger on a place and taps an entry of the menu it opens."""
    shop.swipe(target, middle(target), rest=REST)
    shop.page.get_by_role("menuitem", name=action, exact=True).tap()


def by_button(shop: Grid, target: Locator, action: str) -> None:
    """Taps a place, its ⋯ button and an entry."""
    target.tap(position={"x": 30, "y": 12})
    target.get_by_role("button", name="Menu").tap()
    shop.page.get_by_role("menuitem", name=action, exact=True).tap()


def kept(shop: Grid, text: str) -> None:
    """Types into the editor that is open and keeps it."""
    shop.page.keyboard.insert_text(text)
    shop.press("Enter")


def test_a_card_is_added_duplicated_and_removed_by_long_press(shop):
    card = shop.card("menus", "Pain points", "Price hidden")
    long_press(shop, card, "Add a card")
    kept(shop, "Slow")
    shop.notebook.eventually("df.at['menus', 'Pain points']", "Price hidden\nNo guest order\nSlow")
    long_press(shop, shop.card("menus", "Pain points", "Price hidden"), "Duplicate card")
    shop.notebook.eventually(
        "df.at['menus', 'Pain points']", "Price hidden\nPrice hidden\nNo guest order\nSlow"
    )
    long_press(shop, shop.card("menus", "Pain points", "No guest order"), "Remove card")
    shop.notebook.eventually("df.at['menus', 'Pain points']", "Price hidden\nPrice hidden\nSlow")
    assert shop.notebook.errors == []


def test_a_card_moves_by_the_menu_and_by_a_pull(shop):
    long_press(shop, shop.card("pay", "Pain points", "Terms"), "Move left")
    shop.notebook.eventually("df.at['menus', 'Pain points']", "Price hidden\nNo guest order\nTerms")
    shop.swipe(shop.card("menus", "Pain points", "Terms"), middle(shop.cell("pay", "Pain points")), rest=REST)
    shop.notebook.eventually("df.at['pay', 'Pain points']", "Terms")
    shop.notebook.eventually("df.at['menus', 'Pain points']", "Price hidden\nNo guest order")


def test_a_step_is_added_moved_duplicated_and_removed(shop):
    long_press(shop, shop.step("pay"), "Add step after")
    kept(shop, "Thanks")
    shop.notebook.eventually("df.index.tolist()", ["post", "reviews", "menus", "pay", "Thanks", "unbox"])
    thanks = shop.element.locator("[role=columnheader][data-step]").filter(has_text="Thanks")
    by_button(shop, thanks, "Move left")
    shop.notebook.eventually("df.index.tolist()", ["post", "reviews", "menus", "Thanks", "pay", "unbox"])
    by_button(shop, thanks, "Duplicate step")
    shop.notebook.eventually("len(df)", 7)
    long_press(shop, thanks.first, "Remove step")
    shop.notebook.eventually("len(df)", 6)


def test_a_step_is_pulled_to_another_place(shop):
    target = box(shop.step("reviews"))
    shop.swipe(shop.step("post"), (target["x"] + target["width"] - 8, target["y"] + 10), rest=REST)
    shop.notebook.eventually("df.index.tolist()[:2]", ["reviews", "post"])


def test_a_lane_is_added_moved_duplicated_and_removed(shop):
    long_press(shop, shop.lane("Actions"), "Add lane below")
    kept(shop, "Thoughts")
    shop.notebook.eventually("df.columns.tolist()[1:3]", ["Actions", "Thoughts"])
    long_press(shop, shop.lane("Clicks"), "Move up")
    expect(shop.lane("Clicks")).to_be_visible()
    order = [lane for lane in shop.lanes() if lane in ("Touchpoints", "Clicks")]
    assert order == ["Clicks", "Touchpoints"]
    by_button(shop, shop.lane("Clicks"), "Duplicate lane")
    shop.notebook.eventually("sum(str(name).startswith('Clicks') for name in df.columns)", 2)
    long_press(shop, shop.lane("Clicks"), "Remove lane")
    shop.notebook.eventually("'Clicks' in df.columns", False)


def test_a_lane_is_pulled_by_its_handle(shop):
    handle = shop.lane("Clicks").locator("[data-handle]")
    target = box(shop.lane("Actions"))
    shop.swipe(handle, (target["x"] + 20, target["y"] + 4))
    expect(shop.element.locator("[role=rowheader][data-lane]").first).to_have_attribute("data-lane", "Clicks")


def test_a_swipe_scrolls_and_a_tap_only_stands_there(shop):
    shop.root.locator("[data-scroll]").evaluate("el => { el.scrollLeft = 0 }")
    before = shop.notebook.value("[df.index.tolist(), df['Actions'].tolist()]")
    start = middle(shop.card("reviews", "Pain points", "contradict"))
    shop.swipe(shop.card("reviews", "Pain points", "contradict"), (start[0] - 120, start[1]))
    shop.card("reviews", "Pain points", "contradict").tap()
    expect(shop.root.get_by_role("menuitem")).to_have_count(0)
    assert shop.notebook.value("[df.index.tolist(), df['Actions'].tolist()]") == before


def test_what_is_tapped_is_large_enough_for_a_finger(shop):
    shop.step("pay").tap(position={"x": 30, "y": 12})
    place = box(shop.step("pay").get_by_role("button", name="Menu"))
    assert min(place["width"], place["height"]) >= 24, "WCAG 2.5.8"
