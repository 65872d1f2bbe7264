"""The binding in a real JupyterLab: edits land in the user's own frame, changes of the frame show, nothing typed is lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, drawn

pytestmark = pytest.mark.usefixtures("bundle")
SAME = "(df.dtypes.to_dict(), df.attrs, id(df)) == before and list(df.index.names) == ['step']"


@pytest.fixture
def shop(lab):
    return drawn(lab.notebook([SHOP, "grid", "df.loc['pay', 'Clicks'] = 99", "import time; time.sleep(3)"]))


def test_the_users_frame_is_drawn(shop):
    expect(shop.cell("pay", "Actions")).to_contain_text("Pays")
    expect(shop.cell("menus", "Pain points").locator("[data-card]")).to_have_count(2)
    expect(shop.cell("pay", "Clicks")).to_contain_text("8")
    expect(shop.cell("post", "Touchpoints")).to_contain_text("Social")
    expect(shop.stage("Discover")).to_contain_text("Discover")
    assert shop.steps() == ["post", "reviews", "menus", "pay", "unbox"]
    shop.notebook.screenshot("grid-light")


def test_an_edit_by_keys_is_in_the_frame_with_its_dtypes(shop):
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    shop.notebook.eventually("int(df.at['pay', 'Clicks'])", 12)
    shop.type_over(shop.cell("post", "Actions"), "Scrolls, stops")
    shop.notebook.eventually("df.at['post', 'Actions']", "Scrolls, stops")
    assert shop.notebook.value(SAME) is True


def test_a_change_in_python_shows_after_the_cell(shop):
    shop.notebook.run(2)
    expect(shop.cell("pay", "Clicks")).to_contain_text("99")


def test_undo_and_redo_go_over_both_sides_in_order(shop):
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    shop.notebook.eventually("int(df.at['pay', 'Clicks'])", 12)
    shop.notebook.run(2)
    expect(shop.cell("pay", "Clicks")).to_contain_text("99")
    shop.cell("pay", "Clicks").click()
    for key, value in (("Control+z", 12), ("Control+z", 8), ("Control+y", 12), ("Control+y", 99)):
        shop.press(key)
        shop.notebook.eventually("int(df.at['pay', 'Clicks'])", value)
        expect(shop.cell("pay", "Clicks")).to_contain_text(str(value))
    assert shop.notebook.value(SAME) is True


def test_a_refused_edit_is_shown_at_the_cell_and_the_old_value_stays(shop):
    shop.type_over(shop.cell("pay", "Clicks"), "many")
    expect(shop.root.get_by_role("button", name="Leave it")).to_be_visible()
    assert shop.notebook.value("int(df.at['pay', 'Clicks'])") == 8
    shop.notebook.screenshot("grid-refused")
    shop.root.get_by_role("button", name="Leave it").click()
    expect(shop.cell("pay", "Clicks")).to_contain_text("8")
    assert shop.notebook.value(SAME) is True


def test_two_views_of_one_widget_stay_in_step(shop):
    other = drawn(shop.notebook, 1, nth=1)
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    expect(other.cell("pay", "Clicks")).to_contain_text("12")
    other.type_over(other.cell("pay", "Actions"), "Pays by card")
    expect(shop.cell("pay", "Actions")).to_contain_text("Pays by card")


def test_two_widgets_on_one_frame_stay_in_step(lab):
    notebook = lab.notebook([SHOP, "cjm.JourneyGrid(df)"])
    first, second = drawn(notebook), drawn(notebook, 1, nth=1)
    first.type_over(first.cell("pay", "Clicks"), "12")
    expect(second.cell("pay", "Clicks")).to_contain_text("12")
    second.type_over(second.cell("post", "Actions"), "Looks away")
    expect(first.cell("post", "Actions")).to_contain_text("Looks away")
    notebook.eventually("[int(df.at['pay', 'Clicks']), df.at['post', 'Actions']]", [12, "Looks away"])


def test_a_second_browser_stays_in_step(lab, shop):
    other = drawn(lab.again(shop.notebook), 1)
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    expect(other.cell("pay", "Clicks")).to_contain_text("12")
    other.type_over(other.cell("pay", "Clicks"), "13")
    expect(shop.cell("pay", "Clicks")).to_contain_text("13")


def test_what_is_typed_while_a_cell_runs_waits_and_lands(shop):
    shop.notebook.run(3, wait=False)
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    expect(shop.root.get_by_text("waiting", exact=False).first).to_be_visible()
    expect(shop.cell("pay", "Clicks")).to_contain_text("12")
    shop.notebook.wait_until_ready()
    shop.notebook.eventually("int(df.at['pay', 'Clicks'])", 12)
    expect(shop.root.get_by_text("1 edit waiting", exact=False)).to_have_count(0)


def test_what_is_typed_after_the_kernel_died_stays_and_can_be_copied(shop):
    shop.notebook.kill_kernel()
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    expect(shop.cell("pay", "Clicks")).to_contain_text("12")
    expect(shop.root.get_by_text("The kernel is gone", exact=False).first).to_be_visible()
    shop.root.get_by_role("button", name="Copy").first.click()
    assert "12" in shop.clipboard()
