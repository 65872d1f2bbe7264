"""Logs as they come: unsorted, doubled, half empty, of mixed zones, of odd shapes. Each is read as decided, or refused with what to do;
nothing is left out without a count. All made up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import cjm_widgets as cjm

BEGIN = pd.Timestamp("2026-05-01")
NAMES = {"case": "who", "activity": "what", "at": "when"}


def log(paths: dict[object, list[str]]) -> pd.DataFrame:
    rows = [
        (who, what, BEGIN + pd.Timedelta(minutes=i))
        for who, path in paths.items()
        for i, what in enumerate(path)
    ]
    return pd.DataFrame(rows, columns=["who", "what", "when"])


PATHS = {"a": ["see", "ask", "buy"], "b": ["see", "buy"], "c": ["see", "ask", "see"]}


def journeys(events: object, **how: object) -> dict[str, int]:
    return cjm.variants(events, **NAMES, **how).set_index("journey")["cases"].to_dict()


def test_unsorted_rows_are_put_in_order() -> None:
    table = log(PATHS)
    for seed in range(3):
        assert journeys(table.sample(frac=1, random_state=seed)) == journeys(table)


def test_events_of_one_time_keep_the_order_of_their_rows() -> None:
    table = log(PATHS).assign(when=BEGIN)
    assert journeys(table) == journeys(log(PATHS))


def test_doubled_rows_are_kept_or_left_out_and_counted() -> None:
    table = pd.concat([log(PATHS)] * 2)
    assert journeys(table, duplicates="drop") == journeys(log(PATHS))
    assert journeys(table) == {
        "see ×2 › ask ×2 › buy ×2": 1,
        "see ×2 › ask ×2 › see ×2": 1,
        "see ×2 › buy ×2": 1,
    }
    m = cjm.JourneyMap.from_log(table, **NAMES, duplicates="drop")
    assert "8 rows do not count: 8 the same again" in m.meta["about"]


def test_a_half_empty_log_counts_what_it_leaves_out() -> None:
    table = log(PATHS).astype({"who": object, "what": object})
    table.loc[0, "who"] = None
    table.loc[3, "what"] = " "
    table.loc[5, "when"] = pd.NaT
    assert journeys(table) == {"ask › buy": 1, "ask › see": 1, "buy": 1}
    m = cjm.JourneyMap.from_log(table, **NAMES)
    assert "3 rows do not count" in m.meta["about"]
    for why in ("no case", "no activity", "no time"):
        assert f"1 {why}" in m.meta["about"]
    assert cjm.cut(table, **NAMES, by=None).attrs["cut"]["dropped"] == {
        "no case": 1,
        "no activity": 1,
        "no time": 1,
    }


def test_nothing_but_empty_rows() -> None:
    table = log(PATHS).astype({"who": object}).assign(who=None)
    for ask in (cjm.variants, cjm.clusters, cjm.JourneyMap.from_log):
        with pytest.raises(cjm.CjmError, match=r"No row of .* has a case"):
            ask(table, **NAMES)


def test_mixed_zones_are_one_time() -> None:
    texts = ["2026-05-01T12:00:00+02:00", "2026-05-01T10:30:00Z", "2026-05-01T13:00:00+02:00"]
    table = pd.DataFrame({"who": "a", "what": ["see", "ask", "buy"], "when": texts})
    assert journeys(table) == {"see › ask › buy": 1}
    bare = table.assign(when=["2026-05-01T12:00:00", "2026-05-01T10:30:00Z", "2026-05-01T13:00:00"])
    assert journeys(bare, zone="Europe/Berlin") == {"see › ask › buy": 1}
    assert journeys(bare) == {"ask › see › buy": 1}


def test_times_that_are_none() -> None:
    table = log(PATHS).astype({"when": "str"})
    table.loc[0, "when"] = "soon"
    m = cjm.JourneyMap.from_log(table, **NAMES)
    assert "1 time that cannot be read" in m.meta["about"]


def test_one_giant_case() -> None:
    many = 100_000
    table = pd.DataFrame(
        {
            "who": "a",
            "what": np.tile(["see", "ask"], many // 2),
            "when": BEGIN + pd.to_timedelta(np.arange(many), "s"),
        }
    )
    found = cjm.variants(table, **NAMES)
    assert found.loc[1, "steps"] == many
    assert len(found.loc[1, "journey"]) < 1_000
    m = cjm.JourneyMap.from_log(table, **NAMES, quiet="0s")
    assert m.transitions["count"].sum() == many
    assert cjm.cut(table, **NAMES, by="gap")["journey"].nunique() == 1


def test_a_million_cases_of_one_event() -> None:
    many = 1_000_000
    table = pd.DataFrame({"who": np.arange(many), "what": np.resize(["see", "buy"], many), "when": BEGIN})
    assert journeys(table) == {"buy": many // 2, "see": many // 2}
    few = cjm.JourneyMap.from_log(table.iloc[: many // 10], **NAMES, quiet="0s")
    assert few.transitions["count"].to_dict() == {("buy", "left"): many / 20, ("see", "left"): many / 20}
    assert few.steps["entry"].tolist() == [0.5, 0.5]


def test_activities_that_differ_by_case_and_blanks_stand_apart() -> None:
    """A draft keeps what the log says: whether " Buy" is "buy" is for matching to decide. Their ids do not clash."""
    table = log({"a": ["see", "Buy"], "b": ["see", "buy"], "c": ["see", " buy "], "d": ["see", "BUY!"]})
    m = cjm.JourneyMap.from_log(table, **NAMES, rare=0, quiet="0s")
    assert m.steps.index.is_unique
    assert m.transitions["count"].sum() == 8
    assert len(m.steps) >= 4


def test_names_that_mean_harm_stay_text() -> None:
    table = log({"a": ["<script>alert(1)</script>", "left", "(start)"], "b": ["left", "💥" * 50, "a\nb"]})
    m = cjm.JourneyMap.from_log(table, **NAMES, rare=0, quiet="0s")
    assert m.transitions["count"].sum() == 6
    assert "left" not in m.steps.index
    assert "<script>alert" not in m._repr_mimebundle_()["text/html"]


def test_a_column_that_is_missing() -> None:
    with pytest.raises(
        cjm.CjmError, match=r"activity='event': the log has no such column. It has: 'who', 'what', 'when'"
    ):
        cjm.variants(log(PATHS), case="who", activity="event")
    with pytest.raises(cjm.CjmError, match="cannot be told"):
        cjm.variants(pd.DataFrame({"x": [1.5], "y": [2.5]}))
    with pytest.raises(cjm.CjmError):
        cjm.variants(pd.DataFrame())


def test_ends_that_are_not_there() -> None:
    with pytest.raises(cjm.CjmError, match="ends: the log has no 'purchase'"):
        cjm.JourneyMap.from_log(log(PATHS), **NAMES, ends="purchase")
    with pytest.raises(cjm.CjmError, match="success: the log has no 'see'"):
        cjm.JourneyMap.from_log(log(PATHS), **NAMES, ends="buy", success="see")
    for wrong in (
        {"rare": 1},
        {"rare": -1},
        {"most": 0},
        {"clusters": 9},
        {"quiet": "whenever"},
        {"zone": "Mars"},
    ):
        with pytest.raises(cjm.CjmError):
            cjm.JourneyMap.from_log(log(PATHS), **NAMES, **wrong)


def test_every_journey_is_its_end() -> None:
    table = log({"a": ["buy"], "b": ["buy"]})
    with pytest.raises(cjm.CjmError, match="begins with its end"):
        cjm.JourneyMap.from_log(table, **NAMES, ends="buy")


def test_files_by_their_path(tmp_path) -> None:
    log(PATHS).to_csv(tmp_path / "log.csv", index=False)
    assert journeys(tmp_path / "log.csv") == journeys(log(PATHS))
    (tmp_path / "log.xes").write_text("who,what,when\n")
    with pytest.raises(cjm.CjmError, match="is not what its name says"):
        cjm.variants(tmp_path / "log.xes")
    with pytest.raises(cjm.CjmError, match="There is no file"):
        cjm.variants(tmp_path / "nothing.csv")
    with pytest.raises(cjm.CjmError, match="There is no file"):
        cjm.variants(tmp_path / "nothing.xes")
    (tmp_path / "fake.parquet").write_text("who,what,when\n1,see,2026-05-01\n")
    with pytest.raises(cjm.CjmError, match=r"fake\.parquet"):
        cjm.variants(tmp_path / "fake.parquet")
    for wrong in (7, None, {"a": 1}):
        with pytest.raises(cjm.CjmError, match="is read"):
            cjm.variants(wrong)
