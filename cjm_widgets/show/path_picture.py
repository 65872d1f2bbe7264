"""The moves of a document as a picture in SVG, on the columns of its steps. Standard library only; every text is escaped."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from .path_shapes import Label, Line, Node, Way
from .paths import Drawing, draw_paths, head_of, path_of
from .words import clean, words

LEFT = frozenset(
    ("left", "leaves", "leave", "gives up", "gave up", "drop-off", "dropped", "lost", "abandoned")
)
"""Names of the end that is no success."""
LOW, HIGH, EDGE = "#c8561f", "#128a69", "#7a838c"
Row = Mapping[str, Any]


def rows_of(doc: Row, table: str) -> list[dict[str, Any]]:
    """The rows of a document's table that are in it.

    >>> rows_of({"tables": {"steps": {"columns": ["id"], "rows": [["pay"]]}}}, "steps")
    [{'id': 'pay'}]
    """
    held = doc.get("tables", {}).get(table, {})
    return [dict(zip(held.get("columns", ()), row, strict=False)) for row in held.get("rows", ())]


def lost(doc: Row) -> frozenset[str]:
    """The ends of which the table of outcomes says that they are no success.

    >>> table = {"columns": ["id", "success"], "rows": [["kept", True], ["no show", False], ["moved", None]]}
    >>> lost({"tables": {"outcomes": table}})
    frozenset({'no show'})
    """
    return frozenset(str(row.get("id")) for row in rows_of(doc, "outcomes") if row.get("success") is False)


def paths_svg(
    steps: Sequence[Row],
    moves: Sequence[Row],
    colours: Sequence[str],
    column: float,
    losses: frozenset[str] = frozenset(),
) -> str:
    """The picture; empty where no move leaves a step that is shown. ``colours`` are the frames of the steps shown.

    >>> steps = [{"id": "a", "name": "Pays"}, {"id": "b", "name": "Cooks"}]
    >>> svg = paths_svg(steps, [{"source": "a", "target": "b", "probability": 0.41}], ["red", "red"], 150)
    >>> "41 %" in svg, "59 % not told" in svg
    (True, True)
    """
    steps = steps[: len(colours)]
    places = {str(step.get("id")): at for at, step in enumerate(steps)}
    names = [clean(words(step.get("name"), "text") or step.get("id"), 60) for step in steps]
    ways, marks, assumed = ways_of(moves, places, losses)
    if not ways:
        return ""
    nodes = [Node(at, column * (at + 0.5), column) for at in range(len(steps))]
    made = draw_paths(nodes, ways, marks)
    found = {way.id: way for way in ways}
    lines = "".join(_line(line, found[line.id], line.id in assumed) for line in made.lines)
    texts = "".join(_text(one, found[one.id].fall if one.id in found else "over") for one in made.labels)
    boxes = "".join(_box(made, at, name, colours[at]) for at, name in enumerate(names))
    count = len([way for way in ways if way.fall != "rest"])
    said = f"{count} {'move' if count == 1 else 'moves'} between steps, listed below the table"
    size = f'width="{column * len(steps):g}" height="{made.height}"'
    view = f'viewBox="0 0 {column * len(steps):g} {made.height}" style="display:block" font-size="11"'
    return f'<svg role="img" aria-label="{escape(said)}" {size} {view}>{lines}{texts}{boxes}</svg>'


def ways_of(
    moves: Sequence[Row], places: Mapping[str, int], losses: frozenset[str]
) -> tuple[list[Way], list[tuple[str, int, str]], set[str]]:
    """The moves of the steps that are shown, what their shares leave untold, and what they tell too much."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in moves:
        if str(row.get("source")) in places:
            rows[str(row.get("source"))].append(row)
    ways: list[Way] = []
    marks: list[tuple[str, int, str]] = []
    assumed: set[str] = set()
    for step, held in rows.items():
        at, counted = places[step], sum(_number(row.get("count")) or 0 for row in held)
        shares = [_share(row, counted) for row in held]
        for row, share in zip(held, shares, strict=True):
            way = _way(row, share, at, places, f"move {len(ways)}", losses)
            ways.append(way)
            assumed |= {way.id} if row.get("assumed") is True else set()
        total = sum(share or 0 for share in shares)
        if total > 1.001:
            marks.append((f"over {at}", at, f"adds to {percent(total)}"))
        elif None not in shares and total <= 0.995:
            ways.append(Way(f"rest {at}", at, None, 1 - total, f"{percent(1 - total)} not told", "rest"))
    return ways, marks, assumed


