"""Which lanes a blueprint draws and in which order: the twin of js/src/model/blueprint.ts; tests/contract/blueprint.json holds both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from .lanes import Lane

FOLDED = frozenset(
    {
        "thoughts", "motivations", "questions", "obstacles", "needs", "goals",
        "emotion", "pain_points", "gains", "opportunities", "quotes",
    }
)  # fmt: skip
"""Lanes of the journey that a blueprint folds away until they are asked for."""
_LEVELS = {"evidence": 0, "customer": 0, "frontstage": 1, "backstage": 2, "support": 3}
_FIRST = {"paths": 0, "evidence": 1, "touchpoints": 1, "channels": 1, "actions": 2}
_LAST = {"policy": 20, "time": 21, "staff_emotion": 22, "metric": 23}
_CUSTOMER, _OTHER = 3, 30


def level(lane: Lane) -> int | None:
    """0 the customer, 1 what they see us do, 2 what they do not see, 3 what supports it; None on no side.

    >>> level(Lane("front", "Frontstage", role="frontstage"))
    1
    """
    if lane.role in _LAST or lane.role == "paths":
        return None
    by_role = _LEVELS.get(lane.role or "")
    return _LEVELS.get(lane.side or "", 0 if lane.role else None) if by_role is None else by_role


def rank(lane: Lane) -> int:
    """Where a lane stands in a blueprint, counted from the top."""
    role = "paths" if lane.kind == "paths" else lane.role or ""
    if role in _LAST:
        return _LAST[role]
    at = level(lane)
    if not at and role in _FIRST:
        return _FIRST[role]
    if lane.side == "evidence":
        return 1
    if at is None:
        return _OTHER
    return _CUSTOMER if at == 0 else 2 + at * 4 + (lane.carrier == "technology" and at < 3)


def is_drawn(lane: Lane, asked: Mapping[str, bool]) -> bool:
    """Whether a blueprint draws a lane, where nobody asked for it or folded it away."""
    journey = lane.role in FOLDED or (lane.kind == "emotion" and lane.role != "staff_emotion")
    return asked.get(lane.id, lane.visible and not journey)


def drawn(lanes: Sequence[Lane], asked: Mapping[str, bool]) -> list[Lane]:
    """The lanes a blueprint draws, in its order; where none is part of a blueprint, those of the map.

    >>> lanes = [Lane("b", "Backstage", role="backstage"), Lane("p", "Pains", role="pain_points"), Lane("a", "Actions", role="actions")]
    >>> [lane.name for lane in drawn(lanes, {})]
    ['Actions', 'Backstage']
    """
    ordered = sorted(lanes, key=rank)
    found = [lane for lane in ordered if is_drawn(lane, asked)]
    return found or [lane for lane in ordered if asked.get(lane.id, lane.visible)]
