"""Long work that can be stopped from elsewhere: it asks, now and then, whether to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cjm_widgets.model.errors import CjmError

_STOPPED: ContextVar[Callable[[], bool] | None] = ContextVar("stopped", default=None)


class Stopped(CjmError):
    """The work was stopped before it was done."""


@contextmanager
def stoppable(stopped: Callable[[], bool]) -> Iterator[None]:
    """Work inside ends with ``Stopped`` soon after ``stopped`` gives True; work of other threads goes on.

    >>> with stoppable(lambda: True):
    ...     go_on()
    Traceback (most recent call last):
    cjm_widgets.engine.stopping.Stopped: The simulation was stopped.
    """
    token = _STOPPED.set(stopped)
    try:
        yield
    finally:
        _STOPPED.reset(token)


def go_on() -> None:
    """Nothing, or ``Stopped``: long loops call it."""
    stopped = _STOPPED.get()
    if stopped is not None and stopped():
        raise Stopped("The simulation was stopped.")
