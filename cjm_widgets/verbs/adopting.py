"""A survey's numbers and words made the map's: a lane, points of the curve, evidence; one edit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from cjm_widgets.frames.reading import texts
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

from .held import Held
from .lanes import row_of
from .putting import put, with_rows

if TYPE_CHECKING:
    from cjm_widgets.engine.surveys.survey import Survey

Columns = dict[str, "pd.Series[Any]"]
Rows = dict[str, dict[str, Any]]
WHAT = ("score", "emotion", "evidence")


def of_survey(what: object) -> bool:
    """Whether it is a survey that has this to take over."""
    return isinstance(what, str) and (what in WHAT or what.startswith(schema.FEELING))


def adopter(m: Held) -> Callable[[Survey, tuple[str, ...], str | None, int], pd.DataFrame]:
    """What a survey calls to write into this map."""

    def adopt(survey: Survey, what: tuple[str, ...], lane: str | None, least: int) -> pd.DataFrame:
        tables = m._now()
        strange = [one for one in what if not of_survey(one)]
        if strange:
            raise DataError(
                f"A survey has no {strange[0]!r} to adopt: {', '.join(WHAT)}, or emotion:persona."
            )
        columns: Columns = {}
        lanes: Rows = {}
        evidence: Rows = {}
        for one in what:
            if one == "score":
                column = lane or survey.name
                columns[column] = _scores(survey, tables["steps"], least)
                lanes |= row_of(tables["lanes"], column, columns[column], _said(survey))
            elif one == "evidence":
                evidence |= verbatims(survey)
            else:
                columns[one], behind = _felt(survey, tables["steps"], one, least)
                evidence |= behind
        written = _written(columns, evidence, tables)
        put(
            m,
            {"lanes": with_rows(tables["lanes"], lanes), "evidence": with_rows(tables["evidence"], evidence)},
            columns,
        )
        return written

    return adopt


def _said(survey: Survey) -> dict[str, str]:
    n = int(survey.overall["n"].iloc[0])
    return {"source": f"{survey.source}, n = {n:,}", "hint": survey.kind.formula}


def _scores(survey: Survey, steps: pd.DataFrame, least: int) -> pd.Series[Any]:
    rows = survey.by_step
    found = rows["score"].where(rows["n"] >= least).round(2)
    return found.reindex(pd.Index(texts(steps.index))).set_axis(steps.index).astype("float64")


def _felt(survey: Survey, steps: pd.DataFrame, column: str, least: int) -> tuple[pd.Series[Any], Rows]:
    """The curve moved to where it was measured, and what that rests on, a row a step."""
    if column.startswith(schema.FEELING):
        held = survey.by("step", "persona")
        persona = column.removeprefix(schema.FEELING)
        known = persona in held.index.get_level_values("persona")
        if not known:
            raise DataError(f"Nobody answered as the persona {persona!r}.", "personas", persona)
        rows = pd.DataFrame(held.xs(persona, level="persona"))
    else:
        rows = survey.by_step
    rows = rows[(rows["n"] > 0) & (rows["n"] >= least)]
    felt = rows["score"].map(survey.kind.felt).round(2)
    measured = felt.reindex(pd.Index(texts(steps.index))).set_axis(steps.index)
    before = steps[column] if column in steps.columns else pd.Series(np.nan, index=steps.index)
    lane = column if column.startswith(schema.FEELING) else "emotion"
    behind = {
        f"{_slug(survey.name)}-{_slug(lane)}-{step}": {
            "step": str(step),
            "lane": lane,
            "kind": "survey",
            "text": _figure(survey, row),
            "source": survey.source,
            "date": survey.answers["at"].max(),
            "n": int(row["n"]),
            "author": "source",
        }
        for step, row in rows.to_dict("index").items()
    }
    return measured.fillna(before).astype("float64"), behind


def _figure(survey: Survey, row: Mapping[Any, Any]) -> str:
    from cjm_widgets.engine.surveys.lines import point

    return str(point(survey.kind, dict(row))["said"])


def verbatims(survey: Survey) -> Rows:
    """A row of evidence for each text that stands at a step; one that names only a stage stands at that stage's first step.

    Texts of no step and no stage stay in ``survey.answers``.
    """
    answers = survey.answers[survey.answers["verbatim"].notna()]
    first = _first_steps(survey.tables["steps"])
    rows: Rows = {}
    for row in answers.to_dict("records"):
        step = row["step"] if isinstance(row["step"], str) else first.get(row["stage"])
        if step is not None:
            about = "" if isinstance(row["step"], str) else ", of the whole stage"
            rows[f"{_slug(survey.name)}-{row['row'] + 1}"] = {
                "step": step,
                "kind": "survey",
                "text": str(row["verbatim"]),
                "source": survey.source + about,
                "date": row["at"],
                "n": 1,
                "sentiment": row["sentiment"],
                "author": "source",
            }
    return rows


def _first_steps(steps: pd.DataFrame) -> dict[Any, str]:
    pairs: list[tuple[Any, str]] = list(zip(texts(steps["stage"]), texts(steps.index), strict=True))
    return {stage: step for stage, step in reversed(pairs) if isinstance(stage, str)}


def _slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-") or "survey"


def _written(columns: Columns, evidence: Rows, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What is about to change: table, row, column, value, before."""
    steps = tables["steps"]
    rows: list[tuple[str, str, str, Any, Any]] = []
    for column, held in columns.items():
        before = steps[column].tolist() if column in steps.columns else [None] * len(steps)
        told = zip(texts(steps.index), held.tolist(), before, strict=True)
        rows += [("steps", id_, column, now, was) for id_, now, was in told if now == now and now != was]
    rows += [("evidence", id_, "text", row["text"], None) for id_, row in evidence.items()]
    return pd.DataFrame(rows, columns=["table", "row", "column", "value", "before"])
