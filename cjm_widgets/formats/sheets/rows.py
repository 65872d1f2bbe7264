"""The rows of a sheet that people edited, found again by their ids; new ones get ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cjm_widgets.formats.values import Json
from cjm_widgets.model.errors import DataError
from cjm_widgets.model.versions import Sheet
from cjm_widgets.model.versions.sheets import Spec, counted, text_of

from .cells import Unfit, cell_of, unchanged, value_of
from .escaping import loosely
from .leaves import form_in, ids_of

NAMED_BY = ("name", "text")
MOST_SAID = 8


@dataclass(frozen=True)
class Read:
    """What was found in one sheet: its header, its rows of cells, and how a place in it is called."""

    header: Sequence[str]
    rows: Sequence[Sequence[Any]]
    at: Callable[[int, int], str]
    """The name of a cell by its row, counted from 0 below the header, and its column."""

    def place(self, row: int, column: int) -> Callable[[], str]:
        """The name of a cell, found when it is asked for."""
        return lambda: self.at(row, column)


@dataclass
class Wrong:
    """What does not read, gathered so that all of it is said at once."""

    said: list[str] = field(default_factory=list)

    def value(self, form: str, cell: Any, place: str) -> Json:
        """The value of a cell; what does not read is noted, with its place."""
        try:
            return value_of(form, cell)
        except Unfit as error:
            self.said.append(f"{place}: {error}")
            return None

    def refuse(self, name: str) -> None:
        """Raises DataError where anything did not read."""
        if self.said:
            more = len(self.said) - MOST_SAID
            some = "; ".join(self.said[:MOST_SAID]) + (f"; and {more} more" if more > 0 else "")
            raise DataError(f"{name} does not read: {some}. Mend these cells; nothing was taken from it.")


def kept(form: str, cell: Any, was: Json, there: bool, wrong: Wrong, place: Callable[[], str]) -> Json:
    """What was there where the cell still shows it, else what the cell says."""
    return was if there and unchanged(form, cell, was) else wrong.value(form, cell, place())


class Rows:
    """The rows of one sheet, as records of the map file."""

    def __init__(
        self, table: str, base: Sheet, shape: Sheet, keys: Mapping[int, str], read: Read, wrong: Wrong
    ) -> None:
        self._table, self._base, self._keys, self._read, self._wrong = table, base, keys, read, wrong
        self._ids = ids_of(table, base)
        self._forms = {at: form_in(table, key, shape) for at, key in keys.items()}
        self._known = self._written()
        self._counts = counted(base.head) is not None
        self._used: set[tuple[str, ...]] = set()

    def made(self) -> list[Spec]:
        """The records, blank rows left out, each with an id."""
        found = [
            (n, self._row(n, cells))
            for n, cells in enumerate(self._read.rows)
            if any(at < len(cells) and cells[at] is not None for at in self._keys)
        ]
        taken = {text_of(row.get(self._ids[0])) for _, row in found}
        return [self._with_id(n, row, taken) for n, row in found]

    def _written(self) -> dict[tuple[Any, ...], list[str]]:
        """The rows that were written, by what their id cells show; the first of equal ones last."""
        forms = [form_in(self._table, key, self._base) for key in self._ids]
        out: dict[tuple[Any, ...], list[str]] = {}
        for id_ in reversed(self._base.order):
            row = self._base.rows[id_]
            shown = tuple(
                _shown(cell_of(form, row.get(key))) for form, key in zip(forms, self._ids, strict=True)
            )
            out.setdefault(shown, []).append(id_)
        return out

    def _row(self, n: int, cells: Sequence[Any]) -> dict[str, Json]:
        by_key = {key: cells[at] if at < len(cells) else None for at, key in self._keys.items()}
        shown = tuple(_shown(by_key.get(key)) for key in self._ids)
        held = self._known.get(shown) or self._known.get(tuple(map(self._as_id, shown, self._ids)))
        was = self._base.rows[held.pop()] if held else None
        row = {}
        for at, key in self._keys.items():
            there = was is not None
            value = kept(
                self._forms[at],
                by_key[key],
                (was or {}).get(key),
                there,
                self._wrong,
                self._read.place(n, at),
            )
            if value is not None:
                row[key] = value
        return row

    def _as_id(self, cell: Any, key: str) -> Any:
        """An id that a program took for a number, as it was written."""
        if cell is None or isinstance(cell, str):
            return cell
        try:
            return _shown(cell_of(form := form_in(self._table, key, self._base), value_of(form, cell)))
        except Unfit:
            return cell

    def _with_id(self, n: int, row: dict[str, Json], taken: set[str]) -> dict[str, Json]:
        missing = [key for key in self._ids if row.get(key) is None]
        if missing and len(self._ids) == 1 and not self._ids_may_be_empty():
            row[self._ids[0]] = self._fresh(row, taken)
        elif missing and len(self._ids) > 1 and any(m in self._keys.values() for m in missing):
            self._wrong.said.append(f"{self._read.at(n, 0)}: the row has no {' and no '.join(missing)}")
        mark = tuple(text_of(row.get(key)) for key in self._ids)
        if mark in self._used and not self._twice_before(mark):
            self._wrong.said.append(
                f"{self._read.at(n, 0)}: the id {' → '.join(mark)!r} stands twice; ids are unique"
            )
        self._used.add(mark)
        return row

    def _ids_may_be_empty(self) -> bool:
        """Tables of one's own may hold rows without an id."""
        return any(row.get(self._ids[0]) is None for row in self._base.rows.values())

    def _twice_before(self, mark: tuple[str, ...]) -> bool:
        """Tables of one's own may hold an id twice."""
        held = [tuple(text_of(row.get(key)) for key in self._ids) for row in self._base.rows.values()]
        return held.count(mark) > 1

    def _fresh(self, row: Mapping[str, Json], taken: set[str]) -> Json:
        """An id for a new row: the next number, or a short form of its name."""
        if self._counts or form_in(self._table, self._ids[0], self._base) == "whole number":
            ends = [int(t) for t in taken if re.fullmatch(r"-?\d+", t)]
            number = max(ends, default=-1) + 1
            taken.add(str(number))
            return number
        named = next((row[key] for key in NAMED_BY if isinstance(row.get(key), str)), "")
        id_ = fresh_id(named, self._table, taken)
        taken.add(id_)
        return id_


def fresh_id(named: str, table: str, taken: Collection[str]) -> str:
    """An id for a new row of a table that no other has: a short form of what it is called.

    >>> fresh_id("Tells a friend", "steps", {"tells-a-friend"})
    'tells-a-friend-2'
    """
    stem = (
        re.sub(r"[^\w]+", "-", named.lower()).strip("-")[:30].rstrip("-") or f"{table.removesuffix('s')}-new"
    )
    return next(i for i in (stem, *(f"{stem}-{n}" for n in range(2, 10**6))) if i not in taken)


def _shown(cell: Any) -> Any:
    if isinstance(cell, str):
        return loosely(cell) or None
    return float(cell) if isinstance(cell, int | float) else cell
