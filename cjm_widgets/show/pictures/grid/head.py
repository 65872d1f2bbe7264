"""The title, the band of the stages and the names of the steps, and the rail of the lanes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cjm_widgets.show.personas import rests_on
from cjm_widgets.show.pictures.look.tokens import avatar, mix, stage_colour
from cjm_widgets.show.pictures.shapes import Group, Rect, Shape, line, moved, text
from cjm_widgets.show.words import duration

from .flow import EMPTY, Bit, flow, icon, marked, stack, word
from .plan import Plan, Slot
from .sheet import Lane, Look, Row, Sheet, finite, said

_WORD = re.compile(r"[^\W_][\w’'-]*")
SWATCHES = ("#5b7aa8", "#7c6fb0", "#a8668f", "#b3734a", "#5d8a5a", "#4d8a8c")


def title(sheet: Sheet, look: Look, width: float, size: str) -> Bit:
    """The title, whose map it is, and how large it is."""
    room = width - 28
    name = word(sheet.title, look.size(1.154), look["ink"], room, bold=True, leading=1.3)
    about = word(size, look.size(0.923), look["ink-2"], room)
    made = flow([bit for bit in (name, lens(sheet, look, room), about) if bit.h], room, 14, 6)
    high = max(48.0, made.h + 18)
    return Bit(width, high, made.at(16, (high - made.h) / 2).shapes)


def lens(sheet: Sheet, look: Look, room: float) -> Bit:
    """The persona and the scenario the map is drawn for."""
    named, scenario = said(sheet.meta.get("persona")), said(sheet.meta.get("scenario"))
    found = next((row for row in sheet.personas if named and named in (row.get("id"), row.get("name"))), None)
    name = (said(found.get("name")) if found else "") or named
    parts: list[Bit] = []
    size = look.size(0.923)
    if name:
        place = list(sheet.personas).index(found) if found else 0
        parts.append(face(name, found, place, 24 * max(1.0, look.zoom), look))
        parts.append(word(name, size, look["ink"], room - 34, bold=True))
        share = finite(found.get("share")) if found else None
        more = [
            said(found.get("job")) if found else "",
            rests_on({"share": share}) if share is not None else "",
        ]
        parts.append(word(" · ".join(filter(None, more)), size, look["ink-2"], room))
    parts.append(word(scenario, size, look["ink-2"], room))
    parts = [bit for bit in parts if bit.h]
    wide = min(room, sum(bit.w for bit in parts) + 7 * (len(parts) - 1)) if parts else 0.0
    made = flow(parts, wide, 7, 3) if parts else EMPTY
    return Bit(wide, made.h, made.shapes)


def face(name: str, row: Row | None, place: int, d: float, look: Look) -> Bit:
    """The initials of a persona on their colour."""
    ground, ink = avatar(colour_of(row, place))
    letters = text(initials(name), d, d * 0.38, ink, leading=1, bold=True, align="middle")
    return Bit(
        d, d, (Rect(0, 0, d, d, ground, radius=d / 2), *moved((letters,), 0, (d - letters.leading) / 2))
    )


def initials(name: str) -> str:
    """The first letters of the first two words.

    >>> initials("Dana, planning parent"), initials("…")
    ('DP', '?')
    """
    return "".join(found[0][0] for found in list(_WORD.finditer(name))[:2]).upper() or "?"


def colour_of(row: Row | None, place: int) -> str:
    """The colour a persona is drawn in; what is no colour counts as none."""
    own = said(row.get("colour")) if row else ""
    return own.lower() if re.fullmatch(r"#[0-9a-fA-F]{6}", own) else SWATCHES[place % len(SWATCHES)]


def stages(sheet: Sheet, plan: Plan, look: Look) -> Bit:
    """The band of the stages; nothing where there is none."""
    if not sheet.stages and all(band.stage < 0 for band in plan.bands):
        return EMPTY
    made = [_stage(band.row, band.width, look) for band in plan.bands]
    high = max([look.size(1) * 1.4 + 18, *(bit.h for bit in made)])
    shapes: list[Shape] = [*rail_label("Stage", "", look, plan.rail)]
    for band, bit in zip(plan.bands, made, strict=True):
        shapes.append(Rect(band.x, 0, band.width, 3, stage_colour(look.colours, band.stage)))
        shapes += bit.at(band.x, 0).shapes
        shapes.append(line([(band.x + band.width - 0.5, 0), (band.x + band.width - 0.5, high)], look["line"]))
    return Bit(plan.width, high, tuple(shapes))


def _stage(row: Row | None, width: float, look: Look) -> Bit:
    room = width - 24
    name = (said(row.get("name")) or str(row["id"])) if row else "No stage"
    top = text(name, room, look.size(0.96), look["ink"], leading=1.4, bold=True)
    goal = text(
        said(row.get("goal")) if row else "", room, look.size(0.96 * 0.92), look["ink-2"], leading=1.4
    )
    made = stack([Bit(room, one.h, (one,)) for one in (top, goal)], 0, x=12, y=10)
    return Bit(width, made.h + 18, made.shapes)


def steps(sheet: Sheet, plan: Plan, look: Look) -> Bit:
    """The names of the steps, how long each takes, and the moments of truth."""
    columns = {lane.column for lane in sheet.lanes}
    truth = "moment_of_truth" not in columns
    time = "duration" not in columns and not any(lane.kind == "duration" for lane in sheet.lanes)
    made = [_step(slot, look, time, truth) for slot in plan.slots]
    high = max([look.size(1) * 1.4 + 16, *(bit.h for bit in made)])
    shapes: list[Shape] = [*rail_label("Step", "", look, plan.rail)]
    for slot, bit in zip(plan.slots, made, strict=True):
        ground = mix(stage_colour(look.colours, slot.stage), look["paper"], 7)
        shapes.append(Rect(slot.x, 0, slot.width, high, ground))
        shapes += bit.at(slot.x, 0).shapes
        shapes.append(line([(slot.x + slot.width - 0.5, 0), (slot.x + slot.width - 0.5, high)], look["line"]))
    return Bit(plan.width, high, tuple(shapes))


def _step(slot: Slot, look: Look, time: bool, truth: bool) -> Bit:
    step, room = slot.step, slot.width - 24
    if step is None:
        return EMPTY
    name = text(
        said(step.get("name")) or str(step["id"]), room, look.size(0.96), look["ink"], leading=1.4, bold=True
    )
    size = look.size(0.96 * 0.88)
    bits = [word(time_of(step), size, look["ink-2"], room, leading=1.4)] if time else []
    if truth and step.get("moment_of_truth") is True:
        star = word("★ truth", size, look["star"], room, bold=True, leading=1.4)
        bits.append(Bit(star.w, star.h, (Group(star.shapes, "moment of truth"),)))
    below = flow([bit for bit in bits if bit.h], room, 8, 0) if any(bit.h for bit in bits) else EMPTY
    made = stack([bit for bit in (Bit(room, name.h, (name,)), below) if bit.h], 2, x=12, y=8)
    return Bit(slot.width, made.h + 16, made.shapes)


def time_of(step: Row) -> str:
    """The likely time, the range around it, and the waiting kept apart.

    >>> time_of({"duration": 240, "duration_low": 120, "duration_high": 540, "wait": 172800})
    '4 min (2–9 min) + 2 d waiting'
    """
    likely, low, high, wait = (
        _span(step.get(name)) for name in ("duration", "duration_low", "duration_high", "wait")
    )
    between = _range(low, high) if low and high else ""
    time = f"{likely} ({between})" if likely and between else likely or between or low or high
    return " + ".join(filter(None, (time, f"{wait} waiting" if wait else "")))


def _span(value: object) -> str:
    seconds = finite(value)
    return said(value) if seconds is None else duration(seconds)


def _range(low: str, high: str) -> str:
    """The unit is said once where both ends have it."""
    one, other = low.split(" "), high.split(" ")
    same = len(one) == len(other) == 2 and one[1] == other[1]
    return f"{one[0]}–{high}" if same else f"{low}–{high}"


def rail_label(name: str, hint: str, look: Look, rail: float) -> Sequence[Shape]:
    """A name in the rail."""
    return rail_cell(name, [(hint, "ink-3")] if hint else [], look, rail).shapes


def rail_cell(name: str, small: Sequence[tuple[str, str]], look: Look, rail: float) -> Bit:
    """A name in the rail with small lines below it, each in a colour."""
    room = rail - 24
    size = look.size(0.923)
    bits = [
        Bit(room, made.h, (made,)) for made in [text(name, room, size, look["ink"], leading=1.4, bold=True)]
    ]
    for told, colour in small:
        made = text(told, room, size * 0.917, look[colour], leading=1.4)
        bits.append(Bit(room, made.h, (made,)))
    made_ = stack([bit for bit in bits if bit.h], 1, x=12, y=9)
    return Bit(rail, made_.h + 18, made_.shapes)


def lane_rail(lane: Lane, look: Look, rail: float) -> Bit:
    """The rail of a lane: its name, its hint, who carries it out, where it comes from."""
    small = [(lane.hint, "ink-3")] if lane.hint else []
    small += [(lane.source, "data")] if lane.source else []
    made = rail_cell(lane.name, small, look, rail)
    if lane.carrier not in ("people", "technology"):
        return made
    size = look.size(0.923 * 0.917)
    drawn = icon(lane.carrier, size * 1.15, look["ink-2"], 1.3)
    who = marked(drawn, word(lane.carrier, size, look["ink-2"], rail - 24 - drawn.w - look.px(4)), look.px(4))
    return Bit(rail, made.h + who.h + 1, (*made.shapes, *who.at(12, made.h - 8).shapes))
