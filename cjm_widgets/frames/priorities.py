"""What to do first: RICE, ICE, WSJF, value over effort, Kano, or a formula of one's own, over rows of opportunities.

Formulas, their sources and the numbers behind effort words are in docs/priorities.md. A row with a missing or
impossible input has no score and says why; nothing is read as 0. It knows pandas, formulas.py and the schema.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from pandas.api import types as kinds

from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

from . import formulas
from .keys import shown
from .reading import as_number, column

EFFORT: dict[str, float] = {"XS": 0.5, "S": 1.0, "M": 2.0, "L": 4.0, "XL": 8.0}
"""What effort words count as: each size is twice the one before."""

ORDER: dict[str, float] = dict(zip(schema.KANO, (5.0, 4.0, 3.0, 2.0, 1.0), strict=True))
"""Kano classes in the order they are served: what is taken for granted first, what is unwanted last."""

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Method:
    """A way to score: its formula over columns, what each may hold, which must be above 0, and where it comes from."""

    formula: str
    ranges: Mapping[str, Range] = field(default_factory=dict)
    positive: tuple[str, ...] = ()
    source: str = ""


_ANY, _TEN, _PERCENT = (0.0, np.inf), (1.0, 10.0), (0.0, 100.0)
METHODS: dict[str, Method] = {
    "rice": Method(
        "reach * impact * confidence / work",
        {"reach": _ANY, "impact": (0.0, 3.0), "confidence": (0.0, 1.0), "work": _ANY},
        ("work",),
        "Sean McBride, RICE: Simple prioritization for product managers, Intercom 2018",
    ),
    "ice": Method(
        "impact * confidence * ease",
        {"impact": _TEN, "confidence": _TEN, "ease": _TEN},
        (),
        "Sean Ellis and Morgan Brown, Hacking Growth, 2017",
    ),
    "wsjf": Method(
        "(business_value + time_criticality + risk_reduction) / work",
        {"business_value": _ANY, "time_criticality": _ANY, "risk_reduction": _ANY, "work": _ANY},
        ("work",),
        "Donald Reinertsen, The Principles of Product Development Flow, 2009; as in SAFe",
    ),
    "value": Method(
        "(customer_value + business_value) / 2 / effort",
        {"customer_value": _PERCENT, "business_value": _PERCENT, "effort": _ANY},
        ("effort",),
        "value over effort, both values weighing the same",
    ),
    "kano": Method(
        "kano",
        {"kano": (1.0, 5.0)},
        (),
        "Noriaki Kano and others, Attractive quality and must-be quality, 1984",
    ),
}


def opportunities(cards: pd.DataFrame, lanes: pd.DataFrame) -> pd.DataFrame:
    """The cards of lanes whose role is ``opportunities``. DataError where no lane has it.

    >>> lanes = pd.DataFrame({"role": ["opportunities"]}, index=["ideas"])
    >>> opportunities(pd.DataFrame({"lane": ["ideas", "pains"]}, index=["a", "b"]), lanes).index.tolist()
    ['a']
    """
    chosen = lanes.index[lanes["role"] == "opportunities"] if "role" in lanes else lanes.index[:0]
    if chosen.empty:
        raise DataError(
            "No lane has the role opportunities, so there is nothing to rank. Give one: "
            "m.lanes.loc['…', 'role'] = 'opportunities'; or rank another table, such as m.improvements.",
            table="lanes",
            column="role",
        )
    return cards[cards["lane"].isin(chosen)].copy(deep=False)


def score(
    rows: pd.DataFrame,
    method: str = "rice",
    *,
    formula: str | None = None,
    columns: Mapping[str, str] | None = None,
    effort: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """The rows best first, with their inputs as numbers, ``score``, ``rank`` (equal scores share one) and ``why``.

    ``method`` is rice, ice, wsjf, value or kano; ``formula`` is your own over the columns (``frames/formulas.py``).
    ``columns={"work": "effort"}`` takes an input from another column; ``effort`` replaces numbers of ``EFFORT``.
    ``why`` says what keeps a row from a score: which input is missing, out of range or no number.
    DataError where there is no such method, or the formula cannot be read or names no column.

    >>> rows = pd.DataFrame({"likely": [30, 40, 5], "effort": ["S", "L", None]}, index=["call", "app", "sign"])
    >>> score(rows, formula="likely / effort")[["score", "rank", "why"]].values.tolist()
    [[30.0, 1, ''], [10.0, 2, ''], [nan, <NA>, 'effort is missing']]
    """
    chosen = chosen_method(rows, method, formula, columns)
    inputs, why = numbers(rows, chosen, columns, effort)
    found = formulas.evaluate(chosen.formula, inputs)
    # A formula of one's own may do without an input, by where(); a method never may.
    why = why if formula is None else why.where(found.isna(), "")
    found = found.where(why == "")
    unread = (why == "") & found.isna()
    why = why.mask(unread, "the formula gives no number here, such as a division by 0")
    told = {
        c: column(rows, c).set_axis(rows.index)
        for c in ("text", "name")
        if c in rows.columns and c not in inputs
    }
    out = pd.DataFrame({**told, **inputs}, index=rows.index)
    if method == "kano" and formula is None:
        out["kano"] = column(rows, (columns or {}).get("kano", "kano")).set_axis(rows.index)
    out["score"] = found
    out["rank"] = found.rank(ascending=False, method="min").astype("Int64")
    out["why"] = why
    return out.iloc[in_order(out)]


def matrix(
    rows: pd.DataFrame,
    *,
    cut: tuple[float, float] | None = None,
    columns: Mapping[str, str] | None = None,
    effort: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """Value against effort: ``value`` (mean of customer's and business's), ``effort``, ``quadrant`` and ``why``.

    Quadrants: quick win, big bet, fill-in, time sink. ``cut`` is the value from which a thing is of high value and the
    effort from which it is laborious; without it, the medians of the rows that have both.

    >>> rows = pd.DataFrame({"customer_value": [80, 20], "business_value": [60, 20], "effort": ["S", "XL"]})
    >>> matrix(rows)["quadrant"].tolist()
    ['quick win', 'time sink']
    """
    inputs, why = numbers(rows, METHODS["value"], columns, effort)
    value = (inputs["customer_value"] + inputs["business_value"]) / 2
    placed = why == ""
    high, long = cut or (value[placed].median(), inputs["effort"][placed].median())
    names = np.where(
        value >= high,
        np.where(inputs["effort"] > long, "big bet", "quick win"),
        np.where(inputs["effort"] > long, "time sink", "fill-in"),
    )
    quadrant = pd.Series(names, index=rows.index, dtype="str").where(placed)
    return pd.DataFrame({"value": value, "effort": inputs["effort"], "quadrant": quadrant, "why": why})


def chosen_method(
    rows: pd.DataFrame, method: str, formula: str | None, columns: Mapping[str, str] | None
) -> Method:
    """The method of that name, or one of the user's own formula. DataError where it names no column."""
    if formula is None:
        if method not in METHODS:
            raise DataError(f"There is no method {method!r}. Use {', '.join(METHODS)}, or formula='…'.")
        return METHODS[method]
    named = formulas.columns(formula)
    known = {*map(str, rows.columns), *(columns or {})}
    lost = [name for name in named if name not in known]
    if lost:
        raise DataError(
            f"The formula {formula[:80]!r} names {lost[0]!r}, which is no column. There are: "
            f"{', '.join(map(repr, sorted(known)[:30]))}.",
            column=lost[0],
        )
    return Method(formula, dict.fromkeys(named, (-np.inf, np.inf)))


