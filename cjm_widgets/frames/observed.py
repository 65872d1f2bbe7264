"""Rows of evidence counted by what they hang on: cards, cells and steps in one numbering, as arrays.

evidence.py gives the counts their meaning. Each claim (a card, or a value of a step) has one cell and one step, so
what is behind it is what hangs on the three. It knows numpy and pandas only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from .reading import amounts, as_text, column, factorized, moments, texts

Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]
Flags = np.ndarray[Any, np.dtype[np.bool_]]
NEVER = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Observed:
    """The rows that count, by target: the claims come first, then every cell (step by lane), then every step."""

    names: list[str]
    at: Ints
    kind: Ints
    source: Ints
    n: Floats
    model: Flags
    date: Ints
    own: Ints
    step: Ints
    lane: Ints
    steps: int
    lanes: int

    @property
    def direct(self) -> Flags:
        """Rows on a card itself."""
        return self.at < self.first_cell

    @property
    def near(self) -> Flags:
        """Rows on a card or its cell."""
        return self.at < self.first_step

    @property
    def first_cell(self) -> int:
        return len(self.own)

    @property
    def first_step(self) -> int:
        return self.first_cell + self.steps * self.lanes

    @property
    def size(self) -> int:
        return self.first_step + self.steps

    def gathered(self, totals: np.ndarray[Any, Any]) -> Floats:
        """What each target has, as what each claim has: its own, its cell's and its step's."""
        cell = self.first_cell + self.step * self.lanes + self.lane
        whole = (self.step >= 0) & (self.lane >= 0)
        shape = (-1, *([1] * (totals.ndim - 1)))
        out: Floats = totals[self.own].astype("float64")
        out += totals[np.where(whole, cell, 0)] * whole.reshape(shape)
        placed = self.step >= 0
        out += totals[np.where(placed, self.first_step + self.step, 0)] * placed.reshape(shape)
        return out

    def on(self, rows: Flags) -> Floats:
        """How many of the rows are behind each claim."""
        return self.gathered(np.bincount(self.at[rows], minlength=self.size))

    def amount(self) -> Floats:
        """How many people or events are behind each claim."""
        return self.gathered(np.bincount(self.at, weights=self.n, minlength=self.size))

    def amounts(self, rows: Flags, n: Floats | None = None) -> Floats:
        """The same by kind, of some of the rows."""
        held = self.n if n is None else n
        slots = self.at[rows] * len(self.names) + self.kind[rows]
        flat = np.bincount(slots, weights=held[rows], minlength=self.size * len(self.names))
        return self.gathered(flat.reshape(self.size, len(self.names)))

    def effective(self) -> Floats:
        """n by kind, a half of it on a step, and a half where a model wrote it."""
        halved = self.n * np.where(self.near, 1.0, 0.5) * np.where(self.model, 0.5, 1.0)
        return self.amounts(np.ones(len(self.at), bool), halved)

    def kinds(self, rows: Flags | None = None) -> Flags:
        """Which kinds are behind each claim."""
        chosen = np.ones(len(self.at), bool) if rows is None else rows
        return self.amounts(chosen, np.ones(len(self.at))) > 0

    def newest(self) -> Ints:
        """The newest date behind each claim, in microseconds."""
        latest = np.full(self.size, NEVER)
        np.maximum.at(latest, self.at, self.date)
        out = latest[self.own]
        cell = self.first_cell + self.step * self.lanes + self.lane
        for place, there in (
            (cell, (self.step >= 0) & (self.lane >= 0)),
            (self.first_step + self.step, self.step >= 0),
        ):
            out = np.where(there, np.maximum(out, latest[np.where(there, place, 0)]), out)
        return out

    def sources(self, rows: Flags) -> Floats:
        """How many different sources are behind each claim; one that stands on card and step counts once."""
        at, source = self.at[rows], self.source[rows]
        many = int(source.max(initial=0)) + 1
        pairs = pd.unique(at * many + source)
        at, source = pairs // many, pairs % many
        level = np.digitize(at, [self.first_cell, self.first_step])
        step, cell = self._above(at, level)
        again = np.isin(np.where(step >= 0, step * many + source, -1), pairs[level == 2]) & (level < 2)
        again |= np.isin(np.where(cell >= 0, cell * many + source, -1), pairs[level == 1]) & (level == 0)
        return self.gathered(np.bincount(at[~again], minlength=self.size))

    def _above(self, at: Ints, level: Ints) -> tuple[Ints, Ints]:
        """The step and the cell above each target, -1 where there is none."""
        card = np.where(level == 0, at, 0)
        if not len(self.own):
            return np.full(len(at), -1), np.full(len(at), -1)
        in_cell = (at - self.first_cell) // max(self.lanes, 1)
        step = np.where(level == 0, self.step[card], np.where(level == 1, in_cell, -1))
        lane = np.where(level == 0, self.lane[card], -1)
        cell = np.where((step >= 0) & (lane >= 0), self.first_cell + step * self.lanes + lane, -1)
        return np.where(step >= 0, self.first_step + step, -1), cell


def observe(
    claims: pd.DataFrame, evidence: pd.DataFrame, names: list[str], weights: Mapping[str, float]
) -> Observed:
    """The rows of evidence that count and hang on one of the claims, on its cell or on its step."""
    step, steps = pd.factorize(texts(claims["step"]))
    lane, lanes = pd.factorize(texts(claims["lane"]))
    card = texts(column(claims, "card"))
    ids = pd.Index(card.where(card.notna() & ~card.duplicated(), None))
    first_cell, first_step = len(claims), len(claims) + len(steps) * len(lanes)
    own, own_said = _found(column(evidence, "card"), ids)
    at_step, _ = _found(column(evidence, "step"), pd.Index(steps))
    at_lane, lane_said = _found(column(evidence, "lane"), pd.Index(lanes))
    in_cell = np.where((at_step < 0) | (at_lane < 0), -1, first_cell + at_step * len(lanes) + at_lane)
    on_step = np.where(at_step < 0, -1, first_step + at_step)
    at = np.where(own_said, own, np.where(lane_said, in_cell, on_step))
    kind = _kind(column(evidence, "kind"), names)
    n = amounts(column(evidence, "n"))
    weight = np.array([weights[name] for name in names])
    keep = (at >= 0) & (n > 0) & (weight[kind] > 0)
    return Observed(
        names=names,
        at=at[keep],
        kind=kind[keep],
        source=_source(column(evidence, "source")[keep], kind[keep]),
        n=n[keep],
        model=(column(evidence, "author")[keep] == "model").to_numpy(dtype=bool, na_value=False),
        date=moments(column(evidence, "date")[keep]),
        own=np.arange(len(claims)),
        step=step,
        lane=lane,
        steps=len(steps),
        lanes=len(lanes),
    )


def _found(held: pd.Series[Any], labels: pd.Index[Any]) -> tuple[Ints, Flags]:
    """Where each value stands among the labels (-1 where it does not), and whether anything is said at all."""
    codes, names = factorized(held)
    said = [as_text(name) for name in names]
    places = {label: i for i, label in enumerate(labels) if isinstance(label, str)}
    where = np.array([places.get(s, -1) if s else -1 for s in said] + [-1], dtype="int64")
    given = np.array([s is not None for s in said] + [False])
    return where[codes], given[codes]


def _kind(held: pd.Series[Any], names: list[str]) -> Ints:
    codes, words = factorized(held)
    places = {name: i for i, name in enumerate(names)}
    other = places["other"]
    found = [places.get(str(word).strip().lower(), other) for word in words] + [other]
    return np.array(found, dtype="int64")[codes]


def _source(held: pd.Series[Any], kind: Ints) -> Ints:
    """A number per source, names without regard to case and outer spaces; the unnamed ones are one per kind."""
    codes, names = factorized(held)
    said = pd.Series(names, dtype="str") if names.dtype == "str" else texts(names)
    said = said.str.strip().str.lower()
    plain, kept = pd.factorize(said.where(said != "", None))
    numbers = np.append(plain, -1)[codes]
    return np.where(numbers < 0, len(kept) + kind, numbers).astype("int64")
