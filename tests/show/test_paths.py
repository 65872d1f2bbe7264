"""The drawing of moves: the same numbers as the page's, and labels that never lie on one another."""

from __future__ import annotations

import json
import math
from itertools import combinations

import pytest
from hypothesis import given, strategies as st

import cjm_widgets as cjm
import house
from cjm_widgets.show.path_labels import meet
from cjm_widgets.show.path_picture import LOW, paths_svg
from cjm_widgets.show.path_shapes import Node, Way, along
from cjm_widgets.show.paths import digits, draw_paths, head_of, levels, path_of
from cjm_widgets.show.table import table_html

CASES = json.loads((house.ROOT / "tests/contract/paths.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_both_languages_draw_the_same(case):
    ask, wanted = case["ask"], case["drawing"]
    zoom = ask.get("zoom", 1)
    nodes = [Node(one["at"], one["x"], one["width"]) for one in ask["nodes"]]
    ways = [
        Way(one["id"], one["from"], one["to"], one["share"], one["label"], one.get("fall", ""))
        for one in ask["ways"]
    ]
    marks = [(one["id"], one["node"], one["label"]) for one in ask.get("marks", ())]
    made = draw_paths(nodes, ways, marks, zoom)
    assert {
        "height": made.height,
        "line": made.line,
        "widths": [float(digits(one.width)) for one in made.lines],
        "paths": [path_of(one) for one in made.lines],
        "heads": [head_of(one, zoom) for one in made.lines],
        "labels": [[one.id, float(digits(one.x)), float(digits(one.y))] for one in made.labels],
    } == wanted


SHARES = st.one_of(st.none(), st.floats(0, 0.01), st.floats(0, 1))


@st.composite
def chains(draw):
    size = draw(st.integers(1, 40))
    wide = draw(st.sampled_from([56, 90, 158]))
    nodes = [Node(at, wide * (at + 0.5), wide) for at in range(size)]
    step = st.integers(0, size - 1)
    ends = draw(st.lists(st.tuples(step, st.one_of(step, st.none())), max_size=80, unique=True))
    ways = []
    for start, to in ends:
        share = draw(SHARES)
        label = "?" if share is None else f"{share:.0%}"
        fall = draw(st.sampled_from(["left", "lost", "outcome", "rest"])) if to is None else ""
        ways.append(Way(f"{start} {to}", start, to, share, label, fall))
    return nodes, ways


@given(chains())
def test_labels_lie_on_nothing_and_everything_is_inside(chain):
    nodes, ways = chain
    made = draw_paths(nodes, ways)
    assert len(made.lines) == len(ways)
    for one, other in combinations([*made.labels, *made.nodes], 2):
        if one in made.labels:
            assert not meet(one, other)
    for line in made.lines:
        for t in (0, 0.25, 0.5, 0.75, 1):
            assert 0 <= along(line.bend, t)[1] <= made.height
    assert all(label.y >= 0 and label.y + label.h <= made.height for label in made.labels)
    assert math.isfinite(made.height)


ARCS = st.tuples(st.integers(0, 30), st.integers(1, 12)).map(lambda pair: (pair[0], sum(pair), False))


@given(st.lists(ARCS, unique=True, max_size=30))
def test_arcs_that_overlap_have_levels_of_their_own(arcs):
    found = levels(arcs)
    for (a, one), (b, other) in combinations(zip(arcs, found, strict=True), 2):
        if max(a[0], b[0]) < min(a[1], b[1]):
            assert one != other


def doc(*moves):
    names = ("see", "pay", "cook")
    return {
        "title": "Made up",
        "tables": {
            "steps": {"columns": ["id", "name"], "rows": [[name, f"{name} <b>it</b>"] for name in names]},
            "lanes": {"columns": ["id", "name", "kind"], "rows": [["paths", "Paths", "paths"]]},
            "transitions": {
                "columns": ["id", "source", "target", "probability", "count", "assumed"],
                "rows": [[f"m{i}", *move] for i, move in enumerate(moves)],
            },
        },
    }


def test_the_still_picture_draws_the_moves_of_the_document():
    html = table_html(
        doc(
            ("see", "pay", 0.6, None, None),
            ("see", "left", None, 40, None),
            ("see", "cook", None, 60, True),
            ("pay", "won <i>", 0.5, None, None),
        )
    )
    svg = html[html.index("<svg") : html.index("</svg>")]
    for said in (
        "60 %<",
        "−40 %",
        "60 % assumed",
        "50 % won &lt;i&gt;",
        "50 % not told",
        "adds to 160 %",
        "see &lt;b&gt;",
    ):
        assert said in svg
    assert "<b>it" not in svg
    assert 'stroke-dasharray="5 4"' in svg
    assert 'aria-label="4 moves between steps, listed below the table"' in svg


def test_a_map_without_moves_has_a_lane_without_a_picture():
    assert "<svg" not in table_html(doc())


def test_a_loss_is_told_from_a_good_end_by_the_table_of_outcomes():
    steps = [{"id": "a", "name": "Books"}]
    moves = [{"source": "a", "target": end, "probability": 0.5} for end in ("no show", "comes")]
    svg = paths_svg(steps, moves, ["red"], 150, frozenset({"no show"}))
    assert ">−50 % no show<" in svg
    assert ">50 % comes<" in svg
    assert svg.count(LOW) > paths_svg(steps, moves, ["red"], 150).count(LOW) == 0


def test_the_still_picture_and_the_page_know_the_outcomes_of_a_map():
    m = cjm.JourneyMap.from_sample("clinic_visit")
    m.outcomes.loc["misses the date", "success"] = False
    blueprint = cjm.Blueprint(m)
    assert "−6 % misses" in blueprint.still()["text/html"]
    table = json.loads(blueprint.get_state()["_start"])["doc"]["tables"]["outcomes"]
    at = table["columns"].index("success")
    assert {row[0]: row[at] for row in table["rows"]}["misses the date"] is False
