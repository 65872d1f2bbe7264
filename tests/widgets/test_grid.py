"""The widget: traits, following names, undo, code, listeners; with a stand-in for the notebook."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from cjm_widgets import JourneyGrid, JourneyMap
from cjm_widgets.frames import live
from cjm_widgets.model.errors import DataError, ShapeError


class Shell:
    """Stands in for IPython: names, and what is called after a cell."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {}
        self.events = self
        self.after: list[Callable[[Any], None]] = []

    def register(self, event: str, act: Callable[[Any], None]) -> None:
        assert event == "post_run_cell"
        self.after.append(act)

    def cell(self, **names: Any) -> None:
        """Run a cell that gives these names."""
        self.user_ns.update(names)
        for act in self.after:
            act(None)


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    made = Shell()
    monkeypatch.setattr(live, "notebook", lambda: made)
    monkeypatch.setattr(live, "_hooked", [])
    return made


def three() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "stage": ["A", "A", "B"],
            "step": ["x", "y", "z"],
            "Notes": ["a", "b", "c"],
            "emotion": [1.0, 0.0, -1.0],
        }
    )


def heard(grid: JourneyGrid) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    grid._door._send = sent.append
    return sent


def writes(grid: JourneyGrid, column: str, value: Any, counter: int = 1, id_: str = "0") -> None:
    op = {"op": "set", "table": "steps", "id": id_, "column": column, "value": value}
    grid._door.receive(
        {"type": "edit", "browser": "me", "counter": counter, "rev": 0, "ops": [op], "label": ""}
    )


def start(grid: JourneyGrid) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(grid.get_state()["_start"])
    return made


def test_the_state_holds_the_present_document_each_time() -> None:
    frame = three()
    grid = JourneyGrid(frame, title="T")
    assert start(grid)["doc"]["title"] == "T"
    frame.loc[0, "Notes"] = "py"
    assert start(grid)["doc"]["tables"]["steps"]["rows"][0][3] == "py"
    assert "_start" not in grid.get_state("zoom")
    assert "_start" in grid.get_state(["_start", "zoom"])


def test_ten_thousand_refreshes_in_a_loop_are_a_handful_of_messages(shell: Shell) -> None:
    frame = three()
    grid = JourneyGrid(frame)
    sent = heard(grid)
    for i in range(10_000):
        if not i % 100:
            frame.loc[0, "emotion"] = i / 10_000
        grid.refresh()
    shell.cell()
    assert 1 <= len(sent) <= 60
    assert grid.history["new"].iloc[-1] == 0.99


def test_changes_show_after_the_cell(shell: Shell) -> None:
    frame = three()
    sent = heard(JourneyGrid(frame))
    frame.loc[0, "Notes"] = "py"
    assert sent == []
    shell.cell()
    assert [m["type"] for m in sent] == ["edits"]
    shell.cell()
    assert len(sent) == 1


def test_one_hook_is_enough_for_many_grids(shell: Shell) -> None:
    for _ in range(5):
        JourneyGrid(three())
    assert len(shell.after) == 1


def test_a_name_that_stands_for_another_frame_is_offered(shell: Shell) -> None:
    frame = three()
    shell.user_ns["journey"] = frame
    grid = JourneyGrid(frame)
    assert start(grid)["doc"]["title"] == "journey"
    sent = heard(grid)
    other = frame.assign(Notes="new")
    shell.cell(journey=other)
    notice = sent[-1]
    assert notice["text"] == "“journey” is another DataFrame now; this map still shows the one before."
    assert grid.df is frame
    grid._door.receive({"type": "act", "browser": "me", "notice": "rebound", "action": "show"})
    assert grid.df is other
    shell.cell(journey=other)
    assert sum(m["type"] == "notice" and bool(m["text"]) for m in sent) == 1


def test_keeping_the_frame_takes_the_offer_away(shell: Shell) -> None:
    frame = three()
    shell.user_ns["journey"] = frame
    grid = JourneyGrid(frame)
    sent = heard(grid)
    shell.cell(journey=frame.copy())
    grid._door.receive({"type": "act", "browser": "me", "notice": "rebound", "action": "keep"})
    assert sent[-1]["text"] == ""
    shell.cell()
    assert grid.df is frame
    assert sent[-1]["text"] == ""


def test_a_followed_name_is_shown_at_once(shell: Shell) -> None:
    frame = three()
    grid = JourneyGrid(frame, name="df")
    numbers = []
    for i in range(3):
        shell.cell(df=frame.assign(n=i))
        numbers.append(grid.df["n"].iloc[0])
    assert numbers == [0, 1, 2]
    shell.cell(df="no frame")
    assert grid.df["n"].iloc[0] == 2


def test_messages_keep_their_count_over_frames() -> None:
    grid = JourneyGrid(three())
    sent = heard(grid)
    writes(grid, "Notes", "new")
    grid._door._send = sent.append
    number = sent[-1]["n"]
    grid.rebind(three())
    assert grid._door._n > number
    assert grid._door.seen == {"me": 1}


def test_a_frame_that_cannot_be_shown_leaves_the_one_before(shell: Shell) -> None:
    frame = pd.DataFrame({"stage": ["A"], "step": ["x"], "lane": ["Actions"], "text": ["t"]})
    grid = JourneyGrid(frame, name="df", layout="long")
    sent = heard(grid)
    shell.cell(df=pd.DataFrame({"other": [1]}))
    assert grid.df is frame
    assert (
        "This map still shows the DataFrame before: A long list needs a column for the lane"
        in sent[-1]["text"]
    )
    frame.loc[0, "text"] = "py"
    shell.cell(df=frame)
    assert any(m["type"] == "edits" for m in sent)


def test_a_new_column_of_stages_is_seen_when_the_cell_is_run_again() -> None:
    frame = pd.DataFrame({"step": ["x", "y", "z"], "Notes": ["a", "b", "c"]})
    first = JourneyGrid(frame)
    assert start(first)["doc"]["runs"] == [[None, 3]]
    frame["stage"] = ["A", "A", "B"]
    again = JourneyGrid(frame)
    assert start(again)["doc"]["runs"] == [["A", 2], ["B", 1]]
    sent = heard(first)
    writes(again, "Notes", "new")
    assert any(m["type"] in ("edits", "open") for m in sent)


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
