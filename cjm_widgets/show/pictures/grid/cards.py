"""Cards, pills and prose as bits: the text, and what stands on a card besides it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from cjm_widgets.show.pictures.look import icons
from cjm_widgets.show.pictures.look.tokens import mix
from cjm_widgets.show.pictures.shapes import Group, Image, Path, Rect, Shape, Text, number, text
from cjm_widgets.show.pictures.svg import PICTURE
from cjm_widgets.show.words import duration, words

from .flow import EMPTY, Bit, Held, flow, icon, marked, rest, runs_left, stack, word
from .sheet import ACCENTS, BOXED, Lane, Look, Row, finite, said

THUMB = 64.0


def card(row: Row, said_: str, lane: Lane, look: Look, room: float, proofs: Mapping[str, Any]) -> Bit:
    """A card as wide as the room."""
    boxed = lane.role in BOXED
    left, top, line = (8.0, 6.0, 1.3) if boxed else (10.0, 5.0, 1.0)
    inner = max(8.0, room - left - 9)
    size = look.size(0.94)
    body = text(said_, inner, size, look["ink"])
    parts = [thumb(row, said_, inner), Bit(inner, body.h, (body,)), facts(row, lane, look, inner, proofs)]
    made = stack([part for part in parts if part.h], 3, x=left, y=top)
    high = max(made.h, body.leading) + top + 7
    frame = Rect(
        0, 0, room, high, look["paper"], look["line-2" if boxed else "line"], line, 6 if boxed else 5
    )
    edge: tuple[Shape, ...] = ()
    if not boxed:
        colour = look[ACCENTS.get(lane.role, "line-2")]
        edge = (_edge(room, high, colour, runs_left(said_)),)
    marks = badges(row, look, room)
    return Bit(room, high, (frame, *edge, *made.shapes, *marks), (Held(0, 0, room, high, row.get("id")),))


def _edge(room: float, high: float, colour: str, right: bool) -> Path:
    """The coloured edge where a card's text begins, rounded as the card is."""
    x, way, turn = (room, -1, 0) if right else (0, 1, 1)
    d = f"M{number(x + way * 5)} 0A5 5 0 0 {1 - turn} {number(x)} 5V{number(high - 5)}A5 5 0 0 {1 - turn} {number(x + way * 5)} {number(high)}Q{number(x + way * 3)} {number(high)} {number(x + way * 3)} {number(high - 5)}V5Q{number(x + way * 3)} 0 {number(x + way * 5)} 0Z"
    return Path(d, fill=colour)


def facts(row: Row, lane: Lane, look: Look, room: float, proofs: Mapping[str, Any]) -> Bit:
    """How bad it is, who acts, where it happens, what it rests on, who wrote it, how long it waits, what may fail."""
    size, quiet = look.size(0.94 * 0.885), look["ink-2"]
    bits = [_dots(row, lane, look, size)]
    who = " · ".join(filter(None, (said(row.get(name)) for name in ("team", "effort", "barrier"))))
    bits += [word(who, size, quiet, room)]
    for name, drawing in ((said(row.get("channel")), icons.channel), (said(row.get("place")), icons.place)):
        bits += [_named(name, drawing(name), size, look, room)]
    if proof := proof_of(proofs, str(row.get("id"))):
        state, short = proof
        drawn = rest(state, size, look)
        colour = look[{"researched": "high", "partly": "star"}.get(state, "low")]
        bits += [marked(drawn, word(short, size, colour, room - drawn.w - look.px(4)), look.px(4))]
    bits += [word("written by a model", size, look["star"], room)] if row.get("author") == "model" else []
    bits += [word(one, size, colour, room, italic=slant) for one, colour, slant in _blueprint(row, look)]
    return flow([bit for bit in bits if bit.h], room, look.px(8), look.px(3))


def _blueprint(row: Row, look: Look) -> list[tuple[str, str, bool]]:
    """What a blueprint says of a card beyond the grid, as js/src/views/blueprint/marks.tsx."""
    out = []
    wait = finite(row.get("wait"))
    if wait is not None and wait > 0:
        out.append((f"waits {duration(wait)}", look["star"], False))
    known = [finite(row.get(name)) for name in ("likelihood", "failure_impact")]
    if None not in known:
        third = finite(row.get("detection"))
        factors = [one for one in (*known, third) if one is not None]
        product = 1.0
        for one in factors:
            product *= one
        out.append((f"risk {product:,.0f} of {10 ** len(factors):,}", look["low"], False))
    team, thought = said(row.get("team")), said(row.get("perceived_team"))
    if thought and thought != team:
        out.append((f"customers think: {thought}", look["ink-2"], True))
    return out


def _dots(row: Row, lane: Lane, look: Look, size: float) -> Bit:
    severity = finite(row.get("severity"))
    count = max(0, min(5, int(severity + 0.5))) if severity is not None else 0
    if not count:
        return EMPTY
    full, d, step = look[ACCENTS.get(lane.role, "line-2")], size * 0.6, size * 0.8
    pale = mix(full, look["paper"], 28)
    high = size * 1.35
    dots = tuple(
        Rect(at * step, (high - d) / 2, d, d, full if at < count else pale, radius=d / 2) for at in range(5)
    )
    return Bit(step * 4 + d, high, (Group(dots, f"severity {count} of 5"),))


