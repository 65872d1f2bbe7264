"""Row ids: each there once, found again, and short; labels of any kind and length."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, strategies as st

from cjm_widgets.frames import keys
from cjm_widgets.frames.keys import Keys, Names

LABELS = st.one_of(
    st.text(max_size=4),
    st.integers(-3, 3),
    st.none(),
    st.floats(),
    st.sampled_from(["", "(no label)", "a (2)", "a"]),
)


class Mute:
    """Refuses to be printed."""

    def __str__(self) -> str:
        raise RuntimeError("no")


@given(st.lists(LABELS, max_size=8))
def test_any_labels_give_ids_that_find_their_rows(labels: list[Any]) -> None:
    made = Keys(pd.Index(labels, dtype=object), Names())
    ids = made.ids()
    assert len(set(ids)) == len(labels)
    assert all(ids)
    assert [made.position(id_) for id_ in ids] == list(range(len(labels)))
    assert [made.id(i) for i in range(len(labels))] == ids
    assert made.ids(1, 3) == ids[1:3]


@pytest.mark.parametrize(
    "index",
    [
        pd.RangeIndex(3),
        pd.Index([30, -10, 20]),
        pd.Index([1, 2, 3], dtype="uint8"),
        pd.Index(["b", "a", ""]),
        pd.Index(["", "(no label)", "x"]),
        pd.Index(["x", "x", None], dtype="str"),
        pd.Index(["x" * 300, "x" * 300 + "y", "z"]),
        pd.Index([1.5, np.nan, np.inf]),
        pd.to_datetime(["2026-01-01", None, "2026-01-02"]),
        pd.Index([("a", 1), ("a", 2), None], tupleize_cols=False),
        pd.MultiIndex.from_tuples([("A", 1), ("A", 2), ("B", 1)]),
        pd.CategoricalIndex(["a", "b", "a"]),
        pd.IntervalIndex.from_breaks([0, 1, 2, 3]),
        pd.period_range("2026-01", periods=3, freq="M"),
        pd.Index([Mute(), [1], {"a": 1}], dtype=object),
    ],
    ids=lambda index: f"{type(index).__name__}-{index.dtype}",
)
def test_every_kind_of_index(index: pd.Index) -> None:
    made = Keys(index, Names())
    ids = made.ids()
    assert len(ids) == len(set(ids)) == len(index) == len(made)
    assert max(map(len, ids)) <= keys.LONGEST + 5
    assert [made.position(id_) for id_ in ids] == [0, 1, 2]


@pytest.mark.parametrize("id_", ["03", "+3", "3.0", "-", "--3", "", "x", "9" * 40, "٣", "3\n"])
def test_only_the_very_text_of_a_whole_number_finds_it(id_: str) -> None:
    made = Keys(pd.RangeIndex(10), Names())
    assert made.position("3") == 3
    assert made.position(id_) is None


def test_a_plain_index_writes_nothing_out() -> None:
    assert Keys(pd.RangeIndex(10**7), Names()).plain
    assert Keys(pd.Index([5, 3]), Names()).plain


def test_a_name_stays_while_its_label_changes() -> None:
    names = Names()
    names.by_label["new"] = "old"
    made = Keys(pd.Index(["new", "other"]), names)
    assert made.ids() == ["old", "other"]
    other = names.copy()
    other.by_label.clear()
    assert names.by_label == {"new": "old"}


@pytest.mark.parametrize(
    ("label", "read"),
    [
        (None, ""),
        (np.nan, ""),
        (pd.NaT, ""),
        (("A", 1, None), "A / 1 / "),
        (1.5, "1.5"),
        (pd.Timestamp("2026-01-02"), "2026-01-02 00:00:00"),
        (Mute(), "<Mute that cannot be shown: RuntimeError>"),
        ("\ud83d", "?"),
    ],
)
def test_a_label_reads_as_people_write_it(label: Any, read: str) -> None:
    assert keys.text(label) == read


def test_columns_of_any_label_have_ids() -> None:
    frame = pd.DataFrame([[0] * 6], columns=pd.Index(["a", "a", None, 1, ("x", 2), ""], dtype=object))
    assert keys.columns(frame) == ["a", "a (2)", "(no name)", "1", "x / 2", "(no name) (2)"]


@given(st.lists(st.sampled_from(["a", "a (2)", "", "b" * 300]), max_size=8))
def test_texts_are_made_unique(texts: list[str]) -> None:
    made = keys.unique(texts, "(blank)")
    assert len(set(made)) == len(texts)
    assert [
        m
        for m, t in zip(made, texts, strict=True)
        if t and len(t) < 9 and texts.count(t) == 1 and "(" not in t
    ] == [t for t in texts if t and len(t) < 9 and texts.count(t) == 1 and "(" not in t]
