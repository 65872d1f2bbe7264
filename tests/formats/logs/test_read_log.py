"""Published logs read as they were published: the facts of their README, and pm4py's counts (an oracle in tests only)."""

from __future__ import annotations

import gzip
import warnings
import zipfile

import pandas as pd
import pytest

import cjm_widgets as cjm
import published

pytestmark = pytest.mark.filterwarnings("ignore::cjm_widgets.CjmWarning")
CASE, WHAT, AT = "case:concept:name", "concept:name", "time:timestamp"


def follows(log: pd.DataFrame) -> dict[tuple[str, str], int]:
    after = log.groupby(CASE, sort=False)[WHAT].shift(-1)
    pairs = pd.DataFrame({"source": log[WHAT], "target": after}).dropna()
    return pairs.value_counts().to_dict()


@published.needed
def test_xes_and_csv_of_one_log_are_the_same() -> None:
    xes = cjm.read_log(published.at("running-example.xes"))
    csv = cjm.read_log(published.at("running-example.csv"))
    assert (xes[CASE].nunique(), len(xes), xes[WHAT].nunique()) == (6, 42, 8)
    same = csv.assign(**{CASE: csv[CASE].astype("str")})[[CASE, WHAT, AT, "org:resource"]]
    pd.testing.assert_frame_equal(xes[[CASE, WHAT, AT, "org:resource"]], same, check_flags=False)


@published.needed
def test_directly_follows_counts_equal_those_of_pm4py() -> None:
    pm4py = pytest.importorskip("pm4py")
    file = str(published.at("running-example.xes"))
    theirs, _, _ = pm4py.discover_dfg(pm4py.read_xes(file, show_progress_bar=False))
    ours = follows(cjm.read_log(file))
    assert ours == dict(theirs)
    assert len(ours) == 16


@published.needed
def test_a_packed_log_with_its_lifecycle() -> None:
    log = published.log("bpic2012.xes.gz")
    assert (log[CASE].nunique(), len(log), log[WHAT].nunique()) == (13_087, 262_200, 24)
    assert (log[WHAT] + log["lifecycle:transition"]).nunique() == 36
    cases = log.groupby(WHAT)[CASE].nunique()
    assert cases[["A_APPROVED", "A_DECLINED", "A_CANCELLED"]].tolist() == [2_246, 7_635, 2_807]
    ties = log.groupby(CASE, sort=False)[AT].diff() == pd.Timedelta(0)
    assert ties.mean() == pytest.approx(0.053, abs=0.0005)
    assert set(log["lifecycle:transition"]) == {"SCHEDULE", "START", "COMPLETE"}


@published.needed
def test_mixed_zones_become_utc() -> None:
    log = cjm.read_log(published.at("receipt.csv"))
    assert (log[CASE].nunique(), len(log), log[WHAT].nunique()) == (1_434, 8_577, 27)
    first = log.loc[log[CASE] == "case-10011", AT].iloc[0]
    assert first == pd.Timestamp("2011-10-11 11:45:40.276", tz="UTC")


@published.needed
def test_start_and_end_are_kept_side_by_side() -> None:
    log = cjm.read_log(published.at("interval_event_log.csv"))
    assert len(log) == 8_109
    assert (log[AT] >= log["start_timestamp"]).all()


@published.needed
@pytest.mark.parametrize("kind", ["Invoice", "Payment", "Purchase Order", "Purchase Requisition"])
def test_the_three_forms_of_object_centric_logs_read_the_same(kind: str) -> None:
    """Two of them give local times without a zone; JSON has UTC."""
    one, *others = (
        cjm.read_log(published.at(f"ocel20_example.{form}"), kind, zone="Europe/Rome")
        for form in ("jsonocel", "xmlocel", "sqlite")
    )
    assert len(one) > 0
    for other in others:
        assert set(other.columns) == set(one.columns)
        pd.testing.assert_frame_equal(one, other[one.columns], check_flags=False)


@published.needed
@pytest.mark.filterwarnings("default::cjm_widgets.CjmWarning")
@pytest.mark.parametrize(("form", "bare"), [("jsonocel", 0), ("xmlocel", 13), ("sqlite", 13)])
def test_local_times_of_objects_are_warned_of_until_a_zone_is_said(form: str, bare: int) -> None:
    file = published.at(f"ocel20_example.{form}")
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        cjm.read_log(file, "Purchase Order")
        cjm.read_log(file, "Purchase Order", zone="Europe/Rome")
    said = [str(one.message) for one in told if "zone" in str(one.message)]
    assert len(said) == (bare > 0)
    assert all(f"{bare} times of events have no zone; they are taken in UTC." in one for one in said)
    assert all("zone='Europe/Rome' says where these clocks stood" in one for one in said)


@published.needed
def test_flattening_gives_what_pm4py_gives() -> None:
    pm4py = pytest.importorskip("pm4py")
    file = published.at("ocel20_example.jsonocel")
    theirs = pm4py.ocel_flattening(pm4py.read_ocel2_json(str(file)), "Purchase Order")
    ours = cjm.read_log(file, "Purchase Order")
    pairs = set(zip(theirs[CASE], theirs[WHAT], theirs[AT].dt.tz_convert("UTC"), strict=True))
    assert set(zip(ours["case"], ours["activity"], ours["at"], strict=True)) == pairs


