"""The whole board as a picture: title, head, lanes with their lines between, links, what the marks mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from cjm_widgets.show.connections import LINES, line_above
from cjm_widgets.show.pictures.look import icons
from cjm_widgets.show.pictures.look.wrap import direction
from cjm_widgets.show.pictures.shapes import Rect, Shape, line, moved, text

from . import curves, head
from .flow import EMPTY, Bit, Held, flow, marked, rest, word
from .lane import Row_, lane_row
from .links import links
from .plan import Plan, plan
from .sheet import Lane, Look, Row, Sheet, said

RULE = 22.0
_DASHES = {"interaction": "", "visibility": "6 4", "internal": "1.5 3.5"}


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the board: a lane, or a line of the blueprint; ``y`` counts from below the head."""

    y: float
    h: float
    shapes: tuple[Shape, ...]
    lane: str | None


@dataclass(frozen=True, slots=True)
class Board:
    """A board in its parts, so that it can be drawn whole or in pages: ``top`` is the title, ``head`` stages and steps."""

    plan: Plan
    top: Bit
    head: Bit
    parts: tuple[Part, ...]
    links: tuple[Shape, ...]
    foot: Bit
    kept: tuple[Lane, ...] = field(default=())
    held: tuple[tuple[int, Held], ...] = field(default=())
    lanes: tuple[tuple[float, float], ...] = field(default=())

    @property
    def size(self) -> tuple[float, float]:
        """The width and height of all of it."""
        body = self.parts[-1].y + self.parts[-1].h if self.parts else 0.0
        return self.plan.width, self.top.h + self.head.h + body + self.foot.h


def board(
    sheet: Sheet, look: Look, *, width: float | None = None, by_time: bool = False, whole: Sheet | None = None
) -> Board:
    """The board laid out; ``whole`` is the sheet this is a page of: links to its other pages are told in words."""
    look = replace(look, linked=bool(sheet.links))
    columns = plan(sheet, zoom=look.zoom, width=width, by_time=by_time)
    kept, shared = curves.gather(sheet.lanes)
    made = [lane_row(sheet, lane, shared, columns, look, first=at == 0) for at, lane in enumerate(kept)]
    lines = line_above([lane.row for lane in kept])
    parts, held, lanes = _stacked(made, lines, columns, look)
    closed = [at for at, row in enumerate(made) if row.lane.kind in ("emotion", "paths") or row.lane.arc]
    drawn = links(sheet.links, held, lanes, closed, columns, look) if sheet.links else []
    top = head.title(sheet, look, columns.width, _extent(sheet))
    away = _away(sheet, whole) if whole else []
    return Board(
        columns,
        top,
        _head(sheet, columns, look),
        tuple(parts),
        tuple(drawn),
        _foot(sheet, look, columns.width, away),
        tuple(kept),
        tuple(held),
        tuple(lanes),
    )


def _extent(sheet: Sheet) -> str:
    told = [(len(sheet.stages), "stage"), (len(sheet.steps), "step")]
    return " · ".join(f"{n:,} {one}{'' if n == 1 else 's'}" for n, one in told if n)


def _head(sheet: Sheet, columns: Plan, look: Look) -> Bit:
    above, below = head.stages(sheet, columns, look), head.steps(sheet, columns, look)
    shapes: list[Shape] = [*above.shapes, *moved(below.shapes, 0, above.h)]
    high = above.h + below.h
    edges = [above.h, high] if above.h else [high]
    shapes += [line([(0, y - 0.5), (columns.width, y - 0.5)], look["line"]) for y in edges]
    shapes.append(line([(columns.rail - 0.5, 0), (columns.rail - 0.5, high)], look["line"]))
    return Bit(columns.width, high, tuple(shapes))


def _stacked(
    made: Sequence[Row_], lines: Sequence[str], columns: Plan, look: Look
) -> tuple[list[Part], list[tuple[int, Held]], list[tuple[float, float]]]:
    parts: list[Part] = []
    held: list[tuple[int, Held]] = []
    lanes: list[tuple[float, float]] = []
    y = 0.0
    for at, (row, rule) in enumerate(zip(made, lines, strict=True)):
        if rule:
            drawn = _rule(rule, columns, look)
            parts.append(Part(y, drawn.h, drawn.shapes, None))
            y += drawn.h
        parts.append(Part(y, row.bit.h, row.bit.shapes, row.lane.id))
        held += [(at, replace(one, y=one.y + y)) for one in row.bit.held]
        lanes.append((y, row.bit.h))
        y += row.bit.h
    return parts, held, lanes


