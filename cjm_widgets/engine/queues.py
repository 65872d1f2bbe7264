"""Waiting where a step is served by a team of given size: from the queue that forms, not from a guess.

M/M/c by Erlang's C formula (Erlang 1917); other arrivals and service times by Allen and Cunneen's approximation, M/M/c × (cₐ² + cₛ²) / 2
(Allen 1990), which is exact for M/M/c and, with one server, for M/G/1.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from cjm_widgets.model.errors import DataError

from .chain import Floats


@dataclass(frozen=True)
class Queue:
    """A step's queue: arrivals an hour, mean service in seconds, servers, and how varied both are (variance / mean²)."""

    arrivals: float
    service: float
    servers: float
    varied_arrivals: float = 1.0
    varied_service: float = 1.0

    @property
    def load(self) -> float:
        """How busy each server is; at 1 and beyond the queue grows without end."""
        return self.arrivals * self.service / 3600 / self.servers

    @property
    def waiting(self) -> float:
        """The share that has to wait at all (as if M/M/c)."""
        return float(erlang_c(np.array([self.arrivals * self.service / 3600]), self.servers)[0])

    @property
    def wait(self) -> float:
        """The mean wait in seconds of everyone who comes, those who need not wait among them.

        ``DataError`` where more come than can be served.

        >>> round(Queue(arrivals=4, service=3600 / 5, servers=1).wait / 3600, 6)
        0.8
        """
        return float(waits(np.array([self.arrivals]), self)[0])


def waits(arrivals: Floats, queue: Queue) -> Floats:
    """The mean waits for several rates of arrival (an hour), all else as in ``queue``; infinite where it cannot be served."""
    busy = arrivals * queue.service / 3600
    varied = (queue.varied_arrivals + queue.varied_service) / 2
    free = queue.servers - busy
    with np.errstate(divide="ignore", invalid="ignore"):
        found = erlang_c(busy, queue.servers) * queue.service / free * varied
    return np.where(free > 0, found, np.inf)


def erlang_c(busy: Floats, servers: float) -> Floats:
    """The share that waits in M/M/c with an offered load of ``busy`` servers; between whole numbers of servers in proportion.

    >>> erlang_c(np.array([4 / 3]), 2).round(6).tolist()
    [0.533333]
    """
    if not servers >= 1:
        raise DataError(f"A queue has {servers:g} servers: at least 1 is needed.", "steps", column="servers")
    low = int(np.floor(servers))
    if low == servers:
        return _whole(busy, low)
    part = servers - low
    return (1 - part) * _whole(busy, low) + part * _whole(busy, low + 1)


def _whole(busy: Floats, servers: int) -> Floats:
    blocked = np.ones_like(busy)
    for k in range(1, servers + 1):  # Erlang B, by its recursion, then C from it: no factorials
        blocked = busy * blocked / (k + busy * blocked)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = servers * blocked / (servers - busy * (1 - blocked))
    return np.where(busy < servers, share, 1.0)


def checked(queue: Queue, step: str) -> Queue:
    """The queue; ``DataError`` that names the step where more come than it can serve."""
    if not np.isfinite(queue.wait):
        need = int(np.floor(queue.arrivals * queue.service / 3600)) + 1
        raise DataError(
            f"At {step!r} {queue.arrivals:g} an hour come and {queue.servers:g} can serve "
            f"{queue.servers * 3600 / queue.service:.4g}: the queue would grow without end. At least {need} are needed.",
            "steps",
            step,
            "servers",
        )
    return queue