def percent(share: float) -> str:
    """A share as people write it.

    >>> percent(0.41), percent(0.004), percent(0)
    ('41 %', '0.4 %', '0 %')
    """
    points = share * 100
    return f"{max(0.1, points):.1f} %" if 0 < points < 0.95 else f"{math.floor(points + 0.5)} %"


def _way(
    row: Row, share: float | None, at: int, places: Mapping[str, int], id_: str, losses: frozenset[str]
) -> Way:
    target = str(row.get("target"))
    to = places.get(target)
    left = target.strip().lower() in LEFT
    assumed = row.get("assumed") is True
    if share is None:
        label = "assumed" if assumed else "?"
    else:
        name = target if len(target) <= 16 else target[:15] + "…"
        tail = " again" if to == at else "" if to is not None or left else f" {name}"
        sign = "−" if to is None and (left or target in losses) else ""
        label = f"{sign}{percent(share)}{tail}{' assumed' if assumed else ''}"
    fall = "" if to is not None else "left" if left else "lost" if target in losses else "outcome"
    return Way(id_, at, to, share, label, fall)


def _share(row: Row, counted: float) -> float | None:
    share, count = _number(row.get("probability")), _number(row.get("count"))
    return share if share is not None else None if count is None or not counted else count / counted


def _number(value: Any) -> float | None:
    fits = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if fits else None


def _line(line: Line, way: Way, assumed: bool) -> str:
    fall, share = way.fall, way.share or 0
    colour = {"left": LOW, "lost": LOW, "outcome": HIGH, "rest": EDGE}.get(fall, "currentColor")
    opacity = 0.8 if fall else 0.35 if line.quiet else min(0.72, 0.32 + share * 0.4)
    dash = "1.5 4" if fall == "rest" else "5 4" if assumed else ""
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    head = head_of(line, 1)
    drawn = f'<path d="{head}" fill="{colour}" fill-opacity=".8"></path>' if head else ""
    stroke = f'stroke="{colour}" stroke-opacity="{opacity:.2g}" stroke-width="{line.width:.3g}"'
    return f'<path d="{path_of(line)}" fill="none" {stroke}{dashed}></path>{drawn}'


def _text(one: Label, fall: str) -> str:
    colour = {"left": LOW, "lost": LOW, "over": LOW, "outcome": HIGH}.get(fall, "currentColor")
    x, y = one.x + one.w / 2, one.y + one.h * 0.77
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" fill="{colour}">{escape(one.text)}</text>'


def _box(made: Drawing, at: int, name: str, colour: str) -> str:
    box = made.nodes[at]
    x, rows = box.x + box.w / 2, _rows(name, int(box.w / 6.4))
    first = box.y + box.h / 2 + 4 - 7 * (len(rows) - 1)
    texts = "".join(
        f'<text x="{x:.1f}" y="{first + 14 * i:.1f}" text-anchor="middle" font-weight="600" fill="currentColor">{escape(row)}</text>'
        for i, row in enumerate(rows)
    )
    frame = f'x="{box.x:.1f}" y="{box.y:.1f}" width="{box.w:.1f}" height="{box.h:.1f}" rx="7"'
    return f'<g><title>{escape(name)}</title><rect {frame} fill="none" stroke="{colour}" stroke-width="1.6"></rect>{texts}</g>'


def _rows(name: str, room: int) -> list[str]:
    """A name in at most two rows of about equal length, each cut where it is too long.

    >>> _rows("Sees a friend's post", 15), _rows("Pays", 15)
    (['Sees a', "friend's post"], ['Pays'])
    """
    parts = name.split()
    rows = [name]
    if len(name) > room and len(parts) > 1:
        cuts = [(" ".join(parts[:i]), " ".join(parts[i:])) for i in range(1, len(parts))]
        rows = list(min(cuts, key=lambda pair: max(map(len, pair))))
    return [row if len(row) <= room else row[: room - 1] + "…" for row in rows]
