"""The counting of a log step by step, told to a task."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import ibis.expr.types as ir
import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

from . import counting, table
from .bins import BINS, quantile
from .codes import Codes, codes
from .edges import Edges
from .measures import wilson
from .paths import reached, spent as spent_by
from .tidy import NOT_A_TIME

if TYPE_CHECKING:
    from .log import Log
    from .task import Task

QUIET = 0.99
"""Which share of the times between events is shorter than the pause after which a case counts as left."""


def coded(log: Log, names: Mapping[str, str] | None, ends: Sequence[str]) -> tuple[ir.Table, Codes]:
    """The log in codes. ``DataError`` where no row counts."""
    known = log.profile[log.profile["whole"] > 0]
    if known.empty:
        raise nothing(log)
    found = codes(known, names, ends, log.narrow)
    return found.join(log.table, log.source.rows), found


def nothing(log: Log) -> DataError:
    """That no row of a log counts, and why not."""
    if not int(log.profile["rows"].sum()):
        return DataError(f"There are no rows in {log.source.name}.")
    dropped = log.dropped
    why = "; ".join(f"{row.rows:,} rows: {row.reason} ({row.example})" for row in dropped.itertuples())
    hint = (
        f" Read the times before: pd.to_datetime(events[{log.columns.at!r}], dayfirst=True)."
        if NOT_A_TIME in set(dropped["reason"])
        else ""
    )
    return DataError(
        f"No row of {log.source.name} has a case, an activity and a time. Left out: {why}.{hint}"
    )


def counted(
    log: Log,
    task: Task[Any],
    names: Mapping[str, str] | None,
    ends: Sequence[str],
    by_day: bool,
    quiet: int | None,
) -> Edges:
    """The small table of a log."""
    task.at("looking at all events", 0.0, 0.12)
    given, found = coded(log, names, ends)
    task.at("putting the events of each case in order", 0.12, 0.8)
    kept = log.source.keep(counting.ordered(given, found, log.source.backend.name == "duckdb"))
    try:
        task.at("counting moves", 0.8, 0.9)
        cells = log.execute(counting.by_day(kept, by_day))
        task.at("counting times", 0.9, 1.0)
        length = table.period(cells, by_day)
        binned = log.execute(counting.by_bin(kept, length))
        pause = _quiet(binned) if quiet is None else quiet
        last = int(log.profile.loc[log.profile["whole"] > 0, "last"].max())
        opened = log.execute(counting.opens(kept, found, last - pause, by_day))
    finally:
        log.source.drop(kept)
    return table.edges(
        cells, binned, opened, found, by_day, length, _said(binned, opened, pause, log.source.rows)
    )


def _quiet(binned: pd.DataFrame) -> int:
    held = np.bincount(binned["bin"].to_numpy("int64"), binned["count"].to_numpy(), minlength=BINS)
    found = float(quantile(held[None, :].astype(float), QUIET)[0]) if len(binned) else 0.0
    return round(found * 1e6)


def _said(binned: pd.DataFrame, opened: pd.DataFrame, pause: int, rows: bool) -> tuple[str, ...]:
    moves = int(binned["count"].sum()) if len(binned) else 0
    ties = int(binned.loc[binned["bin"] == 0, "count"].sum()) if len(binned) else 0
    said = []
    if ties:
        how = (
            "in the order of the rows"
            if rows
            else "in the order of their activities' names, since the table has no order of rows"
        )
        said.append(
            f"{ties:,} of {moves:,} moves ({ties / moves:.1%}) take no time: such events stand {how}."
        )
    if len(opened):
        many = int(opened["count"].sum())
        said.append(
            f"{many:,} {'case is' if many == 1 else 'cases are'} open: no end was met, and the last event is less than "
            f"{timedelta(seconds=round(pause / 1e6))} before the log's last."
        )
    return tuple(said)


def quantiles(
    log: Log, q: tuple[float, ...], names: Mapping[str, str] | None, ends: Sequence[str], by_segment: bool
) -> pd.DataFrame:
    """Exact quantiles of the time of each move."""
    if not q or not all(0 <= one <= 1 for one in q):
        raise DataError(f"q={q!r}: shares between 0 and 1 are allowed, such as (0.5, 0.9).")
    given, found = coded(log, names, ends)
    cells = log.execute(
        counting.exact(counting.ordered(given, found, log.source.backend.name == "duckdb"), q, by_segment)
    )
    keys: dict[str, list[str | None]] = {
        "source": [found.steps[int(one)] for one in cells["code"]],
        "target": [found.steps[int(one)] for one in cells["next"]],
    }
    if by_segment:
        keys["segment"] = [found.segments[int(one)] for one in cells["seg"]]
    held: dict[str, Any] = {"count": cells["count"].to_numpy("int64")}
    for at, one in enumerate(q):
        held[str(one)] = pd.to_timedelta(cells[f"q{at}"].to_numpy("float64") / 1e6, unit="s").as_unit("us")
    return pd.DataFrame(
        held, index=pd.MultiIndex.from_arrays(list(keys.values()), names=list(keys))
    ).sort_index()


def eventual(log: Log, names: Mapping[str, str] | None, ends: Sequence[str]) -> pd.DataFrame:
    """How many cases meet a step some time after another."""
    given, found = coded(log, names, ends)
    pairs, met = (log.execute(one) for one in reached(given, found, log.source.keep))
    cases = dict(zip(met["code"].astype(int), met["cases"].astype(int), strict=True))
    whole = np.array([cases[int(one)] for one in pairs["source"]], float)
    count = pairs["count"].to_numpy("int64")
    low, high = wilson(count, whole, 0.95)
    index = pd.MultiIndex.from_arrays(
        [[found.steps[int(one)] for one in pairs[end]] for end in ("source", "target")],
        names=["source", "target"],
    )
    held = {"cases": whole.astype("int64"), "count": count, "share": count / whole, "low": low, "high": high}
    return pd.DataFrame(held, index=index).sort_index()


def spent(
    log: Log, names: Mapping[str, str] | None, ends: Sequence[str], by_segment: bool = False
) -> pd.DataFrame:
    """How long events took and waited, by step."""
    if not log.timed:
        raise DataError(
            "The log has one time an event, so working and waiting cannot be told apart: done= names a column with the time of "
            "completion, lifecycle= one that says which rows are starts and which completions.",
            column="done",
        )
    given, found = coded(log, names, ends)
    cells = log.execute(spent_by(given, found, by_segment))
    keys: dict[str, list[str | None]] = {"step": [found.steps[int(one)] for one in cells["code"]]}
    if by_segment:
        keys["segment"] = [found.segments[int(one)] for one in cells["seg"]]
    held: dict[str, Any] = {}
    for name in ("work", "wait"):
        held[f"{name}_n"] = cells[f"{name}_n"].to_numpy("int64")
        for what in ("mean", "median", "p90"):
            seconds = cells[f"{name}_{what}"].to_numpy("float64") / 1e6
            held[f"{name}_{what}"] = pd.to_timedelta(seconds, unit="s").as_unit("us")
    held["backwards"] = cells["backwards"].to_numpy("int64")
    index = pd.MultiIndex.from_arrays(list(keys.values()), names=list(keys))
    made = pd.DataFrame(held, index=index if by_segment else pd.Index(keys["step"], name="step"))
    return made.sort_index()
