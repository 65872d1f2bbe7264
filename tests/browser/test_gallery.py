"""The gallery of blueprints as picture tests: what is drawn, and where, in a real JupyterLab.

The pictures are compared as geometry, not pixel by pixel: fonts and their hinting differ from one machine to the next, and what makes a
picture wrong can be said in numbers: a lane out of order, a line through a card, a text cut off, two things on one spot. Each run leaves
the pictures themselves in test-results/, light and dark, for a person to look at.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser import geometry
from browser.conftest import ROOT
from browser.grid import Grid
from browser.notebook import SHOTS
from cjm_widgets import samples

pytestmark = pytest.mark.usefixtures("bundle")
GALLERY = ROOT / "notebooks" / "gallery.ipynb"
NAMES = ["coffee_shop", "clinic_visit", "loan", "meal_kit_blueprint"]
FONT = "document.documentElement.style.setProperty('--jp-ui-font-family', 'DejaVu Sans, sans-serif')"
"""One font for all machines that have it, and the widest of the usual ones: what fits in it fits in others."""
LINES = ["Line of interaction", "Line of visibility", "Line of internal interaction"]
ABOVE = {"evidence": 0, "customer": 0, "frontstage": 1, "backstage": 2, "support": 3}


@pytest.fixture(scope="module")
def drawings():
    """What was drawn, by name; filled by the first test that opens the notebook."""
    return {}


@pytest.fixture(params=range(len(NAMES)), ids=NAMES)
def drawing(request, drawings, lab):
    """One blueprint of the gallery as numbers: the notebook is opened once for all."""
    if not drawings:
        drawings["tried"] = True
        drawings.update(look(lab))
    assert NAMES[request.param] in drawings, "the gallery could not be drawn; the first test says why"
    return NAMES[request.param], drawings[NAMES[request.param]]


def look(lab) -> dict[str, geometry.Drawing]:
    notebook = lab.file(GALLERY, width=2300, height=3000)
    notebook.page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area')")
    notebook.page.evaluate(FONT)
    notebook.run_all()
    found = {}
    for nth, name in enumerate(NAMES):
        grid = Grid(notebook, nth)
        grid.root.scroll_into_view_if_needed()
        expect(grid.root.locator(".links .all path.line[d^=M]").first).to_be_attached()
        found[name] = geometry.read(grid.root)
        picture(grid, f"gallery-{name}-light")
    notebook.dark()
    for nth, name in enumerate(NAMES):
        dark = Grid(notebook, nth)
        picture(dark, f"gallery-{name}-dark")
        assert len(geometry.read(dark.root).routes) == len(found[name].routes), (
            "the dark theme keeps the links"
        )
    assert notebook.errors == []
    return found


def picture(grid: Grid, name: str) -> None:
    SHOTS.mkdir(exist_ok=True)
    grid.root.scroll_into_view_if_needed()
    grid.root.screenshot(path=SHOTS / f"{name}.png")


def test_lanes_stand_in_the_order_of_a_blueprint_and_none_covers_another(drawing):
    name, drawn = drawing
    lanes = samples.MAPS[name]().tables["lanes"]
    levels = [
        ABOVE[lanes.at[one["id"], "side"]]
        for one in drawn.lanes
        if lanes.at[one["id"], "role"] in ("evidence", "actions", "frontstage", "backstage", "support")
    ]
    assert len(levels) == 7
    assert levels == sorted(levels)
    assert drawn.overlapping("lanes") == []


def test_the_three_lines_part_what_they_are_called_after(drawing):
    _, drawn = drawing
    told = [next(line for line in LINES if line in rule["text"]) for rule in drawn.rules]
    assert told == LINES
    tops = [rule["box"][1] for rule in drawn.rules]
    assert drawn.top("actions") < tops[0] < drawn.top("front-people")
    assert drawn.top("front-people") < tops[1] < drawn.top("back-people")
    assert drawn.top("back-people") < tops[2] < drawn.top("support")


def test_every_link_between_drawn_cards_has_a_line_of_its_kind(drawing):
    name, drawn = drawing
    cards = {card["id"] for card in drawn.cards}
    links = samples.MAPS[name]().tables["links"].reset_index()
    wanted = links[links["source"].isin(cards) & links["target"].isin(cards)]
    kinds = [route["kind"] for route in drawn.routes]
    assert len(wanted) > 30
    assert {kind: kinds.count(kind) for kind in set(kinds)} == wanted["kind"].value_counts().to_dict()


def test_no_line_runs_through_a_card(drawing):
    assert drawing[1].through() == []


def test_no_card_covers_another_and_no_label_covers_a_card_or_a_label(drawing):
    _, drawn = drawing
    assert drawn.overlapping("cards") == []
    assert drawn.overlapping("labels") == []
    assert drawn.labels_over_cards() == []


def test_no_text_is_cut_off(drawing):
    assert drawing[1].cut == []
