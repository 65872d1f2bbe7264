"""Draft maps and kinds of journeys of published logs: they give back what was published of them."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm
import published

pytestmark = [published.needed, pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")]


def ecom() -> pd.DataFrame:
    return published.log("ecom.csv.gz")


def receipt() -> pd.DataFrame:
    return published.log("receipt.csv")


def measures(m: cjm.JourneyMap) -> pd.Series:
    return m.simulate(draws=50).outcomes["now"]


def test_a_draft_of_a_shop_gives_back_what_was_published_of_it() -> None:
    m = cjm.JourneyMap.from_log(ecom(), "session_id", "event", "timestamp", ends="purchase", quiet="0s")
    told = measures(m)
    assert told["success"] == pytest.approx(0.13037, abs=5e-6)
    assert told["steps"] == pytest.approx(8.217, abs=5e-4)
    shop = published.log("simple-onlineshop.csv")
    m = cjm.JourneyMap.from_log(shop, ends="payment_done", quiet="0s")
    assert measures(m)["success"] == pytest.approx(653 / 3751, abs=1e-9)
    assert m.transitions.loc[[("catalog", "catalog"), ("main", "catalog")], "count"].tolist() == [4507, 3537]
    uncut = cjm.JourneyMap.from_log(shop, quiet="0s")
    assert uncut.transitions.loc[[("catalog", "catalog"), ("main", "catalog")], "count"].tolist() == [
        4857,
        4064,
    ]


def test_a_draft_of_loans_gives_back_what_was_published_of_them() -> None:
    """Published are 0.17162 approved and 11.936 steps: the events before an approval, refused and cancelled loans going on to their end.
    Cut at all three outcomes the share is the same and there are fewer steps."""
    done = published.loans()
    m = cjm.JourneyMap.from_log(done, ends="A_APPROVED", quiet="0s")
    told = measures(m)
    assert told["success"] == pytest.approx(0.17162, abs=5e-6)
    assert told["steps"] == pytest.approx(11.936, abs=5e-4)
    ends = ["A_APPROVED", "A_DECLINED", "A_CANCELLED"]
    m = cjm.JourneyMap.from_log(done, ends=ends, success="A_APPROVED", quiet="0s")
    told = measures(m)
    assert told["success"] == pytest.approx(0.17162, abs=5e-6)
    before = done["step"].isin(ends).groupby(done["case"]).cumsum() == 0
    assert told["steps"] == pytest.approx(before.sum() / 13_087, rel=1e-9)
    other = m.evidence[m.evidence["text"].str.startswith("Gathered")]
    assert len(other) == sum(m.steps["name"] == "Other")


def test_gathering_rare_activities_changes_no_share_and_loses_none() -> None:
    how = {"ends": "purchase", "quiet": "0s"}
    whole = cjm.JourneyMap.from_log(ecom(), "session_id", "event", "timestamp", rare=0, most=99, **how)
    few = cjm.JourneyMap.from_log(ecom(), "session_id", "event", "timestamp", rare=0.2, **how)
    assert len(few.steps) < len(whole.steps)
    for name in ("success", "steps", "time"):
        assert measures(few)[name] == pytest.approx(measures(whole)[name], rel=1e-6)
    told = few.evidence["text"].str.cat(sep=" ")
    lost = set(whole.steps["name"]) - set(few.steps["name"])
    assert lost
    assert all(name in told for name in lost)


def test_a_draft_says_what_it_is_and_can_be_drawn() -> None:
    m = cjm.JourneyMap.from_log(receipt())
    assert m.state == "draft"
    assert "A draft from data" in m.meta["about"]
    assert m.title == "Draft from receipt.csv"
    assert m.steps.index[0] == "confirmation_of_receipt"
    assert m.steps["stage"].is_monotonic_increasing or list(dict.fromkeys(m.steps["stage"])) == list(
        m.stages.index
    )
    assert set(m.evidence["step"].dropna()) == set(m.steps.index)
    assert (m.evidence["kind"] == "analytics").all()
    assert m.evidence[["source", "date", "n"]].notna().all(axis=None)
    page = m._repr_mimebundle_()
    assert "T02 Check confirmation of receipt" in str(page)


def test_variants_are_those_that_were_published() -> None:
    found = cjm.variants(receipt())
    assert (len(found), found["cases"].sum()) == (116, 1_434)
    assert found["cumulative"].iloc[-1] == pytest.approx(1)
    loans = cjm.variants(published.log("bpic2012.xes.gz"))
    assert (len(loans), loans["cases"].sum()) == (4_366, 13_087)


def test_moves_and_their_times_equal_those_of_pm4py() -> None:
    pm4py = pytest.importorskip("pm4py")
    from cjm_widgets.engine.logs import log

    theirs, _, _ = pm4py.discover_performance_dfg(receipt(), perf_aggregation_key="all")
    counts, begins, ends = pm4py.discover_dfg(receipt())
    ours = log(receipt()).edges(quiet="0s").moves()
    moves = ours[ours["kind"] == "move"]
    assert moves["count"].to_dict() == dict(counts)
    assert (len(moves), moves["count"].max()) == (99, 1_177)
    assert ours[ours["kind"] == "start"]["count"].droplevel(0).to_dict() == dict(begins)
    assert ours[ours["kind"] == "left"]["count"].droplevel(1).to_dict() == dict(ends)
    for name in ("mean", "median"):
        seconds = moves[name].dt.total_seconds()
        for pair, told in theirs.items():
            assert seconds[pair] == pytest.approx(told[name], rel=1e-6 if name == "mean" else 0.045, abs=0.01)


def test_clusters_share_all_cases_and_are_shown_by_journeys_that_were_made() -> None:
    found = cjm.clusters(receipt(), k=3)
    every = cjm.variants(receipt()).set_index("path")["cases"]
    assert found["cases"].sum() == 1_434
    assert found["share"].sum() == pytest.approx(1)
    assert found["cases"].is_monotonic_decreasing
    assert [every[path] for path in found["path"]] == found["medoid_cases"].tolist()
    again = cjm.clusters(receipt(), k=3)
    pd.testing.assert_frame_equal(found, again)


def test_clusters_find_the_kinds_that_were_made_up() -> None:
    """Made up: three kinds of journeys, each with noise; the truth is known."""
    rng = np.random.default_rng(1)
    kinds = [list("abcde"), list("afgh"), list("ijkl")]
    rows = []
    for who in range(300):
        path = [one for one in kinds[who % 3] if rng.random() > 0.1]
        rows += [
            (who, one, pd.Timestamp("2026-01-01") + pd.Timedelta(minutes=i)) for i, one in enumerate(path)
        ]
    log = pd.DataFrame(rows, columns=["who", "what", "when"])
    found = cjm.clusters(log, "who", "what", "when")
    assert len(found) == 3
    assert {tuple(path) for path in found["path"]} == {tuple(kind) for kind in kinds}
    m = cjm.JourneyMap.from_log(log, "who", "what", "when", clusters=3, quiet="0s")
    assert m.personas["n"].sum() == 300
    counts = m.transitions[[f"count:way_{i}" for i in (1, 2, 3)]]
    assert counts.sum(axis=1).tolist() == m.transitions["count"].tolist()
    assert set(m.personas["kind"]) == {"hypothesis"}


def test_each_kind_of_journey_begins_where_its_own_do() -> None:
    """Made up: two kinds that begin apart. Simulated each by itself, and mixed by their shares, they give back the log."""
    kinds = [("ad", "shop", "buy")] * 6 + [("ad", "shop")] * 2 + [("mail", "ask")] * 3 + [("mail", "buy")]
    rows = [
        (who, one, pd.Timestamp("2026-01-01") + pd.Timedelta(minutes=i))
        for who, path in enumerate(kinds)
        for i, one in enumerate(path)
    ]
    log = pd.DataFrame(rows, columns=["who", "what", "when"])
    m = cjm.JourneyMap.from_log(log, "who", "what", "when", ends="buy", clusters=2, rare=0, quiet="0s")
    assert m.steps["entry"].to_dict() == {
        "ad": pytest.approx(2 / 3),
        "mail": pytest.approx(1 / 3),
        "shop": 0,
        "ask": 0,
    }
    assert m.steps["entry:way_1"].to_dict() == {"ad": 1, "mail": 0, "shop": 0, "ask": 0}
    assert m.steps["entry:way_2"].to_dict() == {"ad": 0, "mail": 1, "shop": 0, "ask": 0}
    apart = [m.simulate(draws=16, persona=way).outcomes.loc["success", "now"] for way in ("way_1", "way_2")]
    assert apart == [pytest.approx(6 / 8), pytest.approx(1 / 4)]
    mixed = m.simulate_personas(draws=16).outcomes["now"]
    assert mixed["all", "success"] == pytest.approx(7 / 12)


def channels() -> pd.DataFrame:
    """The sample's paths as events, an event a second."""
    table = published.log("channelattribution_Data.csv")
    rows = []
    for path, hits, misses in zip(
        table["path"], table["total_conversions"], table["total_null"], strict=True
    ):
        steps = path.split(" > ")
        rows += [([*steps, "conversion"], int(hits)), (steps, int(misses))]
    lengths = np.concatenate([np.repeat(len(steps), many) for steps, many in rows])
    events = np.concatenate([np.tile(np.array(steps, object), many) for steps, many in rows])
    who = np.repeat(np.arange(len(lengths)), lengths)
    nth = np.concatenate([np.arange(n) for n in lengths])
    return pd.DataFrame(
        {"who": who, "channel": events, "at": pd.Timestamp("2026-01-01") + pd.to_timedelta(nth, "s")}
    )


