"""The main job on real data: a shop's events become a frame, the frame a map; it is edited, joined, kept and opened again."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.grid import drawn
from browser.server import ROOT
from frames.shop import EVENTS

pytestmark = [
    pytest.mark.usefixtures("bundle"),
    pytest.mark.skipif(not EVENTS.is_file(), reason="../shared/data/simple-onlineshop.csv is not here"),
]

FRAME = f"""
import sys
sys.path.insert(0, {str(ROOT / "tests")!r})
import pandas as pd
import cjm_widgets as cjm
from frames.shop import EVENTS, events_of, steps_of

df = steps_of(events_of(EVENTS))
df["Pain points"] = pd.Series(index=df.index, dtype="str")
df["emotion"] = 0.0
cjm.JourneyGrid(df)
"""
JOIN = """
tickets = pd.Series({"cart": 31, "delivery_choice": 148, "payment_choice": 64}, name="tickets")   # made up
df["tickets"] = tickets.reindex(df.index).astype("Int64")
"""
KEEP = """
m = cjm.JourneyMap.from_frame(df, title="The shop")
m.save("shop.cjm.json")
again = cjm.JourneyMap.open("shop.cjm.json")
cjm.JourneyGrid(again)
"""


def test_a_shops_events_become_a_map_that_is_edited_joined_kept_and_opened(lab):
    notebook = lab.notebook([FRAME, JOIN, KEEP])
    grid = drawn(notebook)
    expect(grid.cell("payment_done", "users")).to_contain_text("653")
    grid.type_over(grid.cell("cart", "Pain points"), "Costs appear late")
    notebook.eventually("df.at['cart', 'Pain points']", "Costs appear late")
    grid.type_over(grid.cell("cart", "emotion"), "-1.5")
    notebook.eventually("float(df.at['cart', 'emotion'])", -1.5)
    notebook.run(1)
    expect(grid.cell("cart", "tickets")).to_contain_text("31")
    kept = drawn(notebook, 2, nth=1)
    expect(kept.cell("cart", "Pain points")).to_contain_text("Costs appear late")
    assert notebook.value(
        "[int(again.steps.at['cart', 'tickets']), float(again.steps.at['cart', 'emotion'])]"
    ) == [31, -1.5]
    assert notebook.value("int(again.steps['users'].loc['payment_done'])") == 653
