"""Stages as values of a column: an id for each value, and the runs of stages along the steps."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

import numpy as np
import pandas as pd

from .keys import text

MOST_RUNS = 300
"""Beyond this many runs only the stages in sight are told."""


class Refs:
    """Stable ids for the values of a column: an id stays when its value is renamed."""

    def __init__(self) -> None:
        self.by_value: dict[Hashable, str] = {}
        self.by_id: dict[str, Hashable] = {}

    def id(self, value: Any) -> str | None:
        """The id of a value, made where it is new; None for nothing."""
        if isinstance(value, list | dict | set):
            value = text(value)
        if value is None or (pd.api.types.is_scalar(value) and pd.isna(value)):
            return None
        known = self.by_value.get(value)
        return known or self.add(value)

    def add(self, value: Hashable, id_: str | None = None) -> str:
        """Take in a value, under an id of its own or a given one."""
        base = name = id_ or text(value) or "(blank)"
        n = 1
        while name in self.by_id:
            n += 1
            name = f"{base} ({n})"
        self.by_value[value], self.by_id[name] = name, value
        return name

    def rename(self, id_: str, value: Hashable) -> None:
        """Let an id stand for another value."""
        self.by_value.pop(self.by_id[id_], None)
        self.by_value[value], self.by_id[id_] = id_, value

    def remove(self, id_: str) -> None:
        """Forget an id and its value."""
        self.by_value.pop(self.by_id.pop(id_), None)

    def copy(self) -> Refs:
        """The same ids, to be kept apart."""
        out = Refs()
        out.by_value, out.by_id = dict(self.by_value), dict(self.by_id)
        return out


def runs(values: pd.Series, refs: Refs) -> list[list[Any]] | None:
    """The stages along the steps, run-length coded, or None where there are too many runs."""
    if not len(values):
        return []
    try:
        codes, uniques = pd.factorize(values)
    except TypeError:  # a list is no stage, but the map is drawn all the same
        codes, uniques = pd.factorize(values.map(refs.id))
        return _coded(codes, list(uniques))
    return _coded(codes, [refs.id(value) for value in uniques]) if len(uniques) <= MOST_RUNS else None


def _coded(codes: np.ndarray, ids: list[str | None]) -> list[list[Any]] | None:
    starts = np.flatnonzero(np.diff(codes, prepend=codes[0] - 1))
    if len(starts) > MOST_RUNS:
        return None
    ends = np.append(starts[1:], len(codes))
    return [
        [None if codes[a] < 0 else ids[codes[a]], int(b - a)]
        for a, b in zip(starts.tolist(), ends.tolist(), strict=True)
    ]
