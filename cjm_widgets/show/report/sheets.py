"""A map as tables of a few steps each: to read without scripts, and to tile onto paper with the rail and the head repeated.

The cells of a step stand for themselves, the curve too, so that a page with scripts can put them into tables that fit other paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from cjm_widgets.show.board import MARKS, Board, Lane, Note, board
from cjm_widgets.show.connections import LINES
from cjm_widgets.show.curve import area, line, segments

PER = 6
"""So many steps stand in a table: what fits A4 or Letter across."""
MOST = 120
"""So many steps are in the tables at most; the caption says how many there are."""
LONGEST = 600
_STEP, _HEIGHT, _MARGIN = 150, 84, 10
_RULES = {"interaction": "solid", "visibility": "dashed", "internal": "dotted"}


def sheets(doc: Mapping[str, Any], token: str, *, most: int = MOST) -> str:
    """The first ``most`` steps of a document as tables; ``token`` makes the ids of this drawing the page's own.

    >>> doc = {"title": "A <b>", "tables": {"steps": {"columns": ["id", "name"], "rows": [["a", "Pays"]]}}}
    >>> html = sheets(doc, "m")
    >>> "A &lt;b&gt;" in html, html.count("<table"), 'scope="col"' in html
    (True, 1, True)
    """
    shown = board(doc, most, LONGEST)
    if not shown.steps:
        return f"<p>{escape(shown.title)}: no steps yet.</p>"
    curves = {at: _Curve(lane, f"{token}-{at}") for at, lane in enumerate(shown.lanes) if _is_curve(lane)}
    defs = "".join(curve.drawn for curve in curves.values())
    drawn = (
        f'<svg class="defs" width="0" height="0" aria-hidden="true"><defs>{defs}</defs></svg>' if defs else ""
    )
    spans = [(at, min(at + PER, len(shown.steps))) for at in range(0, len(shown.steps), PER)]
    tables = "".join(_sheet(shown, low, high, curves) for low, high in spans)
    return f'{drawn}<div class="sheets">{tables}</div>'


def _sheet(shown: Board, low: int, high: int, curves: Mapping[int, _Curve]) -> str:
    rows = "".join(_row(lane, at, low, high, curves) for at, lane in enumerate(shown.lanes))
    columns = '<col class="rail">' + "<col>" * (high - low)
    return (
        f'<table class="sheet"{_part(low, high)}>{_caption(shown, low, high)}<colgroup>{columns}</colgroup>'
        f"<thead>{_stages(shown, low, high)}{_steps(shown, low, high)}</thead><tbody>{rows}</tbody></table>"
    )


def _part(low: int, high: int) -> str:
    """What part of the width a table with few steps takes, so that a step is as wide on the last sheet as on the others."""
    steps = high - low if low else max(high - low, 3)
    return f' style="--of:{steps / PER:.3f}"' if steps < PER else ""


def _caption(shown: Board, low: int, high: int) -> str:
    count = len(shown.steps)
    part = "" if (low, high) == (0, count) else f": steps {low + 1} to {high} of {count:,}"
    small = escape("; ".join(one for one in (shown.extent, shown.legend) if one)) if low == 0 else ""
    more = f'<small class="extent">{small}</small>' if small else ""
    return f'<caption><b>{escape(shown.title)}</b><span class="part">{part}</span>{more}</caption>'


def _stages(shown: Board, low: int, high: int) -> str:
    if not any(name for name, _, _ in shown.bands):
        return ""
    cells, first = ['<th scope="row">Stage'], 0
    for number, (name, goal, count) in enumerate(shown.bands):
        span = min(first + count, high) - max(first, low)
        first += count
        if span > 0:
            small = f"<small>{escape(goal)}</small>" if goal else ""
            cells.append(
                f'<th scope="colgroup" colspan="{span}" class="s{number % 6 + 1}" data-band="{number}">{escape(name)}{small}'
            )
    return f'<tr class="bands">{"".join(cells)}'


def _steps(shown: Board, low: int, high: int) -> str:
    bands = [number for number, (_, _, count) in enumerate(shown.bands) for _ in range(count)]
    cells = "".join(
        f'<th scope="col" data-of="{bands[at]}">{escape(shown.steps[at])}' for at in range(low, high)
    )
    return f'<tr class="names"><th scope="row">Step{cells}'


def _row(lane: Lane, at: int, low: int, high: int, curves: Mapping[int, _Curve]) -> str:
    hint = f"<small>{escape(lane.hint)}</small>" if lane.hint else ""
    head = f'<th scope="row">{escape(lane.name)}{hint}'
    curve = curves.get(at)
    cells = "".join(
        f'<td class="curve">{curve.window(step)}{_cell(lane, step)}' if curve else f"<td>{_cell(lane, step)}"
        for step in range(low, high)
    )
    rule = _rule(lane.line, high - low + 1) if lane.line else ""
    return f"{rule}<tr>{head}{cells}"


def _rule(line: str, width: int) -> str:
    """A line of the blueprint: named in full, and told apart by how it is drawn."""
    return f'<tr class="rule {_RULES[line]}"><td colspan="{width}">{LINES[line]}'


def _cell(lane: Lane, step: int) -> str:
    held, value = lane.cells[step], lane.numbers[step]
    if lane.kind == "number" and value is not None:
        return f"<b>{escape(held[0])}</b>{_bar(lane, value)}"
    if lane.kind in ("cards", "chips", "paths") or len(held) > 1:
        notes = lane.notes[step] if lane.notes else []
        items = (
            f"<li>{escape(text)}{_noted(notes[at]) if at < len(notes) else ''}"
            for at, text in enumerate(held)
        )
        return f'<ul class="{escape(lane.kind)} r-{_name(lane.role)}">{"".join(items)}</ul>' if held else ""
    return escape(held[0]) if held else ""


def _name(role: str) -> str:
    return "".join(sign for sign in role if sign.isascii() and (sign.isalpha() or sign == "_"))


def _noted(note: Note) -> str:
    """The marks of a card and the links that leave it, below its text."""
    return "".join(_small(note))


def _small(note: Note) -> Iterator[str]:
    for letter, words in note.marks:
        yield f'<small><abbr title="{MARKS[letter]}">{letter}</abbr> {escape(words)}</small>'
    for arrow in note.arrows:
        yield f"<small>{escape(arrow)}</small>"


def _bar(lane: Lane, value: float) -> str:
    zero, end = (_share(lane, v) for v in (min(max(0.0, lane.low), lane.high), value))
    colour = "low" if value < 0 else "data"
    return (
        f'<svg class="bar {colour}" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect width="100" height="4" class="track"/>'
        f'<rect x="{min(zero, end):.1f}" width="{abs(end - zero):.1f}" height="4"/></svg>'
    )


def _share(lane: Lane, value: float) -> float:
    return 100 * (min(max(value, lane.low), lane.high) - lane.low) / (lane.high - lane.low)


def _is_curve(lane: Lane) -> bool:
    return lane.kind == "emotion" and any(v is not None for v in lane.numbers)


class _Curve:
    """A curve over all steps, drawn once; each cell is a window on it."""

    def __init__(self, lane: Lane, token: str) -> None:
        self._token = token
        inner = _HEIGHT - 2 * _MARGIN
        self._points = [
            None if v is None else (_STEP * (at + 0.5), _MARGIN + inner * (1 - _share(lane, v) / 100))
            for at, v in enumerate(lane.numbers)
        ]
        self._base = _MARGIN + inner * (1 - _share(lane, min(max(0.0, lane.low), lane.high)) / 100)
        runs = segments(self._points)
        filled = "".join(area(run, self._base) for run in runs)
        turn = f"{self._base / _HEIGHT:.3f}"
        self.drawn = (
            f'<linearGradient id="{token}-f" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="0" y2="{_HEIGHT}">'
            f'<stop class="high" offset="{turn}"/><stop class="low" offset="{turn}"/></linearGradient>'
            f'<g id="{token}"><path fill="url(#{token}-f)" d="{filled}"/><path fill="none" stroke="currentColor" stroke-width="2" d="{"".join(map(line, runs))}"/></g>'
        )

    def window(self, step: int) -> str:
        point, left, base = self._points[step], _STEP * step, f"{self._base:.1f}"
        dot = ""
        if point is not None:
            level = "mid" if abs(point[1] - self._base) < 5 else "high" if point[1] < self._base else "low"
            dot = f'<circle class="{level}" cx="{point[0]:g}" cy="{point[1]:.1f}" r="5"/>'
        return (
            f'<svg viewBox="{left} 0 {_STEP} {_HEIGHT}" aria-hidden="true"><path class="base" d="M{left} {base}h{_STEP}"/>'
            f'<use href="#{self._token}"/>{dot}</svg>'
        )
