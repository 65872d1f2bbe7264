"""Whatever is written is read back: random frames of many dtypes, labels, index names and attrs."""

from __future__ import annotations

import datetime as dt
import decimal
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from pandas.testing import assert_frame_equal

from cjm_widgets.formats.cjm_file import MapFile, dumps, loads
from cjm_widgets.frames.tables import empty
from cjm_widgets.model.errors import CjmWarning, DataError
from cjm_widgets.model.schema import TABLES

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
whole = st.integers(-(2**63), 2**63 - 1)
moments = st.datetimes(dt.datetime(1700, 1, 1), dt.datetime(2200, 1, 1))
spans = st.timedeltas(dt.timedelta(days=-90_000), dt.timedelta(days=90_000))
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**30), 10**30), st.floats(allow_nan=False), texts, moments, spans,
    st.dates(), st.decimals(allow_nan=False, allow_infinity=False), st.binary(max_size=6), st.tuples(texts, whole),
)  # fmt: skip
nested = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=6,
)


def column(dtype: str, values: st.SearchStrategy[Any], missing: bool = True) -> Any:
    choice = st.none() | values if missing else values
    return lambda n: st.lists(choice, min_size=n, max_size=n).map(lambda v: pd.Series(v, dtype=dtype))


def in_zone(zone: str) -> Any:
    def made(values: list[Any]) -> pd.Series[Any]:
        return pd.Series(
            pd.to_datetime(pd.Series(values, dtype="datetime64[us]"), utc=True).dt.tz_convert(zone)
        )

    return lambda n: st.lists(st.none() | moments, min_size=n, max_size=n).map(made)


def objects(n: int) -> st.SearchStrategy[Any]:
    def made(values: list[Any]) -> pd.Series[Any]:
        cells = np.empty(n, dtype="object")
        cells[:] = [None] * n
        for i, v in enumerate(values):
            cells[i] = v
        return pd.Series(cells, dtype="object")

    return st.lists(nested, min_size=n, max_size=n).map(made)


@st.composite
def categories(draw: Any, n: int) -> pd.Series[Any]:
    listed = draw(
        st.lists(texts, min_size=1, max_size=4, unique=True)
        | st.lists(whole, min_size=1, max_size=4, unique=True)
    )
    codes = draw(st.lists(st.integers(-1, len(listed) - 1), min_size=n, max_size=n))
    return pd.Series(pd.Categorical.from_codes(codes, listed, ordered=draw(st.booleans())))


floats32 = st.floats(width=32)
KINDS = [
    column("str", texts), column("string", texts), column("bool", st.booleans(), False), column("boolean", st.booleans()),
    column("int64", whole, False), column("Int64", whole), column("int8", st.integers(-128, 127), False),
    column("uint64", st.integers(0, 2**64 - 1), False), column("float64", st.floats()), column("float32", floats32),
    column("Float64", st.floats(allow_nan=False)), column("datetime64[us]", moments), column("datetime64[ns]", moments),
    column("datetime64[s]", moments.map(lambda m: m.replace(microsecond=0))),
    column("timedelta64[us]", spans), column("timedelta64[ns]", spans),
    column("timedelta64[s]", st.integers(-(10**9), 10**9).map(lambda s: dt.timedelta(seconds=s))),
    in_zone("Europe/Berlin"), in_zone("UTC"), in_zone("+05:30"), objects, categories,
    column("period[M]", st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1)).map(lambda d: pd.Period(d, "M"))),
]  # fmt: skip
labels = texts | st.integers(-5, 5)


@st.composite
def frames(draw: Any) -> pd.DataFrame:
    n = draw(st.integers(0, 4))
    names = draw(st.lists(labels, min_size=1, max_size=5))
    columns = [draw(draw(st.sampled_from(KINDS))(n)) for _ in names]
    frame = pd.DataFrame(dict(enumerate(columns)), index=range(n))
    frame.columns = pd.Index(names, tupleize_cols=False)
    index = draw(st.sampled_from(["range", "text", "whole", "time", "two"]))
    if index == "two":
        frame.index = pd.MultiIndex.from_arrays(
            [[f"a{i}" for i in range(n)], range(n)], names=["first", draw(texts)]
        )
    elif index != "range":
        kind = {"text": texts, "whole": whole, "time": moments}[index]
        dtype = {"text": "str", "whole": "int64", "time": "datetime64[us]"}[index]
        frame.index = pd.Index(
            draw(st.lists(kind, min_size=n, max_size=n)), dtype=dtype, name=draw(st.none() | texts)
        )
    frame.attrs = draw(st.dictionaries(texts, st.none() | texts | whole | st.lists(texts), max_size=2))
    return frame


@given(frames())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_table_of_the_users_own_comes_back_as_it_was(frame: pd.DataFrame) -> None:
    text = dumps(MapFile({}, {"mine": frame}))
    back = loads(text)
    assert_frame_equal(back.tables["mine"], frame, check_freq=False, check_column_type="equiv")
    assert back.tables["mine"].attrs == frame.attrs
    assert dumps(back) == text, "the same content gives the same bytes"


