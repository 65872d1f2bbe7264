"""A document in the wire form of docs/protocol.md, read for showing: bounded, in words, with nothing left to look up.

Standard library only; it knows neither HTML nor a terminal.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LANES = 40
"""How many lanes are shown at most."""

CARDS = 8
"""How many cards of one cell are shown at most."""

MARK = "…"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_UNITS = ((86400, "d"), (3600, "h"), (60, "min"))


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane and its cells, one per shown step: the cards as texts, and the bare number where there is one."""

    name: str
    hint: str
    kind: str
    role: str
    low: float
    high: float
    cells: list[list[str]]
    numbers: list[float | None]


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
    shown, stages, lanes, cards = (_rows(tables.get(t, {}), n) for t, n in _wanted(steps))
    drawn = [v for v in lanes if v.get("visible") is not False]
    longest = max(40, min(longest, 120_000 // max(1, len(shown) * min(LANES, len(drawn)))))
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
        lanes=[_lane(lane, shown, held, longest) for lane in drawn[:LANES]],
    )


def words(value: Any, kind: str) -> str:
    """One value as a person reads it.

    >>> words(172800 + 3600, "duration"), words(-0.4, "emotion"), words({"$": "special", "v": "inf"}, "number")
    ('2 d 1 h', '−0.4', '∞')
    """
    if isinstance(value, Mapping):
        return _special(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "✓" if value else "–"
    if isinstance(value, (int, float)):
        return duration(value) if kind == "duration" else number(value, signed=kind == "emotion")
    return (
        re.sub(r"T00:00(:00(\.0+)?)?$", "", str(value)).replace("T", " ", 1) if kind == "time" else str(value)
    )


def number(value: float, signed: bool = False) -> str:
    """A number in few digits: thousands apart, a real minus sign.

    >>> number(1234567), number(0.125), number(-0.00001234), number(1, signed=True)
    ('1,234,567', '0.125', '−1.23e-05', '+1')
    """
    if not math.isfinite(value):
        return "" if math.isnan(value) else ("∞" if value > 0 else "−∞")
    size = abs(value)
    small = size and (size < 0.001 or size >= 1e15)
    text = (
        f"{size:.3g}"
        if small
        else (f"{size:,.3f}".rstrip("0").rstrip(".") if size < 1000 else f"{size:,.0f}")
    )
    return ("−" if value < 0 else "+" if signed and value > 0 else "") + text


def duration(seconds: float) -> str:
    """Seconds in the two units that say most.

    >>> duration(2880), duration(129600), duration(1.5), duration(0)
    ('48 min', '1 d 12 h', '1.5 s', '0 s')
    """
    rest, parts = abs(seconds), []
    for length, unit in _UNITS:
        count = int(rest // length)
        rest -= count * length
        parts += [f"{count:,} {unit}"] if count else []
    parts += [f"{number(round(rest, 3))} s"] if rest >= 0.0005 or not parts else []
    return ("−" if seconds < 0 else "") + " ".join(parts[:2])


def clean(text: Any, longest: int) -> str:
    """A text without control characters, cut with a mark where it is longer than ``longest``."""
    whole = str(text)
    cut = whole if len(whole) <= longest else whole[:longest].rstrip(MARK) + MARK
    return _CONTROL.sub("", cut)


def _wanted(steps: int) -> tuple[tuple[str, int | None], ...]:
    return ("steps", steps), ("stages", None), ("lanes", None), ("cards", None)


def _rows(table: Mapping[str, Any], count: int | None) -> list[dict[str, Any]]:
    columns = table.get("columns", ())
    return [dict(zip(columns, row, strict=False)) for row in table.get("rows", ())[:count]]


def _size(table: Mapping[str, Any]) -> int:
    size = table.get("size")
    return len(table.get("rows", ())) if size is None else int(size)


def _special(value: Mapping[str, Any]) -> str:
    text = str(value.get("v", ""))
    if value.get("$") == "cut":
        return text + MARK
    return {"inf": "∞", "-inf": "−∞"}.get(text, text) if value.get("$") == "special" else text


def _by_cell(cards: Iterable[Mapping[str, Any]], steps: set[Any]) -> dict[tuple[Any, Any], list[str]]:
    held: dict[tuple[Any, Any], list[str]] = {}
    for card in cards:
        if card.get("step") in steps:
            held.setdefault((card["step"], card.get("lane")), []).append(words(card.get("text"), "text"))
    return held


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
    cards: dict[tuple[Any, Any], list[str]],
    longest: int,
) -> Lane:
    kind, column = str(lane.get("kind") or "text"), lane.get("column")
    if column is None:
        held = [cards.get((step.get("id"), lane.get("id")), []) for step in steps]
        numbers: list[float | None] = [None] * len(steps)
    else:
        values = [step.get(column) for step in steps]
        held = [_texts(value, kind, lane.get("many")) for value in values]
        numbers = [_finite(value) if kind in ("number", "emotion") else None for value in values]
    kind = "cards" if kind == "text" and lane.get("many") else kind
    low, high = _domain(lane.get("domain"), kind, numbers)
    name = clean(words(lane.get("name"), "text") or lane.get("id"), 100)
    cells = [_bounded(texts, longest) for texts in held]
    hint, role = clean(words(lane.get("hint"), "text"), 120), str(lane.get("role") or "")
    return Lane(name, hint, kind, role, low, high, cells, numbers)


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
