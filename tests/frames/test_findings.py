"""Findings as a DataFrame: what they hold, what slicing keeps, what is asserted, drawn and mended."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET

import pandas as pd
import pytest

from cjm_widgets import samples
from cjm_widgets.frames import findings
from cjm_widgets.frames.documents import to_document
from cjm_widgets.frames.findings import COLUMNS, Findings, check, mend
from cjm_widgets.frames.findings_html import counted
from cjm_widgets.journey_map import JourneyMap
from cjm_widgets.model.checks import RULES
from cjm_widgets.model.errors import DataError, Refused

TODAY = dt.date(2026, 3, 1)
EVIL = "<img src=x onerror=alert(1)>&\"'"


@pytest.fixture
def kit():
    """The tables of the meal kit with an error, a mendable finding and a waiver."""
    tables = {name: frame.copy() for name, frame in samples.meal_kit().tables.items()}
    tables["steps"].loc["pays", "emotion"] = 9.0
    tables["cards"]["until"] = pd.Series("sees-post", index=["actions-cooks"]).reindex(tables["cards"].index)
    tables["cards"].loc["actions-cooks", "author"] = "somebody"
    tables["waivers"] = pd.DataFrame({"code": ["unusual-word"], "row": [None], "reason": ["one is enough"]})
    return tables


def of(tables) -> Findings:
    return check(tables, samples.meal_kit().meta, TODAY)


def test_the_columns_and_their_dtypes(kit):
    found = of(kit)
    assert tuple(found.columns) == COLUMNS
    assert found.dtypes.astype(str).to_dict() == {
        c: "bool" if c in ("mendable", "silenced") else "str" for c in COLUMNS
    }
    empty = findings.frame([])
    assert (len(empty), tuple(empty.columns), empty.dtypes.equals(found.dtypes)) == (0, COLUMNS, True)


def test_what_a_row_says(kit):
    row = of(kit).set_index("code").loc["emotion-outside-scale"]
    assert row["what"] == "The emotion of step “Pays” is 9, outside −2 to +2."
    assert (row["where"], row["table"], row["row"], row["column"]) == ("Pays", "steps", "pays", "emotion")
    assert (row["mendable"], row["silenced"]) == (False, False)


def test_it_stays_what_it_is_through_pandas(kit):
    found = of(kit)
    warnings = found[found["severity"] == "warning"]
    for made in (warnings, found.head(2), found.sort_values("code"), found.query("mendable"), found.copy()):
        assert isinstance(made, Findings)
        made.assert_clean(ignore=("emotion-outside-scale", "span-backwards"))
    assert not isinstance(found["code"], pd.DataFrame)


def test_asserting_lists_what_is_wrong_and_how_to_mend_it(kit):
    with pytest.raises(AssertionError) as said:
        of(kit).assert_clean()
    lines = str(said.value).splitlines()
    assert lines[0] == "2 findings:"
    assert lines[1].startswith("error span-backwards: The card “Follows the card, substitutes one spice”")
    assert lines[2] == "    " + RULES["span-backwards"].how


@pytest.mark.parametrize(("fail_on", "worst"), [("error", {"error"}), ("warning", {"error", "warning"})])
def test_what_fails(kit, fail_on, worst):
    assert set(of(kit).failing(fail_on=fail_on)["severity"]) == worst


def test_one_code_or_several_are_ignored(kit):
    found = of(kit)
    assert found.failing("span-backwards")["code"].tolist() == ["emotion-outside-scale"]
    assert found.failing(["span-backwards", "emotion-outside-scale"]).empty


def test_silenced_findings_are_kept_and_do_not_count(kit):
    found = of(kit)
    silenced = found[found["silenced"]]
    assert silenced[["code", "reason"]].to_numpy().tolist() == [["unusual-word", "one is enough"]]
    assert "unusual-word" not in set(found.failing(fail_on="note")["code"])
    assert len(found.open) == len(found) - 1


def test_words_that_do_not_exist_are_refused(kit):
    with pytest.raises(DataError, match="no check 'span'"):
        of(kit).assert_clean(ignore="span")
    with pytest.raises(DataError, match="no severity 'fatal': error, warning, note"):
        of(kit).assert_clean(fail_on="fatal")


def parsed(html: str) -> ET.Element:
    return ET.fromstring(f"<html>{html.replace('<br>', '<br/>')}</html>")


def test_it_is_drawn_with_severity_what_code_where_and_how(kit):
    html = of(kit)._repr_html_()
    rows = [["".join(cell.itertext()) for cell in row] for row in parsed(html).iter("tr")]
    assert rows[0] == ["Severity", "What", "Where", "How to mend it"]
    assert rows[2] == [
        "error",
        "The emotion of step “Pays” is 9, outside −2 to +2.emotion-outside-scale",
        "Pays",
        RULES["emotion-outside-scale"].how,
    ]
    counts = of(kit)["severity"].value_counts()
    assert f"{counts['error']} errors, {counts['warning']} warnings" in html
    assert "1 silenced" in html
    assert "unusual-word" not in html


def test_everything_drawn_is_escaped(kit):
    kit["steps"].loc["pays", "name"] = EVIL
    kit["lanes"].loc["actions", "role"] = EVIL
    tree = parsed(of(kit)._repr_html_())
    assert list(tree.iter("img")) == []
    assert any("<img src=x" in (cell.text or "") for cell in tree.iter("td"))


def test_a_slice_without_its_columns_and_an_empty_one_are_drawn(kit):
    found = of(kit)
    assert "dataframe" in found[["code", "what"]]._repr_html_()
    assert "Nothing to mend" in found[:0]._repr_html_()


def test_a_long_list_says_how_many_it_leaves_out(kit):
    many = pd.concat([of(kit)] * 60, ignore_index=True)
    html = Findings(many)._repr_html_()
    left = int((~many["silenced"]).sum()) - 200
    assert left > 0
    assert f"{left} more; look at them as a DataFrame." in html


def test_severities_are_counted_worst_first():
    assert counted(["note", "warning", "error", "warning"]) == "1 error, 2 warnings, 1 note"


def test_a_row_of_the_findings_is_mended(kit):
    found, doc = of(kit), to_document(kit, samples.meal_kit().meta)
    (op,) = mend(doc, found[found["mendable"]].iloc[0], TODAY)
    assert (op.table, op.id, op.column, op.value) == ("cards", "actions-cooks", "until", None)
    with pytest.raises(Refused, match="Only you can mend it"):
        mend(doc, found[found["code"] == "emotion-outside-scale"].iloc[0], TODAY)
    with pytest.raises(DataError, match="A finding has a code"):
        mend(doc, {"what": "something"}, TODAY)


def test_a_mend_can_be_carried_out_on_a_map():
    m = JourneyMap.from_template("classic")
    m.steps["duration_low"] = pd.to_timedelta(["10 min", None, None, None])
    m.steps["duration_high"] = pd.to_timedelta(["2 min", None, None, None])
    m.steps["moment_reason"] = pd.Series(["It decides", None, None, None], index=m.steps.index, dtype="str")
    m.refresh()
    found = check(m.tables, m.meta, TODAY)
    for _, row in found[found["mendable"]].iterrows():
        for op in mend(to_document(m.tables, m.meta), row, TODAY):
            m._bound.source.apply(op)
    step = m.steps.iloc[0]
    assert (step["duration_low"], step["duration_high"]) == (pd.Timedelta("2 min"), pd.Timedelta("10 min"))
    assert step["moment_of_truth"]
    assert not check(m.tables, m.meta, TODAY)["mendable"].any()


def test_the_rules_as_a_frame():
    listed = findings.rules()
    assert listed.index.tolist() == list(RULES)
    assert listed.notna().all().all()
