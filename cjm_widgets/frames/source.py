"""What every way of binding gives: a document in windows, edits, and what a difference means to the page.

A source holds the user's frames as ``Table``s, and beside them what a sheet cannot hold (order and height of lanes,
ids of stages): the ``side``. It never sends anything and knows no session.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

import pandas as pd

from cjm_widgets.model.edits import Insert, Move, Op, Remove, Set
from cjm_widgets.model.errors import Refused

from .compare import Difference
from .finding import Hit
from .keys import Keys
from .lanes import WIRE, Lane
from .table import Cell, Table
from .watch import Snapshot

STAGE_COLUMNS = ("name", "goal")


@dataclass(slots=True)
class Done:
    """What one operation did. ``cells`` take it back where only cells were written; else a snapshot does.

    ``told`` are the operations that tell it and no comparison of frames would find; ``reload`` asks to send all anew.
    """

    cells: list[Cell] | None = None
    told: list[Op] = field(default_factory=list)
    reload: bool = False


@dataclass(frozen=True, slots=True)
class Saved:
    """All of a source at one moment."""

    frames: Mapping[str, Snapshot]
    keys: Mapping[str, Keys]
    names: Mapping[str, Any]
    side: Any


class Source(ABC):
    """One way of reading frames as a map."""

    kind: str
    note: str
    tables: dict[str, Table]
    meta: Mapping[str, Any] = MappingProxyType({})

    _title: str = ""

    @property
    def title(self) -> str:
        """What stands above the map."""
        return self._title

    @abstractmethod
    def size(self) -> int:
        """How many steps there are."""

    @abstractmethod
    def steps(self, low: int, high: int) -> dict[str, Any]:
        """The steps at these positions, as a message's table."""

    @abstractmethod
    def stages(self, ids: Iterable[str] | None = None) -> dict[str, Any]:
        """The stages of these ids, or all that are known."""

    @abstractmethod
    def lanes(self) -> list[Lane]:
        """The lanes in order."""

    @abstractmethod
    def cards(self, steps: Sequence[str]) -> dict[str, Any]:
        """The cards of these steps."""

    @abstractmethod
    def runs(self) -> list[list[Any]] | None:
        """The stages along the steps, or None where there are too many runs."""

    @abstractmethod
    def apply(self, op: Op) -> Done:
        """Carry out one operation on the frames; ``Refused`` where it does not fit."""

    @abstractmethod
    def tell(self, before: Saved, differences: Mapping[str, Difference]) -> list[Op] | None:
        """The page's operations for what changed in the frames, or None where all must be sent anew."""

    @abstractmethod
    def side(self) -> Any:
        """A copy of what the frames do not hold."""

    @abstractmethod
    def put_side(self, side: Any) -> None:
        """Bring such a copy back."""

    def stirred(self, side: Any) -> bool:
        """Whether Python changed something beside the frames since ``side`` was copied."""
        return False

    def side_text(self) -> str:
        """What a page was told that no frame holds, as a text to compare."""
        return repr([(lane.wire()[:10], lane.carrier) for lane in self.lanes()])

    @abstractmethod
    def column(self, lane: Lane) -> pd.Series:
        """The values a lane with a column draws."""

    def around(self) -> dict[str, Any]:
        """Small tables a page holds whole beside the four, as message's tables by name."""
        return {}

    def connected(self) -> dict[str, Any]:
        """Links and moves, whole, as message's tables by name; those without rows are left out."""
        return {}

    def renew(self) -> None:
        """Frames have other columns, rows or types than before: read them anew."""
        for table in self.tables.values():
            table.forget()

    def emptied(self, before: Saved) -> list[Op]:
        """Forget the stages that lost their last step since, where a frame has no place for such; the operations that tell it."""
        return []

    def find(self, words: str, most: int) -> tuple[int, list[Hit]]:
        """Where a text occurs: how often in all, and the first places."""
        raise NotImplementedError

    def read(self, table: str, id_: str, column: str) -> Any:
        """The whole of one value that travelled cut."""
        raise NotImplementedError


def lanes_table(lanes: Sequence[Lane]) -> dict[str, Any]:
    """Lanes as a message's table."""
    return {"columns": ["id", *WIRE], "rows": [lane.wire() for lane in lanes]}


def choices(op: Set) -> list[str]:
    """The choices an edit gives a lane; ``Refused`` where they are no list of texts."""
    if not isinstance(op.value, list) or len(op.value) > 1_000:
        raise Refused("The choices of a lane are a list of texts.", op.table, op.id, op.column)
    return [str(one) for one in op.value]


def placed(ops: Sequence[Op], order: Callable[[], Sequence[str]]) -> list[Op]:
    """The operations on one table with each one's position filled in; ``order`` gives the ids before."""
    if not any(isinstance(op, Insert | Remove | Move) for op in ops):
        return list(ops)
    ids = list(order())
    return [_place(op, ids) for op in ops]


def _place(op: Op, ids: list[str]) -> Op:
    if isinstance(op, Set):
        return op
    if isinstance(op, Remove | Move):
        at = ids.index(op.id)
        ids.pop(at)
        if isinstance(op, Remove):
            return Remove(op.table, op.id, op.row, op.before, at)
    at = len(ids) if op.before is None else ids.index(op.before)
    ids.insert(at, op.id)
    if isinstance(op, Move):
        return Move(op.table, op.id, op.before, op.back, at)
    return Insert(op.table, op.id, op.row, op.before, at)


def structure(table: str, difference: Difference, row_of: Any) -> list[Op]:
    """Removals, moves and insertions of a difference; ``row_of`` gives an inserted row's values."""
    return [
        *(Remove(table, id_) for id_ in difference.removed),
        *(Move(table, id_, before) for id_, before in difference.moved),
        *(Insert(table, id_, row_of(id_), before) for id_, before in difference.inserted),
    ]
