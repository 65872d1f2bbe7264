"""A step that opens another map: it is shown in the same grid, with the way back."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_widgets import JourneyGrid, JourneyMap


@pytest.fixture
def nested(tmp_path):
    inner = JourneyMap.from_template("classic")
    inner.title = "Inside"
    inner.save(tmp_path / "inner.cjm.json", history=False)
    outer = JourneyMap.from_template("purchase")
    outer.title = "Outside"
    outer.save(tmp_path / "outer.cjm.json", history=False)
    outer.steps["opens"] = None
    outer.steps.loc["buy", "opens"] = "inner.cjm.json"
    return outer


def asked(grid: JourneyGrid, **message: Any) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    grid.send = lambda content, buffers=None: sent.append(content)  # type: ignore[method-assign]
    grid._door._send = sent.append
    grid._door.receive({"browser": "b", "query": 1, **message})
    return sent


def test_a_step_opens_its_map_and_leads_back(nested):
    grid = JourneyGrid(nested)
    sent = asked(grid, type="run", verb="open", args={"step": "buy"})
    assert [m["doc"]["title"] for m in sent if m["type"] == "open"] == ["Inside"]
    numbers = [m["n"] for m in sent]
    assert numbers == sorted(set(numbers)), "a page passes over a number it has seen"
    assert sent[-1]["type"] == "ran"
    sent = asked(grid, type="act", notice="opened", action="back")
    assert [m["doc"]["title"] for m in sent if m["type"] == "open"] == ["Outside"]


def test_a_step_that_opens_nothing_says_how(nested):
    grid = JourneyGrid(nested)
    sent = asked(grid, type="run", verb="open", args={"step": "hear"})
    assert "opens no map" in next(m["error"] for m in sent if m["type"] == "ran")
    nested.steps.loc["buy", "opens"] = "gone.cjm.json"
    sent = asked(grid, type="run", verb="open", args={"step": "buy"})
    assert "gone.cjm.json" in next(m["error"] for m in sent if m["type"] == "ran")
