"""The static table and text: what they say, that every tag is closed and every text escaped, and how large they get."""

from __future__ import annotations

import html
import itertools
import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cjm_widgets.samples import meal_kit
from cjm_widgets.show.board import LANES, board, duration, number, words
from cjm_widgets.show.curve import area, line, segments
from cjm_widgets.show.table import table_html
from cjm_widgets.show.text import text

Doc = dict[str, Any]


def doc_of(
    steps: list[Doc],
    lanes: list[Doc],
    stages: list[Doc] | None = None,
    cards: list[Doc] | None = None,
    **top: Any,
) -> Doc:
    given = {"stages": stages or [], "steps": steps, "lanes": lanes, "cards": cards or []}
    return {
        "title": "Kit",
        "kind": "wide",
        **top,
        "tables": {name: wire(rows) for name, rows in given.items()},
    }


def wire(rows: list[Doc]) -> Doc:
    columns = list(dict.fromkeys(k for row in rows for k in row))
    return {"columns": columns, "rows": [[row.get(c) for c in columns] for row in rows]}


def plain(value: Any) -> Any:
    if hasattr(value, "total_seconds"):
        return value.total_seconds()
    return None if value is None or value != value else value


def kit() -> Doc:
    tables = meal_kit().tables
    rows = {
        name: [
            {"id": id_} | {k: plain(v) for k, v in row.items()}
            for id_, row in frame.astype("object").where(frame.notna(), None).to_dict("index").items()
        ]
        for name, frame in tables.items()
    }
    return doc_of(rows["steps"], rows["lanes"], rows["stages"], rows["cards"], title="Meal kit: first box")


