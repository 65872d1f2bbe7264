"""Collected notebooks as a table of grades. What lies in them is read as data; no cell, output or map is run."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from cjm_widgets.formats.guard import guarded
from cjm_widgets.model.errors import CjmError, FileError

from .answer import MIME, Answer, read
from .exercise import Exercise
from .grading import grade

COLUMNS = (
    "student",
    "notebook",
    "exercise",
    "what",
    "says",
    "points",
    "of",
    "met",
    "read",
    "reason",
    "hints",
    "at",
)
LARGEST = 100_000_000
"""Bytes of a notebook that is read."""


def collected(folder: Path, exercises: Mapping[str, Exercise]) -> pd.DataFrame:
    """The marks of all notebooks under a folder, a row each: ``student``, ``notebook``, ``exercise``, ``what``, ``points`` of ``of``, ``reason``.

    The student is the folder a notebook lies in, as nbgrader lays out ``submitted/<student>/<assignment>/``; where all notebooks lie in
    one folder, the name of the file. A notebook that cannot be read is a row with the reason and no points, so is an exercise of the handout that was
    not handed in. ``FileError`` where there is no notebook.
    """
    paths = sorted(p for p in folder.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
    if not paths:
        raise FileError(
            f"There is no notebook (*.ipynb) in {folder}. Name the folder they were collected in."
        )
    rows = [row for path in paths for row in _notebook(folder, path, exercises)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"points": "float64", "of": "float64", "met": bool, "read": bool}
    )


def totals(marks: pd.DataFrame) -> pd.DataFrame:
    """Points, of how many, and how many answers a person should read: a row for each student and exercise.

    >>> marks = pd.DataFrame({"student": ["ann"], "exercise": ["first"], "points": [1.0], "of": [2.0], "read": [True]})
    >>> totals(marks).to_dict("records")
    [{'student': 'ann', 'exercise': 'first', 'points': 1.0, 'of': 2.0, 'read': 1, 'share': 0.5}]
    """
    kept = marks.groupby(["student", "exercise"], sort=False)[["points", "of", "read"]].sum().reset_index()
    return kept.assign(share=(kept["points"] / kept["of"].where(kept["of"] > 0)).round(3))


def csv(marks: pd.DataFrame) -> str:
    """The marks as CSV. What learners wrote is never a formula there: an apostrophe stands before a text that would be one.

    >>> csv(pd.DataFrame({"reason": ["=1+1"]}))
    "reason\\n'=1+1\\n"
    """
    texts = marks.select_dtypes(["object", "string"]).columns
    safe = {name: marks[name].map(_guarded) for name in texts}
    return str(marks.assign(**safe).to_csv(index=False, lineterminator="\n"))


def _guarded(value: Any) -> Any:
    return guarded(value) if isinstance(value, str) and value else value


def answers(text: str) -> tuple[list[Answer], list[str]]:
    """The answers in the text of a notebook, the last of each exercise, and a sentence for each that does not read."""
    found: dict[str, Answer] = {}
    broken: list[str] = []
    for data in _outputs(json.loads(text)):
        try:
            one = read(data)
            found[one.exercise] = one
        except CjmError as error:
            broken.append(str(error))
    return list(found.values()), broken


def handout(text: str) -> set[str]:
    """The exercises whose cells a notebook has, by id, as the handout's metadata names them."""
    cells = json.loads(text).get("cells", [])
    named = ((cell.get("metadata") or {}).get("cjm") or {} for cell in cells if isinstance(cell, Mapping))
    return {str(held["exercise"]) for held in named if isinstance(held, Mapping) and "exercise" in held}


def _notebook(folder: Path, path: Path, exercises: Mapping[str, Exercise]) -> Iterator[dict[str, Any]]:
    about = {"student": _student(folder, path), "notebook": path.relative_to(folder).as_posix()}
    try:
        if path.stat().st_size > LARGEST:
            raise FileError(f"it has more than {LARGEST // 1_000_000} MB")
        text = path.read_text(encoding="utf-8")
        given, broken = answers(text)
        wanted = handout(text)
    except (CjmError, OSError, ValueError, RecursionError, AttributeError, TypeError) as error:
        yield {**about, **_lost("", f"the notebook cannot be read: {error}"[:300])}
        return
    for sentence in broken:
        yield {**about, **_lost("", sentence)}
    yield from ({**about, **row} for row in _graded(given, wanted, exercises))


def _graded(
    given: Iterable[Answer], wanted: set[str], exercises: Mapping[str, Exercise]
) -> Iterator[dict[str, Any]]:
    here = {one.exercise: one for one in given}
    for id_ in [*here, *sorted(wanted - here.keys())]:
        exercise, answer = exercises.get(id_), here.get(id_)
        if exercise is None:
            yield _lost(id_, "no exercise of this id is known: name the handout's own with --exercises")
            continue
        if answer is None:
            yield {**_lost(id_, "not handed in"), "of": exercise.points}
            continue
        for mark in grade(exercise, answer):
            yield {
                "exercise": id_, "what": mark.what, "says": mark.says, "points": mark.points, "of": mark.of,
                "met": mark.met, "read": mark.read, "reason": mark.reason, "hints": answer.hints, "at": answer.at,
            }  # fmt: skip


def _lost(exercise: str, reason: str) -> dict[str, Any]:
    return {
        "exercise": exercise, "what": "", "says": "", "points": 0.0, "of": 0.0,
        "met": False, "read": False, "reason": reason, "hints": 0, "at": "",
    }  # fmt: skip


def _student(folder: Path, path: Path) -> str:
    parts = path.relative_to(folder).parts
    return parts[0] if len(parts) > 1 else path.stem


def _outputs(notebook: Any) -> Iterator[Any]:
    if not isinstance(notebook, Mapping):
        raise FileError("its text is no notebook")
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []) if isinstance(cell, Mapping) else []:
            data = output.get("data") if isinstance(output, Mapping) else None
            if isinstance(data, Mapping) and MIME in data:
                held = data[MIME]
                yield (
                    "".join(held)
                    if isinstance(held, list) and all(isinstance(t, str) for t in held)
                    else held
                )
