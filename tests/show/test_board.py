"""What is shown of a document, in words."""

from __future__ import annotations

from typing import Any

import pytest

from cjm_widgets.show.board import LANES, board, duration, number, words
from show.drawn import doc_of


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
    lane = {"id": "a", "name": "A", "kind": "text", "column": "a", "many": "lines"}
    shown = board(doc_of([{"id": "s", "name": "S", "a": "one\n\ntwo"}], [lane]), 30, 300)
    assert shown.lanes[0].cells == [["one", "two"]]
    assert shown.lanes[0].kind == "cards"


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
