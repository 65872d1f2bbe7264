"""Links, moves, lines and marks in the still picture and in plain text."""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

import cjm_widgets as cjm
from cjm_widgets.samples import blueprints
from cjm_widgets.show.board import board
from cjm_widgets.show.connections import MOST, line_above
from cjm_widgets.show.table import table_html
from cjm_widgets.show.text import text
from show.drawn import Doc, doc_of, parsed, wire
from show.test_table import NASTY, TAGS

LANES = [
    {"id": "do", "name": "Customer", "kind": "cards", "side": "customer"},
    {"id": "front", "name": "Front", "kind": "cards", "side": "frontstage"},
    {"id": "behind", "name": "Systems", "kind": "cards", "side": "support"},
    {"id": "paths", "name": "Paths", "kind": "paths"},
]
STEPS = [{"id": "ask", "name": "Asks"}, {"id": "hear", "name": "Hears"}, {"id": "buy", "name": "Buys"}]
CARDS = [
    {"id": "crm", "step": "hear", "lane": "behind", "text": "CRM", "decision": True},
    {"id": "q", "step": "ask", "lane": "do", "text": "Asks the price"},
    {"id": "a", "step": "hear", "lane": "front", "text": "Answers", "fail_point": True, "failure_mode": "wrong price", "wait": 300},
]  # fmt: skip
LINKS = [
    {
        "id": "2",
        "source": "a",
        "target": "crm",
        "kind": "needs",
        "condition": "after six",
        "text": "looks up",
    },
    {"id": "1", "source": "q", "target": "a", "kind": "message", "both": True},
    {"id": "3", "source": "q", "target": "elsewhere", "kind": "trigger"},
]
MOVES = [
    {"id": "b", "source": "hear", "target": "ask", "probability": 0.125, "assumed": True},
    {"id": "a", "source": "ask", "target": "buy", "probability": 0.4, "planned": 0.5, "count": 1200, "variants": ["happy"]},
    {"id": "c", "source": "buy", "target": "never again"},
]  # fmt: skip


def doc(**change: Any) -> Doc:
    given_ = {"links": LINKS, "transitions": MOVES} | change
    made = doc_of(STEPS, LANES, cards=CARDS)
    made["tables"] |= {name: wire(rows) for name, rows in given_.items()}
    return made


def rows_of(source: str, name: str) -> list[list[str]]:
    tree = ET.fromstring(source)
    table = next(t for t in tree.iter("table") if "".join((t.find("caption") or t).itertext()) == name)
    return [["".join(cell.itertext()) for cell in row] for row in table.iter("tr")]


def test_links_are_told_in_order_as_from_kind_to():
    assert rows_of(table_html(doc()), "Links") == [
        ["From", "Kind", "To", "When"],
        ["Asks the price", "message, both ways", "Answers", ""],
        ["Answers", "needs", "CRM", "looks up; after six"],
        ["… and 1 more"],
    ]


def test_moves_are_told_in_order_and_in_words():
    assert rows_of(table_html(doc()), "Moves between steps")[1:] == [
        ["Asks", "skips to", "Buys", "40%; 50% planned; seen 1,200 times; on the way happy"],
        ["Hears", "returns to", "Asks", "12.5%, assumed"],
        ["Buys", "leaves to", "never again", ""],
    ]
    assert "3 links and 3 moves, in order" in table_html(doc())


def test_a_map_without_either_has_no_such_table():
    assert "<details" not in table_html(doc(links=[], transitions=[]))
    assert "2 links, in order" not in table_html(doc(links=LINKS[:1], transitions=[]))
    assert "1 link, in order" in table_html(doc(links=LINKS[:1], transitions=[]))


def test_cards_say_what_fails_how_long_one_waits_and_where_links_lead():
    said = " ".join(parsed(table_html(doc())).words)
    for part in ("F wrong price", "W 5 min", "◇", "→ CRM, needs: looks up; after six", "↔ Answers, message"):
        assert part in said
    assert "F fail point, W wait, ◇ decision" in said
    assert "fail point" not in table_html(doc_of(STEPS, LANES, cards=CARDS[:2]))


def test_lines_are_named_in_full_where_the_side_changes():
    source = table_html(doc())
    assert re.findall(r"Line of [a-z ]+", source) == ["Line of interaction", "Line of visibility"]
    tree = ET.fromstring(source)
    main = next(tree.iter("table"))
    assert {sum(int(c.get("colspan", "1")) for c in row) for row in main.iter("tr")} == {4}


def test_the_lane_of_paths_says_which_moves_leave_a_step():
    lane = board(doc(), 30, 300).lanes[-1]
    assert lane.cells == [["skips to Buys: 40%"], ["returns to Asks: 12.5%"], ["leaves to never again"]]


