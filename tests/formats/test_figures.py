"""Cells as people type them: which mean a figure, and which stay text."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from cjm_widgets.formats.figures import column, number
from cjm_widgets.formats.spreadsheet import read_csv


@pytest.mark.parametrize(
    ("cells", "decimal", "values", "dtype"),
    [
        (["1", "2"], ".", [1, 2], "int64"), (["1", None], ".", [1], "Int64"), (["1.5", "-2"], ".", [1.5, -2.0], "float64"),
        (["1,234", "5"], ".", [1234, 5], "int64"), (["1.234,5", "2"], ",", [1234.5, 2.0], "float64"), (["1 234", "12 345 678"], ".", [1234, 12345678], "int64"),
        (["1'234", "5"], ".", [1234, 5], "int64"), (["41 %", "7.5%"], ".", [0.41, 0.075], "float64"), (["100 %"], ".", [1.0], "float64"),
        (["−31", "+38"], ".", [-31, 38], "int64"), (["1e3"], ".", [1000.0], "float64"), (["2026-03-01", "2026-03-02 09:30"], ".", [pd.Timestamp("2026-03-01"), pd.Timestamp("2026-03-02 09:30")], "datetime64[us]"),
        ([True, False], ".", [True, False], "bool"), ([True, None], ".", [True], "boolean"), ([dt.timedelta(minutes=48)], ".", [pd.Timedelta("48 min")], "timedelta64[us]"),
        (["03.04.2026", "1.12.2026 9:05", "2026-03-02"], ".", [pd.Timestamp("2026-04-03"), pd.Timestamp("2026-12-01 09:05"), pd.Timestamp("2026-03-02")], "datetime64[us]"),
        (["WAHR", "FALSCH"], ".", [True, False], "bool"), (["True", None, "False"], ".", [True, False], "boolean"), (["VRAI", True], ".", [True, True], "bool"),
        ([3.0, 4], ".", [3.0, 4.0], "float64"), (["1.0", "2.0"], ".", [1.0, 2.0], "float64"), ([dt.datetime(2026, 3, 1), None], ".", [pd.Timestamp("2026-03-01")], "datetime64[us]"),
    ],
)  # fmt: skip
def test_figures_are_read_as_numbers_shares_and_dates(
    cells: list[Any], decimal: str, values: list[Any], dtype: str
) -> None:
    made = column(cells, decimal)
    assert made.dropna().tolist() == values
    assert str(made.dtype) == dtype


@pytest.mark.parametrize(
    "cells",
    [
        ["007", "12"], ["1", "two"], ["12 min"], ["5 €"], ["1/2"], ["03.04.26"], ["31.02.2026"], ["4.13.2026"], ["03.04.2026", "soon"], ["3/4/2026"], ["=SUM(A1:A3)"], ["yes", "no"], ["ja", "nein"], ["wahr", "false"], ["TRUE", "maybe"], ["1,2,3"],
        ["1.2.3"], ["12 34"], ["2026-13-45"], ["-"], ["%"], ["nan"], ["inf"], ["1_000"], ["1–2"],
    ],
)  # fmt: skip
def test_what_does_not_surely_mean_a_figure_stays_text(cells: list[str]) -> None:
    assert column(cells, ".").tolist() == cells


def test_a_mixed_column_shows_what_the_sheet_shows() -> None:
    mixed = [3.0, "three", dt.datetime(2026, 3, 1), True, dt.time(0, 48), 0.5, None]
    assert column(mixed, ".").tolist()[:-1] == ["3", "three", "2026-03-01", "TRUE", "00:48", "0.5"]


def test_one_decimal_mark_holds_for_the_sheet() -> None:
    frame = read_csv(b"Step;Minutes;Visits\nPay;1,5;1.234\nCook;48,25;12.345\n")
    assert frame["Minutes"].tolist() == [1.5, 48.25]
    assert frame["Visits"].tolist() == [1234, 12345]


@given(st.integers(-(10**12), 10**12) | st.floats(-1e9, 1e9).map(lambda f: round(f, 4)))
@settings(max_examples=80)
def test_a_number_written_either_way_reads_the_same(value: float) -> None:
    english = f"{value:,}" if "e" not in repr(value) else f"{value:,.8f}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert number(english, ".") == number(german, ",") == value
