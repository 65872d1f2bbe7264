"""A document as a picture: which view, which lanes, how large; and the same in pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cjm_widgets.model.errors import DataError

from .grid.board import Board, board, mirrored, shapes_of
from .grid.curves import gather
from .grid.flow import Bit
from .grid.head import title
from .grid.sheet import Lane, Look, Sheet, sheet
from .look.tokens import theme
from .shapes import Rect, Shape, line, moved
from .sheets.impact import Impact, impact
from .sheets.personas import empty, personas
from .svg import Picture

WIDTH = 1200.0
MOST_ZOOM = 5.0


@dataclass(frozen=True, slots=True)
class How:
    """How a picture is drawn."""

    theme: str = "light"
    width: float | None = None
    zoom: float = 1.0
    by_time: bool = False

    def look(self) -> Look:
        """The colours and sizes. ``DataError`` for a zoom or width that none can be drawn in."""
        if not 0.25 <= self.zoom <= MOST_ZOOM:
            raise DataError(
                f"A zoom of {self.zoom!r} cannot be drawn: 0.25 to {MOST_ZOOM:g} are allowed.", "zoom"
            )
        if self.width is not None and not 200 <= self.width <= 40_000:
            raise DataError(f"A width of {self.width!r} cannot be drawn: 200 to 40,000 pixels are.", "width")
        return Look(theme(self.theme), self.zoom)


def grid(doc: Mapping[str, Any], evidence: Mapping[str, Any], how: How, about: str) -> Picture:
    """The board of a document, all its lanes in their order."""
    look, held = how.look(), sheet(doc, evidence)
    made = board(held, look, width=how.width, by_time=how.by_time)
    wide, high = made.size
    return _picture(held, look, wide, high, shapes_of(made, look), about)


def people(doc: Mapping[str, Any], how: How, about: str) -> Picture:
    """The persona sheets of a document."""
    look, held = how.look(), sheet(doc)
    wide = how.width or WIDTH
    top = title(
        replace(held, title=f"{held.title}: personas"), look, wide, _counted(len(held.personas), "persona")
    )
    rows = list(held.personas)
    body = personas(rows, held.meta, look, wide) if rows else empty("No personas yet.", look, wide)
    return _below(held, look, top, body, about)


def effects(doc: Mapping[str, Any], found: Impact, how: How, about: str) -> Picture:
    """What the improvements of a document bring."""
    look, held = how.look(), sheet(doc)
    wide = how.width or WIDTH
    top = title(replace(held, title=f"{held.title}: impact"), look, wide, "")
    return _below(held, look, top, impact(found, look, wide), about)


def _below(held: Sheet, look: Look, top: Bit, body: Bit, about: str) -> Picture:
    rule = line([(0, top.h - 0.5), (top.w, top.h - 0.5)], look["line"])
    shapes = [*top.shapes, rule, *moved(body.shapes, 0, top.h)]
    return _picture(held, look, top.w, top.h + body.h, shapes, about)


def _picture(
    held: Sheet, look: Look, wide: float, high: float, shapes: Sequence[Shape], about: str
) -> Picture:
    frame = Rect(0.5, 0.5, wide - 1, high - 1, "none", look["line"])
    language = str(held.meta.get("language") or "")
    return Picture(wide, high, (*shapes, frame), look["paper"], held.title, about, language, mirrored(held))


def _counted(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def pages(
    doc: Mapping[str, Any], evidence: Mapping[str, Any], how: How, room: tuple[float, float], about: str
) -> list[Picture]:
    """The board in pages of a size in pixels: title, head and rail again on each, columns and lanes whole.

    A lane that is higher than a page has a page of its own, which is drawn smaller.
    """
    look, held = how.look(), sheet(doc, evidence)
    made = board(held, look, by_time=how.by_time)
    wide, high = room
    out = []
    for steps, stages in _columns(held, made, wide):
        part = replace(held, steps=steps, stages=stages)
        one = board(part, look, width=wide, by_time=how.by_time)
        for lanes in _rows(one, high):
            drawn = replace(part, lanes=_with_curves(held, lanes))
            body = board(drawn, look, width=wide, by_time=how.by_time, whole=held)
            out.append(_picture(part, look, wide, max(high, body.size[1]), shapes_of(body, look), about))
    return out


def _with_curves(held: Sheet, lanes: Sequence[Lane]) -> list[Lane]:
    """The lanes in their order; the curves that share a lane go where it goes."""
    shared = gather(held.lanes)[1]
    joined = shared.all if shared and shared.chosen in lanes else ()
    return [lane for lane in held.lanes if lane in lanes or lane in joined]


def _columns(held: Sheet, made: Board, wide: float) -> Iterator[tuple[Sequence[Any], Sequence[Any]]]:
    """The steps in stretches that fit, about as many on each page; stages without steps stand on the first."""
    slots = made.plan.slots
    most = max(1, int((wide - made.plan.rail) // max((slot.width for slot in slots), default=1.0)))
    count = max(1, -(-len(slots) // most))
    each = -(-len(slots) // count) if slots else 0
    for first in range(0, max(1, len(slots)), each or 1):
        part = slots[first : first + each]
        used = {slot.stage for slot in part}
        stages = [stage if at in used else None for at, stage in enumerate(held.stages)]
        yield [slot.step for slot in part if slot.step], [one for one in stages if one]


def _rows(made: Board, high: float) -> Iterator[list[Lane]]:
    """The lanes in stretches that fit below title and head."""
    lanes = {part.lane: part.h for part in made.parts if part.lane is not None}
    rule = max((part.h for part in made.parts if part.lane is None), default=0.0)
    room = high - made.top.h - made.head.h - made.foot.h
    held: list[Lane] = []
    used = 0.0
    for lane in made.kept:
        tall = lanes[lane.id] + rule
        if held and used + tall > room:
            yield held
            held, used = [], 0.0
        held.append(lane)
        used += tall
    yield held
