"""From the tidy log to grouped rows: one order, one window, kept once, then grouped twice."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir

from .bins import PER_DOUBLING
from .codes import Codes
from .dialect import DAY

BITS = 62
"""Up to how many steps are remembered in the bits of a number; above, first visits need an order of their own."""


def ordered(coded: ir.Table, codes: Codes, bits: bool) -> ir.Table:
    """Each event up to the first end of its case: ``code``, ``seg``, ``at``, ``next`` and ``gap`` (null after the last), whether it is
    the first of its step in its case (``first``) and of its case (``begins``)."""
    small = {name: coded[name].cast("int32") for name in codes.narrow if coded[name].type().is_integer()}
    coded = coded.mutate(**small)
    known = _remembered(coded, codes) if bits and len(codes.steps) <= BITS else _numbered(coded, codes)
    if not codes.ends:
        return known.select("code", "seg", "at", "first", "begins", "next", "gap")
    ended = known.code.isin(codes.ends)
    return known.filter(~known.past).select(
        "code", "seg", "at", "first", "begins",
        next=ibis.ifelse(ended, ibis.null(known.next.type()), known.next),
        gap=ibis.ifelse(ended, ibis.null("int64"), known.gap),
    )  # fmt: skip


def _remembered(coded: ir.Table, codes: Codes) -> ir.Table:
    """The steps met before as bits of one number, in the same window as the rest."""
    total = [coded["at"], coded.row]
    w = ibis.window(group_by=coded.case, order_by=total)
    before = ibis.window(group_by=coded.case, order_by=total, preceding=(None, 1))
    bit = ibis.literal(1, "int64") << coded.code.cast("int64")
    t = coded.select(
        "code", "seg", "at",
        next=coded.code.lead().over(w), gap=coded["at"].lead().over(w) - coded["at"], seen=bit.bit_or().over(before),
    )  # fmt: skip
    mask = sum(1 << code for code in codes.ends)
    seen = t.seen.fill_null(0)
    return t.mutate(
        first=((seen >> t.code.cast("int64")) & 1) == 0,
        begins=t.seen.isnull(),
        past=(seen & ibis.literal(mask, "int64")) != 0 if mask else ibis.literal(False),
    )


def _numbered(coded: ir.Table, codes: Codes) -> ir.Table:
    """The same for any number of steps and any backend."""
    total = [coded["at"], coded.row]
    w = ibis.window(group_by=coded.case, order_by=total)
    before = ibis.window(group_by=coded.case, order_by=total, preceding=(None, 1))
    nth = ibis.row_number().over(ibis.window(group_by=[coded.case, coded.code], order_by=total))
    ended = coded.code.isin(codes.ends).cast("int64") if codes.ends else None
    return coded.select(
        "code", "seg", "at",
        next=coded.code.lead().over(w), gap=coded["at"].lead().over(w) - coded["at"],
        first=nth == 0, begins=ibis.row_number().over(w) == 0,
        past=ibis.literal(False) if ended is None else ended.sum().over(before).fill_null(0) > 0,
    )  # fmt: skip


def by_day(kept: ir.Table, days: bool) -> ir.Table:
    """Counts, first visits and moments by step, next step, segment, day and whether a case begins;
    moments in microseconds."""
    t = kept.mutate(day=_day(kept, days), span=kept.gap.cast("float64"))
    return t.group_by("code", "next", "seg", "day", "begins").agg(
        count=t.count(), firsts=t.first.cast("int32").sum(), seconds=t.span.sum(), seconds_sq=(t.span * t.span).sum(),
        first=t["at"].min(), last=t["at"].max(),
    )  # fmt: skip


def by_bin(kept: ir.Table, days: int) -> ir.Table:
    """The times of moves in bins, by step, next step, segment and period of so many days (0: all in one)."""
    known = kept.filter(kept.gap.notnull())
    log2 = known.gap.cast("float64").nullif(0.0).log2()
    t = known.mutate(
        period=(known["at"] // (DAY * days)).cast("int32") if days else ibis.literal(0, "int32"),
        bin=((log2 * PER_DOUBLING).floor().cast("int16").fill_null(-1) + 1).cast("int16"),
    )
    return t.group_by("code", "next", "seg", "period", "bin").agg(count=t.count())


def opens(kept: ir.Table, codes: Codes, after: int, days: bool) -> ir.Table:
    """Last events of cases without an end, later than ``after``: the log may have stopped before the next."""
    last = kept.filter(kept.next.isnull(), kept["at"] > after)
    last = last.filter(last.code.notin(codes.ends)) if codes.ends else last
    last = last.mutate(day=_day(last, days))
    return last.group_by("code", "seg", "day").agg(
        count=last.count(),
        firsts=last.first.cast("int64").sum(),
        first=last["at"].min(),
        last=last["at"].max(),
    )


def exact(kept: ir.Table, quantiles: tuple[float, ...], segments: bool) -> ir.Table:
    """Exact quantiles of the time of each move."""
    known = kept.filter(kept.gap.notnull())
    keys = ["code", "next", *(["seg"] if segments else [])]
    found = {f"q{i}": known.gap.cast("float64").quantile(q) for i, q in enumerate(quantiles)}
    return known.group_by(keys).agg(count=known.count(), **found)


def _day(t: ir.Table, days: bool) -> ir.IntegerValue:
    return (t["at"] // DAY).cast("int32") if days else ibis.literal(0, "int32")
