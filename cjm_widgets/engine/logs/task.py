"""Long work that says how far it is, can be stopped, and leaves the notebook usable."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from cjm_widgets.model.errors import CjmError

Result = TypeVar("Result")
LOOK = 0.1
"""Seconds between two looks at how far the work is."""


class Stopped(CjmError):
    """Work was stopped before it was done; nothing was changed."""


class Task(Generic[Result]):
    """Work in a thread of its own. ``doing`` says what is being done, ``share`` how much is done (0 to 1, as far as it is known).

    ``result()`` waits and gives what the work gives, or raises what it raised; an interrupt of the kernel while it waits stops the
    work. ``stop()`` stops it: ``result()`` then raises ``Stopped``. ``watch(told)`` calls ``told(task)`` at every look while
    something waits, and once at the end.
    """

    def __init__(self, work: Callable[[Task[Any]], Result], backend: Any) -> None:
        self.doing, self._from, self._to = "beginning", 0.0, 0.0
        self._work, self._backend, self._group = work, backend, f"cjm-{uuid.uuid4().hex}"
        self._stopped, self._watchers = threading.Event(), list[Callable[[Task[Any]], None]]()
        self._found: list[Result] = []
        self._failed: BaseException | None = None
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="cjm-log", daemon=True)

    def start(self) -> Task[Result]:
        """Begin; at once back."""
        self._thread.start()
        return self

    def watch(self, told: Callable[[Task[Any]], None]) -> Task[Result]:
        """Tell how far the work is; from a thread of its own, so that nobody needs to wait."""
        self._watchers.append(told)
        threading.Thread(target=self._tell, args=(told,), name="cjm-log-progress", daemon=True).start()
        return self

    @property
    def done(self) -> bool:
        """Whether it has ended, well or not."""
        return self._ended.is_set()

    @property
    def share(self) -> float:
        """How much is done."""
        if self.done:
            return 1.0
        part = _query_share(self._backend)
        return self._from + (self._to - self._from) * part

    def at(self, doing: str, begin: float, end: float) -> None:
        """Said by the work: what it does now, and which part of the whole that is."""
        if self._stopped.is_set():
            raise Stopped("The counting was stopped. Nothing was changed; run it again to count.")
        self.doing, self._from, self._to = doing, begin, end

    def stop(self) -> None:
        """Stop the work, also in the middle of a query."""
        self._stopped.set()
        if not self.done:
            _interrupt(self._backend, self._group)

    def result(self) -> Result:
        """What the work gives, waited for."""
        try:
            while not self._ended.wait(LOOK):
                if self._stopped.is_set():
                    _interrupt(self._backend, self._group)
        except KeyboardInterrupt:
            self.stop()
            self._ended.wait(10)
            raise
        if self._failed is not None:
            raise self._failed
        return self._found[0]

    def _run(self) -> None:
        try:
            _named(self._backend, self._group)
            self._found.append(self._work(self))
        except BaseException as error:  # noqa: BLE001 - it is raised where the result is asked for
            stopped = self._stopped.is_set() and not isinstance(error, Stopped)
            self._failed = (
                Stopped("The counting was stopped. Nothing was changed; run it again to count.")
                if stopped
                else error
            )
        finally:
            self._ended.set()

    def _tell(self, told: Callable[[Task[Any]], None]) -> None:
        while not self._ended.wait(LOOK):
            told(self)
        told(self)


def _query_share(backend: Any) -> float:
    con = getattr(backend, "con", None)
    asked = getattr(con, "query_progress", None)
    if asked is None:
        return 0.0
    found = float(asked())
    return min(max(found / 100, 0.0), 1.0)


def _interrupt(backend: Any, group: str) -> None:
    if backend.name == "duckdb":
        backend.con.interrupt()
    elif backend.name == "pyspark":
        backend._session.sparkContext.cancelJobGroup(group)


def _named(backend: Any, group: str) -> None:
    if backend.name == "pyspark" and hasattr(backend._session, "sparkContext"):
        backend._session.sparkContext.setJobGroup(group, "cjm_widgets counts a log", interruptOnCancel=True)
