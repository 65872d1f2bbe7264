"""What happens when Python writes where a person writes, and where pandas changes no frame in place; in a real JupyterLab."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import SHOP, drawn

pytestmark = pytest.mark.usefixtures("bundle")
NOT_IN_PLACE = """
from cjm_widgets.frames import inplace

def become(frame, other):  # a pandas that has ended its in-place methods
    raise inplace.NotInPlace(other.copy())

inplace.become = become
same = df
"""


@pytest.fixture
def shop(lab):
    return drawn(
        lab.notebook([SHOP, "df.loc['post', 'Actions'] = 'Python wrote'", NOT_IN_PLACE], height=1000)
    )


def test_what_python_wrote_over_is_said_and_written_again(shop):
    shop.type_over(shop.cell("post", "Actions"), "I wrote")
    shop.notebook.eventually("df.at['post', 'Actions']", "I wrote")
    shop.notebook.run(1)
    note = shop.cell("post", "Actions").locator("[data-mine]")
    expect(note).to_contain_text("Python wrote this just now. You had: “I wrote”")
    shop.notebook.screenshot("grid-use-mine")
    note.get_by_role("button", name="Use mine").click()
    shop.notebook.eventually("df.at['post', 'Actions']", "I wrote")
    expect(note).to_have_count(0)


def test_the_name_is_offered_the_frame_that_pandas_made_anew(shop):
    shop.notebook.run(2)
    shop.choose(shop.step("pay"), "Remove step")
    notice = shop.root.locator("[data-notice=left]")
    expect(notice).to_contain_text("“df” and “same” could not be changed in place by pandas")
    shop.notebook.eventually(
        "[grid.df.index.tolist(), 'pay' in df.index]", [["post", "reviews", "menus", "unbox"], True]
    )
    shop.notebook.screenshot("grid-not-in-place")
    shop.root.get_by_role("button", name="Bind df and same to the changed frame").click()
    shop.notebook.eventually("[df is grid.df, same is grid.df, 'pay' in df.index]", [True, True, False])
    expect(notice).to_have_count(0)
