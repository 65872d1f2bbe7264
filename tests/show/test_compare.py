"""A comparison without a kernel: every text escaped, every difference said in shape and word."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given, strategies as st

from cjm_widgets.model.versions import words
from cjm_widgets.show.compare import MARKS, compare_html, compare_text


def made(text="Slow", mark="re-worded", step="Pay"):
    cell = [{"text": text, "mark": mark, "was": text}]
    return {
        "maps": [{"name": "A"}, {"name": "B"}],
        "steps": [{"name": step, "in": [True, True]}, {"name": "Skip", "in": [False, True]}],
        "size": 2,
        "curves": [[1.0, None], [-1.0, 0.5]],
        "lanes": [
            {"name": "Pains", "kind": "cards", "role": "pain_points", "rows": [[[], None], [cell, []]]}
        ],
        "disconnects": {
            "current": "A",
            "future": "B",
            "size": 1,
            "rows": [{"kind": "step added", "name": "Skip", "size": 1.0, "why": "New.", "what": ""}],
        },
    }


def test_every_kind_of_difference_has_a_shape():
    assert set(MARKS) == set(words.KINDS)
    assert len(set(MARKS.values())) == len(MARKS)


def test_a_difference_is_said_in_shape_and_word():
    html = compare_html(made(mark="removed"))
    assert "－ removed" in html
    assert "<del>Slow</del>" in html
    assert "only in B" in html
    assert "B departs from A" in html


def test_lines_tell_the_differences():
    assert compare_text(made()).splitlines() == [
        "A against B",
        "  Skip: only in B",
        "  Pay, Pains, B: re-worded Slow",
        "  disconnect: Skip: New.",
    ]


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_stays_text(text, step):
    tags = {e.tag for e in ET.fromstring(compare_html(made(text, step=step))).iter()}
    assert not tags & {"script", "img", "a", "style", "iframe"}
    assert len(compare_text(made(text, step=step)).splitlines()) >= 4


def test_a_long_map_is_cut_and_counted():
    long = made()
    long["steps"] = [{"name": f"S{i}", "in": [True, True]} for i in range(45)]
    long["size"], long["curves"] = 45, [[0.0] * 45, [None] * 45]
    long["lanes"][0]["rows"] = [[[]] * 45, [[]] * 45]
    assert "and 15 more steps" in compare_html(long)
