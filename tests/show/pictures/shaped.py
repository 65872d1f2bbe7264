"""Hostile maps for the drawing, and what a drawn board must keep to."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import strategies as st

from cjm_widgets.show.pictures.grid.board import Board
from cjm_widgets.show.pictures.shapes import Group, Image, Rect, Shape, Text
from show.drawn import wire

NASTY = (
    "Pays", "", "A day for one answer?", "W" * 70, "Donaudampfschifffahrtsgesellschaft " * 3, "配送時間を変更できますか" * 4,
    "هل يمكنني تغيير وقت التسليم؟ 18:30", "<script>alert(1)</script>", "]]> & \" ' <!--", "a\x00b\x1f\ufffe\ud800c", "line\none\n\ntwo",
    "\u202eevil\u202c", "😀" * 12, "=cmd|'/c calc'!A1", "https://example.org/" + "x" * 60, "שלום עולם", " ", "\t",
)  # fmt: skip
texts = st.sampled_from(NASTY) | st.text(max_size=40)
KINDS = ("cards", "text", "chips", "number", "flag", "duration", "time", "emotion", "paths")
ROLES = (
    "actions",
    "pain_points",
    "touchpoints",
    "frontstage",
    "backstage",
    "support",
    "quotes",
    "",
    "metric",
)
IMAGES = (
    None,
    "data:image/png;base64,iVBORw0KGgo=",
    "javascript:alert(1)",
    "https://example.org/a.png",
    "data:text/html;base64,QQ==",
)
values = (
    st.none()
    | st.booleans()
    | st.floats(allow_nan=True)
    | st.integers(-(10**18), 10**18)
    | texts
    | st.lists(texts, max_size=3)
)


@st.composite
def documents(draw: st.DrawFn) -> dict[str, Any]:
    """A map's document of any content, its links between any cards."""
    stages = [
        {"id": f"p{i}", "name": draw(texts), "goal": draw(texts)} for i in range(draw(st.integers(0, 3)))
    ]
    steps = [
        {"id": f"s{i}", "name": draw(texts), "stage": draw(st.sampled_from(["p0", "p1", "p9", None])), "quote": draw(texts),
         "moment_of_truth": draw(st.booleans()), "duration": draw(st.none() | st.floats(0, 1e9)), "wait": draw(st.none() | st.floats(0, 1e7)),
         **{f"c{k}": draw(values) for k in range(3)}}
        for i in range(draw(st.integers(0, 5)))
    ]  # fmt: skip
    lanes = [_lane(draw, i) for i in range(draw(st.integers(0, 6)))]
    cards = [_card(draw, i, steps, lanes) for i in range(draw(st.integers(0, 14)) if steps and lanes else 0)]
    ids = [card["id"] for card in cards]
    links = [
        {"id": f"l{i}", "source": draw(st.sampled_from(ids)), "target": draw(st.sampled_from(ids)), "text": draw(texts),
         "kind": draw(st.sampled_from(["needs", "message", "trigger", "recovery", "x", None])), "both": draw(st.booleans()), "condition": draw(texts)}
        for i in range(draw(st.integers(0, 8)) if ids else 0)
    ]  # fmt: skip
    moves, people = _moves(draw, steps), _people(draw)
    held = {
        "stages": stages,
        "steps": steps,
        "lanes": lanes,
        "cards": cards,
        "links": links,
        "transitions": moves,
        "personas": people,
    }
    meta = {
        "persona": draw(st.sampled_from(["d0", "", "x"])),
        "scenario": draw(texts),
        "language": draw(st.sampled_from(["", "ar", "en-GB"])),
    }
    return {
        "kind": "map",
        "title": draw(texts),
        "meta": meta,
        "tables": {name: wire(rows) for name, rows in held.items()},
    }


def _moves(draw: st.DrawFn, steps: list[Any]) -> list[dict[str, Any]]:
    return [
        {"id": f"m{i}", "source": draw(st.sampled_from(steps))["id"], "target": draw(st.sampled_from(["s0", "s1", "left", "won"])),
         "probability": draw(st.none() | st.floats(0, 1)), "assumed": draw(st.booleans())}
        for i in range(draw(st.integers(0, 5)) if steps else 0)
    ]  # fmt: skip


