"""A sheet of cells as people keep it, as a DataFrame: finds the header, leaves out titles and empty rows and columns.

Which way the sheet lies is not decided here; whoever draws the frame sees that. Knows no file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import pandas as pd

from cjm_widgets.formats.figures import Cell, column, decimal_of, is_day_first, text
from cjm_widgets.frames import keys
from cjm_widgets.model.errors import ShapeError

Row = list[Cell]
_STAGE_WORDS = (
    "",
    "stage",
    "stages",
    "phase",
    "phases",
    "episode",
    "milestone",
    "section",
    "journey stage",
    "buying stage",
    "buying cycle",
)


def frame_of(
    cells: Sequence[Sequence[Cell]],
    *,
    name: str,
    decimal: str | None = None,
    unclear: str = ".",
    header: int | Sequence[int] | None = None,
    joined: frozenset[int] = frozenset(),
) -> pd.DataFrame:
    """The table in some cells. What stands above its header is kept in ``attrs["title"]``, and in ``attrs["read"]`` what was
    understood that could be meant otherwise.

    ``header`` is the number of the header row, or of two, counted from 0; ``joined`` are the rows with cells
    merged sideways. Raises ShapeError where there is no table.

    >>> frame_of([["My map", None], [None, None], ["Step", "NPS"], ["Pay", "4"]], name="a.csv").attrs
    {'title': 'My map'}
    """
    grid = [[_blank(c) for c in row] for row in cells]
    width = max(map(len, grid), default=0)
    grid = [row + [None] * (width - len(row)) for row in grid]
    if not any(c is not None for row in grid for c in row):
        raise ShapeError(f"{name} holds no table: every cell is empty.")
    heads = _asked(header, len(grid), name) if header is not None else _heads(grid, joined)
    body = [row for row in grid[heads[-1] + 1 :] if any(c is not None for c in row)]
    used = [i for i in range(width) if any(row[i] is not None for row in [grid[heads[-1]], *body])]
    axis = _axis([[grid[h][i] for i in used] for h in heads])
    mark = decimal or decimal_of([row[i] for row in body for i in used], unclear)
    columns = {n: column([row[i] for row in body], mark) for n, i in enumerate(used)}
    frame = pd.DataFrame(columns, index=pd.RangeIndex(len(body)))
    frame.columns = axis
    dated = [
        n for n, i in enumerate(used) if columns[n].dtype.kind == "M" and is_day_first([r[i] for r in body])
    ]
    if dated:
        names = ", ".join(f"“{keys.text(axis[n])}”" for n in dated)
        frame.attrs["read"] = f"{names}: dates, read with the day first."
    title = "\n".join(text(c) for row in grid[: heads[0]] for c in row if c is not None)
    if title:
        frame.attrs["title"] = title
    return frame


def _blank(cell: Cell) -> Cell:
    """None for a cell of blanks; line ends of one kind in all others."""
    if not isinstance(cell, str):
        return None if isinstance(cell, float) and cell != cell else cell
    plain = cell.replace("\r\n", "\n").replace("\r", "\n").replace("_x000D_\n", "\n")
    return plain if plain.strip() else None


def _asked(header: int | Sequence[int], rows: int, name: str) -> list[int]:
    heads = [header] if isinstance(header, int) else list(header)
    if not heads or len(heads) > 2 or any(not 0 <= h < rows for h in heads) or heads != sorted(set(heads)):
        raise ShapeError(
            f"header={header!r} names no header row of {name}. Give the number of a row from 0 to {rows - 1}, "
            f"or of two, such as header=[0, 1]."
        )
    return heads


def _heads(grid: list[Row], joined: frozenset[int]) -> list[int]:
    """The header row, or two: stages above steps."""
    counts = [_count(row) for row in grid]
    fullest = max(counts)
    first = next(i for i, n in enumerate(counts) if n >= max(min(2, fullest), 0.6 * fullest))
    if first + 1 < len(grid) and _is_band(grid[first], grid[first + 1], first in joined):
        return [first, first + 1]
    if first > 0 and counts[first - 1] > 0 and _is_band(grid[first - 1], grid[first], first - 1 in joined):
        return [first - 1, first]
    return [first]


def _is_band(upper: Row, lower: Row, is_joined: bool) -> bool:
    """Whether a row of stages stands over a row of steps: merged cells, or names with gaps after them."""
    used = [i for i, (a, b) in enumerate(zip(upper, lower, strict=True)) if a is not None or b is not None]
    rest = [upper[i] for i in used[1:]]
    full = len(used) > 2 and all(isinstance(lower[i], str) for i in used[1:])
    words = [c for c in rest if c is not None]
    if not full or not words or not all(isinstance(c, str) for c in words):
        return False
    if is_joined:
        return True
    label = "" if upper[used[0]] is None else str(upper[used[0]])
    return rest[0] is not None and None in rest and label.strip().lower() in _STAGE_WORDS


def _axis(heads: list[Row]) -> pd.Index[Any]:
    names = _names(heads[-1], pairs=_filled(heads[0]) if len(heads) == 2 else None)
    if len(heads) == 1:
        return pd.Index(names, dtype="str")
    return pd.MultiIndex.from_tuples(
        list(zip(_filled(heads[0]), names, strict=True)), names=["stage", "step"]
    )


def _filled(row: Row) -> list[str]:
    """A row of stages, each carried on over the blanks after it; what heads the lanes is no stage."""
    made, last = [""], ""
    for cell in row[1:]:
        last = last if cell is None else _name(cell)
        made.append(last)
    return made


def _names(row: Row, pairs: list[str] | None) -> list[str]:
    """A name for every column, none given twice (under one stage)."""
    used: set[tuple[str, str]] = set()
    made = []
    for position, cell in enumerate(row):
        stage = pairs[position] if pairs else ""
        wish = _name(cell) if cell is not None else f"column {position + 1}"
        name, number = wish, 2
        while (stage, name) in used:
            name, number = f"{wish} ({number})", number + 1
        used.add((stage, name))
        made.append(name)
    return made


def _name(cell: Cell) -> str:
    return re.sub(r"\s+", " ", text(cell)).strip()


def _count(row: Row) -> int:
    return sum(c is not None for c in row)
