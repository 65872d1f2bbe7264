"""Files that are broken, mislabelled or mean harm: each is refused with what is wrong and what to do; none hangs or fills memory."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import re
import sqlite3
import zipfile

import hypothesis
import pytest
from hypothesis import strategies as st

import cjm_widgets as cjm
import published
from cjm_widgets.model.errors import BrokenFile, DataError, FileError

LAUGHS = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<log><trace><event><string key="concept:name" value="&b;"/></event></trace></log>"""
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>"""
EVENT = '<event><string key="concept:name" value="a"/></event>'
JSON = {"objectTypes": [], "eventTypes": [], "objects": [], "events": []}


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.xes", LAUGHS, "document type or entities"),
        ("a.xmlocel", OUTSIDE, "document type or entities"),
        ("a.xes", "<log>" + "<list key='x'>" * 500, "nests tags deeper than 100"),
        ("a.xes", f"<log><trace>{EVENT}", "no sound XML: no element found"),
        ("a.xes", "<svg/>", "begins with <svg>"),
        ("a.xes", "<log><trace/></log>", "holds no events (1 traces)"),
        ("a.xes", "case,what\n1,2", "is not what its name says: .xes should be XML, and it holds text"),
        ("a.csv", "<log/>", ".csv should be text, and it holds XML"),
        ("a.parquet", "case,what\n1,2", ".parquet should be Parquet"),
        ("a.sqlite", "{}", ".sqlite should be SQLite"),
        ("a.jsonocel", "[" * 200_000, "nests its JSON too deep"),
        ("a.jsonocel", '{"events": [', "no sound JSON"),
        ("a.jsonocel", "[1, 2]", "JSON and no OCEL 2.0"),
        ("a.jsonocel", '{"ocel:events": {}}', "is OCEL 1.0"),
        ("a.jsonocel", json.dumps(JSON), "holds no events"),
        ("a.jsonocel", json.dumps({**JSON, "events": {"e": 1}}), "'events' should be a list, not dict"),
        ("a.jsonocel", json.dumps({**JSON, "events": [{"id": "e"}]}), "events[0] has no id or no type"),
        ("a.jsonocel", json.dumps({**JSON, "events": [7]}), "events[0] has no id or no type"),
        ("a.xmlocel", "<log><events><event id='e'/></events></log>", "a <event> has no 'type'"),
        ("a.csv", "", "is empty: it holds no events"),
        ("a.csv", "\n \n", "is empty: it holds no events"),
        ("a.csv", "just a line of words", "has no columns parted by"),
        ("a.csv", "a,b\n1,2\n1,2,3\n", "line 3"),
        ("a.csv", "a,b\n1,2,3\n", "more fields than its header"),
        ("a.pdf", "%PDF-1.7", "is PDF, no log"),
        ("a.parquet", "PAR1 and nothing more", "no sound Parquet"),
        ("a.sqlite", "SQLite format 3\0 and nothing more", "cannot be read as OCEL 2.0"),
        ("a.zip", "PK\x03\x04 and nothing more", "begins like a zip and is none"),
        ("a.csv.gz", "\x1f\x8b and nothing more", "is broken after 0 unpacked bytes"),
        ("a.dat", "a\0b\1c", "is binary data, no log"),
    ],
)
def test_what_is_no_log_is_refused(tmp_path, name: str, text: str, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(text.encode("latin-1"))
    with pytest.raises(BrokenFile, match=re.escape(said)):
        cjm.read_log(file)


def test_a_path_that_is_not_there(tmp_path) -> None:
    (tmp_path / "log.csv").write_text("a,b\n1,2\n")
    with pytest.raises(FileError, match=r"There is no file .*lag.csv. In that folder: log.csv."):
        cjm.read_log(tmp_path / "lag.csv")
    with pytest.raises(FileError, match=r"The folder .*nowhere is not there either"):
        cjm.read_log(tmp_path / "nowhere" / "log.csv")
    with pytest.raises(FileError, match="is a folder"):
        cjm.read_log(tmp_path)
    with pytest.raises(FileError, match="No file fits"):
        cjm.read_log(tmp_path / "*.parquet")
    with pytest.raises(FileError, match="is no path"):
        cjm.read_log("a\0b.csv")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(tmp_path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(FileError, match="no ordinary file"):
        cjm.read_log(tmp_path / "pipe.csv")


def test_an_attribute_without_end(tmp_path) -> None:
    file = tmp_path / "a.xes.gz"
    file.write_bytes(gzip.compress(b'<log><string key="' + b"a" * 40_000_000, 1))
    with pytest.raises(BrokenFile, match="longer than 16,000,000 bytes"):
        cjm.read_log(file)


@pytest.mark.parametrize("packing", ["gz", "zip"])
def test_a_bomb_stops_at_the_declared_limit(tmp_path, packing: str) -> None:
    text = b"case,what\n" + b"1,a\n" * 500_000
    file = tmp_path / f"a.csv.{packing}"
    if packing == "gz":
        file.write_bytes(gzip.compress(text))
    else:
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("a.csv", text)
    with pytest.raises(BrokenFile, match=r"beyond the limit of 1,000,000 bytes.*unpacked=4000000"):
        cjm.read_log(file, unpacked=1_000_000)
    assert len(cjm.read_log(file, unpacked=10_000_000)) == 500_000
    with pytest.raises(DataError, match="unpacked=0 is no number of bytes"):
        cjm.read_log(file, unpacked=0)


def test_a_bomb_is_told_by_its_ratio(tmp_path) -> None:
    file = tmp_path / "a.csv.gz"
    with gzip.open(file, "wb") as made:
        for _ in range(80):
            made.write(b"1,a\n" * 250_000)
    with pytest.raises(BrokenFile, match="200 times its size"):
        cjm.read_log(file)


def test_zips_of_more_than_a_log(tmp_path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
        made.writestr("a.csv", "a")
        made.writestr("b.csv", "b")
    with pytest.raises(BrokenFile, match=r"holds 2 files \(a.csv, b.csv\)"):
        cjm.read_log(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "b.xlsx", "w") as made:
        made.writestr("[Content_Types].xml", "")
    with pytest.raises(BrokenFile, match=r"cjm\.read_excel"):
        cjm.read_log(tmp_path / "b.xlsx")


def database(path, *more: str) -> None:
    made = sqlite3.connect(path)
    made.executescript(
        """CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT); INSERT INTO event_map_type VALUES ('Pay', 'Pay');
        CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT); INSERT INTO object_map_type VALUES ('Order', 'Order');
        CREATE TABLE event (ocel_id TEXT, ocel_type TEXT); INSERT INTO event VALUES ('e', 'Pay');
        CREATE TABLE object (ocel_id TEXT, ocel_type TEXT); INSERT INTO object VALUES ('o', 'Order');
        CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
        INSERT INTO event_object VALUES ('e', 'o', '');
        CREATE TABLE event_Pay (ocel_id TEXT, ocel_time TEXT); INSERT INTO event_Pay VALUES ('e', '2026-01-01 10:00:00');
        CREATE TABLE object_Order (ocel_id TEXT, ocel_time TEXT); INSERT INTO object_Order VALUES ('o', '2026-01-01');"""
        + "".join(more)
    )
    made.close()


def test_a_database_is_read_and_left_alone(tmp_path) -> None:
    file = tmp_path / "a.sqlite"
    database(file, "CREATE TRIGGER t AFTER INSERT ON event BEGIN DELETE FROM event; END;")
    before = file.read_bytes()
    assert cjm.read_log(file, zone="UTC")["activity"].tolist() == ["Pay"]
    assert file.read_bytes() == before
    assert [one.name for one in tmp_path.iterdir()] == ["a.sqlite"]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("DROP TABLE event; CREATE VIEW event AS SELECT 'e' ocel_id, 'Pay' ocel_type;", "'event' is a view"),
        ("DROP TABLE event_Pay;", "needs a table 'event_Pay', which is not there"),
        (
            "DROP TABLE event_Pay; CREATE VIEW event_Pay AS SELECT load_extension('x');",
            "needs a table 'event_Pay', which is view",
        ),
        ("DROP TABLE object;", "it has no table 'object'"),
        ("DROP TABLE event; CREATE TABLE event (x TEXT);", "has no column ocel_id"),
        ("INSERT INTO event_Pay VALUES (zeroblob(2000000), '');", "values up to 1,000,000 bytes"),
        (
            "DROP TABLE event; CREATE TABLE event (ocel_id TEXT, ocel_type TEXT AS (hex(zeroblob(9))));",
            "'event' is a table with computed columns",
        ),
    ],
)
def test_a_database_that_would_run_something(tmp_path, more: str, said: str) -> None:
    file = tmp_path / "a.sqlite"
    database(file, more)
    with pytest.raises(BrokenFile, match=re.escape(said)):
        cjm.read_log(file)


@published.needed
def test_a_type_that_is_not_there() -> None:
    file = published.at("ocel20_example.sqlite")
    with pytest.raises(DataError, match=r"no objects of type 'invoices'. Did you mean 'Invoice'\?"):
        cjm.read_log(file, "invoices")
    with pytest.raises(DataError, match="Say whose journeys are meant"):
        cjm.read_log(file)
    with pytest.raises(DataError, match="'Mars/Base' is no time zone"):
        cjm.read_log(file, "Invoice", zone="Mars/Base")


@hypothesis.given(
    st.binary(max_size=300), st.sampled_from(["xes", "xmlocel", "jsonocel", "sqlite", "parquet", "csv", "gz"])
)
@hypothesis.settings(suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
@pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
def test_any_bytes_are_read_or_refused(tmp_path, data: bytes, ending: str) -> None:
    file = tmp_path / f"any.{ending}"
    heads = {
        "xes": b"<log>",
        "xmlocel": b"<log>",
        "jsonocel": b"{",
        "sqlite": b"SQLite format 3\0",
        "parquet": b"PAR1",
        "gz": b"\x1f\x8b",
    }
    for content in (data, heads.get(ending, b"a,b\n") + data):
        file.write_bytes(content)
        with contextlib.suppress(cjm.CjmError):
            assert len(cjm.read_log(file).columns) > 0
