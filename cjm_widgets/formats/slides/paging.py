"""A grid over slides: which steps and which parts of lanes stand on which, so that nothing is cut off. Knows no library.

All lengths are points.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from . import measure
from .content import Grid, Item, Lane

SIZES = (11.0, 10.0, 9.0, 8.0)
"""Sizes of text, the largest that lets a group of steps stay on one slide; else the smallest but one."""
FLOWING = 9.0
MARGIN, INSET, GAP = 24.0, 4.0, 3.0
TOP, FOOT = 74.0, 26.0
RAIL, NARROWEST = 96.0, 104.0
BAND, CURVE, LINE = 20.0, 84.0, 18.0
LEAST = 20.0


@dataclass(frozen=True, slots=True)
class Strip:
    """A lane, or a part of one, on a slide: where it begins, how tall it is, whether it goes on from the slide before."""

    lane: Lane
    top: float
    height: float
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One slide of a grid: steps from ``first``, columns of ``column`` points, text of ``size``, the strips."""

    first: int
    steps: tuple[str, ...]
    bands: tuple[tuple[str, int], ...]
    column: float
    size: float
    head: float
    strips: tuple[Strip, ...]


def pages(grid: Grid, width: float, height: float) -> list[Page]:
    """The slides of a grid."""
    most = max(1, int((width - 2 * MARGIN - RAIL) / NARROWEST))
    out: list[Page] = []
    for first, count in _groups(grid.bands, len(grid.steps), most):
        out += _group(grid, first, count, width, height)
    return out


def card_height(item: Item, column: float, size: float) -> float:
    """How tall a card is in a column."""
    room = column - 2 * GAP - 2 * INSET
    marks = measure.height(item.marks, room, size - 1) if item.marks else 0.0
    return measure.height(item.text, room, size) + marks + 2 * INSET


