"""Where pandas makes no change of rows on the same object, the edit lands all the same, and names are bound only when asked."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from cjm_widgets import JourneyGrid, JourneyMap
from cjm_widgets.frames import inplace, live
from widgets.cells import Shell, heard, three, writes


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch) -> Shell:
    made = Shell()
    monkeypatch.setattr(live, "notebook", lambda: made)
    monkeypatch.setattr(live, "_hooked", [])
    return made


@pytest.fixture(autouse=True)
def other_pandas(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pandas that makes no change of rows or columns on the same object; this one still does."""

    def become(frame: pd.DataFrame, other: pd.DataFrame) -> None:
        raise inplace.NotInPlace(inplace._mark(other.copy(deep=False), frame.attrs, True))

    monkeypatch.setattr(inplace, "become", become)


def removes(grid: JourneyGrid, id_: str, counter: int = 1) -> None:
    edits(grid, [{"op": "remove", "table": "steps", "id": id_}], counter)


def edits(grid: JourneyGrid, ops: list[dict[str, Any]], counter: int = 1) -> None:
    grid._door.receive(
        {"type": "edit", "browser": "me", "counter": counter, "rev": 0, "ops": ops, "label": ""}
    )


def acts(grid: JourneyGrid, action: str) -> None:
    grid._door.receive({"type": "act", "browser": "me", "notice": "left", "action": action})


def shown(grid: JourneyGrid) -> str:
    return str(grid._door.notices.get("left", {}).get("text", ""))


def named(shell: Shell, **more: Any) -> tuple[pd.DataFrame, JourneyGrid]:
    frame = three()
    frame.attrs["source"] = "made up in this test"
    shell.user_ns.update(df=frame, **more)
    return frame, JourneyGrid(frame)


def test_the_edit_lands_and_the_name_is_offered_the_changed_frame(shell: Shell) -> None:
    frame, grid = named(shell)
    sent = heard(grid)
    removes(grid, "1")
    assert grid.df["step"].tolist() == ["x", "z"]
    assert grid.df.attrs == {"source": "made up in this test"}
    assert [m["ops"][-1]["op"] for m in sent if m["type"] == "edits"] == ["remove"]
    assert "“df” could not be changed in place by pandas" in shown(grid)
    actions = grid._door.notices["left"]["actions"]
    assert actions[0] == {"id": "bind", "label": "Bind df to the changed frame"}
    shell.cell()
    assert shell.user_ns["df"] is frame, "never without being asked"
    assert frame["step"].tolist() == ["x", "y", "z"]
    assert "rebound" not in grid._door.notices, "the name has not come to stand for another frame"
    acts(grid, "bind")
    assert shell.user_ns["df"] is grid.df
    assert shown(grid) == ""


def test_after_binding_edits_go_into_the_bound_frame(shell: Shell) -> None:
    _, grid = named(shell)
    removes(grid, "1")
    acts(grid, "bind")
    writes(grid, "Notes", "here", 2)
    assert shell.user_ns["df"].at[0, "Notes"] == "here"
    shell.user_ns["df"].loc[0, "Notes"] = "there"
    sent = heard(grid)
    shell.cell()
    assert [m["ops"][0]["value"] for m in sent if m["type"] == "edits"] == ["there"]
    assert grid._door.notices == {}


def test_two_names_are_bound_together(shell: Shell) -> None:
    frame, grid = named(shell)
    shell.user_ns["journey"] = frame
    removes(grid, "1")
    assert grid._door.notices["left"]["actions"][0]["label"] == "Bind df and journey to the changed frame"
    acts(grid, "bind")
    assert shell.user_ns["df"] is shell.user_ns["journey"] is grid.df


def test_where_no_name_holds_it_the_grid_hands_it_out(shell: Shell) -> None:
    grid = JourneyGrid(three())
    removes(grid, "1")
    assert "grid.df" in shown(grid)
    assert [a["id"] for a in grid._door.notices["left"]["actions"]] == ["ok"]
    shell.cell()
    assert shown(grid), "it stays until it was read"
    acts(grid, "ok")
    assert shown(grid) == ""
    assert grid.df["step"].tolist() == ["x", "z"]


def test_a_name_that_stands_for_something_else_meanwhile_is_not_touched(shell: Shell) -> None:
    frame, grid = named(shell)
    shell.user_ns["journey"] = frame
    removes(grid, "1")
    mine = pd.DataFrame({"step": ["mine"]})
    shell.user_ns["journey"] = mine
    acts(grid, "bind")
    assert shell.user_ns["df"] is grid.df
    assert shell.user_ns["journey"] is mine


def test_where_every_name_went_away_meanwhile_it_says_so(shell: Shell) -> None:
    _, grid = named(shell)
    removes(grid, "1")
    shell.user_ns["df"] = 5
    acts(grid, "bind")
    assert shell.user_ns["df"] == 5
    assert "No name holds the DataFrame before" in shown(grid)


def test_a_name_bound_by_hand_takes_the_offer_away(shell: Shell) -> None:
    _, grid = named(shell)
    removes(grid, "1")
    shell.cell(df=grid.df)
    assert grid._door.notices == {}


