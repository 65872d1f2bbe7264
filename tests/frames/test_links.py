"""Links and moves of a map: whatever pages and Python do to them, pages follow, ends hold, and all can be taken back."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

import cjm_widgets as cjm
from cjm_widgets.frames import inplace
from cjm_widgets.frames.binding import Binding
from cjm_widgets.frames.mapped import Mapped
from cjm_widgets.frames.mapped.sheet import MOST_CONNECTED
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused
from cjm_widgets.model.session import Session
from frames.makers import ends_of, mapped
from frames.page import Page
from frames.test_binding import CELLS, ENDS, held, same

FAST = [Phase.explicit, Phase.reuse, Phase.generate]
NAMES = ("links", "transitions")


class Played:
    """A session on a map, two pages that follow it."""

    def __init__(self) -> None:
        self.source, self.frames = mapped()
        self.session = Session(Binding(self.source))
        self.pages = [Page(self.session, self.source), Page(self.session, self.source)]

    def frame(self, name: str) -> pd.DataFrame:
        return self.source.tables[name].frame

    def ids(self, name: str) -> list[str]:
        return [*self.source.tables[name].keys.ids()]

    def agree(self) -> None:
        for page in self.pages:
            page.agrees()


@pytest.fixture
def played() -> Played:
    return Played()


@st.composite
def an_edit(draw: st.DrawFn, played: Played) -> list[Op]:
    """What a page could send of links, moves and what they hang on."""
    name = draw(st.sampled_from(NAMES))
    kind = draw(st.sampled_from(["set", "insert", "end", "turn", "remove", "move", "drop"]))
    ids, at = played.ids(name), played.ids(ENDS[name])
    places = st.sampled_from([*at, *(["Gives up"] if name == "transitions" else [])] or ["gone"])
    if kind == "insert":
        row = {"source": draw(places), "target": draw(places)}
        before = draw(st.sampled_from([None, *ids]))
        return [Insert(name, f"new-{draw(st.integers(0, 10_000))}", row, before)]
    if kind == "drop" and len(at) > 1:
        return [Remove(ENDS[name], draw(st.sampled_from(at)))]
    if not ids:
        return [Remove(name, "gone")]
    id_ = draw(st.sampled_from(ids))
    source, target = ends_of(played.frame(name))[ids.index(id_)]
    column = draw(st.sampled_from(sorted(CELLS[name])))
    return {
        "set": lambda: [Set(name, id_, column, draw(CELLS[name][column]))],
        "end": lambda: [Set(name, id_, draw(st.sampled_from(["source", "target"])), draw(places))],
        "turn": lambda: [Set(name, id_, "source", target), Set(name, id_, "target", source)],
        "remove": lambda: [Remove(name, id_)],
        "move": lambda: [Move(name, id_, draw(st.sampled_from([None, *ids])))],
    }.get(kind, lambda: [Remove(name, id_)])()


def python_change(draw: st.DrawFn, played: Played) -> None:
    """What a person does with pandas to the frames, in place."""
    frame = played.frame(draw(st.sampled_from(NAMES)))
    label = (draw(st.sampled_from("abc")), draw(st.sampled_from("abc")))
    kind = draw(st.sampled_from(["write", "write", "turn", "drop", "order", "concat"]))
    at = draw(st.integers(0, max(0, len(frame) - 1)))
    if kind == "write":
        frame.loc[label, frame.columns[0]] = "py" if frame.columns[0] == "kind" else 0.5
    elif kind == "turn" and len(frame) and label not in frame.index:
        inplace.relabel(frame, at, label)
    elif kind == "drop" and len(frame):
        inplace.become(frame, frame.drop(index=[frame.index[at]]))
    elif kind == "order":
        inplace.become(frame, frame.sort_index(ascending=draw(st.booleans())))
    elif kind == "concat" and len(frame) and label not in frame.index:
        index = pd.MultiIndex.from_tuples([label], names=frame.index.names)
        inplace.become(frame, pd.concat([frame.iloc[-1:].set_axis(index), frame]))
    assert frame.index.nlevels == 2


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=FAST)
def test_whatever_is_done_to_links_pages_follow_and_it_can_be_taken_back(data: st.DataObject) -> None:
    played = Played()
    first, session = held(played.frames), played.session
    for _ in range(data.draw(st.integers(1, 14))):
        act = data.draw(st.sampled_from(["page", "page", "page", "page", "python", "undo", "redo"]))
        before = held(played.frames)
        try:
            if act == "page":
                session.edit(
                    [op for _ in range(data.draw(st.integers(1, 2))) for op in data.draw(an_edit(played))]
                )
            elif act == "python":
                python_change(data.draw, played)
                session.pull()
            else:
                getattr(session, act)()
        except Refused:
            same(played.frames, before)
        played.agree()
        assert all(played.frame(name).index.is_unique for name in NAMES)
    while session.can_redo:
        session.redo()
    last = held(played.frames)
    while session.can_undo:
        session.undo()
        played.agree()
    same(played.frames, first, index_type=False)
    while session.can_redo:
        session.redo()
        played.agree()
    same(played.frames, last, index_type=False)


@given(data=st.data())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), phases=FAST)
def test_edits_of_pages_leave_no_link_without_its_ends(data: st.DataObject) -> None:
    played = Played()
    for _ in range(data.draw(st.integers(1, 14))):
        try:
            played.session.edit(data.draw(an_edit(played)))
        except Refused:
            continue
    cards, steps = set(played.ids("cards")), set(played.ids("steps"))
    assert {end for pair in ends_of(played.frame("links")) for end in pair} <= cards
    assert {source for source, _ in ends_of(played.frame("transitions"))} <= steps


def ops_of(played: Played) -> list[Op]:
    """What a change of Python's is told as."""
    entry = played.session.pull()
    assert entry is not None
    assert not entry.change.reload
    played.agree()
    return list(entry.change.ops)


