"""Finding a text in columns: where it occurs, as places on the page."""

from __future__ import annotations

from typing import Any, TypedDict

import pandas as pd

from . import keys


class Hit(TypedDict):
    """One place where a text occurs. An empty lane is the step's name."""

    position: int
    step: str | None
    lane: str | None
    card: str | None


def hit(position: int, step: str | None, lane: str | None = "", card: str | None = None) -> Hit:
    """A place on the page."""
    return {"position": position, "step": step, "lane": lane, "card": card}


def first(hits: list[Hit], most: int) -> tuple[int, list[Hit]]:
    """How many there are, and the first of them from left to right."""
    return len(hits), sorted(hits, key=lambda one: one["position"])[:most]


def matches(series: pd.Series, words: str) -> list[int]:
    """The positions where a column's text holds the words, upper or lower case."""
    if isinstance(series.dtype, pd.CategoricalDtype):
        series = series.astype(object)
    texts = series if isinstance(series.dtype, pd.StringDtype) else series.map(_searchable).astype("str")
    found = texts.str.contains(words, case=False, regex=False, na=False)
    return [i for i, hit in enumerate(found.tolist()) if hit]


def _searchable(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return keys.text(value)
