"""Events of a shop to a frame of steps, with plain pandas, as a user would write it. Run in a notebook too."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

EVENTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "simple-onlineshop.csv"
STAGES = {
    "main": "Look around",
    "catalog": "Look around",
    "product1": "Choose",
    "product2": "Choose",
    "cart": "Choose",
    "delivery_choice": "Order",
    "delivery_courier": "Order",
    "delivery_pickup": "Order",
    "payment_choice": "Pay",
    "payment_card": "Pay",
    "payment_cash": "Pay",
    "payment_done": "Pay",
}


def events_of(path: Path) -> pd.DataFrame:
    """The log, each user's events in the order of their time."""
    log = pd.read_csv(path, parse_dates=["timestamp"])
    return log.sort_values(["user_id", "timestamp"], kind="stable", ignore_index=True)


def steps_of(events: pd.DataFrame) -> pd.DataFrame:
    """One row per step: counts, shares and median times."""
    log = events.assign(position=events.groupby("user_id").cumcount())
    by_user = log.groupby("user_id")
    log["wait"] = by_user["timestamp"].shift(-1) - log["timestamp"]
    first = log.groupby(["event", "user_id"])["position"].min()
    order = first.groupby("event").median().rank(method="first").astype(int)
    log["rank"] = log["event"].map(order)
    backwards = log[::-1].groupby("user_id")["rank"]
    log["furthest later"] = backwards.cummax().groupby(log["user_id"]).shift(1)
    log["goes on"] = log["furthest later"] > log["rank"]
    reached = log.groupby(["event", "user_id"])["goes on"].any()
    steps = pd.DataFrame(
        {
            "stage": pd.Series(STAGES),
            "visits": log["event"].value_counts(),
            "users": log.groupby("event")["user_id"].nunique(),
            "goes on": reached.groupby("event").mean(),
            "time to next": log.groupby("event")["wait"].median(),
        }
    )
    steps["drop-off"] = 1 - steps["goes on"]
    return steps.loc[order.sort_values().index].rename_axis("step")
