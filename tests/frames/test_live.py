"""Sessions of frames: one for one frame, looked at after every cell, gone with the frame."""

from __future__ import annotations

import gc
import weakref
from typing import Any

import pandas as pd
import pytest

from cjm_widgets.frames import live
from cjm_widgets.model.edits import Set


def frame() -> pd.DataFrame:
    return pd.DataFrame({"step": ["x", "y"], "Notes": ["a", "b"]})


def test_one_frame_has_one_session_however_often_it_is_bound() -> None:
    made = frame()
    first = live.bind(made, "")
    assert live.bind(made, "") is first
    assert live.bind(made, "", step=None) is first
    assert live.bind(made, "", step="Notes") is not first
    assert live.bind(frame(), "") is not first


def test_a_frame_that_reads_otherwise_by_now_is_read_anew() -> None:
    made = frame()
    first = live.bind(made, "")
    made["emotion"] = [1.0, -1.0]
    second = live.bind(made, "")
    assert second is not first
    assert [lane.kind for lane in second.source.lanes()] == ["text", "emotion"]
    del made["emotion"]
    assert live.bind(made, "") is second


def test_neither_session_nor_frame_is_kept_alive() -> None:
    bound = live.bind(frame(), "")
    gone = weakref.ref(bound)
    bound.session.edit([Set("steps", "0", "Notes", "new")])
    del bound
    gc.collect()
    assert gone() is None


def test_a_look_takes_in_every_bound_frame() -> None:
    frames = [frame(), frame()]
    bounds = [live.bind(f, "") for f in frames]
    heard: list[dict[str, Any]] = []
    bounds[0].after_cell.append(heard.append)
    for made in frames:
        made.loc[0, "Notes"] = "py"
    live.look({"name": 1})
    assert [b.session.revision for b in bounds] == [1, 1]
    assert heard == [{"name": 1}]


def test_a_frame_that_fails_keeps_no_other_from_being_looked_at() -> None:
    one, two = live.bind(frame(), ""), live.bind(frame(), "")

    def fail(names: dict[str, Any]) -> None:
        raise ZeroDivisionError

    for bound in (one, two):
        bound.after_cell.append(fail)
        bound.source.tables["steps"].frame.loc[0, "Notes"] = "py"
    with pytest.raises(ZeroDivisionError):
        live.look({})
    assert (one.session.revision, two.session.revision) == (1, 1)


def test_names_are_those_a_person_gave(monkeypatch: pytest.MonkeyPatch) -> None:
    made = frame()
    shell = type(
        "Shell", (), {"user_ns": {"df": made, "_": made, "_3": made, "other": frame(), "same": made}}
    )
    monkeypatch.setattr(live, "notebook", lambda: shell)
    assert live.names_of(made) == ["df", "same"]
    monkeypatch.setattr(live, "notebook", lambda: None)
    assert live.names_of(made) == []


def test_without_a_notebook_there_is_none() -> None:
    assert live.notebook() is None or live.notebook().__class__.__name__
