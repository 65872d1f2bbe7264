"""The impact panel's side in Python: what its door sends, work beside the kernel, errors as sentences, settings."""

from __future__ import annotations

import asyncio
import json
import math
import time

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError
from cjm_widgets.widgets.work import Work


@pytest.fixture
def m():
    return cjm.JourneyMap.from_sample("meal_kit_blueprint")


def listen(panel):
    sent = []
    panel._door._send = sent.append
    return sent


def told(panel):
    """The overlays after all is done: where no loop runs, work is carried out at once."""
    sent = listen(panel)
    panel._door.aside.again()
    return {one["name"]: one["data"] for one in sent if one["type"] == "overlay"}


def run(panel, verb, **args):
    sent = listen(panel)
    panel._door.receive({"type": "run", "browser": "b", "query": 1, "verb": verb, "args": args})
    return next(one for one in sent if one["type"] == "ran")


def edit(panel, share, name="improve-chat", counter=1):
    op = {"op": "set", "table": "improvements", "id": name, "column": "adoption", "value": share}
    sent = listen(panel)
    panel._door.receive(
        {"type": "edit", "browser": "b", "counter": counter, "rev": 0, "ops": [op], "label": "Slide"}
    )
    return sent


def test_a_sample_fills_the_panel(m):
    seen = told(cjm.ImpactPanel(m, budget=60_000, draws=128))
    base, drawn = seen["impact"], seen["impact_draws"]
    assert base["mark"] == drawn["mark"]
    assert drawn["state"] == "done"
    assert [one["name"] for one in base["levers"]] == m.improvements.index.tolist()
    assert drawn["portfolio"]["cost"] <= 60_000
    row = drawn["answer"]["success"]
    assert row["difference_low"] < row["difference"] < row["difference_high"]
    assert drawn["sensitivity"]
    assert drawn["research"]
    assert base["chain"]["names"]["keeps"] == "Keeps the box"
    json.dumps(seen, allow_nan=False)


def test_it_tells_what_simulate_says(m):
    drawn = told(cjm.ImpactPanel(m, draws=256, seed=7))["impact_draws"]
    known = m.simulate(256, 7).outcomes
    for name, row in drawn["answer"].items():
        assert row["difference"] == pytest.approx(known.at[name, "difference"], rel=1e-12, abs=1e-15)
        assert row["difference_low"] == pytest.approx(known.at[name, "difference_low"], rel=1e-9, abs=1e-12)


def test_a_slider_writes_the_frame_and_the_answer_follows(m):
    panel = cjm.ImpactPanel(m, draws=128)
    before = told(panel)["impact_draws"]["answer"]["success"]["difference"]
    asked = run(panel, "impact_answer", adoption={"improve-chat": 0.25}, draws=128, seed=0, measure="success")
    assert m.improvements.at["improve-chat", "adoption"] == 1.0
    edit(panel, 0.25)
    assert m.improvements.at["improve-chat", "adoption"] == 0.25
    after = told(panel)["impact_draws"]["answer"]["success"]
    assert after["difference"] < before
    assert after == asked["value"]["answer"]["success"]
    panel.undo()
    assert told(panel)["impact_draws"]["answer"]["success"]["difference"] == before


def test_a_share_beyond_its_range_is_said_and_can_be_mended(m):
    panel = cjm.ImpactPanel(m, draws=128)
    m.improvements.loc["improve-chat", "adoption"] = 1.4
    error = told(panel)["impact"]["error"]
    assert "improve-chat" in error
    assert "1.4" in error
    edit(panel, 0.5)
    assert told(panel)["impact_draws"]["state"] == "done"
    assert "from 0 to 1" in run(panel, "impact_answer", adoption={"improve-chat": 2})["error"]


def test_it_is_only_read_where_it_is_readonly(m):
    panel = cjm.ImpactPanel(m, draws=128, readonly=True)
    assert "reading only" in edit(panel, 0.5)[-1]["reason"]
    assert m.improvements.at["improve-chat", "adoption"] == 1.0


def test_two_panels_of_one_map_share_edits_and_keep_their_budgets(m):
    one, other = cjm.ImpactPanel(m, draws=128, budget=10_000), cjm.ImpactPanel(m, draws=128)
    edit(one, 0.5)
    assert told(other)["impact"]["levers"][0]["adoption"] == 0.5
    assert told(one)["impact_draws"]["portfolio"]["budget"] == 10_000
    assert told(other)["impact_draws"]["portfolio"]["budget"] is None


def no_moves(m):
    m.transitions = m.transitions.iloc[:0]


def no_whole(m):
    m.transitions.loc[("pays", "leaves"), "probability"] = 0.5


def no_success(m):
    m.outcomes["success"] = False


@pytest.mark.parametrize(
    ("spoil", "says"), [(no_moves, "no transitions"), (no_whole, "Pays"), (no_success, "success")]
)
def test_what_cannot_be_simulated_is_said_and_mended(m, spoil, says):
    panel = cjm.ImpactPanel(m, draws=128)
    moves, ends = m.transitions.copy(), m.outcomes.copy()
    spoil(m)
    m.refresh()
    seen = told(panel)
    assert says in seen["impact"]["error"]
    assert says in panel.still()["text/plain"]
    m.transitions, m.outcomes = moves, ends
    m.refresh()
    assert told(panel)["impact_draws"]["state"] == "done"


