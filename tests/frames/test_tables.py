"""The tables as frames: dtypes, what is completed, what ids are refused."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from cjm_widgets.frames.tables import DTYPES, REQUIRED, check_ids, complete, empty
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.schema import TABLES


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_has_the_schemas_columns_index_and_dtypes(name: str) -> None:
    frame, table = empty(name), TABLES[name]
    assert list(frame.columns) == [c.name for c in table.columns]
    assert tuple(frame.index.names) == table.index
    assert {c: str(t) for c, t in frame.dtypes.items()} == {c.name: DTYPES[c.type] for c in table.columns}
    assert len(frame) == 0


def test_an_unknown_table_is_named_with_those_there_are() -> None:
    with pytest.raises(DataError, match=r"no table 'stepz'.*stages, steps, lanes"):
        empty("stepz")


@pytest.mark.parametrize("name", REQUIRED)
def test_only_what_is_required_is_added_and_the_argument_stays(name: str) -> None:
    given = pd.DataFrame({"mine": [1, 2]}, index=["a", "b"])
    kept = given.copy()
    done = complete(name, given)
    assert list(done.columns) == ["mine", *REQUIRED[name]]
    assert_frame_equal(given, kept)
    assert given.index.name is None
    assert done.index.name == TABLES[name].index[0]


def test_order_unknown_columns_dtypes_and_attrs_stay() -> None:
    given = pd.DataFrame(
        {"nps": [1, 2], "name": ["a", "b"], "stage": pd.Categorical(["x", "y"])}, index=["p", "q"]
    )
    given.attrs["source"] = "survey"
    done = complete("steps", given)
    assert list(done.columns) == ["nps", "name", "stage"]
    assert done["nps"].dtype == "int64"
    assert isinstance(done["stage"].dtype, pd.CategoricalDtype)
    assert done.attrs == {"source": "survey"}


@pytest.mark.parametrize(
    ("table", "column", "values", "dtype"),
    [
        ("steps", "emotion", [1, -2], "float64"),
        ("steps", "emotion", pd.Series([1, 0.5], dtype="object"), "float64"),
        ("steps", "emotion", ["good", "bad"], "str"),
        ("steps", "emotion", pd.Series([1, "bad"], dtype="object"), "object"),
        ("steps", "moment_of_truth", [True, False], "boolean"),
        ("steps", "moment_of_truth", pd.Series([True, None], dtype="object"), "boolean"),
        ("steps", "duration", pd.Series([dt.timedelta(minutes=2), None], dtype="object"), "timedelta64[us]"),
        ("steps", "duration", ["2 min", "3 min"], "str"),
        ("steps", "name", [None, None], "str"),
        ("steps", "name", [float("nan")] * 2, "str"),
        ("steps", "name", pd.Series(["a", 1], dtype="object"), "object"),
        ("cards", "severity", [1.0, float("nan")], "Int64"),
        ("cards", "severity", [1.5, 2.0], "float64"),
        ("cards", "severity", [2**63 + 1, 2], "uint64"),
        ("evidence", "date", pd.Series([pd.Timestamp("2026-01-02"), None], dtype="object"), "datetime64[us]"),
    ],
)
def test_known_columns_take_their_dtype_only_where_nothing_is_lost(
    table: str, column: str, values: object, dtype: str
) -> None:
    given = pd.DataFrame({column: values})
    done = complete(table, given)
    assert str(done[column].dtype) == dtype
    assert done[column].dropna().tolist() == given[column].dropna().tolist()


def test_two_columns_of_one_name_are_left_alone() -> None:
    given = pd.DataFrame([[1, 2]], columns=["emotion", "emotion"])
    assert complete("steps", given).iloc[:, :2].equals(given)


def test_ids_that_differ_pass() -> None:
    check_ids("cards", pd.DataFrame(index=["a", "b"]))
    check_ids("links", pd.DataFrame(index=pd.MultiIndex.from_tuples([("a", "b"), ("b", "a")])))


@pytest.mark.parametrize(
    ("ids", "said"),
    [
        (["a", "b", "a"], "Table cards has the id 'a' twice (rows 0 and 2, counting from 0)."),
        ([1, "1"], "the ids 1 and '1' (rows 0 and 1, counting from 0), which are one text"),
        (["a", None], "Table cards has no id in row 1 (counting from 0)."),
        (["", "a"], "Table cards has no id in row 0 (counting from 0)."),
        (pd.MultiIndex.from_tuples([("a", "b"), ("a", "b")]), "Table cards has the id ('a', 'b') twice"),
        (pd.MultiIndex.from_tuples([("a", "b"), ("a", None)]), "Table cards has no id in row 1"),
    ],
)
def test_ids_missing_or_twice_are_refused_with_table_and_rows(ids: list[object], said: str) -> None:
    with pytest.raises(DataError) as caught:
        check_ids("cards", pd.DataFrame({"text": ["x"] * len(ids)}, index=ids))
    assert said in str(caught.value)
    assert caught.value.table == "cards"


PAIRS = {"source": ["a", "b"], "target": ["b", "a"], "kind": ["needs", "trigger"]}


def test_links_with_their_ends_as_columns_are_indexed_by_them() -> None:
    frame = pd.DataFrame(PAIRS)
    check_ids("links", frame)
    done = complete("links", frame)
    assert done.index.tolist() == [("a", "b"), ("b", "a")]
    assert (list(done.index.names), list(done.columns)) == (["source", "target"], ["kind"])
    assert list(frame.columns) == list(PAIRS)


def test_labels_of_links_that_say_something_are_kept_as_a_column() -> None:
    named = pd.DataFrame(PAIRS, index=pd.Index(["L1", "L2"], name="nr"))
    assert complete("links", named)["nr"].tolist() == ["L1", "L2"]
    some = pd.DataFrame(PAIRS)[lambda f: f["kind"] == "trigger"]
    assert list(complete("links", some).columns) == ["kind"]


def test_an_index_the_other_way_round_is_turned() -> None:
    frame = pd.DataFrame(PAIRS).set_index(["target", "source"])
    done = complete("links", frame)
    assert (list(done.index.names), done.index[0]) == (["source", "target"], ("a", "b"))


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        ({"source": ["a", "a"], "target": ["b", "b"]}, "two rows from 'a' to 'b' .rows 0 and 1"),
        ({"source": ["a", None], "target": ["b", "b"]}, "no source or target in row 1"),
        ({"source": ["a"], "kind": ["needs"]}, "needs the columns source and target.*target is not there"),
    ],
)
def test_links_that_are_none_are_refused_with_the_reason(frame: dict[str, list[str]], said: str) -> None:
    with pytest.raises(DataError, match=said):
        check_ids("links", pd.DataFrame(frame))
