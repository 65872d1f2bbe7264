"""A log of events: any table or file, tidied once, counted on the backend it lies on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import ibis.expr.types as ir
import pandas as pd

from cjm_widgets.model.errors import DataError

from . import counting
from .edges import Edges
from .names import LOOKED_AT, Columns, columns
from .sources import Source, opened
from .tidy import reasons, tidy, whole

DUPLICATES = ("keep", "drop")


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
    memory: str | None = None,
    backend: Any = None,
) -> Log:
    """The log of any table or file of events.

    >>> seen = pd.DataFrame({"who": [1, 1, 2], "what": ["see", "buy", "see"], "when": pd.to_datetime(["2026-05-01", "2026-05-02", "2026-05-01"])})
    >>> found = log(seen, case="who", activity="what", at="when")
    >>> found.edges().moves()["count"].to_dict()
    {('(start)', 'see'): 2, ('buy', '(left)'): 1, ('see', '(left)'): 1, ('see', 'buy'): 1}
    """
    source = opened(events, backend, memory)
    sample = source.read(source.table.limit(LOOKED_AT))
    chosen = columns(sample.drop(columns="cjm_row", errors="ignore"), case, activity, at, segment)
    return Log(source, chosen, tidy(source, chosen, zone))


@dataclass(frozen=True)
class Log:
    """A tidy log. ``table``: an ibis table of case, step, at (microseconds since 1970, UTC), segment and row (breaks ties)."""

    source: Source
    columns: Columns
    rows: ir.Table = field(repr=False)

    @property
    def said(self) -> tuple[str, ...]:
        """What was guessed of the columns, a sentence each."""
        return self.columns.said

    @cached_property
    def table(self) -> ir.Table:
        """The rows that count."""
        return whole(self.rows)

    @cached_property
    def dropped(self) -> pd.DataFrame:
        """What does not count: ``reason``, ``rows`` and the row of an ``example``."""
        named = reasons(self.rows)
        found = self.execute(self.rows.agg(**{f"n{i}": mask.sum() for i, (_, mask) in enumerate(named)}))
        counts = [int(found[f"n{i}"].fillna(0).iloc[0]) for i in range(len(named))]
        held = [
            (reason, n, self._example(mask)) for (reason, mask), n in zip(named, counts, strict=True) if n
        ]
        return pd.DataFrame(held, columns=["reason", "rows", "example"])

    def _example(self, mask: Any) -> str:
        row = self.execute(self.rows.filter(mask).select("case", "step", "at").limit(1)).iloc[0]
        return f"case {row['case']}, activity {row['step']}"

    def frame(self, limit: int | None = None) -> pd.DataFrame:
        """The log in memory, ordered by case, time and row; ``at`` as times of UTC."""
        table = self.table.order_by("case", "at", "row", "step")
        found = self.execute(table.limit(limit) if limit else table)
        return found.assign(at=pd.to_datetime(found["at"], unit="us", utc=True))

    def execute(self, table: ir.Table) -> pd.DataFrame:
        """A table of the log's backend in memory."""
        return self.source.read(table)

    def edges(
        self, names: Mapping[str, str] | None = None, ends: Sequence[str] = (), by_day: bool = True
    ) -> Edges:
        """The small table of the log, each case cut at the first of its ``ends``; ``names`` maps activities to steps."""
        kept = counting.ordered(self.table, list(ends))
        cells = self.execute(counting.grouped(kept, by_day))
        if cells.empty:
            raise DataError(f"No row of {self.source.name} has a case, an activity and a time.")
        opened = self.execute(counting.opens(kept, int(cells["last"].max()) - 0, by_day))
        return counting.edges(cells, opened, ends, names)
