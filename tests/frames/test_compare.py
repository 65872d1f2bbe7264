"""From one state of a frame to another: told as removals, moves, insertions and cells, the new state comes out, with few moves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.frames.compare import MOST, Difference, compare, rows_between
from cjm_widgets.frames.keys import Keys, Names
from cjm_widgets.frames.watch import Snapshot
from cjm_widgets.model.document import Rows

IDS = st.lists(st.sampled_from([*"abcdefghij"]), unique=True)


def replay(order: list[str], told: Difference) -> list[str]:
    rows = Rows(tuple(order), {id_: {} for id_ in order})
    for id_ in told.removed:
        rows = rows.remove(id_)
    for id_, before in told.moved:
        rows = rows.move(id_, before)
    for id_, before in told.inserted:
        rows = rows.insert(id_, {}, before)
    return list(rows.order)


@given(IDS, IDS)
def test_any_order_comes_out_of_any_other(old: list[str], new: list[str]) -> None:
    told = rows_between(old, new)
    assert told is not None
    assert replay(old, told) == new
    assert set(told.removed) == set(old) - set(new)
    assert {id_ for id_, _ in told.inserted} == set(new) - set(old)


@given(st.permutations(list("abcdefg")))
def test_no_fewer_moves_would_do(new: list[str]) -> None:
    told = rows_between(list("abcdefg"), new)
    assert told is not None
    assert len(told.moved) == 7 - _longest(["abcdefg".index(id_) for id_ in new])


def _longest(values: list[int]) -> int:
    """The longest increasing run, slowly."""
    best = [1] * len(values)
    for i, value in enumerate(values):
        best[i] = 1 + max((best[k] for k in range(i) if values[k] < value), default=0)
    return max(best, default=0)


def test_one_row_moved_far_is_one_move() -> None:
    old = [str(i) for i in range(1000)]
    told = rows_between(old, [*old[1:], "0"])
    assert told == Difference(moved=[("0", None)])


@pytest.mark.parametrize("new", [[str(i) for i in range(1000, 0, -1)], [f"x{i}" for i in range(1000)]])
def test_too_many_to_tell_is_none(new: list[str]) -> None:
    assert rows_between([str(i) for i in range(1000)], new) is None


def told(before: pd.DataFrame, after: pd.DataFrame) -> Difference | None:
    return compare(Snapshot.of(before), Keys(before.index, Names()), after, Keys(after.index, Names()))


def frame() -> pd.DataFrame:
    return pd.DataFrame({"a": [1, 2, 3], "b": ["x", "y", None]}, index=["r", "s", "t"])


def test_cells_are_told_with_where_they_stand_and_what_was_there() -> None:
    before = frame()
    after = frame().loc[["t", "r"]]
    after.loc["u"] = [9, "z"]
    after.loc["r", "a"] = 7
    found = told(before, after)
    assert found is not None
    assert (found.removed, found.moved, found.inserted) == (["s"], [("r", None)], [("u", None)])
    assert [(w.id, w.position, w.column, w.old) for w in found.written] == [("r", 1, 0, 1)]
    assert found.size == 4


def test_nothing_is_a_difference_of_no_size() -> None:
    found = told(frame(), frame())
    assert found is not None
    assert found.size == 0


@pytest.mark.parametrize(
    "after",
    [
        frame().rename(columns={"a": "c"}),
        frame()[["b", "a"]],
        frame().astype({"a": "float64"}),
        frame().drop(columns="a"),
    ],
)
def test_other_columns_or_types_are_too_much_to_tell(after: pd.DataFrame) -> None:
    assert told(frame(), after) is None


def test_more_cells_than_can_be_told_are_none() -> None:
    before = pd.DataFrame({"a": np.zeros(MOST + 1)})
    assert told(before, before + 1) is None
    found = told(before.iloc[1:], before.iloc[1:] + 1)
    assert found is not None
    assert found.size == MOST