def _named(name: str, drawing: str, size: float, look: Look, room: float) -> Bit:
    if not name or not drawing:
        return word(name, size, look["ink-2"], room)
    drawn = icon(drawing, size * 1.05, look["ink-2"])
    return marked(drawn, word(name, size, look["ink-2"], room - drawn.w - look.px(4)), look.px(4))


def badges(row: Row, look: Look, room: float) -> list[Shape]:
    """F and W at the far corner of a card, a diamond at the near one."""
    found = [("F", "low", "Fail point")] if row.get("fail_point") is True else []
    found += [("W", "star", "Wait point")] if row.get("wait_point") is True else []
    out: list[Shape] = []
    d, lift = look.px(16), look.px(7)
    for at, (letter, colour, name) in enumerate(found):
        x = room + look.px(5) - d - at * look.px(18)
        disc = Rect(x, -lift, d, d, look[colour], radius=d / 2)
        out.append(Group((disc, _letter(letter, x, -lift, d, look)), name))
    if row.get("decision") is True:
        d, lift = look.px(20), look.px(9)
        diamond = Path("M10 0 20 10 10 20 0 10Z", -lift, -lift, fill=look["ink-2"], scale=look.zoom)
        out.append(Group((diamond, _letter("?", -lift, -lift, d, look)), "Decision"))
    return out


def _letter(letter: str, x: float, y: float, d: float, look: Look) -> Text:
    return Text((letter,), x, y, d, look.px(10), d, look["paper"], bold=True, align="middle")


def thumb(row: Row, said_: str, room: float) -> Bit:
    """The picture of a card, where it is a checked ``data:`` address."""
    address = row.get("image")
    if not isinstance(address, str) or not PICTURE.fullmatch(address):
        return EMPTY
    wide = min(room, THUMB * 1.5)
    return Bit(
        wide, THUMB, (Image(0, 0, wide, THUMB, address, f"Picture of “{said_}”" if said_ else "Picture"),)
    )


def prose(said_: str, lane: Lane, look: Look, room: float) -> Bit:
    """A text without a frame."""
    size = look.size(0.94)
    made = text(said_, room - 12, size, look["ink"], leading=1.36, italic=lane.role == "quotes")
    high = made.h + 8
    return Bit(
        room, high, stack([Bit(room - 12, made.h, (made,))], 0, x=6, y=4).shapes, (Held(0, 0, room, high),)
    )


def chip(row: Row, said_: str, lane: Lane, look: Look, room: float, proofs: Mapping[str, Any]) -> Bit:
    """A pill, as wide as its words; in a lane of contacts with the drawing of its channel."""
    size, place = look.size(0.877), said(row.get("place"))
    met = lane.role in ("touchpoints", "channels")
    drawing = (icons.channel(said(row.get("channel")) or said_) or icons.place(place)) if met else ""
    inner = max(8.0, room - 20)
    drawn = icon(drawing, size * 1.05, look["ink-2"], 1.5) if drawing else EMPTY
    first = word(
        said_ or " ", size, look["ink"], inner - drawn.w - (look.px(5) if drawn.w else 0), leading=1.5
    )
    bits = [marked(drawn, first, look.px(5), rtl=runs_left(said_)) if drawn.w else first]
    bits += [word(place, size * 0.92, look["ink-2"], inner, leading=1.5)] if place else []
    if proof := proof_of(proofs, str(row.get("id"))):
        bits += [rest(proof[0], size * 0.8, look)]
    bits += (
        [word("written by a model", size * 0.92, look["star"], inner, leading=1.5)]
        if row.get("author") == "model"
        else []
    )
    bits = [bit for bit in bits if bit.h]
    wide = min(inner, sum(bit.w for bit in bits) + look.px(5) * (len(bits) - 1))
    made = flow(bits, wide, look.px(5), 0)
    high = max(made.h, size * 1.5) + 4
    frame = Rect(0, 0, wide + 20, high, look["paper"], look["line-2"], 1, min(high / 2, size * 0.75 + 2))
    put = made.at(10, 2)
    return Bit(wide + 20, high, (frame, *put.shapes), (Held(0, 0, wide + 20, high, row.get("id")),))


def proof_of(proofs: Mapping[str, Any], card_: str) -> tuple[str, str] | None:
    """What a card rests on: its state, and in short 212 tickets, 2 kinds of source, assumed."""
    told = proofs.get(card_)
    if not isinstance(told, list | tuple) or len(told) < 3 or told[0] not in icons.REST_WORDS:
        return None
    kinds = [one.strip() for one in str(told[1] or "").split(",") if one.strip()]
    n = finite(told[2])
    if not kinds:
        return told[0], icons.REST_WORDS[told[0]]
    if len(kinds) == 1 and n:
        return told[0], f"{words(n, 'number')} {plural(kinds[0]) if n != 1 else kinds[0]}"
    return told[0], f"{len(kinds)} kind{'' if len(kinds) == 1 else 's'} of source"


def plural(kind: str) -> str:
    """A kind of evidence, several of it.

    >>> plural("ticket"), plural("survey"), plural("diary"), plural("analytics")
    ('tickets', 'surveys', 'diaries', 'analytics')
    """
    return kind if kind == "analytics" else re.sub(r"([^e])ys$", r"\1ies", kind + "s")
