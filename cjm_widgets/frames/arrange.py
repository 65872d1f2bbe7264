"""The order, height and visibility of lanes, kept beside a frame that has no place for them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from cjm_widgets.model.edits import Set
from cjm_widgets.model.errors import Refused

from .lanes import Lane

SHOWN = 60
"""So many lanes are drawn at first; the rest wait in the lanes menu."""


class Lanes:
    """Lanes in their order, each tied to a column by that column's id."""

    def __init__(self, order: Sequence[Lane] = ()) -> None:
        self.order = list(order)
        self._expected: dict[str, tuple[str, str | None, str]] = {}

    def copy(self) -> Lanes:
        """The same arrangement, to be kept apart."""
        return Lanes([replace(lane) for lane in self.order])

    def lane(self, id_: str) -> Lane:
        """The lane of that id; ``Refused`` where there is none."""
        for lane in self.order:
            if lane.id == id_:
                return lane
        raise Refused(f"There is no lane {id_!r}: it was removed meanwhile.", "lanes", id_)

    def of(self, column: str) -> Lane | None:
        """The lane that draws a column."""
        return next((lane for lane in self.order if lane.column == column), None)

    def put(self, lane: Lane) -> None:
        """Replace the lane of the same id."""
        self.order = [lane if old.id == lane.id else old for old in self.order]

    def move(self, id_: str, before: str | None) -> None:
        """Put a lane in front of another, or last."""
        lane = self.lane(id_)
        if before == id_:
            return
        rest = [other for other in self.order if other.id != id_]
        at = len(rest) if before is None else rest.index(self.lane(before))
        self.order = [*rest[:at], lane, *rest[at:]]

    def set(self, op: Set) -> None:
        """Change what is kept beside the frame: visible, height, hint."""
        lane = self.lane(op.id)
        if op.column == "visible" and (op.value is None or isinstance(op.value, bool)):
            self.put(replace(lane, visible=op.value is not False))
        elif op.column == "height" and (op.value is None or _height(op.value)):
            self.put(replace(lane, height=None if op.value is None else round(op.value)))
        elif op.column in ("hint", "source") and (op.value is None or isinstance(op.value, str)):
            self.put(replace(lane, hint=op.value) if op.column == "hint" else replace(lane, source=op.value))
        else:
            raise Refused(
                f"“{op.column}” of a lane does not take {op.value!r}: visible takes true or false, height 24 to 2000.",
                "lanes",
                op.id,
                op.column,
            )

    def expect(self, column: str, id_: str, before: str | None, kind: str) -> None:
        """A column about to appear shall be the lane of this id, in front of that lane."""
        self._expected[column] = (id_, before, kind)

    def keep(
        self, columns: Sequence[str], make: Callable[[str, str], Lane], describe: Callable[[Lane], None]
    ) -> None:
        """Keep the lanes whose columns are still there, in their order; add a lane for each new column."""
        there = set(columns)
        self.order = [replace(lane) for lane in self.order if lane.column in there]
        for lane in self.order:
            describe(lane)
        known = {lane.column for lane in self.order}
        left: str | None = None
        for column in columns:
            if column not in known:
                self._add(column, left, make)
            found = self.of(column)
            left = found.id if found else left
        self._expected.clear()

    def _add(self, column: str, left: str | None, make: Callable[[str, str], Lane]) -> None:
        id_, before, kind = self._expected.get(column, (column, None, ""))
        taken = {lane.id for lane in self.order} | {"id", "name", "stage"}
        name, n = id_, 1
        while name in taken:
            n += 1
            name = f"{id_}~{n}"
        lane = make(name, column)
        if kind == "emotion":
            lane = replace(lane, kind="emotion", domain=[-2.0, 2.0], many=None)
        lane = replace(lane, visible=len(self.order) < SHOWN)
        at = self._at(before, left, column)
        self.order.insert(at, lane)

    def _at(self, before: str | None, left: str | None, column: str) -> int:
        ids = [lane.id for lane in self.order]
        if column in self._expected:
            return len(ids) if before is None or before not in ids else ids.index(before)
        return ids.index(left) + 1 if left in ids else (0 if left is None else len(ids))


def _height(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 24 <= value <= 2000