def test_plain_text_tells_them_at_the_end():
    said = text(doc())
    assert "Front: Answers [F wrong price W 5 min]" in said
    assert said.split("\n")[-8:] == [
        "3 links:",
        "  Asks the price - message, both ways - Answers",
        "  Answers - needs - CRM (looks up; after six)",
        "  … and 1 more",
        "3 moves:",
        "  Asks skips to Buys (40%; 50% planned; seen 1,200 times; on the way happy)",
        "  Hears returns to Asks (12.5%, assumed)",
        "  Buys leaves to never again",
    ]
    assert text(doc(), limit=7).split("\n")[-2:] == ["3 links", "3 moves"]


@pytest.mark.parametrize("nasty", NASTY)
def test_every_text_of_a_link_is_escaped(nasty):
    cards = [
        {"id": i, "step": "ask", "lane": "do", "text": nasty, "fail_point": True, "failure_mode": nasty}
        for i in "xy"
    ]
    links = [
        {"id": "1", "source": "x", "target": "y", "kind": nasty, "text": nasty, "condition": nasty + "!"}
    ]
    moves = [{"id": "1", "source": "ask", "target": nasty, "variants": [nasty]}]
    made = doc_of(STEPS, LANES, cards=cards)
    made["tables"] |= {"links": wire(links), "transitions": wire(moves)}
    source = table_html(made)
    page = parsed(source)
    assert {tag for tag, _ in page.tags} <= TAGS | {"details", "summary", "g", "text"}
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    assert "\x1b" not in source + text(made)
    clean = re.sub(r"[\x00-\x08\x0b-\x1f]", "", nasty)
    assert source.count(html.escape(clean)) >= 10


def test_a_great_many_links_are_cut_and_counted():
    cards = [{"id": f"c{n}", "step": "ask", "lane": "do", "text": f"Card {n}"} for n in range(60)]
    links = [
        {"id": f"l{n}", "source": f"c{n % 60}", "target": f"c{n // 60}", "kind": "needs"} for n in range(900)
    ]
    made = doc_of(STEPS, LANES, cards=cards)
    made["tables"]["links"] = wire(links) | {"size": 5000}
    source = table_html(made)
    assert "5,000 links, in order" in source
    assert len(rows_of(source, "Links")) == MOST + 2
    assert f"… and {5000 - MOST:,} more" in source
    assert len(source) < 150_000


@pytest.mark.parametrize("name", ["coffee_shop", "clinic_visit", "loan", "meal_kit_blueprint"])
def test_the_samples_show_all_their_links(name):
    m = cjm.JourneyMap._of(blueprints.load(name))
    source = m._repr_mimebundle_()["text/html"]
    told = rows_of(source, "Links")[1:]
    assert len(told) == len(m.links)
    ends = {(m.cards["text"].get(a), m.cards["text"].get(b)) for a, b in m.links.index}
    assert {(row[0], row[2]) for row in told} == ends
    assert len(rows_of(source, "Moves between steps")[1:]) == len(m.transitions)


odd = st.none() | st.booleans() | st.integers(-9, 9) | st.floats() | st.text(max_size=6) | st.lists(st.text(max_size=3), max_size=2)  # fmt: skip


@given(
    st.lists(
        st.fixed_dictionaries(
            dict.fromkeys(
                (
                    "kind",
                    "text",
                    "condition",
                    "both",
                    "probability",
                    "planned",
                    "count",
                    "variants",
                    "assumed",
                ),
                odd,
            )
        ),
        max_size=4,
    )
)
def test_any_values_make_a_whole_page(rows):
    ends = [("q", "a"), ("a", "crm"), ("crm", "q"), ("a", "a")]
    links = [
        {"id": str(i), "source": s, "target": t} | row
        for i, (row, (s, t)) in enumerate(zip(rows, ends, strict=False))
    ]
    moves = [{"id": str(i), "source": "ask", "target": f"o{i}"} | row for i, row in enumerate(rows)]
    made = doc(links=links, transitions=moves)
    parsed(table_html(made))
    assert text(made)


sides = st.lists(
    st.sampled_from(["evidence", "customer", "frontstage", "backstage", "support", "other", None]), max_size=8
)


@given(sides)
def test_each_line_is_drawn_once(given_):
    lines = [line for line in line_above([{"side": side} for side in given_]) if line]
    assert len(lines) == len(set(lines))


CONTRACT = Path(__file__).resolve().parents[1] / "contract" / "blueprint.json"


@pytest.mark.parametrize("case", json.loads(CONTRACT.read_text(encoding="utf-8"))["rules"])
def test_the_lines_are_those_of_the_page(case):
    assert line_above(case["lanes"]) == case["above"]
