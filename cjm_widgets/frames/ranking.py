"""How stable a ranking is when its inputs are guesses: drawn many times over, ranked each time. See docs/priorities.md.

It knows priorities.py, formulas.py and numpy. Draws are seeded; the order of the rows given changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

from . import formulas
from .priorities import Method, chosen_method, numbers, score

Floats = np.ndarray[Any, np.dtype[np.float64]]
Spread = float | tuple[str, str]
AT_ONCE = 1_000_000
"""Rows scored at once, so that many draws of many rows fit into memory."""
PAIRS = 100_000
"""The most pairs Kendall's tau is counted over; of more, so many are drawn."""
COMPARED = 500
"""The most draws whose order is compared with the ranking itself."""


def stability(
    rows: pd.DataFrame,
    method: str = "rice",
    *,
    formula: str | None = None,
    within: float | Mapping[str, Spread] = 0.2,
    draws: int = 2000,
    seed: int = 0,
    columns: Mapping[str, str] | None = None,
    effort: Mapping[str, float] | None = None,
) -> pd.DataFrame:
    """How often each row keeps its rank when inputs vary: ``first`` and ``top3`` (shares of the draws), ``mean_rank``,
    ``rank_low`` and ``rank_high`` (90 % of the draws), beside ``score``, ``rank`` and ``why``; best first.

    ``within=0.2`` draws every input from ±20 % of its value; ``within={"reach": 0.5, "work": ("low", "high")}`` says it by
    input, as a share or as two columns with a low and a high guess, and leaves the others fixed. Draws are triangular
    with the value as most likely, independent, kept inside what the method allows. ``attrs["kendall_tau"]`` is the mean
    rank correlation (tau-b) of a draw with the ranking itself: 1 is the same order, 0 no relation.
    DataError for Kano (classes have no range), a share not in 0 to 1, or a value outside its low and high guess.

    >>> rows = pd.DataFrame({"value": [10, 9, 1]}, index=["a", "b", "c"])
    >>> stability(rows, formula="value", within=0.02)[["rank", "first", "rank_high"]].values.tolist()
    [[1, 1.0, 1], [2, 0.0, 2], [3, 0.0, 3]]
    """
    if method == "kano" and formula is None:
        raise DataError("Kano classes have no range to draw from. Use another method, or formula='…'.")
    if draws < 1:
        raise DataError(f"draws is {draws}; give 1 or more.")
    chosen = chosen_method(rows, method, formula, columns)
    order = sorted(range(len(rows)), key=lambda i: str(rows.index[i]))
    plain = rows.iloc[order].reset_index(drop=True)
    base = score(plain, method, formula=formula, columns=columns, effort=effort).sort_index()
    scored = np.flatnonzero(base["why"] == "")
    given = numbers(plain, chosen, columns, effort)[0].iloc[scored]
    low, high = _ranges(plain.iloc[scored], rows.index[order][scored], given, chosen, within)
    drawn = _drawn(given, low, high, chosen.formula, draws, seed)
    out = base[[c for c in ("text", "name", "score", "rank") if c in base.columns]].copy()
    for name, values in _summary(_ranks(drawn)).items():
        out[name] = pd.Series(values, index=scored).reindex(out.index)
    out[["rank_low", "rank_high"]] = out[["rank_low", "rank_high"]].astype("Int64")
    out["why"] = base["why"]
    best = np.argsort(out["rank"].astype("Float64").fillna(np.inf).to_numpy("float64"), kind="stable")
    out = out.set_axis(rows.index[order], axis=0).iloc[best]
    out.attrs = {
        "kendall_tau": _tau(base["score"].to_numpy()[scored], drawn, seed),
        "draws": draws,
        "seed": seed,
    }
    return out


