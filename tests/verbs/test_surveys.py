"""Surveys and other tables on a map: matched, counted, adopted as one edit, and nothing lost without a word."""

from __future__ import annotations

import math
import warnings
from pathlib import Path

import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.verbs.surveys import drawn

DATA = Path(__file__).parents[3] / "shared" / "data"


@pytest.fixture
def m():
    made = cjm.JourneyMap()
    made.stages = pd.DataFrame({"name": ["Buy", "Use"]}, index=["buy", "use"])
    made.personas = pd.DataFrame({"name": ["Dana"]}, index=["dana"])
    made.steps = pd.DataFrame(
        {
            "name": ["Pays", "Cooks"],
            "stage": ["buy", "use"],
            "emotion": [0.5, -1.0],
            "emotion:dana": [0.0, 1.0],
        },
        index=["pay", "cook"],
    )
    made.lanes = pd.DataFrame(
        {"name": ["Emotion"], "kind": ["emotion"], "role": ["emotion"], "column": ["emotion"]},
        index=["emotion"],
    )
    return made


ANSWERS = pd.DataFrame(
    {
        "Date": ["2026-01-05", "2026-02-03", "2026-02-09", "soon", None],
        "Score": [10, 3, 11, 9, 8],
        "step": ["pays", "PAY", "Cooks", "Returns", None],
        "stage": [None, None, None, None, "use"],
        "persona": ["Dana", "dana", None, "Bo", None],
        "verbatim": [
            "Great app, I love it",
            None,
            "",
            "Der Kurier war nicht nett",
            "It was fine but slow and annoying",
        ],
    }
)


def test_answers_are_matched_and_the_rest_is_counted(m):
    s = m.survey(ANSWERS, sentiment="en")
    assert s.by_step[["score", "n"]].to_dict("index") == {
        "pay": {"score": 0.0, "n": 2},
        "cook": {"score": pytest.approx(math.nan, nan_ok=True), "n": 0},
    }
    assert s.by_stage["n"].to_dict() == {"buy": 2, "use": 1}
    assert s.by_persona.loc["dana", "n"] == 2
    assert s.overall["n"].tolist() == [4]
    assert s.report.set_index("reason")["rows"].to_dict() == {"off the scale": 1, "no date, in no period": 1}
    assert s.unassigned[["column", "value", "rows"]].values.tolist() == [
        ["step", "Returns", 1],
        ["persona", "Bo", 1],
    ]
    assert s.trend["n"].tolist() == [1, 1] or s.trend["n"].sum() == 2
    assert "score is “Score”" in s.said
    assert "2 unassigned" in repr(s)
    assert s.answers["sentiment"].notna().tolist() == [True, False, False, False, True]


def test_names_are_told_and_duplicates_left_out(m):
    twice = pd.concat([ANSWERS, ANSWERS.iloc[:1]], ignore_index=True)
    s = m.survey(twice, names={"Returns": "cook"}, duplicates="drop")
    assert s.by_step["n"].to_dict() == {"pay": 2, "cook": 1}
    assert s.report.iloc[-2].tolist()[:2] == ["the same in every column as a row before, left out", 1]
    assert m.survey(twice).by_step.loc["pay", "n"] == 3
    with pytest.raises(cjm.CjmError, match="'nowhere', which is the id of no step"):
        m.survey(ANSWERS, names={"x": "nowhere"})


def test_what_is_adopted_is_one_edit(m):
    before = m.steps.copy(), m.lanes.copy(), len(m.evidence)
    steps = m.steps
    s = m.survey(ANSWERS, sentiment="en", source="Pulse 2026")
    entries = len(m._bound.session.entries)
    written = s.adopt("score", "emotion", "emotion:dana", "evidence")
    assert len(m._bound.session.entries) == entries + 1
    assert m.steps is steps, "whoever has a name for the steps still has the map's"
    assert m.steps["emotion"].tolist() == [0.0, -1.0], "a step nobody answered for keeps what it has"
    assert m.steps["NPS"].iloc[0] == 0
    assert m.lanes.loc["NPS", "source"] == "Pulse 2026, n = 4"
    texts = m.evidence[m.evidence["n"] == 1].set_index("step")[["text", "source"]]
    assert texts.loc["pay", "text"] == "Great app, I love it"
    assert texts.loc["cook", "source"] == "Pulse 2026, of the whole stage"
    assert m.evidence.loc["nps-emotion-pay", "n"] == 2
    assert set(written["column"]) == {"NPS", "emotion", "text"}
    assert m.check().open["code"].isin(["evidence-for-nothing", "unknown-reference"]).sum() == 0
    s.adopt("evidence")
    assert len(m._bound.session.entries) == entries + 1, "the same words again are no news"
    m.undo()
    pd.testing.assert_frame_equal(m.steps, before[0])
    assert len(m.lanes) == len(before[1])
    assert len(m.evidence) == before[2]


def test_the_line_is_told_to_pages(m):
    s = m.survey(ANSWERS)
    lines = {line["curve"]: line for line in drawn(m)}
    assert set(lines) == {"emotion", "emotion:dana"}
    assert lines["emotion"]["steps"]["pay"]["at"] == 0.0
    assert "n = 2, few answers" in lines["emotion"]["steps"]["pay"]["said"]
    m.survey(ANSWERS.assign(Score=10))
    assert len(drawn(m)) == 2, "a survey of the same name takes the place of the one before"
    m.survey(ANSWERS, name="Before", draw=False)
    assert len(drawn(m)) == 2
    s.draw(False)
    assert drawn(m) == []


