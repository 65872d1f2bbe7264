"""A document in the wire form of docs/protocol.md, read for drawing: rows, how lanes look, what cards rest on."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from cjm_widgets.model.schema import SCALES
from cjm_widgets.show.path_picture import rows_of
from cjm_widgets.show.pictures.look.tokens import Theme
from cjm_widgets.show.words import number, words

Row = dict[str, Any]
ACCENTS = {
    "pain_points": "pain", "obstacles": "pain", "opportunities": "idea", "gains": "idea", "questions": "ask",
    "thoughts": "ask", "needs": "ask", "motivations": "ask", "actions": "act", "goals": "act",
    "touchpoints": "data", "channels": "data", "evidence": "mid", "quotes": "mid",
}  # fmt: skip
"""The colour of a card's edge by the role of its lane, as js/src/views/look.ts."""
BOXED = frozenset(("frontstage", "backstage", "support"))
HEIGHTS = {"chips": 66, "flag": 44, "duration": 44, "time": 44, "emotion": 150}
SCALAR = frozenset(("number", "emotion", "flag", "duration", "time"))
_PROSE = frozenset(("actions", "quotes", "other", ""))
FEELING = "emotion:"


@dataclass(frozen=True, slots=True)
class Look:
    """How everything is drawn: colours, how much larger letters are, whether cards keep room for lines between them."""

    colours: Theme
    zoom: float = 1
    linked: bool = False

    def size(self, em: float) -> float:
        """The size of letters so many times the board's own."""
        return 13 * em * self.zoom

    def px(self, pixels: float) -> float:
        """A length that grows with the letters."""
        return pixels * self.zoom

    def __getitem__(self, name: str) -> str:
        return self.colours[name]


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane as it is drawn."""

    id: str
    name: str
    hint: str
    source: str
    kind: str
    role: str
    column: str | None
    many: str | None
    domain: tuple[float, float] | None
    height: float | None
    percent: bool
    arc: bool
    carrier: str
    row: Row = field(repr=False)
    scale: tuple[float, float] | None = None

    @property
    def chips(self) -> bool:
        """Whether its cards are drawn as pills."""
        return self.kind == "chips" or self.role in ("touchpoints", "channels")

    @property
    def prose(self) -> bool:
        """Whether its one text is drawn as prose instead of as a card."""
        return self.kind == "text" and self.many is None and self.role in _PROSE

    @property
    def scalar(self) -> bool:
        """Whether it holds one value a cell."""
        return self.column is not None and self.kind in SCALAR

    @property
    def feeling(self) -> bool:
        """Whether it is the curve of a persona."""
        return self.kind == "emotion" and (
            self.id.startswith(FEELING) or (self.column or "").startswith(FEELING)
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything a board draws, as rows by table."""

    title: str
    meta: Mapping[str, Any]
    steps: Sequence[Row]
    stages: Sequence[Row]
    lanes: Sequence[Lane]
    cards: Mapping[tuple[str, str], Sequence[Row]]
    links: Sequence[Row]
    moves: Sequence[Row]
    personas: Sequence[Row]
    doc: Mapping[str, Any]
    proofs: Mapping[str, Any]
    cells: Mapping[str, Any]


def sheet(doc: Mapping[str, Any], evidence: Mapping[str, Any] | None = None) -> Sheet:
    """A document as rows; ``evidence`` is the overlay of that name."""
    meta = doc.get("meta") or {}
    steps, cards = rows_of(doc, "steps"), rows_of(doc, "cards")
    shown = {str(row["id"]) for row in steps}
    held: dict[tuple[str, str], list[Row]] = {}
    for card in cards:
        if str(card.get("step")) in shown:
            held.setdefault((str(card["step"]), str(card.get("lane"))), []).append(card)
    lanes = [_lane(row, meta, doc) for row in rows_of(doc, "lanes") if row.get("visible") is not False]
    proof = evidence or {}
    return Sheet(
        said(doc.get("title")) or said(meta.get("title")) or "Journey map",
        meta, steps, rows_of(doc, "stages"), lanes, held, rows_of(doc, "links"), rows_of(doc, "transitions"),
        rows_of(doc, "personas"), doc, proof.get("cards") or {}, proof.get("cells") or {},
    )  # fmt: skip


def said(value: Any) -> str:
    """A text; empty where there is none."""
    return value.strip() if isinstance(value, str) else ""


def finite(value: Any) -> float | None:
    """A number; None where it is none or has no end."""
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if fits else None


def _lane(row: Row, meta: Mapping[str, Any], doc: Mapping[str, Any]) -> Lane:
    kind, column = said(row.get("kind")) or "cards", said(row.get("column")) or None
    made = Lane(
        str(row["id"]), said(row.get("name")) or str(row["id"]), said(row.get("hint")), said(row.get("source")), kind,
        said(row.get("role")), column, said(row.get("many")) or None, _domain(row.get("domain"), kind),
        finite(row.get("height")), row.get("format") == "percent",
        kind == "number" and (column == "arc" or row.get("format") == "arc"), said(row.get("carrier")), row,
    )  # fmt: skip
    scale = SCALES.get(said(meta.get("emotion_scale")))
    if kind == "emotion" and scale and doc.get("kind") == "map" and made.domain == (-2.0, 2.0):
        return replace(made, scale=(float(scale[0]), float(scale[1])))
    return made


def _domain(value: Any, kind: str) -> tuple[float, float] | None:
    if isinstance(value, list | tuple) and len(value) == 2:
        low, high = finite(value[0]), finite(value[1])
        if low is not None and high is not None and low < high:
            return low, high
    return (-2.0, 2.0) if kind == "emotion" else None


def shown(value: Any, lane: Lane) -> str:
    """A value as its lane's cells say it."""
    kept = finite(value)
    if kept is None:
        return words(value, lane.kind)
    if lane.percent:
        return f"{number(round(kept * 100, 1))} %"
    if lane.scale:
        low, high = lane.scale
        return number(round(low + (kept + 2) / 4 * (high - low), 2))
    sign = lane.domain is not None and lane.domain[0] < 0 and lane.kind != "duration"
    return number(kept, signed=True) if sign else words(value, lane.kind)


def texts(lane: Lane, step: Row) -> list[str]:
    """The texts of a cell of a lane that draws a column."""
    value = step.get(lane.column or "")
    if isinstance(value, list | tuple):
        return [words(one, "text") for one in value if words(one, "text").strip()]
    whole = shown(value, lane) if lane.kind in ("time", "duration") else words(value, "text")
    parts = whole.split("\n") if lane.many == "lines" else [whole]
    return [part for part in parts if part.strip()]


def stage_places(sheet_: Sheet) -> dict[str, int]:
    """The place of each stage in their order."""
    return {str(stage["id"]): at for at, stage in enumerate(sheet_.stages)}