def test_a_frame_written_to_meanwhile_keeps_its_name(shell: Shell) -> None:
    frame, grid = named(shell)
    removes(grid, "1")
    frame.loc[0, "Notes"] = "mine"
    acts(grid, "bind")
    assert shell.user_ns["df"] is frame
    assert "“df” was written to in Python meanwhile" in shown(grid)
    assert grid.df.at[0, "Notes"] == "a"


def test_leaving_it_leaves_it(shell: Shell) -> None:
    frame, grid = named(shell)
    removes(grid, "1")
    acts(grid, "keep")
    shell.cell()
    assert shell.user_ns["df"] is frame
    assert grid._door.notices == {}
    assert grid.df["step"].tolist() == ["x", "z"]


def test_undo_and_redo_go_over_it(shell: Shell) -> None:
    frame, grid = named(shell)
    removes(grid, "1")
    writes(grid, "Notes", "later", 2)
    grid.undo()
    grid.undo()
    pd.testing.assert_frame_equal(grid.df, three())
    grid.redo()
    grid.redo()
    assert grid.df["Notes"].tolist() == ["later", "c"]
    acts(grid, "bind")
    assert shell.user_ns["df"] is grid.df
    assert frame["step"].tolist() == ["x", "y", "z"]


def test_every_grid_of_the_frame_goes_on_with_the_changed_one(shell: Shell) -> None:
    frame, grid = named(shell)
    again, other = JourneyGrid(frame), JourneyGrid(frame, title="read again", emotion="emotion", stage="step")
    assert again._bound is grid._bound is not other._bound
    sent = heard(other)
    removes(grid, "1")
    assert again.df is other.df is grid.df
    assert any(m["type"] in ("edits", "open") for m in sent)
    acts(grid, "bind")
    assert [shown(one) for one in (grid, again, other)] == ["", "", ""]
    assert JourneyGrid(shell.user_ns["df"])._bound is grid._bound


def test_a_followed_name_is_offered_it_too(shell: Shell) -> None:
    frame = three()
    shell.user_ns["df"] = frame
    grid = JourneyGrid(frame, name="df")
    removes(grid, "1")
    shell.cell()
    assert grid.df["step"].tolist() == ["x", "z"], "the name still has the frame before: that is no news"
    acts(grid, "bind")
    assert shell.user_ns["df"] is grid.df


def test_an_edit_refused_halfway_leaves_the_very_object_bound(shell: Shell) -> None:
    frame, grid = named(shell)
    bad = {"op": "set", "table": "steps", "id": "gone", "column": "Notes", "value": "x"}
    edits(grid, [{"op": "remove", "table": "steps", "id": "1"}, bad])
    assert grid.df is frame
    pd.testing.assert_frame_equal(frame.reset_index(drop=True), three())
    assert grid._door.notices == {}


@pytest.mark.parametrize(
    ("op", "steps"),
    [
        ({"op": "insert", "id": "n", "row": {"name": "new"}, "before": "0"}, ["new", "x", "y", "z"]),
        ({"op": "move", "id": "2", "before": "0"}, ["z", "x", "y"]),
    ],
)
def test_added_and_moved_rows_land(shell: Shell, op: dict[str, Any], steps: list[str]) -> None:
    _, grid = named(shell)
    edits(grid, [{"table": "steps", **op}])
    assert grid.df["step"].tolist() == steps
    assert shown(grid)


def test_columns_of_a_sheet_that_lies_across_move(shell: Shell) -> None:
    frame = pd.DataFrame(
        {"Search": ["Looks", "1"], "Pay": ["Pays", "-1"]}, index=pd.Index(["Actions", "Emotion"], name="lane")
    )
    shell.user_ns["df"] = frame
    grid = JourneyGrid(frame, layout="across")
    ids = [row[0] for row in grid._bound.source.steps(0, 2)["rows"]]
    edits(grid, [{"op": "move", "table": "steps", "id": ids[1], "before": ids[0]}])
    assert grid.df.columns.tolist() == ["Pay", "Search"]
    acts(grid, "bind")
    assert shell.user_ns["df"].columns.tolist() == ["Pay", "Search"]


def test_a_map_needs_no_name_for_its_tables(shell: Shell) -> None:
    m = JourneyMap.from_template("classic")
    grid = JourneyGrid(m)
    first, *rest = m.steps.index
    removes(grid, first)
    assert m.steps.index.tolist() == rest
    assert grid._door.notices == {}
    m.steps.loc[rest[0], "name"] = "Changed"
    m.refresh()
    assert m.history["new"].iloc[-1] == "Changed"
    m.undo()
    m.undo()
    assert m.steps.index.tolist() == [first, *rest]


def test_a_name_for_a_table_of_a_map_is_offered_it(shell: Shell) -> None:
    m = JourneyMap.from_template("classic")
    shell.user_ns["steps"] = m.steps
    grid = JourneyGrid(m)
    removes(grid, m.steps.index[0])
    acts(grid, "bind")
    assert shell.user_ns["steps"] is m.steps
