"""Real logs held against a map: counted by pandas beside, simulated to the log's own numbers, nothing dropped."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
import published
from cjm_widgets.model.errors import DataError

DATA = Path(__file__).parents[4] / "shared" / "data"
real = pytest.mark.skipif(not DATA.exists(), reason="the published logs are not here")
SHOP = {
    "product2": "product1",
    "prefix:delivery_": "delivery",
    "payment_done": "done",
    "prefix:payment_": "payment",
}
IDS = ["main", "catalog", "product1", "cart", "delivery", "payment", "done"]


def shop_map() -> cjm.JourneyMap:
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"name": IDS}, index=IDS)
    return m


def shop() -> pd.DataFrame:
    return pd.read_csv(DATA / "simple-onlineshop.csv")


def walked(log: pd.DataFrame, end: str) -> pd.DataFrame:
    """By pandas: steps in order, cut at the first end. Columns who, what, when."""
    log = log.sort_values(["who", "when"], kind="stable")
    over = log["what"] == end
    return log[(over.groupby(log["who"]).cumsum() - over) == 0].reset_index(drop=True)


def shop_by_pandas() -> pd.DataFrame:
    events = shop()
    what = events["event"].replace({"product2": "product1", "payment_done": "done"})
    what = what.str.replace("^delivery_.*", "delivery", regex=True).str.replace(
        "^payment_.*", "payment", regex=True
    )
    return walked(
        pd.DataFrame({"who": events["user_id"], "what": what, "when": pd.to_datetime(events["timestamp"])}),
        "done",
    )


@real
def test_measures_are_those_that_pandas_counts():
    m, own = shop_map(), shop_by_pandas()
    found = m.match(shop(), rules=SHOP, ends={"done": "bought"}, quiet="0s", source="shop.csv")
    by = own.groupby("what")
    assert found.steps["visits"].to_dict() == by.size().to_dict()
    assert found.steps["cases"].to_dict() == by["who"].nunique().to_dict()
    assert found.edges.cases == 3_751
    assert found.steps.at["done", "cases"] == 653
    after = own.groupby("who")["what"].shift(-1)
    gap = (own.groupby("who")["when"].shift(-1) - own["when"]).dt.total_seconds()
    moves = pd.DataFrame({"source": own["what"], "target": after}).dropna().value_counts()
    assert (
        found.moves.loc[[pair for pair in found.moves.index if pair[1] in IDS], "count"].to_dict()
        == moves.to_dict()
    )
    last = own[after.isna() & (own["what"] != "done")]["what"].value_counts()
    assert found.steps["drop_off"].drop("done").to_dict() == pytest.approx(
        (last / by.size()).drop("done").to_dict()
    )
    assert found.steps["mean"].dt.total_seconds().drop("done").to_dict() == pytest.approx(
        gap.groupby(own["what"]).mean().drop("done").to_dict(), rel=1e-6
    )
    median = gap.groupby(own["what"]).median().drop("done")
    assert found.steps["median"].dt.total_seconds().drop("done").to_numpy() == pytest.approx(
        median.loc[[*IDS[:-1]]].to_numpy(), rel=0.05
    )
    assert found.entries.to_dict() == own.groupby("who")["what"].first().value_counts().to_dict()
    assert (found.steps["goes_on_low"] <= found.steps["goes_on"]).all()


@real
def test_adopted_numbers_simulate_to_the_log():
    """Conversion, mean steps and mean time of the log, to 1e-9: by the map's own tables through m.simulate()."""
    m, own = shop_map(), shop_by_pandas()
    found = m.match(shop(), rules=SHOP, ends={"done": "bought"}, quiet="0s")
    m.adopt("transitions")
    m.adopt("steps")
    now = m.simulate(draws=16).outcomes["now"]
    cases = own.groupby("who")
    observed = {
        "success": (cases["what"].last() == "done").mean(),
        "steps": cases.size().mean(),
        "time": (cases["when"].max() - cases["when"].min()).dt.total_seconds().mean(),
    }
    assert now[list(observed)].to_dict() == pytest.approx(observed, rel=1e-9)
    assert round(observed["success"], 5) == 0.17409
    gate = found.gate()
    assert gate["log"].to_dict() == pytest.approx(observed, rel=1e-9)
    assert np.abs(gate["difference"] / gate["log"]).max() < 1e-9


@real
def test_sessions_of_a_clickstream_simulate_to_their_published_numbers():
    events = pd.read_csv(DATA / "ecom.csv.gz")
    m = cjm.JourneyMap()
    kinds = [one for one in events["event"].unique() if one != "purchase"]
    m.steps = pd.DataFrame({"name": kinds}, index=kinds)
    m.outcomes = pd.DataFrame({"name": ["Purchase"], "success": [True]}, index=["purchase"])
    found = m.match(
        events, case="session_id", activity="event", at="timestamp", segment="platform", quiet="0s"
    )
    m.adopt("transitions")
    m.adopt("steps")
    now = m.simulate(draws=16).outcomes["now"]
    assert round(now["success"], 5) == 0.13037
    own = walked(
        events.rename(columns={"session_id": "who", "event": "what"}).assign(
            when=pd.to_datetime(events["timestamp"])
        ),
        "purchase",
    )
    assert now["steps"] == pytest.approx((own["what"] != "purchase").sum() / own["who"].nunique(), rel=1e-9)
    assert now["time"] == pytest.approx(
        (own.groupby("who")["when"].max() - own.groupby("who")["when"].min()).dt.total_seconds().mean(),
        rel=1e-9,
    )
    apart = found.by("segment")
    assert apart["visits"].groupby(level=0).sum().to_dict() == found.steps["visits"].to_dict()
    one = found.segments[0]
    assert found.where(segment=one).steps["visits"].sum() == apart["visits"].xs(one, level=1).sum()


