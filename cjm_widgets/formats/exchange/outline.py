"""A map as plain values in the order of the journey: what every writer of this folder reads. Changes nothing."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.frames.reading import as_number, as_text
from cjm_widgets.frames.tables import complete, empty


@dataclass(frozen=True, slots=True)
class Card:
    """A card: where it is, what it says, and its other columns that say something."""

    id: str
    step: str
    lane: str
    text: str
    more: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Step:
    """A step with its cards in the order of the table."""

    id: str
    name: str
    emotion: float | None
    more: dict[str, Any]
    cards: list[Card] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Stage:
    """A run of steps of one stage; a stage without steps is a run of none, ``id`` is nothing for steps without a stage."""

    id: str | None
    name: str
    goal: str
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Row:
    """A lane."""

    id: str
    name: str
    role: str
    column: str
    more: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole map as plain values; ``astray`` are the ids of cards whose step or lane is not there."""

    meta: dict[str, Any]
    stages: list[Stage]
    lanes: list[Row]
    astray: list[str]

    @property
    def title(self) -> str:
        """The map's title, nothing where it has none."""
        title = self.meta.get("title")
        return title if isinstance(title, str) else ""

    @property
    def steps(self) -> Iterator[Step]:
        """All steps in the order of the journey."""
        return (step for stage in self.stages for step in stage.steps)

    def of_role(self, step: Step, *roles: str) -> list[Card]:
        """The cards of a step in lanes of some roles."""
        wanted = {lane.id for lane in self.lanes if lane.role in roles}
        return [card for card in step.cards if card.lane in wanted]


def outline(held: MapFile) -> Outline:
    """The stages, steps, lanes and cards of a map.

    >>> from cjm_widgets.templates import load
    >>> [stage.name for stage in outline(load("classic")).stages]
    ['Awareness', 'Consideration', 'Decision', 'Retention']
    """
    frames = {name: _frame(held, name) for name in ("stages", "steps", "lanes", "cards")}
    lanes = [
        Row(id_, _said(row, "name") or id_, _said(row, "role"), _said(row, "column"), row)
        for id_, row in records(frames["lanes"])
    ]
    steps = {
        id_: Step(id_, _said(row, "name"), _number(row.get("emotion")), row)
        for id_, row in records(frames["steps"])
    }
    known, astray = {lane.id for lane in lanes}, []
    for id_, row in records(frames["cards"]):
        step, lane = as_text(row.get("step")) or "", as_text(row.get("lane")) or ""
        if step in steps and lane in known:
            steps[step].cards.append(Card(id_, step, lane, _said(row, "text"), row))
        else:
            astray.append(id_)
    return Outline(dict(held.meta), _runs(list(steps.values()), frames["stages"]), lanes, astray)


def records(frame: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with its id, as plain values; what is missing is left out."""
    names = [str(c) for c in frame.columns]
    columns = [frame.iloc[:, at].tolist() for at in range(frame.shape[1])]
    for position, id_ in enumerate(frame.index):
        yield (
            as_text(id_) or str(id_),
            {n: held[position] for n, held in zip(names, columns, strict=True) if _there(held[position])},
        )


def _frame(held: MapFile, name: str) -> pd.DataFrame:
    frame = held.tables.get(name)
    return empty(name) if frame is None else complete(name, frame)


def _runs(steps: list[Step], stages: pd.DataFrame) -> list[Stage]:
    """Steps in their order, parted where the stage changes; stages without steps before the next one that has some."""
    rows = dict(records(stages))
    place = {id_: at for at, id_ in enumerate(rows)}
    used = {_stage_of(step) for step in steps}
    waiting = [id_ for id_ in rows if id_ not in used]
    made: list[Stage] = []
    for step in steps:
        id_ = _stage_of(step)
        if not made or made[-1].id != id_:
            while waiting and id_ is not None and place[waiting[0]] < place.get(id_, -1):
                made.append(_stage(waiting.pop(0), rows))
            made.append(_stage(id_, rows))
        made[-1].steps.append(step)
    return [*made, *(_stage(id_, rows) for id_ in waiting)]


def _stage_of(step: Step) -> str | None:
    held = step.more.get("stage")
    return None if held is None else as_text(held)


def _stage(id_: str | None, rows: dict[str, dict[str, Any]]) -> Stage:
    row = rows.get(id_ or "", {})
    return Stage(id_, _said(row, "name") or (id_ or ""), _said(row, "goal"), [])


def _said(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    return value if isinstance(value, str) else "" if value is None else str(value)


def _number(value: Any) -> float | None:
    found = as_number(value)
    return float(found) if math.isfinite(found) else None


def _there(value: Any) -> bool:
    return not (value is None or (pd.api.types.is_scalar(value) and bool(pd.isna(value))))
