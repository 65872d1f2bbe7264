"""Boards drawn from any map: every text in its box, no card on another, no link through a card, XML that parses."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cjm_widgets.show.pictures import draw
from cjm_widgets.show.pictures.draw import How
from cjm_widgets.show.pictures.grid import links as linked
from cjm_widgets.show.pictures.grid.board import board
from cjm_widgets.show.pictures.grid.sheet import sheet
from cjm_widgets.show.pictures.routes.route import route
from cjm_widgets.show.pictures.shapes import Text
from cjm_widgets.show.pictures.svg import svg
from show.drawn import kit
from show.pictures.shaped import documents, flat, outside, overlaps, parsed

CALM = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
hows = st.builds(
    How,
    st.sampled_from(["light", "dark"]),
    st.sampled_from([None, 300, 2000]),
    st.sampled_from([0.5, 1.0, 4.0]),
    st.booleans(),
)


@CALM
@given(documents(), hows)
def test_any_map_is_drawn_in_its_boxes(doc, how):
    picture = draw.grid(doc, {}, how, "about")
    assert outside(picture.shapes, picture.width, picture.height) == []
    parsed(svg(picture))
    parsed(svg(picture, printed=True))


@CALM
@given(documents(), hows)
def test_no_card_lies_on_another_and_no_link_runs_through_one(doc, how):
    look, held = how.look(), sheet(doc)
    made = board(held, look, width=how.width, by_time=how.by_time)
    assert overlaps(made) == []
    linked_look = replace(look, linked=bool(held.links))
    boxes = list(linked._boxes(made.held, made.lanes, made.plan))
    asked = [one for row in held.links if (one := linked._asked(row, linked_look))]
    columns = [(slot.x, slot.width) for slot in made.plan.slots]
    if columns:
        plan = route(linked.Board(columns, made.lanes, boxes), asked)
        for points in plan.routes.values():
            for (ax, ay), (bx, by) in pairwise(points):
                for box in boxes:
                    across = min(ax, bx) < box.x + box.width - 0.01 and max(ax, bx) > box.x + 0.01
                    assert not (
                        across and min(ay, by) < box.y + box.height - 0.01 and max(ay, by) > box.y + 0.01
                    )


@CALM
@given(documents(), hows)
def test_any_personas_are_drawn_in_their_boxes(doc, how):
    picture = draw.people(doc, how, "about")
    assert outside(picture.shapes, picture.width, picture.height) == []
    parsed(svg(picture))


@settings(CALM, max_examples=15)
@given(documents())
def test_pages_hold_all_steps_and_lanes(doc):
    made = draw.pages(doc, {}, How(), (1200, 760), "about")
    assert made
    for picture in made:
        assert outside(picture.shapes, picture.width, picture.height) == []


def words(picture):
    """The texts of the lanes, however they are wrapped; how many steps there are differs from page to page."""
    texts = [one for one in flat(picture.shapes) if isinstance(one, Text)]
    return {"".join("".join(one.lines).split()) for one in texts} - {"5stages·10steps"}


def test_pages_together_say_all_that_one_picture_says():
    doc = kit()
    whole = words(draw.grid(doc, {}, How(), ""))
    paged = [words(one) for one in draw.pages(doc, {}, How(), (900, 600), "")]
    assert len(paged) > 2
    assert whole - set().union(*paged) == set()


def test_a_text_that_leaves_its_box_would_be_found():
    picture = draw.grid(kit(), {}, How(), "")
    wide = [replace(one, w=10.0) for one in picture.shapes if hasattr(one, "lines")]
    assert len(outside(wide, picture.width, picture.height)) > 5


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_same_picture_is_the_same_text_but_for_its_id(theme):
    one, other = (svg(draw.grid(kit(), {}, How(theme), "")) for _ in range(2))
    first, second = (parsed(text).find("{*}title").get("id").removesuffix("-t") for text in (one, other))
    assert first != second
    assert one.replace(first, "x") == other.replace(second, "x")


def test_an_arabic_map_reads_from_the_right():
    doc = kit()
    doc["meta"] = {"language": "ar"}
    picture = draw.grid(doc, {}, How(), "")
    root = parsed(svg(picture))
    at = {one.text: float(one.get("x")) for one in root.iter("{http://www.w3.org/2000/svg}tspan")}
    assert at["Discover"] > at["Subscribe"] > at["Keep"]
    assert at["Stage"] > picture.width - 160
