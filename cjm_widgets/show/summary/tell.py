"""The sentences of a summary put together: short, a paragraph, or all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal, get_args

import pandas as pd

from cjm_widgets.model.errors import DataError

from . import content, figures
from .content import Meta, Tables

Length = Literal["short", "paragraph", "full"]
LENGTHS = get_args(Length)
FEW, MANY, STEPS = 3, 10, 60
"""How many of a kind a paragraph and a full summary name; how many steps a full one does. The rest is counted."""


def tell(
    tables: Tables,
    meta: Meta,
    *,
    length: Length = "paragraph",
    findings: Callable[[], pd.DataFrame] | None = None,
    outcomes: Callable[[], pd.DataFrame | None] | None = None,
    interval: float = 0.90,
) -> str:
    """A map in plain sentences. ``findings`` and ``outcomes`` give those of the checks and of a simulation, if asked for.

    ``DataError`` for another ``length``.

    >>> from cjm_widgets.templates import load
    >>> from cjm_widgets.frames.tables import empty
    >>> from cjm_widgets.model import schema
    >>> held = load("classic")
    >>> tell({name: held.tables.get(name, empty(name)) for name in schema.TABLES}, held.meta, length="short")
    '“Customer journey” is a customer journey map of a draft with 4 steps in 4 stages.'
    """
    if length not in LENGTHS:
        raise DataError(f"There is no length {length!r}: {', '.join(map(repr, LENGTHS))} are allowed.")
    if length == "short":
        return " ".join([content.what(tables, meta), *list(content.feeling(tables, meta))[:1]])
    if length == "paragraph":
        return " ".join(_paragraph(tables, meta))
    found = findings() if findings else None
    blocks = _full(tables, meta, found, outcomes() if outcomes else None, interval)
    return "\n\n".join(" ".join(block) for block in blocks if block)


def _paragraph(tables: Tables, meta: Meta) -> Iterator[str]:
    yield content.what(tables, meta)
    yield from list(content.purpose(meta))[:1]
    yield from content.feeling(tables, meta)
    yield from content.moments(tables, FEW)
    yield from content.pains(tables, FEW)
    yield from figures.leaving(tables, FEW)
    yield from content.waiting(tables)
    yield from list(figures.evidence(tables))[:1]
    yield from figures.improvements(tables, FEW)


def _full(
    tables: Tables, meta: Meta, findings: pd.DataFrame | None, outcomes: pd.DataFrame | None, interval: float
) -> list[list[str]]:
    return [
        [content.what(tables, meta), *content.purpose(meta)],
        list(content.course(tables, STEPS)),
        [*content.feeling(tables, meta), *content.moments(tables, MANY)],
        list(content.pains(tables, MANY)),
        [*figures.leaving(tables, MANY), *content.waiting(tables)],
        [*figures.evidence(tables), *content.by_model(tables), *figures.checks(findings)],
        [*figures.improvements(tables, MANY), *figures.simulated(outcomes, interval)],
    ]
