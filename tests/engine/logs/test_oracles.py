"""The small table of real logs beside what pm4py, pandas and published facts say of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from cjm_widgets.engine.logs import Log, log

DATA = Path(__file__).parents[3].parent / "shared" / "data"
KNOWN = {
    "running-example.csv": (6, 42, 8, 16),
    "receipt.csv": (1434, 8577, 27, 99),
}


def held(name: str) -> Log:
    if not (DATA / name).is_file():
        pytest.skip(f"{name} of ../shared/data is not here")
    return log(pd.read_csv(DATA / name))


@pytest.mark.parametrize("name", KNOWN)
def test_published_facts(name):
    edges = held(name).edges()
    moves = edges.moves()
    moves = moves[moves["kind"] == "move"]
    assert (edges.cases, edges.events, len(edges.steps()), len(moves)) == KNOWN[name]
