"""Cards in a frame: which stand in which cell, in what order, and where a card goes that is put in front of another."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set

from . import wire
from .compare import Difference
from .source import placed
from .table import Table

Cell = tuple[str | None, str | None]


class Deck:
    """The cards of a table by the cell they stand in; made anew when cells may have changed."""

    def __init__(self, table: Table, cells: Callable[[], list[Cell]]) -> None:
        self.table, self._cells = table, cells
        self._at: dict[Cell, list[int]] | None = None
        self._by_step: dict[str | None, list[int]] = {}

    def forget(self) -> None:
        """Cards were added, removed or moved."""
        self._at = None

    def places(self, cell: Cell) -> list[int]:
        """The positions of the cards in one cell, in order."""
        return self._read().get(cell, [])

    def of(self, steps: Sequence[str]) -> list[int]:
        """The positions of all cards of these steps, in order."""
        self._read()
        return sorted(at for step in dict.fromkeys(steps) for at in self._by_step.get(step, ()))

    def target(self, before: str | None, cell: Cell) -> int:
        """Where a card goes that is put in front of another, or last in its cell."""
        if before is not None:
            return self.table.position(before)
        places = self.places(cell)
        return places[-1] + 1 if places else len(self.table.frame)

    def following(self, id_: str, cell: Cell) -> str | None:
        """The card that stands behind this one in its cell."""
        places, here = self.places(cell), self.table.position(id_)
        behind = [at for at in places if at > here]
        return self.table.keys.id(behind[0]) if behind else None

    def _read(self) -> dict[Cell, list[int]]:
        if self._at is None:
            self._at, self._by_step = {}, {}
            for at, cell in enumerate(self._cells()):
                self._at.setdefault(cell, []).append(at)
                self._by_step.setdefault(cell[0], []).append(at)
        return self._at


def tell_cards(
    deck: Deck,
    difference: Difference,
    order: Callable[[], Sequence[str]],
    value: Callable[[str, str], Any],
    row: Callable[[str], dict[str, Any]],
    named: Callable[[str], str | None],
) -> list[Op]:
    """The page's operations for what changed in a frame of cards.

    ``value`` gives a card's value by the page's column, ``row`` all of them, ``named`` the page's name of a frame's column.
    """
    deck.forget()
    fresh = {id_ for id_, _ in difference.inserted}
    ops = placed([Remove("cards", id_) for id_ in difference.removed], order)
    stirred = fresh | {id_ for id_, _ in difference.moved}
    told: set[tuple[str, str]] = set()
    for w in difference.written:
        name = named(deck.table.columns[w.column])
        if w.id in fresh or name is None or (w.id, name) in told:
            continue
        told.add((w.id, name))
        ops.append(Set("cards", w.id, name, value(w.id, name), wire.value(w.old)))
        if name in ("step", "lane"):
            stirred.add(w.id)
    return [*ops, *_in_place(deck, stirred, fresh, row)]


def _in_place(
    deck: Deck, stirred: set[str], fresh: set[str], row: Callable[[str], dict[str, Any]]
) -> Iterator[Op]:
    """Each card that came, moved or changed its cell, put in front of the next one of its cell: a page holds whole
    cells, not all cards. From the end, so that the next one stands where it will.
    """
    for id_ in sorted(stirred, key=deck.table.position, reverse=True):
        values = row(id_)
        before = deck.following(id_, (values.get("step"), values.get("lane")))
        yield Insert("cards", id_, values, before) if id_ in fresh else Move("cards", id_, before)
