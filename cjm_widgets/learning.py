"""The front door of the course: ``cjm.exercise(id)`` gives a task with its map, taken up where it was left."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .formats import cjm_file
from .formats.disk import read_bytes
from .journey_map import JourneyMap
from .model.errors import CjmError, DataError
from .workshop import answer as answers, course, keeping
from .workshop.attempt import Attempt
from .workshop.exercise import Exercise as Task, read
from .workshop.grading import grade
from .workshop.progress import Progress

if TYPE_CHECKING:
    import pandas as pd

    from .formats.cjm_file import MapFile
    from .widgets.exercise import Exercise

PROGRESS = Progress()
"""How far the learner of this kernel is: a notebook has a kernel of its own."""


def exercise(
    which: str | Mapping[str, Any],
    *,
    start: JourneyMap | str | None = None,
    folder: str | os.PathLike[str] | None = "my-work",
    anew: bool = False,
) -> Exercise:
    """An exercise with the map it is done on: a task, hints, a check, and the grid or view it is about.

    ``which`` is the id of an exercise of the course, or one of your own as a dictionary (docs/workshops.md has its parts). What the
    learner does is kept in the notebook's output and in ``folder`` beside it, and taken up again from there; ``None`` keeps no
    file. ``anew=True`` begins again; what was there is kept under another name. ``DataError`` names the exercises there are.

    ``start`` is a map of your own choice instead of the exercise's: a ``JourneyMap``, of which a copy is taken, the name of a template
    as ``"classic"``, or a map's file. It counts where nothing was kept yet, or with ``anew=True``.

    >>> one = exercise("first-stages", folder=None)
    >>> one.check()["met"].tolist(), one.map
    ([False, False, False, False, False], <JourneyMap ...>)
    """
    from .widgets.exercise import Exercise

    task = course.load(which) if isinstance(which, str) else read(which)
    file = None if folder is None else keeping.place(Path(folder), task.id)
    notice = ""
    if anew and file is not None and (aside := keeping.begin_anew(file)) is not None:
        notice = f"Begun anew; what you had is in {aside}."
    kept, problem = (None, "") if file is None else keeping.kept(file)
    journey_map = JourneyMap._of(kept.held()) if kept and kept.map else _start(task, start, folder)
    beside = [one.id for one in course.beside(task.id)] if isinstance(which, str) else []
    _remember(beside, folder)
    attempt = Attempt(task, lambda: cjm_file.dumps(journey_map._file()), kept, PROGRESS, beside)
    return Exercise(journey_map, attempt, partial(_view(task.view), **task.look), file, problem or notice)


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


def merge_groups(
    maps: Mapping[str, JourneyMap], base: JourneyMap | None = None
) -> tuple[JourneyMap, pd.DataFrame]:
    """The maps of several groups as one new map, and what they disagree on; none of theirs is changed.

    Rows that only one group made are all kept, and its cards say so in the column ``group``. A row two groups made under one id is
    the same where it says the same; else each has its own, so that nothing is lost. Where groups changed the same cell of a row in
    ``base``, the first one's value stands in the map, and the conflict is a row of the table: ``table``, ``id``, ``column``,
    ``base``, a column for each group, and ``taken``. ``cjm.Compare(*maps.values(), names=list(maps))`` draws the maps side by side.

    Args:
        maps: maps by the groups' names, in the order in which they win.
        base: the map all began with; without it, an empty one, and stages, steps and lanes of one id or name are one.

    Raises:
        DataError: fewer than two maps.
        TypeError: one of them is no ``JourneyMap``.

    >>> import cjm_widgets as cjm
    >>> a, b = (cjm.JourneyMap.from_template("classic") for _ in range(2))
    >>> a.stages.iloc[0, 0], b.stages.iloc[0, 0] = "Notice", "Wake up"
    >>> whole, conflicts = merge_groups({"Red": a, "Blue": b}, base=cjm.JourneyMap.from_template("classic"))
    >>> conflicts[["column", "base", "Red", "Blue", "taken"]].values.tolist()
    [['name', 'Awareness', 'Notice', 'Wake up', 'Red']]
    """
    from .verbs.groups import merged

    files = _filed(maps, () if base is None else (base,))
    file, conflicts = merged(files, None if base is None else base._file())
    return JourneyMap._of(file), conflicts


def _filed(given: Any, more: Iterable[Any]) -> dict[str, MapFile]:
    """The maps of the groups as files hold them."""
    if not isinstance(given, Mapping) or len(given) < 2:
        raise DataError('Merging needs two maps or more, by name: cjm.merge_groups({"Red": m1, "Blue": m2}).')
    for one in (*given.values(), *more):
        if not isinstance(one, JourneyMap):
            raise TypeError(
                f"merge_groups takes JourneyMaps, not {type(one).__name__}. JourneyMap.open(path) opens a file."
            )
        one._now()
    return {str(name): one._file() for name, one in given.items()}


def _start(task: Task, chosen: JourneyMap | str | None, folder: str | os.PathLike[str] | None) -> JourneyMap:
    if isinstance(chosen, JourneyMap):
        return JourneyMap._of(cjm_file.loads(cjm_file.dumps(chosen._file()), "the map to start from"))
    if chosen is not None:
        is_file = str(chosen).endswith(".json")
        return JourneyMap.open(chosen) if is_file else JourneyMap.from_template(chosen)
    if task.after and folder is not None:
        before, _ = keeping.kept(keeping.place(Path(folder), task.after))
        if before is not None and before.map:
            return JourneyMap._of(before.held())
    ((kind, name),) = task.start.items()
    if kind == "course":
        return JourneyMap._of(course.started(name))
    return JourneyMap.from_template(name) if kind == "template" else JourneyMap.from_sample(name)


def _remember(beside: list[str], folder: str | os.PathLike[str] | None) -> None:
    """What was met before this kernel began, from the work kept beside the notebook."""
    for id_ in beside if folder is not None else ():
        place = keeping.place(Path(str(folder)), id_)
        if id_ in PROGRESS.met or not place.exists():
            continue
        with suppress(CjmError, OSError):
            answer = answers.read(read_bytes(place).decode("utf-8", "replace"))
            PROGRESS.put(id_, all(mark.met for mark in grade(course.load(id_), answer)))


def _view(name: str) -> Any:
    import cjm_widgets as cjm

    views = {
        "grid": cjm.JourneyGrid, "blueprint": cjm.Blueprint, "personas": cjm.Personas,
        "impact": cjm.ImpactPanel, "matrix": cjm.PriorityMatrix,
    }  # fmt: skip
    return views[name]
