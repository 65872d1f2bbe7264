"""A whole session without a mouse, and one with a finger: everything that can be edited is reached."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, drawn, middle

pytestmark = pytest.mark.usefixtures("bundle")
INSIDE = "() => document.activeElement?.matches('[data-cjm-host]') ? (document.activeElement.shadowRoot.activeElement?.getAttribute('role') ?? 'other') : ''"


@pytest.fixture
def shop(lab):
    return drawn(lab.notebook([SHOP], height=1000))


def inside(shop):
    return shop.page.evaluate(INSIDE)


def walk_in(shop):
    """Tabs from the notebook until the focus is on the board."""
    shop.page.locator(".jp-Notebook").focus()
    seen = []
    for _ in range(25):
        shop.press("Tab")
        seen.append(inside(shop))
        if seen[-1] in ("gridcell", "columnheader", "rowheader"):
            return
    raise AssertionError(f"Tab never reached the board: {seen}")


def write(shop, text):
    shop.page.keyboard.type(text)
    shop.press("Enter")


def test_every_edit_of_a_step_is_reached_by_keys(shop):
    book = shop.notebook
    walk_in(shop)
    shop.press("Control+Home", "F2", "Control+a")
    write(shop, "Sees an ad")
    book.eventually("df.at['post', 'Actions']", "Sees an ad")
    shop.press("ArrowUp", "Control+Enter")  # on the step: a step behind it
    write(shop, "asks")
    book.eventually("list(df.index)[:3]", ["post", "asks", "reviews"])
    shop.press("Control+d")
    book.eventually("len(df)", 7)
    shop.press("Delete")
    book.eventually("len(df)", 6)
    shop.press("Home", "Alt+ArrowRight")
    book.eventually("list(df.index)[:2]", ["asks", "post"])
    assert book.errors == []


def test_every_edit_of_a_stage_is_reached_by_keys(shop):
    book = shop.notebook
    walk_in(shop)
    shop.press("Control+Home", "ArrowUp", "ArrowUp", "F2", "Control+a")
    write(shop, "Find")
    book.eventually("df['stage'].tolist()[0]", "Find")
    shop.press("Control+Enter")
    write(shop, "Choose")
    book.eventually("df['stage'].nunique()", 4)
    shop.press("Alt+ArrowRight")
    book.eventually("list(dict.fromkeys(df['stage']))", ["Find", "Buy", "Choose", "Use"])
    shop.press("Space")
    expect(shop.root.get_by_role("button", name="Unfold Choose")).to_have_count(1)
    shop.press("Space", "Control+d")
    book.eventually("df['stage'].nunique()", 5)
    shop.press("Delete")
    book.eventually("df['stage'].nunique()", 4)
    assert book.errors == []


def test_every_edit_of_a_lane_is_reached_by_keys(shop):
    book = shop.notebook
    walk_in(shop)
    shop.press("Control+Home", "ArrowDown", "Home")  # the rail of the second lane
    assert inside(shop) == "rowheader"
    shop.press("F2", "Control+a")
    write(shop, "Pains")
    book.eventually("'Pains' in df.columns", True)
    shop.press("Control+Enter")
    write(shop, "Ideas")
    book.eventually("'Ideas' in df.columns", True)
    shop.press("Alt+ArrowUp")
    book.eventually("grid.lanes[:3]", ["Actions", "Ideas", "Pains"])
    shop.press("Shift+F10")
    expect(shop.root.get_by_role("menuitem", name="Hide lane")).to_be_visible()
    shop.press("h", "Enter")
    book.eventually("'Ideas' in grid.lanes", False)
    assert book.errors == []


def test_the_corner_offers_what_the_board_lacks(shop):
    walk_in(shop)
    shop.press("Control+Home", "ArrowUp", "ArrowUp", "Home", "Shift+F10", "Enter")
    write(shop, "Start")
    shop.notebook.eventually("'Start' in set(df['stage'])", True)


def test_a_refusal_is_answered_by_keys(shop):
    shop.type_over(shop.cell("pay", "Clicks"), "many")
    expect(shop.root.locator("[data-refused]")).to_have_count(1)
    shop.press("Shift+F10")
    expect(shop.root.get_by_role("menuitem", name="Leave it")).to_be_visible()
    shop.press("l", "Enter")
    expect(shop.root.locator("[data-refused]")).to_have_count(0)


def test_a_finger_opens_the_menu_and_edits(shop):
    card = shop.card("pay", "Pain points", "Terms")
    shop.swipe(card, middle(card), rest=700)
    shop.root.get_by_role("menuitem", name="Edit", exact=True).click()
    shop.press("End")
    write(shop, "!")
    shop.notebook.eventually("df.at['pay', 'Pain points']", "Terms!")


def test_a_card_is_dragged_with_a_finger_that_rests_first(shop):
    shop.swipe(
        shop.card("pay", "Pain points", "Terms"), middle(shop.cell("reviews", "Pain points")), rest=600
    )
    shop.notebook.eventually(
        "df['Pain points'].fillna('').tolist()[1:4:2]", ["Reviews contradict\nTerms", ""]
    )
