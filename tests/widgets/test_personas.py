"""Persona cards: one session with the grid, edits in the frame, what is left without a kernel."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.widgets.personas import Personas


@pytest.fixture
def shop():
    m = cjm.JourneyMap.from_template("classic")
    m.personas = pd.DataFrame(  # made up
        {"name": ["Dana", "Luis"], "goals": ["Less <waste>", None], "share": [0.46, 0.31]},
        index=pd.Index(["dana", "luis"], name="persona"),
    )
    m.meta["persona"] = "dana"
    return m


def started(widget):
    return json.loads(widget.get_state()["_start"])["doc"]


def send(widget, ops, counter=1):
    widget._door.receive(
        {"type": "edit", "browser": "b", "counter": counter, "rev": 0, "ops": ops, "label": "Edit"}
    )


def names(doc):
    table = doc["tables"]["personas"]
    return [dict(zip(table["columns"], row, strict=True))["name"] for row in table["rows"]]


def test_cards_start_with_the_personas(shop):
    doc = started(Personas(shop))
    assert names(doc) == ["Dana", "Luis"]
    assert doc["meta"]["persona"] == "dana"


def test_an_edit_lands_in_the_frame_and_in_the_grid(shop):
    cards, grid = Personas(shop), cjm.JourneyGrid(shop)
    traits = ["plans ahead: 4", "brave: 2"]
    send(cards, [{"op": "set", "table": "personas", "id": "luis", "column": "goals", "value": "Learn"}], 1)
    send(cards, [{"op": "set", "table": "personas", "id": "luis", "column": "traits", "value": traits}], 2)
    send(cards, [{"op": "move", "table": "personas", "id": "luis", "before": "dana"}], 3)
    assert shop.personas.at["luis", "goals"] == "Learn"
    assert list(shop.personas.at["luis", "traits"]) == traits
    assert shop.personas.index.tolist() == ["luis", "dana"]
    assert names(started(grid)) == ["Luis", "Dana"]
    grid.undo()
    assert shop.personas.index.tolist() == ["dana", "luis"]


def test_a_persona_is_made_copied_and_removed(shop):
    cards = Personas(shop)
    row = {"name": "Mira", "share": 0.23, "traits": ["curious"], "kind": "hypothesis"}
    send(cards, [{"op": "insert", "table": "personas", "id": "mira", "row": row, "before": "luis"}], 1)
    assert shop.personas.index.tolist() == ["dana", "mira", "luis"]
    assert shop.personas.at["mira", "kind"] == "hypothesis"
    send(cards, [{"op": "remove", "table": "personas", "id": "dana"}], 2)
    assert names(started(cards)) == ["Mira", "Luis"]
    cards.undo()
    cards.undo()
    assert names(started(cards)) == ["Dana", "Luis"]


def test_what_was_typed_is_read_by_the_column(shop):
    cards = Personas(shop)
    typed = {"$": "typed", "v": "52 %"}
    send(cards, [{"op": "set", "table": "personas", "id": "dana", "column": "share", "value": typed}])
    assert shop.personas.at["dana", "share"] == pytest.approx(0.52)


def test_python_shows_in_the_cards(shop):
    cards = Personas(shop)
    shop.personas.loc["dana", "quote"] = "Settle dinner."
    cards.refresh()
    table = started(cards)["tables"]["personas"]
    assert "Settle dinner." in table["rows"][0]


def test_reading_only_refuses_edits(shop):
    cards = Personas(shop, readonly=True)
    sent = []
    cards._door._send = sent.append
    send(cards, [{"op": "remove", "table": "personas", "id": "dana"}])
    assert sent[-1]["type"] == "refused"
    assert shop.personas.index.tolist() == ["dana", "luis"]


def test_something_that_is_no_map_is_refused(shop):
    with pytest.raises(TypeError, match=r"JourneyMap\.from_frame"):
        Personas(shop.personas)


def test_a_saved_notebook_keeps_a_picture(shop):
    data, _ = Personas(shop)._repr_mimebundle_()
    assert "Less &lt;waste&gt;" in data["text/html"]
    assert "Share: 46 % of customers" in data["text/plain"]
    assert "application/vnd.jupyter.widget-view+json" in data


def test_closing_leaves_nothing_listening(shop):
    listening = len(shop._bound.session._listeners)
    cards = Personas(shop)
    cards.close()
    assert len(shop._bound.session._listeners) == listening
    assert shop._bound.after_cell == []


def test_a_long_text_is_read_whole(shop):
    cards = Personas(shop)
    shop.personas.loc["dana", "goals"] = "x" * 9_000
    cards.refresh()
    sent = []
    cards._door._send = sent.append
    ask = {"type": "cell", "browser": "b", "query": 1, "table": "personas", "id": "dana", "column": "goals"}
    cards._door.receive(ask)
    assert sent[-1]["value"] == "x" * 9_000
