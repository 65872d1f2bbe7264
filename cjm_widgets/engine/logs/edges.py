"""The small table that stays of a log: a row per move, segment and day, with times in bins. It adds up over files, machines and days.

Its size is moves x segments x days and does not grow with the log: every filter, interval and what-if after the scan costs the same
for any number of events.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from pandas.api.types import union_categoricals

from cjm_widgets.model.errors import DataError

from .bins import BINS
from .measures import moves, steps

START, LEFT, OPEN, ENDED = "(start)", "(left)", "(open)", "(end)"
"""What stands for a step where a case begins, where it goes no further, may yet go on, or has met its end."""
DENSE = 20_000_000
"""Up to how many counts of bins are added in one array."""
KINDS = {LEFT: "left", OPEN: "open", ENDED: "end"}
KEYS = ["source", "target", "kind", "segment", "day"]
SUMS = ["count", "firsts", "seconds", "seconds_sq"]


@dataclass(frozen=True)
class Edges:
    """``frame``: a row per ``source``, ``target``, ``segment`` and ``day`` (UTC, of the event at the source), with

    - ``kind``: "start" (source is ``START``), "move", "left", "open" (the log may have stopped first) or "end" (the source ends cases);
    - ``count``; ``firsts``: in how many the source was met for the first time in its case, so that cases per step add up;
    - ``seconds`` and ``seconds_sq``: sum and sum of squares of the seconds to the next event; ``first`` and ``last``: when seen.

    ``times``: how many times of a ``span`` fell into a ``bin`` (``logs.bins``). Rows of one span (a column of the frame) share bins:
    those of one move and segment within ``period`` days, one where the table stays small; 0 is all days. ``ends``: what ends a case.
    ``unassigned``: activities no name was given for, which stand under their own. Both frames are not to be changed.
    """

    frame: pd.DataFrame
    times: pd.DataFrame
    ends: tuple[str, ...] = ()
    unassigned: tuple[str, ...] = ()
    period: int = 1
    said: tuple[str, ...] = field(default=(), compare=False)

    @property
    def cases(self) -> int:
        """How many cases there are."""
        return int(self.frame.loc[(self.frame["kind"] == "start").to_numpy(), "count"].sum())

    @property
    def events(self) -> int:
        """How many events there are up to the first end of each case."""
        return int(self.frame.loc[(self.frame["kind"] != "start").to_numpy(), "count"].sum())

    def steps(self, by: str | None = None, interval: float = 0.95, small: int = 30) -> pd.DataFrame:
        """A row per step; see ``measures.steps``. ``by`` is "segment", "day" or nothing."""
        return steps(self, by, interval, small)

    def moves(
        self, by: str | None = None, interval: float = 0.95, small: int = 30, how: str = "wilson"
    ) -> pd.DataFrame:
        """A row per move; see ``measures.moves``. ``how`` is "wilson" or "dirichlet"."""
        return moves(self, by, interval, small, how)

    def where(
        self,
        segment: str | Sequence[str | None] | None = None,
        since: Any = None,
        until: Any = None,
    ) -> Edges:
        """The part of some segments and of the days from ``since`` to ``until``, both counted in.

        A day is that of the event, so that parts of days add up to the whole; a case that began earlier keeps its later events.
        Medians of a part of a period are those of the whole period.
        """
        keep = np.ones(len(self.frame), bool)
        if segment is not None:
            wanted = [segment] if isinstance(segment, str) else list(segment)
            keep &= self._in_segments(wanted)
        if (since is not None or until is not None) and not self.frame["day"].notna().any():
            raise DataError("The log was counted without days: count it with by_day=True.")
        day = self.frame["day"].to_numpy()
        if since is not None:
            keep &= day >= np.datetime64(_day(since, "since"))
        if until is not None:
            keep &= day <= np.datetime64(_day(until, "until"))
        part = self.frame[keep].reset_index(drop=True)
        held = np.zeros(_most(self.frame["span"]) + 2, bool)
        held[part["span"].to_numpy()] = True
        held[-1] = False
        return replace(self, frame=part, times=self.times[held[self.times["span"].to_numpy()]])

    def _in_segments(self, wanted: Sequence[str | None]) -> npt.NDArray[np.bool_]:
        known = self.frame["segment"]
        strange = [one for one in wanted if one is not None and one not in set(known.cat.categories)]
        if strange:
            raise DataError(
                f"segment {strange[0]!r} is not in the log. There are: "
                f"{', '.join(map(repr, known.cat.categories)) or 'none'}.",
                column="segment",
            )
        out: npt.NDArray[np.bool_] = known.isin([one for one in wanted if one is not None]).to_numpy()
        return out | known.isna().to_numpy() if None in wanted else out

    def __add__(self, other: Edges) -> Edges:
        """Both together: of other cases, or of the same cases counted by day. ``DataError`` where their cases end differently."""
        if self.ends != other.ends:
            raise DataError(
                f"The two were cut at different ends: {list(self.ends)} and {list(other.ends)}. Count both with the same ends."
            )
        return together([self, other])


def together(parts: Sequence[Edges]) -> Edges:
    """The sum of several; times share bins over the longest period among them."""
    lengths = [one.period for one in parts]
    length = 0 if 0 in lengths else max(lengths)
    both = _stacked([one.frame for one in parts])
    row, frame = _rows(both)
    frame["span"] = spans(frame, length)
    place = frame["span"].to_numpy()[row]
    begin = np.cumsum([0, *[len(one.frame) for one in parts]])
    times = [_moved(one, place[at : at + len(one.frame)]) for one, at in zip(parts, begin, strict=False)]
    missing = dict.fromkeys(name for one in parts for name in one.unassigned)
    return replace(parts[0], frame=frame, times=_added(times), unassigned=tuple(missing), period=length)


def _stacked(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Frames under one another, their texts categories of all."""
    plain = [name for name in frames[0].columns if name not in KEYS or name == "day"]
    both = pd.concat([one[plain] for one in frames], ignore_index=True)
    texts = {
        name: union_categoricals([one[name] for one in frames], sort_categories=True)
        for name in KEYS
        if name != "day"
    }
    return both.assign(**texts)[list(frames[0].columns)]


