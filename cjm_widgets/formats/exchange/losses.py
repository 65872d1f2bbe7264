"""What is lost between a map and a file: said by line, listed in one warning."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cjm_widgets.formats.cjm_file import MapFile
from cjm_widgets.frames.reading import column
from cjm_widgets.model import schema
from cjm_widgets.model.errors import CjmWarning

SHOWN = 12
"""So many losses are listed in a warning; all of them are in its ``losses``."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that did not come across: what, and in which line of the file.

    >>> str(Loss("the score 'X' is no number", 4))
    "line 4: the score 'X' is no number"
    """

    what: str
    line: int | None = None

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" if self.line is not None else self.what


@dataclass(frozen=True, slots=True)
class Reading:
    """A map as read from a file of another program, and what was lost or guessed on the way."""

    map: MapFile
    losses: tuple[Loss, ...] = field(default=())


class LossWarning(CjmWarning):
    """What was lost between a map and a file; ``losses`` has all of it."""

    def __init__(self, message: str, losses: Sequence[Loss]) -> None:
        super().__init__(message)
        self.losses = tuple(losses)


def warn(name: str, losses: Sequence[Loss], stacklevel: int) -> None:
    """One warning that lists what was lost; none where nothing was."""
    if not losses:
        return
    listed = "\n".join(f"- {one}" for one in losses[:SHOWN])
    more = len(losses) - SHOWN
    rest = f"\n- and {more:,} more, in the warning's losses" if more > 0 else ""
    warnings.warn(LossWarning(f"{name}:\n{listed}{rest}", losses), stacklevel=stacklevel + 1)


def left_out(held: MapFile, carried: Mapping[str, Sequence[str]]) -> list[Loss]:
    """What a writer does not carry: tables and columns that hold something, each with a count.

    ``carried`` names the columns by table; ``*`` is all of them, and ``meta`` the metadata.

    >>> cards = pd.DataFrame({"text": ["Slow"], "severity": [4]})
    >>> [str(loss) for loss in left_out(MapFile({"title": "Kit"}, {"cards": cards}), {"cards": ["text"]})]
    ['not in the file: title', 'not in the file: severity of 1 card']
    """
    meta = [k for k, v in held.meta.items() if k not in carried.get("meta", ()) and not _blank(v)]
    made = (
        [Loss(f"not in the file: {', '.join(map(str, meta))}")]
        if meta and "*" not in carried.get("meta", ())
        else []
    )
    for name, frame in held.tables.items():
        kept = carried.get(name)
        if not len(frame) or (kept is not None and "*" in kept):
            continue
        if kept is None:
            made.append(Loss(f"not in the file: {_rows(name, len(frame))}"))
            continue
        made += [
            Loss(f"not in the file: {label} of {_rows(name, count)}")
            for label in map(str, frame.columns)
            if label not in kept and (count := sum(not _blank(v) for v in column(frame, label)))
        ]
    return made


def _rows(table: str, count: int) -> str:
    """How many rows of a table, in words: 1 card, 2 cards; a table of one's own by its name."""
    if table not in schema.TABLES:
        return f"{count:,} row{'s' if count != 1 else ''} of {table}"
    return f"{count:,} {table if count != 1 or table == 'evidence' else table.removesuffix('s')}"


def _blank(value: Any) -> bool:
    if isinstance(value, (list, tuple, dict, set, str)):
        return len(value) == 0
    return value is None or value is False or (pd.api.types.is_scalar(value) and bool(pd.isna(value)))
