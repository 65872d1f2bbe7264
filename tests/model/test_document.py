"""A document is a value: what is done to one leaves the other as it was, and nothing is one thing."""

from __future__ import annotations

import pytest

from cjm_widgets.model.document import Document, Rows, document
from cjm_widgets.model.errors import DataError


def three() -> Rows:
    return document({"steps": [("a", {"name": "A"}), ("b", {"name": "B"}), ("c", {})]}).table("steps")


@pytest.mark.parametrize(
    ("id_", "before", "order"),
    [
        ("a", None, ("b", "c", "a")),
        ("c", "a", ("c", "a", "b")),
        ("a", "c", ("b", "a", "c")),
        ("b", "b", ("a", "b", "c")),
    ],
)
def test_a_row_is_put_in_front_of_another_or_last(
    id_: str, before: str | None, order: tuple[str, ...]
) -> None:
    rows = three()
    assert rows.move(id_, before).order == order
    assert rows.order == ("a", "b", "c")


def test_what_is_nothing_is_not_kept() -> None:
    rows = three().insert("d", {"name": None, "stage": "x"}, "a").set("a", "name", None)
    assert rows.order == ("d", "a", "b", "c")
    assert rows.rows["d"] == {"stage": "x"}
    assert rows.rows["a"] == {}


def test_rows_that_did_not_change_are_shared() -> None:
    before = three()
    after = before.set("a", "name", "Again").remove("c")
    assert after.rows["b"] is before.rows["b"]
    assert before.rows["a"] == {"name": "A"}
    assert "c" in before.rows


def test_what_stands_behind_a_row() -> None:
    assert [three().after(id_) for id_ in ("a", "b", "c")] == ["b", "c", None]


def test_a_table_that_is_not_there_is_empty_and_a_row_that_is_not_there_an_error() -> None:
    assert Document().table("cards") == Rows()
    with pytest.raises(DataError, match="no row 'x' in steps") as caught:
        Document().row("steps", "x")
    assert (caught.value.table, caught.value.row) == ("steps", "x")


def test_an_id_that_stands_twice_is_an_error() -> None:
    with pytest.raises(DataError, match=r"steps has the id 'a' twice. Ids must be unique"):
        document({"steps": [("a", {}), ("a", {})]})


def test_a_table_is_replaced_and_the_rest_kept() -> None:
    doc = document({"steps": [("a", {})], "stages": [("s", {})]}, {"title": "T"})
    changed = doc.put("steps", Rows())
    assert changed.table("steps").order == ()
    assert changed.table("stages") is doc.table("stages")
    assert changed.meta == {"title": "T"}
    assert doc.table("steps").order == ("a",)
