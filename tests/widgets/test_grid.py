"""The widget: traits, following names, undo, code, listeners; with a stand-in for the notebook."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from cjm_widgets import JourneyGrid, JourneyMap
from cjm_widgets.frames import live
from cjm_widgets.model.errors import DataError, ShapeError
from widgets.cells import Shell, heard, start, three, writes


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    made = Shell()
    monkeypatch.setattr(live, "notebook", lambda: made)
    monkeypatch.setattr(live, "_hooked", [])
    return made


def test_the_state_holds_the_present_document_each_time() -> None:
    frame = three()
    grid = JourneyGrid(frame, title="T")
    assert start(grid)["doc"]["title"] == "T"
    frame.loc[0, "Notes"] = "py"
    assert start(grid)["doc"]["tables"]["steps"]["rows"][0][3] == "py"
    assert "_start" not in grid.get_state("zoom")
    assert "_start" in grid.get_state(["_start", "zoom"])


def test_messages_keep_their_count_over_frames() -> None:
    grid = JourneyGrid(three())
    sent = heard(grid)
    writes(grid, "Notes", "new")
    grid._door._send = sent.append
    number = sent[-1]["n"]
    grid.rebind(three())
    assert grid._door._n > number
    assert grid._door.seen == {"me": 1}


def test_lanes_are_shown_in_the_order_asked_for() -> None:
    grid = JourneyGrid(three(), lanes=["emotion"])
    assert start(grid)["doc"]["tables"]["steps"]["columns"][3:] == ["emotion"]
    grid.lanes = ["emotion", "Notes"]
    assert start(grid)["doc"]["tables"]["steps"]["columns"][3:] == ["emotion", "Notes"]
    with pytest.raises(DataError, match=r"There is no lane 'Pains'\. The lanes are: 'emotion', 'Notes'"):
        grid.lanes = ["Pains"]
    assert grid.lanes == ["emotion", "Notes"]
    assert grid.df.columns.tolist() == ["stage", "step", "Notes", "emotion"]


def test_the_trait_of_lanes_follows_the_page() -> None:
    grid = JourneyGrid(three())
    seen: list[list[str]] = []
    grid.observe(lambda change: seen.append(change["new"]), "lanes")
    op = {"op": "set", "table": "lanes", "id": "Notes", "column": "visible", "value": False}
    grid._door.receive({"type": "edit", "browser": "me", "counter": 1, "ops": [op]})
    assert seen == [["emotion"]]


def test_readonly_is_a_trait() -> None:
    grid = JourneyGrid(three(), readonly=True)
    sent = heard(grid)
    writes(grid, "Notes", "new")
    assert sent[-1]["type"] == "refused"
    grid.readonly = False
    writes(grid, "Notes", "new", counter=2)
    assert grid.df.loc[0, "Notes"] == "new"
    grid.readonly = True
    grid.rebind(three())
    sent = heard(grid)
    writes(grid, "Notes", "new", counter=3)
    assert sent[-1]["type"] == "refused"


def test_selection_is_a_trait_one_cannot_set() -> None:
    grid = JourneyGrid(three())
    grid._door.receive({"type": "select", "browser": "me", "cells": [{"step": "0", "lane": "Notes"}]})
    assert grid.selection == [{"step": "0", "lane": "Notes"}]


def test_listeners_hear_after_the_frame_holds_it() -> None:
    frame = three()
    grid = JourneyGrid(frame)
    events: list[Any] = []
    stop = grid.on_edit(lambda event: events.append((event, frame.loc[0, "Notes"])))
    writes(grid, "Notes", "new")
    event, held = events[0]
    assert (event.table, event.key, event.column, event.old, event.new, event.source) == (
        "steps",
        0,
        "Notes",
        "a",
        "new",
        "page",
    )
    assert held == "new"
    grid.undo()
    assert (events[1][0].old, events[1][0].new, events[1][0].source) == ("new", "a", "undo")
    stop()
    grid.redo()
    assert len(events) == 2


def test_code_and_history_of_both_sides(shell: Shell) -> None:
    frame = three()
    shell.user_ns["mine"] = frame
    grid = JourneyGrid(frame)
    writes(grid, "Notes", "new")
    frame.loc[1, "Notes"] = "py"
    grid.refresh()
    assert grid.to_code() == "mine.loc[0, 'Notes'] = 'new'"
    assert grid.to_code("x") == "x.loc[0, 'Notes'] = 'new'"
    assert grid.history["source"].tolist() == ["page", "python"]


def test_the_grid_of_a_map_writes_code_for_the_map_and_offers_no_frame(shell: Shell) -> None:
    m = JourneyMap.from_template("classic")
    steps = m.steps
    shell.user_ns |= {"m": m, "steps": steps}
    grid = JourneyGrid(m)
    sent = heard(grid)
    shell.cell(steps=steps.head(2))
    assert not [s for s in sent if s["type"] == "notice"]
    writes(grid, "name", "New name", id_=m.steps.index[0])
    assert m.steps["name"].iloc[0] == "New name"
    assert grid.to_code().startswith("m.steps.loc[")


def test_a_closed_grid_hears_nothing_more() -> None:
    frame = three()
    grid = JourneyGrid(frame)
    sent = heard(grid)
    other = JourneyGrid(frame)
    grid.close()
    grid.close()
    writes(other, "Notes", "new")
    assert sent == []


def test_no_session_keeps_a_frame_alive() -> None:
    bound = len(live._watched)
    frame = three()
    live.bind(frame, "")
    gc.collect()
    assert len(live._watched) <= bound


@pytest.mark.filterwarnings("error")
def test_a_refused_frame_leaves_no_half_made_widget() -> None:
    with pytest.raises(
        ShapeError, match="There is no layout 'diagonal': 'wide', 'across', 'long' are allowed"
    ):
        JourneyGrid(three(), layout="diagonal")
    with pytest.raises(ShapeError, match=r"step='gone' names no column. The columns are “stage”"):
        JourneyGrid(three(), step="gone")
    gc.collect()


def test_a_saved_notebook_has_a_table_and_a_text() -> None:
    bundle, _ = JourneyGrid(three())._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "<table" in bundle["text/html"]
    assert "Notes" in bundle["text/plain"]


def test_the_accessor_draws_the_very_frame() -> None:
    frame = three()
    assert frame.cjm.grid(zoom=2.0).df is frame
