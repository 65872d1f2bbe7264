"""What is typed, for every type of column: the value it gives, or a refusal that names the column and what is allowed."""

from __future__ import annotations

import datetime as dt
import math
import warnings
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, strategies as st

from cjm_widgets.frames import inplace
from cjm_widgets.frames.coerce import coerce, number, seconds
from cjm_widgets.model.errors import Refused

REFUSED = object()
NO = REFUSED
FLOATS = {
    "3": 3.0, "-0.5": -0.5, "−3": -3.0, "1.234,5": 1234.5, "1,234.5": 1234.5, "1,234": 1234.0, "0,123": 0.123, "1,5": 1.5,
    "1.234.567": 1234567.0, "1 234": 1234.0, "1'234": 1234.0, "12 %": 0.12, "12,5%": 0.125, "inf": math.inf, "−∞": -math.inf,
    "1e3": 1000.0, "": math.nan, "  ": math.nan, "4 min": NO, "high": NO, "1,2,3": NO, "1,234.5,6": NO, "1.2.3": NO, "%": NO,
    "12%%": NO, "2026-01-02": NO, "yes": NO, "<b>": NO,
}  # fmt: skip
WHOLE = {
    "3": 3, "−3": -3, "+5": 5, "1,234": 1234, "3.0": 3, "1e2": 100, "−0.5": NO, "1,5": NO, "12 %": NO, "inf": NO, "nan": NO,
    "high": NO, "4 min": NO, "9999999999999999999999": NO,
}  # fmt: skip
FLAGS = {
    "yes": True,
    "No": False,
    "1": True,
    "0": False,
    "ja": True,
    "TRUE": True,
    "x": True,
    "maybe": NO,
    "2": NO,
    "3.5": NO,
}
SPANS = {
    "4 min": 240, "4": 240, "1 h 20": 4800, "1 h 20 min": 4800, "1d 2h": 93600, "01:30": 5400, "01:30:05": 5405, "90 s": 90,
    "1,5 h": 5400, "2 days": 172800, "1 h and 5 min": 3900, "1 h, 5 min.": 3900, "−1 h 20 min": -4800, "-0:30": -1800,
    "2 weeks": 1209600, "inf": NO, "high": NO, "12 %": NO, "3 months": NO, "1-2 h": NO, "99999999999 weeks": NO,
    "1 h maybe": NO,
}  # fmt: skip
TIMES = {
    "2026-01-02": "2026-01-02", "2026-01-02 14:30": "2026-01-02 14:30", "2 Jan 2026": "2026-01-02", "13/02/2026": "2026-02-13",
    "02.02.2026": "2026-02-02", "01/02/2026": NO, "1.2.26": NO, "high": NO, "5": NO, "14:30": NO, "inf": NO, "3.5": NO,
    "2026-13-45": NO, "99999-01-01": NO,
}  # fmt: skip
TEXTS = {
    t: t
    for t in (
        "3",
        "1.234,5",
        "12 %",
        "−3",
        "inf",
        "4 min",
        " a ",
        "a\nb",
        "<script>",
        "🙂 עברית 漢字",
        "x" * 100_000,
    )
}
MONTHS = {"2026-03": pd.Period("2026-03", "M"), "high": NO}
CHIPS = {"web": "web", " app ": "app", "App": NO, "3": NO}

TABLE: dict[str, dict[str, Any]] = {
    "str": TEXTS,
    "object": TEXTS,
    "category": CHIPS,
    "bool": FLAGS,
    "boolean": FLAGS | {"": pd.NA},
    **dict.fromkeys(("int8", "int16", "int32", "int64"), WHOLE | {"1,234": NO, "1e2": 100} | {"": NO}),
    **dict.fromkeys(("uint8", "uint16", "uint32", "uint64"), WHOLE | {"−3": NO, "1,234": NO} | {"": NO}),
    "Int64": WHOLE | {"": pd.NA},
    "UInt8": {"255": 255, "256": NO, "−1": NO, "": pd.NA},
    **dict.fromkeys(("float32", "float64"), FLOATS),
    "Float64": FLOATS | {"": pd.NA, "  ": pd.NA},
    **{f"timedelta64[{unit}]": SPANS | {"": pd.NaT} for unit in ("s", "ms", "us", "ns")},
    **{f"datetime64[{unit}]": TIMES | {"": pd.NaT, "2026-01-02T10:00+01:00": NO} for unit in ("s", "ms", "us", "ns")},
    "datetime64[us, Europe/Berlin]": TIMES
    | {"2026-07-01T10:00Z": "2026-07-01 12:00", "2026-03-29 02:30": NO, "2026-10-25 02:30": NO},
    "period[M]": MONTHS,
    "complex128": {"1+2j": 1 + 2j, "high": NO},
    "Sparse[float64]": {"1,5": 1.5, "": math.nan, "high": NO},
    "int64[pyarrow]": {"3": 3, "−0.5": NO, "": pd.NA, "99999999999999999999": NO},
    "double[pyarrow]": {"1,5": 1.5, "": pd.NA, "high": NO},
    "bool[pyarrow]": {"yes": True, "high": NO},
    "string[pyarrow]": {"a": "a", "3": "3"},
    "timestamp[us][pyarrow]": {"2026-01-02": pd.Timestamp("2026-01-02"), "high": NO},
    "duration[s][pyarrow]": {"4 min": pd.Timedelta("4min"), "high": NO},
}  # fmt: skip
WIDE = {"int16", "int32", "int64", "uint16", "uint32", "uint64"}
CASES = [(dtype, typed, wanted) for dtype, row in TABLE.items() for typed, wanted in row.items()]
WANTED = {"1,234": 1234}