def numbers(
    rows: pd.DataFrame,
    method: Method,
    columns: Mapping[str, str] | None = None,
    effort: Mapping[str, float] | None = None,
) -> tuple[pd.DataFrame, pd.Series[Any]]:
    """The inputs of a method as numbers, and for each row why it has no score (blank where it has one)."""
    sizes = {**EFFORT, **{str(k).strip().upper(): float(v) for k, v in (effort or {}).items()}}
    inputs: dict[str, pd.Series[Any]] = {}
    said: list[pd.Series[Any]] = []
    for name, (low, high) in method.ranges.items():
        label = (columns or {}).get(name, name)
        words = ORDER if name == "kano" else sizes
        held, values = _column(rows, label, words)
        inputs[name] = values
        said.append(_wrong(label, held, values, low, high, name in method.positive, words))
    why = pd.Series(
        ["; ".join(filter(None, parts)) for parts in zip(*said, strict=True)] if said else [""] * len(rows),
        index=rows.index,
        dtype="object",
    )
    return pd.DataFrame(inputs, index=rows.index), why.astype("str")


def in_order(scored: pd.DataFrame) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Positions by rank, equal ones by id, those without a rank last, so that the order of rows given does not matter."""
    rank = scored["rank"].astype("Float64").fillna(np.inf).to_numpy(dtype="float64")
    ids = np.array([str(i) for i in scored.index], dtype=object)
    return np.array(sorted(range(len(scored)), key=lambda i: (rank[i], ids[i])), dtype="int64")


def _column(
    rows: pd.DataFrame, label: str, words: Mapping[str, float]
) -> tuple[pd.Series[Any], pd.Series[Any]]:
    """A column as it is, and as numbers: words by what they count as, durations in seconds."""
    held = column(rows, label).set_axis(rows.index)
    if held.dtype.kind == "m":
        return held, held.dt.total_seconds()
    if kinds.is_numeric_dtype(held.dtype) and not kinds.is_complex_dtype(held.dtype):
        values = held.astype("Float64").astype("float64")
    else:
        values = held.map(lambda value: _number(value, words)).astype("float64")
    return held, values.replace([np.inf, -np.inf], np.nan)


def _number(value: Any, words: Mapping[str, float]) -> float:
    if isinstance(value, str):
        plain = value.strip()
        found = words.get(plain, words.get(plain.upper(), words.get(plain.lower())))
        if found is not None:
            return found
    return as_number(value)


def _wrong(
    label: str,
    held: pd.Series[Any],
    values: pd.Series[Any],
    low: float,
    high: float,
    positive: bool,
    words: Mapping[str, float],
) -> pd.Series[Any]:
    """For each row what is wrong with this input, nothing where it is right."""
    blank = held.map(_blank).to_numpy(dtype=bool)
    allowed = f"{low:g} to {high:g}" if np.isfinite(high) else f"{low:g} or more"
    outside = ((values < low) | (values > high)).to_numpy()
    zero = (values == 0).to_numpy() & positive
    unread = values.isna().to_numpy() & ~blank
    out = np.where(blank, f"{label} is missing", "").astype(object)
    for wrong, text in (
        (outside, f", and must be {allowed}"),
        (zero, ", and must be above 0"),
        (unread, f", which is no number and none of {', '.join(words)}"),
    ):
        for at in np.flatnonzero(wrong):
            out[at] = f"{label} is {_told(held.iloc[at])}{text}"
    return pd.Series(out, index=held.index)


def _blank(value: Any) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value is None or (kinds.is_scalar(value) and bool(pd.isna(value)))


def _told(value: Any) -> str:
    if isinstance(value, float | np.number):
        return f"{value:g}"
    return shown(repr(value))[:80]
