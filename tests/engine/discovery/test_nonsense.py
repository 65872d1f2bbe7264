"""What nobody should ask of discovery is refused with the value and what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

import cjm_widgets as cjm

COLUMNS = ("who", "what", "when")


def log(*rows: tuple[int, str]) -> pd.DataFrame:
    made = [
        (who, what, pd.Timestamp("2026-05-01") + pd.Timedelta(minutes=i))
        for i, (who, what) in enumerate(rows)
    ]
    return pd.DataFrame(made, columns=list(COLUMNS))


TABLE = log((1, "see"), (1, "buy"), (2, "see"), (2, "ask"), (3, "buy"))
Asked = Callable[[Any], object]


def drawn(**how: Any) -> object:
    return cjm.JourneyMap.from_log(TABLE, *COLUMNS, **how)


ASKED: list[tuple[Asked, tuple[Any, ...], str]] = [
    (
        lambda k: cjm.clusters(TABLE, *COLUMNS, k=k),
        (0, 99, -1, 2.5, "3", float("nan"), True),
        r"k=.*1 to 3 clusters",
    ),
    (lambda k: drawn(clusters=k), (0, 99, "x"), r"k=.*1 to 3 clusters"),
    (lambda rare: drawn(rare=rare), (-1, 1, "x", None, float("nan"), True), "rare=.*a share of cases"),
    (lambda most: drawn(most=most), (0, 1.5, "x", None, True), "most=.*one step or more"),
    (lambda ends: drawn(ends=ends), (None, 3), "names no activities: a text, or a list"),
    (lambda good: drawn(ends="buy", success=good), ("see",), "success: the log has no 'see'"),
    (
        lambda good: cjm.JourneyMap().backtest(TABLE, TABLE, *COLUMNS, ends="buy", success=good),
        ("nope",),
        "success: 'nope' is none of the ends 'buy'",
    ),
    (lambda what: cjm.JourneyMap().adopt(what), (3, ["emotion"], None), "No log was matched"),
    (lambda sign: cjm.variants(log((1, f"a{sign}b")), *COLUMNS), ("\x1f",), "replace it"),
]


@pytest.mark.parametrize(("ask", "values", "said"), ASKED)
def test_nonsense_is_refused_in_plain_words(ask: Asked, values: tuple[Any, ...], said: str) -> None:
    for value in values:
        with pytest.raises(cjm.CjmError, match=said):
            ask(value)
