"""What the router is told: boxes on a board of columns and rows, and the links between them. Twin of js/src/layout/routes/board.ts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Point = tuple[float, float]
Span = tuple[float, float]
"""From a place to a place."""
Stretch = tuple[float, float]
"""A place and a size."""


@dataclass(frozen=True, slots=True)
class Box:
    """Something on the board: its place, the first and last column it covers, and its row."""

    id: str
    x: float
    y: float
    width: float
    height: float
    column: int
    until: int
    row: int

    @property
    def middle(self) -> Point:
        """Its middle."""
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Board:
    """``first`` is the number of the first column; ``pad`` the room a cell keeps free around its cards."""

    columns: Sequence[Stretch]
    rows: Sequence[Stretch]
    boxes: Sequence[Box]
    pad: float = 12
    first: int = 0


@dataclass(frozen=True, slots=True)
class Link:
    """A link to lead, with the width and height of its label, 0 where it has none."""

    id: str
    source: str
    target: str
    both: bool = False
    label: float = 0
    tall: float = 0


@dataclass(frozen=True, slots=True)
class Ground:
    """A board with what is looked up again and again: boxes by id and by cell, and the channels between columns and rows."""

    board: Board
    by_id: Mapping[str, Box]
    cells: Mapping[tuple[int, int], Sequence[Box]]
    upright: Sequence[Span]
    level: Sequence[Span]
    starts: tuple[Sequence[float], Sequence[float]]


def ground(board: Board) -> Ground:
    """The board with its channels."""
    in_column: list[list[Box]] = [[] for _ in board.columns]
    in_row: list[list[Box]] = [[] for _ in board.rows]
    cells: dict[tuple[int, int], list[Box]] = {}
    for box in board.boxes:
        for k in range(box.column - board.first, box.until - board.first + 1):
            if 0 <= k < len(in_column):
                in_column[k].append(box)
                if 0 <= box.row < len(in_row):
                    cells.setdefault((box.row, k), []).append(box)
        if 0 <= box.row < len(in_row):
            in_row[box.row].append(box)
    starts = [at for at, _ in board.columns], [at for at, _ in board.rows]
    by_id = {box.id: box for box in board.boxes}
    return Ground(board, by_id, cells, _uprights(board, in_column), _levels(board, in_row), starts)


def _uprights(board: Board, in_column: list[list[Box]]) -> list[Span]:
    columns, first, pad = board.columns, board.first, board.pad

    def before(k: int) -> float:
        at, size = columns[k - 1]
        ends = [box.x + box.width for box in in_column[k - 1] if box.until == k - 1 + first]
        return max([at + size - pad, *ends])

    def after(k: int) -> float:
        return min([columns[k][0] + pad, *(box.x for box in in_column[k] if box.column == k + first)])

    return _strips(columns, before, after)


def _levels(board: Board, in_row: list[list[Box]]) -> list[Span]:
    rows, pad = board.rows, board.pad

    def before(k: int) -> float:
        at, size = rows[k - 1]
        return max([at + size - pad, *(box.y + box.height for box in in_row[k - 1])])

    def after(k: int) -> float:
        return min([rows[k][0] + pad, *(box.y for box in in_row[k])])

    return _strips(rows, before, after)


def _strips(
    stretches: Sequence[Stretch], before: Callable[[int], float], after: Callable[[int], float]
) -> list[Span]:
    if not stretches:
        return [(0.0, 0.0)]
    out: list[Span] = []
    for k in range(len(stretches) + 1):
        low = stretches[0][0] if k == 0 else before(k)
        high = sum(stretches[-1]) if k == len(stretches) else after(k)
        out.append((low, high) if low <= high else ((low + high) / 2, (low + high) / 2))
    return out


def clear(land: Ground, a: Point, b: Point) -> bool:
    """Whether a straight piece, level or upright, runs through no box; it may touch their edges."""
    return empty(land, min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1]))


def empty(land: Ground, left: float, top: float, right: float, bottom: float) -> bool:
    """Whether no box reaches into a rectangle; the cells beside it are looked at too."""
    columns, rows = land.starts
    spans = range(
        max(0, bisect_right(columns, left) - 2), min(len(columns) - 1, bisect_right(columns, right)) + 1
    )
    for row in range(max(0, bisect_right(rows, top) - 2), min(len(rows) - 1, bisect_right(rows, bottom)) + 1):
        for k in spans:
            for box in land.cells.get((row, k), ()):
                if left < box.x + box.width and right > box.x and top < box.y + box.height and bottom > box.y:
                    return False
    return True
