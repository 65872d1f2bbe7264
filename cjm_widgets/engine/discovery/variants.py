"""The different journeys of a log, each once, with how many took it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import ibis
import numpy as np
import pandas as pd

from cjm_widgets.engine.logs import Log
from cjm_widgets.engine.logs.measures import wilson
from cjm_widgets.model.errors import DataError

JOIN, PARTED = " › ", "\x1f"
SHOWN = 30
"""Steps of a journey that its label names."""


@dataclass(frozen=True)
class Paths:
    """``frame``: a row per different journey: ``path`` (tuple of steps), ``cases``, ``seconds`` (median from first to last event),
    ``ended`` (the end it met, nothing where it met none) and ``example`` (a case), the most frequent first."""

    frame: pd.DataFrame

    @property
    def cases(self) -> int:
        """How many journeys there are."""
        return int(self.frame["cases"].sum())

    def named(self, names: Mapping[str, str]) -> Paths:
        """With activities under the names of steps."""
        if not names:
            return self
        paths = [tuple(names.get(one, one) for one in path) for path in self.frame["path"]]
        return Paths(_gathered(self.frame.assign(path=_column(paths))))


def paths(log: Log, ends: Sequence[str] = ()) -> Paths:
    """The journeys of a log, each cut at its first end. ``DataError`` where no row has a case, an activity and a time."""
    if odd := [one for one in log.activities.index if PARTED in str(one)]:
        raise DataError(
            f"The activity {odd[0]!r} holds the sign {PARTED!r}, which parts the steps of a journey here: replace it."
        )
    try:
        found = log.execute(_counted(log, list(ends), True))
    except (
        ibis.common.exceptions.OperationNotDefinedError,
        ibis.common.exceptions.UnsupportedOperationError,
    ):
        found = log.execute(_counted(log, list(ends), False))
    if found.empty:
        raise DataError(f"No row of {log.source.name} has a case, an activity and a time.")
    split: list[tuple[str, ...]] = [tuple(str(text).split(PARTED)) for text in found["path"]]
    last = [path[-1] if path[-1] in set(ends) else None for path in split]
    frame = found.assign(
        path=_column(split), ended=pd.Series(last, dtype="str"), cases=found["cases"].astype("int64")
    )
    return Paths(_gathered(frame))


def _column(paths: list[tuple[str, ...]]) -> pd.Series:
    """Tuples as the values of a column."""
    made = pd.Series([None] * len(paths), dtype=object)
    made[:] = paths
    return made


def _counted(log: Log, ends: list[str], ordered: bool) -> ibis.Table:
    """Counted where the log lies: each case's steps as one text, then the texts. ``ordered``: whether the backend joins texts in order;
    Spark does not, there the events of a case are gathered and sorted."""
    t = log.table
    order = [t["at"], t.row, t.step]
    before = ibis.window(group_by=t.case, order_by=order, preceding=(None, 1))
    met = (
        t.step.isin(ends).cast("int64").sum().over(before).fill_null(0) if ends else ibis.literal(0, "int64")
    )
    kept = t.mutate(met=met)
    kept = kept.filter(kept.met == 0)
    by_case = kept.group_by("case")
    took = (kept["at"].max() - kept["at"].min()).cast("float64") / 1e6
    if ordered:
        joined = kept.step.group_concat(PARTED, order_by=[kept["at"], kept.row, kept.step])
        cases = by_case.agg(path=joined, took=took)
    else:
        event = ibis.struct({"at": kept["at"], "row": kept.row, "step": kept.step})
        held = by_case.agg(events=event.collect(), took=took)
        steps = held.events.sort().map(lambda one: one.step)
        cases = held.select("case", "took", path=steps.join(PARTED))
    return cases.group_by("path").agg(
        cases=cases.count(), seconds=cases.took.median(), example=cases.case.cast("string").min()
    )


def _gathered(frame: pd.DataFrame) -> pd.DataFrame:
    """Each path once; the median of a path that was gathered is that of its most frequent part."""
    order = frame.sort_values(["cases", "path"], ascending=[False, True], kind="stable")
    held = order.groupby("path", sort=False).agg(
        cases=("cases", "sum"),
        seconds=("seconds", "first"),
        ended=("ended", "first"),
        example=("example", "min"),
    )
    held.index = pd.Index(list(held.index), tupleize_cols=False, name="path")
    return held.reset_index().sort_values(
        ["cases", "path"], ascending=[False, True], kind="stable", ignore_index=True
    )


def label(path: Sequence[str]) -> str:
    """A journey as text, its repeats counted, its middle left out where it is long.

    >>> label(["see", "see", "see", "buy"])
    'see ×3 › buy'
    """
    runs = [(step, sum(1 for _ in run)) for step, run in groupby(path)]
    said = [step if many == 1 else f"{step} ×{many}" for step, many in runs]
    if len(said) > SHOWN:
        left = len(said) - SHOWN
        said = [*said[: SHOWN // 2], f"… {left} more …", *said[-SHOWN // 2 :]]
    return JOIN.join(said)


def variants(found: Paths, interval: float = 0.95) -> pd.DataFrame:
    """A row per different journey, the most frequent first, by number.

    ``journey``: its steps as text; ``steps``: how many; ``cases``, ``share`` with ``low`` and ``high`` (Wilson's), ``cumulative``: the
    share of this and all before it; ``median``: from first to last event; ``ended``: the end it met; ``example``: a case;
    ``path``: its steps as a tuple.
    """
    f, all_cases = found.frame, found.cases
    low, high = wilson(f["cases"].to_numpy(), np.full(len(f), all_cases), interval)
    out = pd.DataFrame(
        {
            "journey": pd.Series([label(path) for path in f["path"]], dtype="str"),
            "steps": [len(path) for path in f["path"]],
            "cases": f["cases"],
            "share": f["cases"] / all_cases,
            "low": low,
            "high": high,
            "cumulative": f["cases"].cumsum() / all_cases,
            "median": pd.to_timedelta((f["seconds"] * 1e6).round(), unit="us"),
            "ended": f["ended"],
            "example": f["example"],
            "path": f["path"],
        }
    )
    return out.set_axis(pd.RangeIndex(1, len(out) + 1, name="variant"))
