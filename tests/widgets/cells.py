"""A stand-in for the notebook, and a grid's messages, as tests of the widget need them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pandas as pd

from cjm_widgets import JourneyGrid


class Shell:
    """Stands in for IPython: names, and what is called after a cell."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {}
        self.events = self
        self.after: list[Callable[[Any], None]] = []

    def register(self, event: str, act: Callable[[Any], None]) -> None:
        assert event == "post_run_cell"
        self.after.append(act)

    def cell(self, **names: Any) -> None:
        """Run a cell that gives these names."""
        self.user_ns.update(names)
        for act in self.after:
            act(None)


def three() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "stage": ["A", "A", "B"],
            "step": ["x", "y", "z"],
            "Notes": ["a", "b", "c"],
            "emotion": [1.0, 0.0, -1.0],
        }
    )


def heard(grid: JourneyGrid) -> list[dict[str, Any]]:
    sent: list[dict[str, Any]] = []
    grid._door._send = sent.append
    return sent


def writes(grid: JourneyGrid, column: str, value: Any, counter: int = 1, id_: str = "0") -> None:
    op = {"op": "set", "table": "steps", "id": id_, "column": column, "value": value}
    grid._door.receive(
        {"type": "edit", "browser": "me", "counter": counter, "rev": 0, "ops": [op], "label": ""}
    )


def start(grid: JourneyGrid) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(grid.get_state()["_start"])
    return made
