"""Activities and segments as small numbers: what is looked up once, so that the one big sort moves little."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pandas as pd

from cjm_widgets.model.errors import DataError

MOST_ACTIVITIES, MOST_SEGMENTS = 20_000, 1000


@dataclass(frozen=True)
class Codes:
    """``activities``: activity, code of its step and rank among the activities. ``steps`` and ``segments``: what a code stands for."""

    activities: pd.DataFrame
    steps: tuple[str, ...]
    segments: tuple[str | None, ...]
    ends: tuple[int, ...]
    unassigned: tuple[str, ...]
    narrow: tuple[str, ...] = ()
    """Which of ``case`` and ``row`` fit into 32 bits."""

    def join(self, log: ir.Table, rows: bool) -> ir.Table:
        """The log with codes for its texts: case, at, row, code, seg. Where it has no order of rows, activities break ties."""
        known = log.join(_table(self.activities), "step")
        if self.segments != (None,):
            places = pd.DataFrame(
                {"place": [one or "" for one in self.segments], "seg": range(len(self.segments))}
            )
            known = known.mutate(place=known.segment.fill_null("")).join(_table(places), "place")
        else:
            known = known.mutate(seg=ibis.literal(0, "int16"))
        row = known.row if rows else known.rank.cast("int64")
        until = ["until"] if "until" in log.columns else []
        return known.select("case", "at", "code", "seg", *until, row=row)


def codes(
    profile: pd.DataFrame,
    names: Mapping[str, str] | None,
    ends: Sequence[str],
    narrow: tuple[str, ...] = (),
) -> Codes:
    """The codes of a log. ``names`` maps activities to steps; ``ends`` may name steps or activities. ``DataError`` where an end is
    neither, or where there are too many different activities or segments to be such."""
    raw = sorted(profile["step"].dropna().unique())
    segments = sorted(profile["segment"].dropna().unique())
    _few(
        len(raw),
        MOST_ACTIVITIES,
        "activities",
        "names={activity: step} puts them together; rules do it by pattern",
    )
    _few(len(segments), MOST_SEGMENTS, "segments", "name a column with fewer values")
    named = {str(k): str(v) for k, v in (names or {}).items()}
    mapped = [named.get(one, one) for one in raw]
    steps = sorted(set(mapped))
    place = {step: at for at, step in enumerate(steps)}
    ended = {named.get(str(one), str(one)) for one in ends}
    strange = sorted(ended - place.keys())
    if strange:
        raise DataError(
            f"ends: the log has no step or activity {strange[0]!r}. It has: {', '.join(map(repr, steps[:40]))}."
        )
    table = pd.DataFrame({"step": raw, "code": [place[one] for one in mapped], "rank": range(len(raw))})
    missing = bool(profile["segment"].isna().any())
    return Codes(
        table, tuple(steps), (*segments, None) if missing or not segments else tuple(segments),
        tuple(sorted(place[one] for one in ended)), tuple(one for one in raw if names is not None and one not in named),
        narrow,
    )  # fmt: skip


def _few(found: int, most: int, what: str, do: str) -> None:
    if found > most:
        raise DataError(f"The log has {found:,} different {what}, at most {most:,} are counted: {do}.")


def _table(frame: pd.DataFrame) -> ir.Table:
    """A small table, its numbers no wider than they need be."""
    import pyarrow as pa

    made = pa.Table.from_pandas(frame, preserve_index=False)
    narrow = "int8" if len(frame) < 128 else "int16" if len(frame) < 32768 else "int32"
    kinds = [
        pa.string() if frame[name].dtype.kind not in "iu" else getattr(pa, narrow)() for name in frame.columns
    ]
    return ibis.memtable(made.cast(pa.schema(list(zip(frame.columns, kinds, strict=True)))))
