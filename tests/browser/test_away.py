"""A kernel that dies, is restarted or comes back in a real JupyterLab: nothing typed is lost, and it is offered again."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, drawn

pytestmark = pytest.mark.usefixtures("bundle")


@pytest.fixture
def shop(lab):
    return drawn(lab.notebook([SHOP], height=1000))


def offered(shop):
    return shop.root.locator("[data-notice=unsent]")


def die_with_two_edits(shop):
    shop.notebook.kill_kernel()
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    shop.type_over(shop.cell("post", "Actions"), "Looks away")
    expect(shop.root.locator("[data-gone]")).to_contain_text("2 edits")


def test_edits_after_the_kernel_died_are_offered_and_applied_when_the_cell_is_run_again(shop):
    die_with_two_edits(shop)
    shop.root.get_by_role("button", name="Copy").first.click()
    assert [len(one["ops"]) for one in json.loads(shop.clipboard())] == [1, 1]
    with shop.page.expect_download() as download:
        shop.root.get_by_role("button", name="Download").click()
    assert json.loads(download.value.path().read_text(encoding="utf-8")) == json.loads(shop.clipboard())
    shop.notebook.start_kernel()
    shop.notebook.run(0)
    expect(offered(shop)).to_have_text("2 edits from before Python stopped")
    expect(shop.cell("pay", "Clicks")).to_contain_text("8")
    shop.page.evaluate("navigator.clipboard.writeText('')")
    shop.root.get_by_role("button", name="Copy").click()
    shop.page.wait_for_function("navigator.clipboard.readText().then(text => text.includes('Looks away'))")
    shop.root.get_by_role("button", name="Apply").click()
    shop.notebook.eventually("[int(df.at['pay', 'Clicks']), df.at['post', 'Actions']]", [12, "Looks away"])
    expect(offered(shop)).to_have_count(0)


def test_edits_after_the_kernel_died_survive_a_reload_of_the_page(shop):
    die_with_two_edits(shop)
    shop.page.reload()
    shop.notebook.wait_until_ready()
    shop.notebook.run(0)
    expect(offered(shop)).to_have_text("2 edits from before Python stopped")
    shop.root.get_by_role("button", name="Discard").click()
    expect(offered(shop)).to_have_count(0)
    assert shop.notebook.value("int(df.at['pay', 'Clicks'])") == 8


def test_a_restarted_kernel_draws_anew_and_takes_edits(shop):
    shop.notebook.restart_kernel()
    expect(shop.root.locator("[data-gone]")).to_be_visible()
    shop.notebook.run(0)
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    shop.notebook.eventually("int(df.at['pay', 'Clicks'])", 12)
    assert shop.notebook.errors == []


def test_what_is_typed_while_the_kernel_restarts_is_offered(shop):
    shop.notebook.page.evaluate(
        "() => { jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart(); }"
    )
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    expect(shop.cell("pay", "Clicks")).to_contain_text("12")
    shop.notebook.wait_until_ready()
    expect(shop.root.locator("[data-gone]")).to_contain_text("1 edit")
    shop.notebook.run(0)
    expect(offered(shop)).to_have_text("1 edit from before Python stopped")


def test_a_page_that_is_loaded_again_shows_the_frame_as_it_is_now(shop):
    shop.notebook.page.evaluate("() => jupyterapp.commands.execute('docmanager:save')")
    shop.type_over(shop.cell("pay", "Clicks"), "12")
    shop.notebook.eventually("int(df.at['pay', 'Clicks'])", 12)
    shop.notebook.python("df.loc['post', 'Clicks'] = 31")
    shop.page.reload()
    shop.notebook.wait_until_ready()
    expect(shop.cell("pay", "Clicks")).to_contain_text("12")
    expect(shop.cell("post", "Clicks")).to_contain_text("31")
    shop.type_over(shop.cell("pay", "Clicks"), "13")
    shop.notebook.eventually("int(df.at['pay', 'Clicks'])", 13)