def _rule(kind: str, columns: Plan, look: Look) -> Bit:
    """A line of the blueprint with its full name."""
    said = word(LINES[kind], look.size(0.85), look["ink-2"], columns.width - 40, bold=True)
    high = max(RULE, said.h + 6)
    return Bit(columns.width, high, (
        Rect(0, 0, columns.width, high, look["canvas"]),
        line([(0, high / 2), (columns.width, high / 2)], look["ink-3"], wide=1.5, dash=_DASHES[kind]),
        Rect(12, (high - said.h) / 2, said.w + 16, said.h, look["canvas"]),
        *said.at(20, (high - said.h) / 2).shapes,
    ))  # fmt: skip


def _away(sheet: Sheet, whole: Sheet) -> list[str]:
    """The links that begin or end on this page and lead to another."""
    lanes = {lane.id for lane in sheet.lanes}
    here = {card.get("id") for (_, lane), held in _cards(sheet) if lane in lanes for card in held}
    names = {card.get("id"): said(card.get("text")) for held in whole.cards.values() for card in held}
    return [
        f"“{names[row['source']]}” → “{names[row['target']]}”"
        for row in sheet.links
        if (row["source"] in here) != (row["target"] in here)
        and {row["source"], row["target"]} <= names.keys()
    ]


def _cards(sheet: Sheet) -> list[tuple[tuple[str, str], Sequence[Row]]]:
    steps = {str(step["id"]) for step in sheet.steps}
    return [(cell, held) for cell, held in sheet.cards.items() if cell[0] in steps]


def _foot(sheet: Sheet, look: Look, width: float, away: Sequence[str]) -> Bit:
    """What the shapes of evidence and the letters on cards mean, of those that are there; links that leave the page."""
    size, room = look.size(0.85), width - 32
    bits = [*_evidence(sheet, look, size, room), *_letters(sheet, look, size, room)]
    if away:
        bits.append(word(f"Links to other pages: {'; '.join(away)}.", size, look["ink-2"], room))
    if not bits:
        return EMPTY
    made = flow(bits, room, look.px(14), 4)
    return Bit(width, made.h + 14, (line([(0, 0.5), (width, 0.5)], look["line"]), *made.at(16, 7).shapes))


def _evidence(sheet: Sheet, look: Look, size: float, room: float) -> list[Bit]:
    if not sheet.proofs and not sheet.cells:
        return []
    gap, left = look.px(4), room - size - look.px(4)
    shapes = [
        marked(rest(state, size, look), word(told, size, look["ink-2"], left), gap)
        for state, told in icons.REST_WORDS.items()
    ]
    return [word("Evidence:", size, look["ink-2"], room), *shapes]


_MARKS = (
    ("fail_point", "F", "fail point", "low"),
    ("wait_point", "W", "wait point", "star"),
    ("decision", "?", "decision", "ink-2"),
)


def _letters(sheet: Sheet, look: Look, size: float, room: float) -> list[Bit]:
    cards = [card for held in sheet.cards.values() for card in held]
    there = [mark for mark in _MARKS if any(card.get(mark[0]) is True for card in cards)]
    out, d, high = [], look.px(14), look.px(9)
    for _, letter, told, colour in there:
        said_ = text(letter, d, high, look["paper"], leading=1, bold=True, align="middle")
        disc = Rect(0, 0, d, d, look[colour], radius=2 if letter == "?" else d / 2)
        mark = Bit(d, d, (disc, *moved((said_,), 0, (d - high) / 2)))
        out.append(marked(mark, word(told, size, look["ink-2"], room - d - look.px(4)), look.px(4)))
    return out


def shapes_of(made: Board, look: Look) -> list[Shape]:
    """All of a board, from its left top corner."""
    out: list[Shape] = list(made.top.shapes)
    y = made.top.h
    if y:
        out.append(line([(0, y - 0.5), (made.plan.width, y - 0.5)], look["line"]))
    out += moved(made.head.shapes, 0, y)
    y += made.head.h
    for part in made.parts:
        out += moved(part.shapes, 0, y + part.y)
    out += moved(made.links, 0, y)
    out += moved(made.foot.shapes, 0, made.size[1] - made.foot.h)
    return out


def mirrored(sheet: Sheet) -> bool:
    """Whether a map reads from right to left: its language says so, or else its steps' names."""
    language = str(sheet.meta.get("language") or "").lower().split("-")[0]
    if language:
        return language in ("ar", "fa", "he", "iw", "ps", "ur", "yi", "dv", "sd", "ug", "ckb")
    names = [str(step.get("name") or "") for step in sheet.steps]
    return bool(names) and sum(direction(name) == "rtl" for name in names) * 2 > len(names)
