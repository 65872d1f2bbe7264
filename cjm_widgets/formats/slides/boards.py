"""A grid on slides: rail, stages and steps on each, cards as shapes, arrows that hold on to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.dml import MSO_LINE

from . import measure
from .content import Grid, Item, Lane, Link, Sheet
from .drawing import SMALL, foot, sheet
from .paging import BAND, GAP, INSET, LINE, MARGIN, RAIL, TOP, Page, Strip, card_height, pages
from .shapes import EDGE, SOFT, Slide

BANDS = ("DCE5F1", "E4E0F2", "F1DFE9", "F3E3D8", "DEEBDD")
TINTS = {
    "pain_points": "FBE7DD", "obstacles": "FBE7DD", "opportunities": "DDF1EA", "gains": "DDF1EA", "questions": "ECE6F6",
    "frontstage": "E3EEF7", "backstage": "E9EDF1", "support": "EFEFEF", "evidence": "FBF4DC",
}  # fmt: skip
DASH = {
    "Line of interaction": MSO_LINE.SOLID,
    "Line of visibility": MSO_LINE.DASH,
    "Line of internal interaction": MSO_LINE.ROUND_DOT,
}


def grid(made: Any, part: Grid, leftward: bool) -> None:
    """The slides of a grid: rail, stages and steps on each; what goes on is said on both."""
    shown = pages(part, made.slide_width.pt, made.slide_height.pt)
    for n, page in enumerate(shown):
        title = part.title if len(shown) == 1 else f"{part.title} ({n + 1} of {len(shown)})"
        slide = Slide(made, title, leftward)
        _head(slide, page, part.bands)
        held: dict[str, Any] = {}
        for strip in page.strips:
            _strip(slide, page, strip, part.blank, held)
        drawn = [link for link in part.links if link.source in held and link.target in held]
        for link in drawn:
            ends = f"{_text_of(part, link.source)} → {_text_of(part, link.target)}"
            slide.arrow(held[link.source], held[link.target], link.kind, f"{link.kind}: {ends}. {link.said}")
        away = [link for link in part.links if (link.source in held) != (link.target in held)]
        said = [f"Continued on the next slide ({n + 2} of {len(shown)})."] if n + 1 < len(shown) else []
        if away:
            many = "links lead" if len(away) > 1 else "link leads"
            said.append(
                f"{len(away)} {many} to cards on other slides: in the notes, and in the table of links."
            )
        if said:
            foot(slide, " ".join(said))
        slide.notes("\n".join([_notes(part, page), *_away(part, away)]))
    if part.links:
        sheet(made, _links(part), leftward)


def _head(slide: Slide, page: Page, every: Sequence[tuple[str, int]]) -> None:
    x = MARGIN + RAIL
    colour = {name: BANDS[n % len(BANDS)] for n, (name, _) in enumerate(every)}
    slide.box(MARGIN, TOP, RAIL, BAND, "Stage", SMALL, colour=SOFT, alt="Stage")
    for name, count in page.bands:
        wide = count * page.column - GAP
        size = next(
            (s for s in (11.0, 10.0, 9.0, 8.0) if measure.height(name, wide - 2 * INSET, s) <= BAND - 4), 8.0
        )
        said, rest = measure.cut(name, wide - 2 * INSET, size, BAND - 4)
        slide.box(
            x,
            TOP,
            wide,
            BAND,
            said + ("…" if rest else ""),
            size,
            fill=colour[name],
            bold=True,
            alt=f"Stage: {name}",
            centre=True,
        )
        x += count * page.column
    slide.box(MARGIN, TOP + BAND, RAIL, page.head - BAND - GAP, "Step", SMALL, colour=SOFT, alt="Step")
    x = MARGIN + RAIL
    for step in page.steps:
        room = page.column - 2 * GAP - 2 * INSET
        said, rest = measure.cut(step, room, page.size, page.head - BAND - GAP - 2 * INSET + 0.5)
        slide.box(
            x, TOP + BAND + 1, page.column - GAP, page.head - BAND - GAP, said + ("…" if rest else ""), page.size,
            edge=EDGE, bold=True, alt=f"Step: {step}",
        )  # fmt: skip
        x += page.column


def _strip(slide: Slide, page: Page, strip: Strip, blank: bool, held: dict[str, Any]) -> None:
    lane = strip.lane
    wide = RAIL + len(page.steps) * page.column
    if lane.line:
        slide.rule(MARGIN, strip.top - 3, wide, DASH[lane.line], lane.line)
        slide.box(
            MARGIN + wide - 170, strip.top - LINE - 1, 170, LINE, lane.line, 8, colour=SOFT, alt=lane.line
        )
    name = f"{lane.name} (continued)" if strip.continued else lane.name
    size = page.size if measure.height(name, RAIL - 2 * INSET, page.size) + 2 * INSET <= strip.height else 8.0
    tint = TINTS.get(lane.role, "")
    slide.box(
        MARGIN,
        strip.top,
        RAIL - GAP,
        strip.height - 1,
        name,
        size,
        fill=tint or "F4F6F8",
        bold=True,
        alt=f"Lane: {name}",
    )
    if lane.numbers:
        slide.curve(
            MARGIN + RAIL,
            strip.top,
            len(page.steps) * page.column,
            strip.height,
            lane.name,
            page.steps,
            lane.numbers,
        )
        return
    for n, cell in enumerate(lane.cells):
        held.update(_cell(slide, page, strip, n, cell, blank, tint))


def _cell(
    slide: Slide, page: Page, strip: Strip, n: int, cell: Sequence[Item], blank: bool, tint: str
) -> dict[str, Any]:
    """One cell; gives the shapes of its cards by id."""
    lane, x = strip.lane, MARGIN + RAIL + n * page.column
    if blank or not lane.cards:
        said = "\n".join(item.text for item in cell)
        if blank or said:
            alt, edge = _alt(lane, page.steps[n], said), EDGE if blank else ""
            slide.box(
                x, strip.top + 1, page.column - GAP, strip.height - GAP, said, page.size, edge=edge, alt=alt
            )
        return {}
    made: dict[str, Any] = {}
    y = strip.top + GAP
    for item in cell:
        made |= _card(slide, page, lane, item, n, x, y, tint)
        y += card_height(item, page.column, page.size) + GAP
    return made


def _card(
    slide: Slide, page: Page, lane: Lane, item: Item, n: int, x: float, y: float, tint: str
) -> dict[str, Any]:
    tall = card_height(item, page.column, page.size)
    alt = _alt(lane, page.steps[n], f"{item.text} {item.marks}".strip())
    shape = slide.box(
        x,
        y,
        page.column - 2 * GAP,
        tall,
        item.text,
        page.size,
        fill=tint or "FFFFFF",
        edge=EDGE,
        alt=alt,
        small=item.marks,
        round_=True,
    )
    return {item.id: shape} if item.id else {}


def _alt(lane: Lane, step: str, said: str) -> str:
    return f"{lane.name}, {step}: {said or 'to fill in'}"


def _notes(part: Grid, page: Page) -> str:
    """The slide in words, step by step, and what its cards rest on."""
    out = [f"Stages: {', '.join(name for name, _ in page.bands)}."]
    sources: list[str] = []
    for n, step in enumerate(page.steps):
        out.append(f"{step}:")
        for strip in page.strips:
            cell = strip.lane.cells[n]
            said = [
                item.text + (f" [{item.marks}]" if item.marks else "")
                for item in cell
                if item.text or item.marks
            ]
            if said:
                out.append(f"  {strip.lane.name}: {'; '.join(said)}")
            sources += [f"{item.text}: {one}" for item in cell for one in item.sources]
    return "\n".join([*out, *(["", "Sources:", *sources] if sources else [])])


def _away(part: Grid, links: Sequence[Link]) -> list[str]:
    told = [f"{_text_of(part, one.source)} → {_text_of(part, one.target)} ({one.kind})" for one in links]
    return ["", "Links to cards on other slides:", *told] if told else []


def _links(part: Grid) -> Sheet:
    rows = tuple(
        (_text_of(part, one.source), one.kind, _text_of(part, one.target), one.said) for one in part.links
    )
    about = "Arrows whose two cards stand on one slide are drawn there; this is all of them."
    return Sheet(f"{part.title}: links", about, ("From", "Link", "To", "When, what"), rows, (4, 1, 4, 3))


def _text_of(part: Grid, id_: str) -> str:
    return next((i.text for lane in part.lanes for cell in lane.cells for i in cell if i.id == id_), id_)
