"""The one mutable thing: a session owns a store, applies edits to it, remembers them and tells listeners.

It knows no frame and no widget. A store keeps the data and says what an action did to it; what undoes the
action is the store's business, the order in which things are undone is the session's.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from .edits import Op

Source = Literal["page", "python", "undo", "redo"]


@dataclass(frozen=True, slots=True)
class Change:
    """What an action did: the operations that tell it, or ``reload`` where they would be too many or do not suffice.

    ``inverse`` is the store's own value that takes it back. ``cells`` counts what changed; 0 where nothing did. ``code`` repeats it, by table.
    """

    ops: tuple[Op, ...]
    inverse: Any
    reload: bool = False
    label: str = ""
    cells: int = 0
    code: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history."""

    revision: int
    at: float
    source: Source
    browser: str | None
    change: Change
    of: int | None = None


class Store(Protocol):
    """Where the data is kept."""

    def apply(self, ops: Sequence[Op]) -> Change:
        """Apply all or none; raises ``Refused`` and leaves everything as it was."""

    def restore(self, inverse: Any) -> Change:
        """Take a change back."""

    def pull(self) -> Change | None:
        """What changed behind the session's back since it last looked, or None."""


Listener = Callable[[Entry], None]
Selected = Callable[[Sequence[Mapping[str, str]], str], None]
"""Hears which cells were selected, and in whose browser."""


@dataclass(slots=True)
class Session:
    """Owns one store: ``edit``, ``undo``, ``redo``, ``pull``; counts revisions; keeps the history of both sides."""

    store: Store
    depth: int = 1_000
    length: int = 20_000
    revision: int = 0
    entries: list[Entry] = field(default_factory=list)
    _undo: list[Entry] = field(default_factory=list)
    _redo: list[Entry] = field(default_factory=list)
    _listeners: list[Listener] = field(default_factory=list)
    _lookers: list[Selected] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    _untold: deque[Entry] = field(default_factory=deque)
    _telling: bool = False

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call ``listener`` after each change; returns the call that ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener) if listener in self._listeners else None

    def look(self, looker: Selected) -> Callable[[], None]:
        """Call ``looker`` with what is selected in any page; returns the call that ends it."""
        self._lookers.append(looker)
        return lambda: self._lookers.remove(looker) if looker in self._lookers else None

    def select(self, cells: Sequence[Mapping[str, str]], browser: str) -> None:
        """Tell every page what is selected in one of them; nothing of the document changes."""
        for looker in tuple(self._lookers):
            looker(cells, browser)

    def edit(
        self, ops: Sequence[Op], *, source: Source = "page", browser: str | None = None, label: str = ""
    ) -> Entry | None:
        """Apply one gesture; None where it changed nothing; ``Refused`` where it does not fit."""
        with self.lock:
            self.pull()
            change = self.store.apply(ops)
            return self._done(change, source, browser, label) if change.cells else None

    def pull(self, label: str = "") -> Entry | None:
        """Take in what Python changed directly, called ``label`` where that is said; None where nothing did."""
        with self.lock:
            change = self.store.pull()
            return None if change is None else self._done(change, "python", None, label or change.label)

    def undo(self, browser: str | None = None) -> Entry | None:
        """Take the newest change back, whoever made it; None where there is none."""
        return self._turn(self._undo, self._redo, "undo", browser)

    def redo(self, browser: str | None = None) -> Entry | None:
        """Do again what was undone last; None where there is none."""
        return self._turn(self._redo, self._undo, "redo", browser)

    @contextmanager
    def stepping_back(self) -> Iterator[None]:
        """What changes inside is a step back beyond the history: redo takes it back, and what it could redo stays."""
        redo, before = list(self._redo), self._undo[-1] if self._undo else None
        yield
        if self._undo and self._undo[-1] is not before:
            redo.append(self._undo.pop())
        self._redo[:] = redo

    @property
    def can_undo(self) -> bool:
        """Whether there is something to take back."""
        return bool(self._undo)

    @property
    def can_redo(self) -> bool:
        """Whether there is something to do again."""
        return bool(self._redo)

    def _turn(
        self, here: list[Entry], there: list[Entry], source: Source, browser: str | None
    ) -> Entry | None:
        with self.lock:
            self.pull()
            if not here:
                return None
            entry = here[-1]
            change = self.store.restore(entry.change.inverse)
            here.pop()
            turned = self._log(change, source, browser, entry.change.label, entry.of or entry.revision)
            there.append(turned)
            self._tell(turned)
            return turned

    def _done(self, change: Change, source: Source, browser: str | None, label: str) -> Entry:
        entry = self._log(change, source, browser, label or change.label, None)
        self._undo.append(entry)
        del self._undo[: -self.depth]
        self._redo.clear()
        self._tell(entry)
        return entry

    def _log(self, change: Change, source: Source, browser: str | None, label: str, of: int | None) -> Entry:
        self.revision += 1
        change = replace(change, label=label)
        entry = Entry(self.revision, time.time(), source, browser, change, of)
        # The log keeps what was done, not what takes it back: that would hold old frames alive.
        told = replace(change, inverse=None)
        self.entries.append(Entry(self.revision, entry.at, source, browser, told, of))
        del self.entries[: -self.length]
        return entry

    def _tell(self, entry: Entry) -> None:
        """Tell all listeners, in the order of revisions also where one of them makes an edit of its own.

        A listener that fails keeps no other from hearing; the first failure is raised when all have heard.
        """
        self._untold.append(entry)
        if self._telling:
            return
        failed: list[Exception] = []
        self._telling = True
        try:
            while self._untold:
                failed += self._tell_one(self._untold.popleft())
        finally:
            self._telling = False
        if failed:
            raise failed[0]

    def _tell_one(self, entry: Entry) -> list[Exception]:
        failed: list[Exception] = []
        for listener in tuple(self._listeners):
            try:
                listener(entry)
            except Exception as error:  # noqa: BLE001 - a listener is a stranger's code; it is raised by the caller
                failed.append(error)
        return failed
