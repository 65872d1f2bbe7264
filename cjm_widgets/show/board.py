"""A document in the wire form of docs/protocol.md, read for showing: bounded, in words, with nothing left to look up.

Standard library only; it knows neither HTML nor a terminal.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from .connections import Connections, Move, arrow, connections, line_above
from .words import (
    MARK as MARK,
    amount,
    clean as clean,
    duration as duration,
    number as number,
    words as words,
)

LANES = 40
"""How many lanes are shown at most."""

CARDS = 8
"""How many cards of one cell are shown at most."""

MARKS = {"F": "fail point", "W": "wait", "◇": "decision"}
Cells = dict[tuple[Any, Any], list[Mapping[str, Any]]]


ARROWS = 3
"""How many of the links that leave a card are named on it."""


@dataclass(frozen=True, slots=True)
class Note:
    """What stands on a card beside its text: marks as (letter, words), and the links that leave it."""

    marks: tuple[tuple[str, str], ...] = ()
    arrows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane and its cells, one per shown step: the cards as texts, and the bare number where there is one.

    ``line`` is the line of the blueprint above it; ``notes`` are of the cards, cell by cell, none where it draws a column.
    """

    name: str
    hint: str
    kind: str
    role: str
    low: float
    high: float
    cells: list[list[str]]
    numbers: list[float | None]
    line: str = ""
    notes: list[list[Note]] = field(default_factory=list)
    source: str = ""


@dataclass(frozen=True, slots=True)
class Board:
    """What is shown: ``bands`` are (stage, goal, how many shown steps)."""

    title: str
    note: str
    size: int
    first: int
    stages: int
    lane_count: int
    steps: list[str]
    bands: list[tuple[str, str, int]]
    lanes: list[Lane]
    connections: Connections = field(default_factory=Connections)

    @property
    def legend(self) -> str:
        """What the letters on the cards mean, of those that are there."""
        notes = (note for lane in self.lanes for cell in lane.notes for note in cell)
        letters = {letter for note in notes for letter, _ in note.marks}
        return ", ".join(f"{letter} {word}" for letter, word in MARKS.items() if letter in letters)

    @property
    def extent(self) -> str:
        """How much there is and how much of it is shown, in words."""
        steps, lanes = len(self.steps), len(self.lanes)
        where = f" from step {self.first + 1}" if self.first else ""
        said = f"{_counted(self.size, 'step')}, {_counted(self.stages, 'stage')}, {_counted(self.lane_count, 'lane')}"
        parts = [f"{steps:,} of {_counted(self.size, 'step')}{where}"] if steps < self.size else []
        parts += [f"{lanes} of {self.lane_count} lanes"] if lanes < self.lane_count else []
        return f"{said}; showing {' and '.join(parts)}" if parts else said


