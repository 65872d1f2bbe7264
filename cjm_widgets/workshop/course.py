"""The exercises of the course, as data beside this file, and those of a teacher's own file."""

from __future__ import annotations

import difflib
import json
from importlib.resources import files
from pathlib import Path

from cjm_widgets.formats.disk import read_bytes
from cjm_widgets.model.errors import BrokenFile, DataError

from .exercise import Exercise, read

FOLDER = "exercises"


def exercises() -> dict[str, Exercise]:
    """The exercises of the course by id, handout by handout.

    >>> all(one.id == id_ for id_, one in exercises().items())
    True
    """
    found = sorted(
        (f for f in files(__package__).joinpath(FOLDER).iterdir() if f.name.endswith(".json")),
        key=lambda f: f.name,
    )
    return _by_id(
        [one for file in found for one in loads(file.read_text(encoding="utf-8"), file.name)], "the course"
    )


def load(id_: str) -> Exercise:
    """One exercise of the course. ``DataError``, with those there are, where there is none of that id."""
    known = exercises()
    if id_ not in known:
        near = difflib.get_close_matches(id_, known, 1)
        meant = f" Did you mean {near[0]!r}?" if near else ""
        raise DataError(f"There is no exercise {id_!r}.{meant} Exercises: {', '.join(known)}.")
    return known[id_]


def of_file(path: Path) -> dict[str, Exercise]:
    """The exercises in a teacher's file: JSON, a list of exercises. ``FileError``, ``BrokenFile``, ``DataError`` say what is wrong."""
    return _by_id(loads(read_bytes(path).decode("utf-8", "replace"), str(path)), str(path))


def loads(text: str, name: str) -> list[Exercise]:
    """The exercises in a text, a list; ``name`` is how errors call it."""
    try:
        held = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BrokenFile(f"{name} holds no exercises: {error}.") from error
    if not isinstance(held, list):
        raise BrokenFile(f"{name} holds no exercises: a list is needed, not {type(held).__name__}.")
    return [read(one) for one in held]


def _by_id(found: list[Exercise], where: str) -> dict[str, Exercise]:
    made = {one.id: one for one in found}
    if len(made) < len(found):
        twice = next(one.id for one in found if [other.id for other in found].count(one.id) > 1)
        raise DataError(f"Two exercises of {where} have the id {twice!r}. Give each its own.")
    return made
