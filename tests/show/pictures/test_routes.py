"""The router and its twin on the page: the same boards, the same lines."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from cjm_widgets.show.pictures.routes.board import Board, Box, Link
from cjm_widgets.show.pictures.routes.labels import labels
from cjm_widgets.show.pictures.routes.route import Plan, route
from cjm_widgets.show.pictures.routes.strokes import line, marks

CASES = json.loads((Path(__file__).parents[2] / "contract/routes.json").read_text(encoding="utf-8"))["cases"]


def read(case: dict[str, Any]) -> tuple[Board, list[Link]]:
    held = case["board"]
    boxes = [
        Box(**{k: one[k] for k in ("id", "x", "y", "width", "height", "column", "until", "row")})
        for one in held["boxes"]
    ]
    columns, rows = ([(one["at"], one["size"]) for one in held[name]] for name in ("columns", "rows"))
    links = [
        Link(one["id"], one["source"], one["target"], one["both"], one["label"], one["tall"])
        for one in case["links"]
    ]
    return Board(columns, rows, boxes, held["pad"], held["first"]), links


def through(plan: Plan) -> list[str]:
    """The links of which a piece runs through a box."""
    found = []
    for id_, points in plan.routes.items():
        for (ax, ay), (bx, by) in pairwise(points):
            left, right, top, bottom = min(ax, bx), max(ax, bx), min(ay, by), max(ay, by)
            for box in plan.land.board.boxes:
                inside = left < box.x + box.width - 0.01 and right > box.x + 0.01
                if inside and top < box.y + box.height - 0.01 and bottom > box.y + 0.01:
                    found.append(f"{id_} through {box.id}")
    return found


@pytest.mark.parametrize("at", range(len(CASES)))
def test_links_are_led_as_on_the_page(at):
    case = CASES[at]
    board, links = read(case)
    plan = route(board, links)
    assert plan.routes.keys() == case["routes"].keys()
    for id_, points in plan.routes.items():
        assert [n for point in points for n in point] == pytest.approx(case["routes"][id_], abs=1e-3)
    closed = [(board.rows[k][0], sum(board.rows[k])) for k in case["closed"]]
    found = labels(plan, links, closed)
    assert found.keys() == case["labels"].keys()
    for id_, place in found.items():
        assert list(place) == pytest.approx(case["labels"][id_], abs=1e-3)


@pytest.mark.parametrize("at", range(0, len(CASES), 4))
def test_lines_and_heads_are_drawn_as_on_the_page(at):
    case = CASES[at]
    plan = route(*read(case))
    for number, (id_, (kind, way, heads)) in enumerate(case["strokes"].items()):
        points = plan.routes[id_]
        assert (line(points, number % 2 == 0), marks(points, kind, number % 2 == 0)) == (way, heads)


def test_no_line_runs_through_a_box():
    assert [one for case in CASES for one in through(route(*read(case)))] == []


def test_a_line_through_a_box_would_be_found():
    board = Board([(0, 100)], [(0, 80), (80, 80), (160, 80)], [Box("b", 20, 90, 60, 40, 0, 0, 1)])
    plan = route(board, [])
    assert through(Plan(plan.land, {"l": [(50, 40), (50, 170)]})) == ["l through b"]
