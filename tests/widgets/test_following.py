"""What a grid does when a cell ran: changes are gathered, and names that stand for another frame are followed or offered."""

from __future__ import annotations

import pandas as pd
import pytest

from cjm_widgets import JourneyGrid
from cjm_widgets.frames import live
from widgets.cells import Shell, heard, start, three, writes


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    made = Shell()
    monkeypatch.setattr(live, "notebook", lambda: made)
    monkeypatch.setattr(live, "_hooked", [])
    return made


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
