"""What a log may be like: decided, said, and nothing dropped without a count of what and why."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import numpy as np
import pandas as pd
import pytest

from cjm_widgets.engine.logs import ENDED, LEFT, START, log
from cjm_widgets.engine.logs.edges import together
from cjm_widgets.engine.logs.task import Stopped
from cjm_widgets.model.errors import BrokenFile, DataError, FileError


def frame(case, step, at, **more) -> pd.DataFrame:
    return pd.DataFrame({"case": case, "step": step, "at": at, **more})


def pairs(edges) -> dict:
    moves = edges.moves()
    return moves.loc[moves["kind"] == "move", "count"].to_dict()


DAY = pd.date_range("2026-01-01", periods=6, tz="UTC")


def test_unsorted_rows_are_put_in_order_and_ties_keep_theirs():
    made = log(frame([1, 1, 1, 1], list("cabd"), DAY[[2, 0, 0, 3]]))
    assert pairs(made.edges()) == {("a", "b"): 1, ("b", "c"): 1, ("c", "d"): 1}
    assert made.order()["events"].to_dict() == {"ties": 1, "repeats": 0, "late": 1}
    assert "1 of 3 moves" in made.edges().said[0]


def test_what_is_missing_is_counted_with_a_reason_and_an_example():
    made = log(frame(
        ["x", None, "x", "x", "x", " ", "NA"], ["a", "a", None, "b", "c", "a", "a"],
        ["2026-01-01", "2026-01-01", "2026-01-01", None, "yesterday", "2026-01-01", "2026-01-01"],
    ), case="case", activity="step", at="at")  # fmt: skip
    assert made.dropped.set_index("reason")["rows"].to_dict() == {
        "no case": 2, "no activity": 1, "no time": 1, "time that cannot be read": 1,
    }  # fmt: skip
    assert "yesterday" in made.dropped.iloc[-1]["example"]
    assert made.edges().cases == 2
    assert made.case("NA")["step"].tolist() == ["a"]
    assert made.dropped["rows"].sum() + made.edges().events == 7


def test_rows_that_repeat_are_kept_unless_left_out_and_counted():
    twice = frame([1, 1, 1], list("aab"), DAY[[0, 0, 1]])
    assert pairs(log(twice).edges()) == {("a", "a"): 1, ("a", "b"): 1}
    once = log(twice, duplicates="drop")
    assert pairs(once.edges()) == {("a", "b"): 1}
    assert once.dropped[["reason", "rows"]].values.tolist() == [["the same again", 1]]


def test_zones_are_mixed_and_told():
    at = ["2026-07-01T12:00:00+02:00", "2026-07-01 10:30:00Z", "2026-07-01 11:00:00"]
    assert log(frame([1, 1, 1], list("abc"), at)).frame()["step"].tolist() == list("abc")
    berlin = log(frame([1, 1, 1], list("abc"), at), zone="Europe/Berlin").frame()
    assert berlin["step"].tolist() == list("cab")
    assert berlin["at"][0] == pd.Timestamp("2026-07-01 09:00", tz="UTC")
    with pytest.raises(DataError, match="no time zone"):
        log(frame([1], ["a"], DAY[:1]), zone="Mars")


def test_a_case_ends_at_its_first_end_and_the_last_may_be_open():
    rows = frame([1, 1, 1, 2, 2, 3], ["see", "buy", "see", "see", "ask", "see"], DAY[[0, 1, 2, 0, 1, 5]])
    edges = log(rows).edges(ends=["buy"], quiet="2D")
    assert edges.moves()["count"].to_dict() == {
        (START, "see"): 3, ("see", "buy"): 1, ("see", "ask"): 1, ("buy", ENDED): 1, ("ask", LEFT): 1, ("see", "(open)"): 1,
    }  # fmt: skip
    see = edges.steps().loc["see"]
    assert (see["visits"], see["n"], see["open"], see["drop"]) == (3, 2, 1, 0)
    with pytest.raises(DataError, match="no step or activity 'pay'"):
        log(rows).edges(ends=["pay"])


def test_names_put_activities_together_before_visits_are_counted():
    rows = frame([1, 1, 1, 2], ["Pay ", "pay", "cook", "pay"], DAY[[0, 1, 2, 0]])
    edges = log(rows).edges(names={"Pay ": "Paying", "pay": "Paying"}, quiet="0s")
    assert edges.steps()["cases"].to_dict() == {"Paying": 2, "cook": 1}
    assert edges.unassigned == ("cook",)
    assert list(log(rows).activities.index) == ["Pay ", "cook", "pay"]


def test_one_giant_case_and_many_of_one_event():
    n = 200_000
    at = pd.Timestamp("2026-01-01", tz="UTC") + pd.to_timedelta(np.arange(n), unit="s")
    step = np.array(["a", "b"])[np.arange(n) % 2]
    giant = log(frame(np.zeros(n, int), step, at)).edges()
    assert (giant.cases, giant.events, pairs(giant)) == (1, n, {("a", "b"): n // 2, ("b", "a"): n // 2 - 1})
    single = log(frame(np.arange(n), step, at)).edges(quiet="0s")
    assert (single.cases, pairs(single)) == (n, {})
    assert single.steps()["drop"].tolist() == [1.0, 1.0]


def test_parts_add_up_and_filters_take_apart():
    rng = np.random.default_rng(1)
    rows = frame(
        rng.integers(0, 60, 900), np.array(list("abcde"))[rng.integers(0, 5, 900)],
        DAY[0] + pd.to_timedelta(rng.integers(0, 400_000, 900), unit="s"),
    )  # fmt: skip
    rows["segment"] = np.array(["one", "two"])[rows["case"] % 2]
    whole = log(rows).edges(quiet="0s")
    parts = [log(rows[rows["case"] % 3 == k]).edges(quiet="0s") for k in range(3)]
    pd.testing.assert_frame_equal(together(parts).moves(), whole.moves(), rtol=1e-9)
    pd.testing.assert_frame_equal(together(parts).steps(by="segment"), whole.steps(by="segment"), rtol=1e-9)
    alone = log(rows[rows["segment"] == "one"]).edges(quiet="0s")
    pd.testing.assert_frame_equal(whole.where(segment="one").moves(), alone.moves(), rtol=1e-9)
    early, late = whole.where(until="2026-01-02"), whole.where(since="2026-01-03")
    assert early.events + late.events == whole.events
    assert early.events == (rows["at"] < "2026-01-03").sum()
    with pytest.raises(DataError, match="is not in the log"):
        whole.where(segment="three")


@pytest.mark.parametrize(
    ("name", "text", "error", "says"),
    [
        ("missing.parquet", None, FileError, "There is no file"),
        ("log.parquet", "case,step\n", BrokenFile, "cannot be read as parquet"),
        ("log.docx", "x", FileError, "is no table"),
        ("log.csv", "a,b\n1,2\n", DataError, "cannot be told"),
        ("log.csv", "case,activity,at\n,x,2026-01-01\n", DataError, "No row"),
    ],
)
def test_files_that_are_not_what_they_should_be(tmp_path, name, text, error, says):
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(error, match=says):
        log(tmp_path / name).edges()


def test_what_is_no_log_at_all():
    with pytest.raises(DataError, match="events is a int"):
        log(3)
    with pytest.raises(DataError, match=r"no such column\. It has: 'case', 'step', 'at'"):
        log(frame([1], ["a"], DAY[:1]), case="who")
    with pytest.raises(DataError, match="write it as '3GB'"):
        log(frame([1], ["a"], DAY[:1]), memory="lots")
    with pytest.raises(DataError, match="two columns named 'a'"):
        log(pd.DataFrame([[1, 2]], columns=["a", "a"]))


def test_long_work_is_told_and_can_be_stopped(tmp_path):
    import duckdb

    path = tmp_path / "big.parquet"
    duckdb.sql(
        "SELECT hash(i) % 1000 AS customer, 'step ' || (i % 7) AS event, make_timestamp(i * 1000) AS at FROM range(4000000) t(i)"
    ).write_parquet(str(path))
    made = log(path, case="customer", activity="event", at="at")
    told: list[tuple[str, float]] = []
    task = made.start().watch(lambda now: told.append((now.doing, now.share)))
    while task.doing == "beginning" and not task.done:
        time.sleep(0.001)
    threading.Timer(0.05, task.stop).start()
    with pytest.raises(Stopped, match="was stopped"):
        task.result()
    assert made.edges(progress=lambda now: told.append((now.doing, now.share))).events == 4_000_000
    time.sleep(0.2)
    assert told[-1][1] == 1.0


def test_without_ibis_the_error_names_the_extra():
    code = (
        "import sys; sys.modules['ibis'] = None\n"
        "import cjm_widgets.engine.logs.edges\n"
        "from cjm_widgets.model.errors import MissingExtra\n"
        "try:\n    from cjm_widgets.engine.logs import log\n"
        "except MissingExtra as error:\n    print(error)\n"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "pip install 'cjm_widgets[logs]'" in said.stdout, said.stderr
