"""The improvements of a map, read as levers on its chain."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.frames import keys

from .chain import Chain
from .columns import number
from .levers import Lever, lever


def levers(made: Chain, improvements: pd.DataFrame | None, notes: list[str] | None = None) -> list[Lever]:
    """The improvements of a map that name a step and a lever; what says neither is left out and noted.

    ``DataError`` where one does not fit: see ``lever``.
    """
    if improvements is None:
        return []
    rows = zip(improvements.index, improvements.to_dict("records"), strict=True)
    found = [_read(made, label, row, notes) for label, row in rows]
    return [one for one in found if one is not None]


def _read(made: Chain, label: object, row: Mapping[Hashable, Any], notes: list[str] | None) -> Lever | None:
    name, kind, step = keys.text(label), _text(row, "lever"), _text(row, "step")
    kept = _kept(made, name, kind, step)
    if kept or not kind or not step:
        _note(notes, f"{kept}: it is not simulated.")
        return None
    likely, low, high, adoption = (
        number(row.get(column), ("improvements", label, column))
        for column in ("likely", "low", "high", "adoption")
    )
    return lever(
        made,
        name,
        kind,
        step,
        _effect(name, low, likely, high, notes),
        unit=_text(row, "unit"),
        adoption=1.0 if np.isnan(adoption) else adoption,
        towards=_text(row, "towards"),
    )


def _kept(made: Chain, name: str, kind: str | None, step: str | None) -> str:
    """Why an improvement is left out; nothing where it is not."""
    if not kind or not step:
        return f"The improvement {name!r} names no {'lever' if step else 'step'}"
    if step not in made.steps:
        return f"The improvement {name!r} changes {step!r}, which no journey reaches"
    if kind == "wait" and any(made.steps[i] == step for i, _ in made.queues):
        return f"The wait at {step!r} comes from its queue, which {name!r} cannot change"
    return ""


def _effect(
    name: str, low: float, likely: float, high: float, notes: list[str] | None
) -> tuple[float, float, float]:
    given = [one for one in (low, likely, high) if not np.isnan(one)]
    if len(given) == 1:
        _note(notes, f"The effect of {name!r} is one number: how unsure it is does not enter the intervals.")
    if np.isnan(likely) and given:
        likely = sum(given) / len(given)
    return likely if np.isnan(low) else low, likely, likely if np.isnan(high) else high


def _note(notes: list[str] | None, sentence: str) -> None:
    if notes is not None:
        notes.append(sentence)


def _text(row: Mapping[Hashable, Any], column: str) -> str | None:
    value = row.get(column)
    missing = value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))
    return None if missing else keys.text(value) or None
