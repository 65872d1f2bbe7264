"""Frames as people have them, good or bad: each is drawn and takes an edit, or ends in a sentence that says what to do."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cjm_widgets import JourneyGrid, JourneyMap
from cjm_widgets.frames import keys, wire
from cjm_widgets.model.errors import CjmError
from cjm_widgets.show.table import table_html
from cjm_widgets.widgets.picture import picture, snapshot
from odd_frames import FRAMES, SCRIPT, Mute, Silent, plain, with_attrs

LIMIT = 40_000


def opened(grid: JourneyGrid) -> dict[str, Any]:
    text = grid.get_state("_start")["_start"]
    assert len(text.encode("utf-8")) < LIMIT
    message: dict[str, Any] = json.loads(text, parse_constant=lambda word: pytest.fail(f"{word} travelled"))
    return message


def tell(grid: JourneyGrid, *ops: dict[str, Any], kind: str = "edit") -> dict[str, Any]:
    """Send one message as a page does; the answer."""
    sent: list[dict[str, Any]] = []
    grid._door._send = sent.append
    counter = grid._door.seen.get("page", 0) + 1
    grid._door.receive(
        {"type": kind, "browser": "page", "counter": counter, "rev": 0, "ops": list(ops), "label": "t"}
    )
    json.dumps(sent, allow_nan=False, ensure_ascii=False).encode("utf-8")
    answers = [m for m in sent if m["type"] in ("edits", "refused", "open")]
    assert answers
    assert grid._door.seen.get("page") == counter
    return answers[0]


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_is_drawn_takes_an_edit_and_gives_it_back(name: str) -> None:
    frame = FRAMES[name]()
    was = _state(frame)
    grid = JourneyGrid(frame)
    assert grid.df is frame
    message = opened(grid)
    _drawn(grid)
    assert _state(frame) == was
    size = message["doc"]["tables"]["steps"]["size"]
    step = message["doc"]["tables"]["steps"]["rows"][0][0] if size else None
    if step is not None:
        lanes = message["doc"]["tables"]["lanes"]["rows"]
        done = [
            tell(
                grid,
                {
                    "op": "set",
                    "table": "steps",
                    "id": step,
                    "column": lane[0],
                    "value": {"$": "typed", "v": "1"},
                },
            )
            for lane in lanes[:9]
        ]
        done.append(tell(grid, {"op": "remove", "table": "steps", "id": step}))
        done.append(
            tell(
                grid,
                {"op": "insert", "table": "steps", "id": "fresh", "row": {"name": "Fresh"}, "before": None},
            )
        )
        for answer in done:
            _clear(answer)
    opened(grid)
    _drawn(grid)
    while grid._bound.session.can_undo:
        _clear(tell(grid, kind="undo"))
    assert _state(frame) == was
    assert grid.df is frame


def _state(frame: pd.DataFrame) -> tuple[Any, ...]:
    values = [json.dumps(wire.values(frame.iloc[:, i])) for i in range(frame.shape[1])]
    return (
        frame.shape, [str(d) for d in frame.dtypes], [keys.text(c) for c in frame.columns], [keys.text(r) for r in frame.index],
        str(frame.index.dtype) if len(frame) else "", values, list(frame.attrs), type(frame),
    )  # fmt: skip


def _clear(answer: dict[str, Any]) -> None:
    if answer["type"] == "refused":
        said = answer["reason"]
        assert len(said) > 20
        assert not any(
            word in said for word in ("Traceback", "Error:", "NoneType", "object at 0x", "np.", "numpy")
        )


def _drawn(grid: JourneyGrid) -> None:
    pictured = picture(grid._bound.source)
    html = pictured["text/html"]
    assert "<script" not in html.lower()
    assert table_html(snapshot(grid._bound.source))
    for text in pictured.values():
        assert text.encode("utf-8")


@pytest.mark.parametrize("name", ["row ids twice", "one column twice", "10,000 steps", "read-only memory", "attrs", "own class", "scripts", "alphabets",
                                  "long cells", "mixed types", "columns of numbers", "thin", "arrow", "times as labels", "infinities"])  # fmt: skip
def test_an_edit_lands_in_the_frame(name: str) -> None:
    frame = FRAMES[name]()
    grid = JourneyGrid(frame)
    tables = opened(grid)["doc"]["tables"]
    step, lanes = tables["steps"]["rows"][0][0], tables["lanes"]["rows"]
    kinds = {
        "text": "T",
        "number": "2",
        "emotion": "1",
        "chips": None,
        "flag": "yes",
        "duration": "4 min",
        "time": "2026-02-03",
    }
    at = tables["lanes"]["columns"].index("kind")
    lane, typed = next((row[0], kinds[row[at]]) for row in lanes if kinds.get(row[at]))
    answer = tell(
        grid, {"op": "set", "table": "steps", "id": step, "column": lane, "value": {"$": "typed", "v": typed}}
    )
    assert answer["type"] == "edits", answer
    value = next(op["value"] for op in answer["ops"] if op["op"] == "set" and op["table"] == "steps")
    assert value == (typed if typed == "T" else {"2": 2, "1": 1}.get(typed or "", value))
    assert len(grid.history) == 1


def test_a_cell_of_100_000_characters_is_drawn_cut_and_edited_whole() -> None:
    long = "word " * 20_000
    frame = pd.DataFrame({"step": ["a"], "Notes": [long]})
    grid = JourneyGrid(frame)
    row = opened(grid)["doc"]["tables"]["steps"]["rows"][0]
    assert row[-1]["$"] == "cut"
    assert row[-1]["length"] == 100_000
    sent: list[dict[str, Any]] = []
    grid._door._send = sent.append
    grid._door.receive(
        {"type": "cell", "browser": "page", "query": 1, "table": "steps", "id": "0", "column": "Notes"}
    )
    assert sent[0]["value"] == long
    tail = long[:-1] + "!"
    tell(grid, {"op": "set", "table": "steps", "id": "0", "column": "Notes", "value": tail})
    assert frame.at[0, "Notes"] == tail
    tell(grid, kind="undo")
    assert frame.at[0, "Notes"] == long


def test_a_title_of_any_length_and_kind_is_a_text() -> None:
    grid = JourneyGrid(with_attrs())
    assert len(opened(grid)["doc"]["title"]) <= 200
    frame = plain()
    frame.attrs["title"] = Silent()
    assert "cannot be shown" in opened(JourneyGrid(frame))["doc"]["title"]


@pytest.mark.parametrize(
    "what",
    [None, 3, "journey.csv", [1], {"step": ["a"]}, pd.Series([1]), np.zeros((2, 2))],
    ids=lambda w: type(w).__name__,
)
def test_what_is_no_frame_is_refused_with_the_way_out(what: Any) -> None:
    with pytest.raises(
        TypeError,
        match=rf"draws a pandas DataFrame or a JourneyMap, not {type(what).__name__}\. From polars or Arrow",
    ):
        JourneyGrid(what)


def test_another_librarys_frame_is_refused_by_its_name() -> None:
    made = type("DataFrame", (), {"__module__": "polars", "to_pandas": lambda self: plain()})()
    with pytest.raises(TypeError, match=r"JourneyGrid\(data.to_pandas\(\)\)"):
        JourneyGrid(made)
    arrow_table = pytest.importorskip("pyarrow").table({"a": [1]})
    with pytest.raises(
        TypeError, match=r"not Table. From polars or Arrow: JourneyGrid\(data.to_pandas\(\)\)"
    ):
        JourneyGrid(arrow_table)


@pytest.mark.parametrize("gone", ["step", "stage", "emotion", "Notes"])
def test_a_column_that_vanishes_leaves_the_rest_drawn(gone: str) -> None:
    frame = pd.DataFrame(
        {"stage": ["A", "A", "B"], "step": list("xyz"), "emotion": [1.0, 2.0, -1.0], "Notes": list("abc")}
    )
    grid = JourneyGrid(frame)
    opened(grid)
    del frame[gone]
    message = opened(grid)
    lane = next(row[0] for row in message["doc"]["tables"]["lanes"]["rows"])
    assert gone not in message["doc"]["tables"]["steps"]["columns"][3:]
    answer = tell(grid, {"op": "set", "table": "steps", "id": "0", "column": lane, "value": None})
    _clear(answer)
    assert answer["type"] == "edits"
    refused = tell(
        grid,
        {
            "op": "set",
            "table": "steps",
            "id": "0",
            "column": "Notes" if gone != "Notes" else gone,
            "value": "x",
        },
    )
    assert (refused["type"] == "refused") is (gone == "Notes")
    _drawn(grid)


@pytest.mark.parametrize("layout", ["wide", "across", "long"])
def test_what_a_sheet_needs_may_vanish_under_a_grid(layout: str) -> None:
    frames = {
        "wide": pd.DataFrame({"stage": ["A"], "step": ["x"], "Notes": ["n"]}),
        "across": pd.DataFrame(
            {"Lane": ["Actions", "Pain points"], "Aware": ["sees", None], "Buy": ["pays", "slow"]}
        ),
        "long": pd.DataFrame({"stage": ["A"], "step": ["x"], "lane": ["Actions"], "text": ["t"]}),
    }
    frame = frames[layout]
    grid = JourneyGrid(frame, layout=layout)
    for column in list(frame.columns):
        del frame[column]
        said = "drawn as it is now"
        try:
            opened(grid)
            _drawn(grid)
        except CjmError as error:
            said = str(error)
        assert said.count(" ") > 2


def test_a_map_takes_the_same_values() -> None:
    cards = pd.DataFrame(
        {"step": "x", "lane": "a", "text": [SCRIPT, "漢" * 100_000, None]}, index=["c1", "c2", "c3"]
    )
    steps = pd.DataFrame({"name": ["<b>"], "odd": pd.Series([Mute()], dtype=object)}, index=["x"])
    steps["odd"] = pd.Series([Mute()], dtype=object, index=["x"])
    lanes = pd.DataFrame({"name": ["🙂"], "kind": ["cards"]}, index=["a"])
    m = JourneyMap({"steps": steps, "cards": cards, "lanes": lanes}, title=SCRIPT)
    grid = JourneyGrid(m)
    opened(grid)
    _drawn(grid)
    answer = tell(grid, {"op": "set", "table": "cards", "id": "c2", "column": "text", "value": "short"})
    assert answer["type"] == "edits"
    assert m.cards.at["c2", "text"] == "short"