def _ranges(
    rows: pd.DataFrame,
    labels: pd.Index[Any],
    given: pd.DataFrame,
    method: Method,
    within: float | Mapping[str, Spread],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The least and the greatest each input may be, inside what the method allows."""
    spread = dict(within) if isinstance(within, Mapping) else dict.fromkeys(given.columns, within)
    lost = [name for name in spread if name not in given.columns]
    if lost:
        raise DataError(
            f"within names {lost[0]!r}, which is no input. Inputs are {', '.join(given.columns)}."
        )
    low, high = given.copy(), given.copy()
    for name, said in spread.items():
        ends = (
            _share(name, said, given[name])
            if isinstance(said, int | float)
            else _guesses(rows, name, said, given)
        )
        least, most = method.ranges[name]
        low[name] = ends[0].clip(least, most).where(ends[0].notna(), given[name])
        high[name] = ends[1].clip(least, most).where(ends[1].notna(), given[name])
        wrong = np.flatnonzero((low[name] > given[name]) | (given[name] > high[name]))
        if len(wrong):
            at = wrong[0]
            raise DataError(
                f"{name} of row {str(labels[at])!r} is {given[name].iloc[at]:g}, outside its guesses "
                f"{low[name].iloc[at]:g} to {high[name].iloc[at]:g}. Correct the guesses or the value.",
                row=str(labels[at]),
                column=name,
            )
    return low, high


def _share(name: str, said: float, values: pd.Series[Any]) -> tuple[pd.Series[Any], pd.Series[Any]]:
    if not 0 <= said < 1:
        raise DataError(f"within for {name} is {said!r}. Give a share from 0 to below 1: 0.2 is ±20 %.")
    return values - values.abs() * said, values + values.abs() * said


def _guesses(
    rows: pd.DataFrame, name: str, said: tuple[str, str], given: pd.DataFrame
) -> tuple[pd.Series[Any], pd.Series[Any]]:
    lost = [column for column in said if column not in rows.columns]
    if lost:
        raise DataError(f"within for {name} names {lost[0]!r}, which is no column.", column=lost[0])
    low, high = (pd.to_numeric(rows[column], errors="coerce").astype("float64") for column in said)
    return low.set_axis(given.index), high.set_axis(given.index)


def _drawn(
    given: pd.DataFrame, low: pd.DataFrame, high: pd.DataFrame, formula: str, draws: int, seed: int
) -> Floats:
    """The scores, a row per draw; a draw that gives no number ranks last."""
    many = len(given)
    out = np.empty((draws, many))
    dice = np.random.default_rng(seed)
    for begin, count in _portions(draws, many):
        tiled = {
            name: _triangular(dice.random((count, many)), low[name], given[name], high[name]).ravel()
            for name in sorted(given.columns)
        }
        values = formulas.evaluate(formula, pd.DataFrame(tiled, index=range(count * many)))
        out[begin : begin + count] = values.to_numpy().reshape(count, many)
    return np.where(np.isnan(out), -np.inf, out)


def _portions(draws: int, many: int) -> Iterator[tuple[int, int]]:
    size = max(1, AT_ONCE // max(many, 1))
    for begin in range(0, draws, size):
        yield begin, min(size, draws - begin)


def _triangular(u: Floats, low: pd.Series[Any], likely: pd.Series[Any], high: pd.Series[Any]) -> Floats:
    """Shares as values of a triangular distribution, by its inverse; the value itself where low and high are one."""
    a, c, b = (v.to_numpy(dtype="float64") for v in (low, likely, high))
    width = np.where(b > a, b - a, 1.0)
    turn = (c - a) / width
    rising = a + np.sqrt(u * width * (c - a))
    falling = b - np.sqrt((1 - u) * width * (b - c))
    out: Floats = np.where(b > a, np.where(u < turn, rising, falling), c)
    return out


def _ranks(drawn: Floats) -> Floats:
    """Ranks in each draw, the greatest score first; equal scores share the better rank."""
    if not drawn.size:
        return drawn
    order = np.argsort(-drawn, axis=1, kind="stable")
    best = np.take_along_axis(drawn, order, axis=1)
    place = np.broadcast_to(np.arange(drawn.shape[1]), drawn.shape)
    starts = np.ones(drawn.shape, bool)
    starts[:, 1:] = best[:, 1:] != best[:, :-1]
    shared = np.maximum.accumulate(np.where(starts, place, 0), axis=1)
    out = np.empty(drawn.shape)
    np.put_along_axis(out, order, shared + 1.0, axis=1)
    return out


def _summary(ranks: Floats) -> dict[str, Floats]:
    if not ranks.size:
        return {name: np.array([]) for name in ("first", "top3", "mean_rank", "rank_low", "rank_high")}
    low, high = np.quantile(ranks, [0.05, 0.95], axis=0, method="inverted_cdf")
    return {
        "first": (ranks == 1).mean(axis=0),
        "top3": (ranks <= 3).mean(axis=0),
        "mean_rank": ranks.mean(axis=0),
        "rank_low": low,
        "rank_high": high,
    }


def _tau(base: Floats, drawn: Floats, seed: int) -> float:
    """The mean tau-b of the draws with the base ranking (Kendall 1945); missing where there is nothing to compare."""
    many = len(base)
    if many * (many - 1) // 2 <= PAIRS:
        left, right = np.triu_indices(many, 1)
    else:
        dice = np.random.default_rng(seed)
        left = dice.integers(0, many, PAIRS)
        right = (left + dice.integers(1, many, PAIRS)) % many
    truth = np.sign(base[left] - base[right])
    found = []
    for row in drawn[:COMPARED]:
        with np.errstate(invalid="ignore"):
            sign = np.nan_to_num(np.sign(row[left] - row[right]))
        whole = np.sqrt((truth**2).sum() * (sign**2).sum())
        if whole > 0:
            found.append((truth * sign).sum() / whole)
    return float(np.mean(found)) if found else float("nan")
