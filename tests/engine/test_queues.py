"""Waits against ciw, a simulator of queueing networks, and against what textbooks say."""

from __future__ import annotations

import numpy as np
import pytest

from cjm_widgets.engine.queues import Queue

ciw = pytest.importorskip("ciw")


@pytest.mark.parametrize(("arrivals", "hours", "servers"), [(2.0, 2 / 3, 2), (4.0, 0.2, 1), (5.0, 0.5, 3)])
def test_waits_are_those_of_a_simulated_queue(arrivals: float, hours: float, servers: int) -> None:
    """M/M/c: ten runs of 500 hours after 50 of warming up; the formula lies within four standard errors of their mean."""
    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(arrivals)],
        service_distributions=[ciw.dists.Exponential(1 / hours)],
        number_of_servers=[servers],
    )
    means = []
    for seed in range(10):
        ciw.seed(seed)
        run = ciw.Simulation(network)
        run.simulate_until_max_time(600)
        waits = [one.waiting_time for one in run.get_all_records() if 50 < one.arrival_date < 550]
        means.append(np.mean(waits))
    wait = Queue(arrivals, hours * 3600, servers).wait / 3600
    error = np.std(means, ddof=1) / np.sqrt(len(means))
    assert abs(np.mean(means) - wait) < 4 * error
