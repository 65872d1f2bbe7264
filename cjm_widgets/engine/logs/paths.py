"""What needs whole cases: one step some time after another, and how each case went."""

from __future__ import annotations

from collections.abc import Callable

import ibis
import ibis.expr.types as ir

from .codes import Codes


def placed(coded: ir.Table, codes: Codes) -> ir.Table:
    """The events up to the first end of their case with their place in it; ``ended`` where the event is one."""
    total = [coded["at"], coded.row]
    w = ibis.window(group_by=coded.case, order_by=total)
    before = ibis.window(group_by=coded.case, order_by=total, preceding=(None, 1))
    ended = coded.code.isin(codes.ends) if codes.ends else ibis.literal(False)
    past = ended.cast("int64").sum().over(before).fill_null(0) > 0 if codes.ends else ibis.literal(False)
    until = ["until"] if "until" in coded.columns else []
    found = coded.select(
        "case", "code", "seg", "at", *until, place=ibis.row_number().over(w), ended=ended, past=past
    )
    return found.filter(~found.past).drop("past")


def reached(coded: ir.Table, codes: Codes, keep: Callable[[ir.Table], ir.Table]) -> tuple[ir.Table, ir.Table]:
    """Cases by source and target met after the first visit of the source; and cases by step."""
    events = placed(coded, codes)
    met = keep(events.group_by("case", "code").agg(first=events.place.min(), last=events.place.max()))
    source = met.select("case", "first", source="code")
    target = met.view().select("case", "last", target="code")
    pairs = source.join(target, [source.case == target.case, source["first"] < target["last"]])
    return pairs.group_by("source", "target").agg(count=pairs.count()), met.group_by("code").agg(
        cases=met.count()
    )


def spent(coded: ir.Table, codes: Codes, segments: bool) -> ir.Table:
    """How long events took and waited, by step: number, mean, median, P90 in microseconds; and how many were done before they began."""
    events = placed(coded, codes)
    w = ibis.window(group_by=events.case, order_by=events.place)
    pause = events["at"] - events.until.lag().over(w)
    work = events.until - events["at"]
    t = events.mutate(
        work=ibis.ifelse(work >= 0, work, ibis.null("int64")),
        wait=ibis.ifelse(pause < 0, 0, pause),
        back=(work < 0).fill_null(False).cast("int64"),
    )
    sums: dict[str, ir.Value] = {"backwards": t.back.sum()}
    for name in ("work", "wait"):
        known = t[name].cast("float64")
        sums |= {f"{name}_n": known.count(), f"{name}_mean": known.mean()}
        sums |= {f"{name}_median": known.quantile(0.5), f"{name}_p90": known.quantile(0.9)}
    return t.group_by("code", *(["seg"] if segments else [])).agg(**sums)


def walked(coded: ir.Table, codes: Codes) -> ir.Table:
    """A row per case: first and last code, number of events, first and last time, whether it met an end."""
    events = placed(coded, codes)
    return events.group_by("case").agg(
        first=events.code.argmin(events.place), last=events.code.argmax(events.place), seg=events.seg.argmin(events.place),
        events=events.count(), began=events["at"].min(), until=events["at"].max(), ended=events.ended.cast("int64").max(),
    )  # fmt: skip
