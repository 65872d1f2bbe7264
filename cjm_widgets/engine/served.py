"""Steps that a team of given size serves: their waits follow from how many come, and change when more or fewer do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from .chain import Chain, Floats
from .queues import Queue, waits
from .solve import Setting, setting, visits


def waited(given: Setting, made: Chain, added: Mapping[int, Floats] | None = None) -> Setting:
    """The settings with the waits their queues make; ``added`` says how many servers more each step has, per setting.

    How many come to a step goes with its visits, against those of the chain as it is. Where more come than can be served the
    wait is infinite.
    """
    if not made.queues:
        return given
    come = visits(given) * given.start.sum(axis=0)
    usual = visits(setting(made)) * made.start.sum()
    wait, spread = given.wait.copy(), given.wait_var.copy()
    for i, queue in made.queues:
        rate = queue.arrivals * (come[i] / usual[i] if usual[i] > 0 else np.ones(given.many))
        servers = queue.servers + (added or {}).get(i, np.zeros(given.many))
        wait[i] = [
            float(waits(np.array([come_now]), _queue(queue, given, i, d, more))[0])
            for d, (come_now, more) in enumerate(zip(rate, servers, strict=True))
        ]
        spread[i] = wait[i] ** 2
    return replace(given, wait=wait, wait_var=spread)


def _queue(queue: Queue, given: Setting, i: int, d: int, servers: float) -> Queue:
    return replace(queue, service=float(given.time[i, d]), servers=max(1.0, float(servers)))
