"""Whatever is done, by a page or in Python, in any order: the frame is the same object with the same dtypes, every page
shows what the frame holds, and taking everything back gives the frame that was there."""

from __future__ import annotations

import pickle
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, given, settings, strategies as st

from cjm_widgets.frames import inplace
from cjm_widgets.frames.binding import Binding
from cjm_widgets.frames.source import Source
from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused
from cjm_widgets.model.session import Session
from frames.makers import MAKERS
from frames.page import Page

TEXTS = ["", "Pays", "Rings up\nWrites", "ß漢字 עברית 🙂", "<b>x</b>", "=1+1"]
TYPED = ["3", "1,5", "−2", "12 %", "high", "", "web", "yes", "2 h", "2026-01-02", "a\nb"]


ENDS = {"links": "cards", "transitions": "steps"}
CELLS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "links": {
        "kind": st.sampled_from(["sequence", "needs", None]),
        "text": st.sampled_from(TEXTS),
        "both": st.booleans(),
    },
    "transitions": {
        "probability": st.sampled_from([0.25, 1, None, {"$": "typed", "v": "12 %"}]),
        "assumed": st.booleans(),
        "variants": st.sampled_from([None, ["happy"], ["unhappy", "x"]]),
    },
}
FAST = [Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink]


@st.composite
def an_op(draw: st.DrawFn, source: Source) -> Op:
    """One operation of the kind a page sends, on rows that are there or, now and then, not."""
    page = {
        "steps": [row[0] for row in source.steps(0, source.size())["rows"]],
        "lanes": [lane.id for lane in source.lanes()],
        "stages": [row[0] for row in source.stages()["rows"]],
    }
    page["cards"] = [row[0] for row in source.cards(page["steps"])["rows"]]
    page |= {name: [row[0] for row in table["rows"]] for name, table in source.connected().items()}
    table = draw(st.sampled_from([t for t in page if page[t] or t == "steps"]))
    ids = st.sampled_from([*page[table], "gone"])
    before = draw(st.one_of(st.none(), ids))
    kind = draw(st.sampled_from(["set", "set", "set", "insert", "remove", "move"]))
    if kind == "insert":
        fresh = f"new-{draw(st.integers(0, 10_000))}"
        return Insert(table, fresh, draw(a_row(table, page)), before)
    if kind == "remove":
        return Remove(table, draw(ids))
    if kind == "move":
        return Move(table, draw(ids), before)
    return Set(table, draw(ids), *draw(a_cell(table, page)))


def a_value() -> st.SearchStrategy[Any]:
    typed = st.sampled_from(TYPED).map(lambda v: {"$": "typed", "v": v})
    return st.one_of(
        st.none(), typed, st.sampled_from(TEXTS), st.booleans(), st.floats(-3, 3), st.just(["a", "b"])
    )


@st.composite
def a_row(draw: st.DrawFn, table: str, page: dict[str, list[str]]) -> dict[str, Any]:
    if table == "cards":
        return {
            "step": draw(st.sampled_from(page["steps"] or ["gone"])),
            "lane": draw(st.sampled_from(page["lanes"] or ["gone"])),
            "text": draw(st.sampled_from(TEXTS)),
        }
    if table in ENDS:
        source, target = (draw(st.sampled_from([*page[at], "gone"])) for at in (ENDS[table], ENDS[table]))
        return {"source": source, "target": target, **dict([draw(a_cell(table, page))])}
    name = draw(st.sampled_from(["Ask", "Wait", "Return"])) + str(draw(st.integers(0, 99)))
    if table == "steps":
        return {"name": name, "stage": draw(st.sampled_from([None, *page["stages"]]))}
    return {"name": name, "kind": draw(st.sampled_from(["text", "number", "flag", "emotion"]))}


