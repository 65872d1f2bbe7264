"""The door: every message of the protocol."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cjm_widgets.frames import live
from cjm_widgets.widgets.door import MOST_ROWS, SEEN, Door
from widgets.talk import Message, Page, three


@pytest.fixture
def page() -> Page:
    return Page()


def test_an_edit_lands_and_is_told_with_its_counter(page: Page) -> None:
    (told,) = page.writes(1, "new")
    assert page.frame.at[0, "Notes"] == "new"
    assert told["type"] == "edits"
    assert told["ops"] == [
        {"op": "set", "table": "steps", "id": "0", "column": "Notes", "value": "new", "old": "a"}
    ]
    assert (told["seen"], told["browser"], told["source"], told["label"]) == (
        {"me": 1},
        "me",
        "page",
        "wrote",
    )
    assert (told["rev"], told["undo"], told["redo"]) == (1, True, False)


def test_messages_are_numbered_one_by_one(page: Page) -> None:
    for counter in range(1, 6):
        page.writes(counter, str(counter))
    page.says("find", text="x", query=1)
    assert [m["n"] for m in page.sent] == [1, 2, 3, 4, 5, 6]


def test_an_edit_sent_twice_is_done_once(page: Page) -> None:
    page.writes(1, "one")
    page.writes(2, "two")
    assert page.writes(1, "one") == []
    assert page.writes(2, "other") == []
    assert page.frame.at[0, "Notes"] == "two"
    assert page.bound.session.revision == 2


def test_an_edit_that_changes_nothing_is_answered_all_the_same(page: Page) -> None:
    (told,) = page.writes(1, "a")
    assert (told["type"], told["ops"], told["seen"], told["rev"]) == ("edits", [], {"me": 1}, 0)


def test_an_edit_that_does_not_fit_is_refused_where_it_was_made(page: Page) -> None:
    (told,) = page.writes(1, {"$": "typed", "v": "many"}, "n")
    assert told["type"] == "refused"
    assert told["at"] == {"table": "steps", "id": "0", "column": "n"}
    assert "“many” is not a number, and “n” holds numbers" in told["reason"]
    assert (told["counter"], told["seen"]) == (1, {"me": 1})
    pd.testing.assert_frame_equal(page.frame, three())


def test_all_operations_of_an_edit_are_done_or_none(page: Page) -> None:
    good = {"op": "set", "table": "steps", "id": "0", "column": "Notes", "value": "new"}
    (told,) = page.says(
        "edit", counter=1, rev=0, ops=[good, {"op": "remove", "table": "steps", "id": "9"}], label=""
    )
    assert told["type"] == "refused"
    assert "no row '9' in steps" in told["reason"]
    pd.testing.assert_frame_equal(page.frame, three())


def test_undo_and_redo_are_edits_of_their_own(page: Page) -> None:
    page.writes(1, "new")
    (undone,) = page.says("undo", counter=2)
    assert (undone["source"], undone["seen"], undone["redo"]) == ("undo", {"me": 2}, True)
    assert page.frame.at[0, "Notes"] == "a"
    assert page.says("undo", counter=2) == []
    (redone,) = page.says("redo", counter=3)
    assert redone["source"] == "redo"
    assert page.frame.at[0, "Notes"] == "new"
    (nothing,) = page.says("redo", counter=4)
    assert (nothing["ops"], nothing["seen"]) == ([], {"me": 4})


def test_readonly_refuses_every_way_to_write(page: Page) -> None:
    page.writes(1, "new")
    page.door.readonly = True
    answers = [page.writes(2, "other"), page.says("undo", counter=3), page.says("redo", counter=4)]
    assert [a["type"] for (a,) in answers] == ["refused"] * 3
    assert all("shown for reading only" in a["reason"] for (a,) in answers)
    assert page.door.seen == {"me": 4}
    assert page.frame.at[0, "Notes"] == "new"


def test_open_is_answered_where_the_page_is_behind(page: Page) -> None:
    (told,) = page.says("open", have=None)
    assert (told["type"], told["for"], told["doc"]["title"]) == ("open", "me", "Meal kit")
    assert page.says("open", have=0) == []
    page.frame.loc[0, "Notes"] = "py"
    sent = page.says("open", have=0)
    assert [m["type"] for m in sent] == ["edits", "open"]


def test_windows_are_as_asked_and_no_larger_than_allowed() -> None:
    page = Page(pd.DataFrame({"stage": ["A"] * 500 + ["B"] * 500, "Notes": [f"n{i}" for i in range(1000)]}))
    (told,) = page.says("rows", **{"from": 498, "to": 502})
    assert [row[0] for row in told["tables"]["steps"]["rows"]] == ["498", "499", "500", "501"]
    assert [row[0] for row in told["tables"]["stages"]["rows"]] == ["A", "B"]
    assert (told["from"], told["for"]) == (498, "me")
    for low, high, size in (
        (0, 10**9, MOST_ROWS),
        (-5, 3, 3),
        (990, 5000, 10),
        (5000, 6000, 0),
        (9, 3, 0),
        (10**30, 10**31, 0),
    ):
        (told,) = page.says("rows", **{"from": low, "to": high})
        assert len(told["tables"]["steps"]["rows"]) == size


def test_find_tells_where(page: Page) -> None:
    (told,) = page.says("find", text="B", query=7)
    assert (told["query"], told["total"]) == (7, 1)
    assert told["hits"] == [{"position": 1, "step": "1", "lane": "Notes", "card": None}]
    (nothing,) = page.says("find", text="", query="q")
    assert (nothing["query"], nothing["total"], nothing["hits"]) == ("q", 0, [])


def test_a_long_cell_is_read_whole(page: Page) -> None:
    page.frame.loc[0, "Notes"] = "x" * 9000
    told = page.says("cell", query=1, table="steps", id="0", column="Notes")[-1]
    assert told["value"] == "x" * 9000
    (refused,) = page.says("cell", query=1, table="steps", id="77", column="Notes")
    assert refused["type"] == "refused"


def test_notices_are_shown_again_to_late_pages_until_they_are_answered(page: Page) -> None:
    heard: list[str] = []
    page.door.notice("q", "Keep it?", act=heard.append, yes="Yes")
    late = page.says("open", "late", have=None)
    assert [m["text"] for m in late if m["type"] == "notice"] == ["Keep it?"]
    page.says("act", notice="q", action="yes")
    page.says("act", notice="unknown", action="yes")
    assert heard == ["yes"]
    page.door.notice("q", "")
    page.says("act", notice="q", action="yes")
    assert heard == ["yes"]


def test_selection_reaches_python(page: Page) -> None:
    heard: list[Any] = []
    page.door.on_select = heard.append
    page.says("select", cells=[{"step": "0", "lane": "Notes"}])
    page.says("select", cells=[])
    assert heard == [[{"step": "0", "lane": "Notes"}], []]


def test_selection_shows_in_every_other_page_of_the_data_and_is_not_echoed() -> None:
    frame, cells = three(), [{"step": "0", "lane": "Notes"}]
    one, two = Page(frame), Page(frame)
    two.says("open", "other", have=0)
    assert one.says("select", cells=cells) == []
    (told,) = two.sent
    assert (told["type"], told["cells"], told["browser"]) == ("selected", cells, "me")
    one.says("open", "third", have=0)  # the same widget, drawn a second time
    (again,) = one.says("select", cells=cells)
    assert (again["type"], again["browser"]) == ("selected", "me")
    one.door.close()
    assert [m["cells"] for m in two.sent[1:]] == [cells, []]


def test_a_page_that_selected_nothing_takes_nobodys_selection_away() -> None:
    frame = three()
    one, two = Page(frame), Page(frame)
    two.says("open", "other", have=0)
    one.says("select", cells=[{"step": "0", "lane": "Notes"}])
    two.says("select", "other", cells=[])
    assert [m["type"] for m in two.sent] == ["selected"]
    assert one.sent == []
    one.says("select", cells=[])
    assert [len(m["cells"]) for m in two.sent] == [1, 0]


def test_a_selection_changes_no_document(page: Page) -> None:
    page.says("open", "other", have=0)
    page.says("select", cells=[{"step": "0", "lane": "Notes"}])
    assert (page.bound.session.revision, page.bound.session.can_undo, page.door.seen) == (0, False, {})


def test_every_page_hears_of_every_change() -> None:
    frame = three()
    one, two = Page(frame), Page(frame)
    one.writes(1, "new")
    assert [m["type"] for m in two.sent] == ["edits"]
    assert two.sent[0]["browser"] == "me"
    two.door.close()
    one.writes(2, "newer")
    assert len(two.sent) == 1


def test_two_readings_of_one_frame_follow_each_other() -> None:
    one = Page()
    other = live.bind(one.frame, "", stage="step", step="Notes")
    sent: list[Message] = []
    door = Door(other.session, other.binding, sent.append)
    assert other is not one.bound
    one.writes(1, {"$": "typed", "v": "9"}, "n")
    assert [op["value"] for op in sent[-1]["ops"] if op["table"] == "steps"] == [9]
    assert sent[-1]["source"] == "python"
    door.receive({"type": "undo", "browser": "two", "counter": 1})
    assert one.frame.at[0, "n"] == 1
    assert [op["value"] for op in one.sent[-1]["ops"] if op["table"] == "steps"] == [1]


def test_new_rows_with_filled_columns_say_so(page: Page) -> None:
    sent = page.says(
        "edit",
        counter=1,
        rev=0,
        label="",
        ops=[{"op": "insert", "table": "steps", "id": "f", "row": {"name": "F"}, "before": None}],
    )
    notice = next(m for m in sent if m["type"] == "notice")
    assert "0 or no in “n”" in notice["text"]
    assert page.frame["n"].tolist() == [1, 2, 3, 0]


def test_only_so_many_browsers_are_remembered(page: Page) -> None:
    for i in range(SEEN + 9):
        page.writes(1, str(i), browser=f"b{i}")
    assert len(page.door.seen) == SEEN
    assert f"b{SEEN + 8}" in page.door.seen


def test_a_listener_that_fails_is_raised_and_the_edit_is_not_refused(page: Page) -> None:
    def fail(entry: Any) -> None:
        raise ZeroDivisionError

    page.bound.session.listen(fail)
    with pytest.raises(ZeroDivisionError):
        page.writes(1, "new")
    assert [m["type"] for m in page.sent] == ["edits"]
    assert page.frame.at[0, "Notes"] == "new"


def test_a_fault_of_ours_leaves_no_page_waiting(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(page.bound.session), "undo", lambda self, browser: 1 // 0)
    with pytest.raises(ZeroDivisionError):
        page.says("undo", counter=1)
    assert page.sent[-1]["type"] == "refused"
    assert "Python could not do this (ZeroDivisionError)" in page.sent[-1]["reason"]


def test_a_hundred_changes_in_a_cell_are_one_message(page: Page) -> None:
    for i in range(100):
        page.frame.loc[i % 3, "n"] = i
    live.look({})
    assert len(page.sent) == 1
    assert page.sent[0]["source"] == "python"
    assert {op["value"] for op in page.sent[0]["ops"] if op["table"] == "steps"} == {97, 98, 99}


def test_values_pandas_holds_and_json_does_not_are_told(page: Page) -> None:
    page.frame["x"] = np.inf
    live.look({})
    json.dumps(page.sent, allow_nan=False)
    assert page.sent[-1]["type"] == "open"
