"""Tables as a document: what becomes of each kind of value, of ids, of arrows."""

from __future__ import annotations

import datetime as dt
import decimal

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as some

from cjm_widgets import samples, templates
from cjm_widgets.frames.documents import plain, to_document

PLAIN = (bool, int, float, str, list, dict, type(None))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (pd.NA, None),
        (pd.NaT, None),
        (float("nan"), None),
        (np.float32("nan"), None),
        (decimal.Decimal("NaN"), None),
        (np.float64(0), 0.0),
        (np.int64(0), 0),
        (np.bool_(False), False),
        (dt.timedelta(0), 0.0),
        (np.timedelta64(90, "s"), 90.0),
        (np.timedelta64("NaT"), None),
        (np.datetime64("NaT"), None),
        (pd.Timestamp("2026-03-01"), "2026-03-01"),
        (pd.Timestamp("2026-03-01 08:30"), "2026-03-01T08:30:00"),
        (dt.date(2026, 3, 1), "2026-03-01"),
        (decimal.Decimal("1.5"), 1.5),
        (set(), []),
        ({"b", "a"}, ["a", "b"]),
        (("a", float("nan")), ["a", None]),
        (np.array(["a"]), ["a"]),
        ({1: pd.NaT}, {"1": None}),
    ],
)
def test_a_value_becomes_a_plain_one(value, expected):
    made = plain(value)
    assert made == expected
    assert type(made) is type(expected)


def test_what_has_no_plain_form_is_its_text():
    assert plain(1 + 2j) == "(1+2j)"


def test_each_dtype_of_a_column():
    steps = pd.DataFrame(
        {
            "emotion": [1.5, np.nan],
            "moment_of_truth": pd.array([True, None], dtype="boolean"),
            "duration": pd.to_timedelta(["48 min", None]),
            "arc": pd.array([3, None], dtype="Int64"),
            "kind of contact": pd.Categorical(["shop", None]),
            "name": ["Pay", None],
        },
        index=["pay", "leave"],
    )
    rows = to_document({"steps": steps}).table("steps")
    assert rows.order == ("pay", "leave")
    assert rows.rows["pay"] == {
        "emotion": 1.5,
        "moment_of_truth": True,
        "duration": 2880.0,
        "arc": 3,
        "kind of contact": "shop",
        "name": "Pay",
    }
    assert rows.rows["leave"] == {}


def test_ids_and_what_refers_to_them_are_texts():
    steps = pd.DataFrame({"name": ["Pay", "Leave"]}, index=[1, 2])
    cards = pd.DataFrame({"step": [1.0, np.nan], "text": ["a", "b"]}, index=["x", "y"])
    made = to_document({"steps": steps, "cards": cards})
    assert made.table("steps").order == ("1", "2")
    assert [made.row("cards", c).get("step") for c in ("x", "y")] == ["1", None]


def test_an_arrow_has_its_two_ends_as_columns():
    index = pd.MultiIndex.from_tuples([("a", "b")])
    links = pd.DataFrame({"kind": ["needs"]}, index=index)
    assert dict(to_document({"links": links}).table("links").rows) == {
        "a / b": {"source": "a", "target": "b", "kind": "needs"}
    }


def test_ids_can_be_given_and_tables_left_out():
    frames = {"steps": pd.DataFrame({"name": ["Pay"]}), "mine": pd.DataFrame({"a": [1]})}
    made = to_document(frames, {"updated": dt.date(2026, 1, 2)}, only=("steps",), ids={"steps": ["pay"]})
    assert made.table("steps").order == ("pay",)
    assert list(made.tables) == ["steps"]
    assert made.meta == {"updated": "2026-01-02"}


def test_labels_that_are_one_text_stay_two_rows():
    made = to_document({"mine": pd.DataFrame({"a": [1, 2]}, index=["x", "x"])})
    assert made.table("mine").order == ("x", "x (2)")


@pytest.mark.parametrize("held", [samples.meal_kit(), *map(templates.load, templates.names())])
def test_nothing_of_a_map_is_lost(held):
    before = {name: frame.copy() for name, frame in held.tables.items()}
    made = to_document(held.tables, held.meta)
    for name, frame in held.tables.items():
        assert len(made.table(name).order) == len(frame)
        filled = sum(len(row) for row in made.table(name).rows.values())
        ends = frame.index.nlevels if frame.index.nlevels > 1 else 0
        assert filled == int(frame.notna().sum().sum()) + ends * len(frame)
        pd.testing.assert_frame_equal(frame, before[name])


VALUES = some.one_of(
    some.none(), some.booleans(), some.integers(), some.floats(), some.text(), some.dates(), some.timedeltas()
)


@settings(max_examples=40)
@given(some.lists(some.one_of(VALUES, some.lists(VALUES, max_size=3)), max_size=6))
def test_whatever_a_column_holds_becomes_plain(values):
    frame = pd.DataFrame({"mine": pd.Series(values, dtype=object)})
    for row in to_document({"steps": frame}).table("steps").rows.values():
        assert all(type(v) in PLAIN for v in row.values())
