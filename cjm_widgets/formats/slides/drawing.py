"""The parts of a deck on slides: a grid over as many as it needs, tables, persona sheets, charts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from . import measure
from .content import Bars, Person, Sheet
from .paging import FOOT, INSET, MARGIN, TOP
from .shapes import EDGE, SOFT, Slide

SMALL = 9.0
BODY = 11.0


def sheet(made: Any, part: Sheet, leftward: bool) -> None:
    """A table over as many slides as its rows need; a cell that would fill a slide goes on in the next row."""
    wide = made.slide_width.pt - 2 * MARGIN
    widths = [wide * one / sum(part.widths) for one in part.widths]
    about = measure.height(part.about, wide - 2 * INSET, BODY) + 2 * INSET if part.about else 0.0
    room = made.slide_height.pt - TOP - FOOT - about - 24
    slides = _even(part.rows, widths, room)
    for n, rows in enumerate(slides):
        slide = Slide(
            made, part.title if len(slides) == 1 else f"{part.title} ({n + 1} of {len(slides)})", leftward
        )
        if part.about:
            slide.box(MARGIN, TOP, wide, about, part.about, BODY, alt=part.about)
        if rows:
            slide.table(TOP + about + 4, part.header, rows, widths, SMALL, f"{part.title}: {len(rows)} rows")
        if n + 1 < len(slides):
            foot(slide, f"Continued on the next slide ({n + 2} of {len(slides)})")
        told = ["; ".join(f"{h}: {c}" for h, c in zip(part.header, row, strict=True) if c) for row in rows]
        slide.notes("\n".join([part.about, *told]))


def bars(made: Any, part: Bars, leftward: bool) -> None:
    """A chart that can be edited, with its numbers below the slide, in the notes."""
    slide = Slide(made, part.title, leftward)
    wide = slide.width - 2 * MARGIN
    tall = measure.height(part.about, wide - 2 * INSET, BODY) + 2 * INSET
    slide.box(MARGIN, TOP, wide, tall, part.about, BODY, alt=part.about)
    room = slide.height - FOOT - TOP - tall
    told = [f"{label}: {low:.4g} to {high:.4g}" for label, low, high in part.rows]
    slide.bars(MARGIN, TOP + tall, wide, room, part.rows, part.axis, f"{part.about} {'; '.join(told)}")
    slide.notes("\n".join([part.about, *told]))


def person(made: Any, part: Person, leftward: bool) -> None:
    """A persona sheet: head, quote, fields in two columns, traits as dots; what does not fit goes on on a further slide."""
    boxes: list[tuple[str, str]] = [*([("Quote", f"“{part.quote}”")] if part.quote else []), *part.fields]
    boxes += (
        [
            (
                "Traits",
                "\n".join(
                    f"{'●' * m + '○' * (5 - m)} {name}" + (f" ({m} of 5)" if m else "")
                    for name, m in part.traits
                ),
            )
        ]
        if part.traits
        else []
    )
    size = next((s for s in (16.0, 14.0, 12.0) if _one_slide(made, part, boxes, s)), BODY)
    first = True
    while first or boxes:
        slide = Slide(made, part.name if first else f"{part.name} (continued)", leftward)
        y = TOP
        told = list(part.heads) if first else []
        if told:
            y += _person_head(slide, part, size)
        draws, boxes, shown = _columns(slide.width, slide.height - FOOT, boxes, y, size)
        for x, at, wide, tall, label, text in draws:
            slide.box(x, at, wide, 1.3 * size + 4, label, size, colour=SOFT, bold=True, alt=label)
            slide.box(x, at + 1.7 * size, wide, tall, text, size, edge=EDGE, alt=f"{label}: {text}")
        if boxes:
            foot(slide, "Continued on the next slide")
        slide.notes("\n".join([*told, *(f"{label}: {text}" for label, text in shown)]))
        first = False


def _person_head(slide: Slide, part: Person, size: float) -> float:
    text = "\n".join(part.heads)
    wide = slide.width - 2 * MARGIN
    tall = measure.height(text, wide - 2 * INSET, size) + 2 * INSET
    slide.box(MARGIN, TOP, wide, tall, text, size, fill=part.colour, colour="FFFFFF", bold=True, alt=text)
    return tall + 8


def _one_slide(made: Any, part: Person, boxes: list[tuple[str, str]], size: float) -> bool:
    """Whether a persona fits one slide in letters of a size."""
    wide, tall = made.slide_width.pt, made.slide_height.pt
    head = measure.height("\n".join(part.heads), wide - 2 * MARGIN - 2 * INSET, size) + 2 * INSET + 8
    return not _columns(wide, tall - FOOT, boxes, TOP + head, size)[1]


Draw = tuple[float, float, float, float, str, str]


def _columns(
    across: float, floor: float, boxes: list[tuple[str, str]], top: float, size: float
) -> tuple[list[Draw], list[tuple[str, str]], list[tuple[str, str]]]:
    """Fields in two columns, the shorter one first; gives what to draw, those left over, and those that were drawn."""
    wide = (across - 2 * MARGIN - 12) / 2
    at = [top, top]
    draws: list[Draw] = []
    shown = []
    boxes = list(boxes)
    while boxes:
        label, text = boxes[0]
        side = 0 if at[0] <= at[1] else 1
        if floor - at[side] - 1.7 * size - 2 * INSET < 2.5 * size:
            side = 1 - side
        room = floor - at[side] - 1.7 * size - 2 * INSET
        if room < 2.5 * size:
            break
        head, rest = measure.cut(text, wide - 2 * INSET, size, room)
        tall = measure.height(head, wide - 2 * INSET, size) + 2 * INSET if text else min(52.0, room)
        draws.append((MARGIN + side * (wide + 12), at[side], wide, tall, label, head))
        shown.append((label, head))
        at[side] += 1.7 * size + tall + 6
        boxes = (
            [(f"{label.removesuffix(' (continued)')} (continued)", rest), *boxes[1:]] if rest else boxes[1:]
        )
    return draws, boxes, shown


def foot(slide: Slide, text: str) -> None:
    """A line at the bottom."""
    slide.box(
        MARGIN, slide.height - FOOT + 4, slide.width - 2 * MARGIN, 18, text, SMALL, colour=SOFT, alt=text
    )


def _even(rows: Sequence[Sequence[str]], widths: Sequence[float], room: float) -> list[list[Sequence[str]]]:
    """Rows over as few slides as can be, and as even as can be: none stands alone on a last one."""
    made = _rows_by_slide(rows, widths, room)
    if len(made) == 1:
        return made
    for part in range(12, 20):
        if len(less := _rows_by_slide(rows, widths, room * part / 20)) == len(made):
            return less
    return made


def _rows_by_slide(
    rows: Sequence[Sequence[str]], widths: Sequence[float], room: float
) -> list[list[Sequence[str]]]:
    out: list[list[Sequence[str]]] = [[]]
    used = 0.0
    waiting = list(rows)
    while waiting:
        row = waiting.pop(0)
        halves = [
            measure.cut(c, w - 2 * INSET - 1, SMALL, room - 8) for c, w in zip(row, widths, strict=True)
        ]
        if any(rest for _, rest in halves):
            waiting.insert(0, tuple(rest for _, rest in halves))
        shown = tuple(head for head, _ in halves)
        tall = (
            max(measure.height(c, w - 2 * INSET - 1, SMALL) for c, w in zip(shown, widths, strict=True)) + 6
        )
        if out[-1] and used + tall > room:
            out.append([])
            used = 0.0
        out[-1].append(shown)
        used += tall
    return out
