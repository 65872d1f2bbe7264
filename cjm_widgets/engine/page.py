"""A chain and its improvements as the page is told them, so that sliders answer there without Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from .chain import Chain, Floats
from .levers import Lever
from .measures import measures
from .solve import Setting, solve

FIELDS = ("start", "time", "time_var", "wait", "wait_var", "cost", "emotion", "value")


def chain_json(made: Chain) -> dict[str, Any]:
    """The chain as JSON: no NaN in it, rows as lists."""
    out: dict[str, Any] = {
        "steps": list(made.steps),
        "outcomes": list(made.outcomes),
        "moves": made.moves.tolist(),
        "ends": made.ends.tolist(),
        "success": made.success.tolist(),
    }
    return out | {name: _plain(getattr(made, name)) for name in FIELDS}


def levers_json(levers: Sequence[Lever]) -> list[dict[str, Any]]:
    """The improvements as JSON, at their likely effects."""
    names = ("name", "kind", "step", "likely", "adoption", "column", "adds")
    return [{name: getattr(one, name) for name in names} for one in levers]


def answer_json(made: Chain, given: Setting) -> dict[str, float | None]:
    """The measures of one setting as JSON, by name: what the page must come to as well."""
    found = measures(made, solve(given), float(made.start.sum()))
    return {name: _plain(values)[0] for name, values in found.items()}


def _plain(values: Floats) -> list[float | None]:
    return [None if np.isnan(one) else float(one) for one in values]