def test_removal_effects_are_those_that_were_published() -> None:
    """ChannelAttribution's sample: each channel's visitors sent away, on the map drawn from its paths."""
    log = channels()
    m = cjm.JourneyMap.from_log(log, "who", "channel", "at", ends="conversion", rare=0, most=99, quiet="0s")
    base = measures(m)["success"]
    assert base == pytest.approx(19785 / 88387, rel=1e-9)
    told = {
        "eta": 0.349026,
        "iota": 0.405835,
        "alpha": 0.558399,
        "beta": 0.264039,
        "theta": 0.206010,
        "lambda": 0.134022,
    }
    told |= {
        "kappa": 0.028663,
        "zeta": 0.039811,
        "epsilon": 0.062639,
        "gamma": 0.017880,
        "delta": 0.000482,
        "mi": 0.000180,
    }
    for channel, effect in told.items():
        without = cjm.JourneyMap(m.tables)
        sent = without.transitions[["count"]].copy()
        sent = sent[[source != channel for source, _ in sent.index]]
        sent.loc[(channel, "left"), "count"] = 1
        without.transitions = sent
        assert 1 - measures(without)["success"] / base == pytest.approx(effect, abs=1e-6), channel


def test_pairs_are_followed_in_the_order_of_a_path() -> None:
    """The ways of a draft are the moves of its middle journeys, each once."""
    m = cjm.JourneyMap.from_log(receipt(), clusters=2)
    rows = cjm.clusters(receipt(), k=2)
    ids = dict(zip(m.steps["name"], m.steps.index, strict=True))
    path = [ids[one] for one in rows.loc[1, "path"]]
    marked = {
        pair
        for pair, ways in m.transitions["variants"].items()
        if isinstance(ways, (list, tuple)) and "Way 1" in ways
    }
    assert marked == set(itertools.pairwise(path))
