"""A log of events: any table or file, tidied once, counted on the backend it lies on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import ibis.expr.types as ir
import pandas as pd

from cjm_widgets.model.errors import DataError

from . import tidy
from .count import counted, eventual, quantiles, spent
from .edges import Edges
from .journeys import journeys
from .memory import ROW, is_frame, sample
from .names import LOOKED_AT, Columns, columns
from .sources import Source, framed, opened
from .task import Task

ORDER = ["case", "at", "row", "step"]


def log(
    events: Any,
    case: str | None = None,
    activity: str | None = None,
    at: str | None = None,
    segment: str | None = None,
    *,
    zone: str | None = None,
    session: Any = None,
    duplicates: str = "keep",
    done: str | None = None,
    lifecycle: str | None = None,
    memory: str | None = None,
    backend: Any = None,
) -> Log:
    """The log of any table or file of events; nothing is read yet but the first rows. What is decided how: docs/event-logs.md.

    - ``events``: a pandas, polars or Arrow table, a path, folder or pattern of Parquet or CSV files, a DuckDB relation, an ibis table.
    - ``case``, ``activity``, ``at``, ``segment``: names of columns; those not named are guessed and said in ``Log.said``.
    - ``zone``: the time zone of times that say none, such as "Europe/Berlin"; without it they are read as UTC.
    - ``session``: a longer pause between two events of a case begins a new one, "30min" or a Timedelta; cases are then "id #1".
    - ``duplicates``: "drop" leaves out rows equal in case, activity, time and segment to one before, counted in ``Log.dropped``.
    - ``done``: the column with the time an event was completed, where ``at`` is its start; or ``lifecycle``: the column that says which
      rows are starts and which completions, so that two rows are one event. Either tells working from waiting: ``Log.spent``.
    - ``memory``: how much DuckDB may use, "3GB"; it spills to a temporary folder. ``backend``: another ibis connection.

    ``DataError`` where a column is missing or cannot be told, ``FileError`` where a file is missing or is not what its name says.

    >>> seen = pd.DataFrame({"who": [1, 1, 2], "what": ["see", "buy", "see"], "when": pd.to_datetime(["2026-05-01", "2026-05-02", "2026-05-01"])})
    >>> found = log(seen, case="who", activity="what", at="when")
    >>> found.edges(quiet="0s").moves()["count"].to_dict()
    {('(start)', 'see'): 2, ('buy', '(left)'): 1, ('see', '(left)'): 1, ('see', 'buy'): 1}
    """
    if duplicates not in ("keep", "drop"):
        raise DataError(f"duplicates={duplicates!r}: 'keep' and 'drop' are allowed.")
    pause = None if session is None else tidy.duration(session, "session")
    tidy.zone(zone)
    named = {
        "case": case,
        "activity": activity,
        "at": at,
        "segment": segment,
        "done": done,
        "lifecycle": lifecycle,
    }
    if is_frame(events):
        chosen = columns(sample(events, LOOKED_AT), **named)
        source = framed(events, chosen.used, backend, memory)
    else:
        source = opened(events, backend, memory)
        chosen = columns(source.sample(LOOKED_AT).drop(columns=ROW, errors="ignore"), **named)
    return Log(source, chosen, tidy.tidy(source, chosen, zone), pause, duplicates == "drop")


@dataclass(frozen=True)
class Log:
    """A tidy log on its backend. ``table`` is an ibis table of case, step (the activity's text), at (microseconds since 1970, UTC),
    segment (text or null) and row (breaks ties). Nothing is held in memory but what was asked for."""

    source: Source
    columns: Columns
    rows: ir.Table = field(repr=False)
    session: int | None = None
    once: bool = False

    @property
    def said(self) -> tuple[str, ...]:
        """What was guessed of the columns, a sentence each."""
        return self.columns.said

    @cached_property
    def table(self) -> ir.Table:
        """The rows that count; kept on the backend once where cases are cut into sessions or rows left out."""
        table = self._events
        if self.once:
            table = tidy.once(table)
        if self.session is not None:
            table = tidy.sessions(table, self.session)
        made = self.once or self.session is not None or self.columns.lifecycle
        return self.source.keep(table) if made else table

    @property
    def _events(self) -> ir.Table:
        """The rows that count, a start and its completion as one."""
        table = self.rows.drop("told") if tidy.all_whole(self.looked) else tidy.whole(self.rows)
        return tidy.paired(table) if self.columns.lifecycle else table

    @cached_property
    def looked(self) -> pd.DataFrame:
        """The one look at all rows that what follows rests on."""
        return self.source.read(tidy.looked(self.rows))

    @property
    def narrow(self) -> tuple[str, ...]:
        """Which of ``case`` and ``row`` fit into 32 bits."""
        return tidy.narrow(self.looked)

    @cached_property
    def profile(self) -> pd.DataFrame:
        """A row per ``step`` (activity) and ``segment``: ``rows``, those without case or time, ``first`` and ``last`` (microseconds)."""
        return tidy.profile(self.looked)

    @cached_property
    def dropped(self) -> pd.DataFrame:
        """What does not count: ``reason``, ``rows`` and one of them as ``example``."""
        held = [(reason, n, self._example(reason)) for reason, n in tidy.counts(self.profile).items() if n]
        if self.columns.lifecycle:
            other = tidy.whole(self.rows).filter(lambda t: t.phase == tidy.OTHER)
            held.append((tidy.NO_PHASE, self._many(other), ""))
        if self.once:
            held.append(("the same again", self._many(self._events) - self._many(self.table), ""))
        held = [one for one in held if one[1]]
        return pd.DataFrame(held, columns=["reason", "rows", "example"])

    def _many(self, table: ir.Table) -> int:
        return int(self.execute(table.agg(n=table.count()))["n"].iloc[0])

    def _example(self, reason: str) -> str:
        found = self.rows.filter(tidy.reasons(self.rows)[reason]).limit(1)
        row = self.execute(found.mutate(told=found.told.cast("string"))).iloc[0]
        place = f"row {row['row']}: " if self.source.rows else ""
        said = (
            f"{what} {_shown(row[name])}"
            for what, name in (("case", "case"), ("activity", "step"), ("time", "told"))
        )
        return place + ", ".join(said)

    @property
    def activities(self) -> pd.DataFrame:
        """A row per activity: how many ``events`` count, ``first`` and ``last`` seen (UTC)."""
        if self.once or self.columns.lifecycle:
            t = self.table
            sums = t.group_by("step").agg(whole=t.count(), first=t["at"].min(), last=t["at"].max())
            known = self.execute(sums)
        else:
            known = self.profile[(self.profile["whole"] > 0) & self.profile["step"].notna()]
        groups = known.groupby("step").agg(
            events=("whole", "sum"), first=("first", "min"), last=("last", "max")
        )
        times = {
            name: pd.to_datetime(groups[name].astype("int64"), unit="us", utc=True)
            for name in ("first", "last")
        }
        return groups.assign(events=groups["events"].astype("int64"), **times).rename_axis("activity")

    def order(self) -> pd.DataFrame:
        """How sure the order of events is, a row each with ``events`` and their ``share``: ``ties`` have the time of the one before in
        their case and keep the order of rows, ``repeats`` also its activity, ``late`` ones stand after a later one in the table."""
        found = self.execute(tidy.order(self.table)).iloc[0].fillna(0).astype("int64")
        rows = {
            name: (found[name], found[name] / max(found["events"], 1)) for name in ("ties", "repeats", "late")
        }
        return pd.DataFrame.from_dict(rows, orient="index", columns=["events", "share"]).rename_axis("what")

    def frame(self, limit: int | None = None) -> pd.DataFrame:
        """The log in memory, ordered by case, time and row; ``at`` as times of UTC."""
        table = self.table.order_by(*ORDER)
        return _times(self.execute(table.limit(limit) if limit else table))

    def case(self, name: Any) -> pd.DataFrame:
        """The events of one case in order. ``DataError`` where there is none of that name."""
        found = self.execute(self.table.filter(self.table.case.cast("string") == str(name)).order_by(*ORDER))
        if found.empty:
            raise DataError(f"The log has no case {name!r}.")
        return _times(found)

    def execute(self, table: ir.Table) -> pd.DataFrame:
        """A table of the log's backend in memory."""
        return self.source.read(table)

    def start(
        self,
        names: Mapping[str, str] | None = None,
        ends: Sequence[str] = (),
        by_day: bool = True,
        quiet: Any = None,
    ) -> Task[Edges]:
        """``edges`` in a thread of its own: the notebook stays usable; ``result()`` waits, ``stop()`` stops, ``share`` says how far."""
        wait = None if quiet is None else tidy.duration(quiet, "quiet")
        return Task(lambda task: counted(self, task, names, ends, by_day, wait), self.source.backend).start()

    def edges(
        self,
        names: Mapping[str, str] | None = None,
        ends: Sequence[str] = (),
        by_day: bool = True,
        quiet: Any = None,
        progress: Callable[[Task[Any]], None] | None = None,
    ) -> Edges:
        """The small table of the log, each case cut at the first of its ``ends``.

        ``names`` maps activities to steps; the others stand under their own name and in ``Edges.unassigned``. A case without an end
        is open, not left, where its last event is less than ``quiet`` before the log's last: "2D", a Timedelta, or as long as 99 % of
        the times between events. ``progress`` is called with the task about ten times a second; an interrupt stops it.
        """
        task = self.start(names, ends, by_day, quiet)
        if progress is not None:
            task.watch(progress)
        return task.result()

    def exact(
        self,
        q: Sequence[float] = (0.5, 0.9),
        names: Mapping[str, str] | None = None,
        ends: Sequence[str] = (),
        by_segment: bool = False,
    ) -> pd.DataFrame:
        """The exact quantiles of the time of each move, as Timedelta in columns named by ``q``; another look at all events."""
        return quantiles(self, tuple(q), names, ends, by_segment)

    def eventually(self, names: Mapping[str, str] | None = None, ends: Sequence[str] = ()) -> pd.DataFrame:
        """A row per two steps: of the cases that met ``source``, in how many ``target`` was met some time after it.

        ``cases`` met the source, ``count`` the target after its first visit; ``share`` with Wilson's ``low`` and ``high``.
        """
        return eventual(self, names, ends)

    @property
    def timed(self) -> bool:
        """Whether events say when they were done, so that working is told from waiting."""
        return bool(self.columns.done or self.columns.lifecycle)

    def spent(
        self,
        names: Mapping[str, str] | None = None,
        ends: Sequence[str] = (),
        by_segment: bool = False,
    ) -> pd.DataFrame:
        """A row per step: how long events took (``work``) and how long their case had waited since it was done with the one before
        (``wait``; none where they overlap). Exact, as Timedelta; another look at all events.

        ``work_n``, ``work_mean``, ``work_median``, ``work_p90``, the same of ``wait``, and ``backwards``: events done before they began, which have
        no time. ``DataError`` where the log has one time an event only.
        """
        return spent(self, names, ends, by_segment)

    def journeys(self, names: Mapping[str, str] | None = None, ends: Sequence[str] = ()) -> pd.DataFrame:
        """A row per case up to its first end: ``outcome`` (the end, or "(left)"), ``steps`` before it, ``seconds`` from first to last
        event, ``began``, ``first`` and ``last`` step."""
        return journeys(self, names, ends)


def _shown(value: Any) -> str:
    """A value of a row as an error shows it."""
    return "missing" if pd.isna(value) else repr(str(value))


def _times(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(at=pd.to_datetime(found["at"], unit="us", utc=True).dt.as_unit("us"))
