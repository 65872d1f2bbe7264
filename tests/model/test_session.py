"""A session applies, remembers, takes back and tells; a store of plain numbers shows what is the session's and what is the store's."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from cjm_widgets.model.edits import Op, Set
from cjm_widgets.model.errors import Refused
from cjm_widgets.model.session import Change, Entry, Session


class Number:
    """A store of one number; ``behind`` is what Python makes of it unseen."""

    def __init__(self) -> None:
        self.value = self.behind = 0

    def apply(self, ops: Sequence[Op]) -> Change:
        op = ops[-1]
        assert isinstance(op, Set)
        if not isinstance(op.value, int):
            raise Refused(f"{op.value!r} is no number.")
        return self._put(op.value, ops)

    def restore(self, inverse: Any) -> Change:
        return self._put(inverse, ())

    def pull(self) -> Change | None:
        return None if self.behind == self.value else self._put(self.behind, ())

    def _put(self, value: int, ops: Sequence[Op]) -> Change:
        was, self.value, self.behind = self.value, value, value
        return Change(tuple(ops), was, cells=int(was != value))


def write(value: Any) -> list[Op]:
    return [Set("steps", "a", "n", value)]


@pytest.fixture
def session() -> Session:
    return Session(Number())


def test_edits_are_taken_back_and_done_again_in_order(session: Session) -> None:
    for value in (1, 2, 3):
        session.edit(write(value))
    seen = [session.store.value for _ in range(3) if session.undo()]  # type: ignore[attr-defined]
    assert seen == [2, 1, 0]
    assert not session.can_undo
    assert [session.store.value for _ in range(3) if session.redo()] == [1, 2, 3]  # type: ignore[attr-defined]
    assert session.revision == 9


def test_undo_goes_over_both_sides(session: Session) -> None:
    session.edit(write(1))
    session.store.behind = 5  # type: ignore[attr-defined]
    undone = session.undo()
    assert undone is not None
    assert [entry.source for entry in session.entries] == ["page", "python", "undo"]
    assert session.store.value == 1  # type: ignore[attr-defined]


def test_a_new_edit_ends_what_could_be_done_again(session: Session) -> None:
    session.edit(write(1))
    session.undo()
    session.edit(write(2))
    assert not session.can_redo
    assert session.redo() is None


def test_nothing_to_do_is_none(session: Session) -> None:
    assert session.undo() is None
    assert session.redo() is None
    assert session.pull() is None
    assert session.edit(write(0)) is None
    assert session.revision == 0


def test_a_refused_edit_leaves_no_trace(session: Session) -> None:
    with pytest.raises(Refused):
        session.edit(write("x"))
    assert (session.revision, session.entries, session.can_undo) == (0, [], False)


def test_an_undone_edit_knows_which_it_was(session: Session) -> None:
    first = session.edit(write(1), browser="b", label="wrote 1")
    undone, redone = session.undo("c"), session.redo("d")
    assert first is not None
    assert undone is not None
    assert redone is not None
    assert (undone.of, redone.of) == (first.revision, first.revision)
    assert (undone.browser, redone.browser) == ("c", "d")
    assert {e.change.label for e in session.entries} == {"wrote 1"}


def test_the_history_keeps_no_old_frames_and_has_an_end() -> None:
    session = Session(Number(), depth=2, length=3)
    for value in range(1, 9):
        session.edit(write(value))
    assert [entry.revision for entry in session.entries] == [6, 7, 8]
    assert all(entry.change.inverse is None for entry in session.entries)
    assert sum(1 for _ in range(9) if session.undo()) == 2


def test_a_listener_hears_until_it_is_stopped(session: Session) -> None:
    heard: list[int] = []
    stop = session.listen(lambda entry: heard.append(entry.revision))
    session.edit(write(1))
    stop()
    stop()
    session.edit(write(2))
    assert heard == [1]


def test_all_hear_in_order_also_where_a_listener_edits(session: Session) -> None:
    first: list[int] = []
    second: list[int] = []

    def meddle(entry: Entry) -> None:
        first.append(entry.revision)
        if session.store.value == 1:  # type: ignore[attr-defined]
            session.edit(write(2))

    session.listen(meddle)
    session.listen(lambda entry: second.append(entry.revision))
    session.edit(write(1))
    assert first == second == [1, 2]


def test_a_listener_that_fails_keeps_no_other_from_hearing(session: Session) -> None:
    heard: list[int] = []

    def fail(entry: Entry) -> None:
        raise ZeroDivisionError("mine")

    session.listen(fail)
    session.listen(lambda entry: heard.append(entry.revision))
    with pytest.raises(ZeroDivisionError, match="mine"):
        session.edit(write(1))
    assert heard == [1]
    assert session.can_undo
