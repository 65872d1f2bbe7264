"""Real events to a frame of steps, with plain pandas, as a user would: the published facts of the log come out."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest

from frames.shop import EVENTS, events_of, steps_of

pytestmark = pytest.mark.skipif(
    not EVENTS.is_file(), reason="../shared/data/simple-onlineshop.csv is not here"
)


@pytest.fixture(scope="module")
def events() -> pd.DataFrame:
    return events_of(EVENTS)


@pytest.fixture(scope="module")
def steps(events: pd.DataFrame) -> pd.DataFrame:
    return steps_of(events)


def test_the_log_is_the_published_one(events: pd.DataFrame) -> None:
    assert len(events) == 32_283
    assert events["user_id"].nunique() == 3_751
    following = events.groupby("user_id")["event"].shift(-1)
    moves = pd.crosstab(events["event"], following)
    assert moves.loc["catalog", "catalog"] == 4_857
    assert moves.loc["main", "catalog"] == 4_064


def test_the_steps_hold_the_published_counts(steps: pd.DataFrame) -> None:
    assert len(steps) == 12
    assert steps["visits"].sum() == 32_283
    assert steps.loc["payment_done", "users"] == 653
    assert round(100 * steps.loc["payment_done", "users"] / 3_751, 3) == 17.409


def test_steps_stand_in_the_order_people_take_them(steps: pd.DataFrame) -> None:
    order = steps.index.tolist()
    assert order.index("catalog") < order.index("cart") < order.index("payment_choice")
    assert order.index("delivery_choice") < order.index("payment_card") < order.index("payment_done")
    runs = steps["stage"].ne(steps["stage"].shift()).sum()
    assert runs == steps["stage"].nunique() == 4, "every stage is one run of steps"


def test_times_are_durations_and_shares_are_shares(steps: pd.DataFrame, events: pd.DataFrame) -> None:
    assert steps["time to next"].dtype.kind == "m"
    assert (steps["time to next"].dropna() > pd.Timedelta(0)).all()
    assert steps["goes on"].between(0, 1).all()
    assert (steps["goes on"] + steps["drop-off"]).eq(1).all()


@pytest.mark.parametrize("step", ["catalog", "cart", "payment_choice"])
def test_the_share_going_on_agrees_with_a_count_by_hand(
    step: str, steps: pd.DataFrame, events: pd.DataFrame
) -> None:
    later = set(steps.index[steps.index.get_loc(step) + 1 :])
    there = going = 0
    for _, path in events.groupby("user_id")["event"]:
        names = path.tolist()
        if step in names:
            there += 1
            going += bool(later.intersection(names[names.index(step) + 1 :]))
    assert there == steps.loc[step, "users"]
    assert steps.loc[step, "goes on"] == pytest.approx(going / there)


def test_the_median_time_agrees_with_one_counted_by_hand(steps: pd.DataFrame, events: pd.DataFrame) -> None:
    rows = events[["user_id", "event", "timestamp"]].to_numpy().tolist()
    waits = sorted(b[2] - a[2] for a, b in itertools.pairwise(rows) if a[0] == b[0] and a[1] == "cart")
    middle = len(waits) // 2
    median = waits[middle] if len(waits) % 2 else (waits[middle - 1] + waits[middle]) / 2
    assert abs(steps.loc["cart", "time to next"] - median) <= pd.Timedelta("1us")
