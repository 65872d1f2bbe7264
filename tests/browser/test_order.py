"""Order and size in a real JupyterLab: steps between stages, stages, lanes, by mouse, menu and keys."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, box, drawn, middle

pytestmark = pytest.mark.usefixtures("bundle")
STEPS = "list(df.index)"
STAGES = "list(df['stage'])"
LANES = "[lane for lane in grid.lanes]"


@pytest.fixture
def shop(lab):
    return drawn(lab.notebook([SHOP], height=1000))


def test_a_step_is_dragged_to_another_stage(shop):
    target = box(shop.step("pay"))
    shop.drag(shop.step("post"), (target["x"] + target["width"] - 8, target["y"] + 10))
    shop.notebook.eventually(STEPS, ["reviews", "menus", "pay", "post", "unbox"])
    assert shop.notebook.value("df.at['post', 'stage']") == "Buy"
    assert shop.notebook.value("id(df) == before[2] and df.dtypes.to_dict() == before[0]") is True


def test_a_step_is_dragged_with_a_finger_that_rests_first(shop):
    target = box(shop.step("reviews"))
    shop.swipe(shop.step("post"), (target["x"] + target["width"] - 8, target["y"] + 10), rest=600)
    shop.notebook.eventually(STEPS, ["reviews", "post", "menus", "pay", "unbox"])


def test_a_lane_is_dragged_by_its_handle(shop):
    shop.lane("Clicks").hover()
    target = box(shop.lane("Actions"))
    shop.drag(shop.lane("Clicks").locator("[data-handle]"), (target["x"] + 20, target["y"] + 3))
    expect(shop.element.locator("[role=rowheader][data-lane]").first).to_have_attribute("data-lane", "Clicks")
    shop.notebook.eventually(LANES + "[:2]", ["Clicks", "Actions"])


def test_a_lane_is_moved_by_keys(shop):
    before = shop.lanes()
    shop.lane("Pain points").click()
    shop.press("Alt+ArrowUp")
    shop.notebook.eventually(LANES + "[:2]", ["Pain points", "Actions"])
    shop.press("Alt+ArrowDown", "Alt+ArrowDown")
    shop.notebook.eventually(LANES + "[:3]", ["Actions", "Touchpoints", "Pain points"])
    shop.press("Control+z", "Control+z", "Control+z")
    shop.notebook.eventually(LANES, before)


def test_a_lane_is_resized_by_its_edge(shop):
    lane = shop.lane("Clicks")
    tall = shop.height(lane)
    x, y = middle(lane.locator("[data-grip]"))
    shop.drag(lane.locator("[data-grip]"), (x, y + 60))
    shop.page.wait_for_function(
        "([lane, tall]) => lane.getBoundingClientRect().height > tall + 50", arg=[lane.element_handle(), tall]
    )
    shop.press("Alt+Shift+ArrowUp")
    shop.page.wait_for_function(
        "([lane, tall]) => lane.getBoundingClientRect().height < tall + 50", arg=[lane.element_handle(), tall]
    )
    shop.press("Alt+Shift+ArrowDown")
    shop.page.wait_for_function(
        "([lane, tall]) => lane.getBoundingClientRect().height > tall + 50", arg=[lane.element_handle(), tall]
    )
    shop.choose(lane, "Height by content")
    shop.page.wait_for_function(
        "([lane, tall]) => Math.abs(lane.getBoundingClientRect().height - tall) < 2",
        arg=[lane.element_handle(), tall],
    )


def test_a_stage_is_added_renamed_duplicated_moved_and_removed(shop):
    shop.choose(shop.stage("Discover"), "Add stage after")
    shop.page.keyboard.type("Decide")
    shop.press("Enter")
    shop.notebook.eventually(STAGES, ["Discover", "Discover", "Decide", "Buy", "Buy", "Use"])
    shop.type_over(shop.stage("Use"), "Cook")
    shop.notebook.eventually(STAGES, ["Discover", "Discover", "Decide", "Buy", "Buy", "Cook"])
    shop.choose(shop.stage("Buy"), "Duplicate stage with its steps")
    shop.notebook.eventually("[len(df), list(df['Actions']).count('Pays'), df['stage'].nunique()]", [8, 2, 5])
    shop.choose(shop.stage("Buy"), "Move left")
    shop.notebook.eventually(STAGES + "[:5]", ["Discover", "Discover", "Buy", "Buy", "Decide"])
    shop.choose(shop.stage("Discover"), "Remove stage with its steps")
    shop.notebook.eventually("['Discover' in set(df['stage']), len(df)]", [False, 6])
    shop.press("Control+z")
    shop.notebook.eventually("['Discover' in set(df['stage']), len(df)]", [True, 8])
    assert shop.notebook.value("id(df) == before[2]") is True


def test_a_stage_is_folded_by_a_key(shop):
    shop.stage("Discover").click()
    shop.press("Space")
    expect(shop.step("post")).to_have_count(0)
    shop.press("Space")
    expect(shop.step("post")).to_have_count(1)


def test_lanes_are_hidden_and_shown_from_the_lanes_menu_by_keys(shop):
    shop.root.locator("[data-lanes-button]").focus()
    shop.press("Enter", "ArrowDown", "ArrowDown", "ArrowDown", "Enter")
    expect(shop.lane("Pain points")).to_have_count(0)
    shop.press("Enter")
    expect(shop.lane("Pain points")).to_have_count(1)
    shop.press("Escape")
