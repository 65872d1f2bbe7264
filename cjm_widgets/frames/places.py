"""The rows of evidence behind every card, step and cell at once: what ``evidence.support`` gives of one, for a page that cannot ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import pandas as pd

from .reading import column, texts
from .spread import spans

Behind = list[tuple[int, str]]
"""Positions of rows, in order, each with what it hangs on: card, cell or step."""


class Places:
    """What hangs where in a map.

    >>> cards = pd.DataFrame({"step": ["pay"], "lane": ["pains"]}, index=["slow"])
    >>> rows = pd.DataFrame({"card": ["slow", None], "step": [None, "pay"]})
    >>> Places(cards, pd.DataFrame(index=["pay"]), rows).card(0)
    [(0, 'card'), (1, 'step')]
    """

    def __init__(self, cards: pd.DataFrame, steps: pd.DataFrame, rows: pd.DataFrame) -> None:
        self._lanes = _plain(texts(column(cards, "lane")))
        self._spans = [held if isinstance(held, list) else [] for held in spans(cards, steps)]
        self._ids = texts(cards.index).tolist()
        self._on: dict[str, list[int]] = defaultdict(list)
        self._in: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._at: dict[str, list[int]] = defaultdict(list)
        named = (_plain(texts(column(rows, name))) for name in ("card", "step", "lane"))
        for at, (card, step, lane) in enumerate(zip(*named, strict=True)):
            if card is not None:
                self._on[card].append(at)
            elif step is not None and lane is not None:
                self._in[step, lane].append(at)
            elif step is not None:
                self._at[step].append(at)
        self._cards: dict[str, list[int]] = defaultdict(list)
        for at, held in enumerate(self._spans):
            for step in held:
                self._cards[step].append(at)

    def held(self) -> list[int]:
        """The positions of the cards that anything is behind."""
        return [at for at in range(len(self._ids)) if self.card(at)]

    def around(self, lanes: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The steps that anything is in, each with an empty lane and with each of these."""
        on = [step for at, id_ in enumerate(self._ids) if id_ in self._on for step in self._spans[at]]
        for step in dict.fromkeys([*self._at, *(step for step, _ in self._in), *on]):
            yield from ((step, lane) for lane in ("", *lanes))

    def card(self, at: int) -> Behind:
        """What is behind a card, by its position."""
        steps, lane = self._spans[at], self._lanes[at]
        cells = [row for step in steps for row in self._in.get((step, lane or ""), ())]
        return _together(
            self._on.get(self._ids[at], ()), cells, [row for step in steps for row in self._at.get(step, ())]
        )

    def place(self, step: str, lane: str) -> Behind:
        """What is in a step, or behind a cell of it."""
        inside = [at for at in self._cards.get(step, ()) if not lane or self._lanes[at] == lane]
        on = [row for at in inside for row in self._on.get(self._ids[at], ())]
        every = (
            [row for (s, one), rows in self._in.items() if s == step for row in rows]
            if not lane
            else self._in.get((step, lane), ())
        )
        return _together(on, every, self._at.get(step, ()))


def _plain(series: pd.Series) -> list[str | None]:
    return [value if isinstance(value, str) else None for value in series.tolist()]


def _together(card: Sequence[int], cell: Sequence[int], step: Sequence[int]) -> Behind:
    found = {**dict.fromkeys(step, "step"), **dict.fromkeys(cell, "cell"), **dict.fromkeys(card, "card")}
    return sorted(found.items())
