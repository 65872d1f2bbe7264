"""The improvements of a map, read as levers on its chain."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from cjm_widgets.frames import keys

from .chain import Chain
from .levers import Lever, lever


def levers(made: Chain, improvements: pd.DataFrame | None, notes: list[str] | None = None) -> list[Lever]:
    """The improvements of a map that name a step and a lever; what says neither is left out and noted.

    ``DataError`` where one does not fit: see ``lever``.
    """
    found: list[Lever] = []
    for label, row in (
        () if improvements is None else zip(improvements.index, improvements.to_dict("records"), strict=True)
    ):
        name, kind, step = keys.text(label), _text(row, "lever"), _text(row, "step")
        if not kind or not step:
            _note(
                notes,
                f"The improvement {name!r} names no {'lever' if step else 'step'}: it is not simulated.",
            )
            continue
        if step not in made.steps:
            _note(
                notes,
                f"The improvement {name!r} changes {step!r}, which no journey reaches: it is not simulated.",
            )
            continue
        likely, low, high = (_amount(row, column) for column in ("likely", "low", "high"))
        effect = _effect(name, low, likely, high, notes)
        adoption = _amount(row, "adoption")
        found.append(
            lever(
                made,
                name,
                kind,
                step,
                effect,
                unit=_text(row, "unit"),
                adoption=1.0 if np.isnan(adoption) else adoption,
                towards=_text(row, "towards"),
            )
        )
    return found


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


def _amount(row: Mapping[object, object], column: str) -> float:
    value = pd.to_numeric(pd.Series([row.get(column)]), errors="coerce").astype("float64").iloc[0]
    return float(value)


def _text(row: Mapping[object, object], column: str) -> str | None:
    value = row.get(column)
    return value if isinstance(value, str) and value else None
