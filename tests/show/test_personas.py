"""Personas without a kernel: every text escaped, every field said."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given, strategies as st

from cjm_widgets.show.personas import MOST, personas_html, personas_text, rests_on, traits

FULL = {
    "id": "dana",
    "name": "Dana",
    "job": "Nurse",
    "demographics": "38",
    "quote": "Settle dinner.",
    "goals": "Less waste",
    "challenges": "Shift work",
    "values": "Fairness",
    "fears": "Being locked in",
    "marketing_message": "No strings",
    "elevator_pitch": "Four dinners",
    "share": 0.46,
    "n": 420,
    "traits": ["plans ahead: 4", "curious"],
    "kind": "hypothesis",
    "colour": "#7c6fb0",
    "source": "orders.csv",
    "author": "model",
}


def table(*rows):
    columns = list(dict.fromkeys(c for row in rows for c in row))
    return {"columns": columns, "rows": [[row.get(c) for c in columns] for row in rows]}


def test_every_field_of_the_sheet_is_said():
    for shown in (personas_html(table(FULL)), personas_text(table(FULL))):
        for column in FULL.keys() - {"id", "share", "n", "traits", "kind", "colour", "author"}:
            assert str(FULL[column]) in shown, column
        assert "? Hypothesis" in shown
        assert "◆ Written by a model" in shown
        assert "●●●●○ 4 of 5" in shown
        assert "46 % of customers, n = 420, from orders.csv" in shown


def test_the_persona_of_the_map_is_marked():
    assert "drawn for this persona" in personas_html(table(FULL), {"persona": "Dana"})
    assert "drawn for this persona" not in personas_html(table(FULL), {"persona": "Luis"})


def test_no_personas_are_said_so():
    assert "No personas yet" in personas_html({})
    assert personas_text({}) == "Personas"


def test_many_are_cut_and_counted():
    html = personas_html(table(*({"id": str(i), "name": f"N{i}"} for i in range(MOST + 3))))
    assert "and 3 more" in html
    assert f"N{MOST}" not in html


def test_a_colour_that_is_none_is_not_written():
    html = personas_html(table({"id": "a", "colour": "red;background:url(//x)"}))
    assert "url(" not in html


def test_a_text_that_travelled_cut_says_so():
    html = personas_html(table({"id": "a", "goals": {"$": "cut", "v": "Begin", "length": 9000}}))
    assert "Begin…" in html


@given(st.dictionaries(st.sampled_from(list(FULL)), st.text(max_size=40) | st.none()))
def test_any_text_stays_text(row):
    html = personas_html(table({"id": "x", **row}))
    root = ET.fromstring(html.replace("&nbsp;", " "))
    assert {e.tag for e in root.iter()} <= {
        "section", "div", "article", "strong", "blockquote", "table", "tr", "th", "td"
    }  # fmt: skip
    personas_text(table({"id": "x", **row}))


def test_a_share_without_n_is_a_share():
    assert rests_on({"share": 0.305}) == "30.5 % of customers"
    assert rests_on({}) == ""


def test_traits_keep_what_is_no_mark():
    assert traits(["a: 6", "b : 2", "c"]) == [("a: 6", 0), ("b", 2), ("c", 0)]
