"""What the board says of the evidence: what is known wherever it is, what is assumed only where that matters (docs/evidence.md)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from cjm_widgets.frames import wire
from cjm_widgets.frames.evidence import counted
from cjm_widgets.frames.lanes import Lane
from cjm_widgets.frames.reading import column, texts
from cjm_widgets.frames.spread import spans

if TYPE_CHECKING:
    from .gathered import Verbs

MOST_CARDS, MOST_EVIDENCE = 5_000, 20_000
"""Beyond so many cards or rows of evidence the marks are not computed after each edit."""
GRAVE = ("pain_points", "obstacles", "opportunities", "quotes")
"""What stands in lanes of these roles leads to decisions: it says so where nobody asked."""
NUMBERS = ("number", "duration", "time")
CALLED = {"crm": "CRM record", "other": "other source"}
"""Kinds of evidence as the board counts them: 12 CRM records."""
ASSUMED = "assumed"


def marks(m: Verbs) -> dict[str, Any]:
    """What each card and each value rests on: its state, the kinds of evidence, n, and whether it is stale."""
    tables = m._now()
    cards, rows = tables["cards"], tables["evidence"]
    if len(cards) > MOST_CARDS or len(rows) > MOST_EVIDENCE:
        return {"cards": {}, "cells": {}}
    lanes = {lane.id: lane for lane in m._bound.source.lanes()}
    return {"cards": dict(_cards(m, lanes)), "cells": dict(_cells(m, lanes))}


def _cards(m: Verbs, lanes: dict[str, Lane]) -> Iterator[tuple[str, list[Any]]]:
    cards = m.tables["cards"]
    if cards.empty:
        return
    judged = m.reliability()
    columns = [wire.values(judged[name]) for name in ("state", "kinds", "n", "stale")]
    ids = m._bound.source.tables["cards"].keys.ids()
    for id_, lane, own, state, kinds, n, stale in zip(
        ids, texts(column(cards, "lane")), _own(m), *columns, strict=True
    ):
        if own or (lane in lanes and lanes[lane].role in GRAVE):
            yield (
                id_,
                [state, ", ".join(CALLED.get(kind, kind) for kind in str(kinds or "").split(", ")), n, stale],
            )


def _own(m: Verbs) -> list[bool]:
    """Whether evidence hangs on each card itself or on a cell it stands in; what hangs on the step alone is about the moment."""
    cards, rows = m.tables["cards"], m.tables["evidence"]
    rows = rows[counted(rows)]
    named = set(texts(column(rows, "card")).dropna())
    loose = rows[texts(column(rows, "card")).isna().to_numpy()]
    cells = set(zip(texts(column(loose, "step")), texts(column(loose, "lane")), strict=True))
    held = zip(texts(cards.index), texts(column(cards, "lane")), spans(cards, m.tables["steps"]), strict=True)
    return [id_ in named or any((step, lane) in cells for step in steps) for id_, lane, steps in held]


def _cells(m: Verbs, lanes: dict[str, Lane]) -> Iterator[tuple[str, str]]:
    """What the values of lanes that draw a column rest on, by step and lane."""
    drawn = {id_ for id_ in m.tables["lanes"].index if id_ in lanes and lanes[id_].column}
    steps = m.tables["steps"]
    truths = {
        str(s)
        for s, truth in zip(steps.index, wire.values(column(steps, "moment_of_truth")), strict=True)
        if truth is True
    }
    for lane, row in m.coverage("state").to_dict("index").items():
        for step, state in row.items() if lane in drawn else ():
            if isinstance(state, str) and (state != ASSUMED or _matters(lanes[str(lane)], step in truths)):
                yield f"{step}\0{lane}", state


def _matters(lane: Lane, truth: bool) -> bool:
    """Whether an assumed value says so: a number whose lane names no source, and the curve at a moment of truth."""
    return truth if lane.kind == "emotion" else lane.kind in NUMBERS and not lane.source
