"""The same answers from every backend and every kind of input."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import duckdb
import ibis
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import cjm_widgets as cjm
import java
from cjm_widgets.engine.discovery.variants import _counted, paths, variants
from cjm_widgets.engine.logs import Edges, log


def made_up(rows: int = 4000, seed: int = 3) -> pd.DataFrame:
    """A made-up log: 400 customers, 9 activities, ties in time, three segments, a few without one."""
    rng = np.random.default_rng(seed)
    return pd.DataFrame({
        "customer": rng.integers(0, 400, rows), "event": np.array(list("abcdefghi"))[rng.integers(0, 9, rows)],
        "at": pd.Timestamp("2026-03-01", tz="UTC") + pd.to_timedelta(rng.integers(0, 200, rows) * 6047.25, unit="s").as_unit("us"),
        "segment": np.array(["new", "loyal", "known", None], dtype=object)[rng.integers(0, 4, rows)],
    })  # fmt: skip


def alike(one: Edges, other: Edges) -> None:
    pd.testing.assert_frame_equal(one.frame, other.frame, rtol=1e-9, check_categorical=False)
    pd.testing.assert_frame_equal(one.times, other.times)
    pd.testing.assert_frame_equal(one.moves(), other.moves(), rtol=1e-9)
    assert (one.cases, one.events, one.ends) == (other.cases, other.events, other.ends)


@pytest.fixture(scope="module")
def reference() -> Edges:
    return log(made_up()).edges(ends=["h"])


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pyspark = pytest.importorskip("pyspark.sql")
    if java.find() is None:
        pytest.skip(java.HOW)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    build = pyspark.SparkSession.builder.master("local[2]")
    for name, value in {
        "spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "2", "spark.sql.session.timeZone": "UTC",
        # A small log: to compile each query would take longer than to run it.
        "spark.sql.codegen.wholeStage": "false", "spark.sql.codegen.factoryMode": "NO_CODEGEN",
        "spark.sql.adaptive.enabled": "false", "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    }.items():  # fmt: skip
        build = build.config(name, value)
    session = build.getOrCreate()
    yield ibis.pyspark.connect(session)
    session.stop()


KINDS = {
    "polars": lambda frame, _: pl.from_pandas(frame),
    "polars lazy": lambda frame, _: pl.from_pandas(frame).lazy(),
    "arrow": lambda frame, _: pa.Table.from_pandas(frame),
    "category": lambda frame, _: frame.astype({"event": "category", "segment": "category"}),
    "parquet": lambda frame, path: _saved(frame, path / "log.parquet"),
    "csv": lambda frame, path: _saved(frame, path / "log.csv"),
    "parts": lambda frame, path: [_saved(frame[:1500], path / "a.parquet"), _saved(frame[1500:], path / "b.parquet")] and path / "*.parquet",
    "ibis": lambda frame, _: ibis.memtable(frame.assign(cjm_row=range(len(frame)))),
    "naive": lambda frame, _: frame.assign(at=frame["at"].dt.tz_localize(None)),
    "nanoseconds": lambda frame, _: frame.assign(at=frame["at"].dt.as_unit("ns")),
    "numbers": lambda frame, _: frame.assign(at=frame["at"].astype("int64") // 1000),
    "texts": lambda frame, _: frame.assign(at=frame["at"].dt.tz_convert("Asia/Tokyo").astype("str")),
}  # fmt: skip


def _saved(frame: pd.DataFrame, path: Any) -> Any:
    frame.to_parquet(path) if path.suffix == ".parquet" else frame.to_csv(path, index=False)
    return path


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_table_gives_the_same(kind, reference, tmp_path):
    events = KINDS[kind](made_up(), tmp_path)
    alike(
        log(events, case="customer", activity="event", at="at", segment="segment").edges(ends=["h"]),
        reference,
    )


def test_a_duckdb_relation(reference):
    frame = made_up()
    con = duckdb.connect()
    con.execute("SET preserve_insertion_order = true; SET TimeZone = 'UTC'")
    alike(log(con.from_df(frame)).edges(ends=["h"]), reference)


def test_spark_says_what_duckdb_says(spark, reference, tmp_path):
    ours = log(made_up(), backend=spark)
    alike(ours.edges(ends=["h"]), reference)
    here = log(made_up())
    pd.testing.assert_frame_equal(ours.exact(ends=["h"]), here.exact(ends=["h"]), rtol=1e-9)
    pd.testing.assert_frame_equal(ours.eventually(), here.eventually())
    pd.testing.assert_frame_equal(ours.journeys(ends=["h"]), here.journeys(ends=["h"]))
    for ends in ((), ["h"]):
        pd.testing.assert_frame_equal(variants(paths(ours, ends)), variants(paths(here, ends)), rtol=1e-6)
        gathered = here.execute(_counted(here, list(ends), False)).sort_values("path", ignore_index=True)
        joined = here.execute(_counted(here, list(ends), True)).sort_values("path", ignore_index=True)
        pd.testing.assert_frame_equal(gathered, joined)
    sessions = {"session": "3h", "duplicates": "drop"}
    alike(log(made_up(), backend=spark, **sessions).edges(), log(made_up(), **sessions).edges())


def test_spark_reads_files(spark, tmp_path):
    frame = made_up().drop_duplicates(["customer", "at"])
    wanted = log(frame).edges()
    alike(log(_saved(frame, tmp_path / "log.parquet"), backend=spark).edges(), wanted)
    naive = frame.assign(at=frame["at"].dt.tz_localize(None))
    alike(log(_saved(naive, tmp_path / "naive.parquet"), backend=spark).edges(), wanted)
    alike(log(_saved(frame, tmp_path / "log.csv"), backend=spark).edges(), wanted)


def test_a_map_is_matched_on_spark_as_on_duckdb(spark):
    """With starts and completions; paths counted eventually are compared above."""
    frame = made_up(60)
    done = frame.assign(phase="complete", at=frame["at"] + pd.Timedelta("5min"))
    rows = pd.concat([frame.assign(phase="start"), done])
    m = cjm.JourneyMap()
    m.steps = pd.DataFrame({"name": list("ABC")}, index=list("abc"))
    named = {"case": "customer", "activity": "event", "at": "at", "lifecycle": "phase"}
    here, there = (m.match(rows, **named, backend=one) for one in (None, spark))
    pd.testing.assert_frame_equal(there.moves, here.moves, rtol=1e-9)
    pd.testing.assert_frame_equal(there.spent, here.spent)
    assert here.spent["work_median"].dropna().unique().tolist() == [pd.Timedelta("5min")]


def test_many_steps_and_few_give_the_same(monkeypatch, reference):
    monkeypatch.setattr("cjm_widgets.engine.logs.counting.BITS", 0)
    alike(log(made_up()).edges(ends=["h"]), reference)


def test_with_less_memory_than_the_log_needs(tmp_path):
    path = tmp_path / "big.parquet"
    con = duckdb.connect()
    con.execute(
        "COPY (SELECT hash(i) % 300000 AS customer, 'step ' || (hash(i + 7) % 12) AS event, "
        f"make_timestamp(1767225600000000 + i * 1000000) AS at FROM range(3000000) t(i)) TO '{path}' (FORMAT parquet)"
    )
    tight = log(path, case="customer", activity="event", at="at", memory="100MB")
    found = tight.edges()
    said = tight.source.backend.raw_sql("SELECT current_setting('memory_limit')").fetchall()[0][0]
    assert said.startswith("95.")
    assert found.events == 3_000_000
    assert found.cases == con.execute(f"SELECT count(DISTINCT customer) FROM '{path}'").fetchall()[0][0]
