"""What sets some rows apart from the rest: which columns differ, by how much, and as marks of 1 to 5 for a persona.

Numbers are compared by Cohen's d, shares by Cohen's h (Cohen, Statistical Power Analysis, 1988: 0.2 small, 0.5 medium,
0.8 large). It knows pandas only; nothing changes its argument.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types as kinds

from cjm_widgets.model.errors import DataError

from .keys import shown
from .reading import column

LEVELS = 20
"""A column of more different texts is no class of customers but a name or free text, and is left out."""
SMALL = 0.2
"""A difference below this is not told."""

Flags = np.ndarray[Any, np.dtype[np.bool_]]


def usable(
    rows: pd.DataFrame, columns: Sequence[str] | None = None
) -> tuple[dict[str, pd.Series[Any]], dict[str, str]]:
    """The columns that can be compared, as floats or as texts, and why each other one is left out.

    Texts that are numbers nearly throughout (95 %) are read as numbers; blanks are missing. DataError where a column
    that is asked for is not there.

    >>> rows = pd.DataFrame({"plan": ["a", "b"] * 2, "spent": ["1.5", " ", "2", None], "all": 1})
    >>> {name: held.isna().sum().item() for name, held in usable(rows)[0].items()}, usable(rows)[1]
    ({'plan': 0, 'spent': 2}, {'all': 'all rows have the same value'})
    """
    asked = list(dict.fromkeys(rows.columns if columns is None else columns))
    lost = [name for name in asked if name not in rows.columns]
    if lost:
        raise DataError(
            f"There is no column {lost[0]!r}. There are: {', '.join(map(repr, rows.columns))}.",
            column=str(lost[0]),
        )
    used: dict[str, pd.Series[Any]] = {}
    left: dict[str, str] = {}
    for name in asked:
        held, why = _read(column(rows, name).set_axis(rows.index).rename(str(name)), columns is not None)
        if why:
            left[str(name)] = why
        else:
            used[str(name)] = held
    return used, left


def _read(held: pd.Series[Any], asked: bool) -> tuple[pd.Series[Any], str]:
    if kinds.is_bool_dtype(held.dtype):
        return held.astype("object").map({True: "yes", False: "no"}), ""
    if kinds.is_numeric_dtype(held.dtype) and not kinds.is_complex_dtype(held.dtype):
        numbers = held.astype("Float64").astype("float64").replace([np.inf, -np.inf], np.nan)
        return numbers, "it numbers the rows" if _counter(held) and not asked else _flat(numbers)
    if held.dtype.kind in "mM":
        return held, "dates and durations are not compared; make them numbers"
    texts = held.map(_plain).astype("object")
    numbers = pd.to_numeric(texts, errors="coerce").astype("float64").replace([np.inf, -np.inf], np.nan)
    said = int(texts.notna().sum())
    if said and numbers.notna().sum() >= 0.95 * said:
        return numbers, _flat(numbers)
    many = texts.nunique()
    return texts, f"{many} different texts, more than {LEVELS}" if many > LEVELS else _flat(texts)


def _counter(column: pd.Series[Any]) -> bool:
    """Whole numbers that are an id: each there once, and named so or without a gap."""
    if not kinds.is_integer_dtype(column.dtype) or not column.is_unique or len(column) <= LEVELS:
        return False
    named = re.search(r"(?:^|[\W_])id$|[a-z]I[dD]$", str(column.name), re.IGNORECASE)
    return named is not None or int(column.max()) - int(column.min()) + 1 == len(column)


def _plain(value: Any) -> str | None:
    if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
        return None
    return shown(value).strip() or None


def _flat(held: pd.Series[Any]) -> str:
    many = held.nunique()
    return "" if many > 1 else "it is empty" if many == 0 else "all rows have the same value"


def differences(rows: pd.DataFrame, inside: Flags, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """How the rows inside differ from those outside, a row per column, the greatest difference first.

    ``inside`` and ``outside`` are means, or the shares of the text ``value`` that is most over-represented; ``effect`` is
    Cohen's d or h, ``mark`` 3 + 2 · effect, rounded, from 1 to 5; ``missing`` counts rows inside without a value.

    >>> rows = pd.DataFrame({"age": [20, 22, 60, 64], "plan": ["a", "a", "b", "a"]})
    >>> differences(rows, np.array([True, True, False, False]))[["value", "inside", "outside", "mark"]].values.tolist()
    [[nan, 21.0, 62.0, 1], ['a', 1.0, 0.5, 5]]
    """
    used, _ = usable(rows, columns)
    return compared(used, inside)


def compared(used: dict[str, pd.Series[Any]], inside: Flags) -> pd.DataFrame:
    """As ``differences``, for columns read already."""
    found = [
        (
            name,
            *(_numbers if held.dtype.kind == "f" else _shares)(held, inside),
            int(held[inside].isna().sum()),
        )
        for name, held in used.items()
    ]
    names = ["column", "value", "inside", "outside", "effect", "missing"]
    out = pd.DataFrame(found, columns=names).astype({"value": "object", "effect": "float64"})
    out = out.dropna(subset=["effect"])
    out["mark"] = [mark(effect) for effect in out["effect"]]
    order = sorted(range(len(out)), key=lambda i: (-abs(out["effect"].iloc[i]), out["column"].iloc[i]))
    return out.iloc[order].set_index("column")


def mark(effect: float) -> int:
    """A difference as a mark: 3 is like the others, 5 and 1 are far above and below.

    >>> [mark(e) for e in (-2, -0.3, 0.1, 0.3, 0.8)]
    [1, 2, 3, 4, 5]
    """
    return int(min(5, max(1, math.floor(3.5 + 2 * effect))))


def _numbers(held: pd.Series[Any], inside: Flags) -> tuple[None, float, float, float]:
    a, b = held[inside].dropna().to_numpy(), held[~inside].dropna().to_numpy()
    if not len(a) or not len(b):
        return None, np.nan, np.nan, np.nan
    spread = math.sqrt((len(a) * a.var() + len(b) * b.var()) / (len(a) + len(b)))
    whole = float(np.concatenate([a, b]).std())
    gap = float(a.mean() - b.mean())
    if math.isclose(gap, 0, abs_tol=1e-12):
        return None, float(a.mean()), float(b.mean()), 0.0
    return None, float(a.mean()), float(b.mean()), gap / (spread if spread > 1e-9 * whole else whole)


def _shares(held: pd.Series[Any], inside: Flags) -> tuple[str | None, float, float, float]:
    a, b = held[inside].dropna(), held[~inside].dropna()
    if a.empty or b.empty:
        return None, np.nan, np.nan, np.nan
    table = pd.DataFrame(
        {"in": a.value_counts(normalize=True), "out": b.value_counts(normalize=True)}
    ).fillna(0.0)
    effect = 2 * np.arcsin(np.sqrt(table["in"].clip(0, 1))) - 2 * np.arcsin(np.sqrt(table["out"].clip(0, 1)))
    top = max(table.index, key=lambda level: (round(float(effect[level]), 12), str(level)))
    return str(top), float(table["in"][top]), float(table["out"][top]), float(effect[top])


def traits(found: pd.DataFrame, most: int = 5) -> list[str]:
    """The greatest differences as a persona's traits, “age: 1” or “plan a: 5”; those below 0.2 are left out.

    >>> traits(pd.DataFrame({"value": [None, "a"], "effect": [-1, 0.1], "mark": [1, 3]}, index=["age", "plan"]))
    ['age: 1']
    """
    told = found[found["effect"].abs() >= SMALL].head(most)
    return [f"{_label(name, row)}: {row['mark']}" for name, row in told.iterrows()]


def sentence(found: pd.DataFrame, most: int = 5) -> str:
    """The same differences with their numbers, as one text.

    >>> rows = pd.DataFrame({"age": [20, 22, 60, 64]})
    >>> sentence(differences(rows, np.array([True, True, False, False])))
    'age 21 against 62 (−25.93)'
    """
    told = found[found["effect"].abs() >= SMALL].head(most)
    return "; ".join(f"{_label(name, row)} {_figures(row)}" for name, row in told.iterrows())


def _label(name: Any, row: pd.Series[Any]) -> str:
    return f"{name} {row['value']}" if isinstance(row["value"], str) else str(name)


def _figures(row: pd.Series[Any]) -> str:
    size = f"{row['effect']:+.2f}".replace("-", "−")
    if isinstance(row["value"], str):
        return f"{row['inside']:.0%} against {row['outside']:.0%} ({size})"
    return f"{row['inside']:.4g} against {row['outside']:.4g} ({size})"
