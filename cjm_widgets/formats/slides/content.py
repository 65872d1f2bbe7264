"""What slides show, as plain data. Standard library and the texts of values only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cjm_widgets.model.document import Document, Row
from cjm_widgets.show.connections import LINES, line_above
from cjm_widgets.show.words import words

from .plain import plain

RIGHT_TO_LEFT = ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku", "ps", "sd", "ug", "ur", "yi")


@dataclass(frozen=True, slots=True)
class Item:
    """One card: its id (of a further part of it, nothing), text, marks in words, and what it rests on."""

    id: str
    text: str
    marks: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane: cells by step, as cards or as one text; ``numbers`` where it is drawn as a curve; ``line`` stands above it."""

    name: str
    role: str
    cards: bool
    cells: tuple[tuple[Item, ...], ...]
    numbers: tuple[float | None, ...] = ()
    line: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """An arrow between two cards and the word on it."""

    source: str
    target: str
    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Stages over steps, lanes down: ``bands`` are (stage, how many steps)."""

    title: str
    bands: tuple[tuple[str, int], ...]
    steps: tuple[str, ...]
    lanes: tuple[Lane, ...]
    links: tuple[Link, ...] = ()
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its header, its rows, the widths of its columns in parts, and a sentence above it."""

    title: str
    about: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars from an origin: label, low and high end."""

    title: str
    about: str
    axis: str
    rows: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Person:
    """A persona sheet: head lines, fields by label, traits with marks of 5, and its colour."""

    name: str
    heads: tuple[str, ...]
    quote: str
    fields: tuple[tuple[str, str], ...]
    traits: tuple[tuple[str, int], ...]
    colour: str


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides: the title page, then the parts in order."""

    title: str
    lines: tuple[tuple[str, str], ...]
    words: str
    parts: tuple[Grid | Sheet | Bars | Person, ...]
    leftward: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """A lane to draw, as the map knows it: its row, and the column of steps it draws or nothing."""

    id: str
    name: str
    kind: str
    role: str
    side: str
    column: str
    lines: bool = field(default=True)


def is_leftward(language: object) -> bool:
    """Whether a language is written from right to left.

    >>> is_leftward("ar-EG"), is_leftward("de"), is_leftward(None)
    (True, False, False)
    """
    return str(language or "").replace("_", "-").split("-")[0].lower() in RIGHT_TO_LEFT


def grid(
    title: str,
    document: Document,
    lanes: Sequence[Drawn],
    *,
    links: bool,
    sources: Mapping[str, tuple[str, ...]],
) -> Grid:
    """The map as a grid with these lanes; with ``links`` also the lines of the blueprint and the arrows between its cards."""
    steps = document.table("steps")
    held: dict[tuple[str, str], list[str]] = {}
    cards = document.table("cards")
    for id_ in cards.order:
        row = cards.rows[id_]
        held.setdefault((str(row.get("lane")), str(row.get("step"))), []).append(id_)
    above = (
        line_above([{"role": one.role, "side": one.side} for one in lanes]) if links else [""] * len(lanes)
    )
    made = tuple(
        _lane(one, document, held, LINES.get(line, ""), sources)
        for one, line in zip(lanes, above, strict=True)
    )
    return Grid(
        title,
        _bands(document),
        tuple(plain(steps.rows[id_].get("name")) or id_ for id_ in steps.order),
        made,
        _links(document) if links else (),
    )


def marks_of(card: Row) -> str:
    """What stands on a card beside its text, in words."""
    out = []
    if card.get("fail_point") is True:
        out.append("F fail point" + (f": {plain(card['failure_mode'])}" if card.get("failure_mode") else ""))
    if card.get("wait_point") is True or card.get("wait") is not None:
        out.append(f"W wait {words(card.get('wait'), 'duration')}".strip())
    if card.get("decision") is True:
        out.append("◇ decision")
    if card.get("author") == "model":
        out.append("◆ written by a model")
    return "; ".join(out)


def _lane(
    one: Drawn,
    document: Document,
    held: Mapping[tuple[str, str], list[str]],
    line: str,
    sources: Mapping[str, tuple[str, ...]],
) -> Lane:
    steps, cards = document.table("steps"), document.table("cards")
    name = plain(one.name)
    if not one.column:
        cells = tuple(
            tuple(
                Item(id_, plain(cards.rows[id_].get("text")), marks_of(cards.rows[id_]), sources.get(id_, ()))
                for id_ in held.get((one.id, step), ())
            )
            for step in steps.order
        )
        return Lane(name, one.role, True, cells, (), line)
    values = [steps.rows[step].get(one.column) for step in steps.order]
    texts = tuple(_value(value, one.kind) for value in values)
    numbers = tuple(
        float(v) if isinstance(v, int | float) and not isinstance(v, bool) else None for v in values
    )
    curve = one.kind == "emotion" and any(v is not None for v in numbers)
    return Lane(name, one.role, False, texts, numbers if curve else (), line)


def _value(value: object, kind: str) -> tuple[Item, ...]:
    said = "\n".join(words(v, kind) for v in value) if isinstance(value, list | tuple) else words(value, kind)
    return (Item("", plain(said)),) if said.strip() else ()


def _bands(document: Document) -> tuple[tuple[str, int], ...]:
    steps, stages = document.table("steps"), document.table("stages")
    out: list[tuple[object, str, int]] = []
    for id_ in steps.order:
        stage = steps.rows[id_].get("stage")
        if out and out[-1][0] == stage:
            out[-1] = (*out[-1][:2], out[-1][2] + 1)
        else:
            known = stages.rows.get(str(stage), {})
            out.append((stage, plain(known.get("name")) or plain(stage), 1))
    return tuple((name, count) for _, name, count in out)


def _links(document: Document) -> tuple[Link, ...]:
    links = document.table("links").rows.values()
    return tuple(
        Link(
            str(row.get("source")),
            str(row.get("target")),
            str(row.get("kind") or ""),
            plain(" – ".join(str(row[key]) for key in ("text", "condition") if row.get(key))),
        )
        for row in links
    )
