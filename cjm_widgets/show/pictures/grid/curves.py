"""The emotion lane: one curve or several, points, quotes; and the dramatic arc. As js/src/views/curve.tsx and curves.ts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cjm_widgets.show.curve import area, line as smooth, segments
from cjm_widgets.show.pictures.look import icons
from cjm_widgets.show.pictures.look.tokens import mix
from cjm_widgets.show.pictures.shapes import Group, Path, Rect, Shape, line, moved, number, text

from .flow import Bit, Held, stack
from .head import colour_of, lane_rail
from .plan import Plan, Slot
from .sheet import FEELING, Lane, Look, Row, Sheet, finite, said, shown

MARGIN = 0.14
ARC = (1.0, 5.0)
MOST = 5
DASHES = ("12 3", "7 3", "2 3", "9 3 2 3", "5 2", "1 3")


@dataclass(frozen=True, slots=True)
class Curves:
    """The curves that share a lane: the first is drawn whole."""

    all: tuple[Lane, ...]

    @property
    def chosen(self) -> Lane:
        """The lane that stands on the board for all of them."""
        return self.all[0]


def gather(lanes: Sequence[Lane]) -> tuple[list[Lane], Curves | None]:
    """The lanes to draw: the curves of up to five personas join the map's own."""
    own = next(
        (lane for lane in lanes if lane.kind == "emotion" and lane.role == "emotion" and not lane.feeling),
        None,
    )
    all_ = (*((own,) if own else ()), *[lane for lane in lanes if lane.feeling][:MOST])
    if len(all_) < 2:
        return list(lanes), None
    first = next(at for at, lane in enumerate(lanes) if lane in all_)
    kept = [
        all_[0] if at == first else lane for at, lane in enumerate(lanes) if at == first or lane not in all_
    ]
    return kept, Curves(all_)


def stroke_of(sheet: Sheet, curves: Curves, lane: Lane, look: Look) -> tuple[str, str]:
    """How a curve is drawn: the colour of its persona, and a dash of its own."""
    at = curves.all.index(lane)
    persona = next((row for row in sheet.personas if row.get("id") == lane.id.removeprefix(FEELING)), None)
    own = colour_of(persona, 0) if persona and said(persona.get("colour")) else ""
    colour = own or (look[f"s{at % 6 + 1}"] if lane.feeling else look["ink"])
    return mix(colour, look["ink"], 80), DASHES[at % len(DASHES)]


def rail(sheet: Sheet, lane: Lane, curves: Curves | None, look: Look, wide: float, high: float) -> Bit:
    """The rail of an emotion lane: the ends of the scale, the name, and which line is whose."""
    low, top = lane.scale or lane.domain or (-2.0, 2.0)
    size = look.size(0.923 * 0.83)
    down = MARGIN * high + size / 2 - 7
    made = lane_rail(lane, look, wide).at(0, down)
    shapes: list[Shape] = list(made.shapes)
    below = made.h + down - 6
    for value, name, y in ((top, "good", MARGIN), (low, "bad", 1 - MARGIN)):
        ends = text(f"{_signed(value, low)} {name}", wide - 20, size, look["ink-3"], leading=1, align="end")
        shapes += moved((ends,), 8, y * high - size / 2)
    if curves and lane == curves.chosen:
        for other in curves.all:
            stroke, dash = stroke_of(sheet, curves, other, look)
            key = line([(12, 0), (34, 0)], stroke, wide=2, dash="" if other == curves.chosen else dash)
            named = text(other.name, wide - 52, look.size(0.923 * 0.92), look["ink-2"], leading=1.3)
            shapes += moved((key,), 0, below + named.leading / 2)
            shapes += moved((named,), 40, below)
            below += named.h + 3
    return Bit(wide, below + 6, tuple(shapes))


def _signed(value: float, low: float) -> str:
    return (
        f"−{number(-value)}" if value < 0 else f"+{number(value)}" if value > 0 and low < 0 else number(value)
    )


def heights(domain: tuple[float, float], high: float) -> Callable[[float], float]:
    """From a value to its height in the lane; values beyond the domain stay at its ends."""
    low, top = domain

    def height(value: float) -> float:
        share = (min(top, max(low, value)) - low) / (top - low)
        return high * (MARGIN + (1 - 2 * MARGIN) * (1 - share))

    return height


def curve(sheet: Sheet, lane: Lane, curves: Curves | None, plan: Plan, look: Look, high: float) -> Bit:
    """The drawing of a lane of emotions, from the left edge of the board and the top of the lane."""
    domain = lane.domain or (-2.0, 2.0)
    height = heights(domain, high)
    base = height(0 if domain[0] < 0 < domain[1] else sum(domain) / 2)
    left, right = plan.rail, plan.width
    lines = _lines(plan.slots, lambda step: step.get(lane.column or ""), height)
    filled = "".join(area(one, base) for one in lines)
    shared = curves if curves and lane == curves.chosen else None
    shapes: list[Shape] = [
        line([(left, height(end)), (right, height(end))], look["line"], dash="2 4") for end in domain
    ]
    shapes += [
        Path(filled, fill=look["high-soft"], clip=(left, 0, right - left, base)),
        Path(filled, fill=look["low-soft"], clip=(left, base, right - left, high - base)),
    ]
    shapes.append(line([(left, base), (right, base)], look["line-2"]))
    shapes += _others(sheet, shared, plan, look, height) if shared else []
    stroke = stroke_of(sheet, shared, lane, look)[0] if shared else look["ink"]
    shapes.append(Path("".join(map(smooth, lines)), stroke=stroke, line=2.4 if shared else 1.8))
    held: list[Held] = []
    for slot in plan.slots:
        value = finite(slot.step.get(lane.column or "")) if slot.step else None
        if slot.step is None or value is None:
            continue
        drawn = _point(slot, slot.step, value, lane, look, height(value), high)
        shapes += drawn.shapes
        held += drawn.held
    return Bit(right, high, tuple(shapes), tuple(held))