def test_a_survey_with_nothing_in_it_is_one(m):
    s = m.survey(ANSWERS.iloc[:0])
    assert s.overall["n"].tolist() == [0]
    assert s.by_step["n"].tolist() == [0, 0]
    assert drawn(m) == []
    with pytest.raises(cjm.CjmError, match="No answer has a date"):
        _ = s.trend
    with pytest.raises(cjm.CjmError, match="has no 'nps' to adopt: score, emotion, evidence"):
        s.adopt("nps")
    with pytest.raises(cjm.CjmError, match="Which column holds the answers"):
        m.survey(pd.DataFrame({"a": [1]}))
    with pytest.raises(cjm.CjmError, match="A survey is a DataFrame"):
        m.survey([1, 2])


def test_polars_and_arrow_are_taken(m):
    polars = pytest.importorskip("polars")
    held = polars.DataFrame({"step": ["pay", "cook"], "score": [9, 1]})
    assert m.survey(held).by_step["n"].tolist() == [1, 1]
    assert m.survey(held.to_arrow()).by_step["n"].tolist() == [1, 1]


def test_a_series_of_tickets_is_a_lane_with_its_source(m):
    with pytest.warns(cjm.CjmWarning, match=r"1 of 2 labels of 'tickets' name no step .*Returns"):
        report = m.lane("tickets", pd.Series({"PAYS": 3, "Returns": 9}), source="Helpdesk, May", fill=0)
    assert m.steps["tickets"].tolist() == [3, 0]
    assert report["id"].isna().sum() == 1
    lane = next(one for one in m._bound.source.lanes() if one.column == "tickets")
    assert (lane.kind, lane.source) == ("number", "Helpdesk, May")
    m.undo()
    assert "tickets" not in m.steps.columns
    assert "tickets" not in m.lanes.index
    m.steps["visits"] = pd.Series({"pay": 5, "cook": 7})
    m.lane("visits", source="Web analytics")
    assert m.lanes.loc["visits", "source"] == "Web analytics"


def test_money_dates_and_texts_are_lanes_too(m):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        m.lane("refunds", {"pay": 12.5}, unit="EUR", source="Ledger")
        m.lane("last", {"cook": pd.Timestamp("2026-05-01")})
        m.lane("theme", {"cook": "Too salty"})
    kinds = {lane.column: (lane.kind, lane.unit) for lane in m._bound.source.lanes()}
    assert kinds["refunds"] == ("number", "EUR")
    assert kinds["last"][0] == "time"
    assert kinds["theme"][0] == "text"
    assert "€12.50" in m._repr_mimebundle_()["text/html"]
    assert "Ledger" in m._repr_mimebundle_()["text/html"]


def test_what_cannot_be_a_lane_is_refused(m):
    with pytest.raises(cjm.CjmError, match="'pay', 'Pays' are all the step 'pay': add them up"):
        m.lane("tickets", pd.Series({"pay": 1, "Pays": 2}))
    with pytest.raises(cjm.CjmError, match="Every map has a column 'wait'"):
        m.lane("wait", {"pay": 1})
    with pytest.raises(cjm.CjmError, match="Steps have no column 'gone'"):
        m.lane("gone", source="x")
    with pytest.raises(cjm.CjmError, match="The Series has 2 levels"):
        m.lane("t", pd.Series({("pay", "a"): 1}))


@pytest.mark.skipif(not DATA.exists(), reason="real data lies beside the project only")
def test_a_crm_extract_becomes_lanes_by_plain_pandas(m):
    crm = pd.read_csv(DATA / "Telco-Customer-Churn.csv")
    crm["step"] = crm["Contract"].map({"Month-to-month": "pay", "One year": "cook", "Two year": "cook"})
    groups = crm.groupby("step")
    m.lane("customers", groups.size(), source="CRM extract")
    m.lane("churn rate", groups["Churn"].agg(lambda s: (s == "Yes").mean()), source="CRM extract")
    m.lane("monthly charge", groups["MonthlyCharges"].mean(), unit="USD", source="CRM extract")
    assert m.steps["customers"].sum() == 7043
    churned = (m.steps["churn rate"] * m.steps["customers"]).sum()
    assert churned == pytest.approx(1869)
    formats = {lane.column: lane.format for lane in m._bound.source.lanes()}
    assert formats["churn rate"] == "percent"


def test_a_map_adopts_of_surveys_as_it_does_of_logs(m):
    with pytest.raises(cjm.CjmError, match=r"No survey is drawn on this map: m\.survey"):
        m.adopt("emotion")
    first = m.survey(ANSWERS, name="May")
    m.survey(ANSWERS.assign(Score=[0, 0, 0, 0, 0]), name="June")
    before = m.steps["emotion"].tolist()
    m.adopt("emotion")
    assert m.steps.loc["pay", "emotion"] == -2
    m.undo()
    assert m.steps["emotion"].tolist() == before
    m.adopt("emotion", survey=first)
    assert m.steps.loc["pay", "emotion"] == 0
    with pytest.raises(cjm.CjmError, match="No log was matched"):
        m.adopt("transitions")
