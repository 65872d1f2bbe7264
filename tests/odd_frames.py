"""Frames as people have them, good or bad, all made up: each of one odd kind."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd

SCRIPT = "<script>alert('x')</script>"


class Silent:
    """Refuses to be printed."""

    def __str__(self) -> str:
        raise RuntimeError("no")

    __repr__ = __str__


class Mute(Silent):
    """Refuses to be printed, compared and copied."""

    def __eq__(self, other: object) -> bool:
        raise RuntimeError("no")

    __hash__ = object.__hash__

    def __deepcopy__(self, memo: Any) -> Mute:
        raise RuntimeError("no")


class Sub(pd.DataFrame):
    """A frame of a person's own class."""

    @property
    def _constructor(self) -> type[Sub]:
        return Sub


def plain(**columns: Any) -> pd.DataFrame:
    return pd.DataFrame({"step": ["a", "b", "c"], "Notes": ["x", None, "z"], **columns})


def indexed(index: Any) -> pd.DataFrame:
    frame = plain()
    frame.index = pd.Index(index) if not isinstance(index, pd.Index) else index
    return frame


def labelled(columns: list[Any] | pd.Index) -> pd.DataFrame:
    frame = pd.DataFrame([["p", "q", "r"], ["s", None, "t"]])
    frame.columns = (
        columns if isinstance(columns, pd.Index) else pd.Index(columns, dtype=object, tupleize_cols=False)
    )
    return frame


def read_only() -> pd.DataFrame:
    values = np.zeros((3, 2))
    values.flags.writeable = False
    return pd.DataFrame(values, columns=["x", "y"], copy=False)


def with_attrs() -> pd.DataFrame:
    frame = plain()
    frame.attrs = {"title": SCRIPT + "🙂" * 50_000, "source": {"deep": [1]}}
    return frame


def arrow() -> pd.DataFrame:
    types = {
        "whole": ([1, None, 3], "int64[pyarrow]"),
        "real": ([1.5, None, 3.0], "double[pyarrow]"),
        "flag": ([True, None, False], "bool[pyarrow]"),
        "text": (["a", None, "c"], "string[pyarrow]"),
        "time": ([pd.Timestamp("2026-01-01"), None, None], "timestamp[us][pyarrow]"),
        "span": ([pd.Timedelta("1s"), None, None], "duration[us][pyarrow]"),
    }
    return plain(**{name: pd.array(values, dtype=dtype) for name, (values, dtype) in types.items()})


def arrow_nested() -> pd.DataFrame:
    import pyarrow as pa

    lists = pd.arrays.ArrowExtensionArray(pa.array([["a"], None, ["b", "c"]]))  # type: ignore[attr-defined]
    structs = pd.arrays.ArrowExtensionArray(pa.array([{"k": 1}, None, {"k": 2}]))  # type: ignore[attr-defined]
    money = pd.arrays.ArrowExtensionArray(pa.array([1, None, 2], pa.decimal128(9, 2)))  # type: ignore[attr-defined]
    days = pd.arrays.ArrowExtensionArray(pa.array([1, None, 2], pa.date32()))  # type: ignore[attr-defined]
    return plain(lists=lists, structs=structs, money=money, days=days)