def test_a_cell_written_in_pandas_is_told_as_one_operation(played: Played) -> None:
    played.frame("links").loc[("c1", "c2"), "kind"] = "needs"
    assert ops_of(played) == [Set("links", "c1 / c2", "kind", "needs", "sequence")]


def test_a_link_added_by_its_label_is_told_with_its_ends(played: Played) -> None:
    played.frame("links").loc[("c2", "c3"), "text"] = "then"
    (op,) = ops_of(played)
    assert isinstance(op, Insert)
    assert (op.id, op.row, op.at) == ("c2 / c3", {"source": "c2", "target": "c3", "text": "then"}, 2)


def test_a_page_keeps_its_own_id_while_python_renames_others(played: Played) -> None:
    played.session.edit([Insert("links", "link-1", {"source": "c3", "target": "c4"})])
    frame = played.frame("links")
    inplace.become(frame, frame.rename(index={"c2": "other"}, level="target"))
    ops = ops_of(played)
    assert "link-1" not in {op.id for op in ops}
    assert played.ids("links") == ["c1 / other", "c1 / c4", "link-1"]


def test_a_link_that_was_turned_keeps_its_id_and_undo_turns_it_back(played: Played) -> None:
    turn = [Set("links", "c1 / c2", "source", "c2"), Set("links", "c1 / c2", "target", "c1")]
    played.session.edit(turn)
    assert (played.ids("links")[0], played.frame("links").index[0]) == ("c1 / c2", ("c2", "c1"))
    played.session.undo()
    assert played.frame("links").index[0] == ("c1", "c2")
    played.agree()


def test_removing_a_card_tells_the_links_that_went_with_it(played: Played) -> None:
    entry = played.session.edit([Remove("cards", "c1")])
    assert entry is not None
    assert {(op.table, op.id) for op in entry.change.ops} == {
        ("cards", "c1"),
        ("links", "c1 / c2"),
        ("links", "c1 / c4"),
    }
    played.session.undo()
    assert ends_of(played.frame("links")) == [("c1", "c2"), ("c1", "c4")]


@pytest.mark.parametrize("lane", [[], ["front"]])
def test_a_lane_of_paths_stands_behind_the_customers_lanes_while_there_are_moves(lane: list[str]) -> None:
    m = cjm.JourneyMap.from_template("classic")
    for id_ in lane:
        m.lanes.loc[id_, ["name", "kind", "side"]] = ["Staff", "cards", "frontstage"]
    m.refresh()
    source, session = m._bound.source, m._bound.session
    before = [one.id for one in source.lanes()]
    session.edit([Insert("transitions", "move-1", {"source": m.steps.index[0], "target": m.steps.index[1]})])
    drawn = source.lanes()
    assert [one.id for one in drawn] == [*(id_ for id_ in before if id_ not in lane), "paths", *lane]
    paths = next(one for one in drawn if one.id == "paths")
    assert (paths.name, paths.hint, paths.kind, paths.readonly) == (
        "Paths",
        "moves between steps",
        "paths",
        True,
    )
    session.edit([Set("lanes", "paths", "height", 90)])  # arranged: written down where it stands
    assert [one.id for one in source.lanes()] == [one.id for one in drawn]
    assert m.lanes.loc["paths", "kind"] == "paths"
    session.undo()
    session.undo()
    assert [one.id for one in source.lanes()] == before


def test_the_lane_of_paths_holds_no_cards_and_there_is_one(played: Played) -> None:
    with pytest.raises(Refused, match="draws the moves between steps and holds no cards"):
        played.session.edit([Insert("cards", "new", {"step": "x", "lane": "paths", "text": "Pays"})])
    with pytest.raises(Refused, match="it draws every move"):
        played.session.edit([Insert("lanes", "more", {"name": "More", "kind": "paths"})])


def test_more_rows_than_a_page_holds_are_told_by_their_place(played: Played) -> None:
    many = {("c1", f"to {i}"): {"kind": "needs"} for i in range(MOST_CONNECTED + 5)}
    index = pd.MultiIndex.from_tuples(list(many), names=["source", "target"])
    inplace.become(
        played.frame("links"),
        pd.DataFrame({"kind": "needs"}, index=index).reindex(columns=played.frame("links").columns),
    )
    played.session.pull()
    sent = played.source.connected()["links"]
    assert (len(sent["rows"]), sent["size"], sent["from"]) == (MOST_CONNECTED, len(many), 0)


def test_ends_as_columns_are_edited_too() -> None:
    source, frames = mapped()
    inplace.become(source.tables["links"].frame, source.tables["links"].frame.reset_index())
    session = Session(Binding(source))
    page = Page(session, source)
    first: Any = held(frames)
    session.edit(
        [Set("links", "0", "target", "c3"), Insert("links", "link-1", {"source": "c3", "target": "c4"})]
    )
    page.agrees()
    assert ends_of(source.tables["links"].frame) == [("c1", "c3"), ("c1", "c4"), ("c3", "c4")]
    with pytest.raises(Refused, match="already a link from “1” to “3”"):
        session.edit([Insert("links", "link-2", {"source": "c1", "target": "c3"})])
    session.undo()
    page.agrees()
    same(frames, first, index_type=False)


def test_a_map_without_the_tables_refuses_links() -> None:
    source, _ = mapped()
    tables = {name: table.frame for name, table in source.tables.items() if name not in NAMES}
    session = Session(Binding(Mapped(tables, {})))
    with pytest.raises(Refused, match="no table 'links'"):
        session.edit([Insert("links", "link-1", {"source": "c1", "target": "c2"})])
    assert session.edit([Remove("cards", "c1")]) is not None
