"""Rows and columns change on the same object, with everything else as it was, and no memory is shared afterwards."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pandas as pd
import pytest

from cjm_widgets.frames import inplace

STOPPED = (
    "This pandas no longer changes rows of a DataFrame on the same object (see frames/inplace.py and binding.md, point 1): "
    "find another documented way, or let the grid offer the new frame to the user's names."
)


@pytest.fixture(autouse=True)
def _no_warnings() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def frame() -> pd.DataFrame:
    made = pd.DataFrame(
        {
            "text": pd.Series(["a", None, "c"], dtype="str"),
            "n": [1, 2, 3],
            "x": [1.0, np.nan, 3.0],
            "ok": [True, False, True],
            "small": pd.Series([1, 2, 3], dtype="uint8"),
            "maybe": pd.array([1, None, 3], dtype="Int64"),
            "chip": pd.Categorical(["u", "v", None]),
            "took": pd.to_timedelta(["1s", None, "2s"]),
            "when": pd.to_datetime(["2026-01-01", None, "2026-01-02"]).tz_localize("UTC"),
            "month": pd.PeriodIndex(["2026-01", "2026-02", "2026-03"], freq="M"),
            "tags": pd.Series([["a"], None, ["b"]], dtype=object),
        },
        index=pd.Index(["r1", "r2", "r3"], name="row"),
    )
    made.columns.name = "what"
    made.attrs = {"source": "made up in this test"}
    made.flags.allows_duplicate_labels = False
    return made


FILLED = {1: 0, 3: False, 4: 0}
CHANGES: dict[str, tuple[Callable[[pd.DataFrame], None], list[str]]] = {
    "take": (lambda f: inplace.take(f, [2, 0]), ["r3", "r1"]),
    "take none": (lambda f: inplace.take(f, []), []),
    "insert first": (lambda f: inplace.insert(f, 0, "new", FILLED), ["new", "r1", "r2", "r3"]),
    "insert between": (
        lambda f: inplace.insert(f, 1, "new", FILLED | {0: "T", 10: ["x"]}),
        ["r1", "new", "r2", "r3"],
    ),
    "insert last": (lambda f: inplace.insert(f, 3, "new", FILLED), ["r1", "r2", "r3", "new"]),
    "put": (lambda f: inplace.put(f, 1, 0, "T"), ["r1", "r2", "r3"]),
    "put a list": (lambda f: inplace.put(f, 1, 10, ["x", "y"]), ["r1", "r2", "r3"]),
    "relabel": (lambda f: inplace.relabel(f, 1, "new"), ["r1", "new", "r3"]),
    "become": (lambda f: inplace.become(f, f.iloc[[0]]), ["r1"]),
}


@pytest.mark.parametrize("name", CHANGES)
def test_the_same_object_keeps_all_that_did_not_change(name: str) -> None:
    change, order = CHANGES[name]
    made, before = frame(), frame()
    here = made
    change(made)
    assert made is here
    assert made.index.tolist() == order, STOPPED
    assert made.dtypes.tolist() == before.dtypes.tolist()
    assert made.columns.identical(before.columns)
    assert made.index.names == ["row"]
    assert made.index.dtype == before.index.dtype
    assert made.attrs == {"source": "made up in this test"}
    assert made.flags.allows_duplicate_labels is False
    kept = [label for label in order if label in before.index and (label != "r2" or "put" not in name)]
    pd.testing.assert_frame_equal(made.loc[kept], before.loc[kept])


def test_rows_can_be_changed_on_the_same_object_with_this_pandas() -> None:
    made = pd.DataFrame({"a": [1, 2]})
    try:
        inplace.take(made, [1])
        inplace.insert(made, 0, 7, {0: 5})
    except Exception as error:  # noqa: BLE001 - however it stops, the sentence says what to do
        pytest.fail(f"{STOPPED} ({type(error).__name__}: {error})")
    assert made["a"].tolist() == [5, 2], STOPPED
    assert made.index.tolist() == [7, 1], STOPPED


def test_where_pandas_stops_it_the_changed_frame_is_handed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    made = frame()
    monkeypatch.setattr(pd.DataFrame, "__init__", lambda self, other: None)
    with pytest.raises(inplace.NotInPlace, match=r"df = grid.df") as caught:
        inplace.take(made, [2])
    assert caught.value.frame.index.tolist() == ["r3"]


@pytest.mark.parametrize("column", range(11))
def test_what_a_frame_became_and_what_it_came_from_are_apart(column: int) -> None:
    other, made = frame(), pd.DataFrame({"gone": [1]})
    made.flags.allows_duplicate_labels = False
    made.attrs = dict(other.attrs)
    inplace.become(made, other)
    value = other.iat[0, column]
    made.iloc[2, column] = value if column != 10 else None
    pd.testing.assert_frame_equal(other, frame())
    other.iloc[0, column] = other.iat[2, column] if column != 10 else None
    kept = [0, 1]
    pd.testing.assert_frame_equal(made.iloc[kept], frame().iloc[kept])


def test_inserted_rows_are_missing_where_nothing_was_given() -> None:
    made = frame()
    inplace.insert(made, 3, "new", FILLED)
    row = made.iloc[3]
    assert row.isna().tolist() == [True, False, True, False, False, True, True, True, True, True, True]


@pytest.mark.parametrize(
    ("index", "label"),
    [
        (pd.RangeIndex(2), 2),
        (pd.Index([1.5, 2.5]), 3.5),
        (pd.to_datetime(["2026-01-01", "2026-01-02"]), pd.Timestamp("2026-01-03")),
        (pd.MultiIndex.from_tuples([("A", 1), ("A", 2)], names=["s", "t"]), ("B", 1)),
        (pd.CategoricalIndex(["a", "b"], categories=["a", "b", "c"]), "c"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_rows_come_into_every_kind_of_index(index: pd.Index, label: Any) -> None:
    made = pd.DataFrame({"a": [1, 2]}, index=index)
    inplace.insert(made, 1, label, {0: 9})
    assert made["a"].tolist() == [1, 9, 2]
    assert made.index[1] == label
    assert made.index.dtype == index.dtype
    assert made.index.names == index.names


def test_a_row_comes_into_an_empty_frame() -> None:
    made = frame().iloc[:0]
    inplace.insert(made, 0, "new", FILLED)
    assert made.dtypes.tolist() == frame().dtypes.tolist()
    assert made.index.tolist() == ["new"]


@pytest.mark.parametrize("label", ["b", 5, ("x", "y")])
def test_a_column_gets_another_label(label: Any) -> None:
    made = pd.DataFrame({"a": [1], "z": ["q"]})
    made.columns.name = "what"
    inplace.rename(made, 0, label)
    assert made.columns.tolist()[0] == label
    assert made.columns.name == "what"
    assert made.iloc[0, 0] == 1


def test_levels_are_relabelled() -> None:
    made = pd.DataFrame(
        [[1, 2]], index=pd.MultiIndex.from_tuples([("a", 1)], names=["s", "t"]),
        columns=pd.MultiIndex.from_tuples([("x", 1), ("x", 2)], names=["u", "v"]),
    )  # fmt: skip
    inplace.rename(made, 1, ("y", 2))
    inplace.relabel(made, 0, ("b", 1))
    assert made.columns.tolist() == [("x", 1), ("y", 2)]
    assert made.columns.names == ["u", "v"]
    assert made.index.tolist() == [("b", 1)]
    assert made.index.names == ["s", "t"]


@pytest.mark.parametrize(
    ("columns", "at", "left"), [(["a", "b"], 0, ["b"]), (["a", "b", "a"], 2, ["a", "b"])]
)
def test_a_column_is_dropped_by_position(columns: list[str], at: int, left: list[str]) -> None:
    made = pd.DataFrame([range(len(columns))], columns=columns)
    inplace.drop(made, at)
    assert made.columns.tolist() == left
    assert made.iloc[0].tolist() == [i for i in range(len(columns)) if i != at]
