"""The static table: what it says, that every tag is closed and every text escaped, and how large it gets."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from cjm_widgets.show.table import table_html
from cjm_widgets.show.text import text
from show.drawn import Doc, doc_of, grid, kit, parsed


def test_the_table_has_a_caption_stages_over_steps_and_a_row_per_lane() -> None:
    page = parsed(table_html(kit()))
    scopes = [(a.get("scope"), a.get("colspan")) for tag, a in page.tags if tag == "th"]
    assert [s for s in scopes if s[0] == "colgroup"] == [("colgroup", n) for n in ("2", "2", "2", "3", "1")]
    assert sum(s[0] == "col" for s in scopes) == 10
    assert sum(s[0] == "row" for s in scopes) == 2 + 12
    said = " ".join(page.words)
    for part in (
        "Meal kit: first box",
        "10 steps, 5 stages, 12 lanes",
        "Find dinner without planning",
        "How do I cancel?",
        "1 d 12 h",
        "0.41",
        "−31",
        "−0.4",
    ):
        assert part in said


def test_every_row_fills_the_table() -> None:
    tree = ET.fromstring(table_html(kit()))
    carried = 0
    for row in tree.iter("tr"):
        width = sum(int(cell.get("colspan", "1")) for cell in row)
        assert width + carried == 11
        carried = sum(int(cell.get("rowspan", "1")) - 1 for cell in row)


def test_the_curve_is_a_picture_with_a_name_and_its_numbers_in_words() -> None:
    tree = ET.fromstring(table_html(kit()))
    (svg,) = tree.iter("svg")
    ids = {e.get("id"): "".join(e.itertext()) for e in svg.iter() if e.get("id")}
    named = [ids[i] for i in (svg.get("aria-labelledby") or "").split()]
    assert named[0] == "Emotion"
    assert "Pays: −0.4" in named[1]
    assert len(list(svg.iter("circle"))) == 10


def test_ids_are_new_in_every_call() -> None:
    def ids(source: str) -> set[str]:
        return set(re.findall(r' id="([^"]+)"', source))

    first, second = ids(table_html(kit())), ids(table_html(kit()))
    assert len(first) == 4
    assert not first & second


def test_a_missing_emotion_is_a_gap() -> None:
    lane = [{"id": "e", "name": "Emotion", "kind": "emotion", "column": "e"}]
    steps = [{"id": str(i), "name": str(i), "e": v} for i, v in enumerate([1, None, -1, 2, None])]
    source = table_html(doc_of(steps, lane))
    tree = ET.fromstring(source)
    drawn = [p.get("d") or "" for p in tree.iter("path") if p.get("fill") == "none"]
    assert drawn[0].count("M") == 2
    assert len(list(tree.iter("circle"))) == 3
    nothing = table_html(doc_of([{"id": "a", "name": "A", "e": None}], lane))
    assert "<svg" not in nothing


NASTY = [
    "<script>alert(1)</script>",
    "</td></table>",
    '" onload="x',
    "&amp;",
    "a\x00\x1b[31mb",
    "שלום 你好 😀",
    "]]>",
]


TAGS = {
    "div",
    "table",
    "caption",
    "strong",
    "span",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "ul",
    "li",
    "svg",
    "title",
    "desc",
    "clippath",
    "rect",
    "line",
    "path",
    "circle",
    "b",
}


def nasty_doc(nasty: str) -> Doc:
    step = {"id": nasty, "name": nasty, "stage": nasty, "t": nasty, "l": [nasty, nasty], "e": 1}
    step["d"] = {"$": "cut", "v": nasty, "length": 9}
    kinds = {"t": "text", "l": "chips", "d": "text", "e": "emotion"}
    lanes = [{"id": i, "name": nasty, "hint": nasty, "kind": k, "column": i} for i, k in kinds.items()]
    lanes.append({"id": nasty, "name": "held", "kind": "cards"})
    stages = [{"id": nasty, "name": nasty, "goal": nasty}]
    return doc_of(
        [step], lanes, stages, [{"id": "c", "step": nasty, "lane": nasty, "text": nasty}], title=nasty
    )


@pytest.mark.parametrize("nasty", NASTY)
def test_every_text_is_escaped_wherever_it_stands(nasty: str) -> None:
    source, said = table_html(nasty_doc(nasty)), text(nasty_doc(nasty))
    page = parsed(source)
    assert {tag for tag, _ in page.tags} <= TAGS
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    clean = re.sub(r"[\x00-\x08\x0b-\x1f]", "", nasty)
    assert source.count(html.escape(clean)) >= 12
    assert "\x1b" not in source + said
    assert clean in said


def test_what_is_too_much_is_left_out_and_said() -> None:
    source = table_html(grid(35, 45, "y" * 5000))
    assert "35 steps, 4 stages, 45 lanes; showing 30 of 35 steps and 40 of 45 lanes" in source
    assert len(source) < 500_000
    assert "y" * 101 not in source
    cut = table_html(grid(1, 1, "z" * 301))
    assert "z" * 300 + "…" in cut
    assert "z" * 301 not in cut


def test_a_window_of_many_steps_says_where_it_is() -> None:
    doc = grid(30, 2)
    doc["tables"]["steps"] |= {"size": 10_000, "from": 500}
    assert "showing 30 of 10,000 steps from step 501" in table_html(doc)


def test_many_cards_of_one_cell_are_counted() -> None:
    cards = [{"id": str(i), "step": "s", "lane": "l", "text": f"card {i}"} for i in range(20)]
    source = table_html(
        doc_of([{"id": "s", "name": "S"}], [{"id": "l", "name": "L", "kind": "cards"}], cards=cards)
    )
    assert "card 7" in source
    assert "card 8" not in source
    assert "… and 12 more" in source


def test_hidden_lanes_stay_hidden_and_an_empty_document_is_a_table() -> None:
    lanes = [
        {"id": "a", "name": "Seen", "kind": "cards", "visible": None},
        {"id": "b", "name": "Hidden", "kind": "cards", "visible": False},
    ]
    source = table_html(doc_of([{"id": "s", "name": "S"}], lanes))
    assert "Seen" in source
    assert "Hidden" not in source
    assert "0 steps, 0 stages, 0 lanes" in table_html({"title": "", "tables": {}})
    assert text({"title": "", "tables": {}}).startswith("Journey map\n")


def test_bars_stand_on_their_zero() -> None:
    lane = {"id": "n", "name": "N", "kind": "number", "column": "n", "domain": [-50, 50]}
    source = table_html(
        doc_of([{"id": "a", "name": "A", "n": -25}, {"id": "b", "name": "B", "n": 25}], [lane])
    )
    assert "left:25.0%;width:25.0%" in source
    assert "left:50.0%;width:25.0%" in source


values = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.lists(st.text(max_size=4), max_size=3)
)
kinds = st.sampled_from(["text", "chips", "number", "flag", "duration", "time", "emotion", "cards"])


@given(st.lists(st.tuples(kinds, st.lists(values, min_size=3, max_size=3)), max_size=4))
@settings(max_examples=60, deadline=None)
def test_any_value_in_any_lane_makes_a_whole_table(lanes: list[tuple[str, list[Any]]]) -> None:
    steps = [
        {"id": str(i), "name": str(i)} | {f"c{n}": cells[i] for n, (_, cells) in enumerate(lanes)}
        for i in range(3)
    ]
    doc = doc_of(
        steps,
        [{"id": f"c{n}", "name": kind, "kind": kind, "column": f"c{n}"} for n, (kind, _) in enumerate(lanes)],
    )
    parsed(table_html(doc))
    assert text(doc)


def test_what_a_sanitiser_leaves_is_still_readable() -> None:
    bleach = pytest.importorskip("bleach", reason="bleach comes with nbconvert")
    allowed = [*bleach.ALLOWED_TAGS, "div", "pre", "code", "span", "table", "tr", "td"]
    left = bleach.clean(table_html(kit()), tags=allowed)
    assert "How do I cancel?" in left
    assert "Pays: −0.4" in left
