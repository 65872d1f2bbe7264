"""The exercises of the course, as data beside this file, and those of a teacher's own file."""

from __future__ import annotations

import difflib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from cjm_widgets.formats import cjm_file
from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.formats.disk import read_bytes
from cjm_widgets.model.errors import BrokenFile, DataError

from .exercise import Exercise, read

FOLDER = "exercises"
STARTS = "starts"
_END = ".cjm.json"


def exercises() -> dict[str, Exercise]:
    """The exercises of the course by id, handout by handout.

    >>> all(one.id == id_ for id_, one in exercises().items())
    True
    """
    return _by_id([one for made in handouts().values() for one in made], "the course")


@cache
def handouts() -> dict[str, list[Exercise]]:
    """The exercises of each handout, in order, by its name.

    >>> list(handouts())[0]
    '01-personas-and-stages'
    """
    held = files(__package__).joinpath(FOLDER).iterdir()
    found = sorted((f for f in held if f.name.endswith(".json")), key=lambda f: f.name)
    return {f.name.removesuffix(".json"): loads(f.read_text(encoding="utf-8"), f.name) for f in found}


def beside(id_: str) -> list[Exercise]:
    """The exercises of the handout an exercise is in, itself among them; none where it is of no handout of the course."""
    return next((made for made in handouts().values() if any(one.id == id_ for one in made)), [])


def started(name: str) -> MapFile:
    """A map that an exercise of the course starts from, made up. ``DataError``, with those there are, for another name.

    >>> started("bicycle-journey").meta["title"]
    'A bicycle for the way to work'
    """
    folder = files(__package__).joinpath(STARTS)
    known = sorted(f.name.removesuffix(_END) for f in folder.iterdir() if f.name.endswith(_END))
    if name not in known:
        raise DataError(f"The course has no map {name!r}. Maps: {', '.join(known)}.")
    return cjm_file.loads(folder.joinpath(name + _END).read_text(encoding="utf-8"), name + _END)


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
    return [read(_lent(one, held, name)) for one in held]


def _lent(one: Any, among: list[Any], name: str) -> Any:
    """An exercise whose ``rules`` is an id has the rules of that exercise of the same file."""
    if not isinstance(one, dict) or not isinstance(one.get("rules"), str):
        return one
    lender = [other for other in among if isinstance(other, dict) and other.get("id") == one["rules"]]
    if not lender or not isinstance(lender[0].get("rules"), list):
        raise DataError(
            f"{name}: the exercise {one.get('id')!r} takes the rules of {one['rules']!r}, which has none."
        )
    return {**one, "rules": lender[0]["rules"]}


def _by_id(found: list[Exercise], where: str) -> dict[str, Exercise]:
    made = {one.id: one for one in found}
    if len(made) < len(found):
        twice = next(one.id for one in found if [other.id for other in found].count(one.id) > 1)
        raise DataError(f"Two exercises of {where} have the id {twice!r}. Give each its own.")
    return made
