"""Improvements: order never matters, rows stay rows, nothing is exactly nothing, units mean what they say, nonsense is refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.engine.chain import Chain, chain, line
from cjm_widgets.engine.levers import Lever, apply, future, lever
from cjm_widgets.engine.measures import measures
from cjm_widgets.engine.solve import setting, solve
from cjm_widgets.engine.where import smallest
from cjm_widgets.model.errors import DataError

WALK = chain(
    ["a", "b", "c"],
    ["done", "left"],
    [[0.1, 0.5, 0.1, 0.0, 0.3], [0.2, 0, 0.5, 0.1, 0.2], [0, 0.1, 0, 0.8, 0.1]],
    success=["done"],
    time=[60, 120, 30],
    cost=[1, 2, 3],
    emotion=[1.0, np.nan, -1.5],
)


def success(made: Chain, levers: list[Lever]) -> float:
    return float(measures(made, solve(future(made, levers)))["success"][0])


kinds = st.sampled_from(["pass_through", "move", "duration", "cost", "volume", "emotion"])
some = st.lists(
    st.tuples(kinds, st.sampled_from("abc"), st.floats(0.1, 8), st.floats(0, 1)), min_size=1, max_size=6
)


def made_of(drawn: list[tuple[str, str, float, float]]) -> list[Lever]:
    out = []
    for k, (kind, step, effect, adoption) in enumerate(drawn):
        towards = {"a": "b", "b": "c", "c": "done"}[step] if kind == "move" else None
        out.append(
            lever(WALK, f"i{k}", kind, step, (effect, effect, effect), adoption=adoption, towards=towards)
        )
    return out


@given(some, st.randoms(use_true_random=False))
def test_the_order_never_matters(drawn, shuffler) -> None:
    levers = [one for one in made_of(drawn) if one.kind != "emotion"]
    other = levers[:]
    shuffler.shuffle(other)
    first, second = future(WALK, levers), future(WALK, other)
    for field in first.__dataclass_fields__:
        np.testing.assert_allclose(getattr(first, field), getattr(second, field), rtol=1e-12, atol=1e-15)


@given(some)
def test_rows_stay_rows(drawn) -> None:
    found = future(WALK, made_of(drawn))
    rows = np.concatenate([found.moves, found.ends], axis=1)
    assert rows.min() >= 0
    np.testing.assert_allclose(rows.sum(axis=1), 1, rtol=1e-12)
    assert np.nanmin(found.emotion) >= -2
    assert np.nanmax(found.emotion) <= 2


@given(some)
def test_nothing_carried_out_changes_nothing(drawn) -> None:
    levers = made_of(drawn)
    found = future(WALK, levers, np.zeros(len(levers)))
    for field in found.__dataclass_fields__:
        np.testing.assert_array_equal(getattr(found, field), getattr(setting(WALK), field))


@given(st.floats(1.01, 6), st.sampled_from("abc"))
def test_going_on_more_never_costs_success(effect, step) -> None:
    better = lever(WALK, "x", "pass_through", step, (effect, effect, effect))
    assert success(WALK, [better]) > success(WALK, [])


def test_the_three_ways_to_say_one_effect() -> None:
    made = line(["a"], [0.6])
    as_points = lever(made, "x", "pass_through", "a", (10, 10, 10), unit="percentage points")
    relative = lever(made, "x", "pass_through", "a", (1 / 6, 1 / 6, 1 / 6), unit="relative")
    odds = lever(made, "x", "pass_through", "a", ((0.7 / 0.3) / (0.6 / 0.4),) * 3)
    assert [success(made, [one]) for one in (as_points, relative, odds)] == pytest.approx([0.7, 0.7, 0.7])


def test_a_move_is_taken_from_the_others_in_proportion() -> None:
    found = future(WALK, [lever(WALK, "x", "move", "a", (3, 3, 3), towards="b")])
    row = np.concatenate([found.moves, found.ends], axis=1)[0, :, 0]
    assert row[1] / (1 - row[1]) == pytest.approx(3)
    assert row[4] / row[0] == pytest.approx(3)


def test_times_costs_and_feelings() -> None:
    levers = [
        lever(WALK, "fast", "duration", "b", (0.5, 0.5, 0.5)),
        lever(WALK, "cheap", "cost", "c", (-1, -1, -1), unit="absolute"),
        lever(WALK, "kind", "emotion", "c", (4, 4, 4)),
        lever(WALK, "ads", "volume", "a", (2, 2, 2)),
    ]
    found = future(WALK, levers)
    assert found.time[:, 0].tolist() == pytest.approx([60, 60, 30])
    assert found.cost[:, 0].tolist() == pytest.approx([1, 2, 2])
    assert found.emotion[2, 0] == 2
    assert solve(found).volume[0] == pytest.approx(2)
    assert success(WALK, levers) == pytest.approx(success(WALK, []))


def test_a_thousand_effects_are_one_call() -> None:
    one = lever(WALK, "x", "pass_through", "a", (1.5, 2, 3))
    effects = np.linspace(one.low, one.high, 1_000)[None]
    many = solve(apply(setting(WALK), WALK, [one], effects)).ends[0]
    assert many.shape == (1_000,)
    assert (np.diff(many) > 0).all()
    alone = solve(apply(setting(WALK), WALK, [one], effects[:, 500:501])).ends[0, 0]
    assert many[500] == pytest.approx(alone, rel=1e-13)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"kind": "magic"}, "lever 'magic'"),
        ({"unit": "furlongs"}, "in 'furlongs'"),
        ({"effect": (3, 2, 4)}, "low may not be above likely"),
        ({"effect": (1, np.nan, 2)}, "not known"),
        ({"effect": (0, 0, 0)}, "must be above 0"),
        ({"effect": (90, 90, 90), "unit": "percentage points"}, "must stay between 0 and 1"),
        ({"adoption": 1.5}, "a share from 0 to 1"),
        ({"step": "z"}, "no step 'z'"),
        ({"kind": "move"}, "say which in “towards”"),
        ({"kind": "move", "towards": "moon"}, "leads nowhere called 'moon'"),
        ({"kind": "move", "towards": "done"}, "which nobody makes"),
        ({"kind": "duration", "unit": "absolute", "effect": (-90, -60, -60)}, "must stay above 0"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(said, sentence) -> None:
    told = {"kind": "pass_through", "step": "a", "effect": (2, 2, 2), **said}
    with pytest.raises(DataError, match=sentence):
        lever(WALK, "chat", told.pop("kind"), told.pop("step"), told.pop("effect"), **told)


def test_shares_of_nothing_and_all_stay() -> None:
    made = line(["a", "b"], [1.0, 0.5])
    sure = lever(made, "x", "pass_through", "a", (5, 5, 5))
    assert success(made, [sure]) == 0.5
    assert lever(made, "x", "pass_through", "a", (5, 5, 5), unit="percentage points").likely == 0


def test_the_smallest_change_that_reaches_a_target() -> None:
    one = lever(WALK, "x", "pass_through", "a", (2, 2, 2))
    target = (success(WALK, []) + success(WALK, [one])) / 2
    share = smallest(WALK, [one], "x", target)
    assert success(WALK, [lever(WALK, "x", "pass_through", "a", (2, 2, 2), adoption=share)]) == pytest.approx(
        target
    )
    with pytest.raises(DataError, match=r"does not bring success to 0\.99"):
        smallest(WALK, [one], "x", 0.99)
    with pytest.raises(DataError, match="no improvement 'y'"):
        smallest(WALK, [one], "y", 0.5)
