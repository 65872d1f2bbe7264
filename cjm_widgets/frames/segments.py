"""Personas computed from rows of customers: from conditions, or from clusters. What is computed says so (R45, R46).

A persona gets its n, its share with an interval, and as traits what sets it apart (traits.py). Formulas and choices are
in docs/segments.md. It knows pandas and, when clusters are asked for, scikit-learn; nothing changes its argument.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError, MissingExtra

from . import formulas, reading
from .keys import text, unique
from .reading import factorized
from .shares import wilson
from .traits import compared, sentence, traits, usable

FEW = 30
"""A segment of fewer rows is marked as small: its traits may be chance."""
MOST = 12
"""More values of a column than this are not made into personas; the field advises three to five (R46)."""

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]


def from_filter(
    rows: pd.DataFrame,
    groups: str | Mapping[str, str | Sequence[bool] | pd.Series[Any]],
    *,
    columns: Sequence[str] | None = None,
    source: str = "",
) -> pd.DataFrame:
    """A persona per group: a column's name gives one per value; ``{name: condition or mask}`` one per entry.

    Conditions are those of ``formulas.matches``: ``"tenure < 12 and Churn == 'Yes'"``. ``columns`` are those compared for
    the traits; the ones a group is made by are left out. The rows fit ``m.personas``; beside its columns they hold
    ``share_low`` and ``share_high`` (Wilson, 95 %), ``small`` (n below 30) and ``differs`` (the traits in numbers).
    ``attrs`` says how many rows are in no group and in several. DataError where a group cannot be read.

    >>> rows = pd.DataFrame({"plan": ["basic"] * 3 + ["plus"], "age": [20, 22, 21, 60]})
    >>> from_filter(rows, "plan")[["name", "n", "share", "traits"]].values.tolist()
    [['basic', 3, 0.75, ['age: 1']], ['plus', 1, 0.25, ['age: 5']]]
    """
    if not len(rows):
        raise DataError("There are no rows to make personas of.")
    masks = _by_value(rows, groups) if isinstance(groups, str) else _by_name(rows, groups)
    used, _ = usable(rows, columns)
    made = []
    for name, (mask, said, made_by) in masks.items():
        compare = {c: held for c, held in used.items() if c not in made_by}
        where = f"{said}, {int(mask.sum()):,} of {len(rows):,} rows"
        made.append(_persona(name, mask, compare, f"{source}: {where}" if source else where))
    out = _table(made)
    times = np.sum([mask for mask, _, _ in masks.values()], axis=0) if masks else np.zeros(len(rows))
    out.attrs = {"rows": len(rows), "in_none": int((times == 0).sum()), "in_several": int((times > 1).sum())}
    return out


@dataclass(frozen=True)
class Clusters:
    """What a clustering found: the personas, whose each row is, what was tried, and what was missing or left out."""

    personas: pd.DataFrame
    labels: pd.Series[Any]
    tried: pd.DataFrame
    missing: dict[str, int]
    left_out: dict[str, str]


def from_clusters(
    rows: pd.DataFrame,
    columns: Sequence[str] | None = None,
    *,
    k: int | Sequence[int] = (3, 4, 5),
    seed: int = 0,
    source: str = "",
) -> Clusters:
    """Personas from k-means clusters of the rows; the k with the best silhouette is taken.

    Numbers are scaled to mean 0 and standard deviation 1, missing ones set to the median; texts become one column of 0
    and 1 per value, missing being a value of its own. ``tried`` has, for each k, the ``silhouette`` (−1 to 1; on at most
    2,000 rows), the ``stability`` (mean adjusted Rand index with five clusterings of other 80 % of the rows under other
    seeds; 1 is the same) and the ``smallest`` share. The order of the rows changes nothing.
    ``MissingExtra`` without scikit-learn; DataError where k is not 2 to 12 or there are too few different rows.

    >>> rows = pd.DataFrame({"age": [20, 21, 22, 60, 61, 62] * 5, "plan": ["a", "a", "a", "b", "b", "b"] * 5})
    >>> found = from_clusters(rows, k=2)
    >>> found.personas[["n", "share"]].values.tolist(), found.tried["stability"].tolist()
    ([[15, 0.5], [15, 0.5]], [1.0])
    """
    learn = _scikit()
    used, left = usable(rows, columns)
    points = _points(used)
    tries = _tries(k, points)
    order = np.lexsort(points.T[::-1])
    # One thread: on tables of this size several wait for each other longer than they work.
    with importlib.import_module("threadpoolctl").threadpool_limits(1):
        found = {one: _clustered(learn, points[order], one, seed) for one in tries}
        quality = [_quality(learn, points[order], found[one], one, seed) for one in tries]
    tried = pd.DataFrame(quality, index=pd.Index(tries, name="k"))
    best = int(tried["silhouette"].to_numpy().argmax())
    numbers = np.empty(len(points), dtype="int64")
    numbers[order] = _by_size(found[tries[best]])
    row = tried.iloc[best]
    said = (
        f"k-means on {len(used)} columns of {len(rows):,} rows, k = {tries[best]}, silhouette {row['silhouette']:.2f}, "
        f"stability {row['stability']:.2f}, seed {seed}"
    )
    made = [
        _persona(f"Segment {i + 1}", numbers == i, used, f"{source}: {said}" if source else said)
        for i in range(tries[best])
    ]
    personas = _table(made)
    labels = pd.Series(personas.index.to_numpy()[numbers], index=rows.index, name="persona", dtype="str")
    missing = {name: int(held.isna().sum()) for name, held in used.items() if held.isna().any()}
    return Clusters(personas, labels, tried, missing, left)


def _by_value(rows: pd.DataFrame, column: str) -> dict[str, tuple[Flags, str, set[str]]]:
    if column not in rows.columns:
        raise DataError(
            f"There is no column {column!r}. There are: {', '.join(map(repr, rows.columns))}.", column=column
        )
    codes, values = factorized(reading.column(rows, column))
    if len(values) > MOST:
        raise DataError(
            f"Column {column!r} has {len(values)} different values; at most {MOST} become personas, and three to five are "
            f"advised. Group them first, or give conditions: {{'name': '{column} > …'}}.",
            column=column,
        )
    counts = np.bincount(codes[codes >= 0], minlength=len(values))
    order = sorted(range(len(values)), key=lambda i: (-counts[i], str(values[i])))
    names = unique([text(values[i]) for i in order], "(blank)")
    return {
        name: (codes == i, f"{column} == {text(values[i])!r}", {column})
        for name, i in zip(names, order, strict=True)
    }


def _by_name(
    rows: pd.DataFrame, groups: Mapping[str, str | Sequence[bool] | pd.Series[Any]]
) -> dict[str, tuple[Flags, str, set[str]]]:
    out: dict[str, tuple[Flags, str, set[str]]] = {}
    for name, said in groups.items():
        if isinstance(said, str):
            mask = formulas.matches(said, rows).to_numpy()
            out[name] = (mask, said, set(formulas.columns(said)))
        else:
            out[name] = (_mask(name, said, rows), "rows chosen in Python", set())
    return out


def _mask(name: str, said: Sequence[bool] | pd.Series[Any], rows: pd.DataFrame) -> Flags:
    if isinstance(said, pd.Series) and not said.index.equals(rows.index):
        raise DataError(
            f"The mask of {name!r} has other rows than the table. Make it from the table's own columns."
        )
    held = pd.array(list(said), dtype="object")
    if len(held) != len(rows) or not all(v is pd.NA or isinstance(v, bool | np.bool_ | None) for v in held):
        raise DataError(f"The mask of {name!r} must hold True or False for each of the {len(rows)} rows.")
    return np.array([v is not pd.NA and bool(v) for v in held], dtype=bool)


def _persona(name: str, mask: Flags, compare: dict[str, pd.Series[Any]], source: str) -> dict[str, Any]:
    n = int(mask.sum())
    low, high = wilson(n, len(mask))
    found = compared(compare, mask)
    return {
        "name": name,
        "share": n / len(mask),
        "n": n,
        "traits": traits(found),
        "kind": "hypothesis" if n < FEW else None,
        "source": source,
        "author": "source",
        "share_low": low,
        "share_high": high,
        "small": n < FEW,
        "differs": sentence(found),
    }


def _table(made: list[dict[str, Any]]) -> pd.DataFrame:
    ids = unique([re.sub(r"[\W_]+", "-", one["name"].lower()).strip("-") for one in made], "persona")
    out = pd.DataFrame(made, index=pd.Index(ids, name="persona", dtype="str"))
    return out.astype({"n": "Int64", "kind": "str"}) if made else out


def _scikit() -> tuple[Any, Any]:
    try:
        return importlib.import_module("sklearn.cluster"), importlib.import_module("sklearn.metrics")
    except ImportError:
        raise MissingExtra("scikit-learn", "cluster", "Personas from clusters") from None


def _points(used: dict[str, pd.Series[Any]]) -> Floats:
    """The rows as points: scaled numbers, and 0 and 1 for each value of a text."""
    parts: list[Floats] = []
    for held in used.values():
        if held.dtype.kind == "f":
            values = held.fillna(held.median()).to_numpy()
            parts.append(((values - values.mean()) / (values.std() or 1.0))[:, None])
        else:
            parts.append(pd.get_dummies(held.fillna("(missing)")).to_numpy(dtype="float64"))
    if not parts:
        raise DataError(
            "No column can be compared, so there is nothing to cluster. Give columns of numbers or of few texts."
        )
    # Without this, the last digits differ with the order of the rows, and with them a tie between clusters.
    points: Floats = np.round(np.concatenate(parts, axis=1).astype("float64"), 9)
    return points


def _tries(k: int | Sequence[int], points: Floats) -> list[int]:
    tries = [k] if isinstance(k, int) else sorted(set(k))
    if not tries or min(tries) < 2 or max(tries) > MOST:
        raise DataError(f"k is {k!r}. Give a number from 2 to {MOST}, or several, such as (3, 4, 5).")
    different = len(np.unique(points, axis=0))
    if different <= max(tries) or len(points) < 2 * max(tries):
        raise DataError(
            f"{len(points)} rows, {different} of them different, are too few for {max(tries)} clusters. Give more rows or a smaller k."
        )
    return tries


def _clustered(learn: tuple[Any, Any], points: Floats, k: int, seed: int) -> Ints:
    found: Ints = learn[0].KMeans(n_clusters=k, n_init=10, random_state=seed).fit_predict(points)
    return found.astype("int64")


def _quality(learn: tuple[Any, Any], points: Floats, labels: Ints, k: int, seed: int) -> dict[str, float]:
    cluster, metrics = learn
    sample = min(2000, len(points))
    agreed = []
    for run in range(1, 6):
        chosen = np.random.default_rng(seed + run).permutation(len(points))[: max(k, int(0.8 * len(points)))]
        again = cluster.KMeans(n_clusters=k, n_init=3, random_state=seed + run).fit(points[chosen])
        agreed.append(metrics.adjusted_rand_score(labels, again.predict(points)))
    return {
        "silhouette": float(metrics.silhouette_score(points, labels, sample_size=sample, random_state=seed)),
        "stability": float(np.mean(agreed)),
        "smallest": float(np.bincount(labels, minlength=k).min() / len(labels)),
    }


def _by_size(labels: Ints) -> Ints:
    """Cluster numbers by size, the largest first; equal ones by their first row."""
    names, first, counts = np.unique(labels, return_index=True, return_counts=True)
    order = sorted(range(len(names)), key=lambda i: (-counts[i], first[i]))
    place = np.empty(int(names.max()) + 1, dtype="int64")
    place[names[order]] = np.arange(len(order))
    return place[labels]
