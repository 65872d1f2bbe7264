"""The cards of a map regrouped: a column for each team or actor. The twin of js/src/model/swimlanes.ts."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from cjm_widgets.model.errors import DataError

from .drawn import drawn, level
from .lanes import Lane

NOBODY = {"team": "No team", "actor": "No actor"}


def swimlanes(cards: pd.DataFrame, steps: pd.DataFrame, lanes: Sequence[Lane], by: str) -> pd.DataFrame:
    """A row per step, a column per swimlane: the texts of its cards, one a line, None where there is none.

    ``lanes`` are all lanes of the map; cards of those that a blueprint draws are regrouped. A card of the customer's that
    names nobody stays in its lane's column, one of ours is in ``No team``.
    """
    if by not in NOBODY:
        raise DataError(f"Swimlanes are by 'team' or by 'actor', not by {by!r}.", "cards")
    shown = {lane.id: (at, lane) for at, lane in enumerate(drawn(lanes, {})) if lane.column is None}
    found: dict[tuple[int, int, str], dict[str, list[str]]] = {}
    columns = [_words(cards, name) for name in ("step", "lane", "text", by)]
    rows = [row for row in zip(*columns, strict=True) if row[1] in shown]
    for step, lane, text, name in sorted(rows, key=lambda row: shown[row[1]][0]):
        found.setdefault(_place(*shown[lane], name.strip(), by), {}).setdefault(step, []).append(text)
    return _table(found, steps.index)


def _words(cards: pd.DataFrame, column: str) -> list[str]:
    """A column as texts, empty where there is nothing."""
    if column not in cards.columns:
        return [""] * len(cards)
    return ["" if pd.isna(value) else str(value) for value in cards[column].tolist()]


def _place(at: int, lane: Lane, name: str, by: str) -> tuple[int, int, str]:
    """The customer's own lanes first, then each team by its first lane, then those that name nobody."""
    if name:
        return (1, at, name)
    return (2, 0, NOBODY[by]) if (level(lane) or 0) > 0 else (0, at, lane.name)


def _table(found: dict[tuple[int, int, str], dict[str, list[str]]], steps: pd.Index) -> pd.DataFrame:
    """The groups as columns; cards of one team stand in lanes of several places, the first counts."""
    columns: dict[str, dict[str, list[str]]] = {}
    for _, _, name in sorted(found):
        columns.setdefault(name, {})
    for key in sorted(found):
        for step, texts in found[key].items():
            columns[key[2]].setdefault(step, []).extend(texts)
    data = {
        name: ["\n".join(texts[step]) if step in texts else None for step in steps]
        for name, texts in columns.items()
    }
    return pd.DataFrame(data, index=steps, columns=list(columns), dtype="str")
