"""The few kinds of journeys among thousands: clusters of the different journeys, each shown by the one in its middle.

A journey is a vector of how often (as a square root) it visits each step and makes each move, start and end counted as steps, of length
one. Weighted k-means parts the vectors; the medoid, the journey least far from all others of its cluster, stands for it. After
Bernard and Andritsos (CJM-ex, 2017): a map of thousands of journeys shows a few representative ones.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy import sparse

from cjm_widgets.engine.logs.measures import wilson
from cjm_widgets.model.errors import DataError, MissingExtra

from .variants import Paths, label

LEARNT = 1_500
"""Different journeys, the most frequent ones, that the clusters are learnt from; the others go to the nearest."""
MOST = 8
"""Clusters tried where nobody says how many."""
BEGIN, END = "\x02", "\x03"
Ints = npt.NDArray[np.int64]


def clusters(
    found: Paths, k: int | None = None, seed: int = 0, interval: float = 0.95
) -> tuple[pd.DataFrame, Ints]:
    """A row per cluster, the largest first, and for each row of ``found.frame`` its cluster's number.

    ``k`` is how many; without it, the one of 2 to 8 whose clusters stand furthest apart (mean silhouette, weighted by cases). Columns:
    ``journey`` (the medoid's steps), ``cases``, ``share`` with ``low`` and ``high``, ``variants``, ``medoid_cases``, ``steps`` (mean),
    ``median`` (of the medoid, first to last event), ``ended`` (share that met an end), ``silhouette``, ``path``.
    ``MissingExtra`` without scikit-learn; ``DataError`` for more clusters than different journeys.
    """
    frame = found.frame
    if k is not None and not _possible(k, len(frame)):
        raise DataError(
            f"k={k!r}: 1 to {len(frame)} clusters of {len(frame)} different journeys are possible."
        )
    vectors = _vectors(list(frame["path"]))
    weights = frame["cases"].to_numpy(np.float64)
    labels, score = _parted(vectors, weights, k, seed)
    order = np.argsort([-weights[labels == one].sum() for one in range(labels.max() + 1)], kind="stable")
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(1, len(order) + 1)
    numbers = rank[labels]
    rows = [_row(found, vectors, numbers == one) for one in range(1, len(order) + 1)]
    out = pd.DataFrame(rows, index=pd.RangeIndex(1, len(rows) + 1, name="cluster"))
    out["low"], out["high"] = wilson(out["cases"].to_numpy(), np.full(len(out), found.cases), interval)
    out["silhouette"] = score
    first = [
        "journey",
        "cases",
        "share",
        "low",
        "high",
        "variants",
        "medoid_cases",
        "steps",
        "median",
        "ended",
        "silhouette",
    ]
    return out[[*first, "path"]], numbers


def _possible(k: Any, most: int) -> bool:
    return bool(isinstance(k, int | np.integer) and not isinstance(k, bool) and 1 <= k <= most)


def _vectors(paths: list[tuple[str, ...]]) -> sparse.csr_matrix:
    """Square roots of the visits and moves of each journey, of length one."""
    columns: dict[Any, int] = {}
    rows, places = [], []
    for row, path in enumerate(paths):
        for part in (*path, *pairwise((BEGIN, *path, END))):
            rows.append(row)
            places.append(columns.setdefault(part, len(columns)))
    made = sparse.csr_matrix((np.ones(len(rows)), (rows, places)), shape=(len(paths), len(columns)))
    made.sum_duplicates()
    made.data = np.sqrt(made.data)
    length = np.sqrt(np.asarray(made.multiply(made).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / length) @ made)


def _parted(
    vectors: sparse.csr_matrix, weights: npt.NDArray[np.float64], k: int | None, seed: int
) -> tuple[Ints, float]:
    """The cluster of each vector, and how far apart the clusters stand."""
    try:
        from sklearn.cluster import KMeans
        from sklearn.metrics import silhouette_samples
    except ImportError as error:
        raise MissingExtra("scikit-learn", "cluster", "Clustering journeys") from error
    learnt, heavy = vectors[:LEARNT], weights[:LEARNT]
    most = min(MOST, learnt.shape[0])
    best: tuple[float, Any] = (-2.0, None)
    if k == 1 or most < 2:
        return np.zeros(len(weights), np.int64), float("nan")
    apart_by = _distances(learnt)
    for many in [k] if k is not None else range(2, most + 1):
        model = KMeans(many, n_init=4, random_state=seed).fit(learnt, sample_weight=heavy)
        kinds = len(set(model.labels_))
        apart = (
            silhouette_samples(apart_by, model.labels_, metric="precomputed")
            if 1 < kinds < learnt.shape[0]
            else np.zeros(learnt.shape[0])
        )
        score = float(np.average(apart, weights=heavy))
        if score > best[0]:
            best = (score, model)
    score, model = best
    labels = np.asarray(model.predict(vectors), np.int64)
    return np.unique(labels, return_inverse=True)[1].astype(np.int64), score


def _distances(vectors: sparse.csr_matrix) -> npt.NDArray[np.float64]:
    """How far vectors of length one lie from one another."""
    made: npt.NDArray[np.float64] = np.sqrt(np.maximum(2 - 2 * (vectors @ vectors.T).toarray(), 0))
    np.fill_diagonal(made, 0)
    return made


def _row(found: Paths, vectors: sparse.csr_matrix, inside: npt.NDArray[np.bool_]) -> dict[str, Any]:
    part = found.frame[inside]
    weights = part["cases"].to_numpy(np.float64)
    near = np.asarray(vectors[inside] @ (vectors[inside].T @ weights)).ravel()
    middle = part.iloc[
        int(near.argmax())
    ]  # vectors of length one: the nearest has the largest sum of products
    cases = int(weights.sum())
    return {
        "journey": label(middle["path"]),
        "cases": cases,
        "share": cases / found.cases,
        "variants": len(part),
        "medoid_cases": int(middle["cases"]),
        "steps": float(np.average([len(path) for path in part["path"]], weights=weights)),
        "median": pd.Timedelta(seconds=float(middle["seconds"])).as_unit("us"),
        "ended": float(weights[part["ended"].notna().to_numpy()].sum() / cases),
        "path": middle["path"],
    }
