"""Working told from waiting, where a log says when events were done; and a log that does not, says so."""

from __future__ import annotations

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.engine.matching.told import told
from cjm_widgets.model.errors import DataError

H = pd.Timedelta("1h")


def shop() -> cjm.JourneyMap:
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"name": ["See", "Pay"]}, index=["see", "pay"])
    return m


def at(*hours: float) -> list[pd.Timestamp]:
    return [pd.Timestamp("2026-05-01") + one * H for one in hours]


def two_columns() -> pd.DataFrame:
    """Made up. Case 2 pays before it has seen all; case 3 is done before it began."""
    return pd.DataFrame(
        {
            "case": [1, 1, 2, 2, 3],
            "activity": ["see", "pay", "see", "pay", "see"],
            "start time": at(0, 3, 0, 1, 5),
            "end time": at(1, 5, 4, 2, 4),
            "who": ["new", "new", "old", "old", "old"],
        }
    )


def two_rows() -> pd.DataFrame:
    """The same in rows of start and completion, and a row that is neither; case 3 has a start alone and a completion alone."""
    rows = [
        (1, "see", 0, "START"), (1, "see", 1, "complete"), (1, "pay", 3, "start"), (1, "pay", 5, "COMPLETE"), (2, "see", 0, "start"),
        (2, "see", 4, "complete"), (2, "pay", 1, "start"), (2, "pay", 2, "complete"), (2, "pay", 0, "schedule"),
        (3, "see", 5, "start"), (3, "pay", 6, None),
    ]  # fmt: skip
    made = pd.DataFrame(rows, columns=["case", "activity", "at", "lifecycle:transition"])
    return made.assign(at=at(*made["at"]))


def test_a_second_column_of_times_parts_work_from_wait():
    m = shop()
    found = m.match(two_columns(), segment="who", quiet="0s")
    assert "done is 'end time'." in found.notes
    spent = found.spent
    assert spent.loc["see", ["work_n", "work_median", "wait_n", "backwards"]].tolist() == [2, 2.5 * H, 0, 1]
    assert spent.loc["pay", ["work_n", "work_median", "work_p90", "wait_n"]].tolist() == [
        2,
        1.5 * H,
        1.9 * H,
        2,
    ]
    # Two hours between the end of seeing and the start of paying; none where they overlap.
    assert spent.loc["pay", ["wait_mean", "wait_median"]].tolist() == [1 * H, 1 * H]
    assert found.where(segment="new").spent.at["pay", "wait_median"] == 2 * H
    assert told(found, m.tables, [])["steps"]["pay"]["wait"] == [3600.0, 6480.0, 2, True]
    m.adopt("steps", columns=["work_median", "wait_p90"])
    assert m.steps["work_median"].tolist() == [2.5 * H, 1.5 * H]
    assert m.lanes["kind"].tolist() == ["duration", "duration"]
    with pytest.raises(DataError, match="of all days"):
        _ = found.where(since="2026-05-01").spent
    assert "work" not in told(found.where(since="2026-05-01"), m.tables, [])["steps"]["pay"]


def test_a_start_and_its_completion_are_one_visit():
    plain = shop().match(two_rows(), quiet="0s")
    assert any("lifecycle='lifecycle:transition' makes one event" in one for one in plain.notes)
    assert plain.steps["visits"].tolist() == [5, 6]
    found = shop().match(two_rows(), lifecycle="lifecycle:transition", quiet="0s")
    assert found.steps["visits"].tolist() == [3, 3]
    assert found.report.set_index("activity")["events"].to_dict() == {"see": 3, "pay": 3}
    assert "1 row does not count: neither start nor completion." in found.notes
    spent = found.spent
    assert spent["work_median"].tolist() == [2.5 * H, 1.5 * H]
    assert spent.loc["pay", ["work_n", "wait_n", "wait_median"]].tolist() == [2, 2, 1 * H]
    twice = pd.concat([two_rows(), two_rows().tail(1)])
    again = shop().match(twice, lifecycle="lifecycle:transition", duplicates="drop", quiet="0s")
    assert again.steps["visits"].tolist() == [3, 3]
    assert any("1 row does not count: the same again" in one for one in again.notes)


def test_a_log_of_one_time_says_that_it_cannot():
    found = shop().match(two_columns()[["case", "activity", "start time"]], quiet="0s")
    with pytest.raises(DataError, match="one time an event"):
        _ = found.spent
    assert "work" not in told(found, shop().tables, [])["steps"]["see"]