@real
def test_loans_with_their_outcomes_simulate_to_their_known_numbers():
    """The loans of the challenge of 2012, cut at their first outcome: 0.17162 approved."""
    events = published.loans().set_axis(["who", "what", "when"], axis=1)
    ends = ["A_APPROVED", "A_DECLINED", "A_CANCELLED"]
    m = cjm.JourneyMap()
    kinds = sorted(set(events["what"]) - set(ends))
    m.steps = pd.DataFrame({"name": kinds}, index=kinds)
    m.outcomes = pd.DataFrame({"name": ends, "success": [True, False, False]}, index=ends)
    found = m.match(events, case="who", activity="what", at="when", quiet="0s")
    m.adopt("transitions")
    m.adopt("steps")
    now = m.simulate(draws=16).outcomes["now"]
    assert round(now["success"], 5) == 0.17162
    own = events.sort_values(["who", "when"], kind="stable")
    over = own["what"].isin(ends)
    before = own[(over.groupby(own["who"]).cumsum() == 0).to_numpy()]
    assert now["steps"] == pytest.approx(len(before) / own["who"].nunique(), rel=1e-9)
    gate = found.gate()
    assert np.abs(gate["difference"] / gate["log"]).max() < 1e-9


@real
def test_the_map_held_against_the_shop():
    m = shop_map()
    m.transitions = pd.DataFrame(
        {
            "source": ["main", "catalog", "cart", "done"],
            "target": ["catalog", "cart", "left", "main"],
            "probability": [0.7, 0.5, 0.2, 0.1],
        }
    ).set_index(["source", "target"])
    rules = {
        "product2": "product1",
        "prefix:delivery_": "delivery",
        "prefix:payment_ca": "payment",
        "main": None,
    }
    found = m.match(shop(), rules=rules, quiet="0s")
    assert set(found.unmatched["activity"]) == {"payment_done", "payment_choice"}
    fit = found.fit()
    events = shop()
    kept = events[events["event"] != "main"]
    own = kept[~kept["event"].isin(["payment_done", "payment_choice"])]
    assert fit.summary.loc["visits", ["count", "n"]].tolist() == [len(own), len(kept)]
    what = kept.sort_values(["user_id", "timestamp"], kind="stable")
    after = what.groupby("user_id")["event"].shift(-1)
    hits = ((what["event"] == "catalog") & (after == "cart")).sum()
    assert fit.summary.loc["moves", ["count", "n"]].tolist() == [hits, after.notna().sum()]
    assert ("done", "main") not in fit.extra.index
    assert set(fit.unseen.index) == {("main", "catalog"), ("done", "main")}
    assert (fit.extra["kind"] == "unassigned").any()


@real
def test_one_case_stands_beside_its_plan():
    m = shop_map()
    found = m.match(shop(), rules=SHOP, ends={"done": "bought"}, quiet="0s")
    who = shop_by_pandas().query("what == 'done'")["who"].iloc[0]
    rows = found.case(who)
    assert len(rows) == (shop()["user_id"] == who).sum()
    assert rows["status"].iloc[0] == "start"
    assert set(rows["status"]) <= {
        "start",
        "on plan",
        "skipped",
        "returned",
        "again",
        "off plan",
        "after the end",
    }
    skips = rows[rows["status"] == "skipped"]
    assert all(skips["skipped"].map(len) > 0)
    with pytest.raises(DataError, match="no case 1"):
        found.case(1)


@real
def test_paths_counted_eventually_are_those_that_pandas_counts():
    m, own = shop_map(), shop_by_pandas()
    found = m.match(shop(), rules=SHOP, ends={"done": "bought"}, quiet="0s", count="eventually")
    place = own.groupby("who").cumcount()
    ends = own.assign(place=place).groupby(["who", "what"])["place"].agg(["min", "max"]).reset_index()
    pairs = ends.merge(ends, on="who", suffixes=("", "_b"))
    met = pairs[pairs["min"] < pairs["max_b"]].groupby(["what", "what_b"]).size()
    told = found.moves["count"]
    assert told[[pair for pair in told.index if pair[1] in IDS]].to_dict() == met.to_dict()
    with pytest.raises(DataError, match="add up to one"):
        m.adopt("transitions")


@real
def test_a_file_is_read_as_a_frame_is(tmp_path):
    frame = shop()
    frame.to_parquet(tmp_path / "shop.parquet")
    one, other = (
        shop_map().match(events, rules=SHOP, ends={"done": "bought"}, quiet="0s")
        for events in (frame, tmp_path / "shop.parquet")
    )
    assert other.source == "shop.parquet"
    pd.testing.assert_frame_equal(one.steps, other.steps)
