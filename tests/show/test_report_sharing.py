"""What of a map a report hands on, where it is written, and the command line."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.cli import main
from cjm_widgets.model.errors import DataError, FileChanged
from cjm_widgets.show.report import block
from show.report_page import Page

pytestmark = pytest.mark.skipif(
    not (block.STATIC / "report.js").exists(), reason="the page's code is not built"
)


def test_a_file_is_never_written_over_silently(tmp_path):
    m, path = cjm.JourneyMap.from_template("classic"), tmp_path / "r.html"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileChanged, match="overwrite=True"):
        m.report(path)
    assert path.read_text(encoding="utf-8") == "mine"
    assert m.report(path, overwrite=True) == path
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_people_said_can_stay_at_home(tmp_path):
    m = cjm.JourneyMap.from_sample("meal_kit")
    said = [*m.evidence["text"].dropna(), *m.evidence["source"].dropna(), *m.steps["quote"].dropna()]
    html = m.report(tmp_path / "r.html", evidence="counts").read_text(encoding="utf-8")
    assert [one for one in said if json.dumps(one, ensure_ascii=False)[1:-1].split(" (")[0] in html] == []
    page = Page(html)
    told = page.blocks["cjm-1"]["map"]
    rows = told["answers"]["evidence"]["rows"].values()
    assert sum(row.get("n") or 0 for row in rows) == m.evidence["n"].sum()
    assert {row.get("source") for row in rows} >= {"source 1", "source 2"}
    whole = cjm.JourneyMap.from_sample("meal_kit")._bound.overlays["evidence"]()
    assert {k: v[0] for k, v in told["overlays"]["evidence"]["cards"].items()} == {
        k: v[0] for k, v in whole["cards"].items()
    }
    assert "12 texts of evidence with their sources" in page.words
    gone = Page(m.report(tmp_path / "n.html", evidence="none").read_text(encoding="utf-8"))
    assert gone.blocks["cjm-1"]["map"]["answers"]["evidence"]["rows"] == {}


def test_only_lanes_and_personas_that_are_asked_for_are_in_the_file(tmp_path):
    m = cjm.JourneyMap.from_sample("meal_kit_blueprint")
    kept = m.cards[m.cards["lane"].isin(["actions"])]
    lost = m.cards[~m.cards["lane"].isin(["actions"])]
    html = m.report(tmp_path / "r.html", lanes=["Actions"], personas=["luis"], title="T").read_text(
        encoding="utf-8"
    )
    assert all(text in html for text in kept["text"])
    assert [
        text
        for text in lost["text"]
        if len(text) > 12 and text in html and text not in {*kept["text"], *m.improvements["name"]}
    ] == []
    assert m.personas.at["dana", "name"] not in Page(html).words
    assert "Not in this report" in html
    hidden = cjm.JourneyMap.from_sample("meal_kit")
    hidden.lanes.loc["backstage", "visible"] = False
    html = hidden.report(tmp_path / "h.html").read_text(encoding="utf-8")
    texts = hidden.cards.loc[hidden.cards["lane"] == "backstage", "text"]
    assert len(texts)
    assert not any(text in html for text in texts)


@pytest.mark.parametrize(
    "wrong",
    [
        {"views": ["grid"]},
        {"views": []},
        {"lanes": ["Nowhere"]},
        {"personas": ["nobody"]},
        {"evidence": "some"},
        {"theme": "blue"},
    ],
)
def test_what_is_not_there_is_named(tmp_path, wrong):
    with pytest.raises(DataError):
        cjm.JourneyMap.from_sample("meal_kit").report(tmp_path / "r.html", **wrong)
    assert not list(tmp_path.iterdir())


def test_a_log_and_a_survey_go_with_the_map_but_not_where_evidence_stays(tmp_path):
    m = cjm.JourneyMap.from_template("classic")
    m.steps = pd.DataFrame({"name": ["Finds", "Buys"], "emotion": [0.0, 1.0]}, index=["find", "buy"])
    rows = [(case, step) for case in range(30) for step in ("Finds", "Buys")]
    log = pd.DataFrame(rows, columns=["case", "activity"]).assign(at=pd.Timestamp("2026-05-01"))
    m.match(log, source="secret-log.csv", quiet="0s")
    m.survey(pd.DataFrame({"step": ["Finds"] * 12, "score": [9] * 12}), source="secret-survey.csv")
    whole = Page(m.report(tmp_path / "a.html").read_text(encoding="utf-8")).blocks["cjm-1"]["map"]
    assert whole["overlays"]["measured"]["source"] == "secret-log.csv"
    assert whole["overlays"]["surveys"][0]["steps"].keys() == {"find"}
    counts = m.report(tmp_path / "c.html", evidence="counts").read_text(encoding="utf-8")
    assert "secret-" not in counts
    assert Page(counts).blocks["cjm-1"]["map"]["answers"]["measured"][""]["steps"].keys() == {"find", "buy"}
    none = Page(m.report(tmp_path / "n.html", evidence="none").read_text(encoding="utf-8"))
    assert not none.blocks["cjm-1"]["map"]["overlays"].get("measured")
    assert "what was measured in a log, 1 survey" in none.words


def test_the_map_is_as_it_was(tmp_path):
    m = cjm.JourneyMap.from_sample("meal_kit_blueprint")
    before = {name: frame.copy() for name, frame in m.tables.items()}
    m.report(tmp_path / "r.html", lanes=["Actions"], evidence="none", personas=False)
    for name, frame in before.items():
        pd.testing.assert_frame_equal(m[name], frame)
    assert m.history.empty
    assert m.meta["persona"] == "dana"


def test_cjm_report_writes_beside_the_map(tmp_path, capsys):
    source = cjm.JourneyMap.from_sample("coffee_shop").save(tmp_path / "coffee.cjm.json", history=False)
    assert main(["report", str(source), "--evidence", "counts", "--view", "map"]) == 0
    assert "coffee.html" in capsys.readouterr().out
    assert main(["report", str(source)]) == 1
    assert "overwrite" in capsys.readouterr().err
    assert main(["report", str(source), str(source), "-o", str(tmp_path / "two.html"), "--overwrite"]) == 0
    assert main(["report", str(tmp_path / "none.cjm.json")]) == 1
