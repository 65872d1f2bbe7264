"""Where a grid marks what changed since another version: in cells and on heads, as shape and word, what is gone beside what is left."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from cjm_widgets.formats.versions.sentences import brief, records, sentence
from cjm_widgets.model.versions.words import ADDED, MOVED, REMOVED, SCORED, WORDED

SHAPES = {ADDED: "＋", REMOVED: "－", MOVED: "⇄", SCORED: "↕", WORDED: "✎"}
"""A shape for each kind of change, so that none is told by colour; ≠ for any other."""
HEADS = ("stages", "steps", "lanes")
"""The tables whose rows have a head on the board."""
MOST = 300
"""So many changes are listed for a page; all are marked."""
LONGEST = 80

Marks = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Board:
    """What of two versions the marks need: the order of the heads then and now, the places of cards now, drawn columns."""

    then: Mapping[str, Sequence[str]]
    now: Mapping[str, Sequence[str]]
    cards: Mapping[str, tuple[str, str]]
    lanes: Mapping[str, str]


@dataclass(slots=True)
class _Told:
    cells: Marks = field(default_factory=dict)
    heads: Marks = field(default_factory=dict)


def places(found: pd.DataFrame, board: Board) -> dict[str, Any]:
    """The marks of a difference for a page.

    ``cells`` by step and lane, ``heads`` by table and row, each a list of texts such as ``✎ re-worded: Slow``. A card that
    is gone is told in the cell it stood in; a stage, step or lane that is gone on the one that followed it, or on the
    last. ``changes`` lists the first 300 with a sentence and where to go, ``total`` counts them.
    """
    told = _Told()
    for one in records(found):
        if one.id is not None and one.table in (*HEADS, "cards"):
            _mark(told, one, board)
    changes = [_listed(one, board) for one in records(found.head(MOST))]
    return {"cells": told.cells, "heads": told.heads, "changes": changes, "total": len(found)}


def worded(kind: str, what: str = "") -> str:
    """A kind of change as shape and word.

    >>> worded("moved", "Slow"), worded("changed")
    ('⇄ moved: Slow', '≠ changed')
    """
    said = f"{SHAPES.get(kind, '≠')} {kind}"
    return f"{said}: {brief(what)[:LONGEST]}" if what else said


def _mark(told: _Told, one: Any, board: Board) -> None:
    if one.table == "cards":
        at = _cell(one, board)
        if at is not None:
            what = "" if one.column in (None, "text", "step", "lane") else f" ({one.column})"
            _put(told.cells, "\0".join(at), worded(one.kind, f"{one.name}{what}"))
    elif one.column is None and one.kind == REMOVED:
        for beside in _beside(one, board):
            _put(told.heads, f"{one.table}\0{beside}", worded(REMOVED, one.name))
    elif one.table == "steps" and one.column in board.lanes:
        _put(told.cells, f"{one.id}\0{board.lanes[one.column]}", worded(one.kind))
    else:
        what = "" if one.column in (None, "name", "stage") else str(one.column)
        _put(told.heads, f"{one.table}\0{one.id}", worded(one.kind, what))


def _cell(one: Any, board: Board) -> tuple[str, str] | None:
    """The cell of a card: where it stands, or stood, if both ends of it are still there."""
    if one.kind != REMOVED or one.column is not None:
        return board.cards.get(one.id)
    row = one.old if isinstance(one.old, dict) else {}
    at = str(row.get("step")), str(row.get("lane"))
    return at if at[0] in board.now["steps"] and at[1] in board.now["lanes"] else None


def _beside(one: Any, board: Board) -> Iterator[str]:
    """The row that followed the one that is gone; the last one left where none did."""
    then, now = board.then[one.table], set(board.now[one.table])
    after = then[list(then).index(one.id) + 1 :] if one.id in then else ()
    left = [id_ for id_ in after if id_ in now] or list(board.now[one.table])[-1:]
    yield from left[:1]


def _put(marks: Marks, place: str, text: str) -> None:
    held = marks.setdefault(place, [])
    if text not in held:
        held.append(text)


def _listed(one: Any, board: Board) -> dict[str, Any]:
    """A change as a line of a list: what it is called, a sentence, and the place on the board."""
    step, lane = _cell(one, board) or (None, None) if one.table == "cards" else (None, None)
    gone = one.kind == REMOVED and one.column is None
    here = None if gone or one.id is None else str(one.id)
    return {
        "kind": one.kind,
        "mark": worded(one.kind),
        "said": sentence(one),
        "table": one.table or "file",
        "gone": gone,
        "card": here if one.table == "cards" else None,
        "stage": here if one.table == "stages" else None,
        "step": here if one.table == "steps" else step,
        "lane": here
        if one.table == "lanes"
        else board.lanes.get(one.column, lane)
        if one.table == "steps"
        else lane,
    }
