"""Where the columns of a board stand, as js/src/layout/board.ts and times.ts have it."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .sheet import Row, Sheet, finite, stage_places

RAIL, COLUMN, LEAST_COLUMN = 160.0, 158.0, 96.0
LEAST, MOST = 0.75, 3.0
"""No column in proportion to time is narrower or wider than so many normal ones."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A column: a step, or a stage without steps; ``x`` counts from the left edge of the board."""

    at: int
    step: Row | None
    stage: int
    x: float
    width: float

    @property
    def middle(self) -> float:
        """The middle of it."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Band:
    """A stage over its columns; ``stage`` is its place, -1 for none."""

    row: Row | None
    stage: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Plan:
    """The rail and the columns."""

    rail: float
    slots: tuple[Slot, ...]
    bands: tuple[Band, ...]

    @property
    def width(self) -> float:
        """The width of all, the rail included."""
        return self.slots[-1].x + self.slots[-1].width if self.slots else self.rail


def plan(sheet: Sheet, *, zoom: float = 1, width: float | None = None, by_time: bool = False) -> Plan:
    """The columns: all alike, or as wide as their steps take long; stretched or squeezed to ``width`` where one is given."""
    rail = RAIL * zoom
    order = _order(sheet)
    shares = times(sheet) if by_time else {}
    parts = [shares.get(str(step["id"]), 1.0) if step else 1.0 for step, _ in order]
    column = COLUMN * zoom
    if width is not None and parts:
        column = max(LEAST_COLUMN * zoom, (width - rail) / sum(parts))
    slots, x = [], rail
    for at, ((step, stage), part) in enumerate(zip(order, parts, strict=True)):
        slots.append(Slot(at, step, stage, x, round(column * part, 2)))
        x += slots[-1].width
    return Plan(rail, tuple(slots), tuple(_bands(sheet, slots)))


def _order(sheet: Sheet) -> list[tuple[Row | None, int]]:
    """The steps, and behind the stage it follows each stage without steps."""
    places = stage_places(sheet)
    order: list[tuple[Row | None, int]] = [
        (step, places.get(str(step.get("stage")), -1)) for step in sheet.steps
    ]
    used = {stage for _, stage in order}
    for at in range(len(sheet.stages)):
        if at not in used:
            before = [i for i, (_, stage) in enumerate(order) if 0 <= stage < at]
            order.insert(max(before, default=-1) + 1, (None, at))
    return order


def _bands(sheet: Sheet, slots: list[Slot]) -> list[Band]:
    bands: list[Band] = []
    for slot in slots:
        if bands and bands[-1].stage == slot.stage:
            last = bands[-1]
            bands[-1] = Band(last.row, last.stage, last.x, last.width + slot.width)
        else:
            row = sheet.stages[slot.stage] if slot.stage >= 0 else None
            bands.append(Band(row, slot.stage, slot.x, slot.width))
    return bands


def times(sheet: Sheet) -> dict[str, float]:
    """How wide each step with a time is, as a multiple of a normal column, which is the median time."""
    held = {str(step["id"]): seconds for step in sheet.steps if (seconds := time_in(step))}
    unit = statistics.median(held.values()) if held else 1.0
    return {step: min(MOST, max(LEAST, seconds / unit)) for step, seconds in held.items()}


def time_in(step: Mapping[str, Any]) -> float | None:
    """The seconds that pass in a step, its waiting included; None where it does not say."""
    ends = [one for name in ("duration_low", "duration_high") if (one := finite(step.get(name))) is not None]
    likely = finite(step.get("duration"))
    likely = statistics.mean(ends) if likely is None and ends else likely
    wait = finite(step.get("wait"))
    return None if likely is None and wait is None else max(0.0, likely or 0) + max(0.0, wait or 0)
