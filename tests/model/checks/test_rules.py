"""Every rule: a map that breaks it, a near one that does not; what its mend does; how quick all are together."""

from __future__ import annotations

import datetime as dt
import re
import time
from pathlib import Path

import pytest

from cjm_widgets import samples, templates
from cjm_widgets.frames.documents import to_document
from cjm_widgets.model.checks import RULES, SEVERITIES, check, find_rule, mend
from cjm_widgets.model.document import Document, document
from cjm_widgets.model.edits import PAGE_TABLES, apply
from cjm_widgets.model.errors import DataError, Refused
from cjm_widgets.model.schema import TABLES
from model.checks import cases_of_form, cases_of_meaning, cases_of_service
from model.checks.sound import TODAY, changed

ROOMS = (cases_of_form.CASES, cases_of_meaning.CASES, cases_of_service.CASES)
CASES = {code: case for room in ROOMS for code, case in room.items()}
ROOT = Path(__file__).resolve().parents[3]


def codes(doc: Document) -> set[str]:
    return {one.code for one in check(doc, TODAY)}


def test_every_rule_has_a_case_that_fails_and_one_that_passes():
    assert CASES.keys() == RULES.keys()
    assert len(CASES) == sum(map(len, ROOMS))


def test_the_sound_map_has_no_finding():
    assert [one.what for one in check(changed({}), TODAY)] == []


@pytest.mark.parametrize("code", RULES)
def test_a_broken_map_is_found_and_named(code):
    found = [one for one in check(changed(CASES[code][0]), TODAY) if one.code == code]
    assert found
    assert any(CASES[code][2] in one.what for one in found), [one.what for one in found]


@pytest.mark.parametrize("code", RULES)
def test_a_near_map_is_not(code):
    assert code not in codes(changed(CASES[code][1]))


@pytest.mark.parametrize("code", RULES)
def test_a_finding_says_where_it_is(code):
    doc = changed(CASES[code][0])
    for one in check(doc, TODAY):
        assert one.table is None or one.table in {*TABLES, "meta"}
        assert one.row is None or one.row in doc.table(one.table or "").rows
        assert one.step is None or one.step in doc.table("steps").rows
        assert one.lane is None or one.lane in doc.table("lanes").rows
        assert one.where


@pytest.mark.parametrize("code", RULES)
def test_a_rule_speaks_in_sentences(code):
    rule = find_rule(code)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)+", code)
    assert rule.severity in SEVERITIES
    assert not rule.title.endswith(".")
    for said in (rule.why, rule.how, *(one.what for one in check(changed(CASES[code][0]), TODAY))):
        assert said[0].isupper() or said[0].isdigit()
        assert said[-1] in ".?"


def test_requirements_are_those_of_the_product():
    assert all(
        re.fullmatch(r"R([1-9]|[1-8][0-9]|9[0-8])", r) for rule in RULES.values() for r in rule.requirements
    )
    assert all(rule.requirements for rule in RULES.values())


MENDED = {code: change for code, (change, _, _) in CASES.items()} | {
    "unusual-word": {"cards": {"dear": {"barrier": "Cost "}}},
}


@pytest.mark.parametrize("code", RULES)
def test_what_can_be_mended_is_gone_once_it_is(code):
    doc = changed(MENDED[code])
    for one in [f for f in check(doc, TODAY) if f.code == code and f.mend is not None]:
        assert {op.table for op in one.mend} <= set(PAGE_TABLES)
        after = apply(doc, mend(doc, code, one.table, one.row, one.column, TODAY))
        assert [
            f for f in check(after, TODAY) if (f.code, f.row, f.column) == (code, one.row, one.column)
        ] == []
        with pytest.raises(Refused, match="no longer there"):
            mend(after, code, one.table, one.row, one.column, TODAY)


def test_there_are_mends():
    mended = {f.code for change in MENDED.values() for f in check(changed(change), TODAY) if f.mend}
    assert mended == {
        "dangling-reference", "span-backwards", "durations-out-of-order", "unusual-word", "empty-lane",
        "blank-card", "reason-without-moment", "lane-across-line",
    }  # fmt: skip


def test_a_mend_that_only_a_person_can_make_is_refused():
    doc = changed({"steps": {"asks": {"emotion": 9.0}}})
    with pytest.raises(Refused, match="Only you can mend it"):
        mend(doc, "emotion-outside-scale", "steps", "asks", "emotion", TODAY)
    with pytest.raises(DataError, match="no check 'nothing'"):
        mend(doc, "nothing", None, None, None, TODAY)