FRAMES: dict[str, Callable[[], pd.DataFrame]] = {
    "row ids twice": lambda: indexed(["r", "r", "s"]),
    "row ids missing": lambda: indexed([None, "r", np.nan]),
    "row ids all missing": lambda: indexed([None, None, None]),
    "row ids empty and long": lambda: indexed(["", "x" * 100_000, "x" * 100_000 + "y"]),
    "row ids with script": lambda: indexed([SCRIPT, "a\nb", "\0"]),
    "one column twice": lambda: pd.DataFrame([["a", "b", 1.0], ["c", "d", 2.0]], columns=["Notes", "Notes", "n"]),
    "step twice": lambda: pd.DataFrame([["a", "b"], ["c", "d"]], columns=["step", "step"]),
    "rows of levels": lambda: pd.DataFrame(
        {"Notes": list("abc")}, index=pd.MultiIndex.from_tuples([("A", "x"), ("A", "y"), ("B", "x")], names=["stage", "step"])
    ),
    "rows of levels without names": lambda: pd.DataFrame({"n": [1, 2]}, index=pd.MultiIndex.from_tuples([(1, None), (2, "b")])),
    "columns of levels": lambda: labelled(pd.MultiIndex.from_tuples([("u", "a"), ("u", "b"), ("v", "a")])),
    "no rows": lambda: plain().iloc[:0],
    "no columns": lambda: pd.DataFrame(index=["a", "b"]),
    "nothing": pd.DataFrame,
    "one cell": lambda: pd.DataFrame({"x": [1]}),
    "10,000 steps": lambda: pd.DataFrame({f"Lane {i}": [f"cell {i} {k}" for k in range(10_000)] for i in range(15)}),
    "500 columns": lambda: pd.DataFrame({f"A column of a long name, number {i}": ["x", "y"] for i in range(500)}),
    "long cells": lambda: pd.DataFrame({f"L{i}": ["word " * 20_000] * 40 for i in range(15)}),
    "long cells of CJK": lambda: pd.DataFrame({f"L{i}": ["漢字かな" * 25_000] * 20 for i in range(15)}),
    "long names": lambda: pd.DataFrame({f"{i}" + "n" * 5_000: ["a" * 100_000] for i in range(40)}),
    "long stages": lambda: pd.DataFrame({"stage": [f"{i}" + "s" * 9_000 for i in range(20)], "Notes": "x"}),
    "many choices": lambda: pd.DataFrame({f"c{i}": pd.Categorical([f"choice {k}" for k in range(600)]) for i in range(9)}),
    "scripts": lambda: pd.DataFrame({SCRIPT: [SCRIPT, None], "step": [SCRIPT, "</td>"], "stage": [SCRIPT, "&amp;"]}),
    "alphabets": lambda: pd.DataFrame({"step": ["👩‍🍳", "שלום עולם", "漢字"], "Notes 🙂": ["\u202eevil", "e\u0301", "👨‍👩‍👧‍👦"]}),
    "half characters": lambda: pd.DataFrame({"step": pd.Series(["a\ud83d", "b"], dtype=object), "Notes": pd.Series(["\udc00", 1], dtype=object)}),
    "nothing of every kind": lambda: plain(
        a=[math.nan] * 3, b=[None] * 3, c=[pd.NaT] * 3, d=pd.array([pd.NA] * 3, dtype="Int64"), e=pd.Categorical([None] * 3)
    ),
    "infinities": lambda: plain(emotion=[math.inf, -math.inf, math.nan], n=[1e308, -1e308, 5e-324]),
    "huge numbers": lambda: plain(n=[2**63 - 1, -(2**63), 0], u=np.array([2**64 - 1, 0, 1], dtype="uint64"), o=pd.Series([10**400, 1, 2], dtype=object)),
    "mixed types": lambda: plain(m=pd.Series([1, "two", ["x"]], dtype=object), k=pd.Series([{"a": 1}, {1}, b"x"], dtype=object)),
    "mixed numbers": lambda: plain(m=pd.Series([1, 2.5, np.complex128(1j)], dtype=object), k=pd.Series([True, 1, None], dtype=object)),
    "mute objects": lambda: plain(o=pd.Series([Mute(), [Mute()], {"k": Mute()}], dtype=object)),
    "mute labels": lambda: indexed(pd.Index([Mute(), Mute(), "c"], dtype=object)),
    "mute columns": lambda: labelled([Mute(), "b", "c"]),
    "unhashable labels": lambda: indexed(pd.Index([[1], {"a": 1}, "c"], dtype=object)),
    "a list in itself": lambda: plain(o=pd.Series([(loop := []).append(loop) or loop, None, None], dtype=object)),
    "arrays in cells": lambda: plain(o=pd.Series([np.arange(3), np.zeros((2, 2)), pd.DataFrame({"x": [1]})], dtype=object)),
    "read-only memory": read_only,
    "attrs": with_attrs,
    "own class": lambda: Sub(plain(x=[1.0, 2.0, 3.0])),
    "numbers as labels": lambda: indexed([1.5, math.nan, math.inf]),
    "times as labels": lambda: indexed(pd.to_datetime(["2026-01-01", None, "2026-01-02"])),
    "choices as labels": lambda: indexed(pd.CategoricalIndex(["u", "v", "u"])),
    "spans as labels": lambda: indexed(pd.interval_range(0, 3)),
    "months as labels": lambda: indexed(pd.period_range("2026-01", periods=3, freq="M")),
    "truths as labels": lambda: indexed([True, False, True]),
    "columns of numbers": lambda: labelled([1, 2.5, -3]),
    "columns of nothing": lambda: labelled([None, math.nan, pd.NaT]),
    "columns of tuples": lambda: labelled([("a", 1), ("a", 2), "b"]),
    "columns of times": lambda: labelled(pd.to_datetime(["2026-01-01", "2026-01-02", "2026-01-03"])),
    "columns of the words used inside": lambda: labelled(["id", "name", "__proto__"]),
    "months, spans, complex": lambda: plain(
        m=pd.period_range("2026-01", periods=3, freq="M"), i=pd.interval_range(0, 3), c=[1j, None, 2 + 1j]
    ),
    "thin": lambda: plain(s=pd.arrays.SparseArray([0.0, 1.0, math.nan]), t=pd.arrays.SparseArray([0, 1, 0])),
    "arrow": arrow,
    "arrow, nested": arrow_nested,
    "choices of spans": lambda: plain(c=pd.cut([1, 5, 9], [0, 4, 10]), d=pd.Categorical([1, 2, None]), e=pd.Categorical([True, False, True])),
    "times far away": lambda: plain(t=np.array(["0001-01-01", "9999-12-31", "NaT"], dtype="datetime64[s]")),
    "stages of every kind": lambda: pd.DataFrame({"stage": pd.Series([1, "1", None, 2.5, ["x"]], dtype=object), "Notes": list("abcde")}),
    "stages of choices": lambda: pd.DataFrame({"stage": pd.Categorical(["A", None, "B"]), "step": list("abc"), "Notes": list("xyz")}),
}  # fmt: skip