def _people(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [{"id": f"d{i}", "name": draw(texts), "job": draw(texts), "share": draw(st.none() | st.floats(0, 1)), "colour": draw(texts),
               "quote": draw(texts), "goals": draw(texts), "traits": draw(st.lists(texts, max_size=2))} for i in range(draw(st.integers(0, 3)))]  # fmt: skip


def _lane(draw: st.DrawFn, i: int) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    column = None if kind in ("cards", "paths") else f"c{i % 3}"
    domain = draw(st.sampled_from([None, [-2, 2], [0, 1], [5, 5], ["a", 2]]))
    return {"id": f"v{i}", "name": draw(texts), "hint": draw(texts), "kind": kind, "role": draw(st.sampled_from(ROLES)), "column": column,
            "domain": domain, "source": draw(texts), "many": draw(st.sampled_from([None, "lines"])), "height": draw(st.none() | st.integers(24, 300)),
            "carrier": draw(st.sampled_from([None, "people", "technology", "x"])), "side": draw(st.sampled_from([None, "customer", "backstage"]))}  # fmt: skip


def _card(draw: st.DrawFn, i: int, steps: list[Any], lanes: list[Any]) -> dict[str, Any]:
    return {"id": f"k{i}", "step": draw(st.sampled_from(steps))["id"], "lane": draw(st.sampled_from(lanes))["id"], "text": draw(texts),
            "until": draw(st.sampled_from([None, None, "s1", "s3"])), "severity": draw(st.none() | st.floats(-1, 9)), "team": draw(texts),
            "channel": draw(texts), "place": draw(st.sampled_from([None, "online", "x"])), "fail_point": draw(st.booleans()), "wait_point": draw(st.booleans()),
            "decision": draw(st.booleans()), "image": draw(st.sampled_from(IMAGES)), "wait": draw(st.none() | st.floats(0, 1e6)), "author": draw(st.sampled_from([None, "model"]))}  # fmt: skip


def flat(shapes: Iterable[Shape]) -> Iterator[Shape]:
    for one in shapes:
        yield from flat(one.shapes) if isinstance(one, Group) else (one,)


def outside(shapes: Iterable[Shape], wide: float, high: float) -> list[str]:
    """Texts that leave the width they were given, and texts, boxes and images that leave the picture."""
    found = []
    for one in flat(shapes):
        if isinstance(one, Text) and one.widest > one.w + 0.01 and any(len(line) > 1 for line in one.lines):
            found.append(f"{one.lines} is {one.widest:.1f} wide in {one.w:.1f}")
        if isinstance(one, Text | Rect | Image) and not (
            one.x >= -8 and one.x + one.w <= wide + 8 and one.y >= -8 and one.y + one.h <= high + 0.6
        ):
            found.append(f"{one} leaves {wide} × {high}")
    return found


def overlaps(board: Board) -> list[str]:
    """Things in cells that lie on each other."""
    held = [(lane, one) for lane, one in board.held]
    return [
        f"{a} on {b}"
        for at, (lane, a) in enumerate(held)
        for other, b in held[at + 1 :]
        if lane == other
        and a.x < b.x + b.w - 0.01
        and b.x < a.x + a.w - 0.01
        and a.y < b.y + b.h - 0.01
        and b.y < a.y + a.h - 0.01
    ]


def parsed(svg: str) -> ET.Element:
    """The picture as XML; nothing in it leads elsewhere or runs."""
    root = ET.fromstring(svg)
    ids = [one.get("id") for one in root.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    for one in root.iter():
        name = one.tag.rpartition("}")[2]
        assert name in {
            "svg",
            "title",
            "desc",
            "g",
            "rect",
            "circle",
            "path",
            "text",
            "tspan",
            "image",
            "clipPath",
        }
        for key, value in one.attrib.items():
            assert not key.startswith("on")
            assert "href" not in key or value.startswith("data:image/")
            assert "url(" not in value or re.fullmatch(r"url\(#[\w-]+\)", value)
            assert "url(" not in value or value[5:-1] in ids
    return root
