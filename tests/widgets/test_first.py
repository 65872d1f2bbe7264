"""The first message is small whatever a frame holds, true in what it shows, and asks for the rest where it is not all."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest

from cjm_widgets import JourneyMap
from cjm_widgets.frames import live
from cjm_widgets.frames.window import window
from cjm_widgets.widgets.door import Door
from cjm_widgets.widgets.first import BUDGET, document, size

LIMIT = 40_000


def start(frame: pd.DataFrame) -> tuple[dict[str, Any], Door]:
    bound = live.bind(frame, "")
    door = Door(bound.session, bound.binding, lambda message: None)
    text = door.start()
    assert size(text) < LIMIT
    return json.loads(text), door


@pytest.mark.parametrize(
    ("rows", "cell"),
    [
        (rows, cell)
        for rows in (0, 1, 10, 60, 61, 1_000, 100_000)
        for cell in ("", "word " * 6, "long " * 500, "漢" * 3_000)
        if rows * len(cell) <= 3_000_000  # more would take gigabytes
    ],
)
def test_the_first_message_is_small_at_any_size(rows: int, cell: str) -> None:
    frame = pd.DataFrame({f"Lane {i}": [cell] * rows for i in range(15)})
    frame.insert(0, "stage", [f"S{i * 10 // max(rows, 1)}" for i in range(rows)])
    message, _ = start(frame)
    steps = message["doc"]["tables"]["steps"]
    assert steps["size"] == rows
    assert steps["from"] == 0
    assert len(steps["rows"]) >= min(rows, 8)
    assert message["rev"] == 0


def test_a_small_frame_is_whole() -> None:
    frame = pd.DataFrame({"stage": ["A", "A", "B"], "step": list("xyz"), "Notes": ["n", None, ""]})
    doc = start(frame)[0]["doc"]
    assert doc["tables"]["steps"]["rows"] == [
        ["0", "x", "A", "n"],
        ["1", "y", "A", None],
        ["2", "z", "B", ""],
    ]
    assert doc["runs"] == [["A", 2], ["B", 1]]


def test_texts_are_cut_rather_than_steps_left_out() -> None:
    frame = pd.DataFrame({f"L{i}": ["x" * 1_900] * 20 for i in range(15)})
    steps = start(frame)[0]["doc"]["tables"]["steps"]["rows"]
    assert len(steps) >= 8
    assert steps[0][-1] == {"$": "cut", "v": "x" * len(steps[0][-1]["v"]), "length": 1_900}


def test_what_is_only_enough_to_paint_asks_for_the_rest() -> None:
    frame = pd.DataFrame({f"A column with a name of some length, number {i}": ["x"] for i in range(400)})
    message, door = start(frame)
    assert message["rev"] == -1
    shown = message["doc"]["tables"]
    assert shown["steps"]["columns"][3:] == [row[0] for row in shown["lanes"]["rows"]]
    sent: list[dict[str, Any]] = []
    door._send = sent.append
    door.receive({"type": "open", "browser": "me", "have": -1})
    named = 400 - len(sent[0]["doc"]["tables"]["lanes"]["rows"])
    assert named in (0, 1)
    assert (sent[0]["type"], sent[0]["rev"]) == ("open", 0)


def test_first_and_later_windows_agree() -> None:
    frame = pd.DataFrame(
        {"stage": [f"S{i // 30}" for i in range(200)], "step": [f"s{i}" for i in range(200)], "n": range(200)}
    )
    bound = live.bind(frame, "")
    doc, text = document(bound.source)
    first = doc["tables"]["steps"]["rows"]
    assert size(text) <= BUDGET
    later = window(bound.source, len(first), 200)["steps"]["rows"]
    assert [row[1] for row in [*first, *later]] == [f"s{i}" for i in range(200)]


def test_the_cards_of_the_steps_in_it_come_with_a_window() -> None:
    frame = pd.DataFrame(
        {"stage": ["A", "A", "B", "B"], "step": list("wxyz"), "Actions": ["a\nb", "c", "d", "e"]}
    )
    source = JourneyMap.from_frame(frame)._bound.source
    part = window(source, 1, 3)
    steps = {row[0] for row in part["steps"]["rows"]}
    at = part["cards"]["columns"].index("step")
    assert part["cards"]["rows"]
    assert {row[at] for row in part["cards"]["rows"]} <= steps
    assert {row[0] for row in part["stages"]["rows"]} == {row[2] for row in part["steps"]["rows"]}


def test_links_do_not_thin_the_first_message_and_come_with_the_next() -> None:
    m = JourneyMap.from_template("classic")
    m.cards = pd.DataFrame({"step": m.steps.index[0], "lane": "actions", "text": "x"}, index=list("ab"))
    m.links = pd.DataFrame({"source": ["a"], "target": ["b"], "kind": ["needs"]})
    sent: list[dict[str, Any]] = []
    door = Door(m._bound.session, m._bound.binding, sent.append)
    few = json.loads(door.start())
    assert few["doc"]["tables"]["links"]["rows"] == [["a / b", "a", "b", "needs"]]
    assert few["rev"] >= 0
    cards = [f"card {i}" for i in range(700)]
    m.cards = pd.DataFrame({"step": m.steps.index[0], "lane": "actions", "text": ""}, index=cards)
    without = json.loads(door.start())["doc"]["tables"]
    del without["links"]
    m.links = pd.DataFrame({"source": cards, "target": cards[::-1], "kind": "needs"})
    m.refresh()
    text = door.start()
    assert size(text) < LIMIT
    many = json.loads(text)
    assert (many["rev"], many["doc"]["tables"]) == (-1, without)
    door.receive({"type": "open", "browser": "me", "have": -1})
    (opened,) = [message for message in sent if message["type"] == "open" and message["for"] == "me"]
    assert len(opened["doc"]["tables"]["links"]["rows"]) == len(cards)


def test_a_stage_without_steps_is_shown_to_late_pages_as_to_early_ones() -> None:
    frame = pd.DataFrame({"stage": ["A", "A", "B"], "step": list("xyz")})
    _, door = start(frame)
    op = {"op": "insert", "table": "stages", "id": "fresh", "row": {"name": "Fresh"}, "before": None}
    door.receive({"type": "edit", "browser": "b", "counter": 1, "rev": 0, "label": "", "ops": [op]})
    assert _stages(door) == ["A", "B", "fresh"]
    frame.loc[2, "stage"] = "A"
    door.session.pull()
    assert _stages(door) == ["A", "fresh"], "a stage that Python emptied is gone from the frame"
    door.session.undo()
    assert _stages(door) == ["A", "fresh", "B"]
    assert frame["stage"].tolist() == ["A", "A", "B"]


def _stages(door: Door) -> list[str]:
    return [row[0] for row in json.loads(door.start())["doc"]["tables"]["stages"]["rows"]]


def test_pages_hear_that_python_emptied_a_stage() -> None:
    frame = pd.DataFrame({"stage": ["A", "A", "B"], "step": list("xyz")})
    bound, said = live.bind(frame, ""), list[dict[str, Any]]()
    door = Door(bound.session, bound.binding, said.append)
    door.start()
    frame.loc[2, "stage"] = "A"
    bound.session.pull()
    told = next(message for message in said if message["type"] == "edits")
    assert [(op["op"], op["table"], op["id"]) for op in told["ops"][-2:]] == [
        ("set", "steps", "2"),
        ("remove", "stages", "B"),
    ]
    assert told["runs"] == [["A", 3]]
