"""A sheet as a map: nothing of it is lost, and the sheet stays as it was."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from cjm_widgets.frames import live
from cjm_widgets.frames.convert import texts, to_tables
from frames.makers import MAKERS

SHEETS = [name for name in MAKERS if name != "mapped"]


@pytest.mark.parametrize("maker", SHEETS)
def test_every_sheet_gives_the_four_tables_and_is_not_changed(maker: str) -> None:
    source, (frame,) = MAKERS[maker]()
    was = frame.copy()
    tables = to_tables(source)
    assert set(tables) >= {"stages", "steps", "lanes", "cards"}
    assert len(tables["steps"]) == source.size()
    for name in ("steps", "lanes"):
        assert tables[name].index.is_unique
    assert tables["cards"]["step"].isin(tables["steps"].index).all()
    assert tables["cards"]["lane"].isin(tables["lanes"].index).all()
    assert tables["cards"].index.is_unique
    pd.testing.assert_frame_equal(frame, was)


def test_kinds_become_what_a_map_has_for_them() -> None:
    frame = pd.DataFrame(
        {
            "phase": ["A", "A", "B"],
            "step": ["x", "y", "z"],
            "Actions": ["one\ntwo", None, "three"],
            "Tags": pd.Series([["a", "b"], None, []], dtype=object),
            "Emotion": [1.0, None, -2.0],
            "visits": [3, 4, 5],
            "channel": pd.Categorical(["web", "app", None]),
        }
    )
    tables = to_tables(live.bind(frame, "").source)
    steps = tables["steps"]
    assert tables["stages"]["name"].tolist() == ["A", "B"]
    assert steps["name"].tolist() == ["x", "y", "z"]
    assert steps["stage"].tolist() == ["A", "A", "B"]
    assert steps["emotion"].tolist()[::2] == [1.0, -2.0]
    assert steps["visits"].tolist() == [3, 4, 5]
    assert steps["channel"].dtype == frame["channel"].dtype
    assert tables["cards"].groupby("lane", sort=False)["text"].agg(list).to_dict() == {
        "Actions": ["one", "two", "three"], "Tags": ["a", "b"],
    }  # fmt: skip


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=5).filter(str.strip)


@given(st.lists(st.lists(TEXT, max_size=3), min_size=3, max_size=3))
@settings(suppress_health_check=list(HealthCheck))
def test_no_text_is_lost(cells: list[list[str]]) -> None:
    frame = pd.DataFrame(
        {"step": ["x", "y", "z"], "Notes": pd.Series(["\n".join(c) or None for c in cells], dtype="str")}
    )
    cards = to_tables(live.bind(frame, "").source)["cards"]
    assert cards["text"].tolist() == [text for cell in cells for text in cell]


@pytest.mark.parametrize(
    ("cell", "told"),
    [(None, []), (float("nan"), []), (pd.NA, []), ("a\n\n b", ["a", " b"]), (["a", 1], ["a", "1"]), (("a",), ["a"]), (3, ["3"]), ("", [])],
)  # fmt: skip
def test_the_cards_in_a_cell(cell: object, told: list[str]) -> None:
    assert list(texts(cell)) == told