def grid(steps: int, lanes: int, cell: Any = "x", kind: str = "text") -> Doc:
    columns = [f"c{i}" for i in range(lanes)]
    rows = [
        {"id": f"s{i}", "name": f"Step {i}", "stage": f"p{i // 10}"} | dict.fromkeys(columns, cell)
        for i in range(steps)
    ]
    stages = [{"id": f"p{i}", "name": f"Stage {i}"} for i in range((steps + 9) // 10)]
    return doc_of(rows, [{"id": c, "name": c, "kind": kind, "column": c} for c in columns], stages)


class Balance(HTMLParser):
    """Every tag closed in order; the ids; the text as a reader gets it."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def parsed(source: str) -> Balance:
    parser = Balance()
    parser.feed(source)
    parser.close()
    assert parser.open == []
    return parser


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


@pytest.mark.parametrize("nasty", NASTY)
def test_every_text_is_escaped_wherever_it_stands(nasty: str) -> None:
    steps = [
        {
            "id": nasty,
            "name": nasty,
            "stage": nasty,
            "t": nasty,
            "l": [nasty, nasty],
            "d": {"$": "cut", "v": nasty, "length": 9},
            "e": 1,
        }
    ]
    lanes = [
        {"id": i, "name": nasty, "hint": nasty, "kind": k, "column": i}
        for i, k in (("t", "text"), ("l", "chips"), ("d", "text"), ("e", "emotion"))
    ]
    lanes.append({"id": nasty, "name": "held", "kind": "cards"})
    doc = doc_of(
        steps,
        lanes,
        [{"id": nasty, "name": nasty, "goal": nasty}],
        [{"id": "c", "step": nasty, "lane": nasty, "text": nasty}],
        title=nasty,
    )
    source = table_html(doc)
    page = parsed(source)
    assert {tag for tag, _ in page.tags} <= {
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
    assert not [a for _, attrs in page.tags for a in attrs if a.startswith("on")]
    clean = re.sub(r"[\x00-\x08\x0b-\x1f]", "", nasty)
    assert source.count(html.escape(clean)) >= 12
    assert "\x1b" not in source + text(doc)
    assert clean in text(doc)


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


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (None, "text", ""), (True, "flag", "✓"), (False, "flag", "–"), (1.0, "number", "1"), (12345.678, "number", "12,346"),
        (0.17409, "number", "0.174"), (2880, "duration", "48 min"), (-90, "duration", "−1 min 30 s"), (1, "emotion", "+1"),
        ("2026-03-01T09:30:00", "time", "2026-03-01 09:30:00"), ("2026-03-01T00:00:00", "time", "2026-03-01"),
        ({"$": "special", "v": "-inf"}, "number", "−∞"), ({"$": "special", "v": "9007199254740993"}, "number", "9007199254740993"),
        ({"$": "locked", "v": "{}"}, "text", "{}"), ({"$": "cut", "v": "ab", "length": 9}, "text", "ab…"), ("T00:00", "text", "T00:00"),
    ],
)  # fmt: skip
def test_values_in_words(value: Any, kind: str, said: str) -> None:
    assert words(value, kind) == said


def test_lines_of_one_text_are_cards_where_the_lane_says_so() -> None:
    lane = {"id": "a", "name": "A", "kind": "cards", "column": "a", "many": "lines"}
    shown = board(doc_of([{"id": "s", "name": "S", "a": "one\n\ntwo"}], [lane]), 30, 300)
    assert shown.lanes[0].cells == [["one", "two"]]


def test_bars_stand_on_their_zero() -> None:
    lane = {"id": "n", "name": "N", "kind": "number", "column": "n", "domain": [-50, 50]}
    source = table_html(
        doc_of([{"id": "a", "name": "A", "n": -25}, {"id": "b", "name": "B", "n": 25}], [lane])
    )
    assert "left:25.0%;width:25.0%" in source
    assert "left:50.0%;width:25.0%" in source


def test_the_text_tells_steps_with_their_lanes() -> None:
    said = text(kit(), limit=200)
    assert said.startswith(
        "Meal kit: first box\n10 steps, 5 stages, 12 lanes\nDiscover (Find dinner without planning)\n  Sees a friend's post\n"
    )
    assert "    Time: 1 d 12 h\n" in said
    assert "    Touchpoints: Review site / Search\n" in said


@pytest.mark.parametrize("doc", [kit(), grid(35, 45), grid(200, 3), grid(30, 15)])
def test_the_text_stays_short(doc: Doc) -> None:
    said = text(doc).splitlines()
    assert len(said) <= 41
    assert max(map(len, said)) <= 165
    shown = sum(v.startswith("  ") and not v.startswith("    ") for v in said)
    left = doc["tables"]["steps"]["rows"][shown:]
    assert bool(left) == (said[-1].startswith("… and"))
    if left:
        assert said[-1].split()[2] == f"{len(left):,}"


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


def test_the_curve_passes_every_point_and_never_beyond() -> None:
    assert (
        line([(0, 0), (10, 10), (20, 0), (30, 0)])
        == "M0,0C3.33,3.33 6.67,10 10,10C13.33,10 16.67,0 20,0C23.33,0 26.67,0 30,0"
    )
    assert area([(0, 0), (3, 3)], 9) == "M0,9L0,0C1,1 2,2 3,3L3,9Z"
    assert area([(0, 0)], 9) == ""
    assert segments([None, None]) == []


heights = st.lists(st.floats(0, 100), min_size=2, max_size=8)


@given(heights)
def test_control_points_stay_between_the_points_they_join(ys: list[float]) -> None:
    path = line([(10.0 * i, y) for i, y in enumerate(ys)])
    for (a, b), bend in zip(itertools.pairwise(ys), path.split("C")[1:], strict=True):
        inner = [float(p.split(",")[1]) for p in bend.split()]
        assert all(min(a, b) - 0.011 <= y <= max(a, b) + 0.011 for y in inner)


def test_figures_do_not_depend_on_how_large_they_are() -> None:
    assert [number(v) for v in (0, 999.9996, 1000, 1e15, float("nan"))] == [
        "0",
        "1,000",
        "1,000",
        "1e+15",
        "",
    ]
    assert [duration(v) for v in (59.9999, 60, 3_155_760_000)] == ["60 s", "1 min", "36,525 d"]
    assert LANES == 40
