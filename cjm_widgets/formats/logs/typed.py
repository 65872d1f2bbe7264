"""Texts of a log made into numbers, flags and times, where every one of a column can be; else they stay as they are."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from datetime import tzinfo

import pandas as pd

from cjm_widgets.model.errors import DataError

_ZONED = r"(?i)(?:Z|[+-]\d{2}:?\d{2})\s*$"
_ISO = r"^\s*\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}"


def zone_of(zone: str | tzinfo | None) -> tzinfo:
    """The zone of times written without one; UTC where nothing is said. DataError for a name nobody knows.

    >>> str(zone_of(None)), str(zone_of("Europe/Rome"))
    ('UTC', 'Europe/Rome')
    """
    if isinstance(zone, tzinfo):
        return zone
    try:
        return zoneinfo.ZoneInfo(zone or "UTC")
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError, TypeError) as error:
        raise DataError(
            f"zone={zone!r} is no time zone: give a name such as 'Europe/Rome' or 'UTC'."
        ) from error


def times(texts: Sequence[str | None] | pd.Series, zone: tzinfo) -> tuple[pd.Series, int, int]:
    """Times in UTC, microseconds; how many had no zone of their own (they are taken in ``zone``), and how many texts are no time (they
    are empty, as is a time that a clock put forward leaves out). A time that comes twice in autumn is the earlier.

    >>> read, bare, wrong = times(["2022-01-09T15:00:00", "2022-01-09T14:00:00Z", "soon"], zone_of("Europe/Rome"))
    >>> read.dt.hour.tolist()[:2], bare, wrong
    ([14.0, 14.0], 1, 1)
    """
    column = pd.Series(texts, dtype="str").reset_index(drop=True)
    zoned = column.str.contains(_ZONED, regex=True, na=False)
    made = pd.Series(pd.NaT, index=column.index, dtype="datetime64[us, UTC]")
    made[zoned] = pd.to_datetime(column[zoned], utc=True, format="ISO8601", errors="coerce").astype(
        made.dtype
    )
    bare = column[~zoned & column.notna()]
    if len(bare):
        local = pd.to_datetime(bare, format="ISO8601", errors="coerce").dt.as_unit("us")
        twice = pd.Series(True, index=local.index).to_numpy()
        there = local.dt.tz_localize(zone, ambiguous=twice, nonexistent="NaT")
        made[bare.index] = there.dt.tz_convert("UTC").astype(made.dtype)
    read = made.notna()
    return made, int((read & ~zoned).sum()), int((column.notna() & ~read).sum())


def typed(column: pd.Series, zone: tzinfo) -> tuple[pd.Series, int]:
    """A column of texts as numbers, or as UTC times, where every text is one written the plain way; ``007`` and ``1e5`` stay text, as
    ids are. With how many times had no zone.

    >>> [typed(pd.Series(texts, dtype="str"), zone_of(None))[0].dtype.kind for texts in (["1", "20"], ["1.50", "2"], ["007"])]
    ['i', 'f', 'O']
    """
    known = column.dropna()
    if known.empty:
        return column, 0
    if known.str.fullmatch(r"-?(?:0|[1-9]\d{0,17})").all():
        whole = pd.to_numeric(known)
        return (whole if len(known) == len(column) else whole.astype("Int64").reindex(column.index)), 0
    if known.str.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?").all():
        return pd.to_numeric(known).reindex(column.index), 0
    if known.str.contains(_ISO, regex=True).all():
        made, bare, wrong = times(column, zone)
        if not wrong:
            return made.set_axis(column.index), bare
    return column, 0