def column(dtype: str) -> pd.Series:
    if dtype == "category":
        return pd.Series(pd.Categorical(["web", "app"]))
    if dtype.startswith("timestamp"):
        return pd.Series(pd.to_datetime(["2026-01-01"] * 2)).astype(dtype)
    start = "2026-01" if dtype.startswith(("datetime", "timestamp", "period")) else 0
    if dtype in ("str", "object", "string[pyarrow]"):
        start = "a"
    return pd.Series([start, start]).astype(dtype)


@pytest.mark.parametrize(
    ("dtype", "typed", "wanted"), CASES, ids=lambda v: str(v)[:24] if v is not REFUSED else "refused"
)
def test_what_is_typed_into_a_column(dtype: str, typed: str, wanted: Any) -> None:
    wanted = (
        WANTED.get(typed, wanted)
        if dtype in WIDE and "," in typed and "." not in typed and typed in WANTED
        else wanted
    )
    series = column(dtype)
    if wanted is REFUSED:
        with pytest.raises(Refused) as caught:
            coerce({"$": "typed", "v": typed}, series.dtype, "shop visits")
        _helps(str(caught.value), typed)
        return
    made = coerce({"$": "typed", "v": typed}, series.dtype, "shop visits")
    _lands(series, made)
    _is(made, wanted, series.dtype)


def _helps(said: str, typed: str) -> None:
    assert "shop visits" in said
    assert any(
        word in said
        for word in ("such as", "is allowed", "To allow", "choices", "holds", "write", "Write", "fit")
    )
    assert "np." not in said


def _lands(series: pd.Series, made: Any) -> None:
    """pandas takes it without a warning and the column keeps its type."""
    dtype = series.dtype
    frame = series.to_frame()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        inplace.put(frame, 1, 0, made)
    assert frame.dtypes.iloc[0] == dtype


def _is(made: Any, wanted: Any, dtype: Any) -> None:
    if dtype.kind == "m" and wanted is not pd.NaT and not isinstance(wanted, pd.Timedelta):
        wanted = pd.Timedelta(seconds=wanted)
    if dtype.kind == "M" and wanted is not pd.NaT:
        wanted = pd.Timestamp(wanted, tz=getattr(dtype, "tz", None))
    if wanted is pd.NA or wanted is pd.NaT or wanted != wanted:
        assert pd.isna(made)
    else:
        assert made == wanted
        assert isinstance(made, bool) == isinstance(wanted, bool)


def test_the_table_holds_every_type_a_lane_can_have() -> None:
    kinds = {column(dtype).dtype.kind for dtype in TABLE}
    assert kinds >= set("biufmMOc")


@pytest.mark.parametrize(
    ("before", "typed", "wanted"),
    [
        (["a"], "b\nc", ["b", "c"]),
        (("a",), "b\nc", ("b", "c")),
        (3, "4", 4),
        (3, "4,5", 4.5),
        (np.int64(3), "4", 4),
        (3, "many", "many"),
        (True, "no", False),
        (True, "perhaps", "perhaps"),
        (np.bool_(True), "no", False),
        ("3", "4", "4"),
        (None, "4", "4"),
        (pd.Timestamp("2026-01-01"), "2026-01-02", pd.Timestamp("2026-01-02")),
        (dt.date(2026, 1, 1), "2026-01-02", dt.date(2026, 1, 2)),
        (dt.date(2026, 1, 1), "soon", "soon"),
        (dt.timedelta(minutes=4), "5 min", pd.Timedelta("5min")),
        (["a"], "", None),
    ],
)
def test_a_mixed_column_keeps_the_kind_of_the_value_before(before: Any, typed: str, wanted: Any) -> None:
    made = coerce({"$": "typed", "v": typed}, np.dtype(object), "mix", before=before)
    assert made == wanted
    assert type(made) is type(wanted) or isinstance(wanted, pd.Timedelta)