def board(doc: Mapping[str, Any], steps: int, longest: int) -> Board:
    """The first ``steps`` steps of a document and their lanes, texts cut at ``longest`` characters.

    >>> doc = {"title": "Kit", "tables": {"steps": {"columns": ["id", "name"], "rows": [["a", "Pays"]]}}}
    >>> board(doc, 30, 300).steps
    ['Pays']
    """
    tables = doc.get("tables", {})
    shown, stages, lanes, cards, links, moves = (_rows(tables.get(t, {}), n) for t, n in _wanted(steps))
    drawn = [v for v in lanes if v.get("visible") is not False]
    longest = max(40, min(longest, 120_000 // max(1, len(shown) * min(LANES, len(drawn)))))
    between = connections(links, moves, cards, shown, drawn)
    lines = line_above(drawn)
    held = _by_cell(cards, {row.get("id") for row in shown})
    return Board(
        title=clean(doc.get("title") or "Journey map", 200),
        note=clean(doc.get("note") or "", 300),
        size=_size(tables.get("steps", {})),
        first=int(tables.get("steps", {}).get("from") or 0),
        stages=len(stages),
        lane_count=len(drawn),
        steps=[clean(words(row.get("name"), "text") or row.get("id"), longest) for row in shown],
        bands=_bands(shown, stages, longest),
        lanes=[
            replace(_noted(lane, shown, held, between, longest), line=line)
            for lane, line in zip(drawn[:LANES], lines, strict=False)
        ],
        connections=replace(
            between,
            link_count=_size(tables.get("links", {})),
            move_count=_size(tables.get("transitions", {})),
        ),
    )


def _wanted(steps: int) -> tuple[tuple[str, int | None], ...]:
    return (
        ("steps", steps),
        ("stages", None),
        ("lanes", None),
        ("cards", None),
        ("links", None),
        ("transitions", None),
    )


def _rows(table: Mapping[str, Any], count: int | None) -> list[dict[str, Any]]:
    columns = table.get("columns", ())
    return [dict(zip(columns, row, strict=False)) for row in table.get("rows", ())[:count]]


def _size(table: Mapping[str, Any]) -> int:
    size = table.get("size")
    return len(table.get("rows", ())) if size is None else int(size)


def _by_cell(cards: Iterable[Mapping[str, Any]], steps: set[Any]) -> Cells:
    held: Cells = {}
    for card in cards:
        if card.get("step") in steps:
            held.setdefault((card["step"], card.get("lane")), []).append(card)
    return held


def _noted(
    lane: Mapping[str, Any],
    steps: Sequence[Mapping[str, Any]],
    cards: Cells,
    between: Connections,
    longest: int,
) -> Lane:
    """A lane with what stands on its cards; the lane of paths says in each step which moves leave it."""
    made = _lane(lane, steps, cards, longest)
    if made.kind == "paths":
        told = [
            [_leads(move) for move in between.moves if move.source == str(step.get("id"))] for step in steps
        ]
        return replace(made, cells=[_bounded(texts, longest) for texts in told])
    if lane.get("column") is not None:
        return made
    cells = [cards.get((step.get("id"), lane.get("id")), [])[:CARDS] for step in steps]
    return replace(made, notes=[[_note(card, between) for card in cell] for cell in cells])


def _leads(move: Move) -> str:
    return f"{move.way} {move.end}" + (f": {move.share}" if move.share else "")


def _note(card: Mapping[str, Any], between: Connections) -> Note:
    """The marks of one card: what fails, how long the customer waits, where the way parts; and its links."""
    wait = words(card.get("wait"), "duration")
    marks = (
        [("F", clean(words(card.get("failure_mode"), "text"), 80))] if card.get("fail_point") is True else []
    )
    marks += [("W", wait)] if card.get("wait_point") is True or wait else []
    marks += [("◇", "")] if card.get("decision") is True else []
    leaving = [clean(arrow(link), 80) for link in between.leaving(str(card.get("id")))]
    more = [f"{MARK} and {len(leaving) - ARROWS} more links"] if len(leaving) > ARROWS else []
    return Note(tuple(marks), (*leaving[:ARROWS], *more))


def _bands(
    steps: Sequence[Mapping[str, Any]], stages: Sequence[Mapping[str, Any]], longest: int
) -> list[tuple[str, str, int]]:
    known = {row.get("id"): row for row in stages}
    bands: list[list[Any]] = []
    for step in steps:
        stage = step.get("stage")
        if bands and bands[-1][0] == stage:
            bands[-1][1] += 1
        else:
            bands.append([stage, 1])
    return [(*_stage(known.get(stage, {}), stage, longest), count) for stage, count in bands]


def _stage(row: Mapping[str, Any], stage: Any, longest: int) -> tuple[str, str]:
    name = words(row.get("name"), "text") or ("" if stage is None else str(stage))
    return clean(name, longest), clean(words(row.get("goal"), "text"), longest)


def _lane(
    lane: Mapping[str, Any],
    steps: Sequence[Mapping[str, Any]],
    cards: Cells,
    longest: int,
) -> Lane:
    kind, column = str(lane.get("kind") or "text"), lane.get("column")
    if column is None:
        rows = [cards.get((step.get("id"), lane.get("id")), []) for step in steps]
        held = [[words(card.get("text"), "text") for card in cell] for cell in rows]
        numbers: list[float | None] = [None] * len(steps)
    else:
        values = [step.get(column) for step in steps]
        unit = str(lane.get("unit") or "") if kind == "number" else ""
        held = [[amount(one, unit) for one in _texts(value, kind, lane.get("many"))] for value in values]
        numbers = [_finite(value) if kind in ("number", "emotion") else None for value in values]
    kind = "cards" if kind == "text" and lane.get("many") else kind
    low, high = _domain(lane.get("domain"), kind, numbers)
    name = clean(words(lane.get("name"), "text") or lane.get("id"), 100)
    cells = [_bounded(texts, longest) for texts in held]
    hint, role = clean(words(lane.get("hint"), "text"), 120), str(lane.get("role") or "")
    source = clean(words(lane.get("source"), "text"), 120)
    return Lane(name, hint, kind, role, low, high, cells, numbers, source=source)


def _texts(value: Any, kind: str, many: Any) -> list[str]:
    if isinstance(value, (list, tuple)):
        return [words(v, kind) for v in value]
    text = words(value, kind)
    return [v for v in (text.splitlines() if many == "lines" else [text]) if v.strip()]


def _bounded(texts: list[str], longest: int) -> list[str]:
    shown = [clean(text, longest) for text in texts[:CARDS]]
    return [*shown, f"{MARK} and {len(texts) - CARDS} more"] if len(texts) > CARDS else shown


def _finite(value: Any) -> float | None:
    fits = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if fits else None


def _domain(given: Any, kind: str, numbers: list[float | None]) -> tuple[float, float]:
    if isinstance(given, (list, tuple)) and len(given) == 2:
        low, high = _finite(given[0]), _finite(given[1])
        if low is not None and high is not None and low < high:
            return low, high
    if kind == "emotion":
        return -2.0, 2.0
    held = [v for v in numbers if v is not None]
    low, high = min([0.0, *held]), max([0.0, *held])
    return low, high if high > low else low + 1


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}" + ("" if count == 1 else "s")
