"""Sample data, all of it made up: a web shop's events, the journey of a meal kit's first box, four service blueprints."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.samples.blueprints import clinic_visit, coffee_shop, load, loan, meal_kit_blueprint
from cjm_widgets.samples.shop import shop_events

__all__ = [
    "MAPS",
    "clinic_visit",
    "coffee_shop",
    "journey_frame",
    "loan",
    "meal_kit",
    "meal_kit_blueprint",
    "shop_events",
]

_LANES = {
    "actions": "Actions",
    "questions": "Questions",
    "touchpoints": "Touchpoints",
    "pain-points": "Pain points",
    "opportunities": "Opportunities",
}


def meal_kit() -> MapFile:
    """The journey "Meal kit: first box" as a map file. The company, the people and every figure are made up.

    >>> meal_kit().tables["steps"]["name"].tolist()[4:6]
    ['Builds the first box', 'Pays']
    """
    return load("meal_kit")


MAPS: dict[str, Callable[[], MapFile]] = {
    made.__name__: made for made in (clinic_visit, coffee_shop, loan, meal_kit, meal_kit_blueprint)
}
"""The sample maps by name, as ``JourneyMap.from_sample`` takes them."""


def journey_frame() -> pd.DataFrame:
    """The same journey as an analyst would hold it: one row per step, a column per lane. All figures are made up.

    >>> journey_frame()[["stage", "step", "Emotion"]].head(2)
          stage                  step  Emotion
    0  Discover  Sees a friend's post      1.0
    1  Discover         Reads reviews      0.2
    """
    tables = meal_kit().tables
    steps = tables["steps"]
    frame = pd.DataFrame(
        {
            "stage": steps["stage"].map(tables["stages"]["name"]),
            "step": steps["name"],
            "Moment of truth": steps["moment_of_truth"].astype("bool"),
            **{label: _cell(tables["cards"], lane, steps.index) for lane, label in _LANES.items()},
            "Emotion": steps["emotion"],
            "Effort": _effort(tables["cards"])
            .reindex(steps.index)
            .astype(pd.CategoricalDtype(list("SML"), ordered=True)),
            "Time": steps["duration"],
            "Pass-through": steps["pass-through"],
            "NPS": steps["NPS"],
        }
    )
    order = [
        "stage",
        "step",
        "Moment of truth",
        "Actions",
        "Questions",
        "Touchpoints",
        "Emotion",
        "Pain points",
    ]
    frame = frame[order + [c for c in frame.columns if c not in order]].reset_index(drop=True)
    frame.attrs = {
        "title": "Meal kit: first box",
        "about": "Made up: the company, the people and every figure.",
    }
    return frame


def _cell(cards: pd.DataFrame, lane: str, steps: pd.Index[Any]) -> pd.Series[Any]:
    """The cards of a lane, by step: a list for touchpoints, else a text."""
    texts = cards[cards["lane"] == lane].groupby("step", sort=False)["text"]
    if lane == "touchpoints":
        return texts.agg(list).reindex(steps)
    return texts.agg("\n".join).reindex(steps).astype("str")


def _effort(cards: pd.DataFrame) -> pd.Series[Any]:
    return cards[cards["lane"] == "opportunities"].set_index("step")["effort"]
