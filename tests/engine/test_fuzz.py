"""Any map at all: it is simulated to finite, consistent numbers, or refused with a sentence. Never anything else."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

import cjm_widgets as cjm
from cjm_widgets.model.errors import DataError

STEPS = ["a", "b", "c", "d"]
ENDS = ["done", "left", "half"]
ODD = st.sampled_from([-1, 0, 1, np.nan, np.inf, 1e300, 1e-300, 1e-12, 1 - 1e-12, None, "x", "3", True])
SENSIBLE = {
    "count": st.one_of(st.integers(0, 200), st.sampled_from([1, 1e9, 1e-9])),
    "probability": st.floats(0, 0.4),
    "emotion": st.sampled_from([-2, -1, 0, 0.5, 1, 2, None]),
    "duration_low": st.floats(0, 10),
    "duration": st.floats(10, 20),
    "duration_high": st.floats(20, 9e4),
    "servers": st.integers(1, 3),
    "arrivals": st.floats(0, 400),
    "effect": st.floats(1, 3),
}


def value(column: str, wild: bool) -> st.SearchStrategy[object]:
    """A value of a column: sensible, or in a wild map sometimes anything."""
    usual = SENSIBLE.get(column, st.floats(0, 1))
    return st.one_of(usual, usual, usual, ODD) if wild else usual


LEVERS = ["pass_through", "move", "duration", "wait", "emotion", "cost", "volume", "servers", "magic", None]
UNITS = [None, None, None, "odds ratio", "percentage points", "relative", "factor", "absolute", "points"]


def frame(rows: list[dict[str, object]], index: list[str] | str) -> pd.DataFrame:
    made = pd.DataFrame(rows, dtype=object)
    return made.set_index(index) if isinstance(index, list) else made


@st.composite
def maps(draw: st.DrawFn) -> cjm.JourneyMap:
    """Two to four steps, moves among them and to ends, some improvements; most of it sensible."""
    names, wild = STEPS[: draw(st.integers(1, 4))], draw(st.integers(0, 2)) == 0
    m = cjm.JourneyMap()
    told = [c for c in ("duration", "duration_low", "duration_high", "duration_sd", "wait", "cost", "emotion", "entry", "servers", "arrivals") if draw(st.integers(0, 3)) == 0]  # fmt: skip
    m.steps = pd.DataFrame(
        [{"stage": "s", "name": one, **{c: draw(value(c, wild)) for c in told}} for one in names],
        index=names,
        dtype=object,
    )
    pairs = draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from([*names, *ENDS])), min_size=1, max_size=12, unique=True))  # fmt: skip
    if draw(st.integers(0, 4)):
        pairs = list(dict.fromkeys([*pairs, *((one, "done") for one in names), (names[0], "left")]))
    column = draw(st.sampled_from(["count", "count", "count", "probability"]))
    m.transitions = frame(
        [{"source": a, "target": b, column: draw(value(column, wild))} for a, b in pairs],
        ["source", "target"],
    )
    many = draw(st.integers(0, 4))
    if many:
        m.improvements = pd.DataFrame([draw(improvement(names, wild)) for _ in range(many)], index=[f"i{k}" for k in range(many)], dtype=object)  # fmt: skip
    if draw(st.booleans()):
        m.outcomes = pd.DataFrame({"success": [True, False], "value": [draw(value("value", wild)), 0]}, index=["done", "left"], dtype=object)  # fmt: skip
    return m


@st.composite
def improvement(draw: st.DrawFn, names: list[str], wild: bool) -> dict[str, object]:
    low, effect, high = draw(st.tuples(*[value("effect", wild)] * 3))
    if not wild:
        low, effect, high = sorted((low, effect, high))
    return {
        "step": draw(st.sampled_from([*names, *names, "nowhere", None])),
        "lever": draw(st.sampled_from(LEVERS if wild else [one for one in LEVERS if one not in ("move", "magic")])),
        "unit": draw(st.sampled_from(UNITS if wild else [None])), "low": low, "likely": effect, "high": high,
        "adoption": draw(st.sampled_from([None, 1, 0, 0.5, 2 if wild else 1])), "towards": draw(st.sampled_from([None, "done", "a"])),
        "cost": draw(value("cost", wild)), "needs": draw(st.sampled_from([None, None, ["i0"], ["i1"], ["i9"]])),
        "excludes": draw(st.sampled_from([None, ["i0"], ["i2"]])),
    }  # fmt: skip


SEEN = {"simulated": 0, "refused": 0}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(maps(), st.booleans())
def test_any_map_is_simulated_or_refused(m: cjm.JourneyMap, queues: bool) -> None:
    with np.errstate(all="raise", under="ignore"):
        try:
            found = m.simulate(64, rest="left", queues=queues)
            table = found.outcomes
        except DataError:
            SEEN["refused"] += 1
            return
    SEEN["simulated"] += 1
    ends = table[table.index.str.startswith("ends in ")]
    assert np.allclose(ends[["now", "then"]].sum(), 1, rtol=1e-9)
    felt = table.index.isin(["satisfaction", "peak_end"])
    late = table.index.isin(["time", "time_sd"])
    assert np.isfinite(table.loc[~felt & ~(late & queues), ["now", "then", "difference", "chance"]]).all(
        axis=None
    )
    shares = table.loc[
        ["success", *ends.index], ["now", "now_low", "now_high", "then", "then_low", "then_high"]
    ]
    assert ((shares >= -1e-12) & (shares <= 1 + 1e-9)).all(axis=None)
    assert not table[["now_low", "now_high"]].isna().any(axis=1)[~felt & ~late].any()
    if not found.levers:
        assert (table["difference"].dropna() == 0).all()
    _rest(m, found)


def _rest(m: cjm.JourneyMap, found: object) -> None:
    """Everything else that can be asked of it."""
    for part in ("steps", "where", "sensitivity", "correlation", "improvements"):
        assert isinstance(getattr(found, part), pd.DataFrame)
    try:
        best = m.portfolio(budget=10, simulation=found)
        assert best.cost <= 10
        assert best.score >= best.base - 1e-12
        assert (m.research_next(10, simulation=found)["worth"] >= 0).all()
    except DataError:
        return


def test_the_fuzz_met_both() -> None:
    """A fuzz whose maps are all refused would say nothing."""
    if sum(SEEN.values()) < 100:
        pytest.skip("the fuzz was not run")
    assert min(SEEN.values()) > 40, SEEN
