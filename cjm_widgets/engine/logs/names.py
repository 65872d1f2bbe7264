"""Which column of a log is the case, which the activity, which the time: guessed from names and types, said, overridable."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from cjm_widgets.model.errors import DataError

CASE = [
    "caseconceptname",
    "caseid",
    "case",
    "journeyid",
    "traceid",
    "sessionid",
    "session",
    "visitid",
    "userid",
    "customerid",
    "clientid",
    "visitorid",
    "accountid",
    "user",
    "customer",
    "client",
    "visitor",
    "uid",
    "patientid",
    "ticketid",
    "orderid",
    "applicationid",
    "interviewid",
    "cookie",
    "id",
]
ACTIVITY = [
    "conceptname",
    "activity",
    "activityname",
    "step",
    "stepname",
    "eventname",
    "event",
    "eventtype",
    "action",
    "task",
    "touchpoint",
    "page",
    "pagename",
    "url",
    "path",
    "screen",
    "channel",
    "status",
    "stage",
    "name",
]
AT = [
    "timetimestamp",
    "timestamp",
    "at",
    "time",
    "eventtime",
    "datetime",
    "occurredat",
    "createdat",
    "eventtimestamp",
    "starttimestamp",
    "starttime",
    "start",
    "when",
    "date",
    "day",
    "ts",
    "completetime",
    "endtime",
]
SEGMENT = ["segment", "persona", "cohort", "customersegment", "customertype", "usertype", "group", "variant"]
DONE = [
    "completetimestamp",
    "completetime",
    "endtimestamp",
    "endtime",
    "enddate",
    "endedat",
    "finishedat",
    "completedat",
    "end",
    "until",
]
LIFECYCLE = ["lifecycletransition", "lifecycle"]
LOOKED_AT = 1000
"""Rows of the log looked at to guess what no name says."""


@dataclass(frozen=True)
class Columns:
    """The columns of a log that are read; ``said`` is a sentence for each that was guessed."""

    case: str
    activity: str
    at: str
    segment: str | None = None
    said: tuple[str, ...] = ()
    done: str | None = None
    lifecycle: str | None = None

    @property
    def used(self) -> list[str]:
        """Each column that is read, once."""
        return list(
            dict.fromkeys(
                name
                for name in (self.case, self.activity, self.at, self.segment, self.done, self.lifecycle)
                if name is not None
            )
        )


def columns(
    sample: pd.DataFrame,
    case: str | None = None,
    activity: str | None = None,
    at: str | None = None,
    segment: str | None = None,
    done: str | None = None,
    lifecycle: str | None = None,
) -> Columns:
    """The columns of a log: those named, and for the others the ones whose name, then whose values, look like it.

    Only a name makes a segment: without one the log has none. A time of completion is guessed by name too, where ``lifecycle`` does not
    tell it; ``lifecycle`` itself never, for it makes one event of two. ``DataError`` where a named column is not there, or a needed one
    cannot be told.

    >>> log = pd.DataFrame({"user_id": [1, 1], "event": ["see", "buy"], "timestamp": ["2026-01-01", "2026-01-02"]})
    >>> columns(log)
    Columns(case='user_id', activity='event', at='timestamp', segment=None,
    said=("case is 'user_id'", "activity is 'event'", "at is 'timestamp'"), done=None, lifecycle=None)
    """
    named = {
        "case": case,
        "activity": activity,
        "at": at,
        "segment": segment,
        "done": done,
        "lifecycle": lifecycle,
    }
    given = {what: None if name is None else str(name) for what, name in named.items()}  # fmt: skip
    for what, name in given.items():
        if name is not None and name not in sample.columns:
            raise DataError(
                f"{what}={name!r}: the log has no such column. It has: {_listed(sample)}.", column=name
            )
    found, free = _found(sample, given)
    missing = [what for what in ("case", "activity", "at") if what not in found]
    if missing:
        raise DataError(
            f"Which column is the {missing[0]} cannot be told from names or values. The log has: {_listed(sample)}. "
            f"Say it: {missing[0]}='...'."
        )
    said = [f"{what} is {found[what]!r}" for what, name in given.items() if name is None and what in found]
    other = _by_name(free, LIFECYCLE)
    if other and lifecycle is None and "done" not in found:
        said.append(
            f"{other!r} is not read: lifecycle={other!r} makes one event of a start and its completion"
        )
    return Columns(**{what: found.get(what) for what in given}, said=tuple(said))  # type: ignore[arg-type]


def _found(sample: pd.DataFrame, given: Mapping[str, str | None]) -> tuple[dict[str, str], list[str]]:
    """The columns that are named or guessed, and those left over."""
    found = {what: name for what, name in given.items() if name is not None}
    free = [str(name) for name in sample.columns if name not in found.values()]
    for what, names, fits in _LOOKS:
        if what not in found:
            name = _by_name(free, names) or (fits and _by_values(sample[free], fits))
            if name:
                found[what] = name
                free.remove(name)
    if given["lifecycle"] is None and "done" not in found:
        _completed(sample, free, found)
    return found, free


def _completed(sample: pd.DataFrame, free: list[str], found: dict[str, str]) -> None:
    """A second column of times that is called like an end."""
    name = _by_name(free, DONE)
    if name and _is_time(sample[name].dropna()):
        found["done"] = name
        free.remove(name)


def _listed(sample: pd.DataFrame) -> str:
    names = ", ".join(repr(name) for name in sample.columns[:40])
    return names + (", …" if len(sample.columns) > 40 else "") if names else "no columns"


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _by_name(free: Sequence[str], names: Sequence[str]) -> str | None:
    plain = {_plain(name): name for name in reversed(free)}
    return next((plain[name] for name in names if name in plain), None)


def _by_values(sample: pd.DataFrame, fits: Callable[[pd.Series], float]) -> str | None:
    """The column that fits best, where one does."""
    scores = {str(name): fits(sample[name].dropna()) for name in sample.columns}
    best = max(scores, key=lambda name: scores[name], default=None)
    return best if best is not None and scores[best] > 0 else None


def _is_time(values: pd.Series) -> float:
    if values.dtype.kind == "M":
        return 2.0
    if not len(values) or not all(isinstance(one, str) for one in values):
        return 0.0
    read = pd.to_datetime(values, utc=True, errors="coerce", format="ISO8601")
    return float(read.notna().mean() > 0.9)


def _is_activity(values: pd.Series) -> float:
    """Few texts, each there often."""
    if not len(values) or not all(isinstance(one, str) for one in values):
        return 0.0
    kinds = values.nunique()
    return len(values) / kinds if 1 < kinds <= len(values) / 2 else 0.0


def _is_case(values: pd.Series) -> float:
    """Many different whole numbers or texts, some there more than once."""
    if not len(values) or values.dtype.kind in "Mmfb":
        return 0.0
    kinds = values.nunique()
    return kinds if 1 < kinds < len(values) else 0.0


_LOOKS: tuple[tuple[str, Sequence[str], Callable[[pd.Series], float] | None], ...] = (
    ("at", AT, _is_time),
    ("case", CASE, None),
    ("activity", ACTIVITY, None),
    ("segment", SEGMENT, None),
    ("activity", (), _is_activity),
    ("case", (), _is_case),
)
