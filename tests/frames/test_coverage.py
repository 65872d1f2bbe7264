"""How much of a map rests on evidence, by cell and by stage."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from cjm_widgets.frames.coverage import by_stage, cells, coverage
from cjm_widgets.frames.evidence import state, support
from cjm_widgets.model.errors import DataError
from frames.proof import CARDS, EVERY, LANES, STAGES, STEPS, rows


def test_every_cell_leads_to_its_rows():
    for (lane, step), cell in cells(CARDS, EVERY, STEPS, LANES).iterrows():
        behind = support(EVERY, CARDS, step=step, lane=lane, steps=STEPS)
        held = behind[behind["counts"]]
        assert (cell["rows"], cell["n"]) == (len(held), held["n"].fillna(1).sum())


def test_the_arguments_stay():
    tables = (CARDS, EVERY, STEPS, LANES, STAGES)
    before = [table.copy() for table in tables]
    cells(CARDS, EVERY, STEPS, LANES)
    by_stage(CARDS, EVERY, STEPS, STAGES, LANES)
    for table, was in zip(tables, before, strict=True):
        pd.testing.assert_frame_equal(table, was)


def test_old_evidence_and_weights_are_passed_on():
    held = rows({"card": "slow", "kind": "diary"})
    assert coverage(CARDS, held, STEPS, LANES, measure="rows", weights={"diary": 0}).loc["pains", "pay"] == 0
    assert by_stage(CARDS, held, STEPS, STAGES, LANES, weights={"diary": 0})["rows"].sum() == 0
    assert by_stage(CARDS, held, STEPS, STAGES, LANES)["rows"].to_dict() == {"look": 0, "buy": 1, "use": 0}


def test_cells_and_the_matrix():
    found = cells(CARDS, EVERY, STEPS, LANES)
    assert found.index.tolist() == [
        ("pains", "find"), ("pains", "compare"), ("pains", "pay"), ("feels", "find"), ("feels", "pay"),
    ]  # fmt: skip
    assert found["claims"].tolist() == [1, 1, 2, 1, 1]
    assert found["share"].tolist() == [1, 1, 0.5, 0, 0]
    assert found["state"].tolist() == ["researched", "researched", "partly", "assumed", "partly"]
    wide = coverage(CARDS, EVERY, STEPS, LANES)
    assert (wide.index.tolist(), wide.columns.tolist()) == (["pains", "feels"], ["find", "compare", "pay"])
    assert wide.loc["pains"].tolist() == [1, 1, 0.5]
    assert np.isnan(wide.loc["feels", "compare"])
    assert coverage(CARDS, EVERY, STEPS, LANES, measure="state").loc["feels", "pay"] == "partly"
    with pytest.raises(DataError, match="no measure 'shares'"):
        coverage(CARDS, EVERY, STEPS, LANES, measure="shares")


def test_stages():
    found = by_stage(CARDS, EVERY, STEPS, STAGES, LANES)
    assert found.index.tolist() == ["look", "buy", "use"]
    assert found["claims"].tolist() == [3, 3, 0]
    assert found["rows"].tolist() == [2, 4, 0]
    assert found["n"].tolist() == [8, 7, 0]
    assert found["kinds"].tolist() == ["interview, survey", "survey, ticket", ""]
    assert found["share"].tolist()[:2] == pytest.approx([2 / 3, 1 / 3])


def test_empty_tables():
    nothing = pd.DataFrame()
    assert state(nothing, nothing).empty
    assert cells(nothing, nothing, nothing, nothing).empty
    assert by_stage(nothing, nothing, STEPS, STAGES, nothing)["claims"].tolist() == [0, 0, 0]
    assert support(EVERY, nothing, step="pay").index.tolist() == ["e2", "e3", "e4"]
