"""Frames of every layout as sources, with columns of every type; all of it made up."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.frames.across import Across
from cjm_widgets.frames.long import Long
from cjm_widgets.frames.mapped import Mapped
from cjm_widgets.frames.shapes import read
from cjm_widgets.frames.source import Source
from cjm_widgets.frames.tables import complete, empty
from cjm_widgets.frames.wide import Wide


def wide_frame() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "phase": pd.Series(["A", "A", "B", None, "B"], dtype="str"),
            "step": ["one", "two", "three", "four", "five"],
            "Actions": pd.Series(["x", None, "y\nz", "w", "v"], dtype="str"),
            "Tags": pd.Series([["a", "b"], None, [], ["c"], None], dtype=object),
            "Emotion": [1.0, np.nan, -2.0, 0.5, np.inf],
            "visits": [1, 2, 3, 4, 5],
            "maybe": pd.array([1, None, 3, 4, None], dtype="Int64"),
            "channel": pd.Categorical(["web", "app", None, "web", "app"]),
            "ok": [True, False, True, True, False],
            "took": pd.to_timedelta(["1min", None, "2h", "3s", "1D"]),
            "when": pd.to_datetime(
                ["2026-01-01", None, "2026-02-03", "2026-01-05", "2026-03-01"]
            ).tz_localize("UTC"),
            "mixed": pd.Series([1, "two", None, 3.5, True], dtype=object),
        }
    )
    frame.index = pd.Index([10, 20, 30, 40, 50], name="nr")
    frame.attrs = {"source": "made up in this test"}
    return frame


def wide() -> tuple[Source, list[pd.DataFrame]]:
    frame = wide_frame()
    return Wide(frame, read(frame), "", ""), [frame]


def indexed() -> tuple[Source, list[pd.DataFrame]]:
    index = pd.MultiIndex.from_tuples([("A", "x"), ("A", "y"), ("B", "x")], names=["stage", "step"])
    frame = pd.DataFrame({"visits": [1.0, 2.0, 3.0], "Notes": ["a", "b", "c"]}, index=index)
    return Wide(frame, read(frame), "", ""), [frame]


def twins() -> tuple[Source, list[pd.DataFrame]]:
    frame = pd.DataFrame([["a", "b", 1.0], ["c", "d", 2.0], ["e", "f", 3.0]], columns=["Notes", "Notes", "n"])
    frame.index = pd.Index(["x", "x", "y"])
    return Wide(frame, read(frame), "", ""), [frame]


def across() -> tuple[Source, list[pd.DataFrame]]:
    frame = pd.DataFrame(
        {
            "Lane": ["Actions", "Pain points", "Emotion"],
            "Aware": ["sees", None, "1"],
            "Buy": ["pays", "slow", "-2"],
            "Use": [None, "noisy\nhot", None],
        }
    )
    return Across(frame, read(frame), "", ""), [frame]


def long() -> tuple[Source, list[pd.DataFrame]]:
    frame = pd.DataFrame(
        {
            "stage": ["A", "A", "A", "B", "B"],
            "step": ["x", "x", "y", "x", "z"],
            "lane": ["Actions", "Pains", "Actions", "Pains", "Pains"],
            "text": ["1", "2", "3", "4", None],
            "severity": pd.array([1, 2, None, 4, 5], dtype="Int64"),
        },
        index=["a", "b", "c", "d", "e"],
    )
    return Long(frame, read(frame), "", ""), [frame]


def mapped() -> tuple[Source, list[pd.DataFrame]]:
    frames = {name: empty(name) for name in ("personas", "evidence")}
    frames["stages"] = complete("stages", pd.DataFrame({"name": ["A", "B"]}, index=["a", "b"]))
    frames["steps"] = complete(
        "steps",
        pd.DataFrame(
            {
                "stage": ["a", "a", "b"],
                "name": ["X", "Y", "Z"],
                "emotion": [1.0, None, -1.0],
                "nps": [1, 2, 3],
            },
            index=["x", "y", "z"],
        ),
    )
    frames["lanes"] = complete(
        "lanes",
        pd.DataFrame(
            {
                "name": ["Actions", "Emotion", "Pains"],
                "kind": ["cards", "emotion", "cards"],
                "column": [None, "emotion", None],
            },
            index=["actions", "emotion", "pains"],
        ),
    )
    frames["cards"] = complete(
        "cards",
        pd.DataFrame(
            {
                "step": ["x", "x", "y", "z"],
                "lane": ["actions", "actions", "pains", "pains"],
                "text": ["1", "2", "3", "4"],
            },
            index=["c1", "c2", "c3", "c4"],
        ),
    )
    frames |= {"links": joined("links", LINKS), "transitions": joined("transitions", MOVES)}
    return Mapped(frames, {}), list(frames.values())


LINKS = {("c1", "c2"): {"kind": "sequence"}, ("c1", "c4"): {"kind": "needs", "text": "data", "both": True}}
MOVES = {("x", "y"): {"probability": 0.5, "variants": ["happy"]}, ("y", "Gone for good"): {"assumed": True}}


def joined(name: str, rows: dict[tuple[str, str], dict[str, Any]]) -> pd.DataFrame:
    """A table whose rows go from one end to another."""
    index = pd.MultiIndex.from_tuples(list(rows), names=["source", "target"])
    frame = pd.DataFrame(list(rows.values()), index=index)
    return complete(name, frame.reindex(columns=empty(name).columns))


MAKERS = {f.__name__: f for f in (wide, indexed, twins, across, long, mapped)}


def ends_of(frame: pd.DataFrame) -> list[tuple[Any, Any]]:
    """Both ends of each link or move, read without the package."""
    if "source" in frame.columns:
        return list(zip(frame["source"], frame["target"], strict=True))
    return list(frame.index)