@published.needed
def test_an_object_has_the_values_it_had_then() -> None:
    log = cjm.read_log(published.at("ocel20_example.jsonocel"), "Purchase Order").set_index("event")
    ours = log[log["case"] == "PO1"]
    assert ours["case:po_quantity"].to_dict()["e3"] == 500
    assert ours["case:po_quantity"].to_dict()["e4"] == 600


@published.needed
def test_what_is_left_out_is_counted() -> None:
    with pytest.warns(cjm.CjmWarning, match="of 13 events touch no 'Invoice' and are left out"):
        log = cjm.read_log(published.at("ocel20_example.jsonocel"), "Invoice")
    assert len(log) + 4 == 13
    assert log.attrs["log"]["format"] == "OCEL 2.0 JSON"


XES = """<?xml version="1.0"?><log xmlns="http://www.xes-standard.org/">
<trace><string key="concept:name" value="A"/><int key="n" value="7"/>
<event><string key="concept:name" value="see"/><date key="time:timestamp" value="2026-01-01T10:00:00.000+02:00"/>
<string key="org:resource" value="Ann"><string key="role" value="clerk"/></string><boolean key="ok" value="true"/>
<int key="x" value="1"/></event>
<event><string key="concept:name" value="buy"/><date key="time:timestamp" value="2026-01-01T08:30:00Z"/>
<int key="x" value="many"/><string key="x" value="2"/></event></trace>
<trace><string key="concept:name" value="B"/></trace>
<trace><event><string key="concept:name" value="see"/></event></trace></log>"""


def test_nothing_of_a_log_is_lost_without_a_word(tmp_path) -> None:
    file = tmp_path / "log.xes"
    file.write_text(XES)
    with pytest.warns(cjm.CjmWarning) as told:
        log = cjm.read_log(file)
    said = str(told[0].message)
    assert "1 of 3 traces hold no event" in said
    assert "1 traces have no concept:name" in said
    assert "1 attributes come twice" in said
    assert "x: 1 of 2 are no int; the column is kept as text." in said
    assert log[CASE].tolist() == ["A", "A", "trace 3"]
    assert log["case:n"].tolist()[:2] == [7, 7]
    assert log["org:resource/role"].tolist()[0] == "clerk"
    assert log["x"].tolist()[:2] == ["1", "many"]
    assert log["x#2"].tolist()[1] == "2"
    assert log[AT].dt.hour.tolist()[:2] == [8, 8]
    assert log["ok"].tolist()[0] is True


def test_packed_and_many(tmp_path) -> None:
    text = "case;what;at\n007;NA;2026-01-01 10:00\n08;;2026-01-02 10:00\n"
    (tmp_path / "a.csv").write_text(text)
    (tmp_path / "b.csv.gz").write_bytes(gzip.compress(text.encode()))
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as made:
        made.writestr("inner.csv", text)
    plain = cjm.read_log(tmp_path / "a.csv")
    assert plain["case"].tolist() == ["007", "08"]
    assert plain["what"].tolist()[0] == "NA"
    assert plain["what"].isna().tolist() == [False, True]
    for name in ("b.csv.gz", "c.zip"):
        pd.testing.assert_frame_equal(cjm.read_log(tmp_path / name), plain, check_flags=False)
    both = cjm.read_log(tmp_path / "*.csv*")
    assert len(both) == 4
    plain.to_parquet(tmp_path / "d.parquet")
    pd.testing.assert_frame_equal(cjm.read_log(tmp_path / "d.parquet"), plain, check_flags=False)


def test_other_encodings_and_zones(tmp_path) -> None:
    file = tmp_path / "log.csv"
    file.write_bytes("case,what,at\n1,Größe,2026-07-01T10:00:00\n".encode("cp1252"))
    with pytest.warns(cjm.CjmWarning, match="cp1252"):
        log = cjm.read_log(file, zone="Europe/Berlin")
    assert log.loc[0, "what"] == "Größe"
    assert log.loc[0, "at"].hour == 8
    file.write_bytes("case,what,at\n1,Größe,2026-07-01T10:00:00\n".encode("utf-16"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert cjm.read_log(file).loc[0, "what"] == "Größe"


def test_local_times_that_are_twice_or_never(tmp_path) -> None:
    """The hour that comes twice is taken as the first; where one time never was, the column stays as it is written."""
    file = tmp_path / "log.csv"
    file.write_text("case,at\n1,2026-10-25 02:30\n")
    assert cjm.read_log(file, zone="Europe/Berlin").loc[0, "at"] == pd.Timestamp("2026-10-25 00:30", tz="UTC")
    file.write_text("case,at\n1,2026-03-29 02:30\n")
    assert cjm.read_log(file, zone="Europe/Berlin").loc[0, "at"] == "2026-03-29 02:30"
