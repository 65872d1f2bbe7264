"""What was handed in: notebooks and kept answers in a folder or a zip file, and whose they are. It reads names and bytes, no more."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from cjm_widgets.formats import archive
from cjm_widgets.formats.disk import read_bytes
from cjm_widgets.model.errors import CjmError, FileError

from .keeping import ENDING

LARGEST = 100_000_000
"""Bytes of a file that is read."""
NOTEBOOK = ".ipynb"
_PLATFORMS = (
    re.compile(r"^(?P<name>.+?)_(?P<id>\d+)_assignsubmission_"),  # Moodle
    re.compile(r"^(?P<name>[^_]+)(?:_LATE)?_(?P<id>\d+)_\d+_"),  # Canvas
    re.compile(r"^.+_(?P<name>[^_]+)(?P<id>)_attempt_\d{4}-"),  # Blackboard
    re.compile(r"^(?P<id>\d+)-\d+ - (?P<name>.+?) - "),  # Brightspace
)
"""How learning platforms name what they export."""
NOBODYS = "it lies beside several notebooks, so whose it is cannot be said: give each student a folder"
_COPY = re.compile(r"(-Copy\d*| ?\(\d+\))$")


@dataclass(frozen=True, slots=True)
class Piece:
    """One file: ``read`` gives its text, ``FileError`` says why there is none. ``id`` tells apart two of one name."""

    student: str
    name: str
    read: Callable[[], str]
    id: str = ""

    @property
    def is_notebook(self) -> bool:
        """Whether it is a notebook; else it is an answer kept beside one."""
        return self.name.endswith(NOTEBOOK)


def pieces(place: Path) -> list[Piece]:
    """All that was handed in, a student's files together.

    ``place`` is a folder, laid out as ``<student>/…`` or one notebook a student, or the zip file that a learning platform exported
    (Moodle, Canvas, Blackboard, Brightspace). Zip files in it are a student's own. ``FileError`` where there is no notebook.
    """
    found = list(_in_zip(place) if place.is_file() else _in_folder(place))
    if not found:
        raise FileError(
            f"There is no notebook (*.ipynb) in {place}. Name the folder they were collected in, or the zip file."
        )
    return sorted(_told_apart(_beside(found)), key=lambda one: one.student)


def _wanted(name: str) -> bool:
    path = PurePosixPath(name)
    odd = {".ipynb_checkpoints", "__MACOSX"} & set(path.parts) or path.name.startswith("._")
    return not odd and path.name.endswith((NOTEBOOK, ENDING, ".zip"))


def _in_folder(folder: Path) -> Iterator[Piece]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if _wanted(name) and path.is_file():  # a pipe of that name would be waited for
            yield from _piece(name, partial(_bytes, path))


def _in_zip(path: Path) -> Iterator[Piece]:
    held = list(archive.parts(_bytes(path), path.name, _wanted, LARGEST))
    tops = {PurePosixPath(name).parts[0] for name, _ in held}
    wrapped = len(tops) == 1 and tops == {path.stem}  # a folder that was packed whole
    for name, data in held:
        yield from _piece(name.partition("/")[2] if wrapped else name, partial(_given, data))


def _piece(name: str, get: Callable[[], bytes]) -> Iterator[Piece]:
    student, id_ = _whose(PurePosixPath(name))
    if not name.endswith(".zip"):
        yield Piece(student, name, partial(_text, get), id_)
        return
    try:
        for part, data in archive.parts(get(), name, _wanted, LARGEST):
            if not part.endswith(".zip"):
                yield Piece(student, f"{name}/{part}", partial(_text, partial(_given, data)), id_)
    except CjmError as error:
        yield Piece(student, f"{name}{NOTEBOOK}", partial(_text, partial(_given, str(error))), id_)


def _whose(path: PurePosixPath) -> tuple[str, str]:
    """The student a path names, with an id where the platform gives one.

    >>> _whose(PurePosixPath("Ann Lee_123_assignsubmission_file_/one.ipynb"))
    ('Ann Lee', '123')
    >>> _whose(PurePosixPath("leeann_LATE_77_901_one.ipynb")), _whose(PurePosixPath("ann-Copy1.ipynb"))
    (('leeann', '77'), ('ann', ''))
    """
    first = path.parts[0]
    for platform in _PLATFORMS:
        if found := platform.match(first):
            return found["name"], found["id"]
    return (first, "") if len(path.parts) > 1 else (_COPY.sub("", path.stem), "")


def _beside(found: list[Piece]) -> Iterator[Piece]:
    """Kept answers belong to the notebook they lie beside; where several students' lie there, to nobody."""
    nested = {one.student for one in found if one.is_notebook and "/" in one.name}
    flat = {one.student for one in found if one.is_notebook and "/" not in one.name}
    for one in found:
        if one.is_notebook or one.id or ("/" in one.name and one.student in nested):
            yield one
        elif len(flat) == 1:
            yield replace(one, student=next(iter(flat)))
        elif flat:
            yield replace(one, student="", read=partial(_text, partial(_given, NOBODYS)))
        else:
            yield one


def _told_apart(found: Iterator[Piece]) -> Iterator[Piece]:
    """Two students of one name have their id behind it."""
    held = list(found)
    ids = defaultdict(set)
    for one in held:
        ids[one.student].add(one.id)
    for one in held:
        yield (
            replace(one, student=f"{one.student} ({one.id})") if len(ids[one.student]) > 1 and one.id else one
        )


def _bytes(path: Path) -> bytes:
    if path.is_file() and path.stat().st_size > LARGEST * (10 if path.suffix == ".zip" else 1):
        raise FileError(f"it has more than {LARGEST // 1_000_000} MB")
    return read_bytes(path)


def _given(data: bytes | str) -> bytes:
    """The bytes; ``FileError`` with the sentence where it is one."""
    if isinstance(data, str):
        raise FileError(data)
    return data


def _text(get: Callable[[], bytes]) -> str:
    return get().decode("utf-8-sig")
