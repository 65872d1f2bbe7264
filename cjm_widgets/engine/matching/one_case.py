"""Planned against actual for one case: its events in order, each beside what the map expects there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .assign import IGNORED, UNASSIGNED

COLUMNS = ["at", "activity", "step", "status", "skipped", "share", "planned", "since"]


@dataclass(frozen=True)
class Plan:
    """``order``: the position of each step, None for an end; ``moves``: the map's, with what it says of each; ``how`` by activity."""

    order: Mapping[str, int | None]
    moves: Mapping[tuple[str, str], tuple[float | None, float | None]]
    places: Mapping[str, str]
    how: Mapping[str, str]


def against(events: pd.DataFrame, plan: Plan) -> pd.DataFrame:
    """A row per event: where it belongs, and how it stands to the map.

    ``status``: ``start``; ``on plan`` where the map has the move; ``skipped`` with the steps between in ``skipped``; ``returned``; ``again``;
    ``off plan`` where the map has no such move though nothing was passed over; ``unassigned``; ``left out`` by a rule; ``after the end``.
    ``share`` and ``planned`` are what the map says of the move; ``since`` is the time since the event before.

    >>> held = pd.DataFrame({"at": pd.to_datetime(["2026-05-01", "2026-05-02", "2026-05-03"]), "step": ["see", "pay", "see"]})
    >>> plan = Plan({"see": 0, "ask": 1, "pay": 2}, {("see", "ask"): (0.5, None)}, {"see": "see", "pay": "pay"}, {})
    >>> against(held, plan)[["status", "skipped"]].values.tolist()
    [['start', []], ['skipped', ['ask']], ['returned', []]]
    """
    rows: list[dict[str, Any]] = []
    before: str | None = None
    ended = False
    for at, activity in zip(events["at"], events["step"], strict=True):
        place = plan.places.get(activity)
        row: dict[str, Any] = {
            "at": at,
            "activity": activity,
            "step": place,
            "skipped": [],
            "share": None,
            "planned": None,
        }
        if ended:
            row["status"] = "after the end"
        elif place is None:
            row["status"] = IGNORED if plan.how.get(activity) == IGNORED else UNASSIGNED
        else:
            row |= _move(plan, before, place)
            before, ended = place, plan.order.get(place) is None
        rows.append(row)
    out = pd.DataFrame(rows, columns=COLUMNS)
    out["since"] = out["at"].diff()
    return out.astype({"share": "float64", "planned": "float64"})


def _move(plan: Plan, before: str | None, place: str) -> dict[str, Any]:
    if before is None:
        return {"status": "start"}
    known = plan.moves.get((before, place))
    if known is not None:
        return {"status": "on plan", "share": known[0], "planned": known[1]}
    start, end = plan.order.get(before), plan.order.get(place)
    if start is None or end is None or end == start + 1:
        return {"status": "off plan"}
    if end == start:
        return {"status": "again"}
    if end < start:
        return {"status": "returned"}
    between = [step for step, at in plan.order.items() if at is not None and start < at < end]
    return {"status": "skipped", "skipped": between}