def _groups(bands: Sequence[tuple[str, int]], steps: int, most: int) -> Iterator[tuple[int, int]]:
    """Runs of steps, as even as can be, broken between stages where that leaves no slide half empty."""
    ends = {sum(count for _, count in bands[: n + 1]) for n in range(len(bands))}
    at = 0
    while at < steps:
        slides = -(-(steps - at) // most)
        even = -(-(steps - at) // slides)
        wish = at + even
        near = [
            end for end in ends if at < end <= min(steps, at + most) and abs(end - wish) <= max(1, even // 3)
        ]
        end = min(near, key=lambda one: (abs(one - wish), -one)) if near else min(steps, wish)
        yield at, end - at
        at = end


def _group(grid: Grid, first: int, count: int, width: float, height: float) -> list[Page]:
    column = (width - 2 * MARGIN - RAIL) / count
    column = min(column, 2.6 * NARROWEST)
    steps = grid.steps[first : first + count]
    lanes = [_slice(lane, first, count) for lane in grid.lanes]
    base = Page(first, steps, _bands(grid.bands, first, count), column, FLOWING, 0.0, ())
    if grid.blank and lanes:
        return [_spread(lanes, base, height)]
    for size in SIZES:
        head = _head(steps, column, size)
        tall = [_tall(lane, column, size) + (LINE if lane.line else 0.0) for lane in lanes]
        if head + sum(tall) <= height - TOP - FOOT:
            return [
                replace(base, size=size, head=head, strips=tuple(_placed(lanes, column, size, TOP + head)))
            ]
    return list(_flowing(lanes, replace(base, head=_head(steps, column, FLOWING)), height))


def _spread(lanes: Sequence[Lane], base: Page, height: float) -> Page:
    """Empty lanes as tall as the slide lets them be."""
    head = _head(base.steps, base.column, FLOWING)
    tall = (height - TOP - FOOT - head) / len(lanes)
    strips = tuple(Strip(lane, TOP + head + n * tall, tall) for n, lane in enumerate(lanes))
    return replace(base, head=head, strips=strips)


def _flowing(lanes: Sequence[Lane], base: Page, height: float) -> Iterator[Page]:
    """Lanes over as many slides as they need; a lane taller than a slide in parts."""
    room = height - TOP - FOOT - base.head
    strips: list[Strip] = []
    used = 0.0
    for lane in lanes:
        for n, part in enumerate(_parts(lane, base.column, room - LINE)):
            above = LINE if part.line and n == 0 else 0.0
            part = replace(part, line=part.line if n == 0 else "")
            tall = _tall(part, base.column, FLOWING)
            if strips and used + above + tall > room:
                yield replace(base, strips=tuple(strips))
                strips, used = [], 0.0
            strips.append(Strip(part, TOP + base.head + used + above, tall, n > 0))
            used += above + tall
    if strips or not lanes:
        yield replace(base, strips=tuple(strips))


def _parts(lane: Lane, column: float, room: float) -> list[Lane]:
    """A lane in parts that fit a slide each: cards that do not fit go on in the next, long texts in two."""
    if _tall(lane, column, FLOWING) <= room:
        return [lane]
    by_step = [list(_packed(cell, column, room)) for cell in lane.cells]
    count = max(map(len, by_step), default=1)
    return [
        replace(lane, numbers=(), cells=tuple(tuple(c[n]) if n < len(c) else () for c in by_step))
        for n in range(count)
    ]


def _packed(cell: Sequence[Item], column: float, room: float) -> Iterator[list[Item]]:
    held: list[Item] = []
    used = 2 * GAP
    waiting = list(cell)
    while waiting:
        item = waiting.pop(0)
        tall = card_height(item, column, FLOWING) + GAP
        if used + tall <= room:
            held.append(item)
            used += tall
            continue
        if held:
            yield held
            held, used = [], 2 * GAP
            waiting.insert(0, item)
            continue
        head, rest = _halves(item, column, room - 3 * GAP)
        yield [head]
        waiting.insert(0, rest)
    if held:
        yield held


def _halves(item: Item, column: float, room: float) -> tuple[Item, Item]:
    """A card in two: its text goes on, or its marks where the text is done."""
    wide = column - 2 * GAP - 2 * INSET
    inner = room - 2 * INSET
    head, rest = measure.cut(item.text, wide, FLOWING, inner - FLOWING * measure.LEADING)
    if rest:
        return replace(item, text=f"{head} …", marks=""), replace(item, id="", text=f"… {rest}")
    if measure.height(item.text, wide, FLOWING) > inner / 2 and item.text:
        return replace(item, marks=""), replace(item, id="", text="")
    marks, more = measure.cut(item.marks, wide, FLOWING - 1, inner / 2 - FLOWING)
    return replace(item, marks=f"{marks} …"), replace(item, id="", text="", marks=f"… {more}")


def _placed(lanes: Sequence[Lane], column: float, size: float, top: float) -> Iterator[Strip]:
    for lane in lanes:
        top += LINE if lane.line else 0.0
        tall = _tall(lane, column, size)
        yield Strip(lane, top, tall)
        top += tall


def _tall(lane: Lane, column: float, size: float) -> float:
    label = measure.height(lane.name, RAIL - 2 * INSET, size) + 2 * INSET + (size if lane.cards else 0)
    if lane.numbers:
        return max(CURVE, label)
    cells = [
        sum(card_height(item, column, size) + GAP for item in cell) + 2 * GAP for cell in lane.cells if cell
    ]
    return max([LEAST, label, *cells])


def _head(steps: Sequence[str], column: float, size: float) -> float:
    tallest = max((measure.height(step, column - 2 * GAP - 2 * INSET, size) for step in steps), default=size)
    return BAND + min(tallest, 150.0) + 2 * INSET + GAP


def _slice(lane: Lane, first: int, count: int) -> Lane:
    numbers = lane.numbers[first : first + count]
    curve = numbers if any(v is not None for v in numbers) else ()
    return replace(lane, cells=lane.cells[first : first + count], numbers=curve)


def _bands(bands: Sequence[tuple[str, int]], first: int, count: int) -> tuple[tuple[str, int], ...]:
    out, at = [], 0
    for name, long in bands:
        shown = min(at + long, first + count) - max(at, first)
        if shown > 0:
            out.append((name, shown))
        at += long
    return tuple(out)
