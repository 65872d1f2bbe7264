"""Maps side by side on shared steps, and the disconnects between a desired and an actual journey. All maps are made up."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from cjm_widgets.frames.versions import compare_maps, disconnects
from cjm_widgets.model.errors import DataError
from cjm_widgets.samples import meal_kit


def journey(
    steps: dict[str, tuple[str, float | None]], cards: list[tuple[Any, ...]] = ()
) -> dict[str, pd.DataFrame]:
    """Steps by id as (name, emotion), cards as (id, step, lane, text, severity)."""
    frame = pd.DataFrame.from_dict(steps, orient="index", columns=["name", "emotion"])
    lanes = pd.DataFrame(
        {"name": ["Pains", "Ideas"], "role": ["pain_points", "opportunities"]}, index=["pains", "ideas"]
    )
    made = pd.DataFrame(cards, columns=["id", "step", "lane", "text", "severity"]).set_index("id")
    return {"steps": frame, "lanes": lanes, "cards": made}


def test_steps_meet_by_id_then_by_name_in_an_order_of_both():
    one = journey({"see": ("Sees", 1.0), "pay": ("Pays", -1.0)})
    two = journey({"pay": ("Pays by card", 1.0), "x1": (" sees ", 0.0), "cook": ("Cooks", 2.0)})
    made = compare_maps({"Dana": one, "Mo": two})
    assert made.index.get_level_values("step").tolist() == ["see", "pay", "cook"]
    assert made[("Dana", "emotion")].tolist()[:2] == [1.0, -1.0]
    assert pd.isna(made[("Dana", "emotion")].iloc[2])
    assert made[("Mo", "emotion")].tolist() == [0.0, 1.0, 2.0]


def test_by_name_looks_at_names_alone():
    one, two = journey({"a": ("Pays", -1.0)}), journey({"a": ("Cooks", 1.0), "b": ("Pays", 2.0)})
    made = compare_maps({"one": one, "two": two}, by="name")
    assert made.index.get_level_values("name").tolist() == ["Cooks", "Pays"]
    assert made[("two", "emotion")].tolist() == [1.0, 2.0]
    with pytest.raises(DataError, match="by='lane'"):
        compare_maps({"one": one}, by="lane")


def test_severity_and_cards_a_lane_are_counted():
    made = compare_maps(
        {
            "one": journey(
                {"a": ("A", None), "b": ("B", None)},
                [("c", "a", "pains", "x", 2), ("d", "a", "pains", "y", 3), ("e", "a", "ideas", "z", None)],
            )
        }
    )["one"]
    assert made["severity"].tolist() == [5.0, 0.0]
    assert made["cards"].tolist() == [3, 0]
    assert made[["Pains", "Ideas"]].to_numpy().tolist() == [[2, 1], [0, 0]]


def test_a_map_without_tables_or_with_stray_cards_is_compared():
    stray = journey({"a": ("A", 1.0)}, [("c", "gone", "pains", "x", 2), ("d", "a", "gone", "y", None)])
    made = compare_maps({"empty": {}, "stray": stray})
    assert made[("stray", "cards")].tolist() == [1]
    assert made[("empty", "emotion")].isna().all()
    assert compare_maps({}).empty
    assert disconnects({}, {}).empty


def test_a_map_beside_itself_has_no_disconnects_but_its_pains():
    tables = meal_kit().tables
    assert set(disconnects(tables, tables)["kind"]) <= {"pain without answer"}
    made = compare_maps({"one": tables, "two": tables})
    assert made["one"].equals(made["two"])


def test_disconnects_are_listed_the_largest_first():
    now = journey(
        {"see": ("Sees", 1.0), "pay": ("Pays", -2.0), "wait": ("Waits", -1.0)},
        [
            ("p", "pay", "pains", "Too slow", 4),
            ("q", "see", "pains", "No prices", 1),
            ("r", "wait", "pains", "Cold", None),
        ],
    )
    then = journey(
        {"see": ("Sees", 1.0), "pay": ("Pays", 1.0), "cook": ("Cooks", 2.0)},
        [("s", "see", "ideas", "Show prices", None), ("t", "pay", "pains", "too  slow", 4)],
    )
    found = disconnects(now, then)
    assert found[["kind", "step"]].to_numpy().tolist() == [
        ["step removed", "wait"],
        ["step added", "cook"],
        ["pain without answer", "pay"],
        ["emotion gap", "pay"],
        ["pain without answer", "wait"],
    ]
    assert found["size"].tolist() == [1.0, 1.0, 0.8, 0.75, 0.6]
    assert found["future"].tolist()[2] == "Too slow"
    assert "still there" in found["why"][2]


def test_a_pain_with_an_improvement_or_an_arrow_to_an_idea_is_answered():
    now = journey(
        {"a": ("A", None), "b": ("B", None)},
        [("p", "a", "pains", "x", 5), ("q", "a", "pains", "y", 5), ("i", "b", "ideas", "z", None)],
    )
    improvements = pd.DataFrame({"card": ["p"]}, index=["fix"])
    links = pd.DataFrame(
        {"kind": ["needs"]}, index=pd.MultiIndex.from_tuples([("q", "i")], names=["source", "target"])
    )
    assert len(disconnects(now, now)) == 2
    assert disconnects({**now, "improvements": improvements, "links": links}, now).empty
