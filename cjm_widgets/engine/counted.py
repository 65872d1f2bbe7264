"""Journeys counted from events: moves, entries and times, each journey cut at its first outcome, as a chain needs them.

Without the cut, what customers do after they have bought is counted as if they had not yet. With it, the chain gives back exactly the
share that succeeded, the mean number of steps and the mean time. The counting is that of ``engine.logs``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.model.errors import DataError

from .chain import Chain, chain
from .from_map import LEFT
from .logs import LEFT as GONE, START, Edges, log
from .matching.seen import exact


@dataclass(frozen=True)
class Counted:
    """``steps``: visits, entry (share of journeys that begin there), mean and sd of seconds until the next event, a row per step.
    ``transitions``: counts by (source, target). ``journeys``: a row per journey: outcome, steps, seconds. ``dropped``: rows of
    the log without a case, a step or a time, which count nowhere."""

    steps: pd.DataFrame
    transitions: pd.DataFrame
    journeys: pd.DataFrame
    dropped: int

    def chain(self, success: Iterable[str]) -> Chain:
        """The chain of these counts; ``success`` names the outcomes that count."""
        ends = sorted(set(self.journeys["outcome"]))
        at = {name: i for i, name in enumerate([*self.steps.index, *ends])}
        rows = np.zeros((len(self.steps), len(at)))
        for (source, target), count in zip(self.transitions.index, self.transitions["count"], strict=True):
            rows[at[source], at[target]] = count
        total = rows.sum(axis=1)
        return chain(
            list(self.steps.index),
            ends,
            rows / total[:, None],
            success=list(success),
            start=self.steps["entry"].to_numpy(),
            time=self.steps["seconds"].to_numpy(),
            time_var=self.steps["seconds_sd"].to_numpy() ** 2,
            seen=total,
            counted=np.ones(len(total), bool),
        )


def counted(
    events: pd.DataFrame, case: str, step: str, at: str, ends: Iterable[str], left: str = LEFT
) -> Counted:
    """The journeys of a log. ``ends`` are the events that end one: the first of them in a case ends it, what follows is no part
    of it; a case that meets none ends in ``left`` after its last event.

    Events of one time keep the order of their rows. ``DataError`` where a column is not there, times are no times, or
    nothing is left to count.

    >>> log = pd.DataFrame({"who": [1, 1, 2, 2, 2], "what": ["see", "buy", "see", "see", "quit"], "when": pd.to_datetime(range(5))})
    >>> counted(log, "who", "what", "when", ends=["buy"]).transitions["count"].to_dict()
    {('quit', 'left'): 1, ('see', 'buy'): 1, ('see', 'quit'): 1, ('see', 'see'): 1}
    """
    held = log(events, case=case, activity=step, at=at)
    named = {keys.text(one) for one in ends}
    met = sorted(named & set(held.activities.index))
    edges = held.edges(ends=met, by_day=False, quiet="0s")
    moves = edges.moves()
    moves = moves[moves["kind"].isin(["move", "left"])]
    if moves.empty:
        raise DataError(
            "No journey of the log visits a step before it ends: name the ends apart from the steps."
        )
    journeys = held.journeys(ends=met)
    journeys = journeys[journeys["steps"] > 0][["steps", "seconds", "outcome", "last"]]
    return Counted(
        _steps(edges, named),
        moves[["count"]].rename(index={GONE: left}, level="target").sort_index(),
        journeys.assign(outcome=journeys["outcome"].replace(GONE, left)),
        int(held.dropped["rows"].sum()),
    )


def _steps(edges: Edges, ends: set[str]) -> pd.DataFrame:
    sums = exact(edges)
    table = pd.DataFrame({"visits": sums.steps["visits"], "seconds": sums.mean, "seconds_sd": sums.sd})
    begun = edges.moves().xs(START, level="source")["count"]
    begun = begun[~begun.index.isin(list(ends))]
    entry = (begun / begun.sum()).reindex(table.index, fill_value=0.0)
    return table.assign(entry=entry).rename_axis("step")
