"""Values as messages carry them: JSON always, the same value back where the page can edit it, never NaN, never a half."""

from __future__ import annotations

import datetime as dt
import decimal
import json
import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.frames import wire
from cjm_widgets.frames.coerce import coerce


class Mute:
    """Refuses to be printed."""

    def __str__(self) -> str:
        raise RuntimeError("no")


LOCKED = {"$": "locked"}


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (None, None),
        (math.nan, None),
        (np.float64("nan"), None),
        (pd.NA, None),
        (pd.NaT, None),
        (np.datetime64("NaT"), None),
        (np.timedelta64("NaT"), None),
        (decimal.Decimal("NaN"), None),
        (math.inf, {"$": "special", "v": "inf"}),
        (-math.inf, {"$": "special", "v": "-inf"}),
        (2**53, {"$": "special", "v": "9007199254740992"}),
        (2**53 - 1, 2**53 - 1),
        (np.int8(3), 3),
        (np.bool_(True), True),
        (True, True),
        ("x" * 2000, "x" * 2000),
        ("x" * 100_000, {"$": "cut", "v": "x" * 2000, "length": 100_000}),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("🙂 עברית 漢字", "🙂 עברית 漢字"),
        ("half \ud83d", "half ?"),
        (["a", "b"], ["a", "b"]),
        (("a",), ["a"]),
        ([], []),
        (dt.date(2026, 1, 2), "2026-01-02"),
        (dt.datetime(2026, 1, 2, 3), "2026-01-02T03:00:00"),
        (np.datetime64("2026-01-02"), "2026-01-02T00:00:00"),
        (pd.Timestamp("2026-01-02", tz="Europe/Berlin"), "2026-01-02T00:00:00+01:00"),
        (dt.timedelta(minutes=2), 120.0),
        (np.timedelta64(2, "m"), 120.0),
        ([1, 2], {"$": "locked", "v": "[1, 2]"}),
        ({"a": 1}, {"$": "locked", "v": "{'a': 1}"}),
        (1 + 2j, {"$": "locked", "v": "(1+2j)"}),
        (np.array(["a", "b"]), {"$": "locked", "v": "a, b"}),
        (Mute(), {"$": "locked", "v": "<Mute that cannot be shown: RuntimeError>"}),
        (pd.Interval(0, 1), {"$": "locked", "v": "(0, 1]"}),
        (b"raw", {"$": "locked", "v": "b'raw'"}),
    ],
    ids=lambda v: type(v).__name__,
)
def test_one_value(one: Any, told: Any) -> None:
    assert wire.value(one) == told
    assert isinstance(wire.value(one), bool) == isinstance(told, bool)


def test_what_is_long_and_locked_is_shortened() -> None:
    told = wire.value({"a": "x" * 10_000})
    assert len(told["v"]) == 2000
    assert told["v"].endswith("…")
    assert wire.value(["x" * 9_000])["$"] == "locked"


COLUMNS: dict[str, tuple[pd.Series, list[Any]]] = {
    "str": (pd.Series(["a", None], dtype="str"), ["a", None]),
    "float64": (pd.Series([1.5, math.nan]), [1.5, None]),
    "float32": (pd.Series([0.5, math.inf], dtype="float32"), [0.5, {"$": "special", "v": "inf"}]),
    "Float64": (pd.array([1.5, None], dtype="Float64"), [1.5, None]),
    "int64": (pd.Series([1, 2**60]), [1, {"$": "special", "v": str(2**60)}]),
    "Int64": (pd.array([1, None], dtype="Int64"), [1, None]),
    "bool": (pd.Series([True, False]), [True, False]),
    "boolean": (pd.array([True, None], dtype="boolean"), [True, None]),
    "timedelta": (pd.to_timedelta(["4 min", None]), [240.0, None]),
    "datetime": (pd.to_datetime(["2026-01-02", None]), ["2026-01-02T00:00:00", None]),
    "zoned": (pd.to_datetime(["2026-01-02"]).tz_localize("UTC"), ["2026-01-02T00:00:00+00:00"]),
    "category": (pd.Categorical(["a", None]), ["a", None]),
    "whole categories": (pd.Categorical([3, 1]), [3, 1]),
    "intervals": (pd.cut([1, 5], [0, 2, 9]), ["(0, 2]", "(2, 9]"]),
    "period": (pd.PeriodIndex(["2026-01", None], freq="M"), [{"$": "locked", "v": "2026-01"}, None]),
    "complex": (pd.Series([1j]), [{"$": "locked", "v": "1j"}]),
    "sparse": (pd.arrays.SparseArray([0.0, 1.0, math.nan]), [0.0, 1.0, None]),
    "mixed": (pd.Series([1, "a", None, ["b"], True], dtype=object), [1, "a", None, ["b"], True]),
    "arrow int": (pd.array([1, None], dtype="int64[pyarrow]"), [1, None]),
    "arrow time": (pd.array(["2026-01-02"], dtype="timestamp[us][pyarrow]"), ["2026-01-02T00:00:00"]),
    "arrow bool": (pd.array([True, None], dtype="bool[pyarrow]"), [True, None]),
    "arrow text": (pd.array(["a", None], dtype="string[pyarrow]"), ["a", None]),
    "nothing": (pd.Series([], dtype="int64"), []),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column(name: str) -> None:
    values, told = COLUMNS[name]
    assert wire.values(pd.Series(values)) == told


ANY = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text(max_size=3)), st.binary(max_size=3),
    st.datetimes(), st.timedeltas(), st.dates(), st.decimals(), st.complex_numbers(), st.characters(categories=["Cs"]),
    st.dictionaries(st.text(max_size=2), st.floats(), max_size=2), st.just(Mute()),
)  # fmt: skip


@given(st.lists(ANY, max_size=6))
def test_any_value_travels(cells: list[Any]) -> None:
    text = json.dumps(wire.values(pd.Series(cells, dtype=object)), allow_nan=False, ensure_ascii=False)
    assert text.encode("utf-8")


@given(st.one_of(st.text(max_size=50), st.integers(-(2**53) + 1, 2**53 - 1), st.floats(), st.booleans()))
def test_what_travels_down_comes_back_as_it_was(one: Any) -> None:
    told = wire.value(one)
    back = None if told is None else coerce(told, np.dtype(object), "c", before=one)
    if one != one:
        assert back is None
    elif isinstance(told, dict):
        assert back == one
    else:
        assert back == one
        assert type(back) is type(one)
