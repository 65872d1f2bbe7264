"""The front door of the course: ``cjm.exercise(id)`` gives a task with its map, taken up where it was left."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .formats import cjm_file
from .journey_map import JourneyMap
from .model.errors import DataError
from .workshop import course, keeping
from .workshop.attempt import Attempt
from .workshop.exercise import Exercise as Task, read

if TYPE_CHECKING:
    import pandas as pd

    from .widgets.exercise import Exercise


def exercise(
    which: str | Mapping[str, Any], *, folder: str | os.PathLike[str] | None = "my-work", anew: bool = False
) -> Exercise:
    """An exercise with the map it is done on: a task, hints, a check, and the grid or view it is about.

    ``which`` is the id of an exercise of the course, or one of your own as a dictionary (docs/workshops.md has its parts). What the
    learner does is kept in the notebook's output and in ``folder`` beside it, and taken up again from there; ``None`` keeps no
    file. ``anew=True`` begins again; what was there is kept under another name. ``DataError`` names the exercises there are.

    >>> one = exercise("first-stages", folder=None)
    >>> one.check()["met"].tolist(), one.map
    ([False, False, False, True, False], <JourneyMap ...>)
    """
    from .widgets.exercise import Exercise

    task = course.load(which) if isinstance(which, str) else read(which)
    file = None if folder is None else keeping.place(Path(folder), task.id)
    notice = ""
    if anew and file is not None and (aside := keeping.begin_anew(file)) is not None:
        notice = f"Begun anew; what you had is in {aside}."
    kept, problem = (None, "") if file is None else keeping.kept(file)
    journey_map = JourneyMap._of(kept.held()) if kept and kept.map else _start(task)
    attempt = Attempt(task, lambda: cjm_file.dumps(journey_map._file()), kept)
    return Exercise(journey_map, attempt, _view(task.view), file, problem or notice)


def grades(
    folder: str | os.PathLike[str], exercises: Iterable[str | os.PathLike[str]] = (), *, by: str = "mark"
) -> pd.DataFrame:
    """Collected notebooks as a table of grades; ``cjm grade`` is its twin. No code of a submission is run.

    Args:
        folder: laid out as ``<student>/…`` or one notebook a student; or the zip file a learning platform exported.
        exercises: files of exercises of your own, beside those of the course.
        by: ``'mark'``: a row for each rule and question, with its ``reason``; ``'exercise'``: for each student and exercise;
            ``'student'``: for each student, with a column for each exercise.

    Raises:
        FileError: there is no notebook.
        DataError: another word for ``by``; an exercise that does not fit.

    >>> import pathlib, tempfile
    >>> place = pathlib.Path(tempfile.mkdtemp()) / "ann.ipynb"
    >>> _ = place.write_text('{"cells": [{"metadata": {"cjm": {"exercise": "first-stages"}}}]}')
    >>> grades(place.parent)[["student", "exercise", "points", "of"]].values.tolist()
    [['ann', 'first-stages', 0.0, 5.0]]
    """
    from .workshop import collected, gradebook

    tables = {"mark": lambda marks: marks, "exercise": gradebook.totals, "student": gradebook.by_student}
    if by not in tables:
        raise DataError(f"by={by!r} is not known: {', '.join(map(repr, tables))} are.")
    known = course.exercises()
    for path in exercises:
        known |= course.of_file(Path(path))
    found: pd.DataFrame = tables[by](collected.collected(Path(folder), known))
    return found


def _start(task: Task) -> JourneyMap:
    ((kind, name),) = task.start.items()
    return JourneyMap.from_template(name) if kind == "template" else JourneyMap.from_sample(name)


def _view(name: str) -> Any:
    import cjm_widgets as cjm

    views = {
        "grid": cjm.JourneyGrid, "blueprint": cjm.Blueprint, "personas": cjm.Personas,
        "impact": cjm.ImpactPanel, "matrix": cjm.PriorityMatrix,
    }  # fmt: skip
    return views[name]
