"""The map held against a log: how much of what happened it explains, what happened beside it, and what it says that never happens."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.engine.from_map import FAILURES
from cjm_widgets.engine.logs import START, Edges
from cjm_widgets.frames.shares import wilson

from .seen import INTERVAL, SMALL, kind


@dataclass(frozen=True)
class Fit:
    """``summary``: a row for visits and for moves with the share that the map explains, its interval, ``count`` and ``n``.

    ``extra``: moves in the data that are not on the map, the most frequent first. ``unseen``: moves on the map that nobody made, with
    ``at_most``, the highest share that seeing none of ``n`` allows. ``notes`` says what was taken for the plan.
    """

    summary: pd.DataFrame
    extra: pd.DataFrame
    unseen: pd.DataFrame
    notes: tuple[str, ...] = ()

    def __repr__(self) -> str:
        told = "; ".join(
            f"{row['share']:.1%} of {name} explained ({row['low']:.1%} to {row['high']:.1%}, n {row['n']:,.0f})"
            for name, row in self.summary.iterrows()
        )
        return f"<Fit: {told}; {len(self.extra)} moves not on the map, {len(self.unseen)} never seen>"


def fit(
    edges: Edges,
    known: Collection[tuple[str, str]],
    order: Mapping[str, Any],
    ends: Mapping[str, str],
    notes: tuple[str, ...] = (),
) -> Fit:
    """How well moves ``known`` to the map between the places of ``order`` explain a log.

    ``edges`` are of all events but those left out on purpose: activities of no step stand under their own name. A visit is explained where
    its activity belongs to a step or an end; a move, where both its events do and the map has it. ``leaving``, where the map says who
    leaves, is of the cases that went no further without an end. ``ends`` names the outcome of each step that ends journeys.
    Intervals are Wilson's, 95 %, as if events were independent; those of one case are not, so they are somewhat too narrow.
    """
    rows = edges.moves().reset_index()
    rows = rows[rows["source"] != START]
    ended = [
        ends.get(source) == target for source, target in zip(rows["source"], rows["target"], strict=True)
    ]
    went = rows[(rows["kind"] == "move").to_numpy() & ~pd.Series(ended, dtype=bool).to_numpy()]
    visits = edges.frame[(edges.frame["kind"] != "start").to_numpy()]
    assigned = visits["source"].astype("str").isin(list(order)).to_numpy()
    met = [(source, target) in known for source, target in zip(went["source"], went["target"], strict=True)]
    left = rows[rows["kind"] == "left"]
    may = {source for source, target in known if order.get(target) is None}
    summary = [
        _row("visits", visits["count"][assigned].sum(), visits["count"].sum()),
        _row("moves", went["count"][np.array(met, bool)].sum(), went["count"].sum()),
    ]
    if may:
        summary.append(
            _row("leaving", left["count"][left["source"].isin(may).to_numpy()].sum(), left["count"].sum())
        )
    extra = went[~np.array(met, bool)].copy()
    extra["kind"] = [
        kind(order, source, target) for source, target in zip(extra["source"], extra["target"], strict=True)
    ]
    columns = ["count", "n", "share", "low", "high", "kind", "small"]
    extra = extra.set_index(["source", "target"])[columns].sort_values(
        "count", ascending=False, kind="stable"
    )
    return Fit(pd.DataFrame(summary).set_index("what"), extra, _unseen(rows, known, order), notes)


def _row(what: str, count: Any, n: Any) -> dict[str, Any]:
    low, high = wilson(int(count), int(n), INTERVAL) if n else (float("nan"), float("nan"))
    return {
        "what": what,
        "share": count / n if n else float("nan"),
        "low": low,
        "high": high,
        "count": int(count),
        "n": int(n),
    }


def _unseen(rows: pd.DataFrame, known: Collection[tuple[str, str]], order: Mapping[str, Any]) -> pd.DataFrame:
    """Moves of the map with a step at both ends, or an end that the log could show, that are not in the log."""
    there = set(zip(rows["source"], rows["target"], strict=True))
    visits = rows[rows["kind"] != "open"].groupby("source")["count"].sum()
    gone = set(rows["source"][rows["kind"] == "left"])
    out = []
    place = {step: at for at, step in enumerate(order)}
    for source, target in sorted(known, key=lambda pair: (place.get(pair[0], 0), place.get(pair[1], 0))):
        left = source in gone and target.strip().lower() in FAILURES
        if (source, target) in there or left or source not in order:
            continue
        n = int(visits.get(source, 0))
        out.append((source, target, n, wilson(0, n, INTERVAL)[1] if n else float("nan"), n < SMALL))
    return pd.DataFrame(out, columns=["source", "target", "n", "at_most", "small"]).set_index(
        ["source", "target"]
    )
