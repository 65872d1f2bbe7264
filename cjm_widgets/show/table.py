"""A document as a static table and picture in HTML, for where no kernel or widgets are.

Standard library only. Inline styles alone, in colours that read on light and dark; every text is escaped.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from html import escape
from typing import Any

from cjm_widgets.show.board import MARKS, Board, Lane, Note, board
from cjm_widgets.show.connections import LINES
from cjm_widgets.show.curve import area, line, segments
from cjm_widgets.show.links import connections_html
from cjm_widgets.show.path_picture import lost, paths_svg, rows_of

STEPS = 30
_LANE, _STEP, _HEIGHT = 140, 150, 110
_EDGE = "#8885"
_BANDS = ("#5b7aa8", "#7c6fb0", "#a8668f", "#b3734a", "#5d8a5a")
_LOW, _MID, _HIGH, _DATA = "#c8561f", "#7a838c", "#128a69", "#2f7fc1"
# Notebooks give cells a style of their own, so that each must carry its own; kept short, as it stands in every cell.
_TD = f"text-align:left;vertical-align:top;border:1px solid {_EDGE};white-space:pre-line"
_TH = f"{_TD};font-weight:600"
_SMALL = "display:block;font-weight:normal;font-size:11px;opacity:.75"
_LIST = "list-style:none;margin:0;padding:0"
_CARD = "margin:0 0 4px;padding:2px 6px;border-left:3px solid "
_ROLES = {
    "pain_points": _LOW,
    "obstacles": _LOW,
    "opportunities": _HIGH,
    "gains": _HIGH,
    "questions": "#7e62c4",
}
_CHIP = f"display:inline-block;margin:0 4px 4px 0;padding:0 7px;border:1px solid {_EDGE};border-radius:9px"
_MARK = "display:inline-block;min-width:1.2em;margin-right:3px;border:1px solid currentColor;border-radius:9px;text-align:center;font-weight:700"
_RULES = {"interaction": "solid", "visibility": "dashed", "internal": "dotted"}
_TRACK = "display:block;position:relative;height:4px;margin-top:4px;background:rgba(128,128,128,.25)"


def table_html(doc: Mapping[str, Any], *, limit: int = STEPS) -> str:
    """The document as an HTML table: stages over steps, a row per lane, the emotion as a curve; links in order below it.

    At most ``limit`` steps and 40 lanes are shown; the caption says how many there are.

    >>> html = table_html({"title": "A <b>", "tables": {"steps": {"columns": ["id", "name"], "rows": [["a", "Pays"]]}}})
    >>> "A &lt;b&gt;" in html, "Pays" in html
    (True, True)
    """
    shown = board(doc, limit, 300)
    token = f"cjm-{secrets.token_hex(4)}"
    width = _LANE + _STEP * len(shown.steps)
    style = f"table-layout:fixed;border-collapse:collapse;width:{width}px;font-size:12.5px;line-height:1.35;overflow-wrap:anywhere;margin:0;color:inherit"
    ways = _ways(doc, shown)
    rows = "".join(_row(lane, f"{token}-{i}", shown, ways) for i, lane in enumerate(shown.lanes))
    return (
        f'<div style="overflow-x:auto;max-width:100%"><table style="{style}">{_caption(shown)}'
        f"<thead>{_stages(shown)}{_steps(shown)}</thead><tbody>{rows}</tbody></table>"
        f"{connections_html(shown.connections)}</div>"
    )


def _caption(shown: Board) -> str:
    style = "text-align:left;caption-side:top;padding:4px 0 8px"
    small = f'<span style="{_SMALL}">{escape(shown.extent)}{escape(f"; {shown.legend}" if shown.legend else "")}</span>'
    return f'<caption style="{style}"><strong dir="auto">{escape(shown.title)}</strong>{small}</caption>'


def _stages(shown: Board) -> str:
    if not any(name for name, _, _ in shown.bands):
        return ""
    cells = [f'<th scope="row" style="{_TH};width:{_LANE}px;box-sizing:border-box">Stage</th>']
    for number, (name, goal, count) in enumerate(shown.bands):
        style = f"{_TH};border-top:3px solid {_BANDS[number % len(_BANDS)]}"
        cells.append(
            f'<th scope="colgroup" colspan="{count}" style="{style}" dir="auto">{_named(name, goal)}</th>'
        )
    return f"<tr>{''.join(cells)}</tr>"


def _steps(shown: Board) -> str:
    cells = "".join(f'<th scope="col" style="{_TH}" dir="auto">{escape(name)}</th>' for name in shown.steps)
    return f'<tr><th scope="row" style="{_TH};width:{_LANE}px;box-sizing:border-box">Step</th>{cells}</tr>'


def _ways(doc: Mapping[str, Any], shown: Board) -> str:
    """The moves between the steps that are shown, drawn; they are told in words below the table."""
    colours = [_BANDS[n % len(_BANDS)] for n, (_, _, count) in enumerate(shown.bands) for _ in range(count)]
    return paths_svg(rows_of(doc, "steps"), rows_of(doc, "transitions"), colours, _STEP, lost(doc))


def _row(lane: Lane, token: str, shown: Board, ways: str = "") -> str:
    drawn = lane.kind == "emotion" and any(v is not None for v in lane.numbers)
    span = ' rowspan="2"' if drawn else ""
    head = f'<th scope="row"{span} style="{_TH}" dir="auto">{_named(lane.name, lane.hint, lane.source)}</th>'
    cells = "".join(f'<td style="{_TD}" dir="auto">{_cell(lane, i)}</td>' for i in range(len(shown.steps)))
    above = _line(lane.line, len(shown.steps) + 1) if lane.line else ""
    if lane.kind == "paths" and ways:
        return f'{above}<tr>{head}<td colspan="{len(shown.steps)}" style="padding:0;border:1px solid {_EDGE}">{ways}</td></tr>'
    if not drawn:
        return f"{above}<tr>{head}{cells}</tr>"
    picture = f'<td colspan="{len(shown.steps)}" style="padding:0;border:1px solid {_EDGE}">{_picture(lane, token, shown)}</td>'
    return f"{above}<tr>{head}{picture}</tr><tr>{cells}</tr>"


def _line(line: str, width: int) -> str:
    """A line of the blueprint: named in full, and told apart by how it is drawn."""
    style = (
        f"text-align:left;padding:1px 8px;font-size:11px;border:0;border-top:2px {_RULES[line]} currentColor"
    )
    return f'<tr><td colspan="{width}" style="{style}">{LINES[line]}</td></tr>'


def _named(name: str, *small: str) -> str:
    return escape(name) + "".join(f'<span style="{_SMALL}">{escape(one)}</span>' for one in small if one)


def _cell(lane: Lane, step: int) -> str:
    texts, value = lane.cells[step], lane.numbers[step]
    if lane.kind == "number" and value is not None:
        return f"<b>{escape(texts[0])}</b>{_bar(lane, value)}"
    if lane.kind in ("cards", "chips") or len(texts) > 1:
        style = _CHIP if lane.kind == "chips" else _CARD + _ROLES.get(lane.role, _MID)
        notes = [_noted(note) for note in lane.notes[step]] if lane.notes else []
        notes += [""] * (len(texts) - len(notes))
        items = "".join(
            f'<li style="{style}">{escape(text)}{note}</li>' for text, note in zip(texts, notes, strict=True)
        )
        return f'<ul style="{_LIST}">{items}</ul>' if items else ""
    return escape(texts[0]) if texts else ""


def _noted(note: Note) -> str:
    """The marks of a card and the links that leave it, below its text."""
    marks = [
        f'<span style="{_SMALL}"><span style="{_MARK}" title="{MARKS[letter]}">{letter}</span>{escape(words)}</span>'
        for letter, words in note.marks
    ]
    arrows = [f'<span style="{_SMALL}" dir="auto">{escape(arrow)}</span>' for arrow in note.arrows]
    return "".join([*marks, *arrows])


def _bar(lane: Lane, value: float) -> str:
    zero, end = (_share(lane, v) for v in (min(max(0.0, lane.low), lane.high), value))
    left, width = min(zero, end), abs(end - zero)
    colour = _LOW if value < 0 else _DATA
    fill = f"position:absolute;top:0;bottom:0;left:{left:.1f}%;width:{width:.1f}%;background:{colour}"
    return f'<span style="{_TRACK}"><span style="{fill}"></span></span>'


def _share(lane: Lane, value: float) -> float:
    return 100 * (min(max(value, lane.low), lane.high) - lane.low) / (lane.high - lane.low)


def _picture(lane: Lane, token: str, shown: Board) -> str:
    width, margin = _STEP * len(shown.steps), 12
    inner = _HEIGHT - 2 * margin

    def height(value: float) -> float:
        return margin + inner * (1 - _share(lane, value) / 100)

    points = [None if v is None else (_STEP * (i + 0.5), height(v)) for i, v in enumerate(lane.numbers)]
    runs, base = segments(points), height(min(max(0.0, lane.low), lane.high))
    filled, up, down = "".join(area(run, base) for run in runs), f"{token}-up", f"{token}-down"
    dots = "".join(_dot(p, v, base) for p, v in zip(points, lane.numbers, strict=True) if p and v is not None)
    return (
        f'<svg role="img" aria-labelledby="{token}-t {token}-d" width="{width}" height="{_HEIGHT}" viewBox="0 0 {width} {_HEIGHT}" style="display:block">'
        f'<title id="{token}-t">{escape(lane.name)}</title><desc id="{token}-d">{escape(_said(lane, shown))}</desc>'
        f'<clipPath id="{up}"><rect width="{width}" height="{base:.2f}"></rect></clipPath>'
        f'<clipPath id="{down}"><rect y="{base:.2f}" width="{width}" height="{_HEIGHT - base:.2f}"></rect></clipPath>'
        f'<line x1="0" x2="{width}" y1="{base:.2f}" y2="{base:.2f}" stroke="currentColor" stroke-opacity=".35"></line>'
        f'<path d="{filled}" fill="{_HIGH}" fill-opacity=".18" clip-path="url(#{up})"></path>'
        f'<path d="{filled}" fill="{_LOW}" fill-opacity=".18" clip-path="url(#{down})"></path>'
        f'<path d="{"".join(map(line, runs))}" fill="none" stroke="currentColor" stroke-width="2"></path>{dots}</svg>'
    )


def _dot(point: tuple[float, float], value: float, base: float) -> str:
    colour = _MID if abs(point[1] - base) < 5 else _HIGH if point[1] < base else _LOW
    return f'<circle cx="{point[0]:g}" cy="{point[1]:.2f}" r="5" fill="{colour}"></circle>'


def _said(lane: Lane, shown: Board) -> str:
    pairs = zip(shown.steps, lane.cells, strict=True)
    return "; ".join(f"{step}: {cell[0] if cell else 'nothing'}" for step, cell in pairs)
