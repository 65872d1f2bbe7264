"""The log of the activities that belong to a map, and how many there are of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from cjm_widgets.engine.logs import Edges, Log

EXACT = 20_000_000
"""Up to so many events the cases of an activity are counted exactly; above, to about 2 %."""


def activities(log: Log) -> pd.DataFrame:
    """Every activity of a log with its events and cases."""
    found = log.activities.reset_index()[["activity", "events"]]
    table = log.table
    many = table.case.nunique() if found["events"].sum() <= EXACT else table.case.approx_nunique()
    cases = log.execute(table.group_by(activity=table.step).agg(cases=many)).set_index("activity")["cases"]
    return found.assign(cases=cases.reindex(found["activity"]).fillna(0).to_numpy("int64"))


def only(log: Log, kept: Collection[str]) -> Log:
    """The log of some activities: events of all others are passed over, the time goes on. Sessions stay as they were cut."""
    part = replace(log)
    known = log.profile
    # What is known of a log is looked up in its profile: an activity that is not there is joined with nothing.
    part.__dict__["profile"] = known[known["step"].isin(list(kept))]
    part.__dict__["table"], part.__dict__["looked"] = log.table, log.looked
    return part


def of_segment(log: Log, segment: str | None) -> Log:
    """The log of one segment, all of it where none is said."""
    if segment is None:
        return log
    part = replace(log)
    part.__dict__["profile"] = log.profile[(log.profile["segment"] == segment).fillna(False)]
    part.__dict__["table"], part.__dict__["looked"] = (
        log.table.filter(log.table.segment == segment),
        log.looked,
    )
    return part


def counted(log: Log, names: Mapping[str, str], ends: Collection[str], quiet: Any = None) -> Edges:
    """The small table of a log under the names of the map; ends that nobody met end nothing."""
    return log.edges(names, [one for one in ends if one in set(names.values())], quiet=quiet)
