"""What a log measured of the steps and moves of a map, out of its small table: numbers, intervals, on how many they rest."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pandas as pd

from cjm_widgets.engine.from_map import FAILURES
from cjm_widgets.engine.logs import LEFT, OPEN, START, Edges
from cjm_widgets.engine.logs.measures import wilson

INTERVAL, SMALL = 0.95, 30
"""Of intervals, and the number of visits under which a share says little."""
STEP_COLUMNS = [
    "name", "cases", "visits", "n", "goes_on", "goes_on_low", "goes_on_high", "drop_off", "drop_off_low", "drop_off_high",
    "returns", "returns_low", "returns_high", "mean", "sd", "median", "p90", "first", "last", "open", "small",
]  # fmt: skip


def lost(ends: Collection[str], outcomes: pd.DataFrame | None) -> set[str]:
    """The ends that are no success: those the map says, and those whose name says so."""
    said = {} if outcomes is None or "success" not in outcomes else outcomes["success"].dropna().to_dict()
    named = {str(one): bool(good) for one, good in said.items()}
    return {one for one in ends if not named.get(one, one.strip().lower() not in FAILURES)}


def steps(
    edges: Edges, names: Mapping[str, str], lost: Collection[str], by: str | None = None
) -> pd.DataFrame:
    """A row per step of the map, in its order, also where nobody came; with ``by`` (segment or day) only where somebody did.

    - ``cases``: that came here; ``visits``: how often; ``n``: visits the log saw the end of; ``open``: the others.
    - ``goes_on``: the share of ``n`` after which another step or a good end followed; ``drop_off``: the rest, which left or was lost.
    - ``returns``: the share of visits that were not the first of their case. All shares with Wilson's 95 % interval.
    - ``mean``, ``sd``, ``median``, ``p90``: the time to the next event. ``first``, ``last``: when seen (UTC).
    - ``small``: whether ``n`` is under 30.
    """
    found = edges.steps(by=by, interval=INTERVAL, small=SMALL)
    gone = _gone(edges, lost, by).reindex(found.index, fill_value=0)
    out = pd.DataFrame(index=found.index)
    for name in ("cases", "visits", "n", "open"):
        out[name] = found[name]
    _share(out, "goes_on", found["n"] - gone, found["n"])
    _share(out, "drop_off", gone, found["n"])
    _share(out, "returns", found["visits"] - found["cases"], found["visits"])
    for name in ("mean", "sd", "median", "p90", "first", "last", "small"):
        out[name] = found[name]
    return _in_order(out, names, by)


def _gone(edges: Edges, lost: Collection[str], by: str | None) -> pd.Series:
    """How many visits of each step were the last, or led to an end that is no success."""
    moves = edges.moves(by=by).reset_index()
    gone = moves[moves["target"].isin([LEFT, *lost]) & (moves["source"] != START)]
    keys = ["source", by] if by else ["source"]
    return gone.groupby(keys if by else "source", dropna=False)["count"].sum()


def _share(out: pd.DataFrame, name: str, count: pd.Series, whole: pd.Series) -> None:
    out[name] = count / whole.where(whole > 0)
    out[f"{name}_low"], out[f"{name}_high"] = wilson(count.to_numpy(), whole.to_numpy(), INTERVAL)


def _in_order(out: pd.DataFrame, names: Mapping[str, str], by: str | None) -> pd.DataFrame:
    if by is None:
        out = out.reindex(pd.Index(list(names), dtype="object", name="step"))
        for name in ("cases", "visits", "n", "open"):
            out[name] = out[name].fillna(0).astype("int64")
        out["small"] = out["small"].isna() | (out["n"] < SMALL)
        out["name"] = list(names.values())
    else:
        place = {step: at for at, step in enumerate(names)}
        at = out.index.get_level_values(0)
        out = out[at.isin(list(place))].rename_axis(["step", by])
        out = out.sort_index(level=0, key=lambda level: level.map(place), sort_remaining=True, kind="stable")
        out["name"] = [names[step] for step in out.index.get_level_values(0)]
    return out[STEP_COLUMNS]


def moves(
    edges: Edges,
    known: Collection[tuple[str, str]],
    order: Mapping[str, Any],
    how: str = "wilson",
    by: str | None = None,
) -> pd.DataFrame:
    """A row per move between steps, to an end, or to ``left``: counts and shares of the visits of its source.

    ``count``, ``n``, ``share`` with ``low`` and ``high``, ``kind`` (next, skip, return, again, outcome, or unassigned where an
    end of it is no step), ``on_map``, the time it took (``mean``, ``median``, ``p90``), ``first``, ``last``, ``small``.
    """
    found = edges.moves(by=by, interval=INTERVAL, small=SMALL, how=how).reset_index()
    found = found[(found["kind"] == "move") | (found["kind"] == "left")].copy()
    found["target"] = found["target"].replace({LEFT: "left"})
    found["kind"] = [
        kind(order, source, target) for source, target in zip(found["source"], found["target"], strict=True)
    ]
    pairs = zip(found["source"], found["target"], strict=True)
    found["on_map"] = [pair in known for pair in pairs]
    keys = ["source", "target", by] if by else ["source", "target"]
    columns = [
        "count",
        "n",
        "share",
        "low",
        "high",
        "kind",
        "on_map",
        "mean",
        "median",
        "p90",
        "first",
        "last",
        "small",
    ]
    return found.set_index(keys)[columns]


def kind(order: Mapping[str, Any], source: str, target: str) -> str:
    """How a move stands to the order of the steps; ``order`` holds the positions of steps, and None for ends.

    >>> [kind({"a": 0, "b": 1, "c": 2, "paid": None}, *pair) for pair in ["ab", "ac", "ca", "aa", ("a", "paid"), ("a", "zz")]]
    ['next', 'skip', 'return', 'again', 'outcome', 'unassigned']
    """
    if target == "left" or (target in order and order[target] is None):
        return "outcome" if order.get(source) is not None else "unassigned"
    start, end = order.get(source), order.get(target)
    if start is None or end is None:
        return "unassigned"
    return "again" if start == end else "next" if end == start + 1 else "skip" if end > start else "return"


def entries(edges: Edges) -> pd.Series:
    """How many cases begin at each step."""
    found = edges.moves().reset_index()
    begun = found[found["source"] == START]
    return begun.set_index("target")["count"]


@dataclass(frozen=True)
class Exact:
    """Sums that a chain needs to give back the log's own numbers: by step how often, how long, how varied; a row per step."""

    steps: pd.DataFrame
    """``visits``, ``seconds``, ``seconds_sq`` of all visits that are not open."""

    @property
    def mean(self) -> pd.Series:
        """The mean seconds of a visit, those after which nothing came counted with none."""
        return self.steps["seconds"] / self.steps["visits"]

    @property
    def sd(self) -> pd.Series:
        """How much visits vary, in seconds."""
        square = self.steps["seconds_sq"] / self.steps["visits"] - self.mean**2
        return square.clip(lower=0) ** 0.5


def exact(edges: Edges) -> Exact:
    """The sums of a small table, not rounded."""
    rows = edges.frame[edges.frame["kind"].isin(["move", "left"]).to_numpy()]
    sums = rows.groupby(rows["source"].astype("str"))[["count", "seconds", "seconds_sq"]].sum()
    return Exact(sums.rename(columns={"count": "visits"}))


def pairs(transitions: pd.DataFrame | None, steps: Sequence[str]) -> set[tuple[str, str]]:
    """The moves of a map; where it has none, from each step to the next is taken for what it says."""
    if transitions is None or transitions.empty:
        return set(pairwise(steps))
    return {(str(source), str(target)) for source, target in transitions.index.tolist()}


Tables = Callable[[], Mapping[str, pd.DataFrame]]
__all__ = [
    "LEFT",
    "OPEN",
    "START",
    "Exact",
    "Tables",
    "entries",
    "exact",
    "kind",
    "lost",
    "moves",
    "pairs",
    "steps",
]
