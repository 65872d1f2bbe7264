"""What was collected as a table of marks. What lies in it is read as data; no cell, output or map is run."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

import pandas as pd

from cjm_widgets.model.errors import CjmError

from . import reading
from .answer import Answer
from .exercise import Exercise
from .grading import grade
from .handed_in import Piece, pieces

COLUMNS = ("student", "notebook", "exercise", "what", "says", "points", "of", "met", "read", "reason", "hints", "at", "older")  # fmt: skip
UNKNOWN = 20
"""So many answers to exercises nobody knows are a row each; the others are counted."""


def collected(place: Path, exercises: Mapping[str, Exercise]) -> pd.DataFrame:
    """The marks of all that was handed in, a row for each rule and question: ``points`` of ``of``, with the ``reason``.

    ``place`` is a folder or a zip file (``handed_in.pieces`` says how they may be laid out). Of one student's answers to an exercise,
    in notebooks, their copies and the folder my-work beside them, the newest counts; ``older`` says how many others there are. What
    cannot be read is a row with the reason and no points, so is an exercise of the handout that was not handed in. ``FileError``
    where there is no notebook.
    """
    rows = [
        {name: _text(value) for name, value in {"student": student, **row}.items()}
        for student, own in groupby(pieces(place), key=lambda one: one.student)
        for row in _student(list(own), exercises)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"points": "float64", "of": "float64", "met": bool, "read": bool, "older": "int64"}
    )


@dataclass(slots=True)
class _Work:
    """What one student handed in: by exercise the newest answer and where it lies, and how many older ones there are."""

    best: dict[str, tuple[float, Answer, str]] = field(default_factory=dict)
    older: dict[str, int] = field(default_factory=dict)
    wanted: dict[str, tuple[bool, str]] = field(default_factory=dict)

    def take(self, found: reading.Reading, name: str) -> None:
        for id_, shown in found.wanted.items():
            self.wanted[id_] = (shown or self.wanted.get(id_, (False, ""))[0], name)
        for answer in found.answers:
            when, known = _when(answer.at), self.best.get(answer.exercise)
            if known is not None:
                self.older[answer.exercise] = self.older.get(answer.exercise, 0) + 1
            if known is None or when >= known[0]:
                self.best[answer.exercise] = (when, answer, name)


def _student(own: Iterable[Piece], exercises: Mapping[str, Exercise]) -> Iterator[dict[str, Any]]:
    work = _Work()
    for piece in own:
        try:
            found = (reading.notebook if piece.is_notebook else reading.kept)(piece.read())
            work.take(found, piece.name)
            problems = found.broken
        except Exception as error:  # noqa: BLE001 - whatever a submission holds, it is a row and not the end of grading
            problems = [f"the {'notebook' if piece.is_notebook else 'file'} cannot be read: {_said(error)}"]
        yield from ({"notebook": piece.name, **_lost("", sentence)} for sentence in problems[:UNKNOWN])
    yield from _marked(work, exercises)


def _marked(work: _Work, exercises: Mapping[str, Exercise]) -> Iterator[dict[str, Any]]:
    unknown = [id_ for id_ in work.best if id_ not in exercises]
    known = [id_ for id_ in work.best if id_ not in unknown[UNKNOWN:]]
    for id_ in [*known, *(id_ for id_ in work.wanted if id_ not in work.best)]:
        exercise, (_, answer, name) = exercises.get(id_), work.best.get(id_, (0.0, None, ""))
        about = {"notebook": name or work.wanted[id_][1], "older": work.older.get(id_, 0)}
        if exercise is None:
            said = "no exercise of this id is known: name the handout's own with --exercises"
            yield {**about, **_lost(id_, said)}
        elif answer is None:
            yield {**about, **_lost(id_, _why(work.wanted[id_][0])), "of": exercise.points}
        else:
            yield from ({**about, **row} for row in _rows(exercise, answer))
    if more := unknown[UNKNOWN:]:
        yield {"notebook": "", **_lost("", f"{len(more):,} more answers to exercises that are not known")}


def _rows(exercise: Exercise, answer: Answer) -> list[dict[str, Any]]:
    try:
        marks = grade(exercise, answer)
    except Exception as error:  # noqa: BLE001 - as above
        return [{**_lost(exercise.id, f"it could not be graded: {_said(error)}"), "of": exercise.points}]
    return [
        {
            "exercise": exercise.id, "what": mark.what, "says": mark.says, "points": mark.points, "of": mark.of,
            "met": mark.met, "read": mark.read, "reason": mark.reason, "hints": answer.hints, "at": answer.at,
        }
        for mark in marks
    ]  # fmt: skip


def _why(shown: bool) -> str:
    if shown:
        return "not handed in"
    return "not handed in: its cell has no output, so it was never run or its outputs were cleared. Ask for the folder my-work beside the notebook"


def _text(value: Any) -> Any:
    """A text without halves of characters, which no table and no file holds."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _said(error: Exception) -> str:
    told = str(error) if isinstance(error, CjmError | ValueError) else f"{type(error).__name__}: {error}"
    return told[:300]


def _when(at: str) -> float:
    try:
        when = dt.datetime.fromisoformat(at)
        return (when if when.tzinfo else when.replace(tzinfo=dt.UTC)).timestamp()
    except (ValueError, OverflowError):
        return -math.inf


def _lost(exercise: str, reason: str) -> dict[str, Any]:
    return {
        "exercise": exercise, "what": "", "says": "", "points": 0.0, "of": 0.0,
        "met": False, "read": False, "reason": reason, "hints": 0, "at": "", "older": 0,
    }  # fmt: skip