@given(st.dictionaries(texts, nested, max_size=4))
@settings(max_examples=60, deadline=None)
def test_metadata_comes_back_as_it_was(meta: dict[str, Any]) -> None:
    assert loads(dumps(MapFile(meta))).meta == meta


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_comes_back_as_it_was(name: str) -> None:
    assert_frame_equal(loads(dumps(MapFile({}, {name: empty(name)}))).tables[name], empty(name))


@pytest.mark.parametrize(
    "cell",
    [
        math.inf, -math.inf, 2**80, {"$": "tuple", "v": 1}, {"$": "of a newer form"}, {1: "a"}, {"a", "b"}, "\ud800",
        decimal.Decimal("1.10"), dt.time(9, 30), pd.Timestamp("2026-03-01", tz="Asia/Tokyo"), "😀 שלום 你好 \u2028",
        "<script>alert(1)</script>", "x" * 100_000, [{"a": [1, (2, 3)]}],
    ],
)  # fmt: skip
def test_an_object_cell_comes_back_with_its_type(cell: object) -> None:
    ids = pd.Index(["a", "b"])
    frame = pd.DataFrame({"note": pd.Series([cell, None], dtype="object", index=ids)})
    back = loads(dumps(MapFile({}, {"mine": frame}))).tables["mine"]["note"]
    assert back["a"] == cell
    assert type(back["a"]) is type(cell)
    assert back["b"] is None


@pytest.mark.parametrize("cell", [float("nan"), pd.NaT, pd.NA, None])
def test_nothing_is_one_value(cell: object) -> None:
    frame = pd.DataFrame({"note": pd.Series([cell], dtype="object", index=["a"])})
    assert loads(dumps(MapFile({}, {"mine": frame}))).tables["mine"].at["a", "note"] is None


def test_numpy_cells_become_plain_ones() -> None:
    cells = pd.Series(
        [np.int64(3), np.float32(0.5), np.bool_(True), np.array([1, 2]), np.datetime64("2026-01-02")]
    )
    back = loads(dumps(MapFile({}, {"mine": pd.DataFrame({"a": cells})}))).tables["mine"]["a"].tolist()
    assert back == [3, 0.5, True, [1, 2], pd.Timestamp("2026-01-02")]


@pytest.mark.parametrize(
    "column",
    [
        pd.Series([1, None], dtype="int64[pyarrow]"), pd.Series(["a", None], dtype="string[pyarrow]"), pd.Series([0.5, None], dtype="double[pyarrow]"),
        pd.Series([pd.Timestamp("2026-01-02"), None], dtype="timestamp[us][pyarrow]"), pd.Series(pd.arrays.SparseArray([0.0, 1.0])),
        pd.Series([2**62], dtype="int64"), pd.Series([10**12], dtype="timedelta64[s]"), pd.Series([True, None, "x", 2.5], dtype="object"),
    ],
)  # fmt: skip
def test_rarer_columns_come_back_as_they_were(column: pd.Series[Any]) -> None:
    pytest.importorskip("pyarrow")
    frame = pd.DataFrame({"a": column})
    assert_frame_equal(loads(dumps(MapFile({}, {"mine": frame}))).tables["mine"], frame)


@pytest.mark.parametrize("dtype", ["duration[us][pyarrow]", "date32[pyarrow]", "complex64", "interval"])
def test_dtypes_without_a_form_are_refused_and_named(dtype: str) -> None:
    pytest.importorskip("pyarrow")
    column = pd.Series(pd.interval_range(0, 2)) if dtype == "interval" else pd.Series([None], dtype=dtype)
    with pytest.raises(DataError, match=r"column a has the dtype .*Convert it first"):
        dumps(MapFile({}, {"mine": pd.DataFrame({"a": column})}))


def test_two_columns_of_one_name_and_a_two_level_header_survive() -> None:
    twice = pd.DataFrame([["a", 1.0]], columns=["x", "x"])
    tall = pd.DataFrame(
        [["a", "b"]], columns=pd.MultiIndex.from_tuples([("Buy", "Pay"), ("Use", "Cook")], names=["s", "t"])
    )
    back = loads(dumps(MapFile({}, {"twice": twice, "tall": tall}))).tables
    assert_frame_equal(back["twice"], twice)
    assert_frame_equal(back["tall"], tall)


def test_what_a_file_has_no_form_for_is_named() -> None:
    ids = pd.Index(["a", "b"], name="step")
    frame = pd.DataFrame({"note": pd.Series(["x", object()], dtype="object", index=ids)})
    with pytest.raises(
        DataError, match="Table steps, column note, row b has a value of type object"
    ) as caught:
        dumps(MapFile({}, {"steps": frame}))
    assert (caught.value.table, caught.value.row, caught.value.column) == ("steps", "b", "note")
    with pytest.raises(DataError, match="column z has the dtype complex128"):
        dumps(MapFile({}, {"mine": pd.DataFrame({"z": [1j]})}))
    with pytest.raises(DataError, match="metadata 'who' is a value of type object"):
        dumps(MapFile({"who": object()}))


def test_attrs_no_file_can_hold_are_left_out_with_a_word() -> None:
    frame = pd.DataFrame({"a": [1]})
    frame.attrs = {"frame": object(), "kept": 1}
    with pytest.warns(CjmWarning, match="attrs\\['frame'\\] is a value of type object"):
        text = dumps(MapFile({}, {"mine": frame}))
    assert loads(text).tables["mine"].attrs == {"kept": 1}
