"""Sessions of frames, and the look at them after every cell a notebook runs.

Two grids on one frame share a session, so an edit in one shows in the other. Nothing here keeps a frame alive.
"""

from __future__ import annotations

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


class Bound:
    """One source with its session: what widgets hold on to."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.binding = Binding(source)
        self.session = Session(self.binding)
        self.trouble = ""
        self.verbs: dict[str, Callable[[dict[str, Any]], Any]] = {}
        self.overlays: dict[str, Callable[[], Any]] = {}
        self.since: Callable[[Any], Any] | None = None
        self.opens: Callable[[str], Any] | None = None
        self.after_cell: list[Callable[[dict[str, Any]], None]] = []
        self.session.listen(self._tell_others)

    def _tell_others(self, entry: Entry) -> None:
        """Another way of reading the same frame shows the change too."""
        mine = {id(table.frame) for table in self.source.tables.values()}
        for other in tuple(_watched):
            if other is not self and mine & {id(table.frame) for table in other.source.tables.values()}:
                other.session.pull()

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


_by_frame: weakref.WeakValueDictionary[tuple[int, str], Bound] = weakref.WeakValueDictionary()
_watched: weakref.WeakSet[Bound] = weakref.WeakSet()
_hooked: list[Any] = []


def bind(frame: pd.DataFrame, title: str, **said: str | None) -> Bound:
    """The frame's session: the one it has, or a new one. ``said`` overrides what is guessed of its shape."""
    key = (id(frame), repr(sorted((k, v) for k, v in said.items() if v is not None)))
    found = _by_frame.get(key)
    reading = read(frame, **said)
    if found is not None and _still(found.source, frame, reading):
        return found
    bound = Bound(_SOURCES[reading.layout](frame, reading, title, reading.sentence(frame)))
    _by_frame[key] = bound
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