@pytest.mark.parametrize(
    ("value", "dtype", "wanted"),
    [
        (["a", "b"], "str", "a\nb"),
        (["a", "b"], "object", ["a", "b"]),
        (2.5, "str", "2.5"),
        (True, "boolean", True),
        (90.0, "timedelta64[s]", pd.Timedelta("90s")),
        (0.1, "float32", 0.1),
        ({"$": "special", "v": "-inf"}, "float64", -math.inf),
        ({"$": "special", "v": "9007199254740993"}, "int64", 9007199254740993),
        (None, "float64", None),
    ],
)
def test_values_that_were_not_typed(value: Any, dtype: str, wanted: Any) -> None:
    made = coerce(value, column(dtype).dtype, "c")
    assert made == wanted if wanted is not None else pd.isna(made)


@pytest.mark.parametrize(("dragged", "wanted"), [(-0.5, 0), (-0.9, -1), (1.6, 2), (2.0, 2)])
def test_the_point_of_a_curve_of_whole_numbers_can_be_dragged(dragged: float, wanted: int) -> None:
    made = coerce(dragged, np.dtype("int64"), "emotion")
    assert made == wanted
    assert isinstance(made, int)


def test_a_fraction_typed_into_whole_numbers_is_told_the_way_out() -> None:
    with pytest.raises(Refused) as caught:
        coerce({"$": "typed", "v": "−0.5"}, np.dtype("int64"), "emotion")
    assert str(caught.value) == (
        "“emotion” holds whole numbers, such as 3; −0.5 is not one. "
        "To allow fractions: df['emotion'] = df['emotion'].astype('float64')."
    )


def test_a_choice_is_taken_as_it_is_written_before_it_is_taken_as_it_is_meant() -> None:
    dtype = pd.CategoricalDtype(["a", " a"])
    assert coerce(" a", dtype, "c") == " a"
    assert coerce(
        {"$": "typed", "v": "(0, 1]"}, pd.CategoricalDtype(pd.IntervalIndex.from_breaks([0, 1])), "c"
    ) == pd.Interval(0, 1)
    assert coerce({"$": "typed", "v": "2"}, pd.CategoricalDtype([1, 2]), "c") == 2


def test_an_unknown_choice_names_the_choices_and_the_way_to_add_it() -> None:
    with pytest.raises(Refused) as caught:
        coerce("fax", pd.CategoricalDtype(["web", "app"]), "channel")
    assert str(caught.value) == (
        "“fax” is not one of the choices of “channel”: “web”, “app”. "
        "To add it: df['channel'] = df['channel'].cat.add_categories(['fax'])."
    )
    with pytest.raises(Refused, match="there are none yet"):
        coerce("fax", pd.CategoricalDtype([]), "channel")


@pytest.mark.parametrize(("dtype", "way"), [("int64", "Int64"), ("bool", "boolean")])
def test_a_column_without_gaps_says_how_to_allow_them(dtype: str, way: str) -> None:
    with pytest.raises(
        Refused, match=rf"cannot be empty. To allow gaps: df\['n'\] = df\['n'\].astype\('{way}'\)"
    ):
        coerce(None, np.dtype(dtype), "n")


RAW = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=12), st.lists(st.text(max_size=3), max_size=3)
)  # fmt: skip
TYPED = st.text("0123456789.,-−+%:/ hmdsin", max_size=12).map(lambda v: {"$": "typed", "v": v})


@example([], "complex128")
@given(RAW | TYPED, st.sampled_from(sorted(TABLE)))
def test_anything_a_message_can_carry_fits_or_is_refused(value: Any, dtype: str) -> None:
    series = column(dtype)
    try:
        made = coerce(value, series.dtype, "c")
    except Refused as refused:
        said = str(refused)
    else:
        said = "“c”"
        if dtype != "float32":  # too large a number is refused by pandas itself there
            _lands(series, made)
    assert "“c”" in said


@given(st.integers(-(10**9), 10**9))
def test_numbers_written_with_thousands_are_read(value: int) -> None:
    assert number(f"{value:,}", "c") == value
    assert number(f"{value:,}".replace(",", "'"), "c") == value
    assert number(f"{value:,}.5".replace(",", " ").replace(".", ","), "c") == float(f"{value}.5")


@given(st.integers(0, 400), st.integers(0, 23), st.integers(0, 59))
def test_spans_are_read_as_they_are_written(days: int, hours: int, minutes: int) -> None:
    wanted = days * 86400 + hours * 3600 + minutes * 60
    assert seconds(f"{days} d {hours} h {minutes} min", "c") == wanted
    assert seconds(f"-{days}d{hours}h{minutes}", "c") == -wanted
