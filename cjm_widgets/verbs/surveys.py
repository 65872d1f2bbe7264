"""Surveys on the map: answers matched to steps, a measured line beside the curve, numbers and words adopted as one edit."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd

from cjm_widgets.frames.reading import texts
from cjm_widgets.model import schema
from cjm_widgets.model.errors import DataError

from .held import Held

if TYPE_CHECKING:
    from cjm_widgets.engine.surveys.survey import Survey

MOST_STEPS = 500
"""Beyond so many steps no line is drawn."""


class Surveys(Held):
    """``survey``."""

    def survey(
        self, answers: Any, *,
        kind: str = "nps", scale: tuple[float, float] | None = None, score: str | None = None,
        step: str | None = None, stage: str | None = None, persona: str | None = None,
        at: str | None = None, verbatim: str | None = None, sentiment: str | None = None,
        names: Mapping[Any, str | None] | None = None, duplicates: str = "keep", interval: str = "usual",
        period: str | None = None, name: str = "", source: str = "", seed: int = 0, draw: bool = True,
    ) -> Survey:  # fmt: skip
        """A survey held against the map: ``by_step``, ``by_stage``, ``by_persona``, ``trend`` with n and intervals; drawn beside the curve.

        ``answers`` has a row per answer, or is the path of a voice-of-customer file (CSV or Excel: date, score, verbatim, stage), read as
        ``cjm.read_voc`` does; duplicates are skipped then. ``score``, ``step``, ``stage``, ``persona``, ``at`` and ``verbatim`` are its columns; one that is not named is
        looked for by usual names (date, score, verbatim, stage, ...; ``said`` has which), ``""`` says there is none. ``kind`` and ``scale`` as for
        ``cjm.scores``. ``names`` maps texts to ids of steps, stages or personas, or to None. ``sentiment`` is ``"en"`` to score the
        verbatims by an English lexicon, or a column from −1 to 1. What is no answer, and what names nothing on the map, is counted in ``.report`` and
        ``.unassigned``. ``.adopt(...)`` makes chosen numbers the map's. ``DataError`` where a column or a score is not there.

        >>> m = cjm.JourneyMap.from_template("classic")
        >>> m.steps = pd.DataFrame({"name": ["Pays"], "emotion": [0.5]}, index=["pay"])
        >>> s = m.survey(pd.DataFrame({"step": ["Pays", "pays", "Eats"], "score": [9, 3, 10]}))
        >>> s.by_step["n"].to_dict(), s.unassigned["value"].tolist()
        ({'pay': 2}, ['Eats'])
        """
        from cjm_widgets.engine.surveys import columns, kinds, survey

        counted = kinds.kind(kind, scale)
        rows = columns.frame(_voc(answers))
        said = {
            "score": score,
            "step": step,
            "stage": stage,
            "persona": persona,
            "at": at,
            "verbatim": verbatim,
        }
        made = survey.survey(
            rows, dict(self._now()), counted, said=said, names=names, duplicates=duplicates, name=name,
            source=source, period=period, interval=interval, seed=seed,
        )  # fmt: skip
        made.__dict__["report"] = pd.concat([made.report, _skipped(rows)], ignore_index=True)
        made.answers["sentiment"] = _sentiment(rows, made, sentiment)
        from .adopting import adopter

        made.__dict__.update(adopter=adopter(self), drawer=self._draw_survey)
        if draw:
            self._draw_survey(made, True)
        return made

    def _draw_survey(self, made: Survey, on: bool) -> None:
        """Have pages draw it, or no longer; one of a name replaces the one before."""
        drawn: dict[str, Survey] = self.__dict__.setdefault("_surveys", {})
        drawn.pop(made.name, None)
        if on:
            drawn[made.name] = made
        self._bound.overlay("surveys")


def drawn(m: Held) -> list[dict[str, Any]]:
    """The lines of all surveys that are drawn, steps by the ids pages know them by."""
    held: dict[str, Survey] = m.__dict__.get("_surveys", {})
    steps = m.tables["steps"]
    if not held or len(steps) > MOST_STEPS:
        return []
    curves = [str(c) for c in steps.columns if str(c).startswith(schema.FEELING)]
    ids = dict(zip(texts(steps.index), m._ids()["steps"], strict=True))
    return list(_lines(held, curves, ids))


def _lines(held: dict[str, Survey], curves: list[str], ids: dict[str, str]) -> Iterator[dict[str, Any]]:
    from cjm_widgets.engine.surveys.lines import lines

    for one in held.values():
        for line in lines(one, curves):
            known = {ids[step]: point for step, point in line["steps"].items() if step in ids}
            yield line | {"steps": known}


def _voc(answers: Any) -> Any:
    """The answers of a file, where a path is given."""
    if not isinstance(answers, str | os.PathLike):
        return answers
    from cjm_widgets.formats.exchange.tables import voc

    return voc.read(answers)


def _skipped(rows: pd.DataFrame) -> pd.DataFrame:
    """What the reader of a file left out."""
    from cjm_widgets.engine.surveys.answers import report
    from cjm_widgets.formats.exchange.tables.voc import LEFT_OUT

    return report(rows.attrs.get(LEFT_OUT, []))


def _sentiment(rows: pd.DataFrame, made: Survey, said: str | None) -> pd.Series[Any]:
    """How the verbatims sound: by a lexicon, or by a column of the answers, from −1 to 1."""
    if said is None:
        return pd.Series([None] * len(made.answers), dtype="float64")
    if said in rows.columns:
        found = pd.to_numeric(rows[said].iloc[made.answers["row"]].reset_index(drop=True), errors="coerce")
        wrong = found[(found < -1) | (found > 1)]
        if len(wrong):
            raise DataError(
                f"{len(wrong):,} values of {said!r} are not from −1 to 1, such as {wrong.iloc[0]:g}.",
                column=said,
            )
        return found.astype("float64")
    from cjm_widgets.engine.surveys.sentiment import sentiment

    return sentiment(made.answers["verbatim"], said)
