"""A page that talks to a door, as the tests of both need it."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjm_widgets.frames import live
from cjm_widgets.widgets.door import Door

Message = dict[str, Any]


class Page:
    """A door on a frame, and what it sent."""

    def __init__(self, frame: pd.DataFrame | None = None) -> None:
        self.frame = three() if frame is None else frame
        self.bound = live.bind(self.frame, "Meal kit")
        self.sent: list[Message] = []
        self.door = Door(self.bound.session, self.bound.binding, self.sent.append)

    def says(self, kind: str, browser: str = "me", **fields: Any) -> list[Message]:
        """What is sent on one message."""
        before = len(self.sent)
        self.door.receive({"type": kind, "browser": browser, **fields})
        return self.sent[before:]

    def writes(
        self, counter: int, value: Any, column: str = "Notes", id_: str = "0", browser: str = "me"
    ) -> list[Message]:
        op = {"op": "set", "table": "steps", "id": id_, "column": column, "value": value}
        return self.says("edit", browser, counter=counter, rev=0, ops=[op], label="wrote")


def three() -> pd.DataFrame:
    return pd.DataFrame(
        {"stage": ["A", "A", "B"], "step": ["x", "y", "z"], "Notes": ["a", "b", "c"], "n": [1, 2, 3]}
    )
