"""Questions to a log alone: its different journeys, their few kinds, and where a long history parts into journeys."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cjm_widgets.model.errors import DataError

if TYPE_CHECKING:
    from cjm_widgets.engine.logs import Log


def variants(
    events: Any,
    case: str | None = None,
    activity: str | None = None,
    at: str | None = None,
    *,
    ends: str | Sequence[str] = (),
    **how: Any,
) -> pd.DataFrame:
    """The different journeys of a log, a row each, the most frequent first.

    Columns: ``journey`` (its steps as text), ``steps``, ``cases``, ``share`` with ``low`` and ``high`` (95 %, Wilson's), ``cumulative``,
    ``median`` (first to last event), ``ended`` (the end it met), ``example`` (a case), ``path`` (its steps as a tuple). Each case is cut
    at its first of ``ends``. ``events`` and ``how`` as for ``JourneyMap.from_log``.

    >>> import cjm_widgets as cjm
    >>> log = pd.DataFrame({"who": [1, 1, 2, 2, 3], "what": ["see", "buy", "see", "buy", "see"],
    ...                     "when": pd.to_datetime("2026-05-01") + pd.to_timedelta([0, 1, 0, 2, 9], "min")})
    >>> cjm.variants(log, "who", "what", "when")[["journey", "cases"]].values.tolist()
    [['see › buy', 2], ['see', 1]]
    """
    from cjm_widgets.engine.discovery.variants import paths, variants as rows

    return rows(paths(open_log(events, case, activity, at, **how), texts(ends)))


def clusters(
    events: Any,
    case: str | None = None,
    activity: str | None = None,
    at: str | None = None,
    *,
    k: int | None = None,
    ends: str | Sequence[str] = (),
    seed: int = 0,
    **how: Any,
) -> pd.DataFrame:
    """The few kinds of journeys among thousands: a row per cluster, the largest first, shown by the journey in its middle.

    ``k`` is how many; without it, as many (2 to 8) as stand furthest apart. Columns: ``journey`` (the medoid: a journey that was made),
    ``cases``, ``share`` with ``low`` and ``high``, ``variants``, ``medoid_cases``, ``steps`` (mean), ``median`` (of the medoid),
    ``ended`` (share that met an end), ``silhouette`` (how far apart they stand: 1 far, 0 touching), ``path``.
    ``JourneyMap.from_log(..., clusters=k)`` draws them. ``MissingExtra`` without the extra ``cluster``.

    >>> import cjm_widgets as cjm
    >>> log = pd.DataFrame({"who": [1, 1, 2, 2, 3], "what": ["see", "buy", "see", "buy", "ask"],
    ...                     "when": pd.to_datetime("2026-05-01") + pd.to_timedelta([0, 1, 0, 2, 9], "min")})
    >>> cjm.clusters(log, "who", "what", "when", k=2)["journey"].tolist()
    ['see › buy', 'ask']
    """
    from cjm_widgets.engine.discovery.clusters import clusters as parted
    from cjm_widgets.engine.discovery.variants import paths

    return parted(paths(open_log(events, case, activity, at, **how), texts(ends)), k, seed)[0]


def cut(
    events: Any,
    case: str | None = None,
    activity: str | None = None,
    at: str | None = None,
    *,
    by: Any = "context",
    after: str | Sequence[str] = (),
    before: str | Sequence[str] = (),
    **how: Any,
) -> pd.DataFrame:
    """Long histories cut into journeys: the events in memory, by case and time, with a column ``journey`` such as ``"ann/2"``.

    ``by``: "context" parts where two activities usually lie far apart, learnt from the log; "gap" where a pause is long, its limit
    found in the data; a time such as ``"30 min"``; or None. ``after`` (outcomes) and ``before`` (entry steps) always part. Columns:
    ``case``, ``activity``, ``at``, ``journey``, and ``unfinished``: whether it is the last journey of its history and met none of
    ``after``, so it may go on beyond the log. ``attrs["cut"]`` says what was decided and what was left out. docs/event-logs.md says how
    near the truth it comes. Errors as for ``JourneyMap.from_log``; ``DataError`` for another ``by`` or an activity that is not there.

    >>> import cjm_widgets as cjm
    >>> log = pd.DataFrame({"who": "ann", "what": ["see", "buy", "see", "see"],
    ...                     "when": pd.to_datetime("2026-05-01") + pd.to_timedelta([0, 1, 100, 101], "min")})
    >>> cjm.cut(log, "who", "what", "when", by="30 min")["journey"].tolist()
    ['ann/1', 'ann/1', 'ann/2', 'ann/2']
    """
    from cjm_widgets.engine.discovery.cutting import checked, cut as parted

    chosen = checked(by)
    log = open_log(events, case, activity, at, **how)
    rows = log.frame().reset_index(drop=True)
    ends, begins = texts(after), texts(before)
    _known([*ends, *begins], rows["step"])
    made = parted(rows["case"], rows["step"], rows["at"], chosen, ends, begins)
    out = rows.iloc[made.order].reset_index(drop=True)
    number = pd.Series(made.starts).groupby(out["case"]).cumsum()
    out["journey"] = out["case"].astype("str") + "/" + number.astype("str")
    last = number == number.groupby(out["case"]).transform("max")
    met = out["step"].isin(ends).groupby(out["journey"]).transform("any")
    out["unfinished"] = (last & ~met).to_numpy(np.bool_)
    out = out.rename(columns={"step": "activity"})[["case", "activity", "at", "journey", "unfinished"]]
    dropped = {str(why): int(n) for why, n in zip(log.dropped["reason"], log.dropped["rows"], strict=True)}
    out.attrs["cut"] = {
        "said": [*log.said, *made.said],
        "dropped": dropped,
        "journeys": int(made.starts.sum()),
    }
    return out


def _known(named: Sequence[str], steps: pd.Series) -> None:
    there = set(steps)
    for one in named:
        if one not in there:
            raise DataError(
                f"The log has no activity {one!r}: {', '.join(map(repr, sorted(there)[:12]))} are there."
            )


def texts(given: str | Sequence[str]) -> list[str]:
    """One name or several as a list.

    >>> texts("buy"), texts(("buy", "quit"))
    (['buy'], ['buy', 'quit'])
    """
    if isinstance(given, str):
        return [given]
    if not isinstance(given, Iterable):
        raise DataError(f"{given!r} names no activities: a text, or a list of texts, is allowed.")
    return [str(one) for one in given]


def open_log(
    events: Any,
    case: str | None = None,
    activity: str | None = None,
    at: str | None = None,
    segment: str | None = None,
    **how: Any,
) -> Log:
    """The log of any table or file; what only ``read_log`` reads (XES, OCEL, zips) is read by it."""
    from cjm_widgets.engine.logs import log

    held = events
    if isinstance(events, (str, os.PathLike)) and os.fspath(events).lower().removesuffix(".gz").endswith(
        _READ
    ):
        from cjm_widgets.formats.logs.read import read_log

        held = read_log(events, how.pop("object_type", None), zone=how.get("zone"))
    return log(held, case, activity, at, segment, **how)


_READ = (".xes", ".xmlocel", ".jsonocel", ".sqlite", ".xml", ".json", ".zip")
