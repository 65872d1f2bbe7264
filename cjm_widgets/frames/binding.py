"""Frames as a session's store: edits all or nothing, changes behind our back found, everything can be taken back.

Writes to cells are taken back cell by cell. Whatever else happens to a frame is taken back by a snapshot, which costs
nothing until the frame is written to.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused
from cjm_widgets.model.session import Change

from . import code
from .compare import MOST, Difference, compare
from .lanes import domain_of
from .left import Left
from .source import Done, Saved, Source
from .table import LABEL, Cell
from .watch import Snapshot, differ

Code = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Cells:
    """Takes back writes to cells."""

    cells: tuple[Cell, ...]


class Binding:
    """A source under watch; the ``Store`` of a session."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.told: dict[str, list[float] | None] = {}
        self.saved = self._save()

    # -- the store

    def apply(self, ops: Sequence[Op]) -> Change:
        """Apply all operations or none; ``Refused`` with the reason where one does not fit."""
        before, done = self.saved, list[Done]()
        held = {name: (table.frame, table.left) for name, table in self.source.tables.items()}
        try:
            for op in ops:
                done.append(self.source.apply(op))
        except Refused as refused:
            self._put_back(before, held)
            _locate(refused, ops[len(done)])
            raise
        except Exception as error:
            self._put_back(before, held)
            raise Refused(
                f"pandas did not take this edit: {error}", ops[len(done)].table, ops[len(done)].id
            ) from error
        if all(d.cells is not None for d in done):
            return self._cells_written(done, label(ops))
        return self._changed(before, done, label(ops), coded=True)

    def restore(self, inverse: Any) -> Change:
        """Take a change back, or do it again."""
        if isinstance(inverse, Cells):
            return self._restore_cells(inverse)
        before = self._full()
        side = self.source.side_text()
        self._put(inverse)
        done = [] if self.source.side_text() == side else [Done(reload=True)]
        return self._changed(before, done, "", whole=True, coded=True)

    def pull(self) -> Change | None:
        """What Python changed in the frames since the last look, or None."""
        tables, saved = self.source.tables, self.saved
        stirred = self.source.stirred(saved.side)
        if not stirred and all(saved.frames[name].same(table.frame) for name, table in tables.items()):
            return None
        change = self._changed(
            saved, [Done(reload=True)] if stirred else [], "Changed in Python", outside=True
        )
        return change if change.cells else None

    def replace(self) -> Change:
        """The source was given other frames: all is told anew."""
        before = self.saved
        return self._changed(before, [Done(reload=True)], "Other frame")

    # -- inside

    def _cells_written(self, done: list[Done], text: str) -> Change:
        cells = tuple(cell for d in reversed(done) for cell in (d.cells or ())[::-1])
        changed = any(differ(cell.value, self.source.tables[cell.table].holds(cell)) for cell in cells)
        ops = [op for d in done for op in d.told] if changed else []
        told = (*ops, *self._domains(ops))
        self.saved = self._save()
        return Change(told, Cells(cells), False, text, len(cells) if ops else 0, self._code_of_cells(cells))

    def _restore_cells(self, inverse: Cells) -> Change:
        before = self.saved
        try:
            back = tuple(self.source.tables[cell.table].put(cell) for cell in inverse.cells)[::-1]
        except Refused:
            self._put(before)
            raise
        change = self._changed(before, [], "")
        return Change(change.ops, Cells(back), change.reload, "", len(back), self._code_of_cells(back))

    def _changed(
        self,
        before: Saved,
        done: list[Done],
        text: str,
        *,
        whole: bool = False,
        coded: bool = False,
        outside: bool = False,
    ) -> Change:
        told = [op for d in done if d.cells is None for op in d.told]
        anew = any(d.reload for d in done)
        found = None if anew else self._differences(before)
        ops = None if found is None else self.source.tell(before, found)
        if ops is None:
            self.source.renew()
            if outside:
                self.source.emptied(before)
            self.saved = self._save()
            return Change(tuple(told), before, True, text, 1, self._code(before) if coded else ())
        gone = self.source.emptied(before) if outside and any(map(_parts_stages, ops)) else []
        ops = [*told, *ops, *gone]
        ops += self._domains(ops)
        inverse = before if done or whole else self._written(found or {}, before)
        self.saved = self._save()
        size = sum(one.size for one in (found or {}).values())
        lines = self._code(before) if coded else ()
        return Change(tuple(ops), inverse, len(ops) > MOST, text, max(size, len(ops)), lines)

    def _code(self, before: Saved) -> Code:
        """The lines that repeat what happened since, table by table."""
        out = []
        for name, table in self.source.tables.items():
            old = before.frames[name]
            if not old.same(table.frame):
                ids = before.keys[name].ids(), table.keys.ids()
                out.append((name, tuple(code.statements(old.frame, table.frame, *ids))))
        return tuple(out)

    def _code_of_cells(self, cells: Sequence[Cell]) -> Code:
        """The lines that write what the cells hold now; ``cells`` are those before, the newest write first."""
        first = {(cell.table, cell.id, cell.column): cell for cell in cells}
        out = []
        for name, table in self.source.tables.items():
            mine = [cell for cell in reversed(first.values()) if cell.table == name]
            named = {table.position(cell.id): cell.value for cell in mine if cell.column == LABEL}
            lines = [code.labels(table.frame, named)] if named else []
            written = [(table.position(c.id), table.column(c.column)) for c in mine if c.column != LABEL]
            lines += [code.cell(table.frame, *place) for place in written]
            out += [(name, tuple(lines))] if lines else []
        return tuple(out)

    def _differences(self, before: Saved) -> dict[str, Difference] | None:
        found: dict[str, Difference] = {}
        for name, table in self.source.tables.items():
            one = compare(before.frames[name], before.keys[name], table.frame, table.keys)
            if one is None:
                return None
            found[name] = one
        return found

    def _written(self, found: dict[str, Difference], before: Saved) -> Cells | Saved:
        """Where only cells changed, those cells take it back: a snapshot would hold whole columns in memory."""
        cells: list[Cell] = []
        for name, one in found.items():
            table = self.source.tables[name]
            if one.size != len(one.written) or not before.frames[name].frame.index.identical(
                table.frame.index
            ):
                return before
            cells += [Cell(name, w.id, table.columns[w.column], w.old) for w in one.written]
        return Cells(tuple(cells))

    def _domains(self, ops: Sequence[Op]) -> list[Op]:
        """Lanes whose range changed with the values written."""
        touched = {op.column for op in ops if isinstance(op, Set) and op.table == "steps"}
        whole = any(isinstance(op, Insert | Remove) and op.table == "steps" for op in ops)
        out: list[Op] = []
        for lane in self.source.lanes():
            if lane.domain is None or not lane.column or not (whole or lane.id in touched):
                continue
            old, lane.domain = self.told.get(lane.id), domain_of(lane.kind, self.source.column(lane))
            if lane.domain is not None and lane.domain != old:
                out.append(Set("lanes", lane.id, "domain", lane.domain, old))
        return out

    def _save(self) -> Saved:
        tables = self.source.tables
        self.told = {lane.id: lane.domain for lane in self.source.lanes()}
        return Saved(
            {name: Snapshot.of(table.frame) for name, table in tables.items()},
            {name: table.keys for name, table in tables.items()},
            {name: table.names for name, table in tables.items()},
            self.source.side(),
        )

    def _full(self) -> Saved:
        """The present state; a pull was just done, so the last one saved is the present one."""
        return self.saved

    def _put_back(self, before: Saved, held: Mapping[str, tuple[pd.DataFrame, list[Left]]]) -> None:
        for name, table in self.source.tables.items():
            if before.frames[name].same(held[name][0]):
                table.frame, table.left = held[name]
        self._put(before)
        self.saved = self._save()

    def _put(self, saved: Saved) -> None:
        for name, table in self.source.tables.items():
            if not saved.frames[name].same(table.frame):
                table.become(saved.frames[name].copy())
            table.names = saved.names[name]
            table.forget()
        self.source.put_side(saved.side)


def _locate(refused: Refused, op: Op) -> None:
    """Say where an edit was refused, in the page's words, where the reason does not."""
    column = op.column if isinstance(op, Set) else None
    refused.table, refused.row, refused.column = op.table, op.id, column


def label(ops: Sequence[Op]) -> str:
    """A gesture in a few words, for the history."""
    if not ops:
        return ""
    first = ops[0]
    if len(ops) == 1 and isinstance(first, Set):
        return f"{first.table} {first.id}: {first.column}"
    verbs = {Set: "wrote", Insert: "added", Remove: "removed", Move: "moved"}
    counts: dict[str, int] = {}
    for op in ops:
        key = f"{verbs[type(op)]} {op.table}"
        counts[key] = counts.get(key, 0) + 1
    return ", ".join(f"{key} ({n})" for key, n in counts.items())


def _parts_stages(op: Op) -> bool:
    """Whether an operation may take the last step of a stage."""
    return op.table == "steps" and (isinstance(op, Remove) or (isinstance(op, Set) and op.column == "stage"))
