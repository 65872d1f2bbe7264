"""What drives the overall score: how much of its fit each rated part explains, with intervals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.frames.reading import Floats
from cjm_widgets.model.errors import DataError

from .importance import johnson, lmg

EXACT = 12
"""Up to so many drivers the shares are exact (LMG); beyond, Johnson's relative weights."""
BLOCKS = 20_000
"""More rows than this are resampled in so many blocks drawn at random, which has the same spread and costs less."""
AT_ONCE = 100
"""So many bootstrap samples are drawn at a time."""
METHODS = {"lmg": "LMG (Shapley shares of R²)", "johnson": "Johnson's relative weights"}
Codes = float | Sequence[float] | Mapping[str, float | Sequence[float]]
Blocks = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows that count, the outcome last, and how many each column had left out."""

    values: Floats
    not_applicable: list[int]
    missing: list[int]


def drivers(
    answers: pd.DataFrame,
    overall: str,
    parts: Sequence[str] | None = None,
    *,
    not_applicable: Codes = (),
    method: str = "auto",
    draws: int = 500,
    level: float = 0.95,
    seed: int = 0,
) -> pd.DataFrame:
    """The drivers of ``overall``, the strongest first: how much of what is explained each explains.

    ``parts`` are the rated columns; without them all other numeric ones. ``not_applicable`` are codes that are no rating, for all columns or
    by column: such a row is left out, and ``not_applicable`` and ``missing`` count them per driver. Rows count only whole.
    Columns: ``share`` of R² (they sum to 1) with ``low`` and ``high``, ``explained`` (of all variance, sums to R²), ``correlation`` with
    the overall score, ``rank_low`` and ``rank_high``. Intervals are percentiles of ``draws`` bootstrap samples from ``seed``. ``method``: ``lmg`` is exact
    up to 12 drivers, ``johnson`` beyond; ``auto`` chooses. ``attrs`` has ``r2``, ``n``, ``left_out``, ``method``.
    A share says what goes along with the overall score, not what would change it. ``DataError`` where nothing can be told.

    >>> rows = pd.DataFrame({"ease": [1, 2, 3, 4, 5, 4], "price": [3, 1, 3, 5, 3, 1], "overall": [1, 2, 3, 5, 5, 4]})
    >>> drivers(rows, "overall", draws=50)["share"].round(2).to_dict()
    {'ease': 0.91, 'price': 0.09}
    """
    names = _names(answers, overall, parts)
    chosen = _method(method, len(names))
    rows = _rows(answers, [*names, overall], not_applicable)
    first, samples = _resampled(rows.values, draws, seed)
    share_of = lmg if chosen == "lmg" else johnson
    explained, drawn = share_of(first)[0], share_of(samples)
    r2 = float(explained.sum())
    out = _table(names, explained, drawn, level)
    out["correlation"] = first[0, :-1, -1]
    out["not_applicable"], out["missing"] = rows.not_applicable[:-1], rows.missing[:-1]
    out = out.sort_values("share", ascending=False, kind="stable")
    left = len(answers) - len(rows.values)
    out.attrs = {
        "r2": r2,
        "n": len(rows.values),
        "left_out": left,
        "method": METHODS[chosen],
        "draws": draws,
        "level": level,
    }
    return out


def _names(answers: pd.DataFrame, overall: str, parts: Sequence[str] | None) -> list[str]:
    numeric = [c for c in answers.columns if c != overall and pd.api.types.is_numeric_dtype(answers[c].dtype)]
    names = list(numeric if parts is None else parts)
    for name in [overall, *names]:
        if name not in answers.columns:
            raise DataError(
                f"There is no column {name!r}. There are: {', '.join(map(str, answers.columns))}.",
                column=name,
            )
    if overall in names or len(set(names)) < len(names):
        raise DataError("Each driver is named once, and the overall score is none of them.", column=overall)
    if not names:
        raise DataError(
            "There is no numeric column beside the overall score: name the drivers.", column=overall
        )
    return names


def _method(method: str, many: int) -> str:
    if method == "auto":
        return "lmg" if many <= EXACT else "johnson"
    if method not in METHODS:
        raise DataError(f"There is no method {method!r}: auto, {', '.join(METHODS)}.")
    if method == "lmg" and many > EXACT:
        raise DataError(
            f"LMG is exact up to {EXACT} drivers; there are {many}. Name fewer, or method='johnson'."
        )
    return method


def _rows(answers: pd.DataFrame, names: list[str], codes: Codes) -> _Rows:
    held = np.column_stack([_numbers(answers, name) for name in names])
    void = np.column_stack([np.isin(held[:, i], _codes(codes, name)) for i, name in enumerate(names[:-1])])
    void = np.column_stack([void, np.zeros(len(held), dtype=bool)])
    missing = np.isnan(held)
    kept = held[~(void | missing).any(axis=1)]
    if len(kept) < len(names) + 1:
        raise DataError(
            f"Of {len(held):,} rows {len(kept):,} have an answer everywhere; {len(names) - 1} drivers need at least {len(names) + 1}. "
            f"Missing most often: {names[int(np.argmax((void | missing).sum(axis=0)))]!r}."
        )
    if np.ptp(kept[:, -1]) == 0:
        raise DataError(
            f"{names[-1]!r} is {kept[0, -1]:g} in all {len(kept):,} rows: nothing drives it.",
            column=names[-1],
        )
    return _Rows(kept, void.sum(axis=0).tolist(), missing.sum(axis=0).tolist())


def _numbers(answers: pd.DataFrame, name: str) -> Floats:
    series = answers[name]
    found = pd.to_numeric(series, errors="coerce").to_numpy(dtype=np.float64, na_value=np.nan)
    wrong = series[np.isnan(found) & series.notna().to_numpy()]
    if len(wrong):
        raise DataError(
            f"{name!r} holds text in {len(wrong):,} rows, such as {str(wrong.iloc[0])!r}. Make it a number first: "
            f'frame[{name!r}] == {str(wrong.iloc[0])!r}, or pd.to_numeric(..., errors="coerce").',
            column=name,
        )
    return np.where(np.isfinite(found), found, np.nan)


def _codes(codes: Codes, name: str) -> list[float]:
    given = codes.get(name, ()) if isinstance(codes, Mapping) else codes
    return [float(given)] if isinstance(given, int | float) else [float(one) for one in given]


def _resampled(values: Floats, draws: int, seed: int) -> tuple[Floats, Floats]:
    """The correlations of all rows, and of each bootstrap sample."""
    rng = np.random.default_rng(seed)
    size = min(len(values), BLOCKS)
    blocks: Blocks = rng.permutation(np.arange(len(values), dtype=np.int64) % size)
    sums = _sums(np.column_stack([np.ones(len(values)), values - values.mean(axis=0)]), blocks)
    whole = sums.sum(axis=0)[None]
    drawn = [_drawn(rng, sums, min(AT_ONCE, draws - at)) for at in range(0, draws, AT_ONCE)]
    many = values.shape[1] + 1
    return _correlations(whole, many), _correlations(np.concatenate(drawn or [whole]), many)


def _sums(full: Floats, blocks: Blocks) -> Floats:
    """Sums of the products of each two columns, by block: all that correlations need."""
    pairs = zip(*np.triu_indices(full.shape[1]), strict=True)
    return np.column_stack([np.bincount(blocks, weights=full[:, i] * full[:, j]) for i, j in pairs])


def _drawn(rng: np.random.Generator, sums: Floats, draws: int) -> Floats:
    size = len(sums)
    often = [np.bincount(rng.integers(size, size=size), minlength=size) for _ in range(draws)]
    return np.asarray(np.stack(often).astype(np.float64) @ sums)


def _correlations(sums: Floats, many: int) -> Floats:
    """Correlations from sums, squares and products; a column that does not vary correlates with nothing."""
    moments = np.empty((len(sums), many, many))
    i, j = np.triu_indices(many)
    moments[:, i, j] = moments[:, j, i] = sums
    n, means = moments[:, :1, :1], moments[:, :1, 1:] / moments[:, :1, :1]
    covariance = moments[:, 1:, 1:] / n - means.transpose(0, 2, 1) @ means
    sd = np.sqrt(np.clip(np.diagonal(covariance, axis1=1, axis2=2), 0, None))
    varies = sd > 1e-12
    scale = np.where(varies, 1 / np.where(varies, sd, 1.0), 0.0)
    return np.asarray(covariance * scale[:, :, None] * scale[:, None, :], dtype=np.float64)


def _table(names: list[str], explained: Floats, drawn: Floats, level: float) -> pd.DataFrame:
    ends = [(1 - level) / 2, (1 + level) / 2]
    total = drawn.sum(axis=1, keepdims=True)
    shares = drawn / np.where(total > 0, total, 1.0)
    low, high = np.quantile(shares, ends, axis=0)
    ranks = (-shares).argsort(axis=1).argsort(axis=1) + 1
    first, last = np.quantile(ranks, ends, axis=0)
    whole = float(explained.sum())
    return pd.DataFrame(
        {
            "share": explained / whole if whole > 0 else explained,
            "low": low,
            "high": high,
            "explained": explained,
            "rank_low": np.floor(first).astype(int),
            "rank_high": np.ceil(last).astype(int),
        },
        index=pd.Index(names, name="driver"),
    )
