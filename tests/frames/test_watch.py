"""Whatever pandas does to a frame in place is found; where nothing was done nothing is; the snapshot keeps what was."""

from __future__ import annotations

import contextlib
import copy
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cjm_widgets.frames.watch import Snapshot, changed_rows, differ

# People still write them.
pytestmark = pytest.mark.filterwarnings("ignore::pandas.errors.PandasChangeWarning")


class Stranger:
    """Refuses to be compared."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")

    __hash__ = None  # type: ignore[assignment]


def frame() -> pd.DataFrame:
    made = pd.DataFrame(
        {
            "text": pd.Series(["a", None, "c", "d"], dtype="str"),
            "x": [1.0, math.nan, 3.0, 4.0],
            "y": [1.0, 2.0, 3.0, 4.0],
            "n": [1, 2, 3, 4],
            "ok": [True, False, True, True],
            "maybe": pd.array([1, None, 3, 4], dtype="Int64"),
            "chip": pd.Categorical(["u", "v", None, "u"]),
            "took": pd.to_timedelta(["1s", None, "2s", "3s"]),
            "when": pd.to_datetime(["2026-01-01", None, "2026-01-02", "2026-01-03"]).tz_localize("UTC"),
            "month": pd.period_range("2026-01", periods=4, freq="M"),
            "span": pd.interval_range(0, 4),
            "thin": pd.arrays.SparseArray([0.0, 1.0, 0.0, 2.0]),
            "arrow": pd.array([1, None, 3, 4], dtype="int64[pyarrow]"),
            "tags": pd.Series([["a"], None, [["b"], {"k": [1]}], {"s"}], dtype=object),
            "odd": pd.Series([Stranger(), 1, "a", np.arange(2000)], dtype=object),
        }
    )
    made.index = pd.Index([10, 20, 30, 40], name="nr")
    made.attrs = {"source": "made up in this test"}
    return made


def run(code: str) -> Callable[[pd.DataFrame], None]:
    def change(f: pd.DataFrame) -> None:
        exec(code, {"f": f, "pd": pd, "np": np})

    return change


CHANGES = [
    "f.loc[10, 'x'] = 9.0",
    "f.iloc[1, 3] = 9",
    "f.at[20, 'text'] = 'new'",
    "f.iat[2, 4] = False",
    "f.loc[f['n'] > 2, 'y'] = 0.0",
    "f.loc[:, ['x', 'y']] = f[['y', 'x']].to_numpy()",
    "f['fresh'] = 1",
    "f.insert(0, 'first', 1)",
    "del f['n']",
    "f.pop('x')",
    "f.index = [1, 2, 3, 4]",
    "f.index = pd.Index([10, 20, 30, 41], name='nr')",
    "f.columns = [str(c) + '!' for c in f.columns]",
    "f.index.name = 'other'",
    "f.columns.name = 'other'",
    "f.rename(columns={'n': 'm'}, inplace=True)",
    "f.sort_values('y', ascending=False, inplace=True)",
    "f.drop(index=10, inplace=True)",
    "f.fillna({'x': 0.0}, inplace=True)",
    "f.loc[50] = f.loc[10]",
    "f['chip'] = f['chip'].cat.add_categories(['w'])",
    "f['chip'] = f['chip'].cat.as_ordered()",
    "f['chip'] = f['chip'].cat.rename_categories({'u': 'U'})",
    "f.loc[10, 'chip'] = 'v'",
    "f['when'] = f['when'].dt.tz_convert('Europe/Berlin')",
    "f.loc[10, 'when'] = pd.Timestamp('2027-01-01', tz='UTC')",
    "f['took'] = f['took'].astype('int64')",
    "f['n'] = f['n'].to_numpy().view('uint64')",
    "f.loc[10, 'took'] = pd.Timedelta('9s')",
    "f.loc[10, 'month'] = pd.Period('2027-01', 'M')",
    "f.loc[10, 'span'] = pd.Interval(5, 6)",
    "f['thin'] = pd.arrays.SparseArray([0.0, 1.0, 0.0, 3.0])",
    "f.loc[10, 'arrow'] = 9",
    "f.loc[10, 'maybe'] = pd.NA",
    "f.at[10, 'tags'].append('more')",
    "f.at[30, 'tags'][0][0] = 'c'",
    "f.at[30, 'tags'][1]['k'].append(2)",
    "f.at[30, 'tags'][1]['new'] = 1",
    "f.at[40, 'tags'].add('t')",
    "f.at[10, 'tags'] = ['other']",
    "f.at[10, 'tags'] = None",
    "f['tags'] = 'a'",
    "f.at[40, 'odd'][1000] = -1",
    "f.at[20, 'odd'] = 2",
    "f.at[20, 'odd'] = True",
    "f.at[20, 'odd'] = 1.0",
    "f[['x', 'y']] += 1",
    "f['text'] = f['text'].str.upper()",
    "f.update(pd.DataFrame({'y': [7.0]}, index=[10]))",
    "f['y'] = f['y'].mask(f['y'] > 3, 0.0)",
]


@pytest.mark.parametrize("code", CHANGES)
def test_a_change_is_found_and_the_old_values_survive(code: str) -> None:
    made, was = frame(), frame()
    was.at[10, "odd"] = made.at[10, "odd"]
    snapshot = Snapshot.of(made)
    assert snapshot.same(made)
    run(code)(made)
    assert not snapshot.same(made), code
    _equal(snapshot.frame, was)
    _equal(snapshot.copy(), was)


def _equal(one: pd.DataFrame, two: pd.DataFrame) -> None:
    assert one.columns.tolist() == two.columns.tolist()
    assert one.index.tolist() == two.index.tolist()
    assert list(one.dtypes) == list(two.dtypes)
    for column in one:
        assert not len(changed_rows(one[column], two[column])), column


@pytest.mark.parametrize(
    "code",
    [
        "pass", "f['x'].sum()", "f.sort_values('x')", "f.copy()", "f.assign(z=1)", "f['x'].to_numpy()", "f.loc[10]",
        "f.groupby('chip', observed=True)['x'].mean()", "f.to_csv()", "g = f; g.head()", "list(f.items())", "f.at[10, 'tags'][0]",
        "f.memory_usage(deep=True)", "f._consolidate_inplace()", "f.describe()", "f.attrs.get('source')", "f.T", "repr(f)",
    ],
)  # fmt: skip
def test_looking_is_no_change(code: str) -> None:
    made = frame().drop(columns="odd" if "repr" in code or "csv" in code else [])
    snapshot = Snapshot.of(made)
    run(code)(made)
    assert snapshot.same(made)


@given(st.lists(st.sampled_from(CHANGES), max_size=4), st.integers(0, 3))
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
def test_any_changes_are_found_wherever_one_looked_before(codes: list[str], looked: int) -> None:
    made = frame()
    snapshot = Snapshot.of(made)
    for i, code in enumerate(codes):
        if i == looked:
            snapshot = Snapshot.of(made)
        with contextlib.suppress(KeyError, ValueError, AttributeError, TypeError, IndexError):
            run(code)(made)  # an earlier change may have taken away what this one needs
    rows = made.index.equals(snapshot.frame.index) and made.columns.equals(snapshot.frame.columns)
    if snapshot.same(made) and rows:
        _equal(made, snapshot.frame)


def test_a_snapshot_and_the_frame_share_no_list() -> None:
    made = frame()
    snapshot = Snapshot.of(made)
    copied = snapshot.copy()
    copied.at[10, "tags"].append("mine")
    assert snapshot.same(made)
    assert snapshot.frame.at[10, "tags"] == ["a"]


def test_a_plain_frame_is_kept_without_copying_it() -> None:
    made = pd.DataFrame(np.zeros((1000, 3)))
    snapshot = Snapshot.of(made)
    assert np.shares_memory(snapshot.frame[0].to_numpy(), made[0].to_numpy())


def test_lists_all_of_one_length_are_kept_as_lists() -> None:
    made = pd.DataFrame({"tags": [["a", "b"], ["c", "d"]]})
    snapshot = Snapshot.of(made)
    assert snapshot.same(made)
    assert snapshot.frame["tags"].tolist() == [["a", "b"], ["c", "d"]]


@pytest.mark.parametrize("dtype", ["int64", "float64", "str", "object", "Int64", "category", "datetime64[us]", "period[M]",
                                   "int64[pyarrow]", "Sparse[float64]", "complex128", "boolean", "timedelta64[s]"])  # fmt: skip
@given(data=st.data())
@settings(max_examples=15)
def test_the_rows_that_differ(dtype: str, data: st.DataObject) -> None:
    number = st.integers(0, 2)
    size = data.draw(st.integers(1, 5))
    gaps = dtype not in ("int64", "Sparse[float64]")
    cell = st.one_of(st.none(), number) if gaps else number
    a, b = (data.draw(st.lists(cell, min_size=size, max_size=size)) for _ in range(2))
    wanted = [
        i
        for i in range(size)
        if (a[i] != b[i] and (dtype != "boolean" or bool(a[i]) != bool(b[i]) or None in (a[i], b[i])))
    ]
    assert changed_rows(_series(a, dtype), _series(b, dtype)).tolist() == wanted


def _series(values: list[int | None], dtype: str) -> pd.Series:
    if dtype == "category":
        return pd.Series(pd.Categorical(values, categories=[0, 1, 2]))
    if dtype == "period[M]":
        return pd.Series(pd.PeriodIndex([None if v is None else f"2026-0{v + 1}" for v in values], freq="M"))
    if dtype == "boolean":
        return pd.Series([None if v is None else bool(v) for v in values], dtype=dtype)
    if dtype == "str":
        return pd.Series([None if v is None else str(v) for v in values], dtype=dtype)
    return (
        pd.Series(values, dtype="float64").astype(dtype)
        if dtype in ("float64", "complex128")
        else pd.Series(values, dtype=dtype)
    )


@pytest.mark.parametrize(
    ("a", "b", "two"),
    [
        (math.nan, None, False),
        (pd.NaT, pd.NA, False),
        (1, True, True),
        (1, 1.0, True),
        ([1], [1], False),
        ([1], [2], True),
        ({"a": [1]}, {"a": [1]}, False),
        (np.arange(3), np.arange(3), False),
        (np.arange(3), np.arange(4), True),
        (Stranger(), Stranger(), True),
        ("a" * 3000 + "b", "a" * 3000 + "c", True),
    ],
)
def test_two_values_of_a_cell(a: Any, b: Any, two: bool) -> None:
    assert differ(a, b) is two
    assert differ(a, copy.copy(a)) is isinstance(a, Stranger)
