"""Versions as plain values: types count, nothing is nothing, and rows meet by what they are called."""

from __future__ import annotations

import pytest

from cjm_widgets.model import versions
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.versions import Whole, raw_of, same, whole_of
from cjm_widgets.model.versions.words import kind_of


def steps(*rows: dict[str, object], **head: object) -> Whole:
    return whole_of({"tables": {"steps": {"columns": ["name", "emotion"], **head, "rows": list(rows)}}})


PAY = {"id": "pay", "name": "Pays", "emotion": 1.0}
COOK = {"id": "cook", "name": "Cooks"}


@pytest.mark.parametrize(
    ("a", "b"), [(1, 1.0), (True, 1), ("1", 1), ([1], [True]), ({"a": 1}, {"a": 1.0}), (None, 0)]
)
def test_values_of_two_types_are_two(a, b):
    assert not same(a, b)
    assert same(a, a)


def test_operations_say_no_more_than_what_changed():
    old, new = steps(PAY, COOK), steps(COOK, {**PAY, "emotion": -1.0})
    assert versions.changes(old, new) == {
        "tables": {"steps": {"moved": [["pay", None]], "cells": {"pay": {"emotion": -1.0}}}}
    }
    assert raw_of(versions.apply(versions.changes(old, new), old)) == raw_of(new)


def test_an_emptied_cell_is_none_and_a_lost_column_is_told_once():
    old = steps(PAY, COOK)
    assert versions.changes(old, steps({"id": "pay", "name": "Pays"}, COOK))["tables"]["steps"] == {
        "cells": {"pay": {"emotion": None}}
    }
    less = whole_of(
        {"tables": {"steps": {"columns": ["name"], "rows": [{"id": "pay", "name": "Pays"}, COOK]}}}
    )
    found = versions.changes(old, less)
    assert found["tables"]["steps"] == {"columns": [["name", {"name": "name"}]]}
    assert [(t.column, t.kind) for t in versions.told(found, old, less)] == [("emotion", "removed")]


def test_a_table_of_the_schema_that_comes_is_told_by_its_rows():
    found = versions.changes(Whole(), steps(PAY))
    assert [(t.table, t.id, t.kind, t.name) for t in versions.told(found, Whole(), steps(PAY))] == [
        ("steps", "pay", "added", "Pays")
    ]


@pytest.mark.parametrize(
    ("table", "column", "dtype", "old", "new", "kind"),
    [
        ("steps", "emotion", None, 1.0, None, "re-scored"),
        ("cards", "severity", None, 1, 2, "re-scored"),
        ("cards", "text", None, "a", "b", "re-worded"),
        ("cards", "lane", None, "a", "b", "moved"),
        ("cards", "place", None, "online", "phone", "changed"),
        ("cards", "image", None, "data:a", "data:b", "changed"),
        ("steps", "duration", None, "PT1M", "PT2M", "changed"),
        ("steps", "nps", "int64", 1, 2, "re-scored"),
        ("steps", "note", None, "a", None, "re-worded"),
        ("steps", "mood", {"categories": ["a"]}, "a", None, "changed"),
        ("steps", "mix", "object", 1, "a", "changed"),
        ("mine", "flag", "bool", True, False, "changed"),
    ],
)
def test_kinds_of_change(table, column, dtype, old, new, kind):
    assert kind_of(table, column, {} if dtype is None else {"dtype": dtype}, old, new) == kind


def test_operations_for_another_map_are_refused():
    with pytest.raises(DataError, match="made for another"):
        versions.apply({"tables": {"steps": {"removed": ["gone"]}}}, steps(PAY))
    with pytest.raises(DataError, match="made for another"):
        versions.apply({"tables": {"steps": {"cells": {"gone": {"name": "x"}}}}}, steps(PAY))


def test_the_later_date_of_change_stays_without_a_conflict():
    base, one, two = (Whole({"updated": d}) for d in ("2026-01-01", "2026-03-01", "2026-02-01"))
    assert versions.merge(base, one, two) == (one, [])
    assert versions.merge(base, two, one) == (one, [])


def test_what_a_newer_version_wrote_is_merged_too():
    base, one, two = (whole_of({"tables": {"odd": 1}, "later": v}) for v in ("a", "b", "a"))
    assert versions.merge(base, one, two)[0].extra == {"later": "b"}
    assert versions.merge(base, one, two)[0].odd == {"odd": 1}


def test_a_column_one_side_took_out_and_the_other_filled_is_a_conflict():
    base = steps(PAY, COOK)
    less = whole_of(
        {"tables": {"steps": {"columns": ["name"], "rows": [{"id": "pay", "name": "Pays"}, COOK]}}}
    )
    more = steps(PAY, {**COOK, "emotion": 2.0})
    made, (conflict,) = versions.merge(base, less, more)
    assert conflict.place == ("steps", None, "emotion")
    assert conflict.ours is None
    assert conflict.theirs == {"column": {"name": "emotion"}, "cells": {"pay": 1.0, "cook": 2.0}}
    assert "emotion" not in made.tables["steps"].columns
    kept, _ = versions.merge(base, less, more, decided=[conflict.place])
    assert kept.tables["steps"].rows["cook"]["emotion"] == 2.0
    assert versions.merge(base, less, base)[1] == []


def test_a_table_of_ones_own_taken_out_and_edited_is_a_conflict():
    def own(value: str) -> Whole:
        return whole_of({"tables": {"mine": {"columns": ["a"], "rows": [{"id": "p", "a": value}]}}})

    made, (conflict,) = versions.merge(own("a"), Whole(), own("b"))
    assert conflict.place == ("mine", None, None)
    assert made.tables == {}
    assert versions.merge(own("a"), Whole(), own("b"), [conflict.place])[0] == own("b")


def test_an_index_of_another_form_is_taken_whole():
    def own(index: list[dict[str, str]], row: dict[str, str]) -> Whole:
        return whole_of({"tables": {"mine": {"index": index, "columns": ["a"], "rows": [row]}}})

    base = own([{"name": "id"}], {"id": "p", "a": "x"})
    two = own([{"name": "s"}, {"name": "t"}], {"s": "p", "t": "q", "a": "x"})
    assert versions.merge(base, base, two) == (two, [])
    edited = own([{"name": "id"}], {"id": "p", "a": "y"})
    made, conflicts = versions.merge(base, edited, two)
    assert made == edited
    assert [c.place for c in conflicts] == [("mine", None, None)]