def test_a_blank_card_that_evidence_names_is_not_removed_by_itself():
    doc = changed({"cards": {"x": {"step": "asks", "lane": "pains"}}, "evidence": {"e1": {"card": "x"}}})
    assert [f.mend for f in check(doc, TODAY) if f.code == "blank-card"] == [None]


@pytest.mark.parametrize("name", templates.names())
def test_a_template_has_no_errors(name):
    held = templates.load(name)
    assert [f.what for f in check(to_document(held.tables, held.meta), TODAY) if f.severity == "error"] == []


def test_the_sample_has_no_errors():
    held = samples.meal_kit()
    assert [f.what for f in check(to_document(held.tables, held.meta), TODAY) if f.severity == "error"] == []


def test_an_empty_map_is_checked():
    assert codes(document({})) == {"no-objective", "no-persona"}


def test_the_day_decides_and_not_the_clock():
    doc = changed({})
    assert check(doc, TODAY) == ()
    assert {f.code for f in check(doc, TODAY + dt.timedelta(days=1000))} == {"not-updated", "stale-evidence"}
    sources = (ROOT / "cjm_widgets" / "model" / "checks").glob("*.py")
    assert [p.name for p in sources if re.search(r"\.(today|now)\(", p.read_text(encoding="utf-8"))] == []


def test_worst_first():
    found = check(
        changed({"cards": {"slow": {"severity": 9}}, "meta": {"scenario": None, "persona": None}}), TODAY
    )
    assert [f.severity for f in found] == ["error", "warning", "note"]


def test_a_rule_broken_a_thousand_times_is_listed_a_hundred():
    cards = {f"c{n}": {"step": "asks", "lane": "pains", "text": f"Pain {n}"} for n in range(1000)}
    found = [f for f in check(changed({"cards": cards}), TODAY) if f.code == "pain-without-severity"]
    assert len(found) == 101
    assert found[-1].what == "900 more: a pain point has no severity."


ODD = (
    None,
    "",
    " ",
    "text",
    0,
    -1,
    3.5,
    float("inf"),
    float("nan"),
    True,
    [],
    ["a", "b"],
    {"$": "cut"},
    "asks",
)


@pytest.mark.parametrize("value", ODD, ids=repr)
def test_no_value_makes_a_check_fail(value):
    doc = changed({})
    for table in TABLES.values():
        for column in (*(c.name for c in table.columns), "source", "target", "emotion:ana"):
            change = {id_: {column: value} for id_ in doc.table(table.name).order[:3]} or {
                "x": {column: value}
            }
            check(changed({table.name: change}), TODAY)
    for name in (
        "persona",
        "objective",
        "teams",
        "updated",
        "next_review",
        "emotion_scale",
        "business_goals",
    ):
        check(changed({"meta": {name: value}}), TODAY)


def test_silenced_findings_stay_with_their_reason():
    change = {
        "steps": {"asks": {"emotion": 9.0}, "eats": {"emotion": 9.0}},
        "waivers": {"w": {"code": "emotion-outside-scale", "row": "asks", "reason": "made up"}},
    }
    found = check(changed(change), TODAY)
    assert [(f.row, f.silenced, f.reason) for f in found] == [
        ("eats", False, None),
        ("asks", True, "made up"),
    ]
    change["waivers"] = {"w": {"code": "emotion-outside-scale", "reason": "all of them"}}
    assert [f.reason for f in check(changed(change), TODAY)] == ["all of them"] * 2


def test_a_finding_travels_as_json():
    one = next(f for f in check(changed({"cards": {"pay": {"until": "looks"}}}), TODAY) if f.mend)
    assert one.json()["mend"] == [
        {"op": "set", "table": "cards", "id": "pay", "column": "until", "value": None, "old": None}
    ]
    assert (one.json()["code"], one.json()["where"], one.json()["silenced"]) == (
        "span-backwards",
        "Pays",
        False,
    )


def test_the_checks_are_quick():
    cards = {
        f"c{n}": {
            "step": ("looks", "asks", "pays", "eats")[n % 4],
            "lane": ("pains", "ideas", "touch", "front", "back")[n % 5],
            "text": f"Card {n}",
        }
        for n in range(500)
    }
    doc = changed({"cards": cards})
    best = min(_seconds(doc) for _ in range(5))
    assert best < 0.05


def _seconds(doc: Document) -> float:
    start = time.perf_counter()
    check(doc, TODAY)
    return time.perf_counter() - start