def test_improvements_without_a_lever_are_noted_and_the_rest_goes_on(m):
    m.improvements.loc["improve-chat", "lever"] = None
    seen = told(cjm.ImpactPanel(m, draws=128))
    assert "improve-chat" not in [one["name"] for one in seen["impact"]["levers"]]
    assert any("'improve-chat' names no lever" in note for note in seen["impact"]["notes"])
    m.improvements = m.improvements.iloc[:0]
    seen = told(cjm.ImpactPanel(m, draws=128))
    assert seen["impact"]["levers"] == []
    assert seen["impact_draws"]["state"] == "done"


@pytest.mark.parametrize("bad", [-1, math.inf, math.nan, "much"])
def test_a_budget_that_is_none_is_refused_with_a_sentence(m, bad):
    panel = cjm.ImpactPanel(m, draws=128, budget=5_000)
    assert run(panel, "impact_budget", budget=bad)["error"]
    assert panel.budget == 5_000
    with pytest.raises((DataError, Exception), match="budget"):
        panel.budget = bad


def test_a_budget_of_nothing_buys_nothing(m):
    panel = cjm.ImpactPanel(m, draws=128)
    assert "error" not in run(panel, "impact_budget", budget=0)
    assert panel.budget == 0
    assert told(panel)["impact_draws"]["portfolio"]["chosen"] == []


def long(steps, improvements):
    """A made-up line of steps that few leave."""
    ids = [f"s{i}" for i in range(steps)]
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"stage": "a", "name": ids, "emotion": 0.5, "duration": 60.0}, index=ids)
    rows = [(a, b, 990) for a, b in zip(ids, [*ids[1:], "done"], strict=True)] + [
        (a, "left", 10) for a in ids
    ]
    m.transitions = pd.DataFrame(rows, columns=["source", "target", "count"]).set_index(["source", "target"])
    effect = {"lever": "pass_through", "low": 1.1, "likely": 1.5, "high": 2.0, "unit": "odds ratio"}
    made = [effect | {"step": ids[i * 7 % steps], "cost": 1_000.0 * (i + 1)} for i in range(improvements)]
    m.improvements = pd.DataFrame(made, index=[f"i{i}" for i in range(improvements)])
    return m


def test_certain_and_impossible_moves_are_simulated(m):
    m.transitions.loc[("tracks", "unboxes"), "probability"] = 1.0
    m.transitions.loc[("tracks", "leaves"), "probability"] = 0.0
    seen = told(cjm.ImpactPanel(m, draws=128))
    assert seen["impact_draws"]["state"] == "done"
    json.dumps(seen, allow_nan=False)


def test_a_long_journey_with_many_improvements_is_told_soon_and_stops_when_asked():
    panel = cjm.ImpactPanel(long(200, 40), budget=90_000)

    async def first_then_stop():
        sent = listen(panel)
        began = time.perf_counter()
        base = panel._told()
        soon = time.perf_counter() - began
        assert panel._work.told["state"] == "running"
        run(panel, "impact_stop")
        thread_told = panel._work.told
        await asyncio.sleep(0.3)
        assert panel._work.told is thread_told
        return base, soon, sent

    base, soon, _ = asyncio.run(first_then_stop())
    assert soon < 2
    assert panel._work.told["state"] == "stopped"
    assert base["settings"]["draws"] < 1_000
    assert any("instead of 1,000" in note for note in base["notes"])
    assert len(json.dumps(base)) < 100_000


def test_work_in_a_loop_is_told_part_by_part_and_begun_anew_for_a_new_map(m):
    panel = cjm.ImpactPanel(m, draws=128)

    async def go():
        sent = listen(panel)
        panel._told()
        for _ in range(400):
            await asyncio.sleep(0.01)
            if panel._work.told["state"] == "done":
                break
        return [one["data"] for one in sent if one["type"] == "overlay" and one["name"] == "impact_draws"]

    seen = asyncio.run(go())
    assert [sorted(one)[-1] if "answer" not in one else len(one) for one in seen] == [3, 4, 5, 6, 6]
    assert seen[-1]["state"] == "done"


def test_work_that_fails_says_why_and_work_replaced_is_not_told():
    heard = []
    work = Work(lambda: heard.append(work.told))

    def fails(stopped):
        raise DataError("No such thing.")

    work.begin("a", [lambda stopped: {"x": 1}, fails])
    assert heard[-1] == {"mark": "a", "state": "failed", "x": 1, "error": "No such thing."}
    work.begin("b", [lambda stopped: (work.begin("c", []), {"x": 2})[1]])
    assert work.told == {"mark": "c", "state": "done"}


def test_it_is_left_as_a_table_that_says_its_interval(m):
    still = cjm.ImpactPanel(m, draws=128).still()
    assert "success" in still["text/plain"]
    assert "…" in still["text/html"]
