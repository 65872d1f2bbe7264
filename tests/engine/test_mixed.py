"""Personas mixed against one pooled map and by hand; degrees; measured times; the follow-up against simulated worlds."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

import cjm_widgets as cjm
from cjm_widgets.engine.follow_up import Count, beside, change
from cjm_widgets.engine.times import measured
from cjm_widgets.model.errors import DataError

PAIRS = [("browse", "pay"), ("browse", "left"), ("pay", "done"), ("pay", "left")]
DANA, LUIS = [60, 40, 48, 12], [60, 240, 15, 45]


def shop() -> cjm.JourneyMap:
    m = cjm.JourneyMap()
    m.personas = pd.DataFrame({"name": ["Dana", "Luis"], "share": [0.25, 0.75]}, index=["dana", "luis"])
    m.steps = pd.DataFrame(
        {"stage": "s", "name": ["Browse", "Pay"], "emotion": [1.0, -1.0]}, index=["browse", "pay"]
    )
    m.steps = m.steps.assign(duration=pd.to_timedelta([60, 120], "s"), **{"emotion:dana": [2.0, 0.5]})
    both = [a + b for a, b in zip(DANA, LUIS, strict=True)]
    rows = pd.DataFrame({"count": both, "count:dana": DANA, "count:luis": LUIS}, index=pd.MultiIndex.from_tuples(PAIRS, names=["source", "target"]))  # fmt: skip
    m.transitions = rows
    m.improvements = pd.DataFrame(
        [{"step": "pay", "lever": "pass_through", "low": 1.2, "likely": 1.5, "high": 2.0}], index=["terms"]
    )
    return m


def test_personas_mixed_are_the_pooled_map_and_the_sum_by_hand() -> None:
    m = shop()
    found = m.simulate_personas(256).outcomes
    assert found.loc[("dana", "success"), "now"] == pytest.approx(0.48)
    assert found.loc[("luis", "success"), "now"] == pytest.approx(0.05)
    mixed, pooled = found.loc["all"], m.simulate(256).outcomes
    assert mixed.loc["success", "now"] == pytest.approx(0.25 * 0.48 + 0.75 * 0.05)
    for name in ("success", "time", "steps", "ends in left"):
        assert mixed.loc[name, "now"] == pytest.approx(pooled.loc[name, "now"]), "100 and 300 of 400 journeys"
    then = 0.25 * 0.6 * (0.8 * 1.5 / 1.4) + 0.75 * 0.2 * (0.25 * 1.5 / 1.125)
    assert mixed.loc["success", "then"] == pytest.approx(then)
    visits = {"dana": (1, 0.6), "luis": (1, 0.2)}
    felt = 0.25 * (2 * 1 + 0.5 * 0.6) + 0.75 * (1 * 1 - 1 * 0.2)
    assert mixed.loc["satisfaction", "now"] == pytest.approx(
        felt / (0.25 * sum(visits["dana"]) + 0.75 * sum(visits["luis"]))
    )
    low, high = found.xs("success", level="measure")[["now_low", "now_high"]].to_numpy().T
    assert (low < high).all()


def test_two_kinds_of_customers_vary_more_than_one_chain_knows() -> None:
    """Some browse and leave at once, others go round nine times: the mix has the spread of both kinds."""
    m = shop()
    m.steps = m.steps.assign(duration_sd=pd.to_timedelta([0, 0], "s"))
    mixed = m.simulate_personas(64)
    parts = mixed.outcomes["now"].unstack()
    share = mixed.shares.to_numpy()
    two = parts.loc[["dana", "luis"]]
    mean = share @ two["time"]
    spread = share @ (two["time_sd"] ** 2 + two["time"] ** 2) - mean**2
    assert parts.loc["all", "time_sd"] == pytest.approx(np.sqrt(spread))


def test_personas_that_cannot_be_mixed() -> None:
    m = shop()
    with pytest.raises(DataError, match="no persona 'nobody': dana, luis"):
        m.simulate(persona="nobody")
    m.personas = m.personas.assign(share=[0.25, np.nan])
    with pytest.raises(DataError, match="persona 'luis' says no share"):
        m.simulate_personas(64)
    m.personas = m.personas.iloc[:0]
    with pytest.raises(DataError, match="no personas"):
        m.simulate_personas(64)


def test_shares_that_miss_one_are_rescaled_and_anti_personas_left_out() -> None:
    m = shop()
    m.personas = m.personas.assign(share=[0.2, 0.6])
    found = m.simulate_personas(64)
    assert found.shares.tolist() == pytest.approx([0.25, 0.75])
    assert "sum to 0.8" in found.notes[0]
    m.personas = m.personas.assign(kind=[None, "anti"])
    assert list(m.simulate_personas(64).each) == ["dana"]


def test_degrees_stand_side_by_side() -> None:
    r = shop().simulate(256)
    table = r.degrees().xs("success", level="measure")
    assert table.index.tolist() == [0.25, 0.5, 1.0]
    assert table["difference"].is_monotonic_increasing
    assert table.loc[1.0, "difference"] == pytest.approx(r.outcomes.loc["success", "difference"])
    assert (r.degrees((0,))["difference"].dropna() == 0).all()
    with pytest.raises(DataError, match="degree of 2"):
        r.degrees((2,))


def test_times_measured_in_a_log_are_read_as_they_are() -> None:
    """Log-normal times, whatever their shape: mean and spread of whole journeys are those of the visits, exactly."""
    rng = np.random.default_rng(3)
    visits = pd.DataFrame({"step": rng.choice(["browse", "pay"], 4_000)})
    visits["seconds"] = np.where(visits["step"] == "pay", 90, 30) * rng.lognormal(0, 0.8, 4_000)
    m = shop()
    times = measured(visits)
    m.steps = m.steps.drop(columns="duration").join(times)
    parts = visits.groupby("step")["seconds"]
    mean, var = parts.mean(), parts.var()
    found = m.simulate(2_048).outcomes
    go = 120 / 400
    assert found.loc["time", "now"] == pytest.approx(mean["browse"] + go * mean["pay"], rel=1e-8)
    wanted = var["browse"] + go * (var["pay"] + mean["pay"] ** 2) - (go * mean["pay"]) ** 2
    assert found.loc["time_sd", "now"] ** 2 == pytest.approx(wanted, rel=1e-6)
    r = m.simulate(2_048, layers=("data",))
    drawn = r.drawn.parts.time[0]
    assert drawn.mean() == pytest.approx(mean["browse"], rel=1e-3)
    assert drawn.std() == pytest.approx(np.sqrt(var["browse"] / parts.size()["browse"]), rel=0.03)
    assert ("browse", "time") in set(r.sensitivity[["input", "kind"]].itertuples(index=False, name=None))
    with pytest.raises(DataError, match="no column 'seconds'"):
        measured(visits.drop(columns="seconds"))


def frame(hits: int, n: int) -> pd.DataFrame:
    return pd.DataFrame({"outcome": ["done"] * hits + ["left"] * (n - hits)})


def test_follow_up_takes_counts_or_journeys() -> None:
    m = shop()
    by_count = m.follow_up((63, 400), (80, 400), ((50, 300), (51, 300)))
    by_frame = m.follow_up(frame(63, 400), frame(80, 400), (frame(50, 300), frame(51, 300)))
    pd.testing.assert_frame_equal(by_count, by_frame)
    assert by_count.index.tolist() == ["level", "change", "change beside control"]
    assert not m.follow_up((63, 400), (390, 400)).loc["change", "inside"]
    with pytest.raises(DataError, match="ended in 'moon'"):
        m.follow_up(pd.DataFrame({"outcome": ["moon"]}), (1, 2))
    with pytest.raises(DataError, match="no column 'outcome'"):
        m.follow_up(pd.DataFrame({"end": ["done"]}), (1, 2))
    with pytest.raises(DataError, match="5 of 2 is no share"):
        m.follow_up((5, 2), (1, 2))


counts = st.integers(1, 500).flatmap(lambda n: st.integers(0, n).map(lambda k: Count(k, n)))


@settings(max_examples=200, deadline=None)
@given(counts, counts, counts, counts)
def test_intervals_of_changes_hold_what_was_seen(a, b, c, d) -> None:
    gap, low, high = change(a, b)
    assert -1 - 1e-9 <= low <= gap + 1e-12
    assert gap - 1e-12 <= high <= 1 + 1e-9
    back = change(b, a)
    assert back == pytest.approx((-gap, -high, -low), abs=1e-12)
    wider = change(a, b, 0.99)
    assert wider[1] <= low + 1e-12
    assert wider[2] >= high - 1e-12
    gap, low, high = beside(a, b, c, d)
    assert low < gap < high
    assert beside(c, d, a, b) == pytest.approx((-gap, -high, -low), abs=1e-12)


def test_differences_in_differences_hold_the_truth_as_often_as_they_say() -> None:
    """Everyone gets better by 0.05 meanwhile, those with the improvement by 0.08 more: held in 88 to 93 % of 4,000 worlds."""
    rng = np.random.default_rng(11)
    held = []
    for _ in range(4_000):
        seen = [
            Count(int(rng.binomial(n, p)), n) for n, p in ((400, 0.3), (350, 0.43), (500, 0.35), (450, 0.40))
        ]
        _, low, high = beside(*seen)
        held.append(low <= 0.08 <= high)
    assert 0.88 < np.mean(held) < 0.93
