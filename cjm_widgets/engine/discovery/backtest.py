"""Learnt from one period or arm, held against another: how much of what changed do the rows that changed explain?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from cjm_widgets.engine.chain import Chain, chain
from cjm_widgets.engine.from_map import LEFT
from cjm_widgets.engine.gate import INTERVAL
from cjm_widgets.engine.logs import Edges
from cjm_widgets.engine.logs.measures import wilson
from cjm_widgets.engine.solve import setting, solve
from cjm_widgets.model.errors import DataError

Floats = npt.NDArray[np.float64]
ENTRY = "(where journeys begin)"


@dataclass(frozen=True)
class Counts:
    """One log as counts: ``moves`` (steps by steps and ends), ``start`` (by step), ``hits`` of ``n`` finished journeys."""

    moves: Floats
    start: Floats
    hits: float
    n: float


def both(before: Edges, after: Edges, success: Sequence[str]) -> tuple[list[str], list[str], Counts, Counts]:
    """Two logs on the steps and ends of both."""
    ends = [*before.ends, LEFT]
    parts = [one.frame.astype({"source": "str", "target": "str", "kind": "str"}) for one in (before, after)]
    sources = pd.concat([one.loc[one["kind"].isin(["move", "left"]), "source"] for one in parts])
    steps = [one for one in dict.fromkeys(sources) if one not in before.ends]
    return steps, ends, *(_counts(one, steps, ends, success) for one in parts)  # type: ignore[return-value]  # two of them


def _counts(frame: pd.DataFrame, steps: Sequence[str], ends: Sequence[str], success: Sequence[str]) -> Counts:
    at = {name: i for i, name in enumerate([*steps, *ends])}
    moves, start = np.zeros((len(steps), len(at))), np.zeros(len(steps))
    for source, target, kind, count in frame[["source", "target", "kind", "count"]].itertuples(index=False):
        if kind in ("move", "left"):
            moves[at[source], at[LEFT if kind == "left" else target]] += count
        elif kind == "start" and target in steps:
            start[at[target]] += count
    gone = moves[:, len(steps) :].sum(axis=0)
    hits = sum(float(gone[ends.index(one)]) for one in success)
    return Counts(moves, start, hits, float(gone.sum()))


def model(
    counts: Counts, other: Counts, steps: Sequence[str], ends: Sequence[str], success: Sequence[str]
) -> Chain:
    """The chain of one log; a step it never visits has the other's row, so that a journey sent there goes on."""
    seen = counts.moves.sum(axis=1)
    filled = np.where(seen[:, None] > 0, counts.moves, other.moves)
    rows = filled / filled.sum(axis=1, keepdims=True)
    return chain(
        list(steps),
        list(ends),
        rows,
        success=list(success),
        start=counts.start / counts.start.sum(),
        seen=np.maximum(seen, 1),
    )


def share(made: Chain) -> float:
    """The share of journeys that succeed.

    >>> share(chain(["a"], ["b", "left"], np.array([[0.0, 0.25, 0.75]]), success=["b"]))
    0.25
    """
    return float(solve(setting(made)).ends[made.success].sum())


def compared(before: Edges, after: Edges, success: Sequence[str], rows: Sequence[str] | None) -> pd.DataFrame:
    """What was seen before and after, and what the model of before says once it has the rows of after: of each step alone, of ``rows``
    (or all) together. See ``JourneyMap.backtest``."""
    steps, ends, first, second = both(before, after, success)
    if rows is not None and (strange := [one for one in rows if one not in (*steps, ENTRY)]):
        raise DataError(
            f"rows: no step {strange[0]!r} in the logs. There are: {', '.join(map(repr, steps[:20]))}."
        )
    old, new = model(first, second, steps, ends, success), model(second, first, steps, ends, success)
    seen = [("seen before", first), ("seen after", second)]
    chosen = [*steps, ENTRY] if rows is None else list(rows)
    alone = {one: share(_with(old, new, [one])) for one in chosen}
    order = sorted(chosen, key=lambda one: -abs(alone[one] - first.hits / first.n))
    table = [_seen(name, counts) for name, counts in seen]
    together = share(_with(old, new, chosen))
    name = "all rows of after" if rows is None else "these rows of after"
    table.insert(1, {"what": "model of before", "success": share(old)})
    table.insert(2, {"what": name, "success": together})
    table += [{"what": f"only {one}", "success": alone[one]} for one in order]
    made = pd.DataFrame(table).set_index("what").reindex(columns=["success", "low", "high", "n"])
    return told(made, first.hits / first.n, second.hits / second.n)


def told(made: pd.DataFrame, was: float, became: float) -> pd.DataFrame:
    """With the difference to before, and the part of what changed that it explains."""
    change = became - was
    made["difference"] = made["success"] - was
    made["explained"] = made["difference"] / change if change else np.nan
    return made


def _seen(name: str, counts: Counts) -> dict[str, object]:
    low, high = wilson([counts.hits], [counts.n], INTERVAL)
    return {"what": name, "success": counts.hits / counts.n, "low": low[0], "high": high[0], "n": counts.n}


def _with(old: Chain, new: Chain, chosen: Sequence[str]) -> Chain:
    moves, ends = old.moves.copy(), old.ends.copy()
    at = [old.at(one) for one in chosen if one != ENTRY]
    moves[at], ends[at] = new.moves[at], new.ends[at]
    return replace(old, moves=moves, ends=ends, start=new.start if ENTRY in chosen else old.start)
