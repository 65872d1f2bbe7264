"""Draws: the distributions they should have, the same each time, and intervals that hold the truth as often as they say."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from cjm_widgets.engine.chain import Chain, chain
from cjm_widgets.engine.draws import NODES, pert, points, world
from cjm_widgets.engine.follow_up import Count, beside, change, follow_up
from cjm_widgets.engine.gate import gate
from cjm_widgets.engine.levers import future, lever
from cjm_widgets.engine.measures import bounds, measures
from cjm_widgets.engine.queues import Queue
from cjm_widgets.engine.solve import setting, solve
from cjm_widgets.frames.shares import wilson
from cjm_widgets.model.errors import DataError


def test_pert_has_the_moments_it_should() -> None:
    """PERT(2, 5, 14): mean 6, beta(2, 4), variance 32/7; PERT(1, 2, 9): mean 3 (Vose 2008)."""
    u = (np.arange(20_000) + 0.5) / 20_000
    found = pert(u, 2, 5, 14)
    assert found.mean() == pytest.approx(6, abs=1e-3)
    assert found.var() == pytest.approx(32 / 7, rel=2e-3)
    assert pert(u, 1, 2, 9).mean() == pytest.approx(3, abs=1e-3)
    assert pert(u, 3, 3, 3).tolist()[:2] == [3, 3]


def test_the_table_of_quantiles_is_fine_enough() -> None:
    u = points(1, 4 * NODES, 3)[0]
    exact = 2 + 12 * stats.beta(2, 4).ppf(u)
    np.testing.assert_allclose(pert(u, 2, 5, 14), exact, rtol=2e-3, atol=2e-3)


def counted(counts: list[list[float]]) -> Chain:
    rows = np.array(counts, dtype=float)
    n = len(rows)
    total = rows.sum(axis=1)
    return chain(
        [f"s{i}" for i in range(n)], ["done", "left"], rows / total[:, None], success=["done"], seen=total,
        counted=np.ones(n, bool), time=np.ones(n),
    )  # fmt: skip


@pytest.mark.parametrize("many", [256, 4096])
def test_rows_are_dirichlet_with_a_half_added(many) -> None:
    """Counts (30, 15, 5) + ½: means .592233 .300971 .106796, sd .067822 .063304 .042626."""
    made = chain(["a"], ["x", "y", "z"], [[0, 0.6, 0.3, 0.1]], success=["x"], seen=[50], counted=[True])
    found = world(made, many=many).now.ends
    assert found.mean(axis=1) == pytest.approx([0.592233, 0.300971, 0.106796], abs=2e-3)
    assert found.std(axis=1) == pytest.approx([0.067822, 0.063304, 0.042626], rel=0.05)


def test_the_same_seed_gives_the_same_draws() -> None:
    made = counted([[0, 60, 10, 30], [5, 0, 70, 25]])
    one, other, third = (world(made, many=64, seed=seed).now.time for seed in (1, 1, 2))
    assert one.tolist() == other.tolist()
    assert one.tolist() != third.tolist()


def test_layers_are_drawn_apart() -> None:
    made = counted([[0, 60, 10, 30], [5, 0, 70, 25]])
    more = lever(made, "x", "pass_through", "s0", (1.2, 1.5, 2.5))
    data = world(made, [more], many=64, layers=("data",))
    effects = world(made, [more], many=64, layers=("effects",))
    assert np.ptp(data.effects) == 0 < np.ptp(data.now.time)
    assert np.ptp(effects.now.time) == 0 < np.ptp(effects.effects)
    assert [one.kind for one in effects.inputs] == ["effect"]


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    """Over 1,500 worlds: true rows from the prior, journeys counted from them, effects from what was entered. The 90 %
    intervals hold the true success, its true change and the true time in 88 to 92 % of the worlds."""
    rng = np.random.default_rng(2026)
    worlds = [one for one in (_world(rng) for _ in range(1_500)) if one is not None]
    assert len(worlds) > 1_400
    held = np.mean(worlds, axis=0)
    assert ((held > 0.88) & (held < 0.92)).all(), held


LOGS = np.log([1.1, 1.6, 2.4])


def _world(rng: np.random.Generator) -> list[bool] | None:
    """Whether success, change and time of one true world lie in their intervals; None where nobody was seen to end."""
    rows = rng.dirichlet([0.5] * 5, size=3)
    counts = np.array([rng.multinomial(120, row) for row in rows], dtype=float)
    known = {"success": ["done"], "time": np.ones(3)}
    seen = {"seen": counts.sum(axis=1), "counted": np.ones(3, bool), "possible": np.ones((3, 5), bool)}
    try:
        real = chain(list("abc"), ["done", "left"], rows, **known)
        made = chain(list("abc"), ["done", "left"], counts / 120, **known, **seen)
    except DataError:
        return None
    effect = float(np.exp(pert(rng.random(1), *LOGS)[0]))
    drawn = world(
        made, [lever(made, "x", "pass_through", "a", (1.1, 1.6, 2.4))], many=512, seed=int(rng.integers(1e9))
    )
    found = [measures(made, one) for one in (drawn.now, drawn.then())]
    given = [lever(real, "x", "pass_through", "a", (effect,) * 3)]
    true = [measures(real, solve(one)) for one in (setting(real), future(real, given))]
    pairs = [
        (found[0]["success"], true[0]["success"]),
        (found[1]["success"] - found[0]["success"], true[1]["success"] - true[0]["success"]),
        (found[0]["time"], true[0]["time"]),
    ]
    ends = [(bounds(draws[None])[:, 0], float(wanted[0])) for draws, wanted in pairs]
    return [bool(low <= wanted <= high) for (low, high), wanted in ends]


def test_the_gate_passes_whole_journeys_and_no_others() -> None:
    whole = counted([[0, 60, 0, 40], [0, 0, 45, 15]])
    assert gate(whole).observed == pytest.approx(gate(whole).modelled, rel=1e-12)
    assert gate(whole).passed
    cut_wrongly = counted([[0, 600, 100, 100], [0, 0, 20, 80]])
    assert not gate(cut_wrongly).passed
    assert "does not reproduce" in gate(cut_wrongly).sentence
    assert gate(chain(["a"], ["done", "left"], [[0, 0.5, 0.5]], success=["done"])) is None


def test_intervals_of_shares() -> None:
    """Wilson 15/20; Newcombe (1998), table II: 56/70 against 48/80 is .2 (.0524, .3339)."""
    assert wilson(15, 20, 0.95) == pytest.approx((0.531299, 0.888138), abs=1e-6)
    assert change(Count(48, 80), Count(56, 70), 0.95) == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)


def test_a_control_takes_out_what_changed_for_all() -> None:
    gap, low, high = beside(Count(100, 1000), Count(150, 1000), Count(100, 1000), Count(130, 1000))
    assert gap == pytest.approx(0.02)
    assert low < 0.02 < high
    made = counted([[0, 60, 0, 40], [0, 0, 45, 15]])
    from cjm_widgets.engine.measures import compared

    point = measures(made, solve(setting(made)))
    drawn = measures(made, world(made, many=256).now)
    told = follow_up(compared((point, point), (drawn, drawn)), Count(450, 1000), Count(455, 1000))
    assert bool(told.loc["change", "inside"])
    assert not bool(
        follow_up(compared((point, point), (drawn, drawn)), Count(450, 1000), Count(900, 1000)).loc[
            "level", "inside"
        ]
    )
    with pytest.raises(DataError, match="5 of 0 is no share"):
        follow_up(compared((point, point), (drawn, drawn)), Count(5, 0), Count(1, 2))


@pytest.mark.parametrize(
    ("arrivals", "hour", "servers", "wait"),
    [(4, 5, 1, 0.8), (2, 1.5, 2, 0.533333), (0.2, 0.1, 3, 4.444444)],
)
def test_queues_of_the_textbooks(arrivals, hour, servers, wait) -> None:
    """M/M/1 (4, 5): Wq .8; M/M/2 (2, 1.5): .533333; M/M/3 (.2, .1): 4.444444."""
    assert Queue(arrivals, 3600 / hour, servers).wait / 3600 == pytest.approx(wait, rel=1e-6)


def test_a_queue_with_constant_service() -> None:
    """M/D/1 at load .8, rate 1: Wq 2."""
    assert Queue(0.8, 3600, 1, varied_service=0).wait / 3600 == pytest.approx(2)
    assert Queue(2, 3600, 1).wait == np.inf
