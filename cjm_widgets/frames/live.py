"""Sessions of frames, and the look at them after every cell a notebook runs.

Two grids on one frame share a session, so an edit in one shows in the other. Nothing here keeps a frame alive.
"""

from __future__ import annotations

import itertools
import sys
import weakref
from collections.abc import Callable
from typing import Any

import pandas as pd

from cjm_widgets.model.errors import CjmError
from cjm_widgets.model.session import Entry, Session

from .across import Across
from .binding import Binding
from .long import Long
from .shapes import Reading, read
from .source import Source
from .wide import Wide

_SOURCES: dict[str, type[Wide] | type[Across] | type[Long]] = {"wide": Wide, "across": Across, "long": Long}


_births = itertools.count()


class Bound:
    """One source with its session: what widgets hold on to."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.binding = Binding(source)
        self.session = Session(self.binding)
        self.trouble = ""
        self.said: str | None = None
        self.born = next(_births)
        self.verbs: dict[str, Callable[[dict[str, Any]], Any]] = {}
        self.overlays: dict[str, Callable[[], Any]] = {}
        self.since: Callable[[Any], Any] | None = None
        self.opens: Callable[[str], Any] | None = None
        self.after_cell: list[Callable[[dict[str, Any]], None]] = []
        self.overlaid: list[Callable[[str], None]] = []
        self.measured: Any = None
        """The log that was matched with a map last."""
        self.part: Any = None
        """The part of it that pages show, None for all."""
        self.session.listen(self._tell_others)

    def overlay(self, name: str) -> None:
        """Have every page shown an overlay of that name anew: what it rests on is no part of the map."""
        for tell in tuple(self.overlaid):
            tell(name)

    def _tell_others(self, entry: Entry) -> None:
        """Another way of reading the same frame shows the change too."""
        for other in tuple(_watched):
            if other is not self and self._lead(other.source):
                other.session.pull()

    def _lead(self, other: Source) -> bool:
        """Whether another source reads a frame of mine; one that I left behind it leaves too."""
        pairs = [(mine, its) for mine in self.source.tables.values() for its in other.tables.values()]
        for mine, its in pairs:
            if any(left.held() is its.frame for left in mine.left):
                its.go_on(mine.frame)
        return any(mine.frame is its.frame for mine, its in pairs)

    def look(self, names: dict[str, Any]) -> None:
        """Take in what a cell changed, then let the widgets look at what names stand for.

        A frame that lost what a map cannot do without is no error of the cell: ``trouble`` says it, for the page to show.
        """
        try:
            self.session.pull()
            self.trouble = ""
        except CjmError as error:
            self.trouble = str(error)
        for act in tuple(self.after_cell):
            act(names)


_watched: weakref.WeakSet[Bound] = weakref.WeakSet()
_hooked: list[Any] = []


def bind(frame: pd.DataFrame, title: str, **said: str | None) -> Bound:
    """The frame's session: the one it has, or a new one. ``said`` overrides what is guessed of its shape."""
    key = repr(sorted((k, v) for k, v in said.items() if v is not None))
    reading = read(frame, **said)
    found = [one for one in _watched if one.said == key and _still(one.source, frame, reading)]
    if found:
        return max(
            found, key=lambda one: one.born
        )  # one that was left for another reading is not gone back to
    bound = Bound(_SOURCES[reading.layout](frame, reading, title, reading.sentence(frame)))
    bound.said = key
    watch(bound)
    return bound


def _still(source: Source, frame: pd.DataFrame, reading: Reading) -> bool:
    """Whether a source is of this frame, and reads it no poorer than it would be read now."""
    if source.kind != reading.layout or not any(table.frame is frame for table in source.tables.values()):
        return False
    roles = ("step", "stage", "emotion")
    return all(getattr(source, role, None) or not getattr(reading, role) for role in roles)


def watch(bound: Bound) -> None:
    """Look at it after every cell, where there are cells."""
    _watched.add(bound)
    shell = notebook()
    if shell is not None and shell not in _hooked:
        shell.events.register("post_run_cell", lambda result: look(shell.user_ns))
        _hooked.append(shell)


def look(names: dict[str, Any]) -> None:
    """Take in what Python changed in every bound frame; the first failure is raised when all were looked at."""
    failed: list[Exception] = []
    for bound in tuple(_watched):
        try:
            bound.look(names)
        except Exception as error:  # noqa: BLE001 - one map that cannot be read keeps no other from being looked at
            failed.append(error)
    if failed:
        raise failed[0]


def notebook() -> Any:
    """The running IPython, or None. It is not imported where it is not there already."""
    module = sys.modules.get("IPython")
    return module.get_ipython() if module is not None else None


def names_of(frame: object) -> list[str]:
    """What the notebook calls an object."""
    shell = notebook()
    if shell is None:
        return []
    return [name for name, value in shell.user_ns.items() if value is frame and not name.startswith("_")]


# -- frames that pandas would not change in place


def is_left(source: Source, value: object) -> bool:
    """Whether a map left this frame behind and went on with a changed one."""
    return any(left.held() is value for table in source.tables.values() for left in table.left)


def left_names(source: Source) -> list[str]:
    """What the notebook calls the frames a map left behind."""
    gone = [left.held() for table in source.tables.values() for left in table.left]
    return list(dict.fromkeys(name for frame in gone if frame is not None for name in names_of(frame)))


def bind_names(source: Source) -> tuple[list[str], list[str]]:
    """Have those names stand for the changed frames; returns which do, and which do not.

    A frame that Python wrote to since keeps its names: nothing is lost.
    """
    done, kept = list[str](), list[str]()
    shell = notebook()
    for table in source.tables.values():
        for left in table.left:
            names = names_of(left.held()) if shell is not None and left.held() is not None else []
            if names and not left.untouched():
                kept += names
                continue
            for name in names:
                shell.user_ns[name] = table.frame
            done += names
    for bound in tuple(_watched):
        for act in tuple(bound.after_cell) if shell is not None else ():
            act(shell.user_ns)
    return done, kept
