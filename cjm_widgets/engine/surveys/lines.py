"""A survey as a line beside the curve: scores and their intervals as emotions from −2 to +2."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from cjm_widgets.model import schema

from .kinds import Kind
from .survey import Survey

CURVE = "emotion"
Told = dict[str, Any]


def lines(survey: Survey, curves: list[str]) -> list[Told]:
    """What is drawn of a survey: a line on the map's own curve, and one on the curve of each persona that answered.

    ``{"name", "source", "scale", "curve", "steps": {step: {"at", "low", "high", "said"}}}``: heights from −2 to 2; low and high only
    where the interval is known. Steps nobody answered for are not there.
    """
    found = [_line(survey, survey.by_step, survey.name, CURVE)]
    personas = survey.tables.get("personas")
    held = survey.by("step", "persona")
    for id_ in dict.fromkeys(held.index.get_level_values("persona")) if len(held) else ():
        column = f"{schema.FEELING}{id_}"
        if column in curves:
            rows = pd.DataFrame(held.xs(id_, level="persona"))
            label = (
                str(personas.at[id_, "name"]) if personas is not None and id_ in personas.index else str(id_)
            )
            found.append(_line(survey, rows, f"{survey.name}, {label}", column))
    return [one for one in found if one["steps"]]


def _line(survey: Survey, rows: pd.DataFrame, name: str, curve: str) -> Told:
    kind = survey.kind
    low, high = kind.span if kind.better > 0 else kind.span[::-1]
    told = {str(step): point(kind, row) for step, row in rows.to_dict("index").items() if row["n"]}
    scale = f"{kind.label}, {_said(low)} to {_said(high)} as −2 to +2"
    return {"name": name, "source": survey.source, "scale": scale, "curve": curve, "steps": told}


def point(kind: Kind, row: dict[Any, Any]) -> Told:
    """One step of the line.

    >>> from .kinds import NPS
    >>> point(NPS, {"score": 50.0, "low": 0.0, "high": 100.0, "n": 12, "small": True})["said"]
    'NPS 50, 95 % interval 0 to 100, n = 12, few answers'
    """
    ends = sorted(kind.felt(row[end]) for end in ("low", "high") if not math.isnan(row[end]))
    known = len(ends) == 2
    text = f"{kind.label} {_said(row['score'])}{'' if kind.good is None or kind.net else ' %'}"
    text += f", 95 % interval {_said(row['low'])} to {_said(row['high'])}" if known else ""
    text += f", n = {row['n']:,}" + (", few answers" if row["small"] else "")
    made: Told = {"at": round(kind.felt(row["score"]), 4), "said": text}
    return made | ({"low": round(ends[0], 4), "high": round(ends[1], 4)} if known else {})


def _said(number: float) -> str:
    """A score in few digits with a real minus sign.

    >>> _said(-12.345), _said(4.08)
    ('−12.3', '4.08')
    """
    return f"{number:.3g}".replace("-", "−") if abs(number) < 1000 else f"{number:,.0f}"