def _added(times: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Counts of bins put together."""
    span, bin_, count = (
        np.concatenate([one[name].to_numpy("int64") for one in times]) for name in ("span", "bin", "count")
    )
    key = span * BINS + bin_
    most = int(key.max()) + 1 if len(key) else 0
    if most <= DENSE:
        held = np.bincount(key, count, minlength=most)
        at = np.flatnonzero(held)
        many = held[at].astype("int64")
    else:
        at, place = np.unique(key, return_inverse=True)
        many = np.bincount(place, count).astype("int64")
    return pd.DataFrame(
        {"span": (at // BINS).astype("int32"), "bin": (at % BINS).astype("int16"), "count": many}
    )


def _moved(part: Edges, place: npt.NDArray[np.int64]) -> pd.DataFrame:
    """The times of a part with the spans of the whole."""
    new = np.full(_most(part.frame["span"]) + 1, -1)
    old = part.frame["span"].to_numpy()
    new[old[old >= 0]] = place[old >= 0]
    return part.times.assign(span=new[part.times["span"].to_numpy()])


def _most(span: pd.Series) -> int:
    return int(span.max()) if len(span) else -1


def periods(frame: pd.DataFrame, length: int) -> npt.NDArray[np.int64]:
    """The number of the period of each row, in periods of so many days; 0 for all where there are none."""
    if not length or not frame["day"].notna().any():
        return np.zeros(len(frame), np.int64)
    return frame["day"].to_numpy().astype("datetime64[D]").astype("int64") // length


def spans(frame: pd.DataFrame, length: int) -> npt.NDArray[np.int32]:
    """Which rows share bins: those of one move, segment and period; -1 where there is no move."""
    moves = (frame["kind"] == "move").to_numpy()
    part = frame.loc[moves, ["source", "target", "segment"]].assign(period=periods(frame[moves], length))
    out = np.full(len(frame), -1, np.int32)
    out[moves] = part.groupby(list(part.columns), observed=True, dropna=False, sort=False).ngroup()
    return out


def summed(frame: pd.DataFrame) -> pd.DataFrame:
    """Rows of one key put together, in order."""
    return _rows(typed_keys(frame))[1]


def _rows(typed: pd.DataFrame) -> tuple[npt.NDArray[np.int64], pd.DataFrame]:
    """For each row the one it goes into, and those, in order. Keys are packed into one number, which sorts as they do."""
    packed = np.zeros(len(typed), np.int64)
    for name in KEYS:
        one = typed[name]
        if name == "day":
            days = one.to_numpy().astype("datetime64[D]").astype("int64")
            known = one.notna().to_numpy()
            low = int(days[known].min()) if known.any() else 0
            code, size = (
                np.where(known, days - low, 0),
                int(days[known].max() - low + 1) if known.any() else 1,
            )
        else:
            size = len(one.cat.categories) + 1
            code = np.where(one.isna(), size - 1, one.cat.codes)
        packed = packed * size + code
    found, first, row = np.unique(packed, return_index=True, return_inverse=True)
    out = typed.iloc[first].reset_index(drop=True)
    for name in SUMS:
        values = typed[name].to_numpy()
        total = np.bincount(row, values, minlength=len(found))
        out[name] = np.rint(total).astype("int64") if values.dtype.kind in "iu" else total
    for name, put in (("first", np.minimum), ("last", np.maximum)):
        held = out[name].astype("int64").to_numpy().copy()
        put.at(held, row, typed[name].astype("int64").to_numpy())
        out[name] = pd.DatetimeIndex(held.astype("datetime64[us]")).tz_localize("UTC")
    return row, out


def typed_keys(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame with its texts as categories."""
    return frame.assign(**{name: frame[name].astype("category") for name in KEYS if name != "day"})


def _day(given: Any, what: str) -> date:
    try:
        return pd.Timestamp(given).date()
    except (ValueError, TypeError) as error:
        raise DataError(f"{what}={given!r} is no day. Write it as '2026-05-31'.") from error
