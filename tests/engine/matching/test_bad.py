"""Logs and calls that are wrong, held beside a map: said what is wrong and what to do; odd ones are counted."""

from __future__ import annotations

import ibis
import numpy as np
import pandas as pd
import polars as pl
import pytest

import cjm_widgets as cjm
from cjm_widgets.model.errors import BrokenFile, DataError, FileError


def shop() -> cjm.JourneyMap:
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"name": ["See", "Pay"]}, index=["see", "pay"])
    m.transitions = pd.DataFrame(
        {"source": ["see"], "target": ["pay"], "probability": [1.0], "assumed": [True]}
    ).set_index(["source", "target"])
    return m


def log() -> pd.DataFrame:
    """Made up: two cases; names differ by case and blanks."""
    at = pd.to_datetime(["2026-05-01 10:00", "2026-05-01 11:00", "2026-05-01 10:30"])
    return pd.DataFrame({"who": ["a", "a", "b"], "event": ["See", " PAY ", "see "], "at": at})


NAMED = {"case": "who", "activity": "event", "at": "at", "quiet": "0s"}


def test_a_million_cases_of_one_event_are_held_against_the_map():
    many = 1_000_000
    frame = pd.DataFrame({"case": np.arange(many), "activity": "See", "at": pd.Timestamp("2026-01-01")})
    found = shop().match(frame, quiet="0s")
    assert found.steps.loc["see", ["cases", "visits", "drop_off"]].tolist() == [many, many, 1.0]
    fit = found.fit()
    assert fit.summary["count"].to_dict() == {"visits": many, "moves": 0}
    assert fit.extra.empty
    assert fit.unseen.index.tolist() == [("see", "pay")]


@pytest.mark.parametrize("kind", ["polars", "lazy", "ibis on polars", "numbered columns"])
def test_every_kind_of_table_is_matched_alike(kind):
    frame = log()
    tables = {
        "polars": lambda: pl.from_pandas(frame),
        "lazy": lambda: pl.from_pandas(frame).lazy(),
        "ibis on polars": lambda: ibis.polars.connect({"t": pl.from_pandas(frame)}).table("t"),
        "numbered columns": lambda: frame.set_axis([0, 1, 2], axis=1),
    }
    named = {"case": 0, "activity": 1, "at": 2, "quiet": "0s"} if kind == "numbered columns" else NAMED
    here = shop().match(frame, **NAMED)
    there = shop().match(tables[kind](), **named)
    pd.testing.assert_frame_equal(there.steps, here.steps)
    pd.testing.assert_frame_equal(there.moves, here.moves)
    assert there.fit().summary.equals(here.fit().summary)


@pytest.mark.parametrize(
    ("events", "said"),
    [
        (log().head(0), "There are no rows in the frame"),
        (log().assign(who=None), "3 rows: no case"),
        (log().assign(at="31/05/2026 10:00"), r"dayfirst=True"),
        (log().to_dict("records"), r"pd.DataFrame\(...\)"),
        (None, "events is None"),
    ],
)
def test_nothing_to_count_says_why(events, said):
    with pytest.raises(DataError, match=said):
        shop().match(events, **NAMED)


def test_files_that_are_not_what_they_say(tmp_path):
    (tmp_path / "a.parquet").write_text("who,event,at\n")
    (tmp_path / "b.csv").write_bytes("who,event,at\n1,Café,2026-05-01\n".encode("latin-1"))
    (tmp_path / "c.xlsx").write_bytes(b"PK")
    for name, error, said in (
        ("a.parquet", BrokenFile, "cannot be read as parquet"),
        ("b.csv", BrokenFile, "it is not UTF-8"),
        ("c.xlsx", FileError, "pd.read_excel"),
    ):
        with pytest.raises(error, match=said) as told:
            shop().match(tmp_path / name, **NAMED)
        assert "\n" not in str(told.value)


def test_notes_are_sentences_and_show_what_is_missing():
    frame = log().assign(who=["a", np.nan, "b"])
    found = shop().match(frame, **{**NAMED, "quiet": "1h"})
    assert any(
        "1 row does not count: no case (row 1: case missing, activity ' PAY '" in one for one in found.notes
    )
    assert any(one.startswith("1 case is open") or "cases are open" in one for one in found.notes)
    assert not any(one.endswith("..") for one in found.notes)


def test_paths_counted_eventually_are_apart_for_each_segment():
    rows = [(1, "see", "new"), (1, "see", "new"), (1, "pay", "new"), (2, "see", "old"), (3, "see", "new")]
    frame = pd.DataFrame(rows, columns=["case", "activity", "who"])
    frame["at"] = pd.Timestamp("2026-05-01") + pd.to_timedelta(range(5), unit="h")
    found = shop().match(frame, segment="who", count="eventually", quiet="0s")
    assert found.moves.loc[("see", "pay"), ["count", "n"]].tolist() == [1, 3]
    apart = found.by("segment", "moves")
    assert apart.loc[("see", "pay", "new"), ["count", "n"]].tolist() == [1, 2]
    assert ("see", "pay", "old") not in apart.index
    assert found.where(segment="new").moves.loc[("see", "pay"), "n"] == 2
    with pytest.raises(DataError, match="have no days"):
        found.by("day", "moves")
    with pytest.raises(DataError, match="Wilson"):
        found.by("segment", "moves", how="dirichlet")
