"""One survey held against a map: its answers by step, stage, persona and time, and what did not fit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd

from cjm_widgets.frames.joining import join
from cjm_widgets.frames.reading import column, texts
from cjm_widgets.model.errors import DataError

from .answers import Answers, examples, read, report
from .columns import columns
from .kinds import Kind
from .scores import by_group
from .trend import dated, trend

SAME = "the same in every column as a row before"
KEYS = {"step": "steps", "stage": "stages", "persona": "personas"}


def nowhere(*what: str) -> Any:
    """What a survey answers that no map holds."""
    raise DataError("This survey belongs to no map: m.survey(answers, ...) makes one that does.")


@dataclass(frozen=True)
class Survey:
    """A survey on a map: ``overall``, ``by_step``, ``by_stage``, ``by_persona``, ``trend`` are DataFrames with score, interval and n.

    ``answers`` has a row per answer: row (its position in what was given), step, stage, persona (ids), at, score, verbatim.
    ``report`` counts what was left out or kept although it is odd; ``unassigned`` the texts that name nothing on the map.
    """

    name: str
    kind: Kind
    answers: pd.DataFrame
    report: pd.DataFrame
    unassigned: pd.DataFrame
    said: str
    source: str
    tables: Mapping[str, pd.DataFrame] = field(repr=False)
    how: Mapping[str, Any] = field(default_factory=dict, repr=False)
    period: str | None = None
    adopter: Callable[..., pd.DataFrame] = field(default=nowhere, repr=False)
    drawer: Callable[..., None] = field(default=nowhere, repr=False)

    @property
    def overall(self) -> pd.DataFrame:
        """One row for all answers, also those that belong to no step."""
        return by_group(self._read(), self.kind, None, **self.how)

    @property
    def by_step(self) -> pd.DataFrame:
        """A row per step in the order of the map, n = 0 where nobody answered."""
        return self._ordered("step", "steps")

    @property
    def by_stage(self) -> pd.DataFrame:
        """A row per stage; answers of its steps count, and those that named the stage alone."""
        return self._ordered("stage", "stages")

    @property
    def by_persona(self) -> pd.DataFrame:
        """A row per persona."""
        return self._ordered("persona", "personas")

    @property
    def trend(self) -> pd.DataFrame:
        """A row per period; ``attrs["trend"]`` says whether it moves. ``DataError`` where no column holds dates."""
        if self.answers["at"].isna().all():
            raise DataError("No answer has a date: m.survey(..., at='the column of dates').")
        return trend(self._read(), self.answers["at"], self.kind, period=self.period, **self.how)

    def by(self, *names: str) -> pd.DataFrame:
        """A row per combination: ``by("step", "persona")``; only those with answers, by ids."""
        for name in names:
            if name not in (*KEYS, "at"):
                raise DataError(f"Answers are grouped by {', '.join(KEYS)} or at, not by {name!r}.")
        keys = self.answers[list(names)]
        return by_group(self._read(), self.kind, keys, **self.how)

    def adopt(self, *what: str, lane: str | None = None, least: int = 1) -> pd.DataFrame:
        """Make chosen numbers the map's, as one edit that can be undone; gives what was written: table, row, column, value.

        ``"score"`` is a lane with the score of each step, ``"emotion"`` moves the curve to where it was measured and puts the n behind it,
        ``"emotion:dana"`` that of a persona, ``"evidence"`` adds a row for each verbatim. Without a word it is the score.
        Steps with fewer answers than ``least`` keep what they have.
        """
        return self.adopter(self, what or ("score",), lane, least)

    def draw(self, on: bool = True) -> None:
        """Draw the measured line beside the curve, or take it away."""
        self.drawer(self, on)

    def __repr__(self) -> str:
        held = self.overall.iloc[0]
        n = int(held["n"])
        score = f"{held['score']:.1f} ({held['low']:.1f} to {held['high']:.1f})" if n else "no answer"
        lost = int(self.unassigned["rows"].sum()) if len(self.unassigned) else 0
        steps = int(self.answers.loc[np.isfinite(self.answers["score"]), "step"].notna().sum())
        parts = [f"{score}, n = {n:,}", f"{steps:,} at {int((self.by_step['n'] > 0).sum())} steps"]
        parts += [f"{lost:,} unassigned"] if lost else []
        odd = int(self.report["rows"].sum())
        parts += [f"{odd:,} in .report"] if odd else []
        return f"<{self.name}: {'; '.join(parts)}. {self.kind.formula}.>"

    def _read(self) -> Answers:
        return Answers(self.answers["score"].to_numpy(dtype=np.float64), self.report)

    def _ordered(self, key: str, table: str) -> pd.DataFrame:
        held = self.tables[table]
        ids = pd.Index(texts(held.index), name=key)
        found = by_group(self._read(), self.kind, self.answers[key], **self.how)
        attrs = found.attrs
        found = found.reindex(ids)
        found["n"] = found["n"].fillna(0).astype("int64")
        found["small"] = found["small"].fillna(True).astype("bool")
        found.insert(0, "name", column(held, "name").set_axis(ids))
        found.attrs = attrs
        return found


def survey(
    answers: pd.DataFrame,
    tables: Mapping[str, pd.DataFrame],
    kind: Kind,
    *,
    said: Mapping[str, str | None] | None = None,
    names: Mapping[Any, str | None] | None = None,
    duplicates: str = "keep",
    name: str = "",
    source: str = "",
    period: str | None = None,
    **how: Any,
) -> Survey:
    """The answers of a frame held against the tables of a map; ``said`` names columns, ``names`` what their values mean.

    >>> steps = pd.DataFrame({"name": ["Pays"], "stage": ["buy"]}, index=["pay"])
    >>> from .kinds import NPS
    >>> made = survey(pd.DataFrame({"step": ["pays", "Returns"], "score": [9, 3]}), {"steps": steps}, NPS)
    >>> made.by_step["score"].tolist(), made.unassigned["value"].tolist()
    ([100.0], ['Returns'])
    """
    found, guessed = columns(answers, said or {})
    held, odd = _different(answers.reset_index(drop=True), duplicates)
    read_ = read(held[found["score"]], kind)
    tidy, lost = _tidy(held, found, tables, names or {})
    tidy["score"] = read_.values
    undated = _undated(held, found, tidy)
    left = pd.concat([read_.left_out, report([*odd, *undated])], ignore_index=True)
    sentence = "; ".join([*guessed, f"{kind.label}: {kind.formula}"])
    return Survey(
        name or kind.label,
        kind,
        tidy,
        left,
        lost,
        sentence,
        source or _source(kind, tidy),
        tables,
        how,
        period,
    )


def _different(held: pd.DataFrame, duplicates: str) -> tuple[pd.DataFrame, list[tuple[str, int, str]]]:
    """The answers, without those that are there twice where so wished; and how many are."""
    if duplicates not in ("keep", "drop"):
        raise DataError(f"duplicates is keep or drop, not {duplicates!r}.")
    twice = _twice(held)
    if not twice.any():
        return held, []
    dropped = duplicates == "drop"
    said = f"{SAME}, {'left out' if dropped else 'kept'}"
    return held[~twice] if dropped else held, [(said, int(twice.sum()), _rows(twice))]


def _tidy(
    held: pd.DataFrame,
    found: Mapping[str, str],
    tables: Mapping[str, pd.DataFrame],
    names: Mapping[Any, str | None],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    tidy = pd.DataFrame({"row": held.index.to_numpy()})
    lost: list[pd.DataFrame] = []
    for key, table in KEYS.items():
        given = held[found[key]] if key in found else pd.Series([None] * len(held), dtype=object)
        rows = tables.get(table, pd.DataFrame({"name": []}))
        known = (
            {v: id_ for v, id_ in names.items() if id_ is None or id_ in set(texts(rows.index))}
            if key in found
            else {}
        )
        made = join(given, rows, table, known)
        tidy[key] = made.ids
        lost.append(made.lost.assign(column=found.get(key, key)))
    _told_all(names, tables)
    tidy["stage"] = _stages(tidy, tables)
    at = held[found["at"]] if "at" in found else pd.Series([None] * len(held), dtype=object)
    tidy["at"] = dated(at)
    tidy["verbatim"] = (
        texts(held[found["verbatim"]]) if "verbatim" in found else pd.Series([None] * len(held), dtype="str")
    )
    gone = pd.concat(lost, ignore_index=True)[["column", "value", "rows", "why"]]
    return tidy, gone


def _told_all(names: Mapping[Any, str | None], tables: Mapping[str, pd.DataFrame]) -> None:
    known = {id_ for table in KEYS.values() if table in tables for id_ in texts(tables[table].index)}
    strange = [id_ for id_ in names.values() if id_ is not None and id_ not in known]
    if strange:
        raise DataError(f"names= tells of {strange[0]!r}, which is the id of no step, stage or persona.")


def _stages(tidy: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.Series[Any]:
    """The stage of the step, where a step is known; else the stage that was named."""
    steps = tables["steps"]
    of = dict(zip(texts(steps.index), texts(column(steps, "stage")), strict=True))
    return tidy["step"].map(of).astype("str").fillna(tidy["stage"])


def _twice(held: pd.DataFrame) -> pd.Series[Any]:
    try:
        return held.duplicated()
    except TypeError:  # lists in cells
        return held.astype(str).duplicated()


def _rows(mask: pd.Series[Any]) -> str:
    return "rows " + examples(pd.Series(mask.index[mask.to_numpy()]))


def _undated(held: pd.DataFrame, found: Mapping[str, str], tidy: pd.DataFrame) -> list[tuple[str, int, str]]:
    if "at" not in found:
        return []
    given = held[found["at"]].reset_index(drop=True)
    wrong = tidy["at"].isna() & given.notna() & (given.astype(str).str.strip() != "")
    return [("no date, in no period", int(wrong.sum()), examples(given[wrong]))] if wrong.any() else []


def _source(kind: Kind, tidy: pd.DataFrame) -> str:
    """Survey, Jan 2026 – Mar 2026."""
    days = tidy["at"].dropna()
    if not len(days):
        return f"Survey, {kind.label}"
    first, last = (f"{day:%b %Y}" for day in (days.min(), days.max()))
    return f"Survey, {first}" + (f" – {last}" if last != first else "")
