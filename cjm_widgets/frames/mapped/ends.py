"""The two ends of a link or a move: the levels of its label or, where a frame's labels have one level, two columns."""

from __future__ import annotations

from typing import Any

import pandas as pd

from cjm_widgets.frames import keys
from cjm_widgets.frames.table import LABEL, Cell, Table

ENDS = ("source", "target")
Ends = tuple[str | None, str | None]


def labelled(frame: pd.DataFrame) -> bool:
    """Whether the ends are the label."""
    return frame.index.nlevels == len(ENDS)


def ends(frame: pd.DataFrame) -> list[Ends]:
    """Both ends of each row, as the texts that ids are.

    >>> index = pd.MultiIndex.from_tuples([("a", "b")], names=ENDS)
    >>> ends(pd.DataFrame({"kind": ["needs"]}, index=index))
    [('a', 'b')]
    """
    parts: list[list[Any]] = [[None] * len(frame)] * 2
    if labelled(frame):
        parts = [frame.index.get_level_values(level).tolist() for level in range(2)]
    elif set(ENDS) <= set(frame.columns):
        parts = [frame.iloc[:, list(frame.columns).index(end)].tolist() for end in ENDS]
    return [(keys.text(a) or None, keys.text(b) or None) for a, b in zip(*parts, strict=True)]


def between(table: Table, pair: Ends) -> str | None:
    """The id of the row between two ends, or None where there is none."""
    found = next((at for at, held in enumerate(ends(table.frame)) if held == pair), None)
    return None if found is None else table.keys.id(found)


def turned(table: Table, id_: str, column: str, text: str) -> Cell:
    """Give a labelled row another end; returns the label that was there."""
    source, target = table.frame.index[table.position(id_)]
    label = (text, target) if column == ENDS[0] else (source, text)
    return table.put(Cell(table.name, id_, LABEL, label))


def columns(table: Table) -> list[str]:
    """The columns of such a table as they travel."""
    return [*ENDS, *(c for c in table.columns if c not in ENDS)]


def rows(table: Table, positions: list[int]) -> list[list[Any]]:
    """The rows at these positions as messages carry them: the id, both ends, and the other columns."""
    held = ends(table.frame.iloc[positions])
    plain = table.rows(positions, columns(table)[2:])
    return [[row[0], *pair, *row[1:]] for pair, row in zip(held, plain, strict=True)]
