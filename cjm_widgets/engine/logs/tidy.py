"""The tidy log: one table with case, step, at, segment and row, and why a row does not count."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir
import pandas as pd

from cjm_widgets.model.errors import DataError

from .dialect import micros
from .memory import ROW
from .names import Columns
from .sources import Source

START, COMPLETE, OTHER = "start", "complete", "other"
STARTS, COMPLETES = (
    ("start", "started", "begin"),
    ("complete", "completed", "end", "ended", "done", "finished"),
)
MOST = 2**31 - 1
NO_CASE, NO_ACTIVITY, NO_TIME, NOT_A_TIME = "no case", "no activity", "no time", "time that cannot be read"
NO_PHASE = "neither start nor completion"


BLANKS = " \t\n\r\v\f"


def tidy(source: Source, columns: Columns, zone: str | None) -> ir.Table:
    """Every row of the log, with null where a case or a time is missing; ``step``, ``segment`` and ``told``, the time, as they stand
    there: what is blank among them is seen in the profile, without a look at each row."""
    t = source.table
    more: dict[str, Any] = {}
    if columns.done:
        more["until"] = micros(t[columns.done], source.backend.name, zone)
    if columns.lifecycle:
        more["phase"] = _phase(t[columns.lifecycle])
    return t.select(
        case=_key(t[columns.case]),
        step=_plain(t[columns.activity]),
        at=micros(t[columns.at], source.backend.name, zone),
        segment=_plain(t[columns.segment]) if columns.segment else ibis.null("string"),
        row=t[ROW].cast("int64") if source.rows else ibis.literal(0, "int64"),
        told=t[columns.at],
        **more,
    )


def _phase(column: Any) -> Any:
    """What an event says of itself: ``start``, ``complete`` (also where it says nothing), or ``other``."""
    text = _text(column).fill_null(COMPLETE).lower().strip()
    return ibis.cases((text.isin(STARTS), START), (text.isin(COMPLETES), COMPLETE), else_=OTHER)


def whole(rows: ir.Table) -> ir.Table:
    """The rows that count."""
    clean = rows.mutate(step=_text(rows.step), segment=_text(rows.segment)).drop("told")
    return clean.filter(clean.case.notnull(), clean.step.notnull(), clean["at"].notnull())


def all_whole(looked: pd.DataFrame) -> bool:
    """Whether every row counts as it stands, by a look at all rows."""
    blank = [_stripped(looked[name]).isna() & looked[name].notna() for name in ("step", "segment")]
    fine = looked["step"].notna() & (looked["rows"] == looked["whole"])
    return bool(fine.all()) and not any(bool(one.any()) for one in blank)


def reasons(rows: ir.Table) -> dict[str, Any]:
    """Why a row does not count, each row once."""
    case, step, told = rows.case.notnull(), _text(rows.step).notnull(), rows.told.notnull()
    return {
        NO_CASE: ~case,
        NO_ACTIVITY: case & ~step,
        NO_TIME: case & step & ~told,
        NOT_A_TIME: case & step & told & rows["at"].isnull(),
    }


def looked(rows: ir.Table) -> ir.Table:
    """One look at all rows: how many there are by activity and segment as they stand there, how many of them do not count, and how
    large whole numbers of cases and rows are."""
    case, at = rows.case.notnull(), rows["at"].notnull()
    count = {
        "rows": rows.count(),
        "cased": case.cast("int64").sum(),
        "whole": (case & at).cast("int64").sum(),
    }
    told = (case & rows.told.notnull()).cast("int64").sum()
    whole = rows.case.type().is_integer()
    return rows.group_by("step", "segment").agg(
        **count, timed=told, first=rows["at"].min(), last=rows["at"].max(),
        most_case=rows.case.abs().max() if whole else ibis.null("int64"), most_row=rows.row.abs().max(),
    )  # fmt: skip


def profile(looked: pd.DataFrame) -> pd.DataFrame:
    """The same with blank texts as none."""
    clean = looked.assign(**{name: _stripped(looked[name]) for name in ("step", "segment")})
    how = dict.fromkeys(("rows", "cased", "whole", "timed"), "sum") | {"first": "min", "last": "max"}
    found: pd.DataFrame = clean.groupby(["step", "segment"], dropna=False, as_index=False).agg(how)
    return found


def narrow(looked: pd.DataFrame) -> tuple[str, ...]:
    """Which of ``case`` and ``row`` fit into 32 bits: half as much to sort."""
    return tuple(name for name in ("case", "row") if looked[f"most_{name}"].max() < MOST)


def counts(profile: pd.DataFrame) -> dict[str, int]:
    """How many rows do not count, by reason."""
    known = profile[profile["step"].notna()]
    total = {name: int(known[name].sum()) for name in ("cased", "timed", "whole")}
    return {
        NO_CASE: int(profile["rows"].sum() - profile["cased"].sum()),
        NO_ACTIVITY: int(profile.loc[profile["step"].isna(), "cased"].sum()),
        NO_TIME: total["cased"] - total["timed"],
        NOT_A_TIME: total["timed"] - total["whole"],
    }


def paired(table: ir.Table) -> ir.Table:
    """One event of a start and the completion right after it of the same activity in its case, with ``until`` when it was done.

    It stands at its start. A start without a completion, and a completion without a start, stand for themselves, how long is not known.
    What is neither counts no event.
    """
    known = table.filter(table.phase != OTHER)
    w = ibis.window(group_by=[known.case, known.step], order_by=[known["at"], known.row])
    after, before = known.phase.lead().over(w), known.phase.lag().over(w)
    done = ibis.ifelse(
        (known.phase == START) & (after == COMPLETE), known["at"].lead().over(w), ibis.null("int64")
    )
    merged = ((known.phase == COMPLETE) & (before == START)).fill_null(False)
    found = known.mutate(until=done, merged=merged)
    return found.filter(~found.merged).drop("merged", "phase")


def once(table: ir.Table) -> ir.Table:
    """Without rows equal to one before in case, activity, time and segment."""
    alike = ibis.window(group_by=[table.case, table.step, table["at"], table.segment], order_by=table.row)
    found = table.mutate(nth=ibis.row_number().over(alike))
    return found.filter(found.nth == 0).drop("nth")


def sessions(table: ir.Table, pause: int) -> ir.Table:
    """Cases cut where more than ``pause`` microseconds lie between two events."""
    total = [table["at"], table.row, table.step]
    w = ibis.window(group_by=table.case, order_by=total)
    cut = table.mutate(new=((table["at"] - table["at"].lag().over(w)) > pause).fill_null(False).cast("int64"))
    so_far = ibis.window(group_by=cut.case, order_by=[cut["at"], cut.row, cut.step], preceding=(None, 0))
    number = (cut.new.sum().over(so_far) + 1).cast("string")
    return cut.select(
        case=cut.case.cast("string") + " #" + number, step="step", at="at", segment="segment", row="row",
        **({"until": "until"} if "until" in cut.columns else {}),
    )  # fmt: skip


def order(table: ir.Table) -> ir.Table:
    """How many events there are, tie with the one before in their case, repeat it, or stand after a later one."""
    w = ibis.window(group_by=table.case, order_by=[table["at"], table.row, table.step])
    t = table.select(
        tie=table["at"] == table["at"].lag().over(w),
        again=table.step == table.step.lag().over(w),
        late=table.row < table.row.lag().over(w),
    )
    sums = {"ties": t.tie, "repeats": t.tie & t.again, "late": t.late}
    return t.agg(events=t.count(), **{name: mask.cast("int64").sum() for name, mask in sums.items()})


def duration(given: Any, name: str) -> int:
    """A span of time as microseconds."""
    try:
        found = pd.Timedelta(given)
    except (ValueError, TypeError) as error:
        raise DataError(f"{name}={given!r} is no span of time. Write it as '30min' or '2D'.") from error
    if not found >= pd.Timedelta(0):
        raise DataError(f"{name}={given!r}: a span of time of 0 or more is allowed, such as '30min'.")
    return found // pd.Timedelta(1, "us")


def zone(given: str | None) -> None:
    """``DataError`` where there is no such time zone."""
    try:
        ZoneInfo(given or "UTC")
    except (KeyError, ValueError, OSError) as error:
        raise DataError(f"zone={given!r} is no time zone. Names such as 'Europe/Berlin' are.") from error


def _stripped(texts: pd.Series) -> pd.Series:
    return texts.where(texts.astype("str").str.strip(BLANKS) != "", None)


def _plain(column: Any) -> Any:
    return column if column.type().is_string() else column.cast("string")


def _text(column: Any) -> Any:
    """As text; blanks alone are nothing."""
    text = _plain(column)
    return ibis.ifelse(text.strip() == "", ibis.null("string"), text)


def _key(column: Any) -> Any:
    if column.type().is_integer():
        return column
    return _text(column)
