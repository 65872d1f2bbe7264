"""From the tidy log to the small table: one order, one window, kept once, then grouped once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from .bins import PER_DOUBLING
from .dialect import DAY
from .edges import ENDED, LEFT, OPEN, START, Edges, summed


def ordered(log: ir.Table, ends: Sequence[str]) -> ir.Table:
    """Each event with the one after it in its case; ``before`` counts the ends met before it, ``nth`` the visits of its step."""
    total = [log["at"], log.row, log.step]
    w = ibis.window(group_by=log.case, order_by=total)
    ended = log.step.isin(list(ends)) if ends else ibis.literal(False)
    ever = ibis.window(group_by=log.case, order_by=total, preceding=(None, 1))
    return log.select(
        "step", "segment", "at",
        next=log.step.lead().over(w),
        gap=log["at"].lead().over(w) - log["at"],
        nth=ibis.row_number().over(ibis.window(group_by=[log.case, log.step], order_by=total)),
        begins=ibis.row_number().over(w) == 0,
        ended=ended,
        before=ended.cast("int64").sum().over(ever).fill_null(0) if ends else ibis.literal(0, "int64"),
    )  # fmt: skip


def grouped(rows: ir.Table, by_day: bool) -> ir.Table:
    """The events up to the first end of their case, by step, next step, segment, day and bin of the time between."""
    part = rows.filter(rows.before == 0)
    goes = part.next.notnull() & ~part.ended
    gap = ibis.ifelse(goes, part.gap, ibis.null("int64"))
    log2 = gap.cast("float64").nullif(0.0).log2()
    part = part.select(
        "step", "segment", "at", "nth", "begins", "ended",
        next=ibis.ifelse(goes, part.next, ibis.null("string")),
        day=((part["at"] // DAY) if by_day else ibis.literal(0)).cast("int64"),
        gap=gap,
        bin=ibis.ifelse(gap == 0, 0, (log2 * PER_DOUBLING).floor().cast("int64") + 1).cast("int64"),
    )  # fmt: skip
    return part.group_by("step", "next", "ended", "segment", "day", "bin").agg(
        count=part.count(),
        firsts=(part.nth == 0).sum(),
        starts=part.begins.sum(),
        seconds=(part.gap.cast("float64") / 1e6).sum(),
        seconds_sq=((part.gap.cast("float64") / 1e6) ** 2).sum(),
        first=part["at"].min(),
        last=part["at"].max(),
    )


def opens(rows: ir.Table, after: int, by_day: bool) -> ir.Table:
    """The last events of cases that met no end, later than ``after``: the log may have stopped before the next."""
    last = rows.filter(rows.before == 0, rows.next.isnull(), ~rows.ended, rows["at"] > after)
    last = last.mutate(day=((last["at"] // DAY) if by_day else ibis.literal(0)).cast("int64"))
    return last.group_by("step", "segment", "day").agg(
        count=last.count(), firsts=(last.nth == 0).sum(), first=last["at"].min(), last=last["at"].max()
    )


def edges(
    cells: pd.DataFrame, opened: pd.DataFrame, ends: Sequence[str], names: Mapping[str, str] | None
) -> Edges:
    """The small table of the grouped rows."""
    named = {str(k): str(v) for k, v in (names or {}).items()}
    cells, opened = _named(cells, named), _named(opened, named)
    frame, row = summed(
        pd.concat([_moves(cells), _starts(cells), _opened(opened), _opened(opened, LEFT, -1)])
    )
    frame = frame[(frame["count"] > 0).to_numpy()]
    place = np.full(len(row), -1)
    place[: len(row)] = pd.Index(frame.index).get_indexer(row)
    frame = frame.reset_index(drop=True)
    binned = cells["bin"].notna().to_numpy()
    times = (
        pd.DataFrame(
            {
                "row": place[: len(cells)][binned],
                "bin": cells["bin"][binned].astype("int64"),
                "count": cells["count"][binned],
            }
        )
        .groupby(["row", "bin"], as_index=False)[["count"]]
        .sum()
    )
    own = set(cells["raw"]) - named.keys() if names is not None else set()
    return Edges(frame, times, tuple(sorted({named.get(end, end) for end in ends})), tuple(sorted(own)))


def _named(cells: pd.DataFrame, named: Mapping[str, str]) -> pd.DataFrame:
    out = cells.assign(raw=cells["step"], step=_mapped(cells["step"], named))
    return out.assign(next=_mapped(cells["next"], named)) if "next" in cells else out


def _mapped(texts: pd.Series, named: Mapping[str, str]) -> pd.Series:
    return texts.map(lambda one: named.get(one, one), na_action="ignore") if named else texts


def _days(cells: pd.DataFrame) -> Any:
    return cells["day"].to_numpy("int64").astype("datetime64[D]").astype("datetime64[s]")


def _when(micros: pd.Series) -> pd.Series:
    return pd.to_datetime(micros, unit="us", utc=True).dt.as_unit("us")


def _frame(cells: pd.DataFrame, target: Any, kind: Any, **columns: Any) -> pd.DataFrame:
    held = {
        "source": cells["step"], "target": target, "kind": kind, "segment": cells["segment"].astype("str"), "day": _days(cells),
        "count": cells["count"], "firsts": cells["firsts"], "seconds": 0.0, "seconds_sq": 0.0,
        "first": _when(cells["first"]), "last": _when(cells["last"]),
    }  # fmt: skip
    return pd.DataFrame(held | columns, index=cells.index)


def _moves(cells: pd.DataFrame) -> pd.DataFrame:
    ended, gone = cells["ended"].to_numpy(bool), cells["next"].isna().to_numpy()
    kind = np.where(ended, "end", np.where(gone, "left", "move"))
    target = np.where(ended, ENDED, np.where(gone, LEFT, cells["next"].fillna("")))
    seconds = {name: cells[name].fillna(0.0).astype("float64") for name in ("seconds", "seconds_sq")}
    return _frame(cells, target, kind, **seconds)


def _starts(cells: pd.DataFrame) -> pd.DataFrame:
    begun = cells[(cells["starts"] > 0).to_numpy()]
    many = begun["starts"].astype("int64")
    return _frame(begun, begun["step"], "start", source=START, count=many, firsts=many)


def _opened(opened: pd.DataFrame, target: str = OPEN, sign: int = 1) -> pd.DataFrame:
    """The open ones, and as many taken away from those that left."""
    count, firsts = sign * opened["count"], sign * opened["firsts"]
    return _frame(opened, target, "open" if sign > 0 else "left", count=count, firsts=firsts)