@st.composite
def a_cell(draw: st.DrawFn, table: str, page: dict[str, list[str]]) -> tuple[str, Any]:
    if table == "steps":
        column = draw(st.sampled_from(["name", "stage", *page["lanes"], "gone"]))
        stages = st.sampled_from([None, *page["stages"], "gone"])
        return column, draw(stages if column == "stage" else a_value())
    if table == "lanes":
        return draw(
            st.sampled_from(
                [("visible", False), ("visible", True), ("height", 80), ("height", None), ("name", "Ideas")]
            )
        )
    if table == "cards":
        column = draw(st.sampled_from(["text", "text", "severity", "step", "lane"]))
        moved = st.sampled_from([*page.get(f"{column}s", []), "gone"])
        return column, draw(moved if column in ("step", "lane") else a_value())
    if table in ENDS:
        column = draw(st.sampled_from(["source", "target", *CELLS[table]]))
        ends = st.sampled_from([*page[ENDS[table]], "gone", ""])
        return column, draw(ends if column in ("source", "target") else CELLS[table][column])
    return "name", draw(st.sampled_from(["A", "Again", "", "Later"]))


def python_change(frames: list[pd.DataFrame], data: st.DataObject) -> None:
    """Something a person does with pandas, in place."""
    frame = data.draw(st.sampled_from([f for f in frames if f.size] or frames))
    if not frame.size:
        return
    kind = data.draw(st.sampled_from(["cell", "cell", "column", "swap", "drop", "list"]))
    row, column = data.draw(st.integers(0, len(frame) - 1)), data.draw(st.integers(0, frame.shape[1] - 1))
    other = data.draw(st.integers(0, len(frame) - 1))
    if kind == "cell":
        frame.iloc[row, column] = frame.iloc[other, column] if frame.dtypes.iloc[column] != object else "py"
    elif kind == "column" and frame.dtypes.iloc[column].kind == "f":
        frame.isetitem(column, frame.iloc[:, column] + 1)
    elif kind == "swap":
        order = list(range(len(frame)))
        order[row], order[other] = order[other], order[row]
        inplace.take(frame, order)
    elif kind == "drop" and len(frame) > 2 and frame.index.is_unique:
        keep = [i for i in range(len(frame)) if i != row]
        inplace.take(frame, keep)
    elif kind == "list" and isinstance(cell := frame.iat[row, column], list):
        cell.append("more")


def held(frames: list[pd.DataFrame]) -> list[tuple[Any, ...]]:
    return [(id(f), pickle.loads(pickle.dumps(f)), dict(f.attrs), f.index.name) for f in frames]


def same(frames: list[pd.DataFrame], then: list[tuple[Any, ...]], *, index_type: bool = True) -> None:
    for frame, (identity, values, attrs, name) in zip(frames, then, strict=True):
        assert id(frame) == identity
        assert frame.attrs == attrs
        assert frame.index.name == name
        pd.testing.assert_frame_equal(frame, values, check_index_type="equiv" if index_type else False)


@pytest.mark.parametrize("maker", MAKERS)
@given(data=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), phases=FAST)
def test_any_order_of_edits_converges_and_can_be_taken_back(maker: str, data: st.DataObject) -> None:
    source, frames = MAKERS[maker]()
    session = Session(Binding(source))
    pages = [Page(session, source), Page(session, source)]
    first = held(frames)
    dtypes = [(f.columns, list(f.dtypes)) for f in frames]
    for _ in range(data.draw(st.integers(1, 8))):
        act = data.draw(st.sampled_from(["page", "page", "page", "python", "undo", "redo"]))
        before = held(frames)
        try:
            if act == "page":
                count = data.draw(st.integers(1, 3))
                session.edit([data.draw(an_op(source)) for _ in range(count)])
            elif act == "python":
                python_change(frames, data)
                session.pull()
            else:
                getattr(session, act)()
        except Refused:
            same(frames, before)
        for page in pages:
            page.agrees()
    _same_dtypes(frames, dtypes)
    while session.can_redo:
        session.redo()
    last = held(frames)
    while session.can_undo:
        session.undo()
        pages[0].agrees()
    same(frames, first, index_type=False)
    while session.can_redo:
        session.redo()
        pages[1].agrees()
    same(frames, last, index_type=False)


def _same_dtypes(frames: list[pd.DataFrame], dtypes: list[tuple[pd.Index, list[Any]]]) -> None:
    """Columns that were there keep their dtype; a categorical may have a choice more."""
    for frame, (columns, then) in zip(frames, dtypes, strict=True):
        if frame.columns.equals(columns):
            for name, was, now in zip(columns, then, frame.dtypes, strict=True):
                assert now == was or isinstance(was, pd.CategoricalDtype), name
