"""What happened: as a frame, as events with labels and values of the frame, and as code."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from cjm_widgets.frames import history, live
from cjm_widgets.frames.history import COLUMNS, Event
from cjm_widgets.frames.live import Bound
from cjm_widgets.model.edits import Insert, Move, Remove, Set


@pytest.fixture
def bound() -> Bound:
    frame = pd.DataFrame(
        {"step": ["x", "y", "z"], "Notes": ["a", "b", "c"], "emotion": [1.0, 0.0, -1.0]}, index=[10, 20, 30]
    )
    return live.bind(frame, "")


def heard(bound: Bound) -> list[Event]:
    events: list[Event] = []
    bound.session.listen(lambda entry: events.extend(history.events(entry, bound.source)))
    return events


def frame_of(bound: Bound) -> pd.DataFrame:
    return bound.source.tables["steps"].frame


def test_an_empty_history_has_its_columns(bound: Bound) -> None:
    made = history.frame(bound.session.entries)
    assert made.columns.tolist() == list(COLUMNS)
    assert len(made) == 0
    assert str(made["at"].dtype).startswith("datetime64")


def test_every_change_of_both_sides_is_a_row(bound: Bound) -> None:
    bound.session.edit([Set("steps", "10", "Notes", "new")], label="wrote")
    frame_of(bound).loc[20, "Notes"] = "py"
    bound.session.pull()
    bound.session.edit([Insert("steps", "n1", {"name": "N"}, "20")])
    bound.session.edit([Move("steps", "30", "10")])
    bound.session.edit([Remove("steps", "20")])
    bound.session.undo()
    made = history.frame(bound.session.entries)
    told = (
        made[["source", "what", "table", "id", "column"]]
        .astype(object)
        .where(lambda f: f.notna(), None)
        .to_numpy()
        .tolist()
    )
    assert told[:2] == [["page", "set", "steps", "10", "Notes"], ["python", "set", "steps", "20", "Notes"]]
    assert [row[1] for row in told[2:]] == ["insert", "move", "remove", "insert"]
    assert told[-1][0] == "undo"
    assert made[["old", "new"]].iloc[0].tolist() == ["a", "new"]
    assert made["revision"].tolist() == [1, 2, 3, 4, 5, 6]
    assert made["label"].iloc[0] == "wrote"


def test_events_carry_labels_columns_and_values_of_the_frame(bound: Bound) -> None:
    events = heard(bound)
    bound.session.edit([Set("steps", "20", "emotion", {"$": "typed", "v": "1,5"})])
    frame_of(bound).loc[[10, 30], "Notes"] = ["p", "q"]
    bound.session.pull()
    assert events[0] == Event("steps", 20, "emotion", 0.0, 1.5, "page")
    assert sorted((e.key, e.old, e.new, e.source) for e in events[1:]) == [
        (10, "a", "p", "python"),
        (30, "c", "q", "python"),
    ]


def test_rows_that_come_and_go_are_events_without_a_column(bound: Bound) -> None:
    events = heard(bound)
    bound.session.edit([Insert("steps", "n1", {"name": "N"})])
    bound.session.edit([Remove("steps", "10")])
    kinds: list[tuple[Any, Any, bool, bool]] = [
        (e.key, e.column, e.old is None, e.new is None) for e in events
    ]
    assert (31, None, True, False) in kinds
    assert ("10", None, False, True) in kinds


def test_a_change_too_large_to_tell_is_one_event_and_one_row(bound: Bound) -> None:
    events = heard(bound)
    frame_of(bound)["fresh"] = 1
    bound.session.pull()
    assert [(e.table, e.source) for e in events] == [("", "python")]
    assert history.frame(bound.session.entries)["what"].tolist() == ["changed"]


def test_code_leaves_out_what_python_did_itself(bound: Bound) -> None:
    frame_of(bound).loc[20, "Notes"] = "py"
    bound.session.edit([Set("steps", "10", "Notes", "new")])
    assert history.code(bound.session.entries, "df") == "df.loc[10, 'Notes'] = 'new'"
    bound.session.undo()
    assert history.code(bound.session.entries, "df").splitlines()[-1] == "df.loc[10, 'Notes'] = 'a'"
