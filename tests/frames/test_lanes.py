"""What lane a column makes: kind by dtype, role by name, choices and range by values."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.frames.lanes import WIRE, domain_of, kind_of, lane_of, many_of, role_of, scale_of

KINDS: dict[str, tuple[Any, str, str | None]] = {
    "str": (pd.Series(["a", None], dtype="str"), "text", "lines"),
    "list": (pd.Series([["a"], None], dtype=object), "text", "list"),
    "tuple": (pd.Series([("a",), None], dtype=object), "text", "list"),
    "mixed": (pd.Series([1, "a", None], dtype=object), "text", "lines"),
    "category": (pd.Categorical(["a", None]), "chips", None),
    "bool": ([True, False], "flag", None),
    "boolean": (pd.array([True, None], dtype="boolean"), "flag", None),
    "flags as objects": (pd.Series([True, None], dtype=object), "flag", None),
    "int": ([1, 2], "number", None),
    "uint8": (np.array([1, 2], dtype="uint8"), "number", None),
    "Int64": (pd.array([1, None], dtype="Int64"), "number", None),
    "float": ([1.5, math.nan], "number", None),
    "numbers as objects": (pd.Series([1, 2.5, None], dtype=object), "number", None),
    "sparse": (pd.arrays.SparseArray([0.0, 1.0]), "number", None),
    "arrow": (pd.array([1, None], dtype="int64[pyarrow]"), "number", None),
    "timedelta": (pd.to_timedelta(["1s", None]), "duration", None),
    "datetime": (pd.to_datetime(["2026-01-01", None]), "time", None),
    "zoned": (pd.to_datetime(["2026-01-01"]).tz_localize("UTC"), "time", None),
    "period": (pd.period_range("2026-01", periods=2, freq="M"), "text", None),
    "complex": (pd.Series([1j]), "text", None),
    "complex as objects": (pd.Series([1, 1j], dtype=object), "text", "lines"),
    "nothing": (pd.Series([None, None], dtype=object), "text", "lines"),
    "empty": (pd.Series([], dtype="str"), "text", "lines"),
}


@pytest.mark.parametrize("name", KINDS)
def test_the_kind_of_a_column(name: str) -> None:
    values, kind, many = KINDS[name]
    lane = lane_of("id", "Column", pd.Series(values))
    assert (lane.kind, lane.many) == (kind, many)
    assert len(lane.wire()) == 1 + len(WIRE)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Pain points", "pain_points"), ("Customer actions", "actions"), ("Touchpoints", "touchpoints"), ("What they think", "thoughts"),
        ("Channel", "channels"), ("Emotion", "emotion"), ("Feelings", "emotion"), ("Opportunities", "opportunities"), ("Back-stage", "backstage"),
        ("Support processes", "support"), ("Quote", "quotes"), ("Ziele", "goals"), ("visits", None), ("", None),
    ],
)  # fmt: skip
def test_the_role_a_name_tells(name: str, role: str | None) -> None:
    assert role_of(name) == role


@pytest.mark.parametrize(
    ("kind", "values", "domain"),
    [
        ("number", [1.0, 4.0], [0, 4]),
        ("number", [-3.0, -1.0], [-3, 0]),
        ("number", [0.0, 0.0], [0, 1]),
        ("number", [math.nan], [0, 1]),
        ("number", [], [0, 1]),
        ("number", [math.inf, 2.0, -math.inf], [0, 2]),
        ("number", [math.inf], [0, 1]),
        ("emotion", [-1.0, 2.0], [-2, 2]),
        ("emotion", [1.0, 4.0], [1, 5]),
        ("emotion", [0.0, 9.0], [0, 10]),
        ("emotion", [20.0, 90.0], [0, 100]),
        ("emotion", [-80.0, 90.0], [-100, 100]),
        ("emotion", [0.0, 900.0], [0, 900]),
        ("text", [1.0], None),
    ],
)
def test_the_range_values_are_drawn_in(kind: str, values: list[float], domain: list[float] | None) -> None:
    assert domain_of(kind, pd.Series(values, dtype="float64")) == domain


def test_the_range_of_spans_is_in_seconds() -> None:
    assert domain_of("duration", pd.Series(pd.to_timedelta(["2 min", None]))) == [0, 120]


@pytest.mark.parametrize("values", [[10**400, 1], [1, True], [np.int8(3), 2.5], [None, None]])
def test_ranges_of_mixed_columns_are_finite(values: list[Any]) -> None:
    low, high = domain_of("number", pd.Series(values, dtype=object)) or (0, 0)
    assert math.isfinite(low)
    assert math.isfinite(high)


@given(st.lists(st.floats(width=32) | st.none(), max_size=6))
def test_any_numbers_lie_in_their_range(values: list[float | None]) -> None:
    series = pd.Series(values, dtype="float64")
    for kind in ("number", "emotion"):
        low, high = domain_of(kind, series) or (1, 0)
        assert low <= high
        assert all(low <= v <= high for v in values if v is not None and math.isfinite(v))


def test_the_usual_scales() -> None:
    assert scale_of(-2, 2) == [-2, 2]
    assert scale_of(-5, 5) == [-100, 100]
    assert scale_of(-5, 500) == [-5, 500]


def test_shares_are_percent_and_options_are_texts() -> None:
    assert lane_of("s", "Conversion rate", pd.Series([0.1, 0.9])).format == "percent"
    assert lane_of("s", "Conversion rate", pd.Series([10.0, 90.0])).format is None
    lane = lane_of("c", "c", pd.Series(pd.Categorical([2, 1, None])))
    assert lane.options == ["1", "2"]
    assert many_of(pd.Series([1.0])) is None
    assert kind_of(pd.Series(pd.Categorical([True]))) == "chips"


def test_a_lane_told_to_be_the_emotion_is() -> None:
    lane = lane_of("x", "satisfied", pd.Series([1, 5]), emotion=True)
    assert (lane.kind, lane.role, lane.domain) == ("emotion", "emotion", [1, 5])