def _lines(
    slots: Sequence[Slot], value: Callable[[Row], object], height: Callable[[float], float]
) -> list[list[tuple[float, float]]]:
    numbers = [finite(value(slot.step)) if slot.step else None for slot in slots]
    return segments(
        [None if v is None else (slot.middle, height(v)) for slot, v in zip(slots, numbers, strict=True)]
    )


def tone(value: float, domain: tuple[float, float]) -> str:
    """How a value feels in its domain: around the middle, or on either side of it."""
    low, top = domain
    middle = 0.0 if low < 0 < top else (low + top) / 2
    if abs(value - middle) <= (top - low) * 0.06:
        return "mid"
    return "low" if value < middle else "high"


def _point(slot: Slot, step: Row, value: float, lane: Lane, look: Look, y: float, high: float) -> Bit:
    felt, own = tone(value, lane.domain or (-2.0, 2.0)), lane.role != "staff_emotion"
    truth = own and step.get("moment_of_truth") is True
    mark: Shape
    if truth:
        mark = Path(icons.STAR, slot.middle, y, fill=look[felt], scale=look.zoom)
    else:
        r = 4.2 * look.zoom
        mark = Rect(slot.middle - r, y - r, 2 * r, 2 * r, look[felt], look["paper"], 1.6, r)
    told = f"{said(step.get('name'))}: {shown(value, lane)}" + (", moment of truth" if truth else "")
    shapes: list[Shape] = [Group((mark,), told)]
    quote = said(step.get("quote")) if own else ""
    if quote:
        words = text(
            f"“{quote}”", slot.width - 6, look.size(0.846), look["ink-2"], leading=1.2, most=2, align="middle"
        )
        top = y + 11 if felt == "low" else y - 11 - words.h
        shapes += moved((Group((words,), quote),), slot.x + 3, min(max(2.0, top), high - words.h - 2))
    return Bit(0, 0, tuple(shapes), (Held(slot.middle - 14, y - 14, 28, 28),))


def _others(
    sheet: Sheet, curves: Curves, plan: Plan, look: Look, height: Callable[[float], float]
) -> list[Shape]:
    """The mean of the personas, and each further curve with its colour, its dash and its points."""
    mean = _lines(plan.slots, lambda step: _mean(sheet, curves, step), height)
    out: list[Shape] = [
        Path("".join(map(smooth, mean)), stroke=look["edge"], line=3, dash="1 4", cap="round")
    ]
    for lane in curves.all[1:]:
        column = lane.column or ""
        lines = _lines(plan.slots, lambda step, column=column: step.get(column), height)  # type: ignore[misc]
        stroke, dash = stroke_of(sheet, curves, lane, look)
        out.append(Path("".join(map(smooth, lines)), stroke=stroke, line=1.7, dash=dash))
        out += [Rect(x - 2.5, y - 2.5, 5, 5, stroke, radius=2.5) for one in lines for x, y in one]
    return out


def _mean(sheet: Sheet, curves: Curves, step: Row) -> float | None:
    """The mean of the personas' curves, by share where all shares are known; None where fewer than two feel anything."""
    rows = {str(row.get("id")): row for row in sheet.personas}
    felt = [lane for lane in curves.all if lane.feeling]
    shares = [
        finite(rows.get((lane.column or lane.id).removeprefix(FEELING), {}).get("share")) or 0.0
        for lane in felt
    ]
    weights = shares if all(share > 0 for share in shares) else [1.0] * len(felt)
    pairs = [
        (finite(step.get(lane.column or "")), weight) for lane, weight in zip(felt, weights, strict=True)
    ]
    known = [(value, weight) for value, weight in pairs if value is not None]
    return sum(v * w for v, w in known) / sum(w for _, w in known) if len(known) > 1 else None


def arc(lane: Lane, plan: Plan, look: Look, high: float) -> Bit:
    """The dramatic arc: a thin track behind its numbers."""
    height = heights(ARC, high)
    lines = _lines(plan.slots, lambda step: step.get(lane.column or ""), height)
    shapes: list[Shape] = [
        Path("".join(area(one, high) for one in lines), fill=mix(look["ask"], look["paper"], 10)),
        Path("".join(map(smooth, lines)), stroke=look["ask"], line=1.4),
    ]
    shapes += [Rect(x - 2.5, y - 2.5, 5, 5, look["ask"], radius=2.5) for one in lines for x, y in one]
    for slot in plan.slots:
        value = finite(slot.step.get(lane.column or "")) if slot.step else None
        if value is not None:
            words = text(number(value), slot.width / 2 - 10, look.size(0.88), look["ink-2"], leading=1)
            shapes += moved(
                (words,), slot.middle + 7, min(max(2, height(value) - words.h / 2), high - words.h - 2)
            )
    return stack([Bit(plan.width, high, tuple(shapes))], 0)
