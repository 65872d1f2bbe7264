"""What a page is told of a match: the overlay ``measured`` (js/src/views/measured/told.ts reads it)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from . import seen
from .match import Match

LOOSE = ["activity", "events", "cases", "closest"]
MOST_STEPS, MOST_MOVES, MOST_LOOSE, MOST_SEGMENTS = 500, 2_000, 12, 40


def told(match: Match, tables: Mapping[str, pd.DataFrame], segments: list[str]) -> dict[str, Any]:
    """The overlay of a match beside the map as it is now; steps that the map has no more are left out."""
    here = {str(one) for one in tables["steps"].index[:MOST_STEPS]}
    steps, moves = match.steps, match.moves
    spent = match.spent if match.timed else None
    loose = match.unmatched
    known = seen.pairs(tables.get("transitions"), list(here))
    has = len(tables["transitions"]) > 0
    kept = (
        moves[moves.index.get_level_values(0).isin(list(here))]
        .sort_values("count", ascending=False)
        .head(MOST_MOVES)
    )
    return {
        "source": match.source,
        "about": about(match),
        "counting": match.counting,
        "segment": match.segment,
        "segments": segments[:MOST_SEGMENTS],
        "steps": {str(step): _step(row) | _spent(spent, step) for step, row in zip(steps.index, steps.to_dict("records"), strict=True) if step in here and row["visits"]},
        "moves": [_move(pair, row, not has or pair in known) for pair, row in zip(kept.index, kept.to_dict("records"), strict=True)],
        "unseen": _unseen(match, moves, known, here) if has else [],
        "loose": [[*row[:3], row[3] if isinstance(row[3], str) else ""] for row in loose[LOOSE].head(MOST_LOOSE).to_numpy().tolist()],
        "loose_events": int(loose["events"].sum()),
        "loose_more": max(0, len(loose) - MOST_LOOSE),
        "events": int(match.report["events"].sum()),
    }  # fmt: skip


def about(match: Match) -> str:
    """How much a match rests on, in a few words: cases, events and days."""
    days = match.edges.frame
    first, last = days["first"].min(), days["last"].max()
    made = {outcome for place, outcome in match.ends.items() if place in match.places.steps}
    events = days[((days["kind"] != "start") & ~days["source"].isin(list(made))).to_numpy()]
    span = (
        f"{first:%Y-%m-%d}"
        if f"{first:%Y%m%d}" == f"{last:%Y%m%d}"
        else f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"
    )
    some = f", {match.segment} only" if match.segment else ""
    return f"{match.edges.cases:,} cases, {int(events['count'].sum()):,} events, {span}{some}"


def _step(row: Mapping[Any, Any]) -> dict[str, Any]:
    said = {
        "cases": int(row["cases"]),
        "visits": int(row["visits"]),
        "on": _share(row, "goes_on", row["n"], row["small"]),
        "off": _share(row, "drop_off", row["n"], row["small"]),
        "again": _share(row, "returns", row["visits"], row["visits"] < seen.SMALL),
        "first": f"{row['first']:%Y-%m-%d}",
        "last": f"{row['last']:%Y-%m-%d}",
    }
    times = [row["median"], row["p90"]]
    if not any(pd.isna(one) for one in times):
        said["time"] = [*(one.total_seconds() for one in times), int(row["n"]), bool(row["small"])]
    return said


def _spent(spent: pd.DataFrame | None, step: Any) -> dict[str, Any]:
    """How long visits took and waited: median and P90 in seconds, on how many."""
    if spent is None:
        return {}
    row = spent.loc[step]
    return {
        name: [row[f"{name}_median"].total_seconds(), row[f"{name}_p90"].total_seconds(), int(row[f"{name}_n"]), bool(row[f"{name}_n"] < seen.SMALL)]
        for name in ("work", "wait") if row[f"{name}_n"] > 0
    }  # fmt: skip


def _share(row: Mapping[Any, Any], name: str, n: Any, small: Any) -> list[Any] | None:
    values = [row[name], row[f"{name}_low"], row[f"{name}_high"]]
    return (
        None
        if any(math.isnan(one) for one in values)
        else [*(round(one, 6) for one in values), int(n), bool(small)]
    )


def _move(pair: tuple[str, str], row: Mapping[Any, Any], known: bool) -> list[Any]:
    share = [round(float(row[name]), 6) for name in ("share", "low", "high")]
    return [*pair, int(row["count"]), [*share, int(row["n"]), bool(row["small"])], known]


def _unseen(
    match: Match, moves: pd.DataFrame, known: set[tuple[str, str]], here: set[str]
) -> list[list[str]]:
    """Moves of the map that nobody made; a loss by another name is not one, where cases left."""
    there = set(moves.index)
    lost = match.lost | {"left"}
    left = {source for source, target in there if target == "left"}
    gone = [
        pair
        for pair in sorted(known - there)
        if pair[0] in here and not (pair[1] in lost and pair[0] in left)
    ]
    return [list(pair) for pair in gone[:MOST_MOVES]]
