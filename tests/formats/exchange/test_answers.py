"""Voice-of-customer files, workbooks, files without a name, and files in other encodings."""

from __future__ import annotations

import io
import warnings

import openpyxl
import pandas as pd
import pytest

import cjm_widgets as cjm
from cjm_widgets.formats.exchange.losses import LossWarning
from cjm_widgets.model.errors import CjmWarning, ShapeError
from formats.exchange.test_journeys import JOURNEY, blueprint

VOC = """Date,Score,Verbatim,STAGE,Id
2026-05-02,9,Quick set-up,BUY,1
2026-05-02,9,Quick set-up,BUY,1
2026-05-03,3,'=cmd,buy,2
2026-05-03,11,,Loyalty,3
2026-05-04,,No idea,Buy,4
"""


@pytest.fixture
def shop():
    m = cjm.JourneyMap(title="Shop")
    m.stages = pd.DataFrame({"name": ["Buy"]}, index=["buy"])
    m.steps = pd.DataFrame({"name": ["Pays"], "stage": ["buy"], "emotion": [0.0]}, index=["pay"])
    return m


def test_a_voc_file_is_held_against_the_map_and_can_be_undone(shop, tmp_path):
    place = tmp_path / "voc.csv"
    place.write_text(VOC, encoding="utf-8")
    s = shop.survey(place, kind="nps")
    assert (s.by_stage["n"].tolist(), s.by_stage["score"].tolist()) == ([2], [0.0])
    assert s.unassigned[["value", "rows"]].values.tolist() == [["Loyalty", 1]]
    reasons = dict(zip(s.report["reason"], s.report["rows"], strict=True))
    assert reasons == {
        "no answer": 1, "off the scale": 1, "the same in every column as a row before, skipped": 1,
    }  # fmt: skip
    before = len(shop.evidence)
    s.adopt("evidence")
    assert "=cmd" in shop.evidence["text"].tolist()
    shop.undo()
    assert len(shop.evidence) == before


@pytest.mark.parametrize(
    ("kind", "score", "n"), [("enps", 10, 1), ("csat", 5, 1), ("sentiment", -0.5, 1), ("csat", 0, 0)]
)
def test_the_scale_is_chosen_when_it_is_read(shop, tmp_path, kind, score, n):
    (tmp_path / "voc.csv").write_text(f"date,score\n2026-05-02,{score}\n", encoding="utf-8")
    assert shop.survey(str(tmp_path / "voc.csv"), kind=kind).overall["n"].tolist() == [n]


def test_same_marks_without_a_word_are_several_answers():
    answers = cjm.read_voc(b"date,score,stage\n2026-05-02,9,Buy\n2026-05-02,9,Buy\n")
    assert len(answers) == 2
    assert len(cjm.read_voc(VOC.encode(), duplicates="keep")) == 5
    with pytest.raises(ShapeError, match="needs one column score"):
        cjm.read_voc(b"date,mark\n2026-05-02,9\n")


def workbook(rows) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_a_workbook_is_read_as_any_file(tmp_path):
    held = workbook([["Step", "Emotion", "Pain points"], ["Pays", 1, "Slow"], ["Waits", -1, "Dear"]])
    (tmp_path / "a.xlsx").write_bytes(held)
    for source in (tmp_path / "a.xlsx", held, io.BytesIO(held)):
        assert cjm.read_any(source).steps["name"].tolist() == ["Pays", "Waits"]
    m = cjm.JourneyMap.from_template("classic")
    assert len(m.diff(cjm.read_any(m.to_excel(tmp_path / "b.xlsx")))) == 0
    assert cjm.read_voc(workbook([["date", "score"], ["2026-05-02", 9]]))["score"].tolist() == [9]


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("journey\n  Pays: 3", ["Pays"]),
        (JOURNEY, ["Finds link", "Asks friend"]),
        (blueprint(), ["Report", "Mend", "Close"]),
        ('[{"step": "A"}, {"step": "B"}]', ["A", "B"]),
        ("title: T\nstages:\n- name: S\n  actions:\n  - name: A", ["A"]),
        ("| Step | Emotion |\n|---|---|\n| A | 1 |\n| B | 2 |", ["A", "B"]),
        ("step,emotion\nA,1\nB,2", ["A", "B"]),
        ("journey;step\nx;A\nx;B", None),
    ],
)
def test_a_file_without_a_name_is_told_by_how_it_begins(text, steps):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", LossWarning)
        found = cjm.read_any(text.encode())
    assert steps is None or found.steps["name"].tolist() == steps


@pytest.mark.parametrize("coding", ["cp1252", "utf-16", "utf-16-le", "utf-8-sig"])
@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("journey\n  Zahlt später: 3", "Zahlt später"),
        ("### Step: a\n- title: Zahlt später", "Zahlt später"),
        ("title: T\nstages:\n- name: S\n  actions:\n  - name: Zahlt später", "Zahlt später"),
        ("step,emotion\nZahlt später,1\nWartet,0\n", "Zahlt später"),
    ],
)  # fmt: skip
def test_other_encodings_are_read_and_guesses_are_said(text, name, coding):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = cjm.read_any(text.encode(coding))
    assert found.steps["name"].iloc[0] == name
    guessed = [one for one in caught if one.category is CjmWarning]
    assert bool(guessed) == (coding in ("cp1252", "utf-16-le"))
    assert {one.filename for one in guessed} <= {__file__}


def test_an_encoding_that_xml_declares_is_taken_without_a_guess():
    text = '<?xml version="1.0" encoding="ISO-8859-15"?><CJML><actualJourney><journeyID>5 €</journeyID></actualJourney></CJML>'
    with warnings.catch_warnings():
        warnings.simplefilter("error", CjmWarning)
        assert cjm.read_cjml(text.encode("iso-8859-15")).title == "5 €"
