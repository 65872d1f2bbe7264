"""Every operation does, undoes, does again and travels; the cases both languages replay; and what is no operation is refused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, strategies as st

from cjm_widgets.model.document import Document, document
from cjm_widgets.model.edits import (
    PAGE_TABLES,
    Insert,
    Move,
    Op,
    Remove,
    Set,
    apply,
    from_json,
    invert,
    squash,
    to_json,
    whole_characters,
)
from cjm_widgets.model.errors import Refused

CASES = json.loads((Path(__file__).parents[1] / "contract" / "edits.json").read_text(encoding="utf-8"))


def told(document: Document) -> dict[str, Any]:
    """A document as plain values, so that two can be compared whole."""
    return {name: (rows.order, dict(rows.rows)) for name, rows in document.tables.items() if rows.order}


def both_ways(before: Document, ops: list[Op]) -> Document:
    """The document after the edit, when doing, undoing, doing again and a trip through JSON all agree."""
    was = told(before)
    after = apply(before, ops)
    back = invert(before, ops)
    assert told(apply(after, back)) == was, "undo"
    again = invert(after, back)
    assert told(apply(apply(after, back), again)) == told(after), "redo"
    travelled = [from_json(json.loads(json.dumps(to_json(op)))) for op in ops]
    assert told(apply(before, travelled)) == told(after), "JSON"
    assert told(apply(before, squash(ops))) == told(after), "squash"
    assert told(before) == was
    return after


def read(tables: dict[str, Any]) -> Document:
    return document(
        {
            name: [(row[0], dict(zip(table["columns"][1:], row[1:], strict=True))) for row in table["rows"]]
            for name, table in tables.items()
        }
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_the_cases_both_languages_replay(case: dict[str, Any]) -> None:
    before = read(case["doc"]["tables"])
    was, ops = told(before), [from_json(op) for op in case["ops"]]
    if case["refused"]:
        with pytest.raises(Refused):
            apply(before, ops)
        assert told(before) == was
    else:
        _same(both_ways(before, ops), read(case["after"]))


def _same(got: Document, wanted: Document) -> None:
    """Cards stand in order inside their cell only; every other table stands in order as a whole."""
    for name in PAGE_TABLES:
        mine, theirs = got.table(name), wanted.table(name)
        assert dict(mine.rows) == dict(theirs.rows), name
        if name != "cards":
            assert mine.order == theirs.order, name
    assert _cells(got) == _cells(wanted)


def _cells(doc: Document) -> dict[tuple[Any, Any], list[str]]:
    rows, out = doc.table("cards"), {}  # type: ignore[var-annotated]
    for id_ in rows.order:
        out.setdefault((rows.rows[id_].get("step"), rows.rows[id_].get("lane")), []).append(id_)
    return out


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-9, 9), st.floats(allow_nan=False, allow_infinity=False), st.text(max_size=9),
    st.lists(st.text(max_size=3), max_size=3),
)  # fmt: skip
IDS = st.sampled_from(list("abcde"))


@st.composite
def an_edit(draw: st.DrawFn) -> tuple[Document, list[Op]]:
    """A document and operations of which each fits the document the ones before it leave."""
    start = draw(st.lists(IDS, unique=True))
    before = doc = document({"steps": [(id_, {"name": draw(VALUES)}) for id_ in start]})
    ops: list[Op] = []
    for _ in range(draw(st.integers(0, 6))):
        here = doc.table("steps").order
        fresh = [id_ for id_ in "abcde" if id_ not in here]
        op = draw(an_op(here, fresh))
        doc, ops = apply(doc, [op]), [*ops, op]
    return before, ops


@st.composite
def an_op(draw: st.DrawFn, here: tuple[str, ...], fresh: list[str]) -> Op:
    kinds = ["insert"] * bool(fresh) + ["set", "remove", "move"] * bool(here)
    kind = draw(st.sampled_from(kinds))
    before = draw(st.sampled_from([None, *here]))
    if kind == "insert":
        return Insert("steps", draw(st.sampled_from(fresh)), {"name": draw(VALUES)}, before)
    id_ = draw(st.sampled_from(here))
    if kind == "set":
        return Set("steps", id_, draw(st.sampled_from(["name", "stage"])), draw(VALUES))
    return Remove("steps", id_) if kind == "remove" else Move("steps", id_, before)


@given(an_edit())
def test_any_edit_goes_both_ways(edit: tuple[Document, list[Op]]) -> None:
    both_ways(*edit)


def test_sets_of_one_cell_become_one_that_knows_the_first_old_value() -> None:
    one, two = Set("steps", "a", "name", "B", "A"), Set("steps", "a", "name", "C", "B")
    other = Set("steps", "a", "stage", "x")
    assert squash([one, two, other, one]) == (Set("steps", "a", "name", "C", "A"), other, one)


def test_an_operation_on_what_is_gone_says_so_and_changes_nothing() -> None:
    doc = document({"steps": [("a", {})]})
    for op in (
        Set("steps", "x", "name", "B"),
        Remove("steps", "x"),
        Move("steps", "x"),
        Move("steps", "a", "x"),
    ):
        with pytest.raises(Refused, match="no row 'x' in steps: it was removed meanwhile"):
            apply(doc, [Set("steps", "a", "name", "B"), op])
    assert told(doc) == {"steps": (("a",), {"a": {}})}


def test_positions_travel_down_and_are_not_taken_from_a_page() -> None:
    sent = to_json(Insert("cards", "c", {"text": "T"}, None, 4))
    assert sent["at"] == 4
    assert from_json(sent) == Insert("cards", "c", {"text": "T"}, None)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=8,
)
NEARLY = st.fixed_dictionaries(
    {},
    optional={
        "op": st.sampled_from(["set", "insert", "remove", "move", "drop", "Set"]) | JSON,
        "table": st.sampled_from([*PAGE_TABLES, "friends", "__class__"]) | JSON,
        "id": st.text(max_size=3) | JSON,
        "column": st.text(max_size=3) | JSON,
        "value": JSON,
        "row": JSON,
        "before": JSON,
    },
)


@given(NEARLY | JSON)
def test_any_message_is_an_operation_or_is_refused(message: Any) -> None:
    said = ""
    try:
        op = from_json(message)
    except Refused as refused:
        said = str(refused)
    else:
        assert op.table in PAGE_TABLES
        said = json.dumps(to_json(op), allow_nan=False)
    assert said.encode("utf-8")


@pytest.mark.parametrize(
    ("message", "says"),
    [
        ([], "must be an object, not list"),
        ({"op": "drop"}, "no operation 'drop': set, insert, remove, move are allowed"),
        ({"op": "set", "table": "friends"}, "no table 'friends' to edit: stages, steps, lanes, cards"),
        (
            {"op": "remove", "table": "steps", "id": ""},
            "“id” must be a text of 1 to 2,000 characters, not ''",
        ),
        ({"op": "remove", "table": "steps", "id": "x" * 2001}, "1 to 2,000 characters"),
        (
            {"op": "set", "table": "steps", "id": "a", "column": "b", "value": {"$": "locked", "v": "x"}},
            "is not a value",
        ),
        (
            {"op": "set", "table": "steps", "id": "a", "column": "b", "value": [1]},
            r"\[1\] is not a value a cell can take",
        ),
        ({"op": "insert", "table": "steps", "id": "a", "row": [1]}, "“row” must be an object of columns"),
    ],
)
def test_a_refusal_says_what_is_allowed(message: Any, says: str) -> None:
    with pytest.raises(Refused, match=says):
        from_json(message)


def test_halves_of_characters_are_replaced_before_they_reach_a_frame() -> None:
    op = from_json(
        {"op": "set", "table": "steps", "id": "a", "column": "b", "value": {"$": "typed", "v": "x\ud83d"}}
    )
    assert isinstance(op, Set)
    assert op.value == {"$": "typed", "v": "x?"}
    assert whole_characters("👩‍🍳 שלום 日本") == "👩‍🍳 שלום 日本"
