"""Journeys counted from events: moves, entries and times, each journey cut at its first outcome, as a chain needs them.

Without the cut, what customers do after they have bought is counted as if they had not yet. With it, the chain gives back exactly the
share that succeeded, the mean number of steps and the mean time. For logs that fit into memory.
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
    log, dropped = _ordered(events, case, step, at)
    outcome = log["step"].isin({keys.text(one) for one in ends})
    past = outcome.groupby(log["case"]).cumsum() - outcome.astype("int64") > 0
    log = log[~past].reset_index(drop=True)
    by_case = log.groupby("case", sort=False)
    log["next"] = by_case["step"].shift(-1)
    log["seconds"] = (by_case["at"].shift(-1) - log["at"]).dt.total_seconds().fillna(0.0)
    ended = log["step"].isin({keys.text(one) for one in ends})
    moves = log[~ended]
    if moves.empty:
        raise DataError(
            "No journey of the log visits a step before it ends: name the ends apart from the steps."
        )
    target = moves["next"].fillna(left)
    transitions = (
        pd.DataFrame({"source": moves["step"], "target": target}).value_counts(sort=False).rename("count")
    )
    return Counted(
        _steps(moves), transitions.sort_index().to_frame(), _journeys(log, moves, ended, left), dropped
    )


def _ordered(events: pd.DataFrame, case: str, step: str, at: str) -> tuple[pd.DataFrame, int]:
    for name in (case, step, at):
        if name not in events.columns:
            raise DataError(
                f"The log has no column {name!r}: {', '.join(map(str, events.columns))} are there."
            )
    times = events[at]
    if times.dtype.kind != "M":
        times = pd.to_datetime(times, utc=True, errors="coerce")
    log = pd.DataFrame(
        {"case": events[case].to_numpy(), "step": events[step].to_numpy(), "at": times.to_numpy()}
    )
    whole = log.notna().all(axis=1)
    log = log[whole].sort_values(["case", "at"], kind="stable", ignore_index=True)
    if log.empty:
        raise DataError(f"No row of the log has a case, a step and a time ({len(events)} rows looked at).")
    log["step"] = [keys.text(one) for one in log["step"]]
    return log, int((~whole).sum())


def _steps(moves: pd.DataFrame) -> pd.DataFrame:
    first = moves.drop_duplicates("case")["step"].value_counts(normalize=True)
    times = moves.groupby("step", sort=False)["seconds"]
    table = pd.DataFrame({"visits": times.size(), "seconds": times.mean(), "seconds_sd": times.std(ddof=0)})
    return table.assign(entry=first.reindex(table.index, fill_value=0.0)).rename_axis("step")


def _journeys(log: pd.DataFrame, moves: pd.DataFrame, ended: pd.Series, left: str) -> pd.DataFrame:
    last = log.groupby("case", sort=False)["step"].last()
    ends = log.loc[ended].groupby("case", sort=False)["step"].last()
    begun = moves.groupby("case", sort=False)
    table = pd.DataFrame({"steps": begun.size(), "seconds": begun["seconds"].sum()})
    return table.assign(outcome=ends.reindex(table.index).fillna(left), last=last.reindex(table.index))
