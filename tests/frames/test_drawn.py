"""Which lanes a blueprint draws, in which order: the cases that the page replays too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cjm_widgets.frames.drawn import drawn, level
from cjm_widgets.frames.lanes import Lane

CASES = json.loads((Path(__file__).parent.parent / "contract" / "blueprint.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["cases"], ids=lambda case: case["name"])
def test_a_blueprint_draws_what_the_page_draws(case):
    lanes = [Lane(**{"name": lane["id"], "side": None, **lane}) for lane in case["lanes"]]
    assert [lane.id for lane in drawn(lanes, case.get("asked", {}))] == case["drawn"]
    assert [level(lane) for lane in lanes] == case["levels"]
