"""Holding a log beside a map: the activities are matched, the log is counted under the names of the map, what happened is noted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from cjm_widgets.engine.logs import Edges, Log
from cjm_widgets.engine.logs.count import nothing
from cjm_widgets.model.errors import DataError

from .assign import IGNORED, UNASSIGNED, Places, assign, places, unmet
from .finished import ends_of, finished
from .match import COUNTS, Match, Tables
from .named import activities, counted, only


def match(
    log: Log,
    tables: Tables,
    source: str,
    *,
    rules: Mapping[Any, Any] | None = None,
    ends: str | Iterable[str] | Mapping[str, str] | None = None,
    count: str = "next",
    quiet: Any = None,
) -> Match:
    """The match of a log with a map's tables; ``source`` is what the log is called. ``DataError`` where nothing matches."""
    if count not in COUNTS:
        raise DataError(
            f"count={count!r}: 'next' (what comes right after) or 'eventually' (some time after) is allowed."
        )
    more = ends.values() if isinstance(ends, Mapping) else ()
    where = places(tables(), ())
    reached = {str(one): str(one) for one in more if str(one) not in where.steps}
    if not (log.profile["whole"] > 0).any():
        raise nothing(log)
    report = assign(activities(log), where, rules)
    if not report["step"].notna().any():
        raise _nothing(source, report, where)
    met = report[report["step"].notna().to_numpy()]
    names = dict(zip(met["activity"].tolist(), met["step"].tolist(), strict=True))
    stops = ends_of(ends, where, names)
    edges = finished(counted(only(log, names), names, stops, quiet), stops, where)
    where = replace(where, ends={**where.ends, **reached, **{one: one for one in stops.values()}})
    return Match(
        log,
        source,
        report,
        where,
        stops,
        count,
        edges,
        _notes(log, report, rules, where, edges),
        tables,
        None,
        quiet,
    )


def _notes(
    log: Log, report: pd.DataFrame, rules: Mapping[Any, Any] | None, where: Places, edges: Edges
) -> tuple[str, ...]:
    """What was guessed, dropped and passed over, a sentence each."""
    notes = [f"{one.rstrip('.')}." for one in (*log.said, *edges.said)]
    notes += [_left(*row) for row in log.dropped.itertuples(index=False, name=None)]
    loose = report[(report["how"] == UNASSIGNED).to_numpy()]
    if len(loose):
        notes.append(
            f"{loose['events'].sum():,} of {report['events'].sum():,} events ({len(loose)} activities) belong to no step: they are listed in "
            "unmatched, passed over where moves are counted, and count as unexplained in fit()."
        )
    out = report[(report["how"] == IGNORED).to_numpy()]
    if len(out):
        notes.append(
            f"{out['events'].sum():,} events were left out by a rule: {', '.join(out['activity'].head(5))}."
        )
    notes += [f"The rule {one!r} met no activity." for one in unmet(report, rules, where)]
    unseen = [name for step, name in where.steps.items() if step not in set(report["step"].dropna())]
    if unseen:
        notes.append(f"Steps that no activity belongs to: {', '.join(unseen)}.")
    return tuple(notes)


def _left(reason: str, rows: int, example: str) -> str:
    some = f" ({example})" if example else ""
    return f"{rows:,} {'row does' if rows == 1 else 'rows do'} not count: {reason}{some}."


def _nothing(source: str, report: pd.DataFrame, where: Places) -> DataError:
    some = ", ".join(map(repr, report["activity"].head(5)))
    return DataError(
        f"No activity of {source} is a step of the map. The log has {some}; the map has "
        f"{', '.join(map(repr, list(where.steps.values())[:5])) or 'no steps'}. Say which is which: rules={{'activity': 'step'}}."
    )
